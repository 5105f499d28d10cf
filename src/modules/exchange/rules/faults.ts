import type { Fault } from '../../../kernel/refusal.ts'
import { text } from '../../../kernel/text.ts'
import type { Place, RowFault } from '../model.ts'
import type { Problem } from './values.ts'

/** A problem at its place in the file. */
export const faultAt = (place: Place | null, problem: Problem): RowFault => ({
  ...problem,
  sheet: place?.sheet ?? null,
  row: place?.row ?? null,
  column: place?.column ?? null,
  heading: place?.heading ?? null,
})

/** 3 → "C": the letters Excel writes above a column. */
function letters(column: number): string {
  let name = ''
  for (let rest = column; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    name = String.fromCodePoint(65 + ((rest - 1) % 26)) + name
  }
  return name
}

/** The fault as the refusal of an import carries it: "名册!5:3" and the place in words. */
export function refusalFault(fault: RowFault): Fault {
  const { sheet, row, column, heading } = fault
  if (sheet === null) return { path: '$.file', text: fault.text }
  if (row === null) return { path: sheet, text: fault.text }
  const where =
    column === null ? '' : `${letters(column)} 列${heading === null ? '' : `「${heading}」`}`
  const whereEn = column === null ? '' : `, column ${letters(column)}`
  return {
    path: `${sheet}!${row}:${column ?? 1}`,
    text: text(
      `工作表「${sheet}」第 ${row} 行${where}:${fault.text.zh}`,
      `Sheet “${sheet}”, row ${row}${whereEn}: ${fault.text.en}`,
    ),
  }
}
