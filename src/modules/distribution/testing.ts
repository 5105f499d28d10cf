import { z } from 'zod'
import type { Plan, planSchema } from './model/plan.ts'
import { computePlan, runPlanInput, runPlanOutput } from './rules/plan-document.ts'

/* Builders for the tests: documents as people write them. */

export type PlanDocument = z.input<typeof planSchema>
type StepDocument = PlanDocument['steps'][number]
export type RunDocument = z.input<typeof runPlanInput>
type PersonDocument = RunDocument['people'][number]

const title = (name: string) => ({ zh: name, en: name })

export const step = {
  loss: (): StepDocument => ({ kind: 'make-up-loss', id: 'loss', title: title('loss') }),
  reserve: (rate: string): StepDocument => ({
    kind: 'reserve',
    id: 'reserve',
    title: title('reserve'),
    amount: { by: 'rate', rate, of: 'after-loss' },
    quantifyBy: 'contribution',
  }),
  back: (rate: string): StepDocument => ({
    kind: 'allocate',
    id: 'back',
    title: title('back'),
    class: 'patronage',
    amount: { by: 'rate', rate, of: 'distributable' },
    to: { kind: 'people', by: { by: 'transaction' } },
  }),
  rest: (to: object = {}): StepDocument => ({
    kind: 'allocate',
    id: 'rest',
    title: title('rest'),
    class: 'capital',
    amount: { by: 'rest' },
    to: {
      kind: 'people',
      by: {
        by: 'account',
        parts: ['contribution', 'reserveShare', 'grantShare', 'donationShare'],
      },
      ...to,
    },
  }),
  pay: (id: string, more: object): StepDocument =>
    ({
      kind: 'allocate',
      id,
      title: title(id),
      class: 'other',
      amount: { by: 'rest' },
      to: { kind: 'people', by: { by: 'head' } },
      ...more,
    }) as StepDocument,
}

export const measure = (
  id: string,
  nature: Plan['measures'][number]['nature'] = 'trade',
): NonNullable<PlanDocument['measures']>[number] => ({
  id,
  title: title(id),
  unit: title(''),
  nature,
})

export const plan = (steps: StepDocument[], more: Partial<PlanDocument> = {}): PlanDocument => ({
  body: 'cooperative',
  measures: [measure('kg')],
  transaction: [{ measure: 'kg', weight: '1' }],
  steps,
  ...more,
})

export const person = (id: string, more: Partial<PersonDocument> = {}): PersonDocument => ({
  id,
  contribution: '0',
  reserveShare: '0',
  grantShare: '0',
  donationShare: '0',
  ...more,
})

export const year = (netSurplus: string, more: Partial<RunDocument['year']> = {}) => ({
  netSurplus,
  priorLoss: '0',
  otherTransfersIn: '0',
  openingUndistributed: '0',
  ...more,
})

export const run = (document: RunDocument) =>
  z.encode(runPlanOutput, computePlan(runPlanInput.parse(document)))
type Answer = ReturnType<typeof run>
export const totals = ({ people }: Pick<Answer, 'people'>) =>
  Object.fromEntries(people.map(({ id, total }) => [id, total]))
export const amounts = ({ steps }: Pick<Answer, 'steps'>) =>
  Object.fromEntries(steps.map(({ id, amount }) => [id, amount]))
export const outcomes = ({ findings }: Pick<Answer, 'findings'>) =>
  Object.fromEntries(findings.map(({ rule, outcome }) => [rule, outcome]))
export const readings = ({ findings }: Pick<Answer, 'findings'>, rule: string) =>
  Object.fromEntries(
    (findings.find((one) => one.rule === rule)?.readings ?? []).map((r) => [r.id, r.outcome]),
  )

export const LAWFUL = {
  'DIST-60': 'passes',
  'DIST-ORDER': 'passes',
  'DIST-EQUALGRANT': 'passes',
  'DIST-RESIDUAL': 'passes',
  'DIST-COVER': 'passes',
  'DIST-MEMBERS': 'passes',
}
export const two = [
  person('a', { contribution: '300', measures: { kg: '3' } }),
  person('b', { contribution: '100', measures: { kg: '1' } }),
]

export const base = { year: year('1000'), people: two }
export const lawful = plan([step.loss(), step.reserve('1/10'), step.back('3/5'), step.rest()])
