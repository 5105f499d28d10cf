import type { LocalDate } from '../../kernel/date.ts'
import type { AnyId } from '../../kernel/id.ts'
import type { Text } from '../../kernel/text.ts'
import type { Ctx } from '../../platform/ctx.ts'
import { defineModule } from '../../platform/module.ts'
import { policyContract } from './contract.ts'
import type { Exemption, RuleVersion } from './model.ts'
import { RULE_CATALOGUE } from './rule-catalogue.ts'
import { proposalFaults } from './rules.ts'
import { makePolicyVerbs } from './service.ts'
import { exemptionsOf, ruleVersionsOn } from './store.ts'

export type { Exemption, Parameters, RuleSpec, RuleVersion } from './model.ts'
export { baseText, readingText } from './reading-names.ts'
export {
  BASES,
  inOrder,
  PARAMETER_SHAPES,
  PARAMETERS,
  type ParametersOf,
  RULE_CATALOGUE,
  RULE_IDS,
  type RuleId,
  SHARE_RULES,
  type ShareRule,
} from './rule-catalogue.ts'

export const policyModule = defineModule({
  name: 'policy',
  contract: policyContract,
  verbs: makePolicyVerbs(RULE_CATALOGUE),
})

/** The rule versions that count on a day, at most one a rule. */
export const rulesOn: (ctx: Ctx, day: LocalDate) => Promise<RuleVersion[]> = ruleVersionsOn

/** Exemptions that count on a day for these co-ops, whoever asks: the caller has checked the scope. */
export const exemptionsIn = (
  ctx: Ctx,
  filter: { readonly coopIds: readonly AnyId[]; readonly on: LocalDate },
): Promise<Exemption[]> => exemptionsOf(ctx, { coopIds: filter.coopIds, inForceOn: filter.on })

/** What is wrong with a rule's parameters or reading before it is proposed. */
export const ruleFaults = proposalFaults

/** How people call each rule, by rule id: for boards that only know the ids. */
export const ruleTitles = (): Readonly<Record<string, Text>> =>
  Object.fromEntries(RULE_CATALOGUE.map(({ rule, title }) => [rule, title]))
