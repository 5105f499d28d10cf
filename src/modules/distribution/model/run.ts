import type { Fraction } from '../../../kernel/fraction.ts'
import type { Text } from '../../../kernel/text.ts'
import type { LegalClass, Plan, Step, ToPeople } from './plan.ts'

/* What the engine works on and what it answers. Amounts are fen, measured quantities millionths. */

/** The year as the statement of surplus has it (会农社02表). */
export interface Year {
  /** Row 12, may be negative. */
  readonly netSurplus: bigint
  /** The uncovered loss brought forward, not negative. */
  readonly priorLoss: bigint
  /** Row 14: reserves used to cover losses. */
  readonly otherTransfersIn: bigint
  /** Undistributed surplus brought forward, not negative; zero where there is a prior loss. */
  readonly openingUndistributed: bigint
}

/** Somebody a plan may pay: a member with the account of Art. 43, or an outsider. */
export interface Person {
  readonly id: string
  readonly member: boolean
  readonly groups: readonly string[]
  /** Months of membership in the year, 0 to 12. */
  readonly months: number
  /** Was a member in the year and is none at its end: returned to by transactions, no part of the reserve. */
  readonly left?: boolean | undefined
  readonly contribution: bigint
  readonly reserveShare: bigint
  readonly grantShare: bigint
  readonly donationShare: bigint
  readonly measures: Readonly<Record<string, bigint>>
}

/** How one amount was divided among people. Arrays stand in the order of the run's `people`. */
export interface Division {
  readonly to: ToPeople
  /** Weights as whole numbers; `scale` of them make one unit (one kilogram, one head, one fen). */
  readonly sizes: readonly bigint[]
  readonly scale: bigint
  readonly shares: readonly bigint[]
  /** A cap or a floor of single people changed the plain proportion. */
  readonly clamped: boolean
}

export interface StepResult {
  readonly id: string
  readonly title: Text
  readonly kind: Step['kind']
  readonly class: LegalClass | null
  /** What the step is computed on and by; null where it is a fixed amount or the rest. */
  readonly base: bigint | null
  readonly rate: Fraction | null
  readonly amount: bigint
  /** What the plan promises beyond what there is. */
  readonly short: bigint
  /** Divided by weights that are all zero: nobody can be paid. */
  readonly unallocated: bigint
  readonly fund: Text | null
  readonly division: Division | null
  /** The amount was set by a cap or a floor of the step, not by its rate. */
  readonly limited: 'cap' | 'floor' | null
}

export interface Run {
  readonly plan: Plan
  readonly year: Year
  /** By id in code-point order, whatever the order of the input. */
  readonly people: readonly Person[]
  readonly steps: readonly StepResult[]
  readonly law: Law
  readonly newReserve: readonly bigint[]
  /** All that each person gets, before conversion, and what of it becomes contribution. */
  readonly paid: readonly bigint[]
  readonly converted: readonly bigint[]
  /** Of what is converted, what came out of the return by transactions: of each person, and of all. */
  readonly convertedReturns: readonly bigint[]
  readonly convertedReturn: bigint
  readonly retained: bigint
  readonly drawn: bigint
  readonly unallocated: bigint
}

/** The figures of Art. 42 and 44, whatever the plan calls them. */
export interface Law {
  readonly afterLoss: bigint
  readonly reserve: bigint
  readonly quantified: bigint
  /** 可分配盈余: the year's surplus after losses and reserve. */
  readonly distributable: bigint
  /** Row 16 of the official statement: with what was brought forward. */
  readonly row16: bigint
  /** Paid in proportion to transactions; of it by trade alone. */
  readonly patronage: bigint
  readonly tradePatronage: bigint
  /** Paid to people in any other way. */
  readonly otherPaid: bigint
}
