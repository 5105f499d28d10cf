import { sql } from 'kysely'
import type { Instant } from '../../kernel/date.ts'
import type { AnyId, Id } from '../../kernel/id.ts'
import { LATEST_MS } from '../../platform/audit.ts'
import type { Ctx } from '../../platform/ctx.ts'
import type { Link, SealedEvent } from './model.ts'

/* The trail is read only; the platform writes it (audit_event) and seals it (audit_seal). */

export interface EventRow extends SealedEvent {
  readonly seq: bigint | null
}

export interface AuditFilter {
  readonly since?: string | undefined
  readonly until?: string | undefined
  readonly actorId?: string | undefined
  readonly verb?: string | undefined
  readonly outcome?: string | undefined
  readonly target?: string | undefined
  readonly limit: number
  readonly offset: number
}

/** A list says how many rows match only up to here: beyond it counting costs more than it tells. */
export const COUNTED_MAX = 10_000

const COLUMNS = sql`e.id, e.at, e.recorded_at, e.actor, e.request_id, e.source, e.verb, e.target,
  e.outcome, e.refusal, e.input, e.changes`

function matching(ctx: Ctx, filter: AuditFilter) {
  const conditions = [
    sql`e.county_id = ${ctx.county}`,
    filter.since === undefined ? null : sql`e.at >= ${filter.since}`,
    filter.until === undefined ? null : sql`e.at < ${filter.until}`,
    filter.actorId === undefined ? null : sql`e.actor ->> 'id' = ${filter.actorId}`,
    filter.verb === undefined ? null : sql`e.verb = ${filter.verb}`,
    filter.outcome === undefined ? null : sql`e.outcome = ${filter.outcome}`,
    filter.target === undefined ? null : sql`e.target = ${filter.target}`,
  ].filter((condition) => condition !== null)
  return sql.join(conditions, sql` AND `)
}

/** A page of the trail, latest first. */
export async function listEvents(ctx: Ctx, filter: AuditFilter): Promise<EventRow[]> {
  const rows = await sql<EventRow>`
    SELECT ${COLUMNS}, s.seq FROM audit_event e
    LEFT JOIN audit_seal s ON s.county_id = e.county_id AND s.event_id = e.id
    WHERE ${matching(ctx, filter)}
    ORDER BY e.at DESC, e.id DESC LIMIT ${filter.limit} OFFSET ${filter.offset}`.execute(ctx.tx)
  return rows.rows
}

export async function countEvents(ctx: Ctx, filter: AuditFilter): Promise<number> {
  const rows = await sql<{ n: number }>`
    SELECT count(*)::int AS n FROM (SELECT 1 FROM audit_event e
      WHERE ${matching(ctx, filter)} LIMIT ${COUNTED_MAX + 1}) AS counted`.execute(ctx.tx)
  return rows.rows[0]?.n ?? 0
}

export async function eventById(ctx: Ctx, id: Id): Promise<EventRow | null> {
  const rows = await sql<EventRow>`
    SELECT ${COLUMNS}, s.seq FROM audit_event e
    LEFT JOIN audit_seal s ON s.county_id = e.county_id AND s.event_id = e.id
    WHERE e.county_id = ${ctx.county} AND e.id = ${id}`.execute(ctx.tx)
  return rows.rows[0] ?? null
}

interface LinkRow extends SealedEvent {
  readonly seq: bigint
  readonly event_id: string
  readonly algorithm: string
  readonly hash: Buffer
  readonly sealed_at: Instant
  /** Null where the event is gone; the columns of the event are then null as well. */
  readonly found: Id | null
}

const linkOf = (row: LinkRow): Link => {
  const { seq, event_id, algorithm, hash, sealed_at, found, ...event } = row
  return {
    seq,
    eventId: event_id,
    algorithm,
    hash,
    sealedAt: sealed_at,
    event: found === null ? null : { ...event, id: found },
  }
}

/** Links from a number on, in order, at most `limit`. */
export async function linksFrom(ctx: Ctx, from: bigint, limit: number): Promise<Link[]> {
  const rows = await sql<LinkRow>`
    SELECT s.seq, s.event_id, s.algorithm, s.hash, s.sealed_at, e.id AS found, ${COLUMNS}
    FROM audit_seal s LEFT JOIN audit_event e ON e.county_id = s.county_id AND e.id = s.event_id
    WHERE s.county_id = ${ctx.county} AND s.seq >= ${from}
    ORDER BY s.seq LIMIT ${limit}`.execute(ctx.tx)
  return rows.rows.map(linkOf)
}

