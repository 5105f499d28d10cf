import { type RawBuilder, sql } from 'kysely'
import type { LocalDate } from '../../../kernel/date.ts'
import type { AnyId } from '../../../kernel/id.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { insideScope } from '../../../platform/unit.ts'
import type { CoopClass } from '../model.ts'
import { containing, on, registry, uuids } from './batch.ts'
import { coopState } from './coop-state.ts'
import type {
  CoopPairingRow,
  CoopUnionFormerRow,
  CoopUnionMemberRow,
  CoopUnionRow,
} from './tables.ts'

export interface UnionState extends CoopUnionRow {
  readonly seat_name: string
  readonly industry_name: string | null
  readonly members: number
}

/** The columns of a union that change from a day; what counted on an earlier day stands in the former rows. */
const DATED = [
  'name',
  'status',
  'credit_code',
  'credit_code_check',
  'registered_on',
  'registered_address',
  'registered_capital_fen',
  'industry_id',
  'chair_name',
] as const

const datedOn = sql.join(
  DATED.map(
    (column) => sql`CASE WHEN f.union_id IS NULL THEN ${sql.ref(`c.${column}`)}
      ELSE ${sql.ref(`f.${column}`)} END AS ${sql.ref(column)}`,
  ),
)

const factsOn = (ctx: Ctx, asOf: LocalDate) => sql`(
  SELECT c.county_id, c.id, c.seat_id, c.name_pinyin, c.name_initials, c.founded_on, c.below_since,
    c.ended_on, c.created_at, c.facts_from, ${datedOn}
  FROM coop_union c LEFT JOIN coop_union_former f ON f.county_id = c.county_id
    AND f.union_id = c.id AND ${on('f', asOf)}
  WHERE c.county_id = ${ctx.county} AND c.founded_on <= ${asOf}::date)`

const unionState = (ctx: Ctx, asOf: LocalDate) => sql`(
  SELECT u.*, i.name_zh AS industry_name, (SELECT d.short_name FROM division_version d
      WHERE d.county_id = u.county_id AND d.division_id = u.seat_id
      ORDER BY d.valid_from DESC LIMIT 1) AS seat_name,
    (SELECT count(*)::int FROM coop_union_member m WHERE m.county_id = u.county_id
      AND m.union_id = u.id AND ${on('m', asOf)}) AS members
  FROM ${factsOn(ctx, asOf)} u
  LEFT JOIN industry i ON i.county_id = u.county_id AND i.id = u.industry_id
)`

const living = (asOf: LocalDate) => sql`(u.ended_on IS NULL OR u.ended_on > ${asOf}::date)`

/** A union is seen by those who reach it and by those who reach one of its members. */
const reached = (ctx: Ctx, asOf: LocalDate) => sql`(${insideScope(ctx, 'u.id')} OR EXISTS (
  SELECT 1 FROM coop_union_member m WHERE m.county_id = u.county_id AND m.union_id = u.id
  AND ${on('m', asOf)} AND ${insideScope(ctx, 'm.coop_id')}))`

export interface UnionFilter {
  readonly asOf: LocalDate
  readonly q?: string | undefined
  readonly pinyin?: string | null | undefined
}

function conditions(ctx: Ctx, at: UnionFilter) {
  const parts: RawBuilder<unknown>[] = [living(at.asOf), reached(ctx, at.asOf)]
  if (at.q !== undefined && at.q !== '') {
    const spelled = at.pinyin
      ? sql`OR u.name_pinyin LIKE ${containing(at.pinyin)} OR u.name_initials LIKE ${containing(at.pinyin)}`
      : sql``
    parts.push(sql`(u.name LIKE ${containing(at.q)} ${spelled})`)
  }
  return sql.join(parts, sql` AND `)
}

export async function unionRows(
  ctx: Ctx,
  at: UnionFilter,
  page: { readonly limit: number; readonly offset: number },
): Promise<UnionState[]> {
  const rows = await sql<UnionState>`SELECT u.* FROM ${unionState(ctx, at.asOf)} u
    WHERE ${conditions(ctx, at)} ORDER BY u.name_pinyin, u.id
    LIMIT ${page.limit} OFFSET ${page.offset}`.execute(ctx.tx)
  return rows.rows
}

