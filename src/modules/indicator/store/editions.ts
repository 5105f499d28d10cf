import { sql } from 'kysely'
import type { Instant, LocalDate } from '../../../kernel/date.ts'
import type { AnyId } from '../../../kernel/id.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { type Tx, tables } from '../../../platform/db.ts'
import { insertRows } from '../../../platform/rows.ts'
import type { Definitions, FigurePeriod, Level, UnitFigures } from '../model.ts'

interface EditionTables {
  figure_edition: {
    county_id: number
    id: AnyId
    period: string
    edition: number
    from_day: LocalDate
    to_day: LocalDate
    as_of: LocalDate
    facts: string[]
    definitions: unknown
    reason: string
    units: number
    hash: string
    frozen_at: Instant
    frozen_by: string
  }
  figure_unit: {
    county_id: number
    edition_id: AnyId
    unit_id: AnyId
    kind: Level
    parent_id: AnyId | null
    position: number
    name: string
    coop_class: string | null
    amounts: (bigint | null)[]
  }
}

const db = (tx: Tx) => tables<EditionTables>(tx)

/** An edition without its values. */
export interface EditionHead {
  readonly id: AnyId
  readonly period: string
  readonly edition: number
  readonly asOf: LocalDate
  readonly reason: string
  readonly units: number
  readonly hash: string
  readonly frozenAt: Instant
  readonly frozenBy: string
}

/** The editions, latest period first, of a period the latest edition first; of one period when it is named. */
export async function editionHeads(
  ctx: Ctx,
  filter: { readonly period?: string | undefined; readonly limit: number; readonly offset: number },
): Promise<EditionHead[]> {
  let query = db(ctx.tx)
    .selectFrom('figure_edition')
    .select([
      'id',
      'period',
      'edition',
      'as_of',
      'reason',
      'units',
      'hash',
      'frozen_at',
      'frozen_by',
    ])
    .where('county_id', '=', ctx.county)
  if (filter.period !== undefined) query = query.where('period', '=', filter.period)
  const rows = await query
    .orderBy('to_day', 'desc')
    .orderBy('period')
    .orderBy('edition', 'desc')
    .limit(filter.limit)
    .offset(filter.offset)
    .execute()
  return rows.map(({ as_of: asOf, frozen_at: frozenAt, frozen_by: frozenBy, ...row }) => ({
    ...row,
    asOf,
    frozenAt,
    frozenBy,
  }))
}

export interface EditionBody extends EditionHead {
  readonly facts: readonly string[]
  /** As it was stored. */
  readonly definitions: unknown
}

/** An edition by its id, or the latest of a period; null when there is none. */
export async function editionOf(
  ctx: Ctx,
  which: { readonly id: AnyId } | { readonly period: string },
): Promise<EditionBody | null> {
  let query = db(ctx.tx)
    .selectFrom('figure_edition')
    .selectAll()
    .where('county_id', '=', ctx.county)
  query =
    'id' in which ? query.where('id', '=', which.id) : query.where('period', '=', which.period)
  const row = await query.orderBy('edition', 'desc').limit(1).executeTakeFirst()
  if (row === undefined) return null
  return {
    id: row.id,
    period: row.period,
    edition: row.edition,
    asOf: row.as_of,
    reason: row.reason,
    units: row.units,
    hash: row.hash,
    frozenAt: row.frozen_at,
    frozenBy: row.frozen_by,
    facts: row.facts,
    definitions: row.definitions,
  }
}

/**
 * The units of an edition in its own order: all, or only those asked for (a unit, what lies right below it, all of
 * one kind).
 */
