import { type Column, COLUMNS, emptyRow, type Row, type Sheet } from './sheet.ts'

/* A block out of a spreadsheet, pasted into the grid. */

/** Who and what the co-op knows, found by exactly what stands in a cell. */
export interface Known {
  /** By member number or by a name that only one has; null when nobody or several fit. */
  readonly who: (
    typed: string,
  ) => { readonly id: string; readonly name: string; readonly party: boolean } | null
  readonly product: (typed: string) => { readonly id: string } | null
}

/** The headings people write over such columns. */
const HEADINGS: Readonly<Record<Column, readonly string[]>> = {
  who: ['成员', '成员编号', '编号', '姓名', '成员姓名', '社员', '户主', '交货人', 'member', 'name'],
  product: ['产品', '品名', '货物', '项目', 'product'],
  quantity: ['数量', '重量', '净重', '公斤', '斤', '亩', '工日', 'quantity', 'weight'],
  grade: ['等级', '级别', 'grade'],
  price: ['单价', '价格', 'price'],
  amount: ['金额', '合计', 'amount'],
  remark: ['说明', '备注', '原因', 'remark', 'note'],
}

/** Rows and cells of a block; quotes of a cell with line breaks are taken off. */
export function cellsOf(block: string): string[][] {
  const rows: string[][] = [[]]
  let cell = ''
  let quoted = false
  const end = (): void => {
    rows.at(-1)?.push(cell.replaceAll(/[\r\n\t]+/g, ' ').trim())
    cell = ''
  }
  for (let i = 0; i < block.length; i += 1) {
    const char = block[i] ?? ''
    if (quoted) {
      if (char === '"' && block[i + 1] === '"') i += 1
      else if (char === '"') {
        quoted = false
        continue
      }
      cell += char
    } else if (char === '"' && cell === '') quoted = true
    else if (char === '\t') end()
    else if (char === '\n') {
      end()
      rows.push([])
    } else if (char !== '\r') cell += char
  }
  end()
  return rows.filter((row) => row.some((one) => one !== ''))
}

const columnNamed = (heading: string): Column | null => {
  const bare = heading
    .replaceAll(/[（(【[].*$/g, '')
    .trim()
    .toLowerCase()
  return COLUMNS.find((column) => HEADINGS[column].includes(bare)) ?? null
}

/** Whether a block is more than one word typed into one cell. */
export const isBlock = (text: string): boolean => /[\t\n]/.test(text.trim())

/** What each column of the block means: by its headings, else from the cell it was pasted into. */
function columnsOf(
  cells: readonly (readonly string[])[],
  from: Column,
): { readonly columns: readonly (Column | null)[]; readonly body: readonly (readonly string[])[] } {
  const [first = [], ...rest] = cells
  const named = first.map(columnNamed)
  if (named.filter((column) => column !== null).length >= 2) return { columns: named, body: rest }
  return { columns: COLUMNS.slice(COLUMNS.indexOf(from)), body: cells }
}

/**
 * The sheet with a pasted block, from this row and column on. A row that stands there is filled where the block
 * says something; members are found by number or name, products by name; who fits nobody stays as typed.
 */
export function pasteBlock(
  sheet: Sheet,
  block: string,
  at: { readonly row: number; readonly column: Column; readonly known: Known },
): Sheet {
  const { columns, body } = columnsOf(cellsOf(block), at.column)
  const rows = [...sheet.rows]
  let carried = { productId: rows[at.row]?.productId ?? '', product: rows[at.row]?.product ?? '' }
  body.forEach((cells, i) => {
    const place = at.row + i
    const before = rows[place] ?? emptyRow()
    const start: Row = before.productId === '' ? { ...before, ...carried } : before
    const filled = cells.reduce<Row>((row, cell, j) => {
      const column = columns[j]
      return column === null || column === undefined || cell === ''
        ? row
        : { ...row, ...fieldsOf(column, cell, at.known) }
    }, start)
    rows[place] = filled
    carried = { productId: filled.productId, product: filled.product }
  })
  return { ...sheet, rows }
}

function fieldsOf(column: Column, cell: string, known: Known): Partial<Row> {
  if (column === 'who') {
    const found = known.who(cell)
    if (found === null) return { who: cell, memberId: null, partyId: null }
    const { id, name, party } = found
    return { who: name, memberId: party ? null : id, partyId: party ? id : null }
  }
  if (column === 'product') {
    const found = known.product(cell)
    return found === null ? { productId: '', product: cell } : { productId: found.id, product: '' }
  }
  // Figures come with separators out of a spreadsheet.
  const figure = column !== 'grade' && column !== 'remark'
  return { [column]: figure ? cell.replaceAll(/[,，\s]/g, '') : cell }
}
