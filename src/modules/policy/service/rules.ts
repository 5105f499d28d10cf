import { actorName } from '../../../platform/actor.ts'
import { z } from 'zod'
import { must } from '../../../kernel/assert.ts'
import type { LocalDate } from '../../../kernel/date.ts'
import type { AnyId } from '../../../kernel/id.ts'
import { badInput, notFound } from '../../../kernel/refusal.ts'
import { text } from '../../../kernel/text.ts'
import type { Verbs } from '../../../kernel/verb.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import type { policyContract } from '../contract.ts'
import type { CitedVersion, RuleCatalogue, RuleSpec, RuleVersion } from '../model.ts'
import {
  countsOn,
  nextVersion,
  notAdjustable,
  placeVersion,
  proposalFaults,
  withdrawVersion,
} from '../rules.ts'
import {
  addRuleVersions,
  clauseByNumber,
  clausesByIds,
  exemptionsOf,
  lockPolicy,
  ruleVersions,
  ruleVersionsOn,
  setRuleEnd,
  withdrawRuleRow,
} from '../store.ts'

type Rules = Pick<
  Verbs<typeof policyContract, Ctx>,
  'listRules' | 'readRule' | 'proposeRuleVersion' | 'withdrawRuleVersion'
>

/** The verbs of the rules in a catalogue. */
export const ruleVerbs = (catalogue: RuleCatalogue): Rules => ({
  listRules: async (ctx, input) => {
    const asOf = input.asOf ?? ctx.today
    const versions = (await ruleVersions(ctx)).filter(({ withdrawnBy }) => withdrawnBy === null)
    const shown = await withClauses(ctx, versions)
    const exemptions = await exemptionsOf(ctx, { inForceOn: asOf })
    return {
      asOf,
      rules: catalogue.map((spec) => {
        const own = shown.filter(({ rule }) => rule === spec.rule)
        return {
          ...factsOf(spec),
          current: own.find((version) => countsOn(version, asOf)) ?? null,
          next: own.findLast(({ validFrom }) => validFrom > asOf) ?? null,
          exemptions: exemptions.filter(({ rule }) => rule === spec.rule).length,
        }
      }),
    }
  },

  readRule: async (ctx, input) => {
    const spec = specOf(catalogue, input.rule)
    return {
      ...factsOf(spec),
      parameterSchema: z.toJSONSchema(spec.parameters, {
        io: 'input',
        unrepresentable: 'any',
      }) as Record<string, unknown>,
      versions: await withClauses(ctx, await ruleVersions(ctx, spec.rule)),
    }
  },

  proposeRuleVersion: async (ctx, input) => {
    const spec = specOf(catalogue, input.rule)
    if (!spec.adjustable) throw notAdjustable(spec)
    const faults = proposalFaults(spec, input)
    if (input.clauseId !== null && (await clausesByIds(ctx, [input.clauseId])).length === 0) {
      faults.push({ path: '$.clauseId', text: text('没有这一条款', 'there is no such clause') })
    }
    if (faults.length > 0) throw badInput(faults)
    await lockPolicy(ctx)
    const versions = await ruleVersions(ctx, spec.rule)
    const replaced = placeVersion(versions, { validFrom: input.validFrom, today: ctx.today })
    if (replaced !== null) await setRuleEnd(ctx, replaced.id, input.validFrom)
    const versionId = ctx.newId()
    const version = nextVersion(versions)
    await addRuleVersions(ctx, [
      {
        ...input,
        id: versionId,
        version,
        clauseId: input.clauseId ?? replaced?.clauseId ?? null,
        proposedBy: actorName(ctx),
      },
    ])
    ctx.record({
      entity: 'rule',
      id: spec.rule,
      before: replaced === null ? undefined : saidOf(replaced),
      after: saidOf({ ...input, version }),
    })
    ctx.emit('policy.changed', { rule: spec.rule, validFrom: input.validFrom })
    return { versionId, version, replaces: replaced?.version ?? null }
  },

  withdrawRuleVersion: async (ctx, input) => {
    const spec = specOf(catalogue, input.rule)
    await lockPolicy(ctx)
    const versions = await ruleVersions(ctx, spec.rule)
    const target = versions.find(({ version }) => version === input.version)
    if (target === undefined) throw notFound()
    const reopened = withdrawVersion(versions, target, ctx.today)
    await withdrawRuleRow(ctx, target.id)
    if (reopened !== null) await setRuleEnd(ctx, reopened.id, target.validTo)
    ctx.record({
      entity: 'rule',
      id: spec.rule,
      before: saidOf(target),
      after: { withdrawn: target.version, counts: reopened?.version ?? null },
    })
    ctx.emit('policy.changed', { rule: spec.rule, validFrom: target.validFrom })
    return { reopened: reopened?.version ?? null }
  },
})

