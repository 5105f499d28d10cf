import { sql } from 'kysely'
import { countedCoops, heldOn, type Source } from './asking.ts'

/* Row sources over the registry. */

export const villageRows: Source = (ask) => sql`
  SELECT CASE d.level WHEN 'village' THEN 'villages' ELSE 'communities' END AS fact,
    d.division_id AS unit_id, d.division_id::text AS key, 1::bigint AS amount, 'village' AS ref_kind,
    d.division_id AS ref_id, d.name AS label
  FROM division_version d
  WHERE d.county_id = ${ask.county} AND d.level IN ('village', 'community') AND ${heldOn('d', ask.asOf)}
  UNION ALL
  SELECT DISTINCT ON (c.village_id) 'covered', c.village_id, c.village_id::text, 1::bigint, 'village',
    c.village_id, coalesce(d.name, u.name)
  FROM (${countedCoops(ask)}) c
  JOIN org_unit u ON u.county_id = ${ask.county} AND u.id = c.village_id
  LEFT JOIN division_version d ON d.county_id = ${ask.county} AND d.division_id = c.village_id
    AND ${heldOn('d', ask.asOf)}`

export const coopRows: Source = (ask) => sql`
  SELECT f.fact, c.coop_id AS unit_id, c.coop_id::text AS key, 1::bigint AS amount, 'coop' AS ref_kind,
    c.coop_id AS ref_id, c.name AS label
  FROM (${countedCoops(ask)}) c
  LEFT JOIN (
    SELECT coop_id, bool_or(bound = 'fails' AND severity IN ('block', 'warn') AND NOT exempt) AS broken
    FROM share_check_rule WHERE county_id = ${ask.county} GROUP BY coop_id
  ) r ON r.coop_id = c.coop_id
  CROSS JOIN LATERAL (VALUES ('coops'),
    (CASE WHEN c.registered_on BETWEEN ${ask.from}::date AND ${ask.asOf}::date THEN 'new-coops' END),
    (CASE WHEN c.registered_on < ${ask.opinions}::date THEN 'early-coops' END),
    (CASE WHEN c.registered_on < ${ask.opinions}::date AND c.class IS NOT NULL THEN 'early-classed' END),
    ('class-' || c.class),
    (CASE WHEN NOT r.broken THEN 'kept-coops' END)) f (fact)
  WHERE f.fact IS NOT NULL`

export const findingRows: Source = (ask) => sql`
  SELECT f.fact, r.coop_id AS unit_id, r.coop_id || ' ' || r.rule AS key, 1::bigint AS amount,
    'coop' AS ref_kind, r.coop_id AS ref_id, c.name || ' · ' || r.rule AS label
  FROM share_check_rule r
  JOIN (${countedCoops(ask)}) c ON c.coop_id = r.coop_id
  CROSS JOIN LATERAL (VALUES ('findings-' || r.severity),
    (CASE WHEN r.rule = 'SEED-MAX20' THEN 'concentrated' END)) f (fact)
  WHERE r.county_id = ${ask.county} AND r.bound = 'fails' AND NOT r.exempt
    AND f.fact IN ('findings-block', 'findings-warn', 'concentrated')`

export const unionRows: Source = (ask) => sql`
  SELECT 'unions' AS fact, n.seat_id AS unit_id, n.id::text AS key, 1::bigint AS amount,
    'union' AS ref_kind, n.id AS ref_id, n.name AS label
  FROM coop_union n
  WHERE n.county_id = ${ask.county} AND n.founded_on <= ${ask.asOf}::date
    AND (n.ended_on IS NULL OR n.ended_on > ${ask.asOf}::date)
  UNION ALL
  SELECT 'union-coops', m.coop_id, m.coop_id::text, 1, 'coop', m.coop_id, c.name
  FROM coop_union_member m
  JOIN coop_union n ON n.county_id = m.county_id AND n.id = m.union_id
    AND (n.ended_on IS NULL OR n.ended_on > ${ask.asOf}::date)
  JOIN (${countedCoops(ask)}) c ON c.coop_id = m.coop_id
  WHERE m.county_id = ${ask.county} AND ${heldOn('m', ask.asOf)}
  UNION ALL
  SELECT 'paired-coops', f.coop_id, f.coop_id::text, 1, 'coop', f.coop_id, c.name
  FROM coop_pairing p
  JOIN coop_pairing_follower f ON f.county_id = p.county_id AND f.pairing_id = p.id
  JOIN (${countedCoops(ask)}) c ON c.coop_id = f.coop_id
  WHERE p.county_id = ${ask.county} AND ${heldOn('p', ask.asOf)}`

export const partyRows: Source = (ask) => sql`
  SELECT f.fact, b.village_id AS unit_id, p.person_id::text AS key, 1::bigint AS amount,
    'person' AS ref_kind, p.person_id AS ref_id, who.name AS label
  FROM party_membership p
  JOIN branch b ON b.county_id = p.county_id AND b.id = p.branch_id
  JOIN person who ON who.county_id = p.county_id AND who.id = p.person_id
  CROSS JOIN LATERAL (VALUES ('party-members'), (CASE WHEN EXISTS (
    SELECT FROM share_holder h WHERE h.county_id = p.county_id AND h.person_id = p.person_id
      AND h.joined_on <= ${ask.asOf}::date AND (h.left_on IS NULL OR h.left_on > ${ask.asOf}::date))
    THEN 'party-joined' END)) f (fact)
  WHERE p.county_id = ${ask.county} AND ${heldOn('p', ask.asOf)} AND f.fact IS NOT NULL`

/** Millionths of a mu; the registry writes hundredths. */
export const landRows: Source = (ask) => sql`
  SELECT 'area' AS fact, c.coop_id AS unit_id, c.coop_id::text AS key,
    (c.area_mu * 1000000)::bigint AS amount, 'coop' AS ref_kind, c.coop_id AS ref_id, c.name AS label
  FROM (${countedCoops(ask)}) c WHERE c.area_mu > 0
  UNION ALL
  SELECT f.fact, l.coop_id, l.id::text, (l.area_mu * 1000000)::bigint, 'coop', l.coop_id,
    c.name || ' · ' || l.place
  FROM land_parcel l
  JOIN (${countedCoops(ask)}) c ON c.coop_id = l.coop_id
  CROSS JOIN LATERAL (VALUES ('land-shares'),
    (CASE WHEN l.valid_from >= ${ask.from}::date THEN 'new-land' END)) f (fact)
  WHERE l.county_id = ${ask.county} AND ${heldOn('l', ask.asOf)} AND f.fact IS NOT NULL`
