import { insertRows, isOneOf } from '../../../platform/rows.ts'
import { sql } from 'kysely'
import type { LocalDate } from '../../../kernel/date.ts'
import type { AnyId } from '../../../kernel/id.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import type { EventKind, Line, NewEvent } from '../model.ts'
import { type LineTable } from '../store.ts'
import { lineOf } from './book.ts'

/** Remembers which voucher booked which event. */
export async function saveBookings(
  ctx: Ctx,
  rows: readonly { readonly eventId: AnyId; readonly voucherId: AnyId }[],
): Promise<void> {
  await insertRows(
    ctx.tx,
    {
      table: 'share_event_voucher',
      columns: 'county_id int, event_id uuid, voucher_id uuid',
    },
    rows.map((row) => ({
      county_id: ctx.county,
      event_id: row.eventId,
      voucher_id: row.voucherId,
    })),
  )
}

/** Those of the events that are in the books. */
export async function bookedEvents(
  ctx: Ctx,
  eventIds: readonly AnyId[],
): Promise<Map<AnyId, AnyId>> {
  const { rows } = await sql<{ event_id: AnyId; voucher_id: AnyId }>`
    SELECT event_id, voucher_id FROM share_event_voucher
    WHERE county_id = ${ctx.county} AND ${isOneOf('event_id', eventIds)}`.execute(ctx.tx)
  return new Map(rows.map((row) => [row.event_id, row.voucher_id]))
}

interface Unbooked {
  readonly id: AnyId
  readonly coop_id: AnyId
  readonly kind: EventKind
  readonly on_date: LocalDate
  readonly details: Record<string, unknown>
  readonly reverses_id: AnyId | null
}

/** Events of these co-ops that move paid contributions and are not in the books, in their order. */
export async function unbookedEvents(
  ctx: Ctx,
  coopIds: readonly AnyId[],
): Promise<{ coopId: AnyId; event: NewEvent }[]> {
  const { rows } = await sql<Unbooked>`
    SELECT e.id, e.coop_id, e.kind, e.on_date, e.details, e.reverses_id FROM share_event e
    WHERE e.county_id = ${ctx.county} AND ${isOneOf('e.coop_id', coopIds)}
      AND NOT EXISTS (SELECT FROM share_event_voucher b WHERE b.county_id = e.county_id AND b.event_id = e.id)
      AND EXISTS (SELECT FROM share_line l WHERE l.county_id = e.county_id AND l.event_id = e.id
        AND l.paid_fen <> 0)
    ORDER BY e.coop_id, e.seq`.execute(ctx.tx)
  const lines = await linesOf(
    ctx,
    rows.map((row) => row.id),
  )
  return rows.map((row) => ({
    coopId: row.coop_id,
    event: {
      id: row.id,
      kind: row.kind,
      on: row.on_date,
      details: row.details,
      reverses: row.reverses_id,
      lines: lines.get(row.id) ?? [],
    },
  }))
}

async function linesOf(ctx: Ctx, eventIds: readonly AnyId[]): Promise<Map<AnyId, Line[]>> {
  const { rows } = await sql<LineTable>`
    SELECT * FROM share_line WHERE county_id = ${ctx.county} AND ${isOneOf('event_id', eventIds)}
    ORDER BY event_id, line`.execute(ctx.tx)
  const found = new Map<AnyId, Line[]>()
  for (const row of rows) {
    const list = found.get(row.event_id)
    if (list === undefined) found.set(row.event_id, [lineOf(row)])
    else list.push(lineOf(row))
  }
  return found
}
