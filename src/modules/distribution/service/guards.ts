import type { AnyId } from '../../../kernel/id.ts'
import { notFound, Refusal } from '../../../kernel/refusal.ts'
import { text } from '../../../kernel/text.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import type { PlanFigures } from '../store.ts'
import { coopsInside, lockAll } from '../store/plans.ts'

/* What every act on plans asks first: inside the unit, one at a time, not past its day. */

/** @throws Refusal `not_found` unless every co-op lies inside the unit. */
export async function insideOrRefuse(
  ctx: Ctx,
  unitId: AnyId,
  coopIds?: readonly AnyId[],
): Promise<Map<AnyId, string>> {
  const inside = await coopsInside(ctx, unitId, coopIds)
  if (coopIds !== undefined && coopIds.some((id) => !inside.has(id))) throw notFound()
  return inside
}

/** One lock a co-op and year, taken in one order: whoever prepares, resolves or posts comes one by one. */
export async function lockYears(ctx: Ctx, coopIds: readonly AnyId[], year: number): Promise<void> {
  await lockAll(
    ctx,
    coopIds.map((coopId) => `distribution:${coopId}:${year}`),
  )
}

/** More than a few plans are told to the audit trail by their number. */
export const told = (plans: readonly { readonly planId: AnyId; readonly coopId: AnyId }[]) =>
  plans.length > 20 ? plans.length : plans

/** @throws Refusal `conflict` when the assembly has resolved on the plan or it is posted. */
export function refuseResolved({ status }: PlanFigures): void {
  if (status === 'draft' || status === 'computed') return
  throw new Refusal(
    'conflict',
    status === 'resolved'
      ? text(
          '成员大会已就该方案作出决议;如须改变,请先撤回决议登记。',
          'The assembly has resolved on this plan; withdraw the resolution first.',
        )
      : text('该年度的分配已入账。', "The year's distribution is posted."),
  )
}
