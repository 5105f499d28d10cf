import {
  column,
  type Paper,
  type PaperCell,
  type PaperColumn,
  type PaperSection,
} from '../../../kernel/paper.ts'

/* Short words in which the papers of a founding are written. */

/** Labels and what stands beside them, as a table of two columns; what is unknown is left to be written in. */
export const facts = (
  heading: string | null,
  pairs: readonly (readonly [string, PaperCell])[],
): PaperSection => ({
  heading,
  paragraphs: [],
  columns: [column('事项', 2.4), column('内容', 7.6)],
  rows: pairs.map(([label, value]) => ({ kind: 'plain', cells: [label, value ?? ''] })),
})

export const words = (heading: string, paragraphs: readonly string[]): PaperSection => ({
  heading,
  paragraphs,
  columns: [],
  rows: [],
})

/** Rows under headings, with a sum below where one is given. */
export const table = (
  heading: string | null,
  of: {
    readonly columns: readonly PaperColumn[]
    readonly rows: readonly (readonly PaperCell[])[]
    readonly sum?: readonly PaperCell[]
  },
): PaperSection => ({
  heading,
  paragraphs: [],
  columns: of.columns,
  rows: [
    ...of.rows.map((cells) => ({ kind: 'plain' as const, cells })),
    ...(of.sum === undefined ? [] : [{ kind: 'sum' as const, cells: of.sum }]),
  ],
})

export const sheet = (
  head: { readonly title: string; readonly organisation: string; readonly period: string },
  body: {
    readonly sections: readonly PaperSection[]
    readonly signatures: readonly string[]
    readonly remarks?: readonly string[]
    readonly unit?: string
    readonly landscape?: boolean
  },
): Paper => ({
  title: head.title,
  form: null,
  period: head.period,
  organisation: head.organisation,
  unit: body.unit ?? '',
  orientation: body.landscape === true ? 'landscape' : 'portrait',
  onePage: false,
  sections: body.sections,
  remarks: body.remarks ?? [],
  signatures: body.signatures,
})
