import { sql } from 'kysely'
import { type Asking, countedCoops, type Source } from './asking.ts'

/* 清零倍增 (seed R1) village by village, judged as statements judge it: by the books, reports only beside them. */

/** What the books of a village's co-ops owe its collective in a year; null where none kept books. */
const proven = (ask: Asking, year: number, to: string) => sql`
  SELECT c.village_id, coalesce(sum(g.amount), 0)::bigint AS fen
  FROM coop c
  JOIN ledger_book b ON b.county_id = ${ask.county} AND b.coop_id = c.coop_id
    AND b.opened_period <= ${year * 100 + 12}
  LEFT JOIN LATERAL (
    SELECT CASE WHEN left(l.account, 3) = '114' THEN l.credit_fen - l.debit_fen
      ELSE l.credit_fen END AS amount
    FROM voucher_line l
    JOIN voucher v ON v.county_id = l.county_id AND v.id = l.voucher_id AND v.on_date <= ${to}::date
    WHERE l.county_id = ${ask.county} AND l.coop_id = c.coop_id
      AND l.period BETWEEN ${year * 100 + 1} AND ${year * 100 + 13}
      AND l.member_id = ANY (c.collectives)
      AND (left(l.account, 3) IN ('221', '222') OR left(l.account, 3) = '114' AND EXISTS (
        SELECT FROM voucher_line o WHERE o.county_id = l.county_id AND o.coop_id = l.coop_id
          AND o.period = l.period AND o.voucher_id = l.voucher_id AND o.debit_fen <> 0
          AND left(o.account, 3) IN
            ('121', '128', '141', '142', '151', '153', '401', '521', '523', '529')))
  ) g ON true
  GROUP BY c.village_id`

const reported = (ask: Asking, year: number) => sql`
  SELECT DISTINCT ON (i.village_id) i.village_id, i.amount_fen AS fen, i.mark
  FROM village_income i
  WHERE i.county_id = ${ask.county} AND i.year = ${year} AND i.about = 'collective'
    AND (i.recorded_at AT TIME ZONE 'Asia/Shanghai')::date <= ${ask.asOf}::date
  ORDER BY i.village_id, i.id DESC`

export const doublingRows: Source = (ask) => {
  const year = Number(ask.yearFrom.slice(0, 4))
  const zero = sql`${ask.parameters.zeroLine}::bigint`
  return sql`
    WITH coop AS MATERIALIZED (
      SELECT c.coop_id, c.village_id, ARRAY(SELECT h.id FROM share_holder h
        WHERE h.county_id = ${ask.county} AND h.coop_id = c.coop_id AND h.kind = 'collective') AS collectives
      FROM (${countedCoops(ask)}) c),
    judged AS (
      SELECT p.village_id, p.name, now.fen AS proven,
        CASE WHEN now.fen IS NULL OR said.fen > now.fen THEN said.fen ELSE now.fen END AS current,
        (now.fen IS NULL OR said.fen > now.fen) AS reported,
        CASE WHEN base.fen IS NULL OR before.fen > base.fen THEN before.fen ELSE base.fen END AS base
      FROM (SELECT DISTINCT coop.village_id, u.name FROM coop
        JOIN org_unit u ON u.county_id = ${ask.county} AND u.id = coop.village_id) p
      LEFT JOIN (${proven(ask, year, ask.asOf)}) now ON now.village_id = p.village_id
      LEFT JOIN (${proven(ask, ask.baseYear, `${ask.baseYear}-12-31`)}) base ON base.village_id = p.village_id
      LEFT JOIN (${reported(ask, year)}) said ON said.village_id = p.village_id
      LEFT JOIN (${reported(ask, ask.baseYear)}) before ON before.village_id = p.village_id)
    SELECT CASE
        WHEN j.base IS NULL OR j.current IS NULL THEN 'unknown-villages'
        WHEN j.base <= ${zero} THEN
          CASE WHEN coalesce(j.proven, 0) > ${zero} THEN 'cleared-villages' ELSE 'zero-villages' END
        WHEN coalesce(j.proven, 0) >= j.base * 2 THEN 'doubled-villages'
        ELSE 'growing-villages' END AS fact,
      j.village_id AS unit_id, j.village_id::text AS key, 1::bigint AS amount, 'village' AS ref_kind,
      j.village_id AS ref_id, j.name AS label
    FROM judged j
    UNION ALL
    SELECT CASE r.mark WHEN 'claim' THEN 'reported-collective' ELSE 'estimated-collective' END,
      r.village_id, r.village_id::text, r.fen, 'village', r.village_id, u.name
    FROM (${reported(ask, year)}) r
    JOIN org_unit u ON u.county_id = ${ask.county} AND u.id = r.village_id`
}
