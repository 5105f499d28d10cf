import { z } from 'zod'
import { sayFaults } from '../../../kernel/fault.ts'
import type { Finding } from '../../../kernel/finding.ts'
import { compareFractions, parseFraction } from '../../../kernel/fraction.ts'
import { line, paragraph } from '../../../kernel/schema.ts'
import { text } from '../../../kernel/text.ts'
import { finding } from './finding.ts'
import { MATTER_KEYS } from './matters.ts'

/*
 * What a charter says, as parameters: the blanks of the national model charter, each within what the law allows.
 * The clauses made of them are the product's own words (rules/charter-text.ts).
 */

sayFaults({
  part_of_whole: text('应为 0 至 1 之间的分数,如 2/3', 'must be a fraction from 0 to 1, like 2/3'),
})

/** A fraction as text, kept as it was written: '2/3'. */
const part = z.string().refine(
  (value) => {
    const f = parseFraction(value)
    return f !== null && f.num >= 0n && f.num <= f.den
  },
  { error: 'part_of_whole' },
)
const days = (max: number) => z.number().int().min(0).max(max)

/** The parameters of a charter. Text in them is the co-op's own. */
export const charterSchema = z.strictObject({
  name: line(100),
  address: line(200),
  scope: paragraph(1_000),
  members: z.strictObject({
    qualification: paragraph(1_000),
    /** Months of notice before the year's end (Art. 25); a charter may set others. */
    exitPersonMonths: days(12),
    exitUnitMonths: days(12),
    /** Days after the year's accounts within which what is due is paid back (Art. 28). */
    refundDays: days(1_000),
    lossBy: z.enum(['contribution', 'equal']),
    rightsAndDuties: paragraph(2_000),
    expulsion: paragraph(1_000),
  }),
  contributions: z.strictObject({
    forms: z.array(z.enum(['cash', 'kind', 'ip', 'land_right', 'forest_right'])).min(1),
    /** The most that one member may contribute of all; null: no cap. */
    cap: part.nullable(),
    collectiveExempt: z.boolean(),
    collectiveMin: part.nullable(),
    collectiveMax: part.nullable(),
    transfer: paragraph(1_000),
  }),
  assembly: z.strictObject({
    annualMonth: z.number().int().min(1).max(12),
    noticeDays: z.number().int().min(1).max(60),
    boardNoticeDays: days(30),
    quorum: part,
    ordinary: part,
    special: part,
    /** Members may take part from elsewhere by phone. */
    online: z.boolean(),
    /** How many members one may stand in for; none: nobody votes for another. */
    proxies: days(5),
    secretElections: z.boolean(),
    delegates: z.boolean(),
    delegateTermYears: z.number().int().min(1).max(5),
    /** What the delegates decide in place of the members. */
    delegatePowers: z.array(z.enum(MATTER_KEYS)).max(MATTER_KEYS.length),
  }),
  additional: z.strictObject({
    allowed: z.boolean(),
    cap: part,
    /** At most so many for one member; null: no limit beside the cap. */
    perMember: z.number().int().min(1).max(1_000).nullable(),
    criteria: paragraph(1_000),
    /** Matters on which only basic votes count. */
    excluded: z.array(z.enum(MATTER_KEYS)).max(MATTER_KEYS.length),
  }),
  officers: z.strictObject({
    /** None: the chair alone. */
    directors: days(51),
    /** None: no supervisors; one: an executive supervisor. */
    supervisors: days(21),
    termYears: z.number().int().min(1).max(5),
    duties: paragraph(2_000),
  }),
  finance: z.strictObject({
    reserveRate: part,
    reserveOf: z.enum(['after-loss', 'surplus']),
    quantifyBy: z.enum(['contribution', 'patronage', 'equal']),
    returnRate: part,
    /** What counts as a transaction with the co-op. */
    basis: z.enum(['quantity', 'value', 'area', 'days']),
    disclosure: z.enum(['month', 'quarter', 'half_year']),
    lossHandling: paragraph(1_000),
    /** Spending from this amount, and contracts, are submitted to the town by the co-op's own will. */
    submitToTown: z.boolean(),
  }),
  ending: z.strictObject({
    amendment: paragraph(1_000),
    dissolution: paragraph(1_000),
    announcement: paragraph(500),
    announceDays: days(60),
  }),
  party: z.boolean(),
})
export type Charter = z.output<typeof charterSchema>

