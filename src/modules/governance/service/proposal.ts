import { createHash } from 'node:crypto'
import type { LocalDate } from '../../../kernel/date.ts'
import type { AnyId } from '../../../kernel/id.ts'
import { notFound } from '../../../kernel/refusal.ts'
import type { Finding } from '../../../kernel/finding.ts'
import type { Input } from '../../../kernel/verb.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import type { meetingVerbs as contract } from '../contract/meetings.ts'
import type { Decided, MatterState, MeetingState } from '../model.ts'
import type { MatterRow } from '../store.ts'
import { insertMatters, insertPaper, mattersOfMeetings, mattersAbout } from '../store/meetings.ts'
import { decidedOf, resolutionsOfMatters } from '../store/resolutions.ts'
import { agendaOf } from './agenda.ts'
import { judge, meetingIn } from './loaded.ts'
import { meetingVerbs } from './meetings.ts'

/* What other modules bring before a meeting, and what became of it. */

type NewMeeting = Omit<Input<(typeof contract)['draftMeeting']>, 'coopId' | 'matters' | 'requestId'>

/** Something a later module wants decided: its words, what it is about, and the paper that lies open. */
export interface Proposal {
  readonly coopId: AnyId
  readonly matter: MatterRow['matter']
  readonly title: string
  readonly content: string
  /** What is decided on, exactly: other content is another kind, or a vote would carry what it has not seen. */
  readonly subject: { readonly kind: string; readonly id: AnyId }
  readonly document: { readonly name: string; readonly pdf: Uint8Array }
}

/**
 * Puts a proposal on the agenda of a meeting that is being drafted, or of a new one, with its paper.
 * @throws Refusal `not_found` for a meeting of another co-op, `not_allowed_now` once notice was given.
 */
export async function propose(
  ctx: Ctx,
  proposal: Proposal,
  to: { readonly meetingId: AnyId } | { readonly meeting: NewMeeting },
): Promise<{
  readonly meetingId: AnyId
  readonly matterId: AnyId
  readonly findings: readonly Finding[]
}> {
  const { coopId, matter, title, content, subject, document } = proposal
  const meetingId =
    'meetingId' in to
      ? to.meetingId
      : (await meetingVerbs.draftMeeting(ctx, { coopId, ...to.meeting, matters: [] })).meetingId
  const row = await meetingIn(ctx, meetingId, ['draft'])
  if (row.coop_id !== coopId) throw notFound()
  const before = await mattersOfMeetings(ctx, [meetingId])
  const given = { matter, title, content, secret: false, candidates: [], subject }
  const [made] = await agendaOf(ctx, row, [given])
  if (made === undefined) throw notFound()
  const fresh = { ...made, position: before.length + 1 }
  await insertMatters(ctx, [fresh])
  await insertPaper(
    ctx,
    {
      id: ctx.newId(),
      meeting_id: meetingId,
      matter_id: fresh.id,
      kind: 'document',
      name: document.name,
      media_type: 'application/pdf',
      bytes: document.pdf.length,
      sha256: createHash('sha256').update(document.pdf).digest('hex'),
    },
    Buffer.from(document.pdf),
  )
  ctx.record({ entity: 'meeting', id: meetingId, after: { proposed: title, subject } })
  const { findings } = await judge(ctx, row)
  return { meetingId, matterId: fresh.id, findings }
}

/** Where a subject stands before the bodies of a co-op. */
export interface Put {
  readonly meetingId: AnyId
  readonly matterId: AnyId
  readonly title: string
  readonly heldOn: LocalDate
  readonly meetingState: MeetingState
  readonly matterState: MatterState
  readonly subjectKind: string
  readonly decided: Decided | null
}

/** Every matter about a subject that stands or was decided, the latest first. */
export async function putBefore(
  ctx: Ctx,
  about: { readonly coopId: AnyId; readonly subjectId: AnyId },
): Promise<Put[]> {
  const rows = await mattersAbout(ctx, about)
  const decided = await resolutionsOfMatters(
    ctx,
    rows.map(({ id }) => id),
  )
  return rows.map((row) => {
    const resolution = decided.get(row.id)
    return {
      meetingId: row.meeting_id,
      matterId: row.id,
      title: row.meeting_title,
      heldOn: row.held_on,
      meetingState: row.meeting_state,
      matterState: row.state,
      subjectKind: row.subject_kind ?? '',
      decided: resolution === undefined ? null : decidedOf(resolution),
    }
  })
}
