import { sql } from 'kysely'
import type { AnyId } from '../../../kernel/id.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { insideScope } from '../../../platform/unit.ts'
import { containing, on, startingWith, unitsAbove, uuids } from './batch.ts'
import { coopState } from './coop-state.ts'
import { type PersonState, personState } from './persons.ts'

export interface Typed {
  /** As typed, trimmed. */
  readonly text: string
  /** Latin letters that could be pinyin; null when it cannot. */
  readonly pinyin: string | null
  /** Upper case without blanks, when it could begin a code; null when it cannot. */
  readonly code: string | null
  readonly idNumberLookup?: string | undefined
  readonly phoneLookup?: string | undefined
}

export interface Hit {
  readonly kind: 'town' | 'village' | 'coop' | 'union' | 'collective' | 'person'
  readonly id: AnyId
  readonly name: string
  readonly place: string
  readonly by: 'name' | 'pinyin' | 'initials' | 'code' | 'id_number' | 'phone'
  readonly ended: boolean
}

/**
 * Why a row of `t` matches and how well: 0 the whole name or code, 1 its beginning, 2 inside it, 3 pinyin
 * from the beginning, 4 initials from the beginning, 5 pinyin inside, 6 initials inside; null when not.
 */
function rank(typed: Typed, columns: { readonly code?: string; readonly short?: boolean }) {
  const name = columns.short === true ? sql.ref('t.short_name') : sql.ref('t.name')
  const { text, pinyin, code } = typed
  const byCode =
    columns.code === undefined || code === null
      ? sql``
      : sql`WHEN ${sql.ref(columns.code)} = ${code} THEN 10
          WHEN ${sql.ref(columns.code)} LIKE ${startingWith(code)} THEN 11`
  const byPinyin =
    pinyin === null
      ? sql``
      : sql`WHEN t.name_pinyin LIKE ${startingWith(pinyin)} THEN 3
          WHEN t.name_initials LIKE ${startingWith(pinyin)} THEN 4
          WHEN t.name_pinyin LIKE ${containing(pinyin)} THEN 5
          WHEN t.name_initials LIKE ${containing(pinyin)} THEN 6`
  return sql`CASE ${byCode} WHEN ${name} = ${text} THEN 0
    WHEN ${name} LIKE ${startingWith(text)} THEN 1
    WHEN ${name} LIKE ${containing(text)} THEN 2 ${byPinyin} END`
}

const NOTHING = { name_pinyin: sql`'' AS name_pinyin`, name_initials: sql`'' AS name_initials` }

function divisions(ctx: Ctx, typed: Typed, above: readonly AnyId[]) {
  return sql`SELECT CASE WHEN t.level = 'town' THEN 'town' ELSE 'village' END AS kind,
      t.division_id AS id, t.short_name AS name, coalesce(p.short_name, '') AS place,
      false AS ended, ${rank(typed, { code: 't.code', short: true })} AS rank, t.name_pinyin
    FROM division_version t
    LEFT JOIN division_version p ON p.county_id = t.county_id AND p.division_id = t.parent_id
      AND ${on('p', ctx.today)}
    WHERE t.county_id = ${ctx.county} AND t.level <> 'county' AND ${on('t', ctx.today)}
      AND (${insideScope(ctx, 't.division_id')} OR t.division_id = ANY(${uuids(above)}))`
}

function coops(ctx: Ctx, typed: Typed) {
  return sql`SELECT 'coop' AS kind, t.id, t.name, t.town_name || ' ' || t.village_name AS place,
      t.status IN ('deregistered', 'abandoned') AS ended,
      ${rank(typed, { code: 't.credit_code' })} AS rank, t.name_pinyin
    FROM ${coopState(ctx, ctx.today)} t WHERE ${insideScope(ctx, 't.id')}`
}

function unions(ctx: Ctx, typed: Typed) {
  return sql`SELECT 'union' AS kind, t.id, t.name, (SELECT d.short_name FROM division_version d
        WHERE d.county_id = t.county_id AND d.division_id = t.seat_id
        ORDER BY d.valid_from DESC LIMIT 1) AS place,
      t.ended_on IS NOT NULL AS ended, ${rank(typed, { code: 't.credit_code' })} AS rank,
      t.name_pinyin
    FROM coop_union t WHERE t.county_id = ${ctx.county} AND ${insideScope(ctx, 't.id')}`
}

