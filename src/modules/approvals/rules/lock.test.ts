import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { must } from '../../../kernel/assert.ts'
import { text } from '../../../kernel/text.ts'
import { LAWFUL } from '../data/locks.ts'
import { SHIPPED_PROCESSES } from '../data/processes.ts'
import type { Condition, Lock, Process, Step } from '../model.ts'
import { locksOf } from './lawful.ts'
import { faultsOfLocks } from './lock.ts'
import { faultsOfProcess } from './process.ts'

/* Whatever a county changes: less than the law asks is refused with its clause, more is accepted. */

const lawOf = (process: Process) => locksOf(process, LAWFUL[process.id] ?? {})
const faultsOf = (shipped: Process, own: Process) => faultsOfLocks(shipped, lawOf(shipped), own)
const shippedOf = (id: string): Process =>
  must(
    SHIPPED_PROCESSES.find((process) => process.id === id),
    id,
  )

const withStep = (process: Process, key: string, change: (step: Step) => Step): Process => ({
  ...process,
  steps: process.steps.map((step) => (step.key === key ? change(step) : step)),
})
const without = (process: Process, key: string): Process => ({
  ...process,
  steps: process.steps
    .filter((step) => step.key !== key)
    .map((step) => ({ ...step, after: step.after.filter((one) => one !== key) })),
})
const withTest = (step: Step, rule: string, change: (test: Condition) => Condition): Step => ({
  ...step,
  demands: step.demands.map((demand) =>
    demand.rule === rule ? { ...demand, test: change(demand.test) } : demand,
  ),
})

/** Every way of asking for less of one locked thing. */
function loosenings(process: Process, { step: key, holds }: Lock): readonly Process[] {
  const change = (what: (step: Step) => Step): Process => withStep(process, key, what)
  switch (holds.kind) {
    case 'step':
      return [
        without(process, key),
        change((step) => ({ ...step, when: { kind: 'is', value: 'case.never', equals: true } })),
        change((step) => ({ ...step, kind: step.kind === 'record' ? 'opinion' : 'record' })),
      ]
    case 'after':
      return [change((step) => ({ ...step, after: [] }))]
    case 'wait':
      return [
        change((step) => ({ ...step, wait: null })),
        change((step) => ({ ...step, wait: { ...must(step.wait, key), days: holds.days - 1 } })),
        ...(shippedOf(process.id).steps.some((step) => step.key === key && step.wait?.over === true)
          ? [
              change((step) => {
                const { over: _, ...rest } = must(step.wait, key)
                return { ...step, wait: rest }
              }),
            ]
          : []),
      ]
    case 'due':
      return [
        change((step) => ({ ...step, due: null })),
        change((step) => ({ ...step, due: { ...must(step.due, key), days: holds.days + 1 } })),
        change((step) => ({ ...step, due: { ...must(step.due, key), working: true } })),
      ]
    case 'demand':
      return [
        change((step) => ({
          ...step,
          demands: step.demands.filter(({ rule }) => rule !== holds.rule),
        })),
        change((step) =>
          withTest(step, holds.rule, (test) =>
            test.kind === 'share'
              ? { ...test, share: '1/100' }
              : { kind: 'is', value: test.value, equals: 'anything' },
          ),
        ),
        change((step) => ({
          ...step,
          demands: step.demands.map((demand) =>
            demand.rule === holds.rule
              ? { ...demand, when: { kind: 'is', value: 'case.never', equals: true } }
              : demand,
          ),
        })),
      ]
    case 'event':
      return [
        change((step) => ({ ...step, form: step.form.filter((one) => one.key !== holds.field) })),
        change((step) => ({
          ...step,
          form: step.form.map((one) =>
            one.key === holds.field && one.kind === 'day' ? { ...one, event: false } : one,
          ),
        })),
      ]
    case 'paper':
      return [
        change((step) => ({
          ...step,
          papers: step.papers.filter(({ kind }) => kind !== holds.paper),
        })),
        change((step) => ({
          ...step,
          papers: step.papers.map((one) =>
            one.kind === holds.paper ? { ...one, required: false } : one,
          ),
        })),
      ]
    case 'evidence':
      return [
        change((step) => ({
          ...step,
          evidence: step.evidence.filter((name) => name !== holds.name),
        })),
      ]
    case 'signers':
      return [
        change((step) => ({ ...step, seats: step.seats.slice(1) })),
        change((step) => ({
          ...step,
          seats: [...step.seats, { key: 'stranger', role: 'county_agriculture' }],
          signers: step.signers === 'all' ? step.seats.length : step.signers,
        })),
      ]
    case 'apart':
      return [
        change((step) => ({ ...step, apart: step.apart.filter((one) => one !== holds.step) })),
      ]
  }
}

