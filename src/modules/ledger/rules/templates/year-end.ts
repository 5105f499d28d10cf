import { sumFen } from '../../../../kernel/money.ts'
import { text } from '../../../../kernel/text.ts'
import { credit, debit } from '../lines.ts'
import {
  act,
  choice,
  member,
  money,
  moneyIfAny,
  NOTES,
  system,
  type Template,
  template,
} from '../template.ts'

/* The end of the year: result, reserve, return, residual, conversion, clearing, and their payment. */

const MEMBER = member('成员', 'Member')
const AMOUNT = money('金额', 'Amount')
const PAID_FROM = choice('付款账户', 'Paid from', ['102', '101', '109'])
const ART_44 = '第四十四条'

const EXPENSES = ['521', '522', '523', '524', '529', '531'] as const

const result: readonly Template[] = [
  template({
    id: 'period-close',
    title: text('结转本年盈余', 'Income and expense closed'),
    clause: system('331'),
    kind: 'transfer',
    fields: {
      income501: moneyIfAny('经营收入', 'Operating income'),
      income502: moneyIfAny('其他收入', 'Other income'),
      expense521: moneyIfAny('经营支出', 'Operating expenses'),
      expense522: moneyIfAny('税金及附加', 'Taxes and surcharges'),
      expense523: moneyIfAny('管理费用', 'Administrative expenses'),
      expense524: moneyIfAny('财务费用', 'Financial expenses'),
      expense529: moneyIfAny('其他支出', 'Other expenses'),
      expense531: moneyIfAny('所得税费用', 'Income tax'),
      interestEarned: moneyIfAny('财务费用贷方余额', 'Financial expenses standing on the credit'),
      investmentGain: moneyIfAny('投资收益', 'Investment income'),
      investmentLoss: moneyIfAny('投资损失', 'Investment loss'),
    },
    lines: (v) => [
      debit('501', v.income501),
      debit('502', v.income502),
      debit('524', v.interestEarned),
      credit('331', v.income501 + v.income502 + v.interestEarned, { summary: '结转收入' }),
      debit('331', sumFen(EXPENSES.map((code) => v[`expense${code}`])), { summary: '结转支出' }),
      ...EXPENSES.map((code) => credit(code, v[`expense${code}`])),
      debit('511', v.investmentGain),
      credit('331', v.investmentGain, { summary: '结转投资收益' }),
      debit('331', v.investmentLoss, { summary: '结转投资损失' }),
      credit('511', v.investmentLoss),
    ],
  }),
  template({
    id: 'year-surplus',
    title: text('结转全年盈余', 'Surplus of the year closed'),
    clause: system('331', '332'),
    kind: 'transfer',
    fields: { amount: money('本年盈余', 'Surplus of the year') },
    lines: (v) => [debit('331', v.amount), credit('33202', v.amount)],
  }),
  template({
    id: 'year-loss',
    title: text('结转全年亏损', 'Loss of the year closed'),
    clause: system('331', '332'),
    kind: 'transfer',
    fields: { amount: money('本年亏损', 'Loss of the year') },
    lines: (v) => [debit('33202', v.amount), credit('331', v.amount)],
  }),
]

