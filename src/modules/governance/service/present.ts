import type { z } from 'zod'
import type { AnyId } from '../../../kernel/id.ts'
import { notFound } from '../../../kernel/refusal.ts'
import type { Output, Verbs } from '../../../kernel/verb.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { loadCase, sayCaseNumber } from '../../approvals/index.ts'
import { cooperativesIn } from '../../registry/index.ts'
import type { meetingVerbs as contract } from '../contract/meetings.ts'
import type { matterOutput, meetingHead } from '../contract/words.ts'
import { finding } from '../rules/finding.ts'
import { earliestDay, yearFinding } from '../rules/meeting.ts'
import { addBallot, differencesOf, settledCount, standingOf, type Sums } from '../rules/tally.ts'
import { countsAdditional, quorumBy } from '../rules/terms.ts'
import { text } from '../../../kernel/text.ts'
import type {
  CandidateRow,
  MatterRow,
  MeetingRow,
  PaperRow,
  PartRow,
  ResolutionRow,
} from '../store.ts'
import {
  candidatesOf,
  lastAssemblies,
  listedMeeting,
  type ListedMeeting,
  meetingPage,
} from '../store/meetings.ts'
import { resolutionsOfMeeting } from '../store/resolutions.ts'
import { attendanceOf, noticesOf, openRequests, partsOf, proxiesOf } from '../store/roll.ts'
import {
  ballotNumbers,
  countsOf,
  type LastVote,
  openVotesOf,
  type StoredCount,
} from '../store/votes.ts'
import { allVotesOf } from './body.ts'
import { bodyOfMeeting, judge, type Judged } from './loaded.ts'
import { meetingNumber } from './meetings.ts'
import { presentResolution } from './result.ts'
import { countOf } from './voting.ts'

type ReadVerbs = Pick<
  Verbs<typeof contract, Ctx>,
  'listMeetings' | 'listMeetingDuties' | 'readMeeting' | 'readMeetingRoll'
>
export type MatterOut = z.output<typeof matterOutput>
type Head = z.output<typeof meetingHead>

export const headOf = (row: ListedMeeting): Head => ({
  meetingId: row.id,
  coopId: row.coop_id,
  coopName: row.coop_name,
  kind: row.kind,
  number: meetingNumber(row),
  title: row.title,
  state: row.state,
  call: row.call,
  heldOn: row.held_on,
  startsAt: row.starts_at,
  place: row.place,
  recordOn: row.record_on,
  noticeOn: row.notice_on,
  matters: row.matters,
  carried: row.carried,
  entitled: row.entitled,
  present: row.present,
})

export const presentPaper = (paper: PaperRow): MatterOut['papers'][number] => ({
  paperId: paper.id,
  matterId: paper.matter_id,
  kind: paper.kind,
  name: paper.name,
  mediaType: paper.media_type,
  bytes: paper.bytes,
  sha256: paper.sha256,
  addedOn: paper.added_on,
  addedBy: paper.added_by,
})

/** What the township said to the agenda; null where it was not asked. */
export async function reviewOf(ctx: Ctx, row: MeetingRow) {
  if (row.review_case_id === null) return null
  const found = await loadCase(ctx, row.review_case_id, false)
  const titles = new Map(found.process.steps.map((step) => [step.key, step.title]))
  return {
    caseId: found.row.id,
    number: sayCaseNumber(found.row),
    state: found.standing.state,
    dueOn: null,
    opinions: found.acts.flatMap((act) => {
      if (act.kind !== 'sign') return []
      const title = titles.get(act.step)
      const remarks = act.values['remarks']
      return [
        {
          step: { zh: title?.zh ?? act.step, en: title?.en ?? act.step },
          outcome: act.outcome,
          basis: act.basis,
          reason: [typeof remarks === 'string' ? remarks : '', act.reason]
            .filter((part) => part !== '')
            .join(' '),
          by: act.by.name,
          on: act.on,
        },
      ]
    }),
  }
}

