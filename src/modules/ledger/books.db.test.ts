import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { refusalOf } from '../policy/testing.ts'
import { credit, debit, ledgerWorld } from './testing.ts'

const world = await ledgerWorld()
const { run, as, ids, a, b, db, sqlAsApp, account } = world

await account('制单', 'town_station', { unit: ids.townA })
await account('审核', 'finance_centre', { unit: ids.county })
await account('县局', 'county_agriculture', { unit: ids.county })

const contribution = (coop: typeof a, amount: string, onDate = '2020-01-05') => ({
  kind: 'receipt',
  onDate,
  summary: '收到社员出资',
  lines: [
    debit('102', amount),
    credit('301', amount, { memberId: coop.members[0], item: 'contribution' }),
  ],
  attachments: 1,
})

const prepared = async (voucher: object, coop = a, by = '制单') =>
  (
    await as<{ draftId: string }>(by, 'saveDraft', {
      coopId: coop.coopId,
      submit: true,
      voucher,
    })
  ).draftId

const approve = (draftIds: string[], by = '审核') =>
  as<{ posted: { id: string; number: number; kind: string }[] }>(by, 'approveDrafts', {
    unitId: ids.county,
    draftIds,
  })

describe('a voucher on its way into the books', () => {
  test('is numbered when another person approves it, and says who did what', async () => {
    const draftId = await prepared(contribution(a, '1000.50'))
    const { posted } = await approve([draftId])
    expect(posted).toEqual([{ id: draftId, coopId: a.coopId, kind: 'receipt', number: 1 }])
    const voucher = await run<Record<string, unknown>>('readVoucher', {
      coopId: a.coopId,
      voucherId: draftId,
    })
    expect(voucher).toMatchObject({
      preparedBy: '制单',
      approvedBy: '审核',
      amount: '1000.50',
      lines: [
        { account: '102', debit: '1000.50', accountName: { zh: '银行存款' } },
        { account: '301', credit: '1000.50', member: { number: '001', name: '社员1' } },
      ],
    })
  })

  test('is not approved by its preparer', async () => {
    const draftId = await prepared(contribution(a, '10'), a, '县局')
    const refusal = await refusalOf(
      as('县局', 'approveDrafts', { unitId: ids.county, draftIds: [draftId] }),
    )
    expect(refusal.code).toBe('not_allowed_now')
    expect(refusal.text.zh).toContain('另一人')
  })

  test('names every fault with its place and changes nothing', async () => {
    const before = await world.count('voucher_draft')
    const refusal = await refusalOf(
      prepared({
        ...contribution(a, '100'),
        lines: [
          debit('198', '100'),
          credit('301', '90', { memberId: b.members[0], item: 'contribution' }),
        ],
      }),
    )
    expect(refusal.faults.map((fault) => fault.path)).toEqual(
      ['$.voucher.lines[0].account', '$.voucher.lines', '$.voucher.lines[1].memberId'].toSorted(),
    )
    expect(await world.count('voucher_draft')).toBe(before)
  })

  test('is approved once: of twelve approvers one wins, the others learn who', async () => {
    const draftId = await prepared(contribution(a, '77'))
    const answers = await Promise.allSettled(Array.from({ length: 12 }, () => approve([draftId])))
    expect(answers.filter((answer) => answer.status === 'fulfilled')).toHaveLength(1)
    for (const answer of answers) {
      if (answer.status === 'rejected') {
        expect((answer.reason as { text: { zh: string } }).text.zh).toContain('审核审核过账')
      }
    }
    expect(await world.count('voucher', `id = '${draftId}'`)).toBe(1)
  })

  test('is undone by a linked red-ink copy, once', async () => {
    const draftId = await prepared(contribution(a, '300'))
    await approve([draftId])
    const reverse = () =>
      as<{ draftId: string }>('制单', 'draftReversal', {
        coopId: a.coopId,
        voucherId: draftId,
        onDate: '2020-01-20',
        reason: '金额有误',
      })
    const [first, second] = [await reverse(), await reverse()]
    await approve([first.draftId])
    expect((await refusalOf(approve([second.draftId]))).code).toBe('conflict')
    const original = await run<{ reversedById: string }>('readVoucher', {
      coopId: a.coopId,
      voucherId: draftId,
    })
    expect(original.reversedById).toBe(first.draftId)
    const { rows } = await db.owner.query<{ n: string }>(
      `SELECT sum(debit_fen) + sum(credit_fen) n FROM voucher_line WHERE voucher_id IN ($1, $2)`,
      [draftId, first.draftId],
    )
    expect(Number(rows[0]?.n)).toBe(0)
    await run('discardDraft', { coopId: a.coopId, draftId: second.draftId, reason: '重复' })
  })
})

