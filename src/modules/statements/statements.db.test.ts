import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { parseYuan } from '../../kernel/money.ts'
import { refusalOf } from '../policy/testing.ts'
import { randomYear, statementsWorld } from './testing.ts'

const world = await statementsWorld()
const { run, as, ids, coops, account, db } = world
const [first, second, third] = coops

await account('镇站', 'town_station', { unit: ids.townA })
await account('审计', 'auditor', { unit: ids.county })

interface Row {
  readonly row: number
  readonly closing: string
  readonly current: string
}
interface Finding {
  readonly rule: string
  readonly severity: string
  readonly outcome: string
  readonly rows: readonly string[]
  readonly text: { readonly zh: string }
}
interface Statement {
  readonly standing: { readonly closed: boolean }
  readonly statement: { readonly form: string; readonly sheet: { readonly rows: Row[] } }
}
interface RollUp extends Statement {
  readonly coverage: { readonly zh: string }
  readonly included: number
  readonly missing: readonly { readonly coopId: string }[]
  readonly parts: readonly { readonly name: string; readonly amounts: readonly string[] }[]
}

const fen = (written: string | undefined): bigint => parseYuan(written ?? '') ?? -1n

await run('importVouchers', {
  unitId: ids.county,
  source: '旧账',
  vouchers: [
    ...randomYear(first, 11, 240),
    ...randomYear(second, 12, 90),
    ...randomYear(third, 13, 60),
  ],
})

const close = (periods: readonly number[], coopIds: readonly string[]) =>
  periods.reduce(async (before, period) => {
    await before
    const { closed } = await run<{ closed: number }>('closePeriods', {
      unitId: ids.county,
      period,
      coopIds,
    })
    expect(closed, String(period)).toBe(coopIds.length)
  }, Promise.resolve())

const months = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, i) => 202_000 + from + i)

const statement = (coopId: string, form: string, period: string, more: object = {}) =>
  run<Statement>('readStatement', { coopId, form, period, ...more })

const rollUp = (form: string, period: string, more: object = {}) =>
  run<RollUp>('readRollUp', { unitId: ids.county, form, period, ...more })

describe('statements of random books', () => {
  test.each(['2020-03', '2020-Q2', '2020-H1', '2020'])('tie for %s', async (period) => {
    for (const { coopId } of coops) {
      const { findings } = await run<{ findings: Finding[] }>('statements', {
        coop: coopId,
        period,
      })
      expect(findings.length).toBeGreaterThan(10)
      const broken = findings.filter((f) => f.outcome === 'fails' && f.severity === 'block')
      expect(broken.map((f) => `${f.rule} ${f.text.zh}`)).toEqual([])
    }
  })

  test('rows say which accounts or rows they are made of', async () => {
    const { statement: sheet } = await statement(first.coopId, '01', '2020-06')
    const rows = sheet.sheet.rows as unknown as {
      row: number
      accounts: string[]
      rows: number[]
    }[]
    expect(rows.find(({ row }) => row === 2)?.accounts).toEqual(['113', '114'])
    expect(rows.find(({ row }) => row === 22)?.rows).toEqual([5, 21])
  })
})

