import { type Text, text } from '../../../src/kernel/text.ts'
import type { Out } from '../../api.ts'

/* The closed lists of development in words. */

export type Proposal = Out<'listClassProposals'>['rows'][number]
export type CoopClass = Proposal['proposed']
export type Result = Out<'readClassProposal'>['results'][number]
export type Tone = 'fail' | 'depends' | 'pass' | 'accent'

export const CLASSES = ['model', 'improve', 'transform', 'rebuild'] as const

export const CLASS_WORDS: Readonly<Record<CoopClass, Text>> = {
  model: text('示范引领型', 'Model-leading'),
  improve: text('规范提升型', 'Regulate and improve'),
  transform: text('改造转化型', 'Transform'),
  rebuild: text('重新组建型', 'Rebuild'),
}

export const CLASS_TONES: Readonly<Record<CoopClass, Tone | undefined>> = {
  model: 'pass',
  improve: undefined,
  transform: 'depends',
  rebuild: 'fail',
}

/** What people put down: the ledgers know nothing of it. */
export const SEEN_FACTS = [
  'audited',
  'disclosed',
  'big_household',
  'business_misfit',
  'named_only',
  'stopped',
  'funds_taken',
  'illegal_finance',
  'unusable_entity',
] as const
export type SeenFact = (typeof SEEN_FACTS)[number]

export const SEEN_WORDS: Readonly<Record<SeenFact, Text>> = {
  audited: text('近12个月经过审计', 'Audited within 12 months'),
  disclosed: text('社务、财务按时公开', 'Disclosure on time'),
  big_household: text('由大户或外来人把持', 'Run by a big household or outsider'),
  business_misfit: text('主营产业不适宜', 'Business that does not fit'),
  named_only: text('成员仅挂名', 'Members in name only'),
  stopped: text('因经营不善停业两年', 'Stopped for two years'),
  funds_taken: text('骗取、套取财政资金', 'Public money taken by fraud'),
  illegal_finance: text('从事非法金融活动', 'Illegal finance'),
  unusable_entity: text('原登记主体不可用', 'Entity cannot be used'),
}
