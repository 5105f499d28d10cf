import { text } from '../../../../kernel/text.ts'
import { topCode } from '../../model/chart.ts'
import { credit, debit, difference } from '../lines.ts'
import {
  choice,
  counterpartyIfAny,
  member,
  money,
  moneyIfAny,
  NOTES,
  system,
  type Template,
  template,
  unless,
} from '../template.ts'
import { CONTRA } from './contributions.ts'
import { settled } from './trade.ts'

/* Fixed and intangible assets: bought, built, written off over their life, sold, lost, found. */

const SUPPLIER = counterpartyIfAny('供货或施工单位', 'Supplier or builder')
const BUYER = counterpartyIfAny('购买方', 'Buyer')
const PAID_BY = choice('付款方式', 'Settled by', ['102', '101', '109', '211'])
const RECEIVED_BY = choice('收款方式', 'Settled by', ['102', '101', '109', '113'])
const COST = money('账面原价', 'Cost')
const WRITTEN = moneyIfAny('累计折旧', 'Accumulated depreciation')

const withinCost = (v: { readonly cost: bigint; readonly written: bigint }) =>
  unless(v.written <= v.cost, {
    field: 'written',
    text: text('累计折旧或摊销超过原价', 'exceeds the cost'),
  })

const acquired: readonly Template[] = [
  template({
    id: 'asset-buy',
    title: text('购入固定资产、无形资产等', 'Fixed or intangible asset bought'),
    clause: system('151', '161'),
    kind: 'payment',
    fields: {
      counterparty: SUPPLIER,
      amount: money('金额', 'Amount'),
      asset: choice('资产', 'Asset', ['151', '153', '161', '171']),
      from: PAID_BY,
    },
    lines: (v) => [
      debit(v.asset, v.amount),
      credit(v.from, v.amount, settled(v.from, { party: v.counterparty })),
    ],
  }),
  template({
    id: 'construction-done',
    title: text('在建工程完工转入资产', 'Construction finished'),
    clause: system('153', '151'),
    kind: 'transfer',
    fields: {
      amount: money('工程成本', 'Cost of the works'),
      asset: choice('转入', 'Becomes', ['151', '142', '144', '171']),
    },
    lines: (v) => [debit(v.asset, v.amount), credit('153', v.amount)],
  }),
]

const PRODUCTION = moneyIfAny('生产用', 'For production')
const MANAGEMENT = moneyIfAny('管理用', 'For administration')

const writtenOff: readonly Template[] = [
  template({
    id: 'depreciation',
    title: text('计提固定资产折旧', 'Depreciation of fixed assets'),
    clause: system('152'),
    kind: 'transfer',
    fields: {
      production: PRODUCTION,
      management: MANAGEMENT,
      publicBenefit: moneyIfAny('公益用', 'For public benefit'),
    },
    lines: (v) => [
      debit('401', v.production),
      debit('523', v.management),
      debit('529', v.publicBenefit),
      credit('152', v.production + v.management + v.publicBenefit),
    ],
  }),
  template({
    id: 'amortisation',
    title: text('无形资产摊销', 'Amortisation of intangible assets'),
    clause: system('162'),
    kind: 'transfer',
    fields: {
      land: moneyIfAny('土地经营权、林权', 'Land and forest rights'),
      other: moneyIfAny('其他无形资产', 'Other intangible assets'),
    },
    lines: (v) => [debit('401', v.land), debit('523', v.other), credit('162', v.land + v.other)],
  }),
  template({
    id: 'deferred-amortisation',
    title: text('长期待摊费用摊销', 'Amortisation of deferred expenses'),
    clause: system('171'),
    kind: 'transfer',
    fields: { production: PRODUCTION, management: MANAGEMENT },
    lines: (v) => [
      debit('401', v.production),
      debit('523', v.management),
      credit('171', v.production + v.management),
    ],
  }),
]

