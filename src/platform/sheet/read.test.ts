import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Refusal } from '../../kernel/refusal.ts'
import { type Cell, cellPath, columnLetters, SHEET_LIMITS, type SheetLimits } from './cell.ts'
import { decodeText } from './csv.ts'
import { parseWorkbook } from './parse.ts'
import { readWorkbook } from './read.ts'
import { bookParts, type MadeBook, makeBook, makeZip, textRow } from './testing.ts'

const LIMITS = SHEET_LIMITS

const parse = (bytes: Buffer, name = '名册.xlsx', limits: Partial<SheetLimits> = {}) =>
  parseWorkbook(bytes, name, { ...LIMITS, ...limits })

const oneSheet = (data: string, more: Partial<MadeBook> = {}): Buffer =>
  makeBook({ sheets: [{ name: '名册', data }], ...more })

async function cellsOf(data: string, more: Partial<MadeBook> = {}): Promise<readonly Cell[]> {
  const book = await parse(oneSheet(data, more))
  return book.sheets[0]?.rows[0]?.cells ?? []
}

async function refusalOf(work: Promise<unknown>): Promise<{ code: string; reason: unknown }> {
  try {
    await work
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    expect(error.text.zh).toMatch(/[一-鿿]/)
    return { code: error.code, reason: (error.data as { reason: unknown }).reason }
  }
  return { code: 'accepted', reason: null }
}

test('cells of every kind are read as they were saved', async () => {
  const cells = await cellsOf(
    `<row r="3"><c r="A3" t="s"><v>0</v></c><c r="B3" t="inlineStr"><is><r><t>甲</t></r><r><t>乙</t></r><rPh><t>jia</t></rPh></is></c>
     <c r="C3"><v>12345.670000000002</v></c><c r="D3" s="1"><v>44165.5</v></c><c r="E3" s="2"><v>0.3125</v></c>
     <c r="F3" t="b"><v>1</v></c><c r="G3" t="e"><v>#DIV/0!</v></c><c r="H3" t="str"><f>A1&amp;B1</f><v>=cmd</v></c>
     <c r="I3"><f>SUM(A1:A9)</f><v>7</v></c><c r="J3"><f>NOW()</f></c><c r="K3"><v>3.7132319800101E+17</v></c>
     <c r="L3"/><c r="M3" t="d"><v>2020-11-30T00:00:00</v></c><c r="N3" s="1"><v>60</v></c></row>`,
    {
      strings:
        '<si><t xml:space="preserve"> _x0041_𠮷</t><rPh sb="0" eb="1"><t>yoshi</t></rPh></si>',
      styles:
        '<numFmts><numFmt numFmtId="164" formatCode="yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;"/></numFmts><cellStyleXfs><xf numFmtId="9"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="164"/><xf numFmtId="10"/></cellXfs>',
    },
  )
  expect(cells.map(({ column, kind, text }) => `${column} ${kind} ${text}`)).toEqual([
    '1 text  A𠮷',
    '2 text 甲乙',
    '3 number 12345.67',
    '4 date 2020-11-30',
    '5 percent 31.25%',
    '6 boolean TRUE',
    '7 error #DIV/0!',
    '8 text =cmd',
    '9 number 7',
    '10 uncalculated ',
    '11 long-number 371323198001010000',
    '13 date 2020-11-30',
    '14 error 60',
  ])
})

test('the 1904 system, hidden sheets, joined cells and empty rows', async () => {
  const book = await parse(
    makeBook({
      sheets: [
        { name: '封面', data: textRow(1, ['x']), state: 'veryHidden' },
        {
          name: '名册',
          data: `<row r="2"><c r="B2" s="1"><v>42703</v></c></row><row r="900000"><c r="XFD900000" s="1"/></row>`,
        },
      ],
      epoch1904: true,
      styles: '<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs>',
      merges: '<mergeCells count="1"><mergeCell ref="A1:C2"/></mergeCells>',
    }),
  )
  expect(book.sheets.map(({ name, hidden }) => [name, hidden])).toEqual([
    ['封面', true],
    ['名册', false],
  ])
  expect(book.sheets[1]?.rows).toEqual([
    { row: 2, cells: [{ column: 2, kind: 'date', text: '2020-11-30' }] },
  ])
  expect(book.sheets[1]?.merges).toEqual([{ top: 1, left: 1, bottom: 2, right: 3 }])
})

test('rows and cells without addresses count on from the ones before', async () => {
  const book = await parse(
    oneSheet('<row><c><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c></row>'),
  )
  expect(
    book.sheets[0]?.rows.map((row) => [row.row, row.cells.map((cell) => cell.column)]),
  ).toEqual([
    [1, [1, 2]],
    [2, [1]],
  ])
})

