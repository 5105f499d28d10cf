import { fen } from '../../../kernel/money.ts'
import type { Output } from '../../../kernel/verb.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { columnLetters, type Workbook } from '../../../platform/sheet/cell.ts'
import type { exchangeContract } from '../contract.ts'
import type { CoopPlan, MemberDraft, RowFault, SheetMapping } from '../model.ts'
import { foundingDay } from '../rules/plan.ts'
import type { ImportRow } from '../store.ts'

type Preview = Output<(typeof exchangeContract)['previewImport']>

export const presentImport = (row: ImportRow): Preview['import'] => ({
  id: row.id,
  unitId: row.unit_id,
  fileName: row.file_name,
  format: row.format,
  encoding: row.encoding,
  status: row.status,
  counts: row.counts,
  uploadedAt: row.uploaded_at,
  uploadedBy: row.uploaded_by,
  closedAt: row.closed_at,
  closedBy: row.closed_by,
})

export const presentBefore = (row: ImportRow | null): Preview['before'] =>
  row === null
    ? null
    : { importId: row.id, at: row.closed_at ?? row.uploaded_at, by: row.closed_by ?? '' }

const SAMPLES = 3
/** Numbers of persons are shown as everywhere: first six and last four. */
const PERSONAL = new Set(['id_number', 'id_type_and_number', 'phone', 'bank_account'])
const SHOWN = 40

export function presentSheet(mapping: SheetMapping, book: Workbook): Preview['sheets'][number] {
  const sheet = book.sheets.find(({ name }) => name === mapping.sheet)
  const below = (sheet?.rows ?? []).filter(({ row }) => row > mapping.headerBottom)
  const samplesOf = (column: number, personal: boolean): string[] => {
    const samples: string[] = []
    for (const { cells } of below) {
      const cell = cells.find((one) => one.column === column)
      if (cell === undefined) continue
      samples.push(personal ? masked(cell.text) : cell.text.slice(0, SHOWN))
      if (samples.length >= SAMPLES) break
    }
    return samples
  }
  return {
    sheet: mapping.sheet,
    hidden: sheet?.hidden ?? false,
    used: mapping.used,
    rows: below.length,
    headerTop: mapping.headerTop,
    headerBottom: mapping.headerBottom,
    columns: mapping.columns.map((column) => ({
      column: column.column,
      letters: columnLetters(column.column),
      heading: column.heading,
      field: column.field,
      unit: column.unit,
      confidence: column.confidence,
      alternatives: [...column.alternatives],
      samples: samplesOf(column.column, PERSONAL.has(column.field) || looksPersonal(column, below)),
    })),
  }
}

/** A column nobody has named yet may still hold ID numbers. */
function looksPersonal(
  column: SheetMapping['columns'][number],
  rows: Workbook['sheets'][number]['rows'],
): boolean {
  if (column.field !== 'ignore') return false
  const texts = rows.slice(0, SHOWN).flatMap(({ cells }) => {
    const cell = cells.find((one) => one.column === column.column)
    return cell === undefined ? [] : [cell.text]
  })
  return texts.some((text) => /\d{11}/.test(text.replaceAll(/[\s-]/g, '')))
}

/** 371323********0019. */
function masked(number: string): string {
  const signs = Array.from(number.trim())
  if (signs.length < 8) return '*'.repeat(signs.length)
  const head = signs.length >= 15 ? 6 : 3
  const hidden = '*'.repeat(signs.length - head - 4)
  return `${signs.slice(0, head).join('')}${hidden}${signs.slice(-4).join('')}`
}

export const presentFault = (fault: RowFault): Preview['faults'][number] => ({
  ...fault,
  letters: fault.column === null ? null : columnLetters(fault.column),
})

export const presentMember = (member: MemberDraft): Preview['rows'][number] => ({
  sheet: member.place.sheet,
  row: member.place.row ?? 0,
  coop: member.coop,
  name: member.name,
  kind: member.kind,
  farmer: member.farmer,
  idNumber:
    member.idNumber === null || member.kind !== 'person'
      ? member.idNumber
      : masked(member.idNumber),
  household: member.householdNumber ?? member.householdHead,
  relation: member.relationToHead,
  contributions: member.contributions.map((one) => ({ ...one })),
  shares: member.shares,
  percent: member.percent,
  landArea: member.landArea,
  certificateNo: member.certificateNo,
  joinedOn: member.joinedOn,
})

export function presentCoop(
  ctx: Ctx,
  plan: CoopPlan,
  file: { readonly row: ImportRow; readonly members: readonly MemberDraft[] },
): Preview['coops'][number] {
  const sum = (part: 'paid' | 'promised') =>
    fen(
      file.members.reduce(
        (total, { contributions }) => contributions.reduce((more, one) => more + one[part], total),
        0n,
      ),
    )
  const opens = plan.openedOn === null
  return {
    coopId: plan.coop.id,
    name: plan.coop.name,
    opens,
    foundedOn: opens ? foundingDay(plan, file.row.founded_on, ctx.today) : plan.openedOn,
    members: plan.members,
    added: plan.holders.length,
    unchanged: plan.unchanged,
    paid: sum('paid'),
    promised: sum('promised'),
  }
}
