import { sql } from 'kysely'
import { Refusal } from '../kernel/refusal.ts'
import { canonicalJson } from './audit.ts'
import type { Present } from './caller.ts'
import type { Ctx } from './ctx.ts'
import { type Tx, tables } from './db.ts'
import type { Call } from './invoke.ts'
import type { Secrets } from './secrets.ts'

interface KeyTables {
  idempotency_key: {
    county_id: number
    actor: string
    key: string
    verb: string
    input_hash: string
    answer: Buffer | null
    created_at: string
  }
}

export interface Claim {
  readonly county: number
  readonly actor: string
  readonly key: string
  /** Present when the same call was answered before: the same answer again. */
  readonly answer?: unknown
}

/**
 * Claims the key for this call. A second call with the same key waits for the first one's commit,
 * then gets its answer; the same key with another verb or another input is refused.
 */
export async function claimKey(
  tx: Tx,
  secrets: Secrets,
  claim: { call: Call; who: Present; key: string; actor: string },
): Promise<Claim> {
  const { call, who, key, actor } = claim
  // Keyed: whoever reads the row cannot try out which of few inputs (a vote) it was made of.
  const inputHash = secrets.lookup('idempotency_key.input', canonicalJson(call.input ?? {}))
  const verb = call.verb.name
  const db = tables<KeyTables>(tx)
  if (call.dryRun !== true) {
    const claimed = await db
      .insertInto('idempotency_key')
      .values({
        county_id: who.county,
        actor,
        key,
        verb,
        input_hash: inputHash,
        answer: null,
        created_at: who.now,
      })
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirst()
    if ((claimed.numInsertedOrUpdatedRows ?? 0n) > 0n) return { county: who.county, actor, key }
  }
  const before = await db
    .selectFrom('idempotency_key')
    .select(['verb', 'input_hash', 'answer'])
    .where('county_id', '=', who.county)
    .where('actor', '=', actor)
    .where('key', '=', key)
    .executeTakeFirst()
  if (before === undefined) return { county: who.county, actor, key }
  if (before.verb !== verb || before.input_hash !== inputHash) {
    throw new Refusal('idempotency_mismatch', {
      zh: '同一个请求标识已用于另一项操作,未作任何更改。',
      en: 'This idempotency key was used for another call; nothing was changed.',
    })
  }
  const answer: unknown =
    before.answer === null ? null : JSON.parse(secrets.open(PLACE, before.answer))
  return { county: who.county, actor, key, answer }
}

/** Answers are kept sealed: they may hold a first password or recovery codes. */
const PLACE = 'idempotency_key.answer'

/** The answer put beside its key, for whoever repeats the call. */
export const answerUpdate = (
  tx: Tx,
  secrets: Secrets,
  { claim, answer }: { readonly claim: Claim; readonly answer: unknown },
) =>
  tables<KeyTables>(tx)
    .updateTable('idempotency_key')
    .set({ answer: secrets.seal(PLACE, JSON.stringify(answer)) })
    .where('county_id', '=', claim.county)
    .where('actor', '=', claim.actor)
    .where('key', '=', claim.key)

/**
 * Clears the keys of calls made more than thirty days ago: nobody repeats a call after that, and the
 * answers that are kept with them may hold first passwords.
 */
export async function clearOldKeys(ctx: Ctx): Promise<void> {
  await tables<KeyTables>(ctx.tx)
    .deleteFrom('idempotency_key')
    .where('county_id', '=', ctx.county)
    .where('created_at', '<', sql<string>`${ctx.now}::timestamptz - interval '30 days'`)
    .execute()
}
