import { type Document, Packer } from 'docx'
import type { Instant } from '../../kernel/date.ts'

const CORE = 'docProps/core.xml'
const LOCAL = 0x04_03_4b_50
const CENTRAL = 0x02_01_4b_50
const END = 0x06_05_4b_50
/** 1980-01-01, the first day a ZIP can tell. */
const FIRST_DAY = 0x00_21

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

/**
 * A Word file whose bytes depend on nothing but its content: its dates are given, those of its parts the first of all.
 */
export async function packFixed(
  document: Document,
  about: { readonly at: Instant; readonly title: string },
): Promise<Buffer> {
  const at = `${about.at.slice(0, 19)}Z`
  const when = (tag: string): string =>
    `<dcterms:${tag} xsi:type="dcterms:W3CDTF">${at}</dcterms:${tag}>`
  const data = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>${escaped(about.title)}</dc:title><dc:creator>Miaoqi</dc:creator><cp:lastModifiedBy>Miaoqi</cp:lastModifiedBy>${when('created')}${when('modified')}</cp:coreProperties>`
  const bytes = await Packer.toBuffer(document, undefined, [{ path: CORE, data }])
  return withoutTimes(bytes)
}

/** Sets the times of all parts of a ZIP to the first day, in the list at its end and before each part. */
function withoutTimes(bytes: Buffer): Buffer {
  const end = bytes.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]))
  if (end < 0 || bytes.readUInt32LE(end) !== END) throw new Error('a Word file is a ZIP')
  const count = bytes.readUInt16LE(end + 10)
  let at = bytes.readUInt32LE(end + 16)
  for (let i = 0; i < count; i++) {
    if (bytes.readUInt32LE(at) !== CENTRAL) throw new Error('the list of a ZIP')
    bytes.writeUInt16LE(0, at + 12)
    bytes.writeUInt16LE(FIRST_DAY, at + 14)
    const local = bytes.readUInt32LE(at + 42)
    if (bytes.readUInt32LE(local) !== LOCAL) throw new Error('a part of a ZIP')
    bytes.writeUInt16LE(0, local + 10)
    bytes.writeUInt16LE(FIRST_DAY, local + 12)
    at +=
      46 + bytes.readUInt16LE(at + 28) + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32)
  }
  return bytes
}
