import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays, date, type LocalDate } from '../../../kernel/date.ts'
import type { AnyId, Id } from '../../../kernel/id.ts'
import type { Role } from '../../../kernel/role.ts'
import { text } from '../../../kernel/text.ts'
import { event, is, seat, step, yes } from '../data/processes/words.ts'
import type { Act, Calendar, Days, Person, Process, Signer, Step, StepKind } from '../model.ts'
import {
  type Case,
  hasActed,
  isObjection,
  mayAct,
  objectionsTo,
  returnsFrom,
  stepNowOf,
} from './act.ts'
import { faultsOfProcess } from './process.ts'
import { dependentsOf, standingOf } from './standing.ts'

/*
 * Random processes, random people, acts in any order: whatever the rules let through is kept by a second, plain
 * reading of the same acts.
 */

const VILLAGE = '00000000-0000-4000-8000-000000000001' as Id<'unit'>
const ROLES: readonly Role[] = ['village_secretary', 'town_station', 'town_secretary']
const START = date('2020-03-02')
const calendar: Calendar = {
  coveredFrom: date('2020-01-01'),
  coveredThrough: date('2020-12-31'),
  free: new Set(),
  worked: new Set(),
}

/** Nine accounts, three to a role; the first two of each role belong to one person. */
const PEOPLE: readonly Person[] = ROLES.flatMap((role) =>
  [0, 1, 2].map((n) => ({
    accountId: `${role}-${n}` as AnyId,
    personId: (n < 2 ? `${role}-person` : null) as AnyId | null,
    name: `${role}-${n}`,
    grants: [{ role, unitId: VILLAGE }],
    substitutes: [],
  })),
)
const handOf = ({ accountId, personId }: Pick<Signer, 'accountId' | 'personId'>): string =>
  personId ?? accountId ?? ''

interface Draft {
  readonly kind: StepKind
  readonly after: readonly number[]
  readonly roles: readonly number[]
  readonly signers: number
  readonly wait: number
  readonly over: boolean
  readonly from: number
  readonly skipped: boolean
  readonly apart: readonly number[]
}

const draft: fc.Arbitrary<Draft> = fc.record({
  kind: fc.constantFrom('record', 'opinion', 'approval'),
  after: fc.uniqueArray(fc.nat(5), { maxLength: 3 }),
  roles: fc.array(fc.nat(2), { minLength: 1, maxLength: 3 }),
  signers: fc.nat(3),
  wait: fc.nat(4),
  over: fc.boolean(),
  from: fc.nat(5),
  skipped: fc.nat(4).map((n) => n === 0),
  apart: fc.uniqueArray(fc.nat(5), { maxLength: 2 }),
})

function stepOfDraft(made: Draft, i: number, earlier: readonly Step[]): Step {
  const keys = earlier.map(({ key }) => key)
  const some = (numbers: readonly number[]): string[] => [
    ...new Set(numbers.flatMap((n) => keys[n] ?? [])),
  ]
  const after = some(made.after)
  const from = after[made.from % Math.max(1, after.length)] ?? null
  const wait: Days = { days: made.wait, working: false, from, ...(made.over ? { over: true } : {}) }
  return step(`s${i}`, ['步', 'Step'], {
    kind: made.kind,
    after,
    seats: made.roles.map((n, at) => seat(`seat${at}`, ROLES[n] ?? 'town_station')),
    signers: made.signers === 0 ? 'all' : Math.min(made.signers, made.roles.length),
    form: [event('on', ['日期', 'Day'])],
    wait: made.wait === 0 ? null : wait,
    when: made.skipped ? is('case.asked', true) : null,
    apart: [...some(made.apart), ...(made.apart.includes(5) ? ['open'] : [])],
  })
}

const processes: fc.Arbitrary<Process> = fc
  .array(draft, { minLength: 2, maxLength: 6 })
  .map((drafts) => {
    const steps: Step[] = []
    for (const [i, made] of drafts.entries()) steps.push(stepOfDraft(made, i, steps))
    return {
      id: 'random',
      title: text('随机', 'Random'),
      purpose: text('随机', 'Random'),
      unit: 'village',
      openers: ['village_secretary'],
      facts: [yes('asked', ['需要', 'Asked'])],
      sources: [],
      steps,
    }
  })

interface Try {
  readonly person: number
  readonly step: number
  readonly act: 'sign' | 'oppose' | 'guide' | 'return' | 'add' | 'wait'
  readonly days: number
  readonly to: number
}
const tries: fc.Arbitrary<Try> = fc.record({
  person: fc.nat(8),
  step: fc.nat(40),
  act: fc
    .nat(19)
    .map(
      (n) => (['oppose', 'guide', 'return', 'return', 'add', 'wait', 'wait'] as const)[n] ?? 'sign',
    ),
  days: fc.nat(4),
  to: fc.nat(5),
})

