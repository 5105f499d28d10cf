import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { text } from '../../../kernel/text.ts'
import { seat, step, yuan } from '../data/processes/words.ts'
import type { Condition, Process } from '../model.ts'
import { conditionHolds } from './condition.ts'
import { faultsOfProcess } from './process.ts'

type Band = Extract<Condition, { kind: 'band' }>
const band = (from: string | null, below: string | null, more: Partial<Band> = {}): Band => ({
  kind: 'band',
  value: 'case.amount',
  from,
  below,
  ...more,
})

const route = (
  bands: readonly Condition[],
  facts = [yuan('amount', ['金额', 'Amount'])],
): Process => ({
  id: 'route',
  title: text('路线', 'Route'),
  purpose: text('路线', 'Route'),
  unit: 'village',
  openers: ['village_secretary'],
  facts,
  sources: [],
  steps: bands.map((when, i) =>
    step(`s${i}`, ['步', 'Step'], {
      after: i === 0 ? [] : ['s0'],
      seats: [seat('one', 'town_station')],
      when,
    }),
  ),
})
const say = (process: Process): string[] => faultsOfProcess(process).map(({ path }) => path)

describe('an amount route', () => {
  test.each([
    ['one open branch', [band(null, null)], []],
    ['two that meet', [band(null, '10000'), band('10000', null)], []],
    ['the same branch twice', [band(null, '5'), band('5', null), band('5', null)], []],
    ['an addition', [band('10000', null, { partial: true })], []],
    ['nobody below', [band('10000', null)], ['$.steps[0].when']],
    ['nobody above', [band(null, '10000')], ['$.steps[0].when']],
    ['a gap of a fen', [band(null, '9999.99'), band('10000', null)], ['$.steps[1].when']],
    ['an overlap of a fen', [band(null, '10000.01'), band('10000', null)], ['$.steps[1].when']],
    ['nested', [band(null, null), band('10000', null)], ['$.steps[1].when']],
  ] as const)('%s', (_, bands, paths) => {
    expect(say(route(bands))).toEqual(paths)
  })

  test('rests on an amount that is always written down', () => {
    const bands = [band(null, '5'), band('5', null)]
    const optional = yuan('amount', ['金额', 'Amount'], { optional: true })
    expect(say(route(bands, [optional]))).toEqual(['$.steps[0].when', '$.steps[1].when'])
    const partial = band('5', null, { partial: true })
    expect(say(route([partial], [optional]))).toEqual(['$.steps[0].when'])
  })

  /** Bounds in fen; -1 is open. Amounts are tried at, just below and just above every bound. */
  const bounds = fc.tuple(fc.integer({ min: -1, max: 6 }), fc.integer({ min: -1, max: 6 }))
  const yuanOf = (fen: number): string => `0.0${fen}`

  test('passes exactly when each amount falls into one branch', () => {
    let passed = 0
    fc.assert(
      fc.property(fc.array(bounds, { minLength: 1, maxLength: 4 }), (pairs) => {
        const bands = pairs.map(([from, below]) =>
          band(from < 0 ? null : yuanOf(from), below < 0 ? null : yuanOf(below)),
        )
        // Empty branches are refused for another reason.
        fc.pre(pairs.every(([from, below]) => below < 0 || Math.max(from, 0) < below))
        const branches = new Set(pairs.map(([from, below]) => `${Math.max(from, 0)} ${below}`))
        const whole = Array.from({ length: 9 }, (_, fen) => {
          const look = (): string => yuanOf(fen)
          const hit = bands.filter((one) => conditionHolds(one, look))
          return new Set(hit.map((one) => `${Number(one.from ?? 0) * 100} ${one.below}`)).size
        })
        const parts = whole.every((branchesHit) => branchesHit === 1)
        expect(faultsOfProcess(route(bands)).length === 0, [...branches].join('; ')).toBe(parts)
        if (parts && branches.size > 1) passed += 1
      }),
      { numRuns: 3_000 },
    )
    expect(passed).toBeGreaterThan(10)
  })
})
