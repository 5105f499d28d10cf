import { fen, sumFen } from '../../../kernel/money.ts'
import type { AnyId } from '../../../kernel/id.ts'
import { badInput, Refusal } from '../../../kernel/refusal.ts'
import type { Input, Verbs } from '../../../kernel/verb.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { lockFor } from '../../../platform/db.ts'
import type { Table, TableColumn, TableValue } from '../../../platform/sheet/table.ts'
import type { tableVerbs as contract } from '../contract/exchange.ts'
import { amountOf } from '../model/draft.ts'
import type { FileFault } from '../model/sheet.ts'
import { mapOpening } from '../rules/map-opening.ts'
import type { Named } from '../rules/named.ts'
import { OPENING_HEADINGS, readOpening } from '../rules/opening-file.ts'
import { asFault } from '../rules/sheet.ts'
import {
  type FileVoucher,
  ITEM_WORDS,
  placeFaults,
  readVouchers,
  VOUCHER_HEADINGS,
} from '../rules/voucher-file.ts'
import { KIND_WORDS } from '../rules/voucher.ts'
import { similarVouchers } from '../store/drafts-like.ts'
import { membersOf, partiesOf } from '../store/members.ts'
import { voucherRows } from '../store/vouchers.ts'
import { chartOf } from './charts.ts'
import { draftVerbs } from './drafts.ts'
import { mappingOf, openTable, plainMapping, shownFaults, tableFile } from './files.ts'
import { judgeAll } from './judge.ts'
import { presentLines, presentVouchers } from './present.ts'

const SHOWN = 50
/** Few enough that the progress moves; all of them stand or fall together. */
const SAVED_AT_ONCE = 200

export const tableVerbs: Verbs<typeof contract, Ctx> = {
  voucherTemplate: async (_ctx, { format }) => {
    const table = { name: '凭证', columns: COLUMNS, rows: EXAMPLE }
    return await tableFile([table, NOTES], '凭证导入模板', format)
  },

  previewVoucherFile: async (ctx, input) => {
    const { guess, faults, vouchers, known } = await understand(ctx, input)
    const shown = vouchers.slice(0, SHOWN)
    const lines = await presentLines(
      ctx,
      input.coopId,
      shown.map(({ voucher }) => voucher.lines),
    )
    const repeated = vouchers.filter((one) => known.has(one)).length
    return {
      mapping: guess,
      faults: shownFaults(faults),
      total: vouchers.length,
      fresh: vouchers.length - repeated,
      known: repeated,
      vouchers: shown.map((one, i) => ({
        row: one.rows[0]?.row ?? 0,
        onDate: one.voucher.onDate,
        kind: one.voucher.kind,
        summary: one.voucher.summary,
        amount: fen(amountOf(one.voucher.lines)),
        known: known.has(one),
        lines: lines[i] ?? [],
      })),
    }
  },

  importVoucherFile: async (ctx, input) => {
    const { coopId, submit, again } = input
    // The same file from two desks at once: the second finds the drafts of the first.
    await lockFor(ctx.tx, `voucher-file:${coopId}`)
    const { faults, vouchers, known } = await understand(ctx, input)
    if (faults.length > 0) throw badInput(shownFaults(faults).map(asFault))
    const taken = vouchers.filter((one) => again || !known.has(one))
    if (taken.length === 0) return { draftIds: [], known: known.size }
    const draftIds: AnyId[] = []
    for (let at = 0; at < taken.length; at += SAVED_AT_ONCE) {
      ctx.progress(at, taken.length)
      const saved = await draftVerbs.saveDrafts(ctx, {
        unitId: coopId,
        submit,
        vouchers: taken.slice(at, at + SAVED_AT_ONCE).map(({ voucher }) => ({
          ...voucher,
          coopId,
          lines: [...voucher.lines],
          documentIds: [],
        })),
      })
      draftIds.push(...saved.draftIds)
    }
    return { draftIds, known: known.size }
  },

  exportVouchers: async (ctx, { coopId, from, to, account, search, format }) => {
    const filter = { coopId, from, to, account, search }
    const wide = { memberId: undefined, partyId: undefined, least: undefined, most: undefined }
    const { rows } = await voucherRows(ctx, { ...filter, ...wide, limit: EXPORTED, offset: 0 })
    const vouchers = await presentVouchers(
      ctx,
      rows.filter(({ kind }) => kind !== 'opening').toReversed(),
    )
    const table: Table = { name: '凭证', columns: COLUMNS, rows: vouchers.flatMap(rowsOf) }
    return await tableFile([table], `凭证 ${ctx.today}`, format)
  },

  readOpeningFile: async (ctx, { coopId, chart, fileName, content, mapping }) => {
    const book = await openTable(fileName, content)
    const guess = mappingOf(book, OPENING_HEADINGS, mapping)
    const named = await namedIn(ctx, coopId)
    const { rows, faults } = readOpening(book.sheets, plainMapping(guess), { chart, named })
    return {
      mapping: guess,
      faults: shownFaults(faults),
      debit: sumFen(rows.map(({ debit }) => debit)),
      credit: sumFen(rows.map(({ credit }) => credit)),
      rows: [...rows],
    }
  },

  mapOpening: (input) => {
    const { lines, splits, accounts, faults } = mapOpening(input)
    return {
      lines: [...lines],
      splits: splits.map((one) => ({ ...one, into: [...one.into] })),
      accounts: accounts.map((one) => ({ ...one, into: [...one.into] })),
      faults: [...faults],
    }
  },
}

