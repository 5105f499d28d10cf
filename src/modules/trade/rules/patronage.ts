import type { AnyId } from '../../../kernel/id.ts'
import {
  addFractions,
  type Fraction,
  fraction,
  multiplyFractions,
} from '../../../kernel/fraction.ts'
import { type Text, text } from '../../../kernel/text.ts'
import { kindsOf, type PatronageDefinition, type Traded, type Unit } from '../model.ts'

/** One family of units each: quantities of one family add up. A jin is half a kilogram. */
const FAMILY: Readonly<Record<Unit, readonly [family: string, factor: Fraction]>> = {
  kg: ['kg', fraction(1)],
  jin: ['kg', fraction(1, 2)],
  ton: ['kg', fraction(1000)],
  litre: ['litre', fraction(1)],
  piece: ['piece', fraction(1)],
  box: ['box', fraction(1)],
  head: ['head', fraction(1)],
  mu: ['mu', fraction(1)],
  day: ['day', fraction(1)],
  hour: ['hour', fraction(1)],
  time: ['time', fraction(1)],
}

const FAMILY_NAMES: Readonly<Record<string, Text>> = {
  kg: text('公斤', 'kilograms'),
  litre: text('升', 'litres'),
  piece: text('件', 'pieces'),
  box: text('箱', 'boxes'),
  head: text('头(只)', 'heads'),
  mu: text('亩', 'mu'),
  day: text('工日', 'work-days'),
  hour: text('小时', 'hours'),
  time: text('次', 'times'),
}

const MICRO = 1_000_000n

/** Which units are mixed where one is needed; empty when the quantities add up. */
export function mixedUnits(definition: PatronageDefinition, traded: readonly Traded[]): Text[] {
  if (definition.by !== 'quantity') return []
  const counted = countedOf(definition, traded)
  const families = new Set(counted.map(({ unit }) => FAMILY[unit][0]))
  return families.size < 2 ? [] : [...families].map(nameOf)
}

const nameOf = (family: string): Text => FAMILY_NAMES[family] ?? text(family, family)

function countedOf(definition: PatronageDefinition, traded: readonly Traded[]): Traded[] {
  const kinds = new Set(kindsOf(definition))
  const products = definition.productIds === null ? null : new Set(definition.productIds)
  const unit = definition.by === 'mu' ? 'mu' : definition.by === 'days' ? 'day' : null
  return traded.filter(
    (one) =>
      kinds.has(one.kind) &&
      (products === null || products.has(one.productId)) &&
      (unit === null || one.unit === unit),
  )
}

function sizeOf(by: PatronageDefinition['by'], one: Traded): Fraction {
  if (by === 'value') return fraction(one.amount, 100n)
  const quantity = fraction(one.quantity, MICRO)
  if (by === 'weighted') return multiplyFractions(quantity, one.weight)
  return multiplyFractions(quantity, FAMILY[one.unit][1])
}

/** Each member's exact amount under the definition; members with nothing are absent. */
export function patronageBy(
  definition: PatronageDefinition,
  traded: readonly Traded[],
): Map<AnyId, Fraction> {
  const found = new Map<AnyId, Fraction>()
  for (const one of countedOf(definition, traded)) {
    const before = found.get(one.memberId) ?? fraction(0)
    found.set(one.memberId, addFractions(before, sizeOf(definition.by, one)))
  }
  for (const [memberId, amount] of found) if (amount.num === 0n) found.delete(memberId)
  return found
}

/** What one of the amounts is. */
export function unitOf(definition: PatronageDefinition, traded: readonly Traded[]): Text {
  switch (definition.by) {
    case 'value':
      return text('元', 'yuan')
    case 'weighted':
      return text('折算量', 'weighted units')
    case 'mu':
      return nameOf('mu')
    case 'days':
      return nameOf('day')
    case 'quantity': {
      const first = countedOf(definition, traded)[0]
      return first === undefined ? text('数量', 'quantity') : nameOf(FAMILY[first.unit][0])
    }
  }
}
