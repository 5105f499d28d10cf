import { EXAMPLE_NOTE } from '../data/template.ts'
import type {
  ColumnMapping,
  Field,
  MoneyUnit,
  Place,
  RowFault,
  SheetMapping,
  SourceCell,
  SourceSheet,
} from '../model.ts'
import { faultAt } from './faults.ts'
import { type Grid, gridOf } from './grid.ts'
import { readHeading } from './headings.ts'
import { cleanName, compact, isNothing, readMoney, wrong } from './values.ts'

/** A cell under a mapped column. */
export interface FieldCell {
  readonly cell: SourceCell
  readonly place: Place
  readonly unit: MoneyUnit | null
  /** The heading says "%". */
  readonly percent: boolean
}

/** One member's cells by what they mean. */
export interface MemberCells {
  readonly place: Place
  readonly fields: ReadonlyMap<Field, FieldCell>
}

export interface MemberRows {
  readonly rows: readonly MemberCells[]
  /** Lines with a grand total, to be compared with the sum of the rows above. */
  readonly totals: readonly MemberCells[]
  /** Lines of the sheet that are no member: repeated headings, notes, signatures. */
  readonly skipped: number
}

/** Facts of a household are written once and joined over its members' rows. */
const JOINED: ReadonlySet<Field> = new Set<Field>([
  'coop',
  'village',
  'household_number',
  'household_head',
  'registered_address',
])
/** What shows that a line speaks of a member even where the name is missing. */
const TELLING: ReadonlySet<Field> = new Set<Field>([
  'id_number',
  'id_type_and_number',
  'phone',
  'contribution',
  'contribution_cash',
  'contribution_in_kind',
  'contribution_land',
  'subscribed',
  'paid',
  'shares',
])
const EXAMPLE = compact(EXAMPLE_NOTE)
const TOTAL = /^(?:合计|总计|共计|总合计|累计)/
const SUBTOTAL = /^(?:小计|本页|承前|过次)/
const NOTE =
  /^(?:注|备注|说明|填表|制表|审核|负责人|单位负责|经办|填报|日期|联系人|监制|盖章)[^\p{L}]|^(?:注|备注|说明)$/u

/** Takes a sheet's lines below the heading apart into members, totals and the rest. */
export function memberRows(sheet: SourceSheet, mapping: SheetMapping): MemberRows {
  const grid = gridOf(sheet)
  const columns = mapping.columns
    .filter((column) => column.field !== 'ignore')
    .map((column) => ({ ...column, percent: readHeading(column.heading).percent }))
  const name = columns.find((column) => column.field === 'name')
  const nameKey = readHeading(name?.heading ?? '').key
  const rows: MemberCells[] = []
  const totals: MemberCells[] = []
  let skipped = 0
  for (const { row, cells } of grid.rows) {
    if (row <= mapping.headerBottom) continue
    const taken = takeRow(grid, { sheet: sheet.name, row }, columns)
    const kind = kindOf(taken, { first: compact(cells[0]?.text ?? ''), nameKey })
    if (kind === 'member') rows.push(taken)
    else if (kind === 'total') totals.push(taken)
    else skipped += 1
  }
  return { rows, totals, skipped }
}

function takeRow(
  grid: Grid,
  at: { readonly sheet: string; readonly row: number },
  columns: readonly (ColumnMapping & { readonly percent: boolean })[],
): MemberCells {
  const fields = new Map<Field, FieldCell>()
  for (const { column, field, unit, heading, percent } of columns) {
    if (field === 'ignore') continue
    const cell = JOINED.has(field) ? grid.joined(at.row, column) : grid.cell(at.row, column)
    if (cell === null) continue
    const place = { sheet: at.sheet, row: at.row, column, heading }
    fields.set(field, { cell, place, unit, percent })
  }
  return { place: { sheet: at.sheet, row: at.row, column: null, heading: null }, fields }
}

