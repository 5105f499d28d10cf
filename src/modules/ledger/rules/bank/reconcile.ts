import { type Fen, fen, sumFen } from '../../../../kernel/money.ts'

/* 银行存款余额调节表: both sides brought to what they would be without the lines under way. */

export interface Ends {
  /** What the books say, in fen. */
  readonly book: Fen
  /** What the bank says; null while no statement tells. */
  readonly bank: Fen | null
  /** Amounts that only the bank has; above zero: money came in. */
  readonly onlyBank: readonly Fen[]
  /** Amounts that only the books have; above zero: money came in. */
  readonly onlyBook: readonly Fen[]
}

export interface Reconciled {
  readonly book: Fen
  readonly bankIn: Fen
  readonly bankOut: Fen
  readonly adjustedBook: Fen
  readonly bank: Fen | null
  readonly bookIn: Fen
  readonly bookOut: Fen
  readonly adjustedBank: Fen | null
  /** Adjusted books less adjusted bank: zero when everything is explained; null without a bank balance. */
  readonly difference: Fen | null
}

const above = (amounts: readonly Fen[]): Fen => sumFen(amounts.filter((each) => each > 0n))
const below = (amounts: readonly Fen[]): Fen =>
  fen(0n - sumFen(amounts.filter((each) => each < 0n)))

/** Book + in at the bank − out at the bank, bank + in in the books − out in the books. */
export function reconcile({ book, bank, onlyBank, onlyBook }: Ends): Reconciled {
  const adjustedBook = fen(book + sumFen(onlyBank))
  const adjustedBank = bank === null ? null : fen(bank + sumFen(onlyBook))
  return {
    book,
    bankIn: above(onlyBank),
    bankOut: below(onlyBank),
    adjustedBook,
    bank,
    bookIn: above(onlyBook),
    bookOut: below(onlyBook),
    adjustedBank,
    difference: adjustedBank === null ? null : fen(adjustedBook - adjustedBank),
  }
}