const rowOf = (data: string): MadeBook => ({ sheets: [{ name: 'S', data }] })
const plain = textRow(1, ['姓名'])
const macroType = 'application/vnd.ms-excel.sheet.macroEnabled.main+xml'

test.each([
  ['macros', makeBook({ ...rowOf(plain), more: [{ name: 'xl/vbaProject.bin', body: 'x' }] })],
  [
    'macros',
    makeBook({ ...rowOf(plain), more: [{ name: 'xl/macrosheets/sheet1.xml', body: 'x' }] }),
  ],
  ['macros', makeBook({ ...rowOf(plain), more: [{ name: 'xl/activeX/activeX1.bin', body: 'x' }] })],
  [
    'macros',
    makeBook({
      ...rowOf(plain),
      instead: { '[Content_Types].xml': `<Types><Override ContentType="${macroType}"/></Types>` },
    }),
  ],
  [
    'binary_workbook',
    makeBook({
      ...rowOf(plain),
      instead: {
        '[Content_Types].xml':
          '<Types><Override ContentType="application/vnd.ms-excel.sheet.binary.macro"/></Types>',
      },
    }),
  ],
  ['open_document', makeZip([{ name: 'mimetype', body: 'application/vnd.oasis.opendocument' }])],
  ['not_a_table', makeZip([{ name: 'word/document.xml', body: '<w/>' }])],
  ['legacy_xls', Buffer.from('d0cf11e0a1b11ae1000000', 'hex')],
  [
    'encrypted',
    Buffer.concat([
      Buffer.from('d0cf11e0a1b11ae1', 'hex'),
      Buffer.from('EncryptedPackage', 'utf16le'),
    ]),
  ],
  ['encrypted', makeZip([{ name: 'a', body: 'x', claims: { flags: 1 } }])],
  ['web_page', Buffer.from('<html><table><tr><td>姓名</td></tr></table></html>')],
  ['not_a_table', Buffer.from('\x89PNG\r\n\0\0\0', 'latin1')],
  ['encoding', Buffer.from([0x61, 0xff, 0x2c, 0xff, 0xff])],
  ['empty', Buffer.alloc(0)],
  ['no_rows', makeBook(rowOf('<row r="5"><c r="A5" s="0"/></row>'))],
  ['no_rows', Buffer.from(' , ,\r\n\r\n')],
  ['quotes', Buffer.from('姓名,"电话\r\n张三,1')],
  [
    'doctype',
    makeBook({
      ...rowOf(plain),
      instead: {
        'xl/worksheets/sheet1.xml':
          '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><worksheet>&b;</worksheet>',
      },
    }),
  ],
  ['damaged', makeBook(rowOf(plain)).subarray(0, 900)],
  [
    'damaged',
    makeBook(
      rowOf('<row r="2"><c r="A2"><v>1</v></c></row><row r="2"><c r="A2"><v>1</v></c></row>'),
    ),
  ],
  ['damaged', makeBook(rowOf('<row r="1"><c r="B1"><v>1</v></c><c r="A1"><v>1</v></c></row>'))],
  ['damaged', makeBook(rowOf('<row r="1"><c r="A1" t="s"><v>7</v></c></row>'))],
  ['damaged', makeBook(rowOf('<row r="99999999"><c r="A1"><v>1</v></c></row>'))],
  ['damaged', makeBook(rowOf('<row r="1"><c r="AAAA1"><v>1</v></c></row>'))],
  [
    'damaged',
    makeBook({
      ...rowOf(plain),
      instead: { 'xl/worksheets/sheet1.xml': Buffer.from([0x3c, 0x72, 0x3e, 0xff, 0xfe]) },
    }),
  ],
] as const)('%s is a reason to refuse (%#)', async (reason, bytes) => {
  expect(await refusalOf(parse(Buffer.from(bytes)))).toEqual({ code: 'bad_input', reason })
})

test('a bomb is refused by its directory, before anything is unpacked', async () => {
  const zeros = makeZip([{ name: 'xl/sheet.xml', body: Buffer.alloc(64 * 1024 * 1024) }])
  expect(zeros.length).toBeLessThan(100_000)
  expect(await refusalOf(parse(zeros))).toEqual({ code: 'bad_input', reason: 'bomb' })
  const many = makeZip(
    Array.from({ length: 301 }, (_, i) => ({
      name: `x${i}`,
      body: 'x',
      claims: { unpacked: 1_048_576 },
    })),
  )
  expect(await refusalOf(parse(many))).toEqual({ code: 'too_large', reason: 'unpackedBytes' })
})

