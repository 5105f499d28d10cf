import { sql } from 'kysely'
import type { LocalDate } from '../../../kernel/date.ts'
import type { AnyId, Id } from '../../../kernel/id.ts'
import type { Role } from '../../../kernel/role.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { idArray } from '../../../platform/rows.ts'
import { insideScope } from '../../../platform/unit.ts'
import type { CaseState, Person } from '../model.ts'
import type { CaseRow, TaskRow } from '../store.ts'

export interface ListedTask extends TaskRow {
  readonly process: string
  readonly version: number
  readonly year: number
  readonly number: bigint
  readonly title: string
  readonly case_unit_id: Id<'unit'>
  readonly unit_name: string
  readonly acts: number
  /** Whose seat it is, where the caller would stand in; null: their own. */
  readonly instead: string | null
  readonly escalated: boolean
  /** Its waiting time still runs, or cannot be counted. */
  readonly waits: boolean
}

/** Of one process, as the newest version among the tasks names it: how many, overdue, and to be signed today. */
export interface TaskKind {
  readonly process: string
  readonly version: number
  readonly tasks: number
  readonly overdue: number
  readonly ready: number
}

/**
 * What waits for a person: seats of roles they hold, seats they were appointed to, those of accounts they stand
 * in for, and what is overdue where they are to be told. A page of them, overdue and soonest due first, what cannot
 * be done yet last, and the numbers of all by process.
 */
export async function taskRows(
  ctx: Ctx,
  person: Person,
  page: {
    readonly process?: string | undefined
    readonly limit: number
    readonly offset: number
  },
): Promise<{ readonly rows: readonly ListedTask[]; readonly kinds: readonly TaskKind[] }> {
  const { rows: answers } = await sql<{
    kinds: readonly TaskKind[]
    rows: readonly Pick<ListedTask, 'case_id' | 'step' | 'seat' | 'waits' | 'escalated'>[]
  }>`
    WITH seen AS MATERIALIZED (${tasksOf(ctx, person)}),
    kinds AS (
      SELECT process, max(version) AS version, count(*)::int AS tasks, min(due_on) AS soonest,
        (count(*) FILTER (WHERE due_on < ${ctx.today}::date))::int AS overdue,
        (count(*) FILTER (WHERE NOT escalated AND NOT waits))::int AS ready
      FROM seen GROUP BY process),
    page AS (
      SELECT case_id, step, seat, waits, escalated FROM seen
      WHERE ${page.process ?? null}::text IS NULL OR process = ${page.process ?? null}
      ORDER BY waits, due_on NULLS LAST, opened_on, process, number, step, seat
      LIMIT ${page.limit} OFFSET ${page.offset})
    SELECT (SELECT coalesce(jsonb_agg(to_jsonb(k) ORDER BY k.soonest NULLS LAST, k.process), '[]') FROM kinds k)
        AS kinds,
      (SELECT coalesce(jsonb_agg(to_jsonb(p)), '[]') FROM page p) AS rows`.execute(ctx.tx)
  const { kinds = [], rows: found = [] } = answers[0] ?? {}
  if (found.length === 0) return { rows: [], kinds }
  const { rows } = await sql<ListedTask>`
    SELECT t.*, f.waits, f.escalated, c.process, c.version, c.year, c.number, c.title,
      c.unit_id AS case_unit_id, u.name AS unit_name, c.acts, a.display_name AS instead
    FROM jsonb_to_recordset(${JSON.stringify(found)}::jsonb)
      AS f (case_id uuid, step text, seat text, waits boolean, escalated boolean)
    JOIN case_task t ON t.county_id = ${ctx.county} AND t.case_id = f.case_id
      AND t.step = f.step AND t.seat = f.seat
    JOIN process_case c ON c.county_id = t.county_id AND c.id = t.case_id
    JOIN org_unit u ON u.county_id = c.county_id AND u.id = c.unit_id
    LEFT JOIN account a ON a.county_id = t.county_id AND a.id = t.account_id
      AND a.id <> ${person.accountId}::uuid AND NOT f.escalated
    ORDER BY f.waits, t.due_on NULLS LAST, t.opened_on, c.process, c.number, t.step, t.seat`.execute(
    ctx.tx,
  )
  return { rows, kinds }
}

/**
 * The tasks a person sees: of roles they hold there, of accounts they are or stand in for; `escalated` are those
 * of others that are overdue and to be told to them.
 */
