import { displayPercent, fraction, type Fraction, parseFraction } from '../../../kernel/fraction.ts'
import type { Paper, PaperRow, PaperSection } from '../../../kernel/paper.ts'
import type { Field, PaperDemand, Process, Step, Value, Values } from '../model.ts'

/*
 * The sheets of a step: labels and values as the official registers have them, ratios computed, what is signed by
 * hand left open. What was not written yet is left to be filled in with the pen.
 */

/** What a sheet says beside the form. */
export interface SheetFacts {
  readonly number: string
  readonly caseTitle: string
  readonly unit: string
  readonly serial: string
  /** Where its signed photograph is taken back. */
  readonly address: string
}

const LABEL = { title: '', width: 3, align: 'left' } as const
const VALUE = { title: '', width: 9, align: 'left' } as const

/** The sheet of a paper demand, from the case's facts and what was written at the step. */
export function sheetOf(
  { process, step, paper }: { process: Process; step: Step; paper: PaperDemand },
  written: { readonly facts: Values; readonly values: Values },
  sheet: SheetFacts,
): Paper {
  const rows: PaperRow[] = [
    row('事项名称', sheet.caseTitle),
    ...rowsOf(process.facts, written.facts),
    ...rowsOf(step.form, written.values),
    ...ratiosOf(step, written.values),
    ...(paper.blanks ?? []).map(({ zh }, i) => row(zh, i === 0 ? '\n'.repeat(5) : '\n'.repeat(3))),
  ]
  const tables = [...tablesOf(process.facts, written.facts), ...tablesOf(step.form, written.values)]
  return {
    title: paper.title.zh,
    form: paper.form ?? null,
    period: `${process.title.zh} ${sheet.number}`,
    organisation: sheet.unit,
    unit: `编号：${sheet.serial}`,
    orientation: 'portrait',
    onePage: tables.length === 0,
    sections: [{ heading: null, paragraphs: [], columns: [LABEL, VALUE], rows }, ...tables],
    remarks: [
      `依据：${[step.clause, ...step.demands.map(({ clause }) => clause)]
        .filter((clause, i, all) => clause !== '' && all.indexOf(clause) === i)
        .join('；')}`,
      '签字盖章后扫右上角二维码，拍照传回；照片收齐后方可办理下一环节。',
    ],
    signatures: ['主持人', '记录人', '日期'],
    code: { content: sheet.address, caption: sheet.serial },
  }
}

const row = (label: string, value: string): PaperRow => ({ kind: 'plain', cells: [label, value] })

const rowsOf = (form: readonly Field[], values: Values): PaperRow[] =>
  form.flatMap((field) =>
    field.kind === 'table' ? [] : [row(field.title.zh, sayValue(field, values[field.key]))],
  )

/** A value as it stands on paper; choices as boxes, one of them filled. */
function sayValue(field: Field, value: Value | undefined): string {
  switch (field.kind) {
    case 'choice':
      return field.options
        .map(({ key, title }) => `${key === value ? '■' : '□'} ${title.zh}`)
        .join('　')
    case 'yes':
      return `${value === true ? '■' : '□'} 是　${value === false ? '■' : '□'} 否`
    case 'text':
      return typeof value === 'string' ? value : '\n\n'
    case 'words':
      return Array.isArray(value) ? value.map(String).join('、') : ''
    case 'day':
    case 'yuan':
    case 'line':
      return typeof value === 'string' ? value : ''
    case 'count':
      return typeof value === 'number' ? String(value) : ''
    case 'table':
      return ''
  }
}

const numberOf = (value: Value | undefined): Fraction | null =>
  typeof value === 'number' || typeof value === 'string' ? parseFraction(String(value)) : null

const plain = ({ num, den }: Fraction): string => (den === 1n ? `${num}` : `${num}/${den}`)

/** The ratios a step's demands ask for, once for each pair: 实到人数/应到人数 20/30 = 66.67%. */
function ratiosOf(step: Step, values: Values): PaperRow[] {
  const title = (key: string): string => step.form.find((one) => one.key === key)?.title.zh ?? key
  const seen = new Set<string>()
  return step.demands.flatMap(({ test }) => {
    if (test.kind !== 'share' || test.share === '1') return []
    const pair = `${title(test.value)} ÷ ${title(test.of)}`
    if (seen.has(pair)) return []
    seen.add(pair)
    const [have, of] = [numberOf(values[test.value]), numberOf(values[test.of])]
    const limit = `（${test.strictly ? '须超过' : '须达到'} ${test.share}）`
    if (have === null || of === null || of.num <= 0n) return [row(pair, limit)]
    const ratio = fraction(have.num * of.den, have.den * of.num)
    const counted = `${plain(have)}/${plain(of)} = ${displayPercent(ratio)}`
    return [row(pair, `${counted}　${limit}`)]
  })
}

/** Rows left open where a table was not filled in yet. */
const OPEN_ROWS = 5

function tablesOf(form: readonly Field[], values: Values): PaperSection[] {
  return form.flatMap((field): PaperSection[] => {
    if (field.kind !== 'table') return []
    const value = values[field.key]
    const filled = (Array.isArray(value) ? value : []) as readonly Values[]
    const { columns } = field
    const rows = filled.map((one): PaperRow => ({
      kind: 'plain',
      cells: columns.map((column) => sayValue(column, one[column.key])),
    }))
    const open = Array.from({ length: rows.length === 0 ? OPEN_ROWS : 0 }, (): PaperRow => ({
      kind: 'plain',
      cells: columns.map(() => '\n'),
    }))
    return [
      {
        heading: field.title.zh,
        paragraphs: [],
        columns: columns.map((column) => ({
          title: column.title.zh,
          width: column.kind === 'text' ? 3 : 2,
          align: 'left',
        })),
        rows: [...rows, ...open],
      },
    ]
  })
}
