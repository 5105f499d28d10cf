import type { Finding } from '../../../kernel/finding.ts'
import type { AnyId } from '../../../kernel/id.ts'
import { fen } from '../../../kernel/money.ts'
import { notFound, Refusal } from '../../../kernel/refusal.ts'
import { type Text, text } from '../../../kernel/text.ts'
import type { Verbs } from '../../../kernel/verb.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { type ActVoucher, bookLines, type Line, postForAct, redInk } from '../../ledger/index.ts'
import { exemptionsIn } from '../../policy/index.ts'
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
  resolutionsByIds,
  savePosted,
  saveVouchers,
  vouchersOfPlan,
} from '../store/plans.ts'
import { type BooksState, booksStates, yearEnd } from './ground.ts'
import { insideOrRefuse, lockYears, told } from './guards.ts'
import { booksWait } from './plans.ts'
import { rulesOfYear, storedSourced } from './stored.ts'

type PostingVerbs = Pick<Verbs<typeof distributionContract, Ctx>, 'postPlans' | 'reversePlan'>

export const postingVerbs: PostingVerbs = {
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
      reversesId: voucherId,
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
  const exempt = await exemptOf(ctx, coopIds, year)
  const rulesOf = await rulesOfYear(ctx, year, coopIds)
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
    // A rule the county has set to warn only stops nobody: its severity is in the finding.
    const broken = planFindings(run, rulesOf(plan.coop_id)).filter(
      (finding) => stops(finding, resolution) && !exempt.has(`${plan.coop_id} ${finding.rule}`),
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

/** Co-op and rule of every exemption that counts on the last day of the year. */
async function exemptOf(
  ctx: Ctx,
  coopIds: readonly AnyId[],
  year: number,
): Promise<ReadonlySet<string>> {
  const exemptions = await exemptionsIn(ctx, { coopIds, on: yearEnd(year) })
  return new Set(exemptions.map(({ coopId, rule }) => `${coopId} ${rule}`))
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
