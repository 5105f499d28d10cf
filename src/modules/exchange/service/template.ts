import type { Output, Verbs } from '../../../kernel/verb.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import type { Table } from '../../../platform/sheet/table.ts'
import { writeCsv } from '../../../platform/sheet/write-csv.ts'
import { writeXlsx } from '../../../platform/sheet/write-xlsx.ts'
import type { exchangeContract } from '../contract.ts'
import { TEMPLATE_COLUMNS, TEMPLATE_NOTES, TEMPLATE_ROWS } from '../data/template.ts'

type File = Output<(typeof exchangeContract)['importTemplate']>

const MEDIA_TYPES = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv; charset=utf-8',
} as const

/** The template with rows that show how it is filled; the second sheet explains the columns. */
export const importTemplate: Verbs<typeof exchangeContract, Ctx>['importTemplate'] = async (
  _ctx,
  { format, several },
) => {
  const columns = TEMPLATE_COLUMNS.filter(({ title }) => several || title !== '合作社名称')
  const table: Table = {
    name: '成员册',
    columns,
    rows: TEMPLATE_ROWS.map((row) => columns.map(({ title }) => row[title] ?? null)),
  }
  const notes: Table = {
    name: '填写说明',
    columns: [
      { title: '栏目', kind: 'text', width: 24 },
      { title: '怎样填写', kind: 'text', width: 60 },
      { title: 'How to fill it in', kind: 'text', width: 60 },
    ],
    rows: TEMPLATE_NOTES,
  }
  return await tableFile([table, notes], '成员册导入模板', format)
}

/** The tables as a file to download; a CSV file holds the first one only. */
export async function tableFile(
  tables: readonly [Table, ...Table[]],
  name: string,
  format: 'xlsx' | 'csv',
): Promise<File> {
  const bytes = format === 'xlsx' ? await writeXlsx(tables) : writeCsv(tables[0])
  return {
    name: `${name}.${format}`,
    mediaType: MEDIA_TYPES[format],
    content: bytes.toString('base64'),
  }
}
