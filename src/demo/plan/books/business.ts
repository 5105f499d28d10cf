import { addDays, type LocalDate } from '../../../kernel/date.ts'
import { fen } from '../../../kernel/money.ts'
import { buyInputs, type Deal, FIELD_WORK, hired, produceOf, sell, SUPPLIES } from './dealing.ts'
import { growing } from './growing.ts'
import {
  about,
  type Act,
  byTurns,
  collectClaims,
  collectMembers,
  type Month,
  needBank,
  payMembers,
  paySuppliers,
  type Play,
  someMembers,
  tradeRows,
  YUAN,
} from './play.ts'

/* What a co-op lives on, by its kind. */

/** The acts of a month of the co-op's own business. */
export function business(play: Play, month: Month): Act[] {
  const { kind } = play.coop
  const settled: Act[] = [
    { day: 16, run: (on) => collectClaims(play, on) },
    { day: 26, run: (on) => paySuppliers(play, on) },
  ]
  if (kind === 'land_share' || play.industry.parent === 'breeding') {
    return [...settled, ...growing(play, month)]
  }
  if (kind === 'service') return [...settled, ...serving(play, month)]
  if (kind === 'comprehensive') {
    return [...settled, ...trading(play, month), ...visiting(play, month), ...ending(play)]
  }
  return [...settled, ...trading(play, month), ...ending(play)]
}

/** How much of an ordinary month the season brings, in hundredths. */
const SEASON = [40, 30, 50, 70, 100, 140, 120, 110, 150, 180, 130, 80] as const
const seasonOf = ({ month }: Month): bigint => BigInt(SEASON[month - 1] ?? 100)

/** Buying inputs for the members, taking in what they grow, selling it on. */
function trading(play: Play, month: Month): Act[] {
  const { chance, base } = play
  const volume = (base * seasonOf(month)) / 100n
  const twice = month.full && month.month >= 4
  const acts: Act[] = [
    { day: 11, run: (on) => takeIn(play, month, { on, total: twice ? volume / 2n : volume }) },
    { day: 13, run: (on) => sell(play, on, { month, part: 100n }) },
    { day: 24, run: (on) => payMembers(play, on, 40) },
  ]
  if (!month.full) return acts
  if (twice) {
    acts.push(
      { day: 19, run: (on) => takeIn(play, month, { on, total: volume / 2n }) },
      { day: 22, run: (on) => sell(play, on, { month, part: 100n }) },
    )
  }
  if (month.month % 2 === 1) {
    acts.push({ day: 4, run: (on) => buyInputs(play, month, { on, total: volume / 4n }) })
  }
  acts.push(
    { day: 7, run: (on) => supply(play, month, { on, total: volume / 8n }) },
    { day: 9, run: (on) => collectMembers(play, on) },
    { day: 27, run: (on) => hired(play, month, { on, for: '521', what: '分拣装车' }) },
  )
  if (chance.happens(300)) acts.push({ day: 23, run: (on) => freight(play, on) })
  return acts
}

function takeIn(play: Play, month: Month, { on, total }: Deal): void {
  const price = fen(play.chance.between(180, 900))
  const members = someMembers(play, month, play.chance.between(4, 8))
  const product = produceOf(play)
  const rows = tradeRows(play, { kind: 'delivery', on, product, members, price, total })
  play.keeper.trade('delivery', product, rows)
}

function supply(play: Play, month: Month, { on, total }: Deal): void {
  const { keeper, chance } = play
  if (keeper.net('121') < total + total / 2n) return
  const price = fen(chance.between(275, 300))
  const members = someMembers(play, month, chance.between(4, 7))
  const rows = tradeRows(play, { kind: 'supply', on, product: SUPPLIES, members, price, total })
  const cost = rows.reduce((sum, row) => sum + SUPPLIES.cost * BigInt(row.quantity), 0n)
  if (cost <= keeper.net('121')) keeper.trade('supply', SUPPLIES, rows)
}

function freight(play: Play, on: LocalDate): void {
  const amount = about(play.chance, (play.base * 3n) / 100n + 100n * YUAN)
  needBank(play, on, amount)
  play.keeper.book(on, {
    template: 'expense',
    summary: '运费',
    rows: [{ amounts: { amount }, parties: { for: '521', what: '运费' } }],
  })
}

/** What production cost gathered goes into the products of the month. */
const ending = ({ keeper }: Play): Act[] => [
  {
    day: 31,
    run: (on) => {
      const amount = keeper.net('401')
      if (amount <= 0n) return
      keeper.book(on, {
        template: 'production-done',
        summary: '生产成本转入产品',
        rows: [{ amounts: { amount } }],
      })
    },
  },
]

