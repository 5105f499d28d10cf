import type { AnyId } from '../../../kernel/id.ts'
import { badInput, type Fault, notFound, Refusal } from '../../../kernel/refusal.ts'
import { text } from '../../../kernel/text.ts'
import type { Verbs } from '../../../kernel/verb.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { actorAccount, actorName } from '../../../platform/actor.ts'
import type { voteVerbs as contract } from '../contract/votes.ts'
import type { MatterState, Voter } from '../model.ts'
import { codeOf, readCode } from '../rules/codes.ts'
import { NEXT_MATTER_STATES, quorumFinding } from '../rules/meeting.ts'
import { choiceFault, CHOICES, differencesOf, settledCount } from '../rules/tally.ts'
import { countsAdditional } from '../rules/terms.ts'
import { countVote } from '../rules/vote.ts'
import type { CandidateRow, MatterRow, MeetingRow } from '../store.ts'
import { candidatesOf, matterRow, meetingRow, setMatter } from '../store/meetings.ts'
import { attendanceOf, partsOf, votersOf } from '../store/roll.ts'
import {
  ballotCodes,
  countsOf,
  insertBallots,
  insertCount,
  insertOpenVotes,
  openVotesOf,
  type StoredCount,
  takePart,
} from '../store/votes.ts'
import { putIntoBox, setUpBox } from './box.ts'
import { refuse, refuseBlocked, termsOfMeeting } from './loaded.ts'

type VotingVerbs = Pick<
  Verbs<typeof contract, Ctx>,
  | 'vote'
  | 'openVoting'
  | 'issueBallots'
  | 'handOutBallots'
  | 'recordHands'
  | 'closeVoting'
  | 'recordCount'
  | 'withdrawMatter'
>

export const MATTER_WORDS: Readonly<Record<MatterState, readonly [string, string]>> = {
  waiting: ['还没有开始表决', 'has not been put to the vote'],
  voting: ['正在表决', 'is being voted on'],
  counting: ['表决已结束,正在计票', 'is being counted'],
  decided: ['已有结果', 'is decided'],
  withdrawn: ['已撤回', 'was withdrawn'],
}

export interface Held {
  readonly meeting: MeetingRow
  readonly matter: MatterRow
}

/** A matter of a running meeting in one of these states, locked: whoever votes or counts comes one by one. */
export async function matterIn(
  ctx: Ctx,
  of: { readonly meetingId: AnyId; readonly matterId: AnyId },
  states: readonly MatterState[],
): Promise<Held> {
  const meeting = await meetingRow(ctx, of.meetingId)
  const matter = meeting === null ? null : await matterRow(ctx, of, true)
  if (meeting === null || matter === null) throw notFound()
  if (meeting.state !== 'open') throw refuse('会议没有在进行。', 'The meeting is not in session.')
  if (!states.includes(matter.state)) {
    const [zh, en] = MATTER_WORDS[matter.state]
    throw refuse(`该议题${zh}。`, `The matter ${en}.`)
  }
  return { meeting, matter }
}

/** Votes a member has on a matter: one, and the additional ones where they count. */
export async function votesOn(
  ctx: Ctx,
  { meeting, matter }: Held,
): Promise<(voter: Voter) => number> {
  const additional = countsAdditional(await termsOfMeeting(ctx, meeting), matter.matter)
  return (voter) => 1 + (additional ? voter.additional : 0)
}

/** What a ballot on this matter may be marked with. */
export const optionsOf = (matter: MatterRow, candidates: readonly CandidateRow[]) => ({
  seats: matter.seats,
  candidates: candidates.map(({ id }) => id),
})

const SAID = {
  choice: text('没有这个选项', 'there is no such choice'),
  seats: text('所选人数超过应选名额', 'more are chosen than there are seats'),
}

const alreadyVoted = (name: string): Refusal =>
  new Refusal(
    'conflict',
    text(
      `${name} 已对该议题投票或领取选票,不能重复。`,
      `${name} has voted on this matter or taken ballots; nobody votes twice.`,
    ),
  )

/** Writes a vote from a phone. Of a secret one, what was chosen goes into the box and nowhere else. */
export async function voteByPhone(
  ctx: Ctx,
  held: Held,
  ballot: { readonly voter: Voter; readonly choice: readonly string[] },
): Promise<void> {
  const { matter } = held
  const { voter, choice } = ballot
  const candidates = await candidatesOf(ctx, [matter.id])
  const fault = choiceFault(choice, optionsOf(matter, candidates))
  if (fault !== null) throw badInput([{ path: '$.choice', text: SAID[fault] }])
  const votes = (await votesOn(ctx, held))(voter)
  const { holderId } = voter
  const fresh = await takePart(ctx, matter.id, [{ holderId, channel: 'phone', votes }])
  if (!fresh) throw alreadyVoted(voter.name)
  if (matter.secret) await putIntoBox(ctx, matter.id, { choice, votes })
  else await insertOpenVotes(ctx, matter.id, [{ holderId, seq: 1, choice }])
}

