import {
  column,
  type Paper,
  paperDay,
  type PaperRow,
  type PaperSection,
} from '../../../kernel/paper.ts'

/* 得分表, 告知书, 结果表. Everything arrives as text: nothing is computed on its way to paper. */

const plain = (...cells: readonly (string | null)[]): PaperRow => ({ kind: 'plain', cells })
const sum = (...cells: readonly (string | null)[]): PaperRow => ({ kind: 'sum', cells })

export interface SheetPaper {
  readonly ofTown: boolean
  readonly number: string
  readonly title: string
  readonly periodText: string
  readonly final: boolean
  readonly county: string
  readonly town: string
  readonly unit: string
  readonly name: string
  readonly pointsText: string
  readonly totalText: string
  readonly band: string
  readonly graded: boolean
  readonly overallText: string | null
  readonly lines: readonly {
    readonly title: string
    readonly fullText: string
    readonly valueText: string
    readonly fraction: string
    readonly rule: string
    readonly pointsText: string
  }[]
  readonly months: {
    readonly text: string
    readonly fullText: string
    readonly pointsText: string
  } | null
  readonly facts: readonly {
    readonly title: string
    readonly sign: '+' | '-'
    readonly pointsText: string
    readonly what: string
    readonly evidence: string
  }[]
  readonly bonusText: string
  readonly deductionText: string
  readonly predecessors: readonly {
    readonly name: string
    readonly from: string
    readonly to: string
  }[]
  readonly edition: { readonly period: string; readonly hash: string }
  readonly version: number
  readonly sha256: string
  readonly replyUntil: string | null
  readonly notified: string | null
}

const who = (of: SheetPaper): string =>
  of.ofTown ? of.unit : `${of.town}　${of.unit}　党支部书记 ${of.name}`

/** Every line with figure, arithmetic, rule and points; below, bonus points and deductions. */
export function sheetPaper(of: SheetPaper): Paper {
  const rows = [
    ...(of.months === null
      ? []
      : [
          plain(
            '月考核',
            of.months.fullText,
            of.months.text,
            '',
            '各月得分率平均',
            of.months.pointsText,
          ),
        ]),
    ...of.lines.map((line) =>
      plain(line.title, line.fullText, line.valueText, line.fraction, line.rule, line.pointsText),
    ),
    plain('加分', '', '', '', '按上限合计', of.bonusText),
    plain(
      '减分',
      '',
      '',
      '',
      '按上限合计',
      of.deductionText === '0' ? '0' : `-${of.deductionText}`,
    ),
    sum(
      '总分',
      of.totalText,
      '',
      '',
      `等次：${of.band}${of.graded ? '' : '（月数不足，不定等次）'}`,
      of.pointsText,
    ),
  ]
  return {
    title: `${of.title}得分表`,
    form: null,
    period: `${of.periodText}${of.final ? '' : '（未审定）'}`,
    organisation: who(of),
    unit: '单位：分',
    orientation: 'landscape',
    onePage: false,
    sections: [
      {
        heading: null,
        paragraphs: [],
        columns: [
          column('考核项目', 1.8),
          column('分值', 0.7, 'right'),
          column('指标值', 1.2, 'right'),
          column('分子／分母', 1.2, 'right'),
          column('计分办法', 3),
          column('得分', 0.8, 'right'),
        ],
        rows,
      },
      ...factSection(of),
    ],
    remarks: sheetRemarks(of),
    signatures: ['核算', '审定', of.ofTown ? '乡镇（街道）签收' : '本人签收'],
  }
}

const sheetRemarks = (of: SheetPaper): string[] => [
  '1．指标取固化数，每项得分舍去千分之一分以下；总分不低于零，不高于满分。',
  ...(of.overallText === null ? [] : [`2．折算计入全县经济社会发展考核 ${of.overallText} 分。`]),
  ...of.predecessors.map(
    ({ name, from, to }) => `本期内书记调整：${name} 任职 ${paperDay(from)}至${paperDay(to)}前。`,
  ),
  `固化期间 ${of.edition.period}，校验 ${of.edition.hash.slice(0, 16)}；得分第 ${of.version} 稿，校验 ${of.sha256.slice(0, 16)}。`,
]

function factSection(of: SheetPaper): PaperSection[] {
  if (of.facts.length === 0) return []
  return [
    {
      heading: '加减分事项',
      paragraphs: [],
      columns: [
        column('事项类别', 1.8),
        column('分值', 0.7, 'right'),
        column('事项', 3.5),
        column('依据', 2),
      ],
      rows: of.facts.map(({ title, sign, pointsText, what, evidence }) =>
        plain(title, `${sign}${pointsText}`, what, evidence),
      ),
    },
  ]
}

