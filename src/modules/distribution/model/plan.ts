import { z } from 'zod'
import { sayFaults } from '../../../kernel/fault.ts'
import { textSchema } from '../../../kernel/finding.ts'
import { fractionSchema, line, yuanFromZero } from '../../../kernel/schema.ts'
import { text } from '../../../kernel/text.ts'

/*
 * A distribution plan (盈余分配方案) as data: ordered steps, each with what it takes, from which base, for
 * whom, divided how, and which legal class it is. The engine of `rules/engine.ts` computes any of them; the
 * `distribute` command is one fixed plan.
 */

sayFaults({
  plan_rate: text('比例应在 0 与 1 之间', 'the rate must be between 0 and 1'),
  plan_weight: text('折算系数应大于零', 'the weight must be above zero'),
  plan_word: text(
    '应为小写字母开头的短标识(字母、数字、连字符)',
    'must be a short word of lower-case letters, digits and hyphens',
  ),
  plan_measure: text('方案没有定义这个计量', 'the plan defines no such measure'),
  plan_transaction: text(
    '按交易量分配,须先写明交易量的定义',
    'needs the voted definition of transaction',
  ),
  plan_unit: text(
    '按单位定额只能用于按人或按计量分配的步骤',
    'a price a unit needs a split by head or by measure',
  ),
  plan_limits: text('下限不能高于上限', 'the lower limit must not exceed the upper'),
  plan_loss_twice: text('弥补亏损只能有一步', 'losses are made up in one step'),
  plan_of: text('应是前面分给人的步骤', 'must name an earlier step that pays people'),
})

/** What a step is in law: Art. 44 knows the first three; prizes, welfare and the like are the charter's own. */
export const LEGAL_CLASSES = ['patronage', 'capital', 'grant', 'prize', 'reserve', 'other'] as const
export type LegalClass = (typeof LEGAL_CLASSES)[number]

const word = z.string().regex(/^[a-z][a-z0-9-]{0,39}$/, { error: 'plan_word' })
const rate = fractionSchema.refine((f) => f.num >= 0n && f.num <= f.den, { error: 'plan_rate' })
const weight = fractionSchema.refine((f) => f.num > 0n, { error: 'plan_weight' })
const title = textSchema.strict()

/** What is counted of a person besides money: kilograms, yuan of trade, mu, work-days, heads, tickets. */
const measure = z.strictObject({
  id: word,
  title,
  unit: title,
  /** Art. 44 speaks of trade; land and labour are practice and arguable, and are shown as such. */
  nature: z.enum(['trade', 'land', 'labour', 'other']),
})

const measured = z.strictObject({ measure: word, weight })
export type Measured = z.output<typeof measured>

export const ACCOUNT_PARTS = [
  'contribution',
  'reserveShare',
  'newReserveShare',
  'grantShare',
  'donationShare',
] as const
export type AccountPart = (typeof ACCOUNT_PARTS)[number]

const split = z.discriminatedUnion('by', [
  z.strictObject({ by: z.literal('head') }),
  /** By the plan's voted definition of transaction (交易量的定义). */
  z.strictObject({ by: z.literal('transaction') }),
  z.strictObject({ by: z.literal('measure'), parts: z.array(measured).min(1).max(100) }),
  z.strictObject({ by: z.literal('account'), parts: z.array(z.enum(ACCOUNT_PARTS)).min(1) }),
])
export type Split = z.output<typeof split>

const BASES = ['surplus', 'after-loss', 'distributable', 'remaining'] as const
export type Base = (typeof BASES)[number]

const limits = { atLeast: yuanFromZero.optional(), atMost: yuanFromZero.optional() }
const inOrder = (low: bigint | undefined, high: bigint | undefined): boolean =>
  low === undefined || high === undefined || low <= high
const limited = { error: 'plan_limits', path: ['atLeast'] }
const ofRate = z
  .strictObject({ by: z.literal('rate'), rate, of: z.enum(BASES), ...limits })
  .refine(({ atLeast, atMost }) => inOrder(atLeast, atMost), limited)
const fixed = z.strictObject({ by: z.literal('fixed'), amount: yuanFromZero })
const amount = z.discriminatedUnion('by', [
  ofRate,
  fixed,
  /** So much a unit of the split: a head, a mu, a share, a ticket, a kilogram. */
  z
    .strictObject({ by: z.literal('unit'), price: yuanFromZero, ...limits })
    .refine(({ atLeast, atMost }) => inOrder(atLeast, atMost), limited),
  z.strictObject({ by: z.literal('rest') }),
])
export type Amount = z.output<typeof amount>

const recipients = {
  group: line(60).optional(),
  ids: z.array(line(200)).max(100_000).optional(),
}

const people = z
  .strictObject({
    kind: z.literal('people'),
    ...recipients,
    by: split,
    /** Who joined or left in the year: counts in full, by months of membership, or not at all. */
    partYear: z.enum(['full', 'months', 'none']).default('full'),
    eachAtLeast: yuanFromZero.optional(),
    eachAtMost: yuanFromZero.optional(),
  })
  .refine(({ eachAtLeast, eachAtMost }) => inOrder(eachAtLeast, eachAtMost), {
    error: 'plan_limits',
    path: ['eachAtLeast'],
  })
export type ToPeople = z.output<typeof people>

const to = z.discriminatedUnion('kind', [
  people,
  /** Not to anybody: a fund, public works, training. */
  z.strictObject({ kind: z.literal('fund'), name: title }),
])

