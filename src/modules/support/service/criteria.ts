import type { LocalDate } from '../../../kernel/date.ts'
import { formatFraction, fraction, parseFraction } from '../../../kernel/fraction.ts'
import type { AnyId } from '../../../kernel/id.ts'
import { fen, sumFen } from '../../../kernel/money.ts'
import { badInput } from '../../../kernel/refusal.ts'
import { text } from '../../../kernel/text.ts'
import type { Output, Verbs } from '../../../kernel/verb.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { lockFor } from '../../../platform/db.ts'
import { definitionsOn, factsOf, placesIn, tableOf, valueOf } from '../../indicator/index.ts'
import { type CoopFacts, cooperativesIn } from '../../registry/index.ts'
import type { supportContract } from '../contract.ts'
import { SHIPPED_CRITERIA } from '../data/criteria.ts'
import type { Criterion } from '../model.ts'
import { type Candidate, type Scored, scoreOf } from '../rules/score.ts'
import { allocationsOf } from '../store/funds.ts'
import { criteriaOn, insertCriteria } from '../store/settings.ts'
import { monthOf, refuseFuture } from './ground.ts'

type Contract = typeof supportContract
type CriteriaVerbs = Pick<
  Verbs<Contract, Ctx>,
  'readSupportCriteria' | 'saveSupportCriteria' | 'rankSupport'
>

interface InForce {
  readonly version: number
  readonly validFrom: LocalDate | null
  readonly source: string
  readonly reason: string
  readonly criteria: readonly Criterion[]
}

/** The criteria that count on a day; version 0 is what the product ships. */
export async function criteriaInForce(ctx: Ctx, on: LocalDate): Promise<InForce> {
  const row = await criteriaOn(ctx, on)
  if (row === null) {
    return { version: 0, validFrom: null, source: '', reason: '', criteria: SHIPPED_CRITERIA }
  }
  const { version, valid_from: validFrom, source, reason } = row
  return { version, validFrom, source, reason, criteria: row.body as Criterion[] }
}

export interface Ranked {
  readonly version: number
  readonly coops: ReadonlyMap<AnyId, CoopFacts>
  readonly scored: readonly Scored[]
}

/**
 * Counted co-ops below a unit by the county's criteria, as of the month of a day: from its frozen figures where there
 * are any, so that the list can be made again, else from the records.
 */
export async function ranked(
  ctx: Ctx,
  of: { readonly unitId: AnyId; readonly on: LocalDate },
): Promise<Ranked> {
  const { version, criteria } = await criteriaInForce(ctx, of.on)
  const coops = await cooperativesIn(ctx, { unitId: of.unitId, asOf: of.on, counted: true })
  const { indicators, facts } = await definitionsOn(ctx, of.on)
  const wanted = new Set(
    criteria.flatMap((one) => (one.kind === 'indicator' ? [one.indicator] : [])),
  )
  const used = indicators.filter(({ id }) => wanted.has(id))
  const needed = new Set(used.flatMap(({ formula }) => factsOf(formula)))
  const families = facts.filter(({ id }) => needed.has(id)).map(({ family }) => family)
  const { table } = await tableOf(
    ctx,
    { period: monthOf(of.on) },
    { wanted: { kind: 'coop' }, families: [...new Set(families)] },
  )
  const places = placesIn(table)
  const units = new Map(table.units.map((unit) => [unit.unitId, unit]))
  const candidates = coops.map((coop): Candidate => {
    const unit = units.get(coop.id)
    const values = used.map(
      (one) => [one.id, unit === undefined ? null : valueOf(unit, one, places).value] as const,
    )
    return { coopId: coop.id, class: coop.class ?? 'none', values: new Map(values) }
  })
  return {
    version,
    coops: new Map(coops.map((coop) => [coop.id, coop])),
    scored: scoreOf(criteria, candidates),
  }
}

type Shown = Output<Contract['readSupportCriteria']>['criteria'][number]

const shownCriterion = (one: Criterion): Shown =>
  one.kind === 'class'
    ? { ...one, title: { ...one.title }, classes: { ...one.classes } }
    : { ...one, title: { ...one.title }, zero: exact(one.zero), full: exact(one.full) }

const exact = (written: string) => {
  const value = parseFraction(written)
  return value ?? fraction(0n)
}

export const criteriaVerbs: CriteriaVerbs = {
  readSupportCriteria: async (ctx) => {
    const { criteria, ...rest } = await criteriaInForce(ctx, ctx.today)
    const { indicators } = await definitionsOn(ctx, ctx.today)
    return {
      ...rest,
      criteria: criteria.map(shownCriterion),
      indicators: indicators
        .filter(({ levels }) => levels.includes('coop'))
        .map(({ id, title }) => ({ id, title: { ...title } })),
    }
  },

  saveSupportCriteria: async (ctx, { criteria, validFrom, source, reason }) => {
    const { indicators } = await definitionsOn(ctx, ctx.today)
    const known = new Set(
      indicators.flatMap(({ id, levels }) => (levels.includes('coop') ? [id] : [])),
    )
    const faults = criteria.flatMap((one, i) => {
      const path = `$.criteria[${i}]`
      if (criteria.findIndex(({ id }) => id === one.id) !== i) {
        return [{ path: `${path}.id`, text: text('名称重复', 'occurs twice') }]
      }
      if (one.kind === 'indicator' && !known.has(one.indicator)) {
        const said = text('合作社没有这个指标', 'no indicator of co-ops')
        return [{ path: `${path}.indicator`, text: said }]
      }
      return []
    })
    if (faults.length > 0) throw badInput(faults)
    await lockFor(ctx.tx, 'support-criteria')
    const body = criteria.map((one) =>
      one.kind === 'class'
        ? one
        : { ...one, zero: formatFraction(one.zero), full: formatFraction(one.full) },
    )
    const version = await insertCriteria(ctx, { valid_from: validFrom, body, source, reason })
    ctx.record({ entity: 'support_criteria', id: String(version), after: { body, source, reason } })
    return { version }
  },

  rankSupport: async (ctx, { unitId, on = ctx.today }) => {
    refuseFuture(ctx, on, '$.on')
    const { version, coops, scored } = await ranked(ctx, { unitId, on })
    const given = Map.groupBy(await allocationsOf(ctx, { unitIds: [unitId] }), (row) => row.unit_id)
    return {
      version,
      asOf: on,
      rows: scored.flatMap(({ coopId, place, points, parts }) => {
        const coop = coops.get(coopId)
        if (coop === undefined) return []
        const rows = given.get(coopId as never) ?? []
        return [
          {
            coop: { id: coopId, name: coop.name },
            town: coop.townName,
            place,
            points,
            received: fen(sumFen(rows.map((row) => row.amount_fen - row.returned_fen))),
            parts: parts.map((part) => ({ ...part, title: { ...part.title } })),
          },
        ]
      }),
    }
  },
}
