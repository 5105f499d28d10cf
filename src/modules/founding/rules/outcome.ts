import { type Fen, fen } from '../../../kernel/money.ts'
import { type Text, text } from '../../../kernel/text.ts'
import type { Case, Household3, LineKey, ThreeAccounts } from './three-accounts.ts'

/** What the co-op's records say a household got in a year, in fen. */
export interface Actual {
  readonly year: number
  readonly guaranteed: bigint
  readonly wages: bigint
  /** Value of what was sold to the co-op; what it cost to grow nobody records. */
  readonly trade: bigint
  readonly returned: bigint
  readonly dividend: bigint
  readonly booked: bigint
}

const KEYS = ['guaranteed', 'wages', 'trade', 'returned', 'dividend'] as const
type Key = (typeof KEYS)[number]

const TITLES: Readonly<Record<Key, Text>> = {
  guaranteed: text('土地保底收益', 'Guaranteed return of the land'),
  wages: text('务工收入', 'Wages'),
  trade: text('交售产品(毛额)', 'Sold to the co-op, before costs'),
  returned: text('按交易量(额)返还', 'Return by trade'),
  dividend: text('按出资分红', 'Dividend by contribution'),
}

type Promised = Readonly<Record<Case, Fen>>
const eachCase = (of: (one: Case) => Fen): Promised => ({
  low: of('low'),
  middle: of('middle'),
  high: of('high'),
})

/**
 * Promise and outcome year by year. The first year of the promise is the one in which the register was opened;
 * shares of the surplus are promised only from the year each case names.
 */
export function compareOutcome(
  promise: { readonly given: Household3; readonly result: ThreeAccounts; readonly first: number },
  actuals: readonly Actual[],
) {
  const amountOf = (one: Case, key: LineKey): Fen =>
    promise.result.cases[one].lines.find((line) => line.key === key)?.amount ?? fen(0n)
  const of = (one: Case, key: Key, year: number): Fen => {
    const { from, trade } = promise.given.cases[one]
    if (key === 'trade') return trade
    const early = year - promise.first + 1 < from
    return early && (key === 'returned' || key === 'dividend') ? fen(0n) : amountOf(one, key)
  }
  return actuals.map((actual) => {
    const lines = KEYS.map((key) => ({
      key,
      title: TITLES[key],
      promised: eachCase((one) => of(one, key, actual.year)),
      actual: fen(actual[key]),
    }))
    const sum = (one: Case): Fen => fen(lines.reduce((all, line) => all + line.promised[one], 0n))
    return {
      year: actual.year,
      lines,
      promised: eachCase(sum),
      actual: fen(lines.reduce((all, line) => all + line.actual, 0n)),
      booked: fen(actual.booked),
    }
  })
}

/** The years of a promise that have begun: from the first on, as many as were promised, not beyond today. */
export const yearsOf = (first: number, years: number, now: number): readonly number[] =>
  Array.from({ length: Math.max(0, Math.min(years, now - first + 1)) }, (_, i) => first + i)
