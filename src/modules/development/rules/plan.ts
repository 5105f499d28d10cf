import { addDays, addMonths, type LocalDate } from '../../../kernel/date.ts'
import type { Text } from '../../../kernel/text.ts'
import { CLASS_TASKS } from '../data/rules.ts'
import type { ClassProposal, CoopClass } from '../model.ts'
import { nextClass, stepsTo } from './classes.ts'

export interface PlannedTask {
  readonly what: string
  readonly responsible: string
  readonly dueOn: LocalDate
  /** The test that it is to cure. */
  readonly test: string | null
}

export interface PlanDraft {
  readonly aim: string
  readonly notes: readonly Text[]
  readonly dueOn: LocalDate
  readonly tasks: readonly PlannedTask[]
}

/**
 * The plan of a co-op from the templates of its class and of every test that stands in the way to the next one
 * (seed R71: tasks, people, dates). In order of their days; what the class always asks goes first on a day.
 */
export function draftPlan(
  of: CoopClass,
  proposal: Pick<ClassProposal, 'results'>,
  from: LocalDate,
): PlanDraft {
  const { aim, months, notes, tasks } = CLASS_TASKS[of]
  const next = nextClass(of)
  const cures = next === null ? [] : stepsTo(proposal, next)
  const seen = new Set<string>()
  const all: PlannedTask[] = [
    ...tasks.map(({ what, responsible, days }) => ({
      what: what.zh,
      responsible,
      dueOn: addDays(from, days),
      test: null,
    })),
    ...cures.flatMap(({ result: { test } }) => {
      if (seen.has(test.cure.zh)) return []
      seen.add(test.cure.zh)
      return [
        {
          what: test.cure.zh,
          responsible: test.responsible,
          dueOn: addDays(from, test.days),
          test: test.id,
        },
      ]
    }),
  ]
  return {
    aim: aim.zh,
    notes,
    dueOn: addMonths(from, months),
    tasks: all.toSorted((a, b) => (a.dueOn < b.dueOn ? -1 : a.dueOn > b.dueOn ? 1 : 0)),
  }
}
