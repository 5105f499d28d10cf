import { beforeAll, describe, expect, test } from 'vitest'
import { refusalOf } from '../policy/testing.ts'
import { tradeWorld } from './testing.ts'

const world = await tradeWorld()
const { a, b, ids, parties, of, record, post, list, net, count, run, db } = world

const row = (more: object = {}) => ({
  kind: 'delivery',
  on: '2020-10-05',
  product: '大姜',
  memberNumber: '001',
  quantity: '100',
  ...more,
})

/** Sums of entries, of the vouchers they are linked to, and of the debits of these, in fen. */
async function ties(coopId: string) {
  const { rows } = await db.owner.query<{ entries: string; vouchers: string; off: string }>(
    `SELECT (SELECT sum(abs(amount_fen) + abs(cost_fen)) FROM trade_entry e
        JOIN trade_posted_entry p ON p.entry_id = e.id WHERE e.coop_id = $1)::text AS entries,
      (SELECT sum(amount_fen) FROM voucher WHERE id IN (SELECT voucher_id FROM trade_posted_entry
        WHERE coop_id = $1))::text AS vouchers,
      (SELECT coalesce(sum(debit_fen - credit_fen), 0) FROM ledger_balance WHERE coop_id = $1)::text AS off`,
    [coopId],
  )
  return rows[0]
}

const faultsOf = async (answer: Promise<unknown>) => (await refusalOf(answer)).faults

beforeAll(async () => {
  await world.account('accountant-a', 'coop_accountant', { unit: a.coopId })
})

