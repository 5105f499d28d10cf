import { addFractions, type Fraction, fraction } from '../../../kernel/fraction.ts'
import { type Fen, fen, ZERO_FEN } from '../../../kernel/money.ts'
import { type Text, text } from '../../../kernel/text.ts'
import type { MemberAccountEntry, MemberAccountFacts, MemberHolding } from '../model/facts.ts'

/** A row of a 成员账户 in the columns of the official form; null prints blank. */
export interface MemberAccountRow {
  readonly kind: 'opening' | 'entry' | 'closing'
  /** 编号: 1 … n for entries. */
  readonly number: number | null
  readonly onDate: string | null
  readonly summary: Text
  readonly holding: MemberHolding
  /** In the order of the products; null in the opening row. */
  readonly volumes: readonly (Fraction | null)[]
  readonly values: readonly (Fen | null)[]
  readonly surplusReturn: Fen | null
  readonly residual: Fen | null
}

const HOLDINGS = [
  'assistedContribution',
  'otherContribution',
  'reserveShare',
  'grantShare',
  'donationShare',
] as const

/**
 * The account of one member and year (Act Art. 43; 37号 Art. 57): opening holdings, the changes of the year
 * as they happened, deliveries by product, distributions, and the last row 年末余额/总额, whose holdings are
 * balances and whose volumes, values and distributions are totals of the year. Amounts in fen.
 */
export function memberAccount(facts: MemberAccountFacts): MemberAccountRow[] {
  const { entries, products, opening } = facts
  const rows: MemberAccountRow[] = [
    {
      kind: 'opening',
      number: null,
      onDate: null,
      summary: text('年初余额', 'Opening balance'),
      holding: opening,
      volumes: products.map(() => null),
      values: products.map(() => null),
      surplusReturn: null,
      residual: null,
    },
    ...entries.map((entry, i): MemberAccountRow => ({
      kind: 'entry',
      number: i + 1,
      onDate: entry.onDate,
      summary: text(entry.summary, entry.summary),
      holding: holdingOf((key) => entry[key]),
      volumes: products.map(({ id }) => entry.volumes.get(id) ?? null),
      values: products.map(({ id }) => entry.values.get(id) ?? null),
      surplusReturn: entry.surplusReturn,
      residual: entry.residual,
    })),
  ]
  const over = (pick: (entry: MemberAccountEntry) => bigint): Fen =>
    fen(entries.reduce((sum, entry) => sum + pick(entry), 0n))
  const closing: MemberAccountRow = {
    kind: 'closing',
    number: null,
    onDate: null,
    summary: text('年末余额/总额', 'Closing balance / total'),
    holding: holdingOf((key) => fen(opening[key] + over((entry) => entry[key]))),
    volumes: products.map(({ id }) =>
      entries.reduce((sum, entry) => addFractions(sum, entry.volumes.get(id) ?? NONE), NONE),
    ),
    values: products.map(({ id }) => over((entry) => entry.values.get(id) ?? ZERO_FEN)),
    surplusReturn: over((entry) => entry.surplusReturn),
    residual: over((entry) => entry.residual),
  }
  return [...rows, closing]
}

const NONE: Fraction = fraction(0)

function holdingOf(pick: (key: (typeof HOLDINGS)[number]) => Fen): MemberHolding {
  return {
    assistedContribution: pick('assistedContribution'),
    otherContribution: pick('otherContribution'),
    reserveShare: pick('reserveShare'),
    grantShare: pick('grantShare'),
    donationShare: pick('donationShare'),
  }
}

/** A quantity as a plain decimal of at most six places, without trailing zeros: 12.5, 300. */
export function quantityText(quantity: Fraction): string {
  const millionths = (quantity.num * 1_000_000n) / quantity.den
  const size = millionths < 0n ? -millionths : millionths
  const places = (size % 1_000_000n).toString().padStart(6, '0').replace(/0+$/, '')
  return `${millionths < 0n ? '-' : ''}${size / 1_000_000n}${places === '' ? '' : `.${places}`}`
}
