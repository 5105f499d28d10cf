import type { AnyId } from '../../../kernel/id.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { balancesAt, booksOf, chartOf, itemTotals, turnoverBetween } from '../../ledger/index.ts'
import type { IncomeFlow } from '../model/facts.ts'
import { bookPeriods, cumulativeName, type ReportPeriod, yearBefore } from '../model/period.ts'
import { incomeFlowsOf } from '../rules/flows.ts'
import { incomeBySource } from '../rules/income.ts'
import { trialBalance } from '../rules/trial-balance.ts'
import { flowLine } from './books.ts'

/** Opening before the first month of the report, movement within it, both to its last. */
export async function trialBalanceOf(ctx: Ctx, coopId: AnyId, period: ReportPeriod) {
  const { first, through, opening } = bookPeriods(period)
  const of = async <T>(found: Promise<Map<AnyId, T[]>>): Promise<T[]> =>
    (await found).get(coopId) ?? []
  return trialBalance({
    chart: (await chartOf(ctx, coopId)).accounts,
    opening: await of(balancesAt(ctx, [coopId], first - 1)),
    movement: await of(turnoverBetween(ctx, [coopId], { from: first, to: through })),
    yearToDate: await of(turnoverBetween(ctx, [coopId], { from: opening + 1, to: through })),
    closing: await of(balancesAt(ctx, [coopId], through)),
  })
}

const INCOME_ACCOUNTS = ['501', '502', '511']

/** Income by source of each co-op since January, and the same stretch a year before (null: no books then). */
export async function incomeFlows(ctx: Ctx, coopIds: readonly AnyId[], period: ReportPeriod) {
  const flows = async (of: ReportPeriod): Promise<Map<AnyId, IncomeFlow[]>> => {
    const { opening, last } = bookPeriods(of)
    const span = { from: opening + 1, to: last }
    const totals = await itemTotals(ctx, { coopIds, accounts: INCOME_ACCOUNTS, ...span })
    const byCoop = Map.groupBy(totals, ({ coopId }) => coopId)
    return new Map([...byCoop].map(([id, own]) => [id, incomeFlowsOf(own.map(flowLine))]))
  }
  const before = yearBefore(period)
  const books = await booksOf(ctx, coopIds)
  const { last } = bookPeriods(before)
  const kept = coopIds.some((id) => (books.get(id)?.openedPeriod ?? last + 1) <= last)
  return { current: await flows(period), prior: kept ? await flows(before) : null }
}

/** Income by source of one co-op. */
export async function incomeOf(ctx: Ctx, coopId: AnyId, period: ReportPeriod) {
  const { current, prior } = await incomeFlows(ctx, [coopId], period)
  return incomeBySource({
    span: cumulativeName(period),
    current: current.get(coopId) ?? [],
    prior: prior === null ? null : (prior.get(coopId) ?? []),
  })
}
