import { compareFractions, parseFraction } from '../../../kernel/fraction.ts'
import type { Fault } from '../../../kernel/refusal.ts'
import { type Text, text } from '../../../kernel/text.ts'
import type { Condition, Days, Field, Held, Lock, Process, Step } from '../model.ts'
import { sayHeld } from './say-lock.ts'
import { prerequisitesOf, stepOf } from './standing.ts'

/*
 * A county's version of a process against what the law fixes of the shipped one: asking for more is the county's
 * own affair, asking for less is refused, thing by thing, with the clause.
 */

interface Compared {
  readonly shipped: Process
  readonly own: Process
  readonly was: Step
  readonly is: Step
}

/** Where a county's version loosens what the law fixes: a place, what must stay, the clause. None: it may stand. */
export function faultsOfLocks(
  shipped: Process,
  locks: readonly Lock[],
  own: Process,
): readonly Fault[] {
  const faults: Fault[] = []
  if (locks.length > 0 && own.unit !== shipped.unit) {
    faults.push({
      path: '$.unit',
      text: text('适用对象不能更改', 'the kind of unit cannot change'),
    })
  }
  const gone = new Set<string>()
  for (const lock of locks) {
    const was = stepOf(shipped, lock.step)
    const place = own.steps.findIndex(({ key }) => key === lock.step)
    const is = own.steps[place]
    if (was === undefined || (is === undefined && gone.has(lock.step))) continue
    if (is === undefined) gone.add(lock.step)
    if (is !== undefined && isKept(lock.holds, { shipped, own, was, is })) continue
    const path = is === undefined ? '$.steps' : `$.steps[${place}]${placeOf(lock.holds, is)}`
    faults.push({ path, text: refusedText(shipped, lock) })
  }
  return faults
}

function refusedText(shipped: Process, lock: Lock): Text {
  const said = sayHeld(shipped, lock)
  return text(
    `法定要求不能放宽:${said.zh}(${lock.clause})。`,
    `The law fixes this and it cannot be loosened: ${said.en} (${lock.clause}).`,
  )
}

/** The part of a step a lock is about, as a path below the step. */
function placeOf(holds: Held, step: Step): string {
  const nth = (at: number, list: string): string => (at < 0 ? `.${list}` : `.${list}[${at}]`)
  switch (holds.kind) {
    case 'step':
      return '.when'
    case 'demand':
      return nth(
        step.demands.findIndex(({ rule }) => rule === holds.rule),
        'demands',
      )
    case 'event':
      return nth(
        step.form.findIndex(({ key }) => key === holds.field),
        'form',
      )
    case 'paper':
      return nth(
        step.papers.findIndex(({ kind }) => kind === holds.paper),
        'papers',
      )
    case 'after':
    case 'wait':
    case 'due':
    case 'evidence':
    case 'apart':
      return `.${holds.kind}`
    case 'signers':
      return '.signers'
  }
}

function isKept(holds: Held, at: Compared): boolean {
  const { own, was, is } = at
  switch (holds.kind) {
    case 'step':
      return is.kind === was.kind && isAsked(at)
    case 'after':
      return prerequisitesOf(own, is.key).includes(holds.step)
    case 'wait':
      return was.wait === null || waitsEnough(was.wait, holds.days, at)
    case 'due':
      return was.due === null || isDueInTime(was.due, holds.days, at)
    case 'demand':
      return isDemanded(holds, at)
    case 'event':
      return is.form.some(
        (field) =>
          field.key === holds.field &&
          field.kind === 'day' &&
          field.event &&
          field.optional !== true,
      )
    case 'paper':
      return is.papers.some(
        ({ kind, required, source }) =>
          kind === holds.paper &&
          required &&
          source === was.papers.find((paper) => paper.kind === kind)?.source,
      )
    case 'evidence':
      return is.evidence.includes(holds.name)
    case 'signers':
      return mustSign(was, is) >= (was.signers === 'all' ? was.seats.length : was.signers)
    case 'apart':
      return is.apart.includes(holds.step)
  }
}

/** Asked for always, or just when the shipped one is, by the same fact. */
function isAsked({ shipped, own, was, is }: Compared): boolean {
  if (is.when === null) return true
  if (!isSame(is.when, was.when)) return false
  return was.when === null || fieldsStay(was.when, { shipped, own, step: was.key })
}

