import type { Fen } from '../../../kernel/money.ts'
import { sumFen } from '../../../kernel/money.ts'
import type { Paper, PaperRow } from '../../../kernel/paper.ts'

/* The list people sign when the return of assistance shares is handed out. */

export interface AssistanceSign {
  readonly coopName: string
  readonly year: number
  /** What the county calls these shares. */
  readonly term: string
  /** The day of the payment; null: the whole year's list. */
  readonly paidOn: string | null
  readonly funds: readonly {
    readonly name: string
    /** The document that approved the list; null while there is none. */
    readonly document: string | null
    readonly rows: readonly {
      readonly name: string
      readonly persons: number
      readonly amount: Fen
    }[]
  }[]
}

const column = (title: string, width: number, align: 'left' | 'right') => ({ title, width, align })

export function assistanceSignPaper(of: AssistanceSign): Paper {
  return {
    title: `${of.year}年度${of.term}收益签领表`,
    form: null,
    period: of.paidOn === null ? `${of.year}年度` : `发放日期：${of.paidOn}`,
    organisation: `合作社：${of.coopName}`,
    unit: '单位：元',
    orientation: 'portrait',
    onePage: false,
    sections: of.funds.map(({ name, document, rows }) => ({
      heading: document === null ? name : `${name}（依据：${document}）`,
      paragraphs: rows.length === 0 ? ['没有应发的款项。'] : [],
      columns: [
        column('序号', 1, 'left'),
        column('受益人（户）', 3, 'left'),
        column('人数', 1, 'right'),
        column('应领金额', 2.4, 'right'),
        column('签字（手印）', 3, 'left'),
        column('代领人及关系', 3, 'left'),
        column('日期', 2, 'left'),
      ],
      rows: [
        ...rows.map((row, i): PaperRow => ({
          kind: 'plain',
          cells: [String(i + 1), row.name, String(row.persons), row.amount, '', '', ''],
        })),
        ...(rows.length === 0
          ? []
          : [
              {
                kind: 'sum' as const,
                cells: [
                  '',
                  '合计',
                  String(rows.reduce((all, row) => all + row.persons, 0)),
                  sumFen(rows.map(({ amount }) => amount)),
                  '',
                  '',
                  '',
                ],
              },
            ]),
      ],
    })),
    remarks: ['代领须附委托书；签领表作为付款凭证附件，并在村务公开栏公示。'],
    signatures: ['理事长', '会计', '出纳', '监事'],
  }
}
