import { describe, expect, test } from 'vitest'
import { refusalOf } from '../policy/testing.ts'
import { credit, debit, ledgerWorld } from './testing.ts'

const world = await ledgerWorld()
const { run, ids, a, b, setDay } = world
await setDay('2020-03-31')

const account = '102'
const at = { coopId: a.coopId, account }
const csv = (...rows: string[]) => Buffer.from(rows.join('\r\n')).toString('base64')
const HEAD = '交易日期,摘要,收入金额,支出金额,账户余额,对方户名,交易流水号'
const january = csv(
  '沂水农商银行对账单,,,,,,',
  HEAD,
  '2020-01-06,货款,"1,000.00",,1000.00,鲁姜公司,T1',
  '2020-01-10,手续费,,5.00,995.00,,T2',
  '2020-01-21,结息,1.20,,996.20,,T3',
  '合计,,1001.20,5.00,,,',
)
const statement = (content: string, more: object = {}) => ({
  ...at,
  fileName: '流水.csv',
  content,
  ...more,
})

interface Imported {
  added: number
  known: number
  early: number
  warnings: { text: { zh: string } }[]
}
const importIt = (content: string, more: object = {}) =>
  run<Imported>('importBankStatement', statement(content, more))

const { ids: parties } = await run<{ ids: string[] }>('addParties', {
  unitId: ids.county,
  parties: [{ coopId: a.coopId, kind: 'counterparty', name: '鲁姜公司' }],
})
const party = { partyId: parties[0] }

const posted = async (voucher: object): Promise<string> => {
  const { draftIds } = await run<{ draftIds: string[] }>('saveDrafts', {
    unitId: ids.county,
    vouchers: [{ coopId: a.coopId, summary: '测试', attachments: 1, ...voucher }],
  })
  await run('approveDrafts', { unitId: ids.county, draftIds })
  return draftIds[0] ?? ''
}

interface Proposals {
  proposals: {
    bank: { id: string }[]
    book: { voucherId: string; line: number }[]
    score: number
    doubtful: boolean
  }[]
  openBank: { id: string; memo: string }[]
  openBook: { voucherId: string }[]
}
const proposals = () => run<Proposals>('proposeBankMatches', at)

interface Reconciliation {
  book: string
  bank: string | null
  adjustedBook: string
  adjustedBank: string | null
  difference: string | null
  onlyBank: { memo: string }[]
  onlyBook: { voucherId: string }[]
}
const reconciliation = (on: string) => run<Reconciliation>('readBankReconciliation', { ...at, on })

await posted({
  kind: 'transfer',
  onDate: '2020-01-02',
  lines: [debit('113', '1000', party), credit('501', '1000', { item: 'sales' })],
})

describe('statements', () => {
  test('are previewed with the meaning of their columns, and nothing is written', async () => {
    const preview = await run<Record<string, unknown>>('previewBankStatement', statement(january))
    expect(preview).toMatchObject({
      opening: '0.00',
      closing: '996.20',
      came: '1001.20',
      went: '5.00',
      total: 3,
      fresh: 3,
      faults: [],
      mapping: { headerRow: 2 },
    })
    expect(await world.count('bank_line')).toBe(0)
  })

  test('are refused whole, at their cells, when a balance does not follow', async () => {
    const broken = csv(
      HEAD,
      '2020-01-06,货款,1000.00,,1000.00,鲁姜公司,T1',
      '2020-01-08,x,,3,996,,T9',
    )
    const refusal = await refusalOf(importIt(broken))
    expect(refusal.faults).toMatchObject([{ path: expect.stringMatching(/!3:5$/) as string }])
    const noMoney = csv(HEAD, '2020-01-06,货款,一千,,1000.00,鲁姜公司,T1')
    expect((await refusalOf(importIt(noMoney))).faults[0]?.path).toMatch(/!2:3$/)
    expect(await world.count('bank_line')).toBe(0)
  })

  test('come once: the same file again changes nothing, an overlapping one adds what is new', async () => {
    expect(await importIt(january)).toMatchObject({ added: 3, known: 0, early: 0, warnings: [] })
    expect(await importIt(january)).toMatchObject({ added: 0, known: 3 })
    const newestFirst = csv(
      HEAD,
      '2020-02-03,转入,500,,1496.20,王五,T4',
      '2020-01-21,结息,1.20,,996.20,,T3',
    )
    expect(await importIt(newestFirst)).toMatchObject({ added: 1, known: 1, warnings: [] })
  })

  test('tell where a month seems to be missing', async () => {
    const march = csv(HEAD, '2020-03-02,转入,10,,2000,王五,T8')
    const preview = await run<{ faults: { level: string; row: number }[] }>(
      'previewBankStatement',
      statement(march),
    )
    expect(preview.faults).toMatchObject([{ level: 'warning', row: 2 }])
  })

  test('of a day before the book, or of the future, are kept out', async () => {
    const old = csv(HEAD, '2019-12-30,转入,10,,10,王五,T0')
    expect(await importIt(old)).toMatchObject({ added: 0, early: 1 })
    const late = csv(HEAD, '2020-04-02,转入,10,,1506.20,王五,T7')
    expect((await refusalOf(importIt(late))).faults[0]?.path).toMatch(/!2:1$/)
  })

  test('are read with the columns that the clerk corrects', async () => {
    const odd = csv('甲,乙,丙', '2020-03-02,10.00,王五')
    expect((await refusalOf(importIt(odd))).faults[0]?.path).toBe('$.mapping.headerRow')
    const mapping = {
      headerRow: 1,
      columns: [
        { column: 1, field: 'date' },
        { column: 2, field: 'amount' },
        { column: 3, field: 'other' },
      ],
    }
    const preview = await run<Record<string, unknown>>(
      'previewBankStatement',
      statement(odd, { mapping, openingBalance: '1496.20' }),
    )
    expect(preview).toMatchObject({ closing: '1506.20', faults: [], fresh: 1 })
  })

  test('want a bank account of the co-op', async () => {
    const refusal = await refusalOf(importIt(january, { account: '10209' }))
    expect(refusal.faults[0]?.path).toBe('$.account')
  })
})

