import { sql } from 'kysely'
import type { LocalDate } from '../../../kernel/date.ts'
import type { AnyId } from '../../../kernel/id.ts'
import type { Role } from '../../../kernel/role.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { insideScope } from '../../../platform/unit.ts'

/** A step of a case that somebody of a role signed, or still has to. */
export interface Signing {
  readonly case_id: AnyId
  readonly step: string
  readonly seq: number
  readonly unit_id: AnyId
  readonly title: string
  readonly role: Role
  readonly signed_on: LocalDate | null
  readonly due_on: LocalDate | null
  /** It was told as overdue before it was signed. */
  readonly late: boolean
}

/**
 * What desks of these roles signed from a day to a day, and what waits for them with a last day until then. Cases of
 * units the caller reaches; a step that was told as overdue before is late however it ended.
 */
export async function signingsOf(
  ctx: Ctx,
  of: { readonly roles: readonly Role[]; readonly from: LocalDate; readonly to: LocalDate },
): Promise<Signing[]> {
  const roles = sql`${`{${of.roles.join(',')}}`}::text[]`
  const { rows } = await sql<Signing>`
    SELECT a.case_id, a.body ->> 'step' AS step, a.seq, c.unit_id, c.title, a.by_role AS role,
      a.on_date AS signed_on, NULL::date AS due_on, EXISTS (SELECT FROM case_act o
        WHERE o.county_id = a.county_id AND o.case_id = a.case_id AND o.kind = 'overdue' AND o.seq < a.seq
          AND o.body ->> 'step' = a.body ->> 'step' AND NOT EXISTS (SELECT FROM case_act s
            WHERE s.county_id = o.county_id AND s.case_id = o.case_id AND s.kind = 'sign'
              AND s.seq > o.seq AND s.seq < a.seq AND s.body ->> 'step' = o.body ->> 'step')) AS late
    FROM case_act a
    JOIN process_case c ON c.county_id = a.county_id AND c.id = a.case_id
    WHERE a.county_id = ${ctx.county} AND a.kind = 'sign' AND a.by_role = ANY (${roles})
      AND a.on_date BETWEEN ${of.from}::date AND ${of.to}::date AND ${insideScope(ctx, 'c.unit_id')}
    UNION ALL
    SELECT t.case_id, t.step, 0, c.unit_id, c.title, t.role, NULL, t.due_on, false
    FROM case_task t
    JOIN process_case c ON c.county_id = t.county_id AND c.id = t.case_id
    WHERE t.county_id = ${ctx.county} AND t.role = ANY (${roles}) AND t.due_on <= ${of.to}::date
      AND t.opened_on <= ${of.to}::date AND ${insideScope(ctx, 'c.unit_id')}
    ORDER BY 7 DESC NULLS FIRST, 1, 3, 2`.execute(ctx.tx)
  return rows
}
