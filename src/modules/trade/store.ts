import type { Instant, LocalDate } from '../../kernel/date.ts'
import { must } from '../../kernel/assert.ts'
import { formatFraction, parseFraction } from '../../kernel/fraction.ts'
import type { AnyId } from '../../kernel/id.ts'
import type {
  Entry,
  PostedAs,
  PriceFormula,
  ProductVersion,
  Settlement,
  TradeKind,
  Unit,
} from './model.ts'

/*
 * The rows of the module, as the database has them. The functions live in store/, one file a table family.
 */

export interface ProductRow {
  readonly id: AnyId
  readonly coop_id: AnyId
  readonly name: string
  readonly pinyin: string
  readonly initials: string
  readonly unit: Unit
  readonly retired_on: LocalDate | null
}

export interface VersionRow {
  readonly product_id: AnyId
  readonly valid_from: LocalDate
  readonly accounts: string[]
  readonly posted_as: PostedAs | null
  readonly weight: string
  readonly price_micro: bigint | null
  readonly cost_micro: bigint | null
}

export const versionOf = (row: VersionRow): ProductVersion => ({
  validFrom: row.valid_from,
  accounts: row.accounts,
  postedAs: row.posted_as,
  weight: weightOf(row.weight),
  price: row.price_micro,
  cost: row.cost_micro,
})

export const weightOf = (text: string) => must(parseFraction(text), `the weight ${text}`)

export const weightText = formatFraction

export interface EntryRow {
  readonly id: AnyId
  readonly coop_id: AnyId
  readonly kind: TradeKind
  readonly on_date: LocalDate
  readonly product_id: AnyId
  readonly member_id: AnyId | null
  readonly party_id: AnyId | null
  readonly quantity_micro: bigint
  readonly price_micro: bigint | null
  readonly amount_fen: bigint
  readonly cost_fen: bigint
  readonly pending: boolean
  readonly grade: string | null
  readonly reason: string | null
  readonly template: string | null
  readonly order_id: AnyId | null
  readonly settlement_id: AnyId | null
  readonly settles_id: AnyId | null
  readonly reverses_id: AnyId | null
  readonly document: string | null
  readonly note: string | null
  readonly reference: string | null
  readonly recorded_at: Instant
  readonly recorded_by: string
}

export const entryOfRow = (row: EntryRow): Entry => ({
  id: row.id,
  coopId: row.coop_id,
  kind: row.kind,
  on: row.on_date,
  productId: row.product_id,
  memberId: row.member_id,
  partyId: row.party_id,
  quantity: row.quantity_micro,
  price: row.price_micro,
  amount: row.amount_fen,
  cost: row.cost_fen,
  pending: row.pending,
  grade: row.grade,
  reason: row.reason,
  template: row.template,
  orderId: row.order_id,
  settlementId: row.settlement_id,
  settlesId: row.settles_id,
  reversesId: row.reverses_id,
  document: row.document,
  note: row.note,
  reference: row.reference,
})

export interface SettlementRow {
  readonly id: AnyId
  readonly coop_id: AnyId
  readonly platform: string
  readonly number: string
  readonly settled_on: LocalDate
  readonly gross_fen: bigint
  readonly fee_fen: bigint
  readonly refunds_fen: bigint
  readonly net_fen: bigint
  readonly basis: Settlement['basis']
  readonly commission_fen: bigint
  readonly pool_fen: bigint
  readonly split_by: Settlement['splitBy']
  readonly account: string
  readonly reverses_id: AnyId | null
  readonly reason: string | null
  readonly recorded_at: Instant
  readonly recorded_by: string
}

export const settlementOf = (row: SettlementRow): Settlement => ({
  id: row.id,
  coopId: row.coop_id,
  platform: row.platform,
  number: row.number,
  settledOn: row.settled_on,
  gross: row.gross_fen,
  fee: row.fee_fen,
  refunds: row.refunds_fen,
  net: row.net_fen,
  basis: row.basis,
  commission: row.commission_fen,
  pool: row.pool_fen,
  splitBy: row.split_by,
  account: row.account,
  reversesId: row.reverses_id,
  reason: row.reason,
})

/** A price formula as it lies in JSON: millionths as text. */
export type FormulaJson =
  | { readonly kind: 'fixed'; readonly price: string }
  | {
      readonly kind: 'graded'
      readonly base: string
      readonly steps: readonly { readonly grade: string; readonly step: string }[]
    }

export const formulaOf = (json: FormulaJson): PriceFormula =>
  json.kind === 'fixed'
    ? { kind: 'fixed', price: BigInt(json.price) }
    : {
        kind: 'graded',
        base: BigInt(json.base),
        steps: json.steps.map(({ grade, step }) => ({ grade, step: BigInt(step) })),
      }

export const formulaJson = (formula: PriceFormula): FormulaJson =>
  formula.kind === 'fixed'
    ? { kind: 'fixed', price: formula.price.toString() }
    : {
        kind: 'graded',
        base: formula.base.toString(),
        steps: formula.steps.map(({ grade, step }) => ({ grade, step: step.toString() })),
      }

/** Days from and to, both included. */
export interface Span {
  readonly from: LocalDate
  readonly to: LocalDate
}

/** Several writers of one co-op's trades come one after the other. */
export const tradeLock = (coopId: AnyId): string => `trade:${coopId}`
