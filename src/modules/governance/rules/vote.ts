import { z } from 'zod'
import { sayFaults } from '../../../kernel/fault.ts'
import { compareFractions, fraction } from '../../../kernel/fraction.ts'
import { fractionSchema } from '../../../kernel/schema.ts'
import { type Text, text } from '../../../kernel/text.ts'
import { MAJORITIES, type Majority } from '../model.ts'

export { MAJORITIES, type Majority } from '../model.ts'

/*
 * `vote`: whether a body may decide and whether it has decided (农民专业合作社法 Art. 14, 22, 30, 32, 59, 60).
 * Quorum is counted in heads, majorities in all votes of the body, not in the votes of those who came.
 */

export const VOTING_BODIES = ['assembly', 'delegates', 'union'] as const
export type VotingBody = (typeof VOTING_BODIES)[number]

sayFaults({
  vote_basic: text('一人一票:基本表决权数应等于成员数', 'basic votes must equal members'),
  vote_present: text('到会人数多于成员数', 'more are present than there are members'),
  vote_cast: text(
    '投出的票数多于到会人员持有的表决权',
    'more votes are cast than those present can hold',
  ),
  vote_cap: text('附加表决权上限只能在 0 至 20% 之间', 'the cap must lie between 0 and 1/5'),
})

const heads = z.number().int().min(0).max(1_000_000)
const FIFTH = fraction(1, 5)

/** What a vote came to. Members of a delegates' assembly are its delegates, of a union its co-ops. */
export const voteInput = z
  .strictObject({
    members: heads.min(1),
    basicVotes: heads,
    additionalVotes: heads,
    present: heads,
    yes: heads,
    no: heads,
    abstain: heads,
    matter: z.enum(MAJORITIES),
    /** May only be lowered from a fifth of the basic votes (Art. 22). */
    additionalVotesCap: fractionSchema
      .refine((cap) => cap.num >= 0n && compareFractions(cap, FIFTH) <= 0, { error: 'vote_cap' })
      .optional(),
    body: z.enum(VOTING_BODIES).optional(),
  })
  .superRefine((vote, context) => {
    const say = (field: string, message: string): void =>
      context.addIssue({ code: 'custom', path: [field], message })
    if (vote.basicVotes !== vote.members) say('basicVotes', 'vote_basic')
    if (vote.present > vote.members) say('present', 'vote_present')
    const most = vote.present === 0 ? 0 : vote.present + vote.additionalVotes
    if (vote.yes + vote.no + vote.abstain > most) say('yes', 'vote_cast')
  })

export const voteOutput = z.object({
  /** Heads that must be present. */
  quorum: z.number().int(),
  quorumReached: z.boolean(),
  /** Votes in favour that carry it. */
  needed: z.number().int(),
  carried: z.boolean(),
  votesStillNeeded: z.number().int(),
  articles: z.array(z.string()),
  text: z.object({ zh: z.string(), en: z.string() }),
})

export type VoteCount = z.output<typeof voteInput>
export type VoteResult = z.output<typeof voteOutput>

/** Exit code 1: not carried. */
export const notCarried = ({ carried }: VoteResult): boolean => !carried

/** Heads that must be present: two thirds of all (Art. 30); every founder at a founding (Art. 14). */
export const quorumOf = (members: number, matter: Majority): number =>
  matter === 'founding' ? members : Math.ceil((members * 2) / 3)

/**
 * Votes in favour that carry a matter, of all votes of the body (Art. 30): ordinary more than half, special two
 * thirds; a charter is adopted by every founder (Art. 14).
 */
export function votesNeeded(allVotes: number, matter: Majority): number {
  if (matter === 'founding') return allVotes
  return matter === 'special' ? Math.ceil((allVotes * 2) / 3) : Math.floor(allVotes / 2) + 1
}

/** Additional votes that so many members allow, in whole votes: a fifth, or less by charter (Art. 22). */
export function additionalVotesLimit(
  members: number,
  cap: { readonly num: bigint; readonly den: bigint } = FIFTH,
): number {
  return Number((BigInt(members) * cap.num) / cap.den)
}

