import { sql } from 'kysely'
import { type LocalDate, yearOf } from '../../../kernel/date.ts'
import type { AnyId, Id } from '../../../kernel/id.ts'
import { actorName } from '../../../platform/actor.ts'
import { takeNumbers } from '../../../platform/counter.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import type { Tx } from '../../../platform/db.ts'
import { insertRows, isOneOf } from '../../../platform/rows.ts'
import { ancestorsOf, insideScope } from '../../../platform/unit.ts'
import type { MatterKey, MeetingKind, MeetingState } from '../model.ts'
import {
  type CandidateRow,
  governanceTables,
  type MatterRow,
  type MeetingRow,
  type PaperRow,
} from '../store.ts'

/** The units of a meeting, for the platform's scope check. */
export async function unitsOfMeeting(tx: Tx, id: AnyId): Promise<readonly Id<'unit'>[] | null> {
  const row = await governanceTables(tx)
    .selectFrom('meeting')
    .select('coop_id')
    .where('county_id', '=', sql<number>`app_county()`)
    .where('id', '=', id)
    .executeTakeFirst()
  return row === undefined ? null : ancestorsOf(tx, row.coop_id)
}

/** A meeting; `lock` holds it until the transaction ends. Null when there is none. */
export async function meetingRow(ctx: Ctx, id: AnyId, lock = false): Promise<MeetingRow | null> {
  const query = governanceTables(ctx.tx)
    .selectFrom('meeting')
    .selectAll()
    .where('county_id', '=', ctx.county)
    .where('id', '=', id)
  return (await (lock ? query.forUpdate() : query).executeTakeFirst()) ?? null
}

export type NewMeeting = Pick<
  MeetingRow,
  | 'id'
  | 'coop_id'
  | 'kind'
  | 'title'
  | 'call'
  | 'request_id'
  | 'held_on'
  | 'starts_at'
  | 'place'
  | 'record_on'
  | 'chair_name'
  | 'recorder_name'
>

export async function insertMeeting(ctx: Ctx, fresh: NewMeeting): Promise<MeetingRow> {
  const year = yearOf(ctx.today)
  const number = await takeNumbers(ctx, { unitId: fresh.coop_id, kind: 'meeting', year })
  return governanceTables(ctx.tx)
    .insertInto('meeting')
    .values({
      ...fresh,
      county_id: ctx.county,
      year,
      number,
      state: 'draft',
      review_case_id: null,
      notice_on: null,
      notice_reason: null,
      terms: null,
      entry_code: null,
      opened_on: null,
      closed_on: null,
      minutes: '',
      cancel_reason: null,
      created_at: ctx.now,
      created_by: actorName(ctx),
    })
    .returningAll()
    .executeTakeFirstOrThrow()
}

export async function updateMeeting(
  ctx: Ctx,
  id: AnyId,
  change: Partial<Omit<MeetingRow, 'county_id' | 'id' | 'coop_id' | 'terms'>> & {
    readonly terms?: string
  },
): Promise<void> {
  await governanceTables(ctx.tx)
    .updateTable('meeting')
    .set(change)
    .where('county_id', '=', ctx.county)
    .where('id', '=', id)
    .execute()
}

export interface MeetingFilter {
  readonly unitId?: AnyId | undefined
  readonly kind?: MeetingKind | undefined
  readonly state?: MeetingState | undefined
  readonly year?: number | undefined
}

export interface ListedMeeting extends MeetingRow {
  readonly coop_name: string
  readonly matters: number
  readonly carried: number
  readonly entitled: number
  readonly present: number
}

