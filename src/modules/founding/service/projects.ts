import { checkCreditCode } from '../../../kernel/identifier.ts'
import type { AnyId, Id } from '../../../kernel/id.ts'
import { badInput, notFound, Refusal } from '../../../kernel/refusal.ts'
import { text } from '../../../kernel/text.ts'
import type { Verbs } from '../../../kernel/verb.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { loadCase, sayCaseNumber, startCase, type Values } from '../../approvals/index.ts'
import {
  changeCooperative,
  changeStatus,
  coopFacts,
  listCoopKinds,
  listIndustries,
  readVillage,
  registerCooperatives,
} from '../../registry/index.ts'
import { formatYuan } from '../../../kernel/money.ts'
import type { foundingContract } from '../contract.ts'
import { insertProject, projectOfCase, unitHead, updateProject } from '../store/projects.ts'
import { isOpen, loadFounding, mustBeUnchecked, mustRun } from './view.ts'

type ProjectVerbs = Pick<
  Verbs<typeof foundingContract, Ctx>,
  'startFounding' | 'changeFounding' | 'startDiscussions' | 'registerProjectCoop' | 'recordLicence'
>

/** The kind and the industry a code names; faults for those the catalogues do not have. */
async function catalogued(
  ctx: Ctx,
  given: { readonly mainKind: string; readonly industry: string | null },
) {
  const { kinds } = await listCoopKinds(ctx, {})
  const kind = kinds.find(({ code }) => code === given.mainKind)
  const { industries } = await listIndustries(ctx, {})
  const industry = industries.find(({ code }) => code === given.industry) ?? null
  const unknown = text('目录中没有', 'is not in the catalogue')
  if (kind === undefined) throw badInput([{ path: '$.mainKind', text: unknown }])
  if (given.industry !== null && industry === null) {
    throw badInput([{ path: '$.industry', text: unknown }])
  }
  return { kind, industry }
}

export const projectVerbs: ProjectVerbs = {
  startFounding: async (ctx, { villageId, name, mainKind, industry: code }) => {
    const village = await unitHead(ctx, villageId)
    if (village?.kind !== 'village') throw notFound()
    const { kind, industry } = await catalogued(ctx, { mainKind, industry: code ?? null })
    const projectId = ctx.newId()
    const { row } = await startCase(ctx, {
      process: 'founding',
      unitId: villageId,
      title: `${village.name}创办${name}`,
      subject: { kind: 'founding', id: projectId },
      facts: {
        name,
        kind: kind.name.zh,
        ...(industry === null ? {} : { industry: industry.name.zh }),
      },
    })
    await insertProject(ctx, {
      id: projectId,
      village_id: villageId,
      name,
      main_kind: mainKind,
      industry_id: industry?.id ?? null,
      case_id: row.id,
    })
    ctx.record({ entity: 'founding_project', id: projectId, after: { villageId, name, mainKind } })
    return { projectId, caseId: row.id, number: sayCaseNumber(row) }
  },

  changeFounding: async (ctx, { projectId, name, mainKind, industry: code }) => {
    const founding = await loadFounding(ctx, projectId, true)
    mustBeUnchecked(founding)
    const { project } = founding
    const { industry } = await catalogued(ctx, { mainKind, industry: code })
    await updateProject(ctx, projectId, {
      name,
      main_kind: mainKind,
      industry_id: industry?.id ?? null,
    })
    if (project.coop_id !== null) {
      await changeCooperative(ctx, {
        coopId: project.coop_id,
        from: ctx.today,
        reason: '创办项目修改',
        changes: { name, mainKind, industry: code },
      })
    }
    ctx.record({
      entity: 'founding_project',
      id: projectId,
      before: { name: project.name, mainKind: project.main_kind },
      after: { name, mainKind },
    })
    return {}
  },

  startDiscussions: async (ctx, { projectId, origin, content, amount }) => {
    const founding = await loadFounding(ctx, projectId, true)
    mustRun(founding)
    const { project } = founding
    const facts: Values = {
      origin,
      matter: 'join',
      content,
      collective: true,
      ...(amount === undefined ? {} : { amount: formatYuan(amount) }),
    }
    await refuseSecond(ctx, project.discussion_case_id)
    const { row } = await startCase(ctx, {
      process: 'four-discussions',
      unitId: project.village_id,
      title: `村集体加入${project.name}`,
      subject: { kind: 'founding', id: projectId },
      facts,
    })
    await updateProject(ctx, projectId, { discussion_case_id: row.id })
    ctx.record({ entity: 'founding_project', id: projectId, after: { discussionCase: row.id } })
    return { caseId: row.id, number: sayCaseNumber(row) }
  },

  registerProjectCoop: async (ctx, input) => {
    const founding = await loadFounding(ctx, input.projectId, true)
    mustRun(founding)
    const { project } = founding
    if (project.coop_id !== null) {
      throw new Refusal('conflict', text('合作社已在台账登记。', 'It is registered already.'))
    }
    await refuseStrangers(ctx, project.village_id, input)
    const { industries } = await listIndustries(ctx, {})
    const industry = industries.find(({ id }) => id === project.industry_id)?.code
    const { ids } = await registerCooperatives(ctx, {
      unitId: project.village_id,
      rows: [
        {
          name: project.name,
          villageId: project.village_id,
          branchId: input.branchId,
          ...(input.collectiveId === undefined ? {} : { collectiveId: input.collectiveId }),
          mainKind: project.main_kind,
          secondaryKinds: [],
          businessForms: [],
          ...(industry === undefined ? {} : { industry }),
          ...(input.businessScope === '' ? {} : { businessScope: input.businessScope }),
          ...(input.address === '' ? {} : { address: input.address }),
          from: ctx.today,
          status: 'preparing',
          statusReason: '创办项目',
        },
      ],
    })
    const [coopId] = ids
    if (coopId === undefined) throw notFound()
    await updateProject(ctx, input.projectId, { coop_id: coopId })
    ctx.record({ entity: 'founding_project', id: input.projectId, after: { coopId } })
    return { coopId }
  },

  recordLicence: async (ctx, input) => {
    const founding = await loadFounding(ctx, input.projectId, true)
    mustRun(founding)
    const coopId = founding.project.coop_id
    if (coopId === null || !isOpen(founding, 'registration')) {
      throw new Refusal(
        'not_allowed_now',
        text('设立大会办结后才能登记执照。', 'The founding assembly comes first.'),
      )
    }
    const code = checkCreditCode(input.creditCode)
    if (!code.valid) {
      const said = code.reason ?? text('校验码不对', 'the check digit is wrong')
      throw badInput([{ path: '$.creditCode', text: said }])
    }
    if (input.licensedOn > ctx.today) {
      const said = text('不能晚于今天', 'must not lie in the future')
      throw badInput([{ path: '$.licensedOn', text: said }])
    }
    const { address, chairName } = input
    await changeCooperative(ctx, {
      coopId,
      from: ctx.today,
      reason: '领取营业执照',
      changes: {
        creditCode: code.normalised,
        registeredOn: input.licensedOn,
        registrar: input.registrar,
        ...(address === undefined ? {} : { registeredAddress: address }),
        ...(chairName === undefined ? {} : { chairName }),
      },
    })
    if ((await coopFacts(ctx, coopId)).status === 'preparing') await moveTo(ctx, coopId, 'founding')
    await moveTo(ctx, coopId, 'registered')
    ctx.record({
      entity: 'founding_project',
      id: input.projectId,
      after: { licence: code.normalised, on: input.licensedOn },
    })
    return { coopId }
  },
}

