import { sql } from 'kysely'
import type { LocalDate } from '../../../kernel/date.ts'
import type { AnyId } from '../../../kernel/id.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { on, registry, uuids } from './batch.ts'
import type { CoopJobRow, CoopProductRow, LabourContractRow, LandParcelRow } from './tables.ts'

export type RecordTable = 'land_parcel' | 'coop_product' | 'coop_job' | 'labour_contract'

export type ParcelState = LandParcelRow & {
  readonly household_number: string | null
  readonly holder_name: string | null
}

export async function parcels(ctx: Ctx, coopId: AnyId, asOf: LocalDate): Promise<ParcelState[]> {
  const rows = await sql<ParcelState>`
    SELECT x.*, h.number AS household_number, p.name AS holder_name FROM land_parcel x
    LEFT JOIN household h ON h.county_id = x.county_id AND h.id = x.household_id
    LEFT JOIN person p ON p.county_id = x.county_id AND p.id = x.person_id
    WHERE x.county_id = ${ctx.county} AND x.coop_id = ${coopId} AND ${on('x', asOf)}
    ORDER BY x.certificate_number, x.parcel_code`.execute(ctx.tx)
  return rows.rows
}

/** Parcels that are in a co-op today, by `certificate|parcel`: land comes in once. */
export async function parcelsInUse(
  ctx: Ctx,
  certificates: readonly string[],
): Promise<Map<string, AnyId>> {
  const list = JSON.stringify(certificates)
  const rows = await sql<LandParcelRow>`SELECT * FROM land_parcel
    WHERE county_id = ${ctx.county} AND valid_to IS NULL
    AND certificate_number IN (SELECT jsonb_array_elements_text(${list}::jsonb))`.execute(ctx.tx)
  return new Map(
    rows.rows.map((row) => [`${row.certificate_number}|${row.parcel_code}`, row.coop_id]),
  )
}

export async function products(
  ctx: Ctx,
  coopId: AnyId,
  asOf: LocalDate,
): Promise<CoopProductRow[]> {
  const rows = await sql<CoopProductRow>`SELECT x.* FROM coop_product x
    WHERE x.county_id = ${ctx.county} AND x.coop_id = ${coopId} AND ${on('x', asOf)}
    ORDER BY x.name`.execute(ctx.tx)
  return rows.rows
}

export async function jobs(ctx: Ctx, coopId: AnyId, asOf: LocalDate): Promise<CoopJobRow[]> {
  const rows = await sql<CoopJobRow>`SELECT x.* FROM coop_job x
    WHERE x.county_id = ${ctx.county} AND x.coop_id = ${coopId} AND ${on('x', asOf)}
    ORDER BY x.title`.execute(ctx.tx)
  return rows.rows
}

export type ContractState = LabourContractRow & { readonly worker_name: string }

export async function contracts(
  ctx: Ctx,
  coopId: AnyId,
  asOf: LocalDate,
): Promise<ContractState[]> {
  const rows = await sql<ContractState>`
    SELECT x.*, p.name AS worker_name FROM labour_contract x
    JOIN person p ON p.county_id = x.county_id AND p.id = x.person_id
    WHERE x.county_id = ${ctx.county} AND x.coop_id = ${coopId} AND ${on('x', asOf)}
    ORDER BY x.number`.execute(ctx.tx)
  return rows.rows
}

/** Names that are in use in a co-op: of open products, of open jobs, of all contracts ever. */
export async function usedNames(
  ctx: Ctx,
  table: 'coop_product' | 'coop_job' | 'labour_contract',
  coopId: AnyId,
): Promise<Set<string>> {
  const column = { coop_product: 'name', coop_job: 'title', labour_contract: 'number' }[table]
  const open = table === 'labour_contract' ? sql`` : sql`AND valid_to IS NULL`
  const rows = await sql<{ name: string }>`SELECT ${sql.ref(column)} AS name
    FROM ${sql.table(table)} WHERE county_id = ${ctx.county} AND coop_id = ${coopId}
    ${open}`.execute(ctx.tx)
  return new Set(rows.rows.map((row) => row.name))
}

export async function openJobIds(ctx: Ctx, coopId: AnyId): Promise<Set<AnyId>> {
  const rows = await registry(ctx)
    .selectFrom('coop_job')
    .select('id')
    .where('county_id', '=', ctx.county)
    .where('coop_id', '=', coopId)
    .where('valid_to', 'is', null)
    .execute()
  return new Set(rows.map((row) => row.id))
}

/** The rows of one co-op that are open, or end later than today, by id. */
export async function openRecords(
  ctx: Ctx,
  table: RecordTable,
  of: { readonly coopId: AnyId; readonly ids: readonly AnyId[] },
): Promise<Map<AnyId, LocalDate>> {
  const rows = await sql<{ id: AnyId; valid_from: LocalDate }>`
    SELECT id, valid_from FROM ${sql.table(table)} WHERE county_id = ${ctx.county}
    AND coop_id = ${of.coopId} AND id = ANY(${uuids(of.ids)})
    AND (valid_to IS NULL OR valid_to > ${ctx.today}::date)`.execute(ctx.tx)
  return new Map(rows.rows.map((row) => [row.id, row.valid_from]))
}

export async function endRecords(
  ctx: Ctx,
  table: RecordTable,
  end: { readonly ids: readonly AnyId[]; readonly on: LocalDate; readonly reason: string },
): Promise<void> {
  await sql`UPDATE ${sql.table(table)} SET valid_to = ${end.on}, end_reason = ${end.reason}
    WHERE county_id = ${ctx.county} AND id = ANY(${uuids(end.ids)})`.execute(ctx.tx)
}