/** More vouchers than a co-op books in a decade. */
const EXPORTED = 100_000

const namedIn = async (ctx: Ctx, coopId: AnyId): Promise<Named> => ({
  chart: await chartOf(ctx, coopId),
  members: await membersOf(ctx, coopId),
  parties: await partiesOf(ctx, coopId),
})

type FileInput = Omit<Input<(typeof contract)['previewVoucherFile']>, 'again'>

async function understand(ctx: Ctx, input: FileInput) {
  const { coopId, fileName, content, mapping } = input
  const book = await openTable(fileName, content)
  const guess = mappingOf(book, VOUCHER_HEADINGS, mapping)
  const read = readVouchers(book.sheets, plainMapping(guess), await namedIn(ctx, coopId))
  const faults = [...read.faults, ...(await judged(ctx, coopId, read.vouchers))]
  const similar = await similarVouchers(
    ctx,
    coopId,
    read.vouchers.map(({ voucher }) => voucher),
  )
  const known = new Set(read.vouchers.filter((_, i) => similar.has(i)))
  return { guess, faults, vouchers: read.vouchers, known }
}

/** What the judge of all vouchers says of those of the file, at their places in it. */
async function judged(
  ctx: Ctx,
  coopId: AnyId,
  vouchers: readonly FileVoucher[],
): Promise<FileFault[]> {
  try {
    await judgeAll(
      ctx,
      vouchers.map(({ voucher }, i) => ({ coopId, path: `$.vouchers[${i}]`, voucher })),
    )
    return []
  } catch (error) {
    if (error instanceof Refusal && error.code === 'bad_input') {
      return placeFaults(error.faults, vouchers)
    }
    throw error
  }
}

const COLUMNS: readonly TableColumn[] = [
  { title: '日期', kind: 'date' },
  { title: '会计期间', kind: 'text' },
  { title: '凭证字', kind: 'text' },
  { title: '凭证号', kind: 'text' },
  { title: '摘要', kind: 'text', width: 32 },
  { title: '科目编码', kind: 'text' },
  { title: '科目名称', kind: 'text', width: 28 },
  { title: '借方金额', kind: 'money' },
  { title: '贷方金额', kind: 'money' },
  { title: '成员编号', kind: 'text' },
  { title: '成员', kind: 'text' },
  { title: '往来单位', kind: 'text', width: 24 },
  { title: '事项', kind: 'text' },
  { title: '附件数', kind: 'integer' },
  { title: '制单', kind: 'text' },
  { title: '审核', kind: 'text' },
]

type Presented = Awaited<ReturnType<typeof presentVouchers>>[number]

const rowsOf = (voucher: Presented): TableValue[][] =>
  voucher.lines.map((line) => [
    voucher.onDate,
    String(voucher.period),
    voucher.kind === 'opening' ? '期初' : KIND_WORDS[voucher.kind],
    String(voucher.number),
    line.summary ?? voucher.summary,
    line.account,
    line.accountName.zh,
    line.debit === 0n ? null : line.debit,
    line.credit === 0n ? null : line.credit,
    line.member?.number ?? null,
    line.member?.name ?? null,
    line.party,
    line.item === null ? null : (ITEM_WORDS[line.item] ?? line.item),
    voucher.attachments,
    voucher.preparedBy,
    voucher.approvedBy,
  ])

const EXAMPLE: readonly (readonly TableValue[])[] = [
  example('101', '库存现金', { debit: 120_000n }),
  example('501', '经营收入', { credit: 120_000n, item: '产品销售' }),
]

function example(
  account: string,
  name: string,
  line: { readonly debit?: bigint; readonly credit?: bigint; readonly item?: string },
): TableValue[] {
  const head = ['2020-11-30', '202011', '收', '1', '销售生姜收现', account, name]
  const amounts = [line.debit ?? null, line.credit ?? null]
  return [...head, ...amounts, null, null, null, line.item ?? null, 1, null, null]
}

const NOTES: Table = {
  name: '填写说明',
  columns: [
    { title: '栏目', kind: 'text', width: 16 },
    { title: '怎样填写', kind: 'text', width: 70 },
  ],
  rows: [
    ['日期', '同一张凭证各行相同;后面各行的日期和凭证号都空着,算上一张凭证。'],
    ['会计期间', '可不填,按日期;年末结转填 yyyy13,日期填 12 月 31 日。'],
    ['凭证字', '记、收、付、转;可不填,按分录判断。'],
    ['凭证号', '只用来把各行归到一张凭证;正式编号在审核过账时产生。'],
    ['科目编码', '末级科目;不填编码时按科目名称找。'],
    ['借方金额 贷方金额', '单位元,每行只填一方;红字填负数。'],
    ['成员编号 成员', '记 114、221、222、301 时必填;有同名成员时填编号。'],
    ['往来单位', '记 113、211、213、235、311 时必填,须先登记。'],
    ['事项', `记 301、311、321、322、501、502 时必填:${Object.values(ITEM_WORDS).join('、')}。`],
    ['制单 审核', '导入时不读;导入的凭证由导入人制单,须由另一人审核。'],
  ],
}