describe('ledger pages', () => {
  test('end where the trial balance ends, and every entry leads to its voucher', async () => {
    const trial = await statement(first.coopId, 'trial-balance', '2020')
    const rows = trial.statement.sheet.rows as unknown as {
      account: string
      closing: { debit: string; credit: string }
    }[]
    for (const { account: code, closing } of rows.filter((row) => row.account.length === 3)) {
      const { pages } = await run<{
        pages: { rows: { kind: string; side: string; balance: string; voucherId: string }[] }[]
      }>('readLedgerPage', { coopId: first.coopId, account: code, from: 202_001, to: 202_013 })
      const last = pages[0]?.rows.at(-1)
      const net = fen(closing.debit) - fen(closing.credit)
      const signed = last?.side === 'credit' ? -fen(last.balance) : fen(last?.balance)
      expect(signed, code).toBe(net)
    }
    const { pages } = await run<{
      pages: { rows: { kind: string; voucherId: string; summary: { zh: string } }[] }[]
    }>('readLedgerPage', { coopId: first.coopId, account: '501', from: 202_003, to: 202_003 })
    const entry = pages[0]?.rows.find(({ kind }) => kind === 'entry')
    const voucher = await run<{ summary: string }>('readVoucher', {
      coopId: first.coopId,
      voucherId: entry?.voucherId,
    })
    expect(voucher.summary).toBe(entry?.summary.zh)
  })

  test('of one member carry every account that names it', async () => {
    const memberId = first.holders.get('p1') ?? ''
    const { pages, about } = await run<{
      about: string
      pages: { account: string; rows: { kind: string; balance: string }[] }[]
    }>('readLedgerPage', { coopId: first.coopId, memberId, from: 202_001, to: 202_012 })
    expect(about).toContain('号')
    expect(pages.map((page) => page.account)).toContain('301')
    expect(pages.find((page) => page.account === '301')?.rows[0]?.balance).toBe('700.00')
    const other = { coopId: second.coopId, memberId, from: 202_001, to: 202_012 }
    expect((await refusalOf(run('readLedgerPage', other))).code).toBe('not_found')
  })

  test('refuse a range over two years and a page about nothing', async () => {
    const ask = (more: object) =>
      refusalOf(run('readLedgerPage', { coopId: first.coopId, ...more }))
    expect((await ask({ account: '102', from: 202_001, to: 202_101 })).code).toBe('bad_input')
    expect((await ask({ from: 202_001, to: 202_012 })).code).toBe('bad_input')
  })
})

describe('closing', () => {
  test('snapshots give what the books give, and who has not closed is named', async () => {
    const both = [first.coopId, second.coopId]
    await close(months(0, 6), both)
    for (const form of ['01', '02', '03']) {
      const closed = await rollUp(form, '2020-06')
      expect(closed.missing.map(({ coopId }) => coopId)).toEqual([third.coopId])
      expect(closed.coverage.zh).toContain('应汇总 3 家，已汇总 2 家，未报 1 家')
      const current = await run<RollUp>('readRollUp', {
        unitId: ids.townA,
        form,
        period: '2020-06',
        basis: 'current',
      })
      expect(closed.statement).toEqual(current.statement)
    }
  })

  test('a year with its distribution: snapshot and books agree, the co-ops add up', async () => {
    const all = coops.map(({ coopId }) => coopId)
    await close(months(0, 6), [third.coopId])
    await close(months(7, 12), all)
    await yearEnd()
    await close([202_013], all)
    for (const form of ['01', '02', '03']) {
      const closed = await rollUp(form, '2020')
      const current = await rollUp(form, '2020', { basis: 'current' })
      expect(closed.included).toBe(3)
      expect(closed.statement).toEqual(current.statement)
      expect(closed.parts).toEqual(current.parts)
    }
    const own = await Promise.all(coops.map(({ coopId }) => statement(coopId, '01', '2020')))
    const whole = await rollUp('01', '2020')
    whole.statement.sheet.rows.forEach(({ closing }, i) => {
      const sum = own.reduce(
        (total, each) => total + fen(each.statement.sheet.rows[i]?.closing),
        0n,
      )
      expect(fen(closing)).toBe(sum)
      const towns = whole.parts.reduce((total, { amounts }) => total + fen(amounts[i]), 0n)
      expect(fen(closing)).toBe(towns)
    })
    expect(own.every(({ standing }) => standing.closed)).toBe(true)
    const { findings } = await run<{ findings: Finding[] }>('statements', {
      coop: first.coopId,
      period: '2020',
    })
    // What was converted stands in the books; the register has not been told of it.
    const blocking = findings.filter((f) => f.outcome === 'fails' && f.severity === 'block')
    expect(blocking.map(({ rule, rows }) => [rule, rows])).toEqual([
      ['CONTRIBUTIONS-301', [first.holders.get('p0')]],
    ])
  })

  test('conversions leave row 17 for row 19', async () => {
    const { statement: surplus } = await statement(first.coopId, '02', '2020')
    const at = (row: number) => surplus.sheet.rows.find((each) => each.row === row)?.current
    expect([at(15), at(17), at(18), at(19)]).toEqual(['1000.00', '400.00', '300.00', '100.00'])
  })

  /** Closes income, gives 1000 to the reserve, 500 back by trade (100 of it converted), 300 as residual. */
  async function yearEnd() {
    const post = (lines: object[]) => ({
      coopId: first.coopId,
      period: 202_013,
      onDate: '2020-12-31',
      summary: '盈余分配',
      preparedBy: '会计',
      approvedBy: '主管',
      lines,
    })
    const [p0, c] = [first.holders.get('p0'), first.holders.get('c')]
    await run('importVouchers', {
      unitId: ids.county,
      source: '分配',
      vouchers: [
        post([
          { account: '3320101', debit: '1000' },
          { account: '322', credit: '1000', item: 'from_surplus' },
        ]),
        post([
          { account: '3320102', debit: '500' },
          { account: '221', credit: '500', memberId: p0 },
        ]),
        post([
          { account: '3320103', debit: '300' },
          { account: '222', credit: '300', memberId: c },
        ]),
        post([
          { account: '221', debit: '100', memberId: p0 },
          { account: '301', credit: '100', memberId: p0, item: 'surplus_to_contribution' },
        ]),
      ],
    })
    const { draftIds } = await run<{ draftIds: string[] }>('draftYearEnd', {
      unitId: ids.county,
      year: 2020,
    })
    await run('approveDrafts', { unitId: ids.county, draftIds })
  }
})

