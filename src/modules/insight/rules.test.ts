import { describe, expect, test } from 'vitest'
import { text } from '../../kernel/text.ts'
import type { CoopFacts } from './model.ts'
import {
  attentionOf,
  type BoardFacts,
  figuresOf,
  ruleRows,
  sentenceOf,
  splitBy,
  tilesOf,
} from './rules.ts'

const coop = (coopId: string, more: Partial<CoopFacts> = {}): CoopFacts => ({
  coopId,
  villageId: 'v1',
  townId: 't1',
  kind: 'land_share',
  registeredOn: null,
  status: 'registered',
  class: null,
  verdict: 'kept',
  areaMu: null,
  wrongCode: false,
  persons: 10,
  households: 8,
  holders: 11,
  ...more,
})

const NO_WARNINGS = { stalled: 0, unchecked: 0, smallUnions: 0, candidates: 0, openDivisions: 0 }

const board = (more: Partial<BoardFacts> = {}): BoardFacts => ({
  unit: { id: 'c', kind: 'county', name: '甲县' },
  coops: [
    coop('1'),
    coop('2', { villageId: 'v2', townId: 't2', verdict: 'broken', class: 'model' }),
  ],
  villages: [
    { villageId: 'v1', name: '一村', level: 'village', townId: 't1', townName: '一镇' },
    { villageId: 'v2', name: '二村', level: 'village', townId: 't2', townName: '二镇' },
    { villageId: 'v3', name: '三社区', level: 'community', townId: 't2', townName: '二镇' },
  ],
  towns: [
    { id: 't1', kind: 'town', name: '一镇' },
    { id: 't2', kind: 'town', name: '二镇' },
    { id: 't3', kind: 'town', name: '三镇' },
  ],
  joining: { persons: 19, households: 16, units: 0 },
  assistance: { coops: 1, persons: 7, households: 3 },
  unions: 1,
  rules: [],
  warnings: NO_WARNINGS,
  party: null,
  countingRule: text('口径', 'rule'),
  ...more,
})

const valueOf = (facts: BoardFacts, id: string) => figuresOf(facts).find((f) => f.id === id)

describe('boards', () => {
  test('figures carry exact values, their definition and a door', () => {
    const facts = board()
    expect(valueOf(facts, 'coops')).toMatchObject({
      value: '2',
      door: '/coops',
      definition: text('口径', 'rule'),
    })
    expect(valueOf(facts, 'coverage')).toMatchObject({ value: '2/3', form: 'share' })
    expect(valueOf(facts, 'members')?.value).toBe('19')
    expect(valueOf(facts, 'party-joined')).toBeUndefined()
    expect(valueOf(board({ party: { members: 4, joined: 1 } }), 'party-joined')?.value).toBe('1/4')
    expect(valueOf(board({ villages: [] }), 'coverage')?.value).toBe('0/1')
    for (const figure of figuresOf(facts)) expect(figure.source.length).toBeGreaterThan(0)
  })

  test('below the county, doors keep to the unit and county figures are left out', () => {
    const facts = board({ unit: { id: 't2', kind: 'town', name: '二镇' } })
    expect(valueOf(facts, 'coops')?.door).toBe('/coops?unitId=t2')
    expect(valueOf(facts, 'unions')).toBeUndefined()
  })

  test('a tile for every unit below, also where there is nothing yet', () => {
    const tiles = tilesOf(board())
    expect(tiles.map((t) => [t.name, t.villages, t.covered, t.coops, t.broken])).toEqual([
      ['一镇', 1, 1, 1, 0],
      ['二镇', 2, 1, 1, 1],
      ['三镇', 0, 0, 0, 0],
    ])
    const town = tilesOf(board({ unit: { id: 't2', kind: 'town', name: '二镇' } }))
    expect(town.map((t) => t.name)).toEqual(['一村', '二村', '三社区'])
    expect(tilesOf(board({ unit: { id: 'v1', kind: 'village', name: '一村' } }))).toEqual([])
  })

  test('splits put the largest first and what is not set last', () => {
    const facts = board({ coops: [coop('1'), coop('2'), coop('3', { class: 'model' })] })
    expect(splitBy(facts, 'class', (c) => c.class)).toEqual([
      { key: 'model', count: 1, door: '/coops?class=model' },
      { key: '', count: 2, door: '/coops?class=none' },
    ])
  })

  test('the sentence says the state', () => {
    expect(sentenceOf(board()).zh).toContain('共有 2 个')
    expect(sentenceOf(board()).zh).toContain('有硬性问题 1 个')
    expect(sentenceOf(board({ coops: [] })).zh).toContain('还没有')
  })

  test('attention: exempt findings and what is at rest are not shown, the gravest first', () => {
    const row = {
      rule: 'SEED-MAX20',
      outcome: 'fails',
      bound: 'fails',
      exempt: false,
      count: 2,
    } as const
    const facts = board({
      rules: [
        { ...row, severity: 'block' },
        { ...row, severity: 'block', exempt: true, count: 5 },
        { ...row, severity: 'warn', bound: 'passes', outcome: 'depends', count: 9 },
      ],
      warnings: { ...NO_WARNINGS, stalled: 1, candidates: 4, openDivisions: 3 },
    })
    expect(attentionOf(facts).map((a) => [a.id, a.count])).toEqual([
      ['blocked', 2],
      ['open-divisions', 3],
      ['stalled', 1],
      ['candidates', 4],
    ])
    expect(ruleRows(facts)).toMatchObject([
      { rule: 'SEED-MAX20', outcomes: { passes: 0, depends: 9, fails: 7 } },
    ])
  })
})
