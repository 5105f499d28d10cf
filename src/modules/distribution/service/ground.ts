import { date, type LocalDate } from '../../../kernel/date.ts'
import { type Fraction, parseFraction } from '../../../kernel/fraction.ts'
import type { AnyId } from '../../../kernel/id.ts'
import { fen } from '../../../kernel/money.ts'
import { Refusal } from '../../../kernel/refusal.ts'
import { type Text, text } from '../../../kernel/text.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import {
  balancesAt,
  booksOf,
  closedThrough,
  turnoverBetween,
  type Turnover,
} from '../../ledger/index.ts'
import {
  assistanceFundsOf,
  type FundTable,
  type RegisterBook,
  registersOf,
} from '../../shares/index.ts'
import { patronagesOf, type PatronageUnder } from '../../trade/index.ts'
import { NO_SHARES, type Shares } from '../model/account.ts'
import type { Document, Terms } from '../model/terms.ts'
import {
  type Membership,
  placeOf,
  sourced,
  type Sourced,
  type YearFigures,
} from '../rules/inputs.ts'
import { halfUp } from '../rules/pools.ts'
import { documentOf, type Guaranteed } from '../rules/terms.ts'
import { sharesAt } from '../store/accounts.ts'

/* What a plan is computed on, loaded from where it is kept: nothing is typed twice. */

/** How the books of a co-op's year stand. */
export interface BooksState {
  readonly figures: YearFigures
  /** -1 to 13. */
  readonly closed: number
  /** Income and expense have been brought to 332. */
  readonly transferred: boolean
  /** Something was distributed by hand, past this module. */
  readonly byHand: boolean
}

export interface Ground {
  readonly coopId: AnyId
  readonly year: number
  readonly books: BooksState
  readonly register: RegisterBook
  readonly members: readonly Membership[]
  readonly funds: readonly FundTable[]
  readonly patronage: PatronageUnder
}

export const yearEnd = (year: number): LocalDate => date(`${year}-12-31`)

/** The grounds of these co-ops' year, read at once for all of them, or why there is none. */
export async function groundsOf(
  ctx: Ctx,
  coopIds: readonly AnyId[],
  year: number,
): Promise<Map<AnyId, Ground | Text>> {
  const states = await booksStates(ctx, coopIds, year)
  const registers = await registersOf(ctx, coopIds)
  const shares = await sharesAt(ctx, coopIds, yearEnd(year))
  const funds = Map.groupBy(await assistanceFundsOf(ctx, coopIds), (fund) => fund.coop_id)
  const patronage = await patronagesOf(ctx, coopIds, year)
  return new Map(
    coopIds.map((coopId): [AnyId, Ground | Text] => {
      const books = states.get(coopId)
      const register = registers.get(coopId)
      if (books === undefined) return [coopId, NO_BOOKS]
      if (register === undefined || register.openedOn > yearEnd(year)) return [coopId, NO_REGISTER]
      const members = membersOf(register, year, shares.get(coopId) ?? new Map())
      if (members.length === 0) return [coopId, NO_MEMBERS]
      const inForce = (funds.get(coopId) ?? []).filter((fund) => isInForce(fund, year))
      return [
        coopId,
        {
          coopId,
          year,
          books,
          register,
          members,
          funds: inForce,
          patronage: patronage(coopId),
        },
      ]
    }),
  )
}

const NO_BOOKS = text('没有该年度的账。', 'There are no books of that year.')
const NO_REGISTER = text('年末还没有成员册。', "There was no register at the year's end.")
const NO_MEMBERS = text('成员册中没有成员。', 'The register has no members.')

export const isGround = (found: Ground | Text): found is Ground => 'coopId' in found

/** @throws Refusal `not_allowed_now` when there is nothing to compute on. */
export async function groundOf(ctx: Ctx, coopId: AnyId, year: number): Promise<Ground> {
  const found = (await groundsOf(ctx, [coopId], year)).get(coopId) ?? NO_BOOKS
  if (isGround(found)) return found
  throw new Refusal('not_allowed_now', found)
}

const isInForce = (fund: FundTable, year: number): boolean =>
  fund.valid_from <= yearEnd(year) && (fund.valid_to === null || fund.valid_to > `${year}-01-01`)

