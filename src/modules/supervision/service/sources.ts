import { z } from 'zod'
import { date, type LocalDate } from '../../../kernel/date.ts'
import { textSchema } from '../../../kernel/finding.ts'
import { notFound } from '../../../kernel/refusal.ts'
import { day, id } from '../../../kernel/schema.ts'
import type { Text } from '../../../kernel/text.ts'
import type { Verbs } from '../../../kernel/verb.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { calendarFor, clockOf, loadCase, stepOf } from '../../approvals/index.ts'
import { listAuditPoints, listDeskWarnings } from '../../ledger/index.ts'
import { ruleTitles } from '../../policy/index.ts'
import { cooperativesIn } from '../../registry/index.ts'
import { currentChecks } from '../../shares/index.ts'
import type { supervisionContract } from '../contract.ts'
import type { SourceFact } from '../model.ts'
import {
  factOfCase,
  factOfIssue,
  factOfPoint,
  factOfWarning,
  factsOfCheck,
  type RuleFinding,
} from '../rules/sources.ts'
import { addEvent } from '../store/problems.ts'
import { countyUnit } from '../store/reports.ts'
import * as store from '../store/sources.ts'
import { notNow, shownSource } from './view.ts'

type SourceVerbs = Pick<
  Verbs<typeof supervisionContract, Ctx>,
  'refreshProblemSources' | 'listProblemSources' | 'dismissProblemSource'
>

/** How many rows of another list are read at once. */
const PAGE = 500

async function ruleFacts(ctx: Ctx): Promise<SourceFact[]> {
  const coops = await cooperativesIn(ctx)
  const titles = ruleTitles()
  const checks = await currentChecks(
    ctx,
    coops.map(({ id }) => id),
  )
  return coops.flatMap((coop) => {
    const check = checks.get(coop.id)
    return check === undefined
      ? []
      : factsOfCheck(coop, check.findings as readonly RuleFinding[], titles)
  })
}

async function auditFacts(ctx: Ctx): Promise<SourceFact[]> {
  const { rows, rules } = await listAuditPoints(ctx, { limit: 100_000, offset: 0 })
  const words = new Map(rules.map((rule) => [rule.rule, rule]))
  return rows.map((row) => factOfPoint(row, words.get(row.rule)))
}

async function warningFacts(ctx: Ctx): Promise<SourceFact[]> {
  const limits = { bankDays: 30, advanceDays: 90, inboxDays: 7, closeDays: 15 }
  const { rows } = await listDeskWarnings(ctx, { ...limits, limit: PAGE * 100, offset: 0 })
  return rows.map(factOfWarning)
}

/** What help answers under this name; nothing where the product has no help. */
const LATE_ISSUES = 'help.late-issues'

const lateIssues = z.array(
  z.object({
    issueId: id,
    unit: z.object({ id, name: z.string(), kind: z.string() }),
    what: z.string(),
    to: textSchema,
    dueOn: day,
  }),
)

async function helpFacts(ctx: Ctx): Promise<SourceFact[]> {
  const county = await countyUnit(ctx)
  const said = (await ctx.ask(LATE_ISSUES, [county.id])).get(county.id)
  return said === undefined ? [] : lateIssues.parse(said).map(factOfIssue)
}

/** What is found today against what was known: new, found again, and what is gone. */
async function compare(ctx: Ctx, facts: readonly SourceFact[]) {
  const unique = [...new Map(facts.map((one) => [one.fact, one])).values()]
  const known = await store.knownSources(ctx, ['rule', 'audit', 'statement', 'help'])
  const names = new Map(known.map((one) => [one.fact, one]))
  const now = new Set(unique.map(({ fact }) => fact))
  const gone = known.filter(({ fact, mended_on: mended }) => mended === null && !now.has(fact))
  const again = unique.flatMap(({ fact }) => {
    const one = names.get(fact)
    return one !== undefined && one.mended_on !== null ? [one] : []
  })
  await store.saveFacts(ctx, unique)
  await store.markMended(
    ctx,
    gone.map(({ id }) => id),
  )
  return { unique, fresh: unique.filter(({ fact }) => !names.has(fact)).length, gone, again }
}

