import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { leastCost, type Programme, solveWhole } from './integer-programme.ts'

/** All points of a small box. */
function* points(variables: number, most: number): Generator<bigint[]> {
  if (variables === 0) {
    yield []
    return
  }
  for (let value = 0; value <= most; value++) {
    for (const rest of points(variables - 1, most)) yield [BigInt(value), ...rest]
  }
}

const BOX = 4
const plenty = () => ({ work: 1_000_000 })

const programmes: fc.Arbitrary<Programme> = fc.integer({ min: 1, max: 4 }).chain((variables) =>
  fc
    .record({
      costs: fc.array(fc.bigInt({ min: 0n, max: 5n }), {
        minLength: variables,
        maxLength: variables,
      }),
      rows: fc.array(
        fc.record({
          values: fc.array(fc.bigInt({ min: -4n, max: 4n }), {
            minLength: variables,
            maxLength: variables,
          }),
          limit: fc.bigInt({ min: -9n, max: 9n }),
        }),
        { maxLength: 5 },
      ),
    })
    .map(({ costs, rows }) => ({
      costs,
      rows: [
        ...rows.map(({ values, limit }) => ({
          coefficients: new Map(values.map((value, i) => [i, value])),
          limit,
        })),
        ...costs.map((_, i) => ({ coefficients: new Map([[i, 1n]]), limit: BigInt(BOX) })),
      ],
    })),
)

const keeps = ({ rows }: Programme, point: readonly bigint[]): boolean =>
  rows.every(({ coefficients, limit }) => {
    let sum = 0n
    for (const [i, value] of coefficients) sum += value * (point[i] ?? 0n)
    return sum <= limit
  })
const costAt = ({ costs }: Programme, point: readonly bigint[]): bigint =>
  costs.reduce((sum, cost, i) => sum + cost * (point[i] ?? 0n), 0n)

describe('the integer programme', () => {
  test('finds the cheapest point of a box, or that there is none', () => {
    const seen = { found: 0, impossible: 0, unknown: 0 }
    fc.assert(
      fc.property(programmes, (programme) => {
        const best = [...points(programme.costs.length, BOX)]
          .filter((point) => keeps(programme, point))
          .map((point) => costAt(programme, point))
          .toSorted((a, b) => (a < b ? -1 : a > b ? 1 : 0))[0]
        const answer = solveWhole(programme, plenty())
        seen[answer.kind] += 1
        if (answer.kind === 'found') {
          expect(keeps(programme, answer.values)).toBe(true)
          expect(answer.values.every((value) => value >= 0n)).toBe(true)
          expect(answer.cost).toBe(costAt(programme, answer.values))
          expect(answer.cost).toBe(best)
        } else {
          expect(answer.kind).toBe('impossible')
          expect(best).toBe(undefined)
        }
        const floor = leastCost(programme, plenty())
        if (best !== undefined) expect(floor !== null && (floor ?? 0n) <= best).toBe(true)
      }),
      { numRuns: 3000 },
    )
    expect(seen.found).toBeGreaterThan(500)
    expect(seen.impossible).toBeGreaterThan(300)
  })

  test('a whole solution can cost more than a real one', () => {
    const even = new Map([[0, 2n]])
    const programme: Programme = {
      costs: [1n],
      rows: [{ coefficients: new Map([[0, -2n]]), limit: -3n }],
    }
    expect(leastCost(programme, plenty())).toBe(2n)
    expect(solveWhole(programme, plenty())).toMatchObject({ kind: 'found', cost: 2n })
    const odd = { costs: [1n], rows: [...programme.rows, { coefficients: even, limit: 3n }] }
    expect(leastCost(odd, plenty())).toBe(2n)
    expect(solveWhole(odd, plenty())).toEqual({ kind: 'impossible' })
  })

  test('gives up rather than run for ever', () => {
    // 2x − 2y = 1 has real solutions without end and no whole one.
    const coefficients = new Map([
      [0, 2n],
      [1, -2n],
    ])
    const opposite = new Map([
      [0, -2n],
      [1, 2n],
    ])
    const large = { costs: Array.from({ length: 2000 }, () => 1n), rows: [] }
    const rows = [
      { coefficients, limit: 1n },
      { coefficients: opposite, limit: -1n },
    ]
    expect(solveWhole({ costs: [0n, 0n], rows }, { work: 20_000 })).toEqual({ kind: 'unknown' })
    expect(solveWhole(large, { work: 1000 })).toEqual({ kind: 'unknown' })
    expect(leastCost(large, { work: 1000 })).toBe(undefined)
    expect(leastCost(large, plenty())).toBe(0n)
  })
})
