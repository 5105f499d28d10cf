import { describe, expect, test } from 'vitest'
import { credit, debit, ledgerWorld } from './testing.ts'

/* What the audit rules are told of vouchers, from the tables: imported ones are kept like typed ones. */

const world = await ledgerWorld()
const { run, ids, a, b, setDay } = world
await setDay('2020-12-20')
const [m1 = '', m2 = '', m3 = ''] = a.members

const { ids: parties } = await run<{ ids: string[] }>('addParties', {
  unitId: ids.county,
  parties: [
    { coopId: a.coopId, kind: 'counterparty', name: '农资门市', note: '经营者系理事长配偶' },
    { coopId: a.coopId, kind: 'counterparty', name: '包装厂' },
    { coopId: a.coopId, kind: 'project', name: '冷库项目' },
    { coopId: a.coopId, kind: 'counterparty', name: '王某(个人)' },
  ],
})
const [shop = '', factory = '', project = '', person = ''] = parties

const imported = (vouchers: readonly object[]) =>
  run('importVouchers', {
    unitId: ids.county,
    source: '旧账',
    vouchers: vouchers.map((one) => ({
      coopId: a.coopId,
      preparedBy: '甲',
      approvedBy: '乙',
      attachments: 1,
      ...one,
    })),
  })
const paidShop = (onDate: string) => ({
  onDate,
  summary: '购农药',
  lines: [debit('121', '300', { partyId: shop }), credit('102', '300')],
})
const bill = {
  onDate: '2020-08-20',
  summary: '购包装箱',
  lines: [debit('521', '210.50', { partyId: factory }), credit('102', '210.50')],
}

await imported([
  {
    onDate: '2020-01-02',
    summary: '收到出资',
    lines: [debit('102', '90000'), credit('301', '90000', { memberId: m1, item: 'contribution' })],
  },
  paidShop('2020-04-20'),
  paidShop('2020-05-20'),
  paidShop('2020-06-20'),
  // One list of two payees, another a week later: neither of them got ten thousand from both.
  ...['2020-07-01', '2020-07-08'].map((onDate) => ({
    onDate,
    summary: '支付成员货款 2户',
    lines: [
      debit('114', '4000', { memberId: m2 }),
      debit('114', '4500', { memberId: m3 }),
      credit('102', '8500'),
    ],
  })),
  bill,
  bill,
  {
    onDate: '2020-05-08',
    summary: '收到冷库项目资金',
    lines: [debit('102', '20000'), credit('235', '20000', { partyId: project })],
  },
  {
    onDate: '2020-05-12',
    summary: '转付项目款',
    attachments: 0,
    lines: [debit('113', '15000', { partyId: person }), credit('102', '15000')],
  },
  {
    onDate: '2020-06-18',
    summary: '收到产业扶持项目资金',
    lines: [debit('102', '500'), credit('502', '500', { item: 'subsidy' })],
  },
  {
    onDate: '2020-07-18',
    summary: '成员分红',
    lines: [
      debit('3320103', '600'),
      credit('222', '350', { memberId: m1 }),
      credit('222', '250', { memberId: m2 }),
    ],
  },
  {
    onDate: '2020-07-19',
    summary: '发放分红',
    lines: [
      debit('222', '350', { memberId: m1 }),
      debit('222', '250', { memberId: m2 }),
      credit('102', '600'),
    ],
  },
  {
    onDate: '2020-09-23',
    summary: '成员往来互抵',
    attachments: 0,
    lines: [debit('114', '100', { memberId: m2 }), credit('114', '100', { memberId: m3 })],
  },
  {
    onDate: '2020-09-11',
    summary: '补记6月电费',
    lines: [debit('521', '80'), credit('102', '80')],
  },
])

interface Points {
  readonly rows: { rule: string; reason: { zh: string }; vouchers: { onDate: string }[] }[]
}
const points = async (): Promise<Points['rows']> =>
  (await run<Points>('listAuditPoints', { unitId: a.coopId, from: 202001, to: 202012 })).rows
const daysOf = async (rule: string): Promise<string[][]> =>
  (await points())
    .filter((one) => one.rule === rule)
    .map(({ vouchers }) => vouchers.map(({ onDate }) => onDate))

describe('imported vouchers', () => {
  test.each([
    ['RELATED', [['2020-04-20', '2020-05-20', '2020-06-20']]],
    ['GRANT-OUT', [['2020-05-08', '2020-05-12']]],
    ['GRANT-INCOME', [['2020-06-18']]],
    ['NO-SURPLUS', [['2020-07-18']]],
    ['MEMBERS-NETTED', [['2020-09-23']]],
    ['TWICE', [['2020-08-20', '2020-08-20']]],
    ['LATE-BOOKED', [['2020-09-11']]],
    ['NO-PAPER', [['2020-05-12'], ['2020-09-23']]],
    ['SPLIT', []],
    ['JUST-UNDER', []],
  ])('%s', async (rule, days) => {
    expect(await daysOf(rule)).toEqual(days)
  })

  test('without a paper are counted among the warnings of the desk', async () => {
    const { rows } = await run<{ rows: { kind: string; count: number }[] }>('listDeskWarnings', {
      unitId: a.coopId,
    })
    expect(rows.find(({ kind }) => kind === 'documents_missing')?.count).toBe(2)
  })

  test('a surplus that was there is no question', async () => {
    const [holder = ''] = b.members
    await run('importVouchers', {
      unitId: ids.county,
      source: '旧账',
      vouchers: [
        {
          coopId: b.coopId,
          preparedBy: '甲',
          approvedBy: '乙',
          onDate: '2020-01-05',
          summary: '转入未分配盈余',
          attachments: 1,
          lines: [debit('102', '700'), credit('33202', '700')],
        },
        {
          coopId: b.coopId,
          preparedBy: '甲',
          approvedBy: '乙',
          onDate: '2020-01-18',
          summary: '成员分红',
          attachments: 1,
          lines: [debit('3320103', '700'), credit('222', '700', { memberId: holder })],
        },
      ],
    })
    const own = await run<Points>('listAuditPoints', { unitId: b.coopId, from: 202001, to: 202012 })
    expect(own.rows.filter(({ rule }) => rule === 'NO-SURPLUS')).toEqual([])
  })

  test('a third payment reaches the limit together with what two lists held for the member', async () => {
    await imported([
      {
        onDate: '2020-07-15',
        summary: '支付货款',
        lines: [debit('114', '2500', { memberId: m2 }), credit('102', '2500')],
      },
    ])
    const [split, ...others] = (await points()).filter(({ rule }) => rule === 'SPLIT')
    expect(others).toEqual([])
    expect(split?.reason.zh).toContain('付给社员2 3 笔共 10,500.00 元')
  })
})