async function roomOf(ctx: Ctx, meetingId: AnyId) {
  const voters = new Map((await votersOf(ctx, meetingId)).map((one) => [one.holderId, one]))
  const here = new Set((await attendanceOf(ctx, meetingId)).map(({ holder_id }) => holder_id))
  return (holderId: AnyId): Voter => {
    const voter = voters.get(holderId)
    if (voter === undefined) throw notFound()
    if (here.has(holderId)) return voter
    throw refuse(`${voter.name} 还没有签到。`, `${voter.name} has not signed in.`)
  }
}

export const votingVerbs: VotingVerbs = {
  vote: countVote,

  openVoting: async (ctx, input) => {
    const held = await matterIn(ctx, input, ['waiting'])
    const { meeting, matter } = held
    const entitled = (await votersOf(ctx, meeting.id)).length
    const present = (await attendanceOf(ctx, meeting.id)).length
    const terms = await termsOfMeeting(ctx, meeting)
    refuseBlocked([quorumFinding(terms, { entitled, present })])
    if (matter.secret) {
      const candidates = await candidatesOf(ctx, [matter.id])
      const keys = matter.seats === null ? CHOICES : [...candidates.map(({ id }) => id), 'abstain']
      await setUpBox(ctx, matter.id, keys)
    }
    await setMatter(ctx, matter.id, { state: 'voting' })
    ctx.record({ entity: 'meeting_matter', id: matter.id, after: { state: 'voting', present } })
    return { matterId: matter.id }
  },

  issueBallots: async (ctx, { meetingId, matterId, number }) => {
    const meeting = await meetingRow(ctx, meetingId)
    const matter = await matterRow(ctx, { meetingId, matterId }, true)
    if (meeting === null || matter === null) throw notFound()
    const may = meeting.state === 'notified' || meeting.state === 'open'
    if (!may || (matter.state !== 'waiting' && matter.state !== 'voting')) {
      throw refuse(
        '通知之后、计票之前才能印制选票。',
        'Ballots are made after the notice and before the count.',
      )
    }
    const known = new Set(await ballotCodes(ctx, matterId))
    const fresh = new Set<string>()
    while (fresh.size < number) {
      const code = codeOf(ctx.newId())
      if (!known.has(code)) fresh.add(code)
    }
    await insertBallots(ctx, matterId, [...fresh])
    ctx.record({ entity: 'meeting_matter', id: matterId, after: { ballotsPrinted: number } })
    return { printed: known.size + number }
  },

  handOutBallots: async (ctx, { meetingId, matterId, holderIds }) => {
    const held = await matterIn(ctx, { meetingId, matterId }, ['voting'])
    const inRoom = await roomOf(ctx, meetingId)
    const votes = await votesOn(ctx, held)
    const voters = [...new Set(holderIds)].map(inRoom)
    const before = (await partsOf(ctx, [matterId])).filter(({ channel }) => channel === 'paper')
    const out = before.reduce((sum, one) => sum + one.votes, 0)
    const more = voters.reduce((sum, voter) => sum + votes(voter), 0)
    const printed = (await ballotCodes(ctx, matterId)).length
    if (out + more > printed) {
      throw refuse(
        `选票不够:已印 ${printed} 张,已发 ${out} 张,还要发 ${more} 张。`,
        `Not enough ballots: ${printed} printed, ${out} handed out, ${more} wanted.`,
      )
    }
    for (const voter of voters) {
      const part = { holderId: voter.holderId, channel: 'paper' as const, votes: votes(voter) }
      if (!(await takePart(ctx, matterId, [part]))) throw alreadyVoted(voter.name)
    }
    ctx.record({ entity: 'meeting_matter', id: matterId, after: { handedOut: out + more } })
    return { handedOut: out + more }
  },

  recordHands: async (ctx, { meetingId, matterId, rows }) => {
    const held = await matterIn(ctx, { meetingId, matterId }, ['voting'])
    if (held.matter.secret) {
      throw refuse('无记名表决不能举手。', 'A secret vote is not taken by hands.')
    }
    const inRoom = await roomOf(ctx, meetingId)
    const votes = await votesOn(ctx, held)
    const options = optionsOf(held.matter, await candidatesOf(ctx, [matterId]))
    const faults = rows.flatMap(({ choice }, i): Fault[] => {
      const fault = choiceFault(choice, options)
      return fault === null ? [] : [{ path: `$.rows[${i}].choice`, text: SAID[fault] }]
    })
    if (faults.length > 0) throw badInput(faults)
    const parts = new Map((await partsOf(ctx, [matterId])).map((one) => [one.holder_id, one]))
    const noted = new Map((await openVotesOf(ctx, [matterId])).map((one) => [one.holder_id, one]))
    const fresh = []
    for (const { holderId, choice } of rows) {
      const voter = inRoom(holderId)
      const part = parts.get(holderId)
      if (part !== undefined && part.channel !== 'hands') throw alreadyVoted(voter.name)
      if (part === undefined) {
        const row = { holderId, channel: 'hands' as const, votes: votes(voter) }
        if (!(await takePart(ctx, matterId, [row]))) throw alreadyVoted(voter.name)
      }
      fresh.push({ holderId, seq: (noted.get(holderId)?.seq ?? 0) + 1, choice })
    }
    await insertOpenVotes(ctx, matterId, fresh)
    ctx.record({ entity: 'meeting_matter', id: matterId, after: { hands: rows.length } })
    return { noted: rows.length }
  },

  closeVoting: async (ctx, input) => {
    const { meeting, matter } = await matterIn(ctx, input, ['voting'])
    const present = (await attendanceOf(ctx, meeting.id)).length
    await setMatter(ctx, matter.id, { state: 'counting', present })
    ctx.record({ entity: 'meeting_matter', id: matter.id, after: { state: 'counting', present } })
    return { matterId: matter.id, present }
  },

  recordCount: async (ctx, { meetingId, matterId, rows }) => {
    const { matter } = await matterIn(ctx, { meetingId, matterId }, ['counting'])
    const counts = await countsOf(ctx, [matterId])
    refuseSameCounter(ctx, counts)
    if (settledCount(counts.map(countOf)) !== null || counts.length >= MOST_COUNTS) {
      throw refuse('计票已经确定。', 'The count is settled.')
    }
    const lines = await readLines(ctx, matter, rows)
    const parts = (await partsOf(ctx, [matterId])).filter(({ channel }) => channel === 'paper')
    const out = parts.reduce((sum, one) => sum + one.votes, 0)
    if (lines.length > out) {
      throw refuse(
        `收回 ${lines.length} 张,多于发出的 ${out} 张,本次投票无效,请作废后重新表决。`,
        `${lines.length} ballots came back, ${out} were handed out: annul this vote and hold it again.`,
      )
    }
    const id = ctx.newId()
    const round = counts.length + 1
    await insertCount(
      ctx,
      {
        id,
        matter_id: matterId,
        round,
        account_id: actorAccount(ctx),
        person_id: ctx.actor.kind === 'account' ? ctx.actor.personId : null,
        name: actorName(ctx),
      },
      lines,
    )
    const all = [...counts.map(countOf), countOf({ lines })]
    const settled = settledCount(all) !== null
    ctx.record({
      entity: 'ballot_count',
      id,
      after: { matterId, round, ballots: lines.length, settled },
    })
    return { round, settled, differences: round < 2 ? [] : differencesOf(all) }
  },

  withdrawMatter: async (ctx, { meetingId, matterId, reason }) => {
    const { matter } = await matterIn(ctx, { meetingId, matterId }, [
      'waiting',
      'voting',
      'counting',
    ])
    if (!NEXT_MATTER_STATES[matter.state].includes('withdrawn')) throw notFound()
    await setMatter(ctx, matterId, { state: 'withdrawn' })
    ctx.record({
      entity: 'meeting_matter',
      id: matterId,
      before: { state: matter.state },
      after: { state: 'withdrawn', reason },
    })
    return { matterId }
  },
}

