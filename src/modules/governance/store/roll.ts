import { sql } from 'kysely'
import type { AnyId } from '../../../kernel/id.ts'
import { actorName } from '../../../platform/actor.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { insertRows, isOneOf } from '../../../platform/rows.ts'
import type { Voter } from '../model.ts'
import {
  type AttendanceRow,
  governanceTables,
  type NoticeRow,
  type PartRow,
  type ProxyRow,
  type RequestRow,
  type VoterRow,
} from '../store.ts'

/* Who was told, who may vote, who came, who came for whom. */

export async function insertNotices(
  ctx: Ctx,
  meetingId: AnyId,
  people: readonly Voter[],
): Promise<void> {
  await insertRows(
    ctx.tx,
    {
      table: 'meeting_notice',
      columns:
        'county_id int, meeting_id uuid, holder_id uuid, member_number text, name text, person_id uuid',
    },
    people.map((one) => ({
      county_id: ctx.county,
      meeting_id: meetingId,
      holder_id: one.holderId,
      member_number: one.memberNumber,
      name: one.name,
      person_id: one.personId,
    })),
  )
}

export const noticesOf = (ctx: Ctx, meetingId: AnyId): Promise<NoticeRow[]> =>
  governanceTables(ctx.tx)
    .selectFrom('meeting_notice')
    .selectAll()
    .where('county_id', '=', ctx.county)
    .where('meeting_id', '=', meetingId)
    .orderBy('member_number')
    .execute()

/** Marks notices as delivered; what was delivered before keeps its day. Returns how many are new. */
export async function deliver(
  ctx: Ctx,
  meetingId: AnyId,
  what: { readonly holderIds: readonly AnyId[]; readonly how: NonNullable<NoticeRow['how']> },
): Promise<number> {
  const { numUpdatedRows } = await governanceTables(ctx.tx)
    .updateTable('meeting_notice')
    .set({ how: what.how, delivered_on: ctx.today })
    .where('county_id', '=', ctx.county)
    .where('meeting_id', '=', meetingId)
    .where(isOneOf('holder_id', what.holderIds))
    .where('how', 'is', null)
    .executeTakeFirst()
  return Number(numUpdatedRows)
}

export async function insertVoters(
  ctx: Ctx,
  meetingId: AnyId,
  voters: readonly Voter[],
): Promise<void> {
  await insertRows(
    ctx.tx,
    {
      table: 'meeting_voter',
      columns: `county_id int, meeting_id uuid, holder_id uuid, member_number text, name text, person_id uuid,
        additional int`,
    },
    voters.map((one) => ({
      county_id: ctx.county,
      meeting_id: meetingId,
      holder_id: one.holderId,
      member_number: one.memberNumber,
      name: one.name,
      person_id: one.personId,
      additional: one.additional,
    })),
  )
}

export const voterOf = (row: VoterRow): Voter => ({
  holderId: row.holder_id,
  memberNumber: row.member_number,
  name: row.name,
  personId: row.person_id,
  additional: row.additional,
})

/** Those who may vote, fixed as of the record date; empty before the doors open. */
export const votersOf = async (ctx: Ctx, meetingId: AnyId): Promise<Voter[]> =>
  (
    await governanceTables(ctx.tx)
      .selectFrom('meeting_voter')
      .selectAll()
      .where('county_id', '=', ctx.county)
      .where('meeting_id', '=', meetingId)
      .orderBy('member_number')
      .execute()
  ).map(voterOf)

export const proxiesOf = (ctx: Ctx, meetingId: AnyId): Promise<ProxyRow[]> =>
  governanceTables(ctx.tx)
    .selectFrom('meeting_proxy')
    .selectAll()
    .where('county_id', '=', ctx.county)
    .where('meeting_id', '=', meetingId)
    .where('withdrawn_at', 'is', null)
    .execute()

export async function insertProxy(
  ctx: Ctx,
  proxy: Omit<ProxyRow, 'county_id' | 'given_at' | 'given_by' | 'withdrawn_at'>,
): Promise<void> {
  await governanceTables(ctx.tx)
    .insertInto('meeting_proxy')
    .values({
      ...proxy,
      county_id: ctx.county,
      given_at: ctx.now,
      given_by: actorName(ctx),
      withdrawn_at: null,
    })
    .execute()
}

export async function endProxy(ctx: Ctx, id: AnyId): Promise<void> {
  await governanceTables(ctx.tx)
    .updateTable('meeting_proxy')
    .set({ withdrawn_at: ctx.now })
    .where('county_id', '=', ctx.county)
    .where('id', '=', id)
    .execute()
}

