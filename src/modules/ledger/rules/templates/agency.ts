import { text } from '../../../../kernel/text.ts'
import { credit, debit } from '../lines.ts'
import {
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
import { agencyDifference, settled } from './trade.ts'

/* Buying and selling in the name of others: inputs for members, agency purchase and sale, consignment. */

const MEMBER = member('成员', 'Member')
const OUTSIDER = counterparty('委托的非成员', 'Non-member who orders')
const SUPPLIER = counterpartyIfAny('供货单位', 'Supplier')
const PAID_BY = choice('付款方式', 'Settled by', ['102', '101', '109', '211'])
const RECEIVED_IN = choice('收款账户', 'Received in', ['102', '101', '109'])

const INPUT_CLAUSE = system('114', '501')
const PURCHASE_CLAUSE = system('127')
const SALE_CLAUSE = system('128')

const inputs: readonly Template[] = [
  template({
    id: 'input-service',
    title: text('为成员统一购买生产资料', 'Inputs bought for a member'),
    clause: INPUT_CLAUSE,
    kind: 'payment',
    fields: {
      member: MEMBER,
      counterparty: SUPPLIER,
      amount: money('代付货款', 'Paid for the inputs'),
      fee: moneyIfAny('手续费', 'Fee'),
      from: PAID_BY,
    },
    lines: (v) => [
      debit('114', v.amount + v.fee, { member: v.member }),
      credit(v.from, v.amount, settled(v.from, { party: v.counterparty })),
      credit('501', v.fee, { member: v.member, item: 'service' }),
    ],
  }),
]

const purchase: readonly Template[] = [
  template({
    id: 'agency-purchase-advance-member',
    title: text('受托代购:收到成员货款', 'Agency purchase: money from a member'),
    clause: PURCHASE_CLAUSE,
    kind: 'receipt',
    fields: { member: MEMBER, amount: money('金额', 'Amount'), into: RECEIVED_IN },
    lines: (v) => [debit(v.into, v.amount), credit('114', v.amount, { member: v.member })],
  }),
  template({
    id: 'agency-purchase-advance-outsider',
    title: text('受托代购:收到非成员货款', 'Agency purchase: money from a non-member'),
    clause: PURCHASE_CLAUSE,
    kind: 'receipt',
    fields: { counterparty: OUTSIDER, amount: money('金额', 'Amount'), into: RECEIVED_IN },
    lines: (v) => [debit(v.into, v.amount), credit('211', v.amount, { party: v.counterparty })],
  }),
  template({
    id: 'agency-purchase-buy',
    title: text('受托代购:采购商品', 'Agency purchase: goods bought'),
    clause: PURCHASE_CLAUSE,
    kind: 'payment',
    fields: {
      counterparty: SUPPLIER,
      amount: money('采购成本', 'Cost of the goods'),
      from: PAID_BY,
    },
    lines: (v) => [
      debit('127', v.amount),
      credit(v.from, v.amount, settled(v.from, { party: v.counterparty })),
    ],
  }),
  template({
    id: 'agency-purchase-deliver-member',
    title: text('受托代购:交付成员', 'Agency purchase: handed to a member'),
    clause: PURCHASE_CLAUSE,
    kind: 'transfer',
    fields: {
      member: MEMBER,
      amount: money('代购商品成本', 'Cost of the goods'),
      fee: moneyIfAny('手续费', 'Fee'),
    },
    lines: (v) => [
      debit('114', v.amount + v.fee, { member: v.member }),
      credit('127', v.amount),
      credit('501', v.fee, { member: v.member, item: 'service' }),
    ],
  }),
  template({
    id: 'agency-purchase-deliver-outsider',
    title: text('受托代购:交付非成员', 'Agency purchase: handed to a non-member'),
    clause: PURCHASE_CLAUSE,
    kind: 'transfer',
    fields: {
      counterparty: OUTSIDER,
      amount: money('代购商品成本', 'Cost of the goods'),
      fee: moneyIfAny('手续费', 'Fee'),
    },
    lines: (v) => [
      debit('211', v.amount, { party: v.counterparty }),
      credit('127', v.amount),
      debit('113', v.fee, { party: v.counterparty }),
      credit('501', v.fee, { party: v.counterparty, item: 'service' }),
    ],
  }),
]

const sale: readonly Template[] = [
  template({
    id: 'agency-sale-receive-member',
    title: text('受托代销:收到成员商品', 'Agency sale: goods from a member'),
    clause: SALE_CLAUSE,
    kind: 'transfer',
    fields: { member: MEMBER, amount: money('约定价款', 'Agreed price') },
    lines: (v) => [
      debit('128', v.amount, { member: v.member }),
      credit('114', v.amount, { member: v.member }),
    ],
  }),
  template({
    id: 'agency-sale-receive-outsider',
    title: text('受托代销:收到非成员商品', 'Agency sale: goods from a non-member'),
    clause: SALE_CLAUSE,
    kind: 'transfer',
    fields: { counterparty: OUTSIDER, amount: money('约定价款', 'Agreed price') },
    lines: (v) => [
      debit('128', v.amount, { party: v.counterparty }),
      credit('211', v.amount, { party: v.counterparty }),
    ],
  }),
  template({
    id: 'agency-sale-sold',
    title: text('受托代销:售出商品', 'Agency sale: goods sold'),
    clause: SALE_CLAUSE,
    kind: 'receipt',
    fields: {
      counterparty: counterpartyIfAny('购货单位', 'Buyer'),
      actual: money('实际售价', 'Actual price'),
      agreed: money('约定价款', 'Agreed price'),
      into: choice('收款方式', 'Settled by', ['102', '101', '109', '113']),
    },
    lines: (v) => [
      debit(v.into, v.actual, settled(v.into, { party: v.counterparty })),
      credit('128', v.agreed),
      agencyDifference(v.actual, v.agreed),
    ],
  }),
]

const consignment: readonly Template[] = [
  template({
    id: 'consignment-out',
    title: text('委托代销:发出商品', 'Consignment: goods sent'),
    clause: system('125'),
    kind: 'transfer',
    fields: { amount: money('商品成本', 'Cost of the goods') },
    lines: (v) => [debit('125', v.amount), credit('121', v.amount)],
  }),
  template({
    id: 'consignment-sold',
    title: text('委托代销:收到代销清单', 'Consignment: list of sales received'),
    clause: system('125', '501', '521'),
    kind: 'transfer',
    fields: {
      counterparty: counterparty('受托方', 'Agent'),
      amount: money('销售价款', 'Sales'),
      commission: moneyIfAny('手续费', 'Commission'),
      cost: money('售出商品成本', 'Cost of what was sold'),
    },
    lines: (v) => [
      debit('113', v.amount, { party: v.counterparty }),
      credit('501', v.amount, { party: v.counterparty, item: 'sales' }),
      debit('521', v.commission, { summary: '代销手续费' }),
      credit('113', v.commission, { party: v.counterparty }),
      debit('521', v.cost, { summary: '结转成本' }),
      credit('125', v.cost),
    ],
  }),
]

/** Templates of business in the name of others. */
export const agencyTemplates: readonly Template[] = [
  ...inputs,
  ...purchase,
  ...sale,
  ...consignment,
]
