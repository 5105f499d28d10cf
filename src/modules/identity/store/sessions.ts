import { sql } from 'kysely'
import type { Instant } from '../../../kernel/date.ts'
import type { Id } from '../../../kernel/id.ts'
import { SESSION_IDLE_MS } from '../../../platform/caller.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { tables } from '../../../platform/db.ts'
import type { IdentityTables, SessionRow } from './tables.ts'

/** What names a session outside: enough to tell one from another, no use to anybody else. */
const SESSION_ID_LENGTH = 16
export const sessionId = (tokenHash: string): string => tokenHash.slice(0, SESSION_ID_LENGTH)

export async function insertSession(ctx: Ctx, row: SessionRow): Promise<void> {
  await tables<IdentityTables>(ctx.tx).insertInto('session').values(row).execute()
}

/** The session of this call. */
export async function sessionByToken(ctx: Ctx, tokenHash: string): Promise<SessionRow | null> {
  const row = await tables<IdentityTables>(ctx.tx)
    .selectFrom('session')
    .selectAll()
    .where('county_id', '=', ctx.county)
    .where('token_hash', '=', tokenHash)
    .executeTakeFirst()
  return row ?? null
}

export async function markSecondFactor(ctx: Ctx, tokenHash: string): Promise<void> {
  await tables<IdentityTables>(ctx.tx)
    .updateTable('session')
    .set({ second_factor_at: ctx.door.at })
    .where('county_id', '=', ctx.county)
    .where('token_hash', '=', tokenHash)
    .execute()
}

/** The sessions of an account that are still good. */
export async function liveSessions(ctx: Ctx, account: Id<'account'>): Promise<SessionRow[]> {
  return tables<IdentityTables>(ctx.tx)
    .selectFrom('session')
    .selectAll()
    .where('county_id', '=', ctx.county)
    .where('account_id', '=', account)
    .where('expires_at', '>', ctx.door.at)
    .where('last_seen_at', '>=', idleSince(ctx))
    .orderBy('last_seen_at', 'desc')
    .execute()
}

const idleSince = (ctx: Ctx) =>
  sql<Instant>`${ctx.door.at}::timestamptz - ${SESSION_IDLE_MS} * interval '1 millisecond'`

/** Ends sessions of an account: all, all but one, or the one that is named. @returns how many ended. */
export async function endSessionsOf(
  ctx: Ctx,
  account: Id<'account'>,
  which: { readonly keep?: string | null; readonly id?: string | undefined } = {},
): Promise<number> {
  const { keep, id } = which
  const ended = await tables<IdentityTables>(ctx.tx)
    .deleteFrom('session')
    .where('county_id', '=', ctx.county)
    .where('account_id', '=', account)
    .$if(typeof keep === 'string', (q) => q.where('token_hash', '!=', keep ?? ''))
    .$if(id !== undefined, (q) =>
      q.where(sql`left(token_hash, ${SESSION_ID_LENGTH})`, '=', id ?? ''),
    )
    .executeTakeFirst()
  return Number(ended.numDeletedRows)
}

/** Takes away the session that a new one replaces, and what has run out of this account's. */
export async function clearSessions(
  ctx: Ctx,
  account: Id<'account'>,
  replaced: string | null,
): Promise<void> {
  await tables<IdentityTables>(ctx.tx)
    .deleteFrom('session')
    .where((e) =>
      e.or([
        e('token_hash', '=', replaced ?? ''),
        e.and([
          e('county_id', '=', ctx.county),
          e('account_id', '=', account),
          e.or([e('expires_at', '<=', ctx.door.at), e('last_seen_at', '<', idleSince(ctx))]),
        ]),
      ]),
    )
    .execute()
}

/** Clears what time has ended: sessions of the county, and throttles of any county after two days. */
export async function clearOld(ctx: Ctx): Promise<void> {
  const db = tables<IdentityTables>(ctx.tx)
  await db
    .deleteFrom('session')
    .where('county_id', '=', ctx.county)
    .where('expires_at', '<=', ctx.door.at)
    .execute()
  await db
    .deleteFrom('sign_in_throttle')
    .where('last_at', '<', sql<Instant>`${ctx.door.at}::timestamptz - interval '2 days'`)
    .execute()
}