const COUNTS = sql`
  (SELECT u.name FROM org_unit u WHERE u.county_id = m.county_id AND u.id = m.coop_id) AS coop_name,
  (SELECT count(*)::int FROM meeting_matter a WHERE a.county_id = m.county_id AND a.meeting_id = m.id
    AND a.state <> 'withdrawn') AS matters,
  (SELECT count(*)::int FROM resolution r WHERE r.county_id = m.county_id AND r.meeting_id = m.id
    AND r.carried) AS carried,
  (SELECT count(*)::int FROM meeting_voter v WHERE v.county_id = m.county_id
    AND v.meeting_id = m.id) AS entitled,
  (SELECT count(*)::int FROM meeting_attendance t WHERE t.county_id = m.county_id
    AND t.meeting_id = m.id AND t.left_at IS NULL) AS present`

const conditions = (ctx: Ctx, filter: MeetingFilter) => sql`
  m.county_id = ${ctx.county} AND ${insideScope(ctx, 'm.coop_id')}
  AND (${filter.unitId ?? null}::uuid IS NULL OR EXISTS (SELECT 1 FROM org_unit u
    WHERE u.county_id = m.county_id AND u.id = m.coop_id
    AND u.ancestors @> ARRAY[${filter.unitId ?? null}::uuid]))
  AND (${filter.kind ?? null}::text IS NULL OR m.kind = ${filter.kind ?? null})
  AND (${filter.year ?? null}::int IS NULL OR m.year = ${filter.year ?? null})`

/** Meetings in the actor's scope, the latest first, and how many there are in each state. */
export async function meetingPage(
  ctx: Ctx,
  filter: MeetingFilter,
  page: { readonly limit: number; readonly offset: number },
): Promise<{ readonly states: Map<MeetingState, number>; readonly rows: ListedMeeting[] }> {
  const { rows: states } = await sql<{ state: MeetingState; n: number }>`
    SELECT m.state, count(*)::int AS n FROM meeting m WHERE ${conditions(ctx, filter)}
    GROUP BY m.state`.execute(ctx.tx)
  const { rows } = await sql<ListedMeeting>`
    SELECT m.*, ${COUNTS} FROM meeting m WHERE ${conditions(ctx, filter)}
    AND (${filter.state ?? null}::text IS NULL OR m.state = ${filter.state ?? null})
    ORDER BY m.held_on DESC, m.id DESC LIMIT ${page.limit} OFFSET ${page.offset}`.execute(ctx.tx)
  return { states: new Map(states.map(({ state, n }) => [state, n])), rows }
}

/** One meeting with its counts. */
export async function listedMeeting(ctx: Ctx, id: AnyId): Promise<ListedMeeting | null> {
  const { rows } = await sql<ListedMeeting>`SELECT m.*, ${COUNTS} FROM meeting m
    WHERE m.county_id = ${ctx.county} AND m.id = ${id}`.execute(ctx.tx)
  return rows[0] ?? null
}

/** Matters of meetings in the order of their agendas. */
export const mattersOfMeetings = (ctx: Ctx, meetingIds: readonly AnyId[]): Promise<MatterRow[]> =>
  governanceTables(ctx.tx)
    .selectFrom('meeting_matter')
    .selectAll()
    .where('county_id', '=', ctx.county)
    .where(isOneOf('meeting_id', meetingIds))
    .orderBy('position')
    .execute()

/** A matter of a meeting; `lock` makes whoever votes on it or closes it come one by one. */
export async function matterRow(
  ctx: Ctx,
  of: { readonly meetingId: AnyId; readonly matterId: AnyId },
  lock = false,
): Promise<MatterRow | null> {
  const query = governanceTables(ctx.tx)
    .selectFrom('meeting_matter')
    .selectAll()
    .where('county_id', '=', ctx.county)
    .where('meeting_id', '=', of.meetingId)
    .where('id', '=', of.matterId)
  return (await (lock ? query.forUpdate() : query).executeTakeFirst()) ?? null
}

export const candidatesOf = (ctx: Ctx, matterIds: readonly AnyId[]): Promise<CandidateRow[]> =>
  governanceTables(ctx.tx)
    .selectFrom('matter_candidate')
    .selectAll()
    .where('county_id', '=', ctx.county)
    .where(isOneOf('matter_id', matterIds))
    .orderBy('position')
    .execute()

