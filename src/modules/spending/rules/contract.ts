import { dayNumber, type LocalDate } from '../../../kernel/date.ts'

/* Where a contract stands, and what falls due under it. */

export interface Term {
  readonly kind: 'performance' | 'payment' | 'collection'
  readonly dueOn: LocalDate
  /** Fen; null where nothing is paid. */
  readonly amount: bigint | null
  readonly text: string
}

export interface Done {
  readonly kind: string
  readonly line: number | null
  readonly amount: bigint | null
}

export type ContractState = 'draft' | 'approving' | 'in_force' | 'refused' | 'expired' | 'ended'

/** The state of a contract from its case and its days; `signedOn`: signed before approvals were in use. */
export function contractState(
  contract: {
    readonly signedOn: LocalDate | null
    readonly caseState: 'running' | 'done' | 'refused' | 'withdrawn' | null
    readonly signed: boolean
    readonly endedOn: LocalDate | null
    readonly expiresOn: LocalDate
  },
  today: LocalDate,
): ContractState {
  const { signedOn, caseState, signed, endedOn, expiresOn } = contract
  if (endedOn !== null) return 'ended'
  if (signedOn === null && !signed && caseState !== 'done') {
    if (caseState === 'running') return 'approving'
    return caseState === 'refused' ? 'refused' : 'draft'
  }
  return expiresOn < today ? 'expired' : 'in_force'
}

/** Days until a contract ends, where it ends within the county's span of notice and is not over. */
export function expiresIn(expiresOn: LocalDate, today: LocalDate, within: number): number | null {
  const days = dayNumber(expiresOn) - dayNumber(today)
  return days >= 0 && days <= within ? days : null
}

/** Days before the end at which it is told again after the county's span of notice has begun. */
const STAGES = [0, 7, 30] as const

/** The stage of notice in which a contract is: 0, 7 or 30 days before its end, else the whole span. */
export const expiryStage = (left: number, span: number): number =>
  STAGES.find((stage) => left <= stage && stage < span) ?? span

/**
 * Whether each line of a schedule is done: what was performed once, what was paid or collected when the amounts
 * recorded for the line reach its own. Records that name no line count for the lines of their kind in order.
 */
export function linesDone(schedule: readonly Term[], records: readonly Done[]): readonly boolean[] {
  const free = new Map<string, bigint>()
  for (const { kind, line, amount } of records) {
    if (line === null && amount !== null) free.set(kind, (free.get(kind) ?? 0n) + amount)
  }
  return schedule.map((term, at) => {
    const own = records.filter(({ kind, line }) => line === at && kind === term.kind)
    if (term.amount === null) return own.length > 0
    const named = own.reduce((sum, { amount }) => sum + (amount ?? 0n), 0n)
    const missing = term.amount - named
    if (missing <= 0n) return true
    const spare = free.get(term.kind) ?? 0n
    if (spare < missing) return false
    free.set(term.kind, spare - missing)
    return true
  })
}
