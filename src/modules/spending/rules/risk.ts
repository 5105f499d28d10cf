import { type Text, text } from '../../../kernel/text.ts'
import type { RiskTerms } from '../model.ts'

/* How a project's risks are scored: each factor likelihood × impact, both 1 to 5. */

export const FACTORS = [
  'market',
  'technology',
  'funding',
  'land',
  'policy',
  'partner',
  'disaster',
  'collective',
] as const
export type Factor = (typeof FACTORS)[number]

export const FACTOR_WORDS: Readonly<Record<Factor, Text>> = {
  market: text('市场风险', 'Market'),
  technology: text('技术风险', 'Technology'),
  funding: text('资金风险', 'Funding'),
  land: text('土地风险', 'Land'),
  policy: text('政策风险', 'Policy'),
  partner: text('合作方风险', 'Partner'),
  disaster: text('自然灾害风险', 'Natural disaster'),
  collective: text('集体资产损失风险', 'Loss of collective property'),
}

export const LEVELS = ['low', 'medium', 'high'] as const
export type Level = (typeof LEVELS)[number]

export const LEVEL_WORDS: Readonly<Record<Level, Text>> = {
  low: text('低', 'Low'),
  medium: text('中', 'Medium'),
  high: text('高', 'High'),
}

export const RISK_STATUSES = ['open', 'watching', 'closed', 'happened'] as const

export interface Mark {
  readonly factor: Factor
  readonly likelihood: number
  readonly impact: number
}

export const scoreOf = ({ likelihood, impact }: Mark): number => likelihood * impact

export const levelOfFactor = (mark: Mark, terms: RiskTerms): Level =>
  scoreOf(mark) >= terms.factorHigh
    ? 'high'
    : scoreOf(mark) >= terms.factorMedium
      ? 'medium'
      : 'low'

/** The total and the level: high where one factor or all together are; then medium likewise. */
export function judgeRisk(
  marks: readonly Mark[],
  terms: RiskTerms,
): { readonly total: number; readonly level: Level } {
  const total = marks.reduce((sum, mark) => sum + scoreOf(mark), 0)
  const worst = (level: Level): boolean =>
    marks.some((mark) => levelOfFactor(mark, terms) === level)
  if (worst('high') || total >= terms.totalHigh) return { total, level: 'high' }
  return { total, level: worst('medium') || total >= terms.totalMedium ? 'medium' : 'low' }
}

/** Factors an assessment leaves out or names twice. */
export function unassessed(marks: readonly Pick<Mark, 'factor'>[]): readonly Factor[] {
  return FACTORS.filter((factor) => marks.filter((mark) => mark.factor === factor).length !== 1)
}
