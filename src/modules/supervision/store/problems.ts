import { type RawBuilder, sql } from 'kysely'
import { type LocalDate, yearOf } from '../../../kernel/date.ts'
import type { AnyId, Id } from '../../../kernel/id.ts'
import type { UnitKind } from '../../../kernel/role.ts'
import { actorName } from '../../../platform/actor.ts'
import { takeNumbers } from '../../../platform/counter.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import type { Tx } from '../../../platform/db.ts'
import { idArray } from '../../../platform/rows.ts'
import { ancestorsOf, insideScope } from '../../../platform/unit.ts'
import type { ClockEvent, EventKind, ProblemClock } from '../model.ts'
import { type EventRow, type ProblemRow, supervisionTables } from '../store.ts'

/** The units of a problem, for the platform's scope check. */
export async function unitsOfProblem(tx: Tx, id: AnyId): Promise<readonly Id<'unit'>[] | null> {
  const row = await supervisionTables(tx)
    .selectFrom('problem')
    .select('unit_id')
    .where('county_id', '=', sql<number>`app_county()`)
    .where('id', '=', id)
    .executeTakeFirst()
  return row === undefined ? null : ancestorsOf(tx, row.unit_id)
}

/** A unit with everything above it, nearest first. */
export async function unitChain(
  ctx: Ctx,
  unitId: AnyId,
): Promise<readonly { id: Id<'unit'>; kind: UnitKind; name: string }[]> {
  const { rows } = await sql<{ id: Id<'unit'>; kind: UnitKind; name: string }>`
    SELECT above.id, above.kind, above.name FROM org_unit u
    CROSS JOIN LATERAL unnest(u.ancestors) WITH ORDINALITY AS a (id, place)
    JOIN org_unit above ON above.county_id = u.county_id AND above.id = a.id
    WHERE u.county_id = ${ctx.county} AND u.id = ${unitId}::uuid ORDER BY a.place`.execute(ctx.tx)
  return rows
}

export type NewProblem = Omit<
  ProblemRow,
  'county_id' | 'year' | 'number' | 'recorded_at' | 'recorded_by' | 'closed_on' | 'paused'
>

/** The next number of a problem in the county's year. */
export const nextNumber = (ctx: Ctx): Promise<bigint> =>
  takeNumbers(ctx, { unitId: '', kind: 'problem', year: yearOf(ctx.today) })

export async function insertProblem(
  ctx: Ctx,
  fresh: NewProblem & { readonly number: bigint },
): Promise<void> {
  await supervisionTables(ctx.tx)
    .insertInto('problem')
    .values({
      ...fresh,
      refs: JSON.stringify(fresh.refs),
      county_id: ctx.county,
      year: yearOf(ctx.today),
      recorded_at: ctx.now,
      recorded_by: actorName(ctx),
      closed_on: null,
      paused: false,
    })
    .execute()
}

/** A problem; `lock` holds it until the transaction ends. */
export async function problemRow(ctx: Ctx, id: AnyId, lock: boolean): Promise<ProblemRow | null> {
  const query = supervisionTables(ctx.tx)
    .selectFrom('problem')
    .selectAll()
    .where('county_id', '=', ctx.county)
    .where('id', '=', id)
  const row = await (lock ? query.forUpdate() : query).executeTakeFirst()
  return row ?? null
}

export async function setProblem(
  ctx: Ctx,
  id: AnyId,
  now: Partial<Pick<ProblemRow, 'case_id' | 'stage' | 'closed_on' | 'due_on' | 'paused'>>,
): Promise<void> {
  await supervisionTables(ctx.tx)
    .updateTable('problem')
    .set(now)
    .where('county_id', '=', ctx.county)
    .where('id', '=', id)
    .execute()
}

