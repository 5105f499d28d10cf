import type { Severity } from '../../../kernel/finding.ts'
import {
  PARAMETERS,
  type ParametersOf,
  RULE_IDS,
  type RuleId,
  SHARE_RULES,
} from '../../policy/index.ts'

export {
  inOrder,
  PARAMETER_SHAPES,
  PARAMETERS,
  type ParametersOf,
  RULE_IDS,
  type RuleId,
  SHARE_RULES,
} from '../../policy/index.ts'

/** One rule as it binds: a version of the county, or the default. */
export interface RulePolicy<R extends RuleId = RuleId> {
  readonly version: string
  readonly severity: Severity
  /** Id of the reading that the county has chosen as binding. */
  readonly binding: string
  readonly source: string
  readonly parameters: ParametersOf<R>
}

export type RegisterPolicy = { readonly [R in RuleId]: RulePolicy<R> }

/** What a county's rule version says; what it leaves out stays at the default. */
export interface PolicyOverride {
  readonly version?: string | undefined
  readonly severity?: Severity | undefined
  readonly binding?: string | undefined
  /** Parsed parameters, possibly only some of them. */
  readonly parameters?: Readonly<Record<string, unknown>> | undefined
}

/** The default of one rule with an override laid over it. */
function policyOf<R extends RuleId>(rule: R, override: PolicyOverride = {}): RulePolicy<R> {
  const { source, severity, binding, parameters, defaults } = SHARE_RULES[rule]
  const known = parameters.parse(defaults) as ParametersOf<R>
  const changed = override.severity ?? override.binding ?? override.parameters
  return {
    version: override.version ?? (changed === undefined ? '1' : '1+input'),
    severity: override.severity ?? severity,
    binding: override.binding ?? binding,
    source,
    parameters: { ...known, ...override.parameters },
  }
}

/** The policy of a register: the defaults, with the county's versions or a document's overrides over them. */
export const policyWith = (
  overrides: Readonly<Partial<Record<RuleId, PolicyOverride | undefined>>>,
): RegisterPolicy => ({
  'SEED-COLL': policyOf('SEED-COLL', overrides['SEED-COLL']),
  'SEED-BRANCH': policyOf('SEED-BRANCH', overrides['SEED-BRANCH']),
  'SEED-MAX20': policyOf('SEED-MAX20', overrides['SEED-MAX20']),
  'SEED-HH10': policyOf('SEED-HH10', overrides['SEED-HH10']),
  'COOP-MIN': policyOf('COOP-MIN', overrides['COOP-MIN']),
  'COOP-FARMER80': policyOf('COOP-FARMER80', overrides['COOP-FARMER80']),
  'COOP-UNIT': policyOf('COOP-UNIT', overrides['COOP-UNIT']),
  'COOP-PUBLIC': policyOf('COOP-PUBLIC', overrides['COOP-PUBLIC']),
})

export const DEFAULT_POLICY: RegisterPolicy = policyWith({})

/** A rule as the county's rule set keeps it. */
export interface StoredRule {
  readonly rule: string
  readonly version: string
  readonly severity: Severity
  readonly binding: string
  readonly parameters: Readonly<Record<string, unknown>>
}

/** The policy that a county's rule set makes. Rules of other modules are passed over. */
export function policyOfVersions(versions: readonly StoredRule[]): RegisterPolicy {
  const known = versions.flatMap(({ rule, parameters, ...rest }) => {
    const id = RULE_IDS.find((one) => one === rule)
    if (id === undefined) return []
    return [[id, { ...rest, parameters: PARAMETERS[id].parse(parameters) }] as const]
  })
  return policyWith(Object.fromEntries(known))
}
