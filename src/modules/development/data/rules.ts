import { fraction } from '../../../kernel/fraction.ts'
import { type Text, text } from '../../../kernel/text.ts'
import type { ClassTest, CoopClass, DevelopmentRules, FactId, Operator } from '../model.ts'

/*
 * What the product ships until the county saves its own. The seed gives the four classes (R67-R70) without
 * criteria: these are proposals, with the six kinds of empty shells of the national clean-up of 2019 as the tests
 * of the fourth class. Every number may be changed by the county, with its day and source.
 */

const SEED = '《一着妙棋活全盘》:往年注册合作社分类提升'
const SHELL = '中农发〔2019〕3号:清理整顿“空壳社”的六类情形'
const CHARTER = '《一着妙棋活全盘》:村集体占股20%—40%,单户不超过20%'

interface Draft {
  readonly fact: FactId
  readonly operator: Operator
  readonly limit?: readonly [number, number]
  readonly title: Text
  readonly cure: Text
  readonly responsible: string
  readonly days: number
  readonly clause: string
  readonly group?: string
}

const test = (of: CoopClass, id: string, draft: Draft): ClassTest => ({
  id,
  class: of,
  title: draft.title,
  fact: draft.fact,
  operator: draft.operator,
  limit: fraction(...(draft.limit ?? [0, 1])),
  group: draft.group ?? id,
  clause: draft.clause,
  on: true,
  cure: draft.cure,
  responsible: draft.responsible,
  days: draft.days,
})

const REBUILD: readonly ClassTest[] = [
  test('rebuild', 'few-members', {
    fact: 'members',
    operator: 'below',
    limit: [5, 1],
    title: text('成员不足5人,无农民实际参与', 'Fewer than five members'),
    cure: text('核实成员,清退挂名;不足法定人数的依法解散', 'check the members; dissolve lawfully if too few'),
    responsible: '乡镇经管站',
    days: 60,
    clause: `农民专业合作社法 12;${SHELL}`,
  }),
  test('rebuild', 'idle', {
    fact: 'operated',
    operator: 'no',
    title: text('连续两年无经营活动', 'No operation for two years'),
    cure: text('查明原因,清算资产,依法注销', 'find the reason, settle assets, deregister lawfully'),
    responsible: '乡镇经管站',
    days: 180,
    clause: SHELL,
  }),
  test('rebuild', 'named-only', {
    fact: 'named_only',
    operator: 'yes',
    title: text('成员仅挂名,多数未参与', 'Members in name only'),
    cure: text('逐户核实成员身份,确认去留', 'check every member’s standing at home'),
    responsible: '村党支部书记',
    days: 60,
    clause: SHELL,
  }),
  test('rebuild', 'stopped', {
    fact: 'stopped',
    operator: 'yes',
    title: text('因经营不善停业两年', 'Stopped for two years by bad running'),
    cure: text('清产核资,清理债权债务', 'take stock, settle claims and debts'),
    responsible: '乡镇经管站',
    days: 120,
    clause: SHELL,
  }),
  test('rebuild', 'funds-taken', {
    fact: 'funds_taken',
    operator: 'yes',
    title: text('骗取、套取财政资金', 'Public money taken by fraud'),
    cure: text('移交有关部门处理,追缴资金', 'hand over to the authority, recover the money'),
    responsible: '县农业农村局',
    days: 30,
    clause: SHELL,
  }),
  test('rebuild', 'illegal-finance', {
    fact: 'illegal_finance',
    operator: 'yes',
    title: text('从事非法金融活动', 'Illegal finance'),
    cure: text('立即停止,移交有关部门', 'stop at once, hand over to the authority'),
    responsible: '县农业农村局',
    days: 15,
    clause: SHELL,
  }),
  test('rebuild', 'unusable', {
    fact: 'unusable_entity',
    operator: 'yes',
    title: text('原登记主体不可用', 'The registered entity cannot be used'),
    cure: text('依法注销;群众自愿的,另行组建', 'deregister lawfully; form anew if villagers want'),
    responsible: '乡镇经管站',
    days: 180,
    clause: SEED,
  }),
]

