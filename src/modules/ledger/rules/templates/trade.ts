import { text } from '../../../../kernel/text.ts'
import type { IncomeItem, Line } from '../../model.ts'
import { topCode } from '../../model/chart.ts'
import { type About, credit, debit, difference } from '../lines.ts'
import {
  act,
  choice,
  counterparty,
  counterpartyIfAny,
  member,
  money,
  moneyIfAny,
  system,
  type Template,
  template,
} from '../template.ts'

/*
 * Buying and selling. Business with members and with others is kept apart (co-op Act 41): each has its own
 * templates, and the line of income or goods names the member or the other side.
 */

/** Whom a settlement names: the member on 114, the counterparty on 113 and 211, nobody on money. */
export function settled(
  account: string,
  who: { readonly member?: string | null; readonly party?: string | null },
): About {
  const top = topCode(account)
  if (top === '114') return { member: who.member ?? null }
  return top === '113' || top === '211' ? { party: who.party ?? null } : {}
}

const MEMBER = member('成员', 'Member')
const OUTSIDER = counterparty('往来单位或个人', 'Counterparty')
const OUTSIDER_IF_DUE = counterpartyIfAny('往来单位或个人', 'Counterparty')
const AMOUNT = money('金额', 'Amount')

/** The sides of a sale: who buys, and where the money or the claim comes in. */
const TO_MEMBER = {
  member: MEMBER,
  into: choice('收款方式', 'Settled by', ['114', '102', '101', '109']),
}
const TO_OUTSIDER = {
  counterparty: OUTSIDER_IF_DUE,
  into: choice('收款方式', 'Settled by', ['113', '102', '101', '109']),
}

const buying: readonly Template[] = [
  template({
    id: 'buy-from-member',
    title: text('收购成员产品', 'Products bought from a member'),
    clause: act('第四十一条', '121', '114'),
    kind: 'transfer',
    fields: {
      member: MEMBER,
      amount: AMOUNT,
      from: choice('付款方式', 'Settled by', ['114', '102', '101', '109']),
    },
    lines: (v) => [
      debit('121', v.amount, { member: v.member }),
      credit(v.from, v.amount, settled(v.from, v)),
    ],
  }),
  template({
    id: 'buy-from-outsider',
    title: text('向非成员购进产品物资', 'Products and materials bought from a non-member'),
    clause: act('第四十一条', '121', '211'),
    kind: 'transfer',
    fields: {
      counterparty: OUTSIDER,
      amount: AMOUNT,
      freight: moneyIfAny('运杂费、税费', 'Freight and taxes'),
      from: choice('付款方式', 'Settled by', ['211', '102', '101', '109']),
    },
    lines: (v) => [
      debit('121', v.amount + v.freight, { party: v.counterparty }),
      credit(v.from, v.amount + v.freight, settled(v.from, { party: v.counterparty })),
    ],
  }),
]

interface Sale {
  readonly into: string
  readonly amount: bigint
  readonly cost: bigint
  readonly tax: bigint
}

/** Income, its tax where there is one, and the cost of what left the store. */
function sold(v: Sale, goods: string, who: { member?: string | null; party?: string | null }) {
  return [
    debit(v.into, v.amount + v.tax, settled(v.into, who)),
    credit('501', v.amount, { ...who, item: 'sales' }),
    credit('214', v.tax),
    debit('521', v.cost),
    credit(goods, v.cost),
  ]
}

const saleAmounts = (cost: string, en: string) =>
  ({
    amount: money('价款(不含税)', 'Price without tax'),
    tax: moneyIfAny('增值税(如有)', 'Value-added tax, if any'),
    cost: moneyIfAny(cost, en),
  }) as const

const selling: readonly Template[] = (
  [
    ['sell', '121', '产品物资', 'products'],
    ['sell-biological', '141', '消耗性生物资产', 'consumable biological assets'],
  ] as const
).flatMap(([id, goods, zh, en]) => [
  template({
    id: `${id}-to-member`,
    title: text(`向成员销售${zh}`, `Sale of ${en} to a member`),
    clause: act('第四十一条', '501', '521', goods),
    kind: 'transfer',
    fields: { ...TO_MEMBER, ...saleAmounts('结转的成本', 'Cost of what was sold') },
    lines: (v) => sold(v, goods, { member: v.member }),
  }),
  template({
    id: `${id}-to-outsider`,
    title: text(`向非成员销售${zh}`, `Sale of ${en} to a non-member`),
    clause: act('第四十一条', '501', '521', goods),
    kind: 'transfer',
    fields: { ...TO_OUTSIDER, ...saleAmounts('结转的成本', 'Cost of what was sold') },
    lines: (v) => sold(v, goods, { party: v.counterparty }),
  }),
])

const INCOMES: readonly (readonly [item: IncomeItem, zh: string, en: string])[] = [
  ['service', '服务收入', 'services'],
  ['land', '土地经营收入', 'land business'],
  ['labour', '劳务收入', 'labour service'],
  ['processing', '加工收入', 'processing'],
  ['tourism', '乡村旅游收入', 'tourism'],
  ['lease', '租赁收入', 'lease'],
]

