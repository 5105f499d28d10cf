import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fen } from '../../../kernel/money.ts'
import { SEED_LIMIT, shippedMatrix } from '../data/limits.ts'
import { CLASSES, DECIDING, type Limit, type Matrix } from '../model.ts'
import { faultsOfMatrix, lockFrom } from './limits.ts'

const shipped = shippedMatrix(SEED_LIMIT)
const others = shipped.rows.filter(({ organ }) => !DECIDING.includes(organ))
const withRows = (rows: readonly Limit[]): Matrix => ({ ...shipped, rows })

const tier = (organ: Limit['organ'], from: bigint, below: bigint | null): Limit => ({
  organ,
  kind: 'expense',
  classes: [],
  from: fen(from),
  below: below === null ? null : fen(below),
  readings: ['payment'],
  windowDays: 30,
  basis: 'charter',
  lock: false,
})

test('the shipped matrix answers for every amount once', () => {
  expect(faultsOfMatrix(shipped)).toEqual([])
  expect(lockFrom(shipped)).toBe(SEED_LIMIT)
})

/** Two cuts and a class of its own: the tiers of three organs side by side. */
const cuts = fc
  .uniqueArray(fc.bigInt({ min: 1n, max: 10n ** 9n }), { minLength: 2, maxLength: 2 })
  .map((pair) => pair.toSorted((a, b) => (a < b ? -1 : 1)) as [bigint, bigint])

const tiersOf = ([one, two]: readonly [bigint, bigint]): Limit[] => [
  tier('chair', 0n, one),
  tier('council', one, two),
  tier('assembly', two, null),
]

test('bands side by side pass; a gap or an overlap of one fen is found', () => {
  fc.assert(
    fc.property(cuts, fc.constantFrom(0, 1), fc.boolean(), ([one, two], at, gap) => {
      const tiers = tiersOf([one, two])
      expect(faultsOfMatrix(withRows([...tiers, ...others]))).toEqual([])
      const row = tiers[at]
      if (row === undefined || row.below === null) throw new Error('the first two tiers end')
      const moved = { ...row, below: fen(gap ? row.below - 1n : row.below + 1n) }
      const wrong = withRows([...tiers.with(at, moved), ...others])
      const faults = faultsOfMatrix(wrong)
      // A band of one fen that is cut by one fen is empty: a fault as well, of another kind.
      expect(faults.length).toBeGreaterThan(0)
    }),
  )
})

test('a class with tiers of its own needs them for all amounts', () => {
  fc.assert(
    fc.property(cuts, fc.constantFrom(...CLASSES), (pair, of) => {
      const rest = CLASSES.filter((one) => one !== of)
      const own = tiersOf(pair).map((row) => ({ ...row, classes: [of] }))
      const general = tiersOf(pair).map((row) => ({ ...row, classes: rest }))
      expect(faultsOfMatrix(withRows([...own, ...general, ...others]))).toEqual([])
      const holed = faultsOfMatrix(withRows([...own.slice(0, 2), ...general, ...others]))
      expect(holed.map(({ path }) => path)).toEqual(['$.rows'])
      const doubled = faultsOfMatrix(withRows([...own, ...tiersOf(pair), ...others]))
      expect(doubled.length).toBeGreaterThan(0)
    }),
  )
})

test('faults name the row', () => {
  const rows = [tier('chair', 0n, 500n), tier('assembly', 900n, null)]
  const [fault] = faultsOfMatrix(withRows(rows))
  expect(fault?.path).toBe('$.rows[1].from')
  expect(fault?.text.zh).toContain('5.00 至 9.00 元没有决策机构')
})
