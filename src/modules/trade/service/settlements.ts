import { must } from '../../../kernel/assert.ts'
import { type Fraction, fraction } from '../../../kernel/fraction.ts'
import type { AnyId } from '../../../kernel/id.ts'
import { fen } from '../../../kernel/money.ts'
import { badInput, type Fault, notFound, Refusal } from '../../../kernel/refusal.ts'
import { type Text, text } from '../../../kernel/text.ts'
import type { Input, Verbs } from '../../../kernel/verb.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { lockFor } from '../../../platform/db.ts'
import { partiesByIds } from '../../ledger/index.ts'
import type { tradeContract } from '../contract.ts'
import { type Entry, type Settlement, versionOn } from '../model.ts'
import { type Ground, partiesOf, productOf, reversalOf } from '../rules/entry.ts'
import { exactShares, faultsOfSettlement, poolOf, splitPool } from '../rules/split.ts'
import { templateFor } from '../rules/ways.ts'
import { entryOfRow, settlementOf, tradeLock } from '../store.ts'
import {
  entriesByIds,
  entriesOfSettlement,
  type EntryFate,
  insertEntries,
  unitNames,
} from '../store/entries.ts'
import {
  type CountedSettlement,
  countedSettlement,
  insertSettlement,
  settlementById,
  settlementLines,
  settlementNumbered,
  settlementPage,
  settlementShares,
} from '../store/settlements.ts'
import { productNames } from '../store/products.ts'
import { groundFor, refuseClosed } from './ground.ts'
import { memberNames } from './present.ts'

type Contract = typeof tradeContract
type SettlementVerbs = Pick<
  Verbs<Contract, Ctx>,
  | 'recordSettlement'
  | 'reverseSettlement'
  | 'listSettlements'
  | 'readSettlementLines'
  | 'readSettlementShares'
>
type Given = Input<Contract['recordSettlement']>

