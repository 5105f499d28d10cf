import { sql } from 'kysely'
import type { LocalDate } from '../../../kernel/date.ts'
import type { AnyId, Id } from '../../../kernel/id.ts'
import type { Role, UnitKind } from '../../../kernel/role.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { type Tx, tables } from '../../../platform/db.ts'
import { idArray } from '../../../platform/rows.ts'
import type { GrantRow } from '../model.ts'
import type { AccountRow, IdentityTables } from './tables.ts'

const CHUNK = 1000

/** Lists cut into pieces that fit one statement. */
function* chunks<T>(rows: readonly T[]): Generator<readonly T[]> {
  for (let i = 0; i < rows.length; i += CHUNK) yield rows.slice(i, i + CHUNK)
}

export async function accountByName(ctx: Ctx, username: string): Promise<AccountRow | null> {
  const row = await tables<IdentityTables>(ctx.tx)
    .selectFrom('account')
    .selectAll()
    .where('county_id', '=', ctx.county)
    .where('username', '=', username)
    .executeTakeFirst()
  return row ?? null
}

export async function accountById(ctx: Ctx, id: Id<'account'>): Promise<AccountRow | null> {
  const row = await tables<IdentityTables>(ctx.tx)
    .selectFrom('account')
    .selectAll()
    .where('county_id', '=', ctx.county)
    .where('id', '=', id)
    .executeTakeFirst()
  return row ?? null
}

/** The sealed e-mail addresses of accounts that are in use. */
export async function mailRows(
  ctx: Ctx,
  ids: readonly AnyId[],
): Promise<readonly { readonly id: AnyId; readonly mail_sealed: Buffer }[]> {
  if (ids.length === 0) return []
  const { rows } = await sql<{ id: AnyId; mail_sealed: Buffer }>`
    SELECT id, mail_sealed FROM account WHERE county_id = ${ctx.county} AND id = ANY (${idArray(ids)})
      AND mail_sealed IS NOT NULL AND disabled_at IS NULL`.execute(ctx.tx)
  return rows
}

/** The account, locked until the transaction ends: changes to one account happen one after the other. */
export async function lockAccount(ctx: Ctx, id: Id<'account'>): Promise<AccountRow | null> {
  const row = await tables<IdentityTables>(ctx.tx)
    .selectFrom('account')
    .selectAll()
    .where('county_id', '=', ctx.county)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  return row ?? null
}

export async function updateAccount(
  ctx: Ctx,
  id: Id<'account'>,
  change: Partial<Omit<AccountRow, 'county_id' | 'id'>>,
): Promise<void> {
  await tables<IdentityTables>(ctx.tx)
    .updateTable('account')
    .set(change)
    .where('county_id', '=', ctx.county)
    .where('id', '=', id)
    .execute()
}

/** Takes a time step for this account; false when it, or a later one, was taken before. */
export async function takeTotpStep(ctx: Ctx, id: Id<'account'>, step: bigint): Promise<boolean> {
  const taken = await tables<IdentityTables>(ctx.tx)
    .updateTable('account')
    .set({ totp_last_step: step })
    .where('county_id', '=', ctx.county)
    .where('id', '=', id)
    .where('totp_last_step', '<', step)
    .executeTakeFirst()
  return taken.numUpdatedRows === 1n
}

/** Strikes a recovery code off the account's list; false when it was not on it. */
export async function takeRecoveryCode(
  ctx: Ctx,
  id: Id<'account'>,
  hash: string,
): Promise<boolean> {
  const taken = await sql`
    UPDATE account SET recovery_hashes = array_remove(recovery_hashes, ${hash})
    WHERE county_id = ${ctx.county} AND id = ${id} AND ${hash} = ANY (recovery_hashes)`.execute(
    ctx.tx,
  )
  return taken.numAffectedRows === 1n
}

/** Which of these names are taken, in any county. */
export async function takenNames(tx: Tx, names: readonly string[]): Promise<Set<string>> {
  const taken = new Set<string>()
  for (const part of chunks(names)) {
    const rows = await tables<IdentityTables>(tx)
      .selectFrom('login_name')
      .select('username')
      .where('username', 'in', [...part])
      .execute()
    for (const row of rows) taken.add(row.username)
  }
  return taken
}

/** Which of these persons have an account. */
export async function personsWithAccount(
  ctx: Ctx,
  persons: readonly Id<'person'>[],
): Promise<Set<string>> {
  const found = new Set<string>()
  for (const part of chunks(persons)) {
    const rows = await tables<IdentityTables>(ctx.tx)
      .selectFrom('account')
      .select('person_id')
      .where('county_id', '=', ctx.county)
      .where('person_id', 'in', [...part])
      .execute()
    for (const row of rows) if (row.person_id !== null) found.add(row.person_id)
  }
  return found
}

export async function insertAccounts(ctx: Ctx, rows: readonly AccountRow[]): Promise<void> {
  for (const part of chunks(rows)) {
    await tables<IdentityTables>(ctx.tx)
      .insertInto('login_name')
      .values(
        part.map((row) => ({
          username: row.username,
          county_id: ctx.county,
          account_id: row.id,
        })),
      )
      .execute()
    await tables<IdentityTables>(ctx.tx)
      .insertInto('account')
      .values([...part])
      .execute()
  }
}

