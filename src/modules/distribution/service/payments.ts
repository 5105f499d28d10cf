import { must } from '../../../kernel/assert.ts'
import { chinaDate, type LocalDate } from '../../../kernel/date.ts'
import type { AnyId } from '../../../kernel/id.ts'
import { fen, formatYuan } from '../../../kernel/money.ts'
import { badInput, type Fault, notFound, Refusal } from '../../../kernel/refusal.ts'
import { text } from '../../../kernel/text.ts'
import type { Input, Verbs } from '../../../kernel/verb.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { writePdf } from '../../../platform/document/write-pdf.ts'
import { writeSlips } from '../../../platform/document/write-slips.ts'
import { type ActVoucher, periodOf, postForAct, redInk } from '../../ledger/index.ts'
import { bankAccountsOf } from '../../registry/index.ts'
import { holdersByIds } from '../../shares/index.ts'
import type { distributionContract } from '../contract.ts'
import { paymentLines } from '../rules/bookings.ts'
import { bankFile, planPaper, signPaper, slipOf } from '../rules/papers.ts'
import { arithmeticOf, computedOf } from '../rules/present.ts'
import type { PlanRow } from '../store.ts'
import {
  type DueRow,
  duesOf,
  insertPayments,
  paidForAssistance,
  type NewPayment,
  paymentById,
  paymentsOfPlan,
  unpaidPage,
} from '../store/payments.ts'
import { coopNames, planOfYear, resolutionsByIds } from '../store/plans.ts'
import { insideOrRefuse, lockYears } from './guards.ts'
import { checkCode, groupedCode, serialOf, slipAddress } from './slips.ts'
import { namesOf, rulesOfYear, storedSourced } from './stored.ts'

type PaymentVerbs = Pick<
  Verbs<typeof distributionContract, Ctx>,
  | 'readPayments'
  | 'listUnpaid'
  | 'recordPayments'
  | 'reversePayment'
  | 'exportBankFile'
  | 'printSignList'
  | 'printSlips'
  | 'printPlan'
>

