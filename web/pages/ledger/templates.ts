import type { Out } from '../../api.ts'
import { type EntryLine, emptyLine, fenOf } from './entry.ts'

/* The lines that `fillVoucher` answers with, as lines of the grid. */

export type Template = Out<'templates'>['templates'][number]

/** Entries of the year's end: the product drafts them itself, from the balances. */
export const YEAR_END_TEMPLATES: ReadonlySet<string> = new Set([
  'period-close',
  'year-surplus',
  'year-loss',
  'clear-distribution',
  'clear-transfers-in',
])
type MadeLine = Out<'fillVoucher'>['lines'][number]

/** The lines that a template made, for the grid; an account with one account below it means that one. */
export function linesOfTemplate(
  template: Template,
  made: readonly MadeLine[],
  how: { readonly nameOf: (id: string) => string; readonly leaves: ReadonlySet<string> },
): readonly EntryLine[] {
  return made.map((line, i) => {
    const below = [...how.leaves].filter((code) => code.startsWith(line.account))
    const who = line.memberId ?? line.partyId
    return {
      ...emptyLine(),
      account: below.length === 1 ? (below[0] ?? line.account) : line.account,
      debit: fenOf(line.debit) === 0n ? '' : line.debit,
      credit: fenOf(line.credit) === 0n ? '' : line.credit,
      memberId: line.memberId,
      partyId: line.partyId,
      who: who === null ? '' : how.nameOf(who),
      item: line.item,
      summary: i === 0 ? template.title.zh : '',
    }
  })
}