export type NewMatter = Omit<MatterRow, 'county_id' | 'state' | 'present'> & {
  readonly candidates: readonly { readonly personId: AnyId; readonly name: string }[]
}

/** The agenda of a draft, instead of what stood there. */
export async function replaceMatters(
  ctx: Ctx,
  meetingId: AnyId,
  matters: readonly NewMatter[],
): Promise<void> {
  const old = await mattersOfMeetings(ctx, [meetingId])
  const ids = old.map(({ id }) => id)
  const papers = (await papersOf(ctx, meetingId)).filter(({ matter_id }) => matter_id !== null)
  const point = (paperIds: readonly AnyId[], matterId: AnyId | null): Promise<unknown> =>
    governanceTables(ctx.tx)
      .updateTable('meeting_paper')
      .set({ matter_id: matterId })
      .where('county_id', '=', ctx.county)
      .where('meeting_id', '=', meetingId)
      .where(isOneOf('id', paperIds))
      .execute()
  await point(
    papers.map(({ id }) => id),
    null,
  )
  await governanceTables(ctx.tx)
    .deleteFrom('matter_candidate')
    .where('county_id', '=', ctx.county)
    .where(isOneOf('matter_id', ids))
    .execute()
  await governanceTables(ctx.tx)
    .deleteFrom('meeting_matter')
    .where('county_id', '=', ctx.county)
    .where('meeting_id', '=', meetingId)
    .execute()
  await insertMatters(ctx, matters)
  // A matter that is still there, by what it is about or else by its title, keeps its papers.
  for (const matter of matters) {
    const same = new Set(old.filter((one) => nameOf(one) === nameOf(matter)).map(({ id }) => id))
    const own = papers.filter(({ matter_id }) => matter_id !== null && same.has(matter_id))
    if (own.length > 0) {
      await point(
        own.map(({ id }) => id),
        matter.id,
      )
    }
  }
}

const nameOf = (one: Pick<MatterRow, 'matter' | 'subject_kind' | 'subject_id' | 'title'>): string =>
  JSON.stringify([one.matter, one.subject_kind, one.subject_id ?? one.title])

/** Adds matters to an agenda, with the candidates of elections. */
export async function insertMatters(ctx: Ctx, matters: readonly NewMatter[]): Promise<void> {
  await insertRows(
    ctx.tx,
    {
      table: 'meeting_matter',
      columns: `county_id int, id uuid, meeting_id uuid, position int, matter text, title text, content text,
        majority text, major boolean, secret boolean, post text, seats int, subject_kind text, subject_id uuid,
        papers_from date, state text`,
    },
    matters.map(({ candidates: _candidates, ...row }) => ({
      ...row,
      county_id: ctx.county,
      state: 'waiting',
    })),
  )
  await insertRows(
    ctx.tx,
    {
      table: 'matter_candidate',
      columns: 'county_id int, id uuid, matter_id uuid, position int, person_id uuid, name text',
    },
    matters.flatMap((row) =>
      row.candidates.map(({ personId, name }, i) => ({
        county_id: ctx.county,
        id: ctx.newId(),
        matter_id: row.id,
        position: i + 1,
        person_id: personId,
        name,
      })),
    ),
  )
}

/** A matter with the meeting it is put before. */
export interface PutMatter extends MatterRow {
  readonly meeting_title: string
  readonly meeting_state: MeetingState
  readonly held_on: LocalDate
}

/** Matters about a subject in a co-op, neither withdrawn nor of a cancelled meeting, the latest first. */
export async function mattersAbout(
  ctx: Ctx,
  of: { readonly coopId: AnyId; readonly subjectId: AnyId },
): Promise<PutMatter[]> {
  const { rows } = await sql<PutMatter>`SELECT t.*, m.title AS meeting_title,
      m.state AS meeting_state, m.held_on
    FROM meeting_matter t JOIN meeting m ON m.county_id = t.county_id AND m.id = t.meeting_id
    WHERE t.county_id = ${ctx.county} AND t.subject_id = ${of.subjectId}
      AND m.coop_id = ${of.coopId} AND t.state <> 'withdrawn' AND m.state <> 'cancelled'
    ORDER BY m.held_on DESC, t.id DESC`.execute(ctx.tx)
  return rows
}

