import { must } from '../../../kernel/assert.ts'
import type { AnyId } from '../../../kernel/id.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { type Chart, chartWith, NATIONAL_CHART } from '../model/chart.ts'
import { ownAccounts } from '../store/chart.ts'

/** The charts of these co-ops: the national one and what each added below it. */
export async function chartsOf(ctx: Ctx, coopIds: readonly AnyId[]): Promise<Map<AnyId, Chart>> {
  const own = await ownAccounts(ctx, coopIds)
  return new Map(
    coopIds.map((coopId) => {
      const accounts = own.get(coopId)
      return [coopId, accounts === undefined ? NATIONAL_CHART : chartWith(accounts)]
    }),
  )
}

export const chartOf = async (ctx: Ctx, coopId: AnyId): Promise<Chart> =>
  must((await chartsOf(ctx, [coopId])).get(coopId), 'the chart')
