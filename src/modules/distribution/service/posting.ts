import type { Finding } from '../../../kernel/finding.ts'
import type { AnyId } from '../../../kernel/id.ts'
import { fen } from '../../../kernel/money.ts'
import { badInput, type Fault, notFound, Refusal } from '../../../kernel/refusal.ts'
import { type Text, text } from '../../../kernel/text.ts'
import type { Input, Verbs } from '../../../kernel/verb.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { type ActVoucher, bookLines, type Line, postForAct, redInk } from '../../ledger/index.ts'
import { exemptionsIn, rulesOn } from '../../policy/index.ts'
import { recordBooked, reverseBooked } from '../../shares/index.ts'
import type { distributionContract } from '../contract.ts'
import type { ShareBatch } from '../model/account.ts'
import type { Run } from '../model/run.ts'
import {
  notPostable,
  type Part,
  partsOf,
  type PlannedVoucher,
  vouchersOf,
} from '../rules/bookings.ts'
import { planFindings } from '../rules/findings.ts'
import { runOf } from '../rules/inputs.ts'
import type { PlanRow, ResolutionRow } from '../store.ts'
import { entriesOf, insertBatches } from '../store/accounts.ts'
import { paidSums } from '../store/payments.ts'
import {
  conversionsOfPlan,
  lockPlans,
  markReversed,
  type NewResolution,
  resolutionsByIds,
  savePosted,
  saveResolutions,
  saveVouchers,
  vouchersOfPlan,
  withdraw,
} from '../store/plans.ts'
import { type BooksState, booksStates, yearEnd } from './ground.ts'
import { booksWait, insideOrRefuse, lockYears, told } from './plans.ts'
import { resolutionWarnings, storedSourced } from './stored.ts'

type PostingVerbs = Pick<
  Verbs<typeof distributionContract, Ctx>,
  'recordResolutions' | 'withdrawResolution' | 'postPlans' | 'reversePlan'
>

