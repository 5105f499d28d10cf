import { z } from 'zod'
import { date, type LocalDate } from '../../kernel/date.ts'
import { sayFaults } from '../../kernel/fault.ts'
import type { Severity } from '../../kernel/finding.ts'
import { compareFractions } from '../../kernel/fraction.ts'
import { type Text, text } from '../../kernel/text.ts'
import { BOOK_RULE_IDS, BOOK_RULES } from './book-rules.ts'
import { DECISION_RULES } from './decision-rules.ts'
import type { RuleCatalogue, RuleSpec } from './model.ts'
import { count as heads, flag, share } from './parameter-schemas.ts'
import { readingText } from './reading-names.ts'

/*
 * The rules the product ships: what each may be set to, which readings it has, what counts by default and
 * where it comes from. How a register is measured against them is the work of the shares module.
 */

/** What a share can be a share of. */
export const BASES = ['registered', 'paid', 'internal', 'dividend'] as const

/** The eight equity rules, in the order in which they are always printed. */
export const RULE_IDS = [
  'SEED-COLL',
  'SEED-BRANCH',
  'SEED-MAX20',
  'SEED-HH10',
  'COOP-MIN',
  'COOP-FARMER80',
  'COOP-UNIT',
  'COOP-PUBLIC',
] as const
export type RuleId = (typeof RULE_IDS)[number]

sayFaults({
  band_order: text('下限不能高于上限', 'the lower bound must not exceed the upper'),
})

/** The parameters of each rule as they stand in a county's rule version: plain JSON outside. */
export const PARAMETER_SHAPES = {
  'SEED-COLL': { min: share, max: share },
  'SEED-BRANCH': { min: share },
  'SEED-MAX20': { max: share },
  'SEED-HH10': { min: share },
  'COOP-MIN': { members: heads },
  'COOP-FARMER80': { min: share },
  /** Up to `small` members at most `smallUnits` units, above it at most the share `max`. */
  'COOP-UNIT': { small: heads, smallUnits: heads, max: share, collectiveCounts: flag },
  'COOP-PUBLIC': {},
} as const

const band = z.strictObject(PARAMETER_SHAPES['SEED-COLL'])
export const inOrder = ({ min, max }: z.output<typeof band>): boolean =>
  compareFractions(min, max) <= 0

export const PARAMETERS = {
  'SEED-COLL': band.refine(inOrder, { error: 'band_order', path: ['min'] }),
  'SEED-BRANCH': z.strictObject(PARAMETER_SHAPES['SEED-BRANCH']),
  'SEED-MAX20': z.strictObject(PARAMETER_SHAPES['SEED-MAX20']),
  'SEED-HH10': z.strictObject(PARAMETER_SHAPES['SEED-HH10']),
  'COOP-MIN': z.strictObject(PARAMETER_SHAPES['COOP-MIN']),
  'COOP-FARMER80': z.strictObject(PARAMETER_SHAPES['COOP-FARMER80']),
  'COOP-UNIT': z.strictObject(PARAMETER_SHAPES['COOP-UNIT']),
  'COOP-PUBLIC': z.strictObject(PARAMETER_SHAPES['COOP-PUBLIC']),
} as const

export type ParametersOf<R extends RuleId> = z.output<(typeof PARAMETERS)[R]>

/** What the product ships of a rule. It has the form of an entry in the county's rule catalogue. */
export interface ShareRule<R extends RuleId = RuleId> {
  readonly rule: R
  readonly title: Text
  readonly source: string
  readonly clause: { readonly document: string; readonly number: string }
  readonly readings: readonly { readonly id: string; readonly text: Text }[]
  /** National law is fixed; the county's own rules are set by the county. */
  readonly adjustable: boolean
  readonly parameters: (typeof PARAMETERS)[R]
  readonly severity: Severity
  readonly binding: string
  readonly defaults: z.input<(typeof PARAMETERS)[R]>
  /** The day from which it counts; null: from the day the county names. */
  readonly from: LocalDate | null
}

const seed = (gist: string): string => `《一着妙棋活全盘》(沂水县农业农村局,2020-11-30):${gist}`
const act = (article: string): string => `农民专业合作社法(2017年修订)${article}`
const ACT_FROM = date('2018-07-01')
const readings = (ids: readonly string[]) => ids.map((id) => ({ id, text: readingText(id) }))

const BRANCH_READINGS = ['each', 'together', 'average'].flatMap((how) =>
  ['committee', 'party'].flatMap((who) => BASES.map((base) => `${how}-${who}-${base}`)),
)
const CAP_READINGS = ['person', 'household', 'group'].flatMap((who) =>
  BASES.flatMap((base) => [`${who}-${base}`, `${who}-${base}-no-enterprise`]),
)

