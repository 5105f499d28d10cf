import { sql } from 'kysely'
import { countedCoops, heldOn, isCounted, type Source } from './asking.ts'

/* Row sources over the registers of shares. */

export const memberRows: Source = (ask) => sql`
  SELECT f.fact, h.coop_id AS unit_id, f.key, 1::bigint AS amount, 'person' AS ref_kind,
    h.person_id AS ref_id, h.name AS label
  FROM (
    SELECT x.*, min(x.joined_on) OVER (PARTITION BY x.household_id) AS household_since
    FROM share_holder x WHERE x.county_id = ${ask.county} AND x.kind = 'person'
  ) h
  CROSS JOIN LATERAL (VALUES ('members', h.person_id::text), ('households', h.household_id::text),
    (CASE WHEN h.joined_on >= ${ask.from}::date THEN 'new-members' END, h.person_id::text),
    (CASE WHEN h.household_since >= ${ask.from}::date THEN 'new-households' END, h.household_id::text))
    f (fact, key)
  WHERE ${isCounted(ask, 'h.coop_id')} AND h.joined_on <= ${ask.asOf}::date
    AND (h.left_on IS NULL OR h.left_on > ${ask.asOf}::date)
    AND f.fact IS NOT NULL AND f.key IS NOT NULL`

export const contributionRows: Source = (ask) => sql`
  SELECT f.fact, l.coop_id AS unit_id, l.event_id || ' ' || l.line AS key, l.paid_fen AS amount,
    'coop' AS ref_kind, l.coop_id AS ref_id, h.name AS label
  FROM share_line l
  JOIN share_holder h ON h.county_id = l.county_id AND h.id = l.holder_id
  CROSS JOIN LATERAL (VALUES ('contributions'),
    (CASE WHEN h.kind = 'collective' THEN 'collective-contributions' END),
    (CASE WHEN l.on_date >= ${ask.from}::date THEN 'new-contributions' END)) f (fact)
  WHERE l.county_id = ${ask.county} AND ${isCounted(ask, 'l.coop_id')} AND l.form IS NOT NULL AND l.paid_fen <> 0
    AND l.on_date <= ${ask.asOf}::date AND f.fact IS NOT NULL`

/**
 * Beneficiaries as boards count them: of a household the persons named, or as many as it was entered with when
 * nobody is named; whichever is more. A key is a place in the household, so that nobody counts twice.
 */
export const assistanceRows: Source = (ask) => sql`
  WITH fund AS (
    SELECT f.id, f.coop_id, c.name FROM assistance_fund f
    JOIN (${countedCoops(ask)}) c ON c.coop_id = f.coop_id
    WHERE f.county_id = ${ask.county} AND ${heldOn('f', ask.asOf)}),
  helped AS (
    SELECT b.*, fund.name AS coop_name,
      dense_rank() OVER (PARTITION BY b.household_id ORDER BY b.person_id NULLS LAST) AS place
    FROM assistance_beneficiary b JOIN fund ON fund.id = b.fund_id
    WHERE b.county_id = ${ask.county} AND ${heldOn('b', ask.asOf)})
  SELECT 'assistance-coops' AS fact, fund.coop_id AS unit_id, fund.coop_id::text AS key,
    1::bigint AS amount, 'coop' AS ref_kind, fund.coop_id AS ref_id, fund.name AS label
  FROM fund
  UNION ALL
  SELECT 'assisted-households', b.coop_id, b.household_id::text, 1, 'household', b.household_id,
    hh.head_name
  FROM helped b JOIN household hh ON hh.county_id = b.county_id AND hh.id = b.household_id
  UNION ALL
  SELECT 'beneficiaries', b.coop_id, b.household_id || ' ' || n.place, 1,
    CASE WHEN b.person_id IS NULL THEN 'household' ELSE 'person' END,
    coalesce(b.person_id, b.household_id), coalesce(p.name, hh.head_name)
  FROM helped b
  JOIN household hh ON hh.county_id = b.county_id AND hh.id = b.household_id
  LEFT JOIN person p ON p.county_id = b.county_id AND p.id = b.person_id
  CROSS JOIN LATERAL (
    SELECT b.place WHERE b.person_id IS NOT NULL
    UNION ALL SELECT g FROM generate_series(1, b.persons) g WHERE b.person_id IS NULL) n (place)`
