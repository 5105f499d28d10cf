import type { AnyId } from '../../../kernel/id.ts'
import { notFound } from '../../../kernel/refusal.ts'
import type { Verbs } from '../../../kernel/verb.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import type { indicatorContract } from '../contract.ts'
import type { RankingSet, UnitFigures } from '../model.ts'
import { type FactPlaces, placesIn, visible } from '../rules/figures.ts'
import { periodBefore } from '../rules/period.ts'
import { decimalText } from '../rules/rank-document.ts'
import { type RankedRow, type Ranking, rankingOf } from '../rules/ranking.ts'
import { unitNamed } from '../store/figures.ts'
import { setOut } from './definitions.ts'
import { headOut, originOut, unitOut } from './present.ts'
import { type Found, frozenTable, tableOf, type Which } from './tables.ts'

type RankingVerbs = Pick<Verbs<typeof indicatorContract, Ctx>, 'readRanking' | 'readScorecard'>

export interface Ranked {
  readonly found: Found
  readonly set: RankingSet
  readonly ranking: Ranking
  /** Places in the last edition of the period before, by unit. */
  readonly before: { readonly period: string; readonly edition: number } | null
  readonly places: ReadonlyMap<string, number>
}

/**
 * A ranking by a set as it stood with the figures, and the places of the period before by the set of that edition.
 * Refuses an unknown set (`not_found`).
 */
export async function ranking(
  ctx: Ctx,
  wish: {
    readonly set: string
    readonly level: RankingSet['level']
    readonly class?: string | undefined
    readonly lifts: Parameters<typeof rankingOf>[2]['lifts']
    readonly which: Which
  },
): Promise<Ranked> {
  const found = await tableOf(ctx, wish.which, { wanted: { kind: wish.level } })
  const set = setIn(found, wish.set)
  if (set === null || set.level !== wish.level) throw notFound()
  const earlier = await frozenTable(ctx, periodBefore(found.table.period), { kind: wish.level })
  const old = earlier === null ? null : setIn(earlier, wish.set)
  const was =
    earlier === null || old === null || old.level !== wish.level
      ? null
      : rankingOf(earlier.table, old, { class: wish.class, lifts: 'none' })
  return {
    found,
    set,
    ranking: rankingOf(found.table, set, { class: wish.class, lifts: wish.lifts }),
    before:
      earlier?.edition === null || earlier === null || was === null
        ? null
        : { period: earlier.edition.period, edition: earlier.edition.edition },
    places: new Map(was?.rows.map(({ unit, rank }) => [unit.unitId as string, rank])),
  }
}

const setIn = (found: Found, id: string): RankingSet | null =>
  found.table.definitions.sets.find((set) => set.id === id) ?? null

/** The level of a set as it stands now, for who asks by its name alone. */
export async function levelOf(ctx: Ctx, id: string, which: Which): Promise<RankingSet['level']> {
  const { table } = await tableOf(ctx, which, { wanted: { kind: 'county' }, families: [] })
  const set = table.definitions.sets.find((each) => each.id === id)
  if (set === undefined) throw notFound()
  return set.level
}

export const rankingVerbs: RankingVerbs = {
  readRanking: async (ctx, { unitId, set: name, class: only, ...which }) => {
    const level = await levelOf(ctx, name, which)
    const ranked = await ranking(ctx, {
      set: name,
      level,
      class: only,
      which,
      lifts: level === 'town' ? 'all' : 'none',
    })
    const own = await unitNamed(ctx, unitId, ranked.found.table.asOf)
    if (own === null) throw notFound()
    const whole = own.kind === 'county'
    const mine = (unit: UnitFigures): boolean =>
      whole || unit.unitId === unitId || unit.parentId === unitId
    const { places, heads } = headsOf(ranked)
    return {
      unit: { id: own.id, kind: own.kind, name: own.name },
      origin: originOut(ranked.found),
      set: setOut(ranked.set),
      indicators: heads,
      before: ranked.before,
      ranked: ranked.ranking.rows.length,
      rows: ranked.ranking.rows.map((row) =>
        rowOut(row, { ctx, ranked, places, named: mine(row.unit) }),
      ),
      unranked: ranked.ranking.unranked
        .filter(({ unit }) => mine(unit))
        .map(({ unit, indicator, why }) => ({ unit: unitOut(unit), indicator, why })),
    }
  },

  readScorecard: async (ctx, { unitId, ...which }) => {
    const unit = await unitNamed(ctx, unitId, ctx.today)
    if (unit === null || (unit.kind !== 'town' && unit.kind !== 'coop')) throw notFound()
    const ranked = await ranking(ctx, {
      set: unit.kind === 'town' ? 'four-results' : 'four-results-coops',
      level: unit.kind,
      lifts: { unitId },
      which,
    })
    const { places, heads } = headsOf(ranked)
    const row = ranked.ranking.rows.find((each) => each.unit.unitId === unitId)
    return {
      unit: { id: unit.id, kind: unit.kind, name: unit.name },
      origin: originOut(ranked.found),
      set: setOut(ranked.set),
      indicators: heads,
      ranked: ranked.ranking.rows.length,
      row: row === undefined ? null : rowOut(row, { ctx, ranked, places, named: true }),
    }
  },
}

/** The indicators a set ranks by, as they stood with the figures. */
export function headsOf({ found, set }: Ranked) {
  const places = placesIn(found.table)
  const used = new Set(set.lines.map(({ indicator }) => indicator))
  const heads = found.table.definitions.indicators
    .filter(({ id }) => used.has(id))
    .map((spec) => headOut(spec, places.specs))
  return { places, heads }
}

/** A row for the caller: outside its reach a place without a name; raw values only where their facts may be seen. */
function rowOut(
  row: RankedRow,
  how: {
    readonly ctx: Ctx
    readonly ranked: Ranked
    readonly places: FactPlaces
    readonly named: boolean
  },
) {
  const { ctx, ranked, places, named } = how
  const specs = new Map(ranked.found.table.definitions.indicators.map((spec) => [spec.id, spec]))
  const seen = (id: string): boolean => {
    const spec = specs.get(id)
    return spec !== undefined && visible(spec, places, ctx.may)
  }
  const rankBefore = ranked.places.get(row.unit.unitId as AnyId) ?? null
  return {
    unit: named ? unitOut(row.unit) : null,
    rank: row.rank,
    score: row.score,
    scoreText: decimalText(row.score),
    movement: !named || rankBefore === null ? null : rankBefore - row.rank,
    rankBefore: named ? rankBefore : null,
    lines: named
      ? row.lines.map((line) => ({ ...line, value: seen(line.indicator) ? line.value : null }))
      : [],
    groups: row.groups.map((group) => ({ ...group })),
    lifts: named
      ? row.lifts.filter(({ indicator }) => seen(indicator)).map((lift) => ({ ...lift }))
      : [],
  }
}
