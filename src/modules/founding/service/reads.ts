import { fen } from '../../../kernel/money.ts'
import type { AnyId } from '../../../kernel/id.ts'
import type { Output, Verbs } from '../../../kernel/verb.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import {
  calendarFor,
  casesAbout,
  loadCase,
  type LoadedCase,
  sayCaseNumber,
  stepOf,
} from '../../approvals/index.ts'
import { coopFacts, listIndustries } from '../../registry/index.ts'
import { listCertificates, registerOf } from '../../shares/index.ts'
import type { foundingContract } from '../contract.ts'
import { totalOf } from '../rules/plan.ts'
import { sharePlan } from '../contract/words.ts'
import { mobilisationCounts } from '../store/counts.ts'
import { lastPlan, type ListedProject, projectsInside, unitHead } from '../store/projects.ts'
import type { ProjectRow } from '../store.ts'
import { hasDecided } from './evidence.ts'
import { papersOf } from './papers.ts'
import { feasibilityOf } from './plan.ts'
import { countdownOf, loadFounding, standpointsOf, stepsOf } from './view.ts'

type ReadVerbs = Pick<Verbs<typeof foundingContract, Ctx>, 'listFoundings' | 'readFounding'>
type Read = Output<(typeof foundingContract)['readFounding']>
type Row = Output<(typeof foundingContract)['listFoundings']>['rows'][number]

export const readVerbs: ReadVerbs = {
  listFoundings: async (ctx, filter) => {
    const projects = await projectsInside(ctx, filter)
    const states = new Map(
      (
        await casesAbout(
          ctx,
          projects.map(({ id }) => id),
        )
      ).map((row) => [row.id, row.state]),
    )
    const stateOf = ({ case_id: id }: ProjectRow) => states.get(id) ?? 'running'
    const running = projects.filter((project) => stateOf(project) === 'running')
    const calendar = await calendarFor(ctx)
    const rowOf = async (project: ListedProject): Promise<Row> =>
      rowFrom(ctx, project, { found: await loadCase(ctx, project.case_id, false), calendar })
    // What is overdue is only known from the clocks, so every running case is looked at.
    const now: Row[] = []
    for (const project of running) now.push(await rowOf(project))
    const late = now.filter(({ overdue }) => overdue.length > 0)
    const ended = projects.filter((project) => stateOf(project) !== 'running')
    const { limit, offset, state } = filter
    const shown = state === 'ended' ? [] : filter.overdue === true ? late : now
    const rows = shown.slice(offset, offset + limit)
    const rest = state === 'running' || filter.overdue === true ? [] : ended
    const from = Math.max(0, offset - shown.length)
    for (const project of rest.slice(from, from + limit - rows.length)) {
      rows.push(await rowOf(project))
    }
    return {
      total: shown.length + rest.length,
      running: running.length,
      ended: ended.length,
      overdue: late.length,
      rows,
    }
  },

  readFounding: async (ctx, { projectId }) => {
    const founding = await loadFounding(ctx, projectId)
    const { project, found } = founding
    const village = await unitHead(ctx, project.village_id)
    const { industries } = await listIndustries(ctx, {})
    const industry = industries.find(({ id }) => id === project.industry_id)
    const plan = await lastPlan(ctx, projectId)
    const body = plan === null ? null : sharePlan.parse(plan.body)
    return {
      projectId,
      name: project.name,
      mainKind: project.main_kind,
      industry:
        industry === undefined
          ? null
          : { id: industry.id, code: industry.code, name: industry.name },
      village: { id: project.village_id, name: village?.name ?? '' },
      town: village?.above ?? '',
      caseId: project.case_id,
      number: sayCaseNumber(found.row),
      startedOn: project.started_on,
      startedBy: project.started_by,
      state: found.standing.state,
      ...(await stepsOf(ctx, founding)),
      discussion: await discussionOf(ctx, project.discussion_case_id),
      coop: await coopOf(ctx, project.coop_id),
      feasibility: feasibilityOf(project),
      plan:
        plan === null || body === null
          ? null
          : { version: plan.version, holders: body.holders.length, total: totalOf(body) },
      mobilisation: { ...(await mobilisationCounts(ctx, projectId)) },
      papers: await papersOf(ctx, founding),
    }
  },
}

function rowFrom(
  ctx: Ctx,
  project: ListedProject,
  at: { readonly found: LoadedCase; readonly calendar: Awaited<ReturnType<typeof calendarFor>> },
): Row {
  const { found, calendar } = at
  const { steps, state } = found.standing
  const standpoints = standpointsOf(found, calendar)
  return {
    projectId: project.id,
    name: project.name,
    village: { id: project.village_id, name: project.village_name },
    town: project.town_id === null ? null : { id: project.town_id, name: project.town_name ?? '' },
    caseId: project.case_id,
    coopId: project.coop_id,
    startedOn: project.started_on,
    state,
    done: steps.filter(({ status }) => status === 'done' || status === 'skipped').length,
    steps: steps.length,
    ...countdownOf(found, standpoints, ctx.today),
    waiting: standpoints.flatMap(({ key, status, title, dueOn }) =>
      state === 'running' && status === 'open'
        ? [
            {
              title: { ...title },
              roles: (steps.find((step) => step.key === key)?.seats ?? [])
                .filter(({ signed }) => signed === null)
                .map(({ role }) => role),
              dueOn,
              overdue: dueOn !== null && dueOn < ctx.today,
            },
          ]
        : [],
    ),
  }
}

async function discussionOf(ctx: Ctx, caseId: AnyId | null): Promise<Read['discussion']> {
  if (caseId === null) return null
  const { row, standing, process } = await loadCase(ctx, caseId, false)
  const at = standing.steps.find(({ status }) => status === 'open')
  const step = at === undefined ? undefined : stepOf(process, at.key)
  return {
    caseId,
    number: sayCaseNumber(row),
    title: row.title,
    state: standing.state,
    at: step === undefined || standing.state !== 'running' ? null : { ...step.title },
    decided: await hasDecided(ctx, caseId),
  }
}

async function coopOf(ctx: Ctx, coopId: AnyId | null): Promise<Read['coop']> {
  if (coopId === null) return null
  const { name, status, creditCode } = await coopFacts(ctx, coopId)
  const register = await registerOf(ctx, coopId)
  const page = { coopId, status: 'valid', limit: 1, offset: 0 } as const
  const { total } = await listCertificates(ctx, page)
  const sum = (key: 'paid' | 'promised') =>
    fen(register?.rows.reduce((all, row) => all + row[key], 0n) ?? 0n)
  return {
    id: coopId,
    name,
    status,
    creditCode,
    register:
      register === null
        ? null
        : {
            members: register.rows.filter(({ holder }) => holder.kind !== 'other').length,
            promised: sum('promised'),
            paid: sum('paid'),
          },
    certificates: total,
  }
}
