import { must } from '../../../kernel/assert.ts'
import type { AnyId } from '../../../kernel/id.ts'
import { badInput, notFound, Refusal } from '../../../kernel/refusal.ts'
import { type Text, text } from '../../../kernel/text.ts'
import type { Verbs } from '../../../kernel/verb.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { cooperativesIn, formPairing, listPairings } from '../../registry/index.ts'
import type { matchingVerbs as contract } from '../contract/matching.ts'
import type { DevelopmentRules, Purpose } from '../model.ts'
import {
  type AssignmentModel,
  assignmentBound,
  assignmentProgram,
  type Candidate,
  type Ground,
  isAssignment,
  type PairScore,
  pointsOf,
  roleOf,
  scorePair,
} from '../rules/matching.ts'
import * as store from '../store/matching.ts'
import { candidatesOf, cardOf } from './candidates.ts'
import { rulesInForce } from './rules.ts'
import { solve, type Solved } from './solve.ts'

type PairingVerbs = Pick<
  Verbs<typeof contract, Ctx>,
  'proposePairings' | 'acceptPairing' | 'ruleOutPair' | 'finishPairingTask'
>

interface Pair {
  readonly lead: Candidate
  readonly follower: Candidate
  readonly score: PairScore
}

/** All pairs that could be, with the room of each leader. */
interface Market {
  readonly leads: readonly Candidate[]
  readonly followers: readonly Candidate[]
  readonly has: ReadonlyMap<string, number>
  readonly pairs: readonly Pair[]
  readonly model: AssignmentModel
  readonly ground: Ground
}

interface MarketOf {
  readonly purpose: Purpose
  readonly unitId: AnyId | undefined
  readonly rules: DevelopmentRules
}

async function marketOf(ctx: Ctx, { purpose, ...of }: MarketOf): Promise<Market> {
  const { ground, coops } = await candidatesOf(ctx, of)
  const { pairings } = await listPairings(ctx, {})
  const has = new Map<string, number>()
  const led = new Set<string>()
  for (const { lead, followers } of pairings) {
    has.set(lead.id, (has.get(lead.id) ?? 0) + followers.length)
    for (const { id } of followers) led.add(id)
  }
  const vetoed = await store.vetoes(ctx)
  const inRole = (role: 'lead' | 'follower') =>
    coops.filter((coop) => roleOf(coop, purpose, ground.terms) === role)
  const leads = inRole('lead').filter(({ id }) => !led.has(id))
  const followers = inRole('follower').filter(({ id }) => !led.has(id) && !has.has(id))
  const options: { lead: number; follower: number; points: number }[] = []
  const pairs: Pair[] = []
  leads.forEach((lead, i) => {
    followers.forEach((follower, j) => {
      if (vetoed.has(`${lead.id} ${follower.id}`)) return
      const score = scorePair(purpose, { lead, follower }, ground)
      if (score === null) return
      pairs.push({ lead, follower, score })
      options.push({ lead: i, follower: j, points: score.points })
    })
  })
  const room = leads.map(({ id }) => Math.max(0, ground.terms.capacity - (has.get(id) ?? 0)))
  return { leads, followers, has, pairs, model: { options, room }, ground }
}

/** The best choice, looked at again in whole numbers; what a solver would get wrong is an error here. */
export async function bestOf(
  program: string | null,
  seconds: number,
  keeps: (chosen: readonly number[]) => boolean,
): Promise<Solved> {
  if (program === null) return { status: 'Empty', chosen: [] }
  const solved = await solve({ program, seconds })
  if (!keeps(solved.chosen)) throw new Error(`the solver broke a limit: ${solved.status}`)
  return solved
}

/** The pairs with the most points under these rules. */
export async function bestPairs(ctx: Ctx, of: MarketOf) {
  const market = await marketOf(ctx, of)
  const { model } = market
  const program = model.options.length === 0 ? null : assignmentProgram(model)
  const solved = await bestOf(program, market.ground.terms.seconds, (chosen) =>
    isAssignment(model, chosen),
  )
  return { market, solved }
}

export const foundOut = (of: {
  readonly solved: Solved
  readonly points: number
  readonly bound: number
  readonly considered: number
}) => {
  const optimal = of.solved.status === 'Optimal' || of.solved.status === 'Empty'
  const bound = optimal ? of.points : of.bound
  return {
    status:
      of.solved.chosen.length === 0
        ? ('none' as const)
        : optimal
          ? ('optimal' as const)
          : ('time_limit' as const),
    points: of.points,
    bound,
    gap: bound - of.points,
    considered: of.considered,
  }
}

function whyAlone(market: Market, follower: Candidate): Text {
  const own = market.pairs.filter((pair) => pair.follower.id === follower.id)
  return own.length === 0
    ? text(
        '附近没有合适的带动社(同镇、邻镇或距离以内)',
        'no fitting leader near it (town, bordering town or distance)',
      )
    : text(
        `可选的 ${own.length} 家带动社名额已满`,
        `the ${own.length} leaders it could have are full`,
      )
}

