import { addDays, chinaDate, dayNumber, type LocalDate } from '../../../kernel/date.ts'
import { must } from '../../../kernel/assert.ts'
import { badInput, type Fault, notFound, Refusal } from '../../../kernel/refusal.ts'
import { text } from '../../../kernel/text.ts'
import type { Verbs } from '../../../kernel/verb.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import type { foundingContract } from '../contract.ts'
import * as store from '../store/promotion.ts'
import { unitHead } from '../store/projects.ts'

type PromotionVerbs = Pick<
  Verbs<typeof foundingContract, Ctx>,
  | 'saveTaskForceMember'
  | 'endTaskForceMember'
  | 'writeTaskForceWeek'
  | 'listTaskForces'
  | 'recordPromotionMeeting'
  | 'finishPromotionTask'
  | 'listPromotionMeetings'
>

const LATE = text('不能晚于今天', 'must not lie in the future')

/** The Monday of a day's week: 1970-01-01 was a Thursday. */
export const mondayOf = (day: LocalDate): LocalDate =>
  addDays(day, -((((dayNumber(day) + 3) % 7) + 7) % 7))

function refuseFuture(ctx: Ctx, on: LocalDate, path: string): void {
  if (on > ctx.today) throw badInput([{ path, text: LATE }])
}

async function mustBeTown(ctx: Ctx, townId: string): Promise<void> {
  if ((await unitHead(ctx, townId))?.kind !== 'town') throw notFound()
}

const shownMember = (row: Awaited<ReturnType<typeof store.memberRows>>[number]) => ({
  memberId: row.id,
  name: row.name,
  post: row.post,
  part: row.part,
  duties: row.duties,
  from: row.valid_from,
  to: row.valid_to,
  why: row.ended_why,
})

const shownTask = (ctx: Ctx, row: store.ReadTask) => ({
  taskId: row.id,
  what: row.what,
  unit: { id: row.unit_id, name: row.unit_name },
  responsible: row.responsible,
  dueOn: row.due_on,
  doneOn: row.done_on,
  doneNote: row.done_note,
  overdue: row.done_on === null && row.due_on < ctx.today,
})

const shownWeek = (week: store.ReadWeek) => {
  const writtenOn = chinaDate(week.first_at)
  return {
    monday: week.monday,
    version: week.version,
    done: week.done,
    next: week.next,
    by: week.recorded_by,
    writtenOn,
    late: writtenOn > addDays(week.monday, 6),
  }
}

/** Weeks looked back on. */
const WEEKS = 12

/** Mondays of the last weeks that are over and nobody wrote down; before its first member there was no task force. */
function missingWeeks(
  ctx: Ctx,
  of: {
    readonly members: readonly { readonly valid_from: LocalDate }[]
    readonly weeks: readonly { readonly monday: LocalDate }[]
  },
): LocalDate[] {
  const [began] = of.members.map(({ valid_from: from }) => from).toSorted()
  if (began === undefined) return []
  const written = new Set(of.weeks.map(({ monday }) => monday))
  const thisWeek = mondayOf(ctx.today)
  return Array.from({ length: WEEKS }, (_, i) => addDays(thisWeek, -7 * (i + 1))).filter(
    (monday) => monday >= mondayOf(began) && !written.has(monday),
  )
}

