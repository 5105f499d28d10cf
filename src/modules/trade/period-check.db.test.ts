import { expect, test } from 'vitest'
import { tradeWorld } from './testing.ts'

const world = await tradeWorld()
const { a, record, post, run } = world

interface Check {
  checks: { code: string; severity: string; text: { zh: string }; door: object | null }[]
}
const found = async (period: number) =>
  (await run<Check>('checkPeriod', { coopId: a.coopId, period })).checks.filter(
    ({ code }) => code === 'trades',
  )
const row = (on: string) => ({
  kind: 'delivery',
  on,
  product: '大姜',
  memberNumber: '001',
  quantity: '100',
})

test('closing a month names the trades of that month that are not in the books, and where they are', async () => {
  expect(await found(202010)).toEqual([])
  await record([row('2020-10-05'), row('2020-10-31')])
  await record([row('2020-09-30')])
  const [open, ...more] = await found(202010)
  expect(more).toEqual([])
  expect(open).toMatchObject({
    severity: 'warn',
    door: { verb: 'listTrades', input: { coopId: a.coopId, from: '2020-10-01', to: '2020-10-31' } },
  })
  expect(open?.text.zh).toContain('成员交易2笔')
  expect(open?.text.zh).toContain('2020-10-05')
  // The year-end transfers hold no trades.
  expect(await found(202013)).toEqual([])
  await post(202010)
  expect(await found(202010)).toEqual([])
  expect(await found(202009)).toHaveLength(1)
})

test('a trade taken back before either was booked leaves nothing to book', async () => {
  await post(202009)
  const { ids } = await run<{ ids: string[] }>('recordTrades', {
    coopId: a.coopId,
    rows: [row('2020-11-02')],
  })
  expect(await found(202011)).toHaveLength(1)
  await run('reverseTrades', { coopId: a.coopId, entryIds: ids, reason: '录错' })
  expect(await found(202011)).toEqual([])
})
