import { crc32, deflateRawSync } from 'node:zlib'

/* Makes the files of the tests byte by byte: also those that no honest program would write. */

export interface MadePart {
  readonly name: string
  readonly body: string | Buffer
  /** What the directory claims, when it lies. */
  readonly claims?: {
    readonly unpacked?: number
    readonly packed?: number
    readonly flags?: number
  }
  readonly method?: 0 | 8
}

/** A zip package of the parts. */
export function makeZip(parts: readonly MadePart[]): Buffer {
  const pieces: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const part of parts) {
    const body = typeof part.body === 'string' ? Buffer.from(part.body) : part.body
    const method = part.method ?? 8
    const packed = method === 8 ? deflateRawSync(body) : body
    const name = Buffer.from(part.name)
    const fields = Buffer.alloc(26)
    fields.writeUInt16LE(20, 0)
    fields.writeUInt16LE(part.claims?.flags ?? 0x800, 2)
    fields.writeUInt16LE(method, 4)
    fields.writeUInt32LE(crc32(body), 10)
    fields.writeUInt32LE(part.claims?.packed ?? packed.length, 14)
    fields.writeUInt32LE(part.claims?.unpacked ?? body.length, 18)
    fields.writeUInt16LE(name.length, 22)
    pieces.push(Buffer.from('PK\x03\x04'), fields, name, packed)
    const tail = Buffer.alloc(16)
    tail.writeUInt32LE(offset, 12)
    directory.push(Buffer.from('PK\x01\x02\x14\0'), fields, tail.subarray(2), name)
    offset += 4 + fields.length + name.length + packed.length
  }
  return Buffer.concat([...pieces, ...directory, endOf(directory, parts.length, offset)])
}

function endOf(directory: readonly Buffer[], count: number, offset: number): Buffer {
  const end = Buffer.alloc(22)
  end.write('PK\x05\x06', 0, 'latin1')
  end.writeUInt16LE(count, 8)
  end.writeUInt16LE(count, 10)
  end.writeUInt32LE(
    directory.reduce((sum, piece) => sum + piece.length, 0),
    12,
  )
  end.writeUInt32LE(offset, 16)
  return end
}

const DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml'

export interface MadeBook {
  /** The inside of `<sheetData>`, by sheet. */
  readonly sheets: readonly {
    readonly name: string
    readonly data: string
    readonly state?: string
  }[]
  readonly strings?: string
  readonly styles?: string
  readonly merges?: string
  readonly epoch1904?: boolean
  readonly more?: readonly MadePart[]
  /** Parts that replace the ordinary ones. */
  readonly instead?: Readonly<Record<string, string | Buffer>>
}

/** The parts of an .xlsx file with the given sheet data, for tests to pack, bend and break. */
export function bookParts(book: MadeBook): MadePart[] {
  const ids = book.sheets.map((_, i) => i + 1)
  const sheetPart = (data: string): string =>
    `${DECLARATION}<worksheet xmlns="${MAIN}"><sheetData>${data}</sheetData>${book.merges ?? ''}</worksheet>`
  const parts: MadePart[] = [
    {
      name: '[Content_Types].xml',
      body: `${DECLARATION}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/xl/workbook.xml" ContentType="${TYPE}.sheet.main+xml"/></Types>`,
    },
    {
      name: '_rels/.rels',
      body: `${DECLARATION}<Relationships><Relationship Id="r1" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    },
    {
      name: 'xl/workbook.xml',
      body: `${DECLARATION}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><workbookPr${book.epoch1904 === true ? ' date1904="1"' : ''}/><sheets>${book.sheets.map((sheet, i) => `<sheet name="${sheet.name}" sheetId="${i + 1}" r:id="s${i + 1}"${sheet.state === undefined ? '' : ` state="${sheet.state}"`}/>`).join('')}</sheets></workbook>`,
    },
    {
      name: 'xl/_rels/workbook.xml.rels',
      body: `${DECLARATION}<Relationships>${ids.map((i) => `<Relationship Id="s${i}" Type="${OFFICE}/worksheet" Target="worksheets/sheet${i}.xml"/>`).join('')}<Relationship Id="t" Type="${OFFICE}/styles" Target="styles.xml"/><Relationship Id="u" Type="${OFFICE}/sharedStrings" Target="sharedStrings.xml"/></Relationships>`,
    },
    {
      name: 'xl/styles.xml',
      body: `${DECLARATION}<styleSheet xmlns="${MAIN}">${book.styles ?? '<cellXfs><xf numFmtId="0"/></cellXfs>'}</styleSheet>`,
    },
    {
      name: 'xl/sharedStrings.xml',
      body: `${DECLARATION}<sst xmlns="${MAIN}">${book.strings ?? ''}</sst>`,
    },
    ...book.sheets.map((sheet, i) => ({
      name: `xl/worksheets/sheet${i + 1}.xml`,
      body: sheetPart(sheet.data),
    })),
    ...(book.more ?? []),
  ]
  return parts.map((part) => {
    const replaced = book.instead?.[part.name]
    return replaced === undefined ? part : { ...part, body: replaced }
  })
}

export const makeBook = (book: MadeBook): Buffer => makeZip(bookParts(book))

/** One row of inline texts, as the inside of `<sheetData>`. */
export const textRow = (row: number, texts: readonly string[]): string =>
  `<row r="${row}">${texts.map((value, i) => `<c r="${String.fromCodePoint(65 + i)}${row}" t="inlineStr"><is><t>${value}</t></is></c>`).join('')}</row>`
