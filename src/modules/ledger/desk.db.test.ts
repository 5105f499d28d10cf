import { describe, expect, test } from 'vitest'
import { refusalOf } from '../policy/testing.ts'
import { credit, debit, ledgerWorld } from './testing.ts'

const world = await ledgerWorld()
const { run, as, ids, a, b, account, setDay } = world
await setDay('2020-06-30')
await account('甲镇', 'town_station', { unit: ids.townA })

const { ids: parties } = await run<{ ids: string[] }>('addParties', {
  unitId: ids.county,
  parties: [
    { coopId: a.coopId, kind: 'counterparty', name: '鲁姜公司' },
    { coopId: b.coopId, kind: 'counterparty', name: '乙方公司' },
  ],
})
const [seller = '', other = ''] = parties

let last = 0
const posted = async (coop: typeof a, lines: object[], more: object = {}): Promise<string> => {
  last += 1
  const { draftIds } = await run<{ draftIds: string[] }>('saveDrafts', {
    unitId: ids.county,
    vouchers: [
      {
        coopId: coop.coopId,
        onDate: '2020-05-06',
        summary: `业务${last}`,
        attachments: 1,
        lines,
        ...more,
      },
    ],
  })
  await run('approveDrafts', { unitId: ids.county, draftIds })
  return draftIds[0] ?? ''
}
const pays = (amount: string, onDate: string, more: object = {}, partyId: string | null = null) =>
  posted(a, [debit('523', amount, { partyId }), credit('102', amount)], { onDate, ...more })

const funded = { item: 'contribution', memberId: a.members[0] }
await posted(a, [debit('102', '100000'), credit('301', '100000', funded)], { onDate: '2020-01-02' })
const split = [
  await pays('6000.50', '2020-05-04', {}, seller),
  await pays('5000', '2020-05-20', {}, seller),
]
const under = await pays('9999', '2020-04-08')
const bare = await pays('1', '2020-04-09', { attachments: 0 })
const slip = await pays('700', '2020-04-10', { summary: '修渠工钱(白条)' })
const taking = await posted(a, [debit('101', '8000'), credit('501', '8000', { item: 'sales' })], {
  onDate: '2020-06-01',
})
await posted(a, [debit('114', '300', { memberId: a.members[1] }), credit('101', '300')], {
  onDate: '2020-02-01',
})
await posted(b, [debit('523', '50', { partyId: other }), credit('101', '50')], {
  onDate: '2020-05-08',
})

describe('the budget', () => {
  const adopt = (rows: object[], adoptedOn = '2020-01-10') =>
    run('adoptBudget', { coopId: a.coopId, year: 2020, adoptedOn, basis: '成员大会决议', rows })
  const rows = [
    { account: '523', amount: '20000' },
    { account: '501', amount: '16000' },
  ]

  test('names accounts once, none above another', async () => {
    const double = [...rows, { account: '523', amount: '1' }, { account: '599', amount: '1' }]
    const refusal = await refusalOf(adopt(double))
    expect(refusal.faults.map(({ path }) => path)).toEqual([
      '$.rows[2].account',
      '$.rows[3].account',
    ])
  })

  test('stands against what was booked, cumulative, and says what runs over', async () => {
    await adopt(rows)
    const budget = await run<{ rows: object[]; findings: object[] }>('readBudget', {
      coopId: a.coopId,
      year: 2020,
    })
    expect(budget.rows).toMatchObject([
      { account: '501', actual: '8000.00', share: '1/2', left: '8000.00', over: false },
      { account: '523', actual: '21700.50', left: '-1700.50', over: true },
    ])
    expect(budget.findings).toMatchObject([
      { rule: 'LEDGER-BUDGET', rows: ['523'], source: '成员大会决议' },
    ])
    const april = await run<{ rows: object[]; findings: object[] }>('readBudget', {
      coopId: a.coopId,
      year: 2020,
      to: 202004,
    })
    expect(april.findings).toEqual([])
  })

  test('is changed by a later resolution only', async () => {
    expect((await refusalOf(adopt(rows))).code).toBe('conflict')
    await adopt([{ account: '523', amount: '30000' }], '2020-06-20')
    const { rows: now } = await run<{ rows: object[] }>('readBudget', {
      coopId: a.coopId,
      year: 2020,
    })
    expect(now).toMatchObject([{ account: '523', budget: '30000.00', over: false }])
  })
})

