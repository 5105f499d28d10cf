import type { AnyId } from '../../../kernel/id.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { type CoopFacts, countingRules } from '../../registry/index.ts'
import { FACT_KINDS } from '../data/facts.ts'
import type { ClassProposal, Cohort, TestResult } from '../model.ts'
import { type ClassStep, proposeClass, sayLimit, sayMeasure } from '../rules/classes.ts'
import { factsOfCoops } from './facts.ts'
import { type RulesInForce, rulesInForce } from './rules.ts'

/** A co-op with what the tests propose for it. */
export interface Proposed {
  readonly coop: CoopFacts
  readonly proposal: ClassProposal
}

/** The proposals for these co-ops, in their order. */
export async function proposalsFor(
  ctx: Ctx,
  coops: readonly CoopFacts[],
): Promise<{ readonly inForce: RulesInForce; readonly proposed: readonly Proposed[] }> {
  const inForce = await rulesInForce(ctx)
  const facts = await factsOfCoops(ctx, coops)
  return {
    inForce,
    proposed: coops.flatMap((coop) => {
      const own = facts.get(coop.id)
      return own === undefined ? [] : [{ coop, proposal: proposeClass(own, inForce.rules.tests) }]
    }),
  }
}

/** Whether a co-op was registered before the county's opinions; null where the day is not known. */
export async function cohortsOf(
  ctx: Ctx,
  coops: readonly CoopFacts[],
): Promise<Map<AnyId, boolean | null>> {
  const { opinionsDate } = await countingRules(ctx)
  return new Map(
    coops.map(({ id, registeredOn }) => [
      id,
      registeredOn === null ? null : registeredOn < opinionsDate,
    ]),
  )
}

/** A co-op without a day of registration belongs to neither cohort. */
export const inCohort = (before: boolean | null | undefined, wanted: Cohort): boolean =>
  wanted === 'all' ? true : before === (wanted === 'before')

/** A test laid against the facts, as people read it. */
export const resultOut = ({ test, measured, holds, missing, notes }: TestResult) => {
  const kind = FACT_KINDS[test.fact]
  return {
    id: test.id,
    class: test.class,
    title: { ...test.title },
    group: test.group,
    fact: test.fact,
    factTitle: { ...kind.title },
    counts: { ...kind.counts },
    from: kind.from,
    measured: { ...sayMeasure(measured, kind.measure) },
    limit: { ...sayLimit(test) },
    holds,
    missing: missing === null ? null : { ...missing },
    notes: notes.map((note) => ({ ...note })),
    clause: test.clause,
  }
}

export const stepOut = ({ result: { test }, said }: ClassStep) => ({
  test: test.id,
  title: { ...test.title },
  said: { ...said },
  cure: { ...test.cure },
  responsible: test.responsible,
  days: test.days,
})
