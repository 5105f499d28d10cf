import { describe, expect, test } from 'vitest'
import { distributionWorld, TERMS } from '../distribution/service/testing.ts'
import { statementsModule } from './index.ts'

const world = await distributionWorld([statementsModule])
const { run } = world
const a = await world.onTheEve(world.ids.villageA, '姜韵合作社')
const [, second = ''] = a.holders
await world.draft(a.coopId, TERMS)
await world.compute(a.coopId)
await world.resolve(a.coopId)
await world.post(a.coopId)
await run('openYear', { unitId: a.coopId, year: 2021, coopIds: [a.coopId] })

describe('what is owed to members', () => {
  test('a payment booked by hand is found, and where it belongs is said', async () => {
    const fails = async () => {
      const { rows } = await run<{
        rows: {
          findings: { rule: string; outcome: string; rows: string[]; text: { zh: string } }[]
        }[]
      }>('listTieOuts', { coopId: a.coopId, period: '2021-03' })
      return rows
        .flatMap(({ findings }) => findings)
        .filter(({ rule }) => rule === 'PAYABLE-TO-MEMBERS')
    }
    expect(await fails()).toEqual([])
    await world.vouchers(a.coopId, [
      {
        onDate: '2021-03-15',
        summary: '手工付盈余',
        attachments: 1,
        lines: [
          { account: '222', debit: '100', memberId: second },
          { account: '102', credit: '100' },
        ],
      },
    ])
    const [found] = await fails()
    expect(found).toMatchObject({ outcome: 'fails', rows: [second] })
    expect(found?.text.zh).toContain('盈余分配—支付')
  })
})
