import { sql } from 'kysely'
import type { LocalDate } from '../../../kernel/date.ts'
import type { AnyId } from '../../../kernel/id.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { idArray } from '../../../platform/rows.ts'

/* What other parts of the product did for a co-op: people and management beside the funds (R26). Read-only. */

export interface Helping {
  readonly name: string
  readonly post: string
  readonly channel: string
  readonly from: LocalDate
  readonly at: string
}

/** Who helps the co-op, its village or its town today. */
export async function helpersOf(ctx: Ctx, units: readonly AnyId[]): Promise<Helping[]> {
  const { rows } = await sql<Helping>`
    SELECT w.name, w.post, a.channel, a.valid_from AS from, u.name AS at
    FROM help_assignment a
    JOIN org_unit u ON u.county_id = a.county_id AND u.id = a.unit_id
    JOIN LATERAL (SELECT x.name, x.post FROM helper_version x WHERE x.county_id = a.county_id
      AND x.helper_id = a.helper_id ORDER BY x.version DESC LIMIT 1) w ON true
    WHERE a.county_id = ${ctx.county} AND a.unit_id = ANY (${idArray(units)})
      AND a.valid_from <= ${ctx.today}::date AND (a.valid_to IS NULL OR a.valid_to > ${ctx.today}::date)
    ORDER BY a.channel, w.name`.execute(ctx.tx)
  return rows
}

/** Visits to the co-op and what was raised there and is not solved. */
export async function visitsOf(
  ctx: Ctx,
  coopId: AnyId,
): Promise<{ visits: number; last: LocalDate | null; issues: number }> {
  const { rows } = await sql<{ visits: number; last: LocalDate | null; issues: number }>`
    SELECT (SELECT count(*)::int FROM help_visit v WHERE v.county_id = ${ctx.county}
        AND v.unit_id = ${coopId}::uuid AND v.withdrawn_on IS NULL) AS visits,
      (SELECT max(v.on_date) FROM help_visit v WHERE v.county_id = ${ctx.county}
        AND v.unit_id = ${coopId}::uuid AND v.withdrawn_on IS NULL) AS last,
      (SELECT count(*)::int FROM help_issue i WHERE i.county_id = ${ctx.county}
        AND i.unit_id = ${coopId}::uuid AND NOT EXISTS (SELECT FROM help_issue_act a
          WHERE a.county_id = i.county_id AND a.issue_id = i.id AND a.act = 'solve'
            AND NOT EXISTS (SELECT FROM help_issue_act b WHERE b.county_id = a.county_id
              AND b.issue_id = a.issue_id AND b.seq > a.seq))) AS issues`.execute(ctx.tx)
  return rows[0] ?? { visits: 0, last: null, issues: 0 }
}

/** Trainings as they were typed in for the co-op or its village: claims with their evidence. */
export async function trainingsOf(
  ctx: Ctx,
  units: readonly AnyId[],
): Promise<{ period: string; heads: string; evidence: string }[]> {
  const { rows } = await sql<{ period: string; heads: string; evidence: string }>`
    SELECT c.period, c.amount::text AS heads, c.evidence FROM figure_claim c
    WHERE c.county_id = ${ctx.county} AND c.about = 'trainings' AND c.unit_id = ANY (${idArray(units)})
      AND NOT EXISTS (SELECT FROM figure_claim_withdrawal w WHERE w.county_id = c.county_id
        AND w.claim_id = c.id)
    ORDER BY c.period DESC, c.recorded_at DESC LIMIT 20`.execute(ctx.tx)
  return rows
}

export interface CaseCounts {
  readonly running: number
  readonly late: number
  readonly done: number
}

/** Cases of the co-op: running, late among them, ended. */
export async function casesOf(ctx: Ctx, coopId: AnyId): Promise<CaseCounts> {
  const { rows } = await sql<CaseCounts>`
    SELECT count(*) FILTER (WHERE c.state = 'running')::int AS running,
      count(*) FILTER (WHERE c.state = 'running' AND EXISTS (SELECT FROM case_task t
        WHERE t.county_id = c.county_id AND t.case_id = c.id AND t.due_on < ${ctx.today}::date))::int AS late,
      count(*) FILTER (WHERE c.state <> 'running')::int AS done
    FROM process_case c WHERE c.county_id = ${ctx.county} AND c.unit_id = ${coopId}::uuid`.execute(
    ctx.tx,
  )
  return rows[0] ?? { running: 0, late: 0, done: 0 }
}

export interface ProblemHead {
  readonly id: AnyId
  readonly year: number
  readonly number: bigint
  readonly title: string
  readonly closed_on: LocalDate | null
  readonly listed: boolean
}

export async function problemsOf(ctx: Ctx, coopId: AnyId): Promise<ProblemHead[]> {
  const { rows } = await sql<ProblemHead>`
    SELECT p.id, p.year, p.number, p.title, p.closed_on, EXISTS (SELECT FROM problem_listing l
      WHERE l.county_id = p.county_id AND l.problem_id = p.id AND l.state = 'listed') AS listed
    FROM problem p WHERE p.county_id = ${ctx.county} AND p.unit_id = ${coopId}::uuid
    ORDER BY p.closed_on DESC NULLS FIRST, p.found_on DESC LIMIT 20`.execute(ctx.tx)
  return rows
}

export async function classOf(
  ctx: Ctx,
  coopId: AnyId,
): Promise<{ class: string; since: LocalDate } | null> {
  const { rows } = await sql<{ class: string; since: LocalDate }>`
    SELECT class, valid_from AS since FROM cooperative_class
    WHERE county_id = ${ctx.county} AND coop_id = ${coopId}::uuid AND valid_from <= ${ctx.today}::date
      AND (valid_to IS NULL OR valid_to > ${ctx.today}::date) LIMIT 1`.execute(ctx.tx)
  return rows[0] ?? null
}

/** Rules the co-op breaks now, without those it is exempt from. */
export async function findingsOf(
  ctx: Ctx,
  coopId: AnyId,
): Promise<{ rule: string; severity: string; since: LocalDate }[]> {
  const { rows } = await sql<{ rule: string; severity: string; since: LocalDate }>`
    SELECT rule, severity, since FROM share_check_rule WHERE county_id = ${ctx.county}
      AND coop_id = ${coopId}::uuid AND bound = 'fails' AND NOT exempt
    ORDER BY severity, rule`.execute(ctx.tx)
  return rows
}
