import type { LocalDate } from '../../../kernel/date.ts'
import type { AnyId } from '../../../kernel/id.ts'
import type { Book, Change, Holder, NewEvent } from '../model.ts'

/** A draft on a book: what it is, when it takes effect, and whom its keys name. */
export interface Draft {
  readonly on: LocalDate
  readonly changes: readonly Change[]
  /** Holders that the draft makes; the changes may name them by key. */
  readonly newHolders: ReadonlyMap<string, Holder>
  readonly newId: () => AnyId
  /** Where change number i stands in the caller's document. */
  readonly path?: (index: number) => string
}

export interface Drafted {
  /** The book as it would be. */
  readonly book: Book
  readonly events: readonly NewEvent[]
  /** Holders whose membership ends, with the day. */
  readonly leavers: ReadonlyMap<AnyId, LocalDate>
}
