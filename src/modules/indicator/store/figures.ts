import { type RawBuilder, sql } from 'kysely'
import type { LocalDate } from '../../../kernel/date.ts'
import type { AnyId } from '../../../kernel/id.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { FACTS } from '../data/facts.ts'
import type { FactSpec, Family, Level, RefKind } from '../model.ts'
import { type Asking, countedCoops, heldOn } from './asking.ts'
import { SOURCES } from './sources.ts'

/*
 * Read-only over every module's tables: beside insight the one module that may (docs/decisions/0009-figures.md).
 * A figure is the sum, or the number of distinct keys, of the rows that the drill-down lists.
 */

export interface LiveUnit {
  readonly unitId: AnyId
  readonly kind: Level
  readonly parentId: AnyId | null
  readonly name: string
  readonly class: string | null
}

/** County, towns, villages and counted co-ops of the day in the order of their codes; `below` a unit with it. */
export async function unitsOn(ctx: Ctx, ask: Asking, below: AnyId | null): Promise<LiveUnit[]> {
  const inside = below === null ? sql`true` : sql`u.ancestors @> ARRAY[${below}::uuid]`
  const { rows } = await sql<LiveUnit>`
    SELECT u.id AS "unitId", CASE d.level WHEN 'community' THEN 'village' ELSE d.level END AS kind,
      u.parent_id AS "parentId", d.name, NULL::text AS class, d.code, 0 AS depth
    FROM division_version d
    JOIN org_unit u ON u.county_id = d.county_id AND u.id = d.division_id AND ${inside}
    WHERE d.county_id = ${ctx.county} AND ${heldOn('d', ask.asOf)}
    UNION ALL
    SELECT c.coop_id, 'coop', u.parent_id, c.name, c.class, NULL, 1
    FROM (${countedCoops(ask)}) c
    JOIN org_unit u ON u.county_id = ${ctx.county} AND u.id = c.coop_id AND ${inside}
    ORDER BY depth, code NULLS LAST, name, "unitId"`.execute(ctx.tx)
  return rows.map(({ unitId, kind, parentId, name, class: of }) => ({
    unitId,
    kind,
    parentId,
    name,
    class: of,
  }))
}

/** The co-ops that are counted on the day; of a unit and what lies below it, or of the county (null). */
export async function countedIds(
  ctx: Ctx,
  ask: Omit<Asking, 'coops'>,
  below: AnyId | null,
): Promise<AnyId[]> {
  const inside =
    below === null
      ? sql``
      : sql`JOIN org_unit u ON u.county_id = ${ask.county} AND u.id = c.coop_id
        AND u.ancestors @> ARRAY[${below}::uuid]`
  const { rows } = await sql<{ id: AnyId }>`
    SELECT c.coop_id AS id FROM (${countedCoops(ask)}) c ${inside} ORDER BY 1`.execute(ctx.tx)
  return rows.map(({ id }) => id)
}

export interface FactSum {
  readonly fact: string
  readonly unit_id: AnyId
  readonly total: bigint
}

/** The facts of a family, of which some are counted by distinct keys. */
const factsOfFamily = (family: Family): readonly FactSpec[] =>
  FACTS.filter((fact) => fact.family === family)

/**
 * The value of every fact of these families for the unit and every unit below it (for all when `below` is null).
 * One statement a family: its rows once, then summed upward along the tree.
 */
export async function sumsOf(
  ctx: Ctx,
  ask: Asking,
  how: { readonly families: readonly Family[]; readonly below: AnyId | null },
): Promise<FactSum[]> {
  const found: FactSum[] = []
  for (const family of how.families) {
    const { rows } = await sumQuery(ask, { family, below: how.below }).execute(ctx.tx)
    // A loop: some families have more rows than a call has arguments.
    for (const row of rows) found.push(row)
  }
  return found
}

