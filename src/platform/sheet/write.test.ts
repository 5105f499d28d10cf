import excel from 'exceljs'
import fc from 'fast-check'
import readXlsxFile from 'read-excel-file/node'
import { expect, test } from 'vitest'
import { fraction } from '../../kernel/fraction.ts'
import { SHEET_LIMITS } from './cell.ts'
import { quoteFormula, unquoteFormula } from './formula.ts'
import { parseWorkbook } from './parse.ts'
import { percentText, type Table, type TableColumn, type TableValue } from './table.ts'
import { writeCsv } from './write-csv.ts'
import { writeXlsx } from './write-xlsx.ts'

const parse = (bytes: Buffer, name: string) => parseWorkbook(bytes, name, SHEET_LIMITS)

const COLUMNS: readonly TableColumn[] = [
  { title: '姓名', kind: 'text' },
  { title: '身份证号', kind: 'text' },
  { title: '出资额(元)', kind: 'money' },
  { title: '户数', kind: 'integer' },
  { title: '土地面积(亩)', kind: 'decimal' },
  { title: '占比', kind: 'percent' },
  { title: '入社日期', kind: 'date' },
]

const ROWS: readonly (readonly TableValue[])[] = [
  ['𠮷·㐂', '371323198001010019', 123_450n, 3, '12.5', fraction(5, 16), '2020-11-30'],
  ['=cmd|calc', "'-1", -1n, 0, '-0.5', fraction(1, 3), '1949-10-01'],
  ['a,"b"\n丙', '+86', 10n ** 15n - 1n, 12n, '1', fraction(-1, 2), '1899-01-01'],
  ['_x0041_', '@x', 10n ** 16n, 1, '0', fraction(0, 1), null],
]

const table = (rows: readonly (readonly TableValue[])[] = ROWS): Table => ({
  name: '成员名册',
  columns: COLUMNS,
  rows,
})

async function textsOf(bytes: Buffer, name: string): Promise<string[][]> {
  const book = await parse(bytes, name)
  return (book.sheets[0]?.rows ?? []).map(({ cells }) => {
    const texts: string[] = Array.from({ length: COLUMNS.length }, () => '')
    for (const cell of cells) texts[cell.column - 1] = cell.text
    return texts
  })
}

const SHOWN = [
  ['𠮷·㐂', '371323198001010019', '1234.5', '3', '12.5', '31.25%', '2020-11-30'],
  ['=cmd|calc', "'-1", '-0.01', '0', '-0.5', '33.3333%', '1949-10-01'],
  ['a,"b"\n丙', '+86', '9999999999999.99', '12', '1', '-50%', '1899-01-01'],
  ['_x0041_', '@x', '100000000000000.00', '1', '0', '0%', ''],
]

test('an .xlsx reads back what was written: texts as texts, fen exact, days as days', async () => {
  const [heading, ...rows] = await textsOf(await writeXlsx([table()]), 'x.xlsx')
  expect(heading).toEqual(COLUMNS.map((column) => column.title))
  expect(rows).toEqual(SHOWN)
})

test('an .xlsx marks numbers, days and percentages as such, and formulas as text', async () => {
  const book = await parse(await writeXlsx([table()]), 'x.xlsx')
  const kinds = book.sheets[0]?.rows.slice(1, 5).map((row) => row.cells.map((cell) => cell.kind))
  expect(kinds?.[0]).toEqual(['text', 'text', 'number', 'number', 'number', 'percent', 'date'])
  expect(kinds?.[1]).toEqual(['text', 'text', 'number', 'number', 'number', 'percent', 'date'])
  expect(kinds?.[3]?.[2]).toBe('text')
})

test('another reader sees the same cells', async () => {
  const [sheet] = await readXlsxFile(await writeXlsx([table()]), {
    parseNumber: (raw: string) => raw,
    trim: false,
  })
  const [, first, second] = sheet?.data ?? []
  expect(sheet?.sheet).toBe('成员名册')
  expect(first?.slice(0, 3)).toEqual(['𠮷·㐂', '371323198001010019', '1234.5'])
  expect(first?.[6]).toEqual(new Date('2020-11-30T00:00:00Z'))
  expect(second?.slice(0, 2)).toEqual(['=cmd|calc', "'-1"])
})

test('a CSV is marked UTF-8, has CRLF, quotes what would run and leaves numbers numbers', () => {
  const csv = writeCsv(table()).toString('utf8')
  expect(csv.split('\r\n')).toEqual([
    '\uFEFF姓名,身份证号,出资额(元),户数,土地面积(亩),占比,入社日期',
    '𠮷·㐂,371323198001010019,1234.50,3,12.5,31.2500%,2020-11-30',
    "'=cmd|calc,''-1,-0.01,0,-0.5,33.3333%,1949-10-01",
    '"a,""b""\n丙",\'+86,9999999999999.99,12,1,-50.0000%,1899-01-01',
    "_x0041_,'@x,100000000000000.00,1,0,0.0000%,",
    '',
  ])
})

test('a CSV reads back what was written', async () => {
  const rows = (await textsOf(writeCsv(table()), 'x.csv')).slice(1)
  expect(rows.map((row) => row.slice(0, 2))).toEqual(SHOWN.map((row) => row.slice(0, 2)))
})

