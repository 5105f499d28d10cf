import { z } from 'zod'
import { textSchema } from '../../../kernel/finding.ts'
import { day, fractionSchema, id, line, paragraph } from '../../../kernel/schema.ts'
import { CLASSES, COHORTS, FACTS, OPERATORS, PURPOSES } from '../rules/words.ts'

export const coopClass = z.enum(CLASSES)
export const cohort = z.enum(COHORTS)
export const purpose = z.enum(PURPOSES)
export const fact = z.enum(FACTS)
export const named = z.object({ id, name: z.string() })
export const count = z.number().int()
export const asked = paragraph(500).refine((said) => said !== '', { error: 'empty' })
export const document = line(200)

/** A table as a file: what is on the screen is what is in the file. */
export const formats = {
  format: z.enum(['xlsx', 'csv']).default('xlsx'),
  language: z.enum(['zh', 'en']).default('zh'),
}
export const fileOut = z.object({ name: z.string(), mediaType: z.string(), content: z.string() })

const words = z.strictObject({
  zh: z.string().trim().min(1).max(200),
  en: z.string().trim().min(1).max(300),
})

/** One entry test as the county sets it. */
export const testSchema = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9-]{0,39}$/),
  class: coopClass,
  title: words,
  fact,
  operator: z.enum(OPERATORS),
  limit: fractionSchema,
  group: z.string().regex(/^[a-z][a-z0-9-]{0,39}$/),
  clause: line(200),
  on: z.boolean(),
  cure: words,
  responsible: line(60),
  days: z.number().int().min(1).max(1_100),
})

const weight = z.number().int().min(0).max(1_000)

/** All that the county sets here. */
export const rulesSchema = z.strictObject({
  tests: z.array(testSchema).min(1).max(100),
  pairing: z.strictObject({
    capacity: z.number().int().min(1).max(20),
    bigMembers: z.number().int().min(5).max(10_000),
    sameIndustry: weight,
    sameKind: weight,
    sameVillage: weight,
    sameTown: weight,
    borderingTown: weight,
    perKilometre: weight,
    farthestKilometres: z.number().int().min(1).max(500),
    perClass: weight,
    least: weight,
    seconds: z.number().int().min(1).max(60),
  }),
  union: z.strictObject({
    least: z.number().int().min(3).max(50),
    most: z.number().int().min(3).max(100),
    classes: z.array(coopClass).min(1).max(CLASSES.length),
  }),
  stakeCap: fractionSchema,
})

/** A test laid against the facts, as people read it. */
export const resultSchema = z.object({
  id: z.string(),
  class: coopClass,
  title: textSchema,
  group: z.string(),
  fact,
  factTitle: textSchema,
  counts: textSchema,
  from: z.enum(['register', 'findings', 'books', 'registry', 'person']),
  measured: textSchema,
  limit: textSchema,
  holds: z.boolean().nullable(),
  missing: textSchema.nullable(),
  notes: z.array(textSchema),
  clause: z.string(),
})

export const stepSchema = z.object({
  test: z.string(),
  title: textSchema,
  said: textSchema,
  cure: textSchema,
  responsible: z.string(),
  days: count,
})

export const taskSchema = z.object({
  taskId: id,
  what: z.string(),
  responsible: z.string(),
  dueOn: day,
  test: z.string().nullable(),
  doneOn: day.nullable(),
  doneNote: z.string().nullable(),
  overdue: z.boolean(),
})
