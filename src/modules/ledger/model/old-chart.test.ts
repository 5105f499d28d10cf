import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fen } from '../../../kernel/money.ts'
import { accountOf } from './chart.ts'
import { OLD_ACCOUNTS, oldAccountOf } from './old-chart.ts'
import {
  type OldBalance,
  openingFromOldChart,
  type Split,
  type SplitPart,
} from './old-chart-opening.ts'

type Who = Partial<Pick<OldBalance, 'memberId' | 'partyId'>>

const sides = (amount: number) => ({
  debit: fen(amount > 0 ? amount : 0),
  credit: fen(amount < 0 ? -amount : 0),
})
const nobody = { memberId: null, partyId: null }
/** Debits above zero, credits below, in fen. */
const row = (code: string, amount: number, who: Who = {}): OldBalance => ({
  code,
  ...sides(amount),
  ...nobody,
  ...who,
})
const part = (account: string, amount: number, who: Who = {}): SplitPart => ({
  account,
  ...sides(amount),
  ...nobody,
  ...who,
  assisted: false,
})
const run = (balances: readonly OldBalance[], splits: readonly Split[] = []) => {
  const { lines, faults } = openingFromOldChart({ balances, splits })
  return {
    lines: lines.map((one) =>
      `${one.account} ${one.debit - one.credit} ${one.memberId ?? ''}`.trim(),
    ),
    faults: faults.map(({ path, text }) => `${path} ${text.en}`),
  }
}

describe('the chart of 2007', () => {
  test('has its 37 accounts', () => {
    expect(OLD_ACCOUNTS).toHaveLength(37)
    expect(OLD_ACCOUNTS.map(({ code }) => code).join(' ')).toBe(
      '101 102 113 114 121 124 125 127 128 131 141 142 151 152 153 154 161 201 211 212 221 222 231 235 301 311 321 322 331 332 401 501 502 511 521 522 529',
    )
  })

  test('what changed its meaning is never carried by code', () => {
    const split = OLD_ACCOUNTS.filter(({ becomes }) => becomes.kind === 'split')
    expect(split.map(({ code }) => code)).toEqual(['141', '142', '161', '211', '522', '529'])
    for (const { becomes } of OLD_ACCOUNTS) {
      const into = becomes.kind === 'same' ? [becomes.to] : becomes.into
      for (const code of into) expect(accountOf(code)?.code).toBe(code)
    }
    expect(oldAccountOf('52201')?.name).toBe('管理费用')
    expect(oldAccountOf('523')).toBe(null)
  })
})

describe('opening balances', () => {
  test('one-to-one accounts go over, members keep their sides', () => {
    const balances = [
      row('101', 500),
      row('114', 300, { memberId: 'A' }),
      row('114', -200, { memberId: 'B' }),
      row('332', -600),
      row('152', 0),
    ]
    expect(run(balances)).toEqual({
      lines: ['101 500', '114 300 A', '114 -200 B', '33202 -600'],
      faults: [],
    })
  })

  test('accounts that changed wait for their items', () => {
    const balances = [
      row('101', 500),
      row('522', 0),
      row('142', 100),
      row('301', -600, { memberId: 'A' }),
    ]
    const { lines, faults } = run(balances)
    expect(lines).toEqual([])
    expect(faults).toEqual([
      expect.stringMatching(/^\$\.balances\[2\] 142 must be split: item by item/),
    ])
  })

  test('items of 142 are grossed up and of 211 told apart', () => {
    const balances = [row('142', 100), row('211', -70), row('321', -30)]
    const splits = [
      { code: '142', parts: [part('142', 90), part('143', -20), part('144', 30)] },
      {
        code: '211',
        parts: [
          part('211', -40, { partyId: 'P' }),
          part('213', -20, { partyId: 'W' }),
          part('214', -10),
        ],
      },
    ]
    expect(run(balances, splits)).toEqual({
      lines: ['321 -30', '142 90', '143 -20', '144 30', '211 -40', '213 -20', '214 -10'],
      faults: [],
    })
  })

  test.each([
    [[row('888', 1), row('101', -1)], [], '$.balances[0].code the old chart has no such account'],
    [[row('101', 1)], [], '$.balances the old balances are out by 0.01 yuan (debit less credit)'],
    [[row('114', 1), row('101', -1)], [], '$.balances[0].memberId 114 must be listed by member'],
    [[row('311', -1), row('101', 1)], [], '$.balances[0].partyId 311 must be listed by source'],
    [
      [row('141', 5), row('101', -5)],
      [{ code: '141', parts: [part('141', 4)] }],
      '$.splits[0] the items differ from the old balance by 0.01 yuan',
    ],
    [
      [row('141', 5), row('101', -5)],
      [{ code: '141', parts: [part('121', 5)] }],
      '$.splits[0].parts[0].account 141 may only go to 141, 142, 143, 144',
    ],
    [
      [row('522', 5), row('101', -5)],
      [
        { code: '522', parts: [part('522', 5)] },
        { code: '522', parts: [part('523', 5)] },
      ],
      '$.splits[1].code the account occurs twice',
    ],
    [
      [{ ...row('114', 3), credit: fen(2) }, row('101', -1)],
      [{ code: '114', parts: [part('114', 1, { memberId: 'A' })] }],
      '$.splits[0] the debit side differs by 0.02 yuan; the sides may not be netted',
    ],
    [
      [{ ...row('101', 3), credit: fen(2) }, row('102', -1)],
      [],
      '$.balances[0] exactly one side must have an amount',
    ],
    [[], [{ code: '999', parts: [] }], '$.splits[0].code the old chart has no such account'],
  ])('a fault is named with its place: %#', (balances, splits, said) => {
    const { lines, faults } = run(balances, splits)
    expect(lines).toEqual([])
    expect(faults).toEqual([said])
  })

  test('what goes over balances as the old books did', () => {
    const plain = OLD_ACCOUNTS.filter(
      ({ becomes }) => becomes.kind === 'same' && accountOf(becomes.to)?.dimension === null,
    )
    const rows = fc.array(
      fc.tuple(fc.constantFrom(...plain), fc.integer({ min: -1_000_000, max: 1_000_000 })),
    )
    fc.assert(
      fc.property(rows, (drawn) => {
        const balances = drawn.map(([{ code }, amount]) => row(code, amount))
        const off = drawn.reduce((sum, [, amount]) => sum + amount, 0)
        const { lines, faults } = openingFromOldChart({
          balances: [...balances, row('102', -off)],
          splits: [],
        })
        expect(faults).toEqual([])
        expect(lines.reduce((sum, one) => sum + one.debit - one.credit, 0n)).toBe(0n)
      }),
    )
  })
})
