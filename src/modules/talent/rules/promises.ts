import type { LocalDate } from '../../../kernel/date.ts'
import type { Ballots, PromiseFacts, PromiseState, Verdict } from '../model.ts'

/* 承诺、亮诺、践诺 (R39): the state of a promise follows from what was recorded of it. */

export const ballotsCast = ({ kept, partly, unkept }: Ballots): number => kept + partly + unkept

/** What the members say: more than half of those who said something; null where nobody did. */
export function verdictOf(ballots: Ballots): Verdict | null {
  const cast = ballotsCast(ballots)
  if (cast === 0) return null
  if (ballots.kept * 2 > cast) return 'kept'
  return (ballots.kept + ballots.partly) * 2 > cast ? 'partly' : 'unkept'
}

/** Whether members may still say something of it on a day. */
export const isOpen = (facts: PromiseFacts, today: LocalDate): boolean =>
  !facts.withdrawn && facts.assessed?.how === 'phone' && today <= facts.assessed.until

/** Whether it has been assessed: the days are over and somebody said something. */
export const isAssessed = (facts: PromiseFacts, today: LocalDate): boolean =>
  facts.assessed !== null && !isOpen(facts, today) && ballotsCast(facts.assessed.ballots) > 0

/** Where a promise stands on a day. */
export function promiseState(facts: PromiseFacts, today: LocalDate): PromiseState {
  if (facts.withdrawn) return 'withdrawn'
  const verdict =
    facts.assessed !== null && isAssessed(facts, today) ? verdictOf(facts.assessed.ballots) : null
  if (verdict !== null) return verdict
  if (facts.dueOn < today) return 'late'
  return facts.published ? 'published' : 'promised'
}

const TWO_CHARACTER_SURNAMES = [
  '欧阳',
  '上官',
  '司马',
  '诸葛',
  '东方',
  '皇甫',
  '尉迟',
  '公孙',
  '令狐',
]

/** A name as the county's rules let it stand in public: whole, or the surname with 某. */
export function publicName(name: string, names: 'full' | 'surname'): string {
  if (names === 'full') return name
  const double = TWO_CHARACTER_SURNAMES.find((one) => name.startsWith(one))
  return `${double ?? Array.from(name)[0] ?? ''}某`
}
