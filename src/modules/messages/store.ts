import { sql } from 'kysely'
import type { AnyId, Id } from '../../kernel/id.ts'
import { actorName } from '../../platform/actor.ts'
import type { Ctx } from '../../platform/ctx.ts'
import { idArray, insertRows } from '../../platform/rows.ts'
import { insideScope } from '../../platform/unit.ts'
import type { Channel, Message, Recipient, State, Told } from './model.ts'

const COLUMNS = `county_id int, id uuid, event text, topic text, thread text, recipient uuid, account_id uuid, person_id uuid,
  name text, unit_id uuid, zh text, en text, link text, due_on date, made_at timestamptz, channel text, state text,
  state_at timestamptz, state_by text, note text`

/** Of these recipients, those who were told of an event already. */
export async function toldOf(
  ctx: Ctx,
  event: string,
  recipients: readonly AnyId[],
): Promise<ReadonlySet<AnyId>> {
  const { rows } = await sql<{ recipient: AnyId }>`
    SELECT recipient FROM message WHERE county_id = ${ctx.county} AND event = ${event}
      AND recipient = ANY (${idArray(recipients)})`.execute(ctx.tx)
  return new Set(rows.map(({ recipient }) => recipient))
}

/** Writes messages of one event down, each for a recipient with the channel it goes by. */
export async function insertMessages(
  ctx: Ctx,
  told: Omit<Told, 'to'>,
  to: readonly (Recipient & { readonly recipient: AnyId; readonly channel: Channel })[],
): Promise<void> {
  await insertRows(
    ctx.tx,
    { table: 'message', columns: COLUMNS },
    to.map((one) => ({
      county_id: ctx.county,
      id: ctx.newId(),
      event: told.event,
      topic: told.topic,
      thread: told.thread,
      recipient: one.recipient,
      account_id: one.accountId,
      person_id: one.personId,
      name: one.name,
      unit_id: one.unitId,
      zh: told.text.zh,
      en: told.text.en,
      link: told.link,
      due_on: told.dueOn,
      made_at: ctx.now,
      channel: one.channel,
      state: 'waiting',
      state_at: ctx.now,
      state_by: actorName(ctx),
      note: '',
    })),
  )
}

/** A person's own notices, newest first, with how many there are and how many are unread. */
export async function noticeRows(
  ctx: Ctx,
  accountId: AnyId,
  what: { readonly unread: boolean; readonly limit: number; readonly offset: number },
): Promise<{ readonly rows: readonly Message[]; readonly total: number; readonly unread: number }> {
  const { rows: counts } = await sql<{ total: number; unread: number }>`
    SELECT count(*)::int AS total, (count(*) FILTER (WHERE read_at IS NULL))::int AS unread
    FROM message WHERE county_id = ${ctx.county} AND account_id = ${accountId}::uuid`.execute(
    ctx.tx,
  )
  const { total = 0, unread = 0 } = counts[0] ?? {}
  const { rows } = await sql<Message>`
    SELECT * FROM message WHERE county_id = ${ctx.county} AND account_id = ${accountId}::uuid
      AND (NOT ${what.unread} OR read_at IS NULL)
    ORDER BY id DESC LIMIT ${what.limit} OFFSET ${what.offset}`.execute(ctx.tx)
  return { rows, total: what.unread ? unread : total, unread }
}

/** Marks a person's notices as read; what still waited to be delivered needs no more. */
export async function markRead(
  ctx: Ctx,
  accountId: AnyId,
  ids: readonly AnyId[] | null,
): Promise<void> {
  await sql`UPDATE message SET read_at = ${ctx.now},
      state = CASE state WHEN 'waiting' THEN 'read' ELSE state END,
      state_at = CASE state WHEN 'waiting' THEN ${ctx.now}::timestamptz ELSE state_at END,
      state_by = CASE state WHEN 'waiting' THEN ${actorName(ctx)} ELSE state_by END
    WHERE county_id = ${ctx.county} AND account_id = ${accountId}::uuid AND read_at IS NULL
      AND (${ids === null} OR id = ANY (${idArray(ids ?? [])}))`.execute(ctx.tx)
}

/** What waits to go out of these threads need not any more. */
export async function settleThreads(ctx: Ctx, threads: readonly string[]): Promise<void> {
  await sql`UPDATE message SET state = 'settled', state_at = ${ctx.now}, state_by = ${actorName(ctx)}
    WHERE county_id = ${ctx.county} AND state = 'waiting'
      AND thread = ANY (${[...threads]}::text[])`.execute(ctx.tx)
}

