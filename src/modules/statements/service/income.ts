import type { AnyId } from '../../../kernel/id.ts'
import { notFound } from '../../../kernel/refusal.ts'
import type { Verbs } from '../../../kernel/verb.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { type CoopFacts } from '../../registry/index.ts'
import type { statementsContract } from '../contract.ts'
import { cumulativeName } from '../model/period.ts'
import type { IncomeFlow } from '../model/facts.ts'
import { type IncomeBySource, incomeBySource } from '../rules/income.ts'
import { unitById } from '../store.ts'
import { periodOf } from './books.ts'
import { standingOf } from './present.ts'
import { incomeFlows } from './reckon.ts'
import { coopsReporting } from './roll-up.ts'

type IncomeVerbs = Pick<Verbs<typeof statementsContract, Ctx>, 'readIncome'>

export const incomeVerbs: IncomeVerbs = {
  readIncome: async (ctx, input) => {
    const period = periodOf(input.period)
    const unit = await unitById(ctx, input.unitId)
    if (unit === null) throw notFound()
    const coops = await coopsReporting(ctx, input.unitId, period)
    const flows = await incomeFlows(
      ctx,
      coops.map(({ id }) => id),
      period,
    )
    const of = (ids: readonly AnyId[]): IncomeBySource => {
      const pick = (all: ReadonlyMap<AnyId, readonly IncomeFlow[]>) =>
        ids.flatMap((id) => all.get(id) ?? [])
      return incomeBySource({
        span: cumulativeName(period),
        current: pick(flows.current),
        prior: flows.prior === null ? null : pick(flows.prior),
      })
    }
    const whole = of(coops.map(({ id }) => id))
    const parts = partsOf(unit.kind, coops).map(({ coopIds, ...part }) => {
      const { current, prior, growth, subsidyGrowth, ownGrowth, verdict } = of(coopIds)
      return { ...part, current, prior, growth, subsidyGrowth, ownGrowth, verdict }
    })
    return {
      unit: { id: unit.id, name: unit.name },
      standing: standingOf(period, false),
      coops: coops.filter(({ id }) => flows.current.has(id)).length,
      income: { ...whole, lines: [...whole.lines] },
      parts: parts
        .filter(({ current, prior }) => current !== 0n || prior !== 0n)
        .toSorted((a, b) => (a.current < b.current ? 1 : a.current > b.current ? -1 : 0)),
    }
  },
}

function partsOf(kind: string, coops: readonly CoopFacts[]) {
  if (kind === 'coop') return []
  if (kind !== 'county') {
    return coops.map(({ id, name }) => ({ id, name, kind: 'coop' as const, coopIds: [id] }))
  }
  return [...Map.groupBy(coops, ({ townId }) => townId)].map(([id, own]) => ({
    id,
    name: own[0]?.townName ?? '',
    kind: 'town' as const,
    coopIds: own.map((coop) => coop.id),
  }))
}