export async function unionOn(ctx: Ctx, id: AnyId, asOf: LocalDate): Promise<UnionState | null> {
  const rows = await sql<UnionState>`SELECT u.* FROM ${unionState(ctx, asOf)} u
    WHERE u.id = ${id}`.execute(ctx.tx)
  return rows.rows[0] ?? null
}

/** Unions in being on a day that the actor reaches. */
export async function unionCount(ctx: Ctx, at: UnionFilter): Promise<number> {
  const rows = await sql<{ unions: number }>`
    SELECT count(*)::int AS unions FROM ${factsOn(ctx, at.asOf)} u
    WHERE ${conditions(ctx, at)}`.execute(ctx.tx)
  return rows.rows[0]?.unions ?? 0
}

export interface UnionMember extends CoopUnionMemberRow {
  readonly name: string
  readonly village_id: AnyId
  readonly village_name: string
  readonly town_id: AnyId
  readonly town_name: string
}

/** Everybody who is or was a member of a union, with the co-op's name on the day. */
export async function unionMembers(
  ctx: Ctx,
  unionId: AnyId,
  asOf: LocalDate,
): Promise<UnionMember[]> {
  const rows = await sql<UnionMember>`
    SELECT m.*, c.name, c.village_id, c.village_name, c.town_id, c.town_name
    FROM coop_union_member m
    JOIN ${coopState(ctx, asOf)} c ON c.county_id = m.county_id AND c.id = m.coop_id
    WHERE m.county_id = ${ctx.county} AND m.union_id = ${unionId}
      AND m.valid_from <= ${asOf}::date
    ORDER BY c.town_name, c.name`.execute(ctx.tx)
  return rows.rows
}

/** The open memberships of a union by co-op. */
export async function openMembers(
  ctx: Ctx,
  unionId: AnyId,
): Promise<Map<AnyId, CoopUnionMemberRow>> {
  const rows = await registry(ctx)
    .selectFrom('coop_union_member')
    .selectAll()
    .where('county_id', '=', ctx.county)
    .where('union_id', '=', unionId)
    .where('valid_to', 'is', null)
    .execute()
  return new Map(rows.map((row) => [row.coop_id, row]))
}

export async function unionsWith(ctx: Ctx, coopId: AnyId): Promise<AnyId[]> {
  const rows = await registry(ctx)
    .selectFrom('coop_union_member')
    .select('union_id')
    .where('county_id', '=', ctx.county)
    .where('coop_id', '=', coopId)
    .where('valid_to', 'is', null)
    .execute()
  return rows.map((row) => row.union_id)
}

export async function endMemberships(
  ctx: Ctx,
  ids: readonly AnyId[],
  day: LocalDate,
): Promise<void> {
  if (ids.length === 0) return
  await sql`UPDATE coop_union_member SET valid_to = ${day} WHERE county_id = ${ctx.county}
    AND id = ANY(${uuids(ids)})`.execute(ctx.tx)
}

export async function changeUnion(
  ctx: Ctx,
  id: AnyId,
  change: Partial<Omit<CoopUnionRow, 'county_id' | 'id' | 'seat_id' | 'founded_on' | 'created_at'>>,
): Promise<void> {
  await registry(ctx)
    .updateTable('coop_union')
    .set(change)
    .where('county_id', '=', ctx.county)
    .where('id', '=', id)
    .execute()
}

export type FormerState = CoopUnionFormerRow & { readonly industry_name: string | null }

/** What the facts of a union were before, the newest first. */
export async function formerFacts(ctx: Ctx, unionId: AnyId): Promise<FormerState[]> {
  const rows = await sql<FormerState>`
    SELECT f.*, i.name_zh AS industry_name FROM coop_union_former f
    LEFT JOIN industry i ON i.county_id = f.county_id AND i.id = f.industry_id
    WHERE f.county_id = ${ctx.county} AND f.union_id = ${unionId}
    ORDER BY f.valid_from DESC`.execute(ctx.tx)
  return rows.rows
}

