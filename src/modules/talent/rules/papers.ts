import type { LocalDate } from '../../../kernel/date.ts'
import { column, type Paper, paperDay } from '../../../kernel/paper.ts'
import type { Text } from '../../../kernel/text.ts'
import type { PromiseState } from '../model.ts'

/* The monthly report of a posting, the board of promises. */

export interface Report {
  readonly number: string
  readonly month: string
  readonly village: string
  readonly town: string
  readonly kind: string
  readonly name: string
  readonly sendingUnit: string
  readonly from: LocalDate
  readonly until: LocalDate
  readonly days: { readonly from: LocalDate; readonly to: LocalDate }
  readonly tasks: readonly {
    readonly what: string
    readonly coop: string | null
    readonly dueOn: string
    readonly state: 'open' | 'late' | 'done' | 'dropped'
    readonly doneOn: string | null
    readonly said: string | null
  }[]
  readonly visits: readonly {
    readonly on: string
    readonly unit: { readonly name: string }
    readonly place: string
    readonly did: string
    readonly issues: number
  }[]
  readonly coops: readonly {
    readonly coop: { readonly name: string }
    readonly before: Text | null
    readonly now: Text | null
    readonly founded: boolean
  }[]
  readonly offers: readonly { readonly title: string; readonly matched: number }[]
}

const TASK_WORDS = { open: '办理中', late: '逾期', done: '完成', dropped: '不再办理' } as const

const plain = (cells: readonly string[]) => ({ kind: 'plain' as const, cells })

/** A section that says so where it has no rows. */
const tableOrNone = (
  heading: string,
  none: string,
  table: Pick<Paper['sections'][number], 'columns' | 'rows'>,
) => ({ heading, paragraphs: table.rows.length === 0 ? [none] : [], ...table })

const coopChange = ({ before, now, founded }: Report['coops'][number]): string => {
  if (founded) return '驻村以来新登记'
  if (before?.zh === now?.zh) return '类别未变'
  return '类别有变化'
}

/** What was done in a month, from the records alone: nothing is typed for it. */
export const reportPaper = (report: Report): Paper => ({
  title: '驻村帮扶工作月报',
  form: report.number,
  period: `${paperDay(report.days.from)}至${paperDay(report.days.to)}`,
  organisation: `${report.town}${report.village}`,
  unit: `${report.kind}　${report.name}`,
  orientation: 'portrait',
  onePage: false,
  sections: [
    {
      heading: null,
      paragraphs: [
        `派出单位：${report.sendingUnit}。驻村期限：${paperDay(report.from)}至${paperDay(report.until)}。`,
      ],
      columns: [],
      rows: [],
    },
    tableOrNone('一、任务办理', '本月没有任务。', {
      columns: [
        column('任务', 4),
        column('合作社', 2.4),
        column('期限', 1.3, 'center'),
        column('情况', 1, 'center'),
        column('办理结果', 3),
      ],
      rows: report.tasks.map((task) =>
        plain([
          task.what,
          task.coop ?? '—',
          task.dueOn,
          TASK_WORDS[task.state],
          task.doneOn === null ? '' : `${task.doneOn} ${task.said ?? ''}`,
        ]),
      ),
    }),
    tableOrNone('二、走访', '本月没有派出单位的走访记录。', {
      columns: [
        column('日期', 1.3, 'center'),
        column('地点', 2.4),
        column('做了什么', 4.6),
        column('反映问题', 0.9, 'center'),
      ],
      rows: report.visits.map(({ on, unit, place, did, issues }) =>
        plain([on, place === '' ? unit.name : `${unit.name} ${place}`, did, `${issues}`]),
      ),
    }),
    tableOrNone('三、本村合作社', '本村还没有党支部领办的合作社。', {
      columns: [
        column('合作社', 4),
        column('到任时类别', 1.6, 'center'),
        column('目前类别', 1.6, 'center'),
        column('变化', 1.8, 'center'),
      ],
      rows: report.coops.map((one) =>
        plain([
          one.coop.name,
          one.before?.zh ?? '未分类',
          one.now?.zh ?? '未分类',
          coopChange(one),
        ]),
      ),
    }),
    tableOrNone('四、派出单位资源', '派出单位在资源对接台账中没有登记资源。', {
      columns: [column('资源', 5), column('已对接', 1, 'center')],
      rows: report.offers.map(({ title, matched }) =>
        plain([title, matched === 0 ? '未对接' : `${matched} 项`]),
      ),
    }),
  ],
  remarks: ['本表由任务、走访、合作社分类和资源台账自动生成,不另行填报。'],
  signatures: ['驻村干部', '村党支部', '乡镇党委'],
})

export const STATE_WORDS: Readonly<Record<PromiseState, string>> = {
  promised: '已承诺',
  published: '践诺中',
  late: '到期未评议',
  kept: '已践诺',
  partly: '部分践诺',
  unkept: '未践诺',
  withdrawn: '已撤销',
}

export interface Board {
  readonly village: string
  readonly town: string
  readonly day: string
  readonly a3: boolean
  readonly rows: readonly {
    readonly name: string
    readonly what: string
    readonly coop: string | null
    readonly dueOn: string
    readonly state: PromiseState
    readonly evidence: string
    readonly ballots: string
  }[]
}

/** The board that hangs in the village: who promised what, by when, and what came of it. */
export const boardPaper = ({ village, town, day, a3, rows }: Board): Paper => ({
  title: '党员承诺、亮诺、践诺公示栏',
  form: null,
  period: paperDay(day),
  organisation: `${town}${village}党支部`,
  unit: `共 ${rows.length} 项`,
  orientation: 'landscape',
  ...(a3 ? { sheet: 'A3' as const } : {}),
  onePage: false,
  sections: [
    {
      heading: null,
      paragraphs: [],
      columns: [
        column('序号', 0.6, 'center'),
        column('党员', 1.1, 'center'),
        column('承诺事项', 4),
        column('合作社', 2.4),
        column('完成时限', 1.4, 'center'),
        column('践诺情况', 3.4),
        column('状态', 1.1, 'center'),
        column('群众评议', 1.6, 'center'),
      ],
      rows: rows.map((row, i) =>
        plain([
          `${i + 1}`,
          row.name,
          row.what,
          row.coop ?? '—',
          row.dueOn,
          row.evidence,
          STATE_WORDS[row.state],
          row.ballots,
        ]),
      ),
    },
  ],
  remarks: ['对公示内容有意见的,请向村党支部或乡镇党委反映。'],
  signatures: ['村党支部', '公示日期'],
})
