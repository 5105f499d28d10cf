import type { LocalDate } from '../../../kernel/date.ts'
import { actorName } from '../../../platform/actor.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { type LimitsRow, spendingTables } from '../store.ts'

/** Every matrix the county has set, in the order in which they count. */
export const limitsRows = (ctx: Ctx): Promise<LimitsRow[]> =>
  spendingTables(ctx.tx)
    .selectFrom('spending_limits')
    .selectAll()
    .where('county_id', '=', ctx.county)
    .orderBy('valid_from')
    .orderBy('recorded_at')
    .orderBy('id')
    .execute()

export async function insertLimits(
  ctx: Ctx,
  fresh: { readonly validFrom: LocalDate; readonly body: unknown; readonly source: string },
): Promise<void> {
  await spendingTables(ctx.tx)
    .insertInto('spending_limits')
    .values({
      county_id: ctx.county,
      id: ctx.newId(),
      valid_from: fresh.validFrom,
      body: JSON.stringify(fresh.body),
      source: fresh.source,
      recorded_at: ctx.now,
      recorded_by: actorName(ctx),
    })
    .execute()
}
