import { formatYuan } from '../../../src/kernel/money.ts'
import type { In } from '../../api.ts'
import { readDay } from '../../ui/date-input.tsx'
import { fenOf, readAmount } from '../ledger/entry.ts'
import { readMicro, writeMicro } from './figures.ts'
import { cellsOf } from './paste.ts'

/* What a platform lists under its settlement, pasted out of its table. */

type Line = NonNullable<In<'recordSettlement'>['lines']>[number]
type Field = 'orderNumber' | 'soldOn' | 'goods' | 'quantity' | 'gross' | 'fee' | 'refund'

/** The order of the columns where the block has no headings. */
const FIELDS: readonly Field[] = [
  'orderNumber',
  'soldOn',
  'goods',
  'quantity',
  'gross',
  'fee',
  'refund',
]

const HEADINGS: Readonly<Record<Field, readonly string[]>> = {
  orderNumber: ['订单号', '订单编号', '单号'],
  soldOn: ['日期', '成交日期', '下单日期', '付款时间', '订单日期', '成交时间'],
  goods: ['商品', '商品名称', '货品', '宝贝名称', '产品'],
  quantity: ['数量', '件数', '销量'],
  gross: ['金额', '销售额', '订单金额', '应收', '成交金额', '货款'],
  fee: ['平台扣费', '扣费', '服务费', '佣金', '手续费', '扣点'],
  refund: ['退款', '退款金额', '售后退款'],
}

export interface PlatformLines {
  readonly lines: readonly Line[]
  /** Rows of the block, counted from 1, that cannot be read. */
  readonly wrong: readonly number[]
  readonly gross: string
  readonly fee: string
  readonly refunds: string
}

const fieldNamed = (heading: string): Field | null => {
  const bare = heading.replaceAll(/[（(【[].*$/g, '').trim()
  return FIELDS.find((field) => HEADINGS[field].includes(bare)) ?? null
}

/** The lines of a pasted block, with their sums for the head of the settlement. */
export function platformLines(block: string): PlatformLines {
  const cells = cellsOf(block)
  const [first = []] = cells
  const named = first.map(fieldNamed)
  const headed = named.filter((field) => field !== null).length >= 3
  const fields: readonly (Field | null)[] = headed ? named : FIELDS
  const body = headed ? cells.slice(1) : cells
  const read = body.map((row) => lineOf(fields, row))
  const lines = read.filter((line) => line !== null)
  const sum = (pick: (line: Line) => string | undefined): string =>
    formatYuan(lines.reduce((total, line) => total + fenOf(pick(line) ?? '0'), 0n))
  return {
    lines,
    wrong: read.flatMap((line, i) => (line === null ? [i + 1 + (headed ? 1 : 0)] : [])),
    gross: sum(({ gross }) => gross),
    fee: sum(({ fee }) => fee),
    refunds: sum(({ refund }) => refund),
  }
}

function lineOf(fields: readonly (Field | null)[], row: readonly string[]): Line | null {
  const cell = (field: Field): string => row[fields.indexOf(field)]?.trim() ?? ''
  const money = (field: Field): string | null => {
    const typed = cell(field).replace(/^-/, '')
    return typed === '' ? '0' : readAmount(typed)
  }
  const soldOn = readDay(cell('soldOn').slice(0, 10).trim())
  const quantity = cell('quantity') === '' ? 0n : readMicro(cell('quantity'))
  const [gross, fee, refund] = [money('gross'), money('fee'), money('refund')]
  const orderNumber = cell('orderNumber').slice(0, 60)
  if (soldOn === null || quantity === null || orderNumber === '') return null
  if (gross === null || fee === null || refund === null) return null
  return {
    orderNumber,
    soldOn: soldOn as Line['soldOn'],
    goods: cell('goods').slice(0, 100) || '—',
    quantity: writeMicro(quantity),
    gross,
    fee,
    refund,
  }
}
