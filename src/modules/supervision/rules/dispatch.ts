import { paperDay } from '../../../kernel/paper.ts'
import type { Fraction } from '../../../kernel/fraction.ts'
import type { AnyId } from '../../../kernel/id.ts'
import type { NamedProblem, Shown } from './bulletin.ts'
import { sayNumber } from './numbers.ts'
import {
  type Block,
  column,
  countOf,
  heading,
  para,
  type ReportBody,
  type Run,
  table,
} from './report.ts'
import { STAGE_WORDS } from './words.ts'

/* 周调度 (E.1, R87): a sheet of exceptions, then one page for each town. */

export interface Errand {
  readonly id: AnyId
  readonly what: string
  readonly from: string
  readonly to: string
  readonly townId: AnyId | null
  readonly dueOn: string
  readonly state: string
  readonly late: boolean
  readonly up: boolean
  /** The county answers it: what a village calls its town for is the town's. */
  readonly toCounty: boolean
  readonly source: string
}

export interface TownWeek {
  readonly unitId: AnyId
  readonly name: string
  readonly values: readonly (Shown & { readonly value: Fraction | null })[]
  readonly problems: readonly (NamedProblem & { readonly severe: boolean })[]
  readonly errands: readonly Errand[]
}

export interface DispatchInput {
  readonly county: string
  readonly weekTitle: string
  readonly period: string
  readonly asOf: string
  readonly weekEnd: string
  readonly editionId: AnyId
  readonly hash: string
  readonly towns: readonly TownWeek[]
  /** The errands that the last dispatch gave out. */
  readonly lastTasks: readonly Errand[]
  readonly lastTitle: string | null
}

const open = (one: { readonly state: string }): boolean =>
  one.state !== 'done' && one.state !== 'withdrawn'
const ids = (list: readonly { readonly id: AnyId }[]): AnyId[] => list.map(({ id }) => id)

/** What is due from a town this week, and what is late. */
function standingOf(town: TownWeek, weekEnd: string) {
  const live = town.problems.filter(({ stage }) => stage !== 'closed' && stage !== 'withdrawn')
  const down = town.errands.filter((one) => !one.up && open(one))
  return {
    live,
    late: live.filter(({ late }) => late),
    severe: live.filter(({ severe }) => severe),
    due: down.filter(({ dueOn, late }) => !late && dueOn <= weekEnd),
    lateErrands: down.filter(({ late }) => late),
    calls: town.errands.filter((one) => one.up && open(one)),
  }
}

function exceptionBlocks(input: DispatchInput): Block[] {
  const rows = input.towns.map((town): { weight: number; cells: Run[] } => {
    const now = standingOf(town, input.weekEnd)
    return {
      weight: now.late.length * 4 + now.severe.length * 2 + now.lateErrands.length,
      cells: [
        town.name,
        countOf('problem', ids(now.live)),
        countOf('problem', ids(now.late)),
        countOf('problem', ids(now.severe)),
        countOf('assignment', ids(now.due)),
        countOf('assignment', ids(now.lateErrands)),
        countOf('assignment', ids(now.calls)),
      ],
    }
  })
  const shown = rows.filter(({ weight }) => weight > 0).toSorted((a, b) => b.weight - a.weight)
  if (shown.length === 0) return [para('本周没有超期事项和严重问题。')]
  return [
    table(
      '需要调度的乡镇(街道)',
      [
        column('乡镇(街道)', 2.6),
        column('在办问题', 1.4, 'center'),
        column('其中超期', 1.4, 'center'),
        column('其中严重', 1.4, 'center'),
        column('本周到期', 1.4, 'center'),
        column('超期未回', 1.4, 'center'),
        column('呼叫待答', 1.4, 'center'),
      ],
      shown.map(({ cells }) => cells),
    ),
  ]
}

