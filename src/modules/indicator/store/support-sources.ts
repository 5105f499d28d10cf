import { sql } from 'kysely'
import { isCounted, type Source } from './asking.ts'

/* Row sources over allocations of support funds and their links to vouchers. */

/** Allocations (and what was taken back of them) by year and source, and linked lines of the books. */
export const allocationRows: Source = (ask) => sql`
  SELECT f.fact, a.unit_id, a.key, a.amount, CASE u.kind WHEN 'coop' THEN 'coop' ELSE 'village' END AS ref_kind,
    a.unit_id AS ref_id, concat_ws(' · ', u.name, s.title, a.label) AS label
  FROM (
    SELECT x.unit_id, x.fund_id, x.id::text AS key, x.amount_fen AS amount, x.purpose AS label, x.decided_on
    FROM support_allocation x WHERE x.county_id = ${ask.county} AND x.decided_on <= ${ask.asOf}::date
    UNION ALL
    SELECT x.unit_id, x.fund_id, r.id::text, -r.amount_fen, r.reason, x.decided_on
    FROM support_return r
    JOIN support_allocation x ON x.county_id = r.county_id AND x.id = r.allocation_id
    WHERE r.county_id = ${ask.county} AND r.on_date <= ${ask.asOf}::date
  ) a
  JOIN support_fund s ON s.county_id = ${ask.county} AND s.id = a.fund_id
  JOIN org_unit u ON u.county_id = ${ask.county} AND u.id = a.unit_id
  CROSS JOIN LATERAL (VALUES ('support-allocated'), ('support-allocated-' || s.level),
    (CASE WHEN a.decided_on >= ${ask.yearFrom}::date THEN 'support-allocated-year' END)) f (fact)
  WHERE f.fact IS NOT NULL AND (u.kind <> 'coop' OR ${isCounted(ask, 'a.unit_id')})
  UNION ALL
  SELECT f.fact, k.coop_id, k.id::text || ' ' || f.fact,
    CASE WHEN f.fact = 'support-linked' AND k.kind = 'refund' THEN -k.amount_fen ELSE k.amount_fen END,
    'voucher', k.voucher_id, v.summary
  FROM support_link k
  JOIN voucher v ON v.county_id = k.county_id AND v.id = k.voucher_id AND v.on_date <= ${ask.asOf}::date
    AND NOT EXISTS (SELECT FROM voucher r WHERE r.county_id = v.county_id AND r.reverses_id = v.id
      AND r.on_date <= ${ask.asOf}::date)
  CROSS JOIN LATERAL (VALUES (CASE WHEN k.kind <> 'use' THEN 'support-linked' END),
    (CASE WHEN k.kind = 'use' OR (k.kind = 'arrival' AND k.asset) THEN 'support-used' END)) f (fact)
  WHERE k.county_id = ${ask.county} AND ${isCounted(ask, 'k.coop_id')} AND f.fact IS NOT NULL
    AND (k.withdrawn_on IS NULL OR k.withdrawn_on > ${ask.asOf}::date)`
