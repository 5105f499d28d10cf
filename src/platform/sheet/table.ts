import type { Fraction } from '../../kernel/fraction.ts'

/**
 * What a column holds and how it is written.
 * - `text`: names, codes, phone and identity numbers: never a number, whatever it looks like;
 * - `money`: fen as `bigint`, written as yuan with two decimals;
 * - `integer`: heads, counts; `decimal`: a decimal string such as mu of land;
 * - `percent`: an exact fraction; `date`: 'YYYY-MM-DD'.
 */
export interface TableColumn {
  readonly title: string
  readonly kind: 'text' | 'money' | 'integer' | 'decimal' | 'percent' | 'date'
  /** In characters of half width; found from the title and the kind unless said. */
  readonly width?: number
}

export type TableValue = string | bigint | number | Fraction | null

/** A table on its way out; rows are drawn one by one, so a long list need not be held twice. */
export interface Table {
  readonly name: string
  readonly columns: readonly TableColumn[]
  readonly rows: Iterable<readonly TableValue[]>
}

/** Percentages are cut, not rounded, to this many decimals, as everywhere in the product. */
const PERCENT_DECIMALS = 4n

/** The fraction in hundredths as a decimal string: 5/16 → "31.2500". */
export function percentText(share: Fraction): string {
  const scale = 10n ** PERCENT_DECIMALS
  const scaled = (share.num * 100n * scale) / share.den
  const size = scaled < 0n ? -scaled : scaled
  const decimals = (size % scale).toString().padStart(Number(PERCENT_DECIMALS), '0')
  return `${scaled < 0n ? '-' : ''}${size / scale}.${decimals}`
}