function tasksOf(ctx: Ctx, person: Person) {
  const held = person.grants.flatMap(({ role, unitId }) =>
    unitId === null ? [] : [{ role, unitId }],
  )
  const roles = sql`${`{${held.map(({ role }) => role).join(',')}}`}::text[]`
  const units = idArray(held.map(({ unitId }) => unitId))
  const accounts = idArray([
    person.accountId,
    ...person.substitutes.map(({ accountId }) => accountId),
  ])
  return sql`
    SELECT t.case_id, t.step, t.seat, t.due_on, t.opened_on, NOT m.mine AS escalated,
      t.timed AND (t.earliest_on IS NULL OR t.earliest_on > ${ctx.today}::date) AS waits,
      c.process, c.version, c.number
    FROM case_task t
    JOIN process_case c ON c.county_id = t.county_id AND c.id = t.case_id
    JOIN org_unit place ON place.county_id = c.county_id AND place.id = c.unit_id
    CROSS JOIN LATERAL (SELECT CASE WHEN t.account_id IS NULL
      THEN (t.role, t.unit_id) IN (SELECT * FROM unnest(${roles}, ${units}))
      ELSE t.account_id = ANY (${accounts}) END AS mine) m
    WHERE t.county_id = ${ctx.county}
      AND (t.unit_id = ANY (${units}) OR t.account_id = ANY (${accounts})
        OR (t.due_on < ${ctx.today}::date AND t.escalate = ANY (${roles})))
      AND (m.mine OR (t.due_on < ${ctx.today}::date AND EXISTS (
        SELECT FROM unnest(${roles}, ${units}) AS h (role, unit_id)
        WHERE h.role = t.escalate AND h.unit_id = ANY (place.ancestors))))
      AND c.unit_id IN (SELECT u.id FROM org_unit u
        WHERE u.county_id = ${ctx.county} AND ${insideScope(ctx, 'u.id')})`
}

export interface ListedCase extends CaseRow {
  readonly unit_name: string
  readonly due_on: LocalDate | null
  readonly waiting: readonly { readonly step: string; readonly role: Role }[]
  readonly total: number
  readonly overdue_total: number
}

export async function caseRows(
  ctx: Ctx,
  filter: {
    readonly unitId?: AnyId | undefined
    readonly process?: string | undefined
    readonly state?: CaseState | undefined
    readonly overdue?: boolean | undefined
    readonly search?: string | undefined
    readonly limit: number
    readonly offset: number
  },
): Promise<ListedCase[]> {
  const conditions = [
    sql`c.county_id = ${ctx.county}`,
    insideScope(ctx, 'c.unit_id'),
    filter.unitId === undefined ? null : sql`${filter.unitId}::uuid = ANY (u.ancestors)`,
    filter.process === undefined ? null : sql`c.process = ${filter.process}`,
    filter.state === undefined ? null : sql`c.state = ${filter.state}`,
    filter.search === undefined || filter.search === ''
      ? null
      : sql`(strpos(c.title, ${filter.search}) > 0 OR strpos(u.name, ${filter.search}) > 0)`,
  ].filter((condition) => condition !== null)
  const { rows } = await sql<ListedCase>`
    WITH found AS (
      SELECT c.*, u.name AS unit_name, t.due_on, coalesce(t.waiting, '[]') AS waiting
      FROM process_case c
      JOIN org_unit u ON u.county_id = c.county_id AND u.id = c.unit_id
      LEFT JOIN LATERAL (
        SELECT min(t.due_on) AS due_on,
          jsonb_agg(DISTINCT jsonb_build_object('step', t.step, 'role', t.role)) AS waiting
        FROM case_task t WHERE t.county_id = c.county_id AND t.case_id = c.id) t ON true
      WHERE ${sql.join(conditions, sql` AND `)}
    )
    SELECT *, (count(*) OVER ())::int AS total,
      (count(*) FILTER (WHERE due_on < ${ctx.today}::date) OVER ())::int AS overdue_total
    FROM found
    WHERE NOT ${filter.overdue === true} OR due_on < ${ctx.today}::date
    ORDER BY state = 'running' DESC, due_on NULLS LAST, opened_at DESC, id
    LIMIT ${filter.limit} OFFSET ${filter.offset}`.execute(ctx.tx)
  return rows
}

/** Tasks that were due before today and of which nobody was told yet. */
export async function overdueTasks(ctx: Ctx): Promise<
  readonly {
    case_id: AnyId
    step: string
    round: number
    due_on: LocalDate
    escalate: Role | null
  }[]
> {
  const { rows } = await sql<{
    case_id: AnyId
    step: string
    round: number
    due_on: LocalDate
    escalate: Role | null
  }>`
    SELECT DISTINCT t.case_id, t.step, t.round, t.due_on, t.escalate FROM case_task t
    WHERE t.county_id = ${ctx.county} AND t.due_on < ${ctx.today}::date AND NOT EXISTS (
      SELECT FROM case_act a WHERE a.county_id = t.county_id AND a.case_id = t.case_id
        AND a.kind = 'overdue' AND a.body ->> 'step' = t.step AND a.body ->> 'due' = t.due_on::text
        AND (a.body ->> 'round')::int = t.round)
    ORDER BY t.case_id, t.step`.execute(ctx.tx)
  return rows
}