export const promotionVerbs: PromotionVerbs = {
  saveTaskForceMember: async (ctx, { townId, replaces, why, from, ...member }) => {
    await mustBeTown(ctx, townId)
    refuseFuture(ctx, from, '$.from')
    if (replaces !== undefined) {
      await take(ctx, { townId, memberId: replaces, on: from, why, path: '$.from' })
    }
    if (member.part === 'head' && (await store.hasHead(ctx, townId))) {
      throw new Refusal(
        'conflict',
        text('专班已有组长,请办理替换。', 'The task force has a head: replace them.'),
      )
    }
    const id = ctx.newId()
    await store.insertMember(ctx, { ...member, id, town_id: townId, valid_from: from })
    const after = { name: member.name, part: member.part, from, replaces: replaces ?? null }
    ctx.record({ entity: 'task_force_member', id, after })
    return { memberId: id }
  },

  endTaskForceMember: async (ctx, { townId, memberId, on, why }) => {
    refuseFuture(ctx, on, '$.on')
    await take(ctx, { townId, memberId, on, why, path: '$.on' })
    return {}
  },

  writeTaskForceWeek: async (ctx, { townId, week, done, next }) => {
    await mustBeTown(ctx, townId)
    const monday = mondayOf(week)
    refuseFuture(ctx, monday, '$.week')
    const version = await store.insertWeek(ctx, { town_id: townId, monday, done, next })
    ctx.record({ entity: 'task_force_week', id: townId, after: { monday, version } })
    return { monday, version }
  },

  listTaskForces: async (ctx, { unitId }) => {
    const members = Map.groupBy(await store.memberRows(ctx), (row) => row.town_id)
    const weeks = Map.groupBy(await store.weekRows(ctx), (row) => row.town_id)
    const towns = (await store.townsInside(ctx, unitId)).map((town) => {
      const all = members.get(town.id) ?? []
      const now = all.filter(({ valid_to: to }) => to === null)
      const past = all.filter(({ valid_to: to }) => to !== null)
      return {
        town: { id: town.id, name: town.name },
        head: now.find(({ part }) => part === 'head')?.name ?? null,
        members: now.map(shownMember),
        past: past
          .toSorted((a, b) => ((a.valid_to ?? '') < (b.valid_to ?? '') ? 1 : -1))
          .map(shownMember),
        weeks: (weeks.get(town.id) ?? []).map(shownWeek),
        missing: missingWeeks(ctx, { members: all, weeks: weeks.get(town.id) ?? [] }),
      }
    })
    return {
      towns,
      headless: towns.filter(({ head }) => head === null).length,
      late: towns.flatMap(({ weeks: all }) => all.filter(({ late }) => late)).length,
      missing: towns.flatMap(({ missing }) => missing).length,
    }
  },

  recordPromotionMeeting: async (ctx, { unitId, tasks, heldOn, ...meeting }) => {
    const unit = await unitHead(ctx, unitId)
    if (unit === null || (unit.kind !== 'county' && unit.kind !== 'town')) throw notFound()
    refuseFuture(ctx, heldOn, '$.heldOn')
    const inside = await store.insideOf(
      ctx,
      unitId,
      tasks.map((task) => task.unitId),
    )
    const faults = tasks.flatMap((task, i): Fault[] => [
      ...(inside.has(task.unitId)
        ? []
        : [{ path: `$.tasks[${i}].unitId`, text: text('不在本级范围内', 'lies outside') }]),
      ...(task.dueOn < heldOn
        ? [
            {
              path: `$.tasks[${i}].dueOn`,
              text: text('不能早于会议日期', 'must not be before the meeting'),
            },
          ]
        : []),
    ])
    if (faults.length > 0) throw badInput(faults)
    const id = ctx.newId()
    const taskIds = tasks.map(() => ctx.newId())
    await store.insertMeeting(
      ctx,
      { ...meeting, id, unit_id: unitId, held_on: heldOn },
      tasks.map((task, i) => ({
        id: must(taskIds[i], 'the id of a task'),
        unit_id: task.unitId,
        what: task.what,
        responsible: task.responsible,
        due_on: task.dueOn,
      })),
    )
    const after = { topic: meeting.topic, heldOn, tasks: tasks.length }
    ctx.record({ entity: 'promotion_meeting', id, after })
    return { meetingId: id, taskIds }
  },

  finishPromotionTask: async (ctx, { unitId, taskId, on, note }) => {
    const task = await store.taskRow(ctx, { unitId, id: taskId })
    if (task === null) throw notFound()
    refuseFuture(ctx, on, '$.on')
    if (on < task.held_on) {
      const said = text('不能早于会议日期', 'must not be before the meeting')
      throw badInput([{ path: '$.on', text: said }])
    }
    await store.finishTask(ctx, { id: taskId, on, note })
    ctx.record({ entity: 'promotion_task', id: taskId, after: { done: on, note } })
    return {}
  },

  listPromotionMeetings: async (ctx, { kind, open, limit, offset }) => {
    const tasks = await store.taskRows(ctx)
    const byMeeting = Map.groupBy(tasks, (task) => task.meeting_id)
    const meetings = await store.meetingRows(ctx, kind)
    const known = new Set(meetings.map(({ id }) => id))
    const isOpen = (task: store.ReadTask): boolean => task.done_on === null
    const shown = meetings.filter(
      ({ id }) => open !== true || (byMeeting.get(id) ?? []).some(isOpen),
    )
    const ordered = kind === undefined ? tasks.filter((task) => !known.has(task.meeting_id)) : []
    return {
      total: shown.length,
      tasks: tasks.length,
      done: tasks.filter((task) => !isOpen(task)).length,
      overdue: tasks.filter((task) => isOpen(task) && task.due_on < ctx.today).length,
      rows: shown.slice(offset, offset + limit).map((row) => ({
        meetingId: row.id,
        unit: { id: row.unit_id, name: row.unit_name },
        kind: row.kind,
        heldOn: row.held_on,
        chair: row.chair,
        place: row.place,
        topic: row.topic,
        resolutions: row.resolutions,
        tasks: (byMeeting.get(row.id) ?? []).map((task) => shownTask(ctx, task)),
      })),
      ordered: ordered
        .filter((task) => open !== true || isOpen(task))
        .map((t) => shownTask(ctx, t)),
    }
  },
}

/** Ends a place on the task force, with the reason. */
async function take(
  ctx: Ctx,
  of: {
    readonly townId: string
    readonly memberId: string
    readonly on: LocalDate
    readonly why: string
    readonly path: string
  },
): Promise<void> {
  const member = await store.memberRow(ctx, { townId: of.townId, id: of.memberId })
  if (member === null) throw notFound()
  if (of.on < member.valid_from) {
    const said = text(`自 ${member.valid_from} 起在专班`, `on it since ${member.valid_from}`)
    throw badInput([{ path: of.path, text: said }])
  }
  const why = of.why === '' ? '替换' : of.why
  await store.endMember(ctx, { id: of.memberId, on: of.on, why })
  ctx.record({ entity: 'task_force_member', id: of.memberId, after: { to: of.on, why } })
}
