import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { LocalDate } from '../../../kernel/date.ts'
import { SHIPPED_RULES } from '../data/rules.ts'
import type { Assigned, Channel, CoopPlace, HelperState, HelpRules } from '../model.ts'
import { type Ground, loadsOf, mend, targetsOf } from './cover.ts'

const ALL: HelpRules = {
  ...SHIPPED_RULES,
  reach: { county_leader: 'none', town_leader: 'all', department: 'none', enterprise: 'none' },
}
const coop = (id: string, more: Partial<CoopPlace> = {}): CoopPlace => ({
  id,
  name: id,
  villageId: `v${id}`,
  townId: 't',
  class: null,
  ...more,
})
const helper = (id: string, capacity: number, more: Partial<HelperState> = {}): HelperState => ({
  id,
  channel: 'town_leader',
  name: id,
  homeTownId: 't',
  capacity,
  retired: false,
  ...more,
})
let made = 0
const at = (helperId: string, unitId: string, channel: Channel = 'town_leader'): Assigned => ({
  id: `a${(made += 1)}`,
  helperId,
  channel,
  unitId,
  from: '2020-01-01' as LocalDate,
})

/** The ground after the changes were done. */
const after = (ground: Ground, changes: ReturnType<typeof mend>['changes']): Ground => {
  const gone = new Set(changes.map(({ assignmentId }) => assignmentId))
  const more = changes.flatMap(({ toHelperId, unitId, channel }) =>
    toHelperId === null ? [] : [at(toHelperId, unitId, channel)],
  )
  return { ...ground, assigned: [...ground.assigned.filter(({ id }) => !gone.has(id)), ...more] }
}

const wrong = (ground: Ground): number => {
  const targets = targetsOf(ground)
  const loads = loadsOf(ground.assigned)
  const off = targets.filter(({ assigned }) => assigned.length !== 1).length
  return off + ground.helpers.filter(({ id, capacity }) => (loads.get(id) ?? 0) > capacity).length
}

test('a leader’s point is a town, and a co-op of its own leaves the town', () => {
  const rules: HelpRules = {
    ...ALL,
    reach: { ...ALL.reach, county_leader: 'all', town_leader: 'none' },
  }
  const coops = [coop('a'), coop('b'), coop('c', { townId: 'u' })]
  const assigned = [at('l', 't', 'county_leader'), at('m', 'a', 'county_leader')]
  const targets = targetsOf({ rules, coops, helpers: [], assigned })
  expect(
    targets.map(({ unitId, coopIds, assigned: there }) => [unitId, coopIds, there.length]),
  ).toEqual([
    ['a', ['a'], 1],
    ['t', ['b'], 1],
    ['u', ['c'], 0],
  ])
})

test('departments reach villages, and only those of supported co-ops', () => {
  const rules: HelpRules = {
    ...SHIPPED_RULES,
    reach: { ...ALL.reach, town_leader: 'none', department: 'supported' },
  }
  const coops = [
    coop('a', { class: 'rebuild', villageId: 'v' }),
    coop('b', { class: 'transform', villageId: 'v' }),
    coop('c', { class: 'model' }),
    coop('d'),
  ]
  expect(targetsOf({ rules, coops, helpers: [], assigned: [] })).toMatchObject([
    { unitId: 'v', coopIds: ['a', 'b'], assigned: [] },
  ])
})

test('a gap goes to who has room in the town before anybody of the county; without room it is said', () => {
  const coops = [coop('a'), coop('b'), coop('c')]
  const helpers = [helper('county', 1, { homeTownId: null }), helper('own', 1)]
  const found = mend({ rules: ALL, coops, helpers, assigned: [] })
  expect(found.changes.map(({ kind, unitId, toHelperId }) => [kind, unitId, toHelperId])).toEqual([
    ['assign', 'a', 'own'],
    ['assign', 'b', 'county'],
  ])
  expect(found.short).toEqual([{ channel: 'town_leader', places: 1 }])
})

