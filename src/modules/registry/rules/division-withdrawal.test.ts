import { describe, expect, test } from 'vitest'
import { date } from '../../../kernel/date.ts'
import type { AnyId } from '../../../kernel/id.ts'
import type { KnownVersion, LiveEvent } from '../model.ts'
import { type DivisionEvent, type OpenDivision, planEvents } from './division-events.ts'
import { readDivisionName } from './division-names.ts'
import { planWithdrawal } from './division-withdrawal.ts'

/* Events are told by the rule that records them, written into a list of versions, and taken back again. */

const unit = (id: string) => id as AnyId
const LIST = date('2016-07-31')
const NEWER = date('2023-06-30')

const start = (id: string, published: string, more: Partial<KnownVersion> = {}): KnownVersion => ({
  id: unit(id),
  validFrom: LIST,
  validTo: null,
  shortName: readDivisionName(published, published.endsWith('镇') ? 'town' : 'village').shortName,
  parentId: unit('county'),
  eventId: null,
  listFrom: LIST,
  ...more,
})
const BEFORE: readonly KnownVersion[] = [
  start('county', '县', { parentId: null }),
  start('east', '东镇'),
  start('west', '西镇'),
  start('a', '甲村委会', { parentId: unit('east') }),
  start('b', '乙村委会', { parentId: unit('east') }),
  start('c', '丙村委会', { parentId: unit('west') }),
  start('late', '丁村委会', { parentId: unit('east'), validFrom: NEWER, listFrom: NEWER }),
]

interface World {
  versions: KnownVersion[]
  events: LiveEvent[]
}

const levelOf = (one: KnownVersion): OpenDivision['level'] =>
  one.parentId === null ? 'county' : one.parentId === 'county' ? 'town' : 'village'

/** Records events as the service does: what ends ends, what begins is added. */
function record(world: World, ...events: DivisionEvent[]): AnyId[] {
  let next = world.events.length * 10
  const open = world.versions
    .filter((version) => version.validTo === null)
    .map((version): OpenDivision => {
      const own = world.versions.filter((one) => one.id === version.id)
      return {
        ...version,
        level: levelOf(version),
        code: null,
        vintage: null,
        name: version.shortName,
        matchKey: version.shortName,
        firstFrom: own[0]?.validFrom ?? version.validFrom,
        firstByList: version.eventId === null && own.length === 1,
      }
    })
  const newId = () => unit(`n${String((next += 1)).padStart(3, '0')}`)
  const plan = planEvents(open, events, { today: date('2024-01-01'), newId })
  expect(plan.faults).toEqual([])
  const closed = new Map(plan.closed.map(({ id, on }) => [id, on]))
  const backdated = new Map(plan.backdated.map(({ id, from }) => [id, from]))
  world.versions = world.versions
    .map((version) =>
      version.validTo === null
        ? {
            ...version,
            validFrom: backdated.get(version.id) ?? version.validFrom,
            validTo: closed.get(version.id) ?? null,
          }
        : version,
    )
    .concat(
      plan.opened.map((one) => ({
        id: one.id,
        validFrom: one.validFrom,
        validTo: one.validTo,
        shortName: one.shortName,
        parentId: one.parentId,
        eventId: one.eventId,
        listFrom: null,
      })),
    )
    .toSorted((x, y) => (x.id + x.validFrom < y.id + y.validFrom ? -1 : 1))
  const told = plan.events.map((event, i) => ({
    ...event,
    kind: events[i]?.kind ?? 'merge',
    date: events[i]?.date ?? LIST,
  }))
  world.events.push(...told)
  return told.map((event) => event.id)
}

const planned = (world: World, id: AnyId | undefined, laterList: string | null = null) => {
  const event = world.events.find((one) => one.id === id)
  if (event === undefined) throw new Error('no such event')
  const events = world.events.filter((one) => one.id !== id)
  return planWithdrawal(event, { versions: world.versions, events, laterList })
}

function withdraw(world: World, id: AnyId | undefined): void {
  const plan = planned(world, id)
  expect(plan.fault).toBeNull()
  const reopened = new Set(plan.reopened.map((one) => `${one.id}${one.validFrom}`))
  world.versions = world.versions
    .filter((version) => version.eventId !== id)
    .map((version) => ({
      ...version,
      validTo: reopened.has(`${version.id}${version.validFrom}`) ? null : version.validTo,
      validFrom:
        plan.moved.find((one) => one.id === version.id && one.from === version.validFrom)?.to ??
        version.validFrom,
    }))
  world.events = world.events.filter((one) => one.id !== id)
}

const world = (): World => ({ versions: [...BEFORE].toSorted(byId), events: [] })
const byId = (x: KnownVersion, y: KnownVersion) => (x.id < y.id ? -1 : 1)
const event = (more: Partial<DivisionEvent> & Pick<DivisionEvent, 'kind'>): DivisionEvent => ({
  date: date('2019-05-01'),
  from: [],
  to: [],
  continues: false,
  ...more,
})
const fresh = (name: string, parent = 'east') => ({
  name,
  level: 'village' as const,
  parentId: unit(parent),
})
const town = (name: string) => ({ name, level: 'town' as const, parentId: unit('county') })

