import { z } from 'zod'
import { parseFraction } from '../../../kernel/fraction.ts'
import type { AnyId } from '../../../kernel/id.ts'
import { fen, formatYuan } from '../../../kernel/money.ts'
import { badInput, type Fault, notFound, Refusal } from '../../../kernel/refusal.ts'
import { type Text, text } from '../../../kernel/text.ts'
import type { Verbs } from '../../../kernel/verb.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { periodOf, postForAct } from '../../ledger/index.ts'
import { householdsByIds, personsByIds } from '../../registry/index.ts'
import {
  assistanceFundsOf,
  beneficiariesOfFunds,
  type BeneficiaryTable,
  type FundTable,
  registersOf,
} from '../../shares/index.ts'
import type { distributionContract } from '../contract.ts'
import { planSchema } from '../model/plan.ts'
import type { Run } from '../model/run.ts'
import { paymentLines } from '../rules/bookings.ts'
import { placeOf, runOf, type Sourced } from '../rules/inputs.ts'
import {
  fundDues,
  isNotEarned,
  NOT_EARNED_WARNING,
  planOf2413,
  yearOfPool,
} from '../rules/onward.ts'
import { computePlan } from '../rules/plan-document.ts'
import { halfUp } from '../rules/pools.ts'
import {
  assistancePayments,
  collectivePlanOf,
  insertAssistancePayment,
  insertCollectivePlan,
} from '../store/onward.ts'
import { duesOf, insertPayments } from '../store/payments.ts'
import { planOfYear } from '../store/plans.ts'
import { yearEnd } from './ground.ts'
import { postedPlan } from './payments.ts'
import { lockYears } from './plans.ts'
import { storedSourced } from './stored.ts'

type OnwardVerbs = Pick<
  Verbs<typeof distributionContract, Ctx>,
  'readAssistanceDues' | 'recordAssistancePayment' | 'recordCollectivePlan' | 'readCollectivePlan'
>

const said = ({ zh, en }: Text) => ({ zh, en })

