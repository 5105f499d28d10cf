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

export interface Mapped {
  readonly lines: readonly Line[]
  readonly splits: readonly SplitAsked[]
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
      into: old.becomes.into.map((account) => ({
        account,
        name: accountOf(account)?.name ?? { zh: '', en: '' },
      })),
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
    faults: faults.filter(({ path }) => !said.has(path)),
  }
}
