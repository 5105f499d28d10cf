import type { CertificateSheet } from '../../../kernel/certificate.ts'
import {
  column,
  type Paper,
  paperDay,
  type PaperPicture,
  type PaperRow,
} from '../../../kernel/paper.ts'
import type { AwardKind, Kind, Setup, UnitScore } from '../model.ts'
import { AWARD_WORDS, decimalText, KIND_WORDS, VETO_WORDS } from './words.ts'

/* 评分表 (to be filled by hand), 结果通报表, 证书. */

const plain = (...cells: readonly (string | null)[]): PaperRow => ({ kind: 'plain', cells })
const sum = (...cells: readonly (string | null)[]): PaperRow => ({ kind: 'sum', cells })

export interface Head {
  readonly number: string
  readonly kind: Kind
  readonly holder: string
  readonly setup: Setup
}

/** Chinese marks in full width, as papers are set. */
const onPaper = (said: string): string =>
  said.replaceAll(/(?<=[^\d\s]),/g, '，').replaceAll(';', '；')

const period = ({ from, to }: Setup): string =>
  from === to ? paperDay(from) : `${paperDay(from)}至${paperDay(to)}`

/** One sheet for one judge: the items down, and a column for the points of one unit or of several. */
export function scoreSheetPaper(head: Head, units: readonly string[]): Paper {
  const { setup } = head
  const judged = setup.items.filter(({ kind }) => kind === 'judged')
  const groups = new Map(setup.groups.map(({ id, title }) => [id, title]))
  const wide = units.length > 1
  return {
    title: `${KIND_WORDS[head.kind]}评分表`,
    form: null,
    period: period(setup),
    organisation: `${head.number}　${setup.title}`,
    unit: wide ? '单位：分' : `被评单位：${units[0] ?? ''}`,
    orientation: wide ? 'landscape' : 'portrait',
    onePage: false,
    sections: [
      {
        heading: null,
        paragraphs: setup.guide === '' ? [] : [onPaper(setup.guide)],
        columns: [
          column('评比内容', 2.2),
          column('评分项目', 1.6),
          column('满分', 0.7, 'center'),
          ...(wide ? units.map((name) => column(name, 0.9, 'center')) : [column('评分标准', 3)]),
          ...(wide ? [] : [column('得分', 1, 'center')]),
        ],
        rows: judged.map((item) => {
          const heads = [groups.get(item.group) ?? '', item.title, String(item.max)]
          return wide
            ? plain(...heads, ...units.map(() => ''))
            : plain(...heads, onPaper(item.rubric), '')
        }),
      },
      ...(setup.stops.length === 0 ? [] : [wide ? routeInWords(setup) : routeSection(setup)]),
      {
        heading: '点评意见',
        paragraphs: wide ? ['　'] : ['　', '　', '　'],
        columns: [],
        rows: [],
      },
    ],
    remarks: [
      '1．独立评分，不商议，不看他人评分；结果公布前不得透露。',
      '2．与被评单位有任职、亲属、帮包、经营关系的，不评分，在该栏写“回避”。',
      '3．涂改处须签名。',
    ],
    signatures: ['评委签名', '职务', '评分日期'],
  }
}

/** On a sheet with a column for each unit the route stands in a line: it must be signed on the same page. */
const routeInWords = ({ stops }: Setup): Paper['sections'][number] => ({
  heading: '观摩路线',
  paragraphs: [`${stops.map(({ place }, i) => `${i + 1}．${place}`).join('；')}。`],
  columns: [],
  rows: [],
})

const routeSection = ({ stops }: Setup): Paper['sections'][number] => ({
  heading: '观摩路线',
  paragraphs: [],
  columns: [
    column('序号', 0.6, 'center'),
    column('地点', 2),
    column('看什么', 4),
    column('时间', 0.8),
  ],
  rows: stops.map(({ place, look, minutes }, i) =>
    plain(String(i + 1), place, look, minutes === 0 ? '' : `${minutes} 分钟`),
  ),
})

export interface ResultHead extends Head {
  readonly state: 'closed' | 'published'
  readonly edition: number
  readonly sha256: string
  readonly judges: number
  /** Of the tour, in the order of its route, and how many more the page of the contest shows. */
  readonly pictures: readonly PaperPicture[]
  readonly left: number
  readonly vetoes: readonly {
    readonly unit: string
    readonly kind: keyof typeof VETO_WORDS
    readonly reason: string
    readonly evidence: string
  }[]
}

