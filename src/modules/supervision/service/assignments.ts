import { createHash } from 'node:crypto'
import { must } from '../../../kernel/assert.ts'
import { addDays, type LocalDate } from '../../../kernel/date.ts'
import type { AnyId } from '../../../kernel/id.ts'
import { badInput, type Fault, notFound, Refusal } from '../../../kernel/refusal.ts'
import { text } from '../../../kernel/text.ts'
import type { Output, Verbs } from '../../../kernel/verb.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { FILE_BYTES, mediaTypeOf } from '../../../platform/media-type.ts'
import { calendarFor, dayAfter } from '../../approvals/index.ts'
import { finishPromotionTask, listPromotionMeetings } from '../../founding/index.ts'
import type { supervisionContract } from '../contract.ts'
import { type AssignmentMove, isWaiting, movesOf, rolesOfSide } from '../rules/assignment.ts'
import * as store from '../store/assignments.ts'
import { unitChain } from '../store/problems.ts'
import { holdsAt, notNow } from './view.ts'

type Contract = typeof supervisionContract
type AssignmentVerbs = Pick<
  Verbs<Contract, Ctx>,
  | 'giveAssignments'
  | 'takeMeetingOrders'
  | 'callUp'
  | 'acknowledgeAssignment'
  | 'replyAssignment'
  | 'judgeAssignment'
  | 'withdrawAssignment'
  | 'listAssignments'
  | 'readAssignment'
  | 'readAssignmentPhoto'
>
type Row = Output<Contract['listAssignments']>['rows'][number]

/** Working days within which an assignment or call is to be acknowledged, and a call answered. */
const ANSWER_DAYS = 2
const CALL_DAYS = 5

async function workingDays(ctx: Ctx, days: number): Promise<LocalDate> {
  const counted = { days, working: true, from: null }
  // Beyond the known calendar every day counts: an errand must have a last day.
  return dayAfter(ctx.today, counted, await calendarFor(ctx)) ?? addDays(ctx.today, days)
}

function movesFor(ctx: Ctx, row: store.NamedAssignment): AssignmentMove[] {
  if (ctx.actor.kind !== 'account') return []
  return movesOf({
    state: row.state,
    direction: row.direction,
    toKind: row.to_kind,
    gives: holdsAt(ctx, rolesOfSide(row.from_kind, null), row.from_chain),
    answers: holdsAt(ctx, rolesOfSide(row.to_kind, row.role), row.to_chain),
  })
}

/** The caller's moves are held against the unit itself, not against those above: they give and answer for it. */
const ownSide = (row: store.NamedAssignment): store.NamedAssignment => ({
  ...row,
  to_chain: sideOf(row.to_chain, row.to_kind),
  from_chain: sideOf(row.from_chain, row.from_kind),
})
/** Of a co-op its village counts, too: there its chair sits. */
const sideOf = (chain: store.NamedAssignment['to_chain'], kind: Row['to']['kind']) =>
  chain.slice(0, kind === 'coop' ? 2 : 1)

function shown(ctx: Ctx, row: store.NamedAssignment): Row {
  const open = row.state === 'given' || row.state === 'acknowledged'
  return {
    assignmentId: row.id,
    direction: row.direction,
    from: { id: row.from_unit_id, name: row.from_name, kind: row.from_kind },
    to: { id: row.unit_id, name: row.to_name, kind: row.to_kind },
    role: row.role,
    what: row.what,
    responsible: row.responsible,
    source: row.source_kind,
    parentId: row.parent_id,
    givenOn: row.given_on,
    givenBy: row.given_by,
    answerBy: row.answer_by,
    dueOn: row.due_on,
    state: row.state,
    endedOn: row.ended_on,
    overdue: open && row.due_on < ctx.today,
    unanswered: row.state === 'given' && row.answer_by < ctx.today,
    passed: row.passed,
    passedDone: row.passed_done,
    mine: movesFor(ctx, ownSide(row)),
  }
}

/** A locked assignment with which the caller may do this now. */
async function lockFor(ctx: Ctx, id: AnyId, move: AssignmentMove): Promise<store.NamedAssignment> {
  const row = await store.assignmentRow(ctx, id, true)
  if (row === null) throw notFound()
  if (movesFor(ctx, ownSide(row)).includes(move)) return row
  throw notNow('现在不由您办理这一步。', 'This is not yours to do now.')
}

async function act(
  ctx: Ctx,
  row: store.NamedAssignment,
  what: {
    readonly kind: 'acknowledge' | 'reply' | 'return' | 'confirm' | 'withdraw'
    readonly words: string
    readonly state: store.NamedAssignment['state']
  },
): Promise<number> {
  const seq = await store.addAct(ctx, row.id, what)
  await store.setState(ctx, row.id, what.state)
  ctx.record({ entity: 'assignment', id: row.id, after: { [what.kind]: what.words } })
  ctx.emit('assignment.moved', { assignmentId: row.id, kind: what.kind, unitId: row.unit_id })
  return seq
}

