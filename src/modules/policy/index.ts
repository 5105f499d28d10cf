import type { LocalDate } from '../../kernel/date.ts'
import type { AnyId } from '../../kernel/id.ts'
import type { Text } from '../../kernel/text.ts'
import type { Ctx } from '../../platform/ctx.ts'
import { defineModule } from '../../platform/module.ts'
import { policyContract } from './contract.ts'
import type { CitedVersion, Exemption } from './model.ts'
import { RULE_CATALOGUE } from './rule-catalogue.ts'
import { proposalFaults } from './rules.ts'
import { makePolicyVerbs } from './service.ts'
import { bookRulesAt } from './service/book-rules.ts'
import { citedVersionsOn } from './service/rules.ts'
import { exemptionsOf } from './store.ts'

export type { CitedVersion, Exemption } from './model.ts'
export { baseText, readingText } from './reading-names.ts'
export { BOOK_RULES } from './book-rules.ts'
export {
  bookRulesUnder,
  CHARTER_TERMS,
  charterSource,
  type CharterTerms,
  charterTermsOf,
  type charterTermsSchema,
  stricterLeast,
  stricterMost,
} from './charter-terms.ts'
export { type BookRules, DEFAULT_BOOK_RULES, type RuleInForce } from './service/book-rules.ts'
export {
  type BASES,
  inOrder,
  PARAMETER_SHAPES,
  PARAMETERS,
  type ParametersOf,
  RULE_IDS,
  type RuleId,
  SHARE_RULES,
} from './rule-catalogue.ts'

const policyVerbs = makePolicyVerbs(RULE_CATALOGUE)

export const policyModule = defineModule({
  name: 'policy',
  contract: policyContract,
  verbs: policyVerbs,
})

/** Documents with their clauses and the rules that cite them, for use inside another verb. */
export const { listDocuments, readDocument } = policyVerbs

/** The rule versions that count on a day, at most one a rule, each with the clause it rests on. */
export const rulesOn: (ctx: Ctx, day: LocalDate) => Promise<CitedVersion[]> = citedVersionsOn

/**
 * The rules of distribution, leaving and the books as they counted on any day, read once. Where a county has no
 * version of its own for the day, what the product ships counts.
 */
export const bookRules: typeof bookRulesAt = bookRulesAt

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
