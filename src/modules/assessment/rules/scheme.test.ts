import { describe, expect, test } from 'vitest'
import { SHIPPED_RULES, SHIPPED_SCHEMES } from '../data/shipped.ts'
import { type Item, KINDS, type Scheme } from '../model.ts'
import { type Known, measureFaults, schemeFaults } from './scheme.ts'
import { SHIPPED_INDICATORS } from '../../indicator/data/indicators.ts'

const known = new Map<string, Known>(SHIPPED_INDICATORS.map((spec) => [spec.id, spec]))
const month = SHIPPED_SCHEMES.secretary_month
const paths = (scheme: Scheme, kind: (typeof KINDS)[number] = 'secretary_month') =>
  schemeFaults(scheme, kind, known).map(({ path }) => path)
const withItem = (change: Partial<Item>): Scheme => ({
  ...month,
  items: month.items.map((item, i) => (i === 0 ? { ...item, ...change } : item)),
})

describe('faults of a scheme', () => {
  test.each(KINDS)('the shipped %s has none', (kind) => {
    expect(paths(SHIPPED_SCHEMES[kind], kind)).toEqual([])
  })

  test.each<[string, Scheme, string]>([
    ['points that do not add up', withItem({ points: 19_000 }), '$.scheme.items'],
    [
      'an unknown indicator',
      withItem({ indicators: ['nothing'] }),
      '$.scheme.items[0].indicators[0]',
    ],
    [
      'one of another level',
      withItem({ indicators: ['unions'] }),
      '$.scheme.items[0].indicators[0]',
    ],
    [
      'against the indicator’s direction',
      withItem({ direction: 'down', rule: { kind: 'linear', none: '1', full: '0' } }),
      '$.scheme.items[0].indicators[0]',
    ],
    [
      'indicators that cannot be added',
      withItem({ indicators: ['kept-share', 'members'] }),
      '$.scheme.items[0].indicators',
    ],
    [
      'full points on the wrong side',
      withItem({ rule: { kind: 'linear', none: '1', full: '0' } }),
      '$.scheme.items[0].rule.full',
    ],
    [
      'no number',
      withItem({ rule: { kind: 'target', target: 'much' } }),
      '$.scheme.items[0].rule.target',
    ],
    [
      'bands out of order',
      withItem({
        rule: {
          kind: 'bands',
          bands: [
            { at: '0.5', points: 9_000 },
            { at: '0.9', points: 5_000 },
          ],
        },
      }),
      '$.scheme.items[0].rule.bands[1]',
    ],
    [
      'a band above its item',
      withItem({ rule: { kind: 'bands', bands: [{ at: '1', points: 25_001 }] } }),
      '$.scheme.items[0].rule.bands[0].points',
    ],
    [
      'grades that do not fall',
      { ...month, bands: month.bands.toReversed() },
      '$.scheme.bands[1].from',
    ],
    ['no lowest grade', { ...month, bands: month.bands.slice(0, 2) }, '$.scheme.bands'],
    ['months outside the year', { ...month, months: { points: 0, least: 1 } }, '$.scheme.months'],
    ['county points of a secretary', { ...month, overall: 10_000 }, '$.scheme.overall'],
    [
      'one fact above the cap of all',
      { ...month, adjustments: month.adjustments.map((one) => ({ ...one, most: 90_000 })) },
      '$.scheme.adjustments[0].most',
    ],
  ])('%s', (_what, scheme, path) => {
    expect(paths(scheme)).toContain(path)
  })

  test('rules of proposals name grades that exist, each id once', () => {
    const bands = new Set(month.bands.map(({ id }) => id))
    expect(measureFaults(SHIPPED_RULES, bands)).toEqual([])
    const [first] = SHIPPED_RULES.persons
    if (first === undefined) throw new Error('no rule')
    const rules = { ...SHIPPED_RULES, persons: [first, { ...first, band: 'superb' }] }
    expect(measureFaults(rules, bands).map(({ path }) => path)).toEqual([
      '$.rules.persons[1].band',
      '$.rules',
    ])
  })
})