/** A village decides once at a time: a second case only after the first was refused or withdrawn. */
async function refuseSecond(ctx: Ctx, caseId: AnyId | null): Promise<void> {
  if (caseId === null) return
  const { standing } = await loadCase(ctx, caseId, false)
  if (standing.state === 'refused' || standing.state === 'withdrawn') return
  throw new Refusal('conflict', text('“四议两公开”已经发起。', 'They have been started already.'))
}

/** The branch and the collective must be the village's own. */
async function refuseStrangers(
  ctx: Ctx,
  villageId: Id<'unit'>,
  of: { readonly branchId: AnyId; readonly collectiveId?: AnyId | undefined },
): Promise<void> {
  const { branches, collectives } = await readVillage(ctx, { villageId })
  const stranger = text('不是本村的', 'belongs to another village')
  if (!branches.some(({ id }) => id === of.branchId)) {
    throw badInput([{ path: '$.branchId', text: stranger }])
  }
  if (of.collectiveId !== undefined && !collectives.some(({ id }) => id === of.collectiveId)) {
    throw badInput([{ path: '$.collectiveId', text: stranger }])
  }
}

const moveTo = (ctx: Ctx, coopId: AnyId, status: 'founding' | 'registered' | 'abandoned') =>
  changeStatus(ctx, { coopId, status, on: ctx.today, reason: '创办流程' })

/** A step of a founding has opened: with the assembly the co-op in preparation becomes one in founding. */
export async function followStep(
  ctx: Ctx,
  { caseId, process, step }: Readonly<Record<string, unknown>>,
): Promise<void> {
  if (process !== 'founding' || step !== 'assembly' || typeof caseId !== 'string') return
  const coopId = (await projectOfCase(ctx, caseId))?.coop_id ?? null
  if (coopId === null || (await coopFacts(ctx, coopId)).status !== 'preparing') return
  await moveTo(ctx, coopId, 'founding')
}

/** A founding was refused or withdrawn: what was never registered is given up. */
export async function followEnd(
  ctx: Ctx,
  { caseId, process, state }: Readonly<Record<string, unknown>>,
): Promise<void> {
  if (process !== 'founding' || typeof caseId !== 'string') return
  if (state !== 'refused' && state !== 'withdrawn') return
  const coopId = (await projectOfCase(ctx, caseId))?.coop_id ?? null
  if (coopId === null) return
  const { status } = await coopFacts(ctx, coopId)
  if (status === 'preparing' || status === 'founding') await moveTo(ctx, coopId, 'abandoned')
}
