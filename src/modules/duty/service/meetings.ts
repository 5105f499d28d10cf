import { yearOf } from '../../../kernel/date.ts'
import type { AnyId, Id } from '../../../kernel/id.ts'
import { badInput, notFound } from '../../../kernel/refusal.ts'
import { text } from '../../../kernel/text.ts'
import type { Output, Verbs } from '../../../kernel/verb.ts'
import { takeNumbers } from '../../../platform/counter.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { listContests } from '../../contest/index.ts'
import { listPromotionMeetings, recordPromotionMeeting } from '../../founding/index.ts'
import {
  dispatchMeetings,
  type ErrandProof,
  errandsFrom,
  takeMeetingOrders,
} from '../../supervision/index.ts'
import type { meetingVerbs as contract } from '../contract/meetings.ts'
import { minutesPaper } from '../rules/papers.ts'
import { unitRow } from '../store/duties.ts'
import * as store from '../store/meetings.ts'
import { fileOf } from './papers.ts'

type Listed = Awaited<ReturnType<typeof listPromotionMeetings>>
type Meeting = Listed['rows'][number]
type Task = Meeting['tasks'][number]
type Row = Output<(typeof contract)['listMeetingRegister']>['rows'][number]

/** 会议〔2020〕3号: numbered for each unit and year. */
const sayMeeting = (of: { readonly year: number; readonly number: bigint }): string =>
  `会议〔${of.year}〕${of.number}号`

const ALL = { limit: 1_000_000, offset: 0 }

/** Tasks with the assignments they were given out as; one that was taken back leaves the task without. */
async function withAssignments(ctx: Ctx, tasks: readonly Task[]) {
  const errands = await errandsFrom(
    ctx,
    tasks.map(({ taskId }) => taskId),
  )
  const byTask = new Map(errands.map((errand) => [errand.source_id, errand]))
  return tasks.map((task) => {
    const errand = byTask.get(task.taskId)
    return {
      ...task,
      assignment: errand === undefined ? null : { assignmentId: errand.id, state: errand.state },
    }
  })
}

async function tourNames(ctx: Ctx): Promise<Map<AnyId, string>> {
  const { rows } = await listContests(ctx, ALL)
  return new Map(rows.map(({ contestId, title }) => [contestId, title]))
}

interface Known {
  readonly records: ReadonlyMap<AnyId, Awaited<ReturnType<typeof store.recordsOf>>[number]>
  readonly tours: ReadonlyMap<AnyId, string>
}

function rowOf(meeting: Meeting, { records, tours }: Known): Row {
  const record = records.get(meeting.meetingId)
  const contestId = record?.contest_id ?? null
  const { tasks } = meeting
  return {
    source: 'meeting',
    id: meeting.meetingId,
    number: record === undefined ? null : sayMeeting(record),
    unit: meeting.unit,
    kind: meeting.kind,
    heldOn: meeting.heldOn,
    chair: meeting.chair,
    place: meeting.place,
    topic: meeting.topic,
    attended: record?.attended.length ?? 0,
    contest: contestId === null ? null : { id: contestId, name: tours.get(contestId) ?? '' },
    tasks: tasks.length,
    done: tasks.filter(({ doneOn }) => doneOn !== null).length,
    overdue: tasks.filter(({ overdue }) => overdue).length,
  }
}

/** Meetings of the weekly dispatches: kept with their report, shown here as well. */
async function dispatchRows(ctx: Ctx): Promise<Row[]> {
  const held = await dispatchMeetings(ctx)
  const errands = Map.groupBy(
    await errandsFrom(
      ctx,
      held.map(({ report_id: id }) => id),
    ),
    ({ source_id: id }) => id,
  )
  const units = new Map<AnyId, string>()
  for (const { unit_id: id } of held) units.set(id, (await unitRow(ctx, id))?.name ?? '')
  return held.map((row) => {
    const tasks = (errands.get(row.report_id) ?? []).filter(({ state }) => state !== 'withdrawn')
    const isLate = ({ state, due_on: due }: ErrandProof): boolean =>
      (state === 'given' || state === 'acknowledged') && due < ctx.today
    return {
      source: 'report',
      id: row.report_id,
      number: null,
      unit: { id: row.unit_id, name: units.get(row.unit_id) ?? '' },
      kind: 'dispatch',
      heldOn: row.held_on,
      chair: row.chair,
      place: row.place,
      topic: `${row.period} 周调度会`,
      attended: Array.isArray(row.attended) ? row.attended.length : 0,
      contest: null,
      tasks: tasks.length,
      done: tasks.filter(({ state }) => state === 'done').length,
      overdue: tasks.filter(isLate).length,
    }
  })
}

const sum = (rows: readonly Row[], of: 'tasks' | 'done' | 'overdue'): number =>
  rows.reduce((total, row) => total + row[of], 0)

