import { must } from '../../../kernel/assert.ts'
import type { LocalDate } from '../../../kernel/date.ts'
import type { Fraction } from '../../../kernel/fraction.ts'
import type { AnyId } from '../../../kernel/id.ts'
import { notFound, Refusal } from '../../../kernel/refusal.ts'
import { text } from '../../../kernel/text.ts'
import type { Verbs } from '../../../kernel/verb.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import type { indicatorContract } from '../contract.ts'
import { FACT_BY_ID } from '../data/facts.ts'
import type { FactSpec, FigurePeriod, IndicatorSpec, RefKind, UnitFigures } from '../model.ts'
import { factsOf, formulaText, inUnits } from '../rules/expression.ts'
import { changeOf, factValue, placesIn, reaches, valueOf } from '../rules/figures.ts'
import { periodBefore, yearBefore } from '../rules/period.ts'
import { claimCounts } from '../store/claims.ts'
import { trendOf } from '../store/editions.ts'
import { rowsOf, unitNamed } from '../store/figures.ts'
import { headOut, originOut, shownIn, trailOf, unitOut } from './present.ts'
import { askingOf, type Found, frozenTable, tableOf } from './tables.ts'

type FigureVerbs = Pick<
  Verbs<typeof indicatorContract, Ctx>,
  'readFigures' | 'readIndicator' | 'listFigureRows'
>

/** The unit's own row of a table; it is there, or the unit was not yet when the edition was frozen. */
export function ownRow(found: Found, unitId: AnyId): UnitFigures {
  const unit = found.table.units.find((each) => each.unitId === unitId)
  if (unit === undefined) throw notFound()
  return unit
}

const childrenOf = (found: Found, unitId: AnyId): UnitFigures[] =>
  found.table.units.filter(({ parentId }) => parentId === unitId)

/** An earlier period's value of an indicator, by the definitions of its own edition. */
export interface Earlier {
  readonly period: string | null
  readonly value: (indicator: string, unitId: AnyId) => Fraction | null
}

/** The last edition of an earlier period for a unit and those below it. */
export async function earlierOf(ctx: Ctx, period: FigurePeriod, around: AnyId): Promise<Earlier> {
  const found = await frozenTable(ctx, period, { around })
  if (found === null) return { period: null, value: () => null }
  const places = placesIn(found.table)
  const specs = new Map(found.table.definitions.indicators.map((spec) => [spec.id, spec]))
  const units = new Map(found.table.units.map((unit) => [unit.unitId, unit]))
  return {
    period: period.name,
    value: (indicator, unitId) => {
      const [spec, unit] = [specs.get(indicator), units.get(unitId)]
      return spec === undefined || unit === undefined ? null : valueOf(unit, spec, places).value
    },
  }
}

const changeOut = (
  earlier: Earlier,
  of: { readonly spec: IndicatorSpec; readonly unitId: AnyId; readonly now: Fraction | null },
) => ({
  period: earlier.period,
  ...changeOf(of.now, earlier.value(of.spec.id, of.unitId), of.spec.direction),
})

