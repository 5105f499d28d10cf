import { column, type Paper, paperDay } from '../../../kernel/paper.ts'
import type { Text } from '../../../kernel/text.ts'
import { CHANNEL_TITLES, CHANNELS } from '../model.ts'

/* The public roster and the log of visits on paper. */

/** Headings of the matrix as a table. */
export const matrixColumns = (language: keyof Text): readonly string[] => [
  ...(language === 'zh' ? ['乡镇', '村', '合作社'] : ['Town', 'Village', 'Co-op']),
  ...CHANNELS.map((channel) => CHANNEL_TITLES[channel][language]),
]

const SHORT_TITLES: Readonly<Record<(typeof CHANNELS)[number], string>> = {
  county_leader: '县级领导',
  town_leader: '乡镇班子成员',
  department: '县直部门',
  enterprise: '结对企业',
}

export interface Roster {
  readonly unit: string
  readonly day: string
  readonly rows: readonly {
    readonly place: string
    readonly coop: string
    /** In the order of the channels. */
    readonly helpers: readonly string[]
  }[]
  readonly duties: readonly string[]
}

/** The roster that hangs in the village: who helps which co-op. */
export const rosterPaper = ({ unit, day, rows, duties }: Roster): Paper => ({
  title: '党支部领办合作社联系帮包公示表',
  form: null,
  period: paperDay(day),
  organisation: unit,
  unit: `共 ${rows.length} 家`,
  orientation: 'landscape',
  onePage: false,
  sections: [
    {
      heading: null,
      paragraphs: [],
      columns: [
        column('序号', 0.6, 'center'),
        column('乡镇（村）', 1.4),
        column('合作社', 3),
        ...CHANNELS.map((channel) => column(SHORT_TITLES[channel], 2)),
      ],
      rows: rows.map(({ place, coop, helpers }, i) => ({
        kind: 'plain',
        cells: [String(i + 1), place, coop, ...helpers.map((one) => (one === '' ? '—' : one))],
      })),
    },
  ],
  remarks: duties.map((one, i) => `${i + 1}．${one}`),
  signatures: ['制表', '审核', '公示日期'],
})

export interface VisitLog {
  readonly unit: string
  readonly from: string
  readonly to: string
  readonly visits: readonly {
    readonly on: string
    readonly place: string
    readonly helper: string
    readonly did: string
    readonly issues: readonly string[]
    readonly photos: number
    readonly by: string
  }[]
}

/** The visits of a stretch of time, with what was raised and what became of it. */
export const visitPaper = ({ unit, from, to, visits }: VisitLog): Paper => ({
  title: '联系帮包走访台账',
  form: null,
  period: `${paperDay(from)}至${paperDay(to)}`,
  organisation: unit,
  unit: `走访 ${visits.length} 次`,
  orientation: 'landscape',
  onePage: false,
  sections: [
    {
      heading: null,
      paragraphs: [],
      columns: [
        column('日期', 1.3, 'center'),
        column('地点', 2.2),
        column('走访人', 1.8),
        column('做了什么', 4),
        column('反映的问题及办理', 4),
        column('照片', 0.7, 'center'),
        column('记录人', 1.2),
      ],
      rows: visits.map((visit) => ({
        kind: 'plain',
        cells: [
          visit.on,
          visit.place,
          visit.helper,
          visit.did,
          visit.issues.length === 0 ? '—' : visit.issues.join('\n'),
          String(visit.photos),
          visit.by,
        ],
      })),
    },
  ],
  remarks: [],
  signatures: ['负责人', '填表人'],
})
