import type { LocalDate } from '../../../kernel/date.ts'
import { type Finding, type Outcome, worstOutcome } from '../../../kernel/finding.ts'
import { compareFractions, displayPercent, parseFraction } from '../../../kernel/fraction.ts'
import { must } from '../../../kernel/assert.ts'
import type { AnyId } from '../../../kernel/id.ts'
import { Refusal } from '../../../kernel/refusal.ts'
import { type Text, text } from '../../../kernel/text.ts'
import { canonicalJson } from '../../../platform/audit.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { sha256 } from '../../../platform/secrets.ts'
import { ruleTitles } from '../../policy/index.ts'
import type { Book, Register } from '../model.ts'
import { registerOn, registerText } from '../model/register.ts'
import { capFinding, CHARTER_COLL, type CharterRule, judgeCap } from '../rules/charter.ts'
import { layOut } from '../rules/facts.ts'
import { findingsOf } from '../rules/findings.ts'
import { judgeAll } from '../rules/judge.ts'
import { type RuleId, SHARE_RULES } from '../rules/policy.ts'
import { type Judged, measuredText } from '../rules/reading.ts'
import {
  absentId,
  charteredPolicy,
  factsOf,
  type Ground,
  loadGround,
  personOfAbsent,
} from './ground.ts'

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

/** A rule of the county's, or one that a co-op's charter sets. */
export type Measured = Judged<RuleId | CharterRule>

/** What the rules in force say of one register on one day. */
export interface Judgement {
  readonly coopId: AnyId
  readonly asOf: LocalDate
  readonly outcome: Outcome
  readonly findings: readonly CheckedFinding[]
  readonly judged: readonly Measured[]
  readonly ruleVersions: Readonly<Record<string, string>>
  /** Of the register, the rules and the answer: equal hashes, nothing has changed. */
  readonly registerHash: string
}

/** What a move does, and what would stop it. */
export interface Verdict {
  readonly after: Judgement
  readonly blocked: readonly CheckedFinding[]
  readonly warned: readonly CheckedFinding[]
  readonly refusal: Refusal | null
  readonly warning: Refusal | null
}

/** Only the measures: what a comparison needs, without sentences and fixes. */
export function measureRegister(ground: Ground, register: Register): Measured[] {
  const { policy } = charteredPolicy(ground, register.coopId)
  const sheet = layOut(factsOf(ground, register))
  const cap = judgeCap(sheet, ground.charters.get(register.coopId) ?? null)
  return [
    ...judgeAll(sheet, policy).filter(({ rule }) => ground.versions.has(rule)),
    ...(cap === null ? [] : [cap]),
  ]
}

/** What the charter alone sets; the county exempts nobody from it. */
function charterFindings(ground: Ground, register: Register): CheckedFinding[] {
  const terms = ground.charters.get(register.coopId) ?? null
  const sheet = layOut(factsOf(ground, register))
  const cap = judgeCap(sheet, terms)
  if (terms === null || cap === null) return []
  return [
    {
      ...capFinding(sheet, terms, cap),
      title: must(ruleTitles()[CHARTER_COLL], 'the title of the charter’s cap'),
      bound: cap.bound?.outcome ?? 'depends',
      exemption: null,
    },
  ]
}