/** The least delegates an assembly of delegates may have; null where the members must meet themselves (Art. 32). */
export function delegatesNeeded(members: number): number | null {
  return members > 150 ? Math.max(51, Math.ceil(members / 10)) : null
}

const LEAST_DELEGATES = 51
/** Co-ops that a union has at least (Art. 56). */
export const LEAST_UNION = 3

/** Why the body itself cannot decide; null when it can. */
function unlawful(vote: VoteCount): Text | null {
  const { body = 'assembly', members, additionalVotes } = vote
  if (body === 'union') {
    if (members < LEAST_UNION) {
      return text('联合社成员社不足三个', 'a union has at least three co-ops')
    }
    if (additionalVotes > 0) {
      return text('联合社一社一票,没有附加表决权', 'in a union each co-op has one vote and no more')
    }
  }
  if (body === 'delegates' && members < LEAST_DELEGATES) {
    return text('成员代表不足 51 人', 'an assembly of delegates has at least 51')
  }
  if (vote.matter === 'founding' && additionalVotes > 0) {
    return text('设立大会没有附加表决权', 'there are no additional votes before the charter')
  }
  const limit = additionalVotesLimit(members, vote.additionalVotesCap)
  return additionalVotes > limit
    ? text(
        `附加表决权 ${additionalVotes} 票,超过上限 ${limit} 票`,
        `${additionalVotes} additional votes are above the limit of ${limit}`,
      )
    : null
}

const BODY_ARTICLES: Readonly<Record<VotingBody, readonly string[]>> = {
  assembly: ['第二十二条'],
  delegates: ['第二十二条', '第三十二条'],
  union: ['第五十六条', '第五十九条', '第六十条'],
}

/** Counts a vote: quorum in heads, majority in all votes. Exact; nothing is rounded in anybody's favour. */
export function countVote(vote: VoteCount): VoteResult {
  const { members, present, yes, matter, body = 'assembly' } = vote
  const all = vote.basicVotes + vote.additionalVotes
  const [quorum, needed] = [quorumOf(members, matter), votesNeeded(all, matter)]
  const quorumReached = present >= quorum
  const wrong = unlawful(vote)
  const votesStillNeeded = Math.max(0, needed - yes)
  const carried = wrong === null && quorumReached && votesStillNeeded === 0
  return {
    quorum,
    quorumReached,
    needed,
    carried,
    votesStillNeeded,
    articles: [matter === 'founding' ? '第十四条' : '第三十条', ...BODY_ARTICLES[body]].toSorted(
      (a, b) => ORDER.indexOf(a) - ORDER.indexOf(b),
    ),
    text: sentenceOf(vote, { quorum, quorumReached, needed, all, wrong, carried }),
  }
}

const ORDER = [
  '第十四条',
  '第二十二条',
  '第三十条',
  '第三十二条',
  '第五十六条',
  '第五十九条',
  '第六十条',
]

interface Came {
  readonly quorum: number
  readonly quorumReached: boolean
  readonly needed: number
  readonly all: number
  readonly wrong: Text | null
  readonly carried: boolean
}

function sentenceOf({ members, present, yes }: VoteCount, came: Came) {
  const { quorum, quorumReached, needed, all, wrong, carried } = came
  const attended = quorumReached
    ? text(`应到 ${members} 人,实到 ${present} 人`, `${present} of ${members} came`)
    : text(
        `应到 ${members} 人,实到 ${present} 人,须 ${quorum} 人到会,不能表决`,
        `${present} of ${members} came; ${quorum} must be present before a vote counts`,
      )
  const counted = text(
    `总表决权 ${all} 票,须赞成 ${needed} 票,赞成 ${yes} 票`,
    `of ${all} votes ${needed} must be in favour, ${yes} are`,
  )
  const end = carried ? text('通过', 'carried') : text('未通过', 'not carried')
  const parts = [attended, counted, ...(wrong === null ? [] : [wrong]), end]
  return {
    zh: `${parts.map(({ zh }) => zh).join(';')}。`,
    en: `${parts.map(({ en }) => en).join('; ')}.`,
  }
}
