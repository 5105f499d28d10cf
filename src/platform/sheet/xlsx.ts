import { posix } from 'node:path'
import { Refusal } from '../../kernel/refusal.ts'
import type { Sheet, SheetLimits, Workbook } from './cell.ts'
import { refuseFile, refuseSize } from './refuse.ts'
import { type NumberStyle, numberStyle } from './style.ts'
import { type CellCount, collectSheet, decodeEscapes, type Shared } from './worksheet.ts'
import { makeXmlReader, type XmlHandler } from './xml.ts'
import { readZipDirectory, unpack, type ZipEntry } from './zip.ts'

interface Package {
  readonly bytes: Buffer
  readonly entries: ReadonlyMap<string, ZipEntry>
  readonly limits: SheetLimits
}

interface Relation {
  readonly type: string
  readonly target: string
  readonly external: boolean
}

interface SheetEntry {
  readonly name: string
  readonly relation: string
  readonly hidden: boolean
}

/** Parts that run code or hold controls: macros (VBA and the older macro sheets), ActiveX. */
const ACTIVE_PART = /vbaproject\.bin$|(?:^|\/)(?:macrosheets|activex)\//i
const ACTIVE_TYPE = /macroenabled|vbaproject|macrosheet|activex/i
const EXCEL_NAME = 31

/**
 * Reads an .xlsx package: values as saved (formulas are never computed), text, numbers, days.
 * Refuses macros, encrypted and oversized packages, other office formats and document types.
 */
export async function readXlsx(bytes: Buffer, limits: SheetLimits): Promise<Workbook> {
  const pack: Package = { bytes, limits, entries: readZipDirectory(bytes, limits) }
  await checkKind(pack)
  const main = await mainPart(pack)
  const relations = await readRelations(pack, main)
  const book = await readBook(pack, main)
  if (book.sheets.length > limits.sheets) throw refuseSize('sheets', limits)
  for (const { type } of relations.values()) {
    if (ACTIVE_TYPE.test(type)) throw refuseFile('macros')
  }
  const shared: Shared = {
    epoch1904: book.epoch1904,
    strings: await readStrings(pack, partOf(relations, 'sharedStrings')),
    styles: await readStyles(pack, partOf(relations, 'styles')),
  }
  const count: CellCount = { value: 0 }
  const sheets: Sheet[] = []
  for (const entry of book.sheets) {
    const relation = relations.get(entry.relation)
    // Chart sheets and dialogs hold no cells.
    if (relation === undefined || relation.external || !relation.type.endsWith('/worksheet')) {
      continue
    }
    const sheet = collectSheet(entry, shared, { limits, count })
    await readPart(pack, relation.target, sheet.handler)
    sheets.push(sheet.result())
  }
  const externalLinks = [...relations.values()].some(({ type }) => type.endsWith('/externalLink'))
  return { format: 'xlsx', encoding: 'utf-8', sheets, externalLinks }
}

/** Tells Excel workbooks from the other packages people upload, and refuses what can run code. */
async function checkKind(pack: Package): Promise<void> {
  for (const name of pack.entries.keys()) {
    if (ACTIVE_PART.test(name)) throw refuseFile('macros')
  }
  if (!pack.entries.has('[Content_Types].xml')) {
    throw refuseFile(pack.entries.has('mimetype') ? 'open_document' : 'not_a_table')
  }
  const types: string[] = []
  await readPart(pack, '[Content_Types].xml', {
    open: (_name, attributes) => types.push(attributes.get('ContentType') ?? ''),
    close: () => undefined,
    text: () => undefined,
  })
  if (types.some((type) => ACTIVE_TYPE.test(type))) throw refuseFile('macros')
  if (types.some((type) => type.includes('ms-excel.sheet.binary'))) {
    throw refuseFile('binary_workbook')
  }
  if (!types.some((type) => type.includes('spreadsheetml'))) throw refuseFile('not_a_table')
}

async function mainPart(pack: Package): Promise<string> {
  for (const relation of (await readRelations(pack, '')).values()) {
    if (relation.type.endsWith('/officeDocument') && !relation.external) return relation.target
  }
  throw refuseFile('damaged')
}

