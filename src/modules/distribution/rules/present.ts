import type { Outcome, Finding } from '../../../kernel/finding.ts'
import { formatFraction, fraction } from '../../../kernel/fraction.ts'
import { fen } from '../../../kernel/money.ts'
import { type Text, text } from '../../../kernel/text.ts'
import type { Run, StepResult } from '../model/run.ts'
import { partsOf } from './bookings.ts'
import { explainPerson, explainRun } from './explain.ts'
import { leastReturn, planFindings } from './findings.ts'
import type { PlanPolicy } from './policy.ts'
import { type Inputs, runOf, type Sourced } from './inputs.ts'
import { statementOf } from './plan-document.ts'
import { sum } from './pools.ts'

/* A computed plan as the page, the paper and the list of co-ops show it. */

const FORM = '农民专业合作社会计制度(财会〔2021〕37号)会农社02表'

interface Bar {
  readonly step: string
  readonly title: Text
  readonly article: string | null
  readonly formula: Text
  readonly class: string | null
  readonly amount: bigint
  readonly total: boolean
}

const NONE = text('', '')

/** From the year's surplus, step by step, to what is kept: each with its article and its arithmetic. */
export function waterfallOf(run: Run): Bar[] {
  const said = new Map(explainRun(run).map((row) => [row.step, row]))
  const bar = (step: string, title: Text, amount: bigint, more: Partial<Bar> = {}): Bar => ({
    step,
    title,
    article: said.get(step)?.article ?? null,
    formula: said.get(step)?.formula ?? NONE,
    class: null,
    amount,
    total: false,
    ...more,
  })
  const { year, law } = run
  const bars: Bar[] = [
    bar('surplus', text('本年盈余', 'Surplus of the year'), year.netSurplus, {
      article: `${FORM}第12行`,
      total: true,
    }),
  ]
  if (year.otherTransfersIn > 0n) {
    bars.push(
      bar('transfers-in', text('其他转入', 'Other transfers in'), year.otherTransfersIn, {
        article: `${FORM}第14行`,
      }),
    )
  }
  for (const step of run.steps.filter(isPool)) {
    bars.push(bar(step.id, step.title, -step.amount, { class: step.class }))
  }
  bars.push(
    bar('distributable', text('可分配盈余', 'Distributable surplus'), law.distributable, {
      total: true,
    }),
  )
  for (const step of run.steps.filter(isUse)) {
    const amount = step.kind === 'draw' ? step.amount : -step.amount
    bars.push(bar(step.id, step.title, amount, { class: step.class }))
  }
  bars.push(
    bar('retained', text('留存未分配', 'Left undistributed'), run.retained + run.unallocated, {
      total: true,
    }),
  )
  return bars
}

const isPool = ({ kind }: StepResult): boolean => kind === 'make-up-loss' || kind === 'reserve'

/** A step that takes from or adds to what is distributed: not the head of a partition, which only divides. */
const isUse = (step: StepResult): boolean =>
  step.kind === 'draw' ||
  ((step.kind === 'allocate' || step.kind === 'partition') &&
    (step.division !== null || step.fund !== null))

/** The figures of a plan that lists and the row of the plan carry. */
export function figuresOf(run: Run, policy: PlanPolicy) {
  const returned = sum(
    run.steps.map((step) =>
      step.class === 'patronage' && step.division !== null ? step.amount : 0n,
    ),
  )
  const findings = planFindings(run, policy)
  return {
    netSurplus: run.year.netSurplus,
    reserve: run.law.reserve,
    distributable: run.law.distributable,
    returned,
    residual: sum(run.paid) - returned,
    converted: sum(run.converted),
    retained: run.retained + run.unallocated,
    members: run.people.filter(({ member, left }) => member && left !== true).length,
    outcome: worstOf(findings),
    failing: findings.filter(({ outcome }) => outcome !== 'passes').map(({ rule }) => rule),
  }
}

const worstOf = (findings: readonly Finding[]): Outcome =>
  findings.some(({ outcome }) => outcome === 'fails')
    ? 'fails'
    : findings.some(({ outcome }) => outcome === 'depends')
      ? 'depends'
      : 'passes'

