import { z } from 'zod'
import type { LocalDate } from '../../../kernel/date.ts'
import { type Fraction, fraction } from '../../../kernel/fraction.ts'
import type { AnyId } from '../../../kernel/id.ts'
import { fen } from '../../../kernel/money.ts'
import { id } from '../../../kernel/schema.ts'
import type { Shares } from '../model/account.ts'
import type { Measured, Part, Plan, Step } from '../model/plan.ts'
import type { Run } from '../model/run.ts'
import type { Document } from '../model/terms.ts'
import { runPlan } from './engine.ts'
import { personSchema, yearOf, yearSchema } from './plan-document.ts'

/* What the books, the register, the trades and the member accounts say, as the engine takes it. */

/** The year by the books, in fen. */
export interface YearFigures {
  /** Row 12 of 会农社02表. */
  readonly netSurplus: bigint
  /** Row 13: below zero an uncovered loss. */
  readonly opening: bigint
  /** Row 14. */
  readonly transfersIn: bigint
}

/** Somebody who was a member in the year. */
export interface Membership {
  readonly holderId: AnyId
  readonly number: string
  readonly joinedOn: LocalDate
  readonly leftOn: LocalDate | null
  /** Paid, at the year's end; nothing where membership ended before. */
  readonly contribution: bigint
  readonly shares: Shares
}

const storedPerson = personSchema.extend({ holderId: id, number: z.string() })

/** What a plan was computed on, as it is kept: exact values as text. */
export const inputsSchema = z.strictObject({
  year: yearSchema,
  people: z.array(storedPerson),
  /** How many times its quantities each measure is counted, where that makes them whole. */
  scales: z.record(z.string(), z.string().regex(/^[1-9]\d*$/)),
})
export type Inputs = z.output<typeof inputsSchema>
export type StoredPerson = Inputs['people'][number]

/** Ties go by member number: the engine orders by code points, so numbers get one length. */
export const placeOf = (number: string): string => number.padStart(8, '0')

/** Months in which somebody was a member in the year: that of joining counts, as does that of leaving. */
export function monthsIn(year: number, member: Pick<Membership, 'joinedOn' | 'leftOn'>): number {
  const [first, last] = [`${year}-01-01`, `${year}-12-31`]
  const from = member.joinedOn > first ? member.joinedOn : first
  const to = member.leftOn !== null && member.leftOn < last ? member.leftOn : last
  if (to < from) return 0
  return Number(to.slice(5, 7)) - Number(from.slice(5, 7)) + 1
}

const MICRO = 1_000_000n

export interface Sourced {
  readonly document: Document
  readonly inputs: Inputs
}

/**
 * The document with its inputs. Where a quantity does not end within six decimals (a weight of a third), all
 * quantities of the measure are kept so many times as makes them whole (`scales`).
 */
export function sourced(
  document: Document,
  facts: { readonly year: number; readonly figures: YearFigures },
  members: readonly Membership[],
  counted: ReadonlyMap<string, ReadonlyMap<AnyId, Fraction>>,
): Sourced {
  const scales = new Map<string, bigint>()
  const quantities = new Map<string, Map<AnyId, bigint>>()
  for (const { id: measure } of document.plan.measures) {
    const amounts = counted.get(measure) ?? new Map<AnyId, Fraction>()
    const scale = scaleOf([...amounts.values()])
    scales.set(measure, scale)
    quantities.set(
      measure,
      new Map([...amounts].map(([who, f]) => [who, (f.num * MICRO * scale) / f.den])),
    )
  }
  const { opening, netSurplus, transfersIn } = facts.figures
  return {
    document,
    inputs: {
      scales: Object.fromEntries(
        [...scales].filter(([, scale]) => scale !== 1n).map(([id, scale]) => [id, String(scale)]),
      ),
      year: {
        netSurplus: fen(netSurplus),
        priorLoss: fen(opening < 0n ? -opening : 0n),
        otherTransfersIn: fen(transfersIn),
        openingUndistributed: fen(opening > 0n ? opening : 0n),
      },
      people: members
        .map((member) => personOf(member, facts.year, quantities))
        .toSorted((a, b) => (a.id < b.id ? -1 : 1)),
    },
  }
}