test('a part that is longer than its directory says stops while it is unpacked', async () => {
  const data = textRow(1, ['姓名']).repeat(1) + ' '.repeat(5_000_000)
  const parts = bookParts(rowOf(data)).map((part) =>
    part.name.endsWith('sheet1.xml') ? { ...part, claims: { unpacked: 2_000 } } : part,
  )
  expect(await refusalOf(parse(makeZip(parts)))).toEqual({ code: 'bad_input', reason: 'bomb' })
})

test('parts that share their bytes are refused', async () => {
  const whole = makeZip([
    { name: 'a', body: 'x'.repeat(5000) },
    { name: 'b', body: 'x'.repeat(5000) },
  ])
  // Point the second directory entry at the bytes of the first.
  whole.writeUInt32LE(0, whole.lastIndexOf('PK\x01\x02') + 42)
  expect(await refusalOf(parse(whole))).toEqual({ code: 'bad_input', reason: 'bomb' })
})

test('one flipped bit anywhere in a stored sheet is noticed', async () => {
  const parts = bookParts(rowOf(textRow(1, ['出资额', '1000']))).map((part) => ({
    ...part,
    method: 0 as const,
  }))
  const bytes = makeZip(parts)
  const at = bytes.indexOf('1000')
  bytes[at] = (bytes[at] ?? 0) ^ 8
  expect(await refusalOf(parse(bytes))).toEqual({ code: 'bad_input', reason: 'damaged' })
})

test('sparse and hostile addresses cost nothing', async () => {
  const far = oneSheet('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>')
  expect(await refusalOf(parse(far))).toEqual({ code: 'too_large', reason: 'columns' })
  const low = oneSheet('<row r="1048576"><c r="A1048576"><v>1</v></c></row>')
  expect(await refusalOf(parse(low))).toEqual({ code: 'too_large', reason: 'rows' })
})

test('limits of rows, cells, characters, sheets and bytes are named', async () => {
  const rows = Array.from({ length: 50 }, (_, i) => textRow(i + 1, ['甲', '乙'])).join('')
  const file = oneSheet(rows)
  expect((await refusalOf(parse(file, 'x', { rows: 49 }))).reason).toBe('rows')
  expect((await refusalOf(parse(file, 'x', { cells: 99 }))).reason).toBe('cells')
  expect((await refusalOf(parse(file, 'x', { fileBytes: 100 }))).reason).toBe('fileBytes')
  expect((await refusalOf(parse(file, 'x', { entries: 3 }))).reason).toBe('entries')
  expect((await refusalOf(parse(file, 'x', { sheets: 0 }))).reason).toBe('sheets')
  expect((await refusalOf(parse(file, 'x', { characters: 0 }))).reason).toBe('characters')
  expect((await parse(file)).sheets[0]?.rows).toHaveLength(50)
  const csv = Buffer.from('甲,乙\n'.repeat(50))
  expect((await refusalOf(parse(csv, 'x', { rows: 49 }))).reason).toBe('rows')
  expect((await refusalOf(parse(csv, 'x', { columns: 1 }))).reason).toBe('columns')
})

test('links into other files are noted and never followed; names with dots are only names', async () => {
  const rels = bookParts(rowOf(plain)).find((part) => part.name === 'xl/_rels/workbook.xml.rels')
  const linked = String(rels?.body).replace(
    '</Relationships>',
    '<Relationship Id="e" Type="x/externalLink" Target="externalLinks/e1.xml"/></Relationships>',
  )
  const book = await parse(
    makeBook({
      ...rowOf(plain),
      instead: { 'xl/_rels/workbook.xml.rels': linked },
      more: [{ name: '../../../etc/passwd', body: 'x' }],
    }),
  )
  expect(book.externalLinks).toBe(true)
  expect(book.sheets[0]?.rows[0]?.cells[0]?.text).toBe('姓名')
})

const GB18030 = Buffer.from('d0d5c3fb2c95328236', 'hex') // 姓名,㐂 (four bytes, beyond GBK)

test.each([
  ['utf-8', Buffer.from('姓名,𠮷·')],
  ['utf-8', Buffer.from('\uFEFF姓名,𠮷·')],
  ['utf-16le', Buffer.from('\uFEFF姓名\t𠮷·', 'utf16le')],
])('CSV in %s, with and without a mark', async (encoding, bytes) => {
  const book = await parse(bytes, '成员名册.csv')
  expect(book.encoding).toBe(encoding)
  expect(book.sheets[0]?.name).toBe('成员名册')
  expect(book.sheets[0]?.rows[0]?.cells.map((cell) => cell.text)).toEqual(['姓名', '𠮷·'])
})

