import type { Instant } from '../../../kernel/date.ts'
import type { AnyId } from '../../../kernel/id.ts'
import { notFound } from '../../../kernel/refusal.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { ancestorsOf } from '../../../platform/unit.ts'
import type { FactSpec, IndicatorSpec, UnitFigures } from '../model.ts'
import { markOf } from '../rules/expression.ts'
import { type FactPlaces, placesIn, visible } from '../rules/figures.ts'
import { parsePeriod, periodTitle } from '../rules/period.ts'
import type { EditionHead } from '../store/editions.ts'
import { unitNamed } from '../store/figures.ts'
import type { Found } from './tables.ts'
import type { LocalDate } from '../../../kernel/date.ts'
import { must } from '../../../kernel/assert.ts'

export const unitOut = (unit: Pick<UnitFigures, 'unitId' | 'kind' | 'name'>) => ({
  id: unit.unitId,
  kind: unit.kind,
  name: unit.name,
})

/** The unit and all above it, from the county down, by their names of the day. */
export async function trailOf(ctx: Ctx, unitId: AnyId, asOf: LocalDate) {
  const ids = await ancestorsOf(ctx.tx, unitId)
  if (ids === null) throw notFound()
  const trail = []
  for (const id of ids.toReversed()) {
    const unit = await unitNamed(ctx, id, asOf)
    if (unit !== null) trail.push({ id: unit.id, kind: unit.kind, name: unit.name })
  }
  return trail
}

export const titleOf = (period: string) =>
  periodTitle(must(parsePeriod(period), 'the period of figures'))

/** Where figures come from, for the head of every answer. */
export function originOut({ table, edition }: Found) {
  return {
    period: table.period.name,
    title: periodTitle(table.period),
    asOf: table.asOf,
    countingRule: table.definitions.countingRule,
    edition:
      edition === null
        ? null
        : {
            id: edition.id,
            edition: edition.edition,
            hash: edition.hash,
            frozenAt: edition.frozenAt,
            frozenBy: edition.frozenBy,
            reason: edition.reason,
          },
  }
}

export const headOut = (spec: IndicatorSpec, specs: ReadonlyMap<string, FactSpec>) => ({
  id: spec.id,
  title: spec.title,
  group: spec.group,
  direction: spec.direction,
  form: spec.form,
  unit: spec.unit,
  mark: markOf(spec.formula, specs),
  headline: spec.headline,
})

/** The indicators of a table for one level that the caller may see, with where their facts stand. */
export function shownIn(
  ctx: Ctx,
  found: Found,
  kind: UnitFigures['kind'],
): { readonly places: FactPlaces; readonly indicators: readonly IndicatorSpec[] } {
  const places = placesIn(found.table)
  const indicators = found.table.definitions.indicators.filter(
    (spec) => spec.levels.includes(kind) && visible(spec, places, ctx.may),
  )
  return { places, indicators }
}

export function editionOut(head: EditionHead) {
  return {
    id: head.id,
    period: head.period,
    title: titleOf(head.period),
    edition: head.edition,
    asOf: head.asOf,
    reason: head.reason,
    units: head.units,
    hash: head.hash,
    frozenAt: head.frozenAt satisfies Instant,
    frozenBy: head.frozenBy,
  }
}