/** Names of memberships, by id. */
export type Names = ReadonlyMap<string, string>

const MICRO = 1_000_000n

/** The transactions of a person by the plan's first measure, without the factor that made them whole. */
function transactionsOf(run: Run, place: number): string | null {
  const [first] = run.plan.transaction
  const quantity = first === undefined ? undefined : run.people[place]?.measures[first.measure]
  if (first === undefined || quantity === undefined) return null
  const size = run.plan.transaction.length === 1 ? first.weight : { num: 1n, den: 1n }
  const micro = (quantity * size.num) / size.den
  const places = (micro % MICRO).toString().padStart(6, '0').replace(/0+$/, '')
  return `${micro / MICRO}${places === '' ? '' : `.${places}`}`
}

/** All of a computed plan, for the page, judged by the rules of its year. */
export function computedOf(sourced: Sourced, names: Names, policy: PlanPolicy) {
  const run = runOf(sourced)
  const figures = figuresOf(run, policy)
  const { law, year } = run
  const [first] = run.plan.transaction
  const unit = run.plan.measures.find(({ id }) => id === first?.measure)?.unit ?? null
  const share =
    law.distributable > 0n ? formatFraction(fraction(law.patronage, law.distributable)) : null
  return {
    netSurplus: fen(year.netSurplus),
    priorLoss: fen(year.priorLoss),
    otherTransfersIn: fen(year.otherTransfersIn),
    openingUndistributed: fen(year.openingUndistributed),
    afterLoss: fen(law.afterLoss),
    reserve: fen(law.reserve),
    distributable: fen(law.distributable),
    returned: fen(figures.returned),
    leastReturn: fen(run.plan.body === 'cooperative' ? leastReturn(law, policy) : 0n),
    returnShare: share,
    residual: fen(figures.residual),
    converted: fen(figures.converted),
    retained: fen(figures.retained),
    drawn: fen(run.drawn),
    unallocated: fen(run.unallocated),
    transactionUnit: unit === null ? null : { ...unit },
    statement: statementOf(run),
    waterfall: waterfallOf(run).map((bar) => ({
      ...bar,
      title: { ...bar.title },
      formula: { ...bar.formula },
      amount: fen(bar.amount),
    })),
    leastShare: policy['DIST-60'].parameters.min,
    findings: planFindings(run, policy),
    members: membersOf(run, sourced.inputs, names),
  }
}

function membersOf(run: Run, inputs: Inputs, names: Names) {
  const parts = new Map(partsOf(run, inputs).map((part) => [part.holderId, part]))
  const people = new Map(inputs.people.map((one) => [one.id, one]))
  return run.people.flatMap((person, i) => {
    const stored = people.get(person.id)
    const part = stored === undefined ? undefined : parts.get(stored.holderId)
    if (stored === undefined || part === undefined) return []
    const converted = part.convertedReturn + part.convertedResidual
    return [
      {
        holderId: stored.holderId,
        number: stored.number,
        name: names.get(stored.holderId) ?? '',
        months: person.months,
        contribution: fen(person.contribution),
        reserveShare: fen(person.reserveShare),
        grantShare: fen(person.grantShare),
        donationShare: fen(person.donationShare),
        transactions: transactionsOf(run, i),
        returned: fen(part.returned + part.convertedReturn),
        residual: fen(part.residual + part.convertedResidual),
        total: fen(run.paid[i] ?? 0n),
        converted: fen(converted),
        cash: fen(part.returned + part.residual),
        newReserveShare: fen(part.reserve),
      },
    ]
  })
}

/** One member's own arithmetic, line by line. */
export function arithmeticOf(sourced: Sourced, holderId: string) {
  const run = runOf(sourced)
  const person = sourced.inputs.people.find((one) => one.holderId === holderId)
  const place = run.people.findIndex(({ id }) => id === person?.id)
  return explainPerson(run, place).map(({ title, formula, amount, ...rest }) => ({
    ...rest,
    title: { ...title },
    formula: { ...formula },
    amount: fen(amount),
  }))
}
