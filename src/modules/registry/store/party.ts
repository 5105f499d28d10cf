import { sql } from 'kysely'
import type { LocalDate } from '../../../kernel/date.ts'
import type { AnyId } from '../../../kernel/id.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { insideScope } from '../../../platform/unit.ts'
import { on, registry, uuids } from './batch.ts'
import type { LinkedGroupObjectionRow, LinkedGroupRow, PartyMembershipRow } from './tables.ts'

export type PartyState = PartyMembershipRow & {
  readonly branch_name: string
  readonly name: string
}

const partyState = sql`SELECT m.*, b.name AS branch_name, p.name FROM party_membership m
  JOIN branch b ON b.county_id = m.county_id AND b.id = m.branch_id
  JOIN person p ON p.county_id = m.county_id AND p.id = m.person_id`

/** Membership and posts of persons on a day. */
export async function partyOf(
  ctx: Ctx,
  ids: readonly AnyId[],
  asOf: LocalDate,
): Promise<Map<AnyId, PartyState>> {
  const rows = await sql<PartyState>`${partyState} WHERE m.county_id = ${ctx.county}
    AND m.person_id = ANY(${uuids(ids)}) AND ${on('m', asOf)}`.execute(ctx.tx)
  return new Map(rows.rows.map((row) => [row.person_id, row]))
}

export type PartyRecord = PartyState & {
  readonly village_id: AnyId
  readonly village_name: string
}

/** Everything recorded of a person's membership and posts, the newest first. */
export async function partyRecords(ctx: Ctx, personId: AnyId): Promise<PartyRecord[]> {
  const rows = await sql<PartyRecord>`
    SELECT m.*, b.name AS branch_name, p.name, b.village_id,
      (SELECT d.short_name FROM division_version d WHERE d.county_id = b.county_id
        AND d.division_id = b.village_id ORDER BY d.valid_from DESC LIMIT 1) AS village_name
    FROM party_membership m
    JOIN branch b ON b.county_id = m.county_id AND b.id = m.branch_id
    JOIN person p ON p.county_id = m.county_id AND p.id = m.person_id
    WHERE m.county_id = ${ctx.county} AND m.person_id = ${personId}
    ORDER BY m.valid_from DESC, m.id DESC`.execute(ctx.tx)
  return rows.rows
}

/** Who was or is secretary of these branches on or after a day. */
export async function secretariesSince(
  ctx: Ctx,
  branchIds: readonly AnyId[],
  day: LocalDate,
): Promise<PartyState[]> {
  const rows = await sql<PartyState>`${partyState} WHERE m.county_id = ${ctx.county}
    AND m.branch_id = ANY(${uuids(branchIds)}) AND m.secretary
    AND (m.valid_to IS NULL OR m.valid_to > ${day}::date)`.execute(ctx.tx)
  return rows.rows
}

/** Members of a branch on a day: secretary, committee, then the others by name. */
export async function membersOfBranch(
  ctx: Ctx,
  branchId: AnyId,
  asOf: LocalDate,
): Promise<PartyState[]> {
  const rows = await sql<PartyState>`${partyState} WHERE m.county_id = ${ctx.county}
    AND m.branch_id = ${branchId} AND ${on('m', asOf)}
    ORDER BY m.secretary DESC, m.committee DESC, p.name_pinyin, p.id`.execute(ctx.tx)
  return rows.rows
}

export async function openParty(
  ctx: Ctx,
  ids: readonly AnyId[],
): Promise<Map<AnyId, PartyMembershipRow>> {
  const rows = await sql<PartyMembershipRow>`SELECT * FROM party_membership
    WHERE county_id = ${ctx.county} AND valid_to IS NULL
    AND person_id = ANY(${uuids(ids)})`.execute(ctx.tx)
  return new Map(rows.rows.map((row) => [row.person_id, row]))
}

export async function endParty(ctx: Ctx, ids: readonly AnyId[], day: LocalDate): Promise<void> {
  if (ids.length === 0) return
  await sql`UPDATE party_membership SET valid_to = ${day} WHERE county_id = ${ctx.county}
    AND id = ANY(${uuids(ids)})`.execute(ctx.tx)
}

/** Persons that lie inside a unit through their village or a co-op. */
export async function personsInside(
  ctx: Ctx,
  unitId: AnyId,
  ids: readonly AnyId[],
): Promise<Map<AnyId, string>> {
  const unit = uuids([unitId])
  const rows = await sql<{ id: AnyId; name: string }>`
    SELECT p.id, p.name FROM person p WHERE p.county_id = ${ctx.county}
    AND p.id = ANY(${uuids(ids)}) AND (EXISTS (SELECT 1 FROM org_unit o
        WHERE o.county_id = p.county_id AND o.id = p.village_id AND o.ancestors @> ${unit})
      OR EXISTS (SELECT 1 FROM person_coop c JOIN org_unit o ON o.county_id = c.county_id
        AND o.id = c.coop_id WHERE c.county_id = p.county_id AND c.person_id = p.id
        AND o.ancestors @> ${unit})
      OR (p.village_id IS NULL AND EXISTS (SELECT 1 FROM org_unit o
        WHERE o.county_id = p.county_id AND o.id = ${unitId} AND o.kind = 'county')))`.execute(
    ctx.tx,
  )
  return new Map(rows.rows.map((row) => [row.id, row.name]))
}

