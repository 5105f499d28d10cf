import { date, type LocalDate } from '../../../kernel/date.ts'
import { fen, type Fen } from '../../../kernel/money.ts'
import type { Chance } from '../../chance.ts'
import type { CoopPlan, HolderPlan } from '../../model.ts'
import type { Industry } from '../trade.ts'
import type {
  BookBreach,
  DistributionBreach,
  PartyKind,
  PartyPlan,
  TradeProduct,
  TradeRow,
} from './book.ts'
import type { Keeper } from './keeper.ts'

/** A co-op while its months are played: what it is, how large, and its books so far. */
export interface Play {
  readonly coop: CoopPlan
  readonly industry: Industry
  readonly place: string
  readonly chance: Chance
  readonly keeper: Keeper
  readonly parties: PartyBook
  /** What it turns over in an ordinary month, fen. */
  readonly base: bigint
  /** Above or below a hundred: how well it does. */
  readonly luck: number
  readonly breach: BookBreach | null
  readonly distributionBreach: DistributionBreach | null
  /** The bank's list of this book is kept. */
  readonly stated: boolean
  /** When the surplus of 2019 was paid out. */
  readonly paid: { readonly on: LocalDate; readonly amount: Fen }[]
  /** Whose debts to the co-op stay open: advances that nobody returns. */
  readonly kept: Set<string>
  /** Month by month what else is to happen: grants, loans, assets. */
  readonly grant: GrantPlan | null
}

export interface GrantPlan {
  readonly month: number
  readonly amount: Fen
  readonly project: string
  readonly training: boolean
}

/** Something that happens on a day of the month. */
export interface Act {
  readonly day: number
  readonly run: (on: LocalDate) => void
}

export interface Month {
  /** yyyymm. */
  readonly period: number
  readonly year: number
  readonly month: number
  readonly days: number
  /** Kept in full, or the few entries that a year before the system has. */
  readonly full: boolean
}

export const dayOf = (month: Month, day: number): LocalDate =>
  date(
    `${month.year}-${String(month.month).padStart(2, '0')}-${String(Math.min(day, month.days)).padStart(2, '0')}`,
  )

export const YUAN = 100n
const BAND = { from: 850_000n, to: 1_000_000n }

/**
 * An amount around so many fen, from 80 to 120 of a hundred, as bills have it: no whole thousands, and not just
 * below the county's 10,000 yuan, where only somebody with a reason would land.
 */
export function about(chance: Chance, amount: bigint): Fen {
  const odd = BigInt(chance.between(11, 97))
  const whole = (amount * BigInt(chance.between(80, 120))) / 100n / 100n
  const value = whole * 100n + odd
  if (value < BAND.from || value >= BAND.to) return fen(value)
  return fen(value - 160_000n)
}

/** Members who can trade on a day: people who have joined and not left; never those who left at the end of 2019. */
export function membersOn(coop: CoopPlan, on: LocalDate): readonly HolderPlan[] {
  const gone = new Set(coop.leavers.map(({ holderKey }) => holderKey))
  return coop.holders.filter(
    ({ kind, key, joinedOn }) => kind === 'person' && joinedOn < on && !gone.has(key),
  )
}

/** So many of the members, by turns: the same one not in two months running, where there are enough. */
export function someMembers(play: Play, month: Month, count: number): readonly HolderPlan[] {
  const all = membersOn(play.coop, dayOf(month, 1))
  const turn = all.filter((_, i) => i % 2 === month.month % 2)
  return play.chance.shuffled(turn.length > 1 ? turn : all).slice(0, count)
}

/** Cash that is taken from the bank at one time, and what is left at most in a sound till. */
const TILL = 150_000n
const BANK_RESERVE = 30_000n
const LOAN_STEP = 1_000_000n

/** Makes sure that the bank can pay: what is missing is borrowed (强村贷). */
export function needBank({ keeper, base, place }: Play, on: LocalDate, amount: bigint): void {
  const missing = amount + BANK_RESERVE - keeper.net('102')
  if (missing <= 0n) return
  const loan = ((missing + base * 2n) / LOAN_STEP + 1n) * LOAN_STEP
  keeper.book(on, {
    template: 'loan-taken',
    summary: `取得强村贷(示例)用于${place}周转`,
    rows: [{ amounts: { amount: loan } }],
    attachments: 2,
  })
}

