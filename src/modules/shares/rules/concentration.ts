import { type Fraction, fraction } from '../../../kernel/fraction.ts'
import { candidates, type CapScope } from './cap.ts'
import { type BaseId, type Sheet, sumAt } from './facts.ts'

/** How much lies in few hands (practice: 从源头上防止“大户垄断”). Null where the base is zero or unknown. */
export interface Concentration {
  /** The largest one, three and five; the collective and shares set aside are left out. */
  readonly largest: Fraction | null
  readonly top3: Fraction | null
  readonly top5: Fraction | null
  /** Sum of the squares of all shares, those of the collective included (Herfindahl). */
  readonly herfindahl: Fraction | null
}

const NONE: Concentration = { largest: null, top3: null, top5: null, herfindahl: null }

/** Exact measures on one base, holders taken one by one, by household or by linked group. */
export function concentration(sheet: Sheet, baseId: BaseId, scope: CapScope): Concentration {
  const base = sheet.bases.find(({ id }) => id === baseId)
  if (base === undefined || base.total === 0n) return NONE
  const { total, amounts } = base
  const sizes = candidates(sheet, scope, true)
    .map((places) => sumAt(amounts, places))
    .toSorted((a, b) => (a > b ? -1 : a < b ? 1 : 0))
  const top = (count: number): Fraction =>
    fraction(
      sizes.slice(0, count).reduce((sum, size) => sum + size, 0n),
      total,
    )
  const aside = sheet.holders.flatMap(({ class: kind }, place) =>
    kind === 'collective' || kind === 'other' ? [amounts[place] ?? 0n] : [],
  )
  const squares = [...sizes, ...aside].reduce((sum, size) => sum + size * size, 0n)
  return {
    largest: top(1),
    top3: top(3),
    top5: top(5),
    herfindahl: fraction(squares, total * total),
  }
}
