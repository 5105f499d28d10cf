import { sql } from 'kysely'
import type { LocalDate } from '../../../kernel/date.ts'
import type { AnyId } from '../../../kernel/id.ts'
import type { Role, UnitKind } from '../../../kernel/role.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { idArray } from '../../../platform/rows.ts'
import { insideScope } from '../../../platform/unit.ts'
import type { AssignmentRow } from '../store.ts'

/* What later modules read of errands and reports. Rows of units the caller reaches. */

/** An assignment or call as a proof of answering: when the reply came, by when it was due. */
export interface ErrandProof {
  readonly id: AnyId
  readonly direction: 'down' | 'up'
  readonly unit_id: AnyId
  readonly to_kind: UnitKind
  readonly role: Role | null
  readonly what: string
  readonly due_on: LocalDate
  readonly state: AssignmentRow['state']
  readonly source_kind: AssignmentRow['source_kind']
  readonly source_id: AnyId | null
  /** The last reply; null where there is none. */
  readonly replied_on: LocalDate | null
}

const PROOF = sql`SELECT a.id, a.direction, a.unit_id, t.kind AS to_kind, a.role, a.what, a.due_on, a.state,
    a.source_kind, a.source_id, (SELECT max(x.on_date) FROM assignment_act x
      WHERE x.county_id = a.county_id AND x.assignment_id = a.id AND x.kind = 'reply') AS replied_on
  FROM assignment a JOIN org_unit t ON t.county_id = a.county_id AND t.id = a.unit_id`

/** Errands due from a day to a day that were not taken back. */
export async function errandsDue(
  ctx: Ctx,
  of: { readonly from: LocalDate; readonly to: LocalDate },
): Promise<ErrandProof[]> {
  const { rows } = await sql<ErrandProof>`${PROOF}
    WHERE a.county_id = ${ctx.county} AND a.state <> 'withdrawn'
      AND a.due_on BETWEEN ${of.from}::date AND ${of.to}::date AND ${insideScope(ctx, 'a.unit_id')}
    ORDER BY a.due_on, a.id`.execute(ctx.tx)
  return rows
}

/** The errands that were made of these tasks or reports, whoever asks: the caller has checked the scope. */
export async function errandsFrom(ctx: Ctx, sourceIds: readonly AnyId[]): Promise<ErrandProof[]> {
  if (sourceIds.length === 0) return []
  const { rows } = await sql<ErrandProof>`${PROOF}
    WHERE a.county_id = ${ctx.county} AND a.source_id = ANY (${idArray(sourceIds)})
    ORDER BY a.due_on, a.id`.execute(ctx.tx)
  return rows
}

export interface ReceiptProof {
  readonly report_id: AnyId
  readonly unit_id: AnyId
  readonly title: string
  readonly sent_on: LocalDate
  readonly seen_on: LocalDate | null
}

/** Reports that were sent from a day to a day, and when they were acknowledged. */
export async function receiptsOf(
  ctx: Ctx,
  of: { readonly from: LocalDate; readonly to: LocalDate },
): Promise<ReceiptProof[]> {
  const { rows } = await sql<ReceiptProof>`
    SELECT r.report_id, r.unit_id, r.sent_on, r.seen_on, (SELECT v.body ->> 'title' FROM report_version v
      WHERE v.county_id = r.county_id AND v.report_id = r.report_id ORDER BY v.version DESC LIMIT 1) AS title
    FROM report_receipt r WHERE r.county_id = ${ctx.county}
      AND r.sent_on BETWEEN ${of.from}::date AND ${of.to}::date AND ${insideScope(ctx, 'r.unit_id')}
    ORDER BY r.sent_on, r.report_id, r.unit_id`.execute(ctx.tx)
  return rows
}

export interface HeldDispatch {
  readonly report_id: AnyId
  readonly unit_id: AnyId
  readonly period: string
  readonly held_on: LocalDate
  readonly chair: string
  readonly place: string
  readonly attended: unknown
  readonly minutes: string
}

/** The meetings of the weekly dispatches as they were last written down, the latest first. */
export async function dispatchMeetings(ctx: Ctx): Promise<HeldDispatch[]> {
  const { rows } = await sql<HeldDispatch>`
    SELECT DISTINCT ON (m.held_on, m.report_id) m.report_id, p.unit_id, p.period, m.held_on, m.chair, m.place,
      m.attended, m.minutes
    FROM dispatch_meeting m JOIN report p ON p.county_id = m.county_id AND p.id = m.report_id
    WHERE m.county_id = ${ctx.county} AND ${insideScope(ctx, 'p.unit_id')}
      AND m.version = (SELECT max(x.version) FROM dispatch_meeting x
        WHERE x.county_id = m.county_id AND x.report_id = m.report_id)
    ORDER BY m.held_on DESC, m.report_id`.execute(ctx.tx)
  return rows
}
