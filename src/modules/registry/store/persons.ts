import { type RawBuilder, sql } from 'kysely'
import type { LocalDate } from '../../../kernel/date.ts'
import type { AnyId } from '../../../kernel/id.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import type { Tx } from '../../../platform/db.ts'
import { insideScope } from '../../../platform/unit.ts'
import type { GroupKind } from '../model.ts'
import { containing, on, registry, startingWith, uuids } from './batch.ts'
import type { PersonRow } from './tables.ts'

export type PersonState = PersonRow & {
  readonly village_name: string | null
  readonly household_number: string | null
  readonly household_assisted: boolean | null
}

/** Every person with household and village; the alias is `x`. */
export const personState = sql`SELECT x.*, h.number AS household_number, h.assisted AS household_assisted,
  (SELECT d.short_name FROM division_version d WHERE d.county_id = x.county_id
    AND d.division_id = x.village_id ORDER BY d.valid_from DESC LIMIT 1) AS village_name
  FROM person x LEFT JOIN household h ON h.county_id = x.county_id AND h.id = x.household_id`

export interface PersonFilter {
  readonly unitId?: AnyId | undefined
  readonly householdId?: AnyId | undefined
  readonly q?: string | undefined
  readonly pinyin?: string | null | undefined
  /** Hashes under which the typed text would stand as ID number and as phone. */
  readonly idNumberLookup?: string | undefined
  readonly phoneLookup?: string | undefined
  readonly farmer?: boolean | undefined
}

/** A person is reached through the village and through each co-op that the person belongs to. */
const reached = (ctx: Ctx) => sql`(${insideScope(ctx, 'x.village_id')} OR EXISTS (
  SELECT 1 FROM person_coop c WHERE c.county_id = x.county_id AND c.person_id = x.id
  AND ${insideScope(ctx, 'c.coop_id')}))`

function conditions(ctx: Ctx, filter: PersonFilter) {
  const parts: RawBuilder<unknown>[] = [sql`x.county_id = ${ctx.county}`, reached(ctx)]
  if (filter.unitId !== undefined) {
    const unit = uuids([filter.unitId])
    parts.push(sql`(EXISTS (SELECT 1 FROM org_unit o WHERE o.county_id = x.county_id
        AND o.id = x.village_id AND o.ancestors @> ${unit})
      OR EXISTS (SELECT 1 FROM person_coop c JOIN org_unit o ON o.county_id = c.county_id
        AND o.id = c.coop_id WHERE c.county_id = x.county_id AND c.person_id = x.id
        AND o.ancestors @> ${unit}))`)
  }
  if (filter.householdId !== undefined) parts.push(sql`x.household_id = ${filter.householdId}`)
  if (filter.farmer !== undefined) parts.push(sql`x.farmer = ${filter.farmer}`)
  if (filter.q !== undefined && filter.q !== '') {
    const ways: RawBuilder<unknown>[] = [sql`x.name LIKE ${containing(filter.q)}`]
    if (filter.pinyin) {
      ways.push(sql`x.name_pinyin LIKE ${startingWith(filter.pinyin)}`)
      ways.push(sql`x.name_initials LIKE ${startingWith(filter.pinyin)}`)
    }
    if (filter.idNumberLookup !== undefined)
      ways.push(sql`x.id_number_lookup = ${filter.idNumberLookup}`)
    if (filter.phoneLookup !== undefined) ways.push(sql`x.phone_lookup = ${filter.phoneLookup}`)
    parts.push(sql`(${sql.join(ways, sql` OR `)})`)
  }
  return sql.join(parts, sql` AND `)
}

const ORDERS = {
  name: sql`x.name_pinyin, x.name`,
  number: sql`h.number NULLS LAST, x.name_pinyin`,
} as const

export async function personRows(
  ctx: Ctx,
  filter: PersonFilter,
  page: { sort: keyof typeof ORDERS; limit: number; offset: number },
): Promise<{ total: number; rows: PersonState[] }> {
  const where = conditions(ctx, filter)
  const rows = await sql<PersonState>`${personState} WHERE ${where}
    ORDER BY ${ORDERS[page.sort]}, x.id LIMIT ${page.limit} OFFSET ${page.offset}`.execute(ctx.tx)
  const total = await sql<{ total: number }>`
    SELECT count(*)::int AS total FROM person x WHERE ${where}`.execute(ctx.tx)
  return { total: total.rows[0]?.total ?? 0, rows: rows.rows }
}

/** Names of those of the persons that the actor reaches; a job reaches all that exist. */
export async function personsReached(ctx: Ctx, ids: readonly AnyId[]): Promise<Map<AnyId, string>> {
  const rows = await sql<{ id: AnyId; name: string }>`SELECT x.id, x.name FROM person x
    WHERE x.county_id = ${ctx.county} AND x.id = ANY(${uuids(ids)}) AND ${reached(ctx)}`.execute(
    ctx.tx,
  )
  return new Map(rows.rows.map((row) => [row.id, row.name]))
}

/** Persons by id, whoever asks; the caller has checked the scope. */
export async function personsById(ctx: Ctx, ids: readonly AnyId[]): Promise<PersonState[]> {
  const rows = await sql<PersonState>`${personState} WHERE x.county_id = ${ctx.county}
    AND x.id = ANY(${uuids(ids)})`.execute(ctx.tx)
  return rows.rows
}

