import { must } from '../../../kernel/assert.ts'
import type { LocalDate } from '../../../kernel/date.ts'
import type { Finding } from '../../../kernel/finding.ts'
import type { AnyId } from '../../../kernel/id.ts'
import { notFound, Refusal } from '../../../kernel/refusal.ts'
import { type Text, text } from '../../../kernel/text.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { loadCase } from '../../approvals/index.ts'
import { charterTermsOf } from '../../policy/index.ts'
import type { MeetingState } from '../model.ts'
import { blocking } from '../rules/finding.ts'
import { meetingFindings, NEXT_STATES, type ReviewState } from '../rules/meeting.ts'
import { type Terms, termsOf, termsSchema } from '../rules/terms.ts'
import type { MatterRow, MeetingRow, PaperRow } from '../store.ts'
import { mattersOfMeetings, meetingRow, papersOf } from '../store/meetings.ts'
import { requestRow, votersOf } from '../store/roll.ts'
import { type Body, bodyOn, charterOn } from './body.ts'

/* A meeting as the verbs hold it: loaded, judged, moved on. */

export const STATE_WORDS: Readonly<Record<MeetingState, Text>> = {
  draft: text('拟订中', 'being drafted'),
  submitted: text('已报乡镇', 'with the town'),
  notified: text('已通知', 'notice given'),
  open: text('会议进行中', 'in session'),
  closed: text('已散会', 'closed'),
  cancelled: text('已取消', 'cancelled'),
}

export const refuse = (zh: string, en: string): Refusal =>
  new Refusal('not_allowed_now', text(zh, en))

/** A meeting in one of these states, locked. @throws Refusal `not_allowed_now` in any other. */
export async function meetingIn(
  ctx: Ctx,
  id: AnyId,
  states: readonly MeetingState[],
): Promise<MeetingRow> {
  const row = await meetingRow(ctx, id, true)
  if (row === null) throw notFound()
  if (states.includes(row.state)) return row
  const said = STATE_WORDS[row.state]
  throw refuse(
    `会议${said.zh},不能这样办理。`,
    `The meeting is ${said.en}; this cannot be done now.`,
  )
}

/** Refuses a step that does not follow. */
export function requireNext(row: MeetingRow, to: MeetingState): void {
  if (NEXT_STATES[row.state].includes(to)) return
  const said = STATE_WORDS[row.state]
  throw refuse(
    `会议${said.zh},不能这样办理。`,
    `The meeting is ${said.en}; this cannot be done now.`,
  )
}

/** What charter or law asks of a meeting: as fixed by its notice, or as of today. */
export async function termsOfMeeting(ctx: Ctx, row: MeetingRow): Promise<Terms> {
  const kept = row.terms === null ? null : termsSchema.safeParse(row.terms)
  if (kept?.success === true) return kept.data
  const said = (await charterTermsOf(ctx, [row.coop_id]))(row.coop_id, ctx.today)
  return {
    ...termsOf(row.kind, await charterOn(ctx, row.coop_id)),
    additionalArticle: said?.additional.article ?? '',
  }
}

/** Who may come: as fixed at the doors, or as the register stands on the record date. */
export async function bodyOfMeeting(
  ctx: Ctx,
  row: MeetingRow,
): Promise<Body & { readonly fixed: boolean }> {
  const fixed = await votersOf(ctx, row.id)
  if (fixed.length > 0) return { voters: fixed, members: fixed.length, fixed: true }
  const day = row.record_on < ctx.today ? row.record_on : ctx.today
  return { ...(await bodyOn(ctx, { coopId: row.coop_id, kind: row.kind }, day)), fixed: false }
}

/** Where the township's look at the agenda stands. */
export async function reviewState(ctx: Ctx, row: MeetingRow): Promise<ReviewState> {
  if (row.review_case_id === null) return 'none'
  const found = await loadCase(ctx, row.review_case_id, false)
  const { state } = found.standing
  if (state === 'withdrawn') return 'none'
  if (state !== 'running') return state
  return found.acts.some(({ kind }) => kind === 'overdue') ? 'overdue' : 'running'
}

export interface Judged {
  readonly terms: Terms
  readonly body: Body
  readonly matters: readonly MatterRow[]
  readonly papers: readonly PaperRow[]
  readonly findings: readonly Finding[]
}

/** Since when a matter's papers lie open, or would if notice were given today. */
export function openSince(
  matter: MatterRow,
  papers: readonly PaperRow[],
  today: LocalDate,
): LocalDate | null {
  if (matter.papers_from !== null) return matter.papers_from
  return papers.some((one) => one.matter_id === matter.id && one.kind === 'document') ? today : null
}

/** A meeting held against law, charter and county, as if notice were given today where none was. */
export async function judge(ctx: Ctx, row: MeetingRow): Promise<Judged> {
  const terms = await termsOfMeeting(ctx, row)
  const body = await bodyOfMeeting(ctx, row)
  const matters = await mattersOfMeetings(ctx, [row.id])
  const papers = await papersOf(ctx, row.id)
  const request = row.request_id === null ? null : await requestRow(ctx, row.request_id)
  const findings = meetingFindings({
    kind: row.kind,
    heldOn: row.held_on,
    noticeOn: row.notice_on ?? ctx.today,
    terms,
    matters: matters
      .filter(({ state }) => state !== 'withdrawn')
      .map((matter) => ({
        matter: matter.matter,
        title: matter.title,
        major: matter.major,
        papersFrom: openSince(matter, papers, ctx.today),
      })),
    members: body.members,
    entitled: body.voters.length,
    additional: body.voters
      .filter(({ additional }) => additional > 0)
      .map(({ holderId, additional }) => ({ holderId, votes: additional })),
    requestDueOn: request?.due_on ?? null,
    review: await reviewState(ctx, row),
  })
  return { terms, body, matters, papers, findings }
}

/** @throws Refusal `rule_blocked` with the findings that refuse the act. */
export function refuseBlocked(findings: readonly Finding[]): void {
  const blocked = blocking(findings)
  const [first] = blocked
  if (first === undefined) return
  throw new Refusal('rule_blocked', must(first.text, 'its text'), { data: { findings: blocked } })
}
