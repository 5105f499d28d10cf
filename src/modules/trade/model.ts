import type { LocalDate } from '../../kernel/date.ts'
import type { Fraction } from '../../kernel/fraction.ts'
import type { Id } from '../../kernel/id.ts'

/*
 * The words of trade. Quantities are millionths of a unit, prices millionths of a yuan a unit, amounts fen:
 * all exact.
 */

/**
 * delivery: a member sells to the co-op; agency_sale: the co-op sells on a member's behalf; supply: the co-op
 * sells to a member; service: it serves one; land: mu it uses in the year; work: days worked for it.
 */
export type TradeKind = 'delivery' | 'agency_sale' | 'supply' | 'service' | 'land' | 'work'

export type Unit =
  | 'kg'
  | 'jin'
  | 'ton'
  | 'litre'
  | 'piece'
  | 'box'
  | 'head'
  | 'mu'
  | 'day'
  | 'hour'
  | 'time'

/** How a kind is booked where it leaves a choice; 'none' keeps it out of the books. */
export type PostedAs =
  | 'none'
  | 'sell'
  | 'sell-biological'
  | 'agency-purchase-deliver'
  | 'service-income'
  | 'land-income'
  | 'labour-income'
  | 'processing-income'
  | 'tourism-income'
  | 'lease-income'
  | 'land-rent'
  | 'land-guarantee'

/** How a product is priced, booked and weighed from a day on. */
export interface ProductVersion {
  readonly validFrom: LocalDate
  readonly accounts: readonly string[]
  readonly postedAs: PostedAs | null
  readonly weight: Fraction
  readonly price: bigint | null
  readonly cost: bigint | null
}

export interface Product {
  readonly id: Id<'product'>
  readonly coopId: Id<'unit'>
  readonly name: string
  readonly unit: Unit
  readonly retiredOn: LocalDate | null
  /** Earliest first. */
  readonly versions: readonly ProductVersion[]
}

/** How a product was priced, booked and weighed on a day; null before its first version. */
export const versionOn = (product: Product, on: LocalDate): ProductVersion | null =>
  product.versions.findLast((version) => version.validFrom <= on) ?? null

/** A price as the contract with the buyer has it. */
export type PriceFormula =
  | { readonly kind: 'fixed'; readonly price: bigint }
  | {
      readonly kind: 'graded'
      readonly base: bigint
      /** What a grade adds to the base, or takes off it. */
      readonly steps: { readonly grade: string; readonly step: bigint }[]
    }

export interface Order {
  readonly id: Id<'order'>
  readonly coopId: Id<'unit'>
  readonly number: string
  readonly productId: Id<'product'>
  readonly formula: PriceFormula
  readonly quantity: bigint
  readonly signedOn: LocalDate
  readonly dueOn: LocalDate
  readonly endState: 'broken' | 'ended' | null
  readonly endedOn: LocalDate | null
}

/** One trade as it is kept. A reversal is the mirror image: quantity and amounts below zero. */
export interface Entry {
  readonly id: Id<'trade'>
  readonly coopId: Id<'unit'>
  readonly kind: TradeKind
  readonly on: LocalDate
  readonly productId: Id<'product'>
  readonly memberId: Id<'holder'> | null
  readonly partyId: Id<'party'> | null
  readonly quantity: bigint
  readonly price: bigint | null
  readonly amount: bigint
  readonly cost: bigint
  readonly pending: boolean
  readonly grade: string | null
  readonly reason: string | null
  /** The posting template; null: nothing is booked. */
  readonly template: string | null
  readonly orderId: Id<'order'> | null
  readonly settlementId: Id<'settlement'> | null
  readonly settlesId: Id<'trade'> | null
  readonly reversesId: Id<'trade'> | null
  readonly document: string | null
  readonly note: string | null
  readonly reference: string | null
}

/** An entry on its way to the books, and the day whose terms it goes by: a reversal by those it undoes. */
export interface Bookable extends Entry {
  readonly termsOn: LocalDate
}

export interface Settlement {
  readonly id: Id<'settlement'>
  readonly coopId: Id<'unit'>
  readonly platform: string
  readonly number: string
  readonly settledOn: LocalDate
  readonly gross: bigint
  readonly fee: bigint
  readonly refunds: bigint
  readonly net: bigint
  readonly basis: 'net' | 'gross'
  readonly commission: bigint
  /** What the deliverers get. */
  readonly pool: bigint
  readonly splitBy: 'quantity' | 'value'
  /** Where the net came in: '109', '102' or below. */
  readonly account: string
  readonly reversesId: Id<'settlement'> | null
  readonly reason: string | null
}

/** What a member traded of a product while one weight held. */
export interface Traded {
  readonly memberId: Id<'holder'>
  readonly productId: Id<'product'>
  readonly unit: Unit
  readonly kind: TradeKind
  readonly weight: Fraction
  readonly quantity: bigint
  readonly amount: bigint
}

/** What is counted as transaction when surplus is returned (交易量(额)的定义). */
export interface PatronageDefinition {
  readonly by: 'value' | 'quantity' | 'weighted' | 'mu' | 'days'
  /** Null: what the basis suggests, see `kindsOf`. */
  readonly kinds: readonly TradeKind[] | null
  /** Null: every product. */
  readonly productIds: readonly Id<'product'>[] | null
}

const TRADE: readonly TradeKind[] = ['delivery', 'agency_sale', 'supply', 'service']

/** Art. 44 speaks of trade; land in use and work count only where the definition names them. */
export function kindsOf({ by, kinds }: PatronageDefinition): readonly TradeKind[] {
  if (kinds !== null) return kinds
  return by === 'mu' ? ['land'] : by === 'days' ? ['work'] : TRADE
}
