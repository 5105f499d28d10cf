import type { AnyId } from '../../../kernel/id.ts'
import type { Verbs } from '../../../kernel/verb.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import type { voteVerbs as contract } from '../contract/votes.ts'
import type { resolutionOutput } from '../contract/words.ts'
import {
  addBallot,
  addSums,
  electedOf,
  settledCount,
  standingOf,
  type Sums,
  sumsOf,
} from '../rules/tally.ts'
import { neededBy } from '../rules/terms.ts'
import type { ElectedRow, ResolutionRow } from '../store.ts'
import { candidatesOf, setMatter } from '../store/meetings.ts'
import { partsOf, votersOf } from '../store/roll.ts'
import { insertResolution, resolutionNumber, resolutionPage } from '../store/resolutions.ts'
import { countsOf, openVotesOf } from '../store/votes.ts'
import { emptyBox } from './box.ts'
import { allVotesOf } from './body.ts'
import { refuse, termsOfMeeting } from './loaded.ts'
import { countOf, type Held, matterIn } from './voting.ts'
import { countsAdditional } from '../rules/terms.ts'
import type { z } from 'zod'

type ResultVerbs = Pick<Verbs<typeof contract, Ctx>, 'declareResult' | 'listResolutions'>

/** The votes of all ways together: paper as counted, hands and phones as cast, the box opened for this. */
async function totalOf(
  ctx: Ctx,
  { matter }: Held,
): Promise<{ readonly sums: Sums; readonly void: number }> {
  const parts = await partsOf(ctx, [matter.id])
  const cast = (channel: string): number =>
    parts.filter((one) => one.channel === channel).reduce((sum, one) => sum + one.votes, 0)
  const paper = cast('paper') === 0 ? { sums: {}, void: 0 } : await paperSums(ctx, matter.id)
  let open: Sums = {}
  for (const { choice, votes } of await openVotesOf(ctx, [matter.id])) {
    open = addBallot(open, choice, votes)
  }
  const box = matter.secret ? await emptyBox(ctx, matter.id, cast('phone')) : {}
  return { sums: addSums(addSums(paper.sums, open), box), void: paper.void }
}

async function paperSums(ctx: Ctx, matterId: AnyId) {
  const counts = await countsOf(ctx, [matterId])
  const settled = settledCount(counts.map(countOf))
  if (settled !== null) return sumsOf(settled)
  throw refuse(
    counts.length < 2
      ? '纸质选票须由两人各自计票,结果一致后才能宣布。'
      : '两次计票不一致,须由第三人计票。',
    counts.length < 2
      ? 'Two persons must count the paper ballots, each alone, before a result is declared.'
      : 'The counts differ; a third person must count.',
  )
}

export const resultVerbs: ResultVerbs = {
  declareResult: async (ctx, input) => {
    const held = await matterIn(ctx, input, ['counting'])
    const { meeting, matter } = held
    const terms = await termsOfMeeting(ctx, meeting)
    const voters = await votersOf(ctx, meeting.id)
    const allVotes = allVotesOf(voters, countsAdditional(terms, matter.matter))
    const total = await totalOf(ctx, held)
    const candidates = await candidatesOf(ctx, [matter.id])
    const yes = total.sums['yes'] ?? 0
    const standing = standingOf(terms, {
      entitled: voters.length,
      allVotes,
      present: matter.present ?? 0,
      yes,
      majority: matter.majority,
    })
    const winners = electedOf(total.sums, {
      candidates: candidates.map(({ id }) => id),
      seats: matter.seats ?? 0,
      needed: neededBy(terms, matter.majority, allVotes),
    })
    const post = matter.post
    const election = candidates.map((one): ElectedRow => ({
      candidateId: one.id,
      personId: one.person_id,
      name: one.name,
      post: post ?? 'delegate',
      votes: total.sums[one.id] ?? 0,
      elected: winners.includes(one.id),
    }))
    const elected = winners.length === (matter.seats ?? 0)
    const row = await insertResolution(ctx, {
      id: ctx.newId(),
      coop_id: meeting.coop_id,
      meeting_id: meeting.id,
      matter_id: matter.id,
      body: meeting.kind,
      matter: matter.matter,
      title: matter.title,
      content: matter.content,
      majority: matter.majority,
      secret: matter.secret,
      carried: matter.seats === null ? standing.carried : standing.quorumReached && elected,
      entitled: voters.length,
      present: matter.present ?? 0,
      all_votes: allVotes,
      quorum: standing.quorum,
      needed: standing.needed,
      yes,
      no: total.sums['no'] ?? 0,
      abstain: total.sums['abstain'] ?? 0,
      void: total.void,
      candidates: election,
      subject_kind: matter.subject_kind,
      subject_id: matter.subject_id,
      papers_from: matter.papers_from,
      decided_on: ctx.today,
    })
    await setMatter(ctx, matter.id, { state: 'decided' })
    ctx.record({
      entity: 'resolution',
      id: row.id,
      after: {
        number: resolutionNumber(row),
        title: row.title,
        carried: row.carried,
        entitled: row.entitled,
        present: row.present,
        allVotes: row.all_votes,
        yes: row.yes,
        no: row.no,
        abstain: row.abstain,
        elected: election.filter((one) => one.elected).map(({ name, votes }) => ({ name, votes })),
      },
    })
    ctx.emit('resolution.declared', {
      resolutionId: row.id,
      coopId: row.coop_id,
      matter: row.matter,
      carried: row.carried,
      subjectId: row.subject_id,
    })
    return presentResolution(row, '')
  },

  listResolutions: async (ctx, { limit, offset, ...filter }) => {
    const { total, rows } = await resolutionPage(ctx, filter, { limit, offset })
    return { total, rows: rows.map((row) => presentResolution(row, row.coop_name)) }
  },
}

/** A resolution as it crosses JSON. */
export function presentResolution(
  row: ResolutionRow,
  coopName: string,
): z.output<typeof resolutionOutput> {
  return {
    resolutionId: row.id,
    meetingId: row.meeting_id,
    matterId: row.matter_id,
    coopId: row.coop_id,
    coopName,
    number: resolutionNumber(row),
    body: row.body,
    matter: row.matter,
    title: row.title,
    content: row.content,
    majority: row.majority,
    secret: row.secret,
    carried: row.carried,
    entitled: row.entitled,
    present: row.present,
    allVotes: row.all_votes,
    quorum: row.quorum,
    needed: row.needed,
    yes: row.yes,
    no: row.no,
    abstain: row.abstain,
    void: row.void,
    candidates: electedRows(row),
    subjectKind: row.subject_kind,
    subjectId: row.subject_id,
    papersFrom: row.papers_from,
    decidedOn: row.decided_on,
  }
}

/** The candidates of an election with their votes; none where nobody was to be elected. */
export const electedRows = (row: Pick<ResolutionRow, 'candidates'>): ElectedRow[] =>
  Array.isArray(row.candidates) ? (row.candidates as ElectedRow[]) : []
