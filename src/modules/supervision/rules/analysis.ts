import type { Fraction } from '../../../kernel/fraction.ts'
import type { AnyId } from '../../../kernel/id.ts'
import type { NamedProblem, Shown } from './bulletin.ts'
import { sayChange, sayNumber } from './numbers.ts'
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
import { CHANNEL_WORDS } from './words.ts'

/* 季度研判 (E.3, R89): problems by kind and town, what the figures warn of, what should be put under a plate. */

export type AnalysedProblem = NamedProblem & {
  readonly townId: AnyId | null
  readonly foundOn: string
  readonly closedOn: string | null
  readonly reopened: number
  readonly severe: boolean
}

export interface AnalysisInput {
  readonly county: string
  readonly title: string
  readonly period: string
  readonly from: string
  readonly asOf: string
  readonly editionId: AnyId
  readonly hash: string
  readonly countyId: AnyId
  readonly yearAgoId: AnyId | null
  /** Of safety, quality, distribution and classes, with the values of the same quarter a year ago. */
  readonly figures: readonly (Shown & {
    readonly value: Fraction | null
    readonly yearAgo: Fraction | null
  })[]
  readonly problems: readonly AnalysedProblem[]
  /** Co-ops with the most open facts, with the ids of these. */
  readonly risky: readonly {
    readonly name: string
    readonly town: string
    readonly facts: readonly AnyId[]
    readonly severe: readonly AnyId[]
  }[]
  readonly proposals: readonly {
    readonly id: AnyId
    readonly number: string
    readonly problem: string
    readonly reason: string
  }[]
}

const ids = (list: readonly { readonly id: AnyId }[]): AnyId[] => list.map(({ id }) => id)
const isOpen = (one: AnalysedProblem): boolean =>
  one.stage !== 'closed' && one.stage !== 'withdrawn'

function sums(input: AnalysisInput, of: readonly AnalysedProblem[]): Run[] {
  return [
    countOf('problem', ids(of.filter(({ foundOn }) => foundOn >= input.from))),
    countOf(
      'problem',
      ids(of.filter(({ closedOn }) => closedOn !== null && closedOn >= input.from)),
    ),
    countOf('problem', ids(of.filter(isOpen))),
    countOf('problem', ids(of.filter((one) => isOpen(one) && one.late))),
    countOf('problem', ids(of.filter(({ reopened }) => reopened > 0))),
  ]
}

const SUM_COLUMNS = [
  column('本季新增', 1.4, 'center'),
  column('本季销号', 1.4, 'center'),
  column('在办', 1.2, 'center'),
  column('超期', 1.2, 'center'),
  column('重新立项', 1.4, 'center'),
]

function problemBlocks(input: AnalysisInput): Block[] {
  const kinds = Map.groupBy(input.problems, ({ channel }) => channel)
  const towns = Map.groupBy(input.problems, ({ town, unit }) => (town === '' ? unit : town))
  return [
    table(
      '按发现渠道',
      [column('渠道', 2.4), ...SUM_COLUMNS],
      [...kinds].map(([channel, of]) => [CHANNEL_WORDS[channel].zh, ...sums(input, of)]),
    ),
    table(
      '按乡镇(街道)',
      [column('乡镇(街道)', 2.4), ...SUM_COLUMNS],
      [...towns].map(([town, of]) => [town, ...sums(input, of)]),
    ),
  ]
}

function figureBlocks(input: AnalysisInput): Block[] {
  const ref = (indicator: string, what: 'value' | 'change') =>
    ({
      from: 'figure',
      editionId: input.editionId,
      unitId: input.countyId,
      indicator,
      what,
      against: what === 'change' ? input.yearAgoId : null,
    }) as const
  return [
    table(
      '资金安全、收入质量、分配和分类',
      [
        column('指标', 4),
        column('单位', 1.4, 'center'),
        column('本季', 2, 'right'),
        column('比上年同季', 2.2, 'right'),
      ],
      input.figures.map((one): Run[] => [
        one.title,
        one.unit,
        { n: sayNumber(one.value, one.form), ref: ref(one.id, 'value') },
        input.yearAgoId === null
          ? '—'
          : { n: sayChange(one.value, one.yearAgo, one.form), ref: ref(one.id, 'change') },
      ]),
    ),
  ]
}

function riskyBlocks(input: AnalysisInput): Block[] {
  return input.risky.length === 0
    ? [para('没有待处理的线索。')]
    : [
        table(
          '待处理线索',
          [
            column('合作社', 4),
            column('乡镇(街道)', 2.4),
            column('线索', 1.2, 'center'),
            column('其中严重', 1.4, 'center'),
          ],
          input.risky.map((one): Run[] => [
            one.name,
            one.town,
            countOf('source', one.facts),
            countOf('source', one.severe),
          ]),
        ),
      ]
}

function listBlocks(open: readonly AnalysedProblem[]): Block[] {
  return open.length === 0
    ? [para('没有在办问题。')]
    : [
        table(
          '问题清单',
          [
            column('编号', 2),
            column('单位', 3),
            column('问题', 4),
            column('责任人', 1.4),
            column('期限', 1.8, 'center'),
          ],
          open.map((one): Run[] => [
            one.number,
            `${one.town}${one.unit}`,
            `“${one.title}”${one.late ? ' 超期' : ''}`,
            one.responsible,
            one.dueOn,
          ]),
        ),
      ]
}

/** The body of a quarter's analysis. */
export function analysisBody(input: AnalysisInput): ReportBody {
  const office = `${input.county}党支部领办合作社工作领导小组办公室`
  const open = input.problems.filter(isOpen)
  return {
    kind: 'analysis',
    period: input.period,
    asOf: input.asOf,
    edition: { id: input.editionId, hash: input.hash },
    mark: `${input.county}党支部领办合作社工作季度研判`,
    title: `${input.title}党支部领办合作社工作研判`,
    to: '',
    blocks: [
      heading('一、问题情况'),
      para(
        '在办问题',
        countOf('problem', ids(open)),
        '件,其中性质严重的',
        countOf('problem', ids(open.filter(({ severe }) => severe))),
        '件。',
      ),
      ...problemBlocks(input),
      heading('二、资金安全、收入质量、分配和分类'),
      ...figureBlocks(input),
      heading('三、线索最多的合作社'),
      ...riskyBlocks(input),
      heading('四、新的问题清单'),
      ...listBlocks(open),
      heading('五、建议挂牌督办的问题'),
      ...(input.proposals.length === 0
        ? [para('没有建议挂牌督办的问题。')]
        : input.proposals.map((one) => para(`${one.number}“${one.problem}”:“${one.reason}”。`))),
    ],
    from: office,
    annexes: [],
    copies: '',
    printer: office,
  }
}
