import { type LocalDate } from '../../../kernel/date.ts'
import { type Fen, fen } from '../../../kernel/money.ts'
import type { Fault } from '../../../kernel/refusal.ts'
import { text } from '../../../kernel/text.ts'
import { type DraftVoucher, periodOf } from '../model/draft.ts'
import type { FileFault, Mapping, SourceSheet } from '../model/sheet.ts'
import type { Line, VoucherKind } from '../model.ts'
import { voucherKindOf } from './fill.ts'
import { accountIn, type Named, whoIn } from './named.ts'
import { KIND_WORDS } from './voucher.ts'
import {
  compact,
  dayOf,
  doubleFields,
  faultIn,
  type FieldRow,
  type Headings,
  moneyOf,
  NOT_A_DAY,
  NOT_MONEY,
  rowsBelow,
  textIn,
} from './sheet.ts'

/* Vouchers as a table: one row a line; day, kind and number say which voucher it belongs to. */

export const VOUCHER_HEADINGS: Headings = {
  date: ['日期', '凭证日期', '制单日期', '记账日期', '业务日期', 'date'],
  period: ['会计期间', '期间', 'period'],
  kind: ['凭证字', '凭证类别', '凭证类型', '字', 'kind'],
  number: ['凭证号', '凭证编号', '凭证号数', '号', '编号', 'number'],
  summary: ['摘要', '事由', '业务摘要', 'summary'],
  account: ['科目编码', '科目代码', '会计科目编码', '科目编号', 'account'],
  accountName: ['科目名称', '会计科目', '科目', '总账科目', '科目全称'],
  debit: ['借方金额', '借方', '借方发生额', 'debit'],
  credit: ['贷方金额', '贷方', '贷方发生额', 'credit'],
  memberNumber: ['成员编号', '社员编号', '社员号'],
  member: ['成员', '成员姓名', '社员', '社员姓名'],
  party: ['往来单位', '往来单位或个人', '对方单位', '客户', '供应商', '核算项目', '辅助核算'],
  item: ['事项', '项目', '变动原因', '收入来源'],
  attachments: ['附件数', '附单据数', '附件张数', '附件', '单据数'],
}

/** What the items of lines are called in tables. */
export const ITEM_WORDS: Readonly<Record<string, string>> = {
  contribution: '成员出资',
  capital_reserve_to_contribution: '资本公积转出资',
  surplus_reserve_to_contribution: '盈余公积转出资',
  surplus_to_contribution: '盈余转出资',
  state_grant: '财政补助形成',
  donation: '捐赠形成',
  revaluation: '评估增值',
  from_surplus: '从盈余提取',
  loss_cover: '弥补亏损',
  exit: '成员退社',
  sales: '产品销售',
  service: '服务',
  land: '土地经营',
  labour: '劳务',
  processing: '加工',
  tourism: '旅游',
  lease: '租赁',
  subsidy: '补助',
  investment: '投资',
  other: '其他',
}

const KINDS: ReadonlyMap<string, VoucherKind> = new Map(
  (Object.entries(KIND_WORDS) as [VoucherKind, string][]).map(([kind, word]) => [word, kind]),
)
const ITEMS: ReadonlyMap<string, string> = new Map(
  Object.entries(ITEM_WORDS).flatMap(([item, word]) => [
    [item, item],
    [word, item],
  ]),
)

export interface FileVoucher {
  readonly voucher: DraftVoucher
  /** The rows of its lines, in order. */
  readonly rows: readonly FieldRow[]
}

export interface VoucherFile {
  readonly vouchers: readonly FileVoucher[]
  readonly faults: readonly FileFault[]
}

const NEEDED = ['date', 'number', 'summary', 'debit', 'credit'] as const
const TOTAL = /合计|总计|小计/

/** The vouchers of a table; what cannot be read is a fault with its row and column. */
export function readVouchers(
  sheets: readonly SourceSheet[],
  mapping: Mapping,
  named: Named,
): VoucherFile {
  const faults = [...doubleFields(mapping), ...missing(mapping)]
  if (faults.length > 0) return { vouchers: [], faults }
  const groups = groupsOf(rowsBelow(sheets, mapping))
  const vouchers = groups.flatMap((rows) => {
    const read = voucherOf(rows, named, faults)
    return read === null ? [] : [read]
  })
  if (vouchers.length === 0 && faults.length === 0) {
    const why = text('没有读到一张凭证', 'no voucher was found')
    faults.push({
      level: 'error',
      sheet: mapping.sheet,
      row: mapping.headerRow,
      column: 0,
      text: why,
    })
  }
  return { vouchers, faults }
}

function missing(mapping: Mapping): FileFault[] {
  const has = (field: string): boolean => mapping.columns.some((column) => column.field === field)
  const lacking = NEEDED.filter((field) => !has(field)).map(
    (field) => VOUCHER_HEADINGS[field]?.[0] ?? field,
  )
  if (!has('account') && !has('accountName')) lacking.push('科目编码')
  return lacking.map((word) => ({
    level: 'error' as const,
    sheet: mapping.sheet,
    row: mapping.headerRow,
    column: 0,
    text: text(`缺少“${word}”列`, `the column “${word}” is missing`),
  }))
}

