import { type LocalDate, yearOf } from '../../kernel/date.ts'
import { jsonPath } from '../../kernel/fault.ts'
import { badInput, type Fault, Refusal } from '../../kernel/refusal.ts'
import { type Text, text } from '../../kernel/text.ts'
import { faultsOf } from '../../kernel/fault.ts'
import type { Exemption, Parameters, RuleSpec, RuleVersion } from './model.ts'

/** An exemption longer than this many years is a change of the rule, not an exemption from it. */
const EXEMPTION_YEARS_MAX = 3

/** Whether a dated thing counts on a day: from inclusive, to exclusive. */
export const countsOn = (
  span: { readonly validFrom: LocalDate; readonly validTo: LocalDate | null },
  day: LocalDate,
): boolean => span.validFrom <= day && (span.validTo === null || day < span.validTo)

/** The day from which an exemption no longer counts, revocation included. */
export function exemptionEnd(exemption: Pick<Exemption, 'validTo' | 'revoked'>): LocalDate {
  const { validTo, revoked } = exemption
  return revoked !== null && revoked.from < validTo ? revoked.from : validTo
}

export const exemptionCounts = (
  exemption: Pick<Exemption, 'validFrom' | 'validTo' | 'revoked'>,
  day: LocalDate,
): boolean => exemption.validFrom <= day && day < exemptionEnd(exemption)

/** What is wrong with a proposal as the rule itself sees it: parameters, reading. Empty when nothing is. */
export function proposalFaults(
  spec: Pick<RuleSpec, 'rule' | 'readings' | 'parameters'>,
  proposal: { readonly binding: string; readonly parameters: Parameters },
): Fault[] {
  const faults: Fault[] = []
  if (!spec.readings.some((reading) => reading.id === proposal.binding)) {
    const known = spec.readings.map((reading) => reading.id).join(', ')
    faults.push({
      path: '$.binding',
      text: text(
        `规则 ${spec.rule} 没有这种口径,可选:${known}`,
        `rule ${spec.rule} has no such reading; choose from: ${known}`,
      ),
    })
  }
  const parsed = spec.parameters.safeParse(proposal.parameters, { reportInput: true })
  if (!parsed.success) {
    const inside = faultsOf(parsed.error)
    const root = jsonPath(['parameters'])
    faults.push(...inside.map((fault) => ({ ...fault, path: root + fault.path.slice(1) })))
  }
  return faults
}

export const notAdjustable = (spec: RuleSpec): Refusal =>
  new Refusal(
    'not_allowed_now',
    text(
      `${spec.title.zh}(${spec.rule})出自${spec.source},县里不能修改。`,
      `${spec.title.en} (${spec.rule}) comes from ${spec.source}; the county cannot change it.`,
    ),
  )

/**
 * Where a new version goes: which version it ends, if any. Versions of one rule form a line without
 * overlaps; a version that waits for its day must be withdrawn before another is proposed.
 * @throws Refusal `not_allowed_now` for a start in the past, `conflict` for an overlap.
 */
export function placeVersion(
  versions: readonly RuleVersion[],
  proposal: { readonly validFrom: LocalDate; readonly today: LocalDate },
): RuleVersion | null {
  const { validFrom, today } = proposal
  if (validFrom < today) {
    throw new Refusal(
      'not_allowed_now',
      text(
        `生效日 ${validFrom} 已过;规则只能从今天(${today})或以后生效。`,
        `${validFrom} is past; a rule can only count from today (${today}) or later.`,
      ),
    )
  }
  const live = versions.filter((version) => version.withdrawnBy === null)
  const clash = live.find((version) => version.validFrom >= validFrom)
  if (clash !== undefined) {
    throw new Refusal(
      'conflict',
      text(
        `第 ${clash.version} 版自 ${clash.validFrom} 生效,与新版本重叠;请先撤回它,或把生效日定在其后。`,
        `Version ${clash.version} counts from ${clash.validFrom} and would overlap; withdraw it first, or start later.`,
      ),
    )
  }
  return live.find((version) => version.validTo === null || version.validTo > validFrom) ?? null
}

/** Versions are numbered from 1 in the order of proposal, withdrawn ones included. */
export const nextVersion = (versions: readonly RuleVersion[]): string =>
  String(versions.reduce((highest, { version }) => Math.max(highest, Number(version) || 0), 0) + 1)

/**
 * Which version opens again when one that waits is withdrawn.
 * @throws Refusal `not_allowed_now` when it has begun to count, or was withdrawn before.
 */
export function withdrawVersion(
  versions: readonly RuleVersion[],
  target: RuleVersion,
  today: LocalDate,
): RuleVersion | null {
  if (target.withdrawnBy !== null || target.validFrom <= today) {
    const why: Text =
      target.withdrawnBy !== null
        ? text('该版本已经撤回。', 'This version was withdrawn already.')
        : text(
            `该版本已于 ${target.validFrom} 生效,不能撤回;请拟定新版本。`,
            `This version has counted since ${target.validFrom}; propose a new one instead.`,
          )
    throw new Refusal('not_allowed_now', why)
  }
  return (
    versions.find(
      (version) => version.withdrawnBy === null && version.validTo === target.validFrom,
    ) ?? null
  )
}

/** @throws Refusal `bad_input` for a range that is empty, past or longer than an exemption may be. */
export function checkExemptionRange(range: {
  readonly validFrom: LocalDate
  readonly validTo: LocalDate
  readonly today: LocalDate
}): void {
  const { validFrom, validTo, today } = range
  const faults: Fault[] = []
  if (validTo <= validFrom) {
    const why = text('止期应晚于起期', 'the end must be after the start')
    faults.push({ path: '$.validTo', text: why })
  } else if (validTo <= today) {
    faults.push({ path: '$.validTo', text: text('止期已过', 'the end is past') })
  } else if (`${yearOf(validFrom) + EXEMPTION_YEARS_MAX}${validFrom.slice(4)}` < validTo) {
    const why = text(
      `豁免最长 ${EXEMPTION_YEARS_MAX} 年;更久请修改规则`,
      `at most ${EXEMPTION_YEARS_MAX} years; for longer, change the rule`,
    )
    faults.push({ path: '$.validTo', text: why })
  }
  if (faults.length > 0) throw badInput(faults)
}