export async function setMatter(
  ctx: Ctx,
  id: AnyId,
  change: Partial<Pick<MatterRow, 'state' | 'present' | 'papers_from'>>,
): Promise<void> {
  await governanceTables(ctx.tx)
    .updateTable('meeting_matter')
    .set(change)
    .where('county_id', '=', ctx.county)
    .where('id', '=', id)
    .execute()
}

export const papersOf = (ctx: Ctx, meetingId: AnyId): Promise<PaperRow[]> =>
  governanceTables(ctx.tx)
    .selectFrom('meeting_paper')
    .selectAll()
    .where('county_id', '=', ctx.county)
    .where('meeting_id', '=', meetingId)
    .orderBy('added_at')
    .orderBy('id')
    .execute()

export async function insertPaper(
  ctx: Ctx,
  paper: Omit<PaperRow, 'county_id' | 'added_on' | 'added_at' | 'added_by'>,
  content: Buffer,
): Promise<void> {
  await governanceTables(ctx.tx)
    .insertInto('meeting_paper')
    .values({
      ...paper,
      county_id: ctx.county,
      added_on: ctx.today,
      added_at: ctx.now,
      added_by: actorName(ctx),
    })
    .execute()
  await governanceTables(ctx.tx)
    .insertInto('meeting_paper_content')
    .values({ county_id: ctx.county, paper_id: paper.id, content })
    .execute()
}

export async function paperContent(ctx: Ctx, paperId: AnyId): Promise<Buffer | null> {
  const row = await governanceTables(ctx.tx)
    .selectFrom('meeting_paper_content')
    .select('content')
    .where('county_id', '=', ctx.county)
    .where('paper_id', '=', paperId)
    .executeTakeFirst()
  return row?.content ?? null
}

/** What the county made major beside the statute's list, or took off its own list again; the latest counts. */
export async function countyMajors(
  ctx: Ctx,
): Promise<ReadonlyMap<MatterKey, { readonly major: boolean; readonly source: string }>> {
  const rows = await governanceTables(ctx.tx)
    .selectFrom('county_matter')
    .selectAll()
    .where('county_id', '=', ctx.county)
    .orderBy('recorded_at')
    .orderBy('id')
    .execute()
  return new Map(rows.map(({ matter, major, source }) => [matter, { major, source }]))
}

export async function insertCountyMajors(
  ctx: Ctx,
  rows: readonly { readonly matter: MatterKey; readonly major: boolean; readonly source: string }[],
): Promise<void> {
  await governanceTables(ctx.tx)
    .insertInto('county_matter')
    .values(
      rows.map((row) => ({
        ...row,
        county_id: ctx.county,
        id: ctx.newId(),
        recorded_at: ctx.now,
        recorded_by: actorName(ctx),
      })),
    )
    .execute()
}

/** The last assembly that each co-op held, by co-op; those without one are absent. */
export async function lastAssemblies(
  ctx: Ctx,
  coopIds: readonly AnyId[],
): Promise<Map<AnyId, LocalDate>> {
  const rows = await governanceTables(ctx.tx)
    .selectFrom('meeting')
    .select(['coop_id', sql<LocalDate>`max(held_on)`.as('held_on')])
    .where('county_id', '=', ctx.county)
    .where(isOneOf('coop_id', coopIds))
    .where('kind', 'in', ['assembly', 'delegates', 'founding', 'union'])
    .where('state', '=', 'closed')
    .groupBy('coop_id')
    .execute()
  return new Map(rows.map((row) => [row.coop_id, row.held_on]))
}
