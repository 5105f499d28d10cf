import { z } from 'zod'
import type { AnyId } from '../../../kernel/id.ts'
import { fen, formatYuan } from '../../../kernel/money.ts'
import { Refusal } from '../../../kernel/refusal.ts'
import { text } from '../../../kernel/text.ts'
import type { Verbs } from '../../../kernel/verb.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { registersOf } from '../../shares/index.ts'
import type { distributionContract } from '../contract.ts'
import { type Plan, planSchema } from '../model/plan.ts'
import { planOf2413, yearOfPool } from '../rules/onward.ts'
import { computePlan } from '../rules/plan-document.ts'
import { collectivePlanOf, insertCollectivePlan } from '../store/collective.ts'
import { duesOf } from '../store/payments.ts'
import { planOfYear } from '../store/plans.ts'
import { fundsOfYear } from './assistance-ground.ts'
import { yearEnd } from './ground.ts'
import { postedPlan } from './payments.ts'
import { lockYears } from './guards.ts'

type CollectiveVerbs = Pick<
  Verbs<typeof distributionContract, Ctx>,
  'recordCollectivePlan' | 'readCollectivePlan'
>

export const collectiveVerbs: CollectiveVerbs = {
  recordCollectivePlan: async (ctx, { coopId, year, plan, people, resolution }) => {
    await lockYears(ctx, [coopId], year)
    const parent = await postedPlan(ctx, coopId, year)
    const { holderId, amount } = await collectivePart(ctx, coopId, year)
    if (holderId === null) {
      throw new Refusal(
        'not_allowed_now',
        text('村集体不是该社成员。', 'The collective is no member of this co-op.'),
      )
    }
    const document = plan ?? planOf2413()
    const id = ctx.newId()
    await insertCollectivePlan(ctx, {
      id,
      coopId,
      planId: parent.id,
      holderId,
      amount,
      document: JSON.stringify(z.encode(planSchema, document)),
      inputs: JSON.stringify({ people }),
      resolution,
    })
    ctx.record({
      entity: 'collective_plan',
      id,
      after: { planId: parent.id, amount: formatYuan(amount), people: people.length, resolution },
    })
    const { steps } = dividedAmong(document, amount, people)
    return { id, amount: fen(amount), steps }
  },

  readCollectivePlan: async (ctx, { coopId, year }) => {
    const parent = await planOfYear(ctx, coopId, year)
    const part = await collectivePart(ctx, coopId, year)
    const holder =
      part.holderId === null ? null : { holderId: part.holderId, name: part.holderName }
    const row = parent === null ? null : await collectivePlanOf(ctx, parent.id)
    if (row === null) return { holder, amount: fen(part.amount), recorded: null }
    const { people } = storedPeople.parse(row.inputs)
    const result = dividedAmong(planSchema.parse(row.document), row.amount, people)
    const names = new Map(people.map(({ id, name }) => [id, name]))
    return {
      holder,
      amount: fen(part.amount),
      recorded: {
        id: row.id,
        resolution: row.resolution,
        recordedAt: row.recordedAt,
        recordedBy: row.recordedBy,
        amount: fen(row.amount),
        outdated: row.amount !== part.amount,
        steps: result.steps,
        people: result.people.map(({ id, total }) => ({
          id,
          name: names.get(id) ?? '',
          amount: total,
        })),
      },
    }
  },
}

/** A pool through the collective's own plan. */
const dividedAmong = (
  plan: Plan,
  pool: bigint,
  people: readonly { readonly id: string; readonly groups: readonly string[] }[],
) =>
  computePlan({
    plan,
    year: yearOfPool(pool),
    people: people.map(({ id, groups }) => ({ ...VILLAGER, id, groups: [...groups] })),
    explainFor: [],
  })

const storedPeople = z.object({
  people: z.array(z.object({ id: z.string(), name: z.string(), groups: z.array(z.string()) })),
})

/** A villager in the collective's plan: no member of the co-op, no account in it. */
const VILLAGER = {
  member: true,
  months: 12,
  contribution: fen(0n),
  reserveShare: fen(0n),
  grantShare: fen(0n),
  donationShare: fen(0n),
  measures: {},
}

/** What reaches the collective in money, less what assistance shares pass on: the pool of its own plan. */
async function collectivePart(ctx: Ctx, coopId: AnyId, year: number) {
  const register = (await registersOf(ctx, [coopId])).get(coopId)
  const holder = register
    ?.on(yearEnd(year))
    .rows.find((row) => row.holder.kind === 'collective')?.holder
  const plan = await planOfYear(ctx, coopId, year)
  if (holder === undefined || plan === null) return { holderId: null, holderName: '', amount: 0n }
  const [due] = await duesOf(ctx, { planIds: [plan.id], holderIds: [holder.id] })
  const { funds } = await fundsOfYear(ctx, coopId, year)
  const passedOn = funds
    .filter(({ fund }) => fund.title_holder_id === holder.id)
    .flatMap(({ yielded }) => yielded.dues)
    .reduce((all, amount) => all + amount, 0n)
  const got = due === undefined ? 0n : due.returned + due.residual
  return {
    holderId: holder.id,
    holderName: holder.name,
    amount: got > passedOn ? got - passedOn : 0n,
  }
}