/** Places with their groups; below, the items and how judges differed. */
export function resultPaper(head: ResultHead, rows: readonly UnitScore[]): Paper {
  const { setup } = head
  return {
    title: `${KIND_WORDS[head.kind]}结果${head.state === 'published' ? '' : '（公布前公示稿）'}`,
    form: null,
    period: period(setup),
    organisation: `${head.number}　${setup.title}`,
    unit: '满分 100 分',
    orientation: 'landscape',
    onePage: false,
    sections: [
      {
        heading: '一、名次',
        paragraphs: [],
        columns: [
          column('名次', 0.6, 'center'),
          column('单位', 2),
          column('总分', 0.9, 'right'),
          ...setup.groups.map(({ title }) => column(title, 1.4, 'right')),
          column('一票否决', 1.6),
        ],
        rows: rows.map((row) =>
          (row.place <= 3 && row.vetoes.length === 0 ? sum : plain)(
            String(row.place),
            row.name,
            decimalText(row.score),
            ...row.groups.map(({ points }) => decimalText(points)),
            row.vetoes.map((kind) => VETO_WORDS[kind]).join('、'),
          ),
        ),
      },
      itemSection(setup, rows),
      ...(head.vetoes.length === 0
        ? []
        : [
            {
              heading: '三、一票否决',
              paragraphs: head.vetoes.map(
                ({ unit, kind, reason, evidence }) =>
                  `${unit}：${VETO_WORDS[kind]}。${reason}　依据：${evidence}`,
              ),
              columns: [],
              rows: [],
            },
          ]),
      ...pictureSection(head),
    ],
    remarks: [
      `1．评委 ${head.judges} 人独立评分，两端各去掉 ${setup.trim} 份后取平均；只有两份时不去掉。`,
      `2．数据项目取 ${setup.period ?? '—'} 固化的指标，按最好值或位次折算；缺数据的项目计零分。`,
      '3．一票否决的单位排在最后，不作扣分。',
      `4．第 ${head.edition} 次核算，校验 ${head.sha256.slice(0, 16)}。`,
    ],
    signatures: ['核算', '复核', '审定'],
  }
}

function pictureSection(head: ResultHead): Paper['sections'] {
  if (head.pictures.length === 0) return []
  const said = head.left === 0 ? [] : [`另有 ${head.left} 张，见系统内本次评比的页面。`]
  return [
    {
      heading: head.vetoes.length === 0 ? '三、现场照片' : '四、现场照片',
      paragraphs: said,
      columns: [],
      rows: [],
      pictures: head.pictures,
    },
  ]
}

function itemSection(setup: Setup, rows: readonly UnitScore[]): Paper['sections'][number] {
  return {
    heading: '二、各项得分',
    paragraphs: [],
    columns: [column('单位', 1.6), ...setup.items.map(({ title }) => column(title, 1, 'right'))],
    rows: rows.map((row) =>
      plain(
        row.name,
        ...row.items.map(({ points, apart }) => `${decimalText(points)}${apart ? '＊' : ''}`),
      ),
    ),
  }
}

export interface Certificate {
  readonly county: string
  readonly unit: string
  readonly kind: AwardKind
  readonly title: string
  readonly document: string
  readonly reason: string
  readonly from: string
  readonly until: string | null
}

/** What a certificate says of a flag or of stars, without whom and by whom. */
const saidOf = (of: Certificate): readonly string[] => [
  `经评定，授予${of.kind === 'star' ? `党支部领办合作社工作“${of.title}”` : `“${of.title}”${AWARD_WORDS[of.kind]}`}。`,
  `事由：${of.reason}。依据：${of.document}。`,
  of.kind === 'rotating_flag'
    ? '流动红旗随评比结果流动。'
    : of.until === null
      ? '特发此证，以资鼓励。'
      : `有效期至${paperDay(of.until)}。`,
]

const titleOf = ({ kind }: Certificate): string => (kind === 'star' ? '星级证书' : '授旗证书')

/** The certificate of a flag or of stars as it is hung on a wall. */
export const certificateSheet = (
  of: Certificate,
  code: CertificateSheet['code'],
): CertificateSheet => ({
  title: titleOf(of),
  recipient: of.unit,
  paragraphs: saidOf(of),
  issuer: of.county,
  day: paperDay(of.from),
  code,
})

/** The same to be changed in Word before it is signed. */
export const certificatePaper = (of: Certificate): Paper => ({
  title: titleOf(of),
  form: null,
  period: paperDay(of.from),
  organisation: of.county,
  unit: '',
  orientation: 'portrait',
  onePage: false,
  sections: [{ heading: `${of.unit}：`, paragraphs: saidOf(of), columns: [], rows: [] }],
  remarks: [],
  signatures: [`${of.county}（盖章）`],
})