/** The unions of co-ops on a day, by co-op. */
export async function unionsOfCoops(
  ctx: Ctx,
  at: { readonly coopIds: readonly AnyId[]; readonly asOf: LocalDate },
): Promise<Map<AnyId, { id: AnyId; name: string }[]>> {
  const rows = await sql<{ coop_id: AnyId; id: AnyId; name: string }>`
    SELECT m.coop_id, u.id, u.name FROM coop_union_member m
    JOIN ${factsOn(ctx, at.asOf)} u ON u.county_id = m.county_id AND u.id = m.union_id
    WHERE m.county_id = ${ctx.county} AND m.coop_id = ANY(${uuids(at.coopIds)})
      AND ${on('m', at.asOf)} AND ${living(at.asOf)}
    ORDER BY u.name`.execute(ctx.tx)
  const byCoop = Map.groupBy(rows.rows, (row) => row.coop_id)
  return new Map(
    [...byCoop].map(([coopId, unions]) => [coopId, unions.map(({ id, name }) => ({ id, name }))]),
  )
}

export interface PairingState extends CoopPairingRow {
  readonly lead_name: string
}

/** Pairings on a day that the actor reaches through the lead or a follower. */
export async function pairingsOf(
  ctx: Ctx,
  at: { readonly asOf: LocalDate; readonly coopId?: AnyId | undefined },
): Promise<PairingState[]> {
  const mine =
    at.coopId === undefined
      ? sql``
      : sql`AND (p.lead_id = ${at.coopId} OR EXISTS (SELECT 1 FROM coop_pairing_follower f
          WHERE f.county_id = p.county_id AND f.pairing_id = p.id AND f.coop_id = ${at.coopId}))`
  const rows = await sql<PairingState>`
    SELECT p.*, v.name AS lead_name FROM coop_pairing p
    JOIN cooperative_version v ON v.county_id = p.county_id AND v.coop_id = p.lead_id
      AND v.valid_to IS NULL
    WHERE p.county_id = ${ctx.county} AND ${on('p', at.asOf)} ${mine}
      AND (${insideScope(ctx, 'p.lead_id')} OR EXISTS (SELECT 1 FROM coop_pairing_follower f
        WHERE f.county_id = p.county_id AND f.pairing_id = p.id AND ${insideScope(ctx, 'f.coop_id')}))
    ORDER BY v.name_pinyin, p.id`.execute(ctx.tx)
  return rows.rows
}

export interface Follower {
  readonly pairing_id: AnyId
  readonly coop_id: AnyId
  readonly name: string
  readonly class: CoopClass | null
}

export async function followers(
  ctx: Ctx,
  pairingIds: readonly AnyId[],
  asOf: LocalDate,
): Promise<Follower[]> {
  const rows = await sql<Follower>`
    SELECT f.pairing_id, f.coop_id, v.name, k.class FROM coop_pairing_follower f
    JOIN cooperative_version v ON v.county_id = f.county_id AND v.coop_id = f.coop_id
      AND v.valid_to IS NULL
    LEFT JOIN cooperative_class k ON k.county_id = f.county_id AND k.coop_id = f.coop_id
      AND ${on('k', asOf)}
    WHERE f.county_id = ${ctx.county} AND f.pairing_id = ANY(${uuids(pairingIds)})
    ORDER BY v.name_pinyin`.execute(ctx.tx)
  return rows.rows
}

export async function pairingById(ctx: Ctx, id: AnyId): Promise<CoopPairingRow | null> {
  const row = await registry(ctx)
    .selectFrom('coop_pairing')
    .selectAll()
    .where('county_id', '=', ctx.county)
    .where('id', '=', id)
    .executeTakeFirst()
  return row ?? null
}

/** Which of the co-ops follow or lead in an open pairing already. */
export async function pairedCoops(ctx: Ctx, coopIds: readonly AnyId[]): Promise<Set<AnyId>> {
  const rows = await sql<{ coop_id: AnyId }>`
    SELECT f.coop_id FROM coop_pairing_follower f
    JOIN coop_pairing p ON p.county_id = f.county_id AND p.id = f.pairing_id AND p.valid_to IS NULL
    WHERE f.county_id = ${ctx.county} AND f.coop_id = ANY(${uuids(coopIds)})`.execute(ctx.tx)
  return new Set(rows.rows.map((row) => row.coop_id))
}

export async function endPairingRow(
  ctx: Ctx,
  id: AnyId,
  end: { readonly on: LocalDate; readonly reason: string },
): Promise<void> {
  await registry(ctx)
    .updateTable('coop_pairing')
    .set({ valid_to: end.on, end_reason: end.reason })
    .where('county_id', '=', ctx.county)
    .where('id', '=', id)
    .execute()
}
