import {
  column,
  type Paper,
  type PaperCell,
  type PaperColumn,
  paperDay,
  type PaperSection,
} from '../../../kernel/paper.ts'
import { CLASS_TITLES, type CoopClass } from '../model.ts'

/* 一社一策: the plan of a co-op as a paper that is signed. */

const table = (
  heading: string,
  columns: readonly PaperColumn[],
  rows: readonly (readonly PaperCell[])[],
): PaperSection => ({
  heading,
  paragraphs: [],
  columns,
  rows: rows.map((cells) => ({ kind: 'plain', cells })),
})

export interface PlanPaper {
  readonly coop: string
  readonly town: string
  readonly village: string
  readonly class: CoopClass
  readonly aim: string
  readonly helper: string
  readonly startsOn: string
  readonly dueOn: string
  readonly notes: readonly string[]
  /** The test, what was measured, what is asked, where it rests. */
  readonly steps: readonly {
    readonly title: string
    readonly said: string
    readonly clause: string
  }[]
  readonly tasks: readonly {
    readonly what: string
    readonly responsible: string
    readonly dueOn: string
    readonly done: string | null
  }[]
}

/** The plan as a paper: the co-op, what stands in the way, tasks with people and days, what must not be done. */
export const planPaper = (plan: PlanPaper): Paper => ({
  title: '合作社一社一策方案',
  form: null,
  period: `${paperDay(plan.startsOn)}至${paperDay(plan.dueOn)}`,
  organisation: plan.coop,
  unit: '',
  orientation: 'portrait',
  onePage: false,
  sections: [
    table(
      '一、基本情况',
      [column('事项', 2.4), column('内容', 7.6)],
      [
        ['合作社', plan.coop],
        ['所在乡镇、村', `${plan.town}${plan.village}`],
        ['分类', CLASS_TITLES[plan.class].zh],
        ['目标', plan.aim],
        ['帮扶人', plan.helper],
      ],
    ),
    table(
      '二、对照标准的差距',
      [
        column('序号', 0.8, 'center'),
        column('标准', 3),
        column('现状与差距', 4.2),
        column('依据', 3),
      ],
      plan.steps.map((step, i) => [String(i + 1), step.title, step.said, step.clause]),
    ),
    table(
      '三、任务清单',
      [
        column('序号', 0.8, 'center'),
        column('任务', 5),
        column('责任人(单位)', 2),
        column('完成时限', 2.2),
        column('完成情况', 2),
      ],
      plan.tasks.map((task, i) => [
        String(i + 1),
        task.what,
        task.responsible,
        paperDay(task.dueOn),
        task.done ?? '',
      ]),
    ),
  ],
  remarks: plan.notes,
  signatures: ['理事长', '帮扶人', '村党支部书记', '乡镇经管站'],
})