export type Listed = Message & { readonly unit_name: string }

/** Messages of the units the caller delivers for: what waits first, then newest first. */
export async function messageRows(
  ctx: Ctx,
  filter: {
    readonly unitId?: AnyId | undefined
    readonly channel?: Channel | undefined
    readonly state?: State | undefined
    readonly limit: number
    readonly offset: number
  },
): Promise<{
  readonly rows: readonly Listed[]
  readonly counts: readonly { channel: Channel; state: State; messages: number }[]
}> {
  const { unitId = null, channel = null, state = null } = filter
  const within = sql`m.county_id = ${ctx.county} AND ${insideScope(ctx, 'm.unit_id')}
    AND (${unitId}::uuid IS NULL OR ${unitId}::uuid = ANY (u.ancestors))`
  const from = sql`FROM message m JOIN org_unit u ON u.county_id = m.county_id AND u.id = m.unit_id`
  const { rows: counts } = await sql<{ channel: Channel; state: State; messages: number }>`
    SELECT m.channel, m.state, count(*)::int AS messages ${from} WHERE ${within}
    GROUP BY m.channel, m.state ORDER BY m.channel, m.state`.execute(ctx.tx)
  const { rows } = await sql<Listed>`
    SELECT m.*, u.name AS unit_name ${from} WHERE ${within}
      AND (${channel}::text IS NULL OR m.channel = ${channel})
      AND (${state}::text IS NULL OR m.state = ${state})
    ORDER BY m.state = 'waiting' DESC, m.id DESC
    LIMIT ${filter.limit} OFFSET ${filter.offset}`.execute(ctx.tx)
  return { rows, counts }
}

/** Messages for recipients at a unit or below it, held until the transaction ends; all that wait without ids. */
export async function messagesAt(
  ctx: Ctx,
  unitId: AnyId,
  which: { readonly ids: readonly AnyId[] } | { readonly channel: Channel },
): Promise<readonly Listed[]> {
  const picked =
    'ids' in which
      ? sql`m.id = ANY (${idArray(which.ids)})`
      : sql`m.state = 'waiting' AND m.channel = ${which.channel}`
  const { rows } = await sql<Listed>`
    SELECT m.*, u.name AS unit_name
    FROM message m JOIN org_unit u ON u.county_id = m.county_id AND u.id = m.unit_id
    WHERE m.county_id = ${ctx.county} AND ${unitId}::uuid = ANY (u.ancestors) AND ${picked}
    ORDER BY u.name COLLATE "C", m.name COLLATE "C", m.id LIMIT 1000 FOR UPDATE OF m`.execute(
    ctx.tx,
  )
  return rows
}

/** Messages that wait for the mail server, oldest first, of one event or of all; what another job holds is left. */
export async function waitingMail(ctx: Ctx, event: string | null): Promise<readonly Message[]> {
  const { rows } = await sql<Message>`
    SELECT * FROM message WHERE county_id = ${ctx.county} AND channel = 'mail' AND state = 'waiting'
      AND (${event}::text IS NULL OR event = ${event})
    ORDER BY id LIMIT 500 FOR UPDATE SKIP LOCKED`.execute(ctx.tx)
  return rows
}

/** Puts messages into a state, by another channel where one is given. */
export async function setState(
  ctx: Ctx,
  ids: readonly AnyId[],
  now: { readonly state: State; readonly note: string; readonly channel?: Channel },
): Promise<void> {
  await sql`UPDATE message SET state = ${now.state}, note = ${now.note}, state_at = ${ctx.now},
      state_by = ${actorName(ctx)}, channel = coalesce(${now.channel ?? null}, channel)
    WHERE county_id = ${ctx.county} AND id = ANY (${idArray(ids)})`.execute(ctx.tx)
}

/** The name of the county, as sender; and that of a unit, as who delivers. */
export async function namesOf(
  ctx: Ctx,
  unitId: AnyId,
): Promise<{ readonly county: string; readonly unit: string }> {
  const { rows } = await sql<{ county: string; unit: string }>`
    SELECT c.name AS county, u.name AS unit FROM county c
    JOIN org_unit u ON u.county_id = c.county_id AND u.id = ${unitId as Id<'unit'>}::uuid
    WHERE c.county_id = ${ctx.county}`.execute(ctx.tx)
  return rows[0] ?? { county: '', unit: '' }
}