const seen = { signed: 0, returned: 0, refused: 0, done: 0, stopped: 0, opinions: 0 }

function caseOf(process: Process, asked: boolean, acts: readonly Act[]): Case {
  const facts = { asked }
  return { process, facts, acts, standing: standingOf(process, facts, acts), units: [VILLAGE] }
}

/** What the rules let this person do, as an act; null when they object. */
function tried(found: Case, { step: n, person: who, ...what }: Try, today: LocalDate): Act | null {
  const { steps } = found.process
  // Mostly at what is open, sometimes anywhere.
  const open = found.standing.steps.filter(({ status }) => status === 'open')
  const at = n > 5 && open.length > 0 ? open[n % open.length]?.key : steps[n]?.key
  const [spec, person] = [steps.find(({ key }) => key === at), PEOPLE[who]]
  if (spec === undefined || person === undefined) return null
  const { key } = spec
  const free = mayAct(found, { step: key, person, today, calendar })
  if (isObjection(free)) return null
  const by = { ...person, role: free.seat.role, instead: null }
  const base = { seq: found.acts.length + 1, on: today, by }
  if (what.act === 'return') {
    const places = returnsFrom(found, key)
    const to = places[what.to % Math.max(1, places.length)]
    return to === undefined ? null : { ...base, kind: 'return', step: key, to, reason: '重新研究' }
  }
  if (what.act === 'add') {
    const added = PEOPLE[(who + what.to) % PEOPLE.length] ?? person
    if (hasActed(found, spec, added)) return null
    const seatOf = {
      key: `account:${added.accountId}`,
      accountId: added.accountId,
      name: added.name,
    }
    const there = stepNowOf(found, key)?.seats.some((one) => one.key === seatOf.key)
    return there === true
      ? null
      : { ...base, kind: 'add-seat', step: key, seat: seatOf, reason: '加签' }
  }
  const first = stepNowOf(found, key)?.seats.every(({ signed }) => signed === null) === true
  const basis = spec.kind === 'record' ? null : what.act === 'guide' ? 'guidance' : 'charter'
  const writing = {
    outcome: what.act === 'sign' ? ('agreed' as const) : ('opposed' as const),
    basis: basis as 'guidance' | 'charter' | null,
    basisText: '',
    reason: what.act === 'sign' ? '' : '理由',
    values: first ? { on: addDays(today, -what.days) } : {},
  }
  if (objectionsTo(found, { step: key, writing, today, calendar }) !== null) return null
  const binding = spec.kind === 'approval' && basis !== 'guidance'
  return { ...base, kind: 'sign', step: key, seat: free.seat.key, binding, ...writing }
}

interface Signed {
  readonly hand: string
  readonly seat: string
  readonly on: LocalDate
  readonly event: string | null
}

/** The same acts read a second time, plainly: what each step's current round holds. */
class Reading {
  readonly process: Process
  readonly asked: boolean
  readonly signed = new Map<string, Signed[]>()
  readonly added = new Map<string, string[]>()
  readonly reopened = new Map<string, LocalDate>()

  constructor(process: Process, asked: boolean) {
    this.process = process
    this.asked = asked
  }

  step(key: string): Step {
    const found = this.process.steps.find((one) => one.key === key)
    if (found === undefined) throw new Error(key)
    return found
  }

  doneOn(key: string): LocalDate | null {
    const { when, after, seats, signers } = this.step(key)
    const before = after.map((one) => this.doneOn(one))
    if (before.some((day) => day === null)) return null
    if (when !== null && !this.asked) return this.openedOn(key)
    const added = this.added.get(key) ?? []
    const signed = this.signed.get(key) ?? []
    const own = signed.filter((one) => !added.includes(one.seat)).length
    const need = signers === 'all' ? seats.length : signers
    const last = signed.at(-1)
    const all = own >= need && added.every((key) => signed.some((one) => one.seat === key))
    return all && last !== undefined ? last.on : null
  }

  openedOn(key: string): LocalDate {
    const days = [START, this.reopened.get(key) ?? START]
    for (const before of this.step(key).after) days.push(this.doneOn(before) ?? START)
    return days.toSorted().at(-1) ?? START
  }

  below(key: string): string[] {
    const direct = this.process.steps.filter(({ after }) => after.includes(key))
    return [...new Set(direct.flatMap((one) => [one.key, ...this.below(one.key)]))]
  }

  above(key: string): string[] {
    return [...new Set(this.step(key).after.flatMap((one) => [one, ...this.above(one)]))]
  }
}

