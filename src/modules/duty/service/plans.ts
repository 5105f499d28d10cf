import { createHash } from 'node:crypto'
import { z } from 'zod'
import { must } from '../../../kernel/assert.ts'
import { chinaDate, date, yearOf } from '../../../kernel/date.ts'
import type { AnyId, Id } from '../../../kernel/id.ts'
import { displayYuan, sumFen } from '../../../kernel/money.ts'
import { badInput, notFound, Refusal } from '../../../kernel/refusal.ts'
import { text } from '../../../kernel/text.ts'
import type { Output, Verbs } from '../../../kernel/verb.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { FILE_BYTES, mediaTypeOf } from '../../../platform/media-type.ts'
import { loadCase, startCase } from '../../approvals/index.ts'
import { listIndustries } from '../../registry/index.ts'
import { planBody, type planVerbs as contract } from '../contract/plans.ts'
import type { PlanBody } from '../model.ts'
import { planPaper } from '../rules/papers.ts'
import { behind, faultsOf, planNow, type PlanNow } from '../rules/plan.ts'
import { countyRow, type UnitRow, unitRow, unitsBelow, unitsOfLevel } from '../store/duties.ts'
import * as store from '../store/plans.ts'
import { actualOf, groundOf } from './actual.ts'
import { fileOf } from './papers.ts'

type Read = Output<(typeof contract)['readTownPlan']>
type Status = Read['status']

const notNow = (zh: string, en: string): Refusal => new Refusal('not_allowed_now', text(zh, en))

const bodyOf = (row: store.VersionRow): PlanBody => planBody.parse(row.body)

const statusOf = (plan: store.PlanRow | null, last: number): Status => {
  if (plan === null || last === 0) return 'none'
  if (plan.case_id !== null) return 'submitted'
  if (plan.confirmed === null) return 'draft'
  return plan.confirmed < last ? 'changed' : 'confirmed'
}

/** A town of the county; refuses anything else. */
async function townOf(ctx: Ctx, townId: AnyId): Promise<UnitRow> {
  const unit = await unitRow(ctx, townId)
  if (unit === null || unit.kind !== 'town') throw notFound()
  return unit
}

async function villagesOf(ctx: Ctx, townId: AnyId): Promise<Map<AnyId, string>> {
  const units = await unitsBelow(ctx, townId)
  return new Map(
    units.filter(({ kind }) => kind === 'village').map(({ id, name }) => [id as AnyId, name]),
  )
}

async function lockPlan(ctx: Ctx, of: { readonly townId: AnyId; readonly year: number }) {
  await townOf(ctx, of.townId)
  const plan = await store.planRow(ctx, { ...of, lock: true })
  if (plan === null) throw notNow('还没有编制年度计划。', 'There is no plan yet.')
  return plan
}

/** The version that counts: the confirmed one, before it the last written. */
const countingVersion = (
  plan: store.PlanRow,
  versions: readonly store.VersionRow[],
): store.VersionRow | undefined =>
  versions.find(({ version }) => version === plan.confirmed) ?? versions[0]

