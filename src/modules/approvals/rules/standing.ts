import { must } from '../../../kernel/assert.ts'
import type { LocalDate } from '../../../kernel/date.ts'
import type { Act, CaseState, Process, SeatNow, Standing, Step, StepNow, Values } from '../model.ts'
import { conditionHolds, type Lookup, lookupIn } from './condition.ts'

/** What the acts so far have made of one step. */
interface Trace {
  round: number
  returnedOn: LocalDate | null
  readonly seats: SeatNow[]
  readonly papers: string[]
  doneOn: LocalDate | null
  values: Values
}

const startOf = (step: Step): Trace => ({
  round: 1,
  returnedOn: null,
  seats: step.seats.map((seat) => ({ ...seat, appointed: null, signed: null })),
  papers: [],
  doneOn: null,
  values: {},
})

/** Steps that come after this one, however far; the step itself is not among them. */
export function dependentsOf(process: Process, key: string): ReadonlySet<string> {
  const found = new Set<string>()
  // Steps stand in an order in which each comes after what it waits for (see `faultsOfProcess`).
  for (const step of process.steps) {
    if (step.after.some((before) => before === key || found.has(before))) found.add(step.key)
  }
  return found
}

/** Steps this one waits for, however far back. */
export const prerequisitesOf = (process: Process, key: string): readonly string[] =>
  process.steps.filter((step) => dependentsOf(process, step.key).has(key)).map(({ key: k }) => k)

/** Whether enough different persons have signed: so many of the step's own seats, and everyone who was added. */
function isSigned(step: Step, { seats }: Trace): boolean {
  const own = new Set(step.seats.map(({ key }) => key))
  const [mine, added] = [
    seats.filter(({ key }) => own.has(key)),
    seats.filter(({ key }) => !own.has(key)),
  ]
  const signed = mine.filter((seat) => seat.signed !== null).length
  const enough = step.signers === 'all' ? signed === mine.length : signed >= step.signers
  return enough && added.every((seat) => seat.signed !== null)
}

function apply(process: Process, traces: Map<string, Trace>, act: Act): CaseState | null {
  const traceOf = (key: string): Trace => must(traces.get(key), key)
  switch (act.kind) {
    case 'sign': {
      const [trace, step] = [traceOf(act.step), must(stepOf(process, act.step), act.step)]
      const at = trace.seats.findIndex((seat) => seat.key === act.seat)
      const seat = must(trace.seats[at], act.seat)
      trace.seats[at] = { ...seat, signed: { ...act, by: act.by, on: act.on } }
      trace.values = { ...trace.values, ...act.values }
      if (isSigned(step, trace)) trace.doneOn = act.on
      return act.outcome === 'opposed' && act.binding ? 'refused' : null
    }
    case 'return': {
      for (const key of [act.to, ...dependentsOf(process, act.to)]) {
        const trace = traceOf(key)
        const round = trace.round + 1
        const seats = trace.seats.map((seat) => ({ ...seat, signed: null }))
        traces.set(key, { round, returnedOn: act.on, seats, papers: [], doneOn: null, values: {} })
      }
      return null
    }
    case 'add-seat': {
      const role = must(stepOf(process, act.step)?.seats[0], act.step).role
      traceOf(act.step).seats.push({
        key: act.seat.key,
        role,
        appointed: act.seat,
        signed: null,
      })
      return null
    }
    case 'replace-seat': {
      const { seats } = traceOf(act.step)
      const at = seats.findIndex((seat) => seat.key === act.seat.key)
      seats[at] = { ...must(seats[at], act.seat.key), appointed: act.seat }
      return null
    }
    case 'paper':
      traceOf(act.step).papers.push(act.paper)
      return null
    case 'withdraw':
      return 'withdrawn'
    case 'open':
    case 'comment':
    case 'overdue':
      return null
  }
}

/** The step of that name; undefined when the process has none. */
export const stepOf = (process: Process, key: string): Step | undefined =>
  process.steps.find((step) => step.key === key)

/** The values a case's names stand for at a step. */
export function lookupAt(standing: Standing, own: Values, facts: Values): Lookup {
  return lookupIn({ own, steps: new Map(standing.steps.map((s) => [s.key, s.values])), facts })
}

/**
 * Where a case stands: derived from its process, the facts it was opened with and its acts, in their order.
 * Nothing of it is stored that could say otherwise.
 */
export function standingOf(process: Process, facts: Values, acts: readonly Act[]): Standing {
  const opened = must(acts[0], 'the act that opened the case')
  const traces = new Map(process.steps.map((step) => [step.key, startOf(step)]))
  let state: CaseState = 'running'
  let endedOn: LocalDate | null = null
  for (const act of acts) {
    const ended = apply(process, traces, act)
    if (ended !== null) [state, endedOn] = [ended, act.on]
  }
  const steps: StepNow[] = []
  const known = new Map<string, Values>()
  for (const step of process.steps) {
    const trace = must(traces.get(step.key), step.key)
    const before = step.after.map((key) =>
      must(
        steps.find((s) => s.key === key),
        key,
      ),
    )
    const look = lookupIn({ own: trace.values, steps: known, facts })
    const now = stepNow(step, trace, { before, opened: opened.on, look })
    known.set(step.key, now.values)
    steps.push(now)
  }
  if (
    state === 'running' &&
    steps.every(({ status }) => status === 'done' || status === 'skipped')
  ) {
    const last = steps.map(({ doneOn }) => doneOn ?? opened.on).toSorted()
    ;[state, endedOn] = ['done', last.at(-1) ?? opened.on]
  }
  return { state, openedOn: opened.on, endedOn, steps }
}

function stepNow(
  step: Step,
  trace: Trace,
  at: {
    readonly before: readonly StepNow[]
    readonly opened: LocalDate
    readonly look: Lookup
  },
): StepNow {
  const ready = at.before.every(({ status }) => status === 'done' || status === 'skipped')
  const base = { key: step.key, round: trace.round, seats: trace.seats, papers: trace.papers }
  const opposed = trace.seats.some(({ signed }) => signed?.outcome === 'opposed')
  if (!ready) {
    return { ...base, status: 'waiting', openedOn: null, doneOn: null, values: {}, opposed: false }
  }
  const days = [at.opened, ...at.before.map(({ doneOn }) => doneOn ?? at.opened)]
  if (trace.returnedOn !== null) days.push(trace.returnedOn)
  const openedOn = days.toSorted().at(-1) ?? at.opened
  if (step.when !== null && !conditionHolds(step.when, at.look)) {
    return { ...base, status: 'skipped', openedOn, doneOn: openedOn, values: {}, opposed: false }
  }
  const status = trace.doneOn === null ? 'open' : 'done'
  return { ...base, status, openedOn, doneOn: trace.doneOn, values: trace.values, opposed }
}
