import { describe, expect, test } from 'vitest'
import { fen } from '../../../kernel/money.ts'
import type { MemberBalance, MemberPosition } from '../model/facts.ts'
import type { TieOutId, YearBooks } from '../model.ts'
import { balanceSheet } from './balance-sheet.ts'
import { equityStatement } from './equity.ts'
import { trialBalanceTies } from './irregularities.ts'
import { surplusStatement } from './surplus.ts'
import { balancesOf, booksOf, type TestLine, turnoversOf } from './testing.ts'
import { asFinding } from './tie-out.ts'
import { type TieOutFacts, tieOuts } from './tie-outs.ts'
import { trialBalance } from './trial-balance.ts'

const line = (account: string, net: bigint): TestLine => ({
  account,
  debit: net > 0n ? net : 0n,
  credit: net < 0n ? -net : 0n,
})
const OPENING = {
  period: 202000,
  lines: [line('102', 1_000n), line('301', -700n), line('322', -200n), line('311', -100n)],
}
const member = (memberId: string, parts: Partial<MemberPosition>): MemberPosition => ({
  memberId,
  contribution: fen(0),
  reserveShare: fen(0),
  grantShare: fen(0),
  donationShare: fen(0),
  declared: fen(0),
  paid: fen(0),
  converted: fen(0),
  ...parts,
})
const MEMBERS = [
  member('M1', {
    contribution: fen(400),
    reserveShare: fen(150),
    grantShare: fen(30),
    donationShare: fen(20),
  }),
  member('M2', {
    contribution: fen(300),
    reserveShare: fen(50),
    grantShare: fen(30),
    donationShare: fen(20),
  }),
]
const BALANCES: MemberBalance[] = [
  { account: '301', memberId: 'M1', amount: fen(400) },
  { account: '301', memberId: 'M2', amount: fen(300) },
]

function failed(books: YearBooks, more: Partial<TieOutFacts> = {}) {
  return tieOuts({
    books,
    statements: {
      balanceSheet: balanceSheet(books),
      surplus: surplusStatement(books, null),
      equity: equityStatement(books),
    },
    prior: null,
    closed: true,
    memberBalances: BALANCES,
    members: MEMBERS,
    quantified: 'surplus-reserve',
    ...more,
  }).filter(({ outcome }) => outcome === 'fails')
}
const ids = (found: readonly { readonly id: TieOutId }[]) => found.map(({ id }) => id)

