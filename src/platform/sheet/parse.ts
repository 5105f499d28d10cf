import type { SheetLimits, Workbook } from './cell.ts'
import { readCsv } from './csv.ts'
import { refuseFile, refuseSize } from './refuse.ts'
import { readXlsx } from './xlsx.ts'

const ZIP = Buffer.from('PK')
const OLE = Buffer.from('d0cf11e0a1b11ae1', 'hex')
/** The name of the stream that holds an encrypted package, as its directory spells it (UTF-16). */
const ENCRYPTED = Buffer.from('EncryptedPackage', 'utf16le')

/**
 * Reads a table file, its kind told by its content and never by its name. Runs in the calling thread;
 * uploads go through `readWorkbook`.
 */
export async function parseWorkbook(
  bytes: Buffer,
  fileName: string,
  limits: SheetLimits,
): Promise<Workbook> {
  if (bytes.length === 0) throw refuseFile('empty')
  if (bytes.length > limits.fileBytes) throw refuseSize('fileBytes', limits)
  const book = await readByKind(bytes, fileName, limits)
  if (book.sheets.every((sheet) => sheet.rows.length === 0)) throw refuseFile('no_rows')
  return book
}

async function readByKind(bytes: Buffer, fileName: string, limits: SheetLimits): Promise<Workbook> {
  if (bytes.subarray(0, OLE.length).equals(OLE)) {
    throw refuseFile(bytes.includes(ENCRYPTED) ? 'encrypted' : 'legacy_xls')
  }
  if (bytes.subarray(0, ZIP.length).equals(ZIP)) return await readXlsx(bytes, limits)
  return readCsv(bytes, sheetName(fileName), limits)
}

/** A CSV file has one sheet, called after the file, as Excel does. */
const sheetName = (fileName: string): string => fileName.replace(/\.[^.]{1,5}$/, '').slice(0, 100)
