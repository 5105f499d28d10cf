import type { AnyId } from '../../../kernel/id.ts'
import type { Paper } from '../../../kernel/paper.ts'
import { notFound } from '../../../kernel/refusal.ts'
import { chinaDate } from '../../../kernel/date.ts'
import type { Verbs } from '../../../kernel/verb.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { writeCards } from '../../../platform/document/write-cards.ts'
import { writeDocx } from '../../../platform/document/write-docx.ts'
import { writePdf } from '../../../platform/document/write-pdf.ts'
import type { meetingVerbs as contract } from '../contract/meetings.ts'
import {
  ballotCards,
  countingPaper,
  minutesPaper,
  noticePaper,
  type PrintedMatter,
  type PrintedMeeting,
  resolutionPaper,
  setPaper,
  signInPaper,
} from '../rules/papers.ts'
import { attendanceOf } from '../store/roll.ts'
import { listedMeeting } from '../store/meetings.ts'
import { ballotCodes } from '../store/votes.ts'
import { judge, refuse } from './loaded.ts'
import { meetingNumber } from './meetings.ts'
import { agendaOut, type MatterOut, reviewOf } from './present.ts'

type PrintVerbs = Pick<Verbs<typeof contract, Ctx>, 'printMeeting'>

const MEDIA = {
  pdf: 'application/pdf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
} as const

const matterPrinted = (matter: MatterOut): PrintedMatter => ({
  position: matter.position,
  title: matter.title,
  content: matter.content,
  majority: matter.majority,
  secret: matter.secret,
  seats: matter.seats,
  post: matter.post,
  candidates: matter.candidates.map(({ candidateId, name }) => ({ id: candidateId, name })),
  papers: matter.papers.filter(({ kind }) => kind === 'document').map(({ name }) => name),
  withdrawn: matter.state === 'withdrawn',
  result:
    matter.resolution === null
      ? null
      : { ...matter.resolution, elected: matter.resolution.candidates },
})

interface Printable {
  readonly meeting: PrintedMeeting
  readonly agenda: readonly MatterOut[]
}

async function printable(ctx: Ctx, meetingId: AnyId): Promise<Printable> {
  const row = await listedMeeting(ctx, meetingId)
  if (row === null) throw notFound()
  const judged = await judge(ctx, row)
  const here = await attendanceOf(ctx, meetingId)
  const present = { row, coopName: row.coop_name, present: row.present }
  const agenda = await agendaOut(ctx, judged, present)
  const review = await reviewOf(ctx, row)
  const { terms, body } = judged
  const additional = terms.additionalCap === '0/1' ? 0 : 1
  return {
    agenda,
    meeting: {
      coopName: row.coop_name,
      kind: row.kind,
      number: meetingNumber(row),
      title: row.title,
      heldOn: row.held_on,
      startsAt: row.starts_at,
      place: row.place,
      recordOn: row.record_on,
      noticeOn: row.notice_on,
      noticeDays: terms.noticeDays,
      chairName: row.chair_name,
      recorderName: row.recorder_name,
      minutes: row.minutes,
      quorum: agenda[0]?.votes.quorum ?? 0,
      allVotes: body.voters.reduce((sum, one) => sum + 1 + additional * one.additional, 0),
      voters: body.voters,
      present: new Map(here.map((one) => [one.holder_id, one.name])),
      matters: agenda.map(matterPrinted),
      proxies: terms.proxies,
      review: (review?.opinions ?? []).map((one) => ({
        by: `${one.step.zh} ${one.by}`,
        on: one.on,
        words: `${one.outcome === 'agreed' ? '同意' : '不同意'}。${one.reason}`,
      })),
      address: `${ctx.publicAddress}/meetings/${meetingId}`,
    },
  }
}

function paperFor(
  what: 'notice' | 'sign-in' | 'counting' | 'minutes' | 'resolution',
  { meeting }: Printable,
  matter: PrintedMatter | undefined,
): Paper {
  if (what === 'notice') return noticePaper(meeting)
  if (what === 'sign-in') return signInPaper(meeting)
  if (what === 'minutes') return minutesPaper(meeting)
  if (matter === undefined) throw notFound()
  if (what === 'counting') return countingPaper(meeting, matter)
  if (matter.result === null) {
    throw refuse('该议题还没有决议。', 'There is no resolution on this matter yet.')
  }
  return resolutionPaper(meeting, matter)
}

export const printVerbs: PrintVerbs = {
  printMeeting: async (ctx, { meetingId, paper: what, matterId, format }) => {
    const found = await printable(ctx, meetingId)
    const index = found.agenda.findIndex((one) => one.matterId === matterId)
    const matter = found.meeting.matters[index]
    if (what === 'ballots') {
      if (matter === undefined || matterId === undefined) throw notFound()
      const codes = await ballotCodes(ctx, matterId)
      if (codes.length === 0) {
        throw refuse('还没有印制选票号。', 'No ballot codes have been made yet.')
      }
      const cards = ballotCards(found.meeting, matter, shuffled(ctx, codes))
      const bytes = await writeCards(cards, { at: ctx.now, title: matter.title })
      return {
        name: `选票-${matter.position}.pdf`,
        mediaType: MEDIA.pdf,
        content: bytes.toString('base64'),
      }
    }
    const paper = paperFor(what, found, matter)
    const head = ctx.anchors().at(-1)
    const foot = {
      printed: `打印日期：${chinaDate(ctx.now)}`,
      proof: head === undefined ? null : `审计链 第${head.seq}号 ${head.hash.slice(0, 16)}`,
    }
    const write = format === 'pdf' ? writePdf : writeDocx
    const bytes = await write(setPaper(paper), foot, { at: ctx.now })
    return {
      name: `${paper.title}.${format}`,
      mediaType: MEDIA[format],
      content: bytes.toString('base64'),
    }
  },
}

/** Another order each time, so that the place of a ballot in the pile says nothing. */
function shuffled(ctx: Ctx, codes: readonly string[]): string[] {
  return codes
    .map((code) => ({ code, key: ctx.newId().slice(-12) }))
    .toSorted((a, b) => (a.key < b.key ? -1 : 1))
    .map(({ code }) => code)
}