export const onwardVerbs: OnwardVerbs = {
  readAssistanceDues: async (ctx, { coopId, year }) => {
    const { earned, funds } = await duesOfFunds(ctx, coopId, year)
    const { payments, paid } = await assistancePayments(ctx, coopId, year)
    const names = await beneficiaryNames(
      ctx,
      funds.flatMap(({ rows }) => rows),
    )
    const unearned = payments.some(({ notEarned }) => notEarned)
    return {
      earned,
      funds: funds.map(({ fund, rows, yielded }) => ({
        fundId: fund.id,
        name: fund.name,
        holderId: fund.title_holder_id,
        amount: fen(fund.amount_fen),
        guaranteed: fen(yielded.guaranteed),
        floating: fen(yielded.floating),
        pool: fen(yielded.pool),
        kept: fen(yielded.kept),
        short: fen(yielded.short),
        rows: rows.map((row, i) => ({
          beneficiaryId: row.id,
          name: names.get(row.id) ?? '',
          units: unitsText(row.units_micro),
          due: fen(yielded.dues[i] ?? 0n),
          paid: fen(paid.get(row.id) ?? 0n),
        })),
      })),
      payments: payments.map((one) => ({ ...one, amount: fen(one.amount) })),
      warnings: unearned ? [said(NOT_EARNED_WARNING)] : [],
    }
  },

  recordAssistancePayment: async (ctx, input) => {
    const { coopId, year, on, source } = input
    await lockYears(ctx, [coopId], year)
    if (on > ctx.today) {
      const why = text('支付日不能晚于今天', 'must not be after today')
      throw badInput([{ path: '$.on', text: why }])
    }
    const { earned, funds } = await duesOfFunds(ctx, coopId, year)
    const chosen = funds.find(({ fund }) => fund.id === input.fundId)
    if (chosen === undefined) throw notFound()
    const { paid } = await assistancePayments(ctx, coopId, year)
    refuseBeyond(chosen, { lines: input.lines, paid, booked: source === 'surplus' })
    const notEarned = isNotEarned(source, earned)
    const id = ctx.newId()
    const amount = input.lines.reduce((all, line) => all + line.amount, 0n)
    const plan = source === 'surplus' ? await postedPlan(ctx, coopId, year) : null
    const voucherId =
      plan === null
        ? null
        : await payTitleHolder(ctx, {
            plan,
            on,
            amount,
            holderId: chosen.fund.title_holder_id,
            account: input.account,
            reference: input.reference,
            name: chosen.fund.name,
          })
    await insertAssistancePayment(ctx, {
      id,
      coopId,
      fundId: input.fundId,
      planId: plan?.id ?? null,
      year,
      on,
      source,
      notEarned,
      voucherId,
      reference: input.reference,
      lines: input.lines,
    })
    ctx.record({
      entity: 'assistance_payment',
      id,
      after: { fundId: input.fundId, source, notEarned, amount: formatYuan(amount) },
    })
    return { paymentId: id, notEarned, warnings: notEarned ? [said(NOT_EARNED_WARNING)] : [] }
  },

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
    return { id, amount: fen(amount) }
  },

  readCollectivePlan: async (ctx, { coopId, year }) => {
    const parent = await planOfYear(ctx, coopId, year)
    const part = await collectivePart(ctx, coopId, year)
    const holder =
      part.holderId === null ? null : { holderId: part.holderId, name: part.holderName }
    const row = parent === null ? null : await collectivePlanOf(ctx, parent.id)
    if (row === null) return { holder, amount: fen(part.amount), recorded: null }
    const { people } = storedPeople.parse(row.inputs)
    const result = computePlan({
      plan: planSchema.parse(row.document),
      year: yearOfPool(row.amount),
      people: people.map(({ id, groups }) => ({ ...VILLAGER, id, groups })),
      explainFor: [],
    })
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

interface FundOfYear {
  readonly fund: FundTable
  readonly rows: readonly BeneficiaryTable[]
  readonly yielded: ReturnType<typeof fundDues>
}

/** The funds in force at a year's end, with what the computed plan gives them. */
async function duesOfFunds(
  ctx: Ctx,
  coopId: AnyId,
  year: number,
): Promise<{ earned: boolean; funds: FundOfYear[] }> {
  const end = yearEnd(year)
  const plan = await planOfYear(ctx, coopId, year)
  const sourced = plan === null || plan.status === 'reversed' ? null : storedSourced(plan)
  const run = sourced === null ? null : runOf(sourced)
  const funds = (await assistanceFundsOf(ctx, [coopId])).filter(
    (fund) => fund.valid_from <= end && (fund.valid_to === null || fund.valid_to > end),
  )
  const all = await beneficiariesOfFunds(
    ctx,
    funds.map(({ id }) => id),
  )
  return {
    earned: run !== null && run.law.distributable > 0n,
    funds: funds.map((fund) => {
      const rows = all.filter(
        (row) =>
          row.fund_id === fund.id &&
          row.valid_from <= end &&
          (row.valid_to === null || row.valid_to > end),
      )
      return { fund, rows, yielded: yieldOf(fund, rows, { run, sourced }) }
    }),
  }
}

function yieldOf(
  fund: FundTable,
  rows: readonly BeneficiaryTable[],
  plan: { readonly run: Run | null; readonly sourced: Sourced | null },
) {
  const person = plan.sourced?.inputs.people.find(
    ({ holderId }) => holderId === fund.title_holder_id,
  )
  const rate = fund.guaranteed_rate === null ? null : parseFraction(fund.guaranteed_rate)
  return fundDues(
    {
      id: fund.id,
      personId: person === undefined ? null : placeOf(person.number),
      amount: fund.amount_fen,
      guaranteed: rate === null ? 0n : halfUp(rate, fund.amount_fen),
      floating: fund.floating,
      cap: fund.cap_fen,
      units: fund.units_micro,
      beneficiaries: rows.map((row) => ({ id: row.id, units: row.units_micro })),
    },
    plan.run,
  )
}

function refuseBeyond(
  { rows, yielded }: FundOfYear,
  of: {
    readonly lines: readonly { readonly beneficiaryId: AnyId; readonly amount: bigint }[]
    readonly paid: ReadonlyMap<AnyId, bigint>
    readonly booked: boolean
  },
): void {
  const places = new Map(rows.map((row, i) => [row.id, i]))
  const seen = new Set<AnyId>()
  const faults = of.lines.flatMap(({ beneficiaryId, amount }, i): Fault[] => {
    const path = `$.lines[${i}]`
    const place = places.get(beneficiaryId)
    if (place === undefined || seen.has(beneficiaryId)) {
      const why = text(
        '不是年末在册的受益人,或重复',
        'is no beneficiary at the year’s end, or twice',
      )
      return [{ path: `${path}.beneficiaryId`, text: why }]
    }
    seen.add(beneficiaryId)
    const open = (yielded.dues[place] ?? 0n) - (of.paid.get(beneficiaryId) ?? 0n)
    if (!of.booked || amount <= open) return []
    const why = text(
      `超过应得未付的 ${formatYuan(open)} 元`,
      `more than the ${formatYuan(open)} yuan that are due`,
    )
    return [{ path: `${path}.amount`, text: why }]
  })
  if (faults.length > 0) throw badInput(faults)
}

/** Paid out of what is due to the holder of the title: the same money is not due a second time. */
async function payTitleHolder(
  ctx: Ctx,
  of: {
    readonly plan: { readonly id: AnyId; readonly coop_id: AnyId; readonly year: number }
    readonly on: Parameters<typeof periodOf>[0]
    readonly amount: bigint
    readonly holderId: AnyId
    readonly account: string
    readonly reference: string | null
    readonly name: string
  },
): Promise<AnyId | null> {
  const { plan, amount, holderId } = of
  const [due] = await duesOf(ctx, { planIds: [plan.id], holderIds: [holderId] })
  const open = due === undefined ? 0n : due.residual - due.paidResidual
  if (amount > open) {
    throw new Refusal(
      'not_allowed_now',
      text(
        `所有权人名下未付的剩余盈余只有 ${formatYuan(open)} 元。`,
        `Only ${formatYuan(open)} yuan of the title holder's rest are unpaid.`,
      ),
    )
  }
  const lines = [{ holderId, returned: 0n, residual: amount }]
  const [voucher] = await postForAct(ctx, [
    {
      coopId: plan.coop_id,
      origin: `distribution:${plan.id}`,
      kind: 'payment',
      onDate: of.on,
      period: periodOf(of.on),
      summary: `发放${plan.year}年度${of.name}收益`.slice(0, 200),
      lines: paymentLines(of.account, lines),
      attachments: 1,
      template: null,
      clause: '财会〔2021〕37号 222',
    },
  ])
  if (voucher === undefined) return null
  await insertPayments(ctx, [
    {
      id: ctx.newId(),
      planId: plan.id,
      coopId: plan.coop_id,
      on: of.on,
      account: of.account,
      voucherId: voucher.id,
      reference: of.reference,
      reversesId: null,
      reason: null,
      lines,
    },
  ])
  return voucher.id
}

async function beneficiaryNames(
  ctx: Ctx,
  rows: readonly BeneficiaryTable[],
): Promise<Map<AnyId, string>> {
  const persons = await personsByIds(
    ctx,
    rows.flatMap((row) => row.person_id ?? []),
  )
  const households = await householdsByIds(
    ctx,
    rows.map((row) => row.household_id),
  )
  return new Map(
    rows.map((row) => {
      const person = row.person_id === null ? undefined : persons.get(row.person_id)
      const household = households.get(row.household_id)
      return [row.id, person?.name ?? `${household?.headName ?? ''}户`]
    }),
  )
}

const MICRO = 1_000_000n
const unitsText = (micro: bigint): string => {
  const places = (micro % MICRO).toString().padStart(6, '0').replace(/0+$/, '')
  return `${micro / MICRO}${places === '' ? '' : `.${places}`}`
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
  const { funds } = await duesOfFunds(ctx, coopId, year)
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
