import { sql } from 'kysely'
import { countedCoops, type Source } from './asking.ts'

/* Row sources over meetings, cases, spending, and what people typed in. */

export const meetingRows: Source = (ask) => sql`
  SELECT f.fact, m.coop_id AS unit_id, f.key, 1::bigint AS amount, 'meeting' AS ref_kind, m.id AS ref_id,
    m.title AS label
  FROM meeting m
  JOIN (${countedCoops(ask)}) c ON c.coop_id = m.coop_id
  CROSS JOIN LATERAL (VALUES ('assemblies', m.id::text), ('assembly-coops', m.coop_id::text)) f (fact, key)
  WHERE m.county_id = ${ask.county} AND m.kind IN ('assembly', 'delegates') AND m.state = 'closed'
    AND m.held_on BETWEEN ${ask.yearFrom}::date AND ${ask.asOf}::date
  UNION ALL
  SELECT 'resolutions', r.coop_id, r.id::text, 1, 'meeting', r.meeting_id, r.title
  FROM resolution r
  JOIN (${countedCoops(ask)}) c ON c.coop_id = r.coop_id
  WHERE r.county_id = ${ask.county} AND r.carried
    AND r.decided_on BETWEEN ${ask.yearFrom}::date AND ${ask.asOf}::date`

export const overdueRows: Source = (ask) => sql`
  SELECT 'overdue-tasks' AS fact, p.unit_id, t.case_id || ' ' || t.step || ' ' || t.seat AS key,
    1::bigint AS amount, 'case' AS ref_kind, t.case_id AS ref_id, p.title AS label
  FROM case_task t
  JOIN process_case p ON p.county_id = t.county_id AND p.id = t.case_id
  WHERE t.county_id = ${ask.county} AND t.opened_on <= ${ask.asOf}::date AND t.due_on < ${ask.asOf}::date
  UNION ALL
  SELECT 'spending-late', r.coop_id, r.id::text, 1, CASE WHEN r.case_id IS NULL THEN 'coop' ELSE 'case' END,
    coalesce(r.case_id, r.coop_id), r.payee_name
  FROM spending_request r
  LEFT JOIN process_case p ON p.county_id = r.county_id AND p.id = r.case_id
  WHERE r.county_id = ${ask.county} AND r.cancelled_on IS NULL AND r.emergency_due < ${ask.asOf}::date
    AND (p.ended_on IS NULL OR p.ended_on > r.emergency_due)
  UNION ALL
  SELECT 'spending-late', s.coop_id, s.id::text, 1, 'voucher', s.voucher_id, s.payee_name
  FROM spending_payment s
  WHERE s.county_id = ${ask.county} AND s.warning IS NOT NULL AND s.on_date <= ${ask.asOf}::date
    AND NOT EXISTS (SELECT FROM spending_payment x WHERE x.county_id = s.county_id
      AND x.undoes_id = s.voucher_id)`

/** Meetings about the work held in the period, and the tasks of meetings that fell due in it. */
export const promotionRows: Source = (ask) => sql`
  SELECT 'promotion-meetings' AS fact, m.unit_id, m.id::text AS key, 1::bigint AS amount,
    'promotion' AS ref_kind, m.id AS ref_id, m.topic AS label
  FROM promotion_meeting m
  WHERE m.county_id = ${ask.county} AND m.held_on BETWEEN ${ask.from}::date AND ${ask.asOf}::date
  UNION ALL
  SELECT f.fact, t.unit_id, t.id::text, 1, 'none', NULL, t.what
  FROM promotion_task t
  CROSS JOIN LATERAL (VALUES ('meeting-tasks'),
    (CASE WHEN t.done_on <= ${ask.asOf}::date THEN 'meeting-tasks-done' END)) f (fact)
  WHERE t.county_id = ${ask.county} AND f.fact IS NOT NULL
    AND t.due_on BETWEEN ${ask.from}::date AND ${ask.asOf}::date`

/** Figures typed in for this very period that nobody has withdrawn. */
export const claimRows: Source = (ask) => sql`
  SELECT k.about AS fact, k.unit_id, k.id::text AS key, k.amount, 'claim' AS ref_kind, k.id AS ref_id,
    k.note AS label
  FROM figure_claim k
  WHERE k.county_id = ${ask.county} AND k.period = ${ask.period}
    AND NOT EXISTS (SELECT FROM figure_claim_withdrawal w WHERE w.county_id = k.county_id
      AND w.claim_id = k.id)`