const named = { id: word, title }
const payClass = z.enum(['patronage', 'capital', 'grant', 'prize', 'other'])
const allocate = z.strictObject({
  kind: z.literal('allocate'),
  ...named,
  class: payClass,
  amount,
  to,
})
const part = z.strictObject({ ...named, class: payClass, weight, to })
export type Part = z.output<typeof part>

const step = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('make-up-loss'), ...named }),
  z.strictObject({
    kind: z.literal('reserve'),
    ...named,
    amount: z.discriminatedUnion('by', [ofRate, fixed]),
    quantifyBy: z.enum(['contribution', 'patronage', 'equal']),
  }),
  allocate,
  /** One amount divided among several uses in fixed proportions, exactly (二四一三). */
  z.strictObject({
    kind: z.literal('partition'),
    ...named,
    amount: z.discriminatedUnion('by', [ofRate, fixed, z.strictObject({ by: z.literal('rest') })]),
    parts: z.array(part).min(1).max(50),
  }),
  /** Earlier undistributed surplus joins what is distributed. */
  z.strictObject({ kind: z.literal('draw'), ...named, amount: yuanFromZero }),
  z.strictObject({
    kind: z.literal('retain'),
    ...named,
    amount: z.discriminatedUnion('by', [ofRate, fixed]),
  }),
  /** Part of what people got becomes their contribution (Art. 44 §3). */
  z.strictObject({
    kind: z.literal('convert'),
    ...named,
    of: z.array(word).min(1),
    rate,
    ...recipients,
  }),
])
export type Step = z.output<typeof step>
export type StepOf<K extends Step['kind']> = Extract<Step, { kind: K }>

export const planSchema = z
  .strictObject({
    /** A co-op is judged by the Act, Art. 44; a village collective by its own system (财农〔2021〕121号). */
    body: z.enum(['cooperative', 'collective']),
    measures: z.array(measure).max(200).default([]),
    /** The voted definition of transaction: what counts, and what a unit of each counts for. */
    transaction: z.array(measured).max(100).default([]),
    steps: z.array(step).min(1).max(100),
  })
  .superRefine((plan, context) => {
    for (const { path, message } of wrongIn(plan)) {
      context.addIssue({ code: 'custom', path: [...path], message })
    }
  })
export type Plan = z.output<typeof planSchema>

interface Wrong {
  readonly path: readonly PropertyKey[]
  readonly message: string
}

/** The ids of the payments a step makes, itself or by its parts. */
const paysOf = (one: Step): readonly string[] =>
  one.kind === 'allocate' && one.to.kind === 'people'
    ? [one.id]
    : one.kind === 'partition'
      ? one.parts.flatMap((p) => (p.to.kind === 'people' ? [p.id] : []))
      : []

type Loose = Pick<z.output<typeof planSchema>, 'measures' | 'transaction' | 'steps'>

function wrongIn(plan: Loose): Wrong[] {
  const wrong: Wrong[] = []
  const measures = new Set<string>()
  plan.measures.forEach(({ id }, i) => {
    if (measures.has(id)) wrong.push({ path: ['measures', i, 'id'], message: 'duplicate_id' })
    measures.add(id)
  })
  const unknown = (parts: readonly Measured[], path: readonly PropertyKey[]) =>
    parts.forEach((one, i) => {
      if (measures.has(one.measure)) return
      wrong.push({ path: [...path, i, 'measure'], message: 'plan_measure' })
    })
  unknown(plan.transaction, ['transaction'])

  const seen = new Set<string>()
  const name = (id: string, path: readonly PropertyKey[]) => {
    if (seen.has(id)) wrong.push({ path: [...path, 'id'], message: 'duplicate_id' })
    seen.add(id)
  }
  const target = (where: Part['to'], path: readonly PropertyKey[]) => {
    if (where.kind === 'fund') return
    if (where.by.by === 'measure') unknown(where.by.parts, [...path, 'by', 'parts'])
    if (where.by.by === 'transaction' && plan.transaction.length === 0) {
      wrong.push({ path: [...path, 'by'], message: 'plan_transaction' })
    }
  }
  const paying = new Set<string>()
  plan.steps.forEach((one, i) => {
    const path = ['steps', i]
    name(one.id, path)
    if (one.kind === 'make-up-loss' && plan.steps.findIndex((s) => s.kind === one.kind) < i) {
      wrong.push({ path, message: 'plan_loss_twice' })
    }
    if (one.kind === 'reserve' && one.quantifyBy === 'patronage' && plan.transaction.length === 0) {
      wrong.push({ path: [...path, 'quantifyBy'], message: 'plan_transaction' })
    }
    if (one.kind === 'allocate') {
      target(one.to, [...path, 'to'])
      if (one.amount.by === 'unit' && !countsUnits(one.to)) {
        wrong.push({ path: [...path, 'amount', 'by'], message: 'plan_unit' })
      }
    }
    if (one.kind === 'partition') {
      one.parts.forEach((p, j) => {
        name(p.id, [...path, 'parts', j])
        target(p.to, [...path, 'parts', j, 'to'])
      })
    }
    if (one.kind === 'convert' && one.of.some((id) => !paying.has(id))) {
      wrong.push({ path: [...path, 'of'], message: 'plan_of' })
    }
    for (const id of paysOf(one)) paying.add(id)
  })
  return wrong
}

const countsUnits = (where: Part['to']): boolean =>
  where.kind === 'people' && where.by.by !== 'account'
