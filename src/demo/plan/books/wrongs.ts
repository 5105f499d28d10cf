import { fen } from '../../../kernel/money.ts'
import { type Text, text } from '../../../kernel/text.ts'
import type { BookBreach, BookSign } from './book.ts'
import { lineOf } from './keeper.ts'
import { type Act, membersOn, type Month, needBank, needCash, type Play, YUAN } from './play.ts'

/* What goes wrong in books on purpose, as county auditors find it (拆分、白条、坐收坐支、账目混乱 and others). */

interface Wrong {
  readonly sign: BookSign
  readonly what: Text
  /** Months of 2020 in which it happens, and what is done. */
  readonly months: readonly number[]
  readonly acts: (play: Play, month: Month) => Act[]
}

/** So many yuan, from and to. */
const between = ({ chance }: Play, from: number, to: number): bigint =>
  BigInt(chance.between(from * 100, to * 100))

const chairOf = ({ coop }: Play): string =>
  coop.holders.find(({ personKey }) => personKey === coop.chairKey)?.key ?? 'm0001'

export const WRONGS: Readonly<Record<BookBreach, Wrong>> = {
  split_payment: {
    sign: { by: 'audit', rule: 'SPLIT' },
    what: text(
      '一项维修工程六天内分三笔付给同一施工队,每笔不到 1 万元',
      'one repair paid to one builder in three parts within six days, each below 10,000 yuan',
    ),
    months: [9],
    acts: (play) =>
      ['一', '二', '三'].map((word, i) => ({
        day: 9 + i * 2,
        run: (on) => {
          const amount = between(play, 9_210, 9_890)
          needBank(play, on, amount)
          const counterparty = play.parties.named('counterparty', '沂水示例建筑工程队')
          play.keeper.book(on, {
            template: 'expense',
            summary: `仓库维修工程款(第${word}笔)`,
            rows: [{ amounts: { amount }, parties: { for: '521', counterparty } }],
          })
        },
      })),
  },
  related_payee: {
    sign: { by: 'audit', rule: 'RELATED' },
    what: text(
      '农资每月向理事长配偶经营的门市购进,没有比价',
      'inputs bought every month from the shop of the chair’s spouse, without other quotes',
    ),
    months: [4, 5, 6, 7, 8, 9, 10],
    acts: (play) => [
      {
        day: 20,
        run: (on) => {
          const amount = between(play, 2_600, 5_400)
          needBank(play, on, amount)
          const counterparty = play.parties.named(
            'counterparty',
            `${play.place}示例家庭农资门市`,
            '经营者系理事长配偶(演示安排)',
          )
          play.keeper.book(on, {
            template: 'buy-from-outsider',
            summary: '购入农药地膜',
            rows: [{ amounts: { amount }, parties: { counterparty, from: '102' } }],
          })
        },
      },
    ],
  },
  grant_diverted: {
    sign: { by: 'audit', rule: 'GRANT-OUT' },
    what: text(
      '项目资金到账后十天内转给三个个人,没有形成资产',
      'a grant was passed on to three individuals within ten days; no asset came of it',
    ),
    months: [5],
    acts: (play) => diverted(play),
  },
  grant_as_income: {
    sign: { by: 'audit', rule: 'GRANT-INCOME' },
    what: text(
      '有专门用途的项目资金直接记入其他收入,未通过专项应付款',
      'a grant tied to a project booked as income instead of on 235',
    ),
    months: [6],
    acts: (play) => [
      {
        day: 18,
        run: (on) => {
          play.keeper.book(on, {
            template: 'subsidy-income',
            summary: '收到县级产业扶持项目资金',
            rows: [
              {
                amounts: { amount: BigInt(play.chance.between(40, 60)) * 1_000n * YUAN },
                parties: { from: '县财政(示例)' },
              },
            ],
          })
        },
      },
    ],
  },
  white_slips: {
    sign: { by: 'audit', rule: 'WHITE-SLIP' },
    what: text(
      '8月至10月多笔支出只有白条',
      'from August to October many payments rest on self-made slips',
    ),
    months: [8, 9, 10],
    acts: (play) => [7, 15, 19, 24].map((day) => ({ day, run: (on) => slip(play, on) })),
  },
  cash_kept: {
    sign: { by: 'audit', rule: 'NOT-BANKED' },
    what: text(
      '现金销货款长期不存银行,直接用于开支',
      'cash takings were not banked for weeks and spent directly',
    ),
    months: [9, 10],
    acts: (play) => [
      { day: 3, run: (on) => cashSale(play, on) },
      { day: 19, run: (on) => cashSale(play, on) },
    ],
  },
  cash_negative: {
    sign: { by: 'desk', kind: 'negative_money' },
    what: text('库存现金出现负数', 'cash on hand stands below zero'),
    months: [10, 11],
    acts: (play) => [
      {
        day: 27,
        run: (on) => {
          const amount = play.keeper.net('101') + between(play, 900, 2_700)
          play.keeper.book(on, {
            template: 'expense',
            summary: '付临时用工饭费',
            rows: [{ amounts: { amount }, parties: { for: '523', from: '101' } }],
          })
        },
      },
    ],
  },
  months_unposted: {
    sign: { by: 'desk', kind: 'months_open' },
    what: text('8月以后没有记账,7月起没有结账', 'no vouchers since August, not closed since July'),
    months: [],
    acts: () => [],
  },
  old_advance: {
    sign: { by: 'desk', kind: 'advances' },
    what: text('理事长借支半年以上未还', 'the chair’s advance has stood open for over half a year'),
    months: [2],
    acts: (play) => [
      {
        day: 17,
        run: (on) => {
          const member = chairOf(play)
          play.kept.add(member)
          const amount = BigInt(play.chance.between(15, 40)) * 1_000n * YUAN
          needBank(play, on, amount)
          play.keeper.book(on, {
            template: 'member-advance',
            summary: '理事长借支',
            rows: [{ amounts: { amount }, parties: { member } }],
          })
        },
      },
    ],
  },
  dividend_without_surplus: {
    sign: { by: 'audit', rule: 'NO-SURPLUS' },
    what: text(
      '2019年度亏损,2020年1月仍用借款“分红”',
      'a loss in 2019, and still a “dividend” in January 2020, paid from a loan',
    ),
    months: [1],
    acts: (play, month) => [{ day: 18, run: (on) => dividend(play, month, on) }],
  },
  members_netted: {
    sign: { by: 'audit', rule: 'MEMBERS-NETTED' },
    what: text(
      '成员往来不分户,各户货款并记在理事长一人名下',
      'members’ accounts netted: what is owed to each stands under the chair’s name',
    ),
    months: [6, 9],
    acts: (play) => [{ day: 23, run: (on) => netted(play, on) }],
  },
  wrong_period: {
    sign: { by: 'audit', rule: 'LATE-BOOKED' },
    what: text('6月的费用到9月才补记,跨期入账', 'expenses of June were booked in September'),
    months: [9],
    acts: (play) =>
      ['电费', '雇工饭费'].map((what, i) => ({
        day: 11 + i,
        run: (on) => {
          const amount = between(play, 800, 2_400)
          needCash(play, on, amount)
          play.keeper.book(on, {
            template: 'expense',
            summary: `补记6月${what}`,
            rows: [{ amounts: { amount }, parties: { for: '521', from: '101' } }],
          })
        },
      })),
  },
  booked_twice: {
    sign: { by: 'audit', rule: 'TWICE' },
    what: text('同一张发票重复入账', 'one invoice booked twice'),
    months: [8],
    acts: (play) => {
      const amount = between(play, 2_100, 4_900)
      const twice = (on: Parameters<Act['run']>[0]): void => {
        const counterparty = play.parties.named('counterparty', '沂水示例包装制品厂')
        needBank(play, on, amount)
        play.keeper.book(on, {
          template: 'expense',
          summary: '购包装箱',
          rows: [{ amounts: { amount }, parties: { for: '521', counterparty } }],
        })
      }
      return [
        { day: 20, run: twice },
        { day: 20, run: twice },
      ]
    },
  },
}