/** A link with the hash it hangs on. */
export interface HungLink extends Link {
  readonly previous: Uint8Array
}

/**
 * The rows that recorded what was done to a case: by its own calls, by a call on several cases, by a job. `since`
 * is when it was opened: nothing of it lies before.
 */
const ofCase = (ctx: Ctx, caseId: AnyId, since: Instant) => sql`
  e.county_id = ${ctx.county} AND e.outcome = 'done' AND e.at >= ${since}::timestamptz
  AND e.changes @> ${JSON.stringify([{ entity: 'case', id: caseId }])}::jsonb`

/** The sealed rows of a case in order of the chain, each with the hash of the link before it. */
export async function linksOfCase(ctx: Ctx, caseId: AnyId, since: Instant): Promise<HungLink[]> {
  const { rows } = await sql<LinkRow & { previous: Buffer | null }>`
    SELECT s.seq, s.event_id, s.algorithm, s.hash, s.sealed_at, e.id AS found, ${COLUMNS},
      before.hash AS previous
    FROM audit_event e
    JOIN audit_seal s ON s.county_id = e.county_id AND s.event_id = e.id
    LEFT JOIN audit_seal before ON before.county_id = s.county_id AND before.seq = s.seq - 1
    WHERE ${ofCase(ctx, caseId, since)} ORDER BY s.seq`.execute(ctx.tx)
  return rows.map(({ previous, ...row }) => ({
    ...linkOf(row),
    previous: previous ?? new Uint8Array(),
  }))
}

/** How many rows of a case wait to be sealed. */
export async function unsealedOfCase(ctx: Ctx, caseId: AnyId, since: Instant): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    SELECT count(*)::int AS n FROM audit_event e
    WHERE ${ofCase(ctx, caseId, since)} AND NOT EXISTS (
      SELECT FROM audit_seal s WHERE s.county_id = e.county_id AND s.event_id = e.id)`.execute(
    ctx.tx,
  )
  return rows[0]?.n ?? 0
}

export interface Counts {
  readonly events: number
  readonly sealed: number
  readonly unsealed: number
}

export async function countTrail(ctx: Ctx): Promise<Counts> {
  const rows = await sql<Counts>`
    SELECT count(*)::int AS events, count(s.seq)::int AS sealed,
      (count(*) FILTER (WHERE s.seq IS NULL))::int AS unsealed
    FROM audit_event e LEFT JOIN audit_seal s ON s.county_id = e.county_id AND s.event_id = e.id
    WHERE e.county_id = ${ctx.county}`.execute(ctx.tx)
  return rows.rows[0] ?? { events: 0, sealed: 0, unsealed: 0 }
}

export interface Head {
  readonly seq: bigint
  readonly hash: Buffer
  readonly algorithm: string
}

export async function headOf(ctx: Ctx): Promise<Head | null> {
  const rows = await sql<Head>`
    SELECT seq, hash, algorithm FROM audit_seal WHERE county_id = ${ctx.county}
    ORDER BY seq DESC LIMIT 1`.execute(ctx.tx)
  return rows.rows[0] ?? null
}

/**
 * The earliest event that is older than the sealer ever looks back and yet not sealed: the product did
 * not write it. Its place is that of the first sealed event recorded after it.
 */
export async function strayEvent(ctx: Ctx): Promise<{ id: string; seq: bigint } | null> {
  const rows = await sql<{ id: string; seq: bigint }>`
    WITH head AS (
      SELECT e.recorded_at FROM audit_seal s
      JOIN audit_event e ON e.county_id = s.county_id AND e.id = s.event_id
      WHERE s.county_id = ${ctx.county} ORDER BY s.seq DESC LIMIT 1
    ), stray AS (
      SELECT e.id, e.recorded_at FROM audit_event e, head
      WHERE e.county_id = ${ctx.county}
        AND e.recorded_at < head.recorded_at - ${LATEST_MS} * interval '1 millisecond'
        AND NOT EXISTS (SELECT 1 FROM audit_seal s
          WHERE s.county_id = e.county_id AND s.event_id = e.id)
      ORDER BY e.recorded_at, e.id LIMIT 1
    )
    SELECT stray.id, coalesce((SELECT min(s.seq) FROM audit_seal s
        JOIN audit_event e ON e.county_id = s.county_id AND e.id = s.event_id
        WHERE s.county_id = ${ctx.county}
          AND (e.recorded_at, e.id) > (stray.recorded_at, stray.id)), 1)::int8 AS seq
    FROM stray`.execute(ctx.tx)
  return rows.rows[0] ?? null
}
