import { z } from 'zod'
import { date } from '../../kernel/date.ts'
import { parseFraction } from '../../kernel/fraction.ts'
import { text, type Text } from '../../kernel/text.ts'
import { SHARE_CLAUSES } from './data/county.ts'
import type { RuleCatalogue, RuleSpec } from './model.ts'

/*
 * The equity rules the product knows: what each may be set to, which readings it has, what counts by
 * default and where it comes from. How a register is measured against them is the shares module's work.
 */

/** A part of a whole between 0 and 1, exact: "20/100" or "0.2". */
const part = z.string().refine(
  (value) => {
    const parsed = parseFraction(value)
    return parsed !== null && parsed.num >= 0n && parsed.num <= parsed.den
  },
  { error: 'part' },
)

const band = z.strictObject({ min: part, max: part }).refine(
  ({ min, max }) => {
    const [a, b] = [parseFraction(min), parseFraction(max)]
    return a !== null && b !== null && a.num * b.den <= b.num * a.den
  },
  { error: 'band', path: ['max'] },
)

/** What each rule may be set to, by rule id. */
export const RULE_PARAMETERS = {
  'SEED-COLL': band,
  'SEED-BRANCH': z.strictObject({ min: part }),
  'SEED-MAX20': z.strictObject({ max: part }),
  'SEED-HH10': z.strictObject({ min: part }),
  'COOP-MIN': z.strictObject({ members: z.number().int().min(1).max(1000) }),
  'COOP-FARMER80': z.strictObject({ min: part }),
  'COOP-UNIT': z.strictObject({
    small: z.number().int().min(0).max(1000),
    smallUnits: z.number().int().min(0).max(1000),
    max: part,
  }),
  'COOP-PUBLIC': z.strictObject({}),
} as const

export type EquityRuleId = keyof typeof RULE_PARAMETERS
export type RuleParameters<R extends EquityRuleId> = z.output<(typeof RULE_PARAMETERS)[R]>
export const EQUITY_RULES = Object.keys(RULE_PARAMETERS) as readonly EquityRuleId[]

export const BASES = ['paid', 'registered', 'internal', 'dividend'] as const
export type Base = (typeof BASES)[number]

const BASE_TEXTS: Readonly<Record<Base, Text>> = {
  paid: text('实缴出资', 'paid-in contributions'),
  registered: text('登记出资(含认缴未缴)', 'registered contributions, paid or promised'),
  internal: text('内部量化份额', 'internal units'),
  dividend: text('分红权', 'dividend rights'),
}
const baseReadings = (prefix: string, zh: string, en: string) =>
  BASES.map((base) => ({
    id: prefix === '' ? base : `${prefix}-${base}`,
    text: text(`${zh}按${BASE_TEXTS[base].zh}`, `${en} by ${BASE_TEXTS[base].en}`),
  }))

const BRANCH_WAYS = [
  ['each', '每人', 'each'],
  ['together', '合计', 'together'],
  ['average', '人均', 'on average'],
] as const
const BRANCH_GROUPS = [
  ['committee', '支委会成员', 'committee members'],
  ['party', '支部全体党员', 'all Party members of the branch'],
] as const

const SEED = '沂水县农业农村局文章(2020-11-30)'
const seedClause = (number: string) => ({ document: 'yishui-opinions', number })
const ACT = '农民专业合作社法(2017)'
const ACT_FROM = date('2018-07-01')

const county = (
  rule: EquityRuleId,
  spec: Pick<RuleSpec, 'title' | 'readings' | 'severity' | 'binding' | 'defaults' | 'clause'>,
): RuleSpec => ({
  rule,
  source: SEED,
  adjustable: true,
  parameters: RULE_PARAMETERS[rule],
  from: null,
  ...spec,
})

const national = (
  rule: EquityRuleId,
  article: string,
  spec: Pick<RuleSpec, 'title' | 'readings' | 'binding' | 'defaults'>,
): RuleSpec => ({
  rule,
  source: `${ACT}${article}`,
  adjustable: false,
  parameters: RULE_PARAMETERS[rule],
  clause: { document: 'coop-law', number: article },
  severity: 'block',
  from: ACT_FROM,
  ...spec,
})

/** The eight rules in the order in which they are always printed. */
export const RULE_CATALOGUE: RuleCatalogue = [
  county('SEED-COLL', {
    title: text('集体占股', 'Collective’s share'),
    clause: seedClause(SHARE_CLAUSES.collective),
    readings: baseReadings('', '', ''),
    severity: 'warn',
    binding: 'paid',
    defaults: { min: '20/100', max: '40/100' },
  }),
  county('SEED-BRANCH', {
    title: text('支部成员占股', 'Branch members’ share'),
    clause: seedClause(SHARE_CLAUSES.branch),
    readings: BRANCH_WAYS.flatMap(([way, wayZh, wayEn]) =>
      BRANCH_GROUPS.flatMap(([group, zh, en]) =>
        baseReadings(`${way}-${group}`, `${zh}${wayZh},`, `${en}, ${wayEn},`),
      ),
    ),
    severity: 'block',
    binding: 'together-party-paid',
    defaults: { min: '1/100' },
  }),
  county('SEED-MAX20', {
    title: text('单个成员出资上限', 'Cap on one member'),
    clause: seedClause(SHARE_CLAUSES.single),
    readings: [
      ...baseReadings('person', '单个成员(集体除外),', 'any one holder but the collective,'),
      ...baseReadings('person-natural', '单个成员(集体和单位除外),', 'any one person,'),
      ...baseReadings('household', '同一农户合计,', 'one household together,'),
      ...baseReadings('group', '关联成员合计,', 'linked holders together,'),
      ...baseReadings('group-natural', '关联自然人合计,', 'linked persons together,'),
    ],
    severity: 'block',
    binding: 'person-paid',
    defaults: { max: '20/100' },
  }),
  county('SEED-HH10', {
    title: text('入社户数', 'Households joined'),
    clause: seedClause(SHARE_CLAUSES.households),
    readings: [
      { id: 'collective', text: text('集体经济组织成员户', 'households of the collective') },
      { id: 'registered', text: text('户籍户', 'registered households') },
      { id: 'resident', text: text('常住户', 'resident households') },
    ],
    severity: 'warn',
    binding: 'collective',
    defaults: { min: '1/10' },
  }),
  national('COOP-MIN', '第十二条', {
    title: text('最低成员数', 'Fewest members'),
    readings: [{ id: 'members', text: text('全体成员', 'all members') }],
    binding: 'members',
    defaults: { members: 5 },
  }),
  national('COOP-FARMER80', '第二十条', {
    title: text('农民成员占比', 'Farmers among members'),
    readings: [{ id: 'members', text: text('按成员人数', 'by heads') }],
    binding: 'members',
    defaults: { min: '80/100' },
  }),
  national('COOP-UNIT', '第二十条', {
    title: text('单位成员限额', 'Unit members'),
    readings: [
      { id: 'with-collective', text: text('集体计入单位成员', 'the collective counts as a unit') },
      { id: 'without-collective', text: text('集体不计入', 'the collective does not count') },
    ],
    binding: 'with-collective',
    defaults: { small: 20, smallUnits: 1, max: '5/100' },
  }),
  national('COOP-PUBLIC', '第十九条', {
    title: text('公共管理职能单位不得入社', 'No unit with public functions'),
    readings: [{ id: 'members', text: text('全体成员', 'all members') }],
    binding: 'members',
    defaults: {},
  }),
]
