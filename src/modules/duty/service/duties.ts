import { must } from '../../../kernel/assert.ts'
import type { LocalDate } from '../../../kernel/date.ts'
import type { AnyId, Id } from '../../../kernel/id.ts'
import { badInput, notFound, Refusal } from '../../../kernel/refusal.ts'
import type { Role } from '../../../kernel/role.ts'
import { type Text, text } from '../../../kernel/text.ts'
import type { Verbs } from '../../../kernel/verb.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { periodTitle } from '../../indicator/index.ts'
import { listDocuments } from '../../policy/index.ts'
import type { dutyVerbs as contract } from '../contract/duties.ts'
import { type DutySpec, type Level, LEVEL_OF, LEVELS } from '../model.ts'
import { dutyPaper } from '../rules/papers.ts'
import * as store from '../store/duties.ts'
import { catalogueOn, type DutyNow, mechanismOn, postTitle, shownDuty } from './catalogue.ts'
import { dutiesOf, judge, standingIn } from './matrix.ts'
import { fileOf } from './papers.ts'

const shownHolder = (row: store.HolderRow) => ({
  holderId: row.id,
  unit: { id: row.unit_id, name: row.unit_name },
  post: row.post,
  department: (row.department === '' ? null : row.department) as never,
  name: row.name,
  document: row.document,
  from: row.valid_from,
  to: row.valid_to,
  why: row.ended_why,
})

const refused = (zh: string, en: string): Refusal => new Refusal('not_allowed_now', text(zh, en))

/** The day a matrix is read for; refuses one in the future. */
function dayOf(ctx: Ctx, asOf: LocalDate | undefined): LocalDate {
  if (asOf !== undefined && asOf > ctx.today) {
    throw badInput([{ path: '$.asOf', text: text('不能晚于今天', 'lies in the future') }])
  }
  return asOf ?? ctx.today
}

async function dutyNow(ctx: Ctx, id: string, asOf: LocalDate): Promise<DutyNow> {
  const found = (await catalogueOn(ctx, asOf)).find(({ spec }) => spec.id === id)
  if (found === undefined) throw notFound()
  return found
}

/** Today or later: what was judged yesterday stays judged as it was. */
function refusePast(ctx: Ctx, validFrom: LocalDate): void {
  if (validFrom >= ctx.today) return
  throw badInput([{ path: '$.validFrom', text: text('不能早于今天', 'lies in the past') }])
}

