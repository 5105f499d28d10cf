import { text } from '../../../../kernel/text.ts'
import { topCode } from '../../model/chart.ts'
import { credit, debit, difference } from '../lines.ts'
import {
  choice,
  counterparty,
  counterpartyIfAny,
  member,
  money,
  moneyIfAny,
  NOTES,
  system,
  type Template,
  template,
  textIfAny,
  unless,
} from '../template.ts'
import { CONTRA } from './contributions.ts'
import { settled } from './trade.ts'

/* Money, loans, investments, debts given up, other income. */

const AMOUNT = money('金额', 'Amount')
const PAID_FROM = choice('付款账户', 'Paid from', ['102', '101', '109'])
const RECEIVED_IN = choice('收款账户', 'Received in', ['102', '101', '109'])
const LOAN = choice('借款', 'Loan', ['201', '231'])

const cash: readonly Template[] = [
  template({
    id: 'cash-deposit',
    title: text('现金存入银行', 'Cash paid into the bank'),
    clause: system('101', '102'),
    kind: 'payment',
    fields: { amount: AMOUNT, into: choice('存入', 'Into', ['102']) },
    lines: (v) => [debit(v.into, v.amount), credit('101', v.amount)],
  }),
  template({
    id: 'cash-withdrawal',
    title: text('从银行提取现金', 'Cash taken from the bank'),
    clause: system('101', '102'),
    kind: 'payment',
    fields: { amount: AMOUNT, from: choice('提取自', 'From', ['102']) },
    lines: (v) => [debit('101', v.amount), credit(v.from, v.amount)],
  }),
  template({
    id: 'wallet-withdrawal',
    title: text('支付平台余额提现', 'Payment-platform balance paid out'),
    clause: system('109', '102'),
    kind: 'payment',
    fields: {
      amount: money('提现金额', 'Amount taken out'),
      fee: moneyIfAny('手续费', 'Fee'),
      into: choice('到账账户', 'Into', ['102']),
    },
    problems: (v) => [
      unless(v.fee < v.amount, {
        field: 'fee',
        text: text('手续费须小于提现金额', 'must be less'),
      }),
    ],
    lines: (v) => [debit(v.into, v.amount - v.fee), debit('524', v.fee), credit('109', v.amount)],
  }),
]

const loans: readonly Template[] = [
  template({
    id: 'loan-taken',
    title: text('取得借款', 'Loan taken'),
    clause: system('201', '231'),
    kind: 'receipt',
    fields: { amount: AMOUNT, loan: LOAN, into: RECEIVED_IN },
    lines: (v) => [debit(v.into, v.amount), credit(v.loan, v.amount)],
  }),
  template({
    id: 'loan-repaid',
    title: text('归还借款', 'Loan repaid'),
    clause: system('201', '231'),
    kind: 'payment',
    fields: {
      amount: money('本金', 'Principal'),
      interest: moneyIfAny('同时支付的利息', 'Interest paid with it'),
      loan: LOAN,
      from: PAID_FROM,
    },
    lines: (v) => [
      debit(v.loan, v.amount),
      debit('524', v.interest),
      credit(v.from, v.amount + v.interest),
    ],
  }),
  template({
    id: 'interest-due',
    title: text('计提借款利息', 'Interest due'),
    clause: system('524', '215'),
    kind: 'transfer',
    fields: { amount: AMOUNT },
    lines: (v) => [debit('524', v.amount), credit('215', v.amount)],
  }),
  template({
    id: 'interest-paid',
    title: text('支付已计提的利息', 'Interest paid'),
    clause: system('215'),
    kind: 'payment',
    fields: { amount: AMOUNT, from: PAID_FROM },
    lines: (v) => [debit('215', v.amount), credit(v.from, v.amount)],
  }),
  template({
    id: 'bank-interest',
    title: text('存款利息收入', 'Interest earned'),
    clause: system('524'),
    kind: 'receipt',
    fields: { amount: AMOUNT, into: RECEIVED_IN },
    lines: (v) => [debit(v.into, v.amount), credit('524', v.amount)],
  }),
  template({
    id: 'bank-fee',
    title: text('银行手续费', 'Bank charges'),
    clause: system('524'),
    kind: 'payment',
    fields: { amount: AMOUNT, from: PAID_FROM },
    lines: (v) => [debit('524', v.amount), credit(v.from, v.amount)],
  }),
]

