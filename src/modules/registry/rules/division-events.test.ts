import { describe, expect, test } from 'vitest'
import { date } from '../../../kernel/date.ts'
import type { AnyId } from '../../../kernel/id.ts'
import { type DivisionEvent, type OpenDivision, planEvents } from './division-events.ts'
import { readDivisionName } from './division-names.ts'

const unit = (id: string) => id as AnyId
const START = date('2016-07-31')

const open = (
  id: string,
  level: OpenDivision['level'],
  more: Partial<OpenDivision> & { published?: string } = {},
): OpenDivision => {
  const spelled = readDivisionName(more.published ?? id, level)
  return {
    id: unit(id),
    level,
    code: null,
    vintage: '2016',
    name: spelled.name,
    shortName: spelled.shortName,
    matchKey: spelled.key,
    parentId: level === 'county' ? null : unit(level === 'town' ? 'county' : 'east'),
    validFrom: START,
    firstFrom: more.validFrom ?? START,
    firstByList: true,
    ...more,
  }
}

const KNOWN = [
  open('county', 'county'),
  open('east', 'town', { published: '东镇' }),
  open('west', 'town', { published: '西镇' }),
  open('a', 'village', { published: '甲村委会' }),
  open('b', 'village', { published: '乙村委会' }),
  open('c', 'village', { published: '丙村委会', parentId: unit('west') }),
  open('again', 'village', {
    published: '戊社区居民委员会',
    validFrom: date('2023-06-30'),
    firstFrom: START,
    firstByList: false,
  }),
  open('late', 'village', { published: '丁村村民委员会', validFrom: date('2023-06-30') }),
]

const event = (more: Partial<DivisionEvent> & Pick<DivisionEvent, 'kind'>): DivisionEvent => ({
  date: date('2019-05-01'),
  from: [],
  to: [],
  continues: false,
  ...more,
})

const plan = (...events: DivisionEvent[]) => {
  let next = 0
  const newId = () => `new-${(next += 1)}` as AnyId
  return planEvents(KNOWN, events, { today: date('2024-01-01'), newId })
}

const ids = (...names: string[]) => names.map(unit)

describe('each kind', () => {
  test('merge into a survivor: the merged end, hang under the survivor, the survivor stays', () => {
    const merged = plan(event({ kind: 'merge', from: ids('a', 'c'), to: [{ id: unit('b') }] }))
    expect(merged.faults).toEqual([])
    expect(merged.closed).toEqual([
      { id: 'a', on: '2019-05-01' },
      { id: 'c', on: '2019-05-01' },
    ])
    expect(merged.moved).toEqual([
      { id: 'a', parentId: 'b' },
      { id: 'c', parentId: 'b' },
    ])
    expect(merged.opened).toEqual([])
    expect(merged.events).toEqual([{ id: 'new-1', from: ['a', 'c'], to: ['b'] }])
  })

  test('merge into a unit that a later list made known: it began with the event', () => {
    const merged = plan(event({ kind: 'merge', from: ids('a', 'b'), to: [{ id: unit('late') }] }))
    expect(merged.faults).toEqual([])
    expect(merged.backdated).toEqual([{ id: 'late', from: '2019-05-01' }])
  })

  test('merge into a unit that a later list only renamed: it was there already', () => {
    const merged = plan(event({ kind: 'merge', from: ids('a'), to: [{ id: unit('again') }] }))
    expect(merged.faults).toEqual([])
    expect(merged.backdated).toEqual([])
  })

  test('merge into a new unit makes an identity with a version and a place', () => {
    const to = [{ name: '大同村', level: 'village', parentId: unit('west') }] as const
    const merged = plan(event({ kind: 'merge', from: ids('a', 'b'), to }))
    expect(merged.made).toEqual([{ id: 'new-2', kind: 'village' }])
    expect(merged.opened).toMatchObject([
      {
        id: 'new-2',
        shortName: '大同村',
        parentId: 'west',
        validFrom: '2019-05-01',
        validTo: null,
      },
    ])
  })

  test('merged towns hand their villages over', () => {
    const merged = plan(event({ kind: 'merge', from: ids('west'), to: [{ id: unit('east') }] }))
    expect(merged.closed.map((row) => row.id)).toEqual(['c', 'west'])
    expect(merged.opened).toMatchObject([{ id: 'c', parentId: 'east', validFrom: '2019-05-01' }])
    expect(merged.moved).toEqual([{ id: 'c', parentId: 'east' }])
  })

  test('split: the old one ends, or goes on', () => {
    const to = ['东甲村', '西甲村'].map(
      (name) => ({ name, level: 'village', parentId: unit('east') }) as const,
    )
    const gone = plan(event({ kind: 'split', from: ids('a'), to }))
    expect(gone.closed).toEqual([{ id: 'a', on: '2019-05-01' }])
    const stays = plan(
      event({ kind: 'split', from: ids('a'), to: to.slice(0, 1), continues: true }),
    )
    expect(stays.faults).toEqual([])
    expect(stays.closed).toEqual([])
    expect(stays.opened).toHaveLength(1)
  })

  test('rename, recode, transfer and upgrade open a version that differs in just that', () => {
    const { faults, opened, moved } = plan(
      event({ kind: 'rename', from: ids('a'), name: '新甲村委会', date: date('2018-01-01') }),
      event({ kind: 'recode', from: ids('a'), code: '371323001299', date: date('2018-02-01') }),
      event({ kind: 'transfer', from: ids('a'), parentId: unit('west'), date: date('2018-03-01') }),
      event({ kind: 'upgrade', from: ids('a'), date: date('2018-04-01') }),
    )
    expect(faults).toEqual([])
    expect(moved).toEqual([{ id: 'a', parentId: 'west' }])
    expect(
      opened.map((v) => [v.validFrom, v.validTo, v.shortName, v.code, v.parentId, v.level]),
    ).toEqual([
      ['2018-01-01', '2018-02-01', '新甲村', null, 'east', 'village'],
      ['2018-02-01', '2018-03-01', '新甲村', '371323001299', 'east', 'village'],
      ['2018-03-01', '2018-04-01', '新甲村', '371323001299', 'west', 'village'],
      ['2018-04-01', null, '新甲社区', '371323001299', 'west', 'community'],
    ])
  })

  test('a town is upgraded by its new name', () => {
    const done = plan(event({ kind: 'upgrade', from: ids('west'), name: '西街道' }))
    expect(done.opened).toMatchObject([{ id: 'west', level: 'town', shortName: '西街道' }])
  })

  test('dissolve ends a unit for good', () => {
    const done = plan(event({ kind: 'dissolve', from: ids('a') }))
    expect(done.closed).toEqual([{ id: 'a', on: '2019-05-01' }])
    expect(done.events[0]?.to).toEqual([])
  })
})

