import { sql } from 'kysely'
import type { LocalDate } from '../../../kernel/date.ts'
import type { AnyId } from '../../../kernel/id.ts'
import type { Ctx } from '../../../platform/ctx.ts'

/** What became of a town's problems in a stretch of time. */
export interface TownOutcome {
  readonly townId: AnyId
  /** Closed from the first to the last day, in time or after it. */
  readonly closedInTime: number
  readonly closedLate: number
  /** Open and late on the last day. */
  readonly overdue: number
  /** Plates whose day passed in that time and that were not down by then. */
  readonly overduePlates: number
}

/**
 * Problems and plates by town, towns without any left out; for rewards and penalties of later modules. Due days are
 * those that count now; the caller has checked the permission.
 */
export async function outcomesByTown(
  ctx: Ctx,
  { from, to }: { readonly from: LocalDate; readonly to: LocalDate },
): Promise<TownOutcome[]> {
  const { rows } = await sql<TownOutcome>`
    SELECT t.id AS "townId",
      count(*) FILTER (WHERE p.closed_on BETWEEN ${from}::date AND ${to}::date
        AND p.closed_on <= p.due_on)::int AS "closedInTime",
      count(*) FILTER (WHERE p.closed_on BETWEEN ${from}::date AND ${to}::date
        AND p.closed_on > p.due_on)::int AS "closedLate",
      count(*) FILTER (WHERE p.found_on <= ${to}::date AND p.due_on < ${to}::date AND NOT p.paused
        AND (p.closed_on IS NULL OR p.closed_on > ${to}::date))::int AS overdue,
      coalesce(sum((SELECT count(*) FROM problem_listing l WHERE l.county_id = p.county_id
        AND l.problem_id = p.id AND l.state IN ('listed', 'removed')
        AND l.due_on BETWEEN ${from}::date AND ${to}::date
        AND (l.removed_on IS NULL OR l.removed_on > l.due_on))), 0)::int AS "overduePlates"
    FROM problem p JOIN org_unit u ON u.county_id = p.county_id AND u.id = p.unit_id
    JOIN org_unit t ON t.county_id = u.county_id AND t.kind = 'town' AND t.id = ANY (u.ancestors)
    WHERE p.county_id = ${ctx.county}
    GROUP BY t.id ORDER BY t.id`.execute(ctx.tx)
  return rows
}