export const paymentVerbs: PaymentVerbs = {
  readPayments: async (ctx, { coopId, year }) => {
    const plan = await postedPlan(ctx, coopId, year)
    const rows = await payeesOf(ctx, plan)
    const total = (key: 'due' | 'paid' | 'unpaid') =>
      fen(rows.reduce((all, row) => all + row[key], 0n))
    return {
      due: total('due'),
      paid: total('paid'),
      unpaid: total('unpaid'),
      rows: rows.map(({ personId: _person, ...row }) => row),
      payments: (await paymentsOfPlan(ctx, plan.id)).map((row) => ({
        id: row.id,
        on: row.on_date,
        account: row.account,
        amount: fen(row.amount_fen),
        people: row.people,
        reference: row.reference,
        voucherId: row.voucher_id,
        reversesId: row.reverses_id,
        reversedById: row.reversed_by_id,
        recordedBy: row.recorded_by,
      })),
    }
  },

  listUnpaid: async (ctx, input) => {
    const { total, unpaid, rows } = await unpaidPage(ctx, input)
    return {
      total,
      unpaid: fen(unpaid),
      rows: rows.map((row) => ({ ...row, due: fen(row.due), unpaid: fen(row.unpaid) })),
    }
  },

  recordPayments: async (ctx, { unitId, payments }) => {
    await insideOrRefuse(
      ctx,
      unitId,
      payments.map(({ coopId }) => coopId),
    )
    for (const [year, ofYear] of Map.groupBy(payments, (one) => one.year)) {
      await lockYears(ctx, [...new Set(ofYear.map(({ coopId }) => coopId))], year)
    }
    const open = new Map<string, DueRow[]>()
    const planned: Planned[] = []
    for (const [i, payment] of payments.entries()) {
      const path = `$.payments[${i}]`
      if (payment.on > ctx.today) {
        const why = text('支付日不能晚于今天', 'must not be after today')
        throw badInput([{ path: `${path}.on`, text: why }])
      }
      const plan = await postedPlan(ctx, payment.coopId, payment.year)
      const dues = open.get(plan.id) ?? (await duesOf(ctx, { planIds: [plan.id] }))
      const lines = paidLines(payment, dues, path)
      open.set(plan.id, afterPaying(dues, lines))
      if (lines.length > 0) planned.push({ plan, payment, lines })
    }
    if (planned.length === 0) {
      throw new Refusal('not_allowed_now', text('没有未付的款项。', 'Nothing is left to be paid.'))
    }
    const vouchers = await postForAct(ctx, planned.map(paymentVoucher))
    const rows = planned.map(({ plan, payment, lines }, i): NewPayment => ({
      id: ctx.newId(),
      planId: plan.id,
      coopId: plan.coop_id,
      on: payment.on,
      account: payment.account,
      voucherId: must(vouchers[i], 'the voucher of a payment').id,
      reference: payment.reference,
      reversesId: null,
      reason: null,
      lines,
    }))
    await insertPayments(ctx, rows)
    const told = rows.map((row) => ({
      paymentId: row.id,
      coopId: row.coopId,
      amount: fen(row.lines.reduce((all, line) => all + line.returned + line.residual, 0n)),
      people: row.lines.length,
    }))
    ctx.record({
      entity: 'distribution_payment',
      id: unitId,
      after: told.length > 20 ? { payments: told.length } : { payments: told },
    })
    return { payments: told }
  },

  reversePayment: async (ctx, { coopId, paymentId, on, reason }) => {
    const first = await paymentById(ctx, coopId, paymentId)
    if (first === null) throw notFound()
    await lockYears(ctx, [coopId], first.payment.year)
    if (await paidForAssistance(ctx, first.payment.voucher_id)) {
      throw new Refusal(
        'conflict',
        text(
          '这是扶贫股收益的发放,请在扶贫股发放中冲销。',
          'This paid assistance shares: take it back there.',
        ),
      )
    }
    return { paymentId: await takeBack(ctx, { coopId, paymentId, on, reason }) }
  },

  exportBankFile: async (ctx, { coopId, year, clear, reason }) => {
    if (clear) refuseUnrevealed(ctx, reason)
    const plan = await postedPlan(ctx, coopId, year)
    const rows = (await payeesOf(ctx, plan, clear ? 'clear' : 'masked')).filter(
      (row) => row.unpaid > 0n && row.bankAccount !== null,
    )
    ctx.record({
      entity: 'distribution_plan',
      id: plan.id,
      after: { bankFile: { people: rows.length, clear, reason: reason ?? null } },
    })
    const file = bankFile(
      rows.map((row) => ({
        number: row.number,
        name: row.name,
        account: row.bankAccount ?? '',
        amount: formatYuan(row.unpaid),
      })),
      `${year}年度盈余分配`,
    )
    const name = `${await nameOf(ctx, coopId)} ${year} 银行代发.csv`
    return { name, mediaType: 'text/csv', content: Buffer.from(file, 'utf8').toString('base64') }
  },

  printSignList: async (ctx, { coopId, year }) => {
    const plan = await postedPlan(ctx, coopId, year)
    const coopName = await nameOf(ctx, coopId)
    const paper = signPaper({ coopName, year }, await payeesOf(ctx, plan))
    return pdf(
      `${coopName} ${year} 签领表.pdf`,
      await writePdf(paper, footOf(ctx, plan), { at: ctx.now }),
    )
  },

  printSlips: async (ctx, { coopId, year, holderId }) => {
    const { plan, sourced } = await computedPlan(ctx, coopId, year)
    const coopName = await nameOf(ctx, coopId)
    const computed = computedOf(
      sourced,
      await namesOf(ctx, sourced),
      (await rulesOfYear(ctx, year, [coopId]))(coopId),
    )
    const resolution = (
      await resolutionsByIds(ctx, plan.resolution_id === null ? [] : [plan.resolution_id])
    ).get(plan.resolution_id ?? '')
    const chosen = computed.members.filter(
      (one) => holderId === undefined || one.holderId === holderId,
    )
    if (chosen.length === 0) throw notFound()
    const slips = []
    for (const one of chosen) {
      const serial = serialOf(plan, one.number)
      const check = checkCode(ctx, { plan, holderId: one.holderId, cash: one.cash })
      slips.push(
        slipOf({
          coopName,
          year,
          number: one.number,
          name: one.name,
          resolution:
            resolution === undefined ? null : `${resolution.number} ${resolution.decided_on}`,
          converted: one.converted,
          cash: one.cash,
          reserve: one.newReserveShare,
          serial,
          check: groupedCode(check),
          address: await slipAddress(ctx, { serial, check }),
          rows: arithmeticOf(sourced, one.holderId),
        }),
      )
    }
    const title = `${coopName} ${year}年度盈余分配明白条`
    const bytes = await writeSlips(slips, footOf(ctx, plan), { at: ctx.now, title })
    return pdf(`${title}.pdf`, bytes)
  },

  printPlan: async (ctx, { coopId, year }) => {
    const { name, bytes } = await planFile(ctx, coopId, year)
    return pdf(name, bytes)
  },
}

