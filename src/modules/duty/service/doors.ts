import type { AnyId } from '../../../kernel/id.ts'
import type { Verbs } from '../../../kernel/verb.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { listProcesses, readProcess } from '../../approvals/index.ts'
import { readDocument } from '../../policy/index.ts'
import { listCurrentChecks } from '../../shares/index.ts'
import type { doorVerbs as contract } from '../contract/doors.ts'
import { citedClauses } from '../rules/cite.ts'
import { catalogueOn } from './catalogue.ts'

export const doorVerbs: Verbs<typeof contract, Ctx> = {
  readClauseDoors: async (ctx, { documentId }) => {
    const document = await readDocument(ctx, { documentId })
    const [version] = document.versions
    const clauses = version?.clauses ?? []
    const cited = {
      titles: [document.title.zh, ...ALIASES.filter((alias) => document.title.zh.includes(alias))],
      clauses,
    }
    /** A row for each clause a citation means; one without a clause where it means the document. */
    const at = <R>(citation: string, row: R): (R & { clauseId: AnyId | null })[] => {
      const found = citedClauses(citation, cited)
      if (found === null) return []
      return found.length === 0
        ? [{ ...row, clauseId: null }]
        : found.map(({ id }) => ({ ...row, clauseId: id }))
    }
    const { rules } = await listCurrentChecks(ctx, { limit: 1, offset: 0 })
    const { rows: processes } = await listProcesses(ctx, {})
    const steps = []
    for (const { process: id, title } of processes) {
      const { process } = await readProcess(ctx, { process: id })
      for (const step of process.steps) {
        const row = {
          process: id,
          processTitle: title,
          step: step.key,
          stepTitle: step.title,
          clause: step.clause,
        }
        steps.push(...at(step.clause, row))
      }
    }
    const duties = (await catalogueOn(ctx, ctx.today)).flatMap(({ spec }) => {
      const row = { duty: spec.id, title: spec.title, clause: spec.clause }
      // The catalogue names its document by code; its clause is words of it.
      return spec.document === document.code
        ? [{ ...row, clauseId: wordedClause(spec.clause, clauses) }]
        : at(spec.clause, row)
    })
    return {
      rules: document.citedBy.map(({ rule, clauseId }) => {
        const found = rules.find((one) => one.rule === rule)
        return {
          clauseId,
          rule,
          fails: found?.fails ?? 0,
          depends: found?.depends ?? 0,
          exempt: found?.exempt ?? 0,
        }
      }),
      steps,
      duties,
    }
  },
}

/** Short names under which steps cite a document of the library. */
const ALIASES = ['一着妙棋活全盘', '操作规程', '实施意见']

/** The clause whose own words stand in the citation; null where there is none. */
function wordedClause(
  citation: string,
  clauses: readonly { readonly id: AnyId; readonly number: string }[],
): AnyId | null {
  const found = clauses.find(({ number }) => {
    const words = number.split('·').at(-1) ?? ''
    return words.length >= 3 && citation.includes(words)
  })
  return found?.id ?? null
}