describe('what must agree', () => {
  test('sound books fail nothing', () => {
    expect(failed(booksOf([OPENING]))).toEqual([])
  })

  test.each<[string, TestLine[], TieOutId]>([
    ['181 not cleared', [line('181', 5n), line('102', -5n)], 'CLOSED-181'],
    ['income not transferred', [line('102', 5n), line('501', -5n)], 'CLOSED-PROFIT-AND-LOSS'],
    ['331 not emptied', [line('102', 5n), line('331', -5n)], 'CLOSED-331'],
    ['appropriations not cleared', [line('3320101', 5n), line('322', -5n)], 'CLOSED-33201'],
    ['transfers in not cleared', [line('322', 5n), line('33203', -5n)], 'CLOSED-33203'],
    [
      'surplus posted past its sub-accounts',
      [line('332', 5n), line('102', -5n)],
      'UNDISTRIBUTED-02-01',
    ],
    ['one side only', [line('102', 5n)], 'ASSETS-EQUAL-CLAIMS'],
    ['301 without its member', [line('102', 5n), line('301', -5n)], 'LEDGER-301'],
    ['311 not quantified', [line('102', 5n), line('311', -5n)], 'FUND-SHARES-311'],
    ['322 not quantified', [line('3320101', 5n), line('322', -5n)], 'RESERVE-SHARES-322'],
    ['an account outside the chart', [line('149', 5n), line('102', -5n)], 'UNPLACED-ACCOUNT'],
    ['equity without a reason', [line('102', 5n), line('321', -5n)], 'EQUITY-WITHOUT-ITEM'],
    [
      'more cash paid than there was',
      [line('121', 2_000n), line('102', -2_000n)],
      'NEGATIVE-AMOUNT',
    ],
  ])('%s', (_, lines, id) => {
    expect(ids(failed(booksOf([OPENING, { period: 202012, lines }])))).toContain(id)
  })

  test('equal totals do not hide members that differ', () => {
    const swapped = BALANCES.map((balance) => ({
      ...balance,
      memberId: balance.memberId === 'M1' ? 'M2' : 'M1',
    }))
    const found = failed(booksOf([OPENING]), { memberBalances: swapped })
    expect(ids(found)).toEqual(['CONTRIBUTIONS-301'])
    expect(found[0]).toMatchObject({ difference: 0n, rows: ['M1', 'M2'] })
    expect(found[0]?.text.zh).toContain('明细不符')
  })

  test('what is owed to members is declared less paid less converted', () => {
    const books = booksOf([OPENING])
    const members = [
      member('M1', { ...MEMBERS[0], declared: fen(90), paid: fen(50), converted: fen(10) }),
      ...MEMBERS.slice(1),
    ]
    const owed = (amount: number) => [
      ...BALANCES,
      { account: '221', memberId: 'M1', amount: fen(amount) },
    ]
    expect(failed(books, { members, memberBalances: owed(30) })).toEqual([])
    const found = failed(books, { members, memberBalances: owed(20) })
    expect(ids(found)).toEqual(['PAYABLE-TO-MEMBERS'])
    expect(found[0]).toMatchObject({ difference: -10n, rows: ['M1'] })
  })

  test('a missing reserve is asked about only when the year is closed', () => {
    const books = booksOf([
      { period: 202003, lines: [line('102', 900n), line('501', -200n), line('301', -700n)] },
    ])
    const more = { memberBalances: null, members: null }
    expect(ids(failed(books, { ...more, closed: false }))).not.toContain('NO-RESERVE')
    expect(ids(failed(books, { ...more, closed: true }))).toContain('NO-RESERVE')
  })

  test('openings must be last year’s closings, row by row', () => {
    const before = booksOf([OPENING])
    const prior = {
      balanceSheet: balanceSheet(before),
      surplus: surplusStatement(before, null),
      equity: equityStatement(before),
    }
    expect(failed(booksOf([OPENING]), { prior })).toEqual([])
    const restated = {
      ...OPENING,
      lines: [...OPENING.lines, line('121', 8n), line('102', -8n)],
    }
    const found = failed(booksOf([restated]), { prior })
    expect(ids(found)).toEqual(['OPENING-CLOSING'])
    expect(found[0]?.rows).toEqual(['1', '3'])
  })

  test('a check is a finding with both numbers in yuan', () => {
    const [found] = failed(booksOf([OPENING, { period: 202012, lines: [line('102', 123_456n)] }]))
    expect(found && asFinding(found)).toMatchObject({
      rule: 'ASSETS-EQUAL-CLAIMS',
      severity: 'block',
      outcome: 'fails',
      readings: [{ measured: '1244.56', limit: '10.00' }],
      text: {
        zh: '会农社01表第22行期末余额 1,244.56 元，会农社01表第42行期末余额 10.00 元，相差 1,234.56 元。资产总计必须等于负债和所有者权益总计。',
      },
    })
  })
})

describe('trial balance', () => {
  const opening = [line('102', 100n), line('33201', 0n), line('301', -100n)]
  const moved: TestLine[] = [
    { account: '114', who: 'M1', debit: 30n, credit: 0n },
    { account: '114', who: 'M2', debit: 0n, credit: 10n },
    line('10201', -20n),
  ]
  const facts = {
    chart: [],
    opening: balancesOf(opening),
    movement: turnoversOf(moved),
    yearToDate: turnoversOf(moved),
    closing: balancesOf([...opening, ...moved]),
  }

  test('shows sub-accounts, both sides of 114, and totals of national accounts only', () => {
    const { rows, total } = trialBalance(facts)
    expect(rows.map(({ account, level }) => [account, level])).toEqual([
      ['102', 0],
      ['10201', 1],
      ['114', 0],
      ['301', 0],
    ])
    expect(rows[0]?.closing).toEqual({ debit: 80n, credit: 0n })
    expect(rows[2]?.closing).toEqual({ debit: 30n, credit: 10n })
    expect(total.closing).toEqual({ debit: 110n, credit: 110n })
    expect(trialBalanceTies(trialBalance(facts)).every(({ outcome }) => outcome === 'passes')).toBe(
      true,
    )
  })

  test('an account that does not add up is named', () => {
    const broken = { ...facts, closing: balancesOf([...opening, ...moved, line('121', 4n)]) }
    const found = trialBalanceTies(trialBalance(broken)).filter(
      ({ outcome }) => outcome === 'fails',
    )
    expect(found.map(({ difference, rows }) => [difference, rows])).toEqual([
      [4n, []],
      [-4n, ['121']],
    ])
  })
})
