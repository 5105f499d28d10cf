import { fen, sumFen, ZERO_FEN } from '../../../kernel/money.ts'
import { type Text, text } from '../../../kernel/text.ts'
import type {
  BalanceSheet,
  EquityColumn,
  EquityMovement,
  EquityStatement,
  Statements,
  SurplusStatement,
  YearBooks,
} from '../model.ts'
import { balanceSheet } from './balance-sheet.ts'
import { equityStatement } from './equity.ts'
import { surplusStatement } from './surplus.ts'

/** A co-op of the town or county with its statements, or none when its books are not there yet. */
export interface CoopStatements {
  readonly coopId: string
  readonly name: string
  readonly statements: Statements | null
}

export interface RollUp {
  readonly statements: Statements
  readonly included: number
  readonly missing: readonly { readonly coopId: string; readonly name: string }[]
  /** Said under the table: how many co-ops are in and how many are not. */
  readonly coverage: Text
}

const EMPTY_BOOKS: YearBooks = {
  opening: [],
  closing: [],
  business: [],
  yearEnd: [],
  equityFlows: [],
  converted: { surplusReturn: ZERO_FEN, residual: ZERO_FEN },
}
const EMPTY: Statements = {
  balanceSheet: balanceSheet(EMPTY_BOOKS),
  surplus: surplusStatement(EMPTY_BOOKS, null),
  equity: equityStatement(EMPTY_BOOKS),
}

/**
 * The statements of a town or county (汇总报表): row by row the sum of its co-ops' own statements, so that
 * 成员往来 stays split as each co-op shows it and nothing is netted between co-ops. Nothing is eliminated:
 * it is a summary, not a consolidation. The prior-year column is summed over the co-ops that have one.
 */
export function rollUp(coops: readonly CoopStatements[]): RollUp {
  const included = coops.flatMap(({ statements }) => (statements === null ? [] : [statements]))
  const missing = coops
    .filter(({ statements }) => statements === null)
    .map(({ coopId, name }) => ({ coopId, name }))
  return {
    statements: {
      balanceSheet: sumSheets(included.map((each) => each.balanceSheet)),
      surplus: sumSurplus(included.map((each) => each.surplus)),
      equity: sumEquity(included.map((each) => each.equity)),
    },
    included: included.length,
    missing,
    coverage: text(
      `应汇总 ${coops.length} 家，已汇总 ${included.length} 家，未报 ${missing.length} 家。`,
      `${included.length} of ${coops.length} co-ops are included, ${missing.length} missing.`,
    ),
  }
}

function sumSheets(sheets: readonly BalanceSheet[]): BalanceSheet {
  const all = sheets.flatMap(({ rows }) => rows)
  const unplaced = sheets.flatMap((sheet) => sheet.unplaced)
  return {
    rows: EMPTY.balanceSheet.rows.map((row) => {
      const same = all.filter((each) => each.row === row.row)
      return {
        ...row,
        closing: sumFen(same.map(({ closing }) => closing)),
        opening: sumFen(same.map(({ opening }) => opening)),
      }
    }),
    unplaced: [...new Set(unplaced.map(({ account }) => account))].map((account) => {
      const same = unplaced.filter((each) => each.account === account)
      return {
        account,
        closing: sumFen(same.map(({ closing }) => closing)),
        opening: sumFen(same.map(({ opening }) => opening)),
      }
    }),
  }
}

function sumSurplus(statements: readonly SurplusStatement[]): SurplusStatement {
  const all = statements.flatMap(({ rows }) => rows)
  return {
    rows: EMPTY.surplus.rows.map((row) => {
      const same = all.filter((each) => each.row === row.row)
      const prior = same.flatMap((each) => (each.prior === null ? [] : [each.prior]))
      return {
        ...row,
        current: sumFen(same.map(({ current }) => current)),
        prior: prior.length === 0 ? null : sumFen(prior),
      }
    }),
  }
}

function sumEquity(statements: readonly EquityStatement[]): EquityStatement {
  const sumOf = (pick: (statement: EquityStatement) => bigint) => sumFen(statements.map(pick))
  return {
    columns: EMPTY.equity.columns.map((column, i): EquityColumn => {
      const same = statements.flatMap(({ columns }) => columns[i] ?? [])
      return {
        ...column,
        opening: sumFen(same.map(({ opening }) => opening)),
        increase: sumMovement(
          column.increase,
          same.map(({ increase }) => increase),
        ),
        decrease: sumMovement(
          column.decrease,
          same.map(({ decrease }) => decrease),
        ),
        closing: sumFen(same.map(({ closing }) => closing)),
      }
    }),
    total: {
      label: EMPTY.equity.total.label,
      opening: sumOf(({ total }) => total.opening),
      increase: sumOf(({ total }) => total.increase),
      decrease: sumOf(({ total }) => total.decrease),
      closing: sumOf(({ total }) => total.closing),
    },
    remarks: [],
  }
}

function sumMovement(shape: EquityMovement, all: readonly EquityMovement[]): EquityMovement {
  return {
    total: sumFen(all.map(({ total }) => total)),
    parts: shape.parts.map(({ label }, i) => ({
      label,
      amount: fen(all.reduce((sum, { parts }) => sum + (parts[i]?.amount ?? 0n), 0n)),
    })),
  }
}