const distributed: readonly Template[] = [
  template({
    id: 'reserve',
    title: text('提取盈余公积', 'Reserve extracted'),
    clause: act('第四十二条', '332', '322'),
    kind: 'transfer',
    fields: { amount: AMOUNT },
    lines: (v) => [debit('3320101', v.amount), credit('322', v.amount, { item: 'from_surplus' })],
    notes: () => [NOTES.resolution],
  }),
  template({
    id: 'loss-cover',
    title: text('公积金弥补亏损', 'Loss made up from a reserve'),
    clause: act('第四十二条', '322', '332'),
    kind: 'transfer',
    fields: { amount: AMOUNT, reserve: choice('使用', 'From', ['322', '321']) },
    lines: (v) => [debit(v.reserve, v.amount, { item: 'loss_cover' }), credit('33203', v.amount)],
    notes: () => [NOTES.resolution],
  }),
  template({
    id: 'surplus-return',
    title: text('按交易量(额)返还盈余', 'Surplus returned by transactions'),
    clause: act(ART_44, '332', '221'),
    kind: 'transfer',
    fields: { member: MEMBER, amount: AMOUNT },
    lines: (v) => [debit('3320102', v.amount), credit('221', v.amount, { member: v.member })],
    notes: () => [NOTES.resolution],
  }),
  template({
    id: 'residual-distribution',
    title: text('分配剩余盈余', 'Residual surplus distributed'),
    clause: act(ART_44, '332', '222'),
    kind: 'transfer',
    fields: { member: MEMBER, amount: AMOUNT },
    lines: (v) => [debit('3320103', v.amount), credit('222', v.amount, { member: v.member })],
    notes: () => [NOTES.resolution],
  }),
  template({
    id: 'surplus-to-contribution',
    title: text('盈余转为成员出资', 'Surplus turned into contributions'),
    clause: act(ART_44, '332', '301'),
    kind: 'transfer',
    fields: {
      member: MEMBER,
      fromReturn: moneyIfAny('应付盈余返还转入', 'From surplus return payable'),
      fromResidual: moneyIfAny('应付剩余盈余转入', 'From residual surplus payable'),
      fromSurplus: moneyIfAny('直接由盈余转入', 'Directly from the surplus'),
    },
    lines: (v) => [
      debit('221', v.fromReturn, { member: v.member }),
      debit('222', v.fromResidual, { member: v.member }),
      debit('3320104', v.fromSurplus, { member: v.member }),
      credit('301', v.fromReturn + v.fromResidual + v.fromSurplus, {
        member: v.member,
        item: 'surplus_to_contribution',
      }),
    ],
    notes: () => [NOTES.resolution],
  }),
]

const paid: readonly Template[] = (
  [
    ['pay-surplus-return', '221', '支付盈余返还', 'Surplus return paid'],
    ['pay-residual', '222', '支付剩余盈余(分红)', 'Residual surplus paid'],
  ] as const
).map(([id, account, zh, en]) =>
  template({
    id,
    title: text(zh, en),
    clause: system(account),
    kind: 'payment',
    fields: { member: MEMBER, amount: AMOUNT, from: PAID_FROM },
    lines: (v) => [debit(account, v.amount, { member: v.member }), credit(v.from, v.amount)],
  }),
)

const cleared: readonly Template[] = [
  template({
    id: 'clear-distribution',
    title: text('结清各项分配', 'Distributions cleared'),
    clause: system('332'),
    kind: 'transfer',
    fields: {
      reserve: moneyIfAny('提取盈余公积', 'Reserve extracted'),
      surplusReturn: moneyIfAny('盈余返还', 'Surplus return'),
      residual: moneyIfAny('剩余盈余分配', 'Residual distribution'),
      converted: moneyIfAny('转为成员出资', 'Turned into contributions'),
    },
    lines: (v) => [
      debit('33202', v.reserve + v.surplusReturn + v.residual + v.converted),
      credit('3320101', v.reserve),
      credit('3320102', v.surplusReturn),
      credit('3320103', v.residual),
      credit('3320104', v.converted),
    ],
  }),
  template({
    id: 'clear-transfers-in',
    title: text('结清其他转入', 'Other transfers in cleared'),
    clause: system('332'),
    kind: 'transfer',
    // Both accounts are 332-未分配盈余 in the system's own words: only the booked ones tell them apart.
    asBooked: true,
    fields: { amount: AMOUNT },
    lines: (v) => [debit('33203', v.amount), credit('33202', v.amount)],
  }),
]

/** Templates of the year's end and of what it leaves to be paid. */
export const yearEndTemplates: readonly Template[] = [
  ...result,
  ...distributed,
  ...paid,
  ...cleared,
]