const EMPLOYERS = [
  '沂水示例食品有限公司',
  '沂水示例园林绿化有限公司',
  '临沂示例物业服务有限公司',
] as const

/** Work for employers outside, machine work for the members. */
function serving(play: Play, month: Month): Act[] {
  const { chance, base, keeper, parties } = play
  const volume = (base * seasonOf(month)) / 100n
  const earn = (on: LocalDate, part: bigint, name: string): void => {
    keeper.book(on, {
      template: 'labour-income-outsider',
      summary: `${name}劳务费结算`,
      rows: [
        {
          amounts: { amount: about(chance, (volume * part) / 100n) },
          parties: { counterparty: parties.named('counterparty', name) },
        },
      ],
    })
  }
  const acts: Act[] = [
    { day: 15, run: (on) => earn(on, 70n, byTurns(EMPLOYERS, month)) },
    { day: 24, run: (on) => crew(play, month, { on, total: (volume * 55n) / 100n }) },
    { day: 31, run: (on) => serviceCost(play, on) },
  ]
  if (!month.full) return acts
  acts.push(
    { day: 6, run: (on) => fieldWork(play, month, { on, total: volume / 4n }) },
    { day: 17, run: (on) => collectMembers(play, on) },
    { day: 11, run: (on) => fuel(play, on) },
    { day: 27, run: (on) => hired(play, month, { on, for: '521', what: '机务' }) },
  )
  if (month.month % 2 === 0) acts.push({ day: 19, run: (on) => earn(on, 25n, EMPLOYERS[2]) })
  return acts
}

function crew(play: Play, month: Month, { on, total }: Deal): void {
  const { keeper, chance, parties } = play
  const workers = someMembers(play, month, chance.between(4, 8))
  if (workers.length === 0) return
  const rows = workers.map(({ name }) => ({
    amounts: { amount: about(chance, total / BigInt(workers.length)) },
    parties: { worker: parties.named('worker', name), for: '401' },
  }))
  workers.forEach(({ key }, i) => {
    const pay = rows[i]?.amounts.amount ?? 0n
    keeper.workPay.set(key, (keeper.workPay.get(key) ?? 0n) + pay)
  })
  keeper.book(on, { template: 'labour-due', summary: `外派劳务 ${rows.length}人`, rows })
  const paid = addDays(on, 4)
  needBank(
    play,
    paid,
    rows.reduce((sum, row) => sum + row.amounts.amount, 0n),
  )
  keeper.book(paid, {
    template: 'labour-paid',
    summary: `发放外派劳务费 ${rows.length}人`,
    rows: rows.map(({ amounts, parties: who }) => ({
      amounts: { gross: amounts.amount },
      parties: { worker: who.worker },
    })),
    attachments: 2,
  })
}

function fieldWork(play: Play, month: Month, { on, total }: Deal): void {
  const price = fen(play.chance.between(5500, 9000))
  const members = someMembers(play, month, play.chance.between(3, 6))
  const rows = tradeRows(play, { kind: 'service', on, product: FIELD_WORK, members, price, total })
  play.keeper.trade('service', FIELD_WORK, rows)
}

function fuel(play: Play, on: LocalDate): void {
  const amount = about(play.chance, (play.base * 4n) / 100n + 80n * YUAN)
  needBank(play, on, amount)
  play.keeper.book(on, {
    template: 'expense',
    summary: '农机用油',
    rows: [{ amounts: { amount }, parties: { for: '401', what: '农机用油' } }],
  })
}

function serviceCost({ keeper }: Play, on: LocalDate): void {
  const amount = keeper.net('401')
  if (amount <= 0n) return
  keeper.book(on, {
    template: 'service-cost',
    summary: '结转劳务成本',
    rows: [{ amounts: { amount } }],
  })
}

/** Guests who pick, eat and stay; takings in cash go to the bank the same day. */
function visiting(play: Play, month: Month): Act[] {
  if (!month.full || month.month < 4 || month.month > 10) return []
  const { chance, base, keeper } = play
  const take = (on: LocalDate): void => {
    const amount = about(chance, base / 12n + 300n * YUAN)
    keeper.book(on, {
      template: 'tourism-income-outsider',
      summary: '采摘体验门票收入',
      rows: [{ amounts: { amount }, parties: { into: '101' } }],
    })
    keeper.book(on, {
      template: 'cash-deposit',
      summary: '门票收入存入银行',
      rows: [{ amounts: { amount } }],
    })
  }
  return [
    { day: 3, run: take },
    { day: 17, run: take },
  ]
}
