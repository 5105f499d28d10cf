import type { PaperCell } from '../../../kernel/paper.ts'
import type { AnyId } from '../../../kernel/id.ts'
import { fen } from '../../../kernel/money.ts'
import { lastDay, periodName, type ReportPeriod, writeReportPeriod } from '../model/period.ts'
import type { BalanceSheet, EquityStatement, SurplusStatement } from '../model.ts'
import { rowParts } from '../rules/balance-sheet.ts'
import { equityAccount } from '../rules/equity.ts'
import type { MemberAccountRow } from '../rules/member-account.ts'
import { quantityText } from '../rules/member-account.ts'
import type { NoteItem } from '../rules/notes.ts'
import { surplusParts } from '../rules/surplus.ts'

/* What the rules give in the shape in which it leaves the module: figures with the way into the ledger. */

export const standingOf = (period: ReportPeriod, closed: boolean) => ({
  period: writeReportPeriod(period),
  name: periodName(period),
  lastDay: lastDay(period),
  closed,
})

const partsOf = (parts: {
  readonly accounts: readonly string[]
  readonly rows: readonly number[]
}) => ({
  accounts: [...parts.accounts],
  rows: [...parts.rows],
})

export const sheetOut = ({ rows, unplaced }: BalanceSheet) => ({
  rows: rows.map((row) => ({ ...row, ...partsOf(rowParts(row.row)) })),
  unplaced: [...unplaced],
})

export const surplusOut = ({ rows }: SurplusStatement) => ({
  rows: rows.map((row) => ({ ...row, ...partsOf(surplusParts(row.row)) })),
})

export const equityOut = ({ columns, total, remarks }: EquityStatement) => ({
  columns: columns.map((column) => ({
    ...column,
    increase: { ...column.increase, parts: [...column.increase.parts] },
    decrease: { ...column.decrease, parts: [...column.decrease.parts] },
    accounts: [...equityAccount(column.key)],
  })),
  total,
  remarks: [...remarks],
})

const cellOut = (cell: PaperCell | undefined) =>
  cell === undefined || cell === null ? null : typeof cell === 'bigint' ? { yuan: fen(cell) } : cell

export const notesOut = (items: readonly NoteItem[]) =>
  items.map(({ number, title, sections, missing }) => ({
    number,
    title,
    missing: [...missing],
    sections: sections.map(({ heading, paragraphs, columns, rows }) => ({
      heading,
      paragraphs: [...paragraphs],
      columns: columns.map((column) => column.title),
      rows: rows.map(({ cells }) => columns.map((_, i) => cellOut(cells[i]))),
    })),
  }))

/** The rows of a member account, each entry with the voucher that made it. */
export const memberRowsOut = (
  rows: readonly MemberAccountRow[],
  vouchers: readonly (AnyId | null)[],
) =>
  rows.map((row) => ({
    ...row,
    voucherId: row.number === null ? null : (vouchers[row.number - 1] ?? null),
    volumes: row.volumes.map((volume) => (volume === null ? null : quantityText(volume))),
    values: [...row.values],
  }))
