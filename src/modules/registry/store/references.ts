import { sql } from 'kysely'
import type { AnyId } from '../../../kernel/id.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { registry, uuids } from './batch.ts'

/** Branches by id, with the village they belong to. */
export async function branchVillages(
  ctx: Ctx,
  ids: readonly AnyId[],
): Promise<Map<AnyId, { villageId: AnyId; name: string }>> {
  const rows = await sql<{ id: AnyId; village_id: AnyId; name: string }>`
    SELECT id, village_id, name FROM branch WHERE county_id = ${ctx.county}
    AND id = ANY(${uuids(ids)})`.execute(ctx.tx)
  return new Map(rows.rows.map((row) => [row.id, { villageId: row.village_id, name: row.name }]))
}

export interface CollectiveRef {
  readonly id: AnyId
  readonly village_id: AnyId
  readonly name: string
  readonly credit_code: string | null
  readonly committee_acts: boolean
}

export async function collectiveRefs(
  ctx: Ctx,
  ids: readonly AnyId[],
): Promise<Map<AnyId, CollectiveRef>> {
  const rows = await sql<CollectiveRef>`
    SELECT id, village_id, name, credit_code, committee_acts FROM collective
    WHERE county_id = ${ctx.county} AND id = ANY(${uuids(ids)})`.execute(ctx.tx)
  return new Map(rows.rows.map((row) => [row.id, row]))
}

/** Persons become visible to the people of a co-op; a link that is there stays as it is. */
export async function linkPersons(
  ctx: Ctx,
  links: readonly { readonly personId: AnyId; readonly coopId: AnyId; readonly since: string }[],
): Promise<void> {
  if (links.length === 0) return
  const rows = JSON.stringify(
    links.map((link) => ({ p: link.personId, c: link.coopId, s: link.since })),
  )
  await sql`INSERT INTO person_coop (county_id, person_id, coop_id, since)
    SELECT ${ctx.county}, p, c, min(s) FROM jsonb_to_recordset(${rows}::jsonb)
      AS link(p uuid, c uuid, s date) GROUP BY p, c
    ON CONFLICT DO NOTHING`.execute(ctx.tx)
}

/** Co-ops with one of the names in their village today, as `village|name`. */
export async function namesInVillages(
  ctx: Ctx,
  villageIds: readonly AnyId[],
): Promise<Set<string>> {
  const rows = await sql<{ village_id: AnyId; name: string }>`
    SELECT v.village_id, v.name FROM cooperative_version v
    JOIN cooperative_status s ON s.county_id = v.county_id AND s.coop_id = v.coop_id
      AND s.valid_to IS NULL AND s.status NOT IN ('deregistered', 'abandoned')
    WHERE v.county_id = ${ctx.county} AND v.valid_to IS NULL
    AND v.village_id = ANY(${uuids(villageIds)})`.execute(ctx.tx)
  return new Set(rows.rows.map((row) => `${row.village_id}|${row.name}`))
}

/** Which names of co-op codes unions use today. */
export async function unionsByCode(
  ctx: Ctx,
  codes: readonly string[],
): Promise<Map<string, AnyId>> {
  if (codes.length === 0) return new Map()
  const rows = await registry(ctx)
    .selectFrom('coop_union')
    .select(['credit_code', 'id'])
    .where('county_id', '=', ctx.county)
    .where('ended_on', 'is', null)
    .where('credit_code', 'in', codes)
    .execute()
  return new Map(rows.map((row) => [row.credit_code ?? '', row.id]))
}
