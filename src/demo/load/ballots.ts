import { inflateSync } from 'node:zlib'

/*
 * What stands on printed ballots. Nobody can ask the product for the codes of ballots: who counts reads them off the
 * paper. So does the demonstration.
 */

const CODE = /[2-9A-HJ-NP-Z]{3}-[2-9A-HJ-NP-Z]{4}/g

/** The codes on the ballots of a PDF that the product printed, each once. */
export function codesOn(pdf: Buffer): readonly string[] {
  const streams = streamsOf(pdf)
  const fonts = streams.filter((text) => text.includes('begincmap')).map(lettersOf)
  const shown = streams.filter((text) => text.includes(' Tf'))
  const codes = shown.flatMap((page) =>
    fonts.flatMap((letters) => textOf(page, letters).match(CODE) ?? []),
  )
  return [...new Set(codes)].toSorted()
}

function streamsOf(pdf: Buffer): string[] {
  const streams: string[] = []
  for (let from = pdf.indexOf('stream\n'); from >= 0; from = pdf.indexOf('stream\n', from)) {
    const start = from + 'stream\n'.length
    const end = pdf.indexOf('endstream', start)
    try {
      streams.push(inflateSync(pdf.subarray(start, end)).toString('latin1'))
    } catch {
      // A stream that is not deflated holds neither text nor its letters.
    }
    from = end + 'endstream'.length
  }
  return streams
}

/** From the glyphs of a font to its letters. */
function lettersOf(cmap: string): ReadonlyMap<number, string> {
  const letters = new Map<number, string>()
  for (const [, first = '', list = ''] of cmap.matchAll(/<(\w+)> <\w+> \[([^\]]*)\]/g)) {
    Array.from(list.matchAll(/<(\w+)>/g)).forEach(([, code = ''], i) =>
      letters.set(Number.parseInt(first, 16) + i, letterOf(code)),
    )
  }
  return letters
}

const letterOf = (utf16: string): string => Buffer.from(utf16, 'hex').swap16().toString('utf16le')

/** The strings a page shows, as letters of one font. */
const textOf = (page: string, letters: ReadonlyMap<number, string>): string =>
  Array.from(page.matchAll(/\[((?:<\w*>|[\s\d.-])*)\] TJ/g), ([, shown = '']) =>
    Array.from(shown.matchAll(/<(\w*)>/g), ([, glyphs = '']) =>
      (glyphs.match(/.{4}/g) ?? [])
        .map((glyph) => letters.get(Number.parseInt(glyph, 16)) ?? '')
        .join(''),
    ).join(''),
  ).join('\n')