export const planVerbs: Verbs<typeof contract, Ctx> = {
  saveTownPlan: async (ctx, { townId, year, reason, ...body }) => {
    await townOf(ctx, townId)
    const villages = await villagesOf(ctx, townId)
    const faults = faultsOf(body, { year, villages: new Set(villages.keys()) })
    const { industries } = await listIndustries(ctx, {})
    for (const [i, { industryId }] of body.lines.entries()) {
      if (industryId === null || industries.some(({ id }) => id === industryId)) continue
      const said = text('没有这个产业', 'no such industry')
      faults.push({ path: `$.lines[${i}].industryId`, text: said })
    }
    if (faults.length > 0) throw badInput(faults)
    const known = await store.planRow(ctx, { townId, year, lock: true })
    if (known !== null && known.case_id !== null) {
      throw notNow('计划正在报县核定,办结或撤回后再修改。', 'The plan lies with the county.')
    }
    if (known?.confirmed !== null && known !== null && reason === '') {
      const said = text('调整已核定的计划应说明理由', 'say why the confirmed plan changes')
      throw badInput([{ path: '$.reason', text: said }])
    }
    const planId = known?.id ?? ctx.newId()
    if (known === null) {
      await store.insertPlan(ctx, { id: planId, town_id: townId as Id<'unit'>, year })
    }
    const [last] = await store.versionsOf(ctx, [planId])
    const version = (last?.version ?? 0) + 1
    const kept = z.encode(planBody, body)
    await store.insertVersion(ctx, { plan_id: planId, version, body: kept, reason })
    const after = { townId, year, version, lines: body.lines.length, reason }
    ctx.record({ entity: 'town_plan', id: planId, after })
    return { planId, version }
  },

  submitTownPlan: async (ctx, { townId, year }) => {
    const plan = await lockPlan(ctx, { townId, year })
    const [last] = await store.versionsOf(ctx, [plan.id])
    if (last === undefined || last.version === plan.confirmed) {
      throw notNow('没有待核定的修改。', 'There is nothing new to confirm.')
    }
    const body = bodyOf(last)
    const town = await townOf(ctx, townId)
    const coops = body.lines.reduce((sum, line) => sum + line.coops, 0)
    const money = displayYuan(sumFen(body.lines.map(({ investment }) => investment)))
    const found = await startCase(ctx, {
      process: 'town-plan',
      unitId: townId as Id<'unit'>,
      title: `${town.name}${year}年度党支部领办合作社计划`,
      subject: { kind: 'town_plan', id: plan.id },
      facts: {
        town: town.name,
        year: String(year),
        version: String(last.version),
        summary: `计划领办合作社${coops}家,投资${money}元,节点${body.milestones.length}个。`,
        hash: createHash('sha256').update(JSON.stringify(last.body)).digest('hex').slice(0, 16),
      },
    })
    await store.setPlan(ctx, plan.id, { case_id: found.row.id, submitted: last.version })
    ctx.record({ entity: 'town_plan', id: plan.id, after: { submitted: last.version } })
    return { caseId: found.row.id }
  },

  showMilestone: async (ctx, { townId, year, milestone, on, said, file }) => {
    const plan = await lockPlan(ctx, { townId, year })
    const version = countingVersion(plan, await store.versionsOf(ctx, [plan.id]))
    const found =
      version === undefined
        ? undefined
        : bodyOf(version).milestones.find(({ key }) => key === milestone)
    if (found === undefined) throw notFound()
    if (found.proof.kind !== 'record') {
      throw notNow('这个节点由系统数据认定,不需登记。', 'The product’s own records prove it.')
    }
    if (on > ctx.today || yearOf(on) < year) {
      const words = text('应在计划年度内,不晚于今天', 'within the year, not in the future')
      throw badInput([{ path: '$.on', text: words }])
    }
    const content = file === null ? null : Buffer.from(file.content, 'base64')
    if (content !== null && content.length > FILE_BYTES) {
      throw new Refusal('too_large', text('文件超过 10 MB。', 'The file is larger than 10 MiB.'))
    }
    const mediaType = content === null ? null : mediaTypeOf(content)
    if (content !== null && mediaType === null) {
      const words = text('不是照片、PDF 或 OFD', 'is no photograph, PDF or OFD')
      throw badInput([{ path: '$.file.content', text: words }])
    }
    const id = ctx.newId()
    const proof = { id, plan_id: plan.id, milestone, on_date: on, said }
    const kept = {
      file_name: file?.name ?? null,
      media_type: mediaType,
      sha256: content === null ? null : createHash('sha256').update(content).digest('hex'),
    }
    await store.insertProof(ctx, { ...proof, ...kept }, content)
    ctx.record({ entity: 'town_plan_proof', id, after: { milestone, on, said, ...kept } })
    return { proofId: id }
  },

  withdrawMilestone: async (ctx, { townId, proofId, reason }) => {
    const proof = await store.proofRow(ctx, { townId, id: proofId })
    if (proof === null) throw notFound()
    if (proof.withdrawn_on !== null) throw notNow('已经撤销。', 'It was taken back before.')
    await store.withdrawProof(ctx, proofId, reason)
    ctx.record({ entity: 'town_plan_proof', id: proofId, after: { withdrawn: reason } })
    return {}
  },

  readPlanFile: async (ctx, { townId, proofId }) => {
    const file = await store.proofFile(ctx, { townId, id: proofId })
    if (file === null) throw notFound()
    return {
      name: file.file_name,
      mediaType: file.media_type,
      content: file.content.toString('base64'),
    }
  },

  explainPlanGap: async (ctx, { townId, year, about, reason }) => {
    const plan = await lockPlan(ctx, { townId, year })
    const version = countingVersion(plan, await store.versionsOf(ctx, [plan.id]))
    const body = version === undefined ? null : bodyOf(version)
    const keys = [...(body?.lines ?? []), ...(body?.milestones ?? [])].map(({ key }) => key)
    if (about !== 'total' && !keys.includes(about)) throw notFound()
    await store.insertGap(ctx, { planId: plan.id, about, reason })
    ctx.record({ entity: 'town_plan', id: plan.id, after: { gap: about, reason } })
    return {}
  },

  listTownPlans: async (ctx, { year: asked, limit, offset }) => {
    const all = await store.planRows(ctx)
    const year = asked ?? all[0]?.year ?? yearOf(ctx.today)
    const rows = await boardRows(ctx, {
      year,
      plans: all.filter((plan) => plan.year === year),
    })
    const count = (of: (row: BoardRow) => number): number =>
      rows.reduce((sum, row) => sum + of(row), 0)
    const known = [yearOf(ctx.today) + 1, yearOf(ctx.today), ...all.map((plan) => plan.year)]
    return {
      year,
      years: [...new Set(known)].toSorted((a, b) => b - a),
      asOf: ctx.today,
      total: rows.length,
      byStatus: [...Map.groupBy(rows, ({ status }) => status)].map(([status, list]) => ({
        status,
        towns: list.length,
      })),
      sums: {
        plannedCoops: count((row) => row.plannedCoops),
        actualCoops: count((row) => row.actualCoops),
        planned: sumFen(rows.map(({ planned }) => planned)),
        actual: sumFen(rows.map(({ actual }) => actual)),
        milestones: count((row) => row.milestones),
        milestonesDone: count((row) => row.milestonesDone),
        milestonesOverdue: count((row) => row.milestonesOverdue),
      },
      rows: rows.slice(offset, offset + limit),
    }
  },

  readTownPlan: async (ctx, { townId, year, which }) => readPlan(ctx, { townId, year, which }),

  printTownPlan: async (ctx, { townId, year, format }) => {
    const read = await readPlan(ctx, { townId, year, which: 'counts' })
    if (read.version === 0) throw notNow('还没有编制年度计划。', 'There is no plan yet.')
    const place = `/town-plans/${townId}?year=${year}`
    return fileOf(ctx, planPaper(read), { format, place, caption: `${year}年度计划` })
  },
}

