/** A sentence in both languages of the product, Chinese first. */
export interface Text {
  readonly zh: string
  readonly en: string
}

export type Language = keyof Text

export const text = (zh: string, en: string): Text => ({ zh, en })

/**
 * Order of two strings by Unicode code point, the tie-break of every apportionment.
 * JavaScript's `<` compares UTF-16 units and puts 𠮷 (U+20BB7) before 﨎 (U+FA0E).
 */
export function compareCodePoints(a: string, b: string): -1 | 0 | 1 {
  const end = Math.min(a.length, b.length)
  for (let i = 0; i < end; i++) {
    const [x, y] = [a.charCodeAt(i), b.charCodeAt(i)]
    if (x === y) continue
    // Surrogates stand for code points above all others, though their units are below U+E000.
    const [high, other] = [isSurrogate(x), isSurrogate(y)]
    return high === other ? (x < y ? -1 : 1) : high ? 1 : -1
  }
  return a.length === b.length ? 0 : a.length < b.length ? -1 : 1
}

const isSurrogate = (unit: number): boolean => unit >= 0xd800 && unit <= 0xdfff

/** Full-width letters, digits and signs as half-width; what people paste from forms is rarely ASCII. */
export function toHalfWidth(value: string): string {
  return value
    .replaceAll(/[\uFF01-\uFF5E]/gu, (c) => String.fromCodePoint((c.codePointAt(0) ?? 0) - 0xfee0))
    .replaceAll('\u3000', ' ')
}
