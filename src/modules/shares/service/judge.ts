import type { LocalDate } from '../../../kernel/date.ts'
import { type Finding, type Outcome, worstOutcome } from '../../../kernel/finding.ts'
import { compareFractions } from '../../../kernel/fraction.ts'
import type { AnyId } from '../../../kernel/id.ts'
import { Refusal } from '../../../kernel/refusal.ts'
import { type Text, text } from '../../../kernel/text.ts'
import { canonicalJson } from '../../../platform/audit.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { sha256 } from '../../../platform/secrets.ts'
import type { Book, Register } from '../model.ts'
import { registerOn, registerText } from '../model/register.ts'
import { layOut } from '../rules/facts.ts'
import { judgeAll } from '../rules/judge.ts'
import { RULE_IDS, type RuleId, SHARE_RULES } from '../rules/policy.ts'
import { type Judged, measuredText } from '../rules/reading.ts'
import { factsOf, type Ground, loadGround } from './ground.ts'

/** A finding with what the county decided about it. */
export interface CheckedFinding extends Finding {
  readonly title: Text
  readonly bound: Outcome
  readonly exemption: {
    readonly id: AnyId
    readonly reason: string
    readonly approver: string
    readonly validTo: LocalDate
  } | null
}

/** What the rules in force say of one register on one day. */
export interface Judgement {
  readonly coopId: AnyId
  readonly asOf: LocalDate
  readonly outcome: Outcome
  readonly findings: readonly CheckedFinding[]
  readonly judged: readonly Judged[]
  readonly ruleVersions: Readonly<Record<string, string>>
  /** Of the register, the rules and the answer: equal hashes, nothing has changed. */
  readonly registerHash: string
}

/** What a move does, and what would stop it. */
export interface Verdict {
  readonly before: Judgement | null
  readonly after: Judgement
  readonly blocked: readonly CheckedFinding[]
  readonly warned: readonly CheckedFinding[]
  readonly refusal: Refusal | null
  readonly warning: Refusal | null
}

/** Judges a register on its ground. Only rules with a version in force on the day speak. */
export function judgeRegister(ground: Ground, register: Register): Judgement {
  const facts = factsOf(ground, register)
  const sheet = layOut(facts)
  const judged = judgeAll(sheet, ground.policy).filter(({ rule }) => ground.versions.has(rule))
  const exemptions = ground.exemptions.get(register.coopId) ?? []
  const findings = judged.map((one): CheckedFinding => {
    const exemption = exemptions.find(({ rule }) => rule === one.rule)
    return {
      ...findingOf(one),
      title: SHARE_RULES[one.rule].title,
      bound: one.bound?.outcome ?? 'depends',
      exemption:
        exemption === undefined
          ? null
          : {
              id: exemption.id,
              reason: exemption.reason,
              approver: exemption.approver,
              validTo: exemption.validTo,
            },
    }
  })
  const ruleVersions = Object.fromEntries(
    Array.from(ground.versions, ([rule, { version }]) => [rule, version]),
  )
  return {
    coopId: register.coopId,
    asOf: register.asOf,
    outcome: worstOutcome(findings.map(({ outcome }) => outcome)),
    findings,
    judged,
    ruleVersions,
    registerHash: sha256(canonicalJson([registerText(register), ruleVersions, findings])),
  }
}
