import { addDays, type LocalDate } from '../../../kernel/date.ts'
import { fen } from '../../../kernel/money.ts'
import { buyInputs, FEED, hired, sell } from './dealing.ts'
import {
  about,
  type Act,
  membersOn,
  type Month,
  needBank,
  payMembers,
  type Play,
  someMembers,
  tradeRows,
  YUAN,
} from './play.ts'

/* Land and animals that the co-op itself keeps: costs on 141 until they are harvested or sold. */

const HARVEST_MONTHS: ReadonlySet<number> = new Set([6, 8, 10, 11])
const SALE_MONTHS: ReadonlySet<number> = new Set([3, 6, 9, 11])
const GUARANTEE_MONTH = 10

export const isBreeding = ({ industry }: Pick<Play, 'industry'>): boolean =>
  industry.parent === 'breeding'

export function growing(play: Play, month: Month): Act[] {
  const { base } = play
  const acts: Act[] = [
    { day: 6, run: (on) => grow(play, on) },
    { day: 29, run: (on) => absorb(play, on) },
    ...(isBreeding(play) ? animals(play, month) : crops(play, month)),
  ]
  if (month.month % 2 === 1) {
    // Part of the feed comes from the members' own fields.
    const part = isBreeding(play) ? 6n : 9n
    acts.push({ day: 4, run: (on) => buyInputs(play, month, { on, total: (base * part) / 10n }) })
  }
  if (!month.full) return acts
  acts.push(
    {
      day: 9,
      run: (on) =>
        hired(play, month, { on, for: '141', what: isBreeding(play) ? '饲养' : '田间管理' }),
    },
    { day: 15, run: (on) => machine(play, on) },
    { day: 19, run: (on) => water(play, on) },
    {
      day: 23,
      run: (on) => hired(play, month, { on, for: '141', what: isBreeding(play) ? '清圈' : '除草' }),
    },
    { day: 27, run: (on) => insurance(play, month, on) },
  )
  return acts
}

/** Seed, fertiliser or feed out of the store onto the field or into the sty. */
function grow(play: Play, on: LocalDate): void {
  const { keeper, chance } = play
  const most = keeper.net('121') - 200n * YUAN
  const wanted = (play.base * BigInt(chance.between(30, 55))) / 100n
  const amount = wanted < most ? wanted : most
  if (amount < 100n * YUAN) return
  const first = (amount * 6n) / 10n
  const amounts = isBreeding(play)
    ? { feed: amount }
    : { fertiliser: first, pesticide: amount - first }
  keeper.book(on, {
    template: 'consumable-cost',
    summary: isBreeding(play) ? '领用饲料' : '领用化肥农药',
    rows: [{ amounts }],
  })
}

/** What production cost gathered (machines, land) belongs to what grows. */
function absorb({ keeper }: Play, on: LocalDate): void {
  const amount = keeper.net('401')
  if (amount <= 0n) return
  keeper.book(on, {
    template: 'consumable-share-of-production',
    summary: '分摊生产成本',
    rows: [{ amounts: { amount } }],
  })
}

function machine(play: Play, on: LocalDate): void {
  const { keeper, chance, base, parties } = play
  const other = about(chance, (base * 4n) / 100n + 60n * YUAN)
  needBank(play, on, other)
  const counterparty = parties.named('counterparty', '沂水示例农机服务队')
  keeper.book(on, {
    template: 'consumable-cost',
    summary: isBreeding(play) ? '防疫消毒费' : '机械作业费',
    rows: [{ amounts: { other }, parties: { counterparty, from: '102' } }],
  })
}

function water(play: Play, on: LocalDate): void {
  const other = about(play.chance, (play.base * 2n) / 100n + 40n * YUAN)
  needBank(play, on, other)
  play.keeper.book(on, {
    template: 'consumable-cost',
    summary: isBreeding(play) ? '圈舍水电费' : '灌溉电费',
    rows: [{ amounts: { other }, parties: { from: '102' } }],
  })
}

function insurance(play: Play, month: Month, on: LocalDate): void {
  if (month.month % 6 !== 4) return
  const amount = about(play.chance, (play.base * 3n) / 100n + 100n * YUAN)
  needBank(play, on, amount)
  play.keeper.book(on, {
    template: 'expense',
    summary: '政策性农业保险费(自缴部分)',
    rows: [{ amounts: { amount }, parties: { for: '521', what: '农业保险费' } }],
  })
}

