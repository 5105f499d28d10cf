import { apportion } from '../../../kernel/apportion.ts'
import { date, type LocalDate } from '../../../kernel/date.ts'
import { fraction } from '../../../kernel/fraction.ts'
import { type Fen, fen } from '../../../kernel/money.ts'
import type { BookPlan, DistributionPlan, MemberAmount, VoucherPlan } from './book.ts'
import { type Entry, lineOf, voucherOf } from './keeper.ts'
import type { Act, Month, Play } from './play.ts'

/* A year's end: the result, what the assembly does with it, and its payment in the spring. */

const YEAR = 2019
const LAST_DAY = date('2019-12-31')
const RESOLVED = date('2020-01-16')
/** Nobody meets for less. */
const LEAST = 200_000n

/**
 * Closes 2019 in the simulated books and divides its surplus: losses of earlier years first, 10 % to the
 * reserve, 62 % of the rest by transactions, what is left by contributions (Act, Art. 42 and 44).
 */
export function endYear(play: Play): {
  readonly result: Fen
  readonly distribution: DistributionPlan | null
} {
  const { keeper } = play
  const result = keeper.closeYear()
  const whole = 0n - keeper.net('33202')
  const available = whole < result ? whole : result
  if (available < LEAST || play.breach === 'dividend_without_surplus') {
    return { result, distribution: null }
  }
  const reserve = fen(available / 10n)
  const rest = available - reserve
  const returned = byMembers((rest * 62n) / 100n, [...keeper.traded])
  const residual = byMembers(rest - sum(returned), contributions(play))
  keeper.take([
    lineOf('33202', sum(returned) + sum(residual) + reserve),
    lineOf('322', 0n - reserve),
    ...returned.map(({ member, amount }) => lineOf('221', 0n - amount, { member })),
    ...residual.map(({ member, amount }) => lineOf('222', 0n - amount, { member })),
  ])
  return {
    result,
    distribution: { year: YEAR, resolvedOn: RESOLVED, reserve, returned, residual },
  }
}

const sum = (rows: readonly MemberAmount[]): bigint =>
  rows.reduce((total, { amount }) => total + amount, 0n)

function byMembers(pool: bigint, weights: readonly (readonly [string, bigint])[]): MemberAmount[] {
  const parts = weights
    .filter(([, weight]) => weight > 0n)
    .map(([key, weight]) => ({ key, weight: fraction(weight) }))
  if (parts.length === 0 || pool <= 0n) return []
  return apportion(pool, parts)
    .filter(({ amount }) => amount > 0n)
    .map(({ key, amount }) => ({ member: key, amount: fen(amount) }))
}

/** What each holder had put in by the end of the year. */
function contributions({ coop }: Play): readonly (readonly [string, bigint])[] {
  const gone = new Set(coop.leavers.map(({ holderKey }) => holderKey))
  return coop.holders
    .filter(({ key }) => !gone.has(key))
    .map(({ key, contributions: parts }) => [
      key,
      parts.filter(({ on }) => on <= LAST_DAY).reduce((total, { paid }) => total + paid, 0n),
    ])
}

/** Paid from February on, as soon as the bank can carry it. */
export function payoutActs(play: Play, month: Month): Act[] {
  if (month.year !== 2020 || month.month < 2 || month.month > 8) return []
  return [
    { day: 6, run: (on) => payOut(play, on, ['221', 'pay-surplus-return', '支付盈余返还']) },
    { day: 7, run: (on) => payOut(play, on, ['222', 'pay-residual', '支付剩余盈余分配']) },
  ]
}

function payOut(
  { keeper }: Play,
  on: LocalDate,
  [account, template, summary]: readonly [string, string, string],
): void {
  const owed = keeper.each(account).filter(([, net]) => net < 0n)
  const total = owed.reduce((all, [, net]) => all - net, 0n)
  if (owed.length === 0 || keeper.net('102') < (total * 13n) / 10n) return
  keeper.book(on, {
    template,
    summary: `${summary} ${owed.length}户(2019年度)`,
    rows: owed.map(([member, net]) => ({ amounts: { amount: 0n - net }, parties: { member } })),
    attachments: 2,
  })
}

/** The vouchers of a distribution as the posting templates make them, in the transfers of the year's end. */
export function distributionVouchers({ distribution }: BookPlan): readonly VoucherPlan[] {
  if (distribution === null) return []
  const { year, resolvedOn, reserve, returned, residual } = distribution
  const by = `(${resolvedOn}成员大会决议)`
  const rowsOf = (list: readonly MemberAmount[]): Entry['rows'] =>
    list.map(({ member, amount }) => ({ amounts: { amount }, parties: { member } }))
  const entries: Entry[] = [
    { template: 'reserve', summary: `提取盈余公积${by}`, rows: [{ amounts: { amount: reserve } }] },
    { template: 'surplus-return', summary: `盈余返还${by}`, rows: rowsOf(returned) },
    { template: 'residual-distribution', summary: `剩余盈余分配${by}`, rows: rowsOf(residual) },
  ]
  return entries
    .filter(({ rows }) => rows.length > 0)
    .map((entry) => voucherOf(LAST_DAY, { ...entry, period: year * 100 + 13 }))
}