interface Votes {
  readonly parts: readonly PartRow[]
  readonly open: readonly LastVote[]
  readonly printed: ReadonlyMap<AnyId, number>
  readonly counts: readonly StoredCount[]
  readonly candidates: readonly CandidateRow[]
  readonly resolutions: readonly ResolutionRow[]
}

/** Everything about the votes of a meeting, read once. */
async function votesOfMeeting(ctx: Ctx, meetingId: AnyId, ids: readonly AnyId[]): Promise<Votes> {
  return {
    parts: await partsOf(ctx, ids),
    open: await openVotesOf(ctx, ids),
    printed: await ballotNumbers(ctx, ids),
    counts: await countsOf(ctx, ids),
    candidates: await candidatesOf(ctx, ids),
    resolutions: await resolutionsOfMeeting(ctx, meetingId),
  }
}

/** How the votes on a matter stand: of a secret one only how many took part, until its result is declared. */
function votesOut(matter: MatterRow, judged: Judged, known: Votes & { readonly present: number }) {
  const { terms, body } = judged
  const parts = known.parts.filter(({ matter_id }) => matter_id === matter.id)
  const allVotes = allVotesOf(body.voters, countsAdditional(terms, matter.matter))
  const resolution = known.resolutions.find(({ matter_id }) => matter_id === matter.id)
  const cast = (channel?: string): number =>
    parts
      .filter((one) => channel === undefined || one.channel === channel)
      .reduce((sum, one) => sum + one.votes, 0)
  let sums: Sums = {}
  for (const one of known.open.filter(({ matter_id }) => matter_id === matter.id)) {
    sums = addBallot(sums, one.choice, one.votes)
  }
  const standing = standingOf(terms, {
    entitled: body.voters.length,
    allVotes,
    present: matter.present ?? known.present,
    yes: resolution?.yes ?? sums['yes'] ?? 0,
    majority: matter.majority,
  })
  const shown = matter.seats === null && (!matter.secret || resolution !== undefined)
  const said = resolution ?? {
    yes: sums['yes'] ?? 0,
    no: sums['no'] ?? 0,
    abstain: sums['abstain'] ?? 0,
  }
  return {
    allVotes,
    quorum: standing.quorum,
    needed: standing.needed,
    voters: parts.length,
    cast: cast(),
    paper: cast('paper'),
    yes: shown ? said.yes : null,
    no: shown ? said.no : null,
    abstain: shown ? said.abstain : null,
    stillNeeded: shown ? standing.stillNeeded : null,
  }
}

/** Counts of paper ballots: what each said is shown when two have counted, so that nobody copies. */
function ballotsOut(matter: MatterRow, known: Votes): MatterOut['ballots'] {
  const counts = known.counts.filter(({ matter_id }) => matter_id === matter.id)
  const all = counts.map(countOf)
  const settled = settledCount(all) !== null
  const names = new Map(known.candidates.map(({ id, name }) => [id, name]))
  const marked = (count: ReturnType<typeof countOf>, code: string): string | null => {
    const mark = count.get(code)
    if (mark === undefined) return null
    return mark.void ? 'void' : mark.choice.map((one) => names.get(one) ?? one).join('、')
  }
  const handedOut = known.parts
    .filter(({ matter_id, channel }) => matter_id === matter.id && channel === 'paper')
    .reduce((sum, one) => sum + one.votes, 0)
  return {
    printed: known.printed.get(matter.id) ?? 0,
    handedOut,
    counters: counts.map(({ name }) => name),
    differences:
      all.length < 2 || settled
        ? []
        : differencesOf(all).map((code) => ({
            code,
            said: all.map((count) => marked(count, code)),
          })),
    settled,
  }
}

