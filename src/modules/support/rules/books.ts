import type { LinkKind, SupportLine } from '../model.ts'

const of = (account: string, codes: readonly string[]): boolean =>
  codes.includes(account.slice(0, 3))

/** Accounts of things: stock, animals and trees, fixed assets, works, intangible and public-benefit assets. */
const ASSETS = ['121', '141', '142', '143', '144', '151', '153', '161', '171']

/**
 * What a line may be linked as; null: nothing. Money in on 235 (or on 311 where it did not pass 235) has arrived; a
 * debit of 235 has gone back (by its template) or was used; a debit of a thing or a cost with money out was used.
 * What the opening balances hold on both accounts arrived before the books began.
 */
export function kindOf(line: SupportLine): LinkKind | null {
  if (line.opening) {
    return line.credit > 0n && of(line.account, ['235', '311']) ? 'arrival' : null
  }
  if (line.credit > 0n && line.cashIn > 0n) {
    if (of(line.account, ['235'])) return 'arrival'
    if (of(line.account, ['311']) && line.fromProject <= 0n) return 'arrival'
  }
  if (line.debit <= 0n) return null
  if (of(line.account, ['235'])) return line.template === 'grant-returned' ? 'refund' : 'use'
  if (of(line.account, ['311']) && line.cashOut > 0n) return 'refund'
  const spent = of(line.account, ASSETS) || /^[45]/.test(line.account)
  return spent && line.cashOut > 0n && line.fromProject <= 0n ? 'use' : null
}

/**
 * Whether an asset came of it: the project account passed it on to 311, the line itself is one of a thing, or it stands
 * on 311 in the opening balances.
 */
export function formsAsset(line: SupportLine): boolean {
  if (line.opening) return of(line.account, ['311'])
  return of(line.account, ['235']) ? line.formed > 0n : of(line.account, ASSETS)
}
