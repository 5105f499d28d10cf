import { displayYuan, fen, sumFen } from '../../../kernel/money.ts'
import { badInput, notFound, Refusal } from '../../../kernel/refusal.ts'
import { text } from '../../../kernel/text.ts'
import type { Input, Verbs } from '../../../kernel/verb.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { lockFor } from '../../../platform/db.ts'
import type { supportContract } from '../contract.ts'
import { DECIDER_WORDS, LEVEL_WORDS } from '../model.ts'
import { sumOf, totalsOf } from '../rules/sums.ts'
import { fileHeads, fileOf } from '../store/files.ts'
import * as store from '../store/funds.ts'
import { keepFile, tableFile } from './files.ts'
import {
  allocatedOf,
  fundOf,
  refused,
  refuseFuture,
  sayAllocation,
  shownAllocation,
  shownMoney,
  stateOf,
} from './ground.ts'

type Contract = typeof supportContract
type FundVerbs = Pick<
  Verbs<Contract, Ctx>,
  | 'addSupportFund'
  | 'changeSupportFund'
  | 'listSupportFunds'
  | 'readSupportFund'
  | 'readSupportFile'
  | 'listSupportAllocations'
  | 'exportSupport'
>

export const shownFund = (row: store.FundRow) => ({
  fundId: row.id,
  unit: { id: row.unit_id, name: row.unit_name },
  level: row.level,
  year: row.year,
  code: row.code,
  title: row.title,
  purpose: row.purpose,
  issuer: row.issuer,
  document: row.document,
  documentOn: row.document_on,
  restrictions: row.restrictions,
  restricted: row.restricted,
  integrated: row.integrated,
  amount: row.amount_fen,
  allocated: row.allocated_fen,
  free: fen(row.amount_fen - row.allocated_fen),
  arrived: fen(row.arrived),
  used: fen(row.used),
  allocations: row.allocations,
})

/** Money is held by the county or a town; what the law ties to its purpose stays apart (R27). */
async function checkFund(ctx: Ctx, input: Input<Contract['addSupportFund']>): Promise<void> {
  const head = (await store.unitHeads(ctx, [input.unitId])).get(input.unitId)
  if (head === undefined) throw notFound()
  if (head.kind !== 'county' && head.kind !== 'town') {
    const said = text('资金池设在县或乡镇(街道)', 'funds are held by the county or a town')
    throw badInput([{ path: '$.unitId', text: said }])
  }
  if (input.restricted && input.integrated) {
    throw new Refusal(
      'rule_blocked',
      text(
        '依法限定用途的资金不得整合,只能按原用途使用。',
        'Money that the law ties to its purpose cannot be integrated.',
      ),
    )
  }
  refuseFuture(ctx, input.documentOn, '$.documentOn')
}

/** The allocations a filter asks for, within the caller's reach. */
export async function filtered(
  ctx: Ctx,
  filter: Omit<Input<Contract['listSupportAllocations']>, 'limit' | 'offset'>,
): Promise<store.AllocationRow[]> {
  const rows = await store.allocationRows(ctx, filter)
  const { state } = filter
  if (state === 'all') return rows
  if (state === 'broken') return rows.filter((row) => row.broken > 0)
  if (state === 'waiting') {
    return rows.filter((row) => ['waiting', 'partly'].includes(stateOf(row)))
  }
  return rows.filter((row) => stateOf(row) === state)
}

