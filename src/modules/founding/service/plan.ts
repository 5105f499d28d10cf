import { z } from 'zod'
import { fen } from '../../../kernel/money.ts'
import { badInput, notFound, Refusal } from '../../../kernel/refusal.ts'
import { text } from '../../../kernel/text.ts'
import type { Verbs } from '../../../kernel/verb.ts'
import type { LocalDate } from '../../../kernel/date.ts'
import type { AnyId } from '../../../kernel/id.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { judgeOpening, openRegisters, registerOf } from '../../shares/index.ts'
import type { foundingContract } from '../contract.ts'
import { feasibility, sharePlan } from '../contract/words.ts'
import type { Feasibility, SharePlan } from '../model.ts'
import { faultsOfPlan, notesOnFeasibility, totalOf } from '../rules/plan.ts'
import { insertPlan, lastPlan, updateProject } from '../store/projects.ts'
import type { ProjectRow } from '../store.ts'
import { type Founding, isDone, isOpen, loadFounding, mustBeUnchecked, mustRun } from './view.ts'

type PlanVerbs = Pick<
  Verbs<typeof foundingContract, Ctx>,
  'fillFeasibility' | 'saveSharePlan' | 'readSharePlan' | 'openPlannedRegister'
>

/** What was filled in; null before. */
export const feasibilityOf = (project: ProjectRow): Feasibility | null => {
  const parsed = feasibility.safeParse(project.feasibility)
  return parsed.success ? parsed.data : null
}

/** A register as `openRegisters` reads it: everything promised, nothing paid yet. */
const registerFrom = (plan: SharePlan, coopId: AnyId, foundedOn: LocalDate) => ({
  coopId,
  foundedOn,
  changes: [],
  holders: plan.holders.map((holder) => ({
    key: holder.key,
    kind: holder.kind,
    publicFunction: false,
    ...(holder.personId === null ? {} : { personId: holder.personId }),
    ...(holder.kind === 'enterprise' || holder.kind === 'unit'
      ? { name: holder.name, farmer: false }
      : {}),
    units: [],
    contributions: holder.contributions.map(({ form, amount }) => ({
      form,
      paid: fen(0n),
      promised: amount,
    })),
  })),
})

/** The last plan of a project with what the rules say of it; null when there is none. */
export async function judgedPlan(ctx: Ctx, project: ProjectRow) {
  const row = await lastPlan(ctx, project.id)
  if (row === null) return null
  const plan = sharePlan.parse(row.body)
  const judged = await judge(ctx, project, plan)
  return { version: row.version, recordedBy: row.recorded_by, plan, ...judged }
}

/** A plan under the rules; faults name its own places (a person who died since, a collective not named). */
async function judge(ctx: Ctx, project: ProjectRow, plan: SharePlan) {
  if (project.coop_id === null) return { check: null, refused: false, faults: [] }
  try {
    const register = registerFrom(plan, project.coop_id, ctx.today)
    return { ...(await judgeOpening(ctx, register)), faults: [] }
  } catch (error) {
    if (!(error instanceof Refusal) || error.code !== 'bad_input') throw error
    const faults = error.faults.map((fault) => ({
      ...fault,
      path: fault.path.replace('$.registers[0]', '$.plan'),
    }))
    return { check: null, refused: true, faults }
  }
}

export const planVerbs: PlanVerbs = {
  fillFeasibility: async (ctx, { projectId, feasibility: given }) => {
    const founding = await loadFounding(ctx, projectId, true)
    mustBeUnchecked(founding)
    const body = JSON.stringify(z.encode(feasibility, given))
    await updateProject(ctx, projectId, { feasibility: body })
    ctx.record({ entity: 'founding_project', id: projectId, after: { feasibility: true } })
    const { surplus, gap, notes } = notesOnFeasibility(given)
    return { surplus, gap, notes: notes.map(({ zh, en }) => ({ zh, en })) }
  },

  saveSharePlan: async (ctx, { projectId, plan }) => {
    const founding = await loadFounding(ctx, projectId, true)
    mustBeUnchecked(founding)
    await mustBeUnopened(ctx, founding)
    const faults = faultsOfPlan(plan)
    if (faults.length > 0) throw badInput(faults)
    const { check, refused, faults: strangers } = await judge(ctx, founding.project, plan)
    if (strangers.length > 0) throw badInput(strangers)
    const version = ((await lastPlan(ctx, projectId))?.version ?? 0) + 1
    const body = JSON.stringify(z.encode(sharePlan, plan))
    await insertPlan(ctx, { projectId, version, body })
    ctx.record({
      entity: 'founding_plan',
      id: projectId,
      after: { version, holders: plan.holders.length },
    })
    return { version, total: totalOf(plan), check, refused }
  },

  readSharePlan: async (ctx, { projectId }) => {
    const { project } = await loadFounding(ctx, projectId)
    const judged = await judgedPlan(ctx, project)
    if (judged === null) throw notFound()
    const { version, recordedBy, plan, check, refused } = judged
    const register = project.coop_id === null ? null : await registerOf(ctx, project.coop_id)
    return {
      version,
      recordedBy,
      holders: plan.holders,
      total: totalOf(plan),
      check,
      refused,
      opened: register !== null,
    }
  },

  openPlannedRegister: async (ctx, { projectId }) => {
    const founding = await loadFounding(ctx, projectId, true)
    mustRun(founding)
    const { project } = founding
    const called = isOpen(founding, 'assembly') || isDone(founding, 'assembly')
    if (!called || project.coop_id === null) {
      throw new Refusal(
        'not_allowed_now',
        text(
          '乡镇(街道)审核通过后才能建立设立人成员册。',
          'The register of founders is opened once the town has checked the plan.',
        ),
      )
    }
    const row = await lastPlan(ctx, projectId)
    if (row === null) throw notFound()
    const plan = sharePlan.parse(row.body)
    const { registers } = await openRegisters(ctx, {
      unitId: project.coop_id,
      asFound: false,
      sourceNote: `股权方案第 ${row.version} 版,设立人名单`,
      registers: [registerFrom(plan, project.coop_id, ctx.today)],
    })
    return { members: registers[0]?.holders.length ?? 0, promised: totalOf(plan) }
  },
}

/** A plan from which the register of founders was opened is changed there, by events that stay. */
async function mustBeUnopened(ctx: Ctx, { project }: Founding): Promise<void> {
  if (project.coop_id === null || (await registerOf(ctx, project.coop_id)) === null) return
  throw new Refusal(
    'not_allowed_now',
    text(
      '设立人成员册已建立;出资和人员变动请在成员册登记。',
      'The register of founders is open: record changes there.',
    ),
  )
}