const DANGEROUS = ['=', '+', '-', '@', '\t', '\r', '\n', '\0', '＝', '＋', '－', '＠']

test('quoting is exact for every text and leaves no field that runs', () => {
  const texts = fc.oneof(
    fc.string(),
    fc
      .tuple(fc.constantFrom("'", "''", '', ...DANGEROUS), fc.string())
      .map((pair) => pair.join('')),
  )
  fc.assert(
    fc.property(texts, (value) => {
      const quoted = quoteFormula(value)
      expect(unquoteFormula(quoted)).toBe(value)
      expect(DANGEROUS.includes(quoted.charAt(0))).toBe(false)
    }),
    { numRuns: 500 },
  )
})

test('any text survives .xlsx, but for the signs that XML cannot hold', async () => {
  const name = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 })
  const texts = fc
    .sample(name, 300)
    .concat(['\u202E倒', 'é', 'a\u0000b', '_x000D_', ' 前后 ', '1e5'])
  const one = {
    name: 'S',
    columns: [{ title: 't', kind: 'text' as const }],
    rows: texts.map((t) => [t]),
  }
  const book = await parse(await writeXlsx([one]), 'x.xlsx')
  const read = new Map(book.sheets[0]?.rows.map((row) => [row.row, row.cells[0]?.text]))
  for (const [i, value] of texts.entries()) {
    expect(read.get(i + 2) ?? '').toBe(value === 'a\u0000b' ? 'ab' : value)
  }
})

test('sheet names are made legal and told apart', async () => {
  const empty = { columns: [{ title: 't', kind: 'text' as const }], rows: [['x']] }
  const long = '很长'.repeat(20)
  const names = ['a/b*[c]', 'A b  c ', long, long, '']
  const book = await parse(await writeXlsx(names.map((name) => ({ name, ...empty }))), 'x.xlsx')
  const made = book.sheets.map((sheet) => sheet.name)
  expect(made[0]).toBe('a b  c')
  expect(new Set(made.map((name) => name.toLowerCase())).size).toBe(names.length)
  expect(made.every((name) => name.length > 0 && name.length <= 31)).toBe(true)
})

test('percentages are cut, never rounded up', () => {
  expect(percentText(fraction(2, 3))).toBe('66.6666')
  expect(percentText(fraction(-2, 3))).toBe('-66.6666')
  expect(percentText(fraction(1, 1))).toBe('100.0000')
})

test('14,000 rows and 20 columns go out and come back whole', async () => {
  const columns = Array.from({ length: 20 }, (_, i) => ({
    title: `列${i}`,
    kind: i % 2 === 0 ? ('text' as const) : ('money' as const),
  }))
  function* rows() {
    for (let row = 0; row < 14_000; row++) {
      yield columns.map(({ kind }, i) =>
        kind === 'text' ? `3713231980010${String(row).padStart(5, '0')}` : BigInt(row * 100 + i),
      )
    }
  }
  const book = await parse(await writeXlsx([{ name: '大表', columns, rows: rows() }]), 'x.xlsx')
  const read = book.sheets[0]?.rows ?? []
  expect(read).toHaveLength(14_001)
  expect(read[14_000]?.cells.slice(0, 2).map((cell) => cell.text)).toEqual([
    '371323198001013999',
    '13999.01',
  ])
})

test('a workbook of an ordinary writer: shared and rich texts, formulas with results, days, errors', async () => {
  const book = new excel.Workbook()
  const sheet = book.addWorksheet('名册')
  sheet.mergeCells('A1:C1')
  sheet.getCell('A1').value = '成员名册'
  sheet.getCell('A2').value = { richText: [{ text: '张' }, { font: { bold: true }, text: '三' }] }
  sheet.getCell('B2').value = { formula: 'SUM(1,2)', result: 3 }
  sheet.getCell('C2').value = new Date('2020-11-30T00:00:00Z')
  sheet.getCell('D2').value = { error: '#N/A' }
  sheet.getCell('E2').value = { text: '链接', hyperlink: 'https://example.org' }
  sheet.getCell('F2').value = { formula: 'A2&"x"', result: '张三x' }
  sheet.getCell('G2').value = { formula: 'NOW()' }
  sheet.getCell('H2').value = 371_323_198_001_010_000
  sheet.getCell('I2').value = 0.25
  sheet.getCell('I2').numFmt = '0%'
  sheet.getCell('J2').value = true
  const bytes = Buffer.from(await book.xlsx.writeBuffer())
  const [read] = (await parse(bytes, 'x.xlsx')).sheets
  expect(read?.merges).toEqual([{ top: 1, left: 1, bottom: 1, right: 3 }])
  expect(read?.rows[1]?.cells.map(({ kind, text }) => `${kind} ${text}`)).toEqual([
    'text 张三',
    'number 3',
    'date 2020-11-30',
    'error #N/A',
    'text 链接',
    'text 张三x',
    'uncalculated ',
    'long-number 371323198001010000',
    'percent 25%',
    'boolean TRUE',
  ])
})
