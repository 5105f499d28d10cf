import { sql } from 'kysely'
import { addDays, type Instant, type LocalDate } from '../../../kernel/date.ts'
import type { AnyId, Id } from '../../../kernel/id.ts'
import { actorName, written } from '../../../platform/actor.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { insideScope } from '../../../platform/unit.ts'
import { foundingTables, type FoundingTables } from '../store.ts'

type Member = FoundingTables['task_force_member']
type Week = FoundingTables['task_force_week']
type Meeting = FoundingTables['promotion_meeting']
type Task = FoundingTables['promotion_task']

export async function insertMember(
  ctx: Ctx,
  member: Pick<Member, 'id' | 'town_id' | 'name' | 'post' | 'part' | 'duties' | 'valid_from'>,
): Promise<void> {
  await foundingTables(ctx.tx)
    .insertInto('task_force_member')
    .values({
      ...member,
      valid_to: null,
      ended_why: null,
      ...written(ctx),
    })
    .execute()
}

/** A member of the town's task force who is still on it, locked; null when there is none of that id. */
export async function memberRow(
  ctx: Ctx,
  of: { readonly townId: AnyId; readonly id: AnyId },
): Promise<Member | null> {
  const row = await foundingTables(ctx.tx)
    .selectFrom('task_force_member')
    .selectAll()
    .where('county_id', '=', ctx.county)
    .where('town_id', '=', of.townId)
    .where('id', '=', of.id)
    .where('valid_to', 'is', null)
    .forUpdate()
    .executeTakeFirst()
  return row ?? null
}

/** The last day on the task force is the one before `on`. */
export async function endMember(
  ctx: Ctx,
  of: { readonly id: AnyId; readonly on: LocalDate; readonly why: string },
): Promise<void> {
  await foundingTables(ctx.tx)
    .updateTable('task_force_member')
    .set({ valid_to: of.on, ended_why: of.why })
    .where('county_id', '=', ctx.county)
    .where('id', '=', of.id)
    .execute()
}

/** Whether the town has a head on that day. */
export async function hasHead(ctx: Ctx, townId: AnyId): Promise<boolean> {
  const row = await foundingTables(ctx.tx)
    .selectFrom('task_force_member')
    .select('id')
    .where('county_id', '=', ctx.county)
    .where('town_id', '=', townId)
    .where('part', '=', 'head')
    .where('valid_to', 'is', null)
    .executeTakeFirst()
  return row !== undefined
}

/** Writes a week down again, beside what was written before. @returns the version. */
export async function insertWeek(
  ctx: Ctx,
  week: Pick<Week, 'town_id' | 'monday' | 'done' | 'next'>,
): Promise<number> {
  const { last } = await foundingTables(ctx.tx)
    .selectFrom('task_force_week')
    .select((eb) => eb.fn.max('version').as('last'))
    .where('county_id', '=', ctx.county)
    .where('town_id', '=', week.town_id)
    .where('monday', '=', week.monday)
    .executeTakeFirstOrThrow()
  const version = ((last as number | null) ?? 0) + 1
  await foundingTables(ctx.tx)
    .insertInto('task_force_week')
    .values({ ...week, version, ...written(ctx) })
    .execute()
  return version
}

/** The towns the actor reaches, by name. */
export async function townsInside(
  ctx: Ctx,
  unitId: AnyId | undefined,
): Promise<{ readonly id: Id<'unit'>; readonly name: string }[]> {
  const { rows } = await sql<{ id: Id<'unit'>; name: string }>`
    SELECT u.id, u.name FROM org_unit u WHERE u.county_id = ${ctx.county} AND u.kind = 'town'
      AND ${insideScope(ctx, 'u.id')}
      AND (${unitId ?? null}::uuid IS NULL OR u.ancestors @> ARRAY[${unitId ?? null}::uuid])
    ORDER BY u.name, u.id`.execute(ctx.tx)
  return rows
}

/** Everybody who is or was on the task forces the actor reaches; heads first. */
export async function memberRows(ctx: Ctx): Promise<Member[]> {
  const { rows } = await sql<Member>`
    SELECT m.* FROM task_force_member m WHERE m.county_id = ${ctx.county}
      AND ${insideScope(ctx, 'm.town_id')}
    ORDER BY array_position(ARRAY['head', 'deputy', 'member', 'liaison'], m.part), m.valid_from, m.id
  `.execute(ctx.tx)
  return rows
}

export type ReadWeek = Week & { readonly first_at: Instant }

