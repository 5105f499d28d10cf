import type { Verbs } from '../../kernel/verb.ts'
import type { Ctx } from '../../platform/ctx.ts'
import type { policyContract } from './contract.ts'
import { COUNTY_DOCUMENTS } from './data/county.ts'
import { LAWS } from './data/laws.ts'
import type { RuleCatalogue } from './model.ts'
import { documentVerbs, installDocuments } from './service/documents.ts'
import { exemptionVerbs } from './service/exemptions.ts'
import { installRules, ruleVerbs } from './service/rules.ts'
import { lockPolicy } from './store.ts'

/** The verbs of the policy module over a catalogue of rules; the catalogue validates the parameters. */
export const makePolicyVerbs = (catalogue: RuleCatalogue): Verbs<typeof policyContract, Ctx> => ({
  ...documentVerbs,
  ...ruleVerbs(catalogue),
  ...exemptionVerbs(catalogue),

  installPolicy: async (ctx, { countyRulesFrom }) => {
    await lockPolicy(ctx)
    const added = await installDocuments(ctx, [...LAWS, ...COUNTY_DOCUMENTS], countyRulesFrom)
    const rules = await installRules(ctx, catalogue, countyRulesFrom)
    ctx.record({ entity: 'policy', id: String(ctx.county), after: { ...added, rules } })
    ctx.emit('policy.changed', { rule: null, validFrom: countyRulesFrom })
    return { ...added, rules }
  },
})