const TRANSFORM: readonly ClassTest[] = [
  test('transform', 'collective-low', {
    fact: 'collective_share',
    operator: 'below',
    limit: [1, 5],
    title: text('村集体未入股或占股低于下限', 'Collective absent or below the band'),
    cure: text(
      '由成员大会决定增加村集体出资;保护原成员财产,不得强制稀释',
      'the assembly decides on more from the collective; no forced dilution',
    ),
    responsible: '村党支部书记',
    days: 180,
    clause: CHARTER,
  }),
  test('transform', 'concentrated', {
    fact: 'largest_share',
    operator: 'above',
    limit: [1, 5],
    title: text('单一持股超过上限', 'One holder above the cap'),
    cure: text(
      '协商调整股权结构,成员大会决议;自愿、有偿',
      'agree on another structure by the assembly; voluntary and paid for',
    ),
    responsible: '理事长',
    days: 180,
    clause: CHARTER,
  }),
  test('transform', 'big-household', {
    fact: 'big_household',
    operator: 'yes',
    title: text('由大户或外来人把持', 'Run by a big household or outsider'),
    cure: text('依章程改选理事会,党组织书记依法任理事长', 'elect the council anew by the charter'),
    responsible: '村党支部书记',
    days: 120,
    clause: SEED,
  }),
  test('transform', 'no-branch', {
    fact: 'branch_led',
    operator: 'no',
    title: text('没有党支部领办', 'Not led by a Party branch'),
    cure: text('明确领办党支部,完善领办程序', 'name the branch that leads it, by due procedure'),
    responsible: '乡镇(街道)党(工)委',
    days: 90,
    clause: SEED,
  }),
  test('transform', 'misfit', {
    fact: 'business_misfit',
    operator: 'yes',
    title: text('主营产业不适宜', 'Business that does not fit'),
    cure: text('结合本村资源另选产业,组织可行性论证', 'choose another business, reasoned through'),
    responsible: '理事长',
    days: 180,
    clause: SEED,
  }),
]

const IMPROVE: readonly ClassTest[] = [
  test('improve', 'runs', {
    fact: 'operated',
    operator: 'yes',
    title: text('正常经营', 'Operates'),
    cure: text('恢复经营,列出本年生产计划', 'take up business again, with a plan for the year'),
    responsible: '理事长',
    days: 90,
    clause: SEED,
  }),
  test('improve', 'real-members', {
    fact: 'members',
    operator: 'atLeast',
    limit: [5, 1],
    title: text('成员达到法定人数', 'Members as the law asks'),
    cure: text('动员农户自愿入社,办理入社手续', 'win members, who join of their own will'),
    responsible: '村党支部书记',
    days: 90,
    clause: '农民专业合作社法 12',
  }),
  test('improve', 'has-books', {
    fact: 'books',
    operator: 'yes',
    title: text('建有会计账', 'Keeps books'),
    cure: text('建账,补记本年凭证', 'open books, enter the year’s vouchers'),
    responsible: '合作社会计',
    days: 60,
    clause: '财会〔2021〕37号',
  }),
  test('improve', 'few-amber', {
    fact: 'amber',
    operator: 'atMost',
    limit: [3, 1],
    title: text('黄色结论不超过3条', 'At most three amber findings'),
    cure: text('逐条整改股权结论', 'mend the findings one by one'),
    responsible: '理事长',
    days: 180,
    clause: SEED,
  }),
  test('improve', 'no-red', {
    fact: 'red',
    operator: 'atMost',
    limit: [0, 1],
    title: text('没有红色结论', 'No red finding'),
    cure: text('按最小修正方案整改红色结论', 'mend red findings by the smallest fix'),
    responsible: '理事长',
    days: 90,
    clause: SEED,
  }),
]

const MODEL: readonly ClassTest[] = [
  test('model', 'clean-red', {
    fact: 'red',
    operator: 'atMost',
    limit: [0, 1],
    title: text('没有红色结论', 'No red finding'),
    cure: text('整改红色结论', 'mend red findings'),
    responsible: '理事长',
    days: 90,
    clause: SEED,
  }),
  test('model', 'clean-amber', {
    fact: 'amber',
    operator: 'atMost',
    limit: [0, 1],
    title: text('股权规则全部符合', 'All rules of the register kept'),
    cure: text('整改黄色结论', 'mend amber findings'),
    responsible: '理事长',
    days: 120,
    clause: CHARTER,
  }),
  test('model', 'size', {
    fact: 'members',
    operator: 'atLeast',
    limit: [50, 1],
    group: 'size',
    title: text('成员50人以上', 'Fifty members or more'),
    cure: text('动员农户自愿入社', 'win members, who join of their own will'),
    responsible: '村党支部书记',
    days: 365,
    clause: SEED,
  }),
  test('model', 'reach', {
    fact: 'household_share',
    operator: 'atLeast',
    limit: [3, 10],
    group: 'size',
    title: text('入社户占本村30%以上', 'Thirty percent of households or more'),
    cure: text('动员农户自愿入社', 'win members, who join of their own will'),
    responsible: '村党支部书记',
    days: 365,
    clause: SEED,
  }),
  test('model', 'earns', {
    fact: 'own_surplus',
    operator: 'above',
    title: text('扣除补助后有盈余', 'A surplus without subsidy'),
    cure: text('改善经营,补助不算盈余', 'run better: subsidies do not count'),
    responsible: '理事长',
    days: 365,
    clause: SEED,
  }),
  test('model', 'pays', {
    fact: 'paid',
    operator: 'above',
    title: text('近两年实际向成员分配', 'Paid its members within two years'),
    cure: text('依法分配并实际支付', 'divide lawfully and pay'),
    responsible: '理事长',
    days: 365,
    clause: '农民专业合作社法 44',
  }),
  test('model', 'audit', {
    fact: 'audited',
    operator: 'yes',
    title: text('经过审计', 'Audited'),
    cure: text('委托审计,报告向成员公开', 'have it audited, show the report to members'),
    responsible: '监事会',
    days: 180,
    clause: SEED,
  }),
  test('model', 'disclosure', {
    fact: 'disclosed',
    operator: 'yes',
    title: text('社务、财务公开按时', 'Disclosure on time'),
    cure: text('按月公开社务、财务', 'show affairs and accounts every month'),
    responsible: '监事会',
    days: 90,
    clause: SEED,
  }),
]

