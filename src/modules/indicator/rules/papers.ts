import type { Paper } from '../../../kernel/paper.ts'
import { displayPercent, type Fraction } from '../../../kernel/fraction.ts'
import { displayYuan } from '../../../kernel/money.ts'
import type { Language, Text } from '../../../kernel/text.ts'
import type { Form } from '../model.ts'
import { decimalText } from './rank-document.ts'

/* Figures on their way to a workbook: the whole value where it can be written, exact to the last fen. */

/**
 * A value as people read it, thousands parted: percent and yuan with two places, else at most `places` decimals, the
 * last one rounded half up.
 */
export function figureText(value: Fraction | null, form: Form, places = 6): string {
  if (value === null) return '—'
  if (form === 'share') return displayPercent(value)
  if (form === 'yuan') return displayYuan((value.num * 100n) / value.den)
  const [whole = '', ...rest] = decimalText(value, places).split('.')
  return [whole.replaceAll(/\B(?=(\d{3})+$)/g, ','), ...rest].join('.')
}

interface Table {
  readonly title: Text
  readonly period: Text
  readonly unit: string
  readonly columns: readonly {
    readonly title: Text
    readonly width: number
    readonly left?: true
  }[]
  readonly rows: readonly (readonly string[])[]
  readonly remarks: readonly Text[]
}

/** A table of figures as a paper. */
export const figurePaper = (table: Table, language: Language): Paper => ({
  title: table.title[language],
  form: null,
  period: table.period[language],
  organisation: table.unit,
  unit: '',
  orientation: 'landscape',
  onePage: false,
  sections: [
    {
      heading: null,
      paragraphs: [],
      columns: table.columns.map(({ title, width, left }) => ({
        title: title[language],
        width,
        align: left === true ? ('left' as const) : ('right' as const),
      })),
      rows: table.rows.map((cells) => ({ kind: 'plain' as const, cells: [...cells] })),
    },
  ],
  remarks: table.remarks.map((remark) => remark[language]),
  signatures: [],
})
