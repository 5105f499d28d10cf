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

/** Additional votes of members as they count on a day (农民专业合作社法 Art. 22), by holder. */
export async function additionalVotesOn(
  ctx: Ctx,
  coopId: AnyId,
  on: LocalDate,
): Promise<Map<AnyId, number>> {
  const votes = new Map<AnyId, number>()
  for (const row of await publicRecords(ctx, coopId)) {
    const counts = row.valid_from <= on && (row.valid_to === null || on < row.valid_to)
    if (!counts || row.holder_id === null || row.votes === null) continue
    votes.set(row.holder_id, (votes.get(row.holder_id) ?? 0) + row.votes)
  }
  return votes
}
