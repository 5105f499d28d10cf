import { text } from '../../../../kernel/text.ts'
import { credit, debit } from '../lines.ts'
import {
  choice,
  counterparty,
  member,
  money,
  system,
  type Template,
  template,
} from '../template.ts'
import { settled } from './trade.ts'

/*
 * Rent, guaranteed returns and what is promised to listed households: a cost, owed whether or not there is a
 * surplus. Never a distribution: dividends without surplus would be hidden in it otherwise.
 */

const AMOUNT = money('金额', 'Amount')
const TO_MEMBER = choice('付款方式', 'Settled by', ['114', '102', '101'])
const TO_OUTSIDER = choice('付款方式', 'Settled by', ['211', '102', '101'])
const LAND_COST = ['401', '141', '521', '171'] as const
const FUND_COST = ['521', '529'] as const

interface Owed {
  readonly id: string
  readonly title: readonly [zh: string, en: string]
  readonly costs: readonly string[]
}

const OWED: readonly Owed[] = [
  { id: 'land-rent', title: ['土地租金、流转费', 'Land rent'], costs: LAND_COST },
  {
    id: 'land-guarantee',
    title: ['土地入社保底收益', 'Guaranteed return on land'],
    costs: LAND_COST,
  },
  {
    id: 'assistance-return',
    title: ['扶贫股(帮扶资金)保底收益', 'Guaranteed return on assistance shares'],
    costs: FUND_COST,
  },
]

/** Templates of rent and guaranteed returns, to members and to others. */
export const landTemplates: readonly Template[] = OWED.flatMap(({ id, title: [zh, en], costs }) => [
  template({
    id: `${id}-member`,
    title: text(`${zh}(成员)`, `${en}, member`),
    clause: system(costs[0] ?? '', '114'),
    kind: 'transfer',
    fields: {
      member: member('成员', 'Member'),
      amount: AMOUNT,
      for: choice('计入', 'Charged to', costs),
      from: TO_MEMBER,
    },
    lines: (v) => [
      debit(v.for, v.amount, { member: v.member }),
      credit(v.from, v.amount, settled(v.from, v)),
    ],
  }),
  template({
    id: `${id}-outsider`,
    title: text(`${zh}(非成员)`, `${en}, non-member`),
    clause: system(costs[0] ?? '', '211'),
    kind: 'transfer',
    fields: {
      counterparty: counterparty('收款人', 'Payee'),
      amount: AMOUNT,
      for: choice('计入', 'Charged to', costs),
      from: TO_OUTSIDER,
    },
    lines: (v) => [
      debit(v.for, v.amount, { party: v.counterparty }),
      credit(v.from, v.amount, settled(v.from, { party: v.counterparty })),
    ],
  }),
])
