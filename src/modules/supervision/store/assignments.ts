import { sql } from 'kysely'
import type { AnyId, Id } from '../../../kernel/id.ts'
import type { UnitKind } from '../../../kernel/role.ts'
import { actorAccount, actorName } from '../../../platform/actor.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import type { Tx } from '../../../platform/db.ts'
import { idArray } from '../../../platform/rows.ts'
import { insideScope } from '../../../platform/unit.ts'
import { type AssignmentActRow, type AssignmentRow, supervisionTables } from '../store.ts'

/** The units of both sides, for the platform's scope check. */
export async function unitsOfAssignment(tx: Tx, id: AnyId): Promise<readonly Id<'unit'>[] | null> {
  const { rows } = await sql<{ ancestors: Id<'unit'>[] }>`
    SELECT u.ancestors FROM assignment a
    JOIN org_unit u ON u.county_id = a.county_id AND u.id IN (a.unit_id, a.from_unit_id)
    WHERE a.county_id = app_county() AND a.id = ${id}::uuid`.execute(tx)
  return rows.length === 0 ? null : [...new Set(rows.flatMap(({ ancestors }) => ancestors))]
}

export type NamedAssignment = AssignmentRow & {
  readonly to_name: string
  readonly to_kind: UnitKind
  readonly to_chain: Id<'unit'>[]
  readonly from_name: string
  readonly from_kind: UnitKind
  readonly from_chain: Id<'unit'>[]
  readonly passed: number
  readonly passed_done: number
}

const SHOWN = sql`a.*, t.name AS to_name, t.kind AS to_kind, t.ancestors AS to_chain,
  f.name AS from_name, f.kind AS from_kind, f.ancestors AS from_chain,
  (SELECT count(*)::int FROM assignment c WHERE c.county_id = a.county_id AND c.parent_id = a.id
    AND c.state <> 'withdrawn') AS passed,
  (SELECT count(*)::int FROM assignment c WHERE c.county_id = a.county_id AND c.parent_id = a.id
    AND c.state = 'done') AS passed_done`
const FROM = sql`FROM assignment a
  JOIN org_unit t ON t.county_id = a.county_id AND t.id = a.unit_id
  JOIN org_unit f ON f.county_id = a.county_id AND f.id = a.from_unit_id`

/** Assignments and calls of which the caller reaches one side: open ones by their last day, then the ended. */
export async function assignmentRows(
  ctx: Ctx,
  filter: {
    readonly direction?: 'down' | 'up' | undefined
    readonly unitId?: AnyId | undefined
  },
): Promise<NamedAssignment[]> {
  const { rows } = await sql<NamedAssignment>`SELECT ${SHOWN} ${FROM}
    WHERE a.county_id = ${ctx.county}
      AND (${insideScope(ctx, 'a.unit_id')} OR ${insideScope(ctx, 'a.from_unit_id')})
      AND (${filter.direction ?? null}::text IS NULL OR a.direction = ${filter.direction ?? null})
      AND (${filter.unitId ?? null}::uuid IS NULL OR t.ancestors @> ARRAY[${filter.unitId ?? null}::uuid]
        OR f.ancestors @> ARRAY[${filter.unitId ?? null}::uuid])
    ORDER BY a.ended_on DESC NULLS FIRST, a.due_on, a.id LIMIT 5000`.execute(ctx.tx)
  return rows
}

/** An assignment, locked where it is about to change. */
export async function assignmentRow(
  ctx: Ctx,
  id: AnyId,
  lock: boolean,
): Promise<NamedAssignment | null> {
  if (lock) {
    await sql`SELECT 1 FROM assignment WHERE county_id = ${ctx.county} AND id = ${id}::uuid FOR UPDATE`.execute(
      ctx.tx,
    )
  }
  const { rows } = await sql<NamedAssignment>`SELECT ${SHOWN} ${FROM}
    WHERE a.county_id = ${ctx.county} AND a.id = ${id}::uuid`.execute(ctx.tx)
  return rows[0] ?? null
}

/** What a town passed on of an assignment. */
export async function childRows(ctx: Ctx, id: AnyId): Promise<NamedAssignment[]> {
  const { rows } = await sql<NamedAssignment>`SELECT ${SHOWN} ${FROM}
    WHERE a.county_id = ${ctx.county} AND a.parent_id = ${id}::uuid ORDER BY t.name, a.id`.execute(
    ctx.tx,
  )
  return rows
}

export type NewAssignment = Pick<
  AssignmentRow,
  | 'direction'
  | 'from_unit_id'
  | 'unit_id'
  | 'role'
  | 'what'
  | 'responsible'
  | 'source_kind'
  | 'source_id'
  | 'parent_id'
  | 'answer_by'
  | 'due_on'
>

