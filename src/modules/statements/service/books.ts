import { must } from '../../../kernel/assert.ts'
import type { AnyId } from '../../../kernel/id.ts'
import { fen, ZERO_FEN } from '../../../kernel/money.ts'
import { badInput, Refusal } from '../../../kernel/refusal.ts'
import { text } from '../../../kernel/text.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import {
  balancesAt,
  bookLines,
  booksOf,
  closedBalances,
  closedThrough,
  itemTotals,
  turnoverBetween,
} from '../../ledger/index.ts'
import { bookPeriods, parseReportPeriod, type ReportPeriod, yearBefore } from '../model/period.ts'
import type { Balance, Converted, EquityFlow, Statements, Turnover, YearBooks } from '../model.ts'
import { balanceSheet } from '../rules/balance-sheet.ts'
import { equityStatement } from '../rules/equity.ts'
import { convertedOf, equityFlowsOf, type FlowLine } from '../rules/flows.ts'
import { surplusStatement } from '../rules/surplus.ts'

/** The period as written; the contract has checked its form. */
export function periodOf(written: string): ReportPeriod {
  const period = parseReportPeriod(written)
  if (period !== null) return period
  const why = text('期间写作2020、2020-Q1或2020-06', 'a period is 2020, 2020-Q1 or 2020-06')
  throw badInput([{ path: '$.period', text: why }])
}

/** `closed`: what stood when the period was closed; `current`: what the books hold now. */
export type Basis = 'closed' | 'current'

export interface CoopBooks {
  readonly books: YearBooks
  /** The same stretch a year before; null where the co-op kept no books then. */
  readonly prior: YearBooks | null
  readonly closed: boolean
}

/**
 * The books of these co-ops for a period. Co-ops without books of the period are absent; on the basis
 * `closed` also those that have not closed it.
 */
export async function loadBooks(
  ctx: Ctx,
  coopIds: readonly AnyId[],
  { period, basis }: { readonly period: ReportPeriod; readonly basis: Basis },
): Promise<Map<AnyId, CoopBooks>> {
  const now = await openedBy(ctx, coopIds, period)
  const closed = await closedOf(ctx, now, period)
  const wanted = basis === 'current' ? now : now.filter((id) => closed.has(id))
  const before = yearBefore(period)
  const earlier = await openedBy(ctx, wanted, before)
  const load = basis === 'current' ? currentBooks : snapshots
  const current = await load(ctx, wanted, period)
  const prior = earlier.length === 0 ? new Map() : await load(ctx, earlier, before)
  return new Map(
    wanted.map((id) => [
      id,
      {
        books: must(current.get(id), 'the books just loaded'),
        prior: prior.get(id) ?? null,
        closed: closed.has(id),
      },
    ]),
  )
}

/** The books of one co-op; refuses while it keeps none of that period. */
export async function booksOfCoop(
  ctx: Ctx,
  coopId: AnyId,
  period: ReportPeriod,
): Promise<CoopBooks> {
  const found = (await loadBooks(ctx, [coopId], { period, basis: 'current' })).get(coopId)
  if (found !== undefined) return found
  throw new Refusal(
    'not_allowed_now',
    text('这家合作社在该期间还没有建账。', 'The co-op keeps no books of that period.'),
  )
}

/** Those that keep books since the last month of the period or longer. */
async function openedBy(
  ctx: Ctx,
  coopIds: readonly AnyId[],
  period: ReportPeriod,
): Promise<AnyId[]> {
  if (coopIds.length === 0) return []
  const { last } = bookPeriods(period)
  const books = await booksOf(ctx, coopIds)
  return coopIds.filter((id) => (books.get(id)?.openedPeriod ?? last + 1) <= last)
}

async function closedOf(
  ctx: Ctx,
  coopIds: readonly AnyId[],
  period: ReportPeriod,
): Promise<Set<AnyId>> {
  const through = await closedThrough(ctx, coopIds, period.year)
  const month = bookPeriods(period).through % 100
  return new Set(coopIds.filter((id) => (through.get(id) ?? -1) >= month))
}

type Loaded = Map<AnyId, YearBooks>

async function currentBooks(
  ctx: Ctx,
  coopIds: readonly AnyId[],
  period: ReportPeriod,
): Promise<Loaded> {
  const { opening, last, through } = bookPeriods(period)
  const [from, to] = [opening + 1, last]
  const yearEnd =
    through === last
      ? new Map<AnyId, Turnover[]>()
      : await turnoverBetween(ctx, coopIds, { from: through, to: through })
  const parts = {
    opening: await balancesAt(ctx, coopIds, opening),
    closing: await balancesAt(ctx, coopIds, through),
    business: await turnoverBetween(ctx, coopIds, { from, to }),
    yearEnd,
    flows: await flowsOf(ctx, coopIds, { from, to: through }),
  }
  return joined(coopIds, parts)
}

