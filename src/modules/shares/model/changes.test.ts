import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, date, type LocalDate } from '../../../kernel/date.ts'
import { fraction } from '../../../kernel/fraction.ts'
import type { AnyId } from '../../../kernel/id.ts'
import { Refusal } from '../../../kernel/refusal.ts'
import {
  type Book,
  type Change,
  FORMS,
  type Holder,
  type RecordedEvent,
  UNIT_CLASSES,
} from '../model.ts'
import { applyChanges } from './changes.ts'
import { holdingOn, registerOn, registerText } from './register.ts'
import { reversalOf } from './timeline.ts'

const OPENED = date('2020-01-01')
const DAY = date('2020-06-01')

const holder = (number: number, more: Partial<Holder> = {}): Holder => ({
  id: `h${number}` as AnyId,
  memberNumber: String(number).padStart(4, '0'),
  kind: 'person',
  class: 'villager',
  personId: `p${number}` as AnyId,
  name: `成员${number}`,
  farmer: true,
  householdId: `hh${number}` as AnyId,
  relatedGroup: null,
  publicFunction: false,
  joinedOn: OPENED,
  leftOn: null,
  ...more,
})

const emptyBook = (holders: number): Book => ({
  coopId: 'c' as AnyId,
  openedOn: OPENED,
  holders: Array.from({ length: holders }, (_, i) => holder(i + 1)),
  lines: [],
})

let counter = 0
const newId = (): AnyId => `e${(counter += 1)}` as AnyId
const apply = (book: Book, changes: readonly Change[], on: LocalDate = DAY) =>
  applyChanges(book, { on, changes, newHolders: new Map(), newId })

const contribution = (who: string, paid: bigint, promised = 0n): Change => ({
  kind: 'contribution',
  holder: who,
  form: 'cash',
  paid,
  promised,
  units: [],
})
const transfer = (from: string, to: string, amount: bigint): Change => ({
  kind: 'transfer',
  from,
  to,
  form: 'cash',
  amount,
  promised: 0n,
  units: [],
})

const refused = (work: () => unknown): Refusal => {
  try {
    work()
  } catch (error) {
    if (error instanceof Refusal) return error
    throw error
  }
  throw new Error('not refused')
}
const paths = (refusal: Refusal) => refusal.faults.map(({ path }) => path)

/** An event as it stands in the book, for reversing it. */
const recorded = (drafted: ReturnType<typeof apply>, number = 0): RecordedEvent => {
  const event = drafted.events[number]
  if (event === undefined) throw new Error('no event')
  return { ...event, seq: 1n, reason: null, recordedAt: '', recordedBy: '', reversedBy: null }
}