/** The acts of the co-op's own planted wrong in a month. */
export function wrongActs(play: Play, month: Month): Act[] {
  if (play.breach === null || month.year !== 2020) return []
  const wrong = WRONGS[play.breach]
  return wrong.months.includes(month.month) ? wrong.acts(play, month) : []
}

function diverted(play: Play): Act[] {
  const { keeper, parties } = play
  const amount = BigInt(play.chance.between(60, 90)) * 1_000n * YUAN
  const project = parties.named('project', '2020年特色产业扶持项目(示例)')
  const names = membersOn(play.coop, '2020-05-01' as Parameters<typeof membersOn>[1])
    .slice(0, 3)
    .map(({ name }) => parties.named('counterparty', `${name}(个人)`))
  return [
    {
      day: 8,
      run: (on) => {
        keeper.book(on, {
          template: 'grant-received',
          summary: '收到特色产业扶持项目资金',
          rows: [{ amounts: { amount }, parties: { project } }],
        })
      },
    },
    ...names.map((counterparty, i) => ({
      day: 11 + i * 3,
      run: (on: Parameters<Act['run']>[0]) => {
        play.kept.add(counterparty)
        keeper.book(on, {
          template: 'outsider-advance',
          summary: '转付项目款',
          rows: [{ amounts: { amount: (amount * 28n) / 100n }, parties: { counterparty } }],
          attachments: 0,
        })
      },
    })),
  ]
}