describe('audit points', () => {
  interface Points {
    rules: { rule: string; points: number; innocent: object[]; source: string }[]
    rows: { rule: string; coopName: string; vouchers: { id: string }[] }[]
  }
  const points = (input: object = {}) =>
    run<Points>('listAuditPoints', { from: 202001, to: 202006, ...input })
  const found = ({ rows }: Points, rule: string) =>
    rows.filter((one) => one.rule === rule).map(({ vouchers }) => vouchers.map(({ id }) => id))

  test('show the vouchers of each declared rule', async () => {
    const all = await points({ unitId: a.coopId })
    expect(found(all, 'SPLIT')).toEqual([split])
    expect(found(all, 'JUST-UNDER')).toEqual([[under]])
    expect(found(all, 'NO-PAPER')).toEqual([[bare]])
    expect(found(all, 'WHITE-SLIP')).toEqual([[slip]])
    expect(found(all, 'NOT-BANKED')).toEqual([[taking]])
    expect(found(all, 'CASH-ABOVE')).toEqual([[taking]])
    expect(all.rules.every(({ innocent, source }) => innocent.length > 0 && source !== '')).toBe(
      true,
    )
  })

  test('reach over the co-ops of the desk, and no further', async () => {
    const negative = async (rows: Promise<Points>) =>
      (await rows).rows
        .filter(({ rule }) => rule === 'CASH-NEGATIVE')
        .map(({ coopName }) => coopName)
    expect(await negative(points())).toEqual(['乙合作社', '甲合作社'].toSorted())
    const own = as<Points>('甲镇', 'listAuditPoints', { from: '202001', to: '202006' })
    expect(await negative(own)).toEqual(['甲合作社'])
  })

  test('are asked for a year at most', async () => {
    expect((await refusalOf(points({ from: 201901 }))).faults[0]?.path).toBe('$.from')
  })
})

describe('warnings of the desk', () => {
  interface Warnings {
    rows: { coopName: string; kind: string; count: number; oldest: string | null; door: object }[]
  }

  test('are one for each co-op and kind, with the oldest and the door to the rows', async () => {
    const { rows } = await run<Warnings>('listDeskWarnings', {})
    const of = (name: string) =>
      Object.fromEntries(
        rows.filter((r) => r.coopName === name).map((r) => [r.kind, [r.count, r.oldest]]),
      )
    expect(of('甲合作社')).toEqual({
      months_open: [5, '2020-01-31'],
      advances: [1, '2020-02-01'],
      documents_missing: [1, '2020-04-09'],
    })
    expect(of('乙合作社')).toEqual({ negative_money: [1, null], months_open: [5, '2020-01-31'] })
    expect(rows.find(({ kind }) => kind === 'documents_missing')?.door).toEqual({
      verb: 'listAuditPoints',
      input: { unitId: a.coopId, rule: 'NO-PAPER' },
    })
  })

  test('forget an advance that was paid back, also in part', async () => {
    const back = debit('101', '300')
    await posted(a, [back, credit('114', '300', { memberId: a.members[1] })], {
      onDate: '2020-06-02',
    })
    await posted(a, [debit('114', '5', { memberId: a.members[1] }), credit('101', '5')], {
      onDate: '2020-06-03',
    })
    const { rows } = await run<Warnings>('listDeskWarnings', { kind: 'advances' })
    expect(rows).toEqual([])
  })

  test('show only what the desk reaches', async () => {
    const { rows } = await as<Warnings>('甲镇', 'listDeskWarnings', {})
    expect(new Set(rows.map(({ coopName }) => coopName))).toEqual(new Set(['甲合作社']))
  })
})

