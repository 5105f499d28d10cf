import { paperDay } from '../../../kernel/paper.ts'
import { displayYuan, parseYuan } from '../../../kernel/money.ts'
import { ROLES } from '../../../kernel/role.ts'
import type { LoadedCase, Value } from '../../approvals/index.ts'
import { BASIS_NAMES } from './paper-words.ts'
import type { Opinion } from './papers.ts'

/* What each organ said in a case, as the papers show it. */

type Step = LoadedCase['process']['steps'][number]
type Now = LoadedCase['standing']['steps'][number]

/** A line for each step the case takes; where several signed, a line for each of them. */
export function opinionsOf(
  process: LoadedCase['process'],
  at: Pick<LoadedCase, 'standing' | 'facts'>,
): Opinion[] {
  const { standing, facts } = at
  return standing.steps.flatMap((now): Opinion[] => {
    const step = process.steps.find(({ key }) => key === now.key)
    if (step === undefined || now.status === 'skipped' || !isAsked(step, facts)) return []
    const signed = now.seats.flatMap(({ signed: one }) => (one === null ? [] : [one]))
    if (signed.length === 0) {
      return [{ step: step.title.zh, said: '', basis: '', by: '', on: null }]
    }
    return signed.map(({ by, on, outcome, basis, basisText, reason }) => ({
      step: step.title.zh,
      said: saidAt(step, now, { outcome, reason }),
      basis: [basis === null ? '' : BASIS_NAMES[basis], basisText].filter(said).join('：'),
      by: by.role === null ? by.name : `${by.name}\n${ROLES[by.role].title.zh}`,
      on,
    }))
  })
}

/** Whether the facts a case was opened with ask for a step; one that waits is skipped only when its turn comes. */
function isAsked({ when }: Step, facts: LoadedCase['facts']): boolean {
  if (when === null || (when.kind !== 'includes' && when.kind !== 'is')) return true
  const [scope, field = ''] = when.value.split('.')
  if (scope !== 'case') return true
  const value = facts[field]
  if (when.kind === 'is') return value === when.equals
  return Array.isArray(value) && value.some((one) => one === when.item)
}

const said = (part: string): boolean => part !== ''

/** A decision of a body with its numbers, or a yes or no with its reason. */
function saidAt(
  step: Step,
  now: Now,
  signed: { readonly outcome: 'agreed' | 'opposed'; readonly reason: string },
): string {
  const written = step.form
    .map((field) => {
      const value = now.values[field.key]
      return value === undefined ? '' : `${field.title.zh} ${sayValue(field.kind, value)}`
    })
    .filter(said)
  const verdict =
    step.kind === 'record' ? [] : [signed.outcome === 'agreed' ? '同意' : '不同意', signed.reason]
  return [...verdict, ...written].filter(said).join('；')
}

function sayValue(kind: Step['form'][number]['kind'], value: Value): string {
  if (kind === 'day') return typeof value === 'string' ? paperDay(value) : ''
  if (kind === 'yes') return value === true ? '是' : '否'
  if (kind === 'yuan') return displayYuan(parseYuan(typeof value === 'string' ? value : '') ?? 0n)
  if (typeof value === 'string' || typeof value === 'number') return String(value)
  // Tables stand on papers of their own; a list of words is said one after the other.
  return Array.isArray(value)
    ? value.flatMap((one: unknown) => (typeof one === 'string' ? one : [])).join('、')
    : ''
}
