import { type Fen, sumFen } from '../../../kernel/money.ts'
import type { Fault } from '../../../kernel/refusal.ts'
import type { Text } from '../../../kernel/text.ts'
import { accountOf, topCode } from '../model/chart.ts'
import { oldAccountOf } from '../model/old-chart.ts'
import { type OldBooks, openingFromOldChart } from '../model/old-chart-opening.ts'
import type { Line } from '../model.ts'

/** An account that the clerk has to go through item by item. */
export interface SplitAsked {
  readonly code: string
  readonly name: string
  readonly debit: Fen
  readonly credit: Fen
  readonly into: readonly { readonly account: string; readonly name: Text }[]
  readonly how: Text
}

/** Where an account of the old books goes. */
export interface OldGoes {
  readonly code: string
  readonly name: string
  readonly debit: Fen
  readonly credit: Fen
  readonly into: SplitAsked['into']
  /** Null: all of it goes over as it is. */
  readonly how: Text | null
}

export interface Mapped {
  readonly lines: readonly Line[]
  readonly splits: readonly SplitAsked[]
  readonly accounts: readonly OldGoes[]
  readonly faults: readonly Fault[]
}

/** Opening lines of the 2021 chart, or the splits that are still asked for and what is wrong. */
export function mapOpening(books: OldBooks): Mapped {
  const given = new Set(books.splits.map(({ code }) => topCode(code)))
  const asked = new Map<string, SplitAsked>()
  for (const { code, debit, credit } of books.balances) {
    const old = oldAccountOf(code)
    if (old?.becomes.kind !== 'split' || given.has(old.code) || (debit === 0n && credit === 0n)) {
      continue
    }
    const before = asked.get(old.code)
    asked.set(old.code, {
      code: old.code,
      name: old.name,
      debit: sumFen([before?.debit ?? 0n, debit]),
      credit: sumFen([before?.credit ?? 0n, credit]),
      into: old.becomes.into.map(named),
      how: old.becomes.how,
    })
  }
  const { lines, faults } = openingFromOldChart(books)
  // Said once for the account, not again for each of its rows.
  const said = new Set(
    books.balances.flatMap(({ code }, i) => (asked.has(topCode(code)) ? [`$.balances[${i}]`] : [])),
  )
  return {
    lines,
    splits: [...asked.values()],
    accounts: goesOf(books),
    faults: faults.filter(({ path }) => !said.has(path)),
  }
}

const named = (account: string) => ({
  account,
  name: accountOf(account)?.name ?? { zh: '', en: '' },
})

/** Every account of the old books that holds something, with the accounts it goes to. */
function goesOf(books: OldBooks): OldGoes[] {
  const found = new Map<string, OldGoes>()
  for (const { code, debit, credit } of books.balances) {
    const old = oldAccountOf(code)
    if (old === null || (debit === 0n && credit === 0n)) continue
    const before = found.get(old.code)
    const { becomes } = old
    found.set(old.code, {
      code: old.code,
      name: old.name,
      debit: sumFen([before?.debit ?? 0n, debit]),
      credit: sumFen([before?.credit ?? 0n, credit]),
      into: (becomes.kind === 'split' ? becomes.into : [becomes.to]).map(named),
      how: becomes.kind === 'split' ? becomes.how : null,
    })
  }
  return [...found.values()].toSorted((a, b) => (a.code < b.code ? -1 : 1))
}