function checkSignature(reading: Reading, act: Extract<Act, { kind: 'sign' }>): void {
  const spec = reading.step(act.step)
  // Nothing before its prerequisites, nothing that is skipped, nothing twice.
  for (const before of spec.after) expect(reading.doneOn(before)).not.toBeNull()
  expect(spec.when === null || reading.asked).toBe(true)
  expect(reading.doneOn(act.step)).toBeNull()
  const hand = handOf(act.by)
  const here = reading.signed.get(act.step) ?? []
  expect(here.map((one) => one.hand)).not.toContain(hand)
  // Makers never check, in whatever order the two steps came.
  const apart = reading.process.steps.flatMap((one) =>
    one.apart.includes(act.step) ? [one.key] : [],
  )
  for (const key of [...spec.apart, ...apart]) {
    if (key === 'open') expect(hand).not.toBe(handOf(PEOPLE[0] as Person))
    else expect((reading.signed.get(key) ?? []).map((one) => one.hand)).not.toContain(hand)
  }
  // Waiting times hold by the clock, and what is said to have happened lies neither before nor after.
  const { wait } = spec
  const on = typeof act.values['on'] === 'string' ? act.values['on'] : null
  if (wait !== null) {
    const from = wait.from === null ? reading.openedOn(act.step) : reading.doneOn(wait.from)
    const end = addDays(from ?? START, wait.days + (wait.over === true ? 1 : 0))
    expect(act.on >= end).toBe(true)
    if (on !== null) expect(on >= end).toBe(true)
  }
  if (on !== null) {
    expect(on <= act.on).toBe(true)
    for (const key of reading.above(act.step)) {
      for (const one of reading.signed.get(key) ?? []) {
        if (one.event !== null) expect(on >= one.event).toBe(true)
      }
    }
  }
}

function follow(reading: Reading, act: Act): void {
  if (act.kind === 'sign') {
    checkSignature(reading, act)
    const on = typeof act.values['on'] === 'string' ? act.values['on'] : null
    const list = reading.signed.get(act.step) ?? []
    reading.signed.set(act.step, [
      ...list,
      { hand: handOf(act.by), seat: act.seat, on: act.on, event: on },
    ])
    seen.signed += 1
  }
  if (act.kind === 'add-seat') {
    reading.added.set(act.step, [...(reading.added.get(act.step) ?? []), act.seat.key])
  }
  if (act.kind === 'return') {
    for (const key of [act.to, ...reading.below(act.to)]) {
      reading.signed.delete(key)
      reading.reopened.set(key, act.on)
    }
    seen.returned += 1
  }
}

function checkStanding(before: Case, after: Case, reading: Reading, act: Act): void {
  const { standing } = after
  for (const now of standing.steps) {
    const done = reading.doneOn(now.key)
    const skipped = reading.step(now.key).when !== null && !reading.asked
    const ready = reading.step(now.key).after.every((key) => reading.doneOn(key) !== null)
    expect(now.status, now.key).toBe(
      ready ? (skipped ? 'skipped' : done === null ? 'open' : 'done') : 'waiting',
    )
  }
  if (act.kind === 'return') {
    const cleared = new Set([act.to, ...reading.below(act.to)])
    expect(new Set([act.to, ...dependentsOf(after.process, act.to)])).toEqual(cleared)
    for (const now of standing.steps) {
      const was = stepNowOf(before, now.key)
      if (!cleared.has(now.key)) expect(now).toEqual(was)
      else expect(now).toMatchObject({ round: (was?.round ?? 0) + 1, values: {}, papers: [] })
    }
  }
  const ended = act.kind === 'sign' && act.outcome === 'opposed' && act.binding
  const all = standing.steps.every(({ key }) => reading.doneOn(key) !== null)
  expect(standing.state).toBe(ended ? 'refused' : all ? 'done' : 'running')
  if (act.kind === 'sign' && act.outcome === 'opposed' && !act.binding) seen.opinions += 1
}

test('whatever the order of acts, only lawful ones pass', () => {
  fc.assert(
    fc.property(
      processes,
      fc.boolean(),
      fc.array(tries, { minLength: 30, maxLength: 90 }),
      (process, asked, list) => {
        expect(faultsOfProcess(process)).toEqual([])
        const by = { ...(PEOPLE[0] as Person), role: ROLES[0] ?? null, instead: null }
        let acts: readonly Act[] = [{ kind: 'open', seq: 1, on: START, by }]
        const reading = new Reading(process, asked)
        let today = START
        for (const one of list) {
          if (one.act === 'wait') today = addDays(today, one.days)
          const before = caseOf(process, asked, acts)
          const act = one.act === 'wait' ? null : tried(before, one, today)
          if (act === null) {
            seen.stopped += 1
            continue
          }
          follow(reading, act)
          acts = [...acts, act]
          const after = caseOf(process, asked, acts)
          checkStanding(before, after, reading, act)
          if (after.standing.state !== 'running') {
            seen[after.standing.state === 'done' ? 'done' : 'refused'] += 1
            // Nothing more is let through once it has ended.
            for (const again of list) expect(tried(after, again, today)).toBeNull()
            return
          }
        }
      },
    ),
    { numRuns: 1_000 },
  )
  for (const [what, times] of Object.entries(seen)) expect(times, what).toBeGreaterThan(30)
})
