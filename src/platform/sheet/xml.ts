import { refuseFile } from './refuse.ts'

/** What a reader of spreadsheet XML is told. Names come without their namespace prefix. */
export interface XmlHandler {
  readonly open: (name: string, attributes: Attributes) => void
  readonly close: (name: string) => void
  readonly text: (value: string) => void
}

/** The attributes of one element, read only when asked for. */
export interface Attributes {
  readonly get: (name: string) => string | undefined
}

export interface XmlReader {
  readonly write: (chunk: string) => void
  readonly end: () => void
}

const MAX_TAG = 65_536
const MAX_TEXT = 1_048_576
const MAX_DEPTH = 64
const SPECIALS = [
  { start: '<!--', end: '-->' },
  { start: '<![CDATA[', end: ']]>' },
  { start: '<?', end: '?>' },
] as const
const LONGEST_START = 9

/**
 * Reads the XML of an Office file piece by piece, holding one token at a time. There are no document
 * types and no entities beyond XML's own five, so nothing can be expanded or fetched. Refuses
 * declarations (`doctype`) and whatever is not well formed (`damaged`). Linear in the input.
 */
export function makeXmlReader(handler: XmlHandler): XmlReader {
  const stack: string[] = []
  let buffer = ''
  let at = 0
  let seen = false

  const openTag = (raw: string): void => {
    const empty = raw.endsWith('/')
    const body = empty ? raw.slice(0, -1) : raw
    const cut = body.search(/\s/)
    const name = localName(cut < 0 ? body : body.slice(0, cut))
    if (name === '' || stack.length >= MAX_DEPTH) throw refuseFile('damaged')
    seen = true
    handler.open(name, attributesOf(cut < 0 ? '' : body.slice(cut)))
    if (empty) handler.close(name)
    else stack.push(name)
  }
  const closeTag = (raw: string): void => {
    const name = localName(raw.trim())
    if (stack.pop() !== name) throw refuseFile('damaged')
    handler.close(name)
  }
  const characters = (value: string): void => {
    if (stack.length > 0) handler.text(value)
    else if (value.trim() !== '') throw refuseFile('damaged')
  }
  /** Comments, CDATA and processing instructions; any other declaration is a document type. */
  const special = (): boolean => {
    for (const { start, end } of SPECIALS) {
      if (!buffer.startsWith(start, at)) continue
      const from = at + start.length
      const to = buffer.indexOf(end, from)
      if (to < 0) return false
      if (start === '<![CDATA[') characters(buffer.slice(from, to))
      at = to + end.length
      return true
    }
    if (buffer.length - at >= LONGEST_START) throw refuseFile('doctype')
    return false
  }
  /** Hands over the next token; false when the rest of it is still to come. */
  const step = (): boolean => {
    const start = buffer.indexOf('<', at)
    if (start < 0) return false
    if (start > at) characters(decodeEntities(buffer.slice(at, start)))
    at = start
    const next = buffer.charCodeAt(start + 1)
    if (next === 0x21 || next === 0x3f) return special()
    const end = tagEnd(buffer, start)
    if (end < 0) return false
    at = end + 1
    if (next === 0x2f) closeTag(buffer.slice(start + 2, end))
    else openTag(buffer.slice(start + 1, end))
    return true
  }

  return {
    write: (chunk) => {
      buffer = at < buffer.length ? buffer.slice(at) + chunk : chunk
      at = 0
      while (step());
      const waiting = buffer.length - at
      if (waiting > (buffer[at] === '<' ? MAX_TAG : MAX_TEXT)) throw refuseFile('damaged')
    },
    end: () => {
      if (buffer.slice(at).trim() !== '' || stack.length > 0 || !seen) throw refuseFile('damaged')
    },
  }
}

const localName = (name: string): string => name.slice(name.indexOf(':') + 1)

/** Where the tag that starts at `start` ends, looking past quoted values; -1 when it is not all there. */
function tagEnd(buffer: string, start: number): number {
  for (let i = start + 1; i < buffer.length; i++) {
    const code = buffer.charCodeAt(i)
    if (code === 0x3e) return i
    if (code === 0x3c) throw refuseFile('damaged')
    if (code !== 0x22 && code !== 0x27) continue
    i = buffer.indexOf(code === 0x22 ? '"' : "'", i + 1)
    if (i < 0) return -1
  }
  return -1
}

/** Sticky, so that a long run of letters without "=" is looked at once and not from each letter on. */
const ATTRIBUTE = /\s*([^\s=]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/y

function attributesOf(raw: string): Attributes {
  let map: Map<string, string> | null = null
  const read = (): Map<string, string> => {
    const found = new Map<string, string>()
    ATTRIBUTE.lastIndex = 0
    for (let match = ATTRIBUTE.exec(raw); match !== null; match = ATTRIBUTE.exec(raw)) {
      found.set(localName(match[1] ?? ''), decodeEntities(match[2] ?? match[3] ?? ''))
    }
    return found
  }
  return {
    get: (name) => {
      map ??= read()
      return map.get(name)
    },
  }
}

const NAMED: Readonly<Record<string, string>> = {
  lt: '<',
  gt: '>',
  amp: '&',
  quot: '"',
  apos: "'",
}

function decodeEntities(value: string): string {
  if (!value.includes('&')) return value
  return value.replaceAll(/&([^;&]{0,12});?/g, (whole, name: string) => {
    if (!whole.endsWith(';')) throw refuseFile('damaged')
    const named = Object.hasOwn(NAMED, name) ? NAMED[name] : undefined
    if (named !== undefined) return named
    const numeric = /^#(?:x([0-9a-fA-F]{1,6})|(\d{1,7}))$/.exec(name)
    if (numeric === null) throw refuseFile('damaged')
    const code = numeric[1] === undefined ? Number(numeric[2]) : Number.parseInt(numeric[1], 16)
    if (code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)) throw refuseFile('damaged')
    return String.fromCodePoint(code)
  })
}