/** From the first day of the product on, until the county saves a version of its own. */
export const SHIPPED_RULES: DevelopmentRules = {
  tests: [...REBUILD, ...TRANSFORM, ...IMPROVE, ...MODEL],
  pairing: {
    capacity: 3,
    bigMembers: 60,
    sameIndustry: 50,
    sameKind: 10,
    sameVillage: 40,
    sameTown: 30,
    borderingTown: 15,
    perKilometre: 1,
    farthestKilometres: 30,
    perClass: 10,
    least: 60,
    seconds: 10,
  },
  union: { least: 3, most: 8, classes: ['improve', 'transform'] },
  stakeCap: fraction(3, 10),
}

export const SHIPPED_SOURCE = text(
  '系统建议值,县里可改(种子文章未给出标准)',
  'Proposed by the product; the county may change it (the seed article gives no criteria)',
)

/** What is done with each class whatever its tests say (seed R67-R71). */
export const CLASS_TASKS: Readonly<
  Record<
    CoopClass,
    {
      readonly aim: Text
      readonly months: number
      readonly notes: readonly Text[]
      readonly tasks: readonly {
        readonly what: Text
        readonly responsible: string
        readonly days: number
      }[]
    }
  >
> = {
  model: {
    aim: text('示范引领,带动周边合作社', 'Lead and teach others'),
    months: 12,
    notes: [],
    tasks: [
      {
        what: text('与弱社、小社结对“1+N”', 'Pair with weak or small co-ops (1+N)'),
        responsible: '理事长',
        days: 60,
      },
      {
        what: text('总结做法,接待观摩', 'Write down how it is done, receive visitors'),
        responsible: '村党支部书记',
        days: 120,
      },
    ],
  },
  improve: {
    aim: text('对照清单补齐短板,6个月内规范', 'Mend the defects within six months'),
    months: 6,
    notes: [],
    tasks: [
      {
        what: text('成员大会通报问题清单', 'Tell the assembly what is to be mended'),
        responsible: '理事长',
        days: 30,
      },
      {
        what: text('落实一名帮扶人', 'Name a helper'),
        responsible: '乡镇经管站',
        days: 15,
      },
    ],
  },
  transform: {
    aim: text('调整股权、领导和产业,12个月内改造', 'Change shares, leadership, business within a year'),
    months: 12,
    notes: [
      text(
        '股权调整由成员(代表)大会决定,自愿、有偿,保护原成员财产,不得强制稀释或强行收回股份。',
        'Shares change by the assembly’s vote only, voluntarily and paid for: no forced dilution.',
      ),
    ],
    tasks: [
      {
        what: text('摸清股权、债权债务和实际控制人', 'Find out holdings, debts and who really runs it'),
        responsible: '乡镇经管站',
        days: 45,
      },
      {
        what: text('召开成员(代表)大会,表决改造方案', 'The assembly votes on the plan'),
        responsible: '理事长',
        days: 90,
      },
    ],
  },
  rebuild: {
    aim: text('依法清算注销;群众自愿的,重新组建', 'Settle and deregister lawfully; form anew if wanted'),
    months: 12,
    notes: [
      text(
        '解散、清算、注销须依法进行,成员和债权人的财产受保护。',
        'Dissolution, liquidation and deregistration by law; property of members and creditors is kept.',
      ),
    ],
    tasks: [
      {
        what: text('清产核资,公布债权债务', 'Take stock, publish claims and debts'),
        responsible: '乡镇经管站',
        days: 60,
      },
      {
        what: text('成员大会决定解散或重组', 'The assembly decides: dissolve or form anew'),
        responsible: '理事长',
        days: 90,
      },
      {
        what: text('征求群众意愿,自愿的重新组建', 'Ask the villagers; form anew who want to'),
        responsible: '村党支部书记',
        days: 300,
      },
    ],
  },
}
