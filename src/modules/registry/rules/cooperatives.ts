import type { LocalDate } from '../../../kernel/date.ts'
import { type Text, text } from '../../../kernel/text.ts'
import {
  type CoopStatus,
  type CountingRules,
  DEFAULT_COUNTING,
  NEXT_STATUSES,
  STATUS_NAMES,
} from '../model.ts'

export interface StatusStep {
  readonly from: CoopStatus
  readonly since: LocalDate
  readonly to: CoopStatus
  readonly on: LocalDate
  readonly today: LocalDate
}

/** Why a step of status is not allowed; null when it is. */
export function statusFault(step: StatusStep): Text | null {
  const { from, to } = step
  if (step.on > step.today) return text('日期不能在今天之后', 'the date lies in the future')
  if (step.on < step.since) {
    return text(
      `现状态自 ${step.since} 起,变更日期不能更早`,
      `the present status counts since ${step.since}; the change cannot be earlier`,
    )
  }
  const next = NEXT_STATUSES[from]
  if (next.includes(to)) return null
  const [zh, en] = (['zh', 'en'] as const).map((language) => ({
    from: STATUS_NAMES[from][language],
    to: STATUS_NAMES[to][language],
    next: next.map((status) => STATUS_NAMES[status][language]),
  }))
  return text(
    `“${zh?.from}”不能变更为“${zh?.to}”,可变更为:${zh?.next.join('、') || '无'}`,
    `"${en?.from}" cannot become "${en?.to}"; it can become: ${en?.next.join(', ') || 'nothing'}`,
  )
}

/** Whether a co-op belongs to the cohort registered before the county's opinions; null when not registered. */
export const isBeforeOpinions = (
  registeredOn: LocalDate | null,
  rules: CountingRules,
): boolean | null => (registeredOn === null ? null : registeredOn < rules.opinionsDate)

/** Fills the county's own settings over the defaults. */
export function countingRulesOf(
  own: Partial<Pick<CountingRules, 'countedStatuses' | 'opinionsDate'>> | null,
): CountingRules {
  return {
    countedStatuses: own?.countedStatuses ?? DEFAULT_COUNTING.countedStatuses,
    opinionsDate: own?.opinionsDate ?? DEFAULT_COUNTING.opinionsDate,
    opinionsDateIsDefault: own?.opinionsDate === undefined,
  }
}

/** The sentence beside every total of co-ops: what was counted and what was not. */
export function countingSentence(rules: CountingRules, asOf: LocalDate): Text {
  const names = (language: 'zh' | 'en') =>
    rules.countedStatuses.map((status) => STATUS_NAMES[status][language])
  const byDefault = rules.opinionsDateIsDefault
  return text(
    `截至 ${asOf},状态为${names('zh').join('、')}的合作社;${rules.opinionsDate}(实施意见${
      byDefault ? ',缺省值' : ''
    })以前注册的计入总数,另可单列;联合社不计入,单独统计。`,
    `As of ${asOf}: co-ops that are ${names('en').join(' or ')}; those registered before ${
      rules.opinionsDate
    } (the county's opinions${
      byDefault ? ', default' : ''
    }) are included and can be shown apart; unions are not included and counted separately.`,
  )
}

/** Names of the facts that differ, in the order of the second. Lists are compared by content. */
export function changedFacts(
  before: Readonly<Record<string, unknown>>,
  after: Readonly<Record<string, unknown>>,
): string[] {
  return Object.keys(after).filter((key) => plain(before[key]) !== plain(after[key]))
}

const plain = (value: unknown): string =>
  value === undefined || value === null
    ? 'null'
    : typeof value === 'object'
      ? JSON.stringify(value)
      : `${typeof value}:${String(value as string | number | bigint | boolean)}`

const FACT_NAMES: Readonly<Record<string, string>> = {
  industry_id: 'industry',
  chair_id: 'chairPersonId',
  registered_capital_fen: 'registeredCapital',
}
const DERIVED = new Set(['name_pinyin', 'name_initials', 'credit_code_check'])

/** The names that callers know for changed columns; what follows from another column is left out. */
export const factNames = (columns: readonly string[]): string[] =>
  columns
    .filter((column) => !DERIVED.has(column))
    .map(
      (column) =>
        FACT_NAMES[column] ??
        column.replaceAll(/_([a-z])/g, (_, letter: string) => letter.toUpperCase()),
    )