/** A clause of the co-op's own, added to one of the groups below; the groups themselves stay. */
export const ownClauseSchema = z.strictObject({
  item: z.number().int().min(1).max(12),
  text: paragraph(2_000),
})
export type OwnClause = z.output<typeof ownClauseSchema>

/** The model's blanks with what is customary; shown where a co-op has no charter yet. */
export const MODEL_CHARTER: Charter = {
  name: '××专业合作社',
  address: '(住所)',
  scope: '',
  members: {
    qualification: '',
    exitPersonMonths: 3,
    exitUnitMonths: 6,
    refundDays: 60,
    lossBy: 'contribution',
    rightsAndDuties: '',
    expulsion: '',
  },
  contributions: {
    forms: ['cash', 'kind', 'land_right'],
    cap: '1/5',
    collectiveExempt: true,
    collectiveMin: '1/5',
    collectiveMax: '2/5',
    transfer: '',
  },
  assembly: {
    annualMonth: 3,
    noticeDays: 15,
    boardNoticeDays: 3,
    quorum: '2/3',
    ordinary: '1/2',
    special: '2/3',
    online: false,
    proxies: 0,
    secretElections: true,
    delegates: false,
    delegateTermYears: 3,
    delegatePowers: [],
  },
  additional: { allowed: false, cap: '1/5', perMember: null, criteria: '', excluded: [] },
  officers: { directors: 3, supervisors: 1, termYears: 3, duties: '' },
  finance: {
    reserveRate: '1/10',
    reserveOf: 'after-loss',
    quantifyBy: 'patronage',
    returnRate: '3/5',
    basis: 'value',
    disclosure: 'quarter',
    lossHandling: '',
    submitToTown: false,
  },
  ending: { amendment: '', dissolution: '', announcement: '', announceDays: 45 },
  party: true,
}

const LAW = '农民专业合作社法'

/** Bounds that a charter may tighten and never loosen: path, the law's value, article. */
const BOUNDS = [
  ['assembly.quorum', 'least', '2/3', '第三十条', '出席人数', 'quorum'],
  ['assembly.ordinary', 'least', '1/2', '第三十条', '一般事项表决', 'ordinary majority'],
  ['assembly.special', 'least', '2/3', '第三十条', '特别事项表决', 'special majority'],
  ['additional.cap', 'most', '1/5', '第二十二条', '附加表决权总数', 'additional votes'],
  ['finance.returnRate', 'least', '3/5', '第四十四条', '按交易量(额)返还比例', 'patronage return'],
] as const

/** A value inside the parameters by its path: 'assembly.quorum'. */
export function valueAt(charter: Charter, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>((at, key) => (at as Record<string, unknown> | undefined)?.[key], charter)
}

const fractionAt = (charter: Charter, path: string) =>
  parseFraction(String(valueAt(charter, path))) ?? { num: 0n, den: 1n }

/** What the law says of a charter, for a co-op of so many members (null: not known yet). */
export function charterFindings(charter: Charter, members: number | null): Finding[] {
  const bounds = BOUNDS.map(([path, side, limit, article, zh, en]) => {
    const value = fractionAt(charter, path)
    const bound = parseFraction(limit) ?? value
    const compared = compareFractions(value, bound)
    const passes = side === 'least' ? compared >= 0 : compared <= 0
    return finding({
      rule: `CHARTER-LAW ${path}`,
      severity: 'block',
      outcome: passes ? 'passes' : 'fails',
      measured: String(valueAt(charter, path)),
      limit,
      source: `${LAW}${article}`,
      text: passes
        ? text(`${zh}不宽于法律规定。`, `The ${en} keeps to the law.`)
        : text(
            `${zh}为 ${String(valueAt(charter, path))},法律规定${side === 'least' ? '不低于' : '不高于'} ${limit},章程只能从严。`,
            `The ${en} is ${String(valueAt(charter, path))}; the law says ${side === 'least' ? 'at least' : 'at most'} ${limit}, and a charter may only be stricter.`,
          ),
    })
  })
  return [...bounds, ...itemFindings(charter), ...bodyFindings(charter, members)]
}