/** The books of these co-ops' year; those without are absent. */
export async function booksStates(
  ctx: Ctx,
  coopIds: readonly AnyId[],
  year: number,
): Promise<Map<AnyId, BooksState>> {
  const books = await booksOf(ctx, coopIds)
  const closed = await closedThrough(ctx, [...books.keys()], year)
  const kept = [...closed.keys()]
  const opening = await balancesAt(ctx, kept, year * 100)
  const ending = await balancesAt(ctx, kept, year * 100 + 13)
  const span = (from: number, to: number) => ({ from: year * 100 + from, to: year * 100 + to })
  const business = await turnoverBetween(ctx, kept, span(1, 12))
  const whole = await turnoverBetween(ctx, kept, span(1, 13))
  const net = (list: readonly { account: string; net: bigint }[] | undefined, code: RegExp) =>
    (list ?? []).reduce((all, one) => (code.test(one.account) ? all + one.net : all), 0n)
  return new Map(
    kept.map((coopId) => {
      const income = moved(business.get(coopId), /^5/)
      const figures = {
        netSurplus: income.credit - income.debit,
        opening: -net(opening.get(coopId), /^(331|332|5)/),
        transfersIn: moved(whole.get(coopId), /^33203/).credit,
      }
      return [
        coopId,
        {
          figures,
          closed: closed.get(coopId) ?? -1,
          transferred: net(ending.get(coopId), /^331/) === 0n && settled(ending.get(coopId)),
          byHand: moved(whole.get(coopId), /^33201/).debit !== 0n,
        },
      ]
    }),
  )
}

/** No account of income or expense holds anything. */
const settled = (list: readonly { account: string; net: bigint }[] | undefined): boolean =>
  (list ?? []).every(({ account, net }) => !account.startsWith('5') || net === 0n)

const moved = (list: readonly Turnover[] | undefined, code: RegExp) => {
  const picked = (list ?? []).filter(({ account }) => code.test(account))
  return {
    debit: picked.reduce((all, { debit }) => all + debit, 0n),
    credit: picked.reduce((all, { credit }) => all + credit, 0n),
  }
}

/** Everybody who was a member in the year, with what the account held at its end. */
function membersOf(
  register: RegisterBook,
  year: number,
  shares: ReadonlyMap<AnyId, Shares>,
): Membership[] {
  const paid = new Map(register.on(yearEnd(year)).rows.map((row) => [row.holder.id, row.paid]))
  return register.holders
    .filter(
      ({ kind, joinedOn, leftOn }) =>
        kind !== 'other' &&
        joinedOn <= yearEnd(year) &&
        (leftOn === null || leftOn > `${year}-01-01`),
    )
    .map(({ id, memberNumber, joinedOn, leftOn }) => ({
      holderId: id,
      number: memberNumber,
      joinedOn,
      leftOn,
      contribution: paid.get(id) ?? 0n,
      shares: shares.get(id) ?? NO_SHARES,
    }))
}

/** The guaranteed returns of the co-op's assistance funds, for the part of the year they were in force. */
export function guaranteedOf({ funds, members }: Ground): Guaranteed[] {
  const numbers = new Map(members.map(({ holderId, number }) => [holderId, number]))
  return funds.flatMap((fund): Guaranteed[] => {
    const number = numbers.get(fund.title_holder_id)
    const rate = fund.guaranteed_rate === null ? null : parseFraction(fund.guaranteed_rate)
    if (number === undefined || rate === null) return []
    return [
      {
        fundId: fund.id,
        name: fund.name,
        personId: placeOf(number),
        amount: fen(halfUp(rate, fund.amount_fen)),
      },
    ]
  })
}

/**
 * The plan with its inputs, as the books say it now.
 * @throws Refusal `bad_input` when the plan adds up quantities of different units.
 */
export function sourcedOf(
  ground: Ground,
  made: { readonly terms: Terms | null; readonly document: Document },
): Sourced {
  const document =
    made.terms === null ? made.document : documentOf(made.terms, guaranteedOf(ground))
  const counted = new Map<string, ReadonlyMap<AnyId, Fraction>>()
  const measures: Document['plan']['measures'] = []
  for (const measure of document.plan.measures) {
    const source = document.sources[measure.id]
    if (source === undefined) continue
    const { unit, members } = ground.patronage({
      by: source.by,
      kinds: source.kinds,
      productIds: source.productIds as never,
    })
    counted.set(measure.id, members)
    measures.push(measure.unit.zh === '' ? { ...measure, unit: { ...unit } } : measure)
  }
  const named = { ...document, plan: { ...document.plan, measures } }
  const facts = { year: ground.year, figures: ground.books.figures }
  return sourced(named, facts, ground.members, counted)
}
