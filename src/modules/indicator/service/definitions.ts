import { fen } from '../../../kernel/money.ts'
import { badInput } from '../../../kernel/refusal.ts'
import type { Verbs } from '../../../kernel/verb.ts'
import { actorName } from '../../../platform/actor.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import type { LocalDate } from '../../../kernel/date.ts'
import type { indicatorContract } from '../contract.ts'
import { FACT_BY_ID, FACTS } from '../data/facts.ts'
import type { IndicatorSpec, Parameters, RankingSet } from '../model.ts'
import { faultOf, formulaText, markOf } from '../rules/expression.ts'
import { placesIn, valueOf } from '../rules/figures.ts'
import { periodOfDay } from '../rules/period.ts'
import { faultsOfSet, rankingOf } from '../rules/ranking.ts'
import { type DefinitionKind, insertDefinition, savedOn } from '../store/definitions.ts'
import { headOut, unitOut } from './present.ts'
import { definitionsOn, tableOf } from './tables.ts'

type DefinitionVerbs = Pick<
  Verbs<typeof indicatorContract, Ctx>,
  'listIndicators' | 'saveIndicator' | 'saveParameters' | 'saveRankingSet' | 'listRankingSets'
>

const parametersOut = (parameters: Parameters) => ({
  ...parameters,
  zeroLine: fen(BigInt(parameters.zeroLine)),
})

async function ownNames(ctx: Ctx, kind: DefinitionKind, day: LocalDate): Promise<Set<string>> {
  const saved = await savedOn(ctx, day)
  return new Set(saved.filter((row) => row.kind === kind).map(({ name }) => name))
}

/** Keeps a definition from a day on; what was frozen before keeps the one it had. */
async function save(
  ctx: Ctx,
  what: {
    readonly kind: DefinitionKind
    readonly name: string
    readonly body: unknown
    readonly source: string
    readonly validFrom: LocalDate | undefined
  },
): Promise<void> {
  const id = ctx.newId()
  const validFrom = what.validFrom ?? ctx.today
  const before = (await savedOn(ctx, validFrom)).find(
    ({ kind, name }) => kind === what.kind && name === what.name,
  )
  await insertDefinition(ctx, { ...what, id, validFrom, recordedBy: actorName(ctx) })
  ctx.record({
    entity: 'figure_definition',
    id,
    before: before?.body ?? null,
    after: { kind: what.kind, name: what.name, validFrom, source: what.source, body: what.body },
  })
}

export const definitionVerbs: DefinitionVerbs = {
  listIndicators: async (ctx, { on }) => {
    const day = on ?? ctx.today
    const { indicators, parameters } = await definitionsOn(ctx, day)
    const own = await ownNames(ctx, 'indicator', day)
    return {
      indicators: indicators.map((spec) => ({
        ...headOut(spec, FACT_BY_ID),
        formula: spec.formula,
        said: formulaText(spec.formula, FACT_BY_ID),
        levels: [...spec.levels],
        frequency: spec.frequency,
        source: spec.source,
        baseYear: spec.baseYear,
        own: own.has(spec.id),
      })),
      facts: FACTS.map((fact) => ({
        id: fact.id,
        title: fact.title,
        counts: fact.counts,
        leavesOut: fact.leavesOut,
        source: fact.source,
        mark: fact.mark,
        measure: fact.measure,
        span: fact.span,
      })),
      parameters: parametersOut(parameters),
    }
  },

  saveIndicator: async (ctx, { indicator, validFrom, ...rest }) => {
    const fault = faultOf(rest.formula, FACT_BY_ID)
    if (fault !== null) throw badInput([fault])
    const body: IndicatorSpec = { id: indicator, ...rest }
    const was = (await definitionsOn(ctx, ctx.today)).indicators.find(({ id }) => id === indicator)
    await save(ctx, { kind: 'indicator', name: indicator, body, source: rest.source, validFrom })
    return {
      indicator,
      said: formulaText(rest.formula, FACT_BY_ID),
      mark: markOf(rest.formula, FACT_BY_ID),
      preview: await valueBy(ctx, body, was),
    }
  },

  saveParameters: async (ctx, { source, validFrom, zeroLine, ...rest }) => {
    const body: Parameters = { ...rest, zeroLine: zeroLine.toString() }
    await save(ctx, { kind: 'parameters', name: 'parameters', body, source, validFrom })
    return parametersOut(body)
  },

  saveRankingSet: async (ctx, { set: id, validFrom, ...rest }) => {
    const body: RankingSet = { id, ...rest }
    const day = validFrom ?? ctx.today
    const { indicators, sets } = await definitionsOn(ctx, day)
    const faults = faultsOfSet(body, new Map(indicators.map((spec) => [spec.id, spec])))
    if (faults.length > 0) throw badInput(faults)
    const before = sets.find((set) => set.id === id)
    await save(ctx, { kind: 'ranking_set', name: id, body, source: rest.source, validFrom })
    return { set: id, ...(await previewOf(ctx, body, before)) }
  },

  listRankingSets: async (ctx, { on }) => {
    const day = on ?? ctx.today
    const { indicators, sets } = await definitionsOn(ctx, day)
    const own = await ownNames(ctx, 'ranking_set', day)
    return {
      sets: sets.map((set) => ({ ...setOut(set), own: own.has(set.id) })),
      indicators: indicators.map((spec) => headOut(spec, FACT_BY_ID)),
    }
  },
}

/** The county's value of the present month by a definition as it would be and as it stood. */
async function valueBy(ctx: Ctx, body: IndicatorSpec, was: IndicatorSpec | undefined) {
  const period = periodOfDay(ctx.today, 'month')
  const { table } = await tableOf(ctx, { period: period.name }, { wanted: { kind: 'county' } })
  const [county] = table.units
  const places = placesIn(table)
  const value = (spec: IndicatorSpec | undefined) =>
    spec === undefined || county === undefined ? null : valueOf(county, spec, places).value
  return { period: period.name, before: value(was), after: value(body) }
}

/** A set as it goes out: copies of its lists. */
export const setOut = (set: RankingSet) => ({
  ...set,
  groups: set.groups.map((group) => ({ ...group })),
  lines: set.lines.map((line) => ({ ...line })),
})

/** What a set would give on this month's figures, beside what the set before gives. */
async function previewOf(ctx: Ctx, set: RankingSet, before: RankingSet | undefined) {
  const period = periodOfDay(ctx.today, 'month')
  const { table } = await tableOf(ctx, { period: period.name }, { wanted: { kind: set.level } })
  const { rows, unranked } = rankingOf(table, set, { lifts: 'none' })
  const old =
    before === undefined || before.level !== set.level
      ? new Map<string, number>()
      : new Map<string, number>(
          rankingOf(table, before, { lifts: 'none' }).rows.map(({ unit, rank }) => [
            unit.unitId,
            rank,
          ]),
        )
  return {
    period: period.name,
    rows: rows.map(({ unit, rank, score }) => ({
      unit: unitOut(unit),
      rank,
      before: old.get(unit.unitId) ?? null,
      score,
    })),
    unranked: unranked.map(({ unit }) => unitOut(unit)),
  }
}