/** From what was written when periods were closed: the balances themselves are not summed again. */
async function snapshots(
  ctx: Ctx,
  coopIds: readonly AnyId[],
  period: ReportPeriod,
): Promise<Loaded> {
  const { opening, through } = bookPeriods(period)
  const at = await closedBalances(ctx, coopIds, through)
  // The first year's opening was confirmed as month 00; a later one is the end of the year before.
  const confirmed = await closedBalances(ctx, coopIds, opening)
  const carried = await closedBalances(ctx, coopIds, opening - 100 + 13)
  const pick = <T>(one: (id: AnyId) => T[] | undefined) =>
    new Map(coopIds.map((id) => [id, one(id) ?? []]))
  return joined(coopIds, {
    opening: pick((id) => (carried.get(id) ?? confirmed.get(id))?.balances),
    closing: pick((id) => at.get(id)?.balances),
    // Their turnover holds month 13 only for accounts that are not income or expense.
    business: pick((id) => at.get(id)?.year),
    yearEnd: new Map(),
    flows: await flowsOf(ctx, coopIds, { from: opening + 1, to: through }),
  })
}

interface Flows {
  readonly equity: readonly EquityFlow[]
  readonly converted: Converted
}

function joined(
  coopIds: readonly AnyId[],
  parts: {
    readonly opening: ReadonlyMap<AnyId, readonly Balance[]>
    readonly closing: ReadonlyMap<AnyId, readonly Balance[]>
    readonly business: ReadonlyMap<AnyId, readonly Turnover[]>
    readonly yearEnd: ReadonlyMap<AnyId, readonly Turnover[]>
    readonly flows: ReadonlyMap<AnyId, Flows>
  },
): Loaded {
  return new Map(
    coopIds.map((id) => [
      id,
      {
        opening: parts.opening.get(id) ?? [],
        closing: parts.closing.get(id) ?? [],
        business: parts.business.get(id) ?? [],
        yearEnd: parts.yearEnd.get(id) ?? [],
        equityFlows: parts.flows.get(id)?.equity ?? [],
        converted: parts.flows.get(id)?.converted ?? NOTHING,
      },
    ]),
  )
}

const NOTHING: Converted = { surplusReturn: ZERO_FEN, residual: ZERO_FEN }
const FLOWING = ['301', '311', '321', '322']

async function flowsOf(
  ctx: Ctx,
  coopIds: readonly AnyId[],
  span: { readonly from: number; readonly to: number },
): Promise<Map<AnyId, Flows>> {
  const totals = await itemTotals(ctx, { coopIds, accounts: FLOWING, ...span })
  const converting = [
    ...new Set(
      totals
        .filter(({ account, item }) => account.startsWith('301') && item === CONVERSION)
        .map(({ coopId }) => coopId),
    ),
  ]
  // Only these need their lines one by one: who was declared what, before it was converted.
  const lines =
    converting.length === 0
      ? []
      : await bookLines(ctx, { coopIds: converting, accounts: ['221', '222', '301'], ...span })
  const linesBy = Map.groupBy(lines, ({ coopId }) => coopId)
  const totalsBy = Map.groupBy(totals, ({ coopId }) => coopId)
  return new Map(
    coopIds.map((id) => [
      id,
      {
        equity: equityFlowsOf((totalsBy.get(id) ?? []).map(flowLine)),
        converted: convertedOf(linesBy.get(id) ?? []),
      },
    ]),
  )
}

const CONVERSION = 'surplus_to_contribution'

/** A sum in the shape of a line, for the rules that add lines up. */
export const flowLine = (total: {
  readonly account: string
  readonly item: string | null
  readonly debit: bigint
  readonly credit: bigint
}): FlowLine => ({
  voucherId: '',
  memberId: null,
  account: total.account,
  item: total.item,
  debit: fen(total.debit),
  credit: fen(total.credit),
})

/** The three statements that the books make. */
export const statementsOf = ({ books, prior }: Omit<CoopBooks, 'closed'>): Statements => ({
  balanceSheet: balanceSheet(books),
  surplus: surplusStatement(books, prior),
  equity: equityStatement(books),
})