test('GB18030 is told from UTF-8 by its bytes', () => {
  const decoded = decodeText(GB18030)
  expect(decoded.encoding).toBe('gb18030')
  expect(decoded.text.slice(0, 3)).toBe('姓名,')
  expect(Array.from(decoded.text)).toHaveLength(4)
})

test.each([
  [
    'a,b\r\n"x, ""y""\nz",2\r\n',
    [
      ['a', 'b'],
      ['x, "y"\nz', '2'],
    ],
  ],
  [
    'a;b\n1,5;2\n',
    [
      ['a', 'b'],
      ['1,5', '2'],
    ],
  ],
  [
    'a\tb\r1\t2\r',
    [
      ['a', 'b'],
      ['1', '2'],
    ],
  ],
  [
    'a,b\n\n1,2',
    [
      ['a', 'b'],
      ['1', '2'],
    ],
  ],
  [
    'a,b\n5" pipe,2',
    [
      ['a', 'b'],
      ['5" pipe', '2'],
    ],
  ],
  [
    "a,b\n'=1+1,'-5",
    [
      ['a', 'b'],
      ['=1+1', '-5'],
    ],
  ],
  [
    'a,__proto__\nconstructor,2',
    [
      ['a', '__proto__'],
      ['constructor', '2'],
    ],
  ],
])('CSV %j', async (csv, rows) => {
  const book = await parse(Buffer.from(csv), 'x.csv')
  expect(book.sheets[0]?.rows.map((row) => row.cells.map((cell) => cell.text))).toEqual(rows)
})

test('rows of a CSV keep the numbers that Excel would show', async () => {
  const book = await parse(Buffer.from('a\n\n\n"x\ny"\nz\n'), 'x.csv')
  expect(book.sheets[0]?.rows.map((row) => row.row)).toEqual([1, 4, 5])
})

test('the thread gives the same book as the parser, and hands refusals over whole', async () => {
  const file = oneSheet(textRow(1, ['姓名', '𠮷·']))
  expect(await readWorkbook(file, '名册.xlsx')).toEqual(await parse(file))
  expect(await refusalOf(readWorkbook(Buffer.from('PK\x05\x06'), 'x'))).toEqual({
    code: 'bad_input',
    reason: 'damaged',
  })
})

test('a hostile deflate stream inside an honest directory is damage, not a crash', async () => {
  const body = Buffer.from('no deflate stream at all')
  const parts = bookParts(rowOf(plain)).map((part) =>
    part.name.endsWith('styles.xml') ? { ...part, method: 0 as const, body } : part,
  )
  const bytes = makeZip(parts)
  // Claim that the stored part is deflated.
  const at = bytes.indexOf('xl/styles.xml', bytes.indexOf('PK\x01\x02')) - 46
  bytes.writeUInt16LE(8, at + 10)
  expect((await refusalOf(parse(bytes))).reason).toBe('damaged')
})

test('places and column letters', () => {
  expect(cellPath('名册', 5, 3)).toBe('名册!5:3')
  expect([1, 26, 27, 52, 703, 16_384].map(columnLetters)).toEqual([
    'A',
    'Z',
    'AA',
    'AZ',
    'AAA',
    'XFD',
  ])
})

test('files broken at random are refused or read, never a crash', async () => {
  const stored = bookParts(rowOf(textRow(1, ['姓名', '出资额']) + textRow(2, ['甲', '1000'])))
  const files = [
    makeZip(stored),
    makeZip(stored.map((part) => ({ ...part, method: 0 as const }))),
    Buffer.from('姓名,"出资额"\r\n甲,1000\r\n'),
  ]
  const hit = fc.record({ at: fc.nat(), byte: fc.nat({ max: 255 }) })
  const damage = fc.record({
    file: fc.nat({ max: files.length - 1 }),
    hits: fc.array(hit, { minLength: 1, maxLength: 6 }),
    cut: fc.option(fc.nat()),
  })
  await fc.assert(
    fc.asyncProperty(damage, async ({ file, hits, cut }) => {
      const bytes = Buffer.from(files[file] ?? '')
      for (const { at, byte } of hits) bytes[at % bytes.length] = byte
      const broken = cut === null ? bytes : bytes.subarray(0, cut % bytes.length)
      const { code } = await refusalOf(parse(broken))
      expect(['accepted', 'bad_input', 'too_large']).toContain(code)
    }),
    { numRuns: 400 },
  )
})