/** The agenda as its readers see it. */
export async function agendaOut(
  ctx: Ctx,
  judged: Judged,
  of: { readonly row: MeetingRow; readonly coopName: string; readonly present: number },
): Promise<MatterOut[]> {
  const known = await votesOfMeeting(
    ctx,
    of.row.id,
    judged.matters.map(({ id }) => id),
  )
  return judged.matters.map((matter): MatterOut => {
    const resolution = known.resolutions.find(({ matter_id }) => matter_id === matter.id)
    return {
      matterId: matter.id,
      position: matter.position,
      matter: matter.matter,
      title: matter.title,
      content: matter.content,
      majority: matter.majority,
      major: matter.major,
      secret: matter.secret,
      post: matter.post,
      seats: matter.seats,
      candidates: known.candidates
        .filter(({ matter_id }) => matter_id === matter.id)
        .map(({ id, person_id, name }) => ({ candidateId: id, personId: person_id, name })),
      subjectKind: matter.subject_kind,
      subjectId: matter.subject_id,
      papersFrom: matter.papers_from,
      papers: judged.papers
        .filter(({ matter_id }) => matter_id === matter.id)
        .map((paper) => presentPaper(paper)),
      state: matter.state,
      present: matter.present,
      votes: votesOut(matter, judged, { ...known, present: of.present }),
      ballots: ballotsOut(matter, known),
      resolution: resolution === undefined ? null : presentResolution(resolution, of.coopName),
    }
  })
}

export const additionalOut = (judged: Judged) =>
  judged.body.voters
    .filter(({ additional }) => additional > 0)
    .map(({ memberNumber, name, additional }) => ({ memberNumber, name, votes: additional }))

async function readMeeting(
  ctx: Ctx,
  meetingId: AnyId,
): Promise<Output<(typeof contract)['readMeeting']>> {
  const row = await listedMeeting(ctx, meetingId)
  if (row === null) throw notFound()
  const judged = await judge(ctx, row)
  const { terms, body, findings, papers } = judged
  const notices = await noticesOf(ctx, meetingId)
  const ended = row.state === 'closed' || row.state === 'cancelled'
  return {
    ...headOf(row),
    entitled: body.voters.length,
    chairName: row.chair_name,
    recorderName: row.recorder_name,
    minutes: row.minutes,
    noticeReason: row.notice_reason,
    cancelReason: row.cancel_reason,
    openedOn: row.opened_on,
    closedOn: row.closed_on,
    entryCode: ctx.may('governance.write') ? row.entry_code : null,
    terms: {
      noticeDays: terms.noticeDays,
      quorum: terms.quorum,
      ordinary: terms.ordinary,
      special: terms.special,
      online: terms.online,
      proxies: terms.proxies,
      byCharter: terms.byCharter,
    },
    earliestOn: earliestDay(terms, row.notice_on ?? ctx.today),
    quorum: quorumBy(terms, body.voters.length),
    allVotes: allVotesOf(body.voters, terms.additionalCap !== '0/1'),
    additional: additionalOut(judged),
    review: await reviewOf(ctx, row),
    findings: ended ? [] : [...findings],
    agenda: await agendaOut(ctx, judged, { row, coopName: row.coop_name, present: row.present }),
    papers: papers
      .filter(({ matter_id }) => matter_id === null)
      .map((paper) => presentPaper(paper)),
    delivered: notices.filter(({ how }) => how !== null).length,
    notified: notices.length,
  }
}

