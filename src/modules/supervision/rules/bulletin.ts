import { paperDay } from '../../../kernel/paper.ts'
import { type Fraction, fraction } from '../../../kernel/fraction.ts'
import type { AnyId } from '../../../kernel/id.ts'
import { type NumberForm, sayChange, sayNumber, sayScore } from './numbers.ts'
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
import { CHANNEL_WORDS, STAGE_WORDS } from './words.ts'
import type { Channel } from '../model.ts'

/* 月通报 (E.2, R88): county first, then the towns ranked; named problems; the last one's rectification; next month's tasks. */

export interface Shown {
  readonly id: string
  readonly title: string
  readonly unit: string
  readonly form: NumberForm
  readonly said: string
  readonly source: string
}

export interface TownPlace {
  readonly unitId: AnyId
  readonly name: string
  readonly place: number
  readonly score: Fraction
  readonly before: number | null
  readonly parts: readonly { readonly group: string; readonly component: Fraction }[]
}

export interface NamedProblem {
  readonly id: AnyId
  readonly number: string
  readonly town: string
  readonly unit: string
  readonly title: string
  readonly clause: string
  readonly channel: Channel
  readonly amount: string | null
  readonly responsible: string
  readonly dueOn: string
  readonly stage: string
  readonly late: boolean
  readonly public: boolean
}

export interface Figures {
  readonly editionId: AnyId
  readonly hash: string
  readonly period: string
  readonly asOf: string
  readonly countyId: AnyId
  /** Headline indicators of the county in their order, with the values of the month before and a year ago. */
  readonly county: readonly (Shown & {
    readonly value: Fraction | null
    readonly before: Fraction | null
  })[]
  readonly beforeId: AnyId | null
  readonly set: string
  readonly setTitle: string
  readonly setSource: string
  readonly groups: readonly { readonly id: string; readonly title: string }[]
  readonly lines: readonly { readonly indicator: string; readonly weight: string }[]
  readonly towns: readonly TownPlace[]
  readonly unranked: readonly { readonly name: string; readonly why: string }[]
}

export interface BulletinInput {
  readonly county: string
  readonly monthTitle: string
  readonly figures: Figures
  /** Open or found in the month. */
  readonly problems: readonly NamedProblem[]
  /** Of the bulletin before: what it named. */
  readonly lastNamed: readonly NamedProblem[]
  readonly lastTitle: string | null
  readonly tasks: readonly { readonly id: AnyId; readonly what: string; readonly dueOn: string }[]
}

const NOTHING = fraction(0)

/** The first heads of chapters, in the order in which they occur. */
const CHAPTERS = ['一', '二', '三', '四', '五', '六', '七'] as const

function figureRun(input: Figures, shown: Shown & { value: Fraction | null }): Run {
  return {
    n: sayNumber(shown.value, shown.form),
    ref: {
      from: 'figure',
      editionId: input.editionId,
      unitId: input.countyId,
      indicator: shown.id,
      what: 'value',
      against: null,
    },
  }
}

function changeRun(
  input: Figures,
  shown: Shown & { value: Fraction | null; before: Fraction | null },
): Run {
  if (input.beforeId === null) return '—'
  return {
    n: sayChange(shown.value, shown.before, shown.form),
    ref: {
      from: 'figure',
      editionId: input.editionId,
      unitId: input.countyId,
      indicator: shown.id,
      what: 'change',
      against: input.beforeId,
    },
  }
}

