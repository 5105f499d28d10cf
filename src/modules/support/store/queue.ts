import { sql } from 'kysely'
import type { LocalDate } from '../../../kernel/date.ts'
import type { AnyId } from '../../../kernel/id.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { insideScope } from '../../../platform/unit.ts'
import type { DepartmentRole } from '../model.ts'

/* What waits for the departments of the leading group (R14): read from the parts of the product that keep it. */

export interface QueueRow {
  readonly role: DepartmentRole
  readonly kind: 'request' | 'problem' | 'case' | 'issue' | 'call'
  readonly ref_id: AnyId
  readonly unit_id: AnyId
  readonly unit_name: string
  readonly title: string
  /** A case's process and step; empty otherwise. */
  readonly process: string
  readonly version: number
  readonly step: string
  readonly since: LocalDate
  readonly due_on: LocalDate | null
}

/** Steps of cases, issues and calls that wait for these roles of the county, of units the actor reaches; due first. */
export async function queueRows(ctx: Ctx, roles: readonly DepartmentRole[]): Promise<QueueRow[]> {
  const asked = sql`${`{${roles.join(',')}}`}::text[]`
  const { rows } = await sql<QueueRow>`
    SELECT DISTINCT ON (q.role, q.ref_id, q.step) q.role, q.kind, q.ref_id, q.unit_id, u.name AS unit_name, q.title,
      q.process, q.version, q.step, q.since, q.due_on
    FROM (
      SELECT t.role, CASE WHEN c.process = 'support-request' THEN 'request'
          WHEN c.process LIKE 'problem%' OR c.process = 'listed-supervision' THEN 'problem'
          ELSE 'case' END AS kind,
        c.id AS ref_id, c.unit_id, c.title, c.process, c.version, t.step, t.opened_on AS since, t.due_on
      FROM case_task t
      JOIN process_case c ON c.county_id = t.county_id AND c.id = t.case_id
      WHERE t.county_id = ${ctx.county} AND t.role = ANY (${asked})
      UNION ALL
      SELECT a.to_role, 'issue', i.id, i.unit_id, i.what, '', 0, a.act, i.raised_on, a.due_on
      FROM help_issue i
      JOIN LATERAL (SELECT x.* FROM help_issue_act x WHERE x.county_id = i.county_id AND x.issue_id = i.id
        ORDER BY x.seq DESC LIMIT 1) a ON a.act IN ('raise', 'forward', 'reopen')
      WHERE i.county_id = ${ctx.county} AND a.to_role = ANY (${asked})
      UNION ALL
      SELECT s.role, 'call', s.id, s.from_unit_id, s.what, '', 0, s.state, s.given_on, s.due_on
      FROM assignment s
      WHERE s.county_id = ${ctx.county} AND s.direction = 'up' AND s.role = ANY (${asked})
        AND s.state IN ('given', 'acknowledged')
    ) q
    JOIN org_unit u ON u.county_id = ${ctx.county} AND u.id = q.unit_id
    WHERE ${insideScope(ctx, 'q.unit_id')}
    ORDER BY q.role, q.ref_id, q.step`.execute(ctx.tx)
  return rows.toSorted(
    (a, b) =>
      (a.due_on ?? '9999').localeCompare(b.due_on ?? '9999') ||
      a.since.localeCompare(b.since) ||
      (a.ref_id < b.ref_id ? -1 : 1),
  )
}

/** The titles of steps, by process, version and key. */
export async function stepTitles(
  ctx: Ctx,
  rows: readonly Pick<QueueRow, 'process' | 'version'>[],
): Promise<ReadonlyMap<string, { zh: string; en: string }>> {
  const keys = [...new Set(rows.map(({ process, version }) => `${process}@${version}`))]
  if (keys.length === 0) return new Map()
  const { rows: found } = await sql<{ key: string; title: { zh: string; en: string } }>`
    SELECT p.process || '@' || p.version || '/' || (s.step ->> 'key') AS key, s.step -> 'title' AS title
    FROM process_version p
    CROSS JOIN LATERAL jsonb_array_elements(p.body -> 'steps') AS s (step)
    WHERE p.county_id = ${ctx.county}
      AND p.process || '@' || p.version = ANY (${`{${keys.join(',')}}`}::text[])`.execute(ctx.tx)
  return new Map(found.map(({ key, title }) => [key, title]))
}