const placeOfVillage = sql`coalesce((SELECT d.short_name FROM division_version d
  WHERE d.county_id = t.county_id AND d.division_id = t.village_id
  ORDER BY d.valid_from DESC LIMIT 1), '')`

function collectives(ctx: Ctx, typed: Typed) {
  return sql`SELECT 'collective' AS kind, t.id, t.name, ${placeOfVillage} AS place,
      t.ended_on IS NOT NULL AS ended,
      ${rank({ ...typed, pinyin: null }, { code: 't.credit_code' })} AS rank, ${NOTHING.name_pinyin}
    FROM collective t WHERE t.county_id = ${ctx.county} AND ${insideScope(ctx, 't.village_id')}`
}

function persons(ctx: Ctx, typed: Typed) {
  const numbers = [
    typed.idNumberLookup === undefined
      ? sql``
      : sql`WHEN t.id_number_lookup = ${typed.idNumberLookup} THEN 20`,
    typed.phoneLookup === undefined
      ? sql``
      : sql`WHEN t.phone_lookup = ${typed.phoneLookup} THEN 21`,
  ]
  const found = rank({ ...typed, code: null }, {})
  const ranked =
    typed.idNumberLookup === undefined && typed.phoneLookup === undefined
      ? found
      : sql`CASE ${sql.join(numbers, sql` `)} ELSE ${found} END`
  return sql`SELECT 'person' AS kind, t.id, t.name, ${placeOfVillage} AS place,
      t.ended_on IS NOT NULL AS ended, ${ranked} AS rank, t.name_pinyin
    FROM person t WHERE t.county_id = ${ctx.county}
      AND (${insideScope(ctx, 't.village_id')} OR EXISTS (SELECT 1 FROM person_coop c
        WHERE c.county_id = t.county_id AND c.person_id = t.id AND ${insideScope(ctx, 'c.coop_id')}))`
}

/** Everything the actor reaches that matches, best first: whole names, codes, beginnings, pinyin, initials. */
export async function search(
  ctx: Ctx,
  typed: Typed,
  want: { readonly limit: number; readonly persons: boolean },
): Promise<Hit[]> {
  const above = await unitsAbove(ctx)
  const parts = [
    divisions(ctx, typed, above),
    coops(ctx, typed),
    unions(ctx, typed),
    collectives(ctx, typed),
    ...(want.persons ? [persons(ctx, typed)] : []),
  ]
  const rows = await sql<Hit>`
    SELECT f.kind, f.id, f.name, f.place, f.ended, CASE f.rank WHEN 10 THEN 'code' WHEN 11 THEN 'code'
        WHEN 20 THEN 'id_number' WHEN 21 THEN 'phone' WHEN 3 THEN 'pinyin' WHEN 5 THEN 'pinyin'
        WHEN 4 THEN 'initials' WHEN 6 THEN 'initials' ELSE 'name' END AS by
    FROM (${sql.join(parts, sql` UNION ALL `)}) f
    WHERE f.rank IS NOT NULL
    ORDER BY f.rank % 10, f.ended,
      CASE f.kind WHEN 'town' THEN 0 WHEN 'village' THEN 1 WHEN 'coop' THEN 2 WHEN 'union' THEN 3
        WHEN 'collective' THEN 4 ELSE 5 END,
      length(f.name), f.name_pinyin, f.id
    LIMIT ${want.limit}`.execute(ctx.tx)
  return rows.rows
}

/** Living persons of the county whose name holds the text or is spelt so; shorter names first. */
export async function personsNamed(
  ctx: Ctx,
  typed: Pick<Typed, 'text' | 'pinyin'>,
  limit: number,
): Promise<PersonState[]> {
  const spelt =
    typed.pinyin === null
      ? sql``
      : sql`OR x.name_pinyin LIKE ${startingWith(typed.pinyin)}
          OR x.name_initials LIKE ${startingWith(typed.pinyin)}`
  const rows = await sql<PersonState>`${personState} WHERE x.county_id = ${ctx.county}
    AND x.ended_on IS NULL AND (x.name LIKE ${containing(typed.text)} ${spelt})
    ORDER BY length(x.name), x.name_pinyin, x.id LIMIT ${limit}`.execute(ctx.tx)
  return rows.rows
}
