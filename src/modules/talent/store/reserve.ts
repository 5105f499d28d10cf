import { type RawBuilder, sql } from 'kysely'
import type { AnyId } from '../../../kernel/id.ts'
import { written } from '../../../platform/actor.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { isOneOf } from '../../../platform/rows.ts'
import { insideScope } from '../../../platform/unit.ts'
import { talentTables, type New, type TalentTables } from '../store.ts'

export interface ReserveRow extends Omit<TalentTables['reserve'], 'county_id'> {
  readonly village_name: string
  readonly town_id: AnyId
  readonly town_name: string
}

const selectReserve = (ctx: Ctx, where: RawBuilder<unknown>) => sql<ReserveRow>`
  SELECT r.*, u.name AS village_name, t.id AS town_id, t.name AS town_name
  FROM reserve r
  JOIN org_unit u ON u.county_id = r.county_id AND u.id = r.village_id
  JOIN org_unit t ON t.county_id = r.county_id AND t.id = u.parent_id
  WHERE r.county_id = ${ctx.county} AND ${where}
  ORDER BY r.nominated_on DESC, r.recorded_at DESC, r.id`

/** Nominations of villages the actor reaches, the latest first. */
export async function reserveRows(ctx: Ctx, unitId?: AnyId): Promise<ReserveRow[]> {
  const where = sql`${insideScope(ctx, 'r.village_id')}
    AND (${unitId ?? null}::uuid IS NULL OR u.ancestors @> ARRAY[${unitId ?? null}::uuid])`
  return (await selectReserve(ctx, where).execute(ctx.tx)).rows
}

/** All nominations of a person, wherever they were made. */
export const reserveOfPerson = async (ctx: Ctx, personId: AnyId): Promise<ReserveRow[]> =>
  (await selectReserve(ctx, sql`r.person_id = ${personId}::uuid`).execute(ctx.tx)).rows

export async function reserveRow(
  ctx: Ctx,
  of: { readonly villageId: AnyId; readonly id: AnyId },
): Promise<ReserveRow | null> {
  const where = sql`r.id = ${of.id}::uuid AND r.village_id = ${of.villageId}::uuid`
  return (await selectReserve(ctx, where).execute(ctx.tx)).rows[0] ?? null
}

export async function insertReserve(ctx: Ctx, row: New<'reserve'>): Promise<void> {
  await talentTables(ctx.tx)
    .insertInto('reserve')
    .values({ ...row, ...written(ctx) })
    .execute()
}

export type EventRow = TalentTables['reserve_event']

/** What was recorded of each, in its order. */
export async function eventsOf(ctx: Ctx, ids: readonly AnyId[]): Promise<Map<AnyId, EventRow[]>> {
  if (ids.length === 0) return new Map()
  const rows = await talentTables(ctx.tx)
    .selectFrom('reserve_event')
    .selectAll()
    .where('county_id', '=', ctx.county)
    .where(isOneOf('reserve_id', ids))
    .orderBy('reserve_id')
    .orderBy('seq')
    .execute()
  return Map.groupBy(rows, (row) => row.reserve_id)
}

export async function insertEvent(ctx: Ctx, row: New<'reserve_event'>): Promise<void> {
  await talentTables(ctx.tx)
    .insertInto('reserve_event')
    .values({ ...row, ...written(ctx) })
    .execute()
}

export type TrainingRow = TalentTables['reserve_training']

/** The trainings of each, the latest first. */
export async function trainingsOf(
  ctx: Ctx,
  ids: readonly AnyId[],
): Promise<Map<AnyId, TrainingRow[]>> {
  if (ids.length === 0) return new Map()
  const rows = await talentTables(ctx.tx)
    .selectFrom('reserve_training')
    .selectAll()
    .where('county_id', '=', ctx.county)
    .where(isOneOf('reserve_id', ids))
    .orderBy('from_on', 'desc')
    .orderBy('id', 'desc')
    .execute()
  return Map.groupBy(rows, (row) => row.reserve_id)
}

export async function insertTraining(
  ctx: Ctx,
  row: Omit<New<'reserve_training'>, 'withdrawn_on' | 'withdraw_reason'>,
): Promise<void> {
  await talentTables(ctx.tx)
    .insertInto('reserve_training')
    .values({ ...row, withdrawn_on: null, withdraw_reason: null, ...written(ctx) })
    .execute()
}

/** @returns whether there was such a training that stood. */
export async function withdrawTraining(
  ctx: Ctx,
  of: { readonly reserveId: AnyId; readonly id: AnyId; readonly reason: string },
): Promise<boolean> {
  const row = await talentTables(ctx.tx)
    .updateTable('reserve_training')
    .set({ withdrawn_on: ctx.today, withdraw_reason: of.reason })
    .where('county_id', '=', ctx.county)
    .where('reserve_id', '=', of.reserveId)
    .where('id', '=', of.id)
    .where('withdrawn_on', 'is', null)
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}
