import type { AnyId } from '../../../kernel/id.ts'
import { fen, sumFen } from '../../../kernel/money.ts'
import { badInput, type Fault, notFound, Refusal } from '../../../kernel/refusal.ts'
import { text } from '../../../kernel/text.ts'
import type { Verbs } from '../../../kernel/verb.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { lockFor } from '../../../platform/db.ts'
import type { tradeContract } from '../contract.ts'
import type { Entry } from '../model.ts'
import { entryOf, reversalOf, saysSame } from '../rules/entry.ts'
import { entryOfRow, tradeLock } from '../store.ts'
import {
  entriesByIds,
  entriesByReference,
  type EntryFate,
  entryPage,
  insertEntries,
} from '../store/entries.ts'
import { groundFor, onlyDeliveries, refuseClosed } from './ground.ts'
import { presenter } from './present.ts'

type EntryVerbs = Pick<
  Verbs<typeof tradeContract, Ctx>,
  'recordTrades' | 'reverseTrades' | 'listTrades'
>

export const entryVerbs: EntryVerbs = {
  recordTrades: async (ctx, { coopId, rows }) => {
    await lockFor(ctx.tx, tradeLock(coopId))
    const ground = await groundFor(ctx, coopId, {
      days: rows.map(({ on }) => on ?? ctx.today),
      partyIds: rows.flatMap(({ partyId }) => partyId ?? []),
      orderIds: rows.flatMap(({ orderId }) => orderId ?? []),
    })
    const faults: Fault[] = [...twiceIn(rows)]
    const known = await entriesByReference(
      ctx,
      coopId,
      rows.flatMap(({ reference }) => reference ?? []),
    )
    const fresh: Entry[] = []
    const amounts: bigint[] = []
    const ids = rows.map((row, i): AnyId => {
      const path = `$.rows[${i}]`
      const before = row.reference === undefined ? undefined : known.get(row.reference)
      if (before !== undefined) {
        amounts[i] = before.amount
        if (!saysSame(row, before, ground)) {
          const why = text('同一编号已登记过,内容不同', 'was recorded before with other contents')
          faults.push({ path: `${path}.reference`, text: why })
        }
        return before.id
      }
      const judged = entryOf(row, ground, path)
      if ('faults' in judged) {
        faults.push(...judged.faults)
        return ''
      }
      const entry = { ...judged.entry, id: ctx.newId(), coopId }
      fresh.push(entry)
      amounts[i] = entry.amount
      return entry.id
    })
    if (faults.length > 0) throw badInput(faults)
    const batchId = ctx.newId()
    await insertEntries(ctx, batchId, fresh)
    const amount = sumFen(fresh.map((entry) => entry.amount))
    if (fresh.length > 0) {
      ctx.record({
        entity: 'trades',
        id: batchId,
        after: { coopId, entries: fresh.length, amount },
      })
      ctx.emit('trade.recorded', { coopId })
    }
    return {
      batchId,
      ids,
      recorded: fresh.length,
      repeated: rows.length - fresh.length,
      amounts: amounts.map(fen),
      amount,
    }
  },

  reverseTrades: async (ctx, { coopId, on = ctx.today, reason, entryIds }) => {
    await lockFor(ctx.tx, tradeLock(coopId))
    await refuseClosed(ctx, coopId, on)
    const found = await entriesByIds(ctx, coopId, entryIds)
    const rows = entryIds.map((id) => found.get(id))
    if (rows.some((row) => row === undefined)) throw notFound()
    const own = rows.filter((row) => row !== undefined)
    refuseReversed(own)
    const faults = own.flatMap((row, i): Fault[] =>
      reversalFaults(ctx, row, on).map((why) => ({ path: `$.entryIds[${i}]`, text: why })),
    )
    own.forEach(({ id }, i) => {
      if (entryIds.indexOf(id) === i) return
      faults.push({ path: `$.entryIds[${i}]`, text: text('重复', 'occurs twice') })
    })
    if (faults.length > 0) throw badInput(faults)
    const batchId = ctx.newId()
    const reversals = own.map((row) => ({
      ...reversalOf(entryOfRow(row), { on, reason }),
      id: ctx.newId(),
      coopId,
    }))
    await insertEntries(ctx, batchId, reversals)
    ctx.record({
      entity: 'trades',
      id: batchId,
      after: { coopId, reversed: entryIds.length, reason },
    })
    ctx.emit('trade.recorded', { coopId })
    return { ids: reversals.map(({ id }) => id) }
  },

  listTrades: async (ctx, input) => {
    const found = await entryPage(ctx, input)
    const present = await presenter(ctx, found.rows)
    return {
      total: found.total,
      members: { entries: found.memberEntries, amount: fen(found.memberAmount) },
      others: { entries: found.total - found.memberEntries, amount: fen(found.otherAmount) },
      rows: found.rows.map(present),
    }
  },
}

/** The same reference twice in one call. */
function twiceIn(rows: readonly { readonly reference?: string | undefined }[]): Fault[] {
  const seen = new Set<string>()
  return rows.flatMap(({ reference }, i) => {
    if (reference === undefined || !seen.has(reference)) {
      if (reference !== undefined) seen.add(reference)
      return []
    }
    return [{ path: `$.rows[${i}].reference`, text: text('编号重复', 'occurs twice') }]
  })
}

/** @throws Refusal `conflict` when one of them has been reversed already. */
function refuseReversed(rows: readonly EntryFate[]): void {
  const done = rows.filter((row) => row.reversed_by_id !== null)
  if (done.length === 0) return
  throw new Refusal(
    'conflict',
    text(`有 ${done.length} 笔已经冲销过。`, `${done.length} of them have been reversed already.`),
    { data: { entryIds: done.map(({ id }) => id) } },
  )
}

function reversalFaults(ctx: Ctx, row: EntryFate, on: string) {
  const faults = []
  if (row.reverses_id !== null) {
    faults.push(text('冲销记录不能再冲销', 'a reversal is not reversed again'))
  }
  if (row.settlement_id !== null) {
    faults.push(
      text('电商结算形成的记录,请冲销整份结算单', 'came from a settlement: reverse the settlement'),
    )
  }
  if (row.settled_by_id !== null) {
    faults.push(text('已经结算,请先冲销结算单', 'has been settled: reverse the settlement first'))
  }
  if (on < row.on_date) {
    faults.push(text(`不能早于交易日 ${row.on_date}`, `must not be before its day ${row.on_date}`))
  }
  if (on > ctx.today) faults.push(text('不能晚于今天', 'must not be after today'))
  if (onlyDeliveries(ctx) && (row.voucher_id !== null || !TAKEN_IN.has(row.kind))) {
    faults.push(
      text(
        '您只能冲销未记账的交售和代销',
        'you may reverse only deliveries that are not in the books',
      ),
    )
  }
  return faults
}

const TAKEN_IN: ReadonlySet<string> = new Set(['delivery', 'agency_sale'])
