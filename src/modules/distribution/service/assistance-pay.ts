import { must } from '../../../kernel/assert.ts'
import type { AnyId } from '../../../kernel/id.ts'
import { fen, formatYuan } from '../../../kernel/money.ts'
import { badInput, type Fault, notFound, Refusal } from '../../../kernel/refusal.ts'
import { type Text, text } from '../../../kernel/text.ts'
import type { Input, Verbs } from '../../../kernel/verb.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { periodOf, postForAct } from '../../ledger/index.ts'
import type { distributionContract } from '../contract.ts'
import { paymentLines } from '../rules/bookings.ts'
import { isNotEarned, NOT_EARNED_WARNING } from '../rules/onward.ts'
import {
  assistancePaymentById,
  insertAssistancePayment,
  insertReceipts,
  insertReversal,
  isVoucherOf,
} from '../store/assistance.ts'
import { duesOf, insertPayments, paymentOfVoucher } from '../store/payments.ts'
import { type FundOfYear, fundsOfYear, openFor, paidTo } from './assistance-ground.ts'
import { postedPlan, takeBack } from './payments.ts'
import { lockYears } from './guards.ts'

/* Money of assistance shares on its way: paid, confirmed, taken back. */

type PayVerbs = Pick<
  Verbs<typeof distributionContract, Ctx>,
  'recordAssistancePayment' | 'reverseAssistancePayment' | 'markAssistanceReceived'
>

const said = ({ zh, en }: Text) => ({ zh, en })

export const assistancePayVerbs: PayVerbs = {
  recordAssistancePayment: async (ctx, input) => {
    const { coopId, year, on, source } = input
    await lockYears(ctx, [coopId], year)
    await refuseWrongVoucher(ctx, input)
    const { earned, funds, payments } = await fundsOfYear(ctx, coopId, year)
    const chosen = funds.find(({ fund }) => fund.id === input.fundId)
    if (chosen === undefined) throw notFound()
    const paid = paidTo(payments)
    const lines = input.lines ?? everythingOpen(chosen, paid)
    refuseBeyond(chosen, { lines, paid, limited: source === 'surplus' || chosen.lists.length > 0 })
    const notEarned = isNotEarned(source, earned)
    const id = ctx.newId()
    const amount = fen(lines.reduce((all, line) => all + line.amount, 0n))
    const plan = source === 'surplus' ? await postedPlan(ctx, coopId, year) : null
    const voucherId =
      plan === null
        ? input.voucherId
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
      lines,
    })
    ctx.record({
      entity: 'assistance_payment',
      id,
      after: { fundId: input.fundId, source, notEarned, amount: formatYuan(amount) },
    })
    return {
      paymentId: id,
      notEarned,
      amount,
      people: lines.length,
      warnings: notEarned ? [said(NOT_EARNED_WARNING)] : [],
    }
  },

  reverseAssistancePayment: async (ctx, { coopId, paymentId, on, reason }) => {
    const first = await assistancePaymentById(ctx, coopId, paymentId)
    if (first === null) throw notFound()
    await lockYears(ctx, [coopId], first.year)
    const payment = must(await assistancePaymentById(ctx, coopId, paymentId), 'the payment')
    refuseReversed(payment)
    if (on < payment.on || on > ctx.today) {
      const why = text('冲销日应在支付日与今天之间', 'must lie between the payment and today')
      throw badInput([{ path: '$.on', text: why }])
    }
    if (payment.source === 'surplus' && payment.voucherId !== null) {
      const booked = must(await paymentOfVoucher(ctx, payment.voucherId), 'the booked payment')
      await takeBack(ctx, { coopId, paymentId: booked, on, reason })
    }
    await insertReversal(ctx, { paymentId, coopId, on, reason })
    ctx.record({ entity: 'assistance_payment', id: paymentId, after: { reversed: on, reason } })
    return { paymentId }
  },

  markAssistanceReceived: async (ctx, { coopId, paymentId, on, how, note, beneficiaryIds }) => {
    const payment = await assistancePaymentById(ctx, coopId, paymentId)
    if (payment === null) throw notFound()
    await lockYears(ctx, [coopId], payment.year)
    refuseReversed(payment)
    if (on < payment.on || on > ctx.today) {
      const why = text('签收日应在支付日与今天之间', 'must lie between the payment and today')
      throw badInput([{ path: '$.on', text: why }])
    }
    const marked = new Map(
      payment.lines.map((line) => [line.beneficiaryId, line.received !== null]),
    )
    const wants = how === 'withdrawn'
    const due = [...marked].flatMap(([id, has]) => (has === wants ? [id] : []))
    const chosen = beneficiaryIds ?? due
    const open = new Set(due)
    const faults = chosen.flatMap((id, i): Fault[] => {
      if (open.has(id) && chosen.indexOf(id) === i) return []
      const why = wants
        ? text('没有签收可撤', 'has no mark to withdraw')
        : text('不在这笔发放中,或已签收', 'is not of this payment, or has a mark')
      return [{ path: `$.beneficiaryIds[${i}]`, text: why }]
    })
    if (faults.length > 0) throw badInput(faults)
    await insertReceipts(ctx, { paymentId, coopId, on, how, note, beneficiaryIds: chosen })
    ctx.record({
      entity: 'assistance_payment',
      id: paymentId,
      after: { received: { on, how, note, people: chosen.length } },
    })
    return { marked: chosen.length }
  },
}