/** The last version of each of the latest weeks with the moment of the first, the newest first. */
export async function weekRows(ctx: Ctx): Promise<ReadWeek[]> {
  const since = addDays(ctx.today, -7 * 12)
  const { rows } = await sql<ReadWeek>`
    SELECT DISTINCT ON (w.town_id, w.monday) w.*,
      min(w.recorded_at) OVER (PARTITION BY w.town_id, w.monday) AS first_at
    FROM task_force_week w
    WHERE w.county_id = ${ctx.county} AND w.monday >= ${since}::date
      AND ${insideScope(ctx, 'w.town_id')}
    ORDER BY w.town_id, w.monday DESC, w.version DESC`.execute(ctx.tx)
  return rows
}

export async function insertMeeting(
  ctx: Ctx,
  meeting: Omit<Meeting, 'county_id' | 'recorded_at' | 'recorded_by'>,
  tasks: readonly Pick<Task, 'id' | 'unit_id' | 'what' | 'responsible' | 'due_on'>[],
): Promise<void> {
  await foundingTables(ctx.tx)
    .insertInto('promotion_meeting')
    .values({ ...meeting, ...written(ctx) })
    .execute()
  if (tasks.length === 0) return
  await foundingTables(ctx.tx)
    .insertInto('promotion_task')
    .values(
      tasks.map((task) => ({
        ...task,
        county_id: ctx.county,
        meeting_id: meeting.id,
        done_on: null,
        done_note: null,
        done_by: null,
      })),
    )
    .execute()
}

/** An open task of a unit, locked; null when there is none of that id. */
export async function taskRow(
  ctx: Ctx,
  of: { readonly unitId: AnyId; readonly id: AnyId },
): Promise<(Task & { readonly held_on: LocalDate }) | null> {
  const { rows } = await sql<Task & { readonly held_on: LocalDate }>`
    SELECT t.*, m.held_on FROM promotion_task t
    JOIN promotion_meeting m ON m.county_id = t.county_id AND m.id = t.meeting_id
    WHERE t.county_id = ${ctx.county} AND t.unit_id = ${of.unitId}::uuid AND t.id = ${of.id}::uuid
      AND t.done_on IS NULL FOR UPDATE OF t`.execute(ctx.tx)
  return rows[0] ?? null
}

export async function finishTask(
  ctx: Ctx,
  of: { readonly id: AnyId; readonly on: LocalDate; readonly note: string },
): Promise<void> {
  await foundingTables(ctx.tx)
    .updateTable('promotion_task')
    .set({ done_on: of.on, done_note: of.note, done_by: actorName(ctx) })
    .where('county_id', '=', ctx.county)
    .where('id', '=', of.id)
    .execute()
}

export type ReadMeeting = Meeting & { readonly unit_name: string }
export type ReadTask = Task & { readonly unit_name: string }

/** Meetings of units the actor reaches, the newest first. */
export async function meetingRows(
  ctx: Ctx,
  kind: Meeting['kind'] | undefined,
): Promise<ReadMeeting[]> {
  const { rows } = await sql<ReadMeeting>`
    SELECT m.*, u.name AS unit_name FROM promotion_meeting m
    JOIN org_unit u ON u.county_id = m.county_id AND u.id = m.unit_id
    WHERE m.county_id = ${ctx.county} AND ${insideScope(ctx, 'm.unit_id')}
      AND (${kind ?? null}::text IS NULL OR m.kind = ${kind ?? null})
    ORDER BY m.held_on DESC, m.id DESC LIMIT 1000`.execute(ctx.tx)
  return rows
}

/** Tasks for units the actor reaches, in the order of their last days. */
export async function taskRows(ctx: Ctx): Promise<ReadTask[]> {
  const { rows } = await sql<ReadTask>`
    SELECT t.*, u.name AS unit_name FROM promotion_task t
    JOIN org_unit u ON u.county_id = t.county_id AND u.id = t.unit_id
    WHERE t.county_id = ${ctx.county} AND ${insideScope(ctx, 't.unit_id')}
    ORDER BY t.due_on, t.id LIMIT 5000`.execute(ctx.tx)
  return rows
}

/** Those of the units that lie inside another (or are it). */
export async function insideOf(
  ctx: Ctx,
  unitId: AnyId,
  ids: readonly AnyId[],
): Promise<ReadonlySet<AnyId>> {
  const { rows } = await sql<{ id: AnyId }>`SELECT id FROM org_unit
    WHERE county_id = ${ctx.county} AND id = ANY (${`{${ids.join(',')}}`}::uuid[])
      AND ancestors @> ARRAY[${unitId}::uuid]`.execute(ctx.tx)
  return new Set(rows.map(({ id }) => id))
}
