import { column, type Paper, paperDay } from '../../../kernel/paper.ts'
import { facts, sheet, words } from '../../../kernel/paper-frame.ts'
import { CHANNEL_WORDS, SEVERITY_WORDS, STAGE_WORDS } from './words.ts'
import type { Channel, Ref } from '../model.ts'
import type { Severity } from '../../../kernel/finding.ts'

/* The papers of a problem: 整改通知书, 整改回复, 问题清单, 督办牌. */

/** What was written at the steps of the case, by step and field. */
export type Written = Readonly<Record<string, Readonly<Record<string, unknown>>>>

export interface ProblemPaper {
  readonly number: string
  readonly county: string
  readonly to: string
  readonly issuer: string
  readonly title: string
  readonly channel: Channel
  readonly severity: Severity
  readonly foundOn: string
  readonly description: string
  readonly clause: string
  readonly amount: string | null
  readonly refs: readonly Ref[]
  readonly responsible: string
  readonly leader: string
  readonly dueOn: string
  readonly written: Written
}

const at = (written: Written, step: string, field: string): string => {
  const value = written[step]?.[field]
  return typeof value === 'string' ? value : ''
}

/** 整改通知书 (E.5): facts, basis, demands, due date, form of the reply, consequence, contact, receipt. */
export function noticePaper(one: ProblemPaper): Paper {
  const { written } = one
  const issued = at(written, 'issue', 'issuedOn')
  return sheet(
    { title: '整改通知书', period: one.number, organisation: `${one.to}:` },
    {
      sections: [
        words('一、查明事实', [
          `经${CHANNEL_WORDS[one.channel].zh}(${paperDay(one.foundOn)}),查明:${one.description}`,
          ...(one.amount === null ? [] : [`涉及金额 ${one.amount} 元。`]),
          ...(one.refs.length === 0
            ? []
            : [`证据:${one.refs.map(({ label }) => label).join(';')}。`]),
        ]),
        words('二、依据', [one.clause]),
        words('三、整改要求', [at(written, 'draft', 'demands')]),
        facts(null, [
          ['问题', one.title],
          ['严重程度', SEVERITY_WORDS[one.severity].zh],
          ['责任人', one.responsible],
          ['包抓领导', one.leader],
          ['整改期限', paperDay(one.dueOn)],
          ['回复方式', at(written, 'draft', 'reply')],
          ['逾期不改的处理', at(written, 'draft', 'consequence')],
          ['联系人及电话', at(written, 'draft', 'contact')],
        ]),
      ],
      remarks: [
        '确需延期的,应在期限届满前书面申请,经批准后顺延;整改完成后由签发的一级派人现场核查,合格的予以销号。',
        `${one.issuer}(印章)　${issued === '' ? '　　　　年　　月　　日' : paperDay(issued)}`,
      ],
      signatures: ['签发人', '签收人', '签收日期'],
    },
  )
}

/** 整改回复 (E.5): plan, what was done, own check, the check on the spot, the closing. */
export function replyPaper(one: ProblemPaper): Paper {
  const { written } = one
  const measures = written['plan']?.['measures']
  const rows = Array.isArray(measures) ? (measures as Record<string, unknown>[]) : []
  const cell = (value: unknown): string => (typeof value === 'string' ? value : '')
  return sheet(
    { title: '整改情况回复', period: one.number, organisation: `${one.issuer}:` },
    {
      sections: [
        words('一、问题', [`${one.title}。${one.description}`]),
        {
          heading: '二、整改措施',
          paragraphs: [],
          columns: [column('措施', 6), column('责任人', 2), column('完成时限', 2, 'center')],
          rows: rows.map((row) => ({
            kind: 'plain',
            cells: [cell(row['measure']), cell(row['person']), cell(row['until'])],
          })),
        },
        facts('三、整改落实', [
          ['完成日期', at(written, 'reply', 'mendedOn')],
          ['整改情况', at(written, 'reply', 'done')],
          ['追回、补交(元)', at(written, 'reply', 'recovered')],
          ['自查结论', at(written, 'reply', 'selfCheck')],
        ]),
        facts('四、核查与销号', [
          ['核查日期', at(written, 'verify', 'visitedOn')],
          ['核查地点', at(written, 'verify', 'place')],
          ['核查意见', at(written, 'verify', 'found')],
          ['销号意见', at(written, 'close', 'conclusion')],
        ]),
      ],
      remarks: [],
      signatures: ['整改单位负责人', '核查人', '销号审批'],
    },
  )
}

/** A row of the printed list. */
export interface ListRow {
  readonly number: string
  readonly unit: string
  readonly town: string
  readonly foundOn: string
  readonly channel: Channel
  readonly title: string
  readonly clause: string
  readonly amount: string | null
  readonly severity: Severity
  readonly responsible: string
  readonly leader: string
  readonly dueOn: string
  readonly stage: string
  readonly late: number
  readonly reopened: number
}

/** 问题清单 (R90) of a unit as of a day. */
export function listPaper(
  head: { readonly unit: string; readonly day: string },
  rows: readonly ListRow[],
): Paper {
  const columns = [
    column('编号', 2.6),
    column('单位', 3),
    column('发现日期', 1.5, 'center'),
    column('渠道', 1.2, 'center'),
    column('问题', 3.6),
    column('依据', 4),
    column('金额(元)', 1.7, 'right'),
    column('程度', 0.9, 'center'),
    column('责任人', 1.3),
    column('期限', 1.5, 'center'),
    column('进展', 1.6, 'center'),
  ]
  return sheet(
    { title: '问题清单', period: `截至 ${paperDay(head.day)}`, organisation: head.unit },
    {
      orientation: 'landscape',
      sections: [
        {
          heading: null,
          paragraphs: [],
          columns,
          rows: rows.map((row) => ({
            kind: 'plain',
            cells: [
              row.number,
              row.town === '' ? row.unit : `${row.town} ${row.unit}`,
              row.foundOn,
              CHANNEL_WORDS[row.channel].zh,
              row.title,
              row.clause,
              row.amount ?? '',
              SEVERITY_WORDS[row.severity].zh,
              row.responsible,
              row.dueOn,
              `${STAGE_WORDS[row.stage]?.zh ?? row.stage}${row.late > 0 ? `,超期${row.late}天` : ''}${
                row.reopened > 0 ? `,重立${row.reopened}次` : ''
              }`,
            ],
          })),
        },
      ],
      remarks: [`共 ${rows.length} 件,其中超期 ${rows.filter(({ late }) => late > 0).length} 件。`],
      signatures: ['填报人', '负责人'],
    },
  )
}

/** 督办牌: the plate of a listed problem, to be hung up. */
export function platePaper(one: {
  readonly plate: string
  readonly county: string
  readonly unit: string
  readonly problem: string
  readonly leader: string
  readonly responsible: string
  readonly listedOn: string
  readonly dueOn: string
}): Paper {
  return sheet(
    { title: '挂牌督办', period: one.plate, organisation: one.county },
    {
      sheet: 'A3',
      sections: [
        facts(null, [
          ['督办事项', one.problem],
          ['责任单位', one.unit],
          ['责任人', one.responsible],
          ['督办领导', one.leader],
          ['挂牌日期', paperDay(one.listedOn)],
          ['办结期限', paperDay(one.dueOn)],
          ['进展报送', '每周报送一次'],
        ]),
      ],
      remarks: ['办结后申请摘牌,经现场核查合格、督办领导批准后摘牌。'],
      signatures: [],
    },
  )
}