/** The relations of a part by id; targets are made absolute inside the package. */
async function readRelations(pack: Package, part: string): Promise<Map<string, Relation>> {
  const folder = posix.dirname(part)
  const name = posix.join(folder, '_rels', `${posix.basename(part)}.rels`)
  const relations = new Map<string, Relation>()
  await readPart(pack, name, {
    open: (element, attributes) => {
      if (element !== 'Relationship') return
      const target = attributes.get('Target') ?? ''
      relations.set(attributes.get('Id') ?? '', {
        type: attributes.get('Type') ?? '',
        target: target.startsWith('/') ? target.slice(1) : posix.join(folder, target),
        external: attributes.get('TargetMode') === 'External',
      })
    },
    close: () => undefined,
    text: () => undefined,
  })
  return relations
}

function partOf(relations: ReadonlyMap<string, Relation>, kind: string): string | null {
  for (const relation of relations.values()) {
    if (relation.type.endsWith(`/${kind}`) && !relation.external) return relation.target
  }
  return null
}

async function readBook(
  pack: Package,
  part: string,
): Promise<{ sheets: SheetEntry[]; epoch1904: boolean }> {
  const sheets: SheetEntry[] = []
  let epoch1904 = false
  await readPart(pack, part, {
    open: (name, attributes) => {
      if (name === 'workbookPr') {
        epoch1904 = ['1', 'true'].includes(attributes.get('date1904') ?? '0')
      }
      if (name !== 'sheet') return
      sheets.push({
        name: (attributes.get('name') ?? '').slice(0, EXCEL_NAME),
        relation: attributes.get('id') ?? '',
        hidden: (attributes.get('state') ?? 'visible') !== 'visible',
      })
    },
    close: () => undefined,
    text: () => undefined,
  })
  return { sheets, epoch1904 }
}

/** The texts that cells refer to by number; pronunciation marks over the text are left out. */
async function readStrings(pack: Package, part: string | null): Promise<string[]> {
  const strings: string[] = []
  if (part === null) return strings
  let pieces = ''
  let reading = false
  let phonetic = false
  await readPart(pack, part, {
    open: (name) => {
      if (name === 'si') pieces = ''
      else if (name === 'rPh') phonetic = true
      else if (name === 't') reading = !phonetic
    },
    text: (value) => {
      if (reading) pieces += value
      if (pieces.length > pack.limits.characters) throw refuseSize('characters', pack.limits)
    },
    close: (name) => {
      if (name === 't') reading = false
      else if (name === 'rPh') phonetic = false
      else if (name === 'si') strings.push(decodeEscapes(pieces))
      if (strings.length > pack.limits.cells) throw refuseSize('cells', pack.limits)
    },
  })
  return strings
}

async function readStyles(pack: Package, part: string | null): Promise<NumberStyle[]> {
  const codes = new Map<number, string>()
  const styles: NumberStyle[] = []
  if (part === null) return styles
  let inCells = false
  await readPart(pack, part, {
    open: (name, attributes) => {
      const id = Number(attributes.get('numFmtId') ?? '0')
      if (name === 'numFmt') codes.set(id, attributes.get('formatCode') ?? '')
      else if (name === 'cellXfs') inCells = true
      else if (name === 'xf' && inCells) styles.push(numberStyle(id, codes.get(id)))
    },
    close: (name) => {
      if (name === 'cellXfs') inCells = false
    },
    text: () => undefined,
  })
  return styles
}

async function readPart(pack: Package, name: string, handler: XmlHandler): Promise<void> {
  const entry = pack.entries.get(name)
  if (entry === undefined) throw refuseFile('damaged')
  const decoder = new TextDecoder('utf-8', { fatal: true })
  const reader = makeXmlReader(handler)
  try {
    for await (const chunk of unpack(pack.bytes, entry)) {
      reader.write(decoder.decode(chunk, { stream: true }))
    }
    reader.write(decoder.decode())
    reader.end()
  } catch (error) {
    // A part that is not UTF-8, or offsets that point outside the file.
    if (error instanceof Refusal || !(error instanceof TypeError || error instanceof RangeError)) {
      throw error
    }
    throw refuseFile('damaged')
  }
}