describe('what was recorded and withdrawn again never was', () => {
  const [a, b] = [unit('a'), unit('b')]
  test.each<[string, DivisionEvent]>([
    ['merge into a known unit', event({ kind: 'merge', from: [a], to: [{ id: b }] })],
    ['merge into a newer unit', event({ kind: 'merge', from: [a, b], to: [{ id: unit('late') }] })],
    ['merge into a made unit', event({ kind: 'merge', from: [a, b], to: [fresh('新村')] })],
    ['merge of towns', event({ kind: 'merge', from: [unit('west')], to: [{ id: unit('east') }] })],
    [
      'merge of towns into a made one',
      event({ kind: 'merge', from: [unit('east')], to: [town('新镇')], date: date('2023-07-01') }),
    ],
    ['split', event({ kind: 'split', from: [a], to: [fresh('甲一村'), fresh('甲二村')] })],
    ['split, going on', event({ kind: 'split', from: [a], to: [fresh('三村')], continues: true })],
    ['rename', event({ kind: 'rename', from: [a], name: '改名村委会' })],
    ['recode', event({ kind: 'recode', from: [a], code: '371323001999' })],
    ['transfer', event({ kind: 'transfer', from: [a], parentId: unit('west') })],
    ['upgrade', event({ kind: 'upgrade', from: [a] })],
    ['dissolve', event({ kind: 'dissolve', from: [a] })],
  ])('%s', (_name, told) => {
    const state = world()
    const [id] = record(state, told)
    expect(state.versions).not.toEqual(world().versions)
    withdraw(state, id)
    expect(state.versions).toEqual(world().versions)
  })

  test('a chain is undone from its end, in this order only', () => {
    const state = world()
    const moved = event({ kind: 'transfer', from: [unit('a')], parentId: unit('west') })
    const named = event({
      kind: 'rename',
      from: [unit('a')],
      name: '改名村委会',
      date: date('2019-06-01'),
    })
    const [first, second] = record(state, moved, named)
    expect(planned(state, first).fault?.zh).toContain('2019-06-01')
    withdraw(state, second)
    withdraw(state, first)
    expect(state.versions).toEqual(world().versions)
  })

  test('of two mergers into one unit the other keeps it as old as it needs to be', () => {
    const state = world()
    const into = [{ id: unit('late') }]
    const [early] = record(
      state,
      event({ kind: 'merge', from: [unit('a')], to: into, date: date('2018-01-01') }),
    )
    const [later] = record(state, event({ kind: 'merge', from: [unit('b')], to: into }))
    withdraw(state, early)
    expect(state.versions.find((one) => one.id === 'late')?.validFrom).toBe('2019-05-01')
    withdraw(state, later)
    expect(state.versions).toEqual(world().versions)
  })
})

describe('what later things stand on stays', () => {
  test('a made unit that another event names', () => {
    const state = world()
    const [split] = record(
      state,
      event({ kind: 'split', from: [unit('a')], to: [fresh('甲一村'), fresh('甲二村')] }),
    )
    const made = state.events[0]?.to[0]
    const [merge] = record(
      state,
      event({
        kind: 'merge',
        from: [unit('b')],
        to: [{ id: made ?? unit('') }],
        date: date('2020-01-01'),
      }),
    )
    expect(planned(state, split).fault?.zh).toContain('2020-01-01')
    withdraw(state, merge)
    expect(planned(state, split).fault).toBeNull()
  })

  test('a unit whose town has come to its end', () => {
    const state = world()
    const [dissolved] = record(state, event({ kind: 'dissolve', from: [unit('c')] }))
    record(state, event({ kind: 'dissolve', from: [unit('west')], date: date('2020-01-01') }))
    expect(planned(state, dissolved).fault?.zh).toContain('上级单位')
  })

  test('a survivor that changed before the day of its list', () => {
    const state = world()
    const [merged] = record(
      state,
      event({ kind: 'merge', from: [unit('a')], to: [{ id: unit('late') }] }),
    )
    record(
      state,
      event({
        kind: 'rename',
        from: [unit('late')],
        name: '新丁村委会',
        date: date('2020-01-01'),
      }),
    )
    expect(planned(state, merged).fault).not.toBeNull()
  })

  test('the tree that a newer list was matched with', () => {
    const state = world()
    const [id] = record(state, event({ kind: 'dissolve', from: [unit('a')] }))
    const plan = planned(state, id, '2024')
    expect(plan.fault?.zh).toContain('2024 版名录')
    expect([plan.removed, plan.reopened, plan.moved, plan.unmade]).toEqual([[], [], [], []])
  })

  test('a split of the same day that a merger follows', () => {
    const state = world()
    const [split, merged] = record(
      state,
      event({ kind: 'split', from: [unit('a')], to: [fresh('甲一村')], continues: true }),
      event({ kind: 'merge', from: [unit('a')], to: [{ id: unit('b') }] }),
    )
    expect(planned(state, split).fault).not.toBeNull()
    withdraw(state, merged)
    withdraw(state, split)
    expect(state.versions).toEqual(world().versions)
  })
})
