import { actorName } from '../../../platform/actor.ts'
import type { LocalDate } from '../../../kernel/date.ts'
import type { AnyId } from '../../../kernel/id.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { type PublicRecordTable, shareTables } from '../store.ts'

export async function publicRecords(ctx: Ctx, coopId: AnyId): Promise<PublicRecordTable[]> {
  return shareTables(ctx.tx)
    .selectFrom('share_public_record')
    .selectAll()
    .where('county_id', '=', ctx.county)
    .where('coop_id', '=', coopId)
    .orderBy('valid_from')
    .orderBy('id')
    .execute()
}

export async function savePublicRecord(
  ctx: Ctx,
  row: Omit<PublicRecordTable, 'county_id' | 'recorded_at' | 'recorded_by'>,
): Promise<void> {
  await shareTables(ctx.tx)
    .insertInto('share_public_record')
    .values({
      ...row,
      county_id: ctx.county,
      recorded_at: ctx.now,
      recorded_by: actorName(ctx),
    })
    .execute()
}

export async function endPublicRecordRow(ctx: Ctx, id: AnyId, on: LocalDate): Promise<void> {
  await shareTables(ctx.tx)
    .updateTable('share_public_record')
    .set({ valid_to: on })
    .where('county_id', '=', ctx.county)
    .where('id', '=', id)
    .execute()
}