describe('each kind of change', () => {
  const book = apply(emptyBook(3), [contribution('h1', 1000n, 500n)], OPENED).book

  test('contribution: things need a valuation, nothing is no contribution, reserve holds none', () => {
    const land: Change = { ...contribution('h2', 100n), form: 'land_right' } as Change
    expect(paths(refused(() => apply(book, [land])))).toEqual(['$.changes[0].valuation'])
    const valued = { ...land, valuation: { by: 'all_members', note: '成员大会' } } as Change
    expect(apply(book, [valued]).events[0]?.details).toHaveProperty('valuation')
    expect(paths(refused(() => apply(book, [contribution('h2', 0n)])))).toEqual([
      '$.changes[0].paid',
    ])
    const reserve = {
      ...book,
      holders: [...book.holders, holder(9, { kind: 'other', personId: null })],
    }
    expect(paths(refused(() => apply(reserve, [contribution('h9', 1n)])))).toEqual([
      '$.changes[0].holder',
    ])
  })

  test('payment moves from promised to paid, not more than is promised', () => {
    const pay = (amount: bigint): Change => ({
      kind: 'payment',
      holder: 'h1',
      form: 'cash',
      amount,
    })
    const row = registerOn(apply(book, [pay(500n)]).book, DAY).rows[0]
    expect([row?.paid, row?.promised]).toEqual([1500n, 0n])
    expect(paths(refused(() => apply(book, [pay(501n)])))).toEqual(['$.changes[0].amount'])
  })

  test('transfer: what is not held cannot be given, changes of one draft see each other', () => {
    expect(paths(refused(() => apply(book, [transfer('h2', 'h3', 1n)])))).toEqual([
      '$.changes[0].amount',
    ])
    const two = [transfer('h1', 'h2', 400n), transfer('h2', 'h3', 400n)]
    const rows = registerOn(apply(book, two).book, DAY).rows
    expect(rows.map(({ paid }) => paid)).toEqual([600n, 0n, 400n])
    expect(paths(refused(() => apply(book, [transfer('h1', 'h1', 1n)])))).toEqual([
      '$.changes[0].to',
    ])
    const both = [transfer('h2', 'h3', 1n), transfer('x', 'h3', 1n)]
    expect(paths(refused(() => apply(book, both)))).toEqual([
      '$.changes[0].amount',
      '$.changes[1].from',
    ])
  })

  test('exit takes everything and ends the membership; refund facts stay beside it', () => {
    const exit: Change = {
      kind: 'exit',
      holder: 'h1',
      noticeOn: date('2020-03-01'),
      refund: { contribution: 1000n, reserveShare: 50n, lossBorne: 0n, paidOn: DAY },
    }
    const done = apply(book, [exit])
    expect(registerOn(done.book, addDays(DAY, -1)).totals.registered).toBe(1500n)
    expect(registerOn(done.book, DAY).totals).toMatchObject({ registered: 0n, members: 2 })
    expect(registerOn(done.book, DAY, { left: true }).rows).toHaveLength(3)
    expect(done.leavers.get('h1')).toBe(DAY)
    expect(done.events[0]?.details).toMatchObject({
      refund: { contribution: '10.00', reserveShare: '0.50' },
    })
    const after = apply(done.book, [transfer('h2', 'h3', 0n)].slice(1))
    expect(after.events).toEqual([])
    expect(paths(refused(() => apply(done.book, [contribution('h1', 1n)])))).toEqual([
      '$.changes[0].holder',
    ])
  })

  test('inheritance splits to the fen by weight, the whole stays the whole', () => {
    const done = apply(book, [
      {
        kind: 'inheritance',
        from: 'h1',
        heirs: [
          { to: 'h2', weight: fraction(2) },
          { to: 'h3', weight: fraction(1) },
        ],
      },
    ])
    const { rows, totals } = registerOn(done.book, DAY)
    expect(totals.registered).toBe(1500n)
    expect(rows.map(({ holder: { id }, paid, promised }) => [id, paid, promised])).toEqual([
      ['h2', 667n, 333n],
      ['h3', 333n, 167n],
    ])
  })

  test('conversion: between forms, or from reserve and surplus by resolution', () => {
    const convert = (
      source: 'cash' | 'reserve',
      form: 'cash' | 'kind',
      amount: bigint,
    ): Change => ({
      kind: 'conversion',
      holder: 'h1',
      source,
      form,
      amount,
      resolution: '成员大会决议',
    })
    const grown = registerOn(apply(book, [convert('reserve', 'cash', 200n)]).book, DAY)
    expect(grown.rows[0]?.paid).toBe(1200n)
    const moved = registerOn(apply(book, [convert('cash', 'kind', 300n)]).book, DAY)
    expect(moved.rows[0]?.forms).toEqual([
      { form: 'cash', paid: 700n, promised: 500n },
      { form: 'kind', paid: 300n, promised: 0n },
    ])
    expect(paths(refused(() => apply(book, [convert('cash', 'kind', 1001n)])))).toEqual([
      '$.changes[0].amount',
    ])
    expect(paths(refused(() => apply(book, [convert('cash', 'cash', 1n)])))).toEqual([
      '$.changes[0].form',
    ])
  })

  test('internal units are another ledger: they never touch the registered contributions', () => {
    const units = [{ unitClass: 'labour' as const, units: 2_500_000n, dividendUnits: 0n }]
    const granted = apply(book, [{ kind: 'unit_grant', holder: 'h2', units, note: '工票' }])
    const register = registerOn(granted.book, DAY)
    expect(register.totals).toMatchObject({ registered: 1500n, units: 2_500_000n, dividend: 0n })
    const withdraw: Change = { kind: 'unit_withdrawal', holder: 'h2', units, note: '收回' }
    expect(registerOn(apply(granted.book, [withdraw]).book, DAY).totals.units).toBe(0n)
    expect(paths(refused(() => apply(book, [withdraw])))).toEqual(['$.changes[0].units'])
  })
})

