import { addMonths } from '../../../kernel/date.ts'
import { formatFraction } from '../../../kernel/fraction.ts'
import type { AnyId } from '../../../kernel/id.ts'
import { notFound } from '../../../kernel/refusal.ts'
import type { Output, Verbs } from '../../../kernel/verb.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { definitionsOn, factsOf, placesIn, tableOf, valueOf } from '../../indicator/index.ts'
import { coopFacts } from '../../registry/index.ts'
import { KIND_NAMES, servingAt } from '../../talent/index.ts'
import type { supportContract } from '../contract.ts'
import { sumOf } from '../rules/sums.ts'
import * as read from '../store/coop.ts'
import { allocationsOf, unitHeads } from '../store/funds.ts'
import { allocatedOf, monthOf, shownAllocation, shownMoney } from './ground.ts'

type Contract = typeof supportContract
type Answer = Output<Contract['readCoopSupport']>
type Figure = Answer['growth'][number]

/** Growth beside risk (R25): indicators of a co-op, in this order. */
const GROWTH = ['households', 'own-income', 'own-growth', 'member-per-household', 'area']
const RISK = [
  'findings-block',
  'findings-warn',
  'concentrated',
  'receivables-old',
  'bare-vouchers',
  'closed',
]

async function peopleOf(ctx: Ctx, coopId: AnyId, around: readonly AnyId[]) {
  if (!ctx.may('help.read')) return null
  const visits = await read.visitsOf(ctx, coopId)
  const posted = ctx.may('talent.read') ? await servingAt(ctx, around) : []
  return {
    helpers: await read.helpersOf(ctx, around),
    posted: posted.map(({ name, kind, valid_from: from, until_on: to }) => ({
      name,
      post: KIND_NAMES[kind],
      from,
      to,
    })),
    visits: visits.visits,
    lastVisit: visits.last,
    issuesOpen: visits.issues,
    trainings: await read.trainingsOf(ctx, around.slice(0, 2)),
  }
}

async function managementOf(ctx: Ctx, coopId: AnyId): Promise<Answer['management']> {
  const found = await read.classOf(ctx, coopId)
  const problems = ctx.may('supervision.read') ? await read.problemsOf(ctx, coopId) : null
  return {
    class: found?.class ?? null,
    classSince: found?.since ?? null,
    cases: ctx.may('case.read') ? await read.casesOf(ctx, coopId) : null,
    problems:
      problems?.map((one) => ({
        problemId: one.id,
        number: `问题〔${one.year}〕${one.number}号`,
        title: one.title,
        closedOn: one.closed_on,
        listed: one.listed,
      })) ?? null,
    findings: ctx.may('shares.read') ? await read.findingsOf(ctx, coopId) : null,
  }
}

/** Indicators of the co-op now and as of the month before; those the caller may not see are left out. */
async function figuresOf(ctx: Ctx, coopId: AnyId, ids: readonly string[]): Promise<Figure[]> {
  const { indicators, facts } = await definitionsOn(ctx, ctx.today)
  const specs = new Map(facts.map((fact) => [fact.id, fact]))
  const wanted = ids.flatMap((id) => {
    const one = indicators.find((each) => each.id === id)
    if (one === undefined || !one.levels.includes('coop')) return []
    const needs = factsOf(one.formula).map((fact) => specs.get(fact)?.needs)
    return needs.every((need) => need !== undefined && ctx.may(need)) ? [one] : []
  })
  const families = [
    ...new Set(
      wanted.flatMap(({ formula }) =>
        factsOf(formula).flatMap((fact) => specs.get(fact)?.family ?? []),
      ),
    ),
  ]
  const at = async (period: string) => {
    const { table } = await tableOf(ctx, { period }, { wanted: { around: coopId }, families })
    const unit = table.units.find(({ unitId }) => unitId === coopId)
    const places = placesIn(table)
    return (one: (typeof wanted)[number]): string | null => {
      const value = unit === undefined ? null : valueOf(unit, one, places).value
      return value === null ? null : formatFraction(value)
    }
  }
  const now = await at(monthOf(ctx.today))
  const then = await at(monthOf(addMonths(ctx.today, -1)))
  return wanted.map((one) => ({
    indicator: one.id,
    title: { ...one.title },
    unit: { ...one.unit },
    form: one.form,
    value: now(one),
    before: then(one),
    direction: one.direction,
  }))
}

/** Funds, people and management of a co-op side by side, with growth and risk (R25, R26). */
export async function supportOf(ctx: Ctx, coopId: AnyId): Promise<Answer> {
  const head = (await unitHeads(ctx, [coopId])).get(coopId)
  if (head === undefined || head.kind !== 'coop') throw notFound()
  const coop = await coopFacts(ctx, coopId)
  const rows = await allocationsOf(ctx, { unitIds: [coopId] })
  const figures = ctx.may('indicator.read')
    ? await figuresOf(ctx, coopId, [...GROWTH, ...RISK])
    : []
  const { villageName: village, townName: town, name, class: kind } = coop
  return {
    coop: { id: coopId, name, village, town, class: kind },
    funds: {
      money: shownMoney(sumOf(rows.map(allocatedOf))),
      rows: rows.map((row) => shownAllocation(ctx, row)),
    },
    people: await peopleOf(ctx, coopId, head.ancestors.slice(0, 3)),
    management: await managementOf(ctx, coopId),
    growth: figures.filter(({ indicator }) => GROWTH.includes(indicator)),
    risk: figures.filter(({ indicator }) => RISK.includes(indicator)),
  }
}

export const coopVerbs: Pick<Verbs<Contract, Ctx>, 'readCoopSupport'> = {
  readCoopSupport: (ctx, { coopId }) => supportOf(ctx, coopId),
}
