import {
  addFractions,
  compareFractions,
  type Fraction,
  fraction,
  multiplyFractions,
  parseFraction,
} from '../../../kernel/fraction.ts'
import { assert, must } from '../../../kernel/assert.ts'
import { compareCodePoints } from '../../../kernel/text.ts'
import type { Apart, Datum, Inputs, Item, ItemScore, Setup, Sheet, UnitScore } from '../model.ts'

/* Scores of a tour or contest (R86, R93-R97), exact from the sheets to the places. */

const ZERO = fraction(0)
const ONE = fraction(1)
const HUNDRED = fraction(100)

const exact = (written: string): Fraction => must(parseFraction(written), 'an exact number')
const minus = (a: Fraction, b: Fraction): Fraction => addFractions(a, { num: -b.num, den: b.den })
const over = (a: Fraction, b: Fraction): Fraction => fraction(a.num * b.den, a.den * b.num)
const total = (parts: readonly Fraction[]): Fraction => parts.reduce(addFractions, ZERO)

/** How many are left out at each end: as many as asked, so long as one remains. */
export const trimOf = (count: number, trim: number): number =>
  Math.max(0, Math.min(trim, Math.floor((count - 1) / 2)))

/** The mean without the `trim` highest and lowest, exact; null where nobody scored. */
export function trimmedMean(points: readonly Fraction[], trim: number): Fraction | null {
  if (points.length === 0) return null
  const cut = trimOf(points.length, trim)
  const kept = points.toSorted(compareFractions).slice(cut, points.length - cut)
  return over(total(kept), fraction(kept.length))
}

/** Between the highest and the lowest. */
export function spreadOf(points: readonly Fraction[]): Fraction {
  const [least, ...rest] = points.toSorted(compareFractions)
  return least === undefined ? ZERO : minus(rest.at(-1) ?? least, least)
}

const given = (sheets: readonly Sheet[], unitId: string, item: Item): Fraction[] =>
  sheets
    .filter((sheet) => sheet.unitId === unitId)
    .flatMap(({ scores }) => {
      const points = scores[item.id]
      return points === undefined ? [] : [exact(points)]
    })
    .toSorted(compareFractions)

const isApart = (points: readonly Fraction[], item: Item, setup: Setup): boolean =>
  compareFractions(spreadOf(points), multiplyFractions(exact(setup.spread), fraction(item.max))) > 0

/** Units and items on which two judges are further apart than allowed and no third has scored yet. */
export function apartIn({ setup, units, sheets }: Omit<Inputs, 'data' | 'vetoes'>): Apart[] {
  return units.flatMap(({ id: unitId }) =>
    judgedItems(setup).flatMap((item) => {
      const points = given(sheets, unitId, item)
      return points.length < 3 && isApart(points, item, setup) ? [{ unitId, item: item.id }] : []
    }),
  )
}

export const judgedItems = (setup: Pick<Setup, 'items'>): readonly Item[] =>
  setup.items.filter(({ kind }) => kind === 'judged')

export interface SheetFault {
  readonly item: string
  readonly why: 'missing' | 'unknown' | 'range'
}

/** What is wrong with the sheets of one judge and unit: an item missing, unknown or out of its points. */
export function sheetFaults(
  setup: Pick<Setup, 'items'>,
  scores: Readonly<Record<string, string>>,
): SheetFault[] {
  const items = judgedItems(setup)
  const known = new Set(items.map(({ id }) => id))
  const faults = items.flatMap(({ id, max }): SheetFault[] => {
    const points = scores[id]
    if (points === undefined) return [{ item: id, why: 'missing' }]
    const value = parseFraction(points)
    const fits =
      value !== null &&
      compareFractions(value, ZERO) >= 0 &&
      compareFractions(value, fraction(max)) <= 0
    return fits ? [] : [{ item: id, why: 'range' }]
  })
  const strange = Object.keys(scores).filter((id) => !known.has(id))
  return [...faults, ...strange.map((item) => ({ item, why: 'unknown' as const }))]
}

/** Whether somebody scored the same unit twice: the store keeps one sheet that counts. */
export function duplicateSheet(sheets: readonly Sheet[]): Sheet | null {
  const seen = new Set<string>()
  for (const sheet of sheets) {
    const key = `${sheet.judge} ${sheet.unitId}`
    if (seen.has(key)) return sheet
    seen.add(key)
  }
  return null
}

/**
 * Values of an indicator on a scale from 0 to 1; units without a value get 0.
 * - `ratio`: value / greatest; downward least / value. Values below zero get 0.
 * - `rank`: (n − place) / (n − 1), places shared; a single unit gets 1.
 */
