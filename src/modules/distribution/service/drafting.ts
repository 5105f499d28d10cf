import type { AnyId } from '../../../kernel/id.ts'
import { badInput, notFound, Refusal } from '../../../kernel/refusal.ts'
import { type Text, text } from '../../../kernel/text.ts'
import type { Input, Output, Verbs } from '../../../kernel/verb.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import type { distributionContract } from '../contract.ts'
import { type Document, type GivenTerms, type Terms, termsSchema } from '../model/terms.ts'
import { unbookable } from '../rules/bookings.ts'
import { runOf, type Sourced } from '../rules/inputs.ts'
import type { BookRules } from '../rules/policy.ts'
import { figuresOf } from '../rules/present.ts'
import { documentOf } from '../rules/terms.ts'
import type { PlanRow } from '../store.ts'
import {
  type ComputedRow,
  insertPlans,
  lockPlans,
  planFigures,
  redraft,
  saveComputed,
} from '../store/plans.ts'
import { type Ground, groundsOf, isGround, sourcedOf } from './ground.ts'
import { insideOrRefuse, lockYears, refuseResolved, told } from './guards.ts'
import {
  contentHash,
  documentText,
  inputsText,
  type PlanRules,
  rulesOfYear,
  storedDocument,
  storedTerms,
  termsText,
} from './stored.ts'

/* Plans as they are drafted and computed, before anybody resolves on them. */

type DraftVerbs = Pick<Verbs<typeof distributionContract, Ctx>, 'draftPlans' | 'computePlans'>

export const draftVerbs: DraftVerbs = {
  draftPlans: async (ctx, { unitId, plans }) => {
    await insideOrRefuse(
      ctx,
      unitId,
      plans.map(({ coopId }) => coopId),
    )
    refuseUnbookable(plans)
    const answer: Output<(typeof distributionContract)['draftPlans']>['plans'] = []
    for (const [year, ofYear] of Map.groupBy(plans, (plan) => plan.year)) {
      const coopIds = ofYear.map(({ coopId }) => coopId)
      await lockYears(ctx, coopIds, year)
      const known = await planFigures(ctx, coopIds, year)
      const rulesOf = await rulesOfYear(ctx, year, coopIds)
      const fresh = []
      for (const plan of ofYear) {
        const rules = rulesOf(plan.coopId)
        const terms = plan.document === undefined ? termsFrom(plan.terms ?? {}, rules) : null
        const document = documentText(
          plan.document ?? documentOf(terms ?? termsFrom({}, rules), []),
        )
        const old = known.get(plan.coopId)
        const id = old?.id ?? ctx.newId()
        if (old === undefined)
          fresh.push({ id, coopId: plan.coopId, year, terms: keptTerms(terms), document })
        else {
          refuseResolved(old)
          await redraft(ctx, id, { terms: keptTerms(terms), document })
        }
        answer.push({ planId: id, coopId: plan.coopId, year, status: 'draft' })
      }
      await insertPlans(ctx, fresh)
    }
    ctx.record({ entity: 'distribution_plan', id: unitId, after: { drafted: told(answer) } })
    return { plans: answer }
  },

  computePlans: async (ctx, { unitId, year, coopIds }) => {
    const inside = await insideOrRefuse(ctx, unitId, coopIds)
    await lockYears(ctx, [...inside.keys()], year)
    const plans = await lockPlans(ctx, [...inside.keys()], year)
    const open = plans.filter(({ status }) => status === 'draft' || status === 'computed')
    if (coopIds !== undefined) {
      for (const plan of plans) refuseResolved(plan)
      if (open.length < coopIds.length) throw notFound()
    }
    const grounds = await groundsOf(
      ctx,
      open.map((plan) => plan.coop_id),
      year,
    )
    const rulesOf = await rulesOfYear(
      ctx,
      year,
      open.map((plan) => plan.coop_id),
    )
    const fresh = open.map((plan) =>
      freshOf(plan, grounds.get(plan.coop_id), rulesOf(plan.coop_id)),
    )
    const left = fresh.flatMap((one) => ('left' in one ? [one.left] : []))
    const ready = fresh.flatMap((one) => ('row' in one ? [one] : []))
    await saveComputed(
      ctx,
      ready.map(({ row }) => row),
    )
    const computed = ready.map(({ row, coopId }) => ({
      planId: row.id,
      coopId,
      outcome: row.figures.outcome,
      failing: [...row.figures.failing],
    }))
    if (coopIds !== undefined && left.length > 0) {
      throw new Refusal('not_allowed_now', left[0]?.text ?? NO_GROUND)
    }
    ctx.record({ entity: 'distribution_plan', id: unitId, after: { computed: told(computed) } })
    return {
      computed,
      left: left.map(({ coopId, text: { zh, en } }) => ({ coopId, text: { zh, en } })),
    }
  },
}

/** @throws Refusal `bad_input` naming every step that no account can take, before anybody resolves on it. */
function refuseUnbookable(
  plans: Input<(typeof distributionContract)['draftPlans']>['plans'],
): void {
  const faults = plans.flatMap(({ document }, i) =>
    document === undefined
      ? []
      : unbookable(document.plan).map((one) => ({
          path: `$.plans[${i}].document.plan.${one.path}`,
          text: one.text,
        })),
  )
  if (faults.length > 0) throw badInput(faults)
}

const NO_GROUND = text('没有可计算的资料。', 'There is nothing to compute on.')

export const madeOf = (plan: PlanRow) => ({
  terms: storedTerms(plan),
  document: storedDocument(plan),
})

type Fresh =
  | { readonly left: { readonly coopId: AnyId; readonly text: Text } }
  | { readonly coopId: AnyId; readonly row: ComputedRow }

/** What a plan comes to on its ground, ready to be kept; or why it cannot be computed. */
function freshOf(plan: PlanRow, ground: Ground | Text | undefined, rules: BookRules): Fresh {
  const coopId = plan.coop_id
  if (ground === undefined || !isGround(ground)) {
    return { left: { coopId, text: ground ?? NO_GROUND } }
  }
  const sourced = sourcedOrFault(ground, madeOf(plan))
  if ('fault' in sourced) return { left: { coopId, text: sourced.fault } }
  return {
    coopId,
    row: {
      id: plan.id,
      document: documentText(sourced.document),
      inputs: inputsText(sourced),
      contentHash: contentHash(sourced),
      figures: figuresOf(runOf(sourced), rules),
    },
  }
}

/** What is wrong with one co-op's plan keeps no other from being computed. */
export function sourcedOrFault(
  ground: Ground,
  made: ReturnType<typeof madeOf>,
): Sourced | { readonly fault: Text } {
  try {
    return sourcedOf(ground, made)
  } catch (error) {
    const fault = error instanceof Refusal ? error.faults[0] : undefined
    if (fault === undefined) throw error
    return { fault: fault.text }
  }
}

/** The terms of the charter, or those the county sets where it says nothing (DIST-TERMS). */
export function usual(rules: PlanRules): { terms: Terms; document: Document } {
  const terms = termsFrom({}, rules)
  return { terms, document: documentOf(terms, []) }
}

/** What is said of a plan's terms, over what the charter, or else the county's rule, says of those left out. */
export function termsFrom(given: GivenTerms, rules: PlanRules): Terms {
  const said = Object.fromEntries(
    Object.entries(given).filter(([, value]) => value !== undefined),
  ) as Partial<Terms>
  const silent = termsSchema.parse({ basis: { by: rules.basis } })
  return { ...silent, ...rules['DIST-TERMS'].parameters, ...said }
}

const keptTerms = (terms: Terms | null): string | null => (terms === null ? null : termsText(terms))