test('versions of one batch follow each other without gap or overlap', () => {
  const { closed, opened } = plan(
    event({ kind: 'rename', from: ids('a'), name: '一村', date: date('2017-01-01') }),
    event({ kind: 'merge', from: ids('a'), to: [{ id: unit('b') }], date: date('2018-01-01') }),
  )
  expect(closed).toEqual([{ id: 'a', on: '2017-01-01' }])
  expect(opened).toMatchObject([{ id: 'a', validFrom: '2017-01-01', validTo: '2018-01-01' }])
})

describe('refused', () => {
  test.each([
    [
      'in the future',
      event({ kind: 'dissolve', from: ids('a'), date: date('2024-01-02') }),
      '.date',
    ],
    ['unknown', event({ kind: 'dissolve', from: ids('nobody') }), '.from[0]'],
    ['the county', event({ kind: 'dissolve', from: ids('county') }), '.from[0]'],
    ['before its form', event({ kind: 'dissolve', from: ids('a'), date: START }), '.from[0]'],
    ['twice', event({ kind: 'merge', from: ids('a', 'a'), to: [{ id: unit('b') }] }), '.from'],
    ['no survivor', event({ kind: 'merge', from: ids('a', 'b') }), '.to'],
    ['itself', event({ kind: 'merge', from: ids('a', 'b'), to: [{ id: unit('b') }] }), '.to[0]'],
    [
      'levels mixed',
      event({ kind: 'merge', from: ids('a', 'west'), to: [{ id: unit('b') }] }),
      '.from',
    ],
    [
      'village into town',
      event({ kind: 'merge', from: ids('a'), to: [{ id: unit('west') }] }),
      '.to[0]',
    ],
    ['split into one', event({ kind: 'split', from: ids('a'), to: [{ id: unit('late') }] }), '.to'],
    ['two renamed', event({ kind: 'rename', from: ids('a', 'b'), name: '乙村' }), '.from'],
    ['no name', event({ kind: 'rename', from: ids('a') }), '.name'],
    ['no code', event({ kind: 'recode', from: ids('a') }), '.code'],
    ['same town', event({ kind: 'transfer', from: ids('a'), parentId: unit('east') }), '.parentId'],
    [
      'a town moved',
      event({ kind: 'transfer', from: ids('west'), parentId: unit('east') }),
      '.parentId',
    ],
    ['town without name', event({ kind: 'upgrade', from: ids('west') }), '.from[0]'],
    ['town with villages', event({ kind: 'dissolve', from: ids('west') }), '.from[0]'],
    [
      'new one under a village',
      event({
        kind: 'merge',
        from: ids('b'),
        to: [{ name: '戊村', level: 'village', parentId: unit('a') }],
      }),
      '.to[0].parentId',
    ],
  ])('%s', (_, wrong, place) => {
    expect(plan(wrong).faults.map((fault) => fault.path)).toContain(`$.events[0]${place}`)
  })

  test('a unit that an earlier event of the batch has ended', () => {
    const { faults } = plan(
      event({ kind: 'dissolve', from: ids('a') }),
      event({ kind: 'rename', from: ids('a'), name: '再村' }),
    )
    expect(faults.map((fault) => fault.path)).toEqual(['$.events[1].from[0]'])
  })

  test('a town whose village changed later cannot be merged before that', () => {
    const { faults } = plan(
      event({ kind: 'rename', from: ids('c'), name: '丙新村', date: date('2020-01-01') }),
      event({ kind: 'merge', from: ids('west'), to: [{ id: unit('east') }] }),
    )
    expect(faults.map((fault) => fault.path)).toEqual(['$.events[1].date'])
  })

  test('a town that ends by a split hands its villages over first', () => {
    const to = ['北镇', '南镇'].map(
      (name) => ({ name, level: 'town', parentId: unit('county') }) as const,
    )
    const { faults } = plan(event({ kind: 'split', from: ids('west'), to }))
    expect(faults.map((fault) => fault.path)).toEqual(['$.events[0].from[0]'])
  })

  test('a survivor that an event made later', () => {
    const to = [{ name: '己村', level: 'village', parentId: unit('east') }] as const
    const { faults } = plan(
      event({ kind: 'split', from: ids('a'), to, continues: true, date: date('2020-01-01') }),
      event({ kind: 'merge', from: ids('b'), to: [{ id: unit('new-3') }] }),
    )
    expect(faults.map((fault) => fault.path)).toEqual(['$.events[1].to[0]'])
  })
})