/**
 * Looks at the facts of the other modules. What is no longer found is marked as mended, with the day; the problem
 * made of it stays open until somebody has checked on the spot.
 */
export async function refreshSources(ctx: Ctx) {
  const facts = [
    ...(await ruleFacts(ctx)),
    ...(await auditFacts(ctx)),
    ...(await warningFacts(ctx)),
    ...(await helpFacts(ctx)),
  ]
  const { unique, fresh, gone, again } = await compare(ctx, facts)
  const overdue = await mendedCases(ctx)
  for (const [rows, kind] of [
    [gone, 'mended'],
    [again, 'found_again'],
  ] as const) {
    for (const { problem_id: problemId } of rows) {
      if (problemId !== null) await addEvent(ctx, problemId, { kind, words: '' })
    }
  }
  const answer = {
    found: unique.length,
    fresh,
    mended: gone.length + overdue,
    again: again.length,
  }
  ctx.record({ entity: 'problem_source', id: String(ctx.county), after: answer })
  return answer
}

/** Overdue cases that have moved on since. @returns how many. */
async function mendedCases(ctx: Ctx): Promise<number> {
  const calendar = await calendarFor(ctx)
  const gone = []
  for (const row of await store.openCaseFacts(ctx)) {
    const [, caseId = '', key = ''] = row.fact.split(':')
    const found = await loadCase(ctx, caseId as never, false)
    const now = found.standing.steps.find((step) => step.key === key)
    const step = stepOf(found.process, key)
    const open = found.standing.state === 'running' && now?.status === 'open'
    const dueOn =
      open && step !== undefined && now !== undefined
        ? clockOf(step, now, { standing: found.standing, calendar }).dueOn
        : null
    if (dueOn === null || dueOn >= ctx.today) gone.push(row.id)
  }
  await store.markMended(ctx, gone)
  return gone.length
}

/** A case went past the last day of a step: for the list of what may be a problem. */
export async function followOverdue(
  ctx: Ctx,
  payload: Readonly<Record<string, unknown>>,
): Promise<void> {
  const { caseId, process, title, step, stepTitle, dueOn } = payload
  const own = /^(problem-|extension-|listed-supervision|bulletin)/
  // What supervision itself is late with is no new problem of the co-op.
  if (typeof caseId !== 'string' || typeof process !== 'string' || own.test(process)) return
  const found = await loadCase(ctx, caseId as never, false)
  const due: LocalDate = date(String(dueOn))
  await store.saveFacts(ctx, [
    factOfCase({
      caseId: found.row.id,
      unitId: found.row.unit_id,
      title: String(title),
      step: String(step),
      stepTitle: stepTitle as Text,
      dueOn: due,
    }),
  ])
}

export const sourceVerbs: SourceVerbs = {
  refreshProblemSources: (ctx) => refreshSources(ctx),

  listProblemSources: async (ctx, input) => {
    const { counts, rows } = await store.sourcePage(ctx, {
      ...input,
      unitId: input.unitId,
      channel: input.channel,
      severity: input.severity,
    })
    return { total: counts[input.state], counts, rows: rows.map(shownSource) }
  },

  dismissProblemSource: async (ctx, { unitId, sourceId, why }) => {
    const [row] = await store.lockSources(ctx, [sourceId], unitId)
    if (row === undefined) throw notFound()
    if (row.problem_id !== null || row.dismissed_on !== null) {
      throw notNow('该线索已经处理。', 'It has been dealt with.')
    }
    await store.dismissSource(ctx, sourceId, why)
    ctx.record({ entity: 'problem_source', id: sourceId, after: { dismissed: why } })
    return {}
  },
}
