import { must } from '../../../kernel/assert.ts'
import { formatFraction } from '../../../kernel/fraction.ts'
import type { AnyId } from '../../../kernel/id.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import {
  parsePeriod,
  periodBefore,
  placesIn,
  tableOf,
  valueOf,
  yearBefore,
} from '../../indicator/index.ts'
import { secretariesBetween, type SecretaryPost } from '../../registry/index.ts'
import type { Inputs, Item, Kind, Part, Scheme } from '../model.ts'
import { levelOf } from '../rules/scheme.ts'
import { monthsOf } from '../store/runs.ts'
import { factsOf } from '../store/schemes.ts'
import { notNow } from './ground.ts'

type Table = Awaited<ReturnType<typeof tableOf>>['table']
type Unit = Table['units'][number]
type Head = Inputs['edition']

interface Frozen {
  readonly head: Head
  readonly table: Table
  readonly units: ReadonlyMap<AnyId, Unit>
}

/** The last edition of a period with the units of a level; null where nothing is frozen. Never live figures. */
async function frozenFor(
  ctx: Ctx,
  period: string,
  level: 'town' | 'village',
): Promise<Frozen | null> {
  const known = must(parsePeriod(period), 'a period')
  if (known.from > ctx.today) return null
  const none = { wanted: { kind: 'county' as const }, families: [] }
  const { edition } = await tableOf(ctx, { period }, none)
  if (edition === null) return null
  const { table } = await tableOf(ctx, { editionId: edition.id }, { wanted: { kind: level } })
  return {
    head: { id: edition.id, period, hash: edition.hash },
    table,
    units: new Map(table.units.map((unit) => [unit.unitId, unit])),
  }
}

/** Who can be scored: a town, or a village with the persons in its post during the period. */
export interface Candidate {
  readonly unitId: AnyId
  readonly unitName: string
  readonly townId: AnyId
  readonly townName: string
  readonly posts: readonly SecretaryPost[]
}

export interface Ground {
  readonly frozen: Frozen
  readonly base: Frozen | null
  readonly candidates: readonly Candidate[]
}

const COOPS = 'coops'

/** Figures, base figures and who is scored for a period; refuses (`not_allowed_now`) without a frozen edition. */
export async function groundFor(
  ctx: Ctx,
  of: { readonly kind: Kind; readonly period: string; readonly scheme: Scheme },
): Promise<Ground> {
  const level = levelOf(of.kind)
  const frozen = await frozenFor(ctx, of.period, level)
  if (frozen === null) {
    throw notNow(
      `${of.period} 的指标还没有固化,考核只用固化的指标。`,
      `the figures of ${of.period} are not frozen: assessments use frozen figures only.`,
    )
  }
  const period = must(parsePeriod(of.period), 'a period')
  const bases = new Set(of.scheme.items.map(({ base }) => base))
  const earlier = bases.has('year_before')
    ? yearBefore(period)
    : bases.has('period_before')
      ? periodBefore(period)
      : null
  const base = earlier === null ? null : await frozenFor(ctx, earlier.name, level)
  const towns =
    level === 'town'
      ? frozen
      : must(await frozenFor(ctx, of.period, 'town'), 'the edition just found')
  const townName = (id: AnyId): string => towns.units.get(id)?.name ?? ''
  const units =
    level === 'town' ? frozen.table.units : frozen.table.units.filter((one) => counted(frozen, one))
  const posts =
    level === 'town'
      ? []
      : await secretariesBetween(ctx, {
          villages: units.map(({ unitId }) => unitId),
          from: period.from,
          to: frozen.table.asOf,
        })
  const byVillage = Map.groupBy(posts, ({ villageId }) => villageId)
  const candidates = units.map((unit): Candidate => {
    const townId = level === 'town' ? unit.unitId : must(unit.parentId, 'the town of a village')
    return {
      unitId: unit.unitId,
      unitName: unit.name,
      townId,
      townName: townName(townId),
      posts: byVillage.get(unit.unitId) ?? [],
    }
  })
  return { frozen, base, candidates }
}

/** Whether the village has a co-op that the county counts, by the frozen figures themselves. */
function counted({ table }: Frozen, unit: Unit): boolean {
  const spec = table.definitions.indicators.find(({ id }) => id === COOPS)
  if (spec === undefined) return false
  const { value } = valueOf(unit, spec, placesIn(table))
  return value !== null && value.num > 0n
}

