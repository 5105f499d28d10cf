import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { type Instant, instant } from '../kernel/date.ts'
import type { Id } from '../kernel/id.ts'
import { lockFor, type Tx, tables } from './db.ts'

/** What is kept of one call, done or refused. */
export interface AuditEvent {
  readonly id: Id
  /** By the county's clock and by the server's. */
  readonly at: Instant
  readonly recorded_at: Instant
  readonly actor: unknown
  readonly request_id: string
  /** Where it came from: an address, `cli`, `job`. */
  readonly source: string
  readonly verb: string
  readonly target: string | null
  readonly outcome: 'done' | 'refused' | 'denied' | 'failed'
  readonly refusal: string | null
  readonly input: unknown
  readonly changes: unknown
}

interface EventRow extends Omit<AuditEvent, 'actor' | 'input' | 'changes'> {
  readonly county_id: number
  readonly actor: unknown
  readonly input: unknown
  readonly changes: unknown
}

interface SealRow {
  readonly county_id: number
  readonly seq: bigint
  readonly event_id: Id
  readonly algorithm: string
  readonly hash: Buffer
  readonly sealed_at: Instant
}

export interface AuditTables {
  readonly audit_event: EventRow
  readonly audit_seal: SealRow
}

/** A head of a county's chain as it is written down outside the database; JSON, so `seq` is text. */
export interface Anchor {
  readonly county: number
  readonly seq: string
  readonly hash: string
  readonly algorithm: string
  readonly at: string
}

export type HashAlgorithm = 'sha256' | 'sm3'
export const HASH_ALGORITHMS: readonly HashAlgorithm[] = ['sha256', 'sm3']

/** JSON with sorted keys and no spaces: one text for one value, whatever wrote it. */
export function canonicalJson(value: unknown): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value) ?? 'null'
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`
  const entries = Object.entries(value)
    .filter(([, v]) => v !== undefined)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
  return `{${entries.map(([k, v]) => `${JSON.stringify(k)}:${canonicalJson(v)}`).join(',')}}`
}

/** The text that is hashed: every column of the event, in a fixed order. */
export function eventText(county: number, event: AuditEvent): string {
  return canonicalJson([
    county,
    event.id,
    event.at,
    event.recorded_at,
    event.actor,
    event.request_id,
    event.source,
    event.verb,
    event.target,
    event.outcome,
    event.refusal,
    event.input,
    event.changes,
  ])
}

/** hash(n) = H(hash(n-1) ‖ n ‖ time of sealing ‖ event); the first link hangs on the empty string. */
export function chainHash(
  algorithm: HashAlgorithm,
  previous: Uint8Array,
  link: { readonly seq: bigint; readonly sealedAt: string; readonly text: string },
): Buffer {
  return createHash(algorithm)
    .update(previous)
    .update(`\n${link.seq}\n${link.sealedAt}\n`)
    .update(link.text)
    .digest()
}

/** The event as a row to write in the caller's transaction: business and audit row stand or fall together. */
export const auditInsert = (tx: Tx, county: number, event: AuditEvent) =>
  tables<AuditTables>(tx)
    .insertInto('audit_event')
    .values({
      ...event,
      county_id: county,
      actor: JSON.stringify(event.actor),
      input: JSON.stringify(event.input),
      changes: JSON.stringify(event.changes),
    })

export async function writeAudit(tx: Tx, county: number, event: AuditEvent): Promise<void> {
  await auditInsert(tx, county, event).execute()
}

/** At most this many events are sealed in one transaction, so that a long tail does not hold the lock. */
const SEAL_BATCH = 2_000

/**
 * A transaction may commit its event this much after later ones were sealed. An event that turns up
 * older than that was not written by the product: it stays unsealed and `verify` names it.
 */
export const LATEST_MS = 3_600_000

/** How far behind the head a sealing after each write looks: nearly every transaction commits sooner. */
const NEAR_MS = 10_000

/**
 * Seals what is committed and not yet sealed, in order of recording, into the county's one chain.
 * Writers do not wait for it: they commit their event, the sealer hangs it on within seconds. `near` finds
 * all but the events of transactions that took longer than seconds; the whole stretch is searched each minute.
 * @returns how many events were sealed; fewer than the batch means that the tail is empty.
 */
export async function sealAudit(
  tx: Tx,
  county: number,
  options: { readonly algorithm: HashAlgorithm; readonly now: Instant; readonly near?: boolean },
): Promise<{ sealed: number; more: boolean; seq: bigint; hash: Buffer }> {
  await lockFor(tx, `audit-seal:${county}`)
  const db = tables<AuditTables>(tx)
  const head = await db
    .selectFrom('audit_seal as s')
    .innerJoin('audit_event as e', (join) =>
      join.onRef('e.county_id', '=', 's.county_id').onRef('e.id', '=', 's.event_id'),
    )
    .select(['s.seq', 's.hash', 'e.recorded_at'])
    .where('s.county_id', '=', county)
    .orderBy('s.seq', 'desc')
    .limit(1)
    .executeTakeFirst()
  const back = options.near === true ? NEAR_MS : LATEST_MS
  const events = await db
    .selectFrom('audit_event as e')
    .selectAll('e')
    .where('e.county_id', '=', county)
    .$if(head !== undefined, (query) =>
      query.where('e.recorded_at', '>=', instant(Date.parse(head?.recorded_at ?? '') - back)),
    )
    .where((e) =>
      e.not(
        e.exists(
          e
            .selectFrom('audit_seal as s')
            .select(sql`1`.as('one'))
            .whereRef('s.county_id', '=', 'e.county_id')
            .whereRef('s.event_id', '=', 'e.id'),
        ),
      ),
    )
    .orderBy('e.recorded_at')
    .orderBy('e.id')
    .limit(SEAL_BATCH)
    .execute()

  let [seq, hash] = [head?.seq ?? 0n, head?.hash ?? Buffer.alloc(0)]
  const rows: SealRow[] = []
  for (const event of events) {
    seq += 1n
    const link = { seq, sealedAt: options.now, text: eventText(county, event) }
    hash = chainHash(options.algorithm, hash, link)
    rows.push({
      county_id: county,
      seq,
      event_id: event.id,
      algorithm: options.algorithm,
      hash,
      sealed_at: options.now,
    })
  }
  if (rows.length > 0) await db.insertInto('audit_seal').values(rows).execute()
  return { sealed: rows.length, more: rows.length === SEAL_BATCH, seq, hash }
}
