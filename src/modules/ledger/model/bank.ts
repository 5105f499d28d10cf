import type { LocalDate } from '../../../kernel/date.ts'
import type { AnyId } from '../../../kernel/id.ts'
import type { Fen } from '../../../kernel/money.ts'
import type { Text } from '../../../kernel/text.ts'

/** A line of a statement as the file tells it. */
export interface BankDraft {
  readonly row: number
  readonly onDate: LocalDate
  /** Above zero: money came in. Never zero. */
  readonly amount: Fen
  /** After this line; null where nothing tells. */
  readonly balance: Fen | null
  readonly otherSide: string
  readonly memo: string
  /** The bank's own number of the line; empty when it prints none. */
  readonly bankReference: string
}

/** A line of the bank that waits for its answer in the books. */
export interface BankItem {
  readonly id: AnyId
  readonly onDate: LocalDate
  readonly amount: Fen
  readonly otherSide: string
  readonly memo: string
}

/** A voucher's line on the bank account; its amount is debit minus credit. */
export interface BookItem {
  readonly voucherId: AnyId
  readonly line: number
  readonly onDate: LocalDate
  readonly amount: Fen
  /** Whom the voucher names: members and parties. */
  readonly names: readonly string[]
  readonly summary: string
  /** The voucher this one undoes. */
  readonly reversesId: AnyId | null
}

/** Bank lines and book lines of one total that belong together. */
export interface Proposal {
  readonly bank: readonly BankItem[]
  readonly book: readonly BookItem[]
  /** 0 to 100. */
  readonly score: number
  /** Another pairing is as good: a person must look. */
  readonly doubtful: boolean
  readonly reason: Text
}