function kindOf(
  taken: MemberCells,
  line: { readonly first: string; readonly nameKey: string },
): 'member' | 'total' | 'other' {
  const { first, nameKey } = line
  // The filled-in rows of our own template, left in the file.
  if (compact(taken.fields.get('change_note')?.cell.text ?? '').startsWith(EXAMPLE)) return 'other'
  const nameText = compact(taken.fields.get('name')?.cell.text ?? '')
  for (const start of [first, nameText]) {
    if (TOTAL.test(start)) return 'total'
    if (SUBTOTAL.test(start) || NOTE.test(start)) return 'other'
  }
  if (nameText === '' || isNothing(nameText)) {
    const tells = Array.from(taken.fields.keys()).some((field) => TELLING.has(field))
    return tells ? 'member' : 'other'
  }
  // The heading printed again on each page, and the line that numbers the columns.
  if (readHeading(nameText).key === nameKey) return 'other'
  return /^\(?\d{1,2}\)?$/.test(nameText) ? 'other' : 'member'
}

/** Fields that two sheets may word differently without contradiction. */
const LOOSE: ReadonlySet<Field> = new Set<Field>(['seq', 'change_note', 'registered_address'])

/**
 * Joins the sheets of a file: a member list and a contribution list speak of the same people, lists by
 * village group of different ones. Rows of different sheets belong together by ID number, else by name.
 */
export function joinSheets(sheets: readonly (readonly MemberCells[])[]): {
  readonly members: readonly MemberCells[]
  readonly faults: readonly RowFault[]
} {
  const faults: RowFault[] = []
  let members: MemberCells[] = [...(sheets[0] ?? [])]
  for (const sheet of sheets.slice(1)) {
    const index = indexOf(members)
    const joined = new Map<MemberCells, MemberCells>()
    const added: MemberCells[] = []
    for (const row of sheet) {
      const found = index.find(row)
      if (found === 'several') {
        const place = row.fields.get('name')?.place ?? row.place
        faults.push(faultAt(place, severalFound))
      } else if (found === null || joined.has(found)) added.push(row)
      else joined.set(found, mergeRows(found, row, faults))
    }
    members = [...members.map((member) => joined.get(member) ?? member), ...added]
  }
  return { members, faults }
}

const severalFound = wrong(
  'duplicate_name',
  '前面的工作表里有几位同名成员,请在本表也填身份证号',
  'several members of this name stand on earlier sheets; give the ID number here too',
)

const idOf = (row: MemberCells): string => {
  const cell = row.fields.get('id_number') ?? row.fields.get('id_type_and_number')
  return /[\dA-Z]{15,18}$/.exec(compact(cell?.cell.text ?? '').toUpperCase())?.[0] ?? ''
}
const nameOf = (row: MemberCells): string => cleanName(row.fields.get('name')?.cell.text ?? '')

function indexOf(members: readonly MemberCells[]) {
  const byId = new Map<string, MemberCells>()
  const byName = new Map<string, MemberCells[]>()
  for (const member of members) {
    const [id, name] = [idOf(member), nameOf(member)]
    if (id !== '') byId.set(id, member)
    const same = byName.get(name)
    if (same === undefined) byName.set(name, [member])
    else same.push(member)
  }
  return {
    find: (row: MemberCells): MemberCells | 'several' | null => {
      const id = idOf(row)
      const exact = byId.get(id)
      if (id !== '' && exact !== undefined) return exact
      const named = (byName.get(nameOf(row)) ?? []).filter(
        (member) => id === '' || idOf(member) === '',
      )
      return named.length > 1 ? 'several' : (named[0] ?? null)
    },
  }
}

function mergeRows(first: MemberCells, second: MemberCells, faults: RowFault[]): MemberCells {
  const fields = new Map(first.fields)
  for (const [field, value] of second.fields) {
    const before = fields.get(field)
    if (before === undefined) fields.set(field, value)
    else if (!LOOSE.has(field) && !sameValue(before, value)) {
      const where = `工作表「${before.place.sheet}」第 ${before.place.row ?? 0} 行`
      faults.push(
        faultAt(
          value.place,
          wrong(
            'rows_disagree',
            `与${where}的内容不一致`,
            `differs from sheet “${before.place.sheet}”, row ${before.place.row ?? 0}`,
          ),
        ),
      )
    }
  }
  return { place: first.place, fields }
}

function sameValue(a: FieldCell, b: FieldCell): boolean {
  if (compact(a.cell.text).toUpperCase() === compact(b.cell.text).toUpperCase()) {
    return a.unit === b.unit
  }
  if (a.unit === null || b.unit === null) return false
  const [x, y] = [readMoney(a.cell, a.unit).value, readMoney(b.cell, b.unit).value]
  return x !== null && x === y
}
