import { text } from '../../../kernel/text.ts'
import type { Parameters, RankingSet } from '../model.ts'
import { SEED } from './words.ts'

/** What holds until the county sets its own. Days and the zero line are defaults of the product. */
export const SHIPPED_PARAMETERS: Parameters = {
  baseYear: null,
  zeroLine: '0',
  closingDays: 15,
  oldDays: 180,
}

const minmax = (group: string, indicator: string, weight: string) =>
  ({ group, indicator, weight, normalise: 'minmax' }) as const

/**
 * 排出乡镇位次 (R88) and 四个效果 (R4). The seed gives no weights: these are defaults, of which the county saves its
 * own. Shares and averages only, so that a town with many villages is not ahead by its size.
 */
export const SHIPPED_SETS: readonly RankingSet[] = [
  {
    id: 'towns',
    title: text('乡镇(街道)工作位次', 'Ranking of towns'),
    level: 'town',
    groups: [
      { id: 'expansion', title: text('扩面', 'Expansion') },
      { id: 'income', title: text('增收', 'Income') },
      { id: 'order', title: text('规范', 'Order') },
      { id: 'books', title: text('账务', 'Books') },
    ],
    lines: [
      minmax('expansion', 'coverage', '20'),
      minmax('expansion', 'new-households-per-village', '10'),
      minmax('income', 'collective-per-village', '15'),
      minmax('income', 'member-per-household', '15'),
      minmax('order', 'kept-share', '15'),
      minmax('order', 'model-share', '5'),
      minmax('books', 'closed', '10'),
      minmax('books', 'paid-share', '10'),
    ],
    ties: 'shared',
    source: `${SEED} R88;权重为系统默认值,由县里设定`,
  },
  {
    id: 'four-results',
    title: text('四个效果', 'Four results'),
    level: 'town',
    groups: [
      { id: 'branch', title: text('支部有作为', 'The branch acts') },
      { id: 'first', title: text('党员当先锋', 'Members first') },
      { id: 'collective', title: text('集体增收益', 'The collective gains') },
      { id: 'people', title: text('群众得实惠', 'Villagers benefit') },
    ],
    lines: [
      minmax('branch', 'coverage', '15'),
      minmax('branch', 'assembly-share', '10'),
      minmax('first', 'party-joined', '25'),
      minmax('collective', 'collective-per-village', '25'),
      minmax('people', 'member-per-household', '15'),
      minmax('people', 'paid-share', '10'),
    ],
    ties: 'shared',
    source: `${SEED} R4;权重为系统默认值,由县里设定`,
  },
  {
    id: 'four-results-coops',
    title: text('四个效果(合作社)', 'Four results of co-ops'),
    level: 'coop',
    groups: [
      { id: 'branch', title: text('支部有作为', 'The branch acts') },
      { id: 'first', title: text('社务规范', 'Order') },
      { id: 'collective', title: text('集体增收益', 'The collective gains') },
      { id: 'people', title: text('群众得实惠', 'Villagers benefit') },
    ],
    lines: [
      minmax('branch', 'households', '25'),
      minmax('first', 'findings-block', '15'),
      minmax('first', 'closed', '10'),
      minmax('collective', 'own-income', '25'),
      minmax('people', 'member-per-household', '25'),
    ],
    ties: 'shared',
    source: `${SEED} R4;权重为系统默认值,由县里设定`,
  },
]
