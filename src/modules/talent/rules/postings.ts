import { addDays, type LocalDate } from '../../../kernel/date.ts'
import type { StandingTask, Stretch } from '../model.ts'

/* Postings (R35, R36): who is there, what is missing, what a posting begins with. */

const overlaps = (a: Stretch, b: Stretch): boolean =>
  (b.to === null || a.from < b.to) && (a.to === null || b.from < a.to)

/** The first secretary whose time meets this one's; null where the village is free. */
export const firstSecretaryBeside = <S extends Stretch>(
  fresh: Stretch,
  others: readonly S[],
): S | null =>
  fresh.kind === 'first_secretary'
    ? (others.find((one) => one.kind === 'first_secretary' && overlaps(fresh, one)) ?? null)
    : null

/** Whether somebody is in the village on a day. */
export const isThere = ({ from, to }: Stretch, on: LocalDate): boolean =>
  from <= on && (to === null || on < to)

export type Standing = 'coming' | 'there' | 'ending' | 'over' | 'ended'

/** Where a posting stands: `ending` within the rule's days, `over` when its term has run out and nobody ended it. */
export function standingOf(
  posting: Stretch & { readonly until: LocalDate },
  { today, endingDays }: { readonly today: LocalDate; readonly endingDays: number },
): Standing {
  if (posting.to !== null && posting.to <= today) return 'ended'
  if (posting.from > today) return 'coming'
  if (posting.until < today) return 'over'
  return posting.until <= addDays(today, endingDays) ? 'ending' : 'there'
}

export interface NewTask<Coop> {
  readonly what: string
  readonly aboutCoop: boolean
  readonly coop: Coop | null
  readonly dueOn: LocalDate
}

/**
 * The tasks a posting begins with: those about co-ops once for each co-op of the village, and never none of them
 * (R36: 列入驻村帮扶工作重要内容). Nothing is due after the term.
 */
export function firstTasks<Coop extends { readonly name: string }>(
  templates: readonly StandingTask[],
  term: { readonly from: LocalDate; readonly until: LocalDate; readonly coops: readonly Coop[] },
): NewTask<Coop>[] {
  const due = (days: number): LocalDate => {
    const on = addDays(term.from, days)
    return on > term.until && term.until >= term.from ? term.until : on
  }
  return templates.flatMap(({ what, days, coop }): NewTask<Coop>[] => {
    const dueOn = due(days)
    if (!coop) return [{ what, aboutCoop: false, coop: null, dueOn }]
    return term.coops.length === 0
      ? [{ what: '协助村党支部领办合作社', aboutCoop: true, coop: null, dueOn }]
      : term.coops.map((one) => ({ what, aboutCoop: true, coop: one, dueOn }))
  })
}

/** First and last day of a month 'YYYY-MM' within a stretch of days; null where they do not meet. */
export function monthWithin(
  month: string,
  stretch: { readonly from: LocalDate; readonly to: LocalDate },
): { readonly from: LocalDate; readonly to: LocalDate } | null {
  const [year = 0, index = 1] = month.split('-').map(Number)
  const first = `${month}-01` as LocalDate
  const next =
    index === 12 ? `${year + 1}-01-01` : `${year}-${String(index + 1).padStart(2, '0')}-01`
  const last = addDays(next as LocalDate, -1)
  const from = first > stretch.from ? first : stretch.from
  const to = last < stretch.to ? last : stretch.to
  return from > to ? null : { from, to }
}
