import type { Paper, PaperRow, PaperSection } from '../../../kernel/paper.ts'
import type { Process, Step } from '../model.ts'
import { sayAfter, sayCondition, sayDue, sayWait, sayWho } from './say.ts'

/** The processes of a county as its printed handbook (操作规程), from what the product runs by. */
export function handbookOf(
  processes: readonly { readonly process: Process; readonly origin: string }[],
  about: { readonly county: string; readonly day: string },
): Paper {
  const [only] = processes
  const title =
    processes.length === 1 && only !== undefined
      ? `${only.process.title.zh}操作规程`
      : '党支部领办合作社办理规程汇编'
  return {
    title,
    form: null,
    period: `${about.day} 起执行中的版本`,
    organisation: about.county,
    unit: '',
    orientation: 'landscape',
    onePage: false,
    sections: processes.flatMap(({ process, origin }, i) =>
      sectionsOf(process, { origin, place: processes.length === 1 ? '' : `${i + 1}. ` }),
    ),
    remarks: [
      '期间开始的当日不计入，自下一日起算（民法典 201）；期间最后一日是法定休假日的顺延（民法典 203）。',
      '期限届满不视为同意；任何环节不因逾期自动通过。',
    ],
    signatures: [],
  }
}

const COLUMNS = [
  { title: '序号', width: 1, align: 'center' },
  { title: '环节', width: 4, align: 'left' },
  { title: '办理', width: 3, align: 'left' },
  { title: '前置环节', width: 3, align: 'left' },
  { title: '最早 / 最迟', width: 4, align: 'left' },
  { title: '须满足的条件', width: 6, align: 'left' },
  { title: '材料', width: 4, align: 'left' },
  { title: '依据', width: 3, align: 'left' },
] as const

function sectionsOf(
  process: Process,
  { origin, place }: { readonly origin: string; readonly place: string },
): PaperSection[] {
  const sources = process.sources.length === 0 ? '' : `依据：${process.sources.join('；')}。`
  return [
    {
      heading: `${place}${process.title.zh}`,
      paragraphs: [`${process.purpose.zh}`, `${sources}版本：${origin}。`],
      columns: COLUMNS,
      rows: process.steps.map((step, i) => rowOf(process, step, i + 1)),
    },
  ]
}

function rowOf(process: Process, step: Step, place: number): PaperRow {
  const times = [sayWait(process, step), sayDue(process, step)].flatMap((said) =>
    said === null ? [] : [said.zh],
  )
  const asked = step.when === null ? [] : [`仅当：${sayCondition(process, step.when, null).zh}`]
  const conditions = step.demands.map(({ when, text }) =>
    when === undefined ? text.zh : `${sayCondition(process, when, step).zh}的，${text.zh}`,
  )
  const papers = step.papers.map(
    ({ title, required, form }) =>
      `${form === undefined ? '' : `${form} `}${title.zh}${required ? '' : '（可选）'}`,
  )
  return {
    kind: 'plain',
    cells: [
      String(place),
      step.title.zh,
      sayWho(step).zh,
      sayAfter(process, step)?.zh ?? '—',
      times.join('\n') || '—',
      [...asked, ...conditions].join('\n') || '—',
      papers.join('\n') || '—',
      step.clause || '—',
    ],
  }
}
