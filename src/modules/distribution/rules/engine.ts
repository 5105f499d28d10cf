import { divide } from '../../../kernel/apportion.ts'
import type { Fraction } from '../../../kernel/fraction.ts'
import { compareCodePoints, type Text } from '../../../kernel/text.ts'
import type {
  Amount,
  Base,
  LegalClass,
  Part,
  Plan,
  Split,
  Step,
  StepOf,
  ToPeople,
} from '../model/plan.ts'
import type { Division, Law, Person, Run, StepResult, Year } from '../model/run.ts'
import { ceiling, halfUp, least, most, sum } from './pools.ts'
import { shareOut, sizesOf } from './split.ts'

/*
 * The one mechanism of distribution: the steps of a plan in their order, each taking from what remains.
 * Nothing is judged here; `findings.ts` says what the law makes of the result.
 */

interface Work {
  readonly plan: Plan
  readonly year: Year
  readonly people: readonly Person[]
  afterLoss: bigint
  reserve: bigint
  remaining: bigint
  drawn: bigint
  retained: bigint
  newReserve: bigint[]
  quantified: bigint
  readonly paid: bigint[]
  readonly converted: bigint[]
  readonly convertedReturns: bigint[]
  /** What of a step's shares is not yet converted; only for steps that were. */
  readonly unconverted: Map<string, bigint[]>
  readonly steps: StepResult[]
}

/**
 * Computes a plan for one year and its people. The same bytes whatever the order of people. What the steps
 * leave over stays undistributed (`retained`).
 */
export function runPlan(plan: Plan, year: Year, people: readonly Person[]): Run {
  const sorted = people.toSorted((a, b) => compareCodePoints(a.id, b.id))
  const open = most(0n, year.netSurplus + year.otherTransfersIn)
  const work: Work = {
    plan,
    year,
    people: sorted,
    afterLoss: open,
    reserve: 0n,
    remaining: open,
    drawn: 0n,
    retained: 0n,
    newReserve: sorted.map(() => 0n),
    quantified: 0n,
    paid: sorted.map(() => 0n),
    converted: sorted.map(() => 0n),
    convertedReturns: sorted.map(() => 0n),
    unconverted: new Map(),
    steps: [],
  }
  for (const step of plan.steps) take(work, step)
  return {
    plan,
    year,
    people: sorted,
    steps: work.steps,
    law: lawOf(work),
    newReserve: work.newReserve,
    paid: work.paid,
    converted: work.converted,
    convertedReturns: work.convertedReturns,
    convertedReturn: sum(work.convertedReturns),
    retained: work.retained + work.remaining - work.drawn,
    drawn: work.drawn,
    unallocated: sum(work.steps.map(({ unallocated }) => unallocated)),
  }
}

function take(work: Work, step: Step): void {
  switch (step.kind) {
    case 'make-up-loss': {
      const amount = least(work.year.priorLoss, work.remaining)
      work.remaining -= amount
      work.afterLoss = work.remaining
      work.steps.push(result(step, { amount }))
      return
    }
    case 'reserve':
      return takeReserve(work, step)
    case 'allocate': {
      const sizes = step.to.kind === 'people' ? weigh(work, step.to) : null
      const taken = takeAmount(work, step.amount, { class: step.class, sizes })
      settle(work, { ...step, step: 'allocate' }, { ...taken, sizes })
      return
    }
    case 'partition':
      return takePartition(work, step)
    case 'draw': {
      const amount = least(step.amount, earlier(work.year))
      work.drawn += amount
      work.remaining += amount
      work.steps.push(result(step, { amount, short: step.amount - amount }))
      return
    }
    case 'retain': {
      const taken = takeAmount(work, step.amount, { class: 'other', sizes: null })
      work.retained += taken.amount
      work.steps.push(result(step, taken))
      return
    }
    case 'convert':
      return convert(work, step)
  }
}

interface Taken {
  readonly amount: bigint
  readonly short: bigint
  readonly base: bigint | null
  readonly rate: Fraction | null
  readonly limited: 'cap' | 'floor' | null
}

interface Weighed {
  readonly sizes: readonly bigint[]
  readonly scale: bigint
}

const weigh = (work: Work, to: ToPeople): Weighed =>
  sizesOf(work.plan, work.people, { to, newReserve: work.newReserve })

