import type { AnyId } from '../../../kernel/id.ts'
import { written } from '../../../platform/actor.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { isOneOf } from '../../../platform/rows.ts'
import { dutyTables, type DutyTables, type New } from '../store.ts'

type Item = DutyTables['meeting_item']

export async function insertRecord(
  ctx: Ctx,
  record: New<'meeting_record'>,
  items: readonly Omit<Item, 'county_id' | 'meeting_id'>[],
): Promise<void> {
  await dutyTables(ctx.tx)
    .insertInto('meeting_record')
    .values({ ...record, ...written(ctx) })
    .execute()
  await dutyTables(ctx.tx)
    .insertInto('meeting_item')
    .values(
      items.map((item) => ({ ...item, county_id: ctx.county, meeting_id: record.meeting_id })),
    )
    .execute()
}

/** What the register keeps of these meetings, whoever asks: the caller has the meetings by its scope. */
export const recordsOf = (
  ctx: Ctx,
  ids: readonly AnyId[],
): Promise<DutyTables['meeting_record'][]> =>
  ids.length === 0
    ? Promise.resolve([])
    : dutyTables(ctx.tx)
        .selectFrom('meeting_record')
        .selectAll()
        .where('county_id', '=', ctx.county)
        .where(isOneOf('meeting_id', ids))
        .execute()

/** The items of a meeting in their order. */
export const itemsOf = (ctx: Ctx, meetingId: AnyId): Promise<Item[]> =>
  dutyTables(ctx.tx)
    .selectFrom('meeting_item')
    .selectAll()
    .where('county_id', '=', ctx.county)
    .where('meeting_id', '=', meetingId)
    .orderBy('item')
    .execute()
