import { insertRows, isOneOf } from '../../../platform/rows.ts'
import { actorName } from '../../../platform/actor.ts'
import { sql } from 'kysely'
import type { AnyId } from '../../../kernel/id.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import type { NewEvent, RecordedEvent } from '../model.ts'
import { type EventTable, shareTables } from '../store.ts'
import { lineOf } from './book.ts'

/** Records events with their lines, numbered in the order given. */
export async function saveEvents(
  ctx: Ctx,
  events: readonly {
    readonly coopId: AnyId
    readonly seq: bigint
    readonly event: NewEvent
    readonly reason: string | null
  }[],
): Promise<void> {
  const by = actorName(ctx)
  await insertRows(
    ctx.tx,
    {
      table: 'share_event',
      columns: `county_id int, id uuid, coop_id uuid, seq bigint, kind text, on_date date,
        reverses_id uuid, details jsonb, reason text, recorded_at timestamptz, recorded_by text`,
    },
    events.map(({ coopId, seq, event, reason }) => ({
      county_id: ctx.county,
      id: event.id,
      coop_id: coopId,
      seq: seq.toString(),
      kind: event.kind,
      on_date: event.on,
      reverses_id: event.reverses,
      details: event.details,
      reason,
      recorded_at: ctx.now,
      recorded_by: by,
    })),
  )
  await insertRows(
    ctx.tx,
    {
      table: 'share_line',
      columns: `county_id int, event_id uuid, line int, coop_id uuid, holder_id uuid, on_date date,
        form text, paid_fen bigint, promised_fen bigint, unit_class text, units_micro bigint,
        dividend_micro bigint`,
    },
    events.flatMap(({ coopId, event }) =>
      event.lines.map((line, number) => ({
        county_id: ctx.county,
        event_id: event.id,
        line: number,
        coop_id: coopId,
        holder_id: line.holderId,
        on_date: line.on,
        form: line.form,
        paid_fen: line.form === null ? '0' : line.paid.toString(),
        promised_fen: line.form === null ? '0' : line.promised.toString(),
        unit_class: line.unitClass,
        units_micro: line.form === null ? line.units.toString() : '0',
        dividend_micro: line.form === null ? line.dividend.toString() : '0',
      })),
    ),
  )
}

/** A page of a co-op's events, newest first, with their lines. */
export async function eventPage(
  ctx: Ctx,
  coopId: AnyId,
  filter: {
    readonly holderId?: AnyId | undefined
    readonly limit: number
    readonly offset: number
  },
): Promise<{ total: number; events: RecordedEvent[] }> {
  const query = shareTables(ctx.tx)
    .selectFrom('share_event as e')
    .where('e.county_id', '=', ctx.county)
    .where('e.coop_id', '=', coopId)
    .$if(filter.holderId !== undefined, (q) =>
      q.where(sql<boolean>`EXISTS (SELECT 1 FROM share_line AS l WHERE l.county_id = e.county_id
        AND l.event_id = e.id AND l.holder_id = ${filter.holderId ?? null})`),
    )
  const rows = await query
    .selectAll('e')
    .orderBy('e.seq', 'desc')
    .limit(filter.limit)
    .offset(filter.offset)
    .execute()
  const { total } = await query
    .select(sql<number>`count(*)::int`.as('total'))
    .executeTakeFirstOrThrow()
  return { total, events: await withLines(ctx, rows) }
}

/** Events in the order they happened, of these holders. */
export async function eventsOfHolders(
  ctx: Ctx,
  holderIds: readonly AnyId[],
): Promise<RecordedEvent[]> {
  const rows = await shareTables(ctx.tx)
    .selectFrom('share_event as e')
    .selectAll('e')
    .where('e.county_id', '=', ctx.county)
    .where(sql<boolean>`e.id IN (SELECT l.event_id FROM share_line AS l
      WHERE l.county_id = ${ctx.county} AND ${isOneOf('l.holder_id', holderIds)})`)
    .orderBy('e.on_date')
    .orderBy('e.seq')
    .execute()
  return withLines(ctx, rows)
}

export async function eventById(
  ctx: Ctx,
  coopId: AnyId,
  eventId: AnyId,
): Promise<RecordedEvent | null> {
  const row = await shareTables(ctx.tx)
    .selectFrom('share_event')
    .selectAll()
    .where('county_id', '=', ctx.county)
    .where('coop_id', '=', coopId)
    .where('id', '=', eventId)
    .executeTakeFirst()
  return row === undefined ? null : ((await withLines(ctx, [row]))[0] ?? null)
}

async function withLines(ctx: Ctx, rows: readonly EventTable[]): Promise<RecordedEvent[]> {
  if (rows.length === 0) return []
  const ids = rows.map(({ id }) => id)
  const lines = await shareTables(ctx.tx)
    .selectFrom('share_line')
    .selectAll()
    .where('county_id', '=', ctx.county)
    .where(isOneOf('event_id', ids))
    .orderBy('event_id')
    .orderBy('line')
    .execute()
  const reversals = await shareTables(ctx.tx)
    .selectFrom('share_event')
    .select(['id', 'reverses_id'])
    .where('county_id', '=', ctx.county)
    .where(isOneOf('reverses_id', ids))
    .execute()
  const linesBy = Map.groupBy(lines, (line) => line.event_id)
  const reversedBy = new Map(reversals.map((row) => [row.reverses_id, row.id]))
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind,
    on: row.on_date,
    lines: (linesBy.get(row.id) ?? []).map(lineOf),
    details: row.details as Record<string, unknown>,
    reverses: row.reverses_id,
    seq: row.seq,
    reason: row.reason,
    recordedAt: row.recorded_at,
    recordedBy: row.recorded_by,
    reversedBy: reversedBy.get(row.id) ?? null,
  }))
}