const EMPTY: PlanBody = { responsible: '', aims: '', lines: [], milestones: [] }

const sumsOf = (now: PlanNow) => {
  const reached = now.milestones.filter(({ state }) => state === 'done' || state === 'late')
  return {
    plannedCoops: now.plannedCoops,
    actualCoops: now.actualCoops,
    planned: now.planned as never,
    actual: now.actual as never,
    milestones: now.milestones.length,
    milestonesDone: reached.length,
    milestonesOverdue: now.milestones.filter(({ state }) => state === 'overdue').length,
  }
}

type BoardRow = Output<(typeof contract)['listTownPlans']>['rows'][number]

/** One row for each town that the caller reaches, with or without a plan. */
async function boardRows(
  ctx: Ctx,
  of: { readonly year: number; readonly plans: readonly store.PlanRow[] },
): Promise<BoardRow[]> {
  const towns = await unitsOfLevel(ctx, { level: 'town' })
  const below = await unitsBelow(ctx, must(await countyRow(ctx), 'the county').id)
  const villages = below.filter(({ kind }) => kind === 'village')
  const ids = of.plans.map(({ id }) => id)
  const versions = Map.groupBy(await store.versionsOf(ctx, ids), (row) => row.plan_id)
  const proofs = Map.groupBy(await store.proofsOf(ctx, ids), (row) => row.plan_id)
  const gaps = Map.groupBy(await store.gapsOf(ctx, ids), (row) => row.plan_id)
  const ground = await groundOf(ctx, of.year, null)
  return towns.map((town): BoardRow => {
    const plan = of.plans.find((one) => one.town_id === town.id) ?? null
    const own = plan === null ? [] : (versions.get(plan.id) ?? [])
    const version = plan === null ? undefined : countingVersion(plan, own)
    const body = version === undefined ? EMPTY : bodyOf(version)
    const inside = villages.filter(({ ancestors }) => ancestors.includes(town.id))
    const actual = actualOf(ground, {
      townId: town.id,
      villages: new Set(inside.map(({ id }) => id)),
      proofs: plan === null ? [] : (proofs.get(plan.id) ?? []),
    })
    const now = planNow(body, actual, ctx.today)
    const said = plan === null ? [] : (gaps.get(plan.id) ?? [])
    const explained = new Set(said.map(({ about }) => about))
    return {
      town: { id: town.id, name: town.name },
      status: statusOf(plan, own[0]?.version ?? 0),
      version: version?.version ?? 0,
      confirmedOn: plan?.confirmed_on ?? null,
      responsible: body.responsible,
      ...sumsOf(now),
      next: nextOf(now),
      unexplained: behind(now).filter((key) => !explained.has(key)).length,
    }
  })
}

