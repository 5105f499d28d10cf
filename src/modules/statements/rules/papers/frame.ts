import type { Fen } from '../../../../kernel/money.ts'
import { type Text, text } from '../../../../kernel/text.ts'
import type {
  Paper,
  PaperCell,
  PaperColumn,
  PaperRow,
  PaperSection,
} from '../../../../kernel/paper.ts'

/** What every paper carries besides its amounts: who reports, and in which language. */
export interface PaperHead {
  readonly coopName: string
  readonly language: keyof Text
}

/** Zero amounts are left blank on forms, as accountants do; sums are always written. */
export const blankZero = (amount: Fen): PaperCell => (amount === 0n ? null : amount)

const SIGNATURES = [
  text('单位负责人', 'Head of the co-op'),
  text('会计主管', 'Head of accounting'),
  text('制表', 'Prepared by'),
]
const UNIT = text('单位：元', 'Unit: yuan')

interface Frame {
  readonly title: Text
  readonly form: string | null
  readonly period: Text
  readonly orientation?: Paper['orientation']
  readonly onePage?: boolean
  readonly sections: readonly PaperSection[]
  readonly remarks?: readonly Text[]
  /** Instead of 编制单位, for accounts that belong to somebody. */
  readonly organisation?: Text
}

/** What all papers of a co-op share: names, unit, signatures (会计法 Art. 21). */
export function paperOf(head: PaperHead, frame: Frame): Paper {
  const { language } = head
  const organisation =
    frame.organisation ?? text(`编制单位：${head.coopName}`, `Prepared by: ${head.coopName}`)
  return {
    title: frame.title[language],
    form: frame.form,
    period: frame.period[language],
    organisation: organisation[language],
    unit: UNIT[language],
    orientation: frame.orientation ?? 'portrait',
    onePage: frame.onePage ?? false,
    sections: frame.sections,
    remarks: (frame.remarks ?? []).map((remark) => remark[language]),
    signatures: SIGNATURES.map((name) => name[language]),
  }
}

/** A table without text above it. */
export const tableOf = (
  columns: readonly PaperColumn[],
  rows: readonly PaperRow[],
): PaperSection => ({ heading: null, paragraphs: [], columns, rows })

export const left = (title: string, width: number): PaperColumn => ({ title, width, align: 'left' })
export const center = (title: string, width: number): PaperColumn => ({
  title,
  width,
  align: 'center',
})
export const money = (title: string, width: number, group?: string): PaperColumn => ({
  title,
  width,
  align: 'right',
  ...(group === undefined ? {} : { group }),
})
