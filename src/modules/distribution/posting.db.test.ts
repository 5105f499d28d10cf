import { describe, expect, test } from 'vitest'
import { refusalOf } from '../policy/testing.ts'
import { distributionWorld } from './service/testing.ts'

const world = await distributionWorld()
const { run, ids, net, db } = world
const a = await world.onTheEve(world.ids.villageA, '姜韵合作社')

interface Read {
  state: string
  outdated: boolean
  computed: {
    reserve: string
    distributable: string
    returned: string
    residual: string
    leastReturn: string
    statement: Record<string, string>
    waterfall: { step: string; amount: string; article: string | null }[]
    members: {
      holderId: string
      number: string
      returned: string
      residual: string
      total: string
      reserveShare: string
      grantShare: string
      donationShare: string
      newReserveShare: string
    }[]
  }
}
const read = (coopId: string) => run<Read>('readDistribution', { coopId, year: 2020 })
const accounts = (coopId: string) =>
  run<{
    ties: { id: string; accounts: string; books: string; same: boolean }[]
    rows: { holderId: string; reserveShare: string; grantShare: string; donationShare: string }[]
  }>('readMemberAccounts', { coopId, asOf: '2020-12-31' })

describe('the worked example', () => {
  test('the accounts hold what the books hold, by contribution and by head', async () => {
    const { ties, rows } = await accounts(a.coopId)
    expect(ties.map(({ id, books, same }) => [id, books, same])).toEqual([
      ['301', '1000000.00', true],
      ['322', '60000.00', true],
      ['311', '96000.00', true],
    ])
    expect(rows.map((row) => [row.reserveShare, row.grantShare, row.donationShare])).toEqual([
      ['18000.00', '10000.00', '2000.00'],
      ['6000.00', '10000.00', '2000.00'],
      ['4800.00', '10000.00', '2000.00'],
      ['3600.00', '10000.00', '2000.00'],
      ['7200.00', '10000.00', '2000.00'],
      ['8400.00', '10000.00', '2000.00'],
      ['7200.00', '10000.00', '2000.00'],
      ['4800.00', '10000.00', '2000.00'],
    ])
    const again = await run('quantifyShares', { unitId: a.coopId, through: '2020-12-31' })
    expect(again).toMatchObject({ batches: 0, entries: 0 })
  })

  test('is computed from books, register, trades and accounts to the fen', async () => {
    await world.draft(a.coopId)
    const { computed } = await world.compute(a.coopId)
    expect(computed).toMatchObject([{ outcome: 'passes', failing: [] }])
    const plan = await read(a.coopId)
    expect(plan.computed).toMatchObject({
      reserve: '16000.00',
      distributable: '144000.00',
      returned: '93600.00',
      residual: '50400.00',
      leastReturn: '86400.00',
    })
    expect(plan.computed.statement).toMatchObject({
      row12: '172000.00',
      row13: '-12000.00',
      row15: '16000.00',
      row16: '144000.00',
      row17: '93600.00',
      row18: '50400.00',
      row19: '0.00',
      row20: '0.00',
    })
    expect(
      plan.computed.members.map(({ returned, residual, total }) => [returned, residual, total]),
    ).toEqual([
      ['0.00', '14397.54', '14397.54'],
      ['21970.08', '5143.21', '27113.29'],
      ['11656.35', '4217.78', '15874.13'],
      ['7353.88', '3292.34', '10646.22'],
      ['17494.69', '6068.64', '23563.33'],
      ['25631.76', '6994.08', '32625.84'],
      ['9493.24', '6068.64', '15561.88'],
      ['0.00', '4217.77', '4217.77'],
    ])
    expect(plan).toMatchObject({ state: 'computed', outdated: false })
    expect(plan.computed.waterfall.map(({ step }) => step)).toEqual([
      'surplus',
      'loss',
      'reserve',
      'distributable',
      'return',
      'residual',
      'retained',
    ])
  })

  test('a plan is posted only when the assembly has resolved on it, with quorum and majority', async () => {
    expect((await refusalOf(world.post(a.coopId))).code).toBe('not_allowed_now')
    const few = await refusalOf(world.resolve(a.coopId, { present: 5 }))
    expect([few.code, few.text.zh]).toEqual(['rule_blocked', expect.stringContaining('三分之二')])
    const split = await refusalOf(world.resolve(a.coopId, { inFavour: 4 }))
    expect([split.code, split.text.zh]).toEqual(['rule_blocked', expect.stringContaining('半数')])
    const { resolutions } = await world.resolve(a.coopId, { availableFrom: '2021-03-01' })
    expect(resolutions[0]?.warnings.map(({ zh }) => zh)).toEqual([
      expect.stringContaining('不足十五日'),
    ])
    const { resolutions: better } = await world.resolve(a.coopId)
    expect(better[0]?.warnings).toEqual([])
    const redrafted = await refusalOf(world.draft(a.coopId))
    expect(redrafted.code).toBe('conflict')
  })

  test('of many calls at once one posts, the others find it done; the books tie with the statement', async () => {
    const answers = await Promise.all(Array.from({ length: 5 }, () => world.post(a.coopId)))
    expect(answers.flatMap(({ posted }) => posted)).toHaveLength(1)
    expect(answers.filter(({ already }) => already === 1)).toHaveLength(4)
    expect(await net(a.coopId, '332')).toBe(0n)
    expect(await net(a.coopId, '33201')).toBe(0n)
    expect(await net(a.coopId, '322')).toBe(7_600_000n)
    expect(await net(a.coopId, '221')).toBe(9_360_000n)
    expect(await net(a.coopId, '222')).toBe(5_040_000n)
    const { computed } = await read(a.coopId)
    for (const { holderId, returned, residual } of computed.members) {
      expect(await net(a.coopId, '221', holderId)).toBe(BigInt(returned.replace('.', '')))
      expect(await net(a.coopId, '222', holderId)).toBe(BigInt(residual.replace('.', '')))
    }
    const { rows } = await db.owner.query<{ account: string; debit: string }>(
      `SELECT account, sum(debit_fen)::text AS debit FROM voucher_line
       WHERE coop_id = $1 AND period = 202013 AND account LIKE '33201%' AND debit_fen > 0
       GROUP BY account ORDER BY account`,
      [a.coopId],
    )
    expect(rows).toEqual([
      { account: '3320101', debit: '1600000' },
      { account: '3320102', debit: '9360000' },
      { account: '3320103', debit: '5040000' },
    ])
    const { ties } = await accounts(a.coopId)
    expect(ties.map(({ same }) => same)).toEqual([true, true, true])
  })

  test('is taken back by red ink while the year is open, and posted again', async () => {
    await run('reversePlan', { coopId: a.coopId, year: 2020, reason: '交易额有误' })
    expect(await net(a.coopId, '322')).toBe(6_000_000n)
    expect(await net(a.coopId, '221')).toBe(0n)
    expect(await net(a.coopId, '33202')).toBe(16_000_000n)
    expect((await accounts(a.coopId)).ties.map(({ same }) => same)).toEqual([true, true, true])
    await world.draft(a.coopId)
    await world.compute(a.coopId)
    await world.resolve(a.coopId)
    await world.post(a.coopId)
    expect(await net(a.coopId, '221')).toBe(9_360_000n)
  })

  test('a closed year takes nothing back and nothing more', async () => {
    const closed = await run<{ closed: number; left: unknown[] }>('closePeriods', {
      unitId: a.coopId,
      period: 202013,
      coopIds: [a.coopId],
    })
    expect(closed).toMatchObject({ closed: 1, left: [] })
    const refusal = await refusalOf(
      run('reversePlan', { coopId: a.coopId, year: 2020, reason: '晚了' }),
    )
    expect([refusal.code, refusal.text.zh]).toEqual([
      'not_allowed_now',
      expect.stringContaining('已结账'),
    ])
  })
})

