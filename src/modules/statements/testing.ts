import type { Module } from '../../platform/module.ts'
import { tradeModule } from '../trade/index.ts'
import { type Lawful, sharesWorld } from '../shares/testing.ts'
import { statementsModule } from './index.ts'

/** Numbers that look random and are the same in every run. */
export function chance(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fff_ffff
    return (state >>> 8) % below
  }
}

/**
 * Two co-ops in one town and one in another, with registers and books of 2020 opened from what was paid in; for the
 * tests of statements and of `later` modules.
 */
export async function statementsWorld(later: readonly Module[] = []) {
  const world = await sharesWorld([tradeModule, ...later, statementsModule])
  const { run, ids, lawful } = world
  await world.setDay('2021-01-20')
  const coops = [
    await lawful(ids.villageA),
    await lawful(ids.villageA),
    await lawful(ids.villageB),
  ] as const
  await run('openBooks', {
    unitId: ids.county,
    books: coops.map(({ coopId }) => ({ coopId, openedPeriod: 202001, appliedEarly: true })),
  })
  await run('enterOpeningBalances', {
    unitId: ids.county,
    books: coops.map(({ coopId, holders }) => ({ coopId, lines: openingOf(holders) })),
  })
  return { ...world, coops }
}

const openingOf = (holders: Lawful['holders']) => [
  { account: '102', debit: '10000' },
  ...[...holders].map(([key, memberId]) => ({
    account: '301',
    credit: key === 'c' ? '3000' : '700',
    memberId,
    item: 'contribution',
  })),
]

const yuan = (fen: number): string =>
  `${Math.floor(fen / 100)}.${String(fen % 100).padStart(2, '0')}`

/** A year of vouchers nobody planned: sales, purchases from members, services, grants, rents, costs. */
export function randomYear(coop: Lawful, seed: number, count: number) {
  const next = chance(seed)
  const member = () => coop.holders.get(`p${next(10)}`) ?? ''
  return Array.from({ length: count }, (_, i) => {
    const amount = yuan(1 + next(5_000_000))
    const debit = (account: string, more: object = {}) => ({ account, debit: amount, ...more })
    const credit = (account: string, more: object = {}) => ({ account, credit: amount, ...more })
    const lines = [
      () => [debit('102'), credit('501', { item: 'sales' })],
      () => [debit('102'), credit('501', { item: 'service' })],
      () => [debit('102'), credit('502', { item: 'subsidy' })],
      () => [debit('121'), credit('114', { memberId: member() })],
      () => [debit('114', { memberId: member() }), credit('102')],
      () => [debit('521'), credit('121')],
      () => [debit('521'), credit('114', { memberId: coop.holders.get('c') })],
      () => [debit('523'), credit('102')],
      () => [debit('151'), credit('102')],
      () => [debit('523'), credit('152')],
      () => [debit('522'), credit('214')],
    ][next(11)]
    const month = String(1 + Math.floor((i * 12) / count)).padStart(2, '0')
    const day = String(1 + next(28)).padStart(2, '0')
    return {
      coopId: coop.coopId,
      onDate: `2020-${month}-${day}`,
      summary: `业务${i + 1}`,
      preparedBy: '会计',
      approvedBy: '主管',
      lines: lines?.() ?? [],
    }
  })
}
