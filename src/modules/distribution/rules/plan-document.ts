import { z } from 'zod'
import { sayFaults } from '../../../kernel/fault.ts'
import { findingSchema, textSchema } from '../../../kernel/finding.ts'
import { type Fraction, fraction } from '../../../kernel/fraction.ts'
import { fen } from '../../../kernel/money.ts'
import { fractionSchema, line, yuan } from '../../../kernel/schema.ts'
import { text } from '../../../kernel/text.ts'
import { LEGAL_CLASSES, type Plan, planSchema } from '../model/plan.ts'
import type { Person, Run, Year } from '../model/run.ts'
import {
  accountFields,
  checkBroughtForward,
  quantitySchema,
  uniqueIds,
  yearFields,
} from './distribute.ts'
import { runPlan } from './engine.ts'
import { type Explained, explainPerson, explainRun } from './explain.ts'
import { leastReturn, planFindings } from './findings.ts'
import { sum } from './pools.ts'

export { planSchema } from '../model/plan.ts'

/* A plan of the county's or the co-op's own, one year and its people as a document; the result as a document. */

sayFaults({
  nobody: text('名单里没有这个人', 'nobody on the list has this id'),
})

export const personSchema = z.strictObject({
  id: line(200),
  /** False for somebody a plan pays who is no member: a hired manager, a villager. */
  member: z.boolean().default(true),
  groups: z.array(line(60)).max(50).default([]),
  months: z.number().int().min(0).max(12).default(12),
  /** Was a member in the year and is none at its end. */
  left: z.boolean().optional(),
  ...accountFields,
  measures: z.record(z.string(), quantitySchema).default({}),
})

export const peopleSchema = z.array(personSchema).min(1).max(100_000).superRefine(uniqueIds)
export const yearSchema = z.strictObject(yearFields).superRefine(checkBroughtForward)

/** What a person has been counted by must be one of the plan's measures. */
export function checkMeasures(
  plan: Plan,
  people: z.output<typeof peopleSchema>,
  context: z.RefinementCtx,
): void {
  const known = new Set(plan.measures.map(({ id }) => id))
  people.forEach(({ measures }, i) => {
    for (const id of Object.keys(measures)) {
      if (known.has(id)) continue
      context.addIssue({
        code: 'custom',
        path: ['people', i, 'measures', id],
        message: 'plan_measure',
      })
    }
  })
}

const checkIds = (
  ids: readonly string[] | undefined,
  seen: { readonly known: ReadonlySet<string>; readonly path: readonly PropertyKey[] },
  context: z.RefinementCtx,
): void => {
  ids?.forEach((id, i) => {
    if (seen.known.has(id)) return
    context.addIssue({ code: 'custom', path: [...seen.path, i], message: 'nobody' })
  })
}

export const runPlanInput = z
  .strictObject({
    plan: planSchema,
    year: yearSchema,
    people: peopleSchema,
    /** Whose own arithmetic is wanted; everybody's when absent. */
    explainFor: z.array(line(200)).max(100_000).optional(),
    /** What one member gets (the collective) goes through a plan of its own, among its own people. */
    nested: z
      .strictObject({ memberId: line(200), plan: planSchema, people: peopleSchema })
      .superRefine((inner, context) => checkMeasures(inner.plan, inner.people, context))
      .optional(),
  })
  .superRefine((input, context) => {
    checkMeasures(input.plan, input.people, context)
    const known = new Set(input.people.map(({ id }) => id))
    const all = new Set([...known, ...(input.nested?.people.map(({ id }) => id) ?? [])])
    checkIds(input.explainFor, { known: all, path: ['explainFor'] }, context)
    if (input.nested !== undefined && !known.has(input.nested.memberId)) {
      context.addIssue({ code: 'custom', path: ['nested', 'memberId'], message: 'nobody' })
    }
  })

const explained = z.object({
  step: z.string(),
  title: textSchema,
  article: z.string().nullable(),
  formula: textSchema,
  amount: yuan,
})

const planResult = z.object({
  afterLoss: yuan,
  reserve: yuan,
  distributable: yuan,
  retained: yuan,
  drawn: yuan,
  unallocated: yuan,
  /** The return by transactions against the least the Act allows. */
  patronage: z.object({ paid: yuan, least: yuan, share: fractionSchema.nullable() }),
  /** Rows 12 to 20 of 会农社02表; `otherUses` (welfare and the like) has no row on the form. */
  statement: z.object({
    row12: yuan,
    row13: yuan,
    row14: yuan,
    row15: yuan,
    row16: yuan,
    row17: yuan,
    row18: yuan,
    row19: yuan,
    otherUses: yuan,
    row20: yuan,
  }),
  steps: z.array(
    z.object({
      id: z.string(),
      title: textSchema,
      kind: z.string(),
      class: z.enum(LEGAL_CLASSES).nullable(),
      amount: yuan,
      short: yuan,
      unallocated: yuan,
      people: z.number().int(),
      fund: textSchema.nullable(),
    }),
  ),
  people: z.array(
    z.object({
      id: z.string(),
      parts: z.array(z.object({ step: z.string(), amount: yuan })),
      total: yuan,
      converted: yuan,
      cash: yuan,
      newReserveShare: yuan,
    }),
  ),
  findings: z.array(findingSchema),
  explanation: z.array(explained),
  arithmetic: z.array(z.object({ id: z.string(), rows: z.array(explained) })),
})
export const runPlanOutput = planResult.extend({ nested: planResult.nullable() })