export async function editionUnits(
  ctx: Ctx,
  editionId: AnyId,
  only: { readonly unitId?: AnyId; readonly around?: AnyId; readonly kind?: Level } = {},
): Promise<UnitFigures[]> {
  let query = db(ctx.tx)
    .selectFrom('figure_unit')
    .select(['unit_id', 'kind', 'parent_id', 'name', 'coop_class', 'amounts'])
    .where('county_id', '=', ctx.county)
    .where('edition_id', '=', editionId)
  const { unitId, around, kind } = only
  if (unitId !== undefined) query = query.where('unit_id', '=', unitId)
  if (kind !== undefined) query = query.where('kind', '=', kind)
  if (around !== undefined) {
    query = query.where(sql<boolean>`${around}::uuid IN (unit_id, parent_id)`)
  }
  const rows = await query.orderBy('position').execute()
  return rows.map((row) => ({
    unitId: row.unit_id,
    kind: row.kind,
    parentId: row.parent_id,
    name: row.name,
    class: row.coop_class,
    values: row.amounts.map((value) => (value === null ? null : BigInt(value))),
  }))
}

export interface NewEdition extends EditionBody {
  readonly from: LocalDate
  readonly to: LocalDate
}

/** Keeps an edition with the values of its units, in their order. */
export async function insertEdition(
  ctx: Ctx,
  edition: NewEdition,
  units: readonly UnitFigures[],
): Promise<void> {
  await db(ctx.tx)
    .insertInto('figure_edition')
    .values({
      county_id: ctx.county,
      id: edition.id,
      period: edition.period,
      edition: edition.edition,
      from_day: edition.from,
      to_day: edition.to,
      as_of: edition.asOf,
      facts: [...edition.facts],
      definitions: JSON.stringify(edition.definitions),
      reason: edition.reason,
      units: units.length,
      hash: edition.hash,
      frozen_at: edition.frozenAt,
      frozen_by: edition.frozenBy,
    })
    .execute()
  await insertRows(
    ctx.tx,
    {
      table: 'figure_unit',
      columns:
        'county_id int, edition_id uuid, unit_id uuid, kind text, parent_id uuid, position int, name text, coop_class text, amounts bigint[]',
    },
    units.map((unit, position) => ({
      county_id: ctx.county,
      edition_id: edition.id,
      unit_id: unit.unitId,
      kind: unit.kind,
      parent_id: unit.parentId,
      position,
      name: unit.name,
      coop_class: unit.class,
      amounts: unit.values.map((value) => value?.toString() ?? null),
    })),
  )
}

/** How a kind of period is written, for those of one kind among the editions. */
const WRITTEN: Readonly<Record<FigurePeriod['kind'], string>> = {
  week: '-W[0-9]{2}$',
  month: '-[0-9]{2}$',
  quarter: '-Q[1-4]$',
  year: '^[0-9]{4}$',
}

/** A unit in the last edition of each period of a kind, oldest first, at most `limit` of the newest. */
export async function trendOf(
  ctx: Ctx,
  of: { readonly unitId: AnyId; readonly kind: FigurePeriod['kind']; readonly limit: number },
): Promise<{ head: EditionHead; unit: UnitFigures; definitions: Definitions }[]> {
  const { rows } = await sql<{ id: AnyId; definitions: Definitions } & Record<string, unknown>>`
    SELECT * FROM (
      SELECT DISTINCT ON (e.to_day, e.period) e.id, e.period, e.edition, e.as_of AS "asOf", e.reason, e.units,
        e.hash, e.frozen_at AS "frozenAt", e.frozen_by AS "frozenBy", e.definitions, e.to_day,
        f.kind, f.parent_id AS "parentId", f.name, f.coop_class AS class, f.amounts
      FROM figure_edition e
      JOIN figure_unit f ON f.county_id = e.county_id AND f.edition_id = e.id AND f.unit_id = ${of.unitId}
      WHERE e.county_id = ${ctx.county} AND e.period ~ ${WRITTEN[of.kind]}
      ORDER BY e.to_day DESC, e.period, e.edition DESC LIMIT ${of.limit}) t
    ORDER BY to_day`.execute(ctx.tx)
  return rows.map((row) => {
    const { id, definitions, kind, parentId, name, class: own, amounts, ...rest } = row
    return {
      head: { id, ...rest } as unknown as EditionHead,
      definitions,
      unit: {
        unitId: of.unitId,
        kind: kind as Level,
        parentId: parentId as AnyId | null,
        name: String(name),
        class: own as string | null,
        values: (amounts as (bigint | null)[]).map((each) => (each === null ? null : BigInt(each))),
      },
    }
  })
}
