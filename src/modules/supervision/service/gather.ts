import { must } from '../../../kernel/assert.ts'
import { type Fraction, fraction } from '../../../kernel/fraction.ts'
import type { AnyId } from '../../../kernel/id.ts'
import { formatYuan } from '../../../kernel/money.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { freeze, parsePeriod, placesIn, ranking, tableOf, valueOf } from '../../indicator/index.ts'
import type { Figures, NamedProblem, Shown } from '../rules/bulletin.ts'
import { daysLate } from '../rules/clock.ts'
import type { Errand } from '../rules/dispatch.ts'
import type { NumberRef } from '../rules/report.ts'
import { sayChange, sayNumber, sayScore } from '../rules/numbers.ts'
import { assignmentRows, type NamedAssignment } from '../store/assignments.ts'
import type { ListedProblem } from '../store/problems.ts'
import { sayProblem } from './view.ts'

/* What reports are written from: frozen figures, problems and errands as they stand. */

export const SET = 'towns'
type Table = Awaited<ReturnType<typeof tableOf>>['table']

/** The latest edition of a period, frozen now where nobody has. */
export async function editionFor(ctx: Ctx, period: string): Promise<{ id: AnyId; hash: string }> {
  const wanted = { wanted: { kind: 'county' as const }, families: [] }
  const first = await tableOf(ctx, { period }, wanted)
  if (first.edition !== null) return first.edition
  await freeze(ctx, { period })
  return must((await tableOf(ctx, { period }, wanted)).edition, 'the edition just frozen')
}

/** The latest edition of a period; null where nothing is frozen. */
export async function frozenId(ctx: Ctx, period: string): Promise<AnyId | null> {
  if (must(parsePeriod(period), 'a period').from > ctx.today) return null
  const { edition } = await tableOf(ctx, { period }, { wanted: { kind: 'county' }, families: [] })
  return edition?.id ?? null
}

/** The facts that a formula names, each once. */
function factIds(formula: unknown): string[] {
  if (typeof formula !== 'object' || formula === null) return []
  const found = Object.entries(formula).flatMap(([key, part]: [string, unknown]) =>
    key === 'fact' && typeof part === 'string' ? [part] : factIds(part),
  )
  return [...new Set(found)]
}

/** Values of indicators of one unit of an edition, by id. */
export function valuesIn(table: Table, unitId: AnyId, ids: readonly string[]) {
  const unit = must(
    table.units.find((one) => one.unitId === unitId),
    'a unit of an edition',
  )
  const places = placesIn(table)
  const specs = new Map(table.definitions.indicators.map((spec) => [spec.id, spec]))
  return ids.flatMap((id): (Shown & { value: Fraction | null })[] => {
    const spec = specs.get(id)
    if (spec === undefined) return []
    const said = factIds(spec.formula)
      .flatMap((fact) => {
        const known = places.specs.get(fact)
        return known === undefined ? [] : [`${known.title.zh}:${known.counts.zh}`]
      })
      .join(';')
    const { value } = valueOf(unit, spec, places)
    const { form } = spec
    // The numbers of requirements are for those who build the product, not for a bulletin.
    const source = spec.source.replaceAll(/\s*R\d+([、-]R?\d+)*/g, '')
    return [{ id, title: spec.title.zh, unit: spec.unit.zh, form, said, source, value }]
  })
}

/** Headline indicators of the county and the ranking of its towns, from one edition. */
export async function figuresFor(
  ctx: Ctx,
  edition: { readonly id: AnyId; readonly hash: string },
  of: {
    readonly beforeId: AnyId | null
    readonly countyId: AnyId
    readonly ids?: readonly string[]
  },
): Promise<Figures> {
  const { table } = await tableOf(ctx, { editionId: edition.id }, { wanted: { kind: 'county' } })
  const ids =
    of.ids ?? table.definitions.indicators.filter(({ headline }) => headline).map(({ id }) => id)
  const before =
    of.beforeId === null
      ? null
      : (await tableOf(ctx, { editionId: of.beforeId }, { wanted: { kind: 'county' } })).table
  const old = new Map(
    before === null
      ? []
      : valuesIn(before, of.countyId, ids).map(({ id, value }) => [id, value] as const),
  )
  const ranked = await ranking(ctx, {
    set: SET,
    level: 'town',
    lifts: 'none',
    which: { editionId: edition.id },
  })
  const titles = new Map(table.definitions.indicators.map((spec) => [spec.id, spec.title.zh]))
  return {
    editionId: edition.id,
    hash: edition.hash,
    period: table.period.name,
    asOf: table.asOf,
    countyId: of.countyId,
    county: valuesIn(table, of.countyId, ids).map((one) => ({
      ...one,
      before: old.get(one.id) ?? null,
    })),
    beforeId: of.beforeId,
    set: SET,
    setTitle: ranked.set.title.zh,
    setSource: ranked.set.source.replaceAll(/\s*R\d+([、-]R?\d+)*/g, ''),
    groups: ranked.set.groups.map(({ id, title }) => ({ id, title: title.zh })),
    lines: ranked.set.lines.map(({ indicator, weight }) => ({
      indicator: titles.get(indicator) ?? indicator,
      weight,
    })),
    towns: ranked.ranking.rows.map((row) => ({
      unitId: row.unit.unitId,
      name: row.unit.name,
      place: row.rank,
      score: row.score,
      before: ranked.places.get(row.unit.unitId) ?? null,
      parts: row.groups.map(({ id, component }) => ({ group: id, component })),
    })),
    unranked: ranked.ranking.unranked.map(({ unit, indicator }) => ({
      name: unit.name,
      why: titles.get(indicator) ?? indicator,
    })),
  }
}

