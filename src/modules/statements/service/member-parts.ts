import { type LocalDate, yearOf } from '../../../kernel/date.ts'
import { type Fraction, fraction } from '../../../kernel/fraction.ts'
import type { AnyId } from '../../../kernel/id.ts'
import { type Fen, fen, sumFen, ZERO_FEN } from '../../../kernel/money.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { accountEntriesOf } from '../../distribution/index.ts'
import { tradeTotals, UNIT_WORDS } from '../../trade/index.ts'
import type { MemberHolding, ProductColumn } from '../model/facts.ts'

/*
 * The one place where member accounts meet the modules that keep their parts: deliveries come from trade,
 * quantified shares of reserves, grants and donations from distribution.
 */

/** What the quantified shares of a member came to: reserve, grants, donations. */
type Shares = Pick<MemberHolding, 'reserveShare' | 'grantShare' | 'donationShare'>

export interface ShareChange extends Shares {
  readonly onDate: LocalDate
  readonly summary: string
  readonly voucherId: AnyId | null
}

export interface MemberParts {
  readonly products: readonly ProductColumn[]
  /** By product id, over the year. */
  readonly volumes: ReadonlyMap<string, Fraction>
  readonly values: ReadonlyMap<string, Fen>
  readonly opening: Shares
  /** Within the year, oldest first. */
  readonly changes: readonly ShareChange[]
}

const KINDS = { reserve: 'reserveShare', grant: 'grantShare', donation: 'donationShare' } as const
const NO_SHARES: Shares = { reserveShare: ZERO_FEN, grantShare: ZERO_FEN, donationShare: ZERO_FEN }
const CAUSES = { reserve: '公积金量化', grant: '补助量化', donation: '捐赠量化' } as const

/** The parts of one member's account that are not in the ledger. */
export async function memberParts(
  ctx: Ctx,
  of: { readonly coopId: AnyId; readonly memberId: AnyId; readonly year: number },
): Promise<MemberParts> {
  const all = await tradeTotals(ctx, [of.coopId], of.year)
  const own = Map.groupBy(
    all.filter(({ memberId }) => memberId === of.memberId),
    ({ productId }) => productId,
  )
  const rows = [...own].flatMap(([id, same]) => {
    const [first] = same
    return first === undefined ? [] : [{ id, name: first.product, unit: first.unit, same }]
  })
  return {
    products: rows.map(({ id, name, unit }) => ({ id, name, unit: UNIT_WORDS[unit] })),
    volumes: new Map(
      rows.map(({ id, same }) => [
        id,
        fraction(
          same.reduce((sum, { quantity }) => sum + quantity, 0n),
          MICRO,
        ),
      ]),
    ),
    values: new Map(rows.map(({ id, same }) => [id, sumFen(same.map(({ amount }) => amount))])),
    ...(await sharesOf(ctx, of.memberId, of.year)),
  }
}

const MICRO = 1_000_000n

async function sharesOf(ctx: Ctx, memberId: AnyId, year: number) {
  const entries = await accountEntriesOf(ctx, { holderIds: [memberId] })
  const before = entries.filter(({ on }) => yearOf(on) < year)
  const sum = (kind: keyof typeof KINDS): Fen =>
    sumFen(before.filter((entry) => entry.kind === kind).map(({ amount }) => amount))
  return {
    opening: {
      reserveShare: sum('reserve'),
      grantShare: sum('grant'),
      donationShare: sum('donation'),
    },
    changes: entries
      .filter(({ on }) => yearOf(on) === year)
      .map((entry) => ({
        ...NO_SHARES,
        [KINDS[entry.kind]]: fen(entry.amount),
        onDate: entry.on,
        summary: [CAUSES[entry.kind], entry.summary ?? ''].filter((part) => part !== '').join('：'),
        voucherId: entry.voucherId,
      })),
  }
}

/** What members and all others traded with the co-op in a year; null where it keeps no trades. */
export async function tradeOfYear(
  ctx: Ctx,
  coopId: AnyId,
  year: number,
): Promise<{ readonly members: Fen; readonly others: Fen } | null> {
  const all = await tradeTotals(ctx, [coopId], year)
  if (all.length === 0) return null
  const sum = (members: boolean): Fen =>
    fen(
      all
        .filter(({ memberId }) => (memberId !== null) === members)
        .reduce((total, { amount }) => total + amount, 0n),
    )
  return { members: sum(true), others: sum(false) }
}
