import type { Ctx } from '../../../platform/ctx.ts'
import { tables } from '../../../platform/db.ts'
import type { Throttle } from '../model.ts'
import type { IdentityTables } from './tables.ts'

type Row = IdentityTables['sign_in_throttle']

const throttleOf = (row: Row): Throttle => ({
  failures: row.failures,
  since: row.since,
  lastAt: row.last_at,
  lockedUntil: row.locked_until,
})

export async function throttles(ctx: Ctx, keys: readonly string[]): Promise<Map<string, Throttle>> {
  if (keys.length === 0) return new Map()
  const rows = await tables<IdentityTables>(ctx.tx)
    .selectFrom('sign_in_throttle')
    .selectAll()
    .where('key', 'in', [...keys])
    .execute()
  return new Map(rows.map((row) => [row.key, throttleOf(row)]))
}

/** Counts one more failure under `key`; the row stays locked until the transaction ends. */
export async function countFailure(
  ctx: Ctx,
  key: string,
  next: (known: Throttle | null) => Throttle,
): Promise<Throttle> {
  const db = tables<IdentityTables>(ctx.tx)
  const at = ctx.door.at
  const row = await db
    .insertInto('sign_in_throttle')
    .values({ key, failures: 0, since: at, last_at: at, locked_until: null })
    .onConflict((conflict) =>
      // Changes nothing, but locks the row and answers with it, whether it was there or not.
      conflict.column('key').doUpdateSet((e) => ({ key: e.ref('excluded.key') })),
    )
    .returningAll()
    .executeTakeFirstOrThrow()
  const after = next(row.failures === 0 ? null : throttleOf(row))
  await db
    .updateTable('sign_in_throttle')
    .set({
      failures: after.failures,
      since: after.since,
      last_at: after.lastAt,
      locked_until: after.lockedUntil,
    })
    .where('key', '=', key)
    .execute()
  return after
}

/**
 * Forgets the failures under `key`. With `unlessLocked` a lock that a parallel attempt has just set
 * stays. @returns whether there was something to forget.
 */
export async function forgetFailures(
  ctx: Ctx,
  key: string,
  { unlessLocked }: { readonly unlessLocked: boolean },
): Promise<boolean> {
  const gone = await tables<IdentityTables>(ctx.tx)
    .deleteFrom('sign_in_throttle')
    .where('key', '=', key)
    .$if(unlessLocked, (query) =>
      query.where((e) =>
        e.or([e('locked_until', 'is', null), e('locked_until', '<=', ctx.door.at)]),
      ),
    )
    .executeTakeFirst()
  return gone.numDeletedRows > 0n
}