test('nobody of another town, nobody retired, nobody of another channel', () => {
  const helpers = [
    helper('far', 9, { homeTownId: 'u' }),
    helper('gone', 9, { retired: true }),
    helper('firm', 9, { channel: 'enterprise' }),
  ]
  const found = mend({ rules: ALL, coops: [coop('a')], helpers, assigned: [] })
  expect(found).toEqual({ changes: [], short: [{ channel: 'town_leader', places: 1 }] })
})

test('the double that ends is the one that relieves an overload, through others if need be', () => {
  const coops = [coop('x'), coop('y'), coop('a1'), coop('b1')]
  const helpers = [helper('A', 2), helper('B', 1), helper('C', 9)]
  // A and B have one too many; only ending B at x and A at y cures both.
  const assigned = [
    at('A', 'x'),
    at('B', 'x'),
    at('A', 'y'),
    at('C', 'y'),
    at('A', 'a1'),
    at('B', 'b1'),
  ]
  const { changes } = mend({ rules: ALL, coops, helpers, assigned })
  expect(changes.map(({ kind, fromHelperId, unitId }) => [kind, fromHelperId, unitId])).toEqual([
    ['end', 'B', 'x'],
    ['end', 'A', 'y'],
  ])
})

/** The fewest places too many that any choice of endings leaves. */
function leastSurplus(ground: Ground): number {
  const doubles = targetsOf(ground).filter(({ assigned }) => assigned.length > 1)
  const surplus = (loads: ReadonlyMap<string, number>): number =>
    ground.helpers.reduce(
      (sum, { id, capacity }) => sum + Math.max(0, (loads.get(id) ?? 0) - capacity),
      0,
    )
  let best = Number.POSITIVE_INFINITY
  const go = (i: number, loads: Map<string, number>): void => {
    const target = doubles[i]
    if (target === undefined) {
      best = Math.min(best, surplus(loads))
      return
    }
    // One stays; all others end.
    for (const stays of target.assigned) {
      const next = new Map(loads)
      for (const { id, helperId } of target.assigned) {
        if (id !== stays.id) next.set(helperId, (next.get(helperId) ?? 1) - 1)
      }
      go(i + 1, next)
    }
  }
  go(0, loadsOf(ground.assigned))
  return best
}

test('property: with room for all, the fewest acts make it one to one', () => {
  const pairs = fc.uniqueArray(
    fc.tuple(fc.integer({ min: 0, max: 3 }), fc.integer({ min: 0, max: 4 })),
    {
      maxLength: 12,
      selector: ([h, c]) => h * 10 + c,
    },
  )
  fc.assert(
    fc.property(
      pairs,
      fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 4, maxLength: 4 }),
      (links, caps) => {
        const coops = [0, 1, 2, 3, 4].map((i) => coop(`c${i}`))
        const helpers = [
          ...caps.map((capacity, i) => helper(`h${i}`, capacity)),
          helper('spare', 50),
        ]
        const assigned = links.map(([h, c]) => at(`h${h}`, `c${c}`))
        const ground: Ground = { rules: ALL, coops, helpers, assigned }
        const { changes, short } = mend(ground)
        const targets = targetsOf(ground)
        const gaps = targets.filter((target) => target.assigned.length === 0).length
        const extra = targets.reduce(
          (sum, target) => sum + Math.max(0, target.assigned.length - 1),
          0,
        )
        expect(short).toEqual([])
        expect(wrong(after(ground, changes))).toBe(0)
        expect(changes).toHaveLength(gaps + extra + leastSurplus(ground))
      },
    ),
  )
})

test('two of a channel are a double where none is required, and one is enough', () => {
  const rules: HelpRules = { ...ALL, reach: { ...ALL.reach, town_leader: 'none' } }
  const ground: Ground = {
    rules,
    coops: [coop('a'), coop('b')],
    helpers: [helper('x', 5), helper('y', 5)],
    assigned: [at('x', 'a'), at('y', 'a'), at('x', 'b')],
  }
  expect(mend(ground).changes).toMatchObject([{ kind: 'end', unitId: 'a' }])
})