/** Rows that belong together: a row without day and number continues the voucher above it. */
function groupsOf(rows: readonly FieldRow[]): FieldRow[][] {
  const groups: FieldRow[][] = []
  let current = ''
  for (const row of rows) {
    if (row.cell('debit') === null && row.cell('credit') === null) continue
    const total = ['date', 'summary', 'account', 'accountName'].some((field) =>
      TOTAL.test(row.cell(field)?.text ?? ''),
    )
    if (total && row.cell('account') === null) continue
    const key = ['date', 'period', 'kind', 'number']
      .map((field) => compact(row.cell(field)?.text ?? ''))
      .join('\u001F')
    const continues = row.cell('number') === null && row.cell('date') === null
    if (groups.length > 0 && (continues || key === current)) groups.at(-1)?.push(row)
    else groups.push([row])
    if (!continues) current = key
  }
  return groups
}

function voucherOf(
  rows: readonly FieldRow[],
  named: Named,
  faults: FileFault[],
): FileVoucher | null {
  const [first] = rows
  if (first === undefined) return null
  const before = faults.length
  const onDate = dateIn(first, faults)
  const kind = kindIn(first, faults)
  if (first.cell('number') === null) {
    faults.push(faultIn(first, 'number', text('缺少凭证号', 'the number is missing')))
  }
  const period = periodIn(first, faults)
  const summary = textIn(first, 'summary')
  if (summary === null) {
    faults.push(faultIn(first, 'summary', text('缺少摘要', 'the summary is missing')))
  }
  const lines = rows.flatMap((row) => lineOf(row, { summary, named, faults }))
  const attachments = attachmentsIn(first, faults)
  if (faults.length > before || onDate === null || summary === null) return null
  return {
    rows,
    voucher: {
      kind: kind ?? voucherKindOf(lines),
      onDate,
      period: period ?? periodOf(onDate),
      summary,
      lines,
      attachments,
      template: null,
      clause: null,
      documentIds: [],
    },
  }
}

function dateIn(row: FieldRow, faults: FileFault[]): LocalDate | null {
  const cell = row.cell('date')
  const day = cell === null ? null : dayOf(cell)
  if (day === null) faults.push(faultIn(row, 'date', NOT_A_DAY))
  return day
}

function kindIn(row: FieldRow, faults: FileFault[]): VoucherKind | null {
  const word = textIn(row, 'kind')
  if (word === null) return null
  const kind = KINDS.get(word.slice(0, 1))
  if (kind === undefined) {
    const why = text('凭证字只能是记、收、付、转', 'must be one of 记 收 付 转')
    faults.push(faultIn(row, 'kind', why))
  }
  return kind ?? null
}

const PERIOD = /^(\d{4})[-年/.]?(\d{1,2})月?$/

function periodIn(row: FieldRow, faults: FileFault[]): number | null {
  const cell = row.cell('period')
  if (cell === null) return null
  const match = PERIOD.exec(compact(cell.text))
  const period = match === null ? 0 : Number(match[1]) * 100 + Number(match[2])
  if (match !== null && period % 100 >= 1 && period % 100 <= 13) return period
  faults.push(faultIn(row, 'period', text('会计期间应如 202001', 'must be a period like 202001')))
  return null
}

function attachmentsIn(row: FieldRow, faults: FileFault[]): number {
  const cell = row.cell('attachments')
  if (cell === null) return 0
  const said = compact(cell.text).replace(/张$/, '')
  if (/^\d{1,4}$/.test(said)) return Number(said)
  faults.push(faultIn(row, 'attachments', text('附件数应为整数', 'must be a whole number')))
  return 0
}

function lineOf(
  row: FieldRow,
  { summary, named, faults }: { summary: string | null; named: Named; faults: FileFault[] },
): Line[] {
  const amount = (field: 'debit' | 'credit'): Fen => {
    const cell = row.cell(field)
    const read = cell === null ? fen(0) : moneyOf(cell)
    if (read === undefined) faults.push(faultIn(row, field, NOT_MONEY))
    return read ?? fen(0)
  }
  const [debit, credit] = [amount('debit'), amount('credit')]
  const account = accountIn(row, named.chart, faults)
  if (account === null) return []
  const said = textIn(row, 'item')
  const item = said === null ? null : ITEMS.get(said)
  if (item === undefined) {
    faults.push(faultIn(row, 'item', text(`不认识的事项“${said}”`, `“${said}” is no known item`)))
  }
  const own = textIn(row, 'summary')
  return [
    {
      account,
      debit,
      credit,
      ...whoIn(row, account, { named, faults }),
      item: item ?? null,
      assisted: false,
      summary: own === summary ? null : own,
    },
  ]
}

const PLACE = /^\$\.vouchers\[(\d+)\](?:\.lines\[(\d+)\])?(?:\.(\w+))?/
const FIELD_OF: Readonly<Record<string, string>> = {
  onDate: 'date',
  lines: 'debit',
  memberId: 'member',
  partyId: 'party',
}

/** Faults of the judge, `$.vouchers[3].lines[1].account`, at their rows and columns of the file. */
export function placeFaults(
  faults: readonly Fault[],
  vouchers: readonly FileVoucher[],
): FileFault[] {
  return faults.flatMap(({ path, text: why }): FileFault[] => {
    const match = PLACE.exec(path)
    const rows = vouchers[Number(match?.[1] ?? -1)]?.rows
    const row = rows?.[Number(match?.[2] ?? 0)]
    if (row === undefined) return []
    const name = match?.[3] ?? ''
    const field = FIELD_OF[name] ?? name
    const shown = field === 'account' && row.column('account') === 0 ? 'accountName' : field
    return [faultIn(row, shown, why)]
  })
}
