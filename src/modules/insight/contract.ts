import { z } from 'zod'
import { OUTCOMES, SEVERITIES, textSchema } from '../../kernel/finding.ts'
import { UNIT_KINDS } from '../../kernel/role.ts'
import { day, id } from '../../kernel/schema.ts'
import { text } from '../../kernel/text.ts'
import { defineVerbs, unitScope } from '../../kernel/verb.ts'

/** One headline number with everything a doubter asks: what it counts, as of when, and the door to its rows. */
const figure = z.object({
  id: z.string(),
  title: textSchema,
  /** An integer, or an exact fraction "31/100" when `form` is a share. */
  value: z.string(),
  form: z.enum(['count', 'share', 'yuan', 'mu']),
  unit: textSchema,
  /** What is counted and what is left out. */
  definition: textSchema,
  source: z.string(),
  /** Address inside the desk that lists the rows; null where the rows are the figure itself. */
  door: z.string().nullable(),
})

const tile = z.object({
  unitId: id,
  name: z.string(),
  villages: z.number().int(),
  /** Villages with at least one counted co-op. */
  covered: z.number().int(),
  coops: z.number().int(),
  members: z.number().int(),
  households: z.number().int(),
  /** Co-ops that keep every rule by its binding reading, break only advisory ones, break a hard one. */
  kept: z.number().int(),
  warned: z.number().int(),
  broken: z.number().int(),
})

const split = z.object({
  key: z.string(),
  title: textSchema,
  count: z.number().int(),
  door: z.string(),
})

const attention = z.object({
  id: z.string(),
  severity: z.enum(SEVERITIES),
  text: textSchema,
  count: z.number().int(),
  door: z.string(),
})

export const insightContract = defineVerbs({
  board: {
    title: text('一屏总览', 'Board of a unit'),
    kind: 'read',
    path: '/boards/:unitId',
    access: 'registry.read',
    scope: unitScope('unitId'),
    input: z.strictObject({ unitId: id, asOf: day.optional() }),
    output: z.object({
      unit: z.object({ id, kind: z.enum(UNIT_KINDS), name: z.string() }),
      /** From the county down to this unit. */
      trail: z.array(z.object({ id, kind: z.enum(UNIT_KINDS), name: z.string() })),
      asOf: day,
      /** The state in one sentence. */
      sentence: textSchema,
      figures: z.array(figure),
      /** The units one level below: towns of the county, villages of the town. */
      tiles: z.array(tile),
      kinds: z.array(split),
      classes: z.array(split),
      statuses: z.array(split),
      rules: z.array(
        z.object({
          rule: z.string(),
          title: textSchema,
          severity: z.enum(SEVERITIES),
          outcomes: z.object(
            Object.fromEntries(OUTCOMES.map((outcome) => [outcome, z.number().int()])) as Record<
              (typeof OUTCOMES)[number],
              z.ZodNumber
            >,
          ),
          door: z.string(),
        }),
      ),
      attention: z.array(attention),
    }),
  },
})