export const fundVerbs: FundVerbs = {
  addSupportFund: async (ctx, input) => {
    await checkFund(ctx, input)
    const { unitId, amount, file, documentOn, ...given } = input
    const fundId = ctx.newId()
    const fileId =
      file === null
        ? null
        : await keepFile(ctx, { unitId, requestId: null, path: '$.file.content' }, file)
    const row = { ...given, id: fundId, unit_id: store.unitId(unitId), document_on: documentOn }
    await store.insertFund(ctx, { ...row, file_id: fileId })
    await store.insertChange(ctx, {
      fund_id: fundId,
      on_date: documentOn,
      delta_fen: amount,
      document: given.document,
      reason: '',
    })
    const { title, level, year, code, document } = given
    ctx.record({
      entity: 'support_fund',
      id: fundId,
      after: { title, level, year, code, document, amount: displayYuan(amount) },
    })
    return { fundId }
  },

  changeSupportFund: async (ctx, { unitId, fundId, change, on, document, reason }) => {
    await lockFor(ctx.tx, `support-fund:${fundId}`)
    const row = await fundOf(ctx, { unitId, fundId })
    refuseFuture(ctx, on, '$.on')
    const amount = fen(row.amount_fen + change)
    if (amount < row.allocated_fen) {
      throw refused(
        `已分配 ${displayYuan(row.allocated_fen)} 元,调减后不够:请先收回。`,
        `${displayYuan(row.allocated_fen)} yuan are allocated: take some back first.`,
      )
    }
    await store.insertChange(ctx, {
      fund_id: fundId,
      on_date: on,
      delta_fen: change,
      document,
      reason,
    })
    const [before, after] = [displayYuan(row.amount_fen), displayYuan(amount)]
    ctx.record({
      entity: 'support_fund',
      id: fundId,
      before: { amount: before },
      after: { amount: after, document, reason },
    })
    return { amount, free: fen(amount - row.allocated_fen) }
  },

  listSupportFunds: async (ctx, { limit, offset, ...filter }) => {
    const rows = await store.fundRows(ctx, filter)
    const [amount, allocated] = [
      sumFen(rows.map((row) => row.amount_fen)),
      sumFen(rows.map((row) => row.allocated_fen)),
    ]
    return {
      total: rows.length,
      amount,
      allocated,
      free: fen(amount - allocated),
      integrated: sumFen(rows.filter((row) => row.integrated).map((row) => row.amount_fen)),
      rows: rows.slice(offset, offset + limit).map(shownFund),
    }
  },

  readSupportFund: async (ctx, { unitId, fundId }) => {
    const row = await fundOf(ctx, { unitId, fundId })
    const changes = await store.changesOf(ctx, fundId)
    const [file] = row.file_id === null ? [] : await fileHeads(ctx, { ids: [row.file_id] })
    return {
      ...shownFund(row),
      file:
        file === undefined
          ? null
          : { fileId: file.id, name: file.name, mediaType: file.media_type },
      changes: changes.map((one) => ({
        on: one.on_date,
        change: one.delta_fen,
        document: one.document,
        reason: one.reason,
        by: one.recorded_by,
      })),
      rows: (await store.allocationsOf(ctx, { fundId })).map((one) => shownAllocation(ctx, one)),
    }
  },

  readSupportFile: async (ctx, { unitId, fileId }) => {
    const file = await fileOf(ctx, { unitId, id: fileId })
    if (file === null) throw notFound()
    const { name, media_type: mediaType, content } = file
    return { name, mediaType, content: content.toString('base64') }
  },

  listSupportAllocations: async (ctx, { limit, offset, ...filter }) => {
    const rows = await filtered(ctx, filter)
    const parts = rows.map(allocatedOf)
    return {
      total: rows.length,
      money: shownMoney(sumOf(parts)),
      totals: totalsOf(parts).map(({ sum, ...one }) => ({ ...one, money: shownMoney(sum) })),
      rows: rows.slice(offset, offset + limit).map((row) => shownAllocation(ctx, row)),
    }
  },

  exportSupport: async (ctx, { format, ...filter }) => {
    const rows = await filtered(ctx, filter)
    return tableFile(ctx, { title: '扶持资金分配台账', ...exportTable(rows) }, format)
  },
}

const COLUMNS = [
  ['编号', 'text'],
  ['乡镇', 'text'],
  ['单位', 'text'],
  ['资金名称', 'text'],
  ['年度', 'text'],
  ['级次', 'text'],
  ['资金代码', 'text'],
  ['文号', 'text'],
  ['用途', 'text'],
  ['理由', 'text'],
  ['决定', 'text'],
  ['决定日期', 'text'],
  ['分配(元)', 'money'],
  ['收回(元)', 'money'],
  ['到账(元)', 'money'],
  ['已用(元)', 'money'],
  ['其中形成资产(元)', 'money'],
  ['未到账(元)', 'money'],
] as const

function exportTable(rows: readonly store.AllocationRow[]) {
  return {
    columns: COLUMNS.map(([title, kind]) => ({ title, kind })),
    rows: rows.map((row) => {
      const sum = sumOf([allocatedOf(row)])
      return [
        sayAllocation(row),
        row.town ?? '',
        row.unit_name,
        row.fund_title,
        String(row.fund_year),
        LEVEL_WORDS[row.fund_level].zh,
        row.fund_code,
        row.fund_document,
        row.purpose,
        row.basis,
        `${DECIDER_WORDS[row.decided_by].zh} ${row.decision}`,
        row.decided_on,
        sum.given,
        sum.returned,
        sum.arrived,
        sum.used,
        row.asset,
        sum.waiting,
      ]
    }),
  }
}