function lastBlocks({ lastTasks, lastTitle }: DispatchInput): Block[] {
  if (lastTitle === null) return [para('没有上次调度的任务。')]
  const done = lastTasks.filter(({ state }) => state === 'done')
  return [
    para(
      '上次调度交办',
      countOf('assignment', ids(lastTasks)),
      '件,已办结',
      countOf('assignment', ids(done)),
      '件。',
    ),
    ...lastTasks
      .filter(open)
      .map((one) =>
        para(`${one.to}:“${one.what}”,${paperDay(one.dueOn)}前${one.late ? ',已超期' : ''}。`),
      ),
  ]
}

function callBlocks(input: DispatchInput): Block[] {
  const calls = input.towns.flatMap(({ errands }) =>
    errands.filter((one) => one.up && one.toCounty && open(one)),
  )
  if (calls.length === 0) return [para('没有待答复的呼叫。')]
  return calls.map((one) =>
    para(
      `${one.from}呼叫${one.to}:“${one.what}”,应于${paperDay(one.dueOn)}前答复${one.late ? ',已超期' : ''}。`,
    ),
  )
}

function townPage(input: DispatchInput, town: TownWeek): Block[] {
  const now = standingOf(town, input.weekEnd)
  const figure = (one: TownWeek['values'][number]): Run => ({
    n: sayNumber(one.value, one.form),
    ref: {
      from: 'figure',
      editionId: input.editionId,
      unitId: town.unitId,
      indicator: one.id,
      what: 'value',
      against: null,
    },
  })
  return [
    { kind: 'page', label: '乡镇调度单', title: town.name },
    table(
      '本周变化',
      [column('指标', 4), column('单位', 1.4, 'center'), column('本周', 2, 'right')],
      town.values.map((one) => [one.title, one.unit, figure(one)]),
    ),
    para(
      '在办问题',
      countOf('problem', ids(now.live)),
      '件,超期',
      countOf('problem', ids(now.late)),
      '件;本周到期任务',
      countOf('assignment', ids(now.due)),
      '件,超期未回复',
      countOf('assignment', ids(now.lateErrands)),
      '件。',
    ),
    ...(now.live.length === 0
      ? []
      : [
          table(
            '在办问题',
            [
              column('编号', 2),
              column('单位', 2.4),
              column('问题', 3.6),
              column('责任人', 1.3),
              column('期限', 1.7, 'center'),
              column('进展', 1.5, 'center'),
            ],
            now.live.map((one): Run[] => [
              one.number,
              one.unit,
              `“${one.title}”`,
              one.responsible,
              one.dueOn,
              `${STAGE_WORDS[one.stage]?.zh ?? ''}${one.late ? ' 超期' : ''}`,
            ]),
          ),
        ]),
    ...[...now.lateErrands, ...now.due].map((one) =>
      para(`“${one.what}”,${paperDay(one.dueOn)}前${one.late ? ',已超期' : ''}。`),
    ),
  ]
}

/** The pack of a week's dispatch: agenda and exceptions first, one page a town. */
export function dispatchBody(input: DispatchInput): ReportBody {
  const office = `${input.county}党支部领办合作社工作领导小组办公室`
  return {
    kind: 'dispatch',
    period: input.period,
    asOf: input.asOf,
    edition: { id: input.editionId, hash: input.hash },
    mark: `${input.county}党支部领办合作社工作周调度`,
    title: `${input.weekTitle}周调度材料`,
    to: '',
    blocks: [
      heading('一、会议议程'),
      para('通报需要调度的乡镇(街道)情况;核对上次调度任务;研究呼叫事项;部署本周任务。'),
      heading('二、需要调度的乡镇(街道)'),
      ...exceptionBlocks(input),
      heading('三、上次调度任务办理情况'),
      ...lastBlocks(input),
      heading('四、需要县级解决的事项'),
      ...callBlocks(input),
      ...input.towns.flatMap((town) => townPage(input, town)),
    ],
    from: office,
    annexes: [],
    copies: '',
    printer: office,
  }
}
