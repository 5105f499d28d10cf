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
}

/**
 * What waits for a person: seats of roles they hold, seats they were appointed to, those of accounts they stand
 * in for, and what is overdue where they are to be told. Overdue and soonest due first.
 */
export async function taskRows(ctx: Ctx, person: Person): Promise<ListedTask[]> {
  const held = person.grants.flatMap(({ role, unitId }) =>
    unitId === null ? [] : [{ role, unitId }],
  )
  const roles = held.map(({ role }) => role)
  const units = held.map(({ unitId }) => unitId)
  const absent = person.substitutes.map(({ accountId }) => accountId)
  const { rows } = await sql<ListedTask>`
    WITH held AS (
      SELECT * FROM unnest(${`{${roles.join(',')}}`}::text[], ${idArray(units)}) AS h (role, unit_id)
    )
    SELECT t.*, c.process, c.version, c.year, c.number, c.title, c.unit_id AS case_unit_id,
      u.name AS unit_name, c.acts, s.display_name AS instead, NOT m.mine AS escalated
    FROM case_task t
    JOIN process_case c ON c.county_id = t.county_id AND c.id = t.case_id
    JOIN org_unit u ON u.county_id = c.county_id AND u.id = c.unit_id
    LEFT JOIN account s ON s.county_id = t.county_id AND s.id = t.account_id
      AND s.id = ANY (${idArray(absent)})
    CROSS JOIN LATERAL (SELECT CASE WHEN t.account_id IS NULL
        THEN EXISTS (SELECT FROM held h WHERE h.role = t.role AND h.unit_id = t.unit_id)
        ELSE t.account_id = ${person.accountId}::uuid OR s.id IS NOT NULL END AS mine) m
    WHERE t.county_id = ${ctx.county} AND ${insideScope(ctx, 'c.unit_id')}
      AND (m.mine OR (t.due_on < ${ctx.today}::date AND EXISTS (
        SELECT FROM held h WHERE h.role = t.escalate AND h.unit_id = ANY (u.ancestors))))
    ORDER BY t.due_on NULLS LAST, t.opened_on, c.process, c.number, t.step, t.seat`.execute(ctx.tx)
  return rows
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
