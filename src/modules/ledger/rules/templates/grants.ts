import { text } from '../../../../kernel/text.ts'
import type { EquityItem } from '../../model.ts'
import { credit, debit } from '../lines.ts'
import {
  choice,
  counterpartyIfAny,
  money,
  moneyIfAny,
  NOTES,
  project,
  quantity,
  source,
  sourceIfAny,
  system,
  type Template,
  template,
  textIfAny,
} from '../template.ts'
import { settled } from './trade.ts'

/*
 * State grants and donations. What is spent on assets becomes 专项基金 and is later quantified to the members
 * in equal shares; what is spent on training and the like is simply used up.
 */

const PROJECT = project('项目', 'Grant project')
/** 311 is kept by source; a grant whose giver has no entry of its own stands under its project. */
const SOURCE = sourceIfAny('资金来源(不填即记在项目名下)', 'Source (the project when not given)')
const CLAUSE = system('235', '311')
const PAID_FROM = choice('付款账户', 'Paid from', ['102', '101', '109'])
const RECEIVED_IN = choice('收款账户', 'Received in', ['102', '101', '109'])
const GRANTED = ['151', '153', '161', '141', '142', '144', '121', '171'] as const
const ASSET = choice('形成的资产', 'Asset', GRANTED)

interface Granted {
  readonly project: string
  readonly source: string | null
}

/** 235 → 311. */
const formed = (v: Granted, amount: bigint) => [
  debit('235', amount, { party: v.project }),
  credit('311', amount, { party: v.source ?? v.project, item: 'state_grant' }),
]

const grants: readonly Template[] = [
  template({
    id: 'grant-received',
    title: text('收到财政直接补助资金', 'Grant received'),
    clause: system('235'),
    kind: 'receipt',
    fields: { project: PROJECT, amount: money('金额', 'Amount'), into: RECEIVED_IN },
    lines: (v) => [debit(v.into, v.amount), credit('235', v.amount, { party: v.project })],
  }),
  template({
    id: 'grant-spent-on-asset',
    title: text('补助资金用于购建资产', 'Grant spent on an asset'),
    clause: CLAUSE,
    kind: 'payment',
    fields: {
      project: PROJECT,
      source: SOURCE,
      counterparty: counterpartyIfAny('供货或施工单位', 'Supplier or builder'),
      amount: money('金额', 'Amount'),
      asset: ASSET,
      from: choice('付款方式', 'Settled by', ['102', '101', '211']),
    },
    lines: (v) => [
      debit(v.asset, v.amount),
      credit(v.from, v.amount, settled(v.from, { party: v.counterparty })),
      ...formed(v, v.amount),
    ],
  }),
  template({
    id: 'grant-spent-on-expense',
    title: text(
      '补助资金用于培训、认证、营销等',
      'Grant spent on training, certification, marketing',
    ),
    clause: system('235'),
    kind: 'payment',
    fields: { project: PROJECT, amount: money('金额', 'Amount'), from: PAID_FROM },
    lines: (v) => [debit('235', v.amount, { party: v.project }), credit(v.from, v.amount)],
  }),
  template({
    id: 'grant-after-asset',
    title: text('先建后补:收到补助', 'Grant received for an asset bought before'),
    clause: CLAUSE,
    kind: 'receipt',
    fields: {
      project: PROJECT,
      source: SOURCE,
      amount: money('金额', 'Amount'),
      into: RECEIVED_IN,
    },
    lines: (v) => [
      debit(v.into, v.amount),
      credit('235', v.amount, { party: v.project }),
      ...formed(v, v.amount),
    ],
  }),
  template({
    id: 'grant-after-expense',
    title: text('先支后补:收到补助', 'Grant received for expenses paid before'),
    clause: system('235', '521', '523'),
    kind: 'receipt',
    fields: {
      project: PROJECT,
      amount: money('金额', 'Amount'),
      into: RECEIVED_IN,
      expense: choice('冲减', 'Reduces', ['521', '523']),
    },
    lines: (v) => [
      debit(v.into, v.amount),
      credit('235', v.amount, { party: v.project }),
      debit('235', v.amount, { party: v.project }),
      credit(v.expense, v.amount),
    ],
  }),
  template({
    id: 'grant-returned',
    title: text('退回补助资金', 'Grant returned'),
    clause: system('235'),
    kind: 'payment',
    fields: { project: PROJECT, amount: money('金额', 'Amount'), from: PAID_FROM },
    lines: (v) => [debit('235', v.amount, { party: v.project }), credit(v.from, v.amount)],
  }),
  template({
    id: 'subsidy-income',
    title: text('收到不属于专项的补贴、奖励', 'Subsidy or award not tied to a project'),
    clause: system('502'),
    kind: 'receipt',
    fields: {
      amount: money('金额', 'Amount'),
      from: textIfAny('发放单位', 'Given by'),
      into: RECEIVED_IN,
    },
    lines: (v) => [
      debit(v.into, v.amount),
      credit('502', v.amount, { item: 'subsidy', ...(v.from === null ? {} : { summary: v.from }) }),
    ],
  }),
]

const KINDS: readonly (readonly [id: string, zh: string, en: string, item: EquityItem])[] = [
  ['grant', '财政补助', 'State grant', 'state_grant'],
  ['donation', '捐赠', 'Donation', 'donation'],
]

const inKind: readonly Template[] = KINDS.flatMap(([id, zh, en, item]) => [
  template({
    id: `${id}-in-kind`,
    title: text(`接受${zh}的实物资产`, `${en} in kind`),
    clause: system('311'),
    kind: 'transfer',
    fields: {
      source: source('来源', 'Source'),
      value: money('凭据金额或评估、市场价值', 'Value by voucher, valuation or market'),
      costs: moneyIfAny('本社支付的税费、运输费等', 'Taxes and freight paid'),
      asset: ASSET,
      from: PAID_FROM,
    },
    lines: (v) => [
      debit(v.asset, v.value + v.costs),
      credit('311', v.value, { party: v.source, item }),
      credit(v.from, v.costs),
    ],
  }),
  template({
    id: `${id}-nominal`,
    title: text(`接受${zh}的资产按名义金额入账`, `${en} in kind at nominal value`),
    clause: system('311', '529'),
    kind: 'transfer',
    fields: {
      source: source('来源', 'Source'),
      items: quantity('件数(每件1元)', 'Number of items, 1 yuan each'),
      costs: moneyIfAny('本社支付的税费、运输费等', 'Taxes and freight paid'),
      asset: ASSET,
      from: PAID_FROM,
    },
    lines: (v) => [
      debit(v.asset, v.items * NOMINAL_VALUE),
      credit('311', v.items * NOMINAL_VALUE, { party: v.source, item }),
      debit('529', v.costs),
      credit(v.from, v.costs),
    ],
    notes: () => [NOTES.memoBook],
  }),
])

/** 名义金额: 1 yuan in fen. */
const NOMINAL_VALUE = 100n

const donations: readonly Template[] = [
  template({
    id: 'donation-cash',
    title: text('接受货币捐赠', 'Donation in cash'),
    clause: system('311'),
    kind: 'receipt',
    fields: {
      source: source('捐赠人', 'Donor'),
      amount: money('金额', 'Amount'),
      into: RECEIVED_IN,
    },
    lines: (v) => [
      debit(v.into, v.amount),
      credit('311', v.amount, { party: v.source, item: 'donation' }),
    ],
  }),
]

/** Templates of grants and donations. */
export const grantTemplates: readonly Template[] = [...grants, ...donations, ...inKind]
