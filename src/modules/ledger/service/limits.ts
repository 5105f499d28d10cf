import type { LocalDate } from '../../../kernel/date.ts'
import { type Fen, fen } from '../../../kernel/money.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { BOOK_RULES, type BookRules, bookRules } from '../../policy/index.ts'
import { lockFrom, lockReadings, spendingRules } from '../../spending/index.ts'
import {
  type AuditBook,
  type AuditLimits,
  type AuditPoint,
  auditPoints,
} from '../rules/audit-points.ts'

/* The limits the books are held against: rows of the county's rules, each from its day. */

export type LimitsOn = (day: LocalDate) => AuditLimits

/** What counted on a day; fen. Days under the same rules get the same object. */
export async function limitsOf(ctx: Ctx): Promise<LimitsOn> {
  const rules = await bookRules(ctx)
  const spending = await spendingRules(ctx)
  const known = new Map<BookRules, Map<Matrix, AuditLimits>>()
  return (day) => {
    const ofDay = rules(day)
    const matrix = spending.on(day)
    const ofRules = known.get(ofDay) ?? new Map<Matrix, AuditLimits>()
    const limits = ofRules.get(matrix) ?? limitsFrom(ofDay, matrix)
    known.set(ofDay, ofRules.set(matrix, limits))
    return limits
  }
}

/** Every point of a book, each by the limits of the last day it concerns. */
export function datedPoints(book: AuditBook, limitsOn: LimitsOn): AuditPoint[] {
  const last = ({ vouchers }: AuditPoint): LocalDate => vouchers.at(-1)?.onDate ?? book.until
  const sets = new Set(book.vouchers.map(({ onDate }) => limitsOn(onDate)))
  return [...sets].flatMap((limits) =>
    auditPoints(book, limits).filter((point) => limitsOn(last(point)) === limits),
  )
}

/** Where no organ's approval locks the books no payment is split to get around one. */
const NEVER: Fen = fen(10n ** 18n)

type Matrix = ReturnType<Awaited<ReturnType<typeof spendingRules>>['on']>

/** By the rules and the matrix of a day. */
function limitsFrom(rules: BookRules, matrix: Matrix): AuditLimits {
  const readings = lockReadings(matrix)
  return {
    approval: lockFrom(matrix) ?? NEVER,
    splits: {
      payee: readings.get('payee') ?? null,
      contract: readings.get('contract') ?? null,
      project: readings.get('project') ?? null,
    },
    slip: rules['LEDGER-SLIP'].parameters.amount,
    cash: rules['LEDGER-CASH'].parameters.amount,
  }
}

export interface NamedLimit {
  readonly rule: 'SEED-10K' | 'LEDGER-CASH' | 'LEDGER-SLIP'
  readonly title: { readonly zh: string; readonly en: string }
  readonly amount: Fen
  readonly version: string
  readonly source: string
}

/** The limits of a day with the rule each comes from, for the page. */
export async function namedLimits(ctx: Ctx, day: LocalDate): Promise<NamedLimit[]> {
  const rules = (await bookRules(ctx))(day)
  const matrix = (await spendingRules(ctx)).on(day)
  const lock = lockFrom(matrix)
  return (['SEED-10K', 'LEDGER-CASH', 'LEDGER-SLIP'] as const).map((rule) => {
    const { parameters, version, source } = rules[rule]
    const { zh, en } = BOOK_RULES[rule].title
    const named = { rule, title: { zh, en }, version }
    return rule === 'SEED-10K' && lock !== null
      ? { ...named, amount: lock, source: matrix.origin === 'county' ? matrix.source : source }
      : { ...named, amount: parameters.amount, source }
  })
}