describe('days', () => {
  test('a back-dated change that later events cannot bear is refused', () => {
    let book = apply(emptyBook(2), [contribution('h1', 100n)], OPENED).book
    book = apply(book, [transfer('h1', 'h2', 80n)], date('2020-05-01')).book
    const early = () => apply(book, [transfer('h1', 'h2', 50n)], date('2020-03-01'))
    expect(refused(early).code).toBe('conflict')
    const exit: Change = { kind: 'exit', holder: 'h1' }
    expect(refused(() => apply(book, [exit], date('2020-03-01'))).code).toBe('conflict')
    expect(apply(book, [transfer('h1', 'h2', 20n)], date('2020-03-01')).events).toHaveLength(1)
  })

  test('nobody leaves before what came later, even holding nothing on that day', () => {
    const book = apply(emptyBook(2), [contribution('h1', 100n)], date('2020-05-01')).book
    const exit: Change = { kind: 'exit', holder: 'h1' }
    expect(refused(() => apply(book, [exit], date('2020-03-01'))).code).toBe('conflict')
  })

  test('nobody moves before joining', () => {
    const late = holder(2, { joinedOn: date('2020-07-01') })
    const book = { ...emptyBook(1), holders: [holder(1), late] }
    expect(paths(refused(() => apply(book, [contribution('h2', 1n)])))).toEqual([
      '$.changes[0].holder',
    ])
  })
})

describe('reversal', () => {
  const base = apply(emptyBook(3), [contribution('h1', 1000n), contribution('h2', 500n)], OPENED)

  test('of an exit brings the holder back with everything', () => {
    const units = [{ unitClass: 'land' as const, units: 3_000_000n }]
    const full = apply(base.book, [{ kind: 'unit_grant', holder: 'h1', units, note: 'x' }], OPENED)
    const left = apply(full.book, [{ kind: 'exit', holder: 'h1' }])
    const back = reversalOf(left.book, recorded(left), { note: '登记错误', newId })
    expect(registerText(registerOn(back.book, DAY))).toBe(registerText(registerOn(full.book, DAY)))
    expect(back.returner).toBe('h1')
  })

  test('only once, not of a reversal, not when somebody has come back, not against later events', () => {
    const moved = apply(base.book, [transfer('h1', 'h3', 900n)])
    const reversal = reversalOf(moved.book, recorded(moved), { note: 'x', newId })
    const reversed = { ...recorded(moved), reversedBy: 'r' as AnyId }
    const again = () => reversalOf(reversal.book, reversed, { note: 'x', newId })
    expect(refused(again).code).toBe('conflict')
    const ofReversal = () =>
      reversalOf(reversal.book, { ...recorded(moved), kind: 'reversal' }, { note: 'x', newId })
    expect(refused(ofReversal).code).toBe('conflict')
    const spent = apply(moved.book, [transfer('h3', 'h2', 900n)], addDays(DAY, 1))
    const late = () => reversalOf(spent.book, recorded(moved), { note: 'x', newId })
    expect(refused(late).code).toBe('conflict')
    const left = apply(base.book, [{ kind: 'exit', holder: 'h1' }])
    const again1 = holder(4, { personId: 'p1' as AnyId, joinedOn: DAY })
    const rejoined = { ...left.book, holders: [...left.book.holders, again1] }
    const back = () => reversalOf(rejoined, recorded(left), { note: 'x', newId })
    expect(refused(back).code).toBe('conflict')
  })
})

/** Any sequence of drafts, good and bad ones. */
const who = fc.integer({ min: 1, max: 4 }).map((n) => `h${n}`)
const amount = fc.bigInt({ min: 0n, max: 300n })
const form = fc.constantFrom(...FORMS)
const unit = fc.record({ unitClass: fc.constantFrom(...UNIT_CLASSES), units: amount })
const units = fc.array(unit, { maxLength: 2 })
const valuation = fc.constant({ by: 'all_members' as const, note: 'x' })
const anyChange: fc.Arbitrary<Change> = fc.oneof(
  fc.record({
    kind: fc.constant('contribution' as const),
    holder: who,
    form,
    paid: amount,
    promised: amount,
    units,
    valuation,
  }),
  fc.record({ kind: fc.constant('payment' as const), holder: who, form, amount }),
  fc.record({
    kind: fc.constant('transfer' as const),
    from: who,
    to: who,
    form,
    amount,
    promised: amount,
    units,
  }),
  fc.record({ kind: fc.constant('exit' as const), holder: who }),
  fc.record({
    kind: fc.constant('inheritance' as const),
    from: who,
    heirs: fc.array(
      fc.record({ to: who, weight: fc.integer({ min: 1, max: 5 }).map((n) => fraction(n)) }),
      { minLength: 1, maxLength: 2 },
    ),
  }),
  fc.record({
    kind: fc.constantFrom('unit_grant' as const, 'unit_withdrawal' as const),
    holder: who,
    units,
    note: fc.constant('x'),
  }),
)
const steps = fc.array(
  fc.record({ change: anyChange, day: fc.integer({ min: 0, max: 60 }), reverse: fc.boolean() }),
  { maxLength: 25 },
)

