import type { Held, Lawful, Lock, Process, Step } from '../model.ts'
import { prerequisitesOf } from './standing.ts'

/** What the law fixes of a process: everything its lawful steps were shipped with, each with its clause. */
export const locksOf = (
  process: Process,
  lawful: Readonly<Record<string, Lawful>>,
): readonly Lock[] =>
  process.steps.flatMap((step) => {
    const law = lawful[step.key]
    return law === undefined ? [] : locksOfStep(step, law, nearest(process, step, lawful))
  })

function locksOfStep(step: Step, law: Lawful, before: readonly string[]): Lock[] {
  const lock = (holds: Held, clause = law.clause): Lock => ({ step: step.key, clause, holds })
  const { wait, due } = step
  return [
    lock({ kind: 'step' }),
    ...before.map((key) => lock({ kind: 'after', step: key })),
    ...(wait === null ? [] : [lock({ kind: 'wait', days: wait.days }, law.wait)]),
    ...(due === null || law.due === undefined
      ? []
      : [lock({ kind: 'due', days: due.days }, law.due)]),
    ...step.demands
      .filter(({ rule }) => law.free?.includes(rule) !== true)
      .map(({ rule, clause }) => {
        const least = law.least?.[rule]
        return lock({ kind: 'demand', rule, share: least?.share ?? null }, least?.clause ?? clause)
      }),
    ...step.form.flatMap((field) =>
      field.kind === 'day' && field.event ? [lock({ kind: 'event', field: field.key })] : [],
    ),
    ...step.papers
      .filter(({ required }) => required)
      .map(({ kind }) => lock({ kind: 'paper', paper: kind })),
    ...step.evidence.map((name) => lock({ kind: 'evidence', name })),
    lock({ kind: 'signers' }),
    ...step.apart.map((key) => lock({ kind: 'apart', step: key })),
  ]
}

/** The lawful steps right before a lawful one, whatever habits stand between. */
function nearest(
  process: Process,
  step: Step,
  lawful: Readonly<Record<string, Lawful>>,
): readonly string[] {
  const before = prerequisitesOf(process, step.key).filter((key) => key in lawful)
  return before.filter(
    (key) => !before.some((other) => prerequisitesOf(process, other).includes(key)),
  )
}