async function readRoll(
  ctx: Ctx,
  meetingId: AnyId,
): Promise<Output<(typeof contract)['readMeetingRoll']>> {
  const row = await listedMeeting(ctx, meetingId)
  if (row === null) throw notFound()
  const { voters, fixed } = await bodyOfMeeting(ctx, row)
  const notices = new Map((await noticesOf(ctx, meetingId)).map((one) => [one.holder_id, one]))
  const proxies = new Map((await proxiesOf(ctx, meetingId)).map((one) => [one.holder_id, one]))
  const here = new Map((await attendanceOf(ctx, meetingId)).map((one) => [one.holder_id, one]))
  const { matters } = await judge(ctx, row)
  const parts = Map.groupBy(
    await partsOf(
      ctx,
      matters.map(({ id }) => id),
    ),
    ({ holder_id }) => holder_id,
  )
  return {
    fixed,
    rows: voters.map(({ holderId, memberNumber, name, additional }) => {
      const [notice, proxy, present] = [
        notices.get(holderId),
        proxies.get(holderId),
        here.get(holderId),
      ]
      return {
        holderId,
        memberNumber,
        name,
        additional,
        how: notice?.how ?? null,
        deliveredOn: notice?.delivered_on ?? null,
        proxy: proxy === undefined ? null : { name: proxy.name, kind: proxy.kind },
        present: present?.how ?? null,
        presentName: present?.name ?? null,
        parts: (parts.get(holderId) ?? []).map(({ matter_id, channel }) => ({
          matterId: matter_id,
          channel,
        })),
      }
    }),
  }
}

const STATES = ['draft', 'submitted', 'notified', 'open', 'closed', 'cancelled'] as const

export const readVerbs: ReadVerbs = {
  listMeetings: async (ctx, { limit, offset, ...filter }) => {
    const { states, rows } = await meetingPage(ctx, filter, { limit, offset })
    const counted = Object.fromEntries(
      STATES.map((state) => [state, states.get(state) ?? 0]),
    ) as Record<(typeof STATES)[number], number>
    const total =
      filter.state === undefined
        ? STATES.reduce((sum, state) => sum + counted[state], 0)
        : counted[filter.state]
    return { total, states: counted, rows: rows.map(headOf) }
  },

  listMeetingDuties: async (ctx, { unitId, limit, offset }) => {
    const coops = await cooperativesIn(ctx, {
      counted: true,
      ...(unitId === undefined ? {} : { unitId }),
    })
    const ids = coops.map(({ id }) => id)
    const last = await lastAssemblies(ctx, ids)
    const requests = Map.groupBy(await openRequests(ctx, ids), ({ coop_id }) => coop_id)
    const rows = coops.flatMap((coop) => {
      const request = requests.get(coop.id)?.[0]
      const lastHeldOn = last.get(coop.id) ?? null
      const year = yearFinding({ since: coop.registeredOn, lastHeldOn, today: ctx.today })
      const findings = [
        ...(year.outcome === 'passes' ? [] : [year]),
        ...(request === undefined || request.due_on >= ctx.today
          ? []
          : [lateFinding(request.due_on)]),
      ]
      if (findings.length === 0 && request === undefined) return []
      return [
        {
          coopId: coop.id,
          coopName: coop.name,
          townName: coop.townName,
          lastHeldOn,
          requestId: request?.id ?? null,
          requestedOn: request?.requested_on ?? null,
          dueOn: request?.due_on ?? null,
          findings,
        },
      ]
    })
    const broken = (rule: string): number =>
      rows.filter(({ findings }) => findings.some((one) => one.rule === rule)).length
    const ordered = rows.toSorted((a, b) => (a.dueOn ?? '9999').localeCompare(b.dueOn ?? '9999'))
    return {
      total: rows.length,
      noYear: broken('MEET-YEAR'),
      overdue: broken('MEET-20D'),
      rows: ordered.slice(offset, offset + limit),
    }
  },

  readMeeting: async (ctx, { meetingId }) => readMeeting(ctx, meetingId),
  readMeetingRoll: async (ctx, { meetingId }) => readRoll(ctx, meetingId),
}

const lateFinding = (dueOn: string) =>
  finding({
    rule: 'MEET-20D',
    severity: 'warn',
    outcome: 'fails',
    measured: null,
    limit: dueOn,
    source: '农民专业合作社法第三十一条',
    text: text(
      `提议的临时成员大会应于 ${dueOn} 前召开,尚未召开。`,
      `The extraordinary assembly asked for was due by ${dueOn} and has not been held.`,
    ),
  })