export interface GroupFilter {
  readonly asOf: LocalDate
  readonly unitId?: AnyId | undefined
  readonly personId?: AnyId | undefined
  readonly limit: number
  readonly offset: number
}

export async function groupRows(
  ctx: Ctx,
  filter: GroupFilter,
): Promise<{ total: number; rows: LinkedGroupRow[] }> {
  const unit =
    filter.unitId === undefined
      ? sql``
      : sql`AND EXISTS (SELECT 1 FROM org_unit o WHERE o.county_id = g.county_id
          AND o.id = g.unit_id AND o.ancestors @> ${uuids([filter.unitId])})`
  const person =
    filter.personId === undefined
      ? sql``
      : sql`AND EXISTS (SELECT 1 FROM linked_group_member m WHERE m.county_id = g.county_id
          AND m.group_id = g.id AND m.person_id = ${filter.personId})`
  const where = sql`g.county_id = ${ctx.county} AND ${on('g', filter.asOf)}
    AND ${insideScope(ctx, 'g.unit_id')} ${unit} ${person}`
  const rows = await sql<LinkedGroupRow>`SELECT g.* FROM linked_group g WHERE ${where}
    ORDER BY g.name, g.id LIMIT ${filter.limit} OFFSET ${filter.offset}`.execute(ctx.tx)
  const total = await sql<{ total: number }>`
    SELECT count(*)::int AS total FROM linked_group g WHERE ${where}`.execute(ctx.tx)
  return { total: total.rows[0]?.total ?? 0, rows: rows.rows }
}

export async function groupById(ctx: Ctx, id: AnyId): Promise<LinkedGroupRow | null> {
  const row = await registry(ctx)
    .selectFrom('linked_group')
    .selectAll()
    .where('county_id', '=', ctx.county)
    .where('id', '=', id)
    .executeTakeFirst()
  return row ?? null
}

export async function groupMembers(
  ctx: Ctx,
  ids: readonly AnyId[],
): Promise<{ group_id: AnyId; id: AnyId; name: string }[]> {
  const rows = await sql<{ group_id: AnyId; id: AnyId; name: string }>`
    SELECT m.group_id, p.id, p.name FROM linked_group_member m
    JOIN person p ON p.county_id = m.county_id AND p.id = m.person_id
    WHERE m.county_id = ${ctx.county} AND m.group_id = ANY(${uuids(ids)})
    ORDER BY p.name_pinyin, p.id`.execute(ctx.tx)
  return rows.rows
}

export async function objectionsTo(
  ctx: Ctx,
  ids: readonly AnyId[],
): Promise<LinkedGroupObjectionRow[]> {
  const rows = await sql<LinkedGroupObjectionRow>`SELECT * FROM linked_group_objection
    WHERE county_id = ${ctx.county} AND group_id = ANY(${uuids(ids)})
    ORDER BY raised_on, id`.execute(ctx.tx)
  return rows.rows
}

export async function objectionById(ctx: Ctx, id: AnyId): Promise<LinkedGroupObjectionRow | null> {
  const row = await registry(ctx)
    .selectFrom('linked_group_objection')
    .selectAll()
    .where('county_id', '=', ctx.county)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  return row ?? null
}

export async function saveDecision(
  ctx: Ctx,
  id: AnyId,
  decided: Pick<LinkedGroupObjectionRow, 'decision' | 'decided_on' | 'reason'>,
): Promise<void> {
  await registry(ctx)
    .updateTable('linked_group_objection')
    .set(decided)
    .where('county_id', '=', ctx.county)
    .where('id', '=', id)
    .execute()
}

export async function endGroup(ctx: Ctx, id: AnyId, day: LocalDate): Promise<void> {
  await registry(ctx)
    .updateTable('linked_group')
    .set({ valid_to: day })
    .where('county_id', '=', ctx.county)
    .where('id', '=', id)
    .execute()
}

/** Somebody's time as secretary of a branch of a village. */
export interface SecretaryPost {
  readonly villageId: AnyId
  readonly personId: AnyId
  readonly name: string
  readonly from: LocalDate
  /** The first day on which it no longer counts; null while it runs. */
  readonly to: LocalDate | null
}

/** Who was secretary in these villages at any time from a day to a day, in the order they took the post. */
export async function secretariesBetween(
  ctx: Ctx,
  of: { readonly villages: readonly AnyId[]; readonly from: LocalDate; readonly to: LocalDate },
): Promise<SecretaryPost[]> {
  const { rows } = await sql<SecretaryPost>`
    SELECT b.village_id AS "villageId", m.person_id AS "personId", p.name, m.valid_from AS "from",
      m.valid_to AS "to"
    FROM party_membership m
    JOIN branch b ON b.county_id = m.county_id AND b.id = m.branch_id
    JOIN person p ON p.county_id = m.county_id AND p.id = m.person_id
    WHERE m.county_id = ${ctx.county} AND m.secretary AND b.village_id = ANY(${uuids(of.villages)})
      AND m.valid_from <= ${of.to}::date AND (m.valid_to IS NULL OR m.valid_to > ${of.from}::date)
    ORDER BY b.village_id, m.valid_from, m.id`.execute(ctx.tx)
  return rows
}