/** A problem as reports name it, as of a day. */
export function namedProblem(row: ListedProblem, asOf: string): NamedProblem {
  const until = (row.closed_on ?? asOf) as never
  return {
    id: row.id,
    number: sayProblem(row),
    town: row.unit_kind === 'town' ? '' : (row.town_name ?? ''),
    unit: row.unit_name,
    title: row.title,
    clause: row.clause,
    channel: row.channel,
    amount: row.amount_fen === null ? null : formatYuan(row.amount_fen),
    responsible: row.responsible,
    dueOn: row.due_on,
    stage: row.stage,
    late: row.closed_on === null && daysLate({ dueOn: row.due_on, paused: row.paused, until }) > 0,
    public: row.public,
  }
}

/** Assignments and calls as reports tell them. */
export async function errands(ctx: Ctx): Promise<(Errand & { readonly sourceId: AnyId | null })[]> {
  return (await assignmentRows(ctx, {})).map((row) => ({
    id: row.id,
    what: row.what,
    from: row.from_name,
    to: row.to_name,
    townId: townOf(row),
    dueOn: row.due_on,
    state: row.state,
    late: (row.state === 'given' || row.state === 'acknowledged') && row.due_on < ctx.today,
    up: row.direction === 'up',
    toCounty: row.to_kind === 'county',
    source: row.source_kind,
    sourceId: row.source_id,
  }))
}

/** The town on whose page an errand stands: it or its village answers or calls. */
function townOf(row: NamedAssignment): AnyId | null {
  const chain = row.direction === 'up' ? row.from_chain : row.to_chain
  return chain.length < 2 ? null : (chain.at(-2) ?? null)
}

/** A number of a report reckoned anew from what it names; null where that is no longer there. */
export async function reckon(
  ctx: Ctx,
  ref: Exclude<NumberRef, { from: 'rows' }>,
): Promise<string | null> {
  if (ref.from === 'figure') {
    const { table } = await tableOf(
      ctx,
      { editionId: ref.editionId },
      { wanted: { around: ref.unitId } },
    )
    const [now] = valuesIn(table, ref.unitId, [ref.indicator])
    if (now === undefined) return null
    if (ref.what === 'value') return sayNumber(now.value, now.form)
    if (ref.against === null) return null
    const earlier = await tableOf(
      ctx,
      { editionId: ref.against },
      { wanted: { around: ref.unitId } },
    )
    const [was] = valuesIn(earlier.table, ref.unitId, [ref.indicator])
    return was === undefined ? null : sayChange(now.value, was.value, now.form)
  }
  const which = { editionId: ref.editionId }
  const ranked = await ranking(ctx, { set: ref.set, level: 'town', lifts: 'none', which })
  const row = ranked.ranking.rows.find(({ unit }) => unit.unitId === ref.unitId)
  if (row === undefined) return null
  const before = ranked.places.get(ref.unitId)
  switch (ref.what) {
    case 'place':
      return String(row.rank)
    case 'score':
      return sayScore(row.score)
    case 'part':
      return sayScore(row.groups.find(({ id }) => id === ref.group)?.component ?? fraction(0))
    case 'before':
      return before === undefined ? null : String(before)
    case 'move':
      return before === undefined
        ? null
        : before > row.rank
          ? `↑${before - row.rank}`
          : `↓${row.rank - before}`
  }
}
