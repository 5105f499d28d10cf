import type { LocalDate } from '../../../kernel/date.ts'
import type { Chance } from '../../chance.ts'
import type { CoopPlan } from '../../model.ts'
import type { BookLine } from './book.ts'
import { lineOf } from './keeper.ts'
import { type PartyBook, YUAN } from './play.ts'

/* How a co-op stands when its books begin: what its members put in, and what became of it since. */

const LAND_MONTHS = 240n
const ASSET_MONTHS = 120n
const LEAST_MONEY = 1_500_000n
const LOAN_STEP = 1_000_000n
/** Accounts where contributions stand, by their form. */
const STANDS_ON = { cash: '102', land_right: '161', forest_right: '161', kind: '151' } as const

export interface ShareMove {
  readonly on: LocalDate
  readonly lines: readonly BookLine[]
}

/** What the register did to the books: contributions as they came in, and what was paid back. */
export function shareMoves(coop: CoopPlan): readonly ShareMove[] {
  const paid = coop.holders.flatMap(({ key, contributions }) =>
    contributions
      .filter(({ paid: amount }) => amount > 0n)
      .map(({ form, on, paid: amount }) => ({
        on,
        lines: [lineOf(STANDS_ON[form], amount), lineOf('301', 0n - amount, { member: key })],
      })),
  )
  const left = coop.leavers.map(({ holderKey, on, refund }) => ({
    on,
    lines: [lineOf('301', refund, { member: holderKey }), lineOf('102', 0n - refund)],
  }))
  return [...paid, ...left].toSorted((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0))
}

interface Past {
  readonly parties: PartyBook
  /** Whether it earned or lost before 2019; null leaves it to chance. */
  readonly past: 'good' | 'bad' | null
}

/** The balances at the end of 2018 of a co-op that was founded before. */
export function openingOf(
  chance: Chance,
  coop: CoopPlan,
  { parties, past }: Past,
): readonly BookLine[] {
  const before = shareMoves(coop).filter(({ on }) => on < '2019-01-01')
  const capital = before.flatMap(({ lines }) => lines).filter(({ account }) => account === '301')
  const held = (account: string): bigint =>
    before
      .flatMap(({ lines }) => lines)
      .filter((line) => line.account === account)
      .reduce((sum, line) => sum + line.debit - line.credit, 0n)
  const months = BigInt((2019 - Number((coop.registeredOn ?? '2018').slice(0, 4))) * 12)
  const [cash, land, things] = [held('102'), held('161'), held('151')]
  const granted = chance.happens(450) ? BigInt(chance.between(4, 20)) * 1_000_000n : 0n
  const bought = (cash * BigInt(chance.between(20, 45))) / 100n
  const fixed = things + bought + granted
  const worn = (fixed * (months < 96n ? months : 96n)) / ASSET_MONTHS
  const used = (land * months) / LAND_MONTHS
  const stock = (cash * BigInt(chance.between(4, 10))) / 100n
  const till = BigInt(chance.between(200, 1400)) * YUAN
  const saved = chance.between(0, 6)
  const reserve = (cash * BigInt(past === 'good' && saved === 0 ? 2 : saved)) / 100n
  // One in six brings a loss forward; what the assets wore off the others have earned back.
  const lucky = !chance.happens(160)
  const good = past === null ? lucky : past === 'good'
  const undistributed = ((good ? cash : 0n - cash) * BigInt(chance.between(1, 8))) / 100n
  const owned = cash - bought + worn + used + reserve + undistributed - stock - till
  const loan = owned < LEAST_MONEY ? ((LEAST_MONEY - owned) / LOAN_STEP + 1n) * LOAN_STEP : 0n
  const money = owned + loan
  const amounts: [string, bigint, Partial<BookLine>?][] = [
    ['101', till],
    ['102', money],
    ['121', stock],
    ['151', fixed],
    ['152', 0n - worn],
    ['161', land],
    ['162', 0n - used],
    ['231', 0n - loan],
    ['322', 0n - reserve],
    ['33202', 0n - undistributed],
  ]
  if (granted > 0n) {
    const party = parties.named('source', '财政扶持资金(示例)')
    amounts.push(['311', 0n - granted, { party, item: 'state_grant' }])
  }
  return [
    ...amounts
      .filter(([, net]) => net !== 0n)
      .map(([account, net, more]) => lineOf(account, net, more)),
    ...capital,
  ]
}
