import { z } from 'zod'
import { apportion, type Share } from './apportion.ts'
import { checkIdentifier } from './identifier.ts'
import { formatYuan } from './money.ts'
import { fractionSchema, yuan } from './schema.ts'

/* The pure commands that need no noun of the field: their documents and what they compute. */

/** `check-id`: which kind each code is and whether it is right. */
export const checkIdInput = z.strictObject({ codes: z.array(z.string().max(200)).max(100_000) })
export const checkIdOutput = z.object({
  results: z.array(
    z.object({
      code: z.string(),
      kind: z.enum(['credit-code', 'citizen-id', 'ambiguous', 'unknown']),
      valid: z.boolean(),
      /** Why not, or that the code was normalised; Chinese and English in one line. */
      reason: z.string().nullable(),
    }),
  ),
})

export function checkIds(input: z.output<typeof checkIdInput>): z.output<typeof checkIdOutput> {
  return {
    results: input.codes.map((code) => {
      const { kind, valid, reason } = checkIdentifier(code)
      return { code, kind, valid, reason: reason === null ? null : `${reason.zh} / ${reason.en}` }
    }),
  }
}

/** Exit code 1: some code is not valid. */
export const someInvalid = (output: z.output<typeof checkIdOutput>): boolean =>
  output.results.some((result) => !result.valid)

const weight = z.strictObject({
  key: z.string().min(1, { error: 'empty' }).max(200),
  weight: fractionSchema.refine((w) => w.num >= 0n, { error: 'weight_negative' }),
})

/** `apportion`: a total split by weights, largest remainder, ties by key. */
export const apportionInput = z.strictObject({
  total: yuan,
  weights: z
    .array(weight)
    .min(1)
    .max(100_000)
    .superRefine((rows, context) => {
      const seen = new Set<string>()
      rows.forEach(({ key }, i) => {
        if (seen.has(key)) {
          context.addIssue({ code: 'custom', path: [i, 'key'], message: 'duplicate_key' })
        }
        seen.add(key)
      })
      if (rows.length > 0 && rows.every((row) => row.weight.num === 0n)) {
        context.addIssue({ code: 'custom', path: [], message: 'weights_all_zero' })
      }
    }),
})
export const apportionOutput = z.object({
  amounts: z.array(z.object({ key: z.string(), amount: z.string() })),
})

export function apportionTotal(
  input: z.output<typeof apportionInput>,
): z.output<typeof apportionOutput> {
  const shares: Share[] = apportion(input.total, input.weights)
  return { amounts: shares.map(({ key, amount }) => ({ key, amount: formatYuan(amount) })) }
}