function refuseReversed({ reversed }: { readonly reversed: object | null }): void {
  if (reversed === null) return
  throw new Refusal('conflict', text('这笔发放已冲销。', 'This payment is taken back already.'))
}

type Given = Input<(typeof distributionContract)['recordAssistancePayment']>

async function refuseWrongVoucher(ctx: Ctx, input: Given): Promise<void> {
  const faults: Fault[] = []
  if (input.on > ctx.today) {
    faults.push({ path: '$.on', text: text('支付日不能晚于今天', 'must not be after today') })
  }
  if (input.voucherId !== null) {
    const why =
      input.source === 'surplus'
        ? text('盈余发放的凭证由系统生成', 'what comes from the surplus is booked by the product')
        : (await isVoucherOf(ctx, input.coopId, input.voucherId))
          ? null
          : text('账上没有这张凭证', 'the books have no such voucher')
    if (why !== null) faults.push({ path: '$.voucherId', text: why })
  }
  if (faults.length > 0) throw badInput(faults)
}

interface Line {
  readonly beneficiaryId: AnyId
  readonly amount: bigint
}

/** @throws Refusal `not_allowed_now` when nothing is left to be paid. */
function everythingOpen(fund: FundOfYear, paid: ReadonlyMap<AnyId, bigint>): Line[] {
  const lines = fund.rows
    .map(({ id }) => ({ beneficiaryId: id, amount: openFor(fund, id, paid) }))
    .filter(({ amount }) => amount > 0n)
  if (lines.length > 0) return lines
  throw new Refusal('not_allowed_now', text('没有未付的款项。', 'Nothing is left to be paid.'))
}

function refuseBeyond(
  fund: FundOfYear,
  of: {
    readonly lines: readonly Line[]
    readonly paid: ReadonlyMap<AnyId, bigint>
    readonly limited: boolean
  },
): void {
  const known = new Set(fund.rows.map(({ id }) => id))
  const seen = new Set<AnyId>()
  const faults = of.lines.flatMap(({ beneficiaryId, amount }, i): Fault[] => {
    const path = `$.lines[${i}]`
    if (!known.has(beneficiaryId) || seen.has(beneficiaryId)) {
      const why = text('不是当年在册的受益人,或重复', 'benefited on no day of the year, or twice')
      return [{ path: `${path}.beneficiaryId`, text: why }]
    }
    seen.add(beneficiaryId)
    const open = openFor(fund, beneficiaryId, of.paid)
    if (!of.limited || amount <= open) return []
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
): Promise<AnyId> {
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
  const { id: voucherId } = must(voucher, 'the voucher of a payment')
  await insertPayments(ctx, [
    {
      id: ctx.newId(),
      planId: plan.id,
      coopId: plan.coop_id,
      on: of.on,
      account: of.account,
      voucherId,
      reference: of.reference,
      reversesId: null,
      reason: null,
      lines,
    },
  ])
  return voucherId
}