/** 考核结果告知书: the result in one sentence, and how to object. */
export const noticePaper = (of: SheetPaper): Paper => ({
  title: '考核结果告知书',
  form: null,
  period: of.periodText,
  organisation: of.county,
  unit: of.number,
  orientation: 'portrait',
  onePage: false,
  sections: [
    {
      heading: null,
      paragraphs: [
        `${who(of)}：`,
        `　　${of.periodText}${of.title}已核算，得分 ${of.pointsText} 分（满分 ${of.totalText} 分）${
          of.graded ? `，对应等次“${of.band}”` : '，月数不足，本年不定等次'
        }。${of.final ? '本结果已经审定。' : '本结果未经审定，不作为最终结果。'}`,
        ...(of.final || of.replyUntil === null
          ? []
          : [
              `　　对结果有异议的，可在${paperDay(of.replyUntil)}前书面或在系统“我的考核”中提出申诉，由未经手核算的人处理并答复。`,
            ]),
        '　　各项得分、指标来源和计算过程见得分表。考核结果的运用须由组织部门研究决定，不自动产生。',
      ],
      columns: [column('考核项目', 3), column('分值', 1, 'right'), column('得分', 1, 'right')],
      rows: [
        ...(of.months === null ? [] : [plain('月考核', of.months.fullText, of.months.pointsText)]),
        ...of.lines.map((line) => plain(line.title, line.fullText, line.pointsText)),
        sum('总分（含加减分）', of.totalText, of.pointsText),
      ],
    },
  ],
  remarks: [`校验 ${of.sha256.slice(0, 16)}`],
  signatures: ['（盖章）', paperDay(of.notified), '签收人、日期'],
})

export interface ListPaper {
  readonly number: string
  readonly title: string
  readonly periodText: string
  readonly final: boolean
  readonly unit: string
  readonly ofTown: boolean
  readonly overallText: string | null
  readonly items: readonly { readonly title: string; readonly fullText: string }[]
  readonly rows: readonly {
    readonly place: number
    readonly town: string
    readonly unit: string
    readonly name: string
    readonly pointsText: string
    readonly overallText: string | null
    readonly band: string
    readonly lines: readonly string[]
    readonly adjustText: string
  }[]
  readonly edition: { readonly period: string; readonly hash: string } | null
  readonly hash: string
}

/** All results below a unit, the most points first. Secretaries by name: a paper of the desks, marked as such. */
export const listPaper = (of: ListPaper): Paper => ({
  title: `${of.title}结果表${of.final ? '' : '（未审定）'}`,
  form: null,
  period: of.periodText,
  organisation: `${of.unit}　${of.number}`,
  unit: of.ofTown ? '单位：分' : '单位：分　内部资料，不得公开',
  orientation: 'landscape',
  onePage: false,
  sections: [
    {
      heading: null,
      paragraphs: [],
      columns: [
        column(of.ofTown ? '名次' : '序号', 0.6, 'center'),
        ...(of.ofTown
          ? [column('乡镇（街道）', 1.6)]
          : [column('乡镇（街道）', 1.4), column('村', 1.4), column('书记', 1)]),
        column('总分', 0.9, 'right'),
        ...(of.overallText === null ? [] : [column(`折算分（${of.overallText}）`, 1, 'right')]),
        column('等次', 0.8, 'center'),
        ...of.items.map(({ title, fullText }) => column(`${title}（${fullText}）`, 1, 'right')),
        column('加减分', 0.8, 'right'),
      ],
      rows: of.rows.map((row, i) =>
        plain(
          // Secretaries are numbered, not placed.
          String(of.ofTown ? row.place : i + 1),
          ...(of.ofTown ? [row.unit] : [row.town, row.unit, row.name]),
          row.pointsText,
          ...(of.overallText === null ? [] : [row.overallText]),
          row.band,
          ...row.lines,
          row.adjustText,
        ),
      ),
    },
  ],
  remarks: [
    '1．指标取固化数；每项得分舍去千分之一分以下。',
    ...(of.edition === null
      ? []
      : [`2．固化期间 ${of.edition.period}，校验 ${of.edition.hash.slice(0, 16)}。`]),
    `${of.edition === null ? '2' : '3'}．本表得分校验 ${of.hash.slice(0, 16)}。`,
  ],
  signatures: ['核算', '审定', '日期'],
})
