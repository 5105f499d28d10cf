import { isOneOf } from '../../../platform/rows.ts'
import { type RawBuilder, sql } from 'kysely'
import type { LocalDate } from '../../../kernel/date.ts'
import type { AnyId } from '../../../kernel/id.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import type { HolderClass, HolderKind } from '../model.ts'

export interface MemberFilter {
  readonly asOf: LocalDate
  /** The co-ops looked into, in the order of the list. */
  readonly coopIds: readonly AnyId[]
  readonly householdId?: AnyId | undefined
  readonly kind?: HolderKind | undefined
  readonly class?: HolderClass | undefined
  readonly q?: string | undefined
  /** What was typed, as pinyin; null when it cannot be. */
  readonly pinyin: string | null
  /** The person whose ID number was typed. */
  readonly personId: AnyId | null
}

export interface MemberRow {
  readonly key: AnyId
  readonly holder_ids: AnyId[]
  readonly memberships: number
  readonly persons: number
  readonly id: AnyId
  readonly coop_id: AnyId
  readonly member_number: string
  readonly kind: HolderKind
  readonly class: HolderClass
  readonly name: string
  readonly person_id: AnyId | null
  readonly household_id: AnyId | null
  readonly joined_on: LocalDate
}

export interface MemberCounts {
  readonly memberships: number
  readonly persons: number
  readonly households: number
  readonly cooperatives: number
}

const like = (typed: string): string => typed.replaceAll(/[\\%_]/g, String.raw`\$&`)

/** The memberships in force on the day; holders of kind `other` are no members. */
function memberships(ctx: Ctx, filter: MemberFilter): RawBuilder<unknown> {
  const { asOf, q, pinyin, personId } = filter
  const parts = [
    sql`h.county_id = ${ctx.county}`,
    sql`h.kind <> 'other'`,
    sql`h.joined_on <= ${asOf}::date`,
    sql`(h.left_on IS NULL OR h.left_on > ${asOf}::date)`,
  ]
  if (filter.householdId !== undefined) parts.push(sql`h.household_id = ${filter.householdId}`)
  if (filter.kind !== undefined) parts.push(sql`h.kind = ${filter.kind}`)
  if (filter.class !== undefined) parts.push(sql`h.class = ${filter.class}`)
  if (q !== undefined && q !== '') {
    const ways = [sql`h.name LIKE ${`%${like(q)}%`}`, sql`h.member_number = ${q}`]
    if (pinyin !== null) {
      ways.push(sql`h.name_pinyin LIKE ${`${pinyin}%`}`, sql`h.name_initials LIKE ${`${pinyin}%`}`)
    }
    if (personId !== null) ways.push(sql`h.person_id = ${personId}`)
    parts.push(sql`(${sql.join(ways, sql` OR `)})`)
  }
  return sql`SELECT h.*, place.nth AS place FROM share_holder AS h
    JOIN unnest(${`{${filter.coopIds.join(',')}}`}::uuid[]) WITH ORDINALITY AS place (coop_id, nth)
      ON place.coop_id = h.coop_id
    WHERE ${sql.join(parts, sql` AND `)}`
}

const KEYS = {
  membership: sql`m.id`,
  person: sql`m.person_id`,
  household: sql`m.household_id`,
} as const

const ORDERS = {
  coop: sql`g.place, h.member_number, h.id`,
  name: sql`h.name_pinyin, h.name, h.id`,
  joined: sql`h.joined_on, g.place, h.member_number, h.id`,
  '-joined': sql`h.joined_on DESC, g.place, h.member_number, h.id`,
} as const

/** A page of memberships, or of the persons or households they belong to, and counts over all of them. */
export async function memberPage(
  ctx: Ctx,
  filter: MemberFilter,
  want: {
    readonly each: keyof typeof KEYS
    readonly sort: keyof typeof ORDERS
    readonly limit: number
    readonly offset: number
  },
): Promise<{ counts: MemberCounts; rows: MemberRow[] }> {
  const found = memberships(ctx, filter)
  const key = KEYS[want.each]
  const counts = await sql<MemberCounts>`
    SELECT count(*)::int AS memberships, count(DISTINCT m.person_id)::int AS persons,
      count(DISTINCT m.household_id)::int AS households, count(DISTINCT m.coop_id)::int AS cooperatives
    FROM (${found}) AS m`.execute(ctx.tx)
  const rows = await sql<MemberRow>`
    WITH m AS (${found}), g AS (
      SELECT ${key} AS key, array_agg(m.id ORDER BY m.place, m.member_number, m.id) AS holder_ids,
        count(*)::int AS memberships, count(DISTINCT m.person_id)::int AS persons, min(m.place) AS place
      FROM m WHERE ${key} IS NOT NULL GROUP BY ${key})
    SELECT g.key, g.holder_ids, g.memberships, g.persons, h.id, h.coop_id, h.member_number, h.kind,
      h.class, h.name, h.person_id, h.household_id, h.joined_on
    FROM g JOIN share_holder AS h ON h.county_id = ${ctx.county} AND h.id = g.holder_ids[1]
    ORDER BY ${ORDERS[want.sort]} LIMIT ${want.limit} OFFSET ${want.offset}`.execute(ctx.tx)
  const none = { memberships: 0, persons: 0, households: 0, cooperatives: 0 }
  return { counts: counts.rows[0] ?? none, rows: rows.rows }
}

/** What each of these memberships holds on a day, paid and promised together. */
export async function registeredOf(
  ctx: Ctx,
  holderIds: readonly AnyId[],
  asOf: LocalDate,
): Promise<ReadonlyMap<AnyId, bigint>> {
  const { rows } = await sql<{ holder_id: AnyId; registered: bigint }>`
    SELECT l.holder_id, sum(l.paid_fen + l.promised_fen)::bigint AS registered FROM share_line AS l
    WHERE l.county_id = ${ctx.county} AND l.on_date <= ${asOf}::date
      AND ${isOneOf('l.holder_id', holderIds)}
    GROUP BY l.holder_id`.execute(ctx.tx)
  return new Map(rows.map((row) => [row.holder_id, row.registered]))
}