/**
 * The computed plan as the assembly reads it.
 * @throws Refusal `not_allowed_now` for a plan that nobody has computed.
 */
export async function planFile(
  ctx: Ctx,
  coopId: AnyId,
  year: number,
): Promise<{ readonly name: string; readonly bytes: Buffer }> {
  const { plan, sourced } = await computedPlan(ctx, coopId, year)
  const coopName = await nameOf(ctx, coopId)
  const rules = (await rulesOfYear(ctx, year, [coopId]))(coopId)
  const paper = planPaper(
    { coopName, year },
    computedOf(sourced, await namesOf(ctx, sourced), rules),
  )
  const bytes = await writePdf(paper, footOf(ctx, plan), { at: ctx.now })
  return { name: `${coopName} ${year} 分配方案.pdf`, bytes }
}

/**
 * Undoes a payment by linked red ink; what was paid is due again. The caller has taken the year's lock.
 * @throws Refusal `conflict` for one that is undone already, `bad_input` for a day before it or after today.
 */
export async function takeBack(
  ctx: Ctx,
  of: {
    readonly coopId: AnyId
    readonly paymentId: AnyId
    readonly on: LocalDate
    readonly reason: string
  },
): Promise<AnyId> {
  const { coopId, paymentId, on, reason } = of
  const found = await paymentById(ctx, coopId, paymentId)
  if (found === null) throw notFound()
  const { payment, lines } = found
  if (payment.reversed_by_id !== null || payment.reverses_id !== null) {
    throw new Refusal('conflict', text('这笔支付已冲销。', 'This payment is taken back already.'))
  }
  if (on < payment.on_date || on > ctx.today) {
    const why = text('冲销日应在支付日与今天之间', 'must lie between the payment and today')
    throw badInput([{ path: '$.on', text: why }])
  }
  const [voucher] = await postForAct(ctx, [
    {
      coopId,
      origin: `distribution:${payment.plan_id}`,
      kind: 'payment',
      onDate: on,
      period: periodOf(on),
      summary: `冲销分配支付:${reason}`.slice(0, 200),
      lines: redInk(paymentLines(payment.account, lines)),
      attachments: 1,
      template: null,
      clause: '会计基础工作规范',
      reversesId: payment.voucher_id,
    },
  ])
  const id = ctx.newId()
  await insertPayments(ctx, [
    {
      id,
      planId: payment.plan_id,
      coopId,
      on,
      account: payment.account,
      voucherId: must(voucher, 'the reversal').id,
      reference: payment.reference,
      reversesId: paymentId,
      reason,
      lines: lines.map((line) => ({
        holderId: line.holderId,
        returned: -line.returned,
        residual: -line.residual,
      })),
    },
  ])
  ctx.record({ entity: 'distribution_payment', id: paymentId, after: { reversedBy: id, reason } })
  return id
}

export const pdf = (name: string, bytes: Buffer) => ({
  name,
  mediaType: 'application/pdf',
  content: bytes.toString('base64'),
})

const footOf = (ctx: Ctx, plan: PlanRow) => ({
  printed: `打印日期：${chinaDate(ctx.now)}`,
  proof: plan.content_hash === null ? null : `校验：${plan.content_hash.slice(0, 16)}`,
})

export const nameOf = async (ctx: Ctx, coopId: AnyId): Promise<string> =>
  (await coopNames(ctx, [coopId])).get(coopId) ?? ''

/** @throws Refusal `not_allowed_now` when the year's distribution is not posted. */
export async function postedPlan(ctx: Ctx, coopId: AnyId, year: number): Promise<PlanRow> {
  const plan = await planOfYear(ctx, coopId, year)
  if (plan?.status === 'posted') return plan
  throw new Refusal(
    'not_allowed_now',
    text('该年度的分配还没有入账。', "The year's distribution is not posted."),
  )
}

/** @throws Refusal `not_allowed_now` when the plan is not computed. */
export async function computedPlan(ctx: Ctx, coopId: AnyId, year: number) {
  const plan = await planOfYear(ctx, coopId, year)
  const sourced = plan === null || plan.status === 'reversed' ? null : storedSourced(plan)
  if (plan !== null && sourced !== null) return { plan, sourced }
  throw new Refusal('not_allowed_now', text('方案还没有计算。', 'The plan has not been computed.'))
}