export const settlementVerbs: SettlementVerbs = {
  recordSettlement: async (ctx, input) => {
    const { coopId, platform, number, settledOn } = input
    await lockFor(ctx.tx, tradeLock(coopId))
    await refuseClosed(ctx, coopId, settledOn)
    if ((await settlementNumbered(ctx, { coopId, platform, number })) !== null) {
      throw new Refusal(
        'conflict',
        text(
          `${platform}的结算单 ${number} 已经登记过。`,
          `Settlement ${number} of ${platform} has been recorded already.`,
        ),
      )
    }
    const ground = await groundFor(ctx, coopId, {
      days: [],
      partyIds: input.deliveries.flatMap(({ partyId }) => partyId ?? []),
      orderIds: [],
    })
    const faults = faultsOfSettlement(input, input.lines)
    if (settledOn > ctx.today) {
      faults.push({ path: '$.settledOn', text: text('不能晚于今天', 'must not be after today') })
    }
    const parts = [
      ...(await pendingParts(ctx, input, { ground, faults })),
      ...saidParts(input, ground, faults),
    ]
    faults.push(...faultsOfParts(input, parts))
    if (faults.length > 0) throw badInput(faults)
    const settlement: Settlement = {
      ...input,
      id: ctx.newId(),
      pool: poolOf(input),
      reversesId: null,
      reason: null,
    }
    const amounts = splitPool(settlement.pool, parts, input.splitBy)
    const entries = parts.map((part, i) =>
      shareEntry(ctx, settlement, { part, amount: amounts[i] ?? 0n, ground }),
    )
    await insertSettlement(ctx, settlement, input.lines)
    await insertEntries(ctx, settlement.id, entries)
    const { id, pool } = settlement
    ctx.record({
      entity: 'trade_settlement',
      id,
      after: { coopId, platform, number, pool, entries: entries.length },
    })
    ctx.emit('trade.recorded', { coopId })
    const members = await memberNames(
      ctx,
      entries.flatMap(({ memberId }) => memberId ?? []),
    )
    const exact = exactShares(pool, parts, input.splitBy)
    return {
      settlementId: id,
      pool: fen(pool),
      shares: entries.map((entry, i) => ({
        entryId: entry.id,
        member: entry.memberId === null ? null : (members.get(entry.memberId) ?? null),
        partyId: entry.partyId,
        settlesId: entry.settlesId,
        quantity: parts[i]?.quantity ?? 0n,
        exact: exact?.[i] ?? null,
        amount: fen(entry.amount),
      })),
    }
  },

  reverseSettlement: async (ctx, { coopId, settlementId, on, reason }) => {
    await lockFor(ctx.tx, tradeLock(coopId))
    await refuseClosed(ctx, coopId, on)
    const row = await settlementById(ctx, coopId, settlementId)
    if (row === null) throw notFound()
    if (row.reversed_by_id !== null || row.reverses_id !== null) {
      throw new Refusal(
        'conflict',
        text('这份结算单已经冲销。', 'This settlement has been reversed already.'),
      )
    }
    if (on < row.settled_on || on > ctx.today) {
      const why = text('应在结算日与今天之间', 'must lie between its day and today')
      throw badInput([{ path: '$.on', text: why }])
    }
    const before = settlementOf(row)
    const reversal: Settlement = {
      ...before,
      id: ctx.newId(),
      settledOn: on,
      gross: -before.gross,
      fee: -before.fee,
      refunds: -before.refunds,
      net: -before.net,
      commission: -before.commission,
      pool: -before.pool,
      reversesId: before.id,
      reason,
    }
    await insertSettlement(ctx, reversal, [])
    const entries = (await entriesOfSettlement(ctx, settlementId)).map((entry) => ({
      ...reversalOf(entry, { on, reason }),
      id: ctx.newId(),
      coopId,
      settlementId: reversal.id,
    }))
    await insertEntries(ctx, reversal.id, entries)
    ctx.record({
      entity: 'trade_settlement',
      id: settlementId,
      after: { reversedBy: reversal.id, reason },
    })
    ctx.emit('trade.recorded', { coopId })
    return { settlementId: reversal.id }
  },

  listSettlements: async (ctx, input) => {
    const { total, rows } = await settlementPage(ctx, input)
    const coops = await unitNames(ctx, [...new Set(rows.map((row) => row.coop_id))])
    return {
      total,
      rows: rows.map((row) => shownSettlement(row, coops)),
    }
  },

  readSettlementShares: async (ctx, { coopId, settlementId }) => {
    const row = await countedSettlement(ctx, coopId, settlementId)
    if (row === null) throw notFound()
    const found = await settlementShares(ctx, settlementId)
    const parts = found.map(({ quantity, price }) => ({
      quantity,
      value: price === null ? null : fraction(quantity * price),
    }))
    const exact = exactShares(row.pool_fen, parts, row.split_by)
    const products = await productNames(ctx, [...new Set(found.map((one) => one.productId))])
    const members = await memberNames(
      ctx,
      found.flatMap(({ memberId }) => memberId ?? []),
    )
    const parties = await partiesByIds(
      ctx,
      found.flatMap(({ partyId }) => partyId ?? []),
    )
    return {
      settlement: shownSettlement(row, await unitNames(ctx, [coopId])),
      shares: found.map((one, i) => ({
        entryId: one.entryId,
        member: one.memberId === null ? null : (members.get(one.memberId) ?? null),
        partyId: one.partyId,
        settlesId: one.settlesId,
        party: one.partyId === null ? null : (parties.get(one.partyId)?.name ?? null),
        product: must(products.get(one.productId), 'the product of an entry'),
        deliveredOn: one.deliveredOn,
        quantity: one.quantity,
        exact: exact?.[i] ?? null,
        amount: fen(one.amount),
      })),
    }
  },

  readSettlementLines: async (ctx, { coopId, settlementId, ...page }) => {
    if ((await settlementById(ctx, coopId, settlementId)) === null) throw notFound()
    const { total, rows } = await settlementLines(ctx, settlementId, page)
    return {
      total,
      rows: rows.map((row) => ({
        ...row,
        gross: fen(row.gross),
        fee: fen(row.fee),
        refund: fen(row.refund),
      })),
    }
  },
}

const shownSettlement = (row: CountedSettlement, coops: ReadonlyMap<AnyId, string>) => ({
  id: row.id,
  coopId: row.coop_id,
  coopName: coops.get(row.coop_id) ?? '',
  platform: row.platform,
  number: row.number,
  settledOn: row.settled_on,
  gross: fen(row.gross_fen),
  fee: fen(row.fee_fen),
  refunds: fen(row.refunds_fen),
  net: fen(row.net_fen),
  basis: row.basis,
  commission: fen(row.commission_fen),
  pool: fen(row.pool_fen),
  splitBy: row.split_by,
  account: row.account,
  lines: row.lines,
  entries: row.entries,
  reversesId: row.reverses_id,
  reversedById: row.reversed_by_id,
  reason: row.reason,
  voucherId: row.voucher_id,
  recordedAt: row.recorded_at,
  recordedBy: row.recorded_by,
})

/** Somebody's goods that the settlement pays for. */
interface Part {
  readonly key: string
  readonly quantity: bigint
  readonly value: Fraction | null
  readonly productId: AnyId
  readonly memberId: AnyId | null
  readonly partyId: AnyId | null
  /** The pending entry; null where the goods are said by the settlement itself. */
  readonly entry: Entry | null
}

const keyOf = (ground: Ground, who: { memberId: AnyId | null; partyId: AnyId | null }): string =>
  who.memberId === null
    ? `\uffff${who.partyId ?? ''}`
    : (ground.memberById(who.memberId)?.memberNumber ?? who.memberId)

interface Judging {
  readonly ground: Ground
  readonly faults: Fault[]
}