/** Adds to what happened to a locked problem. */
export async function addEvent(
  ctx: Ctx,
  problemId: AnyId,
  event: {
    readonly kind: EventKind
    readonly words: string
    readonly dueOn?: LocalDate | null
    readonly caseId?: AnyId | null
  },
): Promise<void> {
  await sql`INSERT INTO problem_event (county_id, problem_id, seq, kind, on_date, due_on, words, case_id,
      recorded_at, recorded_by)
    SELECT ${ctx.county}, ${problemId}::uuid, coalesce(max(seq), 0) + 1, ${event.kind}, ${ctx.today}::date,
      ${event.dueOn ?? null}::date, ${event.words}, ${event.caseId ?? null}::uuid, ${ctx.now}::timestamptz,
      ${actorName(ctx)}
    FROM problem_event WHERE county_id = ${ctx.county} AND problem_id = ${problemId}::uuid`.execute(
    ctx.tx,
  )
}

export const eventRows = (ctx: Ctx, problemId: AnyId): Promise<EventRow[]> =>
  supervisionTables(ctx.tx)
    .selectFrom('problem_event')
    .selectAll()
    .where('county_id', '=', ctx.county)
    .where('problem_id', '=', problemId)
    .orderBy('seq')
    .execute()

/** An event as the clock reads it. */
export const clockEvent = (row: EventRow): ClockEvent => ({
  kind: row.kind,
  on: row.on_date,
  dueOn: row.due_on,
})

export async function saveClock(ctx: Ctx, id: AnyId, clock: ProblemClock): Promise<void> {
  await setProblem(ctx, id, { due_on: clock.dueOn, paused: clock.paused })
}

/** A problem as lists show it. */
export type ListedProblem = ProblemRow & {
  readonly unit_name: string
  readonly unit_kind: UnitKind
  readonly town_id: AnyId | null
  readonly town_name: string | null
  /** All of its facts are no longer found: the last day on which one went. */
  readonly mended_on: LocalDate | null
  readonly reopened: number
  readonly plate_year: number | null
  readonly plate_number: bigint | null
}

const SHOWN = sql`p.*, u.name AS unit_name, u.kind AS unit_kind, t.id AS town_id, t.name AS town_name,
  (SELECT CASE WHEN bool_and(s.mended_on IS NOT NULL) THEN max(s.mended_on) END FROM problem_source s
    WHERE s.county_id = p.county_id AND s.problem_id = p.id) AS mended_on,
  (SELECT count(*)::int FROM problem_event e
    WHERE e.county_id = p.county_id AND e.problem_id = p.id AND e.kind = 'reopened') AS reopened,
  l.year AS plate_year, l.number AS plate_number`
const FROM = sql`FROM problem p
  JOIN org_unit u ON u.county_id = p.county_id AND u.id = p.unit_id
  LEFT JOIN org_unit t ON t.county_id = p.county_id AND t.id = ANY (u.ancestors) AND t.kind = 'town'
  LEFT JOIN problem_listing l ON l.county_id = p.county_id AND l.problem_id = p.id AND l.state = 'listed'`

export interface ProblemFilter {
  readonly unitId?: AnyId | undefined
  readonly channel?: string | undefined
  readonly severity?: string | undefined
  readonly stage?: string | undefined
  readonly ids?: readonly AnyId[]
}

const IS: Readonly<Record<string, RawBuilder<unknown>>> = {
  open: sql`p.closed_on IS NULL`,
  closed: sql`p.closed_on IS NOT NULL`,
  listed: sql`p.closed_on IS NULL AND l.id IS NOT NULL`,
  all: sql`true`,
}
const stateOf = (state: string, today: LocalDate): RawBuilder<unknown> =>
  IS[state] ?? sql`p.closed_on IS NULL AND NOT p.paused AND p.due_on < ${today}::date`

const wanted = (ctx: Ctx, filter: ProblemFilter) => sql`p.county_id = ${ctx.county}
  AND ${insideScope(ctx, 'p.unit_id')}
  AND (${filter.unitId ?? null}::uuid IS NULL OR u.ancestors @> ARRAY[${filter.unitId ?? null}::uuid])
  AND (${filter.channel ?? null}::text IS NULL OR p.channel = ${filter.channel ?? null})
  AND (${filter.severity ?? null}::text IS NULL OR p.severity = ${filter.severity ?? null})
  AND (${filter.stage ?? null}::text IS NULL OR p.stage = ${filter.stage ?? null})
  AND (${filter.ids === undefined}::boolean OR p.id = ANY (${idArray(filter.ids ?? [])}))`

