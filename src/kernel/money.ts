/** An amount of money in whole fen (1 yuan = 100 fen). Never a float, never a JavaScript number. */
export type Fen = bigint & { readonly unit: 'fen' }

export const fen = (value: bigint | number): Fen => BigInt(value) as Fen

export const ZERO_FEN: Fen = fen(0n)

const YUAN = /^(-?)(\d{1,17})(?:\.(\d{1,2}))?$/

/**
 * Reads a decimal string of yuan with at most two decimals ("1234.5", "-3", "0.01").
 * Returns null for anything else: the caller knows the place to name.
 */
export function parseYuan(text: string): Fen | null {
  const match = YUAN.exec(text)
  if (match === null) return null
  const [, sign, whole = '0', decimals = ''] = match
  const value = BigInt(whole) * 100n + BigInt(decimals.padEnd(2, '0'))
  return fen(sign === '-' ? -value : value)
}

/** Writes fen as yuan with exactly two decimals: 123450n → "1234.50". */
export function formatYuan(amount: bigint): string {
  const size = amount < 0n ? -amount : amount
  const decimals = (size % 100n).toString().padStart(2, '0')
  return `${amount < 0n ? '-' : ''}${(size / 100n).toString()}.${decimals}`
}

/** Writes fen for people: 123456789n → "1,234,567.89". */
export function displayYuan(amount: bigint): string {
  const [whole = '0', decimals = '00'] = formatYuan(amount).split('.')
  return `${whole.replaceAll(/\B(?=(\d{3})+$)/g, ',')}.${decimals}`
}

export function sumFen(amounts: Iterable<bigint>): Fen {
  let total = 0n
  for (const amount of amounts) total += amount
  return fen(total)
}