export const dutyVerbs: Verbs<typeof contract, Ctx> = {
  listDuties: async (ctx) => {
    const { body } = await mechanismOn(ctx, ctx.today)
    const duties = await catalogueOn(ctx, ctx.today)
    const changes = await store.dutyVersions(ctx)
    return {
      rows: duties.map((duty) => shownDuty(duty, body.departments)),
      changes: changes.map((row) => ({
        duty: row.duty,
        version: row.version,
        validFrom: row.valid_from,
        title: row.spec === null ? null : (row.spec as DutySpec).title,
        reason: row.reason,
        by: row.recorded_by,
      })),
    }
  },

  saveDuty: async (ctx, { spec, validFrom, reason }) => {
    refusePast(ctx, validFrom)
    if ((spec.post === 'department') !== (spec.department !== null)) {
      const said = text('成员部门的责任应选择部门', 'a department’s duty names it, no other does')
      throw badInput([{ path: '$.spec.department', text: said }])
    }
    const { documents } = await listDocuments(ctx, {})
    if (spec.document !== null && !documents.some(({ code }) => code === spec.document)) {
      const said = text('文件库中没有这份文件', 'no such document in the library')
      throw badInput([{ path: '$.spec.document', text: said }])
    }
    const version = await store.insertDuty(ctx, { duty: spec.id, validFrom, spec, reason })
    ctx.record({ entity: 'duty', id: spec.id, after: { version, validFrom, spec, reason } })
    return { version }
  },

  strikeDuty: async (ctx, { duty, validFrom, reason }) => {
    refusePast(ctx, validFrom)
    await dutyNow(ctx, duty, ctx.today)
    const version = await store.insertDuty(ctx, { duty, validFrom, spec: null, reason })
    ctx.record({ entity: 'duty', id: duty, after: { version, validFrom, struck: reason } })
    return { version }
  },

  readDutyMatrix: async (ctx, { level, asOf, unitId, limit, offset }) => {
    const on = dayOf(ctx, asOf)
    const units = await store.unitsOfLevel(ctx, { level, unitId })
    const { body } = await mechanismOn(ctx, on)
    const root = unitId ?? must(await store.countyRow(ctx), 'the county').id
    const page = units.slice(offset, offset + limit)
    const duties = await dutiesOf(ctx, level, on)
    const judged = page.length === 0 ? [] : await judge(ctx, duties, { level, root, asOf: on })
    const rows = page.map((unit) => ({
      unit: { id: unit.id, name: unit.name },
      above: level === 'village' ? unit.above : '',
      cells: judged.map((one) => ({
        duty: one.duty.spec.id,
        ...standingIn(ctx, one, unit.id),
      })),
    }))
    const cells = rows.flatMap((row) => row.cells)
    const count = (state: string): number => cells.filter((cell) => cell.state === state).length
    return {
      asOf: on,
      total: units.length,
      duties: judged.map(({ duty, period }) => ({
        ...shownDuty(duty, body.departments),
        period: period.name,
        periodTitle: periodTitle(period),
      })),
      totals: {
        done: count('done'),
        late: count('late'),
        due: count('due'),
        missing: count('missing'),
      },
      rows,
    }
  },

  readDutyRows: async (ctx, { unitId, duty: id, asOf, limit, offset }) => {
    const on = dayOf(ctx, asOf)
    const unit = await store.unitRow(ctx, unitId)
    const duty = await dutyNow(ctx, id, on)
    const level = LEVEL_OF[duty.spec.post]
    if (unit === null || unit.kind !== level) throw notFound()
    const seen = await dutiesOf(ctx, level, on)
    if (!seen.some(({ spec }) => spec.id === id)) {
      throw new Refusal('forbidden', text('您无权查看依据。', 'You may not see what proves it.'))
    }
    const [judged] = await judge(ctx, [duty], { level, root: unitId, asOf: on })
    const one = must(judged, 'a judged duty')
    const { body } = await mechanismOn(ctx, on)
    const rows = one.rows.get(unitId) ?? []
    const holders = await store.holderRows(ctx, { unitId, past: false })
    const holder = holders.find((row) => row.unit_id === unitId && holds(row, duty.spec))
    return {
      unit: { id: unit.id, name: unit.name },
      duty: shownDuty(duty, body.departments),
      period: one.period.name,
      periodTitle: periodTitle(one.period),
      holder: holder === undefined ? null : shownHolder(holder),
      standing: standingIn(ctx, one, unitId),
      total: rows.length,
      rows: rows
        .toSorted((a, b) => RANK[a.outcome] - RANK[b.outcome] || later(a, b))
        .slice(offset, offset + limit)
        .map(({ key: _key, ...row }) => row),
    }
  },

  saveDutyHolder: async (ctx, { unitId, post, department, why, from, ...holder }) => {
    const unit = await store.unitRow(ctx, unitId)
    if (unit === null) throw notFound()
    if (unit.kind !== LEVEL_OF[post]) {
      const said = text('这一级没有这个岗位', 'no such post at this level')
      throw badInput([{ path: '$.post', text: said }])
    }
    if ((post === 'department') !== (department !== null)) {
      throw badInput([{ path: '$.department', text: text('请选择部门', 'name the department') }])
    }
    if (from > ctx.today) {
      throw badInput([{ path: '$.from', text: text('不能晚于今天', 'lies in the future') }])
    }
    const place = { unitId, post, department: department ?? '' }
    const before = await store.holderNow(ctx, place)
    if (before !== null) {
      await end(ctx, { holder: before, on: from, path: '$.from', why: why === '' ? '接任' : why })
    }
    const id = ctx.newId()
    await store.insertHolder(ctx, {
      ...holder,
      id,
      unit_id: unitId as Id<'unit'>,
      post,
      department: place.department,
      valid_from: from,
    })
    const after = { unitId, post, department, name: holder.name, from }
    ctx.record({ entity: 'duty_holder', id, after })
    return { holderId: id, replaced: before?.id ?? null }
  },

  endDutyHolder: async (ctx, { unitId, holderId, on, why }) => {
    const holder = await store.holderRow(ctx, { unitId, id: holderId })
    if (holder === null) throw notFound()
    await end(ctx, { holder, on, path: '$.on', why })
    return {}
  },

  listDutyHolders: async (ctx, { unitId, past, limit, offset }) => {
    const rows = await store.holderRows(ctx, { unitId, past })
    return { total: rows.length, rows: rows.slice(offset, offset + limit).map(shownHolder) }
  },

  readMechanism: async (ctx) => {
    const { body, version, validFrom, reason } = await mechanismOn(ctx, ctx.today)
    const { documents } = await listDocuments(ctx, {})
    const duties = await catalogueOn(ctx, ctx.today)
    return {
      version,
      validFrom,
      reason,
      label: body.label,
      reading: body.reading,
      documents: body.documents.map((code) => {
        const known = documents.find((one) => one.code === code)
        return {
          code,
          id: known?.id ?? null,
          title: known?.title ?? text(code, code),
          clauses: known?.clauses ?? 0,
        }
      }),
      departments: body.departments.map((one) => ({
        ...one,
        role: one.role as never,
        catalogue: duties
          .filter(({ spec }) => spec.department === one.role)
          .map(({ spec }) => ({ duty: spec.id, title: spec.duty })),
      })),
    }
  },

  saveMechanism: async (ctx, { validFrom, reason, ...body }) => {
    refusePast(ctx, validFrom)
    const roles = new Set<Role>()
    for (const [i, { role }] of body.departments.entries()) {
      if (roles.has(role)) {
        const said = text('部门重复', 'is named twice')
        throw badInput([{ path: `$.departments[${i}].role`, text: said }])
      }
      roles.add(role)
    }
    const { documents } = await listDocuments(ctx, {})
    for (const [i, code] of body.documents.entries()) {
      if (documents.some((one) => one.code === code)) continue
      const said = text('文件库中没有这份文件', 'no such document in the library')
      throw badInput([{ path: `$.documents[${i}]`, text: said }])
    }
    const version = await store.insertMechanism(ctx, { valid_from: validFrom, body, reason })
    ctx.record({ entity: 'duty_mechanism', id: String(version), after: { ...body, reason } })
    return { version }
  },

  printDutyList: async (ctx, { unitId, asOf, format }) => {
    const on = dayOf(ctx, asOf)
    const unit = await store.unitRow(ctx, unitId)
    if (unit === null) throw notFound()
    const level = LEVELS.find((one) => one === unit.kind)
    if (level === undefined) throw refused('合作社没有责任清单。', 'Co-ops have no duties here.')
    const paper = await listPaper(ctx, { unit, level, on })
    return fileOf(ctx, paper, { format, place: `/duties?level=${level}`, caption: '责任清单' })
  },
}

