/** What a number format makes of a number. */
export type NumberStyle = 'plain' | 'date' | 'percent'

/** Built-in formats that show a day (ECMA-376 part 1, 18.8.30; 27-36 and 50-58 in Chinese editions). */
const DATE_IDS = new Set([14, 15, 16, 17, 22, 27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 57, 58])
const PERCENT_IDS = new Set([9, 10])
/** Excel allows 255; a longer one is no format. */
const MAX_CODE = 1_000

/** Reads a format by its code ('yyyy"年"m"月"d"日"', '0.00%') or, without one, by its built-in number. */
export function numberStyle(id: number, code: string | undefined): NumberStyle {
  if (code === undefined || code.length > MAX_CODE) {
    return DATE_IDS.has(id) ? 'date' : PERCENT_IDS.has(id) ? 'percent' : 'plain'
  }
  const shown = code
    .replaceAll(/"[^"]*"/g, '')
    .replaceAll(/\\./g, '')
    .replaceAll(/\[[^\]]*\]/g, '')
    .replaceAll(/[_*]./g, '')
  if (/general/i.test(shown)) return 'plain'
  if (shown.includes('%')) return 'percent'
  if (/[yd]/i.test(shown)) return 'date'
  // The year of the era, unless it is the exponent of "0.00E+00".
  return /e(?![+-])/i.test(shown) && !/[0#?]/.test(shown) ? 'date' : 'plain'
}
