import type { Book } from './book.ts'
import type { EntryLine } from './entry.ts'
import { ASSISTED_ACCOUNTS, ITEMS_OF } from './words.ts'

/** What the account of a line asks for besides the amount. */
export function lineNeeds(
  book: Book,
  line: EntryLine,
): { readonly who: boolean; readonly item: boolean; readonly assisted: boolean } {
  const dimension = book.account(line.account)?.dimension ?? null
  const top = line.account.slice(0, 3)
  return {
    // One bank account needs no naming; several are told apart.
    who: dimension !== null && (dimension !== 'bank' || book.partiesOf('bank') > 0),
    item: (ITEMS_OF[top]?.length ?? 0) > 1,
    assisted: ASSISTED_ACCOUNTS.includes(top),
  }
}
