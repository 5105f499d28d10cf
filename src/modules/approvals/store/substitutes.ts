import { sql } from 'kysely'
import type { LocalDate } from '../../../kernel/date.ts'
import type { AnyId } from '../../../kernel/id.ts'
import { actorName } from '../../../platform/actor.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { approvalTables, type SubstituteRow } from '../store.ts'

/** For whom an account stands in today. */
export async function absentFor(
  ctx: Ctx,
  accountId: AnyId,
): Promise<readonly { accountId: AnyId; name: string }[]> {
  const { rows } = await sql<{ accountId: AnyId; name: string }>`
    SELECT DISTINCT a.id AS "accountId", a.display_name AS name
    FROM account_substitute s
    JOIN account a ON a.county_id = s.county_id AND a.id = s.account_id
    WHERE s.county_id = ${ctx.county} AND s.substitute_id = ${accountId}::uuid
      AND s.from_day <= ${ctx.today}::date AND s.to_day >= ${ctx.today}::date
      AND (s.ended_on IS NULL OR s.ended_on > ${ctx.today}::date)
    ORDER BY a.display_name, a.id`.execute(ctx.tx)
  return rows
}

/** Who stands in for an account today. */
export async function substitutesOf(ctx: Ctx, accountId: AnyId): Promise<readonly AnyId[]> {
  const { rows } = await sql<{ id: AnyId }>`
    SELECT DISTINCT substitute_id AS id FROM account_substitute
    WHERE county_id = ${ctx.county} AND account_id = ${accountId}::uuid
      AND from_day <= ${ctx.today}::date AND to_day >= ${ctx.today}::date
      AND (ended_on IS NULL OR ended_on > ${ctx.today}::date)`.execute(ctx.tx)
  return rows.map(({ id }) => id)
}

export type ListedSubstitute = SubstituteRow & {
  readonly name: string
  readonly substitute: string
}

/** Substitutions from and to an account, newest first. */
export async function substituteRows(ctx: Ctx, accountId: AnyId): Promise<ListedSubstitute[]> {
  const { rows } = await sql<ListedSubstitute>`
    SELECT s.*, a.display_name AS name, b.display_name AS substitute
    FROM account_substitute s
    JOIN account a ON a.county_id = s.county_id AND a.id = s.account_id
    JOIN account b ON b.county_id = s.county_id AND b.id = s.substitute_id
    WHERE s.county_id = ${ctx.county} AND ${accountId}::uuid IN (s.account_id, s.substitute_id)
    ORDER BY s.from_day DESC, s.id DESC LIMIT 200`.execute(ctx.tx)
  return rows
}

export async function insertSubstitute(
  ctx: Ctx,
  fresh: Pick<
    SubstituteRow,
    'id' | 'account_id' | 'substitute_id' | 'from_day' | 'to_day' | 'reason'
  >,
): Promise<void> {
  await approvalTables(ctx.tx)
    .insertInto('account_substitute')
    .values({
      ...fresh,
      county_id: ctx.county,
      recorded_at: ctx.now,
      recorded_by: actorName(ctx),
      ended_on: null,
    })
    .execute()
}

/** Ends a substitution of an account from a day on; false when it has none of that id. */
export async function endSubstituteRow(
  ctx: Ctx,
  what: { readonly id: AnyId; readonly accountId: AnyId; readonly on: LocalDate },
): Promise<boolean> {
  const { numUpdatedRows } = await approvalTables(ctx.tx)
    .updateTable('account_substitute')
    .set({ ended_on: what.on })
    .where('county_id', '=', ctx.county)
    .where('id', '=', what.id)
    .where('account_id', '=', what.accountId)
    .where('ended_on', 'is', null)
    .executeTakeFirstOrThrow()
  return numUpdatedRows > 0n
}