const county = (number: string, gist: string) => ({
  source: seed(gist),
  clause: { document: 'yishui-opinions', number: `(二)规范管理·${number}` },
  adjustable: true,
  from: null,
})
const law = (article: string, more = '') => ({
  source: act(article) + more,
  clause: { document: 'coop-law', number: article },
  adjustable: false,
  from: ACT_FROM,
})

/**
 * The rules with their sources and defaults. Rules that may refuse an act bind on registered contributions,
 * since by paid-up money whoever pays first would always hold too much; the advisory band of the collective
 * binds on what is paid up.
 */
export const SHARE_RULES: { readonly [R in RuleId]: ShareRule<R> } = {
  'SEED-COLL': {
    rule: 'SEED-COLL',
    title: text('集体占股幅度', 'Collective share'),
    ...county('集体占股', '集体占股以20—40%为宜'),
    readings: readings(BASES),
    parameters: PARAMETERS['SEED-COLL'],
    severity: 'warn',
    binding: 'paid',
    defaults: { min: '20/100', max: '40/100' },
  },
  'SEED-BRANCH': {
    rule: 'SEED-BRANCH',
    title: text('村党支部成员占股下限', 'Floor of the branch members’ share'),
    ...county('支部成员占股', '村党支部成员占股不低于1%'),
    readings: readings(BRANCH_READINGS),
    parameters: PARAMETERS['SEED-BRANCH'],
    severity: 'block',
    binding: 'together-party-registered',
    defaults: { min: '1/100' },
  },
  'SEED-MAX20': {
    rule: 'SEED-MAX20',
    title: text('单个社员出资上限', 'Cap on a single member'),
    ...county('单个社员出资', '单个社员出资比例不超过20%,从源头上防止“大户垄断”'),
    readings: readings(CAP_READINGS),
    parameters: PARAMETERS['SEED-MAX20'],
    severity: 'block',
    binding: 'person-registered',
    defaults: { max: '20/100' },
  },
  'SEED-HH10': {
    rule: 'SEED-HH10',
    title: text('入社户数下限', 'Floor of households that have joined'),
    ...county('入社户数', '入社户数不少于10%'),
    readings: readings(['registered-households', 'resident-households', 'collective-households']),
    parameters: PARAMETERS['SEED-HH10'],
    severity: 'warn',
    binding: 'collective-households',
    defaults: { min: '10/100' },
  },
  'COOP-MIN': {
    rule: 'COOP-MIN',
    title: text('成员不少于五名', 'At least five members'),
    ...law('第十二条'),
    readings: readings(['members']),
    parameters: PARAMETERS['COOP-MIN'],
    severity: 'block',
    binding: 'members',
    defaults: { members: 5 },
  },
  'COOP-FARMER80': {
    rule: 'COOP-FARMER80',
    title: text('农民至少占成员的 80%', 'Farmers are at least 80% of members'),
    ...law('第二十条', ';市场主体登记管理条例实施细则第三十九条(六个月内恢复)'),
    readings: readings(['farmers']),
    parameters: PARAMETERS['COOP-FARMER80'],
    severity: 'block',
    binding: 'farmers',
    defaults: { min: '80/100' },
  },
  'COOP-UNIT': {
    rule: 'COOP-UNIT',
    title: text('单位成员不超限', 'Unit members within the limit'),
    ...law('第二十条'),
    readings: readings(['units']),
    parameters: PARAMETERS['COOP-UNIT'],
    severity: 'block',
    binding: 'units',
    defaults: { small: 20, smallUnits: 1, max: '5/100', collectiveCounts: true },
  },
  'COOP-PUBLIC': {
    rule: 'COOP-PUBLIC',
    title: text('公共事务管理单位不得入社', 'No unit with public functions'),
    ...law('第十九条'),
    readings: readings(['public-units']),
    parameters: PARAMETERS['COOP-PUBLIC'],
    severity: 'block',
    binding: 'public-units',
    defaults: {},
  },
}

/** What a co-op's own charter sets for its register; a co-op whose charter says nothing of it is not asked. */
const CHARTER_COLL: RuleSpec = {
  rule: 'CHARTER-COLL',
  judges: 'register',
  title: text('集体占股不超过章程上限', 'The charter’s cap on the collective’s share'),
  source: act('第十五条'),
  clause: { document: 'coop-law', number: '第十五条' },
  readings: readings(['registered', 'paid']),
  adjustable: false,
  parameters: z.strictObject({}),
  // The clause says what is fitting (为宜), as the county's band does.
  severity: 'warn',
  binding: 'registered',
  defaults: {},
  from: ACT_FROM,
}

/** The catalogue in its fixed order: the register first, then distribution, leaving and the books, then meetings. */
export const RULE_CATALOGUE: RuleCatalogue = [
  ...RULE_IDS.map((rule) => ({ ...SHARE_RULES[rule], judges: 'register' as const })),
  CHARTER_COLL,
  ...BOOK_RULE_IDS.map((rule) => BOOK_RULES[rule]),
  ...DECISION_RULES,
]