function countyBlocks(figures: Figures): Block[] {
  const by = new Map(figures.county.map((one) => [one.id, one]))
  const said = (id: string, before: string, after: string): Run[] => {
    const one = by.get(id)
    return one === undefined || one.value === null ? [] : [before, figureRun(figures, one), after]
  }
  const lead = [
    ...said('coops', '截至月末,全县党支部领办合作社', '家,'),
    ...said('coverage', '村覆盖率', ','),
    ...said('members', '入社群众', '人、'),
    ...said('households', '', '户;'),
    ...said('collective-per-village', '村均集体从合作社所得', '元,'),
    ...said('member-per-household', '户均从合作社所得', '元。'),
  ]
  return [
    ...(lead.length === 0 ? [] : [para(...lead)]),
    table(
      '全县主要指标',
      [
        column('指标', 4),
        column('单位', 1.4, 'center'),
        column('本月', 2.2, 'right'),
        column('比上月', 2.2, 'right'),
      ],
      figures.county.map((one) => [
        one.title,
        one.unit,
        figureRun(figures, one),
        changeRun(figures, one),
      ]),
    ),
  ]
}

/** The place against the last time, in words of the seed: 前移, 后移, 持平. */
const moved = (before: number | null, place: number): string =>
  before === null
    ? '新排'
    : before === place
      ? '持平'
      : before > place
        ? `↑${before - place}`
        : `↓${place - before}`

function townBlocks(figures: Figures): Block[] {
  const ref = (
    unitId: AnyId,
    what: 'place' | 'score' | 'before' | 'move' | 'part',
    group: string | null = null,
  ) =>
    ({
      from: 'ranking',
      editionId: figures.editionId,
      set: figures.set,
      unitId,
      what,
      group,
    }) as const
  const rows = figures.towns.map((town): Run[] => [
    { n: String(town.place), ref: ref(town.unitId, 'place') },
    town.name,
    { n: sayScore(town.score), ref: ref(town.unitId, 'score') },
    ...figures.groups.map((group): Run => ({
      n: sayScore(town.parts.find((part) => part.group === group.id)?.component ?? NOTHING),
      ref: ref(town.unitId, 'part', group.id),
    })),
    town.before === null ? '—' : { n: String(town.before), ref: ref(town.unitId, 'before') },
    town.before === null || town.before === town.place
      ? moved(town.before, town.place)
      : { n: moved(town.before, town.place), ref: ref(town.unitId, 'move') },
  ])
  return [
    para(`按《${figures.setTitle}》计算,位次只依据台账数据和合规结果。`),
    table(
      '乡镇(街道)工作位次',
      [
        column('位次', 1, 'center'),
        column('乡镇(街道)', 3),
        column('得分', 1.6, 'right'),
        ...figures.groups.map((group) => column(group.title, 1.5, 'right')),
        column('上次', 1, 'center'),
        column('变动', 1.1, 'center'),
      ],
      rows,
    ),
    ...(figures.unranked.length === 0
      ? []
      : [
          para(
            `数据不全未参加排位的:${figures.unranked.map(({ name, why }) => `${name}(缺“${why}”)`).join('、')}。`,
          ),
        ]),
  ]
}

/** What went well: the towns that climbed, by the figures alone. */
function goodBlocks(figures: Figures): Block[] {
  const climbed = figures.towns
    .filter((town) => town.before !== null && town.before > town.place)
    .toSorted((a, b) => (b.before ?? 0) - b.place - ((a.before ?? 0) - a.place))
    .slice(0, 3)
  const ref = (unitId: AnyId, what: 'before' | 'place') =>
    ({
      from: 'ranking',
      editionId: figures.editionId,
      set: figures.set,
      unitId,
      what,
      group: null,
    }) as const
  if (climbed.length === 0) return [para('本月没有位次前移的乡镇(街道)。')]
  return climbed.map((town) =>
    para(
      `${town.name}:由上次的第`,
      { n: String(town.before), ref: ref(town.unitId, 'before') },
      '位前移到第',
      { n: String(town.place), ref: ref(town.unitId, 'place') },
      '位。',
    ),
  )
}

