import { z } from 'zod'
import { date } from '../../kernel/date.ts'
import type { Severity } from '../../kernel/finding.ts'
import { type Text, text } from '../../kernel/text.ts'
import type { RuleSpec } from './model.ts'

/*
 * The rules of meetings, votes, posts and charters that the product ships: what a finding of governance rests on.
 * They are the law's own, tightened by a co-op's charter where it may; a county does not set them.
 */

type Row = readonly [
  id: string,
  zh: string,
  en: string,
  clause: string,
  measured: readonly [string, string],
  severity?: Severity,
]

/** In the order of a meeting: notice, who comes, the vote; then posts, and the charter. */
const ROWS: readonly Row[] = [
  [
    'MEET-AGENDA',
    '会议有议题',
    'A meeting has an agenda',
    '第二十九条',
    ['议题数', 'matters on the agenda'],
  ],
  [
    'MEET-NOTICE',
    '会前通知期限',
    'Notice of a meeting',
    '第十五条',
    ['开会日期', 'the day of the meeting'],
  ],
  [
    'DOC-15D',
    '方案和账目会前十五日置备',
    'Papers lie open fifteen days',
    '第四十条',
    ['置备日期', 'open since'],
  ],
  [
    'MEET-20D',
    '提议后二十日内开会',
    'Held within twenty days of the request',
    '第三十一条',
    ['开会日期', 'the day of the meeting'],
    'warn',
  ],
  [
    'MEET-30',
    '提议成员不少于百分之三十',
    'Three tenths of the members ask',
    '第三十一条',
    ['提议成员', 'members who ask'],
  ],
  [
    'MEET-YEAR',
    '每年至少召开一次成员大会',
    'An assembly once a year',
    '第三十一条',
    ['最近一次大会', 'the last assembly'],
    'warn',
  ],
  [
    'DEL-150',
    '成员代表大会的设立和人数',
    'When delegates may meet, and how many',
    '第三十二条',
    ['成员或代表人数', 'members or delegates'],
  ],
  [
    'DEL-POWERS',
    '成员代表大会的职权',
    'What delegates may decide',
    '第三十二条',
    ['超出职权的议题', 'matters beyond their powers'],
  ],
  [
    'UNION-3',
    '联合社成员社不少于三个',
    'A union has three co-ops',
    '第五十六条',
    ['成员社', 'co-ops'],
  ],
  [
    'VOTE-ADD20',
    '附加表决权总数上限',
    'Additional votes in all',
    '第二十二条',
    ['附加表决权', 'additional votes'],
  ],
  [
    'VOTE-ADD-EACH',
    '每名成员附加表决权不超过章程上限',
    'Additional votes of one member by the charter',
    '第二十二条',
    ['一名成员的附加表决权', 'additional votes of one member'],
  ],
  [
    'VOTE-PROXY',
    '委托表决按章程',
    'Proxies by the charter',
    '第十五条',
    ['一人代理人数', 'members one stands in for'],
  ],
  ['VOTE-QUORUM', '法定到会人数', 'Quorum of heads', '第三十条', ['到会人数', 'heads present']],
  [
    'SUP-INCOMPAT',
    '监事不得由被监督的人兼任',
    'Who is supervised does not supervise',
    '第三十三条',
    ['已任职务', 'the other post'],
  ],
  [
    'DIR-OVERLAP',
    '不得兼任同业合作社职务',
    'No post in a co-op of the same business',
    '第三十七条',
    ['他社职务', 'the post elsewhere'],
  ],
  [
    'OFFICIAL-BAN',
    '执行有关公务的人员不得任职',
    'No officials in office',
    '第三十八条',
    ['执行公务', 'public duties'],
  ],
  [
    'POST-MEMBER',
    '从本社成员中选举',
    'Elected from the members',
    '第三十三条',
    ['是否成员', 'a member or not'],
  ],
  [
    'CHARTER-15',
    '章程载明十二项内容',
    'The twelve items of a charter',
    '第十五条',
    ['已载明的项数', 'items there'],
  ],
  [
    'CHARTER-LAW',
    '章程只能从严',
    'A charter may only be stricter',
    '第三十条',
    ['章程的规定', 'what the charter says'],
  ],
]

const CUSTOM: readonly Row[] = [
  [
    'CHARTER-ODD',
    '理事人数宜为单数',
    'An odd number of directors',
    '第三十三条',
    ['理事人数', 'directors'],
    'warn',
  ],
]

/** Rules of the county's own procedures, as the article of 2020-11-30 reports them. */
const COUNTY: readonly Row[] = [
  [
    'MEET-REVIEW',
    '重大议题征求乡镇意见',
    'The town is asked about major matters',
    '(二)规范管理·章程与议题',
    ['意见情况', 'the opinion'],
    'warn',
  ],
  [
    'CHARTER-CLASH',
    '章程的两项占股规定不矛盾',
    'The charter’s bands do not clash',
    '(二)规范管理·集体占股',
    ['单个成员上限', 'the cap on one member'],
  ],
]

const none = z.strictObject({})
const titled = (zh: string, en: string): Text => text(zh, en)

const spec = (
  [rule, zh, en, number, [measuredZh, measuredEn], severity]: Row,
  of: { readonly document: string; readonly source: string; readonly shipped: boolean },
): RuleSpec => ({
  rule,
  judges: 'meetings',
  title: titled(zh, en),
  source: of.source,
  clause: { document: of.document, number },
  readings: [{ id: 'law', text: text(measuredZh, measuredEn) }],
  adjustable: false,
  parameters: none,
  severity: severity ?? 'block',
  binding: 'law',
  defaults: {},
  from: of.shipped ? date('2018-07-01') : null,
})

const act = (row: Row): RuleSpec =>
  spec(row, {
    document: 'coop-law',
    source: `农民专业合作社法(2017年修订)${row[3]}`,
    shipped: true,
  })

/** Every rule that a finding of governance may name. */
export const DECISION_RULES: readonly RuleSpec[] = [
  ...ROWS.map(act),
  ...CUSTOM.map((row) => ({
    ...act(row),
    source: '通行做法;农民专业合作社法(2017年修订)第三十三条',
  })),
  ...COUNTY.map((row) =>
    spec(row, {
      document: row[0] === 'CHARTER-CLASH' ? 'yishui-opinions' : 'yishui-procedures',
      source: `《一着妙棋活全盘》(沂水县农业农村局,2020-11-30):${row[3]}`,
      shipped: false,
    }),
  ),
]
