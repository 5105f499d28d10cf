import { assert } from '../../kernel/assert.ts'
import { formatYuan } from '../../kernel/money.ts'
import { quoteFormula } from './formula.ts'
import { percentText, type Table, type TableColumn, type TableValue } from './table.ts'

const MARK = '\uFEFF'

/**
 * The table as CSV for Excel and WPS: UTF-8 with its mark, CRLF, texts that would run as formulas quoted
 * with an apostrophe. Numbers, also negative ones, stay numbers.
 */
export function writeCsv(table: Table): Buffer {
  const lines = [table.columns.map((column) => field(quoteFormula(column.title))).join(',')]
  for (const row of table.rows) {
    assert(row.length === table.columns.length, 'a row has a value for each column')
    lines.push(row.map((value, i) => field(written(value, table.columns[i]))).join(','))
  }
  return Buffer.from(`${MARK}${lines.join('\r\n')}\r\n`, 'utf8')
}

function written(value: TableValue, column: TableColumn | undefined): string {
  if (value === null) return ''
  if (typeof value === 'object') return `${percentText(value)}%`
  if (typeof value === 'bigint') {
    return column?.kind === 'money' ? formatYuan(value) : value.toString()
  }
  if (typeof value === 'number') return String(value)
  return column?.kind === 'decimal' && DECIMAL.test(value) ? value : quoteFormula(value)
}

const DECIMAL = /^-?\d+(?:\.\d+)?$/

const field = (value: string): string =>
  /[",\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value
