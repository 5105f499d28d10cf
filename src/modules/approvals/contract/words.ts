import { z } from 'zod'
import { textSchema } from '../../../kernel/finding.ts'
import { day, id, line, paragraph } from '../../../kernel/schema.ts'
import { ROLE_NAMES, UNIT_KINDS } from '../../../kernel/role.ts'

/* The words of processes and cases as they cross JSON. */

export const role = z.enum(ROLE_NAMES)
const key = z.string().regex(/^[a-z][a-zA-Z0-9-]{0,59}$/, { error: 'key' })
/** A name of a condition: `field`, `step.field`, `case.field`. */
const name = z
  .string()
  .regex(/^[a-z][a-zA-Z0-9-]{0,59}(\.[a-z][a-zA-Z0-9-]{0,59})?$/, { error: 'key' })
const bilingual = z.strictObject({ zh: line(500), en: line(500) })

const optional = z.literal(true).optional()
const base = { key, title: bilingual, optional }
const simple = [
  z.strictObject({ ...base, kind: z.literal('count') }),
  z.strictObject({ ...base, kind: z.literal('yuan') }),
  z.strictObject({ ...base, kind: z.literal('day'), event: z.boolean() }),
  z.strictObject({ ...base, kind: z.literal('line') }),
  z.strictObject({ ...base, kind: z.literal('text') }),
  z.strictObject({ ...base, kind: z.literal('words') }),
  z.strictObject({ ...base, kind: z.literal('yes') }),
  z.strictObject({
    ...base,
    kind: z.literal('choice'),
    options: z
      .array(z.strictObject({ key, title: bilingual }))
      .min(1)
      .max(50),
  }),
] as const
export const field = z.discriminatedUnion('kind', [
  ...simple,
  z.strictObject({
    ...base,
    kind: z.literal('table'),
    columns: z.array(z.discriminatedUnion('kind', simple)).min(1).max(20),
    min: z.number().int().min(0).max(500),
  }),
])

const number = z.string().max(40)
const condition = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('share'),
    value: name,
    share: number,
    of: name,
    strictly: z.boolean(),
  }),
  z.strictObject({
    kind: z.literal('band'),
    value: name,
    from: number.nullable(),
    below: number.nullable(),
    partial: z.literal(true).optional(),
  }),
  z.strictObject({ kind: z.literal('sum'), value: name, parts: z.array(name).min(1).max(20) }),
  z.strictObject({ kind: z.literal('is'), value: name, equals: z.union([line(), z.boolean()]) }),
  z.strictObject({ kind: z.literal('includes'), value: name, item: line() }),
])

const days = z
  .strictObject({
    days: z.number().int().min(0).max(3_650),
    working: z.boolean(),
    from: key.nullable(),
    over: z.literal(true).optional(),
  })
  .nullable()

export const step = z.strictObject({
  key,
  title: bilingual,
  kind: z.enum(['record', 'opinion', 'approval']),
  after: z.array(key).max(20),
  seats: z.array(z.strictObject({ key, role })).max(20),
  signers: z.union([z.literal('all'), z.number().int()]),
  form: z.array(field).max(60),
  papers: z
    .array(
      z.strictObject({
        kind: key,
        title: bilingual,
        source: z.enum(['form', 'scan']),
        form: line(40).optional(),
        blanks: z.array(bilingual).max(10).optional(),
        required: z.boolean(),
      }),
    )
    .max(20),
  wait: days,
  due: days,
  demands: z
    .array(
      z.strictObject({
        rule: line(40),
        clause: line(200),
        text: bilingual,
        test: condition,
        when: condition.optional(),
      }),
    )
    .max(20),
  evidence: z.array(line(80)).max(20),
  when: condition.nullable(),
  apart: z.array(key).max(20),
  escalate: role.nullable(),
  guidanceBinds: z.literal(true).optional(),
  clause: z.string().max(300),
})

/** A process as the county edits it and the handbook prints it. */
export const process = z.strictObject({
  id: key,
  title: bilingual,
  purpose: bilingual,
  unit: z.enum(UNIT_KINDS),
  openers: z.array(role),
  facts: z.array(field).max(60),
  steps: z.array(step).max(100),
  sources: z.array(line(300)).max(50),
})

/** Values of a form: checked against the form's own fields by the rules. */
export const values = z.record(z.string().max(60), z.json())

export const caseState = z.enum(['running', 'done', 'refused', 'withdrawn'])

const signer = z.object({
  name: z.string(),
  role: role.nullable(),
  /** For whom they stood in. */
  instead: z.string().nullable(),
})

export const seatOutput = z.object({
  key: z.string(),
  role,
  /** The only account that may sign; null: whoever holds the role. */
  appointed: z.string().nullable(),
  signed: z
    .object({
      by: signer,
      on: day,
      outcome: z.enum(['agreed', 'opposed']),
      basis: z.string().nullable(),
      basisText: z.string(),
      reason: z.string(),
    })
    .nullable(),
})

export const stepOutput = z.object({
  key: z.string(),
  status: z.enum(['waiting', 'open', 'done', 'skipped']),
  round: z.number().int(),
  openedOn: day.nullable(),
  doneOn: day.nullable(),
  earliestOn: day.nullable(),
  dueOn: day.nullable(),
  /** The working calendar does not reach the clocks of this step. */
  uncovered: z.boolean(),
  overdue: z.boolean(),
  opposed: z.boolean(),
  seats: z.array(seatOutput),
  values,
  /** What was written so far and not signed yet, by whom. */
  draft: z.object({ values, by: z.string(), at: z.string() }).nullable(),
  /** What the caller may do here: sign a seat, or why not. */
  mine: z.object({
    seat: z.string().nullable(),
    because: textSchema.nullable(),
    /** A seat is theirs, though it may be too early to sign: they may write, print, bring papers. */
    prepares: z.boolean(),
  }),
  /** Steps the caller may return the case to. */
  returns: z.array(z.string()),
  /** What other parts of the product say to the evidence the step asks for. */
  evidence: z.array(z.object({ name: z.string(), holds: z.boolean(), text: textSchema })),
})

export const actOutput = z.object({
  seq: z.number().int(),
  kind: z.string(),
  on: day,
  at: z.string(),
  by: signer,
  step: z.string().nullable(),
  outcome: z.string().nullable(),
  basis: z.string().nullable(),
  basisText: z.string(),
  /** The reason, the comment, the name of the paper or of the account. */
  words: z.string(),
  to: z.string().nullable(),
  paperId: id.nullable(),
})

export const taskOutput = z.object({
  caseId: id,
  process: z.string(),
  processTitle: textSchema,
  number: z.string(),
  title: z.string(),
  unitId: id,
  unitName: z.string(),
  step: z.string(),
  stepTitle: textSchema,
  kind: z.enum(['record', 'opinion', 'approval']),
  seat: z.string(),
  openedOn: day,
  earliestOn: day.nullable(),
  dueOn: day.nullable(),
  uncovered: z.boolean(),
  overdue: z.boolean(),
  /** Its waiting time still runs, or cannot be counted. */
  waits: z.boolean(),
  /** It is somebody else's, and overdue: the caller is told, and cannot sign. */
  escalated: z.boolean(),
  /** For whom the caller would stand in. */
  instead: z.string().nullable(),
  /** Can be signed together with others: nothing to fill in, no paper to bring. */
  bulk: z.boolean(),
  acts: z.number().int(),
})

export const reason = paragraph(1_000).refine((said) => said !== '', { error: 'empty' })