function specOf(catalogue: RuleCatalogue, rule: string): RuleSpec {
  const spec = catalogue.find((known) => known.rule === rule)
  if (spec === undefined) throw notFound()
  return spec
}

const factsOf = ({ rule, judges, title, source, readings, adjustable }: RuleSpec) => ({
  rule,
  judges,
  title,
  source,
  readings: readings.map((reading) => ({ ...reading })),
  adjustable,
})

/** What the audit trail keeps of a version. */
const saidOf = (
  version: Pick<RuleVersion, 'version' | 'severity' | 'binding' | 'parameters' | 'validFrom'>,
) => ({
  version: version.version,
  severity: version.severity,
  binding: version.binding,
  parameters: version.parameters,
  validFrom: version.validFrom,
})

async function withClauses(ctx: Ctx, versions: readonly RuleVersion[]) {
  const ids = new Set(versions.map(({ clauseId }) => clauseId).filter((id) => id !== null))
  const clauses = new Map((await clausesByIds(ctx, [...ids])).map((row) => [row.id, row]))
  return versions.map(({ clauseId, ...version }) => {
    const row = clauseId === null ? undefined : clauses.get(clauseId)
    return {
      ...version,
      parameters: { ...version.parameters },
      clause:
        row === undefined
          ? null
          : {
              id: row.id,
              number: row.number,
              gist: text(row.gist_zh, row.gist_en),
              documentId: row.document_id,
              documentCode: row.code,
              documentTitle: text(row.title_zh, row.title_en),
              firstHand: row.first_hand,
            },
    }
  })
}

/** Adds the first version of each rule that the county does not know yet. @returns how many. */
export async function installRules(
  ctx: Ctx,
  catalogue: RuleCatalogue,
  countyRulesFrom: LocalDate,
): Promise<number> {
  const known = new Set((await ruleVersions(ctx)).map(({ rule }) => rule))
  const missing = catalogue.filter(({ rule }) => !known.has(rule))
  const clauseIds = new Map<string, AnyId | null>()
  for (const { rule, clause, from } of missing) {
    const day = from ?? countyRulesFrom
    clauseIds.set(rule, await clauseByNumber(ctx, { ...clause, day }))
  }
  await addRuleVersions(
    ctx,
    missing.map((spec) => ({
      id: ctx.newId(),
      rule: spec.rule,
      version: '1',
      severity: spec.severity,
      binding: spec.binding,
      parameters: spec.defaults,
      clauseId: must(clauseIds.get(spec.rule), `the clause ${spec.clause.number} of ${spec.rule}`),
      reason: '随产品安装的缺省规则',
      validFrom: spec.from ?? countyRulesFrom,
      proposedBy: actorName(ctx),
    })),
  )
  return missing.length
}

/** What counts on a day, with citations: 《title》 clause. */
export async function citedVersionsOn(ctx: Ctx, day: LocalDate): Promise<CitedVersion[]> {
  return cited(ctx, await ruleVersionsOn(ctx, day))
}

/** Every version that counts or has counted, of whatever rule. */
export async function citedVersions(ctx: Ctx): Promise<CitedVersion[]> {
  const versions = await ruleVersions(ctx)
  return cited(
    ctx,
    versions.filter(({ withdrawnBy }) => withdrawnBy === null),
  )
}

async function cited(ctx: Ctx, versions: readonly RuleVersion[]): Promise<CitedVersion[]> {
  const ids = new Set(versions.map(({ clauseId }) => clauseId).filter((id) => id !== null))
  const clauses = new Map((await clausesByIds(ctx, [...ids])).map((row) => [row.id, row]))
  return versions.map((version) => {
    const row = version.clauseId === null ? undefined : clauses.get(version.clauseId)
    return { ...version, citation: row === undefined ? null : `《${row.title_zh}》${row.number}` }
  })
}
