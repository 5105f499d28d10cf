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
export function compareCodePoints(a: string, b: string): number {
  const left = a[Symbol.iterator]()
  const right = b[Symbol.iterator]()
  for (;;) {
    const x = left.next()
    const y = right.next()
    if (x.done === true) return y.done === true ? 0 : -1
    if (y.done === true) return 1
    const difference = (x.value.codePointAt(0) ?? 0) - (y.value.codePointAt(0) ?? 0)
    if (difference !== 0) return difference < 0 ? -1 : 1
  }
}

/** Full-width letters, digits and signs as half-width; what people paste from forms is rarely ASCII. */
export function toHalfWidth(value: string): string {
  return value
    .replaceAll(/[\uFF01-\uFF5E]/gu, (c) => String.fromCodePoint((c.codePointAt(0) ?? 0) - 0xfee0))
    .replaceAll('\u3000', ' ')
}