export async function personsOfHousehold(ctx: Ctx, householdId: AnyId): Promise<PersonState[]> {
  const rows = await sql<PersonState>`${personState} WHERE x.county_id = ${ctx.county}
    AND x.household_id = ${householdId} ORDER BY x.birth_date NULLS LAST, x.id`.execute(ctx.tx)
  return rows.rows
}

export async function personsOfVillage(ctx: Ctx, villageId: AnyId): Promise<PersonState[]> {
  const rows = await sql<PersonState>`${personState} WHERE x.county_id = ${ctx.county}
    AND x.village_id = ${villageId} AND x.ended_on IS NULL
    ORDER BY x.name_pinyin, x.id`.execute(ctx.tx)
  return rows.rows
}

/** Persons by the keyed hash of their ID number. */
export async function personsByLookup(
  ctx: Ctx,
  lookups: readonly string[],
): Promise<Map<string, PersonState>> {
  if (lookups.length === 0) return new Map()
  const list = JSON.stringify(lookups)
  const rows = await sql<PersonState>`${personState} WHERE x.county_id = ${ctx.county}
    AND x.id_number_lookup IN (SELECT jsonb_array_elements_text(${list}::jsonb))`.execute(ctx.tx)
  return new Map(rows.rows.map((row) => [row.id_number_lookup ?? '', row]))
}

/** Living records with one of these keyed hashes of a telephone or a bank account. */
export async function personsByContact(
  ctx: Ctx,
  lookups: { readonly phone: string | null; readonly account: string | null },
): Promise<PersonState[]> {
  const { phone, account } = lookups
  if (phone === null && account === null) return []
  const { rows } = await sql<PersonState>`${personState} WHERE x.county_id = ${ctx.county}
    AND (x.phone_lookup = ${phone} OR x.bank_account_lookup = ${account}) AND x.ended_on IS NULL
    ORDER BY x.id`.execute(ctx.tx)
  return rows
}

export async function updatePerson(
  ctx: Ctx,
  id: AnyId,
  change: Partial<Omit<PersonRow, 'county_id' | 'id'>>,
): Promise<void> {
  if (Object.keys(change).length === 0) return
  await registry(ctx)
    .updateTable('person')
    .set(change)
    .where('county_id', '=', ctx.county)
    .where('id', '=', id)
    .execute()
}

/** Co-ops a person belongs to, that the actor reaches. */
export async function coopsOfPerson(
  ctx: Ctx,
  personId: AnyId,
): Promise<{ id: AnyId; name: string }[]> {
  const rows = await sql<{ id: AnyId; name: string }>`
    SELECT c.coop_id AS id, v.name FROM person_coop c
    JOIN cooperative_version v ON v.county_id = c.county_id AND v.coop_id = c.coop_id
      AND v.valid_to IS NULL
    WHERE c.county_id = ${ctx.county} AND c.person_id = ${personId}
      AND ${insideScope(ctx, 'c.coop_id')} ORDER BY v.name_pinyin`.execute(ctx.tx)
  return rows.rows
}

/** Units of a person: village, co-ops and all above; the county for one who has neither. */
export async function unitsOfPerson(tx: Tx, id: AnyId): Promise<AnyId[] | null> {
  const rows = await sql<{ units: AnyId[] | null }>`
    SELECT coalesce(
      (SELECT array_agg(DISTINCT a) FROM org_unit o CROSS JOIN LATERAL unnest(o.ancestors) a
        WHERE o.county_id = app_county() AND (o.id = p.village_id OR o.id IN (
          SELECT coop_id FROM person_coop WHERE county_id = app_county() AND person_id = p.id))),
      (SELECT array_agg(o.id) FROM org_unit o
        WHERE o.county_id = app_county() AND o.kind = 'county')) AS units
    FROM person p WHERE p.county_id = app_county() AND p.id = ${id}`.execute(tx)
  const row = rows.rows[0]
  return row === undefined ? null : (row.units ?? [])
}

/** Units of a household: its village, the co-ops of its people, and all above. */
export async function unitsOfHousehold(tx: Tx, id: AnyId): Promise<AnyId[] | null> {
  const rows = await sql<{ units: AnyId[] | null }>`
    SELECT (SELECT array_agg(DISTINCT a) FROM org_unit o CROSS JOIN LATERAL unnest(o.ancestors) a
      WHERE o.county_id = app_county() AND (o.id = h.village_id OR o.id IN (
        SELECT c.coop_id FROM person_coop c
        JOIN person p ON p.county_id = c.county_id AND p.id = c.person_id
        WHERE c.county_id = app_county() AND p.household_id = h.id))) AS units
    FROM household h WHERE h.county_id = app_county() AND h.id = ${id}`.execute(tx)
  const row = rows.rows[0]
  return row === undefined ? null : (row.units ?? [])
}

/** The groups of persons on a day, by person. */
export async function groupsOfPersons(
  ctx: Ctx,
  ids: readonly AnyId[],
  asOf: LocalDate,
): Promise<{ person_id: AnyId; group_id: AnyId; name: string; kind: GroupKind }[]> {
  const rows = await sql<{ person_id: AnyId; group_id: AnyId; name: string; kind: GroupKind }>`
    SELECT m.person_id, g.id AS group_id, g.name, g.kind FROM linked_group_member m
    JOIN linked_group g ON g.county_id = m.county_id AND g.id = m.group_id
    WHERE m.county_id = ${ctx.county} AND m.person_id = ANY(${uuids(ids)}) AND ${on('g', asOf)}
    ORDER BY g.id`.execute(ctx.tx)
  return rows.rows
}
