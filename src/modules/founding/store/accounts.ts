import { sql } from 'kysely'
import type { LocalDate } from '../../../kernel/date.ts'
import type { AnyId } from '../../../kernel/id.ts'
import { actorName } from '../../../platform/actor.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { type AccountRow, foundingTables } from '../store.ts'

/** The last account reckoned with each household, by household. */
export async function latestAccounts(
  ctx: Ctx,
  projectId: AnyId,
): Promise<Map<AnyId, Omit<AccountRow, 'body_sealed'>>> {
  const { rows } = await sql<Omit<AccountRow, 'body_sealed'>>`
    SELECT DISTINCT ON (household_id) county_id, id, project_id, household_id, reckoned_on, signed_on,
      recorded_at, recorded_by FROM three_account
    WHERE county_id = ${ctx.county} AND project_id = ${projectId}::uuid
    ORDER BY household_id, recorded_at DESC, id DESC`.execute(ctx.tx)
  return new Map(rows.map((row) => [row.household_id, row]))
}

/** Every account reckoned with a household, the newest first. */
export const accountsOf = (
  ctx: Ctx,
  of: { readonly projectId: AnyId; readonly householdId: AnyId },
): Promise<AccountRow[]> =>
  foundingTables(ctx.tx)
    .selectFrom('three_account')
    .selectAll()
    .where('county_id', '=', ctx.county)
    .where('project_id', '=', of.projectId)
    .where('household_id', '=', of.householdId)
    .orderBy('recorded_at', 'desc')
    .orderBy('id', 'desc')
    .execute()

/** Keeps an account; its words are sealed under the id of the row. */
export async function insertAccount(
  ctx: Ctx,
  fresh: {
    readonly id: AnyId
    readonly projectId: AnyId
    readonly householdId: AnyId
    readonly body: string
  },
): Promise<void> {
  await foundingTables(ctx.tx)
    .insertInto('three_account')
    .values({
      county_id: ctx.county,
      id: fresh.id,
      project_id: fresh.projectId,
      household_id: fresh.householdId,
      body_sealed: ctx.secrets.seal(`three_account:${fresh.id}`, fresh.body),
      reckoned_on: ctx.today,
      signed_on: null,
      recorded_at: ctx.now,
      recorded_by: actorName(ctx),
    })
    .execute()
}

/** What an account was reckoned from; of a signed paper taken back, also which account it is the paper of. */
export function writtenIn(
  ctx: Ctx,
  row: AccountRow,
): { readonly given: unknown; readonly copyOf: AnyId | null } {
  const body = JSON.parse(ctx.secrets.open(`three_account:${row.id}`, row.body_sealed)) as {
    given?: unknown
    copyOf?: AnyId
  }
  return body.copyOf === undefined
    ? { given: body, copyOf: null }
    : { given: body.given, copyOf: body.copyOf }
}

/** Notes the day on which a household signed; false when the project has no such account. */
export async function signAccount(
  ctx: Ctx,
  of: { readonly projectId: AnyId; readonly id: AnyId; readonly on: LocalDate },
): Promise<boolean> {
  const { numUpdatedRows } = await foundingTables(ctx.tx)
    .updateTable('three_account')
    .set({ signed_on: of.on })
    .where('county_id', '=', ctx.county)
    .where('project_id', '=', of.projectId)
    .where('id', '=', of.id)
    .where('signed_on', 'is', null)
    .executeTakeFirstOrThrow()
  return numUpdatedRows > 0n
}

/** An account of this project; null when it has none of that id. */
export async function accountById(
  ctx: Ctx,
  of: { readonly projectId: AnyId; readonly id: AnyId },
): Promise<AccountRow | null> {
  const row = await foundingTables(ctx.tx)
    .selectFrom('three_account')
    .selectAll()
    .where('county_id', '=', ctx.county)
    .where('project_id', '=', of.projectId)
    .where('id', '=', of.id)
    .executeTakeFirst()
  return row ?? null
}