const MOST_COUNTS = 3

/** A stored count as the rules compare it. */
export const countOf = ({ lines }: Pick<StoredCount, 'lines'>) =>
  new Map(lines.map(({ code, choice, void: spoilt }) => [code, { choice, void: spoilt }]))

/** Whoever counted once does not count again, not even under another account. */
function refuseSameCounter(ctx: Ctx, counts: readonly StoredCount[]): void {
  const account = actorAccount(ctx)
  const person = ctx.actor.kind === 'account' ? ctx.actor.personId : null
  const same = counts.some(
    (one) =>
      (account !== null && one.account_id === account) ||
      (person !== null && one.person_id === person),
  )
  if (!same) return
  throw new Refusal(
    'forbidden',
    text(
      '您已经计过一次,须由另一人独立计票。',
      'You have counted once; somebody else must count independently.',
    ),
  )
}

async function readLines(
  ctx: Ctx,
  matter: MatterRow,
  rows: readonly {
    readonly code: string
    readonly choice: readonly string[]
    readonly void: boolean
  }[],
) {
  const known = new Set(await ballotCodes(ctx, matter.id))
  const options = optionsOf(matter, await candidatesOf(ctx, [matter.id]))
  const seen = new Set<string>()
  const faults: Fault[] = []
  const lines = rows.flatMap((row, i) => {
    const code = readCode(row.code)
    const path = `$.rows[${i}].code`
    if (code === null || !known.has(code)) {
      faults.push({ path, text: text('不是本议题的选票号', 'is no ballot of this matter') })
      return []
    }
    if (seen.has(code)) faults.push({ path, text: text('选票号重复', 'the ballot occurs twice') })
    seen.add(code)
    const fault = row.void ? null : choiceFault(row.choice, options)
    if (fault !== null) faults.push({ path: `$.rows[${i}].choice`, text: SAID[fault] })
    return [{ code, choice: row.void ? [] : [...row.choice], void: row.void }]
  })
  if (faults.length > 0) throw badInput(faults)
  return lines
}
