import type { LocalDate } from '../../../kernel/date.ts'
import { fen, type Fen, formatYuan } from '../../../kernel/money.ts'
import type { Field, MemberDraft, RowFault, SheetMapping, SourceSheet } from '../model.ts'
import { faultAt } from './faults.ts'
import { checkMapping } from './check-mapping.ts'
import { findDuplicates } from './duplicates.ts'
import { type ReadMember, readMember } from './member.ts'
import { checkPercents } from './percents.ts'
import { joinSheets, type MemberCells, memberRows } from './rows.ts'
import { doubt, readMoney, wrong } from './values.ts'

export interface ReadRegister {
  readonly members: readonly MemberDraft[]
  readonly faults: readonly RowFault[]
  /** Lines that are no members: titles, totals, notes. */
  readonly skipped: number
}

/**
 * Reads a file by its mapping: members as drafts, and everything that is wrong or doubtful with sheet,
 * row and column. Pure: what the county already knows is compared later, by `compareWithKnown`.
 */
export function readRegister(
  sheets: readonly SourceSheet[],
  mappings: readonly SheetMapping[],
  today: LocalDate,
): ReadRegister {
  const faults: RowFault[] = []
  const used = mappings.flatMap((mapping) => {
    const sheet = sheets.find(({ name }) => name === mapping.sheet)
    return mapping.used && sheet !== undefined ? [{ mapping, sheet }] : []
  })
  if (used.length === 0) {
    const problem = wrong(
      'no_header',
      '没有找到表头,请指定',
      'no headings were found; point at them',
    )
    return { members: [], faults: [faultAt(null, problem)], skipped: 0 }
  }
  for (const { mapping, sheet } of used) faults.push(...checkMapping(mapping, sheet))
  if (faults.some((fault) => fault.level === 'error')) return { members: [], faults, skipped: 0 }

  const parts = used.map(({ sheet, mapping }) => memberRows(sheet, mapping))
  const joined = joinSheets(parts.map((part) => part.rows))
  faults.push(...joined.faults)
  const read = joined.members.map((row) => readMember(row, today, faults))
  const members = checkPercents(read, faults)
  faults.push(...findDuplicates(members))
  for (const { rows, totals } of parts) checkTotals(rows, totals, faults)
  sayAssumptions(read, faults)
  if (members.length === 0) {
    faults.push(
      faultAt(null, wrong('no_rows', '表头下面没有成员', 'no members below the headings')),
    )
  }
  return {
    members,
    faults: faults.toSorted(byPlace),
    skipped: parts.reduce((sum, part) => sum + part.skipped + part.totals.length, 0),
  }
}

const ADDED: readonly Field[] = [
  'contribution',
  'contribution_cash',
  'contribution_in_kind',
  'contribution_land',
  'subscribed',
  'paid',
  'unpaid',
]

/** Compares a line of totals with the sum of the lines above it, column by column. */
function checkTotals(
  rows: readonly MemberCells[],
  totals: readonly MemberCells[],
  faults: RowFault[],
): void {
  // With several totals (by page, by group) it is not known which lines each one counts.
  const [total] = totals
  if (total === undefined || totals.length > 1) return
  for (const field of ADDED) {
    const cell = total.fields.get(field)
    if (cell === undefined) continue
    const said = readMoney(cell.cell, cell.unit ?? 'yuan').value
    const sum = sumOf(rows, field)
    if (said === null || said === sum) continue
    faults.push(
      faultAt(
        cell.place,
        doubt(
          'total_differs',
          `合计写的是 ${formatYuan(said)} 元,各行相加是 ${formatYuan(sum)} 元`,
          `the total says ${formatYuan(said)}, the rows add up to ${formatYuan(sum)}`,
        ),
      ),
    )
  }
}

const sumOf = (rows: readonly MemberCells[], field: Field): Fen =>
  fen(
    rows.reduce((sum, row) => {
      const cell = row.fields.get(field)
      return (
        sum + (cell === undefined ? 0n : (readMoney(cell.cell, cell.unit ?? 'yuan').value ?? 0n))
      )
    }, 0n),
  )

/** What was assumed for many rows alike is said once. */
function sayAssumptions(read: readonly ReadMember[], faults: RowFault[]): void {
  const assumed = read.filter((one) => one.farmerAssumed && one.draft.kind === 'person').length
  if (assumed > 0) {
    faults.push(
      faultAt(
        null,
        doubt(
          'farmer_assumed',
          `${assumed} 名个人成员没有写成员类型,按农民成员登记`,
          `${assumed} persons without a kind of member are taken as farmers`,
        ),
      ),
    )
  }
  const notes: readonly (readonly [keyof MemberDraft, string, string])[] = [
    [
      'landArea',
      '土地面积只作核对,不写入成员册;请在地块中登记',
      'land area is shown, not recorded',
    ],
    [
      'certificateNo',
      '证号由系统连续编号,原证号不写入',
      'certificate numbers are given by the system',
    ],
  ]
  for (const [key, zh, en] of notes) {
    if (read.some((one) => one.draft[key] !== null)) {
      faults.push(faultAt(null, doubt('not_imported', zh, en)))
    }
  }
}

/** Errors and warnings in the order of the file; what concerns the whole file comes first. */
const byPlace = (a: RowFault, b: RowFault): number =>
  Number(a.sheet !== null) - Number(b.sheet !== null) ||
  (a.sheet === b.sheet ? 0 : (a.sheet ?? '') < (b.sheet ?? '') ? -1 : 1) ||
  (a.row ?? 0) - (b.row ?? 0) ||
  (a.column ?? 0) - (b.column ?? 0)