const RANK = { overdue: 0, open: 1, late: 2, done: 3 } as const
const later = (
  a: { readonly on: LocalDate | null; readonly dueOn: LocalDate | null },
  b: typeof a,
): number => ((a.on ?? a.dueOn ?? '') < (b.on ?? b.dueOn ?? '') ? 1 : -1)

const holds = (
  row: { readonly post: string; readonly department: string },
  spec: DutySpec,
): boolean => row.post === spec.post && row.department === (spec.department ?? '')

async function end(
  ctx: Ctx,
  of: {
    readonly holder: NonNullable<Awaited<ReturnType<typeof store.holderRow>>>
    readonly on: LocalDate
    readonly path: string
    readonly why: string
  },
): Promise<void> {
  const { holder, on, why } = of
  const fault = (said: Text) => badInput([{ path: of.path, text: said }])
  if (on > ctx.today) throw fault(text('不能晚于今天', 'lies in the future'))
  if (on <= holder.valid_from) {
    const { valid_from: from, name } = holder
    throw fault(text(`${name} ${from} 起任职`, `${name} has held it since ${from}`))
  }
  await store.endHolder(ctx, { id: holder.id, on, why })
  ctx.record({ entity: 'duty_holder', id: holder.id, after: { to: on, why } })
}

/** The duties of one unit with who holds the posts and how they stand. */
async function listPaper(
  ctx: Ctx,
  of: { readonly unit: store.UnitRow; readonly level: Level; readonly on: LocalDate },
) {
  const { unit, level, on } = of
  const { body } = await mechanismOn(ctx, on)
  const duties = await dutiesOf(ctx, level, on)
  const judged = await judge(ctx, duties, { level, root: unit.id as AnyId, asOf: on })
  const holders = (await store.holderRows(ctx, { unitId: unit.id, past: false })).filter(
    ({ unit_id: id }) => id === unit.id,
  )
  return dutyPaper({
    unit: unit.name,
    day: on,
    rows: judged.map((one) => {
      const { spec } = one.duty
      return {
        post: postTitle(spec, body.departments).zh,
        holder: holders.find((row) => holds(row, spec))?.name ?? '',
        duty: spec.duty.zh,
        clause: spec.clause,
        period: periodTitle(one.period).zh,
        standing: standingIn(ctx, one, unit.id),
      }
    }),
  })
}
