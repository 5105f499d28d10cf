import type { AnyId, Id } from '../../../kernel/id.ts'
import { type Fen, fen } from '../../../kernel/money.ts'
import { badInput, notFound, Refusal } from '../../../kernel/refusal.ts'
import { text } from '../../../kernel/text.ts'
import type { Verbs } from '../../../kernel/verb.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { lockFor } from '../../../platform/db.ts'
import { voucherById } from '../../ledger/index.ts'
import { coopFacts } from '../../registry/index.ts'
import { listOrders } from '../../trade/index.ts'
import type { pairingVerbs as contract } from '../contract/pairing.ts'
import type { HelpTables } from '../store.ts'
import { fileOf } from '../store/files.ts'
import * as helpers from '../store/helpers.ts'
import * as store from '../store/pairing.ts'
import { conflictsOf } from './conflicts.ts'
import { keepFile } from './files.ts'
import { refused, refuseFuture, shownAssignment } from './ground.ts'
import { shownHelper } from './helpers.ts'

type Delivery = HelpTables['help_delivery']
const NOTHING = fen(0n)

interface OrderFact {
  readonly number: string
  readonly buyer: string
  readonly amount: Fen
}

/** Orders of a co-op by id, with what was settled under them. */
async function ordersOf(ctx: Ctx, coopId: AnyId): Promise<Map<AnyId, OrderFact>> {
  const found = new Map<AnyId, OrderFact>()
  for (let offset = 0; ; offset += 500) {
    const { rows, total } = await listOrders(ctx, { coopId, limit: 500, offset })
    for (const row of rows) {
      found.set(row.id, { number: row.number, buyer: row.buyer.name, amount: row.amount })
    }
    if (offset + 500 >= total) return found
  }
}

const proven = (row: Delivery): boolean => row.voucher_id !== null || row.order_id !== null

/** What rests on vouchers and orders, and what is only said; withdrawn rows count nowhere. */
function sumsOf(rows: readonly Delivery[], orders: ReadonlyMap<AnyId, OrderFact>) {
  const live = rows.filter(({ withdrawn_on: on }) => on === null)
  const amountOf = (row: Delivery): bigint =>
    row.order_id === null ? (row.amount_fen ?? 0n) : (orders.get(row.order_id)?.amount ?? 0n)
  const sum = (some: readonly Delivery[]): Fen =>
    fen(some.reduce((total, row) => total + amountOf(row), 0n))
  return {
    delivered: sum(live.filter(proven)),
    claimed: sum(live.filter((row) => !proven(row))),
    jobs: live.reduce((total, row) => total + (row.jobs ?? 0), 0),
  }
}

/** A pairing of this co-op with an enterprise, in force or ended. */
async function pairingOf(
  ctx: Ctx,
  of: { readonly coopId: AnyId; readonly assignmentId: AnyId },
): Promise<helpers.AssignmentRow> {
  const row = await helpers.assignmentById(ctx, { unitId: of.coopId, id: of.assignmentId })
  if (row === null || row.channel !== 'enterprise') throw notFound()
  return row
}

