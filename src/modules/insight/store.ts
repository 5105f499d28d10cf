import { type RawBuilder, sql } from 'kysely'
import type { LocalDate } from '../../kernel/date.ts'
import type { Id } from '../../kernel/id.ts'
import type { Ctx } from '../../platform/ctx.ts'
import type {
  AssistanceTotals,
  CoopFacts,
  JoiningTotals,
  RuleCount,
  UnitName,
  VillageFacts,
  Warnings,
} from './model.ts'

/*
 * Read-only: boards may look into every module's tables (the one place that may). Each query takes the
 * board's unit and day; a unit reaches what lies below it in the permission tree.
 */

export interface Place {
  readonly unitId: Id<'unit'>
  readonly asOf: LocalDate
  /** The statuses in which a co-op is counted, by the county's counting rule. */
  readonly counted: readonly string[]
}

/** A version table's row that held on the day. */
const heldOn = (alias: string, asOf: LocalDate): RawBuilder<boolean> =>
  sql`(${sql.ref(`${alias}.valid_from`)} <= ${asOf}::date
    AND (${sql.ref(`${alias}.valid_to`)} IS NULL OR ${sql.ref(`${alias}.valid_to`)} > ${asOf}::date))`

/** The unit with all above it, from the county down. */
export async function readTrail(ctx: Ctx, place: Place): Promise<UnitName[]> {
  const rows = await sql<UnitName>`
    SELECT up.id, up.kind, coalesce(d.name, c.name, n.name, '') AS name
    FROM org_unit u
    CROSS JOIN LATERAL unnest(u.ancestors) WITH ORDINALITY AS a (id, depth)
    JOIN org_unit up ON up.county_id = u.county_id AND up.id = a.id
    LEFT JOIN division_version d ON d.county_id = u.county_id AND d.division_id = a.id
      AND ${heldOn('d', place.asOf)}
    LEFT JOIN cooperative_version c ON c.county_id = u.county_id AND c.coop_id = a.id
      AND ${heldOn('c', place.asOf)}
    LEFT JOIN coop_union n ON n.county_id = u.county_id AND n.id = a.id
    WHERE u.county_id = ${ctx.county} AND u.id = ${place.unitId}
    ORDER BY a.depth DESC`.execute(ctx.tx)
  return rows.rows
}

/** The counted co-ops below the unit, each with its members, its class and its last verdict. */
export async function readCoops(ctx: Ctx, place: Place): Promise<CoopFacts[]> {
  const rows = await sql<CoopFacts>`
    SELECT v.coop_id AS "coopId", v.village_id AS "villageId", dv.parent_id AS "townId",
      v.main_kind AS "kind", v.registered_on AS "registeredOn", s.status, k.class,
      r.verdict, v.area_mu::text AS "areaMu",
      (v.credit_code_check IN ('wrong_check_digit', 'malformed')) AS "wrongCode",
      coalesce(m.persons, 0) AS persons, coalesce(m.households, 0) AS households,
      coalesce(m.holders, 0) AS holders
    FROM cooperative_version v
    JOIN org_unit u ON u.county_id = v.county_id AND u.id = v.coop_id
      AND u.ancestors @> ARRAY[${place.unitId}::uuid]
    JOIN cooperative_status s ON s.county_id = v.county_id AND s.coop_id = v.coop_id
      AND ${heldOn('s', place.asOf)} AND s.status = ANY(${place.counted}::text[])
    LEFT JOIN division_version dv ON dv.county_id = v.county_id AND dv.division_id = v.village_id
      AND ${heldOn('dv', place.asOf)}
    LEFT JOIN cooperative_class k ON k.county_id = v.county_id AND k.coop_id = v.coop_id
      AND ${heldOn('k', place.asOf)}
    LEFT JOIN (
      SELECT coop_id, CASE
        WHEN bool_or(bound = 'fails' AND severity = 'block' AND NOT exempt) THEN 'broken'
        WHEN bool_or(bound = 'fails' AND severity = 'warn' AND NOT exempt) THEN 'warned'
        ELSE 'kept' END AS verdict
      FROM share_check_rule WHERE county_id = ${ctx.county} GROUP BY coop_id
    ) r ON r.coop_id = v.coop_id
    LEFT JOIN (
      SELECT h.coop_id, count(*)::int AS holders, count(h.person_id)::int AS persons,
        count(DISTINCT h.household_id)::int AS households
      FROM share_holder h
      WHERE h.county_id = ${ctx.county} AND h.joined_on <= ${place.asOf}::date
        AND (h.left_on IS NULL OR h.left_on > ${place.asOf}::date)
      GROUP BY h.coop_id
    ) m ON m.coop_id = v.coop_id
    WHERE v.county_id = ${ctx.county} AND ${heldOn('v', place.asOf)}`.execute(ctx.tx)
  return rows.rows
}

