import type { LocalDate } from '../../../kernel/date.ts'
import { about, type Act, type Month, needBank, needCash, type Play, YUAN } from './play.ts'

/* What every co-op has every month, whatever it does: pay, light, paper, petrol, wear. */

const OFFICE = ['购办公用品', '打印复印费', '订报刊', '购账簿凭证', '制作公示栏'] as const
const ROAD = ['车辆加油', '运输装卸', '货车过路过桥', '农机具维修'] as const
const SMALL = ['接待来访用餐', '仓库零星维修', '购清洁用品', '快递邮寄', '会议茶水'] as const

export function routine(play: Play, month: Month): Act[] {
  const quarter = month.month % 3
  const acts: Act[] = [
    { day: 10, run: (on) => payWages(play, on) },
    { day: 25, run: (on) => wagesDue(play, on) },
    { day: 31, run: (on) => wear(play, on) },
  ]
  if (quarter === 0) {
    acts.push(
      { day: 20, run: (on) => bankFee(play, on) },
      { day: 21, run: (on) => interest(play, on) },
    )
  }
  if (month.full || quarter === 1) {
    acts.push({
      day: 5,
      run: (on) => cashExpense(play, on, { what: play.chance.pick(OFFICE), of: '523' }),
    })
  }
  if (!month.full) return acts
  acts.push(
    { day: 8, run: (on) => bankExpense(play, on, { what: '电费', of: '521', part: 12n }) },
    { day: 12, run: (on) => bankExpense(play, on, { what: '电话网络费', of: '523', part: 3n }) },
    { day: 14, run: (on) => cashExpense(play, on, { what: play.chance.pick(ROAD), of: '521' }) },
    { day: 18, run: (on) => cashExpense(play, on, { what: play.chance.pick(SMALL), of: '523' }) },
    { day: 22, run: (on) => travel(play, on) },
  )
  if (quarter === 1) acts.push({ day: 13, run: (on) => taxes(play, on) })
  return acts
}

function wagesDue({ keeper, chance, base }: Play, on: LocalDate): void {
  const amount = about(chance, (base * 7n) / 100n + 600n * YUAN)
  keeper.book(on, {
    template: 'wages-due',
    summary: `计提${Number(on.slice(5, 7))}月管理人员工资`,
    rows: [{ amounts: { amount } }],
  })
}

function payWages(play: Play, on: LocalDate): void {
  const gross = 0n - play.keeper.net('212')
  if (gross <= 0n) return
  needBank(play, on, gross)
  play.keeper.book(on, {
    template: 'wages-paid',
    summary: '发放上月工资(银行代发)',
    rows: [{ amounts: { gross } }],
    attachments: 2,
  })
}

interface Bill {
  readonly what: string
  readonly of: string
  /** Thousandths of the month's turnover. */
  readonly part?: bigint
}

function bankExpense(play: Play, on: LocalDate, { what, of, part = 5n }: Bill): void {
  const amount = about(play.chance, (play.base * part) / 1000n + 60n * YUAN)
  needBank(play, on, amount)
  play.keeper.book(on, {
    template: 'expense',
    summary: `${Number(on.slice(5, 7))}月${what}`,
    rows: [{ amounts: { amount }, parties: { for: of, what } }],
  })
}

function cashExpense(play: Play, on: LocalDate, { what, of }: Bill): void {
  const amount = about(play.chance, (play.base * 5n) / 1000n + 40n * YUAN)
  needCash(play, on, amount)
  play.keeper.book(on, {
    template: 'expense',
    summary: what,
    rows: [{ amounts: { amount }, parties: { for: of, what, from: '101' } }],
    attachments: play.chance.between(1, 3),
  })
}

function travel(play: Play, on: LocalDate): void {
  const member = play.coop.holders.find(({ personKey }) => personKey === play.coop.chairKey)
  if (member === undefined) return
  const amount = about(play.chance, 120n * YUAN)
  needCash(play, on, amount)
  play.keeper.book(on, {
    template: 'expense-by-member',
    summary: `${member.name}报销联系业务差旅费`,
    rows: [
      {
        amounts: { amount },
        parties: { member: member.key, for: '523', what: '差旅费', from: '101' },
      },
    ],
    attachments: 2,
  })
}

function bankFee(play: Play, on: LocalDate): void {
  const amount = BigInt(play.chance.between(5, 40)) * 50n
  needBank(play, on, amount)
  play.keeper.book(on, {
    template: 'bank-fee',
    summary: '银行手续费',
    rows: [{ amounts: { amount } }],
  })
}

/** Interest on what stands at the bank, and on the loan: 0.3 % and 4.35 % a year. */
function interest(play: Play, on: LocalDate): void {
  const { keeper } = play
  const earned = (keeper.net('102') * 3n) / 4000n
  if (earned > 0n) {
    keeper.book(on, {
      template: 'bank-interest',
      summary: '存款结息',
      rows: [{ amounts: { amount: earned } }],
    })
  }
  const amount = ((0n - keeper.net('201') - keeper.net('231')) * 435n) / 40_000n
  if (amount <= 0n) return
  needBank(play, on, amount)
  keeper.book(on, {
    template: 'interest-due',
    summary: '计提借款利息',
    rows: [{ amounts: { amount } }],
  })
  keeper.book(on, {
    template: 'interest-paid',
    summary: '支付借款利息',
    rows: [{ amounts: { amount } }],
  })
}

function taxes(play: Play, on: LocalDate): void {
  const amount = about(play.chance, (play.base * 2n) / 1000n + 5n * YUAN)
  needBank(play, on, amount)
  play.keeper.book(on, {
    template: 'taxes-due',
    summary: '计提印花税',
    rows: [{ amounts: { amount } }],
  })
  play.keeper.book(on, {
    template: 'taxes-paid',
    summary: '缴纳印花税',
    rows: [{ amounts: { amount } }],
  })
}

const LIFE_MONTHS = { asset: 120n, land: 240n, tree: 180n } as const

/** Depreciation and amortisation of the month, in equal parts over the life; never below nothing. */
function wear({ keeper }: Play, on: LocalDate): void {
  const month = Number(on.slice(5, 7))
  const due = (cost: string, written: string, months: bigint): bigint => {
    const [whole, left] = [keeper.net(cost), keeper.net(cost) + keeper.net(written)]
    const part = whole / months
    return part < left ? part : left
  }
  const fixed = due('151', '152', LIFE_MONTHS.asset)
  if (fixed > 0n) {
    const management = fixed / 4n
    keeper.book(on, {
      template: 'depreciation',
      summary: `计提${month}月固定资产折旧`,
      rows: [{ amounts: { production: fixed - management, management } }],
    })
  }
  const land = due('161', '162', LIFE_MONTHS.land)
  if (land > 0n) {
    keeper.book(on, {
      template: 'amortisation',
      summary: `摊销${month}月土地经营权`,
      rows: [{ amounts: { land } }],
    })
  }
  const trees = due('142', '143', LIFE_MONTHS.tree)
  if (trees > 0n) {
    keeper.book(on, {
      template: 'productive-depreciation',
      summary: `计提${month}月经济林折旧`,
      rows: [{ amounts: { amount: trees } }],
    })
  }
}