export const pairingVerbs: Verbs<typeof contract, Ctx> = {
  readCoopHelp: async (ctx, { coopId }) => {
    const coop = await coopFacts(ctx, coopId)
    const rows = await helpers.assignmentsAt(ctx, [coop.id, coop.villageId, coop.townId])
    return {
      coop: { id: coop.id, name: coop.name },
      assignments: rows.map(shownAssignment),
    }
  },

  listEnterpriseHelp: async (ctx, { unitId, limit, offset }) => {
    const all = await helpers.assignmentRows(ctx, {
      unitId,
      helperId: undefined,
      channel: 'enterprise',
      inForce: true,
    })
    const page = all.slice(offset, offset + limit)
    const ids = page.map(({ id }) => id)
    const agreements = Map.groupBy(await store.agreementsOf(ctx, ids), (row) => row.assignment_id)
    const deliveries = Map.groupBy(await store.deliveriesOf(ctx, ids), (row) => row.assignment_id)
    const orders = new Map<AnyId, ReadonlyMap<AnyId, OrderFact>>()
    for (const { unit_id: coopId, id } of page) {
      const asks = (deliveries.get(id) ?? []).some(({ order_id: order }) => order !== null)
      if (asks && !orders.has(coopId)) orders.set(coopId, await ordersOf(ctx, coopId))
    }
    return {
      total: all.length,
      rows: page.map((row) => {
        const agreement = agreements.get(row.id)?.[0]
        return {
          assignmentId: row.id,
          coop: { id: row.unit_id, name: row.unit_name },
          enterprise: { id: row.helper_id, name: row.helper_name },
          from: row.valid_from,
          agreement:
            agreement === undefined
              ? null
              : {
                  number: agreement.number,
                  signedOn: agreement.signed_on,
                  until: agreement.until_on,
                  planned: agreement.planned_fen,
                },
          ...sumsOf(deliveries.get(row.id) ?? [], orders.get(row.unit_id) ?? new Map()),
        }
      }),
    }
  },

  readEnterpriseHelp: async (ctx, { coopId, assignmentId }) => {
    const row = await pairingOf(ctx, { coopId, assignmentId })
    const [helper] = await helpers.helpersOf(ctx, [row.helper_id])
    if (helper === undefined) throw notFound()
    const deliveries = await store.deliveriesOf(ctx, [row.id])
    const orders = await ordersOf(ctx, coopId)
    const { jobs: _, ...sums } = sumsOf(deliveries, orders)
    const proofs = await Promise.all(deliveries.map((one) => proofOf(ctx, one, orders)))
    return {
      assignment: shownAssignment(row),
      enterprise: shownHelper(helper),
      agreements: (await store.agreementsOf(ctx, [row.id])).map((one) => ({
        version: one.version,
        number: one.number,
        signedOn: one.signed_on,
        until: one.until_on,
        orders: one.orders,
        technology: one.technology,
        jobs: one.jobs,
        planned: one.planned_fen,
        fileId: one.file_id,
        by: one.recorded_by,
      })),
      deliveries: deliveries.map((one, i) => ({
        deliveryId: one.id,
        kind: one.kind,
        on: one.on_date,
        what: one.what,
        amount:
          one.order_id === null ? one.amount_fen : (orders.get(one.order_id)?.amount ?? NOTHING),
        jobs: one.jobs,
        proof: proofs[i] ?? null,
        withdrawn: one.withdraw_reason,
      })),
      ...sums,
      conflicts: await conflictsOf(ctx, coopId, helper),
    }
  },

  saveHelpAgreement: async (ctx, { coopId, assignmentId, file, until, signedOn, ...terms }) => {
    const row = await pairingOf(ctx, { coopId, assignmentId })
    if (row.valid_to !== null) throw refused('结对已经结束。', 'The pairing has ended.')
    refuseFuture(ctx, signedOn, '$.signedOn')
    if (until < signedOn) {
      const said = text('不能早于签订日期', 'must not be before the signing')
      throw badInput([{ path: '$.until', text: said }])
    }
    const fileId =
      file === null
        ? null
        : await keepFile(ctx, coopId, { ...file, path: '$.file.content', photo: false })
    const version = await store.insertAgreement(ctx, {
      assignment_id: assignmentId,
      unit_id: coopId as Id<'unit'>,
      number: terms.number,
      signed_on: signedOn,
      until_on: until,
      orders: terms.orders,
      technology: terms.technology,
      jobs: terms.jobs,
      planned_fen: terms.planned,
      file_id: fileId,
    })
    const after = { number: terms.number, signedOn, until, version }
    ctx.record({ entity: 'help_agreement', id: assignmentId, after })
    return { version }
  },

  recordHelpDelivery: async (ctx, { coopId, assignmentId, voucherId, orderId, ...given }) => {
    const row = await pairingOf(ctx, { coopId, assignmentId })
    refuseFuture(ctx, given.on, '$.on')
    if (given.on < row.valid_from) {
      const said = text(`结对自 ${row.valid_from} 开始`, `paired since ${row.valid_from}`)
      throw badInput([{ path: '$.on', text: said }])
    }
    await lockFor(ctx.tx, `help-delivery:${coopId}`)
    const linked = await store.linkedTo(ctx, { voucherId, orderId })
    if (voucherId !== null) {
      await checkVoucher(ctx, { coopId, voucherId, amount: given.amount, linked: linked.fen })
    }
    if (orderId !== null) {
      if (voucherId !== null || given.amount !== null) {
        const said = text('按订单登记时金额取自订单', 'an order has its own amount')
        throw badInput([{ path: '$.amount', text: said }])
      }
      if (!(await ordersOf(ctx, coopId)).has(orderId)) {
        throw badInput([{ path: '$.orderId', text: text('没有这份订单', 'no such order') }])
      }
      if (linked.orders > 0) {
        throw new Refusal('conflict', text('该订单已登记过成效。', 'The order is linked already.'))
      }
    }
    const id = ctx.newId()
    await store.insertDelivery(ctx, {
      id,
      assignment_id: assignmentId,
      unit_id: coopId as Id<'unit'>,
      kind: given.kind,
      on_date: given.on,
      what: given.what,
      amount_fen: given.amount,
      jobs: given.jobs,
      voucher_id: voucherId,
      order_id: orderId,
    })
    ctx.record({
      entity: 'help_delivery',
      id,
      after: { kind: given.kind, on: given.on, amount: given.amount, voucherId, orderId },
    })
    return { deliveryId: id, claim: voucherId === null && orderId === null }
  },

  withdrawHelpDelivery: async (ctx, { coopId, deliveryId, reason }) => {
    if (!(await store.withdrawDelivery(ctx, { coopId, id: deliveryId, reason }))) throw notFound()
    ctx.record({ entity: 'help_delivery', id: deliveryId, after: { withdrawn: reason } })
    return {}
  },

  readHelpFile: async (ctx, { unitId, fileId }) => {
    const file = await fileOf(ctx, { unitId, id: fileId })
    if (file === null) throw notFound()
    const { name, media_type: mediaType, content } = file
    return { name, mediaType, content: content.toString('base64') }
  },
}