describe('vouchers for bank lines', () => {
  test('are proposed where the bank’s words or a known party’s debt are plain', async () => {
    const { proposals: found, others } = await run<{
      proposals: { summary: string; lines: { account: string; debit: string }[] }[]
      others: number
    }>('proposeBankVouchers', at)
    expect(found.map(({ summary, lines }) => [summary, lines.map((l) => l.account)])).toEqual([
      ['收鲁姜公司款', ['102', '113']],
      ['银行手续费', ['524', '102']],
      ['存款利息', ['102', '524']],
    ])
    expect(others).toBe(1)
  })

  test('become drafts, and must move the account by the line’s amount', async () => {
    const { openBank } = await proposals()
    const other = openBank.find(({ memo }) => memo === '转入')
    const none = run('draftBankVouchers', { ...at, drafts: [{ bankLineId: other?.id }] })
    expect((await refusalOf(none)).faults[0]?.path).toBe('$.drafts[0].lines')
    const lines = [debit('102', '499'), credit('113', '499', party)]
    const less = run('draftBankVouchers', { ...at, drafts: [{ bankLineId: other?.id, lines }] })
    expect((await refusalOf(less)).faults[0]?.path).toBe('$.drafts[0].lines')
    const plain = openBank.filter(({ memo }) => memo !== '转入')
    const { draftIds } = await run<{ draftIds: string[] }>('draftBankVouchers', {
      ...at,
      submit: true,
      drafts: plain.map(({ id }) => ({ bankLineId: id })),
    })
    expect(draftIds).toHaveLength(3)
    await run('approveDrafts', { unitId: ids.county, draftIds })
  })
})

