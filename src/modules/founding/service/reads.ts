import { must } from '../../../kernel/assert.ts'
import { fen } from '../../../kernel/money.ts'
import type { AnyId } from '../../../kernel/id.ts'
import type { Output, Verbs } from '../../../kernel/verb.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import {
  calendarFor,
  casesOf,
  loadCase,
  type LoadedCase,
  sayCaseNumber,
  statesOf,
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
    const states = await statesOf(
      ctx,
      projects.map(({ case_id: id }) => id),
    )
    const runs = ({ case_id: id }: ProjectRow) => states.get(id)?.state === 'running'
    const running = projects.filter(runs)
    const late = running.filter(({ case_id: id }) => states.get(id)?.late === true)
    const ended = projects.filter((project) => !runs(project))
    const { limit, offset, state } = filter
    const shown = [
      ...(state === 'ended' ? [] : filter.overdue === true ? late : running),
      ...(state === 'running' || filter.overdue === true ? [] : ended),
    ]
    const page = shown.slice(offset, offset + limit)
    // Only what the page shows is read with its acts.
    const cases = await casesOf(
      ctx,
      page.map(({ case_id: id }) => id),
    )
    const calendar = await calendarFor(ctx)
    return {
      total: shown.length,
      running: running.length,
      ended: ended.length,
      overdue: late.length,
      rows: page.map((project) =>
        rowFrom(ctx, project, {
          found: must(cases.get(project.case_id), 'the case of a project'),
          calendar,
        }),
      ),
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
