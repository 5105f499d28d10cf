import { describe, expect, test } from 'vitest'
import { date } from '../../../kernel/date.ts'
import { chartWith } from '../model/chart.ts'
import type { DraftVoucher } from '../model/draft.ts'
import type { Line } from '../model.ts'
import { credit, debit, imbalance } from './lines.ts'
import {
  dayInPeriod,
  faultsOfReversal,
  faultsOfVoucher,
  ITEMS_OF,
  type PartyKind,
  reversalOf,
  type VoucherGround,
} from './voucher.ts'

const PARTIES: Readonly<Record<string, PartyKind>> = {
  buyer: 'counterparty',
  hand: 'worker',
  shed: 'project',
  county: 'source',
  bank: 'bank',
}

const ground: VoucherGround = {
  chart: chartWith([
    { code: '12101', name: '生姜' },
    { code: '12102', name: '花生', retired: true },
  ]),
  isOpen: (period) => period >= 202_300 && period <= 202_313,
  isMember: (id) => ['A', 'B'].includes(id),
  partyKind: (id) => PARTIES[id] ?? null,
}

const draft = (lines: readonly Line[], more: Partial<DraftVoucher> = {}): DraftVoucher => ({
  kind: 'general',
  onDate: date('2023-03-05'),
  period: 202_303,
  summary: '摘要',
  lines,
  attachments: 1,
  template: null,
  clause: null,
  documentIds: [],
  ...more,
})

const faults = (lines: readonly Line[], more: Partial<DraftVoucher> = {}): string[] =>
  faultsOfVoucher(draft(lines, more), ground).map(({ path, text }) => `${path} ${text.en}`)

/** A pair on the second line of which the case stands. */
const against = (line: Line): Line[] => [
  line.debit !== 0n ? credit('101', line.debit) : debit('101', line.credit),
  line,
]

describe('a voucher may stand', () => {
  test.each([
    ['money for goods', [debit('12101', 5n), credit('102', 5n, { party: 'bank' })], {}],
    ['red ink', [debit('12101', -5n), credit('101', -5n)], {}],
    ['a contribution', against(credit('301', 5n, { member: 'A', item: 'contribution' })), {}],
    [
      'a grant as its own source',
      against(credit('311', 5n, { party: 'shed', item: 'state_grant' })),
      {},
    ],
    ['income of a member', against(credit('501', 5n, { member: 'A', item: 'sales' })), {}],
    [
      'income closed without an item',
      [debit('501', 5n), credit('331', 5n)],
      { period: 202_313, onDate: date('2023-12-31') },
    ],
    [
      'opening balances without items, one line alone being no fault of its own',
      [debit('102', 5n), credit('301', 5n, { member: 'A' })],
      { period: 202_300, onDate: date('2023-01-01') },
    ],
  ] as const)('%s', (_, lines, more) => {
    expect(faults(lines, more)).toEqual([])
  })
})