/** How many of the shipped seats sign for certain, whoever of the others signs as well. */
function mustSign(was: Step, is: Step): number {
  const left = was.seats.map(({ role }) => role)
  let others = 0
  for (const { role } of is.seats) {
    const at = left.indexOf(role)
    if (at < 0) others++
    else left.splice(at, 1)
  }
  return (is.signers === 'all' ? is.seats.length : is.signers) - others
}

/** Working days are never fewer than days of the calendar; a later first day never shortens a wait. */
function waitsEnough(was: Days, least: number, { own, is }: Compared): boolean {
  const { wait } = is
  if (wait === null || wait.days < least) return false
  if (was.working && !wait.working) return false
  if (was.over === true && wait.over !== true) return false
  if (wait.from === was.from) return true
  if (was.from === null) return false
  return prerequisitesOf(own, wait.from ?? is.key).includes(was.from)
}

function isDueInTime(was: Days, most: number, { own, is }: Compared): boolean {
  const { due } = is
  if (due === null || due.days > most) return false
  if (!was.working && due.working) return false
  if (due.from === was.from) return true
  return due.from !== null && prerequisitesOf(own, was.from ?? is.key).includes(due.from)
}

function isDemanded(
  holds: Extract<Held, { kind: 'demand' }>,
  { shipped, own, was, is }: Compared,
): boolean {
  const asked = was.demands.find(({ rule }) => rule === holds.rule)
  if (asked === undefined) return true
  const floor: Condition =
    holds.share !== null && asked.test.kind === 'share'
      ? { ...asked.test, share: holds.share }
      : asked.test
  const answered = is.demands.some(
    ({ rule, test, when }) =>
      rule === holds.rule &&
      isAsStrict(test, floor) &&
      (when === undefined || isSame(when, asked.when)),
  )
  const stay = (test: Condition): boolean => fieldsStay(test, { shipped, own, step: was.key })
  return answered && stay(asked.test) && (asked.when === undefined || stay(asked.when))
}

/** A larger share of the same number is stricter; of other conditions only the same one is. */
function isAsStrict(test: Condition, floor: Condition): boolean {
  if (test.kind !== 'share' || floor.kind !== 'share') return isSame(test, floor)
  if (test.value !== floor.value || test.of !== floor.of) return false
  const [share, least] = [parseFraction(test.share), parseFraction(floor.share)]
  if (share === null || least === null) return false
  const order = compareFractions(share, least)
  return order > 0 || (order === 0 && (test.strictly || !floor.strictly))
}

/** What a condition looks up is still written down in the same way: not left out, with no further answer. */
function fieldsStay(
  test: Condition,
  at: { readonly shipped: Process; readonly own: Process; readonly step: string },
): boolean {
  const names =
    test.kind === 'share'
      ? [test.value, test.of]
      : test.kind === 'sum'
        ? [test.value, ...test.parts]
        : [test.value]
  return names.every((name) => {
    const dot = name.indexOf('.')
    const [owner, key] = dot < 0 ? [at.step, name] : [name.slice(0, dot), name.slice(dot + 1)]
    const was = fieldOf(at.shipped, owner, key)
    const is = fieldOf(at.own, owner, key)
    return was === undefined || (is !== undefined && isSameField(was, is))
  })
}

const fieldOf = (process: Process, owner: string, key: string): Field | undefined =>
  (owner === 'case' ? process.facts : (stepOf(process, owner)?.form ?? [])).find(
    (field) => field.key === key,
  )

function isSameField(was: Field, is: Field): boolean {
  if (was.kind !== is.kind || (is.optional === true && was.optional !== true)) return false
  if (was.kind !== 'choice' || is.kind !== 'choice') return true
  const known = new Set(was.options.map(({ key }) => key))
  return is.options.every(({ key }) => known.has(key))
}

/** Whether two conditions say the same, whatever the order of their keys. */
const isSame = (a: Condition | null | undefined, b: Condition | null | undefined): boolean =>
  (a ?? null) === (b ?? null) || (isThere(a) && isThere(b) && sorted(a) === sorted(b))

const isThere = <T>(value: T | null | undefined): value is T =>
  value !== null && value !== undefined

const sorted = (condition: Condition): string =>
  JSON.stringify(Object.entries(condition).toSorted(([a], [b]) => (a < b ? -1 : 1)))