export const postingVerbs: PostingVerbs = {
  recordResolutions: async (ctx, { unitId, resolutions }) => {
    await insideOrRefuse(
      ctx,
      unitId,
      resolutions.map(({ coopId }) => coopId),
    )
    refuseMiscounted(ctx, resolutions)
    const rows: NewResolution[] = []
    for (const [year, ofYear] of Map.groupBy(resolutions, (one) => one.year)) {
      const coopIds = ofYear.map(({ coopId }) => coopId)
      await lockYears(ctx, coopIds, year)
      const plans = new Map((await lockPlans(ctx, coopIds, year)).map((row) => [row.coop_id, row]))
      for (const given of ofYear) {
        const plan = plans.get(given.coopId)
        if (plan === undefined) throw notFound()
        rows.push({
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
        })
      }
    }
    await saveResolutions(ctx, rows)
    ctx.record({
      entity: 'distribution_resolution',
      id: rows.length === 1 ? (rows[0]?.id ?? '') : unitId,
      after: rows.length > 20 ? { resolutions: rows.length } : { resolutions: rows },
    })
    return {
      resolutions: rows.map((row) => ({
        planId: row.plan_id,
        coopId: row.coop_id,
        resolutionId: row.id,
        warnings: resolutionWarnings(row).map(({ zh, en }) => ({ zh, en })),
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

  postPlans: async (ctx, { unitId, year, coopIds }) => {
    const inside = await insideOrRefuse(ctx, unitId, coopIds)
    await lockYears(ctx, [...inside.keys()], year)
    const plans = await lockPlans(ctx, [...inside.keys()], year)
    const already = plans.filter(({ status }) => status === 'posted').length
    const due = plans.filter(({ status }) => status === 'resolved')
    if (coopIds !== undefined && due.length + already < coopIds.length) {
      throw new Refusal(
        'not_allowed_now',
        text(
          '分配方案须先经成员大会决议(农民专业合作社法第二十九条)。',
          'The assembly must resolve on the plan first (Art. 29).',
        ),
      )
    }
    const { ready, left } = await readyOf(ctx, due, year)
    const [refused] = left
    if (coopIds !== undefined && refused !== undefined) throw refusalOf(refused)
    await postReady(ctx, ready, year)
    const posted = ready.map(({ plan, vouchers }) => ({
      planId: plan.id,
      coopId: plan.coop_id,
      vouchers: vouchers.length,
    }))
    ctx.record({ entity: 'distribution_plan', id: unitId, after: { year, posted: told(posted) } })
    for (const { coopId } of posted) ctx.emit('distribution.posted', { coopId, year })
    return {
      posted,
      already,
      left: left.map(({ coopId, text: { zh, en } }) => ({ coopId, text: { zh, en } })),
    }
  },

  reversePlan: async (ctx, { coopId, year, reason }) => {
    await lockYears(ctx, [coopId], year)
    const [plan] = await lockPlans(ctx, [coopId], year)
    if (plan === undefined || plan.status !== 'posted') throw notFound()
    await refuseIrreversible(ctx, plan)
    const marked = await vouchersOfPlan(ctx, plan.id)
    const originals = await linesOfPlan(ctx, plan, new Set(marked.map((one) => one.voucherId)))
    const vouchers = marked.map(({ voucherId }): ActVoucher => ({
      ...yearEndVoucher(plan),
      summary: `冲销盈余分配:${reason}`.slice(0, 200),
      clause: '会计基础工作规范',
      template: null,
      lines: redInk(originals.get(voucherId) ?? []),
    }))
    const posted = await postForAct(ctx, vouchers)
    await saveVouchers(ctx, [
      {
        planId: plan.id,
        coopId,
        vouchers: posted.map(({ id }) => ({ voucherId: id, step: 'reversal' })),
      },
    ])
    const [first] = posted
    for (const eventId of await conversionsOfPlan(ctx, plan.id)) {
      const back = { coopId, eventId, note: reason, reason }
      if (first !== undefined) await reverseBooked(ctx, back, first.id)
    }
    await takeBackShares(ctx, plan)
    await markReversed(ctx, plan.id, reason)
    ctx.record({
      entity: 'distribution_plan',
      id: plan.id,
      before: { status: 'posted' },
      after: { status: 'reversed', reason, vouchers: posted.length },
    })
    return { planId: plan.id, vouchers: posted.length }
  },
}

type GivenResolution = Input<
  (typeof distributionContract)['recordResolutions']
>['resolutions'][number]

/** Art. 30: two thirds of the heads are there, more than half of all votes are in favour. */
function refuseMiscounted(ctx: Ctx, resolutions: readonly GivenResolution[]): void {
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
  for (const { heads, present, votes, inFavour } of resolutions) {
    if (present * 3 < heads * 2) {
      throw new Refusal(
        'rule_blocked',
        text(
          `到会 ${present} 人,不足应到 ${heads} 人的三分之二,决议不成立(农民专业合作社法第三十条)。`,
          `${present} of ${heads} present: less than two thirds, no quorum (Art. 30).`,
        ),
      )
    }
    if (inFavour * 2 <= votes) {
      throw new Refusal(
        'rule_blocked',
        text(
          `赞成 ${inFavour} 票,未过全部表决权 ${votes} 票的半数,决议不成立(农民专业合作社法第三十条)。`,
          `${inFavour} of ${votes} votes in favour: not more than half of all votes (Art. 30).`,
        ),
      )
    }
  }
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

interface Left {
  readonly coopId: AnyId
  readonly text: Text
  readonly findings: readonly Finding[]
}

const refusalOf = ({ text: said, findings }: Left): Refusal =>
  findings.length > 0
    ? new Refusal('rule_blocked', said, { data: { findings } })
    : new Refusal('not_allowed_now', said)

interface Ready {
  readonly plan: PlanRow
  readonly run: Run
  readonly parts: readonly Part[]
  readonly vouchers: readonly PlannedVoucher[]
  readonly resolution: ResolutionRow
}

/** Which of the resolved plans may be posted, and why the others may not. */
async function readyOf(
  ctx: Ctx,
  plans: readonly PlanRow[],
  year: number,
): Promise<{ ready: Ready[]; left: Left[] }> {
  const coopIds = plans.map((plan) => plan.coop_id)
  const books = await booksStates(ctx, coopIds, year)
  const resolutions = await resolutionsByIds(
    ctx,
    plans.flatMap(({ resolution_id: id }) => id ?? []),
  )
  const allowed = await allowances(ctx, coopIds, year)
  const ready: Ready[] = []
  const left: Left[] = []
  for (const plan of plans) {
    const sourced = storedSourced(plan)
    const resolution = resolutions.get(plan.resolution_id ?? '')
    if (sourced === null || resolution === undefined) continue
    const run = runOf(sourced)
    const parts = partsOf(run, sourced.inputs)
    const state = books.get(plan.coop_id)
    const wait = booksWait(state) ?? changed(state, run) ?? notPostable(run)
    const broken = planFindings(run).filter(
      (finding) => stops(finding, resolution) && !allowed(plan.coop_id, finding.rule),
    )
    const [first] = broken
    if (wait !== null || first !== undefined) {
      const said = wait ?? first?.text ?? text('', '')
      left.push({ coopId: plan.coop_id, text: said, findings: wait === null ? broken : [] })
      continue
    }
    ready.push({ plan, run, parts, vouchers: vouchersOf(run, parts), resolution })
  }
  return { ready, left }
}

/** A rule that blocks and fails; one that only depends asks for somebody who answers for it. */
const stops = (finding: Finding, resolution: ResolutionRow): boolean =>
  finding.severity === 'block' &&
  (finding.outcome === 'fails' || (finding.outcome === 'depends' && resolution.review === null))

/** What the county's own rule set lets pass: a rule it has set to warn only, or an exemption. */
async function allowances(
  ctx: Ctx,
  coopIds: readonly AnyId[],
  year: number,
): Promise<(coopId: AnyId, rule: string) => boolean> {
  const soft = new Set(
    (await rulesOn(ctx, yearEnd(year)))
      .filter(({ severity }) => severity !== 'block')
      .map(({ rule }) => rule),
  )
  const exempt = new Set(
    (await exemptionsIn(ctx, { coopIds, on: yearEnd(year) })).map(
      ({ coopId, rule }) => `${coopId} ${rule}`,
    ),
  )
  return (coopId, rule) => soft.has(rule) || exempt.has(`${coopId} ${rule}`)
}

/** The books say something else than what the assembly resolved on. */
function changed(state: BooksState | undefined, { year }: Run): Text | null {
  if (state === undefined) return null
  if (state.byHand) {
    return text(
      '账上已有手工分配的凭证(各项分配),请先冲销。',
      'A distribution was booked by hand (33201); reverse it first.',
    )
  }
  const { netSurplus, opening, transfersIn } = state.figures
  const same =
    netSurplus === year.netSurplus &&
    opening === year.openingUndistributed - year.priorLoss &&
    transfersIn === year.otherTransfersIn
  if (same) return null
  return text(
    '决议以后账上的盈余变了,须重新计算并由成员大会重新决议。',
    'The surplus in the books has changed since the resolution: compute and resolve again.',
  )
}

const yearEndVoucher = (plan: Pick<PlanRow, 'id' | 'coop_id' | 'year'>) => ({
  coopId: plan.coop_id,
  origin: `distribution:${plan.id}`,
  kind: 'transfer' as const,
  onDate: yearEnd(plan.year),
  period: plan.year * 100 + 13,
  attachments: 1,
})

async function postReady(ctx: Ctx, ready: readonly Ready[], year: number): Promise<void> {
  const planned = ready.flatMap((one) => one.vouchers.map((voucher) => ({ one, voucher })))
  const posted = await postForAct(
    ctx,
    planned.map(({ one, voucher }): ActVoucher => ({
      ...yearEndVoucher(one.plan),
      summary: `${voucher.summary}(${one.resolution.number})`.slice(0, 200),
      clause: voucher.clause,
      template: voucher.template,
      lines: voucher.lines,
    })),
  )
  const made = planned.map(({ one, voucher }, i) => ({
    planId: one.plan.id,
    step: voucher.step,
    voucherId: posted[i]?.id ?? '',
  }))
  const ofPlan = Map.groupBy(made, ({ planId }) => planId)
  const rows = []
  for (const [i, one] of ready.entries()) {
    const vouchers = ofPlan.get(one.plan.id) ?? []
    const conversion = vouchers.find(({ step }) => step === 'conversion')
    const events = conversion === undefined ? [] : await convert(ctx, one, conversion.voucherId)
    rows.push({
      planId: one.plan.id,
      coopId: one.plan.coop_id,
      year,
      vouchers,
      events,
      dues: one.parts,
    })
    ctx.progress(i + 1, ready.length)
  }
  await savePosted(ctx, rows)
  await insertBatches(
    ctx,
    ready.flatMap((one) =>
      reserveBatch(one, ofPlan.get(one.plan.id)?.find(({ step }) => step === 'reserve')?.voucherId),
    ),
  )
}

/** The conversions of a plan as events of the register, tied to the plan's own voucher. */
async function convert(ctx: Ctx, { plan, parts, resolution }: Ready, voucherId: AnyId) {
  const turned = parts.filter((part) => part.convertedReturn + part.convertedResidual > 0n)
  const { events } = await recordBooked(
    ctx,
    {
      coopId: plan.coop_id,
      on: yearEnd(plan.year),
      newHolders: [],
      changes: turned.map((part) => ({
        kind: 'conversion' as const,
        holder: part.holderId,
        source: 'surplus' as const,
        form: 'cash' as const,
        amount: fen(part.convertedReturn + part.convertedResidual),
        resolution: `${resolution.number} ${resolution.document}`.slice(0, 300),
      })),
      reason: `成员大会决议 ${resolution.number}`,
    },
    voucherId,
  )
  return events.map(({ id }) => id)
}

/** The year's reserve in the members' accounts (Art. 42). */
function reserveBatch({ plan, parts, run }: Ready, voucherId: AnyId | undefined): ShareBatch[] {
  const entries = parts
    .filter(({ reserve }) => reserve > 0n)
    .map(({ holderId, reserve }) => ({ holderId, amount: reserve }))
  if (entries.length === 0) return []
  return [
    {
      coopId: plan.coop_id,
      cause: 'plan',
      kind: 'reserve',
      on: yearEnd(plan.year),
      year: plan.year,
      amount: run.law.quantified,
      heads: entries.length,
      basis: 'plan',
      planId: plan.id,
      voucherId: voucherId ?? null,
      partyId: null,
      entries,
    },
  ]
}

/** Money that has gone out cannot be taken back by a voucher; a closed year stays as it is. */
async function refuseIrreversible(ctx: Ctx, plan: PlanRow): Promise<void> {
  const paid = (await paidSums(ctx, [plan.id])).get(plan.id)?.paid ?? 0n
  if (paid !== 0n) {
    throw new Refusal(
      'conflict',
      text('已有支付,须先冲销支付。', 'Something has been paid; take the payments back first.'),
    )
  }
  const state = (await booksStates(ctx, [plan.coop_id], plan.year)).get(plan.coop_id)
  if (state !== undefined && state.closed > 12) {
    throw new Refusal(
      'not_allowed_now',
      text(
        '该年度已结账,分配不能冲销;差错按会计差错在发现当年更正。',
        'The year is closed: an error is corrected in the year it is found.',
      ),
    )
  }
}

async function linesOfPlan(
  ctx: Ctx,
  plan: PlanRow,
  ids: ReadonlySet<AnyId>,
): Promise<Map<AnyId, Line[]>> {
  const period = plan.year * 100 + 13
  const lines = await bookLines(ctx, { coopIds: [plan.coop_id], from: period, to: period })
  return Map.groupBy(
    lines.filter(({ voucherId }) => ids.has(voucherId)),
    ({ voucherId }) => voucherId,
  )
}

async function takeBackShares(ctx: Ctx, plan: PlanRow): Promise<void> {
  const entries = await entriesOf(ctx, { planId: plan.id })
  if (entries.length === 0) return
  await insertBatches(ctx, [
    {
      coopId: plan.coop_id,
      cause: 'reversal',
      kind: 'reserve',
      on: yearEnd(plan.year),
      year: plan.year,
      amount: -entries.reduce((all, { amount }) => all + amount, 0n),
      heads: entries.length,
      basis: 'plan',
      planId: plan.id,
      voucherId: null,
      partyId: null,
      entries: entries.map(({ holderId, amount }) => ({ holderId, amount: -amount })),
    },
  ])
}