describe('what the law stops', () => {
  test('a return below 60 %, trades that changed, books that moved, and conversions', async () => {
    const b = await world.onTheEve(ids.villageB, '二姜合作社')
    await world.draft(b.coopId, { reserveRate: '1/10', returnRate: '1/2' })
    const { computed } = await world.compute(b.coopId)
    expect(computed).toMatchObject([
      { outcome: 'fails', failing: expect.arrayContaining(['DIST-60']) },
    ])
    await world.resolve(b.coopId)
    const refusal = await refusalOf(world.post(b.coopId))
    expect(refusal.code).toBe('rule_blocked')
    await run('withdrawResolution', { coopId: b.coopId, year: 2020, reason: '比例违法' })

    // Half of what everybody gets becomes contribution: register and books stay one.
    await world.draft(b.coopId, { reserveRate: '1/10', returnRate: '3/5', convertRate: '1/2' })
    await world.compute(b.coopId)
    await world.resolve(b.coopId)
    await world.post(b.coopId)
    const { computed: plan } = await read(b.coopId)
    expect(plan.statement).toMatchObject({ row16: '144000.00', row19: '72000.00', row20: '0.00' })
    expect(await net(b.coopId, '301')).toBe(107_200_000n)
    expect((await accounts(b.coopId)).ties.map(({ same }) => same)).toEqual([true, true, true])
    expect((await net(b.coopId, '221')) + (await net(b.coopId, '222'))).toBe(7_200_000n)
    await run('reversePlan', { coopId: b.coopId, year: 2020, reason: '改按现金' })
    expect(await net(b.coopId, '301')).toBe(100_000_000n)
    expect((await accounts(b.coopId)).ties.map(({ same }) => same)).toEqual([true, true, true])
  })
})
