import type { AnyId } from '../../../kernel/id.ts'
import { displayYuan, type Fen, fen, sumFen } from '../../../kernel/money.ts'
import { text } from '../../../kernel/text.ts'
import { oldAccountOf } from '../model/old-chart.ts'
import type { FileFault, Mapping, SourceSheet } from '../model/sheet.ts'
import { accountIn, type Named, whoIn } from './named.ts'
import {
  compact,
  doubleFields,
  faultIn,
  type FieldRow,
  type Headings,
  moneyOf,
  NOT_MONEY,
  rowsBelow,
  textIn,
} from './sheet.ts'

/* 科目余额表 as a table: accounts with their balances, and below them the members and parties. */

export const OPENING_HEADINGS: Headings = {
  account: ['科目编码', '科目代码', '科目编号', '编码', '代码', 'account'],
  accountName: ['科目名称', '会计科目', '科目', '科目全称', '名称'],
  side: ['方向', '余额方向', '借贷方向', '借或贷'],
  balance: ['余额', '期末余额', '期初余额', '金额', 'balance'],
  debit: ['借方余额', '期末借方余额', '期初借方余额', '期末借方', '期初借方', '借方', 'debit'],
  credit: ['贷方余额', '期末贷方余额', '期初贷方余额', '期末贷方', '期初贷方', '贷方', 'credit'],
  memberNumber: ['成员编号', '社员编号', '社员号'],
  member: ['成员', '成员姓名', '社员', '社员姓名'],
  party: ['往来单位', '往来单位或个人', '客户', '供应商', '核算项目', '辅助核算', '项目', '来源'],
}

export interface OpeningRow {
  readonly row: number
  readonly account: string
  readonly name: string
  readonly debit: Fen
  readonly credit: Fen
  readonly memberId: AnyId | null
  readonly partyId: AnyId | null
}

export interface OpeningFile {
  readonly rows: readonly OpeningRow[]
  readonly faults: readonly FileFault[]
}

type Placed = OpeningRow & { readonly from: FieldRow }

/** The balances of a table; sums of what stands below them are left out, never counted twice. */
export function readOpening(
  sheets: readonly SourceSheet[],
  mapping: Mapping,
  how: { readonly chart: '2007' | '2021'; readonly named: Named },
): OpeningFile {
  const faults = doubleFields(mapping)
  if (faults.length > 0) return { rows: [], faults }
  const read = rowsBelow(sheets, mapping).flatMap((row) => rowOf(row, how, faults))
  const rows = withoutSums(read, faults)
  const total = (side: 'debit' | 'credit'): Fen => sumFen(rows.map((row) => row[side]))
  const off = total('debit') - total('credit')
  if (rows.length === 0 && faults.length === 0) {
    faults.push(whole(mapping, text('没有读到余额', 'no balance was found')))
  } else if (off !== 0n && faults.length === 0) {
    const why = text(
      `借贷不平,借方比贷方多 ${displayYuan(off)} 元`,
      `not balanced: debits less credits are ${displayYuan(off)} yuan`,
    )
    faults.push(whole(mapping, why))
  }
  return { rows: rows.map(({ from: _from, ...row }) => row), faults }
}

const whole = (mapping: Mapping, why: FileFault['text']): FileFault => ({
  level: 'error',
  sheet: mapping.sheet,
  row: mapping.headerRow,
  column: 0,
  text: why,
})

function rowOf(
  row: FieldRow,
  how: { readonly chart: '2007' | '2021'; readonly named: Named },
  faults: FileFault[],
): Placed[] {
  const sides = sidesOf(row, faults)
  const name = textIn(row, 'accountName') ?? ''
  if (sides === null || (sides.debit === 0n && sides.credit === 0n)) return []
  const code = row.cell('account')
  if (code === null && /合计|总计|小计/.test(name)) return []
  const account =
    how.chart === '2021' ? accountIn(row, how.named.chart, faults) : oldIn(row, faults)
  if (account === null) return []
  const who = whoIn(row, account, { named: how.named, faults })
  return [{ row: row.row, account, name, ...sides, ...who, from: row }]
}

const CODE = /^[1-5]\d{2}(?:\d{2}){0,3}$/

function oldIn(row: FieldRow, faults: FileFault[]): string | null {
  const code = compact(row.cell('account')?.text ?? '')
  if (CODE.test(code) && oldAccountOf(code) !== null) return code
  const why = text(`原账套没有科目“${code}”`, `the old chart has no account “${code}”`)
  faults.push(faultIn(row, 'account', why))
  return null
}

/** Two columns of balances, or one with its side; a negative balance stands on the other side. */
function sidesOf(row: FieldRow, faults: FileFault[]): { debit: Fen; credit: Fen } | null {
  const value = (field: string): Fen | null => {
    const cell = row.cell(field)
    const read = cell === null ? null : moneyOf(cell)
    if (read === undefined && row.cell('account') !== null)
      faults.push(faultIn(row, field, NOT_MONEY))
    return read ?? null
  }
  const [debit, credit, balance] = [value('debit'), value('credit'), value('balance')]
  if (debit !== null || credit !== null) return turned(debit ?? fen(0), credit ?? fen(0))
  if (balance === null) return null
  if (balance === 0n) return { debit: balance, credit: balance }
  const side = compact(row.cell('side')?.text ?? '')
  if (side.startsWith('借')) return turned(balance, fen(0))
  if (side.startsWith('贷')) return turned(fen(0), balance)
  faults.push(faultIn(row, 'side', text('有余额而没有方向(借、贷)', 'a balance without its side')))
  return null
}

const turned = (debit: Fen, credit: Fen): { debit: Fen; credit: Fen } => {
  const [d, c] = [debit < 0n ? 0n - debit : 0n, credit < 0n ? 0n - credit : 0n]
  return { debit: fen((debit > 0n ? debit : 0n) + c), credit: fen((credit > 0n ? credit : 0n) + d) }
}

/** A row that only adds up rows below it (sub-accounts, or its members) goes; a sum that is wrong is a fault. */
function withoutSums(rows: readonly Placed[], faults: FileFault[]): Placed[] {
  return rows.filter((row) => {
    const below = rows.filter((other) => isDetailOf(other, row))
    // Sub-accounts of sub-accounts are counted once, at the lowest level.
    const lowest = below.filter((other) => !rows.some((third) => isDetailOf(third, other)))
    if (lowest.length === 0) return true
    const net = (list: readonly OpeningRow[]): bigint =>
      list.reduce((sum, { debit, credit }) => sum + debit - credit, 0n)
    const off = net([row]) - net(lowest)
    if (off !== 0n) {
      const why = text(
        `与明细合计相差 ${displayYuan(off)} 元`,
        `differs from its details by ${displayYuan(off)} yuan`,
      )
      faults.push(faultIn(row.from, 'account', why))
    }
    return false
  })
}

const isNamed = (row: OpeningRow): boolean => row.memberId !== null || row.partyId !== null

function isDetailOf(detail: OpeningRow, sum: OpeningRow): boolean {
  if (detail === sum || isNamed(sum)) return false
  const deeper =
    detail.account.length > sum.account.length && detail.account.startsWith(sum.account)
  return deeper || (detail.account === sum.account && isNamed(detail))
}
