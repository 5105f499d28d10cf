import { z } from 'zod'
import { type Fraction, fraction } from '../../../kernel/fraction.ts'
import { fractionSchema } from '../../../kernel/schema.ts'
import { NORMALISATIONS } from '../model.ts'
import { liftsOf } from './lift.ts'
import { rankUnits } from './rank.ts'

/* The document of the pure command `rank` and what it computes. */

const name = z.string().min(1, { error: 'empty' }).max(200)

const indicator = z.strictObject({
  id: name,
  weight: fractionSchema.refine((w) => w.num >= 0n, { error: 'weight_negative' }),
  direction: z.enum(['up', 'down']),
  normalise: z.enum(NORMALISATIONS),
})

type Issue = { readonly path: (string | number)[]; readonly message: string }

const UNITS_MAX = 500

/**
 * `units[{id, values}]`, `indicators[{id, weight, direction, normalise}]`, `ties: "shared"`. Values are decimals of at
 * most six places, or fractions. Faults: duplicate ids, a value missing or of no indicator, weights that are all zero,
 * a value below zero under `ratio`, and zero under `ratio` downward.
 */
export const rankInput = z
  .strictObject({
    units: z
      .array(z.strictObject({ id: name, values: z.record(name, fractionSchema) }))
      .min(1)
      .max(UNITS_MAX),
    indicators: z.array(indicator).min(1).max(50),
    ties: z.literal('shared'),
  })
  .superRefine((document, context) => {
    const issues = [
      ...duplicates(document.units, 'units'),
      ...duplicates(document.indicators, 'indicators'),
      ...weightless(document.indicators),
      ...document.units.flatMap(({ values }, i) => valueIssues(values, document.indicators, i)),
    ]
    for (const issue of issues) context.addIssue({ code: 'custom', ...issue })
  })

function duplicates(rows: readonly { readonly id: string }[], field: string): Issue[] {
  const seen = new Set<string>()
  return rows.flatMap(({ id }, i) => {
    if (seen.has(id)) return [{ path: [field, i, 'id'], message: 'duplicate_id' }]
    seen.add(id)
    return []
  })
}

const weightless = (rows: readonly { readonly weight: Fraction }[]): Issue[] =>
  rows.every(({ weight }) => weight.num === 0n)
    ? [{ path: ['indicators'], message: 'weights_all_zero' }]
    : []

function valueIssues(
  values: Readonly<Record<string, Fraction>>,
  indicators: readonly z.output<typeof indicator>[],
  unit: number,
): Issue[] {
  const known = new Set(indicators.map(({ id }) => id))
  const at = (id: string) => ['units', unit, 'values', id]
  const unknown = Object.keys(values)
    .filter((id) => !known.has(id))
    .map((id) => ({ path: at(id), message: 'unrecognized' }))
  const wrong = indicators.flatMap(({ id, normalise, direction }): Issue[] => {
    const value = Object.hasOwn(values, id) ? values[id] : undefined
    if (value === undefined) return [{ path: at(id), message: 'missing' }]
    if (normalise !== 'ratio') return []
    if (value.num < 0n) return [{ path: at(id), message: 'ratio_negative' }]
    return direction === 'down' && value.num === 0n
      ? [{ path: at(id), message: 'ratio_down_zero' }]
      : []
  })
  return [...unknown, ...wrong]
}

const liftSchema = z.object({ indicator: z.string(), to: z.string() })

export const rankOutput = z.object({
  units: z.array(
    z.object({
      id: z.string(),
      score: fractionSchema,
      scoreDecimal: z.string(),
      rank: z.number().int(),
      /** What each indicator brings to the score; they add up to it. */
      components: z.record(z.string(), fractionSchema),
      /** The least change of one value that gains a place; null at the top, or where no one value suffices. */
      lift: liftSchema.nullable(),
    }),
  ),
})

/** `rank`: units by score with their components and what would lift each one place. */
export function rankCommand(input: z.output<typeof rankInput>): z.output<typeof rankOutput> {
  const { indicators } = input
  const units = input.units.map(({ id, values }) => ({
    id,
    values: indicators.map((each) => values[each.id] ?? fraction(0)),
  }))
  const lifts = liftsOf(units, indicators)
  return {
    units: rankUnits(units, indicators).map(({ id, score, rank, components }) => {
      const [lift] = lifts.get(id) ?? []
      return {
        id,
        score,
        scoreDecimal: decimalText(score),
        rank,
        components: Object.fromEntries(
          components.map((part, k) => [indicators[k]?.id ?? '', part]),
        ),
        lift: lift === undefined ? null : { indicator: lift.indicator, to: decimalText(lift.to) },
      }
    }),
  }
}

const PLACES = 6

/** A decimal of at most so many places, the last one rounded half up, without zeros at its end. */
export function decimalText(value: Fraction, at = PLACES): string {
  const scale = 10n ** BigInt(at)
  const size = value.num < 0n ? -value.num : value.num
  const scaled = (size * scale * 2n + value.den) / (value.den * 2n)
  const places = (scaled % scale).toString().padStart(at, '0').replace(/0+$/, '')
  const sign = value.num < 0n && scaled !== 0n ? '-' : ''
  return `${sign}${scaled / scale}${places === '' ? '' : `.${places}`}`
}
