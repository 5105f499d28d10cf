import type { AnyId, Id } from '../../../kernel/id.ts'
import type { LocalDate } from '../../../kernel/date.ts'
import { badInput, type Fault, notFound } from '../../../kernel/refusal.ts'
import { type Text, text } from '../../../kernel/text.ts'
import type { Verbs } from '../../../kernel/verb.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { lockFor } from '../../../platform/db.ts'
import type { helperVerbs as contract } from '../contract/helpers.ts'
import { SHIPPED_RULES } from '../data/rules.ts'
import { CHANNEL_TITLES, CHANNEL_UNITS } from '../model.ts'
import * as store from '../store/helpers.ts'
import { conflictsOf } from './conflicts.ts'
import { helpRules, reaches, refused, refuseFuture, shownAssignment } from './ground.ts'
import { exportMatrix, printRoster, readMatrix } from './matrix.ts'

/** A helper the actor may give tasks; refuses others: what is the county's the county assigns. */
async function ownHelper(ctx: Ctx, helperId: AnyId): Promise<store.HelperRow> {
  const [helper] = await store.helpersOf(ctx, [helperId])
  if (helper === undefined) throw notFound()
  const home = (await store.unitHeads(ctx, [helper.unit_id])).get(helper.unit_id)
  if (home === undefined || !reaches(ctx, home.ancestors)) {
    throw refused('该帮扶力量由上级统一安排。', 'The level above assigns this helper.')
  }
  return helper
}

const WRONG_PLACE = text('该渠道不对应这一级单位', 'the channel is not aimed at such a unit')
const OUTSIDE = text('不在本级范围内', 'lies outside')
const RETIRED = text('该帮扶力量已停用', 'the helper is retired')
const TWICE = text('已经由同一帮扶力量联系', 'this helper is there already')
const AWAY = text('该乡镇的帮扶力量只联系本乡镇', 'a town’s helper stays in its town')

interface Asked {
  readonly placeId: AnyId
  readonly helperId: AnyId
  readonly from: LocalDate
  readonly path: string
}

/** What is wrong with rows of an assignment, each at its place. */
async function faultsOf(ctx: Ctx, unitId: AnyId, rows: readonly Asked[]): Promise<Fault[]> {
  const helpers = new Map<AnyId, store.HelperRow>()
  for (const id of new Set(rows.map(({ helperId }) => helperId))) {
    helpers.set(id, await ownHelper(ctx, id))
  }
  const places = await store.unitHeads(ctx, [...new Set(rows.map(({ placeId }) => placeId))])
  const there = new Set(
    (await store.inForce(ctx, [...places.keys()])).map((a) => `${a.helper_id}${a.unit_id}`),
  )
  return rows.flatMap(({ placeId, helperId, from, path }): Fault[] => {
    const [helper, place] = [helpers.get(helperId), places.get(placeId)]
    if (helper === undefined || place === undefined || !place.ancestors.includes(unitId)) {
      return [{ path: `${path}.placeId`, text: OUTSIDE }]
    }
    const faults: Fault[] = []
    const kinds: readonly string[] = CHANNEL_UNITS[helper.channel]
    if (!kinds.includes(place.kind)) faults.push({ path: `${path}.placeId`, text: WRONG_PLACE })
    if (helper.unit_kind !== 'county' && !place.ancestors.includes(helper.unit_id)) {
      faults.push({ path: `${path}.helperId`, text: AWAY })
    }
    if (helper.retired_on !== null) faults.push({ path: `${path}.helperId`, text: RETIRED })
    const key = `${helperId}${placeId}`
    if (there.has(key)) faults.push({ path: `${path}.helperId`, text: TWICE })
    there.add(key)
    if (from > ctx.today) {
      faults.push({
        path: `${path}.from`,
        text: text('不能晚于今天', 'must not lie in the future'),
      })
    }
    return faults
  })
}

/** What the assignments of these places look like now: doubles, overloads, interests that meet. */
async function warningsAt(
  ctx: Ctx,
  placeIds: readonly AnyId[],
  helperIds: readonly AnyId[],
): Promise<Text[]> {
  const rows = await store.inForce(ctx, [...new Set(placeIds)])
  const helpers = new Map((await store.helpersOf(ctx, helperIds)).map((row) => [row.id, row]))
  const doubles = [...Map.groupBy(rows, (row) => `${row.channel}${row.unit_id}`).values()]
    .filter((same) => same.length > 1)
    .map((same) => {
      const names = same.map(({ helper_name: name }) => name)
      const { unit_name: unit, channel } = same[0] ?? { unit_name: '', channel: 'department' }
      const title = CHANNEL_TITLES[channel]
      return text(
        `${unit}在“${title.zh}”渠道有 ${same.length} 个:${names.join('、')}`,
        `${unit} has ${same.length} helpers of one channel (${title.en}): ${names.join(', ')}`,
      )
    })
  const overloads = [...helpers.values()]
    .filter(({ load, capacity }) => load > capacity)
    .map(({ name, load, capacity }) =>
      text(
        `${name}联系 ${load} 处,超过可承担的 ${capacity} 处`,
        `${name} has ${load} places, more than ${capacity}`,
      ),
    )
  const enterprises = rows.filter(
    ({ channel, helper_id: id }) => channel === 'enterprise' && helpers.has(id),
  )
  const meeting: Text[] = []
  for (const { helper_id: helperId, unit_id: coopId } of enterprises.slice(0, 5)) {
    const helper = helpers.get(helperId)
    if (helper === undefined) continue
    meeting.push(...(await conflictsOf(ctx, coopId, helper)).map((conflict) => conflict.text))
  }
  return [...doubles, ...overloads, ...meeting]
}

