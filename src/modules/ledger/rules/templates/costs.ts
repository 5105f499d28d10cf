import { type Fen, sumFen } from '../../../../kernel/money.ts'
import { text } from '../../../../kernel/text.ts'
import type { Line } from '../../model.ts'
import { credit, debit } from '../lines.ts'
import {
  choice,
  counterpartyIfAny,
  moneyIfAny,
  system,
  type Template,
  template,
  workerIfAny,
} from '../template.ts'
import { settled } from './trade.ts'

/*
 * Costs that come from many sides at once: material from the store, wages, casual labour, money. A crop, a
 * building and a processing order are all fed in this way.
 */

const COST_FIELDS = {
  seed: moneyIfAny('种子、种苗', 'Seed and seedlings'),
  fertiliser: moneyIfAny('肥料', 'Fertiliser'),
  pesticide: moneyIfAny('农药', 'Pesticide'),
  feed: moneyIfAny('饲料', 'Feed'),
  materials: moneyIfAny('其他物资', 'Other materials'),
  wages: moneyIfAny('应付工资', 'Wages'),
  labour: moneyIfAny('应付劳务费', 'Casual labour'),
  worker: workerIfAny('劳务人员', 'Worker'),
  other: moneyIfAny('其他费用', 'Other costs'),
  counterparty: counterpartyIfAny('往来单位或个人', 'Counterparty'),
  from: choice('其他费用付款方式', 'Other costs settled by', ['101', '102', '109', '211']),
} as const

const MATERIALS = [
  ['seed', '种子、种苗'],
  ['fertiliser', '肥料'],
  ['pesticide', '农药'],
  ['feed', '饲料'],
  ['materials', '其他物资'],
] as const

type Costs = Readonly<Record<(typeof MATERIALS)[number][0] | 'wages' | 'labour' | 'other', Fen>> & {
  readonly worker: string | null
  readonly counterparty: string | null
  readonly from: string
}

/** One debit for all, and what each side gave. */
function costLines(account: string, v: Costs): Line[] {
  const credits = [
    ...MATERIALS.map(([field, summary]) => credit('121', v[field], { summary })),
    credit('212', v.wages),
    credit('213', v.labour, { party: v.worker }),
    credit(v.from, v.other, settled(v.from, { party: v.counterparty })),
  ]
  return [debit(account, sumFen(credits.map((one) => one.credit))), ...credits]
}

interface CostTemplate {
  readonly id: string
  readonly title: readonly [zh: string, en: string]
  readonly account: string
}

const LIST: readonly CostTemplate[] = [
  {
    id: 'consumable-cost',
    title: ['消耗性生物资产的种植、饲养费用', 'Cost of growing crops and fattening stock'],
    account: '141',
  },
  {
    id: 'public-forest-cost',
    title: ['公益性生物资产的营造费用', 'Cost of a public-benefit forest before closure'],
    account: '144',
  },
  {
    id: 'productive-care',
    title: ['生产性生物资产成熟后的管护、饲养费用', 'Care of productive assets after maturity'],
    account: '521',
  },
  {
    id: 'forest-care',
    title: ['林木郁闭后的管护费用', 'Care of a forest after closure'],
    account: '529',
  },
  { id: 'production-cost', title: ['生产、加工费用', 'Production cost'], account: '401' },
  { id: 'construction-cost', title: ['在建工程支出', 'Cost of construction'], account: '153' },
]

/** A template for each account that gathers costs. */
export const costTemplates: readonly Template[] = LIST.map(({ id, title, account }) =>
  template({
    id,
    title: text(...title),
    clause: system(account),
    kind: 'transfer',
    fields: COST_FIELDS,
    lines: (v) => costLines(account, v),
  }),
)