/** How much a step takes out of what remains; a return by transactions is rounded up, all else half up. */
function takeAmount(
  work: Work,
  amount: Amount,
  how: { readonly class: LegalClass; readonly sizes: Weighed | null },
): Taken {
  const plain = { base: null, rate: null, limited: null }
  if (amount.by === 'rest') {
    const all = work.remaining
    work.remaining = 0n
    return { ...plain, amount: all, short: 0n }
  }
  if (amount.by === 'fixed') return { ...plain, ...spend(work, amount.amount) }
  const round = how.class === 'patronage' ? ceiling : halfUp
  const units = how.sizes
  const [base, rate] =
    amount.by === 'rate'
      ? [baseOf(work, amount.of), amount.rate]
      : [amount.price * sum(units?.sizes ?? []), { num: 1n, den: units?.scale ?? 1n }]
  let wanted = round(rate, base)
  let limited: Taken['limited'] = null
  if (amount.atLeast !== undefined && wanted < amount.atLeast) {
    ;[wanted, limited] = [amount.atLeast, 'floor']
  }
  if (amount.atMost !== undefined && wanted > amount.atMost) {
    ;[wanted, limited] = [amount.atMost, 'cap']
  }
  const byRate = amount.by === 'rate' ? { base, rate } : { base: null, rate: null }
  return { ...byRate, limited, ...spend(work, wanted) }
}

function spend(work: Work, wanted: bigint): { amount: bigint; short: bigint } {
  const amount = least(wanted, work.remaining)
  work.remaining -= amount
  return { amount, short: wanted - amount }
}

function baseOf(work: Work, base: Base): bigint {
  switch (base) {
    case 'surplus':
      return work.year.netSurplus
    case 'after-loss':
      return work.afterLoss
    case 'distributable':
      return work.afterLoss - work.reserve
    case 'remaining':
      return work.remaining
  }
}

/** Undistributed surplus of earlier years that a loss of this year has left. */
const earlier = ({ openingUndistributed, ...year }: Year): bigint =>
  most(
    0n,
    openingUndistributed + least(0n, year.netSurplus + year.otherTransfersIn - year.priorLoss),
  )

const QUANTIFY: Readonly<Record<StepOf<'reserve'>['quantifyBy'], Split>> = {
  contribution: { by: 'account', parts: ['contribution'] },
  patronage: { by: 'transaction' },
  equal: { by: 'head' },
}

/** Reserve: at most what there is after losses, and quantified to every member at once (Art. 42). */
function takeReserve(work: Work, step: StepOf<'reserve'>): void {
  const taken = takeAmount(work, step.amount, { class: 'reserve', sizes: null })
  work.reserve += taken.amount
  const to: ToPeople = { kind: 'people', by: QUANTIFY[step.quantifyBy], partYear: 'full' }
  const weighed = withoutLeavers(work, weigh(work, to))
  const division = divided(taken.amount, weighed, to)
  if (division !== null) {
    work.newReserve = work.newReserve.map((before, i) => before + (division.shares[i] ?? 0n))
    work.quantified += taken.amount
  }
  // What the year cannot bear is no promise broken: the reserve is capped by law.
  const limited = taken.short > 0n ? 'cap' : taken.limited
  work.steps.push(result(step, { ...taken, short: 0n, class: 'reserve', division, limited }))
}

/** A reserve stays in the co-op: who has left it holds no part of it. */
function withoutLeavers({ people }: Work, { sizes, scale }: Weighed): Weighed {
  return { scale, sizes: sizes.map((size, i) => (people[i]?.left === true ? 0n : size)) }
}

const isWeighty = ({ sizes }: Weighed): boolean => sizes.some((size) => size > 0n)

function divided(amount: bigint, weighed: Weighed, to: ToPeople): Division | null {
  if (!isWeighty(weighed)) return null
  return { to, ...weighed, shares: divide(amount, weighed.sizes), clamped: false }
}

interface Use {
  readonly step: 'allocate' | 'partition'
  readonly id: string
  readonly title: Text
  readonly class: LegalClass
  readonly to: Part['to']
}

/** Gives an amount to its people or its fund. */
function settle(work: Work, use: Use, taken: Taken & { readonly sizes: Weighed | null }): void {
  const { to } = use
  const named = { kind: use.step, id: use.id, title: use.title }
  const { sizes: weighed, ...figures } = taken
  const plain = { ...figures, class: use.class }
  if (to.kind === 'fund') {
    work.steps.push(result(named, { ...plain, fund: to.name }))
    return
  }
  if (weighed === null || !isWeighty(weighed)) {
    work.steps.push(result(named, { ...plain, unallocated: taken.amount }))
    return
  }
  const { shares, left, short, clamped } = shareOut(taken.amount, weighed.sizes, {
    atLeast: to.eachAtLeast,
    atMost: to.eachAtMost,
  })
  work.remaining += left
  shares.forEach((share, i) => (work.paid[i] = (work.paid[i] ?? 0n) + share))
  work.steps.push(
    result(named, {
      ...plain,
      amount: taken.amount - left,
      short: taken.short + short,
      division: { to, ...weighed, shares, clamped },
    }),
  )
}

