import type { Role, UnitKind } from '../../../kernel/role.ts'

/*
 * Who may do what with an assignment (县抓、镇呼、村应): an errand with two sides, the one that gives and the one that
 * answers.
 */

export type AssignmentState = 'given' | 'acknowledged' | 'replied' | 'done' | 'withdrawn'
export type AssignmentMove = 'acknowledge' | 'reply' | 'confirm' | 'return' | 'withdraw' | 'pass'

const SIDE: Readonly<Record<UnitKind, readonly Role[]>> = {
  county: ['county_agriculture', 'county_organisation'],
  town: ['town_secretary', 'town_station'],
  village: ['village_secretary'],
  // The chair of a led co-op is the village's secretary as a rule.
  coop: ['coop_accountant', 'village_secretary'],
}

/** The roles of a side: of a unit, or the desk that was called for by name. */
export const rolesOfSide = (kind: UnitKind, called: Role | null): readonly Role[] =>
  called === null ? SIDE[kind] : [called]

/** What somebody may do now, by the sides they stand on. Whoever gave it judges the reply. */
export function movesOf(one: {
  readonly state: AssignmentState
  readonly direction: 'down' | 'up'
  readonly toKind: UnitKind
  readonly gives: boolean
  readonly answers: boolean
}): AssignmentMove[] {
  const { state, gives, answers } = one
  const open = state !== 'done' && state !== 'withdrawn'
  const moves: AssignmentMove[] = []
  if (answers && state === 'given') moves.push('acknowledge')
  if (answers && (state === 'given' || state === 'acknowledged')) moves.push('reply')
  if (answers && open && one.direction === 'down' && one.toKind === 'town') moves.push('pass')
  if (gives && state === 'replied') moves.push('confirm', 'return')
  if (gives && open && state !== 'replied') moves.push('withdraw')
  return moves
}

/** Of the moves those that wait for somebody: withdrawing and passing on wait for nobody. */
export const isWaiting = (moves: readonly AssignmentMove[]): boolean =>
  moves.some((move) => move !== 'withdraw' && move !== 'pass')