function proposalsOf(market: Market, chosen: readonly number[]) {
  const taken = chosen.map((i) => must(market.pairs[i], 'a pair'))
  const load = new Map(market.has)
  for (const { lead } of taken) load.set(lead.id, (load.get(lead.id) ?? 0) + 1)
  return [...Map.groupBy(taken, ({ lead }) => lead.id)].map(([leadId, own]) => ({
    lead: cardOf(must(own[0], 'a pair').lead),
    has: market.has.get(leadId) ?? 0,
    followers: own.map(({ follower, score }) => ({
      coop: cardOf(follower),
      points: score.points,
      parts: score.parts.map(({ points, said }) => ({ points, said: { ...said } })),
      metres: score.metres,
      others: market.pairs
        .filter((pair) => pair.follower.id === follower.id && pair.lead.id !== leadId)
        .toSorted((a, b) => b.score.points - a.score.points)
        .slice(0, 3)
        .map(({ lead, score: other }) => ({
          lead: { id: lead.id, name: lead.name },
          points: other.points,
          full: (load.get(lead.id) ?? 0) >= market.ground.terms.capacity,
        })),
    })),
  }))
}

export const pairingVerbs: PairingVerbs = {
  proposePairings: async (ctx, { purpose, unitId }) => {
    const { rules } = await rulesInForce(ctx)
    const { market, solved } = await bestPairs(ctx, { purpose, unitId, rules })
    const { model } = market
    const matched = new Set(solved.chosen.map((i) => market.pairs[i]?.follower.id))
    return {
      found: foundOut({
        solved,
        points: pointsOf(model, solved.chosen),
        bound: assignmentBound(model),
        considered: model.options.length,
      }),
      leads: market.leads.length,
      followers: market.followers.length,
      capacity: market.ground.terms.capacity,
      proposals: proposalsOf(market, solved.chosen),
      unmatched: market.followers
        .filter(({ id }) => !matched.has(id))
        .map((follower) => ({ coop: cardOf(follower), why: { ...whyAlone(market, follower) } })),
    }
  },

  acceptPairing: async (ctx, { unitId, purpose, leadId, followerIds, tasks, ...more }) => {
    const { rules } = await rulesInForce(ctx)
    const market = await marketOf(ctx, { purpose, unitId, rules })
    const own = market.pairs.filter(
      ({ lead, follower }) => lead.id === leadId && followerIds.includes(follower.id),
    )
    if (own.length < new Set(followerIds).size) {
      throw new Refusal(
        'not_allowed_now',
        text(
          '其中有已不符合结对条件的合作社,请刷新建议。',
          'One of the co-ops no longer fits; load the proposals again.',
        ),
      )
    }
    const room = market.model.room[market.leads.findIndex(({ id }) => id === leadId)] ?? 0
    if (followerIds.length > room) {
      throw new Refusal(
        'conflict',
        text(`该社还可带动 ${room} 家。`, `The leader has room for ${room}.`),
      )
    }
    const late = tasks.flatMap((task, i) =>
      task.dueOn < more.from
        ? [
            {
              path: `$.tasks[${i}].dueOn`,
              text: text('时限须在结对之后', 'must lie after the pairing'),
            },
          ]
        : [],
    )
    if (late.length > 0) throw badInput(late)
    const { id: pairingId } = await formPairing(ctx, {
      unitId,
      leadId,
      purpose,
      followerIds,
      agreement: more.agreement,
      tasks: tasks
        .map(({ what }) => what)
        .join(';')
        .slice(0, 2000),
      from: more.from,
    })
    await store.insertOrigin(
      ctx,
      { pairingId, leadId, on: ctx.today },
      own.map(({ follower, score }) => ({ followerId: follower.id, ...score })),
    )
    await store.insertPairingTasks(
      ctx,
      { pairingId, leadId },
      tasks.map((task) => ({
        id: ctx.newId(),
        what: task.what,
        responsible: task.responsible,
        due_on: task.dueOn,
      })),
    )
    ctx.record({
      entity: 'coop_pairing',
      id: pairingId,
      after: { leadId, followerIds, purpose, tasks: tasks.length },
    })
    return { pairingId }
  },

  ruleOutPair: async (ctx, { unitId, leadId, followerId, reason }) => {
    const inside = new Set((await cooperativesIn(ctx, { unitId })).map(({ id }) => id))
    if (!inside.has(leadId) || !inside.has(followerId)) throw notFound()
    if ((await store.vetoes(ctx)).has(`${leadId} ${followerId}`)) {
      throw new Refusal('conflict', text('已登记为不宜结对。', 'The pair is ruled out already.'))
    }
    await store.insertVeto(ctx, { leadId, followerId, reason })
    ctx.record({ entity: 'pairing_veto', id: leadId, after: { followerId, reason } })
    return {}
  },

  finishPairingTask: async (ctx, { leadId, taskId, on, note }) => {
    if (on > ctx.today) {
      throw badInput([
        { path: '$.on', text: text('日期不能在今天之后', 'the date lies in the future') },
      ])
    }
    if (!(await store.finishPairingTaskRow(ctx, { leadId, taskId, on, note }))) {
      throw new Refusal(
        'not_allowed_now',
        text('没有这项未完成的任务。', 'There is no open task of that id.'),
      )
    }
    ctx.record({ entity: 'pairing_task', id: taskId, after: { doneOn: on, note } })
    return {}
  },
}