export const assignmentVerbs: AssignmentVerbs = {
  giveAssignments: async (ctx, input) => {
    const chain = await unitChain(ctx, input.unitId)
    const { kind } = must(chain[0], 'who gives an assignment')
    if (kind !== 'county' && kind !== 'town') throw notFound()
    const targets = [...new Set(input.to)]
    const inside = await store.below(ctx, input.unitId, targets)
    const faults = targets.flatMap((id, i): Fault[] =>
      inside.has(id) ? [] : [{ path: `$.to[${i}]`, text: text('不在本级范围内', 'lies outside') }],
    )
    if (input.dueOn < ctx.today) {
      faults.push({ path: '$.dueOn', text: text('不能早于今天', 'lies in the past') })
    }
    if (faults.length > 0) throw badInput(faults)
    if (input.parentId !== undefined) {
      const parent = await store.assignmentRow(ctx, input.parentId, true)
      if (parent === null || parent.unit_id !== input.unitId) throw notFound()
      if (parent.ended_on !== null) throw notNow('上级任务已办结。', 'It has ended.')
    }
    const answerBy = await workingDays(ctx, ANSWER_DAYS)
    const ids = await store.insertAssignments(
      ctx,
      targets.map((unitId) => ({
        direction: 'down',
        from_unit_id: input.unitId,
        unit_id: unitId,
        role: null,
        what: input.what,
        responsible: input.responsible,
        source_kind: input.source,
        source_id: input.sourceId ?? null,
        parent_id: input.parentId ?? null,
        answer_by: answerBy > input.dueOn ? input.dueOn : answerBy,
        due_on: input.dueOn,
      })),
    )
    const after = { what: input.what, to: ids.length, dueOn: input.dueOn }
    ctx.record({ entity: 'assignment', id: ids[0] ?? input.unitId, after })
    ctx.emit('assignment.given', { ids, unitId: input.unitId })
    return { ids }
  },

  takeMeetingOrders: async (ctx, { unitId }) => {
    const { rows } = await listPromotionMeetings(ctx, { open: true, limit: 500, offset: 0 })
    const answerBy = await workingDays(ctx, ANSWER_DAYS)
    const orders = rows
      .filter((meeting) => meeting.unit.id === unitId)
      .flatMap(({ tasks }) => tasks)
      .filter((task) => task.doneOn === null && task.unit.id !== unitId)
    const ids = await store.insertAssignments(
      ctx,
      orders.map((task) => ({
        direction: 'down',
        from_unit_id: unitId,
        unit_id: task.unit.id,
        role: null,
        what: task.what,
        responsible: task.responsible,
        source_kind: 'meeting',
        source_id: task.taskId,
        parent_id: null,
        answer_by: answerBy > task.dueOn ? task.dueOn : answerBy,
        due_on: task.dueOn,
      })),
    )
    ctx.record({ entity: 'assignment', id: unitId, after: { fromMeetings: ids.length } })
    return { given: ids.length }
  },

  callUp: async (ctx, { unitId, level, role, what, responsible }) => {
    const chain = await unitChain(ctx, unitId)
    const { kind } = must(chain[0], 'who calls')
    const to = chain.slice(1).find((unit) => unit.kind === level)
    if (
      to === undefined ||
      !holdsAt(
        ctx,
        rolesOfSide(kind, null),
        chain.slice(0, 2).map((u) => u.id),
      )
    ) {
      const said = text('由本单位向上级呼叫', 'the unit itself calls for those above it')
      throw badInput([{ path: '$.level', text: said }])
    }
    const [answerBy, dueOn] = [
      await workingDays(ctx, ANSWER_DAYS),
      await workingDays(ctx, CALL_DAYS),
    ]
    const [assignmentId] = await store.insertAssignments(ctx, [
      {
        direction: 'up',
        from_unit_id: unitId,
        unit_id: to.id,
        role: level === 'county' ? (role ?? 'county_agriculture') : null,
        what,
        responsible,
        source_kind: 'hand',
        source_id: null,
        parent_id: null,
        answer_by: answerBy,
        due_on: dueOn,
      },
    ])
    const id = must(assignmentId, 'a call')
    ctx.record({ entity: 'assignment', id, after: { call: what, to: to.name, dueOn } })
    return { assignmentId: id, answerBy, dueOn }
  },

  acknowledgeAssignment: async (ctx, { assignmentId }) => {
    const row = await lockFor(ctx, assignmentId, 'acknowledge')
    await act(ctx, row, { kind: 'acknowledge', words: '', state: 'acknowledged' })
    return {}
  },

  replyAssignment: async (ctx, { assignmentId, words, photos }) => {
    const row = await lockFor(ctx, assignmentId, 'reply')
    if (row.state === 'given') {
      await act(ctx, row, { kind: 'acknowledge', words: '', state: 'acknowledged' })
    }
    const seq = await act(ctx, row, { kind: 'reply', words, state: 'replied' })
    for (const [i, photo] of photos.entries()) await keepPhoto(ctx, row.id, { ...photo, seq, i })
    return {}
  },

  judgeAssignment: async (ctx, { assignmentId, done, words }) => {
    const row = await lockFor(ctx, assignmentId, done ? 'confirm' : 'return')
    const kind = done ? 'confirm' : 'return'
    await act(ctx, row, { kind, words, state: done ? 'done' : 'acknowledged' })
    if (done && row.source_kind === 'meeting' && row.source_id !== null) {
      const of = { unitId: row.unit_id, taskId: row.source_id }
      await finishPromotionTask(ctx, { ...of, on: ctx.today, note: words })
    }
    return {}
  },

  withdrawAssignment: async (ctx, { assignmentId, reason }) => {
    const row = await lockFor(ctx, assignmentId, 'withdraw')
    await act(ctx, row, { kind: 'withdraw', words: reason, state: 'withdrawn' })
    return {}
  },

  listAssignments: async (ctx, { direction, state, unitId, limit, offset }) => {
    const rows = (await store.assignmentRows(ctx, { direction, unitId })).map((row) =>
      shown(ctx, row),
    )
    const parts = {
      mine: rows.filter(({ mine }) => isWaiting(mine)),
      open: rows.filter(({ endedOn }) => endedOn === null),
      overdue: rows.filter(({ overdue }) => overdue),
      ended: rows.filter(({ endedOn }) => endedOn !== null),
      all: rows,
    }
    const wanted = parts[state]
    return {
      total: wanted.length,
      mine: parts.mine.length,
      open: parts.open.length,
      overdue: parts.overdue.length,
      ended: parts.ended.length,
      rows: wanted.slice(offset, offset + limit),
    }
  },

  readAssignment: async (ctx, { assignmentId }) => {
    const row = await store.assignmentRow(ctx, assignmentId, false)
    if (row === null) throw notFound()
    const photos = Map.groupBy(await store.photoRows(ctx, assignmentId), ({ seq }) => seq)
    const acts = await store.actRows(ctx, assignmentId)
    const children = await store.childRows(ctx, assignmentId)
    return {
      ...shown(ctx, row),
      acts: acts.map((one) => ({
        kind: one.kind,
        on: one.on_date,
        by: one.by_name,
        words: one.words,
        photos: (photos.get(one.seq) ?? []).map(({ id, name }) => ({ photoId: id, name })),
      })),
      children: children.map((child) => shown(ctx, child)),
    }
  },

  readAssignmentPhoto: async (ctx, { assignmentId, photoId }) => {
    const photo = await store.photoContent(ctx, { assignmentId, photoId })
    if (photo === null) throw notFound()
    return {
      name: photo.name,
      mediaType: photo.media_type,
      content: photo.content.toString('base64'),
    }
  },
}

