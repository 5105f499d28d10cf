import type { AnyId } from '../../../kernel/id.ts'
import type { Official, OfficialBlock, OfficialColumn } from '../../../kernel/official.ts'
import { typeset } from '../../../kernel/typeset.ts'

/*
 * A report as it is kept: blocks of text and tables in which every number says where it comes from. A report is drawn
 * from its body alone, so it can be printed again to the byte whatever became of the records.
 */

/** Where a number comes from. `rows`: it counts these rows, whose ids it names. */
export type NumberRef =
  | {
      readonly from: 'figure'
      readonly editionId: AnyId
      readonly unitId: AnyId
      readonly indicator: string
      /** The value, or its change against the edition named in `against`. */
      readonly what: 'value' | 'change'
      readonly against: AnyId | null
    }
  | {
      readonly from: 'ranking'
      readonly editionId: AnyId
      readonly set: string
      readonly unitId: AnyId
      readonly what: 'place' | 'score' | 'before' | 'move' | 'part'
      readonly group: string | null
    }
  | { readonly from: 'rows'; readonly of: RowKind; readonly ids: readonly AnyId[] }

export type RowKind = 'problem' | 'listing' | 'assignment' | 'source'

export interface RefNumber {
  readonly n: string
  readonly ref: NumberRef
}
export type Run = string | RefNumber

export type Block =
  | { readonly kind: 'heading'; readonly level: 1 | 2; readonly text: string }
  | { readonly kind: 'text'; readonly runs: readonly Run[] }
  | {
      readonly kind: 'table'
      readonly caption: string
      readonly columns: readonly OfficialColumn[]
      readonly rows: readonly (readonly Run[])[]
    }
  | { readonly kind: 'page'; readonly label: string; readonly title: string }

/** The body of a report. */
export interface ReportBody {
  readonly kind: 'dispatch' | 'bulletin' | 'analysis'
  readonly period: string
  readonly asOf: string
  /** Figures this report stands on: the edition, and its fingerprint. */
  readonly edition: { readonly id: AnyId; readonly hash: string } | null
  readonly mark: string
  readonly title: string
  readonly to: string
  readonly blocks: readonly Block[]
  readonly from: string
  readonly annexes: readonly string[]
  readonly copies: string
  readonly printer: string
}

export const heading = (text: string, level: 1 | 2 = 1): Block => ({ kind: 'heading', level, text })
export const para = (...runs: readonly Run[]): Block => ({ kind: 'text', runs })
export const table = (
  caption: string,
  columns: readonly OfficialColumn[],
  rows: readonly (readonly Run[])[],
): Block => ({ kind: 'table', caption, columns, rows })
export const column = (
  title: string,
  width: number,
  align: OfficialColumn['align'] = 'left',
): OfficialColumn => ({ title, width, align })

/** How many there are of these rows, each of which can be opened. */
export const countOf = (of: RowKind, ids: readonly AnyId[]): RefNumber => ({
  n: String(ids.length),
  ref: { from: 'rows', of, ids },
})

/** JSON with the keys of every object in order: the same content is the same text. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (typeof value === 'object' && value !== null) {
    const fields = Object.entries(value)
      .filter(([, field]) => field !== undefined)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
    return `{${fields.map(([key, field]) => `${JSON.stringify(key)}:${canonical(field)}`).join(',')}}`
  }
  return JSON.stringify(value) ?? 'null'
}

const plain = (run: Run): string => (typeof run === 'string' ? run : run.n)

/** Every number of a report with its source, in reading order. */
export function numbersOf(body: Pick<ReportBody, 'blocks'>): RefNumber[] {
  const runs = body.blocks.flatMap((block): readonly Run[] =>
    block.kind === 'text' ? block.runs : block.kind === 'table' ? block.rows.flat() : [],
  )
  return runs.filter((run): run is RefNumber => typeof run !== 'string')
}

/**
 * Days and years, numbers of documents and problems (in brackets or after 第), and what people wrote in quotes are no
 * figures: everything else that is a digit must name its source.
 */
const NAMES = new RegExp(
  [
    '“[^”]*”',
    '\\d{4}年(\\d{1,2}月(份|\\d{1,2}日)?|第\\d+(周|季度))?',
    '\\d{1,2}月\\d{1,2}日',
    '\\d{4}-\\d{2}-\\d{2}',
    '(问题|督办|督导通报)〔\\d{4}〕\\d+号',
    '第\\d+条',
  ].join('|'),
  'gu',
)

/** Digits of a report that stand in its text without a source; none in a sound one. */
export function looseDigits(body: Pick<ReportBody, 'blocks'>): string[] {
  const texts = body.blocks.flatMap((block): readonly string[] => {
    if (block.kind === 'heading') return [block.text]
    if (block.kind === 'page') return []
    const runs = block.kind === 'text' ? block.runs : block.rows.flat()
    return runs.filter((run): run is string => typeof run === 'string')
  })
  return texts.filter((text) => /\d/.test(text.replaceAll(NAMES, '')))
}

/** A report as an official document, under its number and day once it is issued. */
export function officialOf(
  body: ReportBody,
  issued: { readonly number: string; readonly day: string; readonly printedOn: string },
): Official {
  return {
    mark: typeset(body.mark),
    number: issued.number,
    signer: null,
    // A title of two lines breaks between words.
    title: typeset(body.title).replace('合作社工作', '合作社\n工作'),
    to: typeset(body.to),
    blocks: body.blocks.map((block): OfficialBlock => {
      switch (block.kind) {
        case 'text':
          return { kind: 'text', text: typeset(block.runs.map(plain).join('')) }
        case 'table':
          return {
            ...block,
            caption: typeset(block.caption),
            columns: block.columns.map((one) => ({ ...one, title: typeset(one.title) })),
            rows: block.rows.map((row) => row.map((cell) => typeset(plain(cell)))),
          }
        case 'heading':
          return { ...block, text: typeset(block.text) }
        case 'page':
          return { ...block, title: typeset(block.title) }
      }
    }),
    from: typeset(body.from),
    day: issued.day,
    annexes: body.annexes,
    copies: typeset(body.copies),
    printer: typeset(body.printer),
    printedOn: issued.printedOn,
  }
}