/** A meeting of this unit as the caller sees it. */
async function meetingOf(ctx: Ctx, of: { readonly unitId: AnyId; readonly meetingId: AnyId }) {
  const { rows } = await listPromotionMeetings(ctx, ALL)
  const meeting = rows.find(
    ({ meetingId, unit }) => meetingId === of.meetingId && unit.id === of.unitId,
  )
  if (meeting === undefined) throw notFound()
  const [record] = await store.recordsOf(ctx, [of.meetingId])
  const known = {
    records: new Map(record === undefined ? [] : [[of.meetingId, record] as const]),
    tours: await tourNames(ctx),
  }
  const tasks = await withAssignments(ctx, meeting.tasks)
  const items = await store.itemsOf(ctx, of.meetingId)
  const written = items.map(({ item, said, task_ids: ids }) => ({
    item,
    said,
    tasks: tasks.filter(({ taskId }) => ids.includes(taskId)),
  }))
  const named = new Set(items.flatMap(({ task_ids: ids }) => ids))
  return {
    ...rowOf(meeting, known),
    names: record?.attended ?? [],
    absent: record?.absent ?? [],
    // A meeting without items is one of before: its resolutions are one text.
    items:
      written.length > 0 ? written : [{ item: 1, said: meeting.resolutions, tasks: [] as never[] }],
    rest: tasks.filter(({ taskId }) => !named.has(taskId)),
    recordedBy: record?.recorded_by ?? '',
  }
}

export const meetingVerbs: Verbs<typeof contract, Ctx> = {
  recordMeeting: async (ctx, { unitId, items, attended, absent, contestId, ...meeting }) => {
    if (contestId !== null) {
      const { rows } = await listContests(ctx, ALL)
      const tour = rows.find((one) => one.contestId === contestId)
      if (meeting.kind !== 'site' || tour === undefined) {
        const said = text('现场会才关联观摩,且应在本级范围内', 'of an on-site meeting, in reach')
        throw badInput([{ path: '$.contestId', text: said }])
      }
    }
    const doubled = attended.findIndex((name) => absent.includes(name))
    if (doubled !== -1) {
      const said = text('同时列为缺席', 'is named as absent, too')
      throw badInput([{ path: `$.attended[${doubled}]`, text: said }])
    }
    const tasks = items.flatMap((item) => item.tasks)
    const resolutions = items.map(({ said }, i) => `${i + 1}. ${said}`).join('\n')
    const { meetingId, taskIds } = await recordPromotionMeeting(ctx, {
      ...meeting,
      unitId,
      resolutions,
      tasks,
    })
    const year = yearOf(meeting.heldOn)
    const number = await takeNumbers(ctx, { unitId, kind: 'register-meeting', year })
    let at = 0
    const kept = items.map(({ said, tasks: own }, i) => {
      const ids = taskIds.slice(at, at + own.length)
      at += own.length
      return { item: i + 1, said, task_ids: ids }
    })
    const record = { year, number, attended, absent, contest_id: contestId }
    const ids = { meeting_id: meetingId, unit_id: unitId as Id<'unit'> }
    await store.insertRecord(ctx, { ...record, ...ids }, kept)
    const given = tasks.length === 0 ? 0 : (await takeMeetingOrders(ctx, { unitId })).given
    const after = { number: sayMeeting(record), attended: attended.length, given }
    ctx.record({ entity: 'meeting_record', id: meetingId, after })
    return { meetingId, number: sayMeeting(record), given }
  },

  listMeetingRegister: async (ctx, { unitId, kind, from, to, open, limit, offset }) => {
    const { rows, ordered } = await listPromotionMeetings(ctx, ALL)
    const records = await store.recordsOf(
      ctx,
      rows.map(({ meetingId }) => meetingId),
    )
    const known = {
      records: new Map(records.map((row) => [row.meeting_id, row])),
      tours: await tourNames(ctx),
    }
    const all = [...rows.map((row) => rowOf(row, known)), ...(await dispatchRows(ctx))]
      .filter((row) => unitId === undefined || row.unit.id === unitId)
      .filter(
        ({ heldOn }) =>
          (from === undefined || heldOn >= from) && (to === undefined || heldOn <= to),
      )
      .filter((row) => open !== true || row.done < row.tasks)
      .toSorted((a, b) => (a.heldOn === b.heldOn ? 0 : a.heldOn < b.heldOn ? 1 : -1))
    const kinds = [...Map.groupBy(all, (row) => row.kind)]
    const shown = kind === undefined ? all : all.filter((row) => row.kind === kind)
    return {
      total: shown.length,
      tasks: sum(shown, 'tasks'),
      done: sum(shown, 'done'),
      overdue: sum(shown, 'overdue'),
      kinds: kinds.map(([name, list]) => ({ kind: name, meetings: list.length })),
      rows: shown.slice(offset, offset + limit),
      ordered: await withAssignments(ctx, ordered),
    }
  },

  readRegisterMeeting: meetingOf,

  printMeetingMinutes: async (ctx, { unitId, meetingId, format }) => {
    const meeting = await meetingOf(ctx, { unitId, meetingId })
    const place = `/meetings-register/${unitId}/${meetingId}`
    const caption = meeting.number ?? '会议台账'
    return fileOf(ctx, minutesPaper(meeting), { format, place, caption })
  },
}