/** Makes sure that the till can pay: what is missing is fetched from the bank. */
export function needCash(play: Play, on: LocalDate, amount: bigint): void {
  const missing = amount - play.keeper.net('101')
  if (missing <= 0n) return
  const taken = ((missing + TILL) / 10_000n) * 10_000n
  needBank(play, on, taken)
  play.keeper.book(on, {
    template: 'cash-withdrawal',
    summary: '提取备用金',
    rows: [{ amounts: { amount: taken } }],
  })
}

/** The parties of a book, made when they are first named. */
export interface PartyBook {
  readonly list: readonly PartyPlan[]
  readonly named: (kind: PartyKind, name: string, note?: string) => string
}

export function openParties(): PartyBook {
  const list: PartyPlan[] = []
  const known = new Map<string, string>()
  return {
    list,
    named: (kind, name, note) => {
      const before = known.get(`${kind} ${name}`)
      if (before !== undefined) return before
      const key = `p${list.length + 1}`
      known.set(`${kind} ${name}`, key)
      list.push({ key, kind, name, note: note ?? null })
      return key
    },
  }
}

/** Suppliers and buyers by turns, so that nobody is paid twice within thirty days. */
export const byTurns = <T>(items: readonly T[], month: Month): T =>
  items[month.month % items.length] as T

/** Deliveries, supplies or services of one day: so many members, an amount in all of about so much. */
export function tradeRows(
  { chance }: Play,
  of: {
    readonly kind: TradeRow['kind']
    readonly on: LocalDate
    readonly product: TradeProduct
    readonly members: readonly HolderPlan[]
    readonly price: Fen
    readonly total: bigint
  },
): readonly TradeRow[] {
  const each = Number(of.total / of.price) / Math.max(1, of.members.length)
  return of.members.map(({ key }) => ({
    kind: of.kind,
    on: of.on,
    product: of.product.name,
    member: key,
    quantity: Math.max(1, Math.round((each * chance.between(60, 140)) / 100)),
    price: of.price,
  }))
}

/** Pays members what they are owed on 114, oldest names first; at most so many of them. */
export function payMembers(play: Play, on: LocalDate, limit: number): void {
  const owed = play.keeper.each('114').filter(([, net]) => net < 0n)
  const rows = owed.slice(0, limit).map(([member, net]) => ({
    amounts: { amount: 0n - net },
    parties: { member },
  }))
  if (rows.length === 0) return
  needBank(
    play,
    on,
    rows.reduce((sum, row) => sum + row.amounts.amount, 0n),
  )
  play.keeper.book(on, {
    template: 'pay-member',
    summary: `支付成员货款 ${rows.length}户`,
    rows,
    attachments: 2,
  })
}

/** Collects from members what they owe on 114. */
export function collectMembers({ keeper, kept }: Play, on: LocalDate): void {
  const owing = keeper.each('114').filter(([who, net]) => net > 0n && !kept.has(who))
  if (owing.length === 0) return
  keeper.book(on, {
    template: 'collect-from-member',
    summary: `收回成员欠款 ${owing.length}户`,
    rows: owing.map(([member, amount]) => ({ amounts: { amount }, parties: { member } })),
  })
}

/** Collects the claims on 113 that stand there. */
export function collectClaims({ keeper, parties, kept }: Play, on: LocalDate): void {
  for (const [counterparty, amount] of keeper.each('113')) {
    if (amount <= 0n || kept.has(counterparty)) continue
    const name = parties.list.find(({ key }) => key === counterparty)?.name ?? ''
    keeper.book(on, {
      template: 'collect-from-counterparty',
      summary: `收${name}货款`.slice(0, 60),
      rows: [{ amounts: { amount }, parties: { counterparty } }],
    })
  }
}

/** Pays suppliers what is owed on 211. */
export function paySuppliers(play: Play, on: LocalDate): void {
  const { keeper, parties } = play
  for (const [counterparty, net] of keeper.each('211')) {
    if (net >= 0n) continue
    const name = parties.list.find(({ key }) => key === counterparty)?.name ?? ''
    const amount = 0n - net
    needBank(play, on, amount)
    keeper.book(on, {
      template: 'pay-counterparty',
      summary: `付${name}货款`.slice(0, 60),
      rows: [{ amounts: { amount }, parties: { counterparty } }],
    })
  }
}