export function scaled(
  data: readonly Pick<Datum, 'value' | 'direction'>[],
  how: 'ratio' | 'rank',
): Fraction[] {
  const values = data.map(({ value }) => (value === null ? null : exact(value)))
  const there = values.filter((value) => value !== null)
  const down = data.some(({ direction }) => direction === 'down')
  if (how === 'rank') {
    const better = (a: Fraction, b: Fraction): boolean => compareFractions(a, b) === (down ? -1 : 1)
    return values.map((own) => {
      if (own === null) return ZERO
      if (there.length === 1) return ONE
      const before = there.filter((other) => better(other, own)).length
      return fraction(there.length - 1 - before, there.length - 1)
    })
  }
  const inOrder = there.toSorted(compareFractions)
  const best = down ? inOrder[0] : inOrder.at(-1)
  return values.map((own) => {
    if (own === null || best === undefined) return ZERO
    if (compareFractions(own, best) === 0) return ONE
    if (down) return compareFractions(best, ZERO) <= 0 ? ZERO : over(best, own)
    if (compareFractions(best, ZERO) <= 0 || compareFractions(own, ZERO) <= 0) return ZERO
    return over(own, best)
  })
}

/** An item's part of the score out of 100: group weight × item weight, each among its like. */
function partOf(setup: Setup, item: Item): Fraction {
  const groups = total(setup.groups.map(({ weight }) => exact(weight)))
  const group = must(
    setup.groups.find(({ id }) => id === item.group),
    'the group of an item',
  )
  const beside = setup.items.filter((other) => other.group === item.group)
  const items = total(beside.map(({ weight }) => exact(weight)))
  return multiplyFractions(
    HUNDRED,
    multiplyFractions(over(exact(group.weight), groups), over(exact(item.weight), items)),
  )
}

function judged(inputs: Inputs, item: Item, unitId: string): Omit<ItemScore, 'points'> {
  const { setup, sheets } = inputs
  const points = given(sheets, unitId, item)
  const mean = trimmedMean(points, setup.trim)
  return {
    item: item.id,
    share: mean === null ? ZERO : over(mean, fraction(item.max)),
    given: points,
    trimmed: trimOf(points.length, setup.trim),
    spread: points.length < 2 ? null : spreadOf(points),
    apart: isApart(points, item, setup),
    value: mean,
    why: mean === null ? 'no_sheet' : null,
  }
}

function fromData(inputs: Inputs, item: Item): Map<string, Omit<ItemScore, 'points'>> {
  const rows = inputs.units.map(
    ({ id }): Datum =>
      inputs.data.find((one) => one.item === item.id && one.unitId === id) ?? {
        item: item.id,
        unitId: id,
        value: null,
        direction: inputs.data.find((one) => one.item === item.id)?.direction ?? 'up',
        why: 'no_figure',
      },
  )
  const shares = scaled(rows, item.normalise ?? 'ratio')
  return new Map(
    rows.map((row, i) => [
      row.unitId,
      {
        item: item.id,
        share: shares[i] ?? ZERO,
        given: [],
        trimmed: 0,
        spread: null,
        apart: false,
        value: row.value === null ? null : exact(row.value),
        why: row.why,
      },
    ]),
  )
}

/**
 * Scores and places of all units: by score, equal scores share a place (1, 2, 2, 4), units with a veto share the
 * place after everybody else (seed R93; a veto is no deduction). The order of units and sheets changes nothing.
 */
export function resultOf(inputs: Inputs): UnitScore[] {
  const { setup, units, vetoes } = inputs
  assert(duplicateSheet(inputs.sheets) === null, 'one sheet of a judge for a unit')
  const data = new Map(
    setup.items
      .filter(({ kind }) => kind === 'data')
      .map((item) => [item.id, fromData(inputs, item)]),
  )
  const scored = units.map(({ id, name }) => {
    const items = setup.items.map((item): ItemScore => {
      const one = must(data.get(item.id)?.get(id) ?? judged(inputs, item, id), 'an item')
      return { ...one, points: multiplyFractions(partOf(setup, item), one.share) }
    })
    const groups = setup.groups.map((group) => ({
      id: group.id,
      points: total(
        items.filter((_, i) => setup.items[i]?.group === group.id).map(({ points }) => points),
      ),
    }))
    const own = vetoes.filter(({ unitId }) => unitId === id).map(({ kind }) => kind)
    const kinds = [...new Set(own)].toSorted(compareCodePoints)
    return {
      unitId: id,
      name,
      score: total(groups.map(({ points }) => points)),
      groups,
      items,
      vetoes: kinds,
    }
  })
  const clean = scored.filter((one) => one.vetoes.length === 0)
  return scored
    .map((one): UnitScore => {
      const before = clean.filter((other) => compareFractions(other.score, one.score) > 0).length
      return { ...one, place: (one.vetoes.length === 0 ? before : clean.length) + 1 }
    })
    .toSorted(
      (a, b) =>
        a.place - b.place ||
        compareFractions(b.score, a.score) ||
        compareCodePoints(a.unitId, b.unitId),
    )
}