describe('vouchers as a table', () => {
  interface File {
    content: string
  }
  const upload = (coop: typeof a, content: string, more: object = {}) => ({
    coopId: coop.coopId,
    fileName: '凭证.csv',
    content,
    ...more,
  })
  const csv = (...rows: string[]) => Buffer.from(rows.join('\n')).toString('base64')
  const HEAD = '日期,凭证字,凭证号,摘要,科目编码,借方金额,贷方金额,成员编号,往来单位,事项,附件数'

  test('the template reads as it is written, in both formats', async () => {
    for (const format of ['xlsx', 'csv']) {
      const { content } = await run<File>('voucherTemplate', { format })
      const preview = await run<{ faults: object[]; vouchers: object[] }>('previewVoucherFile', {
        ...upload(b, content),
        fileName: `模板.${format}`,
      })
      expect(preview).toMatchObject({
        total: 1,
        faults: [],
        vouchers: [{ onDate: '2020-11-30', kind: 'receipt', amount: '1200.00' }],
      })
    }
  })

  test('is refused whole, each fault at its row and column', async () => {
    const content = csv(
      HEAD,
      '2020-06-05,付,1,买种子,999,10,,,,,1',
      ',,,,101,,10,,,,',
      '2020-06-06,付,2,借给社员,114,10,,77,,,1',
      ',,,,101,,9,,,,',
    )
    const refusal = await refusalOf(run('importVoucherFile', upload(a, content)))
    expect(refusal.faults.map(({ path }) => path.split('!')[1])).toEqual(['2:5', '4:8'])
    const unbalanced = csv(HEAD, '2020-06-05,付,1,买种子,121,10,,,,,1', ',,,,101,,9,,,,')
    const judged = await refusalOf(run('importVoucherFile', upload(a, unbalanced)))
    expect(judged.faults.map(({ path }) => path.split('!')[1])).toEqual(['2:6'])
  })

  test('looking into a file leaves nothing behind, not even an audit row', async () => {
    const traces = async (verb: string): Promise<number> => {
      const { rows } = await world.db.owner.query<{ n: number }>(
        'SELECT count(*)::int AS n FROM audit_event WHERE verb = $1',
        [verb],
      )
      return rows[0]?.n ?? -1
    }
    const file = upload(a, csv(HEAD, '2020-06-05,付,1,买种子,999,10,,,,,1'))
    await run('previewVoucherFile', file)
    expect(await traces('previewVoucherFile')).toBe(0)
    const before = await traces('importVoucherFile')
    await refusalOf(run('importVoucherFile', file))
    expect(await traces('importVoucherFile')).toBe(before + 1)
  })

  test('becomes drafts once: the same file again adds nothing', async () => {
    const content = csv(
      HEAD,
      '2020-06-05,付,1,借给社员,114,12.5,,001,,,1',
      ',,,,101,,12.50,,,,',
      '2020/6/6,,2,货款,113,30,,,鲁姜公司,,',
      ',,,卖姜,501,,30,,,产品销售,',
    )
    const first = await run<{ draftIds: string[] }>('importVoucherFile', upload(a, content))
    expect(first.draftIds).toHaveLength(2)
    const { lines } = await run<{ lines: object[] }>('readDraft', {
      coopId: a.coopId,
      draftId: first.draftIds[1],
    })
    expect(lines).toMatchObject([
      { account: '113', debit: '30.00', party: '鲁姜公司' },
      { account: '501', item: 'sales', summary: '卖姜' },
    ])
    const again = await run('importVoucherFile', upload(a, content))
    expect(again).toEqual({ draftIds: [], known: 2 })
  })

  test('goes out with the headings it comes in with', async () => {
    const { content } = await run<File>('exportVouchers', { coopId: a.coopId, format: 'csv' })
    const lines = Buffer.from(content, 'base64').toString('utf8').trim().split('\r\n')
    expect(lines[1]).toContain('2020-01-02,202001,记,1,业务1,102,银行存款,100000.00,,')
    const preview = await run<{ total: number; known: number; faults: object[] }>(
      'previewVoucherFile',
      upload(a, content),
    )
    expect(preview.faults).toEqual([])
    expect([preview.total, preview.known]).toEqual([10, 10])
  })
})

describe('opening balances of the old chart', () => {
  test('come out of a table, are split by the clerk, and open the book', async () => {
    const { coopId, members } = b
    const content = Buffer.from(
      [
        '科目编码,科目名称,方向,期末余额,成员编号,往来单位',
        '101,库存现金,借,500,,',
        '102,银行存款,借,9500,,',
        '114,成员往来,借,200,,',
        '114,成员往来,借,200,002,',
        '142,林木资产,借,1800,,',
        '301,股金,贷,10000,001,',
        '211,应付款,贷,2000,,乙方公司',
        ',合计,,0,,',
      ].join('\n'),
    ).toString('base64')
    const read = await run<{
      faults: object[]
      rows: { account: string; debit: string; credit: string; memberId: null; partyId: null }[]
    }>('readOpeningFile', { coopId, chart: '2007', fileName: '余额.csv', content })
    expect(read.faults).toEqual([])
    expect(read.rows).toHaveLength(6)
    const balances = read.rows.map(({ account: code, debit: d, credit: c, memberId, partyId }) => ({
      code,
      debit: d,
      credit: c,
      memberId,
      partyId,
    }))
    const asked = await run<{ lines: object[]; splits: { code: string }[]; faults: object[] }>(
      'mapOpening',
      { balances },
    )
    expect(asked).toMatchObject({ lines: [], faults: [] })
    expect(asked.splits.map(({ code }) => code)).toEqual(['142', '211'])
    const splits = [
      { code: '142', parts: [{ account: '142', debit: '1800' }] },
      { code: '211', parts: [{ account: '211', credit: '2000', partyId: other }] },
    ]
    const mapped = await run<{ lines: object[] }>('mapOpening', { balances, splits })
    expect(mapped).toMatchObject({ splits: [], faults: [] })
    await run('enterOpeningBalances', {
      unitId: ids.county,
      books: [{ coopId, lines: mapped.lines }],
    })
    const { accounts } = await run<{ accounts: { code: string; balance: string }[] }>('readChart', {
      coopId,
    })
    const held = new Map(accounts.map(({ code, balance }) => [code, balance]))
    expect([held.get('142'), held.get('301'), held.get('114')]).toEqual([
      '1800.00',
      '-10000.00',
      '200.00',
    ])
    expect(members).toHaveLength(3)
  })
})