/** Computes a plan, and the plan of the member it feeds if there is one. */
export function computePlan(input: z.output<typeof runPlanInput>): z.output<typeof runPlanOutput> {
  const run = runPlan(input.plan, yearOf(input.year), input.people)
  const wanted = input.explainFor === undefined ? null : new Set(input.explainFor)
  const own = resultOf(run, wanted)
  if (input.nested === undefined) return { ...own, nested: null }
  const { memberId, plan, people } = input.nested
  return { ...own, nested: resultOf(runPlan(plan, dividendOf(run, memberId), people), wanted) }
}

/** Exit code 1: some finding of the plan or of the nested plan fails or depends. */
export function planFails(output: z.output<typeof runPlanOutput>): boolean {
  const findings = [...output.findings, ...(output.nested?.findings ?? [])]
  return findings.some(({ outcome }) => outcome !== 'passes')
}

export const yearOf = (year: z.output<typeof yearSchema>): Year => ({
  ...year,
  openingUndistributed: year.openingUndistributed > 0n ? year.openingUndistributed : 0n,
})

/** What reaches a member in money is the whole pool of its own plan. */
function dividendOf(run: Run, memberId: string): Year {
  const place = run.people.findIndex(({ id }) => id === memberId)
  return {
    netSurplus: (run.paid[place] ?? 0n) - (run.converted[place] ?? 0n),
    priorLoss: 0n,
    otherTransfersIn: 0n,
    openingUndistributed: 0n,
  }
}

const share = (part: bigint, whole: bigint): Fraction | null =>
  whole > 0n ? fraction(part, whole) : null

const say = ({ title, formula, amount, ...line }: Explained) => ({
  ...line,
  title: { ...title },
  formula: { ...formula },
  amount: fen(amount),
})

function resultOf(run: Run, wanted: ReadonlySet<string> | null): z.output<typeof planResult> {
  const { law, steps, people } = run
  const paying = steps.filter(({ kind }) => kind === 'allocate' || kind === 'partition')
  return {
    afterLoss: fen(law.afterLoss),
    reserve: fen(law.reserve),
    distributable: fen(law.distributable),
    retained: fen(run.retained),
    drawn: fen(run.drawn),
    unallocated: fen(run.unallocated),
    patronage: {
      paid: fen(law.patronage),
      least: fen(run.plan.body === 'cooperative' ? leastReturn(law) : 0n),
      share: share(law.patronage, law.distributable),
    },
    statement: statementOf(run),
    steps: steps.map((step) => ({
      id: step.id,
      title: { ...step.title },
      kind: step.kind,
      class: step.class,
      amount: fen(step.amount),
      short: fen(step.short),
      unallocated: fen(step.unallocated),
      people: step.division?.shares.filter((amount) => amount > 0n).length ?? 0,
      fund: step.fund === null ? null : { ...step.fund },
    })),
    people: people.map(({ id }, i) => ({
      id,
      parts: paying.flatMap(({ id: step, division }) =>
        division === null ? [] : [{ step, amount: fen(division.shares[i] ?? 0n) }],
      ),
      total: fen(run.paid[i] ?? 0n),
      converted: fen(run.converted[i] ?? 0n),
      cash: fen((run.paid[i] ?? 0n) - (run.converted[i] ?? 0n)),
      newReserveShare: fen(run.newReserve[i] ?? 0n),
    })),
    findings: planFindings(run),
    explanation: explainRun(run).map(say),
    arithmetic: people.flatMap(({ id }: Person, i) =>
      wanted === null || wanted.has(id) ? [{ id, rows: explainPerson(run, i).map(say) }] : [],
    ),
  }
}

/** 会农社02表, rows 12-20: what becomes contribution stands in row 19 only. */
export function statementOf(run: Run): z.output<typeof planResult>['statement'] {
  const { law, year, steps } = run
  const returned = sum(
    steps.map((step) => (step.class === 'patronage' && step.division !== null ? step.amount : 0n)),
  )
  const converted = sum(run.converted)
  const fromReturn = run.convertedReturn
  const funds = sum(steps.map((step) => (step.fund === null ? 0n : step.amount)))
  const row17 = returned - fromReturn
  const row18 = sum(run.paid) - returned - (converted - fromReturn)
  return {
    row12: fen(year.netSurplus),
    row13: fen(year.openingUndistributed - year.priorLoss),
    row14: fen(year.otherTransfersIn),
    row15: fen(law.reserve),
    row16: fen(law.row16),
    row17: fen(row17),
    row18: fen(row18),
    row19: fen(converted),
    otherUses: fen(funds),
    row20: fen(law.row16 - row17 - row18 - converted - funds),
  }
}
