import { must } from '../../../kernel/assert.ts'
import { type LocalDate, yearOf } from '../../../kernel/date.ts'
import type { AnyId } from '../../../kernel/id.ts'
import { badInput, notFound, Refusal } from '../../../kernel/refusal.ts'
import { text } from '../../../kernel/text.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { countingRules, countingSentence } from '../../registry/index.ts'
import { FACTS } from '../data/facts.ts'
import { SHIPPED_INDICATORS } from '../data/indicators.ts'
import { SHIPPED_PARAMETERS, SHIPPED_SETS } from '../data/ranking-sets.ts'
import {
  type Definitions,
  FAMILIES,
  type FactTable,
  type Family,
  type FigurePeriod,
  type IndicatorSpec,
  type Level,
  type Parameters,
  type RankingSet,
  type UnitFigures,
} from '../model.ts'
import { reaches } from '../rules/figures.ts'
import { parsePeriod, periodOfDay } from '../rules/period.ts'
import type { Asking } from '../store/asking.ts'
import { savedOn } from '../store/definitions.ts'
import { type EditionBody, type EditionHead, editionOf, editionUnits } from '../store/editions.ts'
import { countedIds, sumsOf, unitNamed, unitsOn } from '../store/figures.ts'

/** Which figures a caller means. */
export interface Which {
  readonly period?: string | undefined
  readonly editionId?: AnyId | undefined
  readonly live?: boolean | undefined
}

/** Which units of a table are wanted: one with those right below it, or all of one kind. */
export type Wanted = { readonly around: AnyId } | { readonly kind: Level } | 'all'

export interface Found {
  readonly table: FactTable
  readonly edition: EditionHead | null
}

/** A period as it was written; refuses anything that is none. */
export function periodNamed(written: string, path = '$.period'): FigurePeriod {
  const period = parsePeriod(written)
  if (period !== null) return period
  const why = text(
    '期间写作 2020-W48、2020-11、2020-Q4 或 2020',
    'a period is 2020-W48, 2020-11, 2020-Q4 or 2020',
  )
  throw badInput([{ path, text: why }])
}

/** What figures mean on a day: what the product ships with under what the county saved. */
export async function definitionsOn(ctx: Ctx, day: LocalDate): Promise<Definitions> {
  const saved = await savedOn(ctx, day)
  const own = <T>(kind: string): Map<string, T | null> =>
    new Map(saved.filter((row) => row.kind === kind).map((row) => [row.name, row.body as T | null]))
  const [parameters] = own<Parameters>('parameters').values()
  return {
    indicators: merged(SHIPPED_INDICATORS, own<IndicatorSpec>('indicator')),
    sets: merged(SHIPPED_SETS, own<RankingSet>('ranking_set')),
    parameters: parameters ?? SHIPPED_PARAMETERS,
    facts: FACTS,
    countingRule: await countingSentence(ctx, day),
  }
}

/** Shipped ones in their order, replaced by the county's; then what the county added. */
function merged<T extends { readonly id: string }>(
  shipped: readonly T[],
  own: ReadonlyMap<string, T | null>,
): T[] {
  const known = new Set(shipped.map(({ id }) => id))
  const kept = shipped.flatMap((each) => {
    const mine = own.get(each.id)
    return mine === undefined ? [each] : mine === null ? [] : [mine]
  })
  const added = [...own].flatMap(([id, each]) => (known.has(id) || each === null ? [] : [each]))
  return [...kept, ...added]
}

/** How the row sources are asked for a period as of a day: for a unit with what lies below it, or the county (null). */
export async function askingOf(
  ctx: Ctx,
  of: {
    readonly period: FigurePeriod
    readonly asOf: LocalDate
    readonly parameters: Parameters
    readonly below?: AnyId | null
  },
): Promise<Asking> {
  const { period, asOf, parameters, below = null } = of
  const { countedStatuses, opinionsDate } = await countingRules(ctx)
  const asking = {
    county: ctx.county,
    period: period.name,
    from: period.from,
    asOf,
    yearFrom: `${yearOf(asOf)}-01-01` as LocalDate,
    baseYear: parameters.baseYear ?? yearOf(asOf) - 1,
    opinions: opinionsDate,
    counted: countedStatuses,
    parameters,
  }
  return { ...asking, coops: await countedIds(ctx, asking, below) }
}

/**
 * Finds figures: an edition by id, the latest edition of a period, or (where nothing is frozen, or `live`) what the
 * records say now. Refuses an unknown edition (`not_found`) and a period that has not begun (`not_allowed_now`).
 */