/** @throws Refusal `forbidden` without person.reveal, `bad_input` without a reason. */
export function refuseUnrevealed(ctx: Ctx, reason: string | undefined): void {
  if (!ctx.may('person.reveal')) {
    throw new Refusal(
      'forbidden',
      text('您没有查看完整账号的权限。', 'You may not see bank accounts in clear.'),
    )
  }
  if (reason !== undefined) return
  const why = text('须写明导出完整账号的理由', 'say why the accounts are needed in clear')
  throw badInput([{ path: '$.reason', text: why }])
}

const unpaid = (due: DueRow) => ({
  returned: due.returned - due.paidReturn,
  residual: due.residual - due.paidResidual,
})

/** Everybody a plan owes, with what is left to pay and the bank account as the caller may see it. */
async function payeesOf(ctx: Ctx, plan: PlanRow, how: 'masked' | 'clear' = 'masked') {
  const dues = await duesOf(ctx, { planIds: [plan.id] })
  const holders = await holdersByIds(
    ctx,
    dues.map(({ holderId }) => holderId),
  )
  const personIds = [...holders.values()].flatMap(({ holder }) => holder.personId ?? [])
  const accounts = ctx.may('person.read')
    ? await bankAccountsOf(ctx, personIds, how)
    : new Map<AnyId, string>()
  return dues.flatMap((due) => {
    const holder = holders.get(due.holderId)?.holder
    if (holder === undefined || due.returned + due.residual === 0n) return []
    const open = unpaid(due)
    return [
      {
        holderId: due.holderId,
        personId: holder.personId,
        number: holder.memberNumber,
        name: holder.name,
        bankAccount: (holder.personId === null ? null : accounts.get(holder.personId)) ?? null,
        returned: fen(due.returned),
        residual: fen(due.residual),
        due: fen(due.returned + due.residual),
        paid: fen(due.paidReturn + due.paidResidual),
        unpaid: fen(open.returned + open.residual),
      },
    ]
  })
}

type GivenPayment = Input<(typeof distributionContract)['recordPayments']>['payments'][number]

interface PaidLine {
  readonly holderId: AnyId
  readonly returned: bigint
  readonly residual: bigint
}

interface Planned {
  readonly plan: PlanRow
  readonly payment: GivenPayment
  readonly lines: readonly PaidLine[]
}

/** What a payment takes off each member's dues: the return first. Everything unpaid when no lines are given. */
function paidLines(payment: GivenPayment, dues: readonly DueRow[], path: string): PaidLine[] {
  if (payment.lines === undefined) {
    return dues
      .map((due) => ({ holderId: due.holderId, ...unpaid(due) }))
      .filter(({ returned, residual }) => returned + residual > 0n)
  }
  const faults: Fault[] = []
  const known = new Map(dues.map((due) => [due.holderId, due]))
  const seen = new Set<AnyId>()
  const lines = payment.lines.flatMap(({ holderId, amount }, i): PaidLine[] => {
    const due = known.get(holderId)
    const at = `${path}.lines[${i}]`
    if (due === undefined || seen.has(holderId)) {
      const why = text('不在应付名单中或重复', 'is not on the list of dues, or twice')
      faults.push({ path: `${at}.holderId`, text: why })
      return []
    }
    seen.add(holderId)
    const open = unpaid(due)
    if (amount > open.returned + open.residual) {
      const most = formatYuan(open.returned + open.residual)
      const why = text(`超过未付的 ${most} 元`, `more than the ${most} yuan left to pay`)
      faults.push({ path: `${at}.amount`, text: why })
      return []
    }
    const returned = amount < open.returned ? amount : open.returned
    return [{ holderId, returned, residual: amount - returned }]
  })
  if (faults.length > 0) throw badInput(faults)
  return lines
}

const afterPaying = (dues: readonly DueRow[], lines: readonly PaidLine[]): DueRow[] => {
  const paid = new Map(lines.map((line) => [line.holderId, line]))
  return dues.map((due) => {
    const line = paid.get(due.holderId)
    return line === undefined
      ? due
      : {
          ...due,
          paidReturn: due.paidReturn + line.returned,
          paidResidual: due.paidResidual + line.residual,
        }
  })
}

function paymentVoucher({ plan, payment, lines }: Planned): ActVoucher {
  const on: LocalDate = payment.on
  const reference = payment.reference === null ? '' : `(${payment.reference})`
  return {
    coopId: plan.coop_id,
    origin: `distribution:${plan.id}`,
    kind: 'payment',
    onDate: on,
    period: periodOf(on),
    summary: `支付${plan.year}年度盈余分配${reference}`.slice(0, 200),
    lines: paymentLines(payment.account, lines),
    attachments: 1,
    template: null,
    clause: '财会〔2021〕37号 221、222',
  }
}