/** One amount for several uses in fixed proportions: largest remainder among the uses, too. */
function takePartition(work: Work, step: StepOf<'partition'>): void {
  const taken = takeAmount(work, step.amount, { class: 'other', sizes: null })
  const order = step.parts.toSorted((a, b) => compareCodePoints(a.id, b.id))
  const den = order.reduce((product, { weight }) => product * weight.den, 1n)
  const amounts = divide(
    taken.amount,
    order.map(({ weight }) => weight.num * (den / weight.den)),
  )
  work.steps.push(result(step, { ...taken, amount: taken.amount }))
  for (const part of step.parts) {
    const sizes = part.to.kind === 'people' ? weigh(work, part.to) : null
    const amount = amounts[order.indexOf(part)] ?? 0n
    const plain = { short: 0n, base: taken.amount, rate: null, limited: null }
    settle(work, { ...part, step: 'partition' }, { ...plain, amount, sizes })
  }
}

/** Part of what people got becomes contribution: the return first, and nothing twice. */
function convert(work: Work, step: StepOf<'convert'>): void {
  const ids = step.ids === undefined ? null : new Set(step.ids)
  const sources = work.steps
    .filter(({ id, division }) => step.of.includes(id) && division !== null)
    .toSorted((a, b) => Number(b.class === 'patronage') - Number(a.class === 'patronage'))
    .map(({ id, class: legal, division }) => {
      const left = work.unconverted.get(id) ?? [...(division?.shares ?? [])]
      work.unconverted.set(id, left)
      return { legal, left }
    })
  const sizes = work.people.map((person, i) => {
    const meant =
      (step.group === undefined || person.groups.includes(step.group)) &&
      (ids === null || ids.has(person.id))
    return meant ? sum(sources.map(({ left }) => left[i] ?? 0n)) : 0n
  })
  const to: ToPeople = { kind: 'people', by: { by: 'head' }, partYear: 'full' }
  const base = sum(sizes)
  const amount = halfUp(step.rate, base)
  const division = divided(amount, { sizes, scale: 1n }, to)
  division?.shares.forEach((share, i) => {
    work.converted[i] = (work.converted[i] ?? 0n) + share
    let open = share
    for (const { legal, left } of sources) {
      const part = least(open, left[i] ?? 0n)
      left[i] = (left[i] ?? 0n) - part
      open -= part
      if (legal === 'patronage') {
        work.convertedReturns[i] = (work.convertedReturns[i] ?? 0n) + part
      }
    }
  })
  work.steps.push(result(step, { amount, base, rate: step.rate, division }))
}

function result(
  step: Pick<StepResult, 'id' | 'title' | 'kind'>,
  more: Partial<StepResult>,
): StepResult {
  return {
    class: null,
    base: null,
    rate: null,
    amount: 0n,
    short: 0n,
    unallocated: 0n,
    fund: null,
    division: null,
    limited: null,
    ...more,
    id: step.id,
    title: step.title,
    kind: step.kind,
  }
}

/** Whether a step is a return by transactions in fact, whatever it is called; and by trade alone. */
function patronageOf(plan: Plan, step: StepResult): { counts: boolean; trade: boolean } {
  const by = step.division?.to.by
  if (step.class !== 'patronage' || by === undefined) return { counts: false, trade: false }
  if (by.by !== 'transaction' && by.by !== 'measure') return { counts: false, trade: false }
  const parts = by.by === 'transaction' ? plan.transaction : by.parts
  const natures = new Map(plan.measures.map(({ id, nature }) => [id, nature]))
  return { counts: true, trade: parts.every(({ measure }) => natures.get(measure) === 'trade') }
}

function lawOf(work: Work): Law {
  const { plan, year, reserve, quantified } = work
  const carried = year.netSurplus + year.otherTransfersIn - year.priorLoss
  const afterLoss = most(0n, carried)
  let [patronage, tradePatronage, otherPaid] = [0n, 0n, 0n]
  for (const step of work.steps) {
    if (step.division === null || (step.kind !== 'allocate' && step.kind !== 'partition')) continue
    const paidToMembers = sum(
      step.division.shares.filter((_, i) => work.people[i]?.member === true),
    )
    const { counts, trade } = patronageOf(plan, step)
    if (counts) patronage += paidToMembers
    if (trade) tradePatronage += paidToMembers
    otherPaid += step.amount - (counts ? paidToMembers : 0n)
  }
  return {
    afterLoss,
    reserve,
    quantified,
    distributable: most(0n, afterLoss - reserve),
    row16: carried + year.openingUndistributed - reserve,
    patronage,
    tradePatronage,
    otherPaid,
  }
}