/** Ways of asking for more, and changes of what is habit. */
const TIGHTENINGS: readonly ((process: Process, at: number) => Process)[] = [
  (process, at) => atPlace(process, at, (step) => ({ ...step, title: text('改名', 'Renamed') })),
  (process, at) =>
    atPlace(process, at, (step) => ({
      ...step,
      wait: step.wait === null ? { days: 1, working: false, from: null } : longer(step.wait),
    })),
  (process, at) =>
    atPlace(process, at, (step) => ({
      ...step,
      wait: step.wait === null ? null : { ...step.wait, over: true, from: null },
    })),
  (process, at) =>
    atPlace(process, at, (step) => ({
      ...step,
      due: step.due === null ? null : { ...step.due, days: Math.max(0, step.due.days - 1) },
    })),
  (process, at) =>
    atPlace(process, at, (step) => ({
      ...step,
      demands: step.demands.map((demand) =>
        demand.test.kind === 'share'
          ? { ...demand, test: { ...demand.test, share: '99/100', strictly: true } }
          : demand,
      ),
    })).steps.reduce<Process>(
      (kept, step, i) =>
        // A share of the whole (nobody can be more than all) has no larger one.
        step.demands.every(({ test }, n) => {
          const was = process.steps[i]?.demands[n]?.test
          return was === test || (was?.kind === 'share' && was.share !== '1')
        })
          ? { ...kept, steps: kept.steps.with(i, step) }
          : kept,
      process,
    ),
  (process, at) =>
    atPlace(process, at, (step) => ({
      ...step,
      papers: step.papers.map((paper) => ({ ...paper, required: true })),
      evidence: [...step.evidence, 'shares.register-passes'],
    })),
  (process, at) =>
    atPlace(process, at, (step) => ({
      ...step,
      seats: [...step.seats, { key: `more${step.seats.length}`, role: 'town_secretary' }],
      signers: step.signers === 'all' ? 'all' : step.signers + 1,
    })),
  (process, at) =>
    atPlace(process, at, (step) => ({ ...step, when: null, escalate: 'county_agriculture' })),
  between,
]

const atPlace = (process: Process, at: number, change: (step: Step) => Step): Process => {
  const place = at % process.steps.length
  return { ...process, steps: process.steps.map((step, i) => (i === place ? change(step) : step)) }
}
const longer = (wait: NonNullable<Step['wait']>) => ({ ...wait, days: wait.days + 1 })

/** A step of the county's own before another one, which waits for it instead of for what it waited. */
function between(process: Process, at: number): Process {
  const place = at % process.steps.length
  const next = must(process.steps[place], 'a step')
  const own: Step = {
    ...next,
    key: `own${process.steps.length}`,
    title: text('本县加办', 'The county’s own'),
    form: [],
    papers: [],
    wait: null,
    due: null,
    demands: [],
    evidence: [],
    when: null,
    apart: [],
    clause: '',
  }
  return {
    ...process,
    steps: process.steps.toSpliced(place, 1, own, { ...next, after: [own.key] }),
  }
}

const locked = SHIPPED_PROCESSES.flatMap((process) =>
  lawOf(process).map((lock) => ({ process, lock })),
)
const more = fc.array(fc.tuple(fc.nat(TIGHTENINGS.length - 1), fc.nat(40)), { maxLength: 6 })
const tightened = (process: Process, changes: readonly (readonly [number, number])[]): Process =>
  changes.reduce((now, [which, at]) => TIGHTENINGS[which]?.(now, at) ?? now, process)

describe('what the law fixes', () => {
  test('every shipped process keeps its own locks', () => {
    for (const process of SHIPPED_PROCESSES) expect(faultsOf(process, process)).toEqual([])
    expect(locked.length).toBeGreaterThan(100)
  })

  test('every lawful step of the data is a step of its process, with each demand that is named', () => {
    for (const [id, steps] of Object.entries(LAWFUL)) {
      for (const [key, law] of Object.entries(steps)) {
        const step = must(
          shippedOf(id).steps.find((one) => one.key === key),
          `${id} ${key}`,
        )
        const rules = step.demands.map(({ rule }) => rule)
        expect(rules).toEqual(expect.arrayContaining(Object.keys(law.least ?? {})))
        expect(rules).toEqual(expect.arrayContaining([...(law.free ?? [])]))
      }
    }
  })

  test('every loosening of every locked thing is refused with its clause', () => {
    for (const { process, lock } of locked) {
      for (const own of loosenings(process, lock)) {
        const said = faultsOf(process, own).map(({ text: { zh } }) => zh)
        expect(said.join('\n'), `${process.id} ${lock.step} ${lock.holds.kind}`).toContain(
          lock.clause,
        )
      }
    }
  })

  test('asking for more, in any order, is accepted', () => {
    fc.assert(
      fc.property(fc.constantFrom(...SHIPPED_PROCESSES), more, (process, changes) => {
        expect(faultsOf(process, tightened(process, changes))).toEqual([])
      }),
      { numRuns: 300 },
    )
  })

  test('a loosening hidden among things asked for in addition is refused', () => {
    fc.assert(
      fc.property(fc.constantFrom(...locked), more, fc.nat(2), (picked, changes, which) => {
        const { process, lock } = picked
        // The demand's share and the wait may have been raised above the floor: what is taken away is the thing.
        const own = tightened(process, changes)
        const ways = loosenings(own, lock)
        const loosened = must(ways[which % ways.length], 'a way')
        if (lock.holds.kind === 'signers' || lock.holds.kind === 'after') return
        if (JSON.stringify(loosened) === JSON.stringify(own)) return
        expect(faultsOf(process, loosened).length).toBeGreaterThan(0)
      }),
      { numRuns: 500 },
    )
  })
})

