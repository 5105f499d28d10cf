import { column, type Paper, type PaperPicture } from '../../../kernel/paper.ts'
import type { Body } from '../model.ts'
import { plainText } from './text.ts'

const MARKS = { actual: '实数', estimate: '预计', claim: '填报' } as const

/** A case on paper: its text, its photographs, and where each of its numbers comes from. */
export function showcasePaper(
  body: Body,
  about: {
    readonly number: string
    readonly state: string
    readonly version: number
    readonly sha256: string
    readonly county: string
    readonly pictures: readonly PaperPicture[]
    readonly code: { readonly content: string; readonly caption: string }
  },
): Paper {
  const said = (text: string): string => plainText(text, body)
  return {
    title: said(body.title),
    form: null,
    period: `${about.number} ${about.state}`.trim(),
    organisation: about.county,
    unit: body.units.join('、'),
    orientation: 'portrait',
    onePage: false,
    sections: [
      { heading: null, paragraphs: [said(body.summary)], columns: [], rows: [] },
      ...body.sections.map(({ heading, text }) => ({
        heading: said(heading),
        paragraphs: said(text)
          .split('\n')
          .filter((line) => line !== ''),
        columns: [],
        rows: [],
      })),
      ...(about.pictures.length === 0
        ? []
        : [{ heading: '照片', paragraphs: [], columns: [], rows: [], pictures: about.pictures }]),
      ...sources(body),
    ],
    remarks: [
      `本案例数字取自县指标固化版，不随以后的数据变动；标“注”的为申报数。第 ${about.version} 版，内容指纹 ${about.sha256.slice(0, 16)}。`,
    ],
    signatures: [],
    code: about.code,
  }
}

function sources(body: Body): Paper['sections'][number][] {
  const figures = {
    heading: '数字来源',
    paragraphs: [],
    columns: [
      column('指标', 24),
      column('单位', 18),
      column('期间', 14),
      column('数值', 16, 'right'),
      column('固化版', 18),
      column('性质', 10),
    ],
    rows: body.figures.map((one) => ({
      kind: 'plain' as const,
      cells: [
        one.title,
        one.unitName,
        one.periodTitle,
        one.shown,
        `第${one.edition}版 ${one.editionHash.slice(0, 8)}`,
        MARKS[one.mark],
      ],
    })),
  }
  const claims = {
    heading: '申报数来源',
    paragraphs: body.claims.map(({ said, source }, i) => `注${i + 1}：${said}，${source}`),
    columns: [],
    rows: [],
  }
  return [
    ...(body.figures.length === 0 ? [] : [figures]),
    ...(body.claims.length === 0 ? [] : [claims]),
  ]
}