const earning: readonly Template[] = INCOMES.flatMap(([item, zh, en]) => [
  template({
    id: `${item}-income-member`,
    title: text(`${zh}(成员)`, `Income from ${en}, member`),
    clause: act('第四十一条', '501'),
    kind: 'transfer',
    fields: { ...TO_MEMBER, amount: AMOUNT },
    lines: (v) => [
      debit(v.into, v.amount, settled(v.into, v)),
      credit('501', v.amount, { member: v.member, item }),
    ],
  }),
  template({
    id: `${item}-income-outsider`,
    title: text(`${zh}(非成员)`, `Income from ${en}, non-member`),
    clause: act('第四十一条', '501'),
    kind: 'transfer',
    fields: {
      ...TO_OUTSIDER,
      amount: money('价款(不含税)', 'Price without tax'),
      tax: moneyIfAny('增值税(如有)', 'Value-added tax, if any'),
    },
    lines: (v) => [
      debit(v.into, v.amount + v.tax, settled(v.into, { party: v.counterparty })),
      credit('501', v.amount, { party: v.counterparty, item }),
      credit('214', v.tax),
    ],
  }),
])

const PAID_FROM = choice('付款账户', 'Paid from', ['102', '101', '109'])
const RECEIVED_IN = choice('收款账户', 'Received in', ['102', '101', '109'])

/** A plain settlement: money out to, or in from, a member or somebody else. */
interface Settlement {
  readonly id: string
  readonly title: readonly [zh: string, en: string]
  readonly account: '113' | '114' | '211'
  readonly money: 'in' | 'out'
}

const SETTLEMENTS: readonly Settlement[] = [
  {
    id: 'pay-member',
    title: ['支付成员款项', 'Payment to a member'],
    account: '114',
    money: 'out',
  },
  {
    id: 'collect-from-member',
    title: ['收回成员欠款', 'Collection from a member'],
    account: '114',
    money: 'in',
  },
  {
    id: 'member-advance',
    title: ['成员借支、预付成员款', 'Advance to a member'],
    account: '114',
    money: 'out',
  },
  {
    id: 'member-advance-returned',
    title: ['成员归还借支', 'Advance returned by a member'],
    account: '114',
    money: 'in',
  },
  {
    id: 'member-deposit',
    title: ['预收成员款', 'Money received from a member beforehand'],
    account: '114',
    money: 'in',
  },
  {
    id: 'pay-counterparty',
    title: ['支付非成员应付款', 'Payment to a counterparty'],
    account: '211',
    money: 'out',
  },
  {
    id: 'collect-from-counterparty',
    title: ['收回非成员应收款', 'Collection from a counterparty'],
    account: '113',
    money: 'in',
  },
  {
    id: 'outsider-advance',
    title: ['预付、暂付非成员款', 'Advance to a counterparty'],
    account: '113',
    money: 'out',
  },
  {
    id: 'outsider-deposit',
    title: ['预收、暂收非成员款', 'Money received from a counterparty beforehand'],
    account: '211',
    money: 'in',
  },
]

const settling: readonly Template[] = SETTLEMENTS.map(({ id, title, account, money: way }) => {
  const pair = (cash: string, amount: bigint, about: About): Line[] =>
    way === 'in'
      ? [debit(cash, amount), credit(account, amount, about)]
      : [debit(account, amount, about), credit(cash, amount)]
  const shared = {
    id,
    title: text(...title),
    clause: system(account),
    kind: way === 'in' ? 'receipt' : 'payment',
  } as const
  const cash = way === 'in' ? RECEIVED_IN : PAID_FROM
  return account === '114'
    ? template({
        ...shared,
        fields: { member: MEMBER, amount: AMOUNT, cash },
        lines: (v) => pair(v.cash, v.amount, { member: v.member }),
      })
    : template({
        ...shared,
        fields: { counterparty: OUTSIDER, amount: AMOUNT, cash },
        lines: (v) => pair(v.cash, v.amount, { party: v.counterparty }),
      })
})

const shopping: readonly Template[] = [
  template({
    id: 'online-sale',
    title: text('电商平台销售结算', 'Sales settled by an online platform'),
    clause: `${system('109', '501')}、521 经营支出`,
    kind: 'receipt',
    fields: {
      amount: money('销售收入(不含税)', 'Sales without tax'),
      tax: moneyIfAny('增值税(如有)', 'Value-added tax, if any'),
      fee: moneyIfAny('平台扣费', 'Fee kept by the platform'),
      cost: moneyIfAny('结转的成本', 'Cost of what was sold'),
      into: choice('收款账户', 'Received in', ['109', '102']),
    },
    problems: (v) => [
      v.fee < v.amount + v.tax
        ? null
        : { field: 'fee', text: text('平台扣费须小于价税合计', 'must be less than price and tax') },
    ],
    lines: (v) => [
      debit(v.into, v.amount + v.tax - v.fee),
      debit('521', v.fee),
      credit('501', v.amount, { item: 'sales' }),
      credit('214', v.tax),
      debit('521', v.cost, { summary: '结转成本' }),
      credit('121', v.cost),
    ],
  }),
]

/** What an agent sells above the agreed price is income; what it sells below is its expense. */
export const agencyDifference = (actual: bigint, agreed: bigint): Line =>
  difference(
    actual - agreed,
    { credit: '501', debit: '521' },
    { credit: { item: 'service' }, debit: {} },
  )

/** Templates of purchases, sales, services and the settlements that follow. */
export const tradeTemplates: readonly Template[] = [
  ...buying,
  ...selling,
  ...earning,
  ...shopping,
  ...settling,
]
