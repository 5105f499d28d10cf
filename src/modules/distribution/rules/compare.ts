import { z } from 'zod'
import { OUTCOMES, textSchema } from '../../../kernel/finding.ts'
import { fen } from '../../../kernel/money.ts'
import { yuan } from '../../../kernel/schema.ts'
import { type Text, text } from '../../../kernel/text.ts'
import { LEGAL_CLASSES, planSchema } from '../model/plan.ts'
import type { Run } from '../model/run.ts'
import { runPlan } from './engine.ts'
import { floorText, leastReturn, planFindings } from './findings.ts'
import { checkMeasures, peopleSchema, yearOf, yearSchema } from './plan-document.ts'
import { DEFAULT_POLICY, type PlanPolicy } from './policy.ts'
import { sum } from './pools.ts'

/* What if: two plans on the same year and people. Who gains, who loses, which rule binds. */

export const comparePlansInput = z
  .strictObject({ year: yearSchema, people: peopleSchema, before: planSchema, after: planSchema })
  .superRefine((input, context) => {
    // People may carry what either plan counts.
    const measures = [...input.before.measures, ...input.after.measures]
    checkMeasures({ ...input.before, measures }, input.people, context)
  })

const side = z.object({ before: yuan, after: yuan })
const outcome = z.enum(OUTCOMES).nullable()

export const comparePlansOutput = z.object({
  gain: z.object({ people: z.number().int(), amount: yuan }),
  lose: z.object({ people: z.number().int(), amount: yuan }),
  same: z.number().int(),
  people: z.array(side.extend({ id: z.string(), change: yuan })),
  classes: z.array(side.extend({ class: z.enum(LEGAL_CLASSES) })),
  retained: side,
  rules: z.array(z.object({ rule: z.string(), before: outcome, after: outcome })),
  /** What holds each plan where it is: a rule or a cap that leaves no room, or that it breaks. */
  binding: z.object({
    before: z.array(z.object({ rule: z.string(), text: textSchema })),
    after: z.array(z.object({ rule: z.string(), text: textSchema })),
  }),
})

/** Compares two plans, person by person. */
export const comparePlans = (
  input: z.output<typeof comparePlansInput>,
): z.output<typeof comparePlansOutput> => compareUnder(input, DEFAULT_POLICY)

/** The same by the rules of a county. */
export function compareUnder(
  input: z.output<typeof comparePlansInput>,
  policy: PlanPolicy,
): z.output<typeof comparePlansOutput> {
  const year = yearOf(input.year)
  const before = runPlan(input.before, year, input.people)
  const after = runPlan(input.after, year, input.people)
  const people = before.people.map(({ id }, i) => {
    const [was, is] = [before.paid[i] ?? 0n, after.paid[i] ?? 0n]
    return { id, before: fen(was), after: fen(is), change: fen(is - was) }
  })
  const gaining = people.filter(({ change }) => change > 0n)
  const losing = people.filter(({ change }) => change < 0n)
  const [old, fresh] = [planFindings(before, policy), planFindings(after, policy)]
  const rules = [...new Set([...old, ...fresh].map(({ rule }) => rule))]
  const found = (findings: typeof old, rule: string) =>
    findings.find((one) => one.rule === rule)?.outcome ?? null
  return {
    gain: { people: gaining.length, amount: fen(sum(gaining.map(({ change }) => change))) },
    lose: { people: losing.length, amount: fen(-sum(losing.map(({ change }) => change))) },
    same: people.length - gaining.length - losing.length,
    people,
    classes: LEGAL_CLASSES.map((name) => ({
      class: name,
      before: classTotal(before, name),
      after: classTotal(after, name),
    })),
    retained: { before: fen(before.retained), after: fen(after.retained) },
    rules: rules.map((rule) => ({
      rule,
      before: found(old, rule),
      after: found(fresh, rule),
    })),
    binding: { before: bindingOf(before, policy), after: bindingOf(after, policy) },
  }
}

const classTotal = ({ steps }: Run, name: (typeof LEGAL_CLASSES)[number]) =>
  fen(sum(steps.map((step) => (step.class === name ? step.amount : 0n))))

const plain = ({ zh, en }: Text) => ({ zh, en })

/** The rules that fail, the floor of the return exactly met, and the caps and floors that decided an amount. */
function bindingOf(run: Run, policy: PlanPolicy): { rule: string; text: Text }[] {
  const { law, plan, steps } = run
  const broken = planFindings(run, policy).flatMap(({ rule, outcome: found, text: said }) =>
    found === 'fails' ? [{ rule, text: said }] : [],
  )
  const met = plan.body === 'cooperative' && law.distributable > 0n
  const atFloor = met && law.patronage === leastReturn(law, policy)
  const held = steps.flatMap((step) => {
    const cap = step.limited === 'cap' || step.division?.clamped === true
    if (!cap && step.limited === null) return []
    const { zh, en } = step.title
    return [
      {
        rule: step.id,
        text: plain(text(`${zh}:由上限或下限决定`, `${en}: set by a cap or a floor`)),
      },
    ]
  })
  const share = floorText(policy['DIST-60'].parameters.min)
  const floor = {
    rule: 'DIST-60',
    text: plain(
      text(
        `按交易返还正好是法定最低的 ${share}%`,
        `The return is exactly the lawful least of ${share} %`,
      ),
    ),
  }
  return [...broken, ...(atFloor ? [floor] : []), ...held]
}
