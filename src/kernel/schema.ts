import { z } from 'zod'
import { parseDate, type LocalDate } from './date.ts'
import { type Fraction, formatFraction, parseFraction } from './fraction.ts'
import { type AnyId, UUID } from './id.ts'
import { type Fen, formatYuan, parseYuan } from './money.ts'

/*
 * The words of the contracts: how the kernel's values cross JSON. Inside they are exact values,
 * outside strings: yuan with two decimals, fractions in lowest terms, days as 'YYYY-MM-DD'.
 */

/** Money: a decimal string of yuan, at most two decimals; `Fen` inside. */
export const yuan = z.codec(
  z.string(),
  z.custom<Fen>((v) => typeof v === 'bigint'),
  {
    decode: (text, ctx) => {
      const value = parseYuan(text)
      if (value !== null) return value
      ctx.issues.push({ code: 'custom', input: text, message: 'yuan' })
      return z.NEVER
    },
    encode: (value) => formatYuan(value),
  },
)

/** Money that is not negative. */
export const yuanFromZero = yuan.refine((v) => v >= 0n, { error: 'yuan_negative' })

/** Money above zero. */
export const yuanAboveZero = yuan.refine((v) => v > 0n, { error: 'yuan_zero' })

export const fractionSchema = z.codec(
  z.string(),
  z.custom<Fraction>((v) => typeof v === 'object' && v !== null && 'num' in v),
  {
    decode: (text, ctx) => {
      const value = parseFraction(text)
      if (value !== null) return value
      ctx.issues.push({ code: 'custom', input: text, message: 'fraction' })
      return z.NEVER
    },
    encode: formatFraction,
  },
)

/** A day of the calendar, 'YYYY-MM-DD'. */
export const day = z
  .string()
  .refine((v) => parseDate(v) !== null, { error: 'date' }) as unknown as z.ZodType<
  LocalDate,
  string
>

/** An internal id. */
export const id = z.string().regex(UUID, { error: 'id' }) as unknown as z.ZodType<AnyId, string>

/** A name or a short line as people write it: trimmed, no control characters, 1 to `max` characters. */
export const line = (max = 200) =>
  z
    .string()
    .trim()
    .min(1, { error: 'empty' })
    .max(max)
    .refine((v) => !hasControl(v), { error: 'control_character' })

export const paragraph = (max = 4000) => z.string().trim().max(max)

function hasControl(value: string): boolean {
  for (const char of value) {
    const code = char.codePointAt(0) ?? 0
    const bidi = (code >= 0x202a && code <= 0x202e) || (code >= 0x2066 && code <= 0x2069)
    if (code < 0x20 || (code >= 0x7f && code <= 0x9f) || bidi) return true
  }
  return false
}

/** A list in a query string: parts with commas between. */
export const commaList = <T>(one: z.ZodType<T, string>) =>
  z
    .string()
    .max(8_000)
    .transform((value) => value.split(','))
    .pipe(z.array(one).min(1).max(200))

/** Page of a list: at most 500 rows, from `offset`. Query strings are text, so numbers are coerced. */
export const page = {
  limit: z.coerce.number().int().min(1).max(500).default(50),
  offset: z.coerce.number().int().min(0).max(1_000_000).default(0),
}