describe('papers and files', () => {
  test.each(['01', '02', '03', 'notes', 'trial-balance', 'income', 'member-account'])(
    '%s as PDF and workbook, each an event of the trail',
    async (form) => {
      const wanted = {
        coopId: first.coopId,
        form,
        period: '2020',
        memberId: first.holders.get('p0'),
      }
      const before = await world.count('audit_event', `verb = 'statementFile'`)
      const pdf = await run<{ name: string; content: string }>('statementFile', wanted)
      expect(Buffer.from(pdf.content, 'base64').subarray(0, 5).toString()).toBe('%PDF-')
      expect(pdf.name).toContain('2020')
      const book = await run<{ content: string }>('statementFile', { ...wanted, file: 'xlsx' })
      expect(Buffer.from(book.content, 'base64').subarray(0, 2).toString()).toBe('PK')
      expect(await world.count('audit_event', `verb = 'statementFile'`)).toBe(before + 2)
    },
  )

  test('ledger pages and roll-ups, too', async () => {
    const page = await run<{ content: string }>('ledgerPageFile', {
      coopId: first.coopId,
      account: '102',
      from: 202_001,
      to: 202_012,
    })
    const sum = await run<{ content: string }>('rollUpFile', {
      unitId: ids.county,
      form: '01',
      period: '2020',
    })
    for (const { content } of [page, sum]) {
      expect(Buffer.from(content, 'base64').subarray(0, 5).toString()).toBe('%PDF-')
    }
  })

  test('a member account adds up what the ledger says of the member', async () => {
    const { statement: found } = await statement(first.coopId, 'member-account', '2020', {
      memberId: first.holders.get('p0'),
    })
    const { account: shown } = found as unknown as {
      account: { rows: { kind: string; holding: object; surplusReturn: string | null }[] }
    }
    expect(shown.rows[0]?.holding).toMatchObject({ otherContribution: '700.00' })
    expect(shown.rows.at(-1)).toMatchObject({
      holding: { otherContribution: '800.00' },
      surplusReturn: '500.00',
    })
    const nobody = statement(first.coopId, 'member-account', '2020')
    expect((await refusalOf(nobody)).faults[0]?.path).toBe('$.memberId')
  })

  test('quantified shares join the account as they came', async () => {
    const memberId = second.holders.get('p3') ?? ''
    const share = async (onDate: string, kind: string, amount: number) => {
      const batch = randomUUID()
      await db.owner.query(
        `INSERT INTO member_share_batch (county_id, id, coop_id, cause, kind, on_date, year, amount_fen, heads,
           basis, recorded_at, recorded_by)
         VALUES (1, $1, $2, 'voucher', $3, $4, $5, $6, 1, 'equal', now(), 'test')`,
        [batch, second.coopId, kind, onDate, Number(onDate.slice(0, 4)), amount],
      )
      await db.owner.query(
        `INSERT INTO member_share_entry (county_id, batch_id, holder_id, coop_id, kind, on_date, amount_fen)
         VALUES (1, $1, $2, $3, $4, $5, $6)`,
        [batch, memberId, second.coopId, kind, onDate, amount],
      )
    }
    await share('2019-12-31', 'grant', 1_000)
    await share('2020-12-31', 'reserve', 250)
    const { statement: found } = await statement(second.coopId, 'member-account', '2020', {
      memberId,
    })
    const { account: shown } = found as unknown as {
      account: { rows: { kind: string; summary: { zh: string }; holding: object }[] }
    }
    expect(shown.rows.map(({ kind, summary }) => [kind, summary.zh])).toEqual([
      ['opening', '年初余额'],
      ['entry', '公积金量化'],
      ['closing', '年末余额/总额'],
    ])
    expect(shown.rows.at(-1)?.holding).toMatchObject({
      otherContribution: '700.00',
      reserveShare: '2.50',
      grantShare: '10.00',
    })
    const { findings } = await run<{ findings: Finding[] }>('statements', {
      coop: second.coopId,
      period: '2020',
    })
    const fund = findings.find(({ rule }) => rule === 'FUND-SHARES-311')
    expect(fund?.text.zh).toContain('相差 10.00 元')
  })

  test.each(['hledger', 'beancount', 'csv'])(
    'the whole book as %s, page by page',
    async (format) => {
      let [text, after, pages] = ['', undefined as string | undefined, 0]
      do {
        const page: { text: string; next: string | null } = await run('exportBooks', {
          coop: first.coopId,
          format,
          ...(after === undefined ? {} : { after }),
        })
        text += page.text
        after = page.next ?? undefined
        pages += 1
      } while (after !== undefined)
      expect(pages).toBeGreaterThan(2)
      const { rows } = await db.owner.query<{ vouchers: string; lines: string }>(
        `SELECT count(*) vouchers, (SELECT count(*) FROM voucher_line WHERE coop_id = $1) lines
       FROM voucher WHERE coop_id = $1`,
        [first.coopId],
      )
      const [counted] = rows
      if (format === 'csv') {
        expect(text.trimEnd().split('\r\n')).toHaveLength(Number(counted?.lines) + 1)
      } else {
        expect(text.match(/^\d{4}-\d\d-\d\d \* /gm)).toHaveLength(Number(counted?.vouchers))
      }
    },
  )
})

describe('scope', () => {
  test('a town reads its own co-ops, the auditor all', async () => {
    const read = (who: string, coopId: string) =>
      as<Statement>(who, 'readStatement', { coopId, form: '01', period: '2020' })
    expect((await read('镇站', first.coopId)).statement.form).toBe('01')
    expect((await refusalOf(read('镇站', third.coopId))).code).toBe('not_found')
    expect((await read('审计', third.coopId)).statement.form).toBe('01')
    const county = { unitId: ids.county, form: '01', period: '2020' }
    expect((await refusalOf(as('镇站', 'readRollUp', county))).code).toBe('not_found')
    const list = { period: '2020', all: 'true' }
    const [own, everyone] = [
      await as<{ coops: number }>('镇站', 'listTieOuts', list),
      await as<{ coops: number }>('审计', 'listTieOuts', list),
    ]
    expect([own.coops, everyone.coops]).toEqual([2, 3])
  })
})
