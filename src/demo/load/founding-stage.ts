import { must } from '../../kernel/assert.ts'
import { addDays, type LocalDate } from '../../kernel/date.ts'
import type { SetDay } from './cases.ts'
import { idOf } from './ids.ts'
import { receiptPicture } from './receipt.ts'
import type { Desk } from './sessions.ts'
import type { Load } from './step.ts'

/* Where foundings are played: the villages, the days, and how a step of a case is signed with its papers. */

/** Where projects are played: the villages, and what each project was given as its ids. */
export interface Stage {
  readonly load: Load
  readonly desk: Desk
  readonly today: LocalDate
  readonly places: readonly string[]
  readonly made: Map<string, { readonly projectId: string; readonly caseId: string }>
}

/** Something that happens so many days before today. */
export interface Play {
  readonly ago: number
  readonly run: (stage: Stage, day: LocalDate) => Promise<unknown>
}

/** Plays everything on its day, the earliest first, and leaves the clock where it stood. */
export async function playThrough(
  stage: Stage,
  unsorted: readonly Play[],
  setDay: SetDay,
): Promise<void> {
  const { load, today } = stage
  const plays = unsorted.toSorted((a, b) => b.ago - a.ago)
  try {
    for (const [i, play] of plays.entries()) {
      const day = addDays(today, -play.ago)
      await setDay(day)
      await play.run(stage, day)
      load.tell((i + 1) / plays.length)
    }
  } finally {
    await setDay(today)
  }
}

/** The village of a project. */
export const unitAt = ({ load, places }: Stage, place: number): string =>
  idOf(load.ids.villages, must(places[place], `a village for project ${place}`))

/** The ids of a project that was started. */
export const caseOf = ({ made }: Stage, key: string) => must(made.get(key), key)

/** Signs a step of a case, with its papers. */
export async function sign(
  { desk }: Stage,
  of: {
    readonly key: string
    readonly caseId: string
    readonly who: string
    readonly step: string
    readonly values?: object
    readonly papers?: readonly string[]
    /** What an approval rests on. */
    readonly basis?: { readonly basis: 'guidance'; readonly basisText: string }
  },
  day: LocalDate,
): Promise<void> {
  const { caseId, step, who, basis = {} } = of
  const verbs = (what: string) =>
    desk.as(who, `founding ${of.key} ${step} ${who} ${what}`).approvals
  for (const kind of of.papers ?? []) {
    const content = receiptPicture([`DEMO ${day}`]).toString('base64')
    await verbs(kind).addCasePaper({ caseId, step, kind, name: `${kind}-${day}.png`, content })
  }
  const values = Object.entries(of.values ?? {}).map(([key, value]) => [
    key,
    value === 'today' ? day : value,
  ])
  const filled = { values: Object.fromEntries(values) as never }
  await verbs('sign').signStep({ caseId, step, ...filled, ...basis })
}
