import type { LocalDate } from '../../../kernel/date.ts'
import type { Severity } from '../../../kernel/finding.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import {
  BOOK_PARAMETERS,
  BOOK_RULE_IDS,
  BOOK_RULES,
  type BookParametersOf,
  type BookRuleId,
} from '../book-rules.ts'
import type { CitedVersion } from '../model.ts'
import { countsOn } from '../rules.ts'
import { citedVersions } from './rules.ts'

/** One rule as it binds on a day: the county's version, or what the product ships. */
export interface RuleInForce<R extends BookRuleId = BookRuleId> {
  readonly version: string
  readonly severity: Severity
  readonly binding: string
  readonly source: string
  readonly parameters: BookParametersOf<R>
}

export type BookRules = { readonly [R in BookRuleId]: RuleInForce<R> }

/** As shipped, for the pure commands and where no county is asked. */
export const DEFAULT_BOOK_RULES: BookRules = rulesFrom([])

/** The rules as they counted on a day, for as many days as wanted after one read. */
export async function bookRulesAt(ctx: Ctx): Promise<(day: LocalDate) => BookRules> {
  const known: ReadonlySet<string> = new Set(BOOK_RULE_IDS)
  const versions = (await citedVersions(ctx)).filter(({ rule }) => known.has(rule))
  const made = new Map<string, BookRules>()
  return (day) => {
    const counting = versions.filter((version) => countsOn(version, day))
    const key = counting.map(({ id }) => id).join()
    const rules = made.get(key) ?? rulesFrom(counting)
    made.set(key, rules)
    return rules
  }
}

function rulesFrom(versions: readonly CitedVersion[]): BookRules {
  const found = BOOK_RULE_IDS.map((id) => [id, ruleFrom(id, versions)] as const)
  return Object.fromEntries(found) as unknown as BookRules
}

/** The shipped rule cites what it was written from; a later version of the county cites its own clause. */
function ruleFrom(id: BookRuleId, versions: readonly CitedVersion[]): RuleInForce {
  const { severity, binding, source, defaults } = BOOK_RULES[id]
  const own = versions.find(({ rule }) => rule === id)
  const parameters = BOOK_PARAMETERS[id].parse(own?.parameters ?? defaults)
  if (own === undefined) return { version: '1', severity, binding, source, parameters }
  return {
    version: own.version,
    severity: own.severity,
    binding: own.binding,
    source: own.version === '1' ? source : (own.citation ?? source),
    parameters,
  }
}