export const figureVerbs: FigureVerbs = {
  readFigures: async (ctx, { unitId, parts, ...which }) => {
    const found = await tableOf(ctx, which, { wanted: { around: unitId } })
    const unit = ownRow(found, unitId)
    const { places, indicators } = shownIn(ctx, found, unit.kind)
    const { period, asOf } = found.table
    const before = await earlierOf(ctx, periodBefore(period), unitId)
    const past = await earlierOf(ctx, yearBefore(period), unitId)
    const claims = await claimCounts(ctx, unitId, period.name)
    const figuresOf = (one: UnitFigures) =>
      indicators.map((spec) => ({ indicator: spec.id, ...valueOf(one, spec, places) }))
    return {
      unit: unitOut(unit),
      trail: await trailOf(ctx, unitId, asOf),
      origin: originOut(found),
      indicators: indicators.map((spec) => headOut(spec, places.specs)),
      figures: indicators.map((spec) => {
        const { value, why } = valueOf(unit, spec, places)
        return {
          indicator: spec.id,
          value,
          why,
          before: changeOut(before, { spec, unitId, now: value }),
          yearBefore: changeOut(past, { spec, unitId, now: value }),
          claims: claims.get(spec.id) ?? 0,
        }
      }),
      parts: parts
        ? childrenOf(found, unitId).map((one) => ({ unit: unitOut(one), figures: figuresOf(one) }))
        : [],
    }
  },

  readIndicator: async (ctx, { unitId, indicator, ...which }) => {
    const found = await tableOf(ctx, which, { wanted: { around: unitId } })
    const unit = ownRow(found, unitId)
    const { places, indicators } = shownIn(ctx, found, unit.kind)
    const spec = indicators.find(({ id }) => id === indicator)
    if (spec === undefined) throw notFound()
    const { period, asOf } = found.table
    const before = await earlierOf(ctx, periodBefore(period), unitId)
    const past = await earlierOf(ctx, yearBefore(period), unitId)
    const { value, why } = valueOf(unit, spec, places)
    return {
      unit: unitOut(unit),
      trail: await trailOf(ctx, unitId, asOf),
      origin: originOut(found),
      indicator: {
        ...headOut(spec, places.specs),
        formula: formulaText(spec.formula, places.specs),
        source: spec.source,
        frequency: spec.frequency,
        baseYear: spec.baseYear,
      },
      value,
      why,
      before: changeOut(before, { spec, unitId, now: value }),
      yearBefore: changeOut(past, { spec, unitId, now: value }),
      facts: factsOf(spec.formula).map((id) => {
        const fact = must(places.specs.get(id), id)
        return { ...factOut(fact), fold: fact.fold, value: factValue(unit, id, places) }
      }),
      trend: await trend(ctx, { unitId, indicator, period }),
      parts: childrenOf(found, unitId)
        .filter(({ kind }) => spec.levels.includes(kind))
        .map((one) => {
          const own = valueOf(one, spec, places)
          return {
            unit: unitOut(one),
            ...own,
            before: changeOut(before, { spec, unitId: one.unitId, now: own.value }),
          }
        }),
    }
  },

  listFigureRows: async (ctx, { unitId, fact: id, limit, offset, ...which }) => {
    const fact = FACT_BY_ID.get(id)
    if (fact === undefined) throw notFound()
    if (!ctx.may(fact.needs)) {
      const why = text('您无权查看这项事实的明细。', 'You may not see the rows of this fact.')
      throw new Refusal('forbidden', why)
    }
    const { origin, value, asOf, period, parameters } = await factNow(ctx, { unitId, fact, which })
    const unit = await unitNamed(ctx, unitId, asOf)
    if (unit === null) throw notFound()
    const below = unit.kind === 'county' ? null : unitId
    const ask = await askingOf(ctx, { period, asOf, parameters, below })
    const { rows, total, sum } = await rowsOf(ctx, ask, { fact, unitId, limit, offset })
    const recount = inUnits(fact.fold === 'distinct' ? BigInt(total) : sum, fact.measure)
    const named = ctx.may('person.read')
    return {
      unit: { id: unit.id, kind: unit.kind, name: unit.name },
      origin,
      fact: factOut(fact),
      value,
      recount,
      differs: value !== null && (value.num !== recount.num || value.den !== recount.den),
      total,
      rows: rows.map((row) => ({
        unitId: row.unitId,
        unitName: row.unitName,
        amount: inUnits(row.amount, fact.measure),
        ...refOf(row, { named, fact }),
      })),
    }
  },
}

const factOut = (fact: FactSpec) => ({
  id: fact.id,
  title: fact.title,
  counts: fact.counts,
  leavesOut: fact.leavesOut,
  source: fact.source,
  mark: fact.mark,
  measure: fact.measure,
})

/** Families whose labels are names of people. */
const NAMING = new Set(['member', 'contribution', 'assistance', 'party'])

/** What a row opens to; who may not read persons sees that there is one, not who. */
function refOf(
  row: { readonly refKind: RefKind; readonly refId: AnyId | null; readonly label: string },
  how: { readonly named: boolean; readonly fact: FactSpec },
) {
  const hidden = !how.named && NAMING.has(how.fact.family) && row.refKind !== 'coop'
  if (hidden) return { refKind: 'none' as const, refId: null, label: '' }
  const label = !how.named && how.fact.family === 'contribution' ? '' : row.label
  return { refKind: row.refKind, refId: row.refId, label }
}

/** A fact's value for a unit, frozen or as of now, and how its rows are asked for. */
async function factNow(
  ctx: Ctx,
  of: {
    readonly unitId: AnyId
    readonly fact: FactSpec
    readonly which: Parameters<typeof tableOf>[1]
  },
) {
  const { unitId, fact } = of
  const found = await tableOf(ctx, of.which, {
    wanted: { around: unitId },
    families: [fact.family],
  })
  const unit = ownRow(found, unitId)
  const { asOf, period, definitions } = found.table
  return {
    origin: originOut(found),
    asOf: asOf satisfies LocalDate,
    period,
    parameters: definitions.parameters,
    value: reaches(fact, unit.kind) ? factValue(unit, fact.id, placesIn(found.table)) : null,
  }
}

const TREND_MAX = 60

/** An indicator of a unit by period, each by its last edition and that edition's own definitions. */
async function trend(
  ctx: Ctx,
  of: { readonly unitId: AnyId; readonly indicator: string; readonly period: FigurePeriod },
) {
  const rows = await trendOf(ctx, { unitId: of.unitId, kind: of.period.kind, limit: TREND_MAX })
  return rows.map(({ head, unit, definitions }) => {
    const places = placesIn({ definitions })
    const spec = definitions.indicators.find(({ id }) => id === of.indicator)
    return {
      period: head.period,
      asOf: head.asOf,
      editionId: head.id,
      value: spec === undefined ? null : valueOf(unit, spec, places).value,
    }
  })
}
