import type { ColumnField, ColumnMapping, MoneyUnit, SheetMapping, SourceSheet } from '../model.ts'
import { MONEY_FIELDS } from '../model.ts'
import { gridOf } from './grid.ts'
import { mapSheet } from './mapping.ts'

/** What the clerk says about a sheet. */
export interface SheetCorrection {
  readonly sheet: string
  readonly used: boolean
  readonly headerTop?: number | undefined
  readonly headerBottom?: number | undefined
  readonly columns: readonly {
    readonly column: number
    readonly field: ColumnField
    readonly unit?: MoneyUnit | undefined
  }[]
}

/**
 * The mapping with the clerk's corrections. Where the headings are moved, the columns are guessed anew
 * under them, then corrected.
 */
export function correctMapping(
  mappings: readonly SheetMapping[],
  sheets: readonly SourceSheet[],
  corrections: readonly SheetCorrection[],
): SheetMapping[] {
  const byName = new Map(corrections.map((one) => [one.sheet, one]))
  return mappings.map((mapping) => {
    const said = byName.get(mapping.sheet)
    if (said === undefined) return mapping
    const moved = moveHeader(mapping, sheets, said)
    const columns = new Map(said.columns.map((one) => [one.column, one]))
    return {
      ...moved,
      used: said.used,
      columns: moved.columns.map((column) => correct(column, columns.get(column.column))),
    }
  })
}

function moveHeader(
  mapping: SheetMapping,
  sheets: readonly SourceSheet[],
  said: SheetCorrection,
): SheetMapping {
  const top = said.headerTop ?? mapping.headerTop
  const bottom = Math.max(top, said.headerBottom ?? said.headerTop ?? mapping.headerBottom)
  const same = top === mapping.headerTop && bottom === mapping.headerBottom
  const sheet = sheets.find(({ name }) => name === mapping.sheet)
  return same || sheet === undefined ? mapping : mapSheet(sheet, gridOf(sheet), { top, bottom })
}

function correct(
  column: ColumnMapping,
  said: SheetCorrection['columns'][number] | undefined,
): ColumnMapping {
  if (said === undefined) return column
  const unit = MONEY_FIELDS.has(said.field) ? (said.unit ?? column.unit ?? 'yuan') : null
  const changed = said.field !== column.field || unit !== column.unit
  return {
    ...column,
    field: said.field,
    unit,
    confidence: changed ? 'remembered' : column.confidence,
  }
}
