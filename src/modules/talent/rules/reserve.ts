import type { LocalDate } from '../../../kernel/date.ts'
import type { ReserveAct, ReserveEvent, ReserveState, Step } from '../model.ts'

/* The reserve 雏雁 (R40): nominated by a town, confirmed by the organisation department, led on step by step. */

export interface ReserveStanding {
  readonly state: ReserveState
  readonly step: Step | null
  /** When it is looked at again; null where no day was set. */
  readonly reviewOn: LocalDate | null
}

/** Where somebody stands after all that was recorded. */
export function reserveStanding(events: readonly ReserveEvent[]): ReserveStanding {
  let standing: ReserveStanding = { state: 'nominated', step: null, reviewOn: null }
  for (const { act, step, reviewOn } of events) {
    if (act === 'confirm') standing = { state: 'confirmed', step, reviewOn }
    if (act === 'return') standing = { ...standing, state: 'returned' }
    if (act === 'step') standing = { ...standing, step, reviewOn }
    if (act === 'leave') standing = { ...standing, state: 'left', reviewOn: null }
  }
  return standing
}

/** Whether an act fits now: a nomination is decided once, and only who is in the reserve is led on or leaves. */
export const mayAct = (state: ReserveState, act: ReserveAct): boolean =>
  act === 'confirm' || act === 'return' ? state === 'nominated' : state === 'confirmed'

/** Whether somebody of this state may not be nominated again. */
export const isTaken = (state: ReserveState): boolean =>
  state === 'nominated' || state === 'confirmed'
