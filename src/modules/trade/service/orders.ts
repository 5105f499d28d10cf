import { must } from '../../../kernel/assert.ts'
import { dayNumber } from '../../../kernel/date.ts'
import { fen } from '../../../kernel/money.ts'
import { badInput, type Fault, notFound, Refusal } from '../../../kernel/refusal.ts'
import { text } from '../../../kernel/text.ts'
import type { Verbs } from '../../../kernel/verb.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { lockFor } from '../../../platform/db.ts'
import { partiesByIds } from '../../ledger/index.ts'
import type { tradeContract } from '../contract.ts'
import { tradeLock } from '../store.ts'
import { unitNames } from '../store/entries.ts'
import { endOrderRow, insertOrders, knownNumbers, orderPage, ordersByIds } from '../store/orders.ts'
import { productNames, productsOf } from '../store/products.ts'

type OrderVerbs = Pick<Verbs<typeof tradeContract, Ctx>, 'addOrders' | 'endOrder' | 'listOrders'>

export const orderVerbs: OrderVerbs = {
  addOrders: async (ctx, { coopId, orders }) => {
    await lockFor(ctx.tx, tradeLock(coopId))
    const products = new Set((await productsOf(ctx, coopId)).map(({ id }) => id))
    const parties = await partiesByIds(ctx, [...new Set(orders.map(({ buyerId }) => buyerId))])
    const numbers = await knownNumbers(
      ctx,
      coopId,
      orders.map(({ number }) => number),
    )
    const faults = orders.flatMap((order, i): Fault[] => {
      const found: Fault[] = []
      const wrong = (field: string, zh: string, en: string) =>
        found.push({ path: `$.orders[${i}].${field}`, text: text(zh, en) })
      const buyer = parties.get(order.buyerId)
      if (buyer?.coopId !== coopId || buyer.kind !== 'counterparty') {
        wrong('buyerId', '须选本社的往来单位', 'must be a counterparty of this co-op')
      }
      if (!products.has(order.productId)) {
        wrong('productId', '本社没有这个产品', 'this co-op has no such product')
      }
      if (numbers.has(order.number)) {
        wrong('number', '合同编号已用过', 'the number is taken')
      }
      numbers.add(order.number)
      return found
    })
    if (faults.length > 0) throw badInput(faults)
    const rows = orders.map((order) => ({ ...order, id: ctx.newId(), coopId }))
    await insertOrders(ctx, rows)
    ctx.record({
      entity: 'trade_order',
      id: coopId,
      after: { orders: rows.map(({ id, number }) => ({ id, number })) },
    })
    return { ids: rows.map(({ id }) => id) }
  },

  endOrder: async (ctx, { coopId, orderId, state, on, reason }) => {
    const order = (await ordersByIds(ctx, coopId, [orderId])).get(orderId)
    if (order === undefined) throw notFound()
    if (on < order.signedOn || on > ctx.today) {
      const why = text('应在签订日期与今天之间', 'must lie between the signing and today')
      throw badInput([{ path: '$.on', text: why }])
    }
    if (!(await endOrderRow(ctx, { orderId, state, on, reason }))) {
      throw new Refusal('conflict', text('这个订单已经终止。', 'This order has ended already.'))
    }
    ctx.record({ entity: 'trade_order', id: orderId, after: { state, on, reason } })
    return {}
  },

  listOrders: async (ctx, input) => {
    const { total, rows } = await orderPage(ctx, input)
    const orders = rows.map(({ order }) => order)
    const coops = await unitNames(ctx, [...new Set(orders.map(({ coopId }) => coopId))])
    const buyers = await partiesByIds(ctx, [...new Set(orders.map(({ buyerId }) => buyerId))])
    const products = await productNames(ctx, [...new Set(orders.map(({ productId }) => productId))])
    return {
      total,
      rows: rows.map(({ order, ...progress }) => ({
        id: order.id,
        coopId: order.coopId,
        coopName: coops.get(order.coopId) ?? '',
        number: order.number,
        buyer: { id: order.buyerId, name: buyers.get(order.buyerId)?.name ?? '' },
        product: must(products.get(order.productId), 'the product of an order'),
        quality: order.quality,
        formula: order.formula,
        quantity: order.quantity,
        signedOn: order.signedOn,
        dueOn: order.dueOn,
        note: order.note,
        state: progress.state,
        delivered: progress.delivered,
        missing: progress.delivered < order.quantity ? order.quantity - progress.delivered : 0n,
        settled: progress.settled,
        amount: fen(progress.amount),
        overdue: progress.overdue,
        overdueDays: progress.overdue ? dayNumber(ctx.today) - dayNumber(order.dueOn) : 0,
        endedOn: order.endedOn,
        endReason: order.endReason,
      })),
    }
  },
}