describe('the places it names', () => {
  const shipped = shippedOf('four-discussions')

  test('a shortened publication, a lowered majority, a dropped photograph', () => {
    const own = withStep(
      withStep(shipped, 'objections', (step) => ({
        ...step,
        wait: { days: 3, working: false, from: null, over: true },
      })),
      'collective',
      (step) => withTest(step, 'COLL-DEC', (t) => ({ ...t, of: 'collectivePresent' }) as Condition),
    )
    const faults = faultsOf(shipped, {
      ...own,
      steps: own.steps.map((step) =>
        step.key === 'result'
          ? { ...step, papers: step.papers.filter(({ kind }) => kind !== 'result-photo') }
          : step,
      ),
    })
    const at = (key: string): number => shipped.steps.findIndex((step) => step.key === key)
    expect(faults.map(({ path }) => path)).toEqual([
      `$.steps[${at('collective')}].demands[3]`,
      `$.steps[${at('objections')}].wait`,
      `$.steps[${at('result')}].papers`,
    ])
    expect(faults[0]?.text.zh).toContain('农村集体经济组织法 26-28')
    expect(faults[1]?.text.zh).toContain('不少于 7 天')
  })

  test('two steps in the other order, though both are there', () => {
    const swapped: Process = {
      ...shipped,
      steps: shipped.steps
        .map((step) =>
          step.key === 'party'
            ? { ...step, after: ['representatives'] }
            : step.key === 'representatives'
              ? { ...step, after: ['notice'] }
              : step,
        )
        .toSorted((a, b) =>
          a.key === 'representatives' && b.key === 'party'
            ? -1
            : a.key === 'party' && b.key === 'representatives'
              ? 1
              : 0,
        ),
    }
    expect(faultsOfProcess(swapped)).toEqual([])
    expect(faultsOf(shipped, swapped).map(({ text: { zh } }) => zh)).toContainEqual(
      expect.stringContaining('须在“党员大会审议”之后'),
    )
  })

  test('one more answer to the question that decides which quorum is asked for', () => {
    const own = withStep(shipped, 'representatives', (step) => ({
      ...step,
      form: step.form.map((field) =>
        field.key === 'body' && field.kind === 'choice'
          ? { ...field, options: [...field.options, { key: 'none', title: text('其他', 'Other') }] }
          : field,
      ),
    }))
    expect(faultsOf(shipped, own).map(({ path }) => path)).toContain('$.steps[5].demands[0]')
    const silent = {
      ...shipped,
      facts: shipped.facts.map((fact) =>
        fact.key === 'collective' ? { ...fact, optional: true as const } : fact,
      ),
    }
    expect(faultsOf(shipped, silent).map(({ path }) => path)).toContain('$.steps[6].when')
  })

  test('what is habit may go: the majority of the two committees, the days to publish in', () => {
    const own = withStep(shipped, 'committees', (step) => ({ ...step, demands: [], due: null }))
    expect(faultsOf(shipped, own).map(({ path }) => path)).toEqual([
      '$.steps[1].demands',
      '$.steps[1].demands',
    ])
    const kept = withStep(shipped, 'committees', (step) => ({
      ...step,
      due: null,
      demands: step.demands.filter(({ rule }) => rule !== '4D-COMMITTEES'),
    }))
    expect(faultsOf(shipped, kept)).toEqual([])
    // The law asks for half of the Party members, the working method for two thirds.
    const half = (share: string): Process =>
      withStep(shipped, 'party', (step) =>
        withTest(step, '4D-PARTY-PRESENT', (t) => ({ ...t, share }) as Condition),
      )
    expect(faultsOf(shipped, half('1/2'))).toEqual([])
    expect(faultsOf(shipped, half('2/5'))).toHaveLength(1)
  })
})