/** How many problems stand how, inside the caller's reach. */
export async function problemCounts(
  ctx: Ctx,
  filter: ProblemFilter,
): Promise<{ open: number; overdue: number; listed: number; closed: number; all: number }> {
  const count = (state: string) => sql`count(*) FILTER (WHERE ${stateOf(state, ctx.today)})::int`
  const { rows } = await sql<{
    open: number
    overdue: number
    listed: number
    closed: number
    all: number
  }>`SELECT ${count('open')} AS open, ${count('overdue')} AS overdue, ${count('listed')} AS listed,
      ${count('closed')} AS closed, count(*)::int AS "all" ${FROM} WHERE ${wanted(ctx, filter)}`.execute(
    ctx.tx,
  )
  return rows[0] ?? { open: 0, overdue: 0, listed: 0, closed: 0, all: 0 }
}

/** Problems inside the caller's reach, the latest due last; closed ones by their closing. */
export async function problemPage(
  ctx: Ctx,
  filter: ProblemFilter & { readonly state: string; limit: number; offset: number },
): Promise<ListedProblem[]> {
  const { rows } = await sql<ListedProblem>`SELECT ${SHOWN} ${FROM}
    WHERE ${wanted(ctx, filter)} AND ${stateOf(filter.state, ctx.today)}
    ORDER BY p.closed_on DESC NULLS FIRST, p.due_on, p.year, p.number
    LIMIT ${filter.limit} OFFSET ${filter.offset}`.execute(ctx.tx)
  return rows
}

/** One problem as lists show it, whoever asks. */
export async function shownProblem(ctx: Ctx, id: AnyId): Promise<ListedProblem | null> {
  const { rows } = await sql<ListedProblem>`SELECT ${SHOWN} ${FROM}
    WHERE p.county_id = ${ctx.county} AND p.id = ${id}::uuid`.execute(ctx.tx)
  return rows[0] ?? null
}

/** Every problem of the county with its reopenings, for reports: by a day, what had been found by then. */
export async function allProblems(ctx: Ctx, foundBy: LocalDate): Promise<ListedProblem[]> {
  const { rows } = await sql<ListedProblem>`SELECT ${SHOWN} ${FROM}
    WHERE p.county_id = ${ctx.county} AND p.found_on <= ${foundBy}::date
    ORDER BY p.year, p.number`.execute(ctx.tx)
  return rows
}

/** Open problems past their last day that were not told so for that day yet. */
export async function untoldOverdue(ctx: Ctx): Promise<ListedProblem[]> {
  const { rows } = await sql<ListedProblem>`SELECT ${SHOWN} ${FROM}
    WHERE p.county_id = ${ctx.county} AND p.closed_on IS NULL AND NOT p.paused AND p.due_on < ${ctx.today}::date
      AND NOT EXISTS (SELECT 1 FROM problem_event e WHERE e.county_id = p.county_id AND e.problem_id = p.id
        AND e.kind = 'overdue' AND e.due_on = p.due_on)
    ORDER BY p.due_on, p.id`.execute(ctx.tx)
  return rows
}

/** Problems that are overdue or came back, and have no plate nor a proposal of one, nor one refused since. */
export async function unlistedOpen(ctx: Ctx): Promise<ListedProblem[]> {
  const { rows } = await sql<ListedProblem>`SELECT ${SHOWN} ${FROM}
    WHERE p.county_id = ${ctx.county} AND p.closed_on IS NULL AND NOT EXISTS (
      SELECT 1 FROM problem_listing o WHERE o.county_id = p.county_id AND o.problem_id = p.id
        AND o.state <> 'removed')
    ORDER BY p.due_on, p.id`.execute(ctx.tx)
  return rows
}