/** The twelve items a charter must have (Art. 15) and the parameters that say them. */
export const ITEMS = [
  ['名称和住所', 'Name and address', ['name', 'address']],
  ['业务范围', 'Business scope', ['scope']],
  [
    '成员资格及入社、退社和除名',
    'Membership, entry, exit, expulsion',
    ['members.qualification', 'members.expulsion'],
  ],
  ['成员的权利和义务', 'Rights and duties', ['members.rightsAndDuties']],
  ['组织机构及其产生办法、职权、任期、议事规则', 'Bodies', ['officers.duties']],
  ['出资方式、出资额及转让、继承、担保', 'Contributions', ['contributions.transfer']],
  ['财务管理和盈余分配、亏损处理', 'Finance', ['finance.lossHandling']],
  ['章程修改程序', 'Amendment', ['ending.amendment']],
  ['解散事由和清算办法', 'Dissolution', ['ending.dissolution']],
  ['公告事项及发布方式', 'Announcements', ['ending.announcement']],
  ['附加表决权的设立、行使方式和行使范围', 'Additional votes', ['additional.criteria']],
  ['需要载明的其他事项', 'Other matters', []],
] as const

/** Items whose words the co-op has not written; the product's own clause stands there instead. */
function itemFindings(charter: Charter): Finding[] {
  const missing = ['name', 'address', 'scope'].filter(
    (path) => String(valueAt(charter, path)).trim() === '',
  )
  return [
    finding({
      rule: 'CHARTER-15',
      severity: 'block',
      outcome: missing.length === 0 ? 'passes' : 'fails',
      measured: String(ITEMS.length - missing.length),
      limit: String(ITEMS.length),
      source: `${LAW}第十五条`,
      text:
        missing.length === 0
          ? text('章程应当载明的十二项齐全。', 'All twelve items of Art. 15 are there.')
          : text('名称、住所、业务范围不能为空。', 'Name, address and scope must be written.'),
    }),
  ]
}

function bodyFindings(charter: Charter, members: number | null): Finding[] {
  const { assembly, officers, contributions } = charter
  const found: Finding[] = []
  if (assembly.delegates) {
    const ok = members !== null && members > 150
    found.push(
      finding({
        rule: 'DEL-150',
        severity: 'block',
        outcome: ok ? 'passes' : members === null ? 'depends' : 'fails',
        measured: members === null ? null : String(members),
        limit: '151',
        source: `${LAW}第三十二条`,
        text: ok
          ? text(
              '成员超过 150 人,可以设成员代表大会。',
              'More than 150 members: delegates may meet.',
            )
          : text(
              '成员超过 150 人的,才可以设立成员代表大会。',
              'Delegates may meet only where there are more than 150 members.',
            ),
      }),
    )
  }
  if (officers.directors > 0 && officers.directors % 2 === 0) {
    found.push(
      finding({
        rule: 'CHARTER-ODD',
        severity: 'warn',
        outcome: 'fails',
        measured: String(officers.directors),
        limit: '2n+1',
        source: '通行做法',
        text: text('理事人数宜为单数。', 'The number of directors is odd by custom.'),
      }),
    )
  }
  if (contributions.cap !== null && !contributions.collectiveExempt) {
    const cap = parseFraction(contributions.cap)
    const least = parseFraction(contributions.collectiveMin ?? '0')
    const clash = cap !== null && least !== null && compareFractions(least, cap) > 0
    if (clash) {
      found.push(
        finding({
          rule: 'CHARTER-CLASH',
          severity: 'block',
          outcome: 'fails',
          measured: contributions.cap,
          limit: contributions.collectiveMin ?? '',
          source: '《一着妙棋活全盘》(沂水县农业农村局,2020-11-30)',
          text: text(
            '集体占股下限高于单个成员上限,又没有将集体除外,两条不能同时做到。',
            'The floor of the collective is above the cap on one member and the collective is not exempt.',
          ),
        }),
      )
    }
  }
  return found
}
