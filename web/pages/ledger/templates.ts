import type { Out } from '../../api.ts'
import { type EntryLine, emptyLine, fenOf } from './entry.ts'
import { ITEMS_OF } from './words.ts'

/*
 * What `post` answers with are national accounts without items: here they become lines of a book, with
 * the item that the template means and the sub-account that was chosen.
 */

export type Template = Out<'templates'>['templates'][number]

/** Entries of the year's end: the product drafts them itself, from the balances. */
export const YEAR_END_TEMPLATES: ReadonlySet<string> = new Set([
  'period-close',
  'year-surplus',
  'year-loss',
  'clear-distribution',
  'clear-transfers-in',
])
type MadeLine = Out<'post'>['lines'][number]

/** Income by the template's first word; where nothing is said, the only item or none. */
const INCOME: readonly (readonly [RegExp, string])[] = [
  [/^(?:sell-|online-sale|consignment-sold)/, 'sales'],
  [/^(?:service-income|input-service|agency-)/, 'service'],
  [/^land-income/, 'land'],
  [/^labour-income/, 'labour'],
  [/^processing-income/, 'processing'],
  [/^tourism-income/, 'tourism'],
  [/^lease-income/, 'lease'],
]

const EQUITY: readonly (readonly [RegExp, string])[] = [
  [/^contribution-transfer/, 'other'],
  [/^contribution-/, 'contribution'],
  [/^capital-reserve-to-contribution/, 'capital_reserve_to_contribution'],
  [/^surplus-reserve-to-contribution/, 'surplus_reserve_to_contribution'],
  [/^surplus-to-contribution/, 'surplus_to_contribution'],
  [/^exit-/, 'exit'],
  [/^grant-/, 'state_grant'],
  [/^donation-/, 'donation'],
  [/^investment-kind/, 'revaluation'],
  [/^reserve$/, 'from_surplus'],
  [/^loss-cover/, 'loss_cover'],
]

/** Leaves of 332 behind the two names under which `post` prints it. */
const LEAVES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  reserve: { '33201': '3320101' },
  'surplus-return': { '33201': '3320102' },
  'residual-distribution': { '33201': '3320103' },
  'surplus-to-contribution': { '33201': '3320104' },
  'loss-cover': { '33202': '33203' },
  'exit-refund': { '33202': '33203' },
  'exit-in-kind': { '33202': '33203' },
}

const pick = (table: readonly (readonly [RegExp, string])[], template: string): string | null =>
  table.find(([pattern]) => pattern.test(template))?.[1] ?? null

/** The item that a line of the template carries; null where its account takes none or it stays open. */
export function itemOf(template: string, account: string): string | null {
  const top = account.slice(0, 3)
  const items = ITEMS_OF[top]
  if (items === undefined || template === 'period-close') return null
  if (items.length === 1) return items[0] ?? null
  if (top === '501') return pick(INCOME, template)
  if (top === '502') return template === 'subsidy-income' ? 'subsidy' : 'other'
  const found = pick(EQUITY, template)
  return found !== null && items.includes(found) ? found : null
}

export const leafOf = (template: string, account: string): string =>
  LEAVES[template]?.[account] ?? account

/** The lines that a template made, for the grid. `chosen`: accounts picked below the national ones. */
export function linesOfTemplate(
  template: Template,
  made: readonly MadeLine[],
  how: {
    readonly chosen: readonly string[]
    readonly nameOf: (id: string) => string
    readonly leaves: ReadonlySet<string>
  },
): readonly EntryLine[] {
  return made.map((line, i) => {
    const leaf = leafOf(template.id, line.account)
    const below = how.chosen.filter((code) => code.startsWith(leaf) && how.leaves.has(code))
    const only = [...how.leaves].filter((code) => code.startsWith(leaf))
    const account = how.leaves.has(leaf) ? leaf : (below[0] ?? (only.length === 1 ? only[0] : leaf))
    const who = line.member ?? line.counterparty ?? null
    return {
      ...emptyLine(),
      account: account ?? leaf,
      debit: fenOf(line.debit) === 0n ? '' : line.debit,
      credit: fenOf(line.credit) === 0n ? '' : line.credit,
      memberId: line.member ?? null,
      partyId: line.counterparty ?? null,
      who: who === null ? '' : how.nameOf(who),
      item: itemOf(template.id, line.account),
      summary: i === 0 ? template.title.zh : '',
    }
  })
}
