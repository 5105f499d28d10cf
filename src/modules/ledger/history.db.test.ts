import { expect, test } from 'vitest'
import { fen, formatYuan } from '../../kernel/money.ts'
import { inCounty } from '../../platform/db.ts'
import type { Ctx } from '../../platform/ctx.ts'
import { ledgerWorld } from './testing.ts'
import { balancesAt, closedBalances, memberTotals, turnoverBetween } from './index.ts'

/*
 * Random histories against a model that is nothing but sums: 10,000 vouchers of two books over a year, with
 * red ink, closings and reads in between. A failure prints the seed that brings it back.
 */

const SEED = Number(process.env['SEED'] ?? Math.trunc(performance.timeOrigin) % 1_000_000)
const VOUCHERS = 10_000
const BATCH = 500

const world = await ledgerWorld()
const { run, ids, a, b, database } = world

let state = SEED
const below = (n: number): number => {
  state = (Math.imul(state, 1664525) + 1013904223) >>> 0
  return Math.floor((state / 2 ** 32) * n)
}
const pick = <T>(list: readonly T[]): T => list[below(list.length)] as T

interface Leg {
  account: string
  memberId?: string
  item?: string
}
const memberOf = (coop: typeof a): string => pick(coop.members)
const DEBITS: ((coop: typeof a) => Leg)[] = [
  () => ({ account: '101' }),
  () => ({ account: '102' }),
  () => ({ account: '121' }),
  (coop) => ({ account: '114', memberId: memberOf(coop) }),
  () => ({ account: '521' }),
  () => ({ account: '523' }),
]
const CREDITS: ((coop: typeof a) => Leg)[] = [
  () => ({ account: '102' }),
  (coop) => ({ account: '114', memberId: memberOf(coop) }),
  (coop) => ({ account: '301', memberId: memberOf(coop), item: 'contribution' }),
  () => ({ account: '501', item: 'sales' }),
  () => ({ account: '502', item: 'subsidy' }),
]

/** Debit minus credit by co-op, account and period; and of 成员往来 by member. */
const model = new Map<string, bigint>()
const members = new Map<string, bigint>()
const add = (map: Map<string, bigint>, key: string, value: bigint) =>
  map.set(key, (map.get(key) ?? 0n) + value)

function voucher(coop: typeof a, month: number) {
  const amount = BigInt(below(10_000_000) + 1)
  const part = amount > 1n && below(3) === 0 ? amount / 2n : 0n
  const red = below(20) === 0 ? -1n : 1n
  const period = 202000 + month
  const legs = [
    { ...pick(DEBITS)(coop), debit: red * amount, credit: 0n },
    { ...pick(CREDITS)(coop), debit: 0n, credit: red * (amount - part) },
    ...(part > 0n ? [{ ...pick(CREDITS)(coop), debit: 0n, credit: red * part }] : []),
  ]
  for (const { account, memberId, debit, credit } of legs) {
    add(model, `${coop.coopId} ${account} ${period}`, debit - credit)
    if (account === '114') add(members, `${coop.coopId} ${memberId} ${period}`, debit - credit)
  }
  return {
    coopId: coop.coopId,
    onDate: `2020-${String(month).padStart(2, '0')}-${String(below(28) + 1).padStart(2, '0')}`,
    summary: '随机',
    preparedBy: '甲',
    approvedBy: '乙',
    lines: legs.map((leg) => ({
      ...leg,
      debit: formatYuan(leg.debit),
      credit: formatYuan(leg.credit),
    })),
  }
}

const upTo = (map: ReadonlyMap<string, bigint>, period: number) => {
  const sums = new Map<string, bigint>()
  for (const [key, value] of map) {
    const [coop, name, at] = key.split(' ')
    if (Number(at) <= period) add(sums, `${coop} ${name}`, value)
  }
  return sums
}

test(
  `10,000 random vouchers: books, sums and closings agree (SEED=${SEED})`,
  { timeout: 180_000 },
  async () => {
    const both = [a.coopId, b.coopId]
    await run('closePeriods', { unitId: ids.county, period: 202000 })
    const read = <T>(work: (ctx: Ctx) => Promise<T>) =>
      inCounty(database, 1, (tx) => work({ tx, county: 1 } as Ctx))
    let made = 0
    for (let month = 1; month <= 12; month++) {
      const period = 202000 + month
      while (made < (VOUCHERS * month) / 12) {
        const vouchers = Array.from({ length: BATCH }, () => voucher(below(2) === 0 ? a : b, month))
        made += BATCH
        await run('importVouchers', { unitId: ids.county, source: 'model', vouchers })
      }
      const open = await read((ctx) => balancesAt(ctx, both, period))
      expect(
        (await run<{ closed: number }>('closePeriods', { unitId: ids.county, period })).closed,
      ).toBe(2)
      const closed = await read((ctx) => closedBalances(ctx, both, period))
      const sums = upTo(model, period)
      const sides = upTo(members, period)
      for (const coopId of both) {
        const balances = open.get(coopId) ?? []
        for (const balance of balances) {
          expect(balance.net, `${coopId} ${balance.account}`).toBe(
            fen(sums.get(`${coopId} ${balance.account}`) ?? 0n),
          )
        }
        expect(balances.reduce((sum, balance) => sum + balance.net, 0n)).toBe(0n)
        expect(closed.get(coopId)?.balances).toEqual(balances)
        const owed = [...sides].filter(([key]) => key.startsWith(coopId)).map(([, net]) => net)
        const current = balances.find((balance) => balance.account === '114')
        expect(current?.debitSide).toBe(owed.reduce((s, n) => s + (n > 0n ? n : 0n), 0n))
        expect(current?.creditSide).toBe(owed.reduce((s, n) => s + (n < 0n ? -n : 0n), 0n))
      }
    }
    expect(await world.count('voucher')).toBe(made)
    const turnover = await read((ctx) => turnoverBetween(ctx, both, { from: 202001, to: 202012 }))
    for (const coopId of both) {
      const moved = turnover.get(coopId) ?? []
      const debit = moved.reduce((sum, t) => sum + t.debit, 0n)
      expect(debit).toBe(moved.reduce((sum, t) => sum + t.credit, 0n))
    }
    const ofMembers = await read((ctx) =>
      memberTotals(ctx, { coopIds: both, accounts: ['114', '301'], to: 202012 }),
    )
    const whole = ofMembers.reduce((sum, row) => sum + row.debit - row.credit, 0n)
    const final = upTo(model, 202012)
    const expected = both.reduce(
      (sum, id) => sum + (final.get(`${id} 114`) ?? 0n) + (final.get(`${id} 301`) ?? 0n),
      0n,
    )
    expect(whole).toBe(expected)
  },
)
