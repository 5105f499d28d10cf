import { addFractions, type Fraction, fraction } from '../../../kernel/fraction.ts'
import type { AnyId } from '../../../kernel/id.ts'
import { badInput } from '../../../kernel/refusal.ts'
import { type Text, text } from '../../../kernel/text.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import type { PatronageDefinition, Traded } from '../model.ts'
import { mixedUnits, patronageBy, unitOf } from '../rules/patronage.ts'
import { tradedInYear } from '../store/totals.ts'

/** What each member's transactions of a year come to under a definition. */
export interface Patronage {
  /** What one of the amounts is: yuan, kilograms, mu, work-days. */
  readonly unit: Text
  /**
   * By member, exact; members without any are absent. Below zero only where more of earlier years was
   * reversed in the year than traded in it.
   */
  readonly members: ReadonlyMap<AnyId, Fraction>
  readonly total: Fraction
}

/** What the transactions of one co-op come to under a definition. */
export type PatronageUnder = (definition: PatronageDefinition) => Patronage

/**
 * The basis of the return by transactions (Art. 44): trades of members alone, reversals taken off, a weight
 * being that of the product on the day of the trade. Pending sales count in volume, not yet in value.
 * @throws Refusal `bad_input` when quantities of units that do not add up are asked for.
 */
export async function patronageOf(
  ctx: Ctx,
  coopId: AnyId,
  year: number,
  definition: PatronageDefinition,
): Promise<Patronage> {
  return (await patronagesOf(ctx, [coopId], year))(coopId)(definition)
}

/** The same for many co-ops of a year, read at once; each answers any definition without another read. */
export async function patronagesOf(
  ctx: Ctx,
  coopIds: readonly AnyId[],
  year: number,
): Promise<(coopId: AnyId) => PatronageUnder> {
  const all = await tradedInYear(ctx, coopIds, year)
  return (coopId) => (definition) => under(definition, all.get(coopId) ?? [])
}

function under(definition: PatronageDefinition, traded: readonly Traded[]): Patronage {
  const mixed = mixedUnits(definition, traded)
  if (mixed.length > 0) {
    const why = text(
      `计量单位不同(${mixed.map(({ zh }) => zh).join('、')}),请按交易额、折算量,或只选一类产品`,
      `the units differ (${mixed.map(({ en }) => en).join(', ')}): count by value or by weight, or choose products`,
    )
    throw badInput([{ path: '$.by', text: why }])
  }
  const members = patronageBy(definition, traded)
  return {
    unit: unitOf(definition, traded),
    members,
    total: [...members.values()].reduce(addFractions, fraction(0)),
  }
}
