import { formatFraction, type Fraction } from '../../../kernel/fraction.ts'
import { badInput, type Fault, notFound, Refusal } from '../../../kernel/refusal.ts'
import { type Text, text } from '../../../kernel/text.ts'
import type { Input, Verbs } from '../../../kernel/verb.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { bookRules } from '../../policy/index.ts'
import type { distributionContract } from '../contract.ts'
import type { BookRules } from '../rules/policy.ts'
import type { PlanRow } from '../store.ts'
import { lockPlans, type NewResolution, saveResolutions, withdraw } from '../store/plans.ts'
import { yearEnd } from './ground.ts'
import { insideOrRefuse, lockYears } from './guards.ts'
import { resolutionWarnings } from './stored.ts'

/* What the assembly decides on a plan, as it is recorded (Art. 29, 30, 40). */

type ResolutionVerbs = Pick<
  Verbs<typeof distributionContract, Ctx>,
  'recordResolutions' | 'withdrawResolution'
>

export const resolutionVerbs: ResolutionVerbs = {
  recordResolutions: async (ctx, { unitId, resolutions }) => {
    await insideOrRefuse(
      ctx,
      unitId,
      resolutions.map(({ coopId }) => coopId),
    )
    const rules = await bookRules(ctx)
    const voteOf = (year: number) => rules(yearEnd(year))['DIST-VOTE']
    refuseMiscounted(ctx, resolutions, voteOf)
    const rows: (NewResolution & { warnings: Text[] })[] = []
    for (const [year, ofYear] of Map.groupBy(resolutions, (one) => one.year)) {
      const coopIds = ofYear.map(({ coopId }) => coopId)
      await lockYears(ctx, coopIds, year)
      const plans = new Map((await lockPlans(ctx, coopIds, year)).map((row) => [row.coop_id, row]))
      for (const given of ofYear) {
        const plan = plans.get(given.coopId)
        if (plan === undefined) throw notFound()
        const made = {
          id: ctx.newId(),
          plan_id: plan.id,
          coop_id: given.coopId,
          body: given.body,
          number: given.number,
          decided_on: given.decidedOn,
          heads: given.heads,
          present: given.present,
          votes: given.votes,
          in_favour: given.inFavour,
          available_from: given.availableFrom,
          document: given.document,
          review: given.review,
          content_hash: hashOf(plan),
        }
        rows.push({ ...made, warnings: resolutionWarnings(made, voteOf(year)) })
      }
    }
    const kept = rows.map(({ warnings: _warnings, ...row }) => row)
    await saveResolutions(ctx, kept)
    ctx.record({
      entity: 'distribution_resolution',
      id: rows.length === 1 ? (rows[0]?.id ?? '') : unitId,
      after: kept.length > 20 ? { resolutions: kept.length } : { resolutions: kept },
    })
    return {
      resolutions: rows.map((row) => ({
        planId: row.plan_id,
        coopId: row.coop_id,
        resolutionId: row.id,
        warnings: row.warnings.map(({ zh, en }) => ({ zh, en })),
      })),
    }
  },

  withdrawResolution: async (ctx, { coopId, year, reason }) => {
    await lockYears(ctx, [coopId], year)
    const [plan] = await lockPlans(ctx, [coopId], year)
    if (plan === undefined) throw notFound()
    if (plan.status !== 'resolved') {
      const why = text('没有可撤回的决议登记。', 'There is no resolution to withdraw.')
      throw new Refusal('conflict', why)
    }
    await withdraw(ctx, plan.id)
    ctx.record({
      entity: 'distribution_plan',
      id: plan.id,
      before: { resolution: plan.resolution_id },
      after: { resolution: null, reason },
    })
    return { planId: plan.id }
  },
}

type GivenResolution = Input<
  (typeof distributionContract)['recordResolutions']
>['resolutions'][number]

/** Art. 30: two thirds of the heads are there, more than half of all votes are in favour. */
function refuseMiscounted(
  ctx: Ctx,
  resolutions: readonly GivenResolution[],
  voteOf: (year: number) => Pick<BookRules['DIST-VOTE'], 'parameters'>,
): void {
  const faults = resolutions.flatMap((one, i): Fault[] => {
    const at = (field: string, zh: string, en: string): Fault => ({
      path: `$.resolutions[${i}].${field}`,
      text: text(zh, en),
    })
    const found: Fault[] = []
    if (one.decidedOn > ctx.today) found.push(at('decidedOn', '不能晚于今天', 'is after today'))
    if (one.present > one.heads) found.push(at('present', '超过应到人数', 'more than entitled'))
    if (one.inFavour > one.votes) found.push(at('inFavour', '超过总表决权', 'more than all votes'))
    if (one.availableFrom !== null && one.availableFrom > one.decidedOn) {
      found.push(at('availableFrom', '不能晚于决议日', 'is after the decision'))
    }
    return found
  })
  if (faults.length > 0) throw badInput(faults)
  for (const { heads, present, votes, inFavour, year } of resolutions) {
    const { quorum, majority } = voteOf(year).parameters
    if (BigInt(present) * quorum.den < BigInt(heads) * quorum.num) {
      const least = partText(quorum)
      throw new Refusal(
        'rule_blocked',
        text(
          `到会 ${present} 人,不足应到 ${heads} 人的${least.zh},决议不成立(农民专业合作社法第三十条)。`,
          `${present} of ${heads} present: less than ${least.en}, no quorum (Art. 30).`,
        ),
      )
    }
    if (BigInt(inFavour) * majority.den <= BigInt(votes) * majority.num) {
      const most = partText(majority)
      throw new Refusal(
        'rule_blocked',
        text(
          `赞成 ${inFavour} 票,未过全部表决权 ${votes} 票的${most.zh},决议不成立(农民专业合作社法第三十条)。`,
          `${inFavour} of ${votes} votes in favour: not more than ${most.en} of all votes (Art. 30).`,
        ),
      )
    }
  }
}

/** The lawful parts as the Act writes them; others as fractions. */
function partText(part: Fraction): Text {
  const written = formatFraction(part)
  if (written === '2/3') return text('三分之二', 'two thirds')
  return written === '1/2' ? text('半数', 'half') : text(written, written)
}

/** @throws Refusal `not_allowed_now` for a plan that nobody has computed, `conflict` for a posted one. */
function hashOf(plan: PlanRow): string {
  if (plan.status === 'posted') {
    throw new Refusal('conflict', text('该方案已入账。', 'The plan is posted.'))
  }
  if (plan.content_hash !== null && plan.status !== 'draft') return plan.content_hash
  throw new Refusal(
    'not_allowed_now',
    text('方案还没有计算,不能登记决议。', 'The plan has not been computed yet.'),
  )
}
