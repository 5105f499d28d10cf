import { compareFractions, parseFraction } from '../../../kernel/fraction.ts'
import type { Fault } from '../../../kernel/refusal.ts'
import { ROLES, UNIT_KINDS } from '../../../kernel/role.ts'
import { type Text, text } from '../../../kernel/text.ts'
import type { Condition, Field, Process, Step } from '../model.ts'
import { faultsOfRoutes } from './route.ts'
import { prerequisitesOf } from './standing.ts'

const fault = (path: string, said: Text): Fault => ({ path, text: said })

/** What is wrong with a process: unknown names, steps out of order, seats nobody can hold. None: it can run. */
export function faultsOfProcess(process: Process): Fault[] {
  const faults = twice(process.steps, '$.steps')
  if (process.steps.length === 0) {
    faults.push(fault('$.steps', text('至少要有一步', 'needs at least one step')))
  }
  faults.push(...twice(process.facts, '$.facts'))
  const known = new Map<string, Step>()
  for (const [i, step] of process.steps.entries()) {
    faults.push(...faultsOfStep(process, { step, known, path: `$.steps[${i}]` }))
    known.set(step.key, step)
  }
  if (faults.length === 0) faults.push(...faultsOfRoutes(process))
  return faults
}

function twice(list: readonly { readonly key: string }[], path: string): Fault[] {
  const seen = new Set<string>()
  return list.flatMap(({ key }, i) => {
    const again = seen.has(key) || key === 'case' || key === 'open'
    seen.add(key)
    return again
      ? [fault(`${path}[${i}].key`, text('名称重复或保留', 'the key occurs twice or is reserved'))]
      : []
  })
}

function faultsOfStep(
  process: Process,
  at: { readonly step: Step; readonly known: ReadonlyMap<string, Step>; readonly path: string },
): Fault[] {
  const { step, known, path } = at
  const reach = new Set([
    ...step.after,
    ...step.after.flatMap((key) => prerequisitesOf(process, key)),
  ])
  const before = (keys: readonly (string | null)[], place: string): Fault[] =>
    keys.flatMap((key) =>
      key === null || known.has(key)
        ? []
        : [fault(`${path}.${place}`, text(`${key} 不在前面的环节中`, `${key} is no earlier step`))],
    )
  const faults = [
    ...before(step.after, 'after'),
    ...clocksOf(step).flatMap(([place, { from }]) =>
      from === null || reach.has(from)
        ? []
        : [
            fault(
              `${path}.${place}`,
              text(
                `${from} 不是本环节之前必经的环节,期限无从起算`,
                `nothing says that ${from} is done before this step: the period has no beginning`,
              ),
            ),
          ],
    ),
    ...before(
      step.apart.filter((key) => key !== 'open'),
      'apart',
    ),
    ...twice(step.form, `${path}.form`),
    ...twice(step.seats, `${path}.seats`),
    ...step.papers.flatMap(({ kind }, i) =>
      step.papers.findIndex((paper) => paper.kind === kind) === i
        ? []
        : [fault(`${path}.papers[${i}].kind`, text('名称重复', 'the kind occurs twice'))],
    ),
    ...faultsOfSeats(process, step, path),
  ]
  if (faults.length > 0) return faults
  const tests = [
    ...step.demands.flatMap(({ test, when }, i) =>
      [test, ...(when === undefined ? [] : [when])].map((one) => ({
        test: one,
        place: `${path}.demands[${i}]`,
        own: step.form,
      })),
    ),
    ...(step.when === null ? [] : [{ test: step.when, place: `${path}.when`, own: [] }]),
  ]
  return tests.flatMap(({ test, place, own }) =>
    faultsOfTest(test, { own, facts: process.facts, known, reach, place }),
  )
}

const clocksOf = ({ wait, due }: Step) =>
  [['wait', wait] as const, ['due', due] as const].flatMap(([place, days]) =>
    days === null ? [] : [[place, days] as const],
  )

function faultsOfSeats({ unit }: Process, step: Step, path: string): Fault[] {
  const faults: Fault[] = []
  const levels: readonly string[] = UNIT_KINDS.slice(0, UNIT_KINDS.indexOf(unit) + 1)
  for (const [i, seat] of step.seats.entries()) {
    if (levels.includes(ROLES[seat.role].level)) continue
    faults.push(
      fault(
        `${path}.seats[${i}]`,
        text('该岗位不在本件上级', 'the role is not held above the case'),
      ),
    )
  }
  const most = step.signers === 'all' ? 1 : step.signers
  if (step.seats.length === 0 || most < 1 || most > step.seats.length) {
    faults.push(fault(`${path}.signers`, text('签署人数与席位不符', 'does not fit the seats')))
  }
  return faults
}

/** A name must be a field that is written down by then; bounds must be numbers in order. */
function faultsOfTest(
  test: Condition,
  at: {
    readonly own: readonly Field[]
    readonly facts: readonly Field[]
    readonly known: ReadonlyMap<string, Step>
    readonly reach: ReadonlySet<string>
    readonly place: string
  },
): Fault[] {
  const names = namesOf(test)
  const unknown = names.filter((name) => {
    const [owner = '', field] = name.includes('.') ? name.split('.') : ['', name]
    const fields = owner === '' ? at.own : owner === 'case' ? at.facts : reached(owner, at)
    return !fields.some(({ key }) => key === field)
  })
  const faults = unknown.map((name) =>
    fault(at.place, text(`${name} 没有填写的地方`, `${name} is written nowhere before`)),
  )
  const numbers =
    test.kind === 'share' ? [test.share] : test.kind === 'band' ? [test.from, test.below] : []
  const parsed = numbers.map((number) => (number === null ? null : parseFraction(number)))
  if (numbers.some((number, i) => number !== null && parsed[i] === null)) {
    faults.push(fault(at.place, text('应为数字', 'must be a number')))
  }
  const [from = null, below = null] = parsed
  const open = test.kind !== 'band' || from === null || below === null
  if (!open && compareFractions(from, below) >= 0) {
    faults.push(fault(at.place, text('下限应低于上限', 'the lower bound must be below the upper')))
  }
  return faults
}

/** What a condition looks up. */
function namesOf(test: Condition): readonly string[] {
  if (test.kind === 'share') return [test.value, test.of]
  return test.kind === 'sum' ? [test.value, ...test.parts] : [test.value]
}

const reached = (
  owner: string,
  at: { readonly known: ReadonlyMap<string, Step>; readonly reach: ReadonlySet<string> },
): readonly Field[] => (at.reach.has(owner) ? (at.known.get(owner)?.form ?? []) : [])