/** Villages and communities below the unit on the day, with the town each lies in. */
export async function readVillages(ctx: Ctx, place: Place): Promise<VillageFacts[]> {
  const rows = await sql<VillageFacts>`
    SELECT d.division_id AS "villageId", d.name, d.level, d.parent_id AS "townId", t.name AS "townName"
    FROM division_version d
    JOIN org_unit u ON u.county_id = d.county_id AND u.id = d.division_id
      AND u.ancestors @> ARRAY[${place.unitId}::uuid]
    LEFT JOIN division_version t ON t.county_id = d.county_id AND t.division_id = d.parent_id
      AND ${heldOn('t', place.asOf)}
    WHERE d.county_id = ${ctx.county} AND d.level IN ('village', 'community')
      AND ${heldOn('d', place.asOf)}
    ORDER BY d.code NULLS LAST, d.name`.execute(ctx.tx)
  return rows.rows
}

/** Towns in the order of their codes, so that the tile grid stands still from month to month. */
export async function readTowns(ctx: Ctx, place: Place): Promise<UnitName[]> {
  const rows = await sql<UnitName>`
    SELECT d.division_id AS id, 'town'::text AS kind, d.name
    FROM division_version d
    WHERE d.county_id = ${ctx.county} AND d.level = 'town' AND d.parent_id = ${place.unitId}::uuid
      AND ${heldOn('d', place.asOf)}
    ORDER BY d.code NULLS LAST, d.name`.execute(ctx.tx)
  return rows.rows
}

/** Members counted once though they may be in several co-ops. */
export async function readJoining(
  ctx: Ctx,
  place: Place,
  coops: readonly Id[],
): Promise<JoiningTotals> {
  const rows = await sql<JoiningTotals>`
    SELECT count(DISTINCT h.person_id)::int AS persons,
      count(DISTINCT h.household_id)::int AS households,
      count(*) FILTER (WHERE h.kind IN ('enterprise', 'unit'))::int AS units
    FROM share_holder h
    WHERE h.county_id = ${ctx.county} AND h.coop_id = ANY(${coops}::uuid[])
      AND h.joined_on <= ${place.asOf}::date
      AND (h.left_on IS NULL OR h.left_on > ${place.asOf}::date)
  `.execute(ctx.tx)
  return rows.rows[0] ?? { persons: 0, households: 0, units: 0 }
}

/** Party members of the branches below the unit, and how many of them hold shares in a co-op. */
export async function readPartyJoining(
  ctx: Ctx,
  place: Place,
): Promise<{ members: number; joined: number }> {
  const rows = await sql<{ members: number; joined: number }>`
    SELECT count(*)::int AS members, count(*) FILTER (WHERE EXISTS (
      SELECT 1 FROM share_holder h WHERE h.county_id = p.county_id AND h.person_id = p.person_id
        AND h.joined_on <= ${place.asOf}::date
        AND (h.left_on IS NULL OR h.left_on > ${place.asOf}::date)))::int AS joined
    FROM party_membership p
    JOIN branch b ON b.county_id = p.county_id AND b.id = p.branch_id
    JOIN org_unit u ON u.county_id = b.county_id AND u.id = b.village_id
      AND u.ancestors @> ARRAY[${place.unitId}::uuid]
    WHERE p.county_id = ${ctx.county} AND ${heldOn('p', place.asOf)}`.execute(ctx.tx)
  return rows.rows[0] ?? { members: 0, joined: 0 }
}

/**
 * Co-ops with assistance shares in force, their beneficiaries as persons and as households: each counted
 * once however many benefits they have, a household named as a whole with its persons.
 */
export async function readAssistance(
  ctx: Ctx,
  place: Place,
  coops: readonly Id[],
): Promise<AssistanceTotals> {
  const rows = await sql<AssistanceTotals>`
    WITH fund AS (
      SELECT f.id, f.coop_id FROM assistance_fund f
      WHERE f.county_id = ${ctx.county} AND f.coop_id = ANY(${coops}::uuid[])
        AND ${heldOn('f', place.asOf)}),
    helped AS (
      SELECT b.household_id, greatest(count(DISTINCT b.person_id),
        coalesce(max(b.persons) FILTER (WHERE b.person_id IS NULL), 0)) AS persons
      FROM assistance_beneficiary b JOIN fund ON fund.id = b.fund_id
      WHERE b.county_id = ${ctx.county} AND ${heldOn('b', place.asOf)} GROUP BY b.household_id)
    SELECT (SELECT count(DISTINCT coop_id)::int FROM fund) AS coops,
      coalesce(sum(persons), 0)::int AS persons, count(*)::int AS households
    FROM helped`.execute(ctx.tx)
  return rows.rows[0] ?? { coops: 0, persons: 0, households: 0 }
}

