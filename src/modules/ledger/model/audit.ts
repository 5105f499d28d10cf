import type { Instant, LocalDate } from '../../../kernel/date.ts'
import type { AnyId } from '../../../kernel/id.ts'
import type { Fen } from '../../../kernel/money.ts'

/* What the audit rules know of a posted voucher. Amounts are fen. */

/** A member or party that lines other than those of money name. */
export interface AuditPayee {
  readonly id: AnyId
  readonly name: string
  /** What the debits name them with but for dividends: a debt paid, a cost, an advance. */
  readonly debit: bigint
  /** A member of the co-op. */
  readonly member: boolean
  /** What is written beside a party in the book of parties. */
  readonly note: string | null
}

export interface AuditVoucher {
  readonly id: AnyId
  readonly coopId: AnyId
  readonly kind: string
  readonly number: number
  readonly onDate: LocalDate
  readonly summary: string
  readonly amount: Fen
  readonly attachments: number
  readonly postedAt: Instant
  /** Prepared by a person here, not imported nor made by another act of the product. */
  readonly byHand: boolean
  /** Made by another act of the product, whose own records are its paper; an import is none. */
  readonly fromAct: boolean
  /** What of it needs no approval of its own, because the act that made it rests on a decision. */
  readonly exempt: 'all' | 'members' | 'none'
  /** On what its payment was approved; null: on nothing, or nothing was asked. */
  readonly approval: string | null
  /** The contract it was paid under. */
  readonly contract: { readonly id: AnyId; readonly title: string } | null
  /** Grant projects its lines name. */
  readonly projects: readonly { readonly id: AnyId; readonly name: string }[]
  readonly reversesId: AnyId | null
  readonly reversedById: AnyId | null
  readonly cashIn: bigint
  readonly cashOut: bigint
  readonly bankIn: bigint
  readonly bankOut: bigint
  readonly payees: readonly AuditPayee[]
  /** Summaries of the lines, names and notes of the papers. */
  readonly words: string
  /** Its accounts with their sides: vouchers of one shape book the same thing. */
  readonly shape: string
  /** Grants received and used on 235. */
  readonly grantIn: bigint
  readonly grantUsed: bigint
  /** Advances to others (113), and to members where the template says so. */
  readonly advanced: bigint
  /** Dividends paid off 221 and 222: the assembly decided on them. */
  readonly dividends: bigint
  /** Booked as other income (502). */
  readonly otherIncome: bigint
  /** Surplus that is given to members by this voucher, and what 331 and 332 held before it; else null. */
  readonly distributed: bigint
  readonly surplusBefore: bigint | null
  /** Members named, where nothing but 成员往来 (114) moves; else none. */
  readonly membersNetted: number
}
