import { must } from '../../../kernel/assert.ts'
import { addDays, addMonths, date } from '../../../kernel/date.ts'
import type { AnyId } from '../../../kernel/id.ts'
import { fen, sumFen } from '../../../kernel/money.ts'
import { badInput, Refusal } from '../../../kernel/refusal.ts'
import { text } from '../../../kernel/text.ts'
import type { Verbs } from '../../../kernel/verb.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { lockFor } from '../../../platform/db.ts'
import {
  type ActVoucher,
  booksOf,
  chartOf,
  closedThrough,
  fillTogether,
  postForAct,
  templateOf,
} from '../../ledger/index.ts'
import type { tradeContract } from '../contract.ts'
import {
  bookedLines,
  planSettlement,
  planVouchers,
  sumLines,
  type VoucherPlan,
} from '../rules/vouchers.ts'
import { type Span, tradeLock } from '../store.ts'
import { unitNames } from '../store/entries.ts'
import { insertPosting, postingPage, unpostedEntries } from '../store/postings.ts'
import { productsOf } from '../store/products.ts'
import { unpostedSettlements } from '../store/settlements.ts'

type PostingVerbs = Pick<Verbs<typeof tradeContract, Ctx>, 'postTrades' | 'listTradePostings'>

export const postingVerbs: PostingVerbs = {
  postTrades: async (ctx, { coopId, period, late }) => {
    // Who comes second waits here and then finds nothing left to post.
    await lockFor(ctx.tx, tradeLock(coopId))
    await refuseUnopened(ctx, coopId, period)
    const left = late ? await leftOver(ctx, coopId, period) : []
    const plans = await plansOf(ctx, coopId, [daysOf(period), ...left])
    if (plans.length === 0) return { postingId: null, entries: 0, amount: fen(0), vouchers: [] }
    const postingId = ctx.newId()
    const posted = await postPlans(ctx, plans, { coopId, period, origin: `trade:${postingId}` })
    const amount = sumFen(plans.map((plan) => plan.amount))
    await insertPosting(ctx, {
      id: postingId,
      coopId,
      period,
      amount,
      vouchers: plans.map(({ entryIds, settlementIds }, i) => ({
        voucherId: must(posted[i], 'the voucher of a plan').id,
        entryIds,
        settlementIds,
      })),
    })
    const entries = plans.reduce((sum, plan) => sum + plan.entryIds.length, 0)
    ctx.record({
      entity: 'trade_posting',
      id: postingId,
      after: { coopId, period, entries, vouchers: plans.length, amount },
    })
    const chart = await chartOf(ctx, coopId)
    return {
      postingId,
      entries,
      amount,
      vouchers: plans.map((plan, i) => {
        const { id, number, lines } = must(posted[i], 'the voucher of a plan')
        return {
          id,
          number,
          onDate: plan.onDate,
          summary: plan.summary,
          amount: plan.amount,
          lines: sumLines(lines).map((line) => ({
            ...line,
            name: chart.fullName(line.account),
          })),
        }
      }),
    }
  },

  listTradePostings: async (ctx, input) => {
    const { total, rows } = await postingPage(ctx, input)
    const coops = await unitNames(ctx, [...new Set(rows.map(({ coopId }) => coopId))])
    return {
      total,
      rows: rows.map((row) => ({
        ...row,
        coopName: coops.get(row.coopId) ?? '',
        amount: fen(row.amount),
      })),
    }
  },
}

/** @throws Refusal `not_allowed_now` when the month is closed or its year is not open. */
async function refuseUnopened(ctx: Ctx, coopId: AnyId, period: number): Promise<void> {
  const year = Math.floor(period / 100)
  const closed = (await closedThrough(ctx, [coopId], year)).get(coopId)
  if (closed === undefined) {
    throw new Refusal(
      'not_allowed_now',
      text(
        `${year}年度的账还没有开启,请先建账或开启新年度。`,
        `The year ${year} is not open: open the books or the year first.`,
      ),
    )
  }
  if (period % 100 > closed) return
  throw new Refusal(
    'not_allowed_now',
    text(
      `${year}年${period % 100}月已结账,不能再记账。`,
      `Period ${period} is closed; nothing can be posted into it.`,
    ),
  )
}

/** What of these days is not in the books, as vouchers in the order of their days; the month comes first. */
async function plansOf(ctx: Ctx, coopId: AnyId, spans: readonly Span[]): Promise<VoucherPlan[]> {
  const { from } = must(spans[0], 'the month')
  const products = new Map((await productsOf(ctx, coopId)).map((product) => [product.id, product]))
  const entries = await unpostedEntries(ctx, coopId, spans)
  const settlements = await unpostedSettlements(ctx, coopId, spans)
  return [
    ...planVouchers(entries, products, from),
    ...settlements.map((settled) => planSettlement(settled, products, from)),
  ].toSorted((a, b) => (a.onDate < b.onDate ? -1 : a.onDate > b.onDate ? 1 : 0))
}

function daysOf(period: number): Span {
  const from = date(`${Math.floor(period / 100)}-${String(period % 100).padStart(2, '0')}-01`)
  return { from, to: addDays(addMonths(from, 1), -1) }
}

/** The months of the book that were closed before this one, where trades may have been left unposted. */
async function leftOver(ctx: Ctx, coopId: AnyId, period: number): Promise<Span[]> {
  const opened = (await booksOf(ctx, [coopId])).get(coopId)?.openedPeriod
  if (opened === undefined) return []
  // Months are closed in order: the last closed one says it of all before.
  for (let year = Math.floor(period / 100); year >= Math.floor(opened / 100); year--) {
    const closed = (await closedThrough(ctx, [coopId], year)).get(coopId) ?? -1
    if (closed < 1) continue
    const { to } = daysOf(year * 100 + Math.min(closed, 12))
    const { from } = daysOf(opened)
    return to < from ? [] : [{ from, to }]
  }
  return []
}

async function postPlans(
  ctx: Ctx,
  plans: readonly VoucherPlan[],
  act: { readonly coopId: AnyId; readonly period: number; readonly origin: string },
) {
  const vouchers = plans.map((plan): ActVoucher => {
    const template = must(templateOf(plan.template), `the template ${plan.template}`)
    const filled = fillTogether(template, plan.rows)
    return {
      ...act,
      kind: filled.kind,
      onDate: plan.onDate,
      summary: plan.summary,
      lines: bookedLines(plan, filled.lines),
      attachments: 0,
      template: plan.template,
      clause: filled.clause,
    }
  })
  try {
    const posted = await postForAct(ctx, vouchers)
    return vouchers.map(({ lines }, i) => ({ ...must(posted[i], 'a posted voucher'), lines }))
  } catch (error) {
    throw saidOfTrades(error, plans)
  }
}

/** A fault of a voucher that nobody has typed, said of the trades it comes from. */
function saidOfTrades(error: unknown, plans: readonly VoucherPlan[]): unknown {
  if (!(error instanceof Refusal) || error.faults.length === 0) return error
  return badInput(
    error.faults.map((fault) => {
      const plan = plans[Number(/^\$\.vouchers\[(\d+)\]/.exec(fault.path)?.[1] ?? -1)]
      if (plan === undefined) return fault
      const where = `${plan.onDate} ${plan.summary}`
      return {
        path: '$.period',
        text: text(`${where}:${fault.text.zh}`, `${where}: ${fault.text.en}`),
      }
    }),
  )
}