/** What an item's indicators say of a unit in a table: the value, and what stands above and below the line. */
function partsOf(item: Item, unitId: AnyId, { frozen, base }: Ground): Part[] {
  const places = placesIn(frozen.table)
  const unit = frozen.units.get(unitId)
  return item.indicators.map((indicator): Part => {
    const spec = frozen.table.definitions.indicators.find(({ id }) => id === indicator)
    if (spec === undefined || unit === undefined) {
      const title = { zh: indicator, en: indicator }
      return { ...NOTHING, indicator, title, why: 'no_figure' }
    }
    const { value, why } = valueOf(unit, spec, places)
    const { formula } = spec
    const side = (i: 0 | 1): string | null => {
      if (!('over' in formula)) return null
      const part = valueOf(unit, { ...spec, formula: formula.over[i] }, places).value
      return part === null ? null : formatFraction(part)
    }
    return {
      indicator,
      title: spec.title,
      form: spec.form,
      unit: spec.unit,
      value: value === null ? null : formatFraction(value),
      numerator: side(0),
      denominator: side(1),
      why,
      before: item.base === 'none' ? null : earlierValue(indicator, unitId, base),
    }
  })
}

const NOTHING = {
  form: 'rate',
  unit: { zh: '', en: '' },
  value: null,
  numerator: null,
  denominator: null,
  before: null,
} as const

function earlierValue(indicator: string, unitId: AnyId, base: Frozen | null): string | null {
  const unit = base?.units.get(unitId)
  const spec = base?.table.definitions.indicators.find(({ id }) => id === indicator)
  if (base === null || unit === undefined || spec === undefined) return null
  const { value } = valueOf(unit, spec, placesIn(base.table))
  return value === null ? null : formatFraction(value)
}

/** Who is scored, and for what unit; of a village the secretary in post on the last day. */
export interface Wanted extends Omit<Candidate, 'posts'> {
  readonly personId: AnyId | null
  readonly name: string
  readonly postSince: string | null
  readonly predecessors: Inputs['predecessors']
}

/** The subjects of a candidate: the town itself, or those in post on the last day, with who was before them. */
export function subjectsOf(kind: Kind, { posts, ...unit }: Candidate, asOf: string): Wanted[] {
  if (kind === 'town') {
    return [{ ...unit, personId: null, name: '', postSince: null, predecessors: [] }]
  }
  const present = posts.filter(({ to }) => to === null || to > asOf)
  const here = new Set(present.map(({ personId }) => personId))
  const before = posts
    .filter(({ personId, to }) => to !== null && to <= asOf && !here.has(personId))
    .map(({ name, from, to }) => ({ name, from: String(from), to: String(to) }))
  return [...new Map(present.map((post) => [post.personId, post])).values()].map((post) => ({
    ...unit,
    personId: post.personId,
    name: post.name,
    postSince: post.from,
    predecessors: before,
  }))
}

/** Everything the scores of these subjects are computed from. */
export async function inputsFor(
  ctx: Ctx,
  of: { readonly kind: Kind; readonly period: string; readonly scheme: Scheme },
  how: { readonly ground: Ground; readonly wanted: readonly Wanted[] },
): Promise<Inputs[]> {
  const { ground, wanted } = how
  const facts = Map.groupBy(
    await factsOf(ctx, { units: wanted.map(({ unitId }) => unitId), period: of.period }),
    ({ unit_id: unitId }) => unitId as AnyId,
  )
  const period = must(parsePeriod(of.period), 'a period')
  const months =
    of.kind === 'secretary_year' ? await monthsOf(ctx, period.from, period.to) : new Map()
  return wanted.map(({ unitId, personId, postSince, predecessors }): Inputs => ({
    edition: ground.frozen.head,
    base: ground.base?.head ?? null,
    figures: Object.fromEntries(
      of.scheme.items.map((item) => [item.id, partsOf(item, unitId, ground)]),
    ),
    facts: (facts.get(unitId) ?? []).map(({ id, item, points, on_date: on, what, evidence }) => ({
      id,
      item,
      points,
      on,
      what,
      evidence,
    })),
    months: personId === null ? [] : (months.get(`${unitId} ${personId}`) ?? []),
    postSince,
    predecessors,
  }))
}
