import { sql } from 'kysely'
import { chinaDate, type Instant, instant } from '../kernel/date.ts'
import type { AnyId } from '../kernel/id.ts'
import { writeAudit } from './audit.ts'
import type { Change, Ctx } from './ctx.ts'
import { inTransaction, type Tx, tables } from './db.ts'
import { redact } from './redact.ts'
import type { Runtime } from './runtime.ts'

/** Something that happened and that later modules may react to. */
export interface Fact {
  readonly topic: string
  readonly payload: Readonly<Record<string, unknown>>
}

interface OutboxTables {
  outbox: {
    county_id: number
    id: AnyId
    topic: string
    payload: unknown
    created_at: Instant
    done_at: Instant | null
    attempts: number
    error: string | null
  }
}

/** Leaves the facts for the modules that react to their topics; what nobody reacts to is not kept. */
export async function writeFacts(
  tx: Tx,
  write: { county: number; now: Instant; facts: readonly Fact[]; runtime: Runtime },
): Promise<void> {
  const { modules } = write.runtime
  const heard = write.facts.filter(({ topic }) => modules.some((one) => topic in one.reactions))
  const rows = heard.map((fact) => ({
    county_id: write.county,
    id: write.runtime.newId(),
    topic: fact.topic,
    payload: JSON.stringify(fact.payload),
    created_at: write.now,
    done_at: null,
    attempts: 0,
    error: null,
  }))
  for (let i = 0; i < rows.length; i += 1000) {
    await tables<OutboxTables>(tx)
      .insertInto('outbox')
      .values(rows.slice(i, i + 1000))
      .execute()
  }
}

/** After this many failures a fact waits for a person; it stays in the table with its error. */
const MAX_ATTEMPTS = 8
const BATCH = 100

/**
 * Hands waiting facts to the modules that react to their topic, oldest first, each in its own transaction.
 * A reaction must bear being told twice. @returns how many facts were handled.
 */
export async function deliverFacts(runtime: Runtime, county: number): Promise<number> {
  const waiting = await inTransaction(
    runtime.database,
    `SELECT app_set_county(${county})`,
    (tx) =>
      tables<OutboxTables>(tx)
        .selectFrom('outbox')
        .select('id')
        .where('county_id', '=', county)
        .where('done_at', 'is', null)
        .where('attempts', '<', MAX_ATTEMPTS)
        .orderBy('id')
        .limit(BATCH)
        .execute(),
    { readOnly: true },
  )
  let handled = 0
  for (const { id } of waiting) if (await deliver(runtime, county, id)) handled += 1
  return handled
}

async function deliver(runtime: Runtime, county: number, id: AnyId): Promise<boolean> {
  const open = `SELECT app_set_county(${county})`
  try {
    return await inTransaction(runtime.database, open, async (tx) => {
      const db = tables<OutboxTables>(tx)
      const fact = await db
        .selectFrom('outbox')
        .select(['topic', 'payload'])
        .where('county_id', '=', county)
        .where('id', '=', id)
        .where('done_at', 'is', null)
        .forUpdate()
        .skipLocked()
        .executeTakeFirst()
      if (fact === undefined) return false
      await asJob(runtime, { tx, county, name: `reaction:${fact.topic}` }, async (ctx) => {
        for (const module of runtime.modules) {
          await module.reactions[fact.topic]?.(ctx, fact.payload as Record<string, unknown>)
        }
      })
      await db
        .updateTable('outbox')
        .set({ done_at: instant(runtime.clock()) })
        .where('county_id', '=', county)
        .where('id', '=', id)
        .execute()
      return true
    })
  } catch (error) {
    runtime.log.error('reaction failed', { county, fact: id, reason: String(error) })
    await inTransaction(runtime.database, open, (tx) =>
      tables<OutboxTables>(tx)
        .updateTable('outbox')
        .set({ attempts: sql`attempts + 1`, error: String(error).slice(0, 500) })
        .where('county_id', '=', county)
        .where('id', '=', id)
        .execute(),
    )
    return false
  }
}

/**
 * Work that nobody clicked: it reaches its own county whole and says which job it is. What it changed
 * leaves an audit row, what it emits goes to the outbox, all in the caller's transaction.
 */
export async function asJob(
  runtime: Runtime,
  job: { readonly tx: Tx; readonly county: number; readonly name: string },
  work: (ctx: Ctx) => Promise<void>,
): Promise<void> {
  const { tx, county, name } = job
  const shift = await sql<{ shift: bigint }>`
    SELECT clock_shift_ms AS shift FROM county WHERE county_id = ${county}`.execute(tx)
  const now = instant(runtime.clock() + Number(shift.rows[0]?.shift ?? 0n))
  const facts: Fact[] = []
  const changes: Change[] = []
  const ctx: Ctx = {
    county,
    actor: { kind: 'job', name },
    door: { at: instant(runtime.clock()), source: 'job', agent: name, tokenHash: null },
    requestId: name,
    now,
    today: chinaDate(now),
    tx,
    scope: [],
    may: () => true,
    newId: runtime.newId,
    secrets: runtime.secrets,
    anchors: () => runtime.anchors(county),
    operations: runtime.operations,
    publicAddress: runtime.publicAddress,
    mailer: runtime.mailer,
    evidence: (source, about) => runtime.evidence[source]?.(ctx, about) ?? Promise.resolve(null),
    ask: (source, unitIds) =>
      runtime.answers[source]?.(ctx, unitIds) ?? Promise.resolve(new Map<AnyId, unknown>()),
    record: (change) => changes.push(change),
    emit: (topic, payload) => facts.push({ topic, payload }),
    progress: () => undefined,
  }
  await work(ctx)
  if (facts.length > 0) await writeFacts(tx, { county, now, facts, runtime })
  if (changes.length === 0) return
  await writeAudit(tx, county, {
    id: runtime.newId(),
    at: now,
    recorded_at: instant(runtime.clock()),
    actor: { kind: 'job', name },
    request_id: name,
    source: 'job',
    verb: name,
    target: null,
    outcome: 'done',
    refusal: null,
    input: {},
    changes: redact(changes),
  })
}