describe('what keeps it out', () => {
  test.each([
    [[debit('101', 5n), credit('102', 4n)], '$.lines not balanced: the debits are 0.01 yuan more'],
    [[debit('101', 4n), credit('102', 5n)], '$.lines not balanced: the credits are 0.01 yuan more'],
    [[debit('101', 5n)], '$.lines a voucher has at least 2 lines'],
    [against(credit('121', 5n)), '$.lines[1].account 121 has sub-accounts; post to one of them'],
    [against(credit('12102', 5n)), '$.lines[1].account account 12102 is out of use'],
    [against(credit('12109', 5n)), '$.lines[1].account there is no account 12109'],
    [
      against(credit('331', 5n)),
      '$.lines[1].account 331 takes only the transfers of the year’s end',
    ],
    [against(credit('114', 5n)), '$.lines[1].memberId 114 must name the member'],
    [
      against(credit('114', 5n, { member: 'A', party: 'buyer' })),
      '$.lines[1].partyId 114 is for members only; others stand on 113 and 211',
    ],
    [against(debit('113', 5n)), '$.lines[1].partyId 113 must name the counterparty'],
    [
      against(credit('211', 5n, { member: 'A', party: 'buyer' })),
      '$.lines[1].memberId 211 is for non-members only; members stand on 114',
    ],
    [against(credit('213', 5n, { party: 'buyer' })), '$.lines[1].partyId 213 must name the worker'],
    [
      against(credit('235', 5n, { party: 'county' })),
      '$.lines[1].partyId 235 must name the grant project',
    ],
    [against(credit('222', 5n, { member: 'C' })), '$.lines[1].memberId is no member of this co-op'],
    [
      against(credit('211', 5n, { party: 'nobody' })),
      '$.lines[1].partyId is no party of this co-op',
    ],
    [
      against(credit('322', 5n)),
      '$.lines[1].item 322 must say its item: from_surplus, surplus_reserve_to_contribution, loss_cover, exit, other',
    ],
    [against(credit('511', 5n, { item: 'sales' })), '$.lines[1].item must be one of: investment'],
    [
      against(credit('501', 5n, { item: 'subsidy' })),
      '$.lines[1].item must be one of: sales, service, land, labour, processing, tourism, lease, other',
    ],
    [against(debit('523', 5n, { item: 'other' })), '$.lines[1].item the account takes no item'],
  ])('%#', (lines, said) => {
    expect(faults(lines)).toEqual([said])
  })

  test('amounts: none, both sides, too large', () => {
    const none = { ...debit('101', 0n) }
    const both = { ...debit('101', 5n), credit: credit('101', 5n).credit }
    const large = [debit('101', 10n ** 16n), credit('102', 10n ** 16n)]
    expect(faults([none, both])).toEqual([
      '$.lines[0] the amount must not be zero',
      '$.lines[1] a line has one side only',
    ])
    expect(faults(large)).toEqual([
      '$.lines[0].debit the amount is too large',
      '$.lines[1].credit the amount is too large',
    ])
  })

  test('days and periods', () => {
    const pair = [debit('101', 5n), credit('102', 5n)]
    expect(faults(pair, { onDate: date('2023-04-01') })).toEqual([
      '$.onDate 2023-04-01 does not lie in the period 202303',
    ])
    expect(faults(pair, { onDate: date('2024-03-05'), period: 202_403 })).toEqual([
      '$.onDate the period 202403 is not open',
    ])
    expect(faults(pair, { onDate: date('2023-12-31'), period: 202_313 })).toEqual([
      '$.lines[0].account money does not move in the transfers of the year’s end; book it in December',
      '$.lines[1].account money does not move in the transfers of the year’s end; book it in December',
    ])
    expect(dayInPeriod(date('2023-01-01'), 202_300)).toBe(true)
    expect(dayInPeriod(date('2023-01-02'), 202_300)).toBe(false)
    expect(dayInPeriod(date('2023-12-30'), 202_313)).toBe(false)
  })

  test('faults stand under the path of the caller', () => {
    const [fault] = faultsOfVoucher(draft([debit('101', 5n)]), ground, '$.vouchers[3]')
    expect(fault?.path).toBe('$.vouchers[3].lines')
  })

  test('every equity and income account has items', () => {
    expect(Object.keys(ITEMS_OF)).toEqual(['301', '311', '321', '322', '501', '502', '511'])
    expect(ITEMS_OF['301']).toEqual([
      'contribution',
      'capital_reserve_to_contribution',
      'surplus_reserve_to_contribution',
      'surplus_to_contribution',
      'exit',
      'other',
    ])
  })
})

describe('red ink', () => {
  const posted = {
    kind: 'receipt',
    number: 12,
    onDate: date('2023-03-05'),
    period: 202_303,
    lines: [debit('101', 500n), credit('301', 500n, { member: 'A', item: 'contribution' })],
    template: 'contribution-cash',
    clause: '37号',
    reversesId: null,
    reversedById: null,
  } as const
  const why = (change: object, onDate: string): string[] =>
    faultsOfReversal({ ...posted, ...change }, date(onDate)).map(
      ({ path, text }) => `${path} ${text.en}`,
    )

  test('copies the voucher with negative amounts on the same sides', () => {
    const copy = reversalOf(posted, date('2023-05-01'))
    expect(copy).toMatchObject({
      kind: 'receipt',
      period: 202_305,
      summary: '注销3月5日收-12号凭证',
      template: 'contribution-cash',
    })
    expect(copy.lines.map((one) => [one.account, one.debit, one.credit, one.item])).toEqual([
      ['101', -500n, 0n, null],
      ['301', 0n, -500n, 'contribution'],
    ])
    expect(imbalance([...posted.lines, ...copy.lines])).toBe(0n)
    expect(faultsOfVoucher(copy, ground)).toEqual([])
  })

  test('a transfer of the year’s end is undone where it stands', () => {
    const closing = { ...posted, period: 202_313, onDate: date('2023-12-31') }
    expect(reversalOf(closing, date('2024-02-01'))).toMatchObject({
      period: 202_313,
      onDate: '2023-12-31',
    })
    expect(why({ period: 202_313, onDate: date('2023-12-31') }, '2024-02-01')).toEqual([])
  })

  test('is refused where it may not be', () => {
    expect(why({}, '2023-03-05')).toEqual([])
    expect(why({ reversedById: 'x' }, '2023-05-01')).toEqual(['$.voucherId is reversed already'])
    expect(why({ reversesId: 'x' }, '2023-05-01')).toEqual([
      '$.voucherId a red-ink voucher is not reversed again',
    ])
    expect(why({}, '2024-01-01')).toEqual([
      '$.onDate a mistake of an earlier year is put right in the year it is found, not by reversal',
    ])
    expect(why({}, '2023-03-04')).toEqual(['$.onDate must not be before the voucher'])
  })
})
