import { must } from '../../../kernel/assert.ts'
import type { LocalDate } from '../../../kernel/date.ts'
import { displayYuan } from '../../../kernel/money.ts'
import { formatFraction, type Fraction } from '../../../kernel/fraction.ts'
import { badInput, type Fault, notFound, Refusal } from '../../../kernel/refusal.ts'
import { type Text, text } from '../../../kernel/text.ts'
import type { Input, Verbs } from '../../../kernel/verb.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { propose, type Put, putBefore } from '../../governance/index.ts'
import { bookRules } from '../../policy/index.ts'
import type { distributionContract } from '../contract.ts'
import type { BookRules } from '../rules/policy.ts'
import type { PlanRow } from '../store.ts'
import { lockPlans, type NewResolution, saveResolutions, withdraw } from '../store/plans.ts'
import { yearEnd } from './ground.ts'
import { insideOrRefuse, lockYears, refuseResolved } from './guards.ts'
import { planFile } from './payments.ts'
import { frozenKind, resolutionWarnings } from './stored.ts'

/* What the assembly decides on a plan, as it is recorded (Art. 29, 30, 40). */

type ResolutionVerbs = Pick<
  Verbs<typeof distributionContract, Ctx>,
  'submitPlan' | 'recordResolutions' | 'withdrawResolution'
>