/** The voucher is the co-op's, stands, and holds as much that is not linked yet. */
async function checkVoucher(
  ctx: Ctx,
  of: {
    readonly coopId: AnyId
    readonly voucherId: AnyId
    readonly amount: Fen | null
    readonly linked: bigint
  },
): Promise<void> {
  const voucher = await voucherById(ctx, of.voucherId)
  if (voucher === null || voucher.coop_id !== of.coopId) {
    throw badInput([{ path: '$.voucherId', text: text('没有这张凭证', 'no such voucher') }])
  }
  if (voucher.reversed_by_id !== null || voucher.reverses_id !== null) {
    throw badInput([{ path: '$.voucherId', text: text('凭证已冲销', 'the voucher was reversed') }])
  }
  const left = voucher.amount_fen - of.linked
  if (of.amount === null || of.amount > left) {
    const said = text(
      `应大于零,且不超过凭证尚未登记的 ${yuanOf(left)} 元`,
      `must be above zero and at most ${yuanOf(left)} yuan, what is left of the voucher`,
    )
    throw badInput([{ path: '$.amount', text: said }])
  }
}

const yuanOf = (amount: bigint): string =>
  `${amount / 100n}.${String(amount % 100n).padStart(2, '0')}`

async function proofOf(ctx: Ctx, row: Delivery, orders: ReadonlyMap<AnyId, OrderFact>) {
  if (row.order_id !== null) {
    const order = orders.get(row.order_id)
    return { kind: 'order' as const, id: row.order_id, label: order?.number ?? '' }
  }
  if (row.voucher_id === null) return null
  const voucher = await voucherById(ctx, row.voucher_id)
  const label = voucher === null ? '' : `${voucher.period}-${voucher.number}`
  return { kind: 'voucher' as const, id: row.voucher_id, label }
}