/** Judges a register on its ground. Only rules with a version in force on the day speak. */
export function judgeRegister(ground: Ground, register: Register): Judgement {
  const judged = measureRegister(ground, register)
  const bound = new Map<string, Outcome>(
    judged.map((one) => [one.rule, one.bound?.outcome ?? 'depends']),
  )
  const exemptions = ground.exemptions.get(register.coopId) ?? []
  const named = namer(ground, register.coopId)
  const { policy, cited } = charteredPolicy(ground, register.coopId)
  const byRules = findingsOf(factsOf(ground, register), policy).flatMap(
    (finding): CheckedFinding[] => {
      const outcome = bound.get(finding.rule)
      if (outcome === undefined) return []
      // The county exempts from its own rule, not from what the members have agreed on.
      const byCharter = cited.get(finding.rule as RuleId)
      const exemption =
        byCharter === undefined ? exemptions.find(({ rule }) => rule === finding.rule) : undefined
      return [
        {
          ...finding,
          text: text(named(finding.text.zh), named(finding.text.en)),
          source: byCharter ?? sourceOf(ground, finding),
          title: SHARE_RULES[finding.rule as RuleId].title,
          bound: outcome,
          exemption:
            exemption === undefined
              ? null
              : {
                  id: exemption.id,
                  reason: exemption.reason,
                  approver: exemption.approver,
                  validTo: exemption.validTo,
                },
        },
      ]
    },
  )
  const findings = [...byRules, ...charterFindings(ground, register)]
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

/** The shipped rule cites what it was written from; a version of the county cites its own clause. */
function sourceOf(ground: Ground, { rule, source }: Finding): string {
  const version = ground.versions.get(rule as RuleId)
  return version === undefined || version.version === '1' ? source : (version.citation ?? source)
}

/** People of the branch who hold nothing have no row and so no name in the rules: their ids are read as names. */
function namer(ground: Ground, coopId: AnyId): (sentence: string) => string {
  const branch = ground.coops.get(coopId)?.branch ?? null
  const people = [...(branch?.committee ?? []), ...(branch?.members ?? [])]
  return (sentence) =>
    people.reduce((said, { id, name }) => said.replaceAll(absentId(id), name), sentence)
}

/**
 * What a move does to the rules, on each day given: a blocking rule that newly fails, or fails worse, stops
 * it; a warning that newly fails asks for a reason. What failed before and does not get worse stops nobody.
 */
export async function judgeMove(
  ctx: Ctx,
  move: { readonly before: Book; readonly after: Book; readonly days: readonly LocalDate[] },
): Promise<Verdict> {
  const days = [...new Set([...move.days, ctx.today])].toSorted((a, b) => (a < b ? -1 : 1))
  const verdicts: Verdict[] = []
  for (const day of days) {
    const ground = await loadGround(ctx, [move.before, move.after], day)
    const before = measureRegister(ground, registerOn(move.before, day))
    const after = judgeRegister(ground, registerOn(move.after, day))
    verdicts.push(verdictOf(before, after, seesParty(ctx)))
  }
  const last = must(verdicts.at(-1), 'the verdict of today')
  return {
    ...last,
    refusal: verdicts.find(({ refusal }) => refusal !== null)?.refusal ?? null,
    warning: verdicts.find(({ warning }) => warning !== null)?.warning ?? null,
  }
}

/** What the rules say of new registers today; all that fails is new. */
export async function judgeFounding(ctx: Ctx, books: readonly Book[]): Promise<Verdict[]> {
  const ground = await loadGround(ctx, books, ctx.today)
  return books.map((book) =>
    verdictOf(null, judgeRegister(ground, registerOn(book, ctx.today)), seesParty(ctx)),
  )
}

/** Compares two states of one register under the same rules. */
export function verdictOf(
  before: readonly Measured[] | null,
  after: Judgement,
  party: boolean,
): Verdict {
  const worse = after.findings.filter(
    (finding) =>
      finding.bound === 'fails' &&
      finding.exemption === null &&
      isWorse(finding.rule, before, after),
  )
  const blocked = worse.filter(({ severity }) => severity === 'block')
  const warned = worse.filter(({ severity }) => severity === 'warn')
  const shown = (findings: readonly CheckedFinding[]) =>
    findings.map((finding) => redacted(finding, party))
  return {
    after,
    blocked,
    warned,
    refusal:
      blocked.length === 0
        ? null
        : new Refusal('rule_blocked', blockText(after.asOf, blocked), {
            data: { needsReason: false, coopId: after.coopId, findings: shown(blocked) },
          }),
    warning:
      warned.length === 0
        ? null
        : new Refusal('rule_blocked', reasonText(after.asOf, warned), {
            data: { needsReason: true, coopId: after.coopId, findings: shown(warned) },
          }),
  }
}

/** Newly failing, or further from passing than before. */
function isWorse(rule: string, before: readonly Measured[] | null, after: Judgement): boolean {
  const was = before?.find((one) => one.rule === rule)?.bound ?? null
  const is = after.judged.find((one) => one.rule === rule)?.bound ?? null
  if (is === null || was === null || was.outcome !== 'fails') return true
  return compareFractions(is.shortfall, was.shortfall) > 0
}

const titles = (findings: readonly CheckedFinding[]): Text =>
  text(
    findings.map(({ title }) => title.zh).join('、'),
    findings.map(({ title }) => title.en).join('; '),
  )

const blockText = (day: LocalDate, findings: readonly CheckedFinding[]): Text =>
  text(
    `按 ${day} 的规则不能这样做:${titles(findings).zh}。未作任何更改。`,
    `The rules of ${day} do not allow this: ${titles(findings).en}. Nothing was changed.`,
  )

const reasonText = (day: LocalDate, findings: readonly CheckedFinding[]): Text =>
  text(
    `按 ${day} 的规则将出现提醒:${titles(findings).zh}。要继续,请写明理由。`,
    `The rules of ${day} warn: ${titles(findings).en}. To go on, give a reason in writing.`,
  )

/** Rules whose binding reading fails. */
export const failingRules = ({ findings }: Judgement): string[] =>
  findings.filter(({ bound }) => bound === 'fails').map(({ rule }) => rule)

export const seesParty = (ctx: Ctx): boolean => ctx.may('party.read')

/**
 * Who is in the branch is Party data: without the permission the people behind that rule are not named, nor
 * those of the branch who would join by the fix of another.
 */
export function redacted(finding: CheckedFinding, party: boolean): CheckedFinding {
  const moves = finding.fix?.moves ?? []
  const named = [...finding.rows, ...moves.flatMap(({ from, to }) => [from ?? '', to])]
  const ofBranch = finding.rule === 'SEED-BRANCH' || named.some((id) => personOfAbsent(id) !== null)
  if (party || !ofBranch) return finding
  return { ...finding, rows: [], fix: null, text: plainly(finding) }
}

const VERDICTS: Readonly<Record<Outcome, Text>> = {
  passes: text('符合', 'in order'),
  depends: text('暂不能判定', 'cannot be told yet'),
  fails: text('不符合', 'not in order'),
}

/** A finding in plain words: what the figure is and what it should be, not who makes it. */
export function plainly({ title, bound, binding, readings }: CheckedFinding): Text {
  const reading = readings.find(({ id }) => id === binding)
  const [now, limit] = [inWords(reading?.measured ?? null), inWords(reading?.limit ?? null)]
  const verdict = VERDICTS[bound]
  return text(
    `${title.zh}:${verdict.zh}${now === null ? '' : `(现为 ${now},标准 ${limit ?? ''})`}`,
    `${title.en}: ${verdict.en}${now === null ? '' : ` (now ${now}, standard ${limit ?? ''})`}`,
  )
}

/** `31/100` as 31.00%, `1/5..2/5` as a band, heads as they are. */
function inWords(value: string | null): string | null {
  if (value === null) return null
  return value
    .split('..')
    .map((part) => {
      const fraction = part.includes('/') ? parseFraction(part) : null
      return fraction === null ? part : displayPercent(fraction)
    })
    .join('—')
}

/** A judgement in the words of the contract. */
export function presentCheck(ctx: Ctx, judgement: Judgement) {
  const counted = judgement.findings.filter(
    ({ bound, exemption }) => bound === 'fails' && exemption === null,
  )
  return {
    coopId: judgement.coopId,
    asOf: judgement.asOf,
    outcome: judgement.outcome,
    blocks: counted.filter(({ severity }) => severity === 'block').length,
    warnings: counted.filter(({ severity }) => severity === 'warn').length,
    findings: judgement.findings.map((finding) => ({ ...redacted(finding, seesParty(ctx)) })),
    registerHash: judgement.registerHash,
  }
}

/** The binding reading's value as it is shown. */
export function measuredOf(judgement: Judgement, rule: string): string | null {
  const bound = judgement.judged.find((one) => one.rule === rule)?.bound ?? null
  return bound === null ? null : measuredText(bound)
}
