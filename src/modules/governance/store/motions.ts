import { sql } from 'kysely'
import type { LocalDate } from '../../../kernel/date.ts'
import type { AnyId } from '../../../kernel/id.ts'
import { actorName } from '../../../platform/actor.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { insideScope } from '../../../platform/unit.ts'
import { governanceTables, type MotionKind, type MotionRow } from '../store.ts'

export async function insertMotion(
  ctx: Ctx,
  row: Omit<MotionRow, 'county_id' | 'done_on' | 'recorded_at' | 'recorded_by'>,
): Promise<void> {
  await governanceTables(ctx.tx)
    .insertInto('member_motion')
    .values({
      ...row,
      county_id: ctx.county,
      done_on: null,
      recorded_at: ctx.now,
      recorded_by: actorName(ctx),
    })
    .execute()
}

/** A motion of a co-op, locked for whoever carries it out. */
export async function motionRow(
  ctx: Ctx,
  of: { readonly coopId: AnyId; readonly id: AnyId },
): Promise<MotionRow | null> {
  const row = await governanceTables(ctx.tx)
    .selectFrom('member_motion')
    .selectAll()
    .where('county_id', '=', ctx.county)
    .where('coop_id', '=', of.coopId)
    .where('id', '=', of.id)
    .forUpdate()
    .executeTakeFirst()
  return row ?? null
}

/** Whether what a motion asked for stands in the register. */
export async function motionDone(ctx: Ctx, id: AnyId): Promise<LocalDate | null> {
  const row = await governanceTables(ctx.tx)
    .selectFrom('member_motion')
    .select('done_on')
    .where('county_id', '=', ctx.county)
    .where('id', '=', id)
    .executeTakeFirst()
  return row?.done_on ?? null
}

export async function finishMotion(ctx: Ctx, id: AnyId, on: LocalDate): Promise<void> {
  await governanceTables(ctx.tx)
    .updateTable('member_motion')
    .set({ done_on: on })
    .where('county_id', '=', ctx.county)
    .where('id', '=', id)
    .execute()
}

/** Motions about a member or a person that have not been carried out. */
export const openMotions = (
  ctx: Ctx,
  of: { readonly coopId: AnyId; readonly about: AnyId | null; readonly kind: MotionKind },
): Promise<MotionRow[]> =>
  governanceTables(ctx.tx)
    .selectFrom('member_motion')
    .selectAll()
    .where('county_id', '=', ctx.county)
    .where('coop_id', '=', of.coopId)
    .where('kind', '=', of.kind)
    .where('done_on', 'is', null)
    .where(sql<boolean>`coalesce(holder_id, person_id) IS NOT DISTINCT FROM ${of.about}::uuid`)
    .execute()

export interface ListedMotion extends MotionRow {
  readonly coop_name: string
}

export async function motionPage(
  ctx: Ctx,
  filter: { readonly unitId?: AnyId | undefined; readonly kind?: MotionKind | undefined },
  page: { readonly limit: number; readonly offset: number },
): Promise<{ readonly total: number; readonly rows: ListedMotion[] }> {
  const from = sql`FROM member_motion m
    JOIN org_unit u ON u.county_id = m.county_id AND u.id = m.coop_id
    WHERE m.county_id = ${ctx.county} AND ${insideScope(ctx, 'm.coop_id')}
    AND (${filter.unitId ?? null}::uuid IS NULL OR u.ancestors @> ARRAY[${filter.unitId ?? null}::uuid])
    AND (${filter.kind ?? null}::text IS NULL OR m.kind = ${filter.kind ?? null})`
  const counted = await sql<{ n: number }>`SELECT count(*)::int AS n ${from}`.execute(ctx.tx)
  const { rows } = await sql<ListedMotion>`SELECT m.*, u.name AS coop_name ${from}
    ORDER BY m.filed_on DESC, m.id DESC LIMIT ${page.limit} OFFSET ${page.offset}`.execute(ctx.tx)
  return { total: counted.rows[0]?.n ?? 0, rows }
}