/** The milestone to look at next: what is overdue first, else the nearest that is not reached. */
function nextOf(now: PlanNow) {
  const [next] = now.milestones
    .filter(({ state }) => state !== 'done' && state !== 'late')
    .toSorted((a, b) => (a.milestone.dueOn < b.milestone.dueOn ? -1 : 1))
  if (next === undefined) return null
  const { title, dueOn } = next.milestone
  return { title, dueOn, state: next.state }
}

async function readPlan(
  ctx: Ctx,
  of: { readonly townId: AnyId; readonly year: number; readonly which: 'counts' | 'latest' },
): Promise<Read> {
  const { townId, year, which } = of
  const town = await townOf(ctx, townId)
  const plan = await store.planRow(ctx, { townId, year })
  const ids = plan === null ? [] : [plan.id]
  const versions = await store.versionsOf(ctx, ids)
  const version =
    plan === null || which === 'latest' ? versions[0] : countingVersion(plan, versions)
  const body = version === undefined ? EMPTY : bodyOf(version)
  const villages = await villagesOf(ctx, townId)
  const proofs = await store.proofsOf(ctx, ids)
  const gaps = Map.groupBy(await store.gapsOf(ctx, ids), ({ about }) => about)
  const ground = await groundOf(ctx, year, townId)
  const actual = actualOf(ground, { townId, villages: new Set(villages.keys()), proofs })
  const now = planNow(body, actual, ctx.today)
  const { industries } = await listIndustries(ctx, {})
  const gapsAt = (about: string) => (gaps.get(about) ?? []).map(shownGap)
  const last = versions[0]?.version ?? 0
  const writes = ctx.may('townplan.write')
  return {
    town: { id: town.id, name: town.name },
    year,
    asOf: ctx.today,
    planId: plan?.id ?? null,
    status: statusOf(plan, last),
    version: version?.version ?? 0,
    confirmed: plan?.confirmed ?? null,
    caseId: plan?.case_id ?? null,
    may: {
      save: writes && (plan === null || plan.case_id === null),
      submit: writes && plan !== null && plan.case_id === null && last !== (plan.confirmed ?? 0),
      show: writes && version !== undefined,
    },
    versions: versions.map((row) => ({
      version: row.version,
      on: chinaDate(row.recorded_at),
      by: row.recorded_by,
      reason: row.reason,
    })),
    responsible: body.responsible,
    aims: body.aims,
    sums: sumsOf(now),
    lines: now.lines.map((one) => shownLine(one, { villages, industries, gapsAt })),
    unplanned: now.unplanned.map(({ id, name, registeredOn, villageId }) => ({
      id,
      name,
      on: registeredOn,
      village: { id: villageId, name: villages.get(villageId) ?? '' },
    })),
    milestones: now.milestones.map((one) => shownMilestone(one, { proofs, gapsAt })),
    totalGaps: gapsAt('total'),
  }
}