export const helperVerbs: Verbs<typeof contract, Ctx> = {
  saveHelper: async (ctx, { unitId, helperId, channel, reason, ...given }) => {
    const home = (await store.unitHeads(ctx, [unitId])).get(unitId)
    if (home === undefined || (home.kind !== 'county' && home.kind !== 'town')) throw notFound()
    if (channel === 'town_leader' && home.kind !== 'town') {
      const said = text('乡镇领导应登记在其乡镇', 'a town’s leader belongs to a town')
      throw badInput([{ path: '$.channel', text: said }])
    }
    if ((channel === 'county_leader' || channel === 'department') && home.kind !== 'county') {
      const said = text('县级领导、县直部门登记在县', 'leaders and departments are the county’s')
      throw badInput([{ path: '$.channel', text: said }])
    }
    await lockFor(ctx.tx, `helper:${helperId ?? `${unitId}${given.name}`}`)
    const before = helperId === null ? null : await ownHelper(ctx, helperId)
    if (before !== null && (before.channel !== channel || before.unit_id !== unitId)) {
      throw notFound()
    }
    if (before !== null && reason === '') {
      throw badInput([{ path: '$.reason', text: text('请写明变更原因', 'say why') }])
    }
    if (before !== null && before.retired_on !== null)
      throw refused('该帮扶力量已停用。', 'The helper is retired.')
    const id = helperId ?? ctx.newId()
    if (before === null) await store.insertHelper(ctx, { id, channel, unit_id: unitId })
    const version = (before?.version ?? 0) + 1
    const { creditCode, legalRep, ...facts } = given
    await store.insertVersion(ctx, {
      ...facts,
      helper_id: id,
      version,
      credit_code: creditCode,
      legal_rep: legalRep,
      owners: [...given.owners],
      retired_on: null,
      reason: reason === '' ? '首次登记' : reason,
    })
    ctx.record({
      entity: 'helper',
      id,
      before: before === null ? null : { name: before.name, capacity: before.capacity },
      after: { channel, name: given.name, post: given.post, capacity: given.capacity, version },
    })
    return { helperId: id, version }
  },

  retireHelper: async (ctx, { unitId, helperId, on, reason }) => {
    refuseFuture(ctx, on, '$.on')
    const helper = await ownHelper(ctx, helperId)
    if (helper.unit_id !== unitId) throw notFound()
    if (helper.retired_on !== null) throw refused('已经停用。', 'It is retired already.')
    if (helper.load > 0) {
      throw refused(
        `还联系 ${helper.load} 处,请先调整或结束。`,
        `It still has ${helper.load} places: change or end them first.`,
      )
    }
    const { id, channel: _channel, unit_id: _unit, unit_kind: _kind, ...rest } = helper
    const { unit_name: _name, load: _load, recorded_at: _at, recorded_by: _by, ...facts } = rest
    await store.insertVersion(ctx, {
      ...facts,
      helper_id: id,
      version: helper.version + 1,
      retired_on: on,
      reason,
    })
    ctx.record({ entity: 'helper', id, after: { retiredOn: on, reason } })
    return {}
  },

  listHelpers: async (ctx, { channel, retired }) => {
    const rows = await store.helperRows(ctx)
    const homes = await store.unitHeads(ctx, [...new Set(rows.map(({ unit_id }) => unit_id))])
    const writes = ctx.may('help.write')
    return {
      rows: rows
        .filter((row) => channel === undefined || row.channel === channel)
        .filter((row) => retired === true || row.retired_on === null)
        .map((row) => ({
          ...shownHelper(row),
          load: row.load,
          mine: writes && reaches(ctx, homes.get(row.unit_id)?.ancestors ?? []),
        })),
    }
  },

  assignHelpers: async (ctx, { unitId, rows }) => {
    await lockFor(ctx.tx, 'help-assignments')
    const asked = rows.map((row, i) => ({ ...row, path: `$.rows[${i}]` }))
    const faults = await faultsOf(ctx, unitId, asked)
    if (faults.length > 0) throw badInput(faults)
    const helpers = new Map(
      (await store.helpersOf(ctx, [...new Set(rows.map(({ helperId }) => helperId))])).map(
        (row) => [row.id, row],
      ),
    )
    const made = rows.map((row) => ({
      id: ctx.newId(),
      helper_id: row.helperId,
      channel: helpers.get(row.helperId)?.channel ?? 'department',
      unit_id: row.placeId as Id<'unit'>,
      valid_from: row.from,
      valid_to: null,
      duties: row.duties,
      document: row.document,
      replaces_id: null,
      ended_why: null,
      handover: null,
    }))
    await store.insertAssignments(ctx, made)
    const places = rows.map(({ placeId }) => placeId)
    const warnings = await warningsAt(ctx, places, [...helpers.keys()])
    const [first] = made
    ctx.record({
      entity: 'help_assignment',
      id: first?.id ?? unitId,
      after:
        made.length === 1
          ? { helperId: first?.helper_id, unitId: first?.unit_id, from: first?.valid_from }
          : { unitId, assigned: made.length },
    })
    return { assignmentIds: made.map(({ id }) => id), warnings }
  },

  changeHelper: async (ctx, { unitId, assignmentId, helperId, on, why, handover, ...more }) => {
    await lockFor(ctx.tx, 'help-assignments')
    const old = await runningAt(ctx, { unitId, assignmentId, on })
    const helper = await ownHelper(ctx, helperId)
    if (helper.channel !== old.channel) {
      const said = text('应为同一渠道的帮扶力量', 'must be a helper of the same channel')
      throw badInput([{ path: '$.helperId', text: said }])
    }
    const asked = { placeId: unitId, helperId, from: on, path: '$' }
    const faults = await faultsOf(ctx, unitId, [asked])
    if (faults.length > 0) throw badInput(faults)
    await store.endAssignment(ctx, { id: assignmentId, on, why, handover })
    const id = ctx.newId()
    await store.insertAssignments(ctx, [
      {
        id,
        helper_id: helperId,
        channel: old.channel,
        unit_id: unitId as Id<'unit'>,
        valid_from: on,
        valid_to: null,
        duties: more.duties === '' ? old.duties : more.duties,
        document: more.document,
        replaces_id: assignmentId,
        ended_why: null,
        handover: null,
      },
    ])
    ctx.record({
      entity: 'help_assignment',
      id,
      before: { helperId: old.helper_id },
      after: { helperId, on, why, handover },
    })
    return { assignmentId: id, warnings: await warningsAt(ctx, [unitId], [helperId]) }
  },

  endHelp: async (ctx, { unitId, assignmentId, on, why, handover }) => {
    await runningAt(ctx, { unitId, assignmentId, on })
    await store.endAssignment(ctx, { id: assignmentId, on, why, handover })
    ctx.record({ entity: 'help_assignment', id: assignmentId, after: { to: on, why } })
    return {}
  },

  listHelp: async (ctx, { unitId, helperId, channel, inForce, limit, offset }) => {
    const rows = await store.assignmentRows(ctx, { unitId, helperId, channel, inForce })
    return { total: rows.length, rows: rows.slice(offset, offset + limit).map(shownAssignment) }
  },

  readHelpMatrix: readMatrix,
  exportHelpMatrix: exportMatrix,
  printHelpRoster: printRoster,

  readHelpRules: async (ctx) => {
    const row = await store.rulesRow(ctx, ctx.today)
    const rules = await helpRules(ctx)
    return {
      version: row?.version ?? 0,
      validFrom: row?.valid_from ?? null,
      reason: row?.reason ?? '',
      rules: { ...rules, supported: [...rules.supported] },
    }
  },

  saveHelpRules: async (ctx, { rules, validFrom, reason }) => {
    await lockFor(ctx.tx, 'help-rules')
    const before = (await store.rulesRow(ctx, validFrom))?.rules ?? SHIPPED_RULES
    const version = await store.insertRules(ctx, { rules, valid_from: validFrom, reason })
    ctx.record({ entity: 'help_rules', id: String(version), before, after: { rules, validFrom } })
    return { version }
  },
}

export const shownHelper = (row: store.HelperRow) => ({
  helperId: row.id,
  channel: row.channel,
  name: row.name,
  post: row.post,
  contact: row.contact,
  home: { id: row.unit_id, name: row.unit_name },
  capacity: row.capacity,
  creditCode: row.credit_code,
  legalRep: row.legal_rep,
  owners: row.owners,
  address: row.address,
  retiredOn: row.retired_on,
})

/** An assignment that counts and may end on a day; who may end it reaches the helper's home. */
async function runningAt(
  ctx: Ctx,
  of: { readonly unitId: AnyId; readonly assignmentId: AnyId; readonly on: LocalDate },
): Promise<store.AssignmentRow> {
  refuseFuture(ctx, of.on, '$.on')
  const row = await store.assignmentById(ctx, { unitId: of.unitId, id: of.assignmentId })
  if (row === null) throw notFound()
  await ownHelper(ctx, row.helper_id)
  if (row.valid_to !== null) throw refused('该安排已经结束。', 'The assignment has ended.')
  if (of.on < row.valid_from) {
    const said = text(`自 ${row.valid_from} 起联系`, `has been there since ${row.valid_from}`)
    throw badInput([{ path: '$.on', text: said }])
  }
  return row
}