const grantsQuery = (ctx: Ctx) =>
  tables<IdentityTables>(ctx.tx)
    .selectFrom('account_grant as g')
    .leftJoin('org_unit as u', (join) =>
      join.onRef('u.county_id', '=', 'g.county_id').onRef('u.id', '=', 'g.unit_id'),
    )
    .select([
      'g.id',
      'g.account_id',
      'g.role',
      'g.unit_id',
      'g.valid_from',
      'g.valid_to',
      'u.kind',
      'u.name',
    ])
    .where('g.county_id', '=', ctx.county)
    .orderBy('g.valid_from')
    .orderBy('g.id')

type RawGrant = Awaited<ReturnType<ReturnType<typeof grantsQuery>['execute']>>[number]

const grantOf = (row: RawGrant): GrantRow => ({
  id: row.id,
  role: row.role,
  unitId: row.unit_id,
  validFrom: row.valid_from,
  validTo: row.valid_to,
  unit:
    row.unit_id === null || row.kind === null
      ? null
      : { id: row.unit_id, kind: row.kind, name: row.name ?? '' },
})

/** The grants that count on `day` or later, by account. */
export async function grantsFrom(
  ctx: Ctx,
  accounts: readonly Id<'account'>[],
  day: LocalDate,
): Promise<Map<string, GrantRow[]>> {
  const found = new Map<string, GrantRow[]>()
  for (const part of chunks(accounts)) {
    const rows = await grantsQuery(ctx)
      .where('g.account_id', 'in', [...part])
      .where((e) => e.or([e('g.valid_to', 'is', null), e('g.valid_to', '>', day)]))
      .execute()
    for (const row of rows) {
      found.set(row.account_id, [...(found.get(row.account_id) ?? []), grantOf(row)])
    }
  }
  return found
}

/** One grant of an account, whenever it counts. */
export async function grantById(
  ctx: Ctx,
  account: Id<'account'>,
  id: Id<'grant'>,
): Promise<GrantRow | null> {
  const row = await grantsQuery(ctx)
    .where('g.account_id', '=', account)
    .where('g.id', '=', id)
    .executeTakeFirst()
  return row === undefined ? null : grantOf(row)
}

export async function insertGrants(
  ctx: Ctx,
  rows: readonly IdentityTables['account_grant'][],
): Promise<void> {
  for (const part of chunks(rows)) {
    await tables<IdentityTables>(ctx.tx)
      .insertInto('account_grant')
      .values([...part])
      .execute()
  }
}

export async function endGrantAt(ctx: Ctx, id: Id<'grant'>, day: LocalDate): Promise<void> {
  await tables<IdentityTables>(ctx.tx)
    .updateTable('account_grant')
    .set({ valid_to: day })
    .where('county_id', '=', ctx.county)
    .where('id', '=', id)
    .execute()
}

/** Accounts that can act in a role from `day` on without end, other than one of them. */
export async function othersWithRole(
  ctx: Ctx,
  role: Role,
  but: { readonly account: Id<'account'>; readonly day: LocalDate },
): Promise<number> {
  const row = await tables<IdentityTables>(ctx.tx)
    .selectFrom('account_grant as g')
    .innerJoin('account as a', (join) =>
      join.onRef('a.county_id', '=', 'g.county_id').onRef('a.id', '=', 'g.account_id'),
    )
    .select((e) => e.fn.count<bigint>('a.id').distinct().as('n'))
    .where('g.county_id', '=', ctx.county)
    .where('g.role', '=', role)
    .where('g.account_id', '!=', but.account)
    .where('g.valid_from', '<=', but.day)
    .where('g.valid_to', 'is', null)
    .where('a.disabled_at', 'is', null)
    .executeTakeFirstOrThrow()
  return Number(row.n)
}

/** The persons behind accounts; what is not in the county is not in the answer. */
export async function personsOf(
  ctx: Ctx,
  accounts: readonly Id<'account'>[],
): Promise<Map<string, Id<'person'> | null>> {
  const found = new Map<string, Id<'person'> | null>()
  for (const part of chunks(accounts)) {
    const rows = await tables<IdentityTables>(ctx.tx)
      .selectFrom('account')
      .select(['id', 'person_id'])
      .where('county_id', '=', ctx.county)
      .where('id', 'in', [...part])
      .forUpdate()
      .execute()
    for (const row of rows) found.set(row.id, row.person_id)
  }
  return found
}

export async function unitKinds(
  ctx: Ctx,
  units: readonly Id<'unit'>[],
): Promise<Map<string, UnitKind>> {
  const found = new Map<string, UnitKind>()
  for (const part of chunks(units)) {
    const rows = await tables<IdentityTables>(ctx.tx)
      .selectFrom('org_unit')
      .select(['id', 'kind'])
      .where('county_id', '=', ctx.county)
      .where('id', 'in', [...part])
      .execute()
    for (const row of rows) found.set(row.id, row.kind)
  }
  return found
}

export async function unitsOfKind(ctx: Ctx, kind: UnitKind): Promise<Id<'unit'>[]> {
  const rows = await tables<IdentityTables>(ctx.tx)
    .selectFrom('org_unit')
    .select('id')
    .where('county_id', '=', ctx.county)
    .where('kind', '=', kind)
    .execute()
  return rows.map((row) => row.id)
}

/** Accounts belong to the county as a whole: only a grant at county level reaches them. */
export async function unitsOfAccount(tx: Tx, id: AnyId): Promise<readonly Id<'unit'>[] | null> {
  const rows = await tables<IdentityTables>(tx)
    .selectFrom('account as a')
    .innerJoin('org_unit as u', 'u.county_id', 'a.county_id')
    .select('u.id')
    .where('a.county_id', '=', sql<number>`app_county()`)
    .where('a.id', '=', id)
    .where('u.kind', '=', 'county')
    .execute()
  return rows.length === 0 ? null : rows.map((row) => row.id)
}