type GapsAt = (about: string) => ReturnType<typeof shownGap>[]

function shownLine(
  { line, done, running, invested, state }: PlanNow['lines'][number],
  known: {
    readonly villages: ReadonlyMap<AnyId, string>
    readonly industries: Awaited<ReturnType<typeof listIndustries>>['industries']
    readonly gapsAt: GapsAt
  },
) {
  const { villageId, industryId, ...rest } = line
  const industry = known.industries.find(({ id }) => id === industryId)
  return {
    ...rest,
    village: { id: villageId, name: known.villages.get(villageId) ?? '' },
    industry: industry === undefined ? null : { id: industry.id, name: industry.name },
    coopsDone: done.length,
    invested: invested as never,
    state,
    done: done.map(({ id, name, registeredOn }) => ({ id, name, on: registeredOn })),
    running: running.map(({ id, name }) => ({ id, name })),
    gaps: known.gapsAt(line.key),
  }
}

const shownMilestone = (
  { milestone, state, doneOn, reached }: PlanNow['milestones'][number],
  known: { readonly proofs: readonly store.ProofRow[]; readonly gapsAt: GapsAt },
) => ({
  ...milestone,
  proof: milestone.proof as never,
  state,
  doneOn,
  reached,
  shown: known.proofs.filter((row) => row.milestone === milestone.key).map(shownProof),
  gaps: known.gapsAt(milestone.key),
})

const shownGap = (row: store.GapRow) => ({
  about: row.about,
  reason: row.reason,
  by: row.recorded_by,
  on: chinaDate(row.recorded_at),
})

const shownProof = (row: store.ProofRow) => ({
  proofId: row.id,
  on: row.on_date,
  said: row.said,
  by: row.recorded_by,
  file: row.file_name,
  withdrawn: row.withdraw_reason,
})

/** When the case of a plan ends: confirmed, or back with the town. Bears being told twice. */
export async function followPlan(
  ctx: Ctx,
  payload: Readonly<Record<string, unknown>>,
): Promise<void> {
  const { caseId, process } = payload
  if (typeof caseId !== 'string' || process !== 'town-plan') return
  const plan = await store.planOfCase(ctx, caseId as AnyId)
  if (plan === null) return
  const found = await loadCase(ctx, caseId as AnyId, false)
  const { state, endedOn } = found.standing
  if (state === 'running') return
  const confirmed =
    state === 'done' ? { confirmed: plan.submitted, confirmed_on: endedOn ?? date(ctx.today) } : {}
  await store.setPlan(ctx, plan.id, { case_id: null, submitted: null, ...confirmed })
  ctx.record({ entity: 'town_plan', id: plan.id, after: { case: state, ...confirmed } })
}