export async function tableOf(
  ctx: Ctx,
  which: Which,
  how: { readonly wanted: Wanted; readonly families?: readonly Family[] },
): Promise<Found> {
  if (which.editionId !== undefined) {
    const edition = await editionOf(ctx, { id: which.editionId })
    if (edition === null) throw notFound()
    return frozen(ctx, edition, how.wanted)
  }
  if (which.period !== undefined && which.live !== true) {
    const { name } = periodNamed(which.period)
    const edition = await editionOf(ctx, { period: name })
    if (edition !== null) return frozen(ctx, edition, how.wanted)
  }
  const period =
    which.period === undefined ? periodOfDay(ctx.today, 'month') : periodNamed(which.period)
  return { table: await liveTable(ctx, period, how), edition: null }
}

/** The latest edition of a period as a table of the units wanted; null where there is none. */
export async function frozenTable(
  ctx: Ctx,
  period: FigurePeriod,
  wanted: Wanted,
): Promise<Found | null> {
  const edition = await editionOf(ctx, { period: period.name })
  return edition === null ? null : frozen(ctx, edition, wanted)
}

async function frozen(ctx: Ctx, edition: EditionBody, wanted: Wanted): Promise<Found> {
  const only =
    wanted === 'all' ? {} : 'around' in wanted ? { around: wanted.around } : { kind: wanted.kind }
  return {
    edition,
    table: {
      period: must(parsePeriod(edition.period), 'the period of an edition'),
      asOf: edition.asOf,
      definitions: edition.definitions as Definitions,
      units: await editionUnits(ctx, edition.id, only),
    },
  }
}

/** The day as of which a period is counted: its last, or today while it runs. */
export function asOfNow(ctx: Ctx, period: FigurePeriod): LocalDate {
  if (period.from > ctx.today) {
    throw new Refusal('not_allowed_now', text('该期间还没有开始。', 'The period has not begun.'))
  }
  return period.to < ctx.today ? period.to : ctx.today
}

/** What the records say now about a period; only of the units wanted and the families asked for. */
export async function liveTable(
  ctx: Ctx,
  period: FigurePeriod,
  how: { readonly wanted: Wanted; readonly families?: readonly Family[] },
): Promise<FactTable> {
  const asOf = asOfNow(ctx, period)
  const definitions = await definitionsOn(ctx, asOf)
  const { wanted } = how
  const root = typeof wanted === 'object' && 'around' in wanted ? wanted.around : null
  const below = root === null ? null : await boundOf(ctx, root, asOf)
  const ask = await askingOf(ctx, { period, asOf, parameters: definitions.parameters, below })
  const listed = await unitsOn(ctx, ask, below)
  const units = await withSelf(ctx, { listed, root, asOf })
  const picked = units.filter(
    ({ unitId, parentId, kind }) =>
      wanted === 'all' ||
      ('around' in wanted
        ? unitId === wanted.around || parentId === wanted.around
        : kind === wanted.kind),
  )
  const sums = await sumsOf(ctx, ask, { families: how.families ?? FAMILIES, below })
  return { period, asOf, definitions, units: valued(picked, sums) }
}

/** Of the county nothing is left out: no filter is faster than one that lets everything through. */
async function boundOf(ctx: Ctx, root: AnyId, asOf: LocalDate): Promise<AnyId | null> {
  const unit = await unitNamed(ctx, root, asOf)
  if (unit === null) throw notFound()
  return unit.kind === 'county' ? null : root
}

type Bare = Omit<UnitFigures, 'values'>

/** A unit that nobody counts that day (a union, a co-op in preparation) still has figures of its own. */
async function withSelf(
  ctx: Ctx,
  of: { readonly listed: readonly Bare[]; readonly root: AnyId | null; readonly asOf: LocalDate },
): Promise<readonly Bare[]> {
  if (of.root === null || of.listed.some(({ unitId }) => unitId === of.root)) return of.listed
  const self = await unitNamed(ctx, of.root, of.asOf)
  if (self === null) throw notFound()
  const { id: unitId, ...rest } = self
  return [{ unitId, ...rest, class: null }, ...of.listed]
}

function valued(
  units: readonly Bare[],
  sums: readonly { readonly fact: string; readonly unit_id: AnyId; readonly total: bigint }[],
): UnitFigures[] {
  const found = new Map<AnyId, Map<string, bigint>>()
  for (const { fact, unit_id: unitId, total } of sums) {
    const own = found.get(unitId)
    if (own === undefined) found.set(unitId, new Map([[fact, total]]))
    else own.set(fact, total)
  }
  return units.map((unit) => {
    const own = found.get(unit.unitId)
    return {
      ...unit,
      values: FACTS.map((fact) => (reaches(fact, unit.kind) ? (own?.get(fact.id) ?? 0n) : null)),
    }
  })
}