function crops(play: Play, month: Month): Act[] {
  if (!HARVEST_MONTHS.has(month.month)) return []
  const acts: Act[] = [
    { day: 11, run: (on) => harvest(play, on) },
    { day: 13, run: (on) => sell(play, on, { month, part: 60n }) },
    { day: 21, run: (on) => sell(play, on, { month, part: 90n }) },
  ]
  if (month.month === GUARANTEE_MONTH) {
    acts.push(
      { day: 8, run: (on) => guarantee(play, on) },
      { day: 24, run: (on) => payMembers(play, on, 60) },
    )
  }
  return acts
}

function harvest({ keeper }: Play, on: LocalDate): void {
  const amount = (keeper.net('141') * 85n) / 100n
  if (amount < 500n * YUAN) return
  keeper.book(on, {
    template: 'harvest',
    summary: '收获入库',
    rows: [{ amounts: { amount } }],
  })
}

/** The guaranteed return of land, whether or not there is a surplus. */
function guarantee(play: Play, on: LocalDate): void {
  const land = membersOn(play.coop, on).flatMap(({ key, contributions }) => {
    const value = contributions
      .filter(({ form }) => form === 'land_right')
      .reduce((sum, part) => sum + part.paid, 0n)
    return value > 0n
      ? [{ amounts: { amount: value / 8n }, parties: { member: key, for: '141' } }]
      : []
  })
  if (land.length === 0) return
  const { landPay } = play.keeper
  for (const { amounts, parties } of land) {
    landPay.set(parties.member, (landPay.get(parties.member) ?? 0n) + amounts.amount)
  }
  play.keeper.book(on, {
    template: 'land-guarantee-member',
    summary: `土地入社保底收益 ${land.length}户`,
    rows: land,
    attachments: 2,
  })
}

function animals(play: Play, month: Month): Act[] {
  const { keeper, chance, base, parties } = play
  const acts: Act[] = []
  if (month.month % 2 === 0) {
    acts.push(
      { day: 11, run: (on) => takeFeed(play, month, on) },
      { day: 24, run: (on) => payMembers(play, on, 40) },
    )
  }
  if (month.month % 4 === 2) {
    acts.push({
      day: 3,
      run: (on) => {
        const amount = about(chance, base / 2n)
        needBank(play, on, amount)
        keeper.book(on, {
          template: 'consumable-buy',
          summary: '购入仔畜',
          rows: [
            {
              amounts: { amount },
              parties: { counterparty: parties.named('counterparty', '临沂示例种畜场') },
            },
          ],
          attachments: 3,
        })
      },
    })
  }
  if (SALE_MONTHS.has(month.month)) {
    acts.push({ day: 12, run: (on) => sellAnimals(play, on) })
  }
  if (month.full && month.month === 5) acts.push({ day: 20, run: (on) => dead(play, on) })
  return acts
}

/** What the members grow on their fields for the animals of the co-op. */
function takeFeed(play: Play, month: Month, on: LocalDate): void {
  const price = fen(play.chance.between(38, 62))
  const members = someMembers(play, month, play.chance.between(4, 8))
  const total = (play.base * 3n) / 10n
  const rows = tradeRows(play, { kind: 'delivery', on, product: FEED, members, price, total })
  play.keeper.trade('delivery', FEED, rows)
}

function sellAnimals({ keeper, chance, luck, parties }: Play, on: LocalDate): void {
  const cost = (keeper.net('141') * 75n) / 100n
  if (cost < 500n * YUAN) return
  const amount = about(chance, (cost * BigInt(luck)) / 100n)
  const counterparty = parties.named('counterparty', '沂水示例肉食品加工有限公司')
  keeper.book(on, {
    template: 'sell-biological-to-outsider',
    summary: '出栏销售',
    rows: [{ amounts: { amount, cost }, parties: { counterparty } }],
    attachments: 2,
  })
}

/** A few animals die; the board approves a week later. */
function dead({ keeper }: Play, on: LocalDate): void {
  const cost = keeper.net('141') / 50n
  if (cost < 50n * YUAN) return
  keeper.book(on, {
    template: 'loss-found',
    summary: '牲畜病死(待处理)',
    rows: [{ amounts: { cost }, parties: { asset: '141' } }],
  })
  keeper.book(addDays(on, 8), {
    template: 'loss-settled',
    summary: '病死损失经理事会批准处理',
    rows: [{ amounts: { amount: cost } }],
  })
}
