import type { AnyId } from '../../../kernel/id.ts'
import { displayYuan, fen, sumFen } from '../../../kernel/money.ts'
import { badInput, type Fault, notFound } from '../../../kernel/refusal.ts'
import { text } from '../../../kernel/text.ts'
import type { Input, Verbs } from '../../../kernel/verb.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { lockFor } from '../../../platform/db.ts'
import type { supportContract } from '../contract.ts'
import * as store from '../store/funds.ts'
import { requestById } from '../store/requests.ts'
import { type Ranked, ranked } from './criteria.ts'
import { refused, refuseFuture } from './ground.ts'

type Contract = typeof supportContract
type Given = Input<Contract['allocateSupport']>
type AllocateVerbs = Pick<Verbs<Contract, Ctx>, 'allocateSupport' | 'takeBackSupport'>

/** The funds of the rows, locked in the order of their ids so that two decisions cannot wait for each other. */
async function lockFunds(ctx: Ctx, { unitId, rows }: Given): Promise<Map<AnyId, store.FundRow>> {
  const ids = [...new Set(rows.map(({ fundId }) => fundId))].toSorted()
  for (const id of ids) await lockFor(ctx.tx, `support-fund:${id}`)
  const funds = await store.fundsByIds(ctx, ids)
  if (ids.some((id) => funds.get(id)?.unit_id !== unitId)) throw notFound()
  return funds
}

/** Receivers are co-ops, or villages for their collectives, below the holder of the funds. */
async function checkReceivers(
  ctx: Ctx,
  { unitId, rows }: Given,
): Promise<Map<AnyId, store.UnitHead>> {
  const heads = await store.unitHeads(
    ctx,
    rows.map(({ receiverId }) => receiverId),
  )
  const faults: Fault[] = []
  for (const [i, { receiverId, requestId }] of rows.entries()) {
    const head = heads.get(receiverId)
    if (head === undefined || !head.ancestors.includes(unitId)) throw notFound()
    if (head.kind !== 'coop' && head.kind !== 'village') {
      const said = text('须为合作社或村', 'must be a co-op or a village')
      faults.push({ path: `$.rows[${i}].receiverId`, text: said })
    }
    if (requestId === null) continue
    const request = await requestById(ctx, requestId)
    if (request === null || request.unit_id !== receiverId || request.kind !== 'fund') {
      const said = text('不是该单位的资金申请', 'no request for funds of this receiver')
      faults.push({ path: `$.rows[${i}].requestId`, text: said })
    }
  }
  if (faults.length > 0) throw badInput(faults)
  return heads
}

/** No fund gives more than it holds: refused with what is free; the database says no in any case. */
function checkSums(funds: ReadonlyMap<AnyId, store.FundRow>, { rows, decidedOn }: Given): void {
  const faults: Fault[] = []
  for (const [fundId, own] of Map.groupBy(rows, (row) => row.fundId)) {
    const fund = funds.get(fundId)
    if (fund === undefined) throw notFound()
    const free = fund.amount_fen - fund.allocated_fen
    const asked = sumFen(own.map(({ amount }) => amount))
    const place = rows.findIndex((row) => row.fundId === fundId)
    if (asked > free) {
      const said = text(
        `“${fund.title}”可分配 ${displayYuan(free)} 元,本次 ${displayYuan(asked)} 元`,
        `“${fund.title}” has ${displayYuan(free)} yuan left, ${displayYuan(asked)} are asked`,
      )
      faults.push({ path: `$.rows[${place}].amount`, text: said })
    }
    if (decidedOn < fund.document_on) {
      const said = text('决定早于资金下达文件', 'decided before the money’s own document')
      faults.push({ path: '$.decidedOn', text: said })
    }
  }
  if (faults.length > 0) throw badInput(faults)
}

/** Where each receiver stands by the criteria of that day. */
function scoresIn(known: Ranked | null) {
  const byCoop = new Map(known?.scored.map((one) => [one.coopId, one]) ?? [])
  const among = known?.scored.length ?? 0
  return (receiverId: AnyId) => {
    const one = byCoop.get(receiverId)
    return one === undefined || known === null
      ? { criteria_version: null, points: null, place: null, among: null, score: null }
      : {
          criteria_version: known.version,
          points: one.points,
          place: one.place,
          among,
          score: one.parts,
        }
  }
}

export const allocateVerbs: AllocateVerbs = {
  allocateSupport: async (ctx, input) => {
    const { unitId, decidedBy, decision, decidedOn, scored } = input
    refuseFuture(ctx, decidedOn, '$.decidedOn')
    const funds = await lockFunds(ctx, input)
    const heads = await checkReceivers(ctx, input)
    checkSums(funds, input)
    const known = scored ? await ranked(ctx, { unitId, on: decidedOn }) : null
    const scoreOf = scoresIn(known)
    const rows = input.rows.map((row) => ({
      id: ctx.newId(),
      fund_id: row.fundId,
      unit_id: store.unitId(row.receiverId),
      amount_fen: row.amount,
      purpose: row.purpose,
      basis: row.basis,
      decided_by: decidedBy,
      decision,
      decided_on: decidedOn,
      request_id: row.requestId,
      ...scoreOf(row.receiverId),
    }))
    await store.insertAllocations(ctx, decidedOn, rows)
    const total = displayYuan(sumFen(input.rows.map(({ amount }) => amount)))
    ctx.record({
      entity: 'support_allocation',
      id: rows[0]?.id ?? unitId,
      after: { decision, decidedBy, decidedOn, rows: rows.length, total },
    })
    const after = await store.fundsByIds(ctx, [...funds.keys()])
    return {
      allocationIds: rows.map(({ id }) => id),
      funds: [...after.values()].map((fund) => ({
        fundId: fund.id,
        title: fund.title,
        free: fen(fund.amount_fen - fund.allocated_fen),
      })),
      places: input.rows.map(({ receiverId }) => {
        const { points, place, among } = scoreOf(receiverId)
        const name = heads.get(receiverId)?.name ?? ''
        return { receiver: { id: receiverId, name }, points, place, among }
      }),
    }
  },

  takeBackSupport: async (ctx, { unitId, allocationId, amount, on, document, reason }) => {
    await lockFor(ctx.tx, `support-allocation:${allocationId}`)
    const row = (await store.allocationsByIds(ctx, [allocationId])).get(allocationId)
    if (row === undefined || row.fund_unit_id !== unitId) throw notFound()
    refuseFuture(ctx, on, '$.on')
    const open = row.amount_fen - row.returned_fen - row.arrived_fen
    if (amount > open) {
      const said = text(
        `尚未到账、可收回 ${displayYuan(open)} 元;已到账的,须先退回并关联退款凭证`,
        `${displayYuan(open)} yuan have not arrived; what arrived must be refunded and linked first`,
      )
      throw badInput([{ path: '$.amount', text: said }])
    }
    if (on < row.decided_on) throw refused('早于分配决定。', 'Before the decision itself.')
    await store.insertReturn(ctx, {
      id: ctx.newId(),
      allocation_id: allocationId,
      amount_fen: amount,
      on_date: on,
      document,
      reason,
    })
    ctx.record({
      entity: 'support_allocation',
      id: allocationId,
      after: { takenBack: displayYuan(amount), document, reason },
    })
    return { net: fen(row.amount_fen - row.returned_fen - amount) }
  },
}
