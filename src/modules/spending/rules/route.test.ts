import fc from 'fast-check'
import { z } from 'zod'
import { describe, expect, test } from 'vitest'
import { addDays, date } from '../../../kernel/date.ts'
import { faultsOf } from '../../../kernel/fault.ts'
import { fen, formatYuan } from '../../../kernel/money.ts'
import { SEED_LIMIT, seedRows, shippedMatrix } from '../data/limits.ts'
import { CLASSES, DECIDING } from '../model.ts'
import { measure, route, routeInput, routeOf, routeOutput } from './route.ts'

type Document = z.input<typeof routeInput>
const run = (document: Document) =>
  z.encode(routeOutput, route(routeInput.parse(document))).approvals

const expense = (amount: string, more: Partial<Document> = {}): Document => ({
  kind: 'expense',
  amount,
  payee: '甲',
  date: '2020-11-30',
  history: [],
  ...more,
})
const readings = (document: Document) => run(document).map(({ reading }) => reading)
const before = (date: string, amount: string, more: object = {}) => ({
  payee: '甲',
  date,
  amount,
  ...more,
})

describe('the route of a payment', () => {
  test('begins at 10,000.00 itself, not at 9,999.99 (民法典 1259)', () => {
    expect(run(expense('9999.99'))).toEqual([])
    expect(run(expense('10000.00'))).toEqual(
      ['payment', 'payee'].map((reading) => ({
        organ: 'town_party_committee',
        reading,
        measured: '10000.00',
        limit: '10000.00',
        basis: 'guidance',
      })),
    )
  })

  test('adds what one payee got in [date − 29, date], both days among them', () => {
    expect(readings(expense('2', { history: [before('2020-11-01', '9999')] }))).toEqual(['payee'])
    expect(readings(expense('2', { history: [before('2020-10-31', '9999')] }))).toEqual([])
    expect(readings(expense('2', { history: [before('2020-12-01', '9999')] }))).toEqual([])
    const other = before('2020-11-30', '9999', { payee: '乙' })
    expect(readings(expense('2', { history: [other] }))).toEqual([])
  })

  test('adds a contract and a project whenever they were paid, whoever was', () => {
    const history = [before('2019-01-01', '9999', { payee: '乙', contract: 'c', project: 'p' })]
    expect(readings(expense('1', { history }))).toEqual([])
    expect(readings(expense('1', { history, contract: 'c' }))).toEqual(['contract'])
    expect(readings(expense('1', { history, project: 'p' }))).toEqual(['project'])
    expect(readings(expense('0.99', { history, contract: 'c' }))).toEqual([])
  })

  test('asks approval of every contract, whatever its amount', () => {
    const [only, ...more] = run({ ...expense('0.01'), kind: 'contract' })
    expect(more).toEqual([])
    expect(only).toMatchObject({ reading: 'contract', measured: '0.01', limit: '0.00' })
  })

  test('takes no unknown field, no float, no payment of nothing', () => {
    const faults = (document: unknown) => {
      const parsed = routeInput.safeParse(document, { reportInput: true })
      return parsed.success ? [] : faultsOf(parsed.error).map(({ path }) => path)
    }
    expect(faults({ ...expense('1'), limit: '5' })).toEqual(['$.limit'])
    expect(faults(expense('1.001'))).toEqual(['$.amount'])
    expect(faults(expense('0'))).toEqual(['$.amount'])
    expect(faults(expense('1', { date: '2020-02-30' }))).toEqual(['$.date'])
    expect(faults(expense('1', { history: [before('2020-01-01', '-1')] }))).toEqual([
      '$.history[0].amount',
    ])
  })
})

const day = fc.integer({ min: 0, max: 90 }).map((n) => addDays(date('2020-09-01'), n))
const amount = fc.bigInt({ min: 1n, max: 1_500_000n })
const paid = fc.record({ payee: fc.constantFrom('甲', '乙'), date: day, amount })

test('a payment needs approval exactly when some reading reaches the limit', () => {
  fc.assert(
    fc.property(paid, fc.array(paid, { maxLength: 12 }), (item, history) => {
      const first = addDays(item.date, -29)
      const window = history
        .filter((one) => one.payee === item.payee && one.date >= first && one.date <= item.date)
        .reduce((sum, one) => sum + one.amount, item.amount)
      const asked = run({
        kind: 'expense',
        ...item,
        amount: formatYuan(item.amount),
        history: history.map((one) => ({ ...one, amount: formatYuan(one.amount) })),
      })
      expect(asked.some(({ reading }) => reading === 'payment')).toBe(item.amount >= SEED_LIMIT)
      expect(asked.some(({ reading }) => reading === 'payee')).toBe(window >= SEED_LIMIT)
    }),
  )
})

test('splitting 10,000 or more to one payee within thirty days is found at the last part at the latest', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(amount, fc.integer({ min: 0, max: 29 })), { minLength: 2, maxLength: 8 }),
      (drawn) => {
        const parts = drawn
          .map(([size, n]) => ({ payee: '甲', amount: size, date: addDays(date('2020-11-01'), n) }))
          .toSorted((a, b) => (a.date < b.date ? -1 : 1))
        const sum = parts.reduce((total, part) => total + part.amount, 0n)
        const asked = parts.some(
          (part, i) =>
            routeOf(
              { kind: 'expense', class: null, ...part, history: parts.slice(0, i) },
              seedRows(SEED_LIMIT),
            ).length > 0,
        )
        expect(asked).toBe(sum >= SEED_LIMIT)
      },
    ),
  )
})

test('of the co-op’s own organs exactly one decides each amount of each class', () => {
  const { rows } = shippedMatrix(SEED_LIMIT)
  fc.assert(
    fc.property(
      fc.bigInt({ min: 1n, max: 10n ** 10n }),
      fc.constantFrom(...CLASSES),
      (size, of) => {
        for (const kind of ['expense', 'contract'] as const) {
          const item = { kind, class: of, payee: '甲', date: date('2020-11-30'), amount: size }
          const asked = routeOf({ ...item, history: [] }, rows)
          const own = new Set(
            asked.filter(({ organ }) => DECIDING.includes(organ)).map((o) => o.organ),
          )
          expect(own.size).toBe(1)
        }
      },
    ),
  )
})

test('a window may be shorter or longer than thirty days', () => {
  const item = {
    kind: 'expense' as const,
    class: null,
    payee: '甲',
    date: date('2020-11-30'),
    amount: fen(1),
    history: [{ payee: '甲', date: date('2020-11-24'), amount: 5n }],
  }
  expect(measure('payee', item, 7)).toBe(6n)
  expect(measure('payee', item, 6)).toBe(1n)
})
