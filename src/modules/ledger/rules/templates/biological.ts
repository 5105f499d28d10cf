import { text } from '../../../../kernel/text.ts'
import { credit, debit, difference } from '../lines.ts'
import {
  choice,
  counterpartyIfAny,
  money,
  moneyIfAny,
  NOTES,
  system,
  type Template,
  template,
  unless,
} from '../template.ts'
import { settled } from './trade.ts'

/* Crops, stock and forests: bought, grown, harvested, matured, culled, written off over their life. */

const OUTSIDER_IF_DUE = counterpartyIfAny('供货单位或个人', 'Supplier')
const PAID_BY = choice('付款方式', 'Settled by', ['102', '101', '109', '211'])

const bought: readonly Template[] = (
  [
    ['consumable-buy', '141', '购入消耗性生物资产', 'Consumable biological assets bought'],
    ['productive-buy', '142', '购入生产性生物资产', 'Productive biological assets bought'],
    ['public-forest-buy', '144', '购入公益性生物资产', 'Public-benefit biological assets bought'],
  ] as const
).map(([id, account, zh, en]) =>
  template({
    id,
    title: text(zh, en),
    clause: system(account),
    kind: 'payment',
    fields: {
      counterparty: OUTSIDER_IF_DUE,
      amount: money('买价', 'Price'),
      freight: moneyIfAny('运杂费、税费等', 'Freight and taxes'),
      from: PAID_BY,
    },
    lines: (v) => [
      debit(account, v.amount + v.freight),
      credit(v.from, v.amount + v.freight, settled(v.from, { party: v.counterparty })),
    ],
  }),
)

const AMOUNT = money('账面成本', 'Cost')

/** Cost that only changes its account. */
const moved: readonly Template[] = (
  [
    [
      'consumable-share-of-production',
      ['141', '401'],
      '分摊生产成本到消耗性生物资产',
      'Production cost allocated to consumable assets',
    ],
    ['harvest', ['121', '141'], '收获农产品入库', 'Harvest taken into store'],
    ['young-matures', ['142', '141'], '幼畜、幼树成龄转群', 'Young stock and trees mature'],
    [
      'forest-to-public',
      ['144', '141'],
      '消耗性林木转为公益林',
      'Consumable forest becomes public-benefit',
    ],
  ] as const
).map(([id, [to, from], zh, en]) =>
  template({
    id,
    title: text(zh, en),
    clause: system(to, from),
    kind: 'transfer',
    fields: { amount: AMOUNT },
    lines: (v) => [debit(to, v.amount), credit(from, v.amount)],
  }),
)

const PRODUCTIVE = {
  cost: money('原价', 'Cost'),
  written: moneyIfAny('累计折旧', 'Accumulated depreciation'),
} as const

const withinCost = (v: { readonly cost: bigint; readonly written: bigint }) =>
  unless(v.written <= v.cost, {
    field: 'written',
    text: text('累计折旧超过原价', 'exceeds the cost'),
  })

const productive: readonly Template[] = [
  template({
    id: 'productive-culled',
    title: text('产畜、经济林淘汰转为育肥或消耗性', 'Productive assets culled to fattening'),
    clause: system('141', '142', '143'),
    kind: 'transfer',
    fields: PRODUCTIVE,
    problems: (v) => [withinCost(v)],
    lines: (v) => [
      debit('141', v.cost - v.written),
      debit('143', v.written),
      credit('142', v.cost),
    ],
  }),
  template({
    id: 'productive-depreciation',
    title: text('计提生产性生物资产折旧', 'Depreciation of productive biological assets'),
    clause: system('143'),
    kind: 'transfer',
    fields: {
      amount: money('本期折旧', 'Depreciation of the period'),
      for: choice('计入', 'Charged to', ['401', '521']),
    },
    lines: (v) => [debit(v.for, v.amount), credit('143', v.amount)],
  }),
  template({
    id: 'productive-sale',
    title: text('出售生产性生物资产', 'Sale of productive biological assets'),
    clause: system('142', '143', '502', '529'),
    kind: 'receipt',
    fields: {
      ...PRODUCTIVE,
      proceeds: money('出售收入', 'Proceeds'),
      counterparty: counterpartyIfAny('购买方', 'Buyer'),
      into: choice('收款方式', 'Settled by', ['102', '101', '109', '113']),
    },
    problems: (v) => [withinCost(v)],
    lines: (v) => [
      debit(v.into, v.proceeds, settled(v.into, { party: v.counterparty })),
      debit('143', v.written),
      credit('142', v.cost),
      difference(
        v.proceeds + v.written - v.cost,
        { credit: '502', debit: '529' },
        { credit: { item: 'other' } },
      ),
    ],
    notes: () => [NOTES.approval],
  }),
]

/** Templates of biological assets besides the costs of growing them. */
export const biologicalTemplates: readonly Template[] = [...bought, ...moved, ...productive]