describe('matches', () => {
  test('are proposed and confirmed in bulk; the reconciliation has equal ends before and after', async () => {
    const before = await reconciliation('2020-03-31')
    expect(before).toMatchObject({ book: '996.20', bank: '1496.20', difference: '0.00' })
    expect([before.onlyBank.length, before.onlyBook.length]).toEqual([4, 3])
    const { proposals: found, openBank } = await proposals()
    expect(found.map(({ score, doubtful }) => [score >= 80, doubtful])).toEqual([
      [true, false],
      [true, false],
      [true, false],
    ])
    expect(openBank.map(({ memo }) => memo)).toEqual(['转入'])
    const matches = found.map(({ bank, book }) => ({
      bankLineIds: bank.map(({ id }) => id),
      entries: book.map(({ voucherId, line }) => ({ voucherId, line })),
    }))
    await run('confirmBankMatches', { ...at, matches })
    const again = await refusalOf(run('confirmBankMatches', { ...at, matches }))
    expect(again.faults).toHaveLength(6)
    const after = await reconciliation('2020-03-31')
    expect(after).toMatchObject({
      adjustedBook: '1496.20',
      adjustedBank: '1496.20',
      difference: '0.00',
    })
    expect([after.onlyBank.length, after.onlyBook.length]).toEqual([1, 0])
  })

  test('as of an earlier day show what was under way then', async () => {
    const early = await reconciliation('2020-01-07')
    expect(early).toMatchObject({ book: '1000.00', bank: '1000.00', difference: '0.00' })
    const payment = await posted({
      kind: 'payment',
      onDate: '2020-02-01',
      lines: [debit('521', '30'), credit('102', '30')],
    })
    const seen = await reconciliation('2020-02-28')
    expect(seen.onlyBook.map(({ voucherId }) => voucherId)).toEqual([payment])
    expect(seen).toMatchObject({ adjustedBank: '1466.20', difference: '0.00' })
  })

  test('join red ink with what it undoes, without the bank', async () => {
    const wrong = await posted({
      kind: 'payment',
      onDate: '2020-02-02',
      lines: [debit('521', '77'), credit('102', '77')],
    })
    const { draftId } = await run<{ draftId: string }>('draftReversal', {
      coopId: a.coopId,
      voucherId: wrong,
      onDate: '2020-02-03',
      reason: '记错',
    })
    await run('approveDrafts', { unitId: ids.county, draftIds: [draftId] })
    const { proposals: found } = await proposals()
    const red = found.find(({ bank }) => bank.length === 0)
    expect(red?.book.map(({ voucherId }) => voucherId).toSorted()).toEqual(
      [wrong, draftId].toSorted(),
    )
  })

  test('are refused when the totals differ, or a line is another co-op’s', async () => {
    const { openBank, openBook } = await proposals()
    const bankLineIds = openBank.map(({ id }) => id)
    const entries = openBook.map(({ voucherId }) => ({ voucherId, line: 2 }))
    const matches = [{ bankLineIds, entries }]
    const unequal = await refusalOf(run('confirmBankMatches', { ...at, matches }))
    expect(unequal.faults.map(({ path }) => path)).toEqual(['$.matches[0]'])
    const other = run('confirmBankMatches', { coopId: b.coopId, account, matches })
    expect((await refusalOf(other)).faults).toHaveLength(2)
  })

  test('are taken back, and the line waits again; a settled line only shows in the reconciliation', async () => {
    const { rows } = await run<{ rows: { id: string; matchId: string | null; memo: string }[] }>(
      'listBankLines',
      at,
    )
    const fee = rows.find(({ memo }) => memo === '手续费')
    const settle = (note: string | null) =>
      run('settleBankLine', { coopId: a.coopId, bankLineId: fee?.id, note })
    expect((await refusalOf(settle('银行误扣'))).code).toBe('conflict')
    await run('undoBankMatches', { coopId: a.coopId, matchIds: [fee?.matchId] })
    const twice = run('undoBankMatches', { coopId: a.coopId, matchIds: [fee?.matchId] })
    expect((await refusalOf(twice)).code).toBe('not_found')
    await settle('银行误扣')
    const open = await run<{ total: number }>('listBankLines', { ...at, open: 'true' })
    expect(open.total).toBe(1)
    const { onlyBank } = await reconciliation('2020-03-31')
    expect(onlyBank.map(({ memo }) => memo).toSorted()).toEqual(['手续费', '转入'].toSorted())
    const { accounts } = await run<{ accounts: object[] }>('listBankAccounts', {
      coopId: a.coopId,
    })
    expect(accounts).toMatchObject([{ account, bank: '1496.20', lines: 4, open: 1 }])
  })

  test('print as 银行存款余额调节表', async () => {
    const file = await run<{ mediaType: string; content: string }>('printBankReconciliation', {
      ...at,
      on: '2020-03-31',
    })
    expect(file.mediaType).toBe('application/pdf')
    expect(Buffer.from(file.content, 'base64').subarray(0, 5).toString()).toBe('%PDF-')
  })

  test('cannot be written by the application past the check of one line in two groups', async () => {
    const { rows } = await world.db.owner.query<{ n: string }>(
      `SELECT count(*) n FROM (SELECT bank_line_id FROM bank_match WHERE ended_at IS NULL
         AND bank_line_id IS NOT NULL GROUP BY 1 HAVING count(*) > 1) twice`,
    )
    expect(rows[0]?.n).toBe('0')
    const doubled = world.sqlAsApp(
      `INSERT INTO bank_match SELECT county_id, gen_random_uuid(), coop_id, gen_random_uuid(),
         bank_line_id, voucher_id, line, matched_at, matched_by, NULL, NULL FROM bank_match
       WHERE ended_at IS NULL LIMIT 1`,
    )
    await expect(doubled).rejects.toThrow(/bank_match_(bank|line)/)
  })
})
