import { sql } from 'kysely'
import type { LocalDate } from '../../../kernel/date.ts'
import type { AnyId } from '../../../kernel/id.ts'
import { actorName } from '../../../platform/actor.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { isOneOf } from '../../../platform/rows.ts'
import { insideScope } from '../../../platform/unit.ts'
import {
  type ContractRow,
  type PartnerRow,
  type RecordRow,
  spendingTables,
  type VersionRow,
} from '../store.ts'

type PartnerFacts = Omit<PartnerRow, 'county_id' | 'id' | 'recorded_at' | 'recorded_by'>

/** Writes a partner of a co-op down, or what is known of them now; answers with the id. */
export async function savePartner(ctx: Ctx, facts: PartnerFacts): Promise<AnyId> {
  const { coop_id: _coop, name_key: _key, ...known } = facts
  const stamp = { recorded_at: ctx.now, recorded_by: actorName(ctx) }
  const { id } = await spendingTables(ctx.tx)
    .insertInto('spending_partner')
    .values({ ...facts, ...stamp, county_id: ctx.county, id: ctx.newId() })
    .onConflict((conflict) =>
      conflict.columns(['county_id', 'coop_id', 'name_key']).doUpdateSet({
        ...known,
        ...stamp,
        // It is never read again, so that a form cannot send it back.
        id_number_lookup: sql`coalesce(excluded.id_number_lookup, spending_partner.id_number_lookup)`,
      }),
    )
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

/** The partner of a co-op by that name; null when none is known. */
export async function partnerNamed(
  ctx: Ctx,
  coopId: AnyId,
  nameKey: string,
): Promise<PartnerRow | null> {
  const row = await spendingTables(ctx.tx)
    .selectFrom('spending_partner')
    .selectAll()
    .where('county_id', '=', ctx.county)
    .where('coop_id', '=', coopId)
    .where('name_key', '=', nameKey)
    .executeTakeFirst()
  return row ?? null
}

export const partnersByIds = (ctx: Ctx, ids: readonly AnyId[]): Promise<PartnerRow[]> =>
  spendingTables(ctx.tx)
    .selectFrom('spending_partner')
    .selectAll()
    .where('county_id', '=', ctx.county)
    .where(isOneOf('id', ids))
    .execute()

export const partnersOf = (ctx: Ctx, coopIds: readonly AnyId[]): Promise<PartnerRow[]> =>
  spendingTables(ctx.tx)
    .selectFrom('spending_partner')
    .selectAll()
    .where('county_id', '=', ctx.county)
    .where(isOneOf('coop_id', coopIds))
    .orderBy('id')
    .execute()

export async function insertContract(
  ctx: Ctx,
  row: Pick<ContractRow, 'id' | 'coop_id' | 'year' | 'number' | 'partner_id' | 'signed_on'>,
): Promise<void> {
  await spendingTables(ctx.tx)
    .insertInto('coop_contract')
    .values({
      ...row,
      county_id: ctx.county,
      case_id: null,
      ended_on: null,
      end_reason: null,
      created_at: ctx.now,
      created_by: actorName(ctx),
    })
    .execute()
}

export async function setContract(
  ctx: Ctx,
  id: AnyId,
  now: Partial<Pick<ContractRow, 'case_id' | 'partner_id' | 'ended_on' | 'end_reason'>>,
): Promise<void> {
  await spendingTables(ctx.tx)
    .updateTable('coop_contract')
    .set(now)
    .where('county_id', '=', ctx.county)
    .where('id', '=', id)
    .execute()
}

export async function insertVersion(
  ctx: Ctx,
  row: Omit<VersionRow, 'county_id' | 'recorded_at' | 'recorded_by'>,
): Promise<void> {
  await spendingTables(ctx.tx)
    .insertInto('coop_contract_version')
    .values({
      ...row,
      county_id: ctx.county,
      body: JSON.stringify(row.body),
      recorded_at: ctx.now,
      recorded_by: actorName(ctx),
    })
    .execute()
}

export const versionRows = (ctx: Ctx, contractId: AnyId): Promise<VersionRow[]> =>
  spendingTables(ctx.tx)
    .selectFrom('coop_contract_version')
    .selectAll()
    .where('county_id', '=', ctx.county)
    .where('contract_id', '=', contractId)
    .orderBy('version')
    .execute()

/** A contract with what its newest version says and who its other side is. */
export interface ListedContract extends ContractRow {
  readonly coop_name: string
  readonly partner_name: string
  readonly version: number
  readonly title: string
  readonly kind: string
  readonly direction: 'pays' | 'receives'
  readonly amount_fen: bigint
  readonly starts_on: LocalDate
  readonly expires_on: LocalDate
  readonly body: unknown
}

const listed = sql`
  SELECT c.*, u.name AS coop_name, p.name AS partner_name, v.version, v.title, v.kind, v.direction, v.amount_fen,
    v.starts_on, v.expires_on, v.body
  FROM coop_contract c
  JOIN org_unit u ON u.county_id = c.county_id AND u.id = c.coop_id
  JOIN spending_partner p ON p.county_id = c.county_id AND p.id = c.partner_id
  JOIN LATERAL (SELECT * FROM coop_contract_version x WHERE x.county_id = c.county_id AND x.contract_id = c.id
    ORDER BY x.version DESC LIMIT 1) v ON true`

/** Contracts of the co-ops the actor reaches, those that end first at the top. */
export async function listedContracts(
  ctx: Ctx,
  filter: { readonly unitId?: AnyId | undefined; readonly search?: string | undefined },
): Promise<ListedContract[]> {
  const unit = filter.unitId ?? null
  const like = filter.search === undefined || filter.search === '' ? null : `%${filter.search}%`
  const { rows } = await sql<ListedContract>`${listed}
    WHERE c.county_id = ${ctx.county} AND ${insideScope(ctx, 'c.coop_id')}
      AND (${unit}::uuid IS NULL OR u.ancestors @> ARRAY[${unit}::uuid])
      AND (${like}::text IS NULL OR v.title LIKE ${like} OR p.name LIKE ${like} OR u.name LIKE ${like})
    ORDER BY c.ended_on NULLS FIRST, v.expires_on, c.id`.execute(ctx.tx)
  return rows
}

/** Contracts of these co-ops, whoever asks. */
export async function contractsOf(ctx: Ctx, coopIds: readonly AnyId[]): Promise<ListedContract[]> {
  const { rows } = await sql<ListedContract>`${listed}
    WHERE c.county_id = ${ctx.county} AND ${isOneOf('c.coop_id', coopIds)}
    ORDER BY c.id`.execute(ctx.tx)
  return rows
}

export async function contractRow(
  ctx: Ctx,
  at: { readonly coopId: AnyId; readonly contractId: AnyId },
): Promise<ListedContract | null> {
  const { rows } = await sql<ListedContract>`${listed}
    WHERE c.county_id = ${ctx.county} AND c.coop_id = ${at.coopId} AND c.id = ${at.contractId}`.execute(
    ctx.tx,
  )
  return rows[0] ?? null
}

/** Holds a contract until the transaction ends: two versions at once wait for each other. */
export async function holdContract(ctx: Ctx, id: AnyId): Promise<void> {
  await spendingTables(ctx.tx)
    .selectFrom('coop_contract')
    .select('id')
    .where('county_id', '=', ctx.county)
    .where('id', '=', id)
    .forUpdate()
    .execute()
}

export async function insertRecord(
  ctx: Ctx,
  row: Omit<RecordRow, 'county_id' | 'recorded_at' | 'recorded_by'>,
): Promise<void> {
  await spendingTables(ctx.tx)
    .insertInto('coop_contract_record')
    .values({ ...row, county_id: ctx.county, recorded_at: ctx.now, recorded_by: actorName(ctx) })
    .execute()
}

export const recordRows = (ctx: Ctx, contractIds: readonly AnyId[]): Promise<RecordRow[]> =>
  spendingTables(ctx.tx)
    .selectFrom('coop_contract_record')
    .selectAll()
    .where('county_id', '=', ctx.county)
    .where(isOneOf('contract_id', contractIds))
    .orderBy('on_date')
    .orderBy('id')
    .execute()

/** Numbers and titles of contracts by their ids. */
export async function contractTitles(
  ctx: Ctx,
  ids: readonly AnyId[],
): Promise<Pick<ListedContract, 'id' | 'year' | 'number' | 'title'>[]> {
  if (ids.length === 0) return []
  const { rows } = await sql<ListedContract>`${listed}
    WHERE c.county_id = ${ctx.county} AND ${isOneOf('c.id', ids)}`.execute(ctx.tx)
  return rows
}
