import { describe, expect, test } from 'vitest'
import { refusalOf } from '../policy/testing.ts'
import { memberDues } from './index.ts'
import { distributionWorld, TERMS } from './service/testing.ts'
import type { Ctx } from '../../platform/ctx.ts'
import { inCounty } from '../../platform/db.ts'
import type { AnyId } from '../../kernel/id.ts'

const world = await distributionWorld()
const { run, ids, net, db, database } = world
const a = await world.onTheEve(ids.villageA, '姜韵合作社')
const b = await world.onTheEve(ids.villageB, '二姜合作社')
const [, second = ''] = a.holders

const dues = (coopId: string, through: number) =>
  inCounty(database, 1, (tx) =>
    memberDues({ tx, county: 1 } as Ctx, [coopId as AnyId], through as never),
  ).then((found) => found.get(coopId as AnyId))
const owed = (rows: Awaited<ReturnType<typeof dues>>, holderId: string): bigint => {
  const row = rows?.find(({ memberId }) => memberId === holderId)
  return (row?.declared ?? 0n) - (row?.paid ?? 0n) - (row?.converted ?? 0n)
}
const step = (amount: object, to: object) => ({
  kind: 'allocate',
  id: 'welfare',
  title: { zh: '公益金', en: 'Welfare' },
  class: 'other',
  amount,
  to,
})
const fund = { kind: 'fund', name: { zh: '公益金', en: 'Welfare fund' } }

describe('plans that no account can take', () => {
  const document = (steps: object[], body = 'cooperative') => ({
    plan: { body, measures: [], transaction: [], steps },
    sources: {},
  })
  const draft = (given: object) =>
    run('draftPlans', {
      unitId: a.coopId,
      plans: [{ coopId: a.coopId, year: 2020, document: given }],
    })

  test('are refused when they are drafted, with the reason and the place', async () => {
    const welfare = step({ by: 'rate', rate: '3/100', of: 'distributable' }, fund)
    const one = await refusalOf(draft(document([welfare])))
    expect(one.faults.map(({ path }) => path)).toEqual(['$.plans[0].document.plan.steps[0].to'])
    expect(one.faults[0]?.text.zh).toContain('第四十二条')
    const parts = {
      kind: 'partition',
      id: 'p',
      title: { zh: '分', en: 'p' },
      amount: { by: 'rest' },
      parts: [
        {
          id: 'q',
          title: { zh: '户', en: 'q' },
          class: 'other',
          weight: '1',
          to: { kind: 'people', by: { by: 'head' } },
        },
        { id: 'r', title: { zh: '金', en: 'r' }, class: 'other', weight: '1', to: fund },
      ],
    }
    const two = await refusalOf(draft(document([parts])))
    expect(two.faults.map(({ path }) => path)).toEqual([
      '$.plans[0].document.plan.steps[0].parts[1].to',
    ])
    const village = await refusalOf(draft(document([welfare], 'collective')))
    expect(village.faults.map(({ path }) => path)).toEqual(['$.plans[0].document.plan.body'])
  })
})

describe('reversal', () => {
  test('is red ink linked both ways, voucher by voucher', async () => {
    await world.draft(a.coopId, TERMS)
    await world.compute(a.coopId)
    await world.resolve(a.coopId)
    await world.post(a.coopId)
    const vouchers = () =>
      db.owner.query<{ id: string; step: string; reverses: string | null }>(
        `SELECT v.id, d.step, v.reverses_id AS reverses FROM distribution_voucher d
         JOIN voucher v ON v.county_id = d.county_id AND v.id = d.voucher_id
         WHERE d.coop_id = $1 ORDER BY v.seq`,
        [a.coopId],
      )
    const posted = (await vouchers()).rows
    await run('reversePlan', { coopId: a.coopId, year: 2020, reason: '交易额有误' })
    const red = (await vouchers()).rows.filter((row) => row.step === 'reversal')
    expect(red.map(({ reverses }) => reverses)).toEqual(posted.map(({ id }) => id))
    for (const { id } of posted) {
      const voucher = await run<{ reversedById: string }>('readVoucher', {
        coopId: a.coopId,
        voucherId: id,
      })
      expect(red.map((row) => row.id)).toContain(voucher.reversedById)
    }
  })
})

describe('what is owed to members', () => {
  test('ties member by member from the plan to the last payment, whatever order co-ops are paid in', async () => {
    for (const { coopId } of [a, b]) {
      await world.draft(coopId, TERMS)
      await world.compute(coopId)
      await world.resolve(coopId)
    }
    await run('postPlans', { unitId: ids.county, year: 2020 })
    for (const { coopId } of [a, b]) {
      await run('openYear', { unitId: coopId, year: 2021, coopIds: [coopId] })
    }
    expect(await dues(a.coopId, 202012)).toBeUndefined()
    expect(owed(await dues(a.coopId, 202013), second)).toBe(2_711_329n)
    const both = [a, b].toSorted((x, y) => (x.coopId < y.coopId ? 1 : -1))
    const { payments } = await run<{ payments: { paymentId: string; coopId: string }[] }>(
      'recordPayments',
      {
        unitId: ids.county,
        payments: both.map(({ coopId, holders }) => ({
          coopId,
          year: 2020,
          on: '2021-03-15',
          lines: [{ holderId: holders[1], amount: '2711.29' }],
        })),
      },
    )
    for (const { paymentId, coopId } of payments) {
      const { rows } = await db.owner.query<{ coop: string }>(
        `SELECT v.coop_id AS coop FROM distribution_payment p
         JOIN voucher v ON v.county_id = p.county_id AND v.id = p.voucher_id WHERE p.id = $1`,
        [paymentId],
      )
      expect(rows).toEqual([{ coop: coopId }])
    }
    const left = owed(await dues(a.coopId, 202103), second)
    expect(left).toBe(2_440_200n)
    expect((await net(a.coopId, '221', second)) + (await net(a.coopId, '222', second))).toBe(left)
  })
})
