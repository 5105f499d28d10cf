import type { LocalDate } from '../../../kernel/date.ts'
import type { DutySpec, Outcome, Proof, Standing, State } from '../model.ts'

/** How a thing with a day of doing and a last day stands; done after its day it is late. */
export function outcomeOf(
  of: { readonly doneOn: LocalDate | null; readonly dueOn: LocalDate | null },
  today: LocalDate,
): Outcome {
  const { doneOn, dueOn } = of
  if (doneOn !== null) return dueOn !== null && doneOn > dueOn ? 'late' : 'done'
  return dueOn !== null && dueOn < today ? 'overdue' : 'open'
}

/**
 * How a duty stands by its rows. Where a number is asked for, so many rows must be done, in time or late; else each row
 * that fell due. A number that is not reached is missing only when the period is over. Where nothing fell due the duty
 * is neither done nor missing.
 */
export function standingOf(
  duty: Pick<DutySpec, 'least'>,
  rows: readonly Pick<Proof, 'outcome'>[],
  at: { readonly periodEnd: LocalDate; readonly today: LocalDate },
): Standing {
  const count = (outcome: Outcome): number => rows.filter((row) => row.outcome === outcome).length
  const late = count('late')
  const counts = {
    done: count('done') + late,
    late,
    open: count('open'),
    overdue: count('overdue'),
  }
  const asked = duty.least ?? rows.length
  return { ...counts, asked, state: stateOf({ ...counts, asked }, duty.least, at) }
}

function stateOf(
  counts: Omit<Standing, 'state'>,
  least: number | null,
  at: { readonly periodEnd: LocalDate; readonly today: LocalDate },
): State {
  if (least !== null) {
    if (counts.done >= least) return 'done'
    return at.periodEnd < at.today ? 'missing' : 'due'
  }
  if (counts.asked === 0) return 'none'
  if (counts.overdue > 0) return 'missing'
  if (counts.open > 0) return 'due'
  return counts.late > 0 ? 'late' : 'done'
}