const SLIPS = ['付工钱', '付租车钱', '付修路费', '付看门费'] as const

function slip(play: Play, on: Parameters<Act['run']>[0]): void {
  const amount = between(play, 560, 1_900)
  needCash(play, on, amount)
  play.keeper.book(on, {
    template: 'expense',
    summary: `白条${play.chance.pick(SLIPS)}`,
    rows: [{ amounts: { amount }, parties: { for: '523', from: '101' } }],
    attachments: 0,
  })
}

function cashSale({ keeper, chance, base }: Play, on: Parameters<Act['run']>[0]): void {
  const most = keeper.net('121') / 3n
  const amount = base / 6n + BigInt(chance.between(5_200, 7_900)) * YUAN
  const cost = most < (amount * 8n) / 10n ? most : (amount * 8n) / 10n
  keeper.book(on, {
    template: 'sell-to-outsider',
    summary: '现金零售',
    rows: [{ amounts: { amount, cost }, parties: { into: '101' } }],
  })
}

function dividend(play: Play, month: Month, on: Parameters<Act['run']>[0]): void {
  const members = membersOn(play.coop, on).slice(0, 30)
  const each = fen(BigInt(play.chance.between(160, 380)) * YUAN + BigInt(month.month))
  const list = members.map(({ key }) => ({ amounts: { amount: each }, parties: { member: key } }))
  if (list.length === 0) return
  play.keeper.book(on, {
    template: 'residual-distribution',
    summary: '2019年度成员分红',
    rows: list,
  })
  needBank(play, on, each * BigInt(list.length))
  play.keeper.book(on, {
    template: 'pay-residual',
    summary: '发放2019年度分红',
    rows: list,
    attachments: 2,
  })
}

function netted(play: Play, on: Parameters<Act['run']>[0]): void {
  const chair = chairOf(play)
  const owed = play.keeper.each('114').filter(([who, net]) => net < 0n && who !== chair)
  if (owed.length === 0) return
  const total = owed.reduce((sum, [, net]) => sum + net, 0n)
  play.keeper.bookByHand(on, '成员往来互抵', [
    ...owed.map(([member, net]) => lineOf('114', 0n - net, { member })),
    lineOf('114', total, { member: chair }),
  ])
}