describe('the algebra of events', () => {
  test('the register is the sum of the lines on every day, and nobody is ever short', () => {
    fc.assert(
      fc.property(steps, (plan) => {
        let book = emptyBook(4)
        const events: RecordedEvent[] = []
        for (const { change, day, reverse } of plan) {
          const on = addDays(OPENED, day)
          const last = events.at(-1)
          try {
            if (reverse && last !== undefined) {
              const before = registerText(registerOn(book, addDays(OPENED, 60)))
              const undone = reversalOf(book, last, { note: 'x', newId })
              const redone = registerText(registerOn(undone.book, addDays(OPENED, 60)))
              if (
                last.lines.some((l) => (l.form === null ? l.units : l.paid + l.promised) !== 0n)
              ) {
                expect(redone).not.toBe(before)
              }
              book = undone.book
              events.pop()
            } else {
              const drafted = apply(book, [change], on)
              book = drafted.book
              events.push(recorded(drafted))
            }
          } catch (error) {
            if (!(error instanceof Refusal)) throw error
          }
        }
        for (const day of [0, 10, 30, 60]) {
          const asOf = addDays(OPENED, day)
          const register = registerOn(book, asOf)
          const upTo = book.lines.filter((line) => line.on <= asOf)
          const sum = (of: (line: (typeof upTo)[number]) => bigint) =>
            upTo.reduce((total, line) => total + of(line), 0n)
          expect(register.totals.paid).toBe(sum((l) => (l.form === null ? 0n : l.paid)))
          expect(register.totals.promised).toBe(sum((l) => (l.form === null ? 0n : l.promised)))
          expect(register.totals.units).toBe(sum((l) => (l.form === null ? l.units : 0n)))
          for (const row of register.rows) {
            expect(row.paid >= 0n && row.promised >= 0n && row.units >= 0n).toBe(true)
          }
        }
      }),
      { numRuns: 1000 },
    )
  })

  test('reversing the last event restores the register of every day', () => {
    fc.assert(
      fc.property(steps, anyChange, (plan, lastChange) => {
        let book = emptyBook(4)
        for (const { change } of plan) {
          try {
            book = apply(book, [change]).book
          } catch (error) {
            if (!(error instanceof Refusal)) throw error
          }
        }
        let drafted
        try {
          drafted = apply(book, [lastChange])
        } catch (error) {
          if (error instanceof Refusal) return
          throw error
        }
        const undone = reversalOf(drafted.book, recorded(drafted), { note: 'x', newId })
        for (const asOf of [OPENED, DAY, addDays(DAY, 30)]) {
          expect(registerText(registerOn(undone.book, asOf))).toBe(
            registerText(registerOn(book, asOf)),
          )
        }
      }),
      { numRuns: 300 },
    )
  })

  test('transfers and inheritance move, they do not make or destroy', () => {
    fc.assert(
      fc.property(fc.array(anyChange, { maxLength: 15 }), (changes) => {
        let book = apply(emptyBook(4), [contribution('h1', 900n), contribution('h2', 300n)]).book
        for (const change of changes) {
          if (change.kind !== 'transfer' && change.kind !== 'inheritance') continue
          try {
            const next = apply(book, [change])
            expect(registerOn(next.book, DAY).totals.registered).toBe(1200n)
            book = next.book
          } catch (error) {
            if (!(error instanceof Refusal)) throw error
          }
        }
      }),
    )
  })

  test('a row does not depend on the order of its lines', () => {
    const book = apply(emptyBook(1), [contribution('h1', 5n), contribution('h1', 7n, 2n)]).book
    const [one] = book.holders
    if (one === undefined) throw new Error('no holder')
    expect(holdingOn(one, book.lines, DAY)).toEqual(holdingOn(one, book.lines.toReversed(), DAY))
  })
})