describe('the books themselves', () => {
  test('take no unbalanced voucher and no change, even from raw SQL of the application', async () => {
    const raw = (account: string, debitFen: number, creditFen: number) => ({
      account,
      debitFen,
      creditFen,
    })
    const post = (lines: ReturnType<typeof raw>[]) =>
      sqlAsApp(`SELECT * FROM ledger_post($1, now())`, [
        JSON.stringify([
          {
            id: randomUUID(),
            coop_id: b.coopId,
            period: 202001,
            kind: 'general',
            on_date: '2020-01-09',
            summary: 'raw',
            attachments: 0,
            prepared_name: 'x',
            approved_name: 'y',
            accounts: lines.map((line) => line.account),
            debits: lines.map((line) => line.debitFen),
            credits: lines.map((line) => line.creditFen),
            members: lines.map(() => null),
            parties: lines.map(() => null),
            items: lines.map(() => null),
            assisted: lines.map(() => false),
            summaries: lines.map(() => null),
          },
        ]),
      ])
    await expect(post([raw('102', 100, 0), raw('501', 0, 99)])).rejects.toThrow('not balanced')
    await expect(post([])).rejects.toThrow('not balanced')
    const inserted = sqlAsApp(
      `INSERT INTO voucher_line (county_id, coop_id, period, voucher_id, line, account, debit_fen,
        credit_fen, assisted) SELECT 1, coop_id, period, voucher_id, 99, account, 5, 0, false
       FROM voucher_line LIMIT 1`,
    )
    await expect(inserted).rejects.toThrow('permission denied')
    await expect(sqlAsApp(`UPDATE voucher SET summary = 'x'`)).rejects.toThrow('permission denied')
    await expect(sqlAsApp(`DELETE FROM voucher_line`)).rejects.toThrow('permission denied')
    await expect(sqlAsApp(`UPDATE ledger_year SET closed_through = 0`)).rejects.toThrow(
      'permission denied',
    )
    await expect(db.owner.query(`UPDATE voucher SET summary = 'x'`)).rejects.toThrow('append-only')
  })

  test('give gapless numbers while 200 postings run and a fifth of them fail', async () => {
    const one = async (i: number) => {
      const lines = [
        debit('102', `${i + 1}`),
        credit('301', `${i + 1}`, { memberId: b.members[0], item: 'contribution' }),
      ]
      const good = {
        coopId: b.coopId,
        kind: 'general',
        onDate: '2020-02-01',
        summary: `第${i}`,
        lines,
      }
      const bad = { ...good, onDate: '2031-02-01' }
      return run('importVouchers', {
        unitId: b.coopId,
        source: 'test',
        vouchers: [{ ...(i % 5 === 0 ? bad : good), preparedBy: '甲', approvedBy: '乙' }],
      })
    }
    const answers = await Promise.allSettled(Array.from({ length: 200 }, (_, i) => one(i)))
    expect(answers.filter((answer) => answer.status === 'fulfilled')).toHaveLength(160)
    const { rows } = await db.owner.query<{ n: string; low: number; high: number; kinds: string }>(
      `SELECT count(*) n, min(number) low, max(number) high, count(DISTINCT number) kinds FROM voucher
       WHERE coop_id = $1 AND kind = 'general'`,
      [b.coopId],
    )
    expect(rows[0]).toEqual({ n: '160', low: 1, high: 160, kinds: '160' })
  })

  test('keep the sums of every account equal to the lines', async () => {
    const { rows } = await db.owner.query(
      `SELECT coop_id, account, period, sum(debit_fen) d, sum(credit_fen) c FROM voucher_line
       GROUP BY 1, 2, 3
       EXCEPT SELECT coop_id, account, period, debit_fen, credit_fen FROM ledger_balance`,
    )
    expect(rows).toEqual([])
    expect(await world.count('ledger_balance')).toBeGreaterThan(2)
  })

  test('hang on one chain a year, and a changed summary breaks it where it was changed', async () => {
    const broken = () =>
      sqlAsApp<{ seq: number | null }>('SELECT ledger_broken_at($1, 2020) AS seq', [b.coopId])
    expect(await broken()).toEqual([{ seq: null }])
    await db.owner.query('ALTER TABLE voucher DISABLE TRIGGER append_only')
    const change = (from: string, to: string) =>
      db.owner.query(
        `UPDATE voucher SET summary = $3 WHERE coop_id = $1 AND seq = 17 AND summary = $2`,
        [b.coopId, from, to],
      )
    const { rows } = await db.owner.query<{ summary: string }>(
      'SELECT summary FROM voucher WHERE coop_id = $1 AND seq = 17',
      [b.coopId],
    )
    const summary = rows[0]?.summary ?? ''
    await change(summary, '改过')
    expect(await broken()).toEqual([{ seq: 17 }])
    await change('改过', summary)
    expect(await broken()).toEqual([{ seq: null }])
    await db.owner.query('ALTER TABLE voucher ENABLE TRIGGER append_only')
  })
})