/** The pending entries it names, unless something is wrong with them. */
async function pendingParts(
  ctx: Ctx,
  { coopId, entryIds, settledOn }: Given,
  { ground, faults }: Judging,
): Promise<Part[]> {
  const found = await entriesByIds(ctx, coopId, entryIds)
  const seen = new Set<AnyId>()
  return entryIds.flatMap((id, i) => {
    const row = found.get(id)
    const why = seen.has(id) ? text('重复', 'occurs twice') : unfit(row, settledOn)
    seen.add(id)
    if (why !== null || row === undefined) {
      if (why !== null) faults.push({ path: `$.entryIds[${i}]`, text: why })
      return []
    }
    const entry = entryOfRow(row)
    const { quantity, price, productId, memberId, partyId } = entry
    const value = price === null ? null : fraction(quantity * price)
    return [{ key: keyOf(ground, entry), quantity, value, productId, memberId, partyId, entry }]
  })
}

function unfit(row: EntryFate | undefined, settledOn: string): Text | null {
  if (row === undefined) return text('本社没有这笔代销', 'this co-op has no such entry')
  if (!row.pending || row.reverses_id !== null) {
    return text('不是待结算的代销', 'is no pending agency sale')
  }
  if (row.reversed_by_id !== null) return text('已经冲销', 'has been reversed')
  if (row.settled_by_id !== null) return text('已经结算过', 'has been settled already')
  if (row.on_date > settledOn) return text('晚于结算日', 'is later than the settlement')
  return null
}

/** What the settlement itself says of who delivered what. */
function saidParts({ deliveries, settledOn }: Given, ground: Ground, faults: Fault[]): Part[] {
  return deliveries.flatMap((said, i) => {
    const row = { ...said, kind: 'agency_sale' as const }
    const wrong = (field: string, why: Text) =>
      faults.push({ path: `$.deliveries[${i}].${field}`, text: why })
    const product = productOf(row, settledOn, { ground, wrong })
    const who = partiesOf(row, settledOn, { ground, wrong })
    if (product === null || who === null) return []
    const value = said.value === undefined ? null : fraction(said.value)
    const { quantity } = said
    return [
      { key: keyOf(ground, who), quantity, value, productId: product.id, ...who, entry: null },
    ]
  })
}

/** Whether the pool can be divided among them by what was chosen. */
function faultsOfParts(input: Given, parts: readonly Part[]): Fault[] {
  const { entryIds, deliveries, splitBy } = input
  if ((entryIds.length === 0) === (deliveries.length === 0)) {
    const why = text(
      '请选择待结算的代销,或填写交货明细,两者选一',
      'name the pending entries or the deliveries, one of the two',
    )
    return [{ path: '$.entryIds', text: why }]
  }
  if (splitBy === 'quantity') {
    const products = new Set(parts.map(({ productId }) => productId))
    if (products.size < 2) return []
    const why = text(
      '多种产品不能按数量分,请按金额分',
      'several products are not divided by quantity; divide by value',
    )
    return [{ path: '$.splitBy', text: why }]
  }
  const faults = parts.flatMap(({ value, entry }, i): Fault[] => {
    if (value !== null) return []
    const [list, field] = entry === null ? ['deliveries', '.value'] : ['entryIds', '']
    const why = text('按金额分须有参考价或金额', 'to divide by value it needs a price or a value')
    return [{ path: `$.${list}[${i}]${field}`, text: why }]
  })
  if (faults.length === 0 && parts.every(({ value }) => value === null || value.num === 0n)) {
    const why = text('金额全为零,不能分', 'all values are zero')
    faults.push({ path: '$.splitBy', text: why })
  }
  return faults
}

/** What one of them gets: for a pending entry the amount alone, its quantity was counted on its day. */
function shareEntry(
  ctx: Ctx,
  settlement: Settlement,
  share: { readonly part: Part; readonly amount: bigint; readonly ground: Ground },
): Entry {
  const { part, amount, ground } = share
  const { memberId, partyId, productId } = part
  const product = must(ground.productById(productId), 'the product of a part')
  const way = versionOn(product, settlement.settledOn)?.postedAs ?? null
  return {
    id: ctx.newId(),
    coopId: settlement.coopId,
    kind: 'agency_sale',
    on: settlement.settledOn,
    productId,
    memberId,
    partyId,
    quantity: part.entry === null ? part.quantity : 0n,
    price: null,
    amount,
    cost: 0n,
    pending: false,
    grade: part.entry?.grade ?? null,
    reason: `${settlement.platform} ${settlement.number}`,
    template: amount === 0n ? null : templateFor({ kind: 'agency_sale', memberId, partyId }, way),
    orderId: part.entry?.orderId ?? null,
    settlementId: settlement.id,
    settlesId: part.entry?.id ?? null,
    reversesId: null,
    document: null,
    note: null,
    reference: null,
  }
}