const investments: readonly Template[] = [
  template({
    id: 'investment-cash',
    title: text('以货币对外投资', 'Investment in cash'),
    clause: system('131'),
    kind: 'payment',
    fields: { amount: AMOUNT, from: PAID_FROM },
    lines: (v) => [debit('131', v.amount), credit(v.from, v.amount)],
    notes: () => [NOTES.resolution],
  }),
  template({
    id: 'investment-kind',
    title: text('以非货币资产对外投资', 'Investment in kind'),
    clause: system('131', '321'),
    kind: 'transfer',
    fields: {
      agreed: money('约定价值', 'Value agreed'),
      cost: money('资产账面原价或成本', 'Cost of the asset'),
      written: moneyIfAny('累计折旧或摊销', 'Depreciation or amortisation'),
      asset: choice('投出资产', 'Asset', ['151', '121', '141', '142', '161']),
    },
    problems: (v) => [
      unless(v.written <= v.cost, {
        field: 'written',
        text: text('累计折旧或摊销超过原价', 'exceeds the cost'),
      }),
      unless(v.written === 0n || CONTRA[topCode(v.asset)] !== undefined, {
        field: 'written',
        text: text('该资产不提折旧或摊销', 'nothing is written off this asset'),
      }),
    ],
    lines: (v) => [
      debit('131', v.agreed),
      debit(CONTRA[topCode(v.asset)] ?? '152', v.written),
      credit(v.asset, v.cost),
      difference(
        v.agreed + v.written - v.cost,
        { credit: '321', debit: '321' },
        { credit: { item: 'revaluation' }, debit: { item: 'revaluation' } },
      ),
    ],
    notes: () => [NOTES.resolution, NOTES.valuation],
  }),
  template({
    id: 'investment-return-due',
    title: text('被投资单位、联合社宣告分配', 'Return declared by a union or company'),
    clause: system('113', '511'),
    kind: 'transfer',
    fields: { counterparty: counterparty('被投资单位', 'Investee'), amount: AMOUNT },
    lines: (v) => [
      debit('113', v.amount, { party: v.counterparty }),
      credit('511', v.amount, { party: v.counterparty, item: 'investment' }),
    ],
  }),
  template({
    id: 'investment-withdrawn',
    title: text('收回对外投资', 'Investment withdrawn'),
    clause: system('131', '511'),
    kind: 'receipt',
    fields: {
      proceeds: money('收回金额', 'Amount received'),
      cost: money('投资账面成本', 'Cost of the investment'),
      into: RECEIVED_IN,
    },
    lines: (v) => [
      debit(v.into, v.proceeds),
      credit('131', v.cost),
      difference(
        v.proceeds - v.cost,
        { credit: '511', debit: '511' },
        { credit: { item: 'investment' }, debit: { item: 'investment' } },
      ),
    ],
  }),
]

const MEMBER = member('成员', 'Member')
const OUTSIDER = counterparty('往来单位或个人', 'Counterparty')

const givenUp: readonly Template[] = [
  template({
    id: 'bad-debt',
    title: text('核销非成员坏账', 'Bad debt of a non-member'),
    clause: system('113', '529'),
    kind: 'transfer',
    fields: { counterparty: OUTSIDER, amount: AMOUNT },
    lines: (v) => [debit('529', v.amount), credit('113', v.amount, { party: v.counterparty })],
    notes: () => [NOTES.approval],
  }),
  template({
    id: 'bad-debt-member',
    title: text('核销成员坏账', 'Bad debt of a member'),
    clause: system('114', '529'),
    kind: 'transfer',
    fields: { member: MEMBER, amount: AMOUNT },
    lines: (v) => [debit('529', v.amount), credit('114', v.amount, { member: v.member })],
    notes: () => [NOTES.approval],
  }),
  template({
    id: 'payable-forgiven',
    title: text('无须支付的非成员款项', 'Payable to a non-member forgiven'),
    clause: system('211', '502'),
    kind: 'transfer',
    fields: { counterparty: OUTSIDER, amount: AMOUNT },
    lines: (v) => [
      debit('211', v.amount, { party: v.counterparty }),
      credit('502', v.amount, { item: 'other' }),
    ],
    notes: () => [NOTES.approval],
  }),
  template({
    id: 'payable-forgiven-member',
    title: text('无须支付的成员款项', 'Payable to a member forgiven'),
    clause: system('114', '502'),
    kind: 'transfer',
    fields: { member: MEMBER, amount: AMOUNT },
    lines: (v) => [
      debit('114', v.amount, { member: v.member }),
      credit('502', v.amount, { item: 'other' }),
    ],
    notes: () => [NOTES.approval],
  }),
  template({
    id: 'other-income',
    title: text('其他收入(罚款、赔款、利得等)', 'Other income'),
    clause: system('502'),
    kind: 'receipt',
    fields: {
      amount: AMOUNT,
      what: textIfAny('事由', 'What for'),
      counterparty: counterpartyIfAny('往来单位或个人', 'Counterparty'),
      into: choice('收款方式', 'Settled by', ['102', '101', '109', '113']),
    },
    lines: (v) => [
      debit(v.into, v.amount, settled(v.into, { party: v.counterparty })),
      credit('502', v.amount, {
        item: 'other',
        ...(v.what === null ? {} : { summary: v.what }),
      }),
    ],
  }),
]

/** Templates of money, loans, investments and debts given up. */
export const financeTemplates: readonly Template[] = [...cash, ...loans, ...investments, ...givenUp]