async function keepPhoto(
  ctx: Ctx,
  assignmentId: AnyId,
  photo: {
    readonly name: string
    readonly content: string
    readonly seq: number
    readonly i: number
  },
): Promise<void> {
  const content = Buffer.from(photo.content, 'base64')
  if (content.length > FILE_BYTES) {
    throw new Refusal('too_large', text('单个文件不超过 10 MB。', 'A file has at most 10 MB.'))
  }
  const mediaType = mediaTypeOf(content)
  if (mediaType === null) {
    const said = text('应为照片、PDF 或 OFD 文件', 'must be a photograph, a PDF or an OFD')
    throw badInput([{ path: `$.photos[${photo.i}].content`, text: said }])
  }
  await store.insertPhoto(ctx, {
    id: ctx.newId(),
    assignment_id: assignmentId,
    seq: photo.seq,
    name: photo.name,
    media_type: mediaType,
    sha256: createHash('sha256').update(content).digest('hex'),
    content,
  })
}

/** What fell due without a reply enters its story once, for those who gave it. */
export async function followAssignments(ctx: Ctx): Promise<void> {
  for (const row of await store.untoldLate(ctx)) {
    await store.addAct(ctx, row.id, { kind: 'overdue', words: '' })
    ctx.emit('assignment.overdue', {
      assignmentId: row.id,
      unitId: row.from_unit_id,
      dueOn: row.due_on,
    })
  }
}