/** Sums of single units first, so that the tree is climbed once for each unit and not for each row. */
function sumQuery(
  ask: Asking,
  { family, below }: { readonly family: Family; readonly below: AnyId | null },
): RawBuilder<FactSum> {
  const inside = below === null ? sql`true` : sql`u.ancestors @> ARRAY[${below}::uuid]`
  const counted = factsOfFamily(family)
  const keys = (fold: FactSpec['fold']) =>
    sql`${counted.filter((fact) => fact.fold === fold).map(({ id }) => id)}::text[]`
  const upward = sql`JOIN org_unit u ON u.county_id = ${ask.county} AND u.id = s.unit_id AND ${inside}
    CROSS JOIN LATERAL unnest(u.ancestors) AS a (id)`
  const parts = {
    sum: sql`SELECT s.fact, a.id AS unit_id, sum(s.amount)::bigint AS total
      FROM (SELECT fact, unit_id, sum(amount) AS amount FROM r WHERE fact = ANY (${keys('sum')})
        GROUP BY fact, unit_id) s ${upward} GROUP BY s.fact, a.id`,
    distinct: sql`SELECT s.fact, a.id AS unit_id, sum(s.amount)::bigint AS total
      FROM (SELECT fact, lowest::uuid AS unit_id, count(*) AS amount FROM once
        WHERE lowest = highest GROUP BY fact, lowest) s ${upward} GROUP BY s.fact, a.id
      UNION ALL
      SELECT k.fact, k.unit_id, count(*)
      FROM (SELECT DISTINCT s.fact, a.id AS unit_id, s.key
        FROM r s JOIN once ON once.fact = s.fact AND once.key = s.key AND once.lowest <> once.highest
        ${upward}) k GROUP BY k.fact, k.unit_id`,
  }
  const folds = [...new Set(counted.map(({ fold }) => fold))].map((fold) => parts[fold])
  // A key of one unit alone (nearly all) climbs with its unit's count; only what stands in several is told apart.
  const once = counted.some(({ fold }) => fold === 'distinct')
    ? sql`, once AS MATERIALIZED (SELECT fact, key, min(unit_id::text) AS lowest, max(unit_id::text) AS highest
        FROM r WHERE fact = ANY (${keys('distinct')}) GROUP BY fact, key)`
    : sql``
  // Not materialised by itself: where only sums are wanted, labels and keys are never made.
  const parted = sql.join(folds, sql` UNION ALL `)
  return sql<FactSum>`WITH r AS (${SOURCES[family](ask)})${once}
    SELECT fact, unit_id, sum(total)::bigint AS total FROM (${parted}) t GROUP BY fact, unit_id`
}

export interface FactRow {
  readonly unitId: AnyId
  readonly unitName: string
  readonly key: string
  readonly amount: bigint
  readonly refKind: RefKind
  readonly refId: AnyId | null
  readonly label: string
}

/** The rows behind a fact's value for a unit: the same source, ungrouped. Of equal keys the first, if they count once. */
export async function rowsOf(
  ctx: Ctx,
  ask: Asking,
  page: {
    readonly fact: FactSpec
    readonly unitId: AnyId
    readonly limit: number
    readonly offset: number
  },
): Promise<{ rows: FactRow[]; total: number; sum: bigint }> {
  const { fact, unitId } = page
  const once = fact.fold === 'distinct' ? sql`DISTINCT ON (r.key)` : sql``
  const { rows } = await sql<FactRow & { total: number; sum: bigint }>`
    SELECT x.*, count(*) OVER ()::int AS total, sum(x.amount) OVER ()::bigint AS sum FROM (
      SELECT ${once} r.unit_id AS "unitId", u.name AS "unitName", r.key, r.amount, r.ref_kind AS "refKind",
        r.ref_id AS "refId", r.label
      FROM (${SOURCES[fact.family](ask)}) r
      JOIN org_unit u ON u.county_id = ${ctx.county} AND u.id = r.unit_id
        AND u.ancestors @> ARRAY[${unitId}::uuid]
      WHERE r.fact = ${fact.id}
      ORDER BY r.key, r.unit_id) x
    ORDER BY ${fact.fold === 'sum' && fact.measure !== 'count' ? sql`abs(x.amount) DESC,` : sql``}
      x."unitName", x.label, x.key
    LIMIT ${page.limit} OFFSET ${page.offset}`.execute(ctx.tx)
  const [first] = rows
  return {
    rows: rows.map(({ total: _total, sum: _sum, ...row }) => row),
    total: first?.total ?? 0,
    sum: first?.sum ?? 0n,
  }
}

/** What a unit is called on the day, with its kind; null where there is none. */
export async function unitNamed(
  ctx: Ctx,
  unitId: AnyId,
  asOf: LocalDate,
): Promise<{ id: AnyId; kind: Level; name: string; parentId: AnyId | null } | null> {
  const { rows } = await sql<{ id: AnyId; kind: Level; name: string; parentId: AnyId | null }>`
    SELECT u.id, u.kind, coalesce(d.name, c.name, u.name) AS name, u.parent_id AS "parentId"
    FROM org_unit u
    LEFT JOIN division_version d ON d.county_id = u.county_id AND d.division_id = u.id
      AND ${heldOn('d', asOf)}
    LEFT JOIN cooperative_version c ON c.county_id = u.county_id AND c.coop_id = u.id
      AND ${heldOn('c', asOf)}
    WHERE u.county_id = ${ctx.county} AND u.id = ${unitId}`.execute(ctx.tx)
  return rows[0] ?? null
}