function personOf(
  member: Membership,
  year: number,
  quantities: ReadonlyMap<string, ReadonlyMap<AnyId, bigint>>,
): StoredPerson {
  const { shares } = member
  const left = member.leftOn !== null && member.leftOn <= `${year}-12-31`
  return {
    id: placeOf(member.number),
    holderId: member.holderId,
    number: member.number,
    member: true,
    groups: [],
    months: monthsIn(year, member),
    ...(left ? { left } : {}),
    contribution: fen(member.contribution),
    reserveShare: fen(atLeastZero(shares.reserve)),
    grantShare: fen(atLeastZero(shares.grant)),
    donationShare: fen(atLeastZero(shares.donation)),
    measures: Object.fromEntries(
      [...quantities].map(([measure, amounts]) => [
        measure,
        // More reversed than traded in the year: nothing is returned, nothing is owed.
        atLeastZero(amounts.get(member.holderId) ?? 0n),
      ]),
    ),
  }
}

const atLeastZero = (value: bigint): bigint => (value > 0n ? value : 0n)

function gcd(a: bigint, b: bigint): bigint {
  let [x, y] = [a, b]
  while (y !== 0n) [x, y] = [y, x % y]
  return x
}

/** The least factor that makes every amount a whole number of millionths. */
function scaleOf(amounts: readonly Fraction[]): bigint {
  return amounts.reduce((scale, { den }) => {
    const rest = den / gcd(den, MICRO)
    return (scale / gcd(scale, rest)) * rest
  }, 1n)
}

type Remade = (part: Measured) => Measured

/** The plan with every mention of a measure made anew. */
function remeasured(plan: Plan, remake: Remade): Plan {
  const where = <T extends Part['to']>(to: T): T =>
    to.kind === 'people' && to.by.by === 'measure'
      ? { ...to, by: { ...to.by, parts: to.by.parts.map(remake) } }
      : to
  return {
    ...plan,
    transaction: plan.transaction.map(remake),
    steps: plan.steps.map((step): Step => {
      if (step.kind === 'allocate') return { ...step, to: where(step.to) }
      if (step.kind !== 'partition') return step
      return { ...step, parts: step.parts.map((part) => ({ ...part, to: where(part.to) })) }
    }),
  }
}

/** The plan as the engine takes it: weights that belong to the kept quantities. */
export function planOf({ document, inputs }: Sourced): Plan {
  const scales = new Map(Object.entries(inputs.scales).map(([id, n]) => [id, BigInt(n)]))
  if (scales.size === 0) return document.plan
  return remeasured(document.plan, ({ measure, weight }) => ({
    measure,
    weight: fraction(weight.num, weight.den * (scales.get(measure) ?? 1n)),
  }))
}

/** The same with its measures under other names, for a comparison with a plan that has the same ones. */
export function renamed(sourced: Sourced): {
  readonly plan: Plan
  readonly measuresOf: (person: StoredPerson) => Record<string, bigint>
} {
  const name = (measure: string): string => `x-${measure}`.slice(0, 40)
  const plan = remeasured(planOf(sourced), (part) => ({ ...part, measure: name(part.measure) }))
  return {
    plan: { ...plan, measures: plan.measures.map((one) => ({ ...one, id: name(one.id) })) },
    measuresOf: ({ measures }) =>
      Object.fromEntries(Object.entries(measures).map(([id, size]) => [name(id), size])),
  }
}

/** Computes what is kept of a plan: the same result at any later time. */
export const runOf = (sourced: Sourced): Run =>
  runPlan(planOf(sourced), yearOf(sourced.inputs.year), sourced.inputs.people)