export const resolutionVerbs: ResolutionVerbs = {
  submitPlan: async (ctx, { coopId, year, meetingId, meeting }) => {
    await lockYears(ctx, [coopId], year)
    const [plan] = await lockPlans(ctx, [coopId], year)
    if (plan === undefined) throw notFound()
    refuseResolved(plan)
    const kind = frozenKind(hashOf(plan))
    const standing = (await putBefore(ctx, { coopId, subjectId: plan.id })).find(
      (one) => one.subjectKind === kind && one.matterState !== 'decided',
    )
    if (standing !== undefined) {
      const { heldOn, title } = standing
      throw new Refusal(
        'conflict',
        text(
          `该方案已列入 ${heldOn} “${title}”的议题。`,
          `The plan is on the agenda of “${title}” of ${heldOn} already.`,
        ),
      )
    }
    const { name, bytes } = await planFile(ctx, coopId, year)
    const to =
      meetingId === undefined
        ? {
            meeting: {
              call: 'regular' as const,
              chairName: '',
              recorderName: '',
              ...must(meeting, 'a meeting'),
            },
          }
        : { meetingId }
    const put = await propose(
      ctx,
      {
        coopId,
        matter: 'distribution_plan',
        title: `${year}年度盈余分配方案`,
        content: summaryOf(plan),
        subject: { kind, id: plan.id },
        document: { name, pdf: bytes },
      },
      to,
    )
    ctx.record({
      entity: 'distribution_plan',
      id: plan.id,
      after: { submitted: put.meetingId, contentHash: plan.content_hash },
    })
    return { ...put, findings: [...put.findings] }
  },

  recordResolutions: async (ctx, { unitId, resolutions }) => {
    await insideOrRefuse(
      ctx,
      unitId,
      resolutions.map(({ coopId }) => coopId),
    )
    const rules = await bookRules(ctx)
    const voteOf = (year: number) => rules(yearEnd(year))['DIST-VOTE']
    refuseMiscounted(ctx, resolutions, voteOf)
    refuseLatePaper(resolutions, (day) => rules(day)['DIST-MEETING'].parameters.from)
    const rows: (NewResolution & { warnings: Text[] })[] = []
    for (const [year, ofYear] of Map.groupBy(resolutions, (one) => one.year)) {
      const coopIds = ofYear.map(({ coopId }) => coopId)
      await lockYears(ctx, coopIds, year)
      const plans = new Map((await lockPlans(ctx, coopIds, year)).map((row) => [row.coop_id, row]))
      for (const given of ofYear) {
        const plan = plans.get(given.coopId)
        if (plan === undefined) throw notFound()
        const contentHash = hashOf(plan)
        const made = {
          id: ctx.newId(),
          plan_id: plan.id,
          coop_id: given.coopId,
          ...(given.paper === undefined ? await carriedFor(ctx, plan) : minutesOf(given.paper)),
          review: given.review,
          content_hash: contentHash,
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

type Minutes = NonNullable<GivenResolution['paper']>
type Decision = Pick<
  NewResolution,
  | 'body'
  | 'number'
  | 'decided_on'
  | 'heads'
  | 'present'
  | 'votes'
  | 'in_favour'
  | 'available_from'
  | 'document'
>

const minutesOf = (paper: Minutes): Decision => ({
  body: paper.body,
  number: paper.number,
  decided_on: paper.decidedOn,
  heads: paper.heads,
  present: paper.present,
  votes: paper.votes,
  in_favour: paper.inFavour,
  available_from: paper.availableFrom,
  document: paper.document,
})

/**
 * The carried motion about this very plan (农民专业合作社法 29, 30).
 * @throws Refusal `rule_blocked` naming what became of it: not put to the vote, not carried, another version.
 */
async function carriedFor(ctx: Ctx, plan: PlanRow): Promise<Decision> {
  const put = await putBefore(ctx, { coopId: plan.coop_id, subjectId: plan.id })
  const kind = frozenKind(hashOf(plan))
  const found = put.find(
    ({ decided, subjectKind }) => subjectKind === kind && decided?.carried === true,
  )?.decided
  if (found === undefined || found === null) {
    throw new Refusal('rule_blocked', whyNotCarried(put, kind))
  }
  return {
    body: found.body === 'delegates' ? 'delegates' : 'assembly',
    number: found.number,
    decided_on: found.decidedOn,
    heads: found.entitled,
    present: found.present,
    votes: found.allVotes,
    in_favour: found.inFavour,
    available_from: found.papersFrom,
    document: `成员大会 ${found.number}决议`,
  }
}

/** What keeps a plan from resting on a resolution, in words. */
function whyNotCarried(put: readonly Put[], kind: string): Text {
  const [latest] = put
  if (latest === undefined) {
    return text(
      '该方案没有提交成员大会表决,请先“提交成员大会”。',
      'The plan has not been put before the assembly; do that first.',
    )
  }
  const { heldOn, title, decided } = latest
  if (latest.subjectKind !== kind) {
    return text(
      `提交 ${heldOn} “${title}”的不是这一版方案(提交后重新计算过),请重新提交。`,
      `What “${title}” of ${heldOn} was given is another version: the plan was computed anew since. Put it before the assembly again.`,
    )
  }
  if (decided === null) {
    return text(
      `该方案列入 ${heldOn} “${title}”的议题,还没有表决结果。`,
      `The plan is on the agenda of “${title}” of ${heldOn} and has no result yet.`,
    )
  }
  return text(
    `${decided.number}决议没有通过该方案:全部 ${decided.allVotes} 票中赞成 ${decided.inFavour} 票。`,
    `Resolution ${decided.number} did not carry the plan: ${decided.inFavour} of ${decided.allVotes} votes in favour.`,
  )
}

/** Minutes on paper are for assemblies held before the county's meetings are kept here (DIST-MEETING). */
function refuseLatePaper(
  resolutions: readonly GivenResolution[],
  from: (day: LocalDate) => LocalDate,
): void {
  const late = resolutions.find(
    ({ paper }) => paper !== undefined && paper.decidedOn >= from(paper.decidedOn),
  )?.paper
  if (late === undefined) return
  const since = from(late.decidedOn)
  throw new Refusal(
    'rule_blocked',
    text(
      `本县自 ${since} 起,分配决议出自系统内的成员大会,不再按纸面会议记录登记。请“提交成员大会”,表决通过后登记。`,
      `From ${since} on resolutions on distribution come from meetings held here, not from paper minutes: put the plan before the assembly.`,
    ),
  )
}

/** Art. 30: two thirds of the heads are there, more than half of all votes are in favour. */
function refuseMiscounted(
  ctx: Ctx,
  resolutions: readonly GivenResolution[],
  voteOf: (year: number) => Pick<BookRules['DIST-VOTE'], 'parameters'>,
): void {
  const faults = resolutions.flatMap(({ paper: one }, i): Fault[] => {
    if (one === undefined) return []
    const at = (field: string, zh: string, en: string): Fault => ({
      path: `$.resolutions[${i}].paper.${field}`,
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
  for (const { paper, year } of resolutions) {
    if (paper === undefined) continue
    const { heads, present, votes, inFavour } = paper
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

/** What an agenda says of the plan: its figures, and the mark of the very version that is voted on. */
const summaryOf = (plan: PlanRow): string =>
  `当年盈余 ${displayYuan(plan.net_surplus_fen)} 元,提取公积金 ${displayYuan(plan.reserve_fen)} 元,` +
  `可分配盈余 ${displayYuan(plan.distributable_fen)} 元,按交易量(额)返还 ${displayYuan(plan.returned_fen)} 元,` +
  `剩余盈余分配 ${displayYuan(plan.residual_fen)} 元,涉及 ${plan.members} 人。` +
  `方案校验:${(plan.content_hash ?? '').slice(0, 16)}。`
