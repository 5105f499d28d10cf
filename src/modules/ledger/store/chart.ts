import { sql } from 'kysely'
import type { AnyId } from '../../../kernel/id.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { pinyinOf } from '../../../platform/pinyin.ts'
import { idArray, insertRows, isOneOf } from '../../../platform/rows.ts'
import { ledgerTables } from '../store.ts'

export interface OwnAccount {
  readonly code: string
  readonly name: string
  readonly initials: string
  readonly retired: boolean
}

/** Accounts that co-ops added below the national chart, by co-op. */
export async function ownAccounts(
  ctx: Ctx,
  coopIds: readonly AnyId[],
): Promise<Map<AnyId, OwnAccount[]>> {
  const rows = await ledgerTables(ctx.tx)
    .selectFrom('ledger_account')
    .select(['coop_id', 'code', 'name', 'initials', 'retired'])
    .where('county_id', '=', ctx.county)
    .where(isOneOf('coop_id', coopIds))
    .orderBy('code')
    .execute()
  const found = new Map<AnyId, OwnAccount[]>()
  for (const { coop_id, ...account } of rows) {
    found.set(coop_id, [...(found.get(coop_id) ?? []), account])
  }
  return found
}

export async function insertAccounts(
  ctx: Ctx,
  coopId: AnyId,
  accounts: readonly { readonly code: string; readonly name: string }[],
): Promise<void> {
  await insertRows(
    ctx.tx,
    {
      table: 'ledger_account',
      columns: 'county_id int, coop_id uuid, code text, name text, initials text',
    },
    accounts.map(({ code, name }) => ({
      county_id: ctx.county,
      coop_id: coopId,
      code,
      name,
      initials: pinyinOf(name).initials,
    })),
  )
}

/** Debit minus credit of every account of a book, everything posted so far, in fen. */
export async function netBalances(ctx: Ctx, coopId: AnyId): Promise<Map<string, bigint>> {
  const rows = await ledgerTables(ctx.tx)
    .selectFrom('ledger_balance')
    .select(['account', sql<bigint>`sum(debit_fen - credit_fen)::bigint`.as('net')])
    .where('county_id', '=', ctx.county)
    .where('coop_id', '=', coopId)
    .groupBy('account')
    .execute()
  return new Map(rows.map((row) => [row.account, row.net]))
}

export interface Party {
  readonly id: AnyId
  readonly coopId: AnyId
  readonly kind: 'counterparty' | 'worker' | 'project' | 'source' | 'bank'
  readonly name: string
  readonly initials: string
  readonly note: string | null
  readonly retired: boolean
}

export async function insertParties(
  ctx: Ctx,
  parties: readonly Omit<Party, 'retired' | 'initials'>[],
): Promise<void> {
  await insertRows(
    ctx.tx,
    {
      table: 'ledger_party',
      columns:
        'county_id int, id uuid, coop_id uuid, kind text, name text, initials text, note text, created_at timestamptz',
    },
    parties.map((party) => ({
      county_id: ctx.county,
      id: party.id,
      coop_id: party.coopId,
      kind: party.kind,
      name: party.name,
      initials: pinyinOf(party.name, party.kind === 'worker' ? 'person' : 'place').initials,
      note: party.note,
      created_at: ctx.now,
    })),
  )
}

const partyColumns = [
  'id',
  'coop_id as coopId',
  'kind',
  'name',
  'initials',
  'note',
  'retired',
] as const

/** The named parties; those of other co-ops included, so that the caller can tell them apart. */
export async function partiesByIds(ctx: Ctx, ids: readonly AnyId[]): Promise<Map<AnyId, Party>> {
  if (ids.length === 0) return new Map()
  const rows = await ledgerTables(ctx.tx)
    .selectFrom('ledger_party')
    .select(partyColumns)
    .where('county_id', '=', ctx.county)
    .where(isOneOf('id', ids))
    .execute()
  return new Map(rows.map((row) => [row.id, row]))
}

/** Parties of a book by kind and by what was typed: characters anywhere in the name, or initials. */
export async function partyRows(
  ctx: Ctx,
  filter: {
    readonly coopId: AnyId
    readonly kind: Party['kind'] | undefined
    readonly search: string | undefined
    readonly limit: number
    readonly offset: number
  },
): Promise<{ total: number; rows: Party[] }> {
  let query = ledgerTables(ctx.tx)
    .selectFrom('ledger_party')
    .where('county_id', '=', ctx.county)
    .where('coop_id', '=', filter.coopId)
  const { kind, search } = filter
  if (kind !== undefined) query = query.where('kind', '=', kind)
  if (search !== undefined) {
    query = query.where((where) =>
      where.or([
        where('name', 'like', `%${search}%`),
        where('initials', 'like', `${search.toLowerCase()}%`),
      ]),
    )
  }
  const counted = await query.select(sql<number>`count(*)::int`.as('n')).executeTakeFirst()
  const rows = await query
    .select(partyColumns)
    .orderBy('retired')
    .orderBy('initials')
    .orderBy('id')
    .limit(filter.limit)
    .offset(filter.offset)
    .execute()
  return { total: counted?.n ?? 0, rows }
}

export interface Member {
  readonly id: AnyId
  readonly coopId: AnyId
  readonly number: string
  readonly name: string
}

/** The memberships that lines name; those of other co-ops included, so that the caller can tell them apart. */
export async function membersByIds(ctx: Ctx, ids: readonly AnyId[]): Promise<Map<AnyId, Member>> {
  if (ids.length === 0) return new Map()
  const { rows } = await sql<Member>`
    SELECT id, coop_id AS "coopId", number, name FROM ledger_members(${idArray(ids)})`.execute(
    ctx.tx,
  )
  return new Map(rows.map((row) => [row.id, row]))
}
