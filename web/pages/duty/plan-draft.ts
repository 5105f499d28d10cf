import type { In } from '../../api.ts'
import type { Plan } from './words.ts'

/* A plan as it is being typed: numbers are text until they are whole. */

export interface LineDraft {
  readonly key: string
  readonly villageId: string
  readonly industryId: string
  readonly name: string
  readonly coops: string
  readonly investment: string
  readonly dueOn: string
  readonly responsible: string
}
export type ProofKind = Plan['milestones'][number]['proof']['kind']
export interface MilestoneDraft {
  readonly key: string
  readonly title: string
  readonly dueOn: string
  readonly responsible: string
  readonly proof: ProofKind
  /** A count, or yuan. */
  readonly wanted: string
}
export interface PlanDraft {
  readonly responsible: string
  readonly aims: string
  readonly lines: readonly LineDraft[]
  readonly milestones: readonly MilestoneDraft[]
}

const nextKey = (letter: string, keys: readonly { readonly key: string }[]): string => {
  const numbers = keys.map(({ key }) => Number(key.replaceAll(/\D/g, '')))
  return `${letter}${Math.max(0, ...numbers) + 1}`
}

const emptyLine = (key: string): LineDraft => ({
  key,
  villageId: '',
  industryId: '',
  name: '',
  coops: '1',
  investment: '',
  dueOn: '',
  responsible: '',
})
const emptyMilestone = (key: string): MilestoneDraft => ({
  key,
  title: '',
  dueOn: '',
  responsible: '',
  proof: 'coops',
  wanted: '1',
})

const wantedOf = (proof: Plan['milestones'][number]['proof']): string => {
  if (proof.kind === 'record') return ''
  return proof.kind === 'investment' ? proof.amount : String(proof.count)
}

/** What is written now, or an empty plan. */
export const draftOf = (plan: Plan): PlanDraft => ({
  responsible: plan.responsible,
  aims: plan.aims,
  lines:
    plan.lines.length === 0
      ? [emptyLine('l1')]
      : plan.lines.map((line) => ({
          key: line.key,
          villageId: line.village.id,
          industryId: line.industry?.id ?? '',
          name: line.name,
          coops: String(line.coops),
          investment: line.investment,
          dueOn: line.dueOn,
          responsible: line.responsible,
        })),
  milestones:
    plan.milestones.length === 0
      ? [emptyMilestone('m1')]
      : plan.milestones.map((one) => ({
          key: one.key,
          title: one.title,
          dueOn: one.dueOn,
          responsible: one.responsible,
          proof: one.proof.kind,
          wanted: wantedOf(one.proof),
        })),
})

/** The draft with a line changed, taken out (`next` null), or a new one added (`key` null). */
export const withLine = (
  draft: PlanDraft,
  key: string | null,
  next: LineDraft | null,
): PlanDraft => ({
  ...draft,
  lines:
    key === null
      ? [...draft.lines, emptyLine(nextKey('l', draft.lines))]
      : draft.lines.flatMap((line) => (line.key !== key ? [line] : next === null ? [] : [next])),
})

/** The same of a milestone. */
export const withMilestone = (
  draft: PlanDraft,
  key: string | null,
  next: MilestoneDraft | null,
): PlanDraft => ({
  ...draft,
  milestones:
    key === null
      ? [...draft.milestones, emptyMilestone(nextKey('m', draft.milestones))]
      : draft.milestones.flatMap((one) => (one.key !== key ? [one] : next === null ? [] : [next])),
})

const filled = (values: readonly string[]): boolean => values.every((one) => one.trim() !== '')

function proofOf({ proof, wanted }: MilestoneDraft) {
  if (proof === 'record') return { kind: proof }
  return proof === 'investment'
    ? { kind: proof, amount: wanted.trim() }
    : { kind: proof, count: Number(wanted) }
}

/** What the verb is asked; null while something that is needed has not been typed. */
export function planInput(
  draft: PlanDraft,
  at: { readonly townId: string; readonly year: string; readonly reason: string },
): In<'saveTownPlan'> | null {
  const full =
    filled([draft.responsible]) &&
    draft.lines.length > 0 &&
    draft.milestones.length > 0 &&
    draft.lines.every(({ industryId: _any, ...line }) => filled(Object.values(line))) &&
    draft.milestones.every(({ wanted, ...one }) =>
      filled([...Object.values(one), ...(one.proof === 'record' ? [] : [wanted])]),
    )
  if (!full) return null
  return {
    townId: at.townId,
    year: at.year,
    reason: at.reason.trim(),
    responsible: draft.responsible.trim(),
    aims: draft.aims.trim(),
    lines: draft.lines.map((line) => ({
      key: line.key,
      villageId: line.villageId,
      industryId: line.industryId === '' ? null : line.industryId,
      name: line.name.trim(),
      coops: Number(line.coops),
      investment: line.investment.trim(),
      dueOn: line.dueOn,
      responsible: line.responsible.trim(),
    })),
    milestones: draft.milestones.map((one) => ({
      key: one.key,
      title: one.title.trim(),
      dueOn: one.dueOn,
      responsible: one.responsible.trim(),
      proof: proofOf(one),
    })),
  }
}