describe('postTrades', () => {
  test('a voucher a day, kind, product and side, on the accounts of the system', async () => {
    await record([
      row(),
      row({ memberNumber: '002', quantity: '50' }),
      row({ memberNumber: undefined, partyId: parties.buyer, quantity: '10' }),
      row({ on: '2020-10-06' }),
      row({ kind: 'supply', product: '化肥', quantity: '2' }),
      row({ kind: 'service', product: '机耕', quantity: '3' }),
      row({ kind: 'work', product: '用工', quantity: '2', memberNumber: '003' }),
      row({
        kind: 'work',
        product: '用工',
        quantity: '1',
        memberNumber: undefined,
        partyId: parties.worker,
      }),
      row({ kind: 'land', product: '入社土地', quantity: '2.5' }),
      row({ kind: 'land', product: '入社土地', quantity: '1', price: '800' }),
    ])
    const posted = await post(202010)
    expect(posted).toMatchObject({ entries: 9, amount: '2322.00' })
    expect(posted.vouchers.map(({ summary }) => summary)).toEqual([
      '收购成员产品 大姜 2笔 150公斤',
      '收购非成员产品 大姜 1笔 10公斤',
      '使用成员土地 入社土地 1笔 1亩',
      '为成员提供服务 机耕 1笔 3亩',
      '向成员供应 化肥 1笔 2件',
      '成员用工 用工 1笔 2工日',
      '非成员用工 用工 1笔 1工日',
      '收购成员产品 大姜 1笔 100公斤',
    ])
    // 150 + 100 kg of members and 10 of others in; two bags out at cost.
    expect(await net(a.coopId, '121')).toBe(48_000n + 3_200n + 32_000n - 20_000n)
    expect(await net(a.coopId, '211')).toBe(-3_200n)
    expect(await net(a.coopId, '213')).toBe(-9_000n)
    expect(await net(a.coopId, '501')).toBe(-24_000n - 18_000n)
    expect(await net(a.coopId, '521')).toBe(20_000n)
    expect(await net(a.coopId, '401')).toBe(80_000n + 18_000n + 9_000n)
    expect(await net(a.coopId, '114')).toBe(-80_000n + 42_000n - 80_000n - 18_000n)
    const { entries, vouchers, off } = (await ties(a.coopId)) ?? {}
    expect([entries, off]).toEqual([vouchers, '0'])
    const open = await list({ coopId: a.coopId, period: 202010, posted: 'open' })
    expect(open.total).toBe(0)
    const none = await list({ coopId: a.coopId, period: 202010, posted: 'none' })
    expect(none.total).toBe(1)
    const first = posted.vouchers[0]
    const linked = await list({ voucherId: first?.id })
    expect(linked.members).toEqual({ entries: 2, amount: first?.amount })
    const { rows } = await db.owner.query(
      'SELECT origin, template, clause FROM voucher WHERE id = $1',
      [first?.id],
    )
    expect(rows[0]).toMatchObject({
      origin: `trade:${posted.postingId}`,
      template: 'buy-from-member',
      clause: expect.stringContaining('第四十一条') as unknown,
    })
  })

  test('what is posted is not posted again; a reversal is posted in red on its day', async () => {
    expect(await post(202010)).toMatchObject({ postingId: null, entries: 0, vouchers: [] })
    const found = await list({ coopId: a.coopId, from: '2020-10-05', to: '2020-10-05' })
    const mistaken = found.rows.find(({ quantity, party }) => quantity === '50' && party === null)
    await run('reverseTrades', {
      coopId: a.coopId,
      entryIds: [mistaken?.id],
      on: '2020-10-20',
      reason: '过磅错误',
    })
    const before = [await net(a.coopId, '121'), await net(a.coopId, '114')] as const
    const red = await post(202010)
    expect(red).toMatchObject({ entries: 1, amount: '-160.00' })
    expect(red.vouchers[0]?.summary).toBe('冲销收购成员产品 大姜 1笔 50公斤')
    expect(await net(a.coopId, '121')).toBe(before[0] - 16_000n)
    expect(await net(a.coopId, '114')).toBe(before[1] + 16_000n)
    const { rows } = await db.owner.query(
      'SELECT debit_fen::int AS d, credit_fen::int AS c FROM voucher_line WHERE voucher_id = $1 ORDER BY line',
      [red.vouchers[0]?.id],
    )
    expect(rows).toEqual([
      { d: -16_000, c: 0 },
      { d: 0, c: -16_000 },
    ])
  })

  test('the same entries posted by several at once are posted once', async () => {
    await record(
      Array.from({ length: 1_200 }, (_, i) =>
        row({ on: '2020-08-03', memberNumber: `00${(i % 3) + 1}`, quantity: `${i + 1}` }),
      ),
    )
    const answers = await Promise.all(Array.from({ length: 4 }, () => post(202008)))
    const entries = answers.map((answer) => answer.entries).toSorted((x, y) => y - x)
    expect(entries).toEqual([1_200, 0, 0, 0])
    expect(
      answers.find((answer) => answer.entries > 0)?.vouchers.map(({ summary }) => summary),
    ).toEqual([
      '收购成员产品 大姜 500笔 125250公斤',
      '收购成员产品 大姜 500笔 375250公斤',
      '收购成员产品 大姜 200笔 220100公斤',
    ])
    expect(await count('trade_posted_entry', `coop_id = '${a.coopId}'`)).toBe(9 + 1 + 1_200)
    const { entries: sum, vouchers, off } = (await ties(a.coopId)) ?? {}
    expect([sum, off]).toEqual([vouchers, '0'])
  })

  test('five thousand entries of one day tie to the fen: entries, vouchers, balances', async () => {
    await record(
      Array.from({ length: 5_000 }, (_, i) =>
        row({
          on: '2020-07-01',
          product: '苹果',
          memberNumber: `00${(i % 3) + 1}`,
          quantity: `${i + 1}.${(i % 9) + 1}`,
        }),
      ),
    )
    const before = await net(a.coopId, '121')
    const posted = await post(202007)
    expect(posted.entries).toBe(5_000)
    const { rows } = await db.owner.query<{ f: string }>(
      `SELECT sum(amount_fen)::text AS f FROM trade_entry WHERE product_id = $1`,
      [of.a.apple],
    )
    expect((await net(a.coopId, '121')) - before).toBe(BigInt(rows[0]?.f ?? 0))
    expect(posted.amount.replace('.', '')).toBe(rows[0]?.f)
  })

  test('the accounts a product names stand for the national ones', async () => {
    await run('addAccounts', {
      coopId: b.coopId,
      accounts: [{ code: '12101', name: '农产品' }],
    })
    await record([row({ on: '2020-09-01' })], b.coopId)
    const refused = await faultsOf(post(202009, b.coopId))
    expect(refused.map(({ path }) => path)).toEqual(['$.period'])
    expect(refused[0]?.text.zh).toContain('2020-09-01 收购成员产品 大姜')
    await run('setProductTerms', {
      coopId: b.coopId,
      terms: [
        { productId: of.b.ginger, validFrom: '2020-01-01', price: '3.2', accounts: ['12101'] },
      ],
    })
    await post(202009, b.coopId)
    expect(await net(b.coopId, '12101')).toBe(32_000n)
    expect(await net(b.coopId, '114')).toBe(-32_000n)
  })

  test('a reversal goes by the terms of what it undoes: accounts and weight', async () => {
    const { ids: made } = await record([row({ on: '2020-05-04', quantity: '20' })], b.coopId)
    await run('addAccounts', { coopId: b.coopId, accounts: [{ code: '12109', name: '鲜姜' }] })
    await run('setProductTerms', {
      coopId: b.coopId,
      terms: [
        { productId: of.b.ginger, validFrom: '2020-06-01', accounts: ['12109'], weight: '7' },
      ],
    })
    const patronage = async () =>
      (
        await run<{ total: string }>('readPatronage', {
          coopId: b.coopId,
          year: 2020,
          by: 'weighted',
          productIds: of.b.ginger,
        })
      ).total
    await post(202005, b.coopId)
    const [held, counted] = [await net(b.coopId, '12101'), await patronage()]
    await run('reverseTrades', { coopId: b.coopId, entryIds: made, on: '2020-06-02', reason: '错' })
    await post(202006, b.coopId)
    expect(await net(b.coopId, '12101')).toBe(held - 6_400n)
    expect(await net(b.coopId, '12109')).toBe(0n)
    expect([counted, await patronage()]).toEqual(['720/1', '700/1'])
  })

  test('a product kept out of the books is counted and not posted', async () => {
    const { ids: made } = await run<{ ids: string[] }>('addProducts', {
      coopId: b.coopId,
      products: [
        { name: '互助', unit: 'time', validFrom: '2020-01-01', price: '5', postedAs: 'none' },
      ],
    })
    await record([row({ kind: 'service', product: '互助', on: '2020-09-02' })], b.coopId)
    expect(await post(202009, b.coopId)).toMatchObject({ entries: 0 })
    const patronage = await run<{ total: string }>('readPatronage', {
      coopId: b.coopId,
      year: 2020,
      by: 'value',
      productIds: made[0],
    })
    expect(patronage.total).toBe('500/1')
  })

  test('closed months refuse postings, entries and reversals', async () => {
    const { ids: made } = await record([row({ on: '2020-01-15', memberNumber: '002' })], b.coopId)
    for (const period of [202000, 202001]) {
      await run('closePeriods', { unitId: ids.county, period, coopIds: [b.coopId] })
    }
    expect((await refusalOf(post(202001, b.coopId))).code).toBe('not_allowed_now')
    expect((await refusalOf(post(201912, b.coopId))).code).toBe('not_allowed_now')
    const closed = record([row({ on: '2020-01-20' })], b.coopId)
    expect((await faultsOf(closed)).map(({ path }) => path)).toEqual(['$.rows[0].on'])
    const reversal = (on: string) =>
      run('reverseTrades', { coopId: b.coopId, entryIds: made, on, reason: '错' })
    expect((await refusalOf(reversal('2020-01-20'))).code).toBe('not_allowed_now')
    await reversal('2020-02-01')
    // What was left over in January waits, and its reversal with it, until it is asked for.
    const before = await net(b.coopId, '12101')
    expect(await post(202002, b.coopId)).toMatchObject({ entries: 0 })
    const late = await run<{ entries: number; vouchers: { summary: string }[] }>('postTrades', {
      coopId: b.coopId,
      period: 202002,
      late: true,
    })
    expect(late.vouchers.map(({ summary }) => summary)).toEqual([
      '补记2020-01-15 收购成员产品 大姜 1笔 100公斤',
      '冲销收购成员产品 大姜 1笔 100公斤',
    ])
    expect(await net(b.coopId, '12101')).toBe(before)
    const again = await list({ coopId: b.coopId, to: '2020-02-28', posted: 'open' })
    expect(again.total).toBe(0)
  })

  test('the postings are listed with who posted them', async () => {
    const { total, rows } = await run<{
      total: number
      rows: { period: number; entries: number }[]
    }>('listTradePostings', { coopId: a.coopId })
    expect(total).toBe(4)
    expect(rows.map(({ entries }) => entries)).toEqual([5_000, 1_200, 1, 9])
  })
})
