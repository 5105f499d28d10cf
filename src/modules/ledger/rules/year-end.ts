import type { LocalDate } from '../../../kernel/date.ts'
import type { Line } from '../model.ts'
import { accountOf } from '../model/chart.ts'
import type { DraftVoucher } from '../model/draft.ts'
import { credit, debit } from './lines.ts'

const UNDISTRIBUTED = '33202'
const SURPLUS = '331'

/** A line that takes an account's whole balance away; `net` is debit minus credit. */
const emptied = (account: string, net: bigint): Line => moved(account, -net)

/** A line on the side that the sign says: above zero debit, below credit. */
const moved = (account: string, net: bigint): Line =>
  net > 0n ? debit(account, net) : credit(account, -net)

interface Step {
  readonly template: string
  readonly summary: string
  readonly clause: string
  readonly lines: readonly Line[]
}

/** All accounts of a class into one: what is left of them, and the other side on `to`. */
function intoOne(
  net: ReadonlyMap<string, bigint>,
  picked: (code: string) => boolean,
  to: string,
): Line[] {
  const lines = [...net]
    .filter(([code, value]) => picked(code) && value !== 0n)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([code, value]) => emptied(code, value))
  const total = lines.reduce((sum, line) => sum + line.credit - line.debit, 0n)
  return total === 0n ? lines : [...lines, moved(to, total)]
}

/**
 * The transfers of a year's end (37号, 331 and 332): income and expense to 331, 331 to 33202, and what a
 * posted distribution left on 33201 and 33203 to 33202. `net`: debit minus credit of every account at the
 * end of the year, fen. Steps with nothing to transfer are left out; the last one takes what the earlier
 * ones leave on 331.
 */
export function yearEndVouchers(year: number, net: ReadonlyMap<string, bigint>): DraftVoucher[] {
  const classOf = (code: string) => accountOf(code)?.class
  const income = intoOne(net, (code) => classOf(code) === 'revenue', SURPLUS)
  const expense = intoOne(net, (code) => classOf(code) === 'expense', SURPLUS)
  const surplus = [...income, ...expense]
    .filter((line) => line.account === SURPLUS)
    .reduce((sum, line) => sum + line.debit - line.credit, net.get(SURPLUS) ?? 0n)
  const steps: Step[] = [
    {
      template: 'year-end-income',
      summary: '结转本年收入',
      clause: '财会〔2021〕37号 331 本年盈余',
      lines: income,
    },
    {
      template: 'year-end-expense',
      summary: '结转本年支出',
      clause: '财会〔2021〕37号 331 本年盈余',
      lines: expense,
    },
    {
      template: 'year-end-surplus',
      summary: surplus > 0n ? '结转本年亏损' : '结转本年盈余',
      clause: '财会〔2021〕37号 332 盈余分配',
      lines: surplus === 0n ? [] : [emptied(SURPLUS, surplus), moved(UNDISTRIBUTED, surplus)],
    },
    {
      template: 'year-end-distribution',
      summary: '结转盈余分配明细',
      clause: '财会〔2021〕37号 332 盈余分配',
      lines: intoOne(
        net,
        (code) => code.startsWith('33201') || code.startsWith('33203'),
        UNDISTRIBUTED,
      ),
    },
  ]
  return steps
    .filter((step) => step.lines.length > 1)
    .map((step) => ({
      kind: 'transfer',
      period: year * 100 + 13,
      onDate: `${year}-12-31` as LocalDate,
      attachments: 0,
      documentIds: [],
      ...step,
    }))
}
