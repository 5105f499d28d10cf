import { must } from '../../../kernel/assert.ts'
import { fen } from '../../../kernel/money.ts'
import type { Verbs } from '../../../kernel/verb.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { coopFacts } from '../../registry/index.ts'
import type { requestVerbs as contract } from '../contract/requests.ts'
import { REQUEST_STATES } from '../contract/words.ts'
import { closed, paidOn } from '../rules/claim.ts'
import { contractsOf } from '../store/contracts.ts'
import { sayNumber } from '../store/numbers.ts'
import { paperRows, quoteRows } from '../store/papers.ts'
import { paymentsOn, unapprovedRows } from '../store/payments.ts'
import { listedRequests, requestsOf } from '../store/requests.ts'
import type { PaymentRow, QuoteRow } from '../store.ts'
import { casesOf, groundsOf, knownRequest, stateOf } from './ground.ts'
import { paperOut, readPaper } from './papers.ts'
import { requestHere, requestOut, routeOfJson, stepsOf } from './requests.ts'

type ReadVerbs = Pick<
  Verbs<typeof contract, Ctx>,
  'listSpending' | 'readSpending' | 'readSpendingPaper' | 'listPayables' | 'listUnapproved'
>

export const paymentOut = (row: PaymentRow) => ({
  voucherId: row.voucher_id,
  onDate: row.on_date,
  payee: row.payee_name,
  amount: fen(row.amount_fen),
})

export const quoteOut = (row: QuoteRow) => ({
  way: row.way,
  supplier: row.supplier,
  amount: fen(row.amount_fen),
  note: row.note,
  chosen: row.chosen,
})

export const requestReadVerbs: ReadVerbs = {
  listSpending: async (ctx, { unitId, state, search, limit, offset }) => {
    const found = await listedRequests(ctx, { unitId, search })
    const cases = await casesOf(
      ctx,
      found.map(({ id }) => id),
    )
    const rows = found.map((row) =>
      requestOut(row, {
        coopName: row.coop_name,
        paid: fen(row.paid_fen),
        state: stateOf(row, cases),
        today: ctx.today,
      }),
    )
    const wanted = rows.filter((row) => state === undefined || row.state === state)
    return {
      total: wanted.length,
      states: REQUEST_STATES.flatMap((one) => {
        const requests = rows.filter((row) => row.state === one).length
        return requests === 0 ? [] : [{ state: one, requests }]
      }),
      rows: wanted.slice(offset, offset + limit),
    }
  },

  readSpending: async (ctx, at) => {
    const row = await requestHere(ctx, at)
    const { name } = await coopFacts(ctx, at.coopId)
    const cases = await casesOf(ctx, [row.id])
    const payments = await paymentsOn(ctx, 'request_id', [row.id])
    const route = routeOfJson(row.route)
    return {
      ...requestOut(row, {
        coopName: name,
        paid: fen(payments.reduce((sum, { amount_fen }) => sum + amount_fen, 0n)),
        state: stateOf(row, cases),
        today: ctx.today,
      }),
      memberId: row.payee_member,
      contractId: row.contract_id,
      project: row.project_name,
      emergency: row.emergency_reason,
      singleSource: row.single_source,
      route,
      steps: stepsOf(route),
      quotes: (await quoteRows(ctx, row.id)).map(quoteOut),
      papers: (await paperRows(ctx, [row.id])).map(paperOut),
      payments: payments.map(paymentOut),
      cancelReason: row.cancel_reason,
      closed: closed(knownRequest(row, cases), ctx.today),
    }
  },

  readSpendingPaper: (ctx, { coopId, paperId }) => readPaper(ctx, coopId, paperId),

  listPayables: async (ctx, { coopId }) => {
    const { grounds } = await groundsOf(ctx, [coopId])
    const ground = must(grounds.get(coopId), 'the ground of a co-op')
    const paid = paidOn(ground.booked)
    const requests = await requestsOf(ctx, [coopId])
    const contracts = await contractsOf(ctx, [coopId])
    return {
      requests: requests.flatMap((row) => {
        const known = must(ground.requests.get(row.id), 'a request')
        const left = fen(row.amount_fen - (paid.get(row.id) ?? 0n))
        if (left <= 0n || closed(known, ctx.today) !== null) return []
        return [
          {
            requestId: row.id,
            number: known.number,
            payee: row.payee_name,
            purpose: row.purpose,
            amount: known.amount,
            left,
            emergency: known.state === 'running',
          },
        ]
      }),
      contracts: contracts.flatMap((row) =>
        ground.contracts.get(row.id)?.lawful === true && row.ended_on === null
          ? [
              {
                contractId: row.id,
                number: sayNumber('合', row),
                title: row.title,
                partner: row.partner_name,
              },
            ]
          : [],
      ),
    }
  },

  listUnapproved: async (ctx, filter) => {
    const rows = await unapprovedRows(ctx, filter)
    return {
      total: rows[0]?.total ?? 0,
      rows: rows.map((row) => ({
        ...paymentOut(row),
        coopId: row.coop_id,
        coopName: row.coop_name,
        warning: row.warning ?? '',
      })),
    }
  },
}
