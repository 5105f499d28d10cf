import { text } from '../../../../kernel/text.ts'
import { credit, debit } from '../lines.ts'
import {
  choice,
  counterpartyIfAny,
  member,
  money,
  moneyIfAny,
  system,
  type Template,
  template,
  textIfAny,
  unless,
  worker,
} from '../template.ts'
import { settled } from './trade.ts'

/* Wages, casual labour, taxes and the running expenses. */

const AMOUNT = money('金额', 'Amount')
const PAID_FROM = choice('付款账户', 'Paid from', ['102', '101', '109'])

const withinGross = (v: { readonly gross: bigint; readonly tax: bigint }) =>
  unless(v.tax <= v.gross, {
    field: 'tax',
    text: text('代扣税款超过应发金额', 'exceeds the gross amount'),
  })

const pay: readonly Template[] = [
  template({
    id: 'wages-due',
    title: text('计提管理人员和固定员工工资', 'Wages due'),
    clause: system('212'),
    kind: 'transfer',
    fields: {
      amount: AMOUNT,
      for: choice('计入', 'Charged to', ['523', '401', '521', '153', '141']),
    },
    lines: (v) => [debit(v.for, v.amount), credit('212', v.amount)],
  }),
  template({
    id: 'wages-paid',
    title: text('发放工资', 'Wages paid'),
    clause: system('212', '214'),
    kind: 'payment',
    fields: {
      gross: money('应发金额', 'Gross amount'),
      tax: moneyIfAny('代扣个人所得税', 'Income tax withheld'),
      from: PAID_FROM,
    },
    problems: (v) => [withinGross(v)],
    lines: (v) => [debit('212', v.gross), credit('214', v.tax), credit(v.from, v.gross - v.tax)],
  }),
  template({
    id: 'labour-due',
    title: text('计提临时用工劳务费', 'Casual labour due'),
    clause: system('213'),
    kind: 'transfer',
    fields: {
      worker: worker('劳务人员', 'Worker'),
      amount: AMOUNT,
      for: choice('计入', 'Charged to', ['401', '521', '153', '141']),
    },
    lines: (v) => [debit(v.for, v.amount), credit('213', v.amount, { party: v.worker })],
  }),
  template({
    id: 'labour-paid',
    title: text('支付劳务费', 'Casual labour paid'),
    clause: system('213', '214'),
    kind: 'payment',
    fields: {
      worker: worker('劳务人员', 'Worker'),
      gross: money('应付金额', 'Gross amount'),
      tax: moneyIfAny('代扣个人所得税', 'Income tax withheld'),
      from: PAID_FROM,
    },
    problems: (v) => [withinGross(v)],
    lines: (v) => [
      debit('213', v.gross, { party: v.worker }),
      credit('214', v.tax),
      credit(v.from, v.gross - v.tax),
    ],
  }),
]

const taxes: readonly Template[] = [
  template({
    id: 'taxes-due',
    title: text('计提税金及附加', 'Taxes and surcharges due'),
    clause: system('522', '214'),
    kind: 'transfer',
    fields: { amount: AMOUNT },
    lines: (v) => [debit('522', v.amount), credit('214', v.amount)],
  }),
  template({
    id: 'income-tax-due',
    title: text('计提所得税', 'Income tax due'),
    clause: system('531', '214'),
    kind: 'transfer',
    fields: { amount: AMOUNT },
    lines: (v) => [debit('531', v.amount), credit('214', v.amount)],
  }),
  template({
    id: 'taxes-paid',
    title: text('缴纳税费', 'Taxes paid'),
    clause: system('214'),
    kind: 'payment',
    fields: { amount: AMOUNT, from: PAID_FROM },
    lines: (v) => [debit('214', v.amount), credit(v.from, v.amount)],
  }),
]

const WHAT = textIfAny('事由', 'What for')
const EXPENSE = choice('支出科目', 'Charged to', ['523', '521', '401', '529', '522', '524'])

const expenses: readonly Template[] = [
  template({
    id: 'expense',
    title: text('费用支出', 'Expense'),
    clause: system('521', '523'),
    kind: 'payment',
    fields: {
      amount: AMOUNT,
      for: EXPENSE,
      what: WHAT,
      counterparty: counterpartyIfAny('收款单位或个人', 'Payee'),
      from: choice('付款方式', 'Settled by', ['102', '101', '109', '211', '113']),
    },
    lines: (v) => [
      debit(v.for, v.amount, {
        party: v.counterparty,
        ...(v.what === null ? {} : { summary: v.what }),
      }),
      credit(v.from, v.amount, settled(v.from, { party: v.counterparty })),
    ],
  }),
  template({
    id: 'expense-by-member',
    title: text('成员垫付、报销费用', 'Expense advanced by a member'),
    clause: system('521', '523', '114'),
    kind: 'transfer',
    fields: {
      member: member('成员', 'Member'),
      amount: AMOUNT,
      for: EXPENSE,
      what: WHAT,
      from: choice('报销方式', 'Settled by', ['114', '102', '101']),
    },
    lines: (v) => [
      debit(v.for, v.amount, v.what === null ? {} : { summary: v.what }),
      credit(v.from, v.amount, settled(v.from, v)),
    ],
  }),
]

/** Templates of wages, casual labour, taxes and expenses. */
export const labourTemplates: readonly Template[] = [...pay, ...taxes, ...expenses]
