import { addDays, type LocalDate } from '../../../kernel/date.ts'
import { fen } from '../../../kernel/money.ts'
import type { TradeProduct } from './book.ts'
import { about, byTurns, type Month, needBank, type Play, someMembers, YUAN } from './play.ts'

/* Buying, selling and hiring as every kind of co-op does. */

export const produceOf = ({ industry }: Play): TradeProduct => ({
  name: industry.products[0] ?? '农产品',
  unit: 'kg',
  cost: fen(0),
})
export const SUPPLIES: TradeProduct = { name: '复合肥', unit: 'kg', cost: fen(260) }
export const FEED: TradeProduct = { name: '青贮饲料', unit: 'kg', cost: fen(0) }
export const FIELD_WORK: TradeProduct = { name: '机耕机收', unit: 'mu', cost: fen(0) }

export interface Deal {
  readonly on: LocalDate
  readonly total: bigint
}

export const suppliersOf = ({ place }: Play): readonly string[] => [
  `${place}示例农资经营部`,
  '沂水示例供销农资有限公司',
  '临沂示例农业生产资料有限公司',
]

export function buyInputs(play: Play, month: Month, { on, total }: Deal): void {
  const { keeper, parties, chance } = play
  const name = byTurns(suppliersOf(play), month)
  const counterparty = parties.named('counterparty', name)
  keeper.book(on, {
    template: 'buy-from-outsider',
    summary: `购入复合肥等农资 ${name}`,
    rows: [{ amounts: { amount: about(chance, total) }, parties: { counterparty } }],
    attachments: 2,
  })
}

const BUYERS = [
  '沂水示例果蔬批发有限公司',
  '临沂示例农产品市场商行',
  '济南示例商超配送有限公司',
] as const

/** What sells for more than it was bought: the margin of a good or a bad year, in hundredths. */
const marginOf = ({ luck }: Play): bigint => BigInt(luck)

/** Sells part of the store, in hundredths, at the margin of the year. */
export function sell(
  play: Play,
  on: LocalDate,
  { month, part }: { readonly month: Month; readonly part: bigint },
): void {
  const { keeper, parties } = play
  const kept = (play.base * 15n) / 100n
  const cost = ((keeper.net('121') - kept) * part) / 100n
  if (cost < 500n * YUAN) return
  const counterparty = parties.named('counterparty', byTurns(BUYERS, month))
  const amount = about(play.chance, (cost * marginOf(play)) / 100n)
  keeper.book(on, {
    template: 'sell-to-outsider',
    summary: `销售${produceOf(play).name}`,
    rows: [{ amounts: { amount, cost }, parties: { counterparty } }],
    attachments: 2,
  })
}

/** Casual work of a few people, owed and paid the next day. */
export function hired(
  play: Play,
  month: Month,
  {
    on,
    for: account,
    what,
  }: { readonly on: LocalDate; readonly for: string; readonly what: string },
): void {
  const { keeper, chance, base, parties } = play
  // Not those whose turn it is in this month's other work: nobody is paid twice within thirty days.
  const turn = { ...month, month: month.month + 1 }
  const workers = someMembers(play, turn, chance.between(2, 4))
  if (workers.length === 0) return
  const each = (base * 4n) / 100n / BigInt(workers.length) + 90n * YUAN
  const rows = workers.map(({ name }) => ({
    amounts: { amount: about(chance, each) },
    parties: { worker: parties.named('worker', name), for: account },
  }))
  keeper.book(on, { template: 'labour-due', summary: `${what}用工 ${rows.length}人`, rows })
  const paid = addDays(on, 1)
  needBank(
    play,
    paid,
    rows.reduce((sum, row) => sum + row.amounts.amount, 0n),
  )
  keeper.book(paid, {
    template: 'labour-paid',
    summary: `支付${what}劳务费 ${rows.length}人`,
    rows: rows.map(({ amounts, parties: who }) => ({
      amounts: { gross: amounts.amount },
      parties: { worker: who.worker },
    })),
    attachments: 2,
  })
}
