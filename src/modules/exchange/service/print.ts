import type { LocalDate } from '../../../kernel/date.ts'
import type { Text } from '../../../kernel/text.ts'
import type { TableColumn, TableValue } from '../../../platform/sheet/table.ts'
import { tableFile } from './template.ts'

type Language = keyof Text

/** A column of an exported table: its heading in both languages and where its value comes from. */
export interface ExportColumn<Row> {
  readonly title: Text
  readonly kind: TableColumn['kind']
  readonly width?: number
  readonly value: (row: Row, language: Language) => TableValue
}

/** Lays rows out as a sheet and writes it in the wanted format; the name carries the county's day. */
export async function exportTable<Row>(
  table: {
    readonly title: Text
    readonly today: LocalDate
    readonly columns: readonly ExportColumn<Row>[]
    readonly rows: readonly Row[]
  },
  asked: { readonly format: 'xlsx' | 'csv'; readonly language: Language },
) {
  const { columns, rows, title, today } = table
  const { language } = asked
  const sheet = {
    name: title[language],
    columns: columns.map((column) => ({
      title: column.title[language],
      kind: column.kind,
      ...(column.width === undefined ? {} : { width: column.width }),
    })),
    rows: drawn(rows, columns, language),
  }
  return await tableFile([sheet], `${title[language]} ${today}`, asked.format)
}

function* drawn<Row>(
  rows: readonly Row[],
  columns: readonly ExportColumn<Row>[],
  language: Language,
): Generator<readonly TableValue[]> {
  for (const row of rows) yield columns.map((column) => column.value(row, language))
}