/** Who is in the room now. */
export const attendanceOf = (ctx: Ctx, meetingId: AnyId): Promise<AttendanceRow[]> =>
  governanceTables(ctx.tx)
    .selectFrom('meeting_attendance')
    .selectAll()
    .where('county_id', '=', ctx.county)
    .where('meeting_id', '=', meetingId)
    .where('left_at', 'is', null)
    .execute()

export async function insertAttendance(
  ctx: Ctx,
  meetingId: AnyId,
  rows: readonly Pick<AttendanceRow, 'holder_id' | 'how' | 'name'>[],
): Promise<void> {
  await insertRows(
    ctx.tx,
    {
      table: 'meeting_attendance',
      columns: `county_id int, id uuid, meeting_id uuid, holder_id uuid, how text, name text, at timestamptz,
        recorded_by text`,
    },
    rows.map((row) => ({
      ...row,
      county_id: ctx.county,
      id: ctx.newId(),
      meeting_id: meetingId,
      at: ctx.now,
      recorded_by: actorName(ctx),
    })),
  )
}

export async function endAttendance(
  ctx: Ctx,
  meetingId: AnyId,
  holderIds: readonly AnyId[],
): Promise<number> {
  const { numUpdatedRows } = await governanceTables(ctx.tx)
    .updateTable('meeting_attendance')
    .set({ left_at: ctx.now })
    .where('county_id', '=', ctx.county)
    .where('meeting_id', '=', meetingId)
    .where(isOneOf('holder_id', holderIds))
    .where('left_at', 'is', null)
    .executeTakeFirst()
  return Number(numUpdatedRows)
}

/** Who took part in the votes on these matters, and by which way. */
export const partsOf = (ctx: Ctx, matterIds: readonly AnyId[]): Promise<PartRow[]> =>
  governanceTables(ctx.tx)
    .selectFrom('vote_part')
    .selectAll()
    .where('county_id', '=', ctx.county)
    .where(isOneOf('matter_id', matterIds))
    .execute()

/** Meetings that concern a person: told of, entitled to, or standing in for somebody. Drafts do not count. */
export async function meetingIdsOfPerson(ctx: Ctx, personId: AnyId): Promise<AnyId[]> {
  const { rows } = await sql<{ id: AnyId }>`
    SELECT m.id FROM meeting m WHERE m.county_id = ${ctx.county}
    AND m.state IN ('notified', 'open', 'closed', 'cancelled') AND (
      EXISTS (SELECT 1 FROM meeting_notice n WHERE n.county_id = m.county_id
        AND n.meeting_id = m.id AND n.person_id = ${personId}::uuid)
      OR EXISTS (SELECT 1 FROM meeting_voter v WHERE v.county_id = m.county_id
        AND v.meeting_id = m.id AND v.person_id = ${personId}::uuid)
      OR EXISTS (SELECT 1 FROM meeting_proxy p WHERE p.county_id = m.county_id
        AND p.meeting_id = m.id AND p.person_id = ${personId}::uuid AND p.withdrawn_at IS NULL))
    ORDER BY m.held_on DESC, m.id DESC LIMIT 100`.execute(ctx.tx)
  return rows.map(({ id }) => id)
}

export async function insertRequest(
  ctx: Ctx,
  request: Omit<RequestRow, 'county_id' | 'recorded_at' | 'recorded_by' | 'holders'> & {
    readonly holders: readonly AnyId[]
  },
): Promise<void> {
  await governanceTables(ctx.tx)
    .insertInto('meeting_request')
    .values({
      ...request,
      holders: sql<AnyId[]>`${`{${request.holders.join(',')}}`}::uuid[]`,
      county_id: ctx.county,
      recorded_at: ctx.now,
      recorded_by: actorName(ctx),
    })
    .execute()
}

/** Requests no assembly has answered: those of a closed meeting are done. */
export async function openRequests(ctx: Ctx, coopIds: readonly AnyId[]): Promise<RequestRow[]> {
  const { rows } = await sql<RequestRow>`
    SELECT q.* FROM meeting_request q WHERE q.county_id = ${ctx.county}
    AND q.coop_id = ANY (${`{${coopIds.join(',')}}`}::uuid[])
    AND NOT EXISTS (SELECT 1 FROM meeting m WHERE m.county_id = q.county_id
      AND m.request_id = q.id AND m.state = 'closed')
    ORDER BY q.due_on, q.id`.execute(ctx.tx)
  return rows
}

export async function requestRow(ctx: Ctx, id: AnyId): Promise<RequestRow | null> {
  const row = await governanceTables(ctx.tx)
    .selectFrom('meeting_request')
    .selectAll()
    .where('county_id', '=', ctx.county)
    .where('id', '=', id)
    .executeTakeFirst()
  return row ?? null
}