export async function readUnions(ctx: Ctx, place: Place): Promise<number> {
  const rows = await sql<{ unions: number }>`
    SELECT count(*)::int AS unions FROM coop_union n
    JOIN org_unit u ON u.county_id = n.county_id AND u.id = n.id
      AND u.ancestors @> ARRAY[${place.unitId}::uuid]
    WHERE n.county_id = ${ctx.county} AND n.founded_on <= ${place.asOf}::date
      AND (n.ended_on IS NULL OR n.ended_on > ${place.asOf}::date)`.execute(ctx.tx)
  return rows.rows[0]?.unions ?? 0
}

/** How each rule came out over the co-ops, as last checked. */
export async function readRules(ctx: Ctx, coops: readonly Id[]): Promise<RuleCount[]> {
  const rows = await sql<RuleCount>`
    SELECT r.rule, r.outcome, r.severity, r.bound, r.exempt, count(*)::int AS count
    FROM share_check_rule r
    WHERE r.county_id = ${ctx.county} AND r.coop_id = ANY(${coops}::uuid[])
    GROUP BY r.rule, r.outcome, r.severity, r.bound, r.exempt`.execute(ctx.tx)
  return rows.rows
}

/** What the annual re-check lists: not confirmed this year, or the registry says otherwise. */
const mustBeChecked = (place: Place): RawBuilder<boolean> => sql`(
  extract(year FROM b.checked_on) < extract(year FROM ${place.asOf}::date)
  OR EXISTS (SELECT 1 FROM household hh WHERE hh.county_id = b.county_id AND hh.id = b.household_id
    AND NOT hh.assisted)
  OR EXISTS (SELECT 1 FROM person p JOIN household hh ON hh.county_id = p.county_id
      AND hh.id = b.household_id
    WHERE p.county_id = b.county_id AND p.id = b.person_id
      AND (p.ended_on <= ${place.asOf}::date OR p.village_id IS DISTINCT FROM hh.village_id)))`

/** What waits for somebody, beside the rules: stalled founding, overdue yearly checks, villages to win. */
export async function readWarnings(ctx: Ctx, place: Place): Promise<Warnings> {
  const below = (column: string) => sql`EXISTS (SELECT 1 FROM org_unit u
    WHERE u.county_id = ${ctx.county} AND u.id = ${sql.ref(column)}
      AND u.ancestors @> ARRAY[${place.unitId}::uuid])`
  const rows = await sql<Warnings>`SELECT
    (SELECT count(*)::int FROM cooperative_status s WHERE s.county_id = ${ctx.county}
      AND s.status IN ('preparing', 'founding') AND ${heldOn('s', place.asOf)}
      AND s.valid_from < ${place.asOf}::date - 90 AND ${below('s.coop_id')}) AS "stalled",
    (SELECT count(*)::int FROM assistance_beneficiary b WHERE b.county_id = ${ctx.county}
      AND ${heldOn('b', place.asOf)} AND ${below('b.coop_id')} AND ${mustBeChecked(place)})
      AS "unchecked",
    (SELECT count(*)::int FROM coop_union n WHERE n.county_id = ${ctx.county}
      AND n.below_since IS NOT NULL AND n.ended_on IS NULL AND ${below('n.id')}) AS "smallUnions",
    (SELECT count(DISTINCT i.village_id)::int FROM village_industry i WHERE i.county_id = ${ctx.county}
      AND ${heldOn('i', place.asOf)} AND ${below('i.village_id')}
      AND NOT EXISTS (SELECT 1 FROM cooperative_version v
        JOIN cooperative_status s ON s.county_id = v.county_id AND s.coop_id = v.coop_id
          AND ${heldOn('s', place.asOf)} AND s.status = ANY(${place.counted}::text[])
        WHERE v.county_id = i.county_id AND v.village_id = i.village_id
          AND ${heldOn('v', place.asOf)})) AS "candidates",
    (SELECT count(*)::int FROM division_import_row r
      WHERE r.county_id = ${ctx.county} AND r.outcome = 'missing' AND ${below('r.division_id')}
      AND r.import_id = (SELECT i.id FROM division_import i WHERE i.county_id = r.county_id
        AND i.effective_from <= ${place.asOf}::date ORDER BY i.effective_from DESC LIMIT 1)
      AND EXISTS (SELECT 1 FROM division_version o WHERE o.county_id = r.county_id
        AND o.division_id = r.division_id AND o.valid_to IS NULL)) AS "openDivisions"`.execute(
    ctx.tx,
  )
  return (
    rows.rows[0] ?? { stalled: 0, unchecked: 0, smallUnions: 0, candidates: 0, openDivisions: 0 }
  )
}

/** The county's own kinds of co-op with their names. */
export async function readKinds(ctx: Ctx): Promise<{ code: string; zh: string; en: string }[]> {
  const rows = await sql<{ code: string; zh: string; en: string }>`
    SELECT code, name_zh AS zh, name_en AS en FROM coop_kind
    WHERE county_id = ${ctx.county}`.execute(ctx.tx)
  return rows.rows
}