const sales: readonly Template[] = [
  template({
    id: 'asset-sale',
    title: text('出售、报废固定资产(经固定资产清理)', 'Fixed asset sold or scrapped'),
    clause: system('154', '151', '152', '502', '529'),
    kind: 'receipt',
    fields: {
      cost: COST,
      written: WRITTEN,
      proceeds: moneyIfAny('出售收入、残料', 'Proceeds and scrap'),
      counterparty: BUYER,
      into: RECEIVED_BY,
      expenses: moneyIfAny('清理费用', 'Cost of the disposal'),
      from: choice('清理费用付款账户', 'Disposal cost paid from', ['102', '101', '109']),
    },
    problems: (v) => [withinCost(v)],
    lines: (v) => [
      debit('154', v.cost - v.written),
      debit('152', v.written),
      credit('151', v.cost),
      debit(v.into, v.proceeds, settled(v.into, { party: v.counterparty })),
      credit('154', v.proceeds, { summary: '清理收入' }),
      debit('154', v.expenses, { summary: '清理费用' }),
      credit(v.from, v.expenses),
      ...settledDisposal(v.proceeds + v.written - v.cost - v.expenses),
    ],
    notes: () => [NOTES.approval],
  }),
  template({
    id: 'asset-to-disposal',
    title: text('固定资产转入清理', 'Fixed asset put to disposal'),
    clause: system('154', '151', '152'),
    kind: 'transfer',
    fields: { cost: COST, written: WRITTEN },
    problems: (v) => [withinCost(v)],
    lines: (v) => [
      debit('154', v.cost - v.written),
      debit('152', v.written),
      credit('151', v.cost),
    ],
    notes: () => [NOTES.approval],
  }),
  template({
    id: 'disposal-settled',
    title: text('结转固定资产清理净损益', 'Result of a disposal'),
    clause: system('154', '502', '529'),
    kind: 'transfer',
    fields: {
      gain: moneyIfAny('净收益', 'Gain'),
      loss: moneyIfAny('净损失', 'Loss'),
    },
    lines: (v) => [...settledDisposal(v.gain), ...settledDisposal(0n - v.loss)],
  }),
  template({
    id: 'intangible-sale',
    title: text('出售无形资产', 'Intangible asset sold'),
    clause: system('161', '162', '502', '529'),
    kind: 'receipt',
    fields: {
      cost: COST,
      written: moneyIfAny('累计摊销', 'Accumulated amortisation'),
      proceeds: money('出售收入', 'Proceeds'),
      counterparty: BUYER,
      into: RECEIVED_BY,
    },
    problems: (v) => [withinCost(v)],
    lines: (v) => [
      debit(v.into, v.proceeds, settled(v.into, { party: v.counterparty })),
      debit('162', v.written),
      credit('161', v.cost),
      difference(
        v.proceeds + v.written - v.cost,
        { credit: '502', debit: '529' },
        { credit: { item: 'other' } },
      ),
    ],
    notes: () => [NOTES.approval],
  }),
]

/** 154 to zero: a gain to 502, a loss to 529. */
const settledDisposal = (gain: bigint) =>
  gain >= 0n
    ? [debit('154', gain, { summary: '清理净收益' }), credit('502', gain, { item: 'other' })]
    : [debit('529', -gain), credit('154', -gain, { summary: '清理净损失' })]

const LOSABLE = ['121', '141', '142', '144', '151', '101', '124', '125', '127', '128', '153']

const losses: readonly Template[] = [
  template({
    id: 'loss-found',
    title: text('资产死亡、毁损、盘亏(待处理)', 'Death, damage or shortage found'),
    clause: system('181'),
    kind: 'transfer',
    fields: {
      asset: choice('资产', 'Asset', LOSABLE),
      cost: money('账面原价或成本', 'Cost'),
      written: WRITTEN,
    },
    problems: (v) => [
      withinCost(v),
      unless(v.written === 0n || CONTRA[topCode(v.asset)] !== undefined, {
        field: 'written',
        text: text('该资产不提折旧', 'nothing is written off this asset'),
      }),
    ],
    lines: (v) => [
      debit('181', v.cost - v.written),
      debit(CONTRA[topCode(v.asset)] ?? '152', v.written),
      credit(v.asset, v.cost),
    ],
  }),
  template({
    id: 'loss-settled',
    title: text('损失经批准处理', 'Loss settled after approval'),
    clause: system('181', '529'),
    kind: 'transfer',
    fields: {
      amount: money('待处理损失', 'Loss to settle'),
      insurance: moneyIfAny('保险公司等非成员赔款', 'Owed by insurer or other non-member'),
      counterparty: counterpartyIfAny('赔款单位或个人', 'Insurer or other non-member'),
      fromMember: moneyIfAny('责任成员赔款', 'Owed by a member'),
      member: { ...member('责任成员', 'Member'), required: false },
      salvage: moneyIfAny('残料入库', 'Salvage taken into store'),
    },
    problems: (v) => [
      unless(v.insurance + v.fromMember + v.salvage <= v.amount, {
        field: 'amount',
        text: text('赔款和残料超过损失', 'recoveries exceed the loss'),
      }),
    ],
    lines: (v) => [
      debit('113', v.insurance, { party: v.counterparty }),
      debit('114', v.fromMember, { member: v.member }),
      debit('121', v.salvage),
      debit('529', v.amount - v.insurance - v.fromMember - v.salvage),
      credit('181', v.amount),
    ],
    notes: () => [NOTES.approval],
  }),
  template({
    id: 'overage-found',
    title: text('资产盘盈(待处理)', 'Overage found'),
    clause: system('181'),
    kind: 'transfer',
    fields: {
      asset: choice('资产', 'Asset', ['121', '141', '142', '144', '151']),
      amount: money('确定的价值', 'Value determined'),
    },
    lines: (v) => [debit(v.asset, v.amount), credit('181', v.amount)],
  }),
  template({
    id: 'overage-settled',
    title: text('盘盈经批准处理', 'Overage settled after approval'),
    clause: system('181', '502'),
    kind: 'transfer',
    fields: { amount: money('金额', 'Amount') },
    lines: (v) => [debit('181', v.amount), credit('502', v.amount, { item: 'other' })],
    notes: () => [NOTES.approval],
  }),
]

/** Templates of assets that last. */
export const assetTemplates: readonly Template[] = [...acquired, ...writtenOff, ...sales, ...losses]