/** Writes assignments down; an order of a meeting that was taken already is left out. @returns their ids. */
export async function insertAssignments(
  ctx: Ctx,
  rows: readonly NewAssignment[],
): Promise<AnyId[]> {
  if (rows.length === 0) return []
  const inserted = await supervisionTables(ctx.tx)
    .insertInto('assignment')
    .values(
      rows.map((row) => ({
        ...row,
        county_id: ctx.county,
        id: ctx.newId(),
        given_on: ctx.today,
        given_by: actorName(ctx),
        given_account: actorAccount(ctx),
        state: 'given' as const,
        ended_on: null,
      })),
    )
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .execute()
  return inserted.map(({ id }) => id)
}

/** Adds an act to a locked assignment. @returns its place. */
export async function addAct(
  ctx: Ctx,
  id: AnyId,
  act: { readonly kind: AssignmentActRow['kind']; readonly words: string },
): Promise<number> {
  const { rows } = await sql<{ seq: number }>`
    INSERT INTO assignment_act (county_id, assignment_id, seq, kind, words, on_date, by_account, by_name, recorded_at)
    SELECT ${ctx.county}, ${id}::uuid, coalesce(max(seq), 0) + 1, ${act.kind}, ${act.words}, ${ctx.today}::date,
      ${actorAccount(ctx)}::uuid, ${actorName(ctx)}, ${ctx.now}::timestamptz
    FROM assignment_act WHERE county_id = ${ctx.county} AND assignment_id = ${id}::uuid
    RETURNING seq`.execute(ctx.tx)
  return rows[0]?.seq ?? 1
}

export async function setState(ctx: Ctx, id: AnyId, state: AssignmentRow['state']): Promise<void> {
  const ended = state === 'done' || state === 'withdrawn' ? ctx.today : null
  await supervisionTables(ctx.tx)
    .updateTable('assignment')
    .set({ state, ended_on: ended })
    .where('county_id', '=', ctx.county)
    .where('id', '=', id)
    .execute()
}

export const actRows = (ctx: Ctx, id: AnyId): Promise<AssignmentActRow[]> =>
  supervisionTables(ctx.tx)
    .selectFrom('assignment_act')
    .selectAll()
    .where('county_id', '=', ctx.county)
    .where('assignment_id', '=', id)
    .orderBy('seq')
    .execute()

export interface Photo {
  readonly id: AnyId
  readonly seq: number
  readonly name: string
  readonly media_type: string
}

export const photoRows = (ctx: Ctx, id: AnyId): Promise<Photo[]> =>
  supervisionTables(ctx.tx)
    .selectFrom('assignment_photo')
    .select(['id', 'seq', 'name', 'media_type'])
    .where('county_id', '=', ctx.county)
    .where('assignment_id', '=', id)
    .orderBy('seq')
    .orderBy('id')
    .execute()

export async function insertPhoto(
  ctx: Ctx,
  photo: Photo & {
    readonly assignment_id: AnyId
    readonly sha256: string
    readonly content: Buffer
  },
): Promise<void> {
  await supervisionTables(ctx.tx)
    .insertInto('assignment_photo')
    .values({ ...photo, county_id: ctx.county })
    .execute()
}

export async function photoContent(
  ctx: Ctx,
  of: { readonly assignmentId: AnyId; readonly photoId: AnyId },
): Promise<(Photo & { readonly content: Buffer }) | null> {
  const row = await supervisionTables(ctx.tx)
    .selectFrom('assignment_photo')
    .select(['id', 'seq', 'name', 'media_type', 'content'])
    .where('county_id', '=', ctx.county)
    .where('assignment_id', '=', of.assignmentId)
    .where('id', '=', of.photoId)
    .executeTakeFirst()
  return row ?? null
}

/** Those of the units that lie below another. */
export async function below(
  ctx: Ctx,
  unitId: AnyId,
  ids: readonly AnyId[],
): Promise<Map<AnyId, UnitKind>> {
  const { rows } = await sql<{ id: AnyId; kind: UnitKind }>`SELECT id, kind FROM org_unit
    WHERE county_id = ${ctx.county} AND id = ANY (${idArray(ids)})
      AND ancestors @> ARRAY[${unitId}::uuid] AND id <> ${unitId}::uuid`.execute(ctx.tx)
  return new Map(rows.map(({ id, kind }) => [id, kind]))
}

/** Open assignments past their last day that were not told so yet. */
export async function untoldLate(ctx: Ctx): Promise<NamedAssignment[]> {
  const { rows } = await sql<NamedAssignment>`SELECT ${SHOWN} ${FROM}
    WHERE a.county_id = ${ctx.county} AND a.state IN ('given', 'acknowledged') AND a.due_on < ${ctx.today}::date
      AND NOT EXISTS (SELECT 1 FROM assignment_act x WHERE x.county_id = a.county_id AND x.assignment_id = a.id
        AND x.kind = 'overdue') ORDER BY a.due_on, a.id`.execute(ctx.tx)
  return rows
}
