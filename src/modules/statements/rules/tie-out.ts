import type { Finding } from '../../../kernel/finding.ts'
import { displayYuan, type Fen, fen, formatYuan, ZERO_FEN } from '../../../kernel/money.ts'
import { type Text, text } from '../../../kernel/text.ts'
import type { PlacedAmount, TieOut, TieOutId } from '../model.ts'
import { minus } from './sums.ts'

/** The system (37号) from which most of the checks follow. */
export const SYSTEM = '财会〔2021〕37号'

export interface Pair {
  readonly id: TieOutId
  readonly severity: TieOut['severity']
  readonly left: PlacedAmount
  readonly right: PlacedAmount
  readonly rows?: readonly string[]
  readonly source: string
  /** Said after the two numbers when they differ: what to look at. */
  readonly hint: Text
}

export const placed = (zh: string, en: string, amount: bigint): PlacedAmount => ({
  place: text(zh, en),
  amount: fen(amount),
})

/** Two numbers that must be one; rows given make it fail even when the totals agree. */
export function mustEqual(pair: Pair): TieOut {
  const { id, severity, left, right, source, hint } = pair
  const rows = pair.rows ?? []
  const difference: Fen = fen(left.amount - right.amount)
  const passes = difference === 0n && rows.length === 0
  const size = displayYuan(difference < 0n ? minus(0n, difference) : difference)
  const numbers = text(
    `${left.place.zh} ${displayYuan(left.amount)} 元，${right.place.zh} ${displayYuan(right.amount)} 元`,
    `${left.place.en} ${displayYuan(left.amount)} yuan, ${right.place.en} ${displayYuan(right.amount)} yuan`,
  )
  const gap =
    difference === 0n
      ? text('合计相符，但明细不符', 'the totals agree but single rows do not')
      : text(`相差 ${size} 元`, `a difference of ${size} yuan`)
  return {
    id,
    severity,
    outcome: passes ? 'passes' : 'fails',
    left,
    right,
    difference,
    rows,
    source,
    text: passes
      ? text(`${numbers.zh}，相符。`, `${numbers.en}: they agree.`)
      : text(`${numbers.zh}，${gap.zh}。${hint.zh}`, `${numbers.en}: ${gap.en}. ${hint.en}`),
  }
}

/** An amount that must be nothing. */
export const mustBeZero = (
  pair: Omit<Pair, 'left' | 'right'> & { readonly amount: PlacedAmount },
): TieOut =>
  mustEqual({
    ...pair,
    left: pair.amount,
    right: { place: text('应为', 'which must be'), amount: ZERO_FEN },
  })

/** Something that does not stop a statement but wants an explanation; `right` is what it was held against. */
export function askAbout(about: Omit<Pair, 'hint' | 'severity'> & { readonly text: Text }): TieOut {
  return {
    id: about.id,
    severity: 'warn',
    outcome: 'fails',
    left: about.left,
    right: about.right,
    difference: fen(about.left.amount - about.right.amount),
    rows: about.rows ?? [],
    source: about.source,
    text: about.text,
  }
}

/** The check in the shape in which every rule of the product answers; `measured` and `limit` in yuan. */
export function asFinding(tieOut: TieOut): Finding {
  return {
    rule: tieOut.id,
    version: '1',
    severity: tieOut.severity,
    outcome: tieOut.outcome,
    binding: 'books',
    readings: [
      {
        id: 'books',
        outcome: tieOut.outcome,
        measured: formatYuan(tieOut.left.amount),
        limit: formatYuan(tieOut.right.amount),
      },
    ],
    notComputed: [],
    rows: [...tieOut.rows],
    source: tieOut.source,
    fix: null,
    text: tieOut.text,
  }
}