describe('a closed period', () => {
  test('is closed in order, keeps its balances, and refuses every later posting', async () => {
    const close = (period: number, coopIds?: string[]) =>
      run<{ closed: number; left: { coopId: string; checks: { code: string }[] }[] }>(
        'closePeriods',
        { unitId: ids.county, period, ...(coopIds === undefined ? {} : { coopIds }) },
      )
    const early = await close(202001, [b.coopId])
    expect(early.left[0]?.checks.map((check) => check.code)).toContain('earlier_open')
    expect((await close(202000, [a.coopId, b.coopId])).closed).toBe(2)
    expect((await close(202001, [b.coopId])).closed).toBe(1)
    const snapshot = async () =>
      (
        await db.owner.query<{ h: string }>(
          `SELECT md5(string_agg(c::text, '' ORDER BY account)) h FROM ledger_closing c
           WHERE coop_id = $1 AND period = 202001`,
          [b.coopId],
        )
      ).rows[0]?.h
    const before = await snapshot()
    const late = refusalOf(prepared(contribution(b, '5', '2020-01-31'), b, '县局'))
    expect((await late).faults[0]?.path).toBe('$.voucher.onDate')
    expect(await snapshot()).toBe(before)
  })

  test('a posting that races with the closing is in the closed balance or refused', async () => {
    const post = (i: number) =>
      run('importVouchers', {
        unitId: b.coopId,
        source: 'race',
        vouchers: [
          {
            coopId: b.coopId,
            onDate: '2020-02-15',
            summary: `竞争${i}`,
            lines: [debit('101', '1'), credit('502', '1', { item: 'other' })],
            preparedBy: '甲',
            approvedBy: '乙',
          },
        ],
      })
    const postings = Array.from({ length: 60 }, (_, i) => post(i))
    const closing = run<{ closed: number }>('closePeriods', {
      unitId: b.coopId,
      period: 202002,
      coopIds: [b.coopId],
    })
    const more = Array.from({ length: 60 }, (_, i) => post(100 + i))
    const answers = await Promise.allSettled([...postings, ...more])
    expect((await closing).closed).toBe(1)
    const done = answers.filter((answer) => answer.status === 'fulfilled').length
    const { rows } = await db.owner.query<{ fen: string }>(
      `SELECT debit_side_fen fen FROM ledger_closing WHERE coop_id = $1 AND period = 202002 AND account = '101'`,
      [b.coopId],
    )
    expect(Number(rows[0]?.fen ?? 0)).toBe(done * 100)
    const refused = answers.length - done
    expect(refused).toBeGreaterThan(0)
  })
})
