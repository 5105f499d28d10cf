import type { Field, RowFault, SheetMapping, SourceSheet } from '../model.ts'
import { faultAt } from './faults.ts'
import { doubt, wrong } from './values.ts'

/** Figures of the whole co-op that stand beside the list; they are no member's. */
const WHOLE: ReadonlySet<Field> = new Set<Field>(['largest_contribution', 'smallest_contribution'])

/** Whether a mapping can be read at all: a name column, no field twice. */
export function checkMapping(mapping: SheetMapping, sheet: SourceSheet): RowFault[] {
  const faults: RowFault[] = []
  const at = (column: number | null, heading: string | null) => ({
    sheet: mapping.sheet,
    row: mapping.headerBottom,
    column,
    heading,
  })
  const seen = new Map<Field, string>()
  for (const { column, field, heading } of mapping.columns) {
    if (field === 'ignore') continue
    const before = seen.get(field)
    if (before !== undefined) {
      const problem = wrong(
        'field_twice',
        `与「${before}」指向同一项,请改其中一列`,
        `means the same as “${before}”; change one of them`,
      )
      faults.push(faultAt(at(column, heading), problem))
    }
    seen.set(field, heading)
    if (WHOLE.has(field)) {
      const problem = doubt(
        'not_imported',
        '这是全社的数字,不属于某个成员,不导入',
        'a figure of the whole co-op, not imported',
      )
      faults.push(faultAt(at(column, heading), problem))
    }
  }
  if (!seen.has('name')) {
    const problem = wrong(
      'no_name_column',
      '没有「姓名或名称」列,请指定',
      'no column of names; please point at it',
    )
    faults.push(faultAt(at(null, null), problem))
  }
  if (sheet.hidden) {
    const problem = doubt(
      'hidden_sheet',
      '这张工作表是隐藏的,您选择了导入',
      'this sheet is hidden; you chose to import it',
    )
    faults.push(faultAt(at(null, null), problem))
  }
  return faults
}