function problemBlocks(problems: readonly NamedProblem[]): Block[] {
  const named = problems.filter((one) => one.public && one.stage !== 'closed')
  const open = problems.filter(({ stage }) => stage !== 'closed' && stage !== 'withdrawn')
  const late = open.filter(({ late: is }) => is)
  const lead = para(
    '全县在办问题',
    countOf(
      'problem',
      open.map(({ id }) => id),
    ),
    '件,其中超期',
    countOf(
      'problem',
      late.map(({ id }) => id),
    ),
    '件。',
  )
  if (named.length === 0) return [lead, para('本月没有点名通报的问题。')]
  return [
    lead,
    table(
      '点名通报的问题',
      [
        column('编号', 1.9),
        column('单位', 2.4),
        column('问题', 3.4),
        column('依据', 2.2),
        column('责任人', 1.2),
        column('期限', 1.6, 'center'),
      ],
      named.map((one): Run[] => [
        one.number,
        one.town === '' ? one.unit : `${one.town}${one.unit}`,
        `“${one.title}”(${CHANNEL_WORDS[one.channel].zh})${one.late ? ' 超期' : ''}`,
        `“${one.clause}”`,
        one.responsible,
        one.dueOn,
      ]),
    ),
  ]
}

function rectifiedBlocks(input: BulletinInput): Block[] {
  if (input.lastTitle === null) return [para('本通报为首期,没有上期点名的问题。')]
  const { lastNamed } = input
  const closed = lastNamed.filter(({ stage }) => stage === 'closed')
  const left = lastNamed.filter(({ stage }) => stage !== 'closed')
  return [
    para(
      '上期点名',
      countOf(
        'problem',
        lastNamed.map(({ id }) => id),
      ),
      '件,已核查销号',
      countOf(
        'problem',
        closed.map(({ id }) => id),
      ),
      '件,未销号',
      countOf(
        'problem',
        left.map(({ id }) => id),
      ),
      '件。',
    ),
    ...left.map((one) =>
      para(`${one.number}“${one.title}”:${STAGE_WORDS[one.stage]?.zh ?? ''},期限 ${one.dueOn}。`),
    ),
  ]
}

function annexBlocks(figures: Figures): Block[] {
  return [
    { kind: 'page', label: '附件', title: '指标解释和位次办法' },
    ...figures.county.map((one) => para(`“${one.title}”:“${one.said}”依据“${one.source}”。`)),
    para(
      `《${figures.setTitle}》:“${figures.lines
        .map(({ indicator, weight }) => `${indicator} ${weight}`)
        .join(';')}”。依据“${figures.setSource}”。`,
    ),
  ]
}

/** The body of a month's bulletin. Every number in it names the edition or the rows it stands on. */
export function bulletinBody(input: BulletinInput): ReportBody {
  const { figures, county } = input
  const office = `${county}党支部领办合作社工作领导小组办公室`
  const parts: readonly (readonly [string, Block[]])[] = [
    ['全县总体情况', countyBlocks(figures)],
    ['乡镇(街道)工作位次', townBlocks(figures)],
    ['位次前移的乡镇(街道)', goodBlocks(figures)],
    ['存在的问题', problemBlocks(input.problems)],
    ['上期通报问题整改情况', rectifiedBlocks(input)],
    [
      '下月重点工作',
      input.tasks.length === 0
        ? [para('按照既定安排推进。')]
        : input.tasks.map((task) => para(`“${task.what}”,${paperDay(task.dueOn)}前完成。`)),
    ],
  ]
  return {
    kind: 'bulletin',
    period: figures.period,
    asOf: figures.asOf,
    edition: { id: figures.editionId, hash: figures.hash },
    mark: `${county}党支部领办合作社工作督导通报`,
    title: `关于${input.monthTitle}党支部领办合作社工作情况的通报`,
    to: '各乡镇(街道)党(工)委',
    blocks: [
      para(
        `现将${input.monthTitle}全县党支部领办合作社工作情况通报如下(数据截至${paperDay(figures.asOf)})。`,
      ),
      ...parts.flatMap(([title, blocks], i) => [
        heading(`${CHAPTERS[i] ?? ''}、${title}`),
        ...blocks,
      ]),
      ...annexBlocks(figures),
    ],
    from: office,
    annexes: ['指标解释和位次办法'],
    copies: '领导小组成员单位',
    printer: office,
  }
}
