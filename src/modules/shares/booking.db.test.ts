import { expect, test } from 'vitest'
import { refusalOf } from '../policy/testing.ts'
import { contribution, sharesWorld, transfer } from './testing.ts'

const world = await sharesWorld()
const { run, ids, lawful, record, db } = world
const { coopId, holders } = await lawful(ids.villageA)

/** Share capital by member in the books, and by the register: fen. */
const capital = async () => {
  const { rows } = await db.owner.query<{ id: string; books: string; register: string }>(
    `SELECT h.id, coalesce(-sum(l.debit_fen - l.credit_fen), 0) books,
       (SELECT coalesce(sum(paid_fen), 0) FROM share_line s WHERE s.holder_id = h.id) register
     FROM share_holder h LEFT JOIN voucher_line l ON l.member_id = h.id AND left(l.account, 3) = '301'
     WHERE h.coop_id = $1 GROUP BY h.id`,
    [coopId],
  )
  return rows
}
const ties = async () => {
  const rows = await capital()
  expect(rows.length).toBeGreaterThan(5)
  for (const row of rows) expect(row.books, row.id).toBe(row.register)
}
const vouchers = () => world.count('voucher', `coop_id = '${coopId}'`)

test('events recorded before the books were opened are booked once, a day a voucher', async () => {
  await run('openBooks', { unitId: ids.county, books: [{ coopId, openedPeriod: 202001 }] })
  expect(await run('bookShareEvents', { unitId: ids.county })).toEqual({ booked: 11 })
  expect(await vouchers()).toBe(1)
  await ties()
  expect(await run('bookShareEvents', { unitId: ids.county })).toEqual({ booked: 0 })
  expect(await vouchers()).toBe(1)
})

test('a contribution and a transfer post their voucher with them', async () => {
  const [p1, p2] = [holders.get('p1'), holders.get('p2')]
  await record(coopId, [contribution(p1, '20')])
  await record(coopId, [transfer(p1, p2, '15')])
  await record(coopId, [contribution(p2, '0', '50')])
  await ties()
  // A promise alone moves nothing.
  expect(await vouchers()).toBe(3)
  const { rows } = await db.owner.query<{ d: string }>(
    `SELECT sum(debit_fen - credit_fen) d FROM voucher_line WHERE coop_id = $1 AND account = '102'`,
    [coopId],
  )
  expect(rows[0]?.d).toBe('1002000')
})

test('an exit books the refund with the reserve share; what is not paid is owed on 114', async () => {
  const p3 = holders.get('p3')
  await record(
    coopId,
    [
      {
        kind: 'exit',
        holder: p3,
        refund: { contribution: '700', reserveShare: '30', lossBorne: '10' },
      },
    ],
    { reason: '自愿退社' },
  )
  await ties()
  const { rows } = await db.owner.query(
    `SELECT l.account, l.debit_fen::int d, l.credit_fen::int c FROM voucher_line l JOIN voucher v ON v.id = l.voucher_id
     WHERE v.coop_id = $1 AND v.summary = '成员退社' ORDER BY l.line`,
    [coopId],
  )
  expect(rows).toEqual([
    { account: '301', d: 70_000, c: 0 },
    { account: '322', d: 3_000, c: 0 },
    { account: '33203', d: 0, c: 1_000 },
    { account: '114', d: 0, c: 72_000 },
  ])
})

test('a reversed event is undone by red ink on the same accounts', async () => {
  const answer = await record(coopId, [contribution(holders.get('p4'), '5')])
  const eventId = answer.events[0]?.id
  await ties()
  await run('reverseEvent', { coopId, eventId, note: '金额写错', reason: '更正' })
  await ties()
  const { rows } = await db.owner.query<{ d: string }>(
    `SELECT sum(debit_fen) d FROM voucher_line l JOIN voucher v ON v.id = l.voucher_id
     WHERE v.coop_id = $1 AND l.account = '102' AND l.debit_fen < 0`,
    [coopId],
  )
  expect(rows[0]?.d).toBe('-500')
})

test('a change in a closed month is refused as a whole', async () => {
  for (let period = 202000; period <= 202011; period++) {
    await run('closePeriods', { unitId: ids.county, period, coopIds: [coopId] })
  }
  const before = await world.count('share_event')
  const refusal = await refusalOf(record(coopId, [contribution(holders.get('p5'), '5')]))
  expect(refusal.code).toBe('not_allowed_now')
  expect(await world.count('share_event')).toBe(before)
})
