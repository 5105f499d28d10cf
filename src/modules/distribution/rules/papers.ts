import { displayYuan, type Fen } from '../../../kernel/money.ts'
import type { Paper, PaperColumn, PaperRow } from '../../../kernel/paper.ts'
import type { Slip } from '../../../kernel/slip.ts'
import type { computedOf } from './present.ts'

/* What is printed of a distribution: the plan for the assembly, the list to sign, a slip for each member. */

type Computed = ReturnType<typeof computedOf>

const column = (title: string, width: number, align: PaperColumn['align']): PaperColumn => ({
  title,
  width,
  align,
})

export interface Printed {
  readonly coopName: string
  readonly year: number
}

/** The plan as it lies before the assembly: the steps with their articles, then every member. */
export function planPaper(of: Printed, computed: Computed): Paper {
  return {
    title: `${of.year}年度盈余分配方案`,
    form: null,
    period: '(提交成员大会审议)',
    organisation: `编制单位:${of.coopName}`,
    unit: '单位:元',
    orientation: 'portrait',
    onePage: false,
    sections: [
      {
        heading: '一、分配步骤',
        paragraphs: [sentenceOf(computed)],
        columns: [
          column('步骤', 3, 'left'),
          column('怎样算', 6, 'left'),
          column('金额', 2.4, 'right'),
          column('依据', 4.2, 'left'),
        ],
        rows: computed.waterfall.map((bar): PaperRow => ({
          kind: bar.total ? 'sum' : 'plain',
          cells: [bar.title.zh, bar.formula.zh, bar.amount, bar.article ?? '章程、成员大会决议'],
        })),
      },
      {
        heading: '二、合规检查',
        paragraphs: computed.findings.map(
          ({ rule, outcome, text }) =>
            `${outcome === 'passes' ? '通过' : outcome === 'fails' ? '不通过' : '待定'} ${rule}:${text.zh}`,
        ),
        columns: [],
        rows: [],
      },
      {
        heading: '三、成员分配明细',
        paragraphs: [],
        columns: [
          column('编号', 1.6, 'left'),
          column('姓名', 2.4, 'left'),
          column(`交易量(额)${unitOf(computed)}`, 2.4, 'right'),
          column('盈余返还', 2.2, 'right'),
          column('剩余盈余', 2.2, 'right'),
          column('其中转为出资', 2.2, 'right'),
          column('合计', 2.2, 'right'),
          column('新增公积金份额', 2.2, 'right'),
        ],
        rows: [
          ...computed.members.map((one): PaperRow => ({
            kind: 'plain',
            cells: [
              one.number,
              one.name,
              one.transactions,
              one.returned,
              one.residual,
              one.converted,
              one.total,
              one.newReserveShare,
            ],
          })),
          sumRow(computed),
        ],
      },
    ],
    remarks: ['本方案及年度账目自即日起备置于办公地点,供成员查阅(农民专业合作社法第四十条)。'],
    signatures: ['理事长', '执行监事', '会计'],
  }
}

const unitOf = ({ transactionUnit }: Computed): string =>
  transactionUnit === null || transactionUnit.zh === '' ? '' : `(${transactionUnit.zh})`

const sentenceOf = (c: Computed): string =>
  `本年盈余 ${displayYuan(c.netSurplus)} 元,提取盈余公积 ${displayYuan(c.reserve)} 元,可分配盈余 ${displayYuan(c.distributable)} 元;按交易量(额)返还 ${displayYuan(c.returned)} 元(法定最低 ${displayYuan(c.leastReturn)} 元),剩余盈余分配 ${displayYuan(c.residual)} 元,留存 ${displayYuan(c.retained)} 元。`

function sumRow({ members }: Computed): PaperRow {
  const total = (pick: (one: Computed['members'][number]) => bigint): bigint =>
    members.reduce((all, one) => all + pick(one), 0n)
  return {
    kind: 'sum',
    cells: [
      '合计',
      `${members.length}人`,
      null,
      total((one) => one.returned),
      total((one) => one.residual),
      total((one) => one.converted),
      total((one) => one.total),
      total((one) => one.newReserveShare),
    ],
  }
}

export interface Payee {
  readonly number: string
  readonly name: string
  readonly returned: Fen
  readonly residual: Fen
  readonly unpaid: Fen
}

/** The list that is signed on receipt: only who is still to be paid. */
export function signPaper(of: Printed, payees: readonly Payee[]): Paper {
  const due = payees.filter(({ unpaid }) => unpaid > 0n)
  return {
    title: `${of.year}年度盈余分配签领表`,
    form: null,
    period: `${of.year}年度`,
    organisation: `单位:${of.coopName}`,
    unit: '单位:元',
    orientation: 'portrait',
    onePage: false,
    sections: [
      {
        heading: null,
        paragraphs: [],
        columns: [
          column('序号', 1, 'center'),
          column('编号', 1.6, 'left'),
          column('姓名', 2.6, 'left'),
          column('盈余返还', 2.4, 'right'),
          column('剩余盈余', 2.4, 'right'),
          column('应领金额', 2.4, 'right'),
          column('签字(手印)', 3, 'left'),
          column('日期', 2, 'left'),
        ],
        rows: [
          ...due.map((one, i): PaperRow => ({
            kind: 'plain',
            cells: [
              String(i + 1),
              one.number,
              one.name,
              one.returned,
              one.residual,
              one.unpaid,
              '',
              '',
            ],
          })),
          {
            kind: 'sum',
            cells: [
              '',
              '合计',
              `${due.length}人`,
              due.reduce((all, one) => all + one.returned, 0n),
              due.reduce((all, one) => all + one.residual, 0n),
              due.reduce((all, one) => all + one.unpaid, 0n),
              '',
              '',
            ],
          },
        ],
      },
    ],
    remarks: ['代领须附委托书;签领表作为付款凭证附件。'],
    signatures: ['理事长', '会计', '出纳', '监事'],
  }
}

export interface SlipFacts extends Printed {
  readonly number: string
  readonly name: string
  readonly resolution: string | null
  readonly converted: Fen
  readonly cash: Fen
  readonly reserve: Fen
  readonly serial: string
  /** Grouped for reading; and the address that proves the slip. */
  readonly check: string
  readonly address: string
  readonly rows: readonly {
    readonly step: string
    readonly title: { readonly zh: string }
    readonly formula: { readonly zh: string }
    readonly article: string | null
    readonly amount: Fen
  }[]
}

/** One member's slip: what is paid, and each part's own arithmetic with its article. */
export function slipOf(of: SlipFacts): Slip {
  const converted =
    of.converted > 0n ? [`其中 ${displayYuan(of.converted)} 元已按决议转为您的出资。`] : []
  const reserve =
    of.reserve > 0n
      ? [`本年公积金中记入您账户的份额为 ${displayYuan(of.reserve)} 元,不发现金。`]
      : []
  return {
    title: `${of.year}年度盈余分配明白条`,
    organisation: of.coopName,
    facts: [
      ['成员', of.name],
      ['编号', of.number],
      ['决议', of.resolution ?? '(待成员大会决议)'],
    ],
    headline: { label: '应领现金', value: `¥ ${displayYuan(of.cash)}` },
    lines: of.rows.map(({ title, formula, article, amount }) => ({
      title: title.zh,
      amount: `${displayYuan(amount)} 元`,
      words: formula.zh,
      article,
    })),
    notes: [
      ...converted,
      ...reserve,
      '对数额有疑问的,可向合作社查阅会计账簿(农民专业合作社法第二十一条)。',
    ],
    signatures: ['签领人', '日期'],
    serial: of.serial,
    qr: {
      content: of.address,
      caption: `扫码核验真伪，或在“公开查询”输入编号 ${of.serial}、校验码 ${of.check}`,
    },
  }
}

const quoted = (cell: string): string =>
  /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell

/** The file a bank takes for paying many people: UTF-8 with a mark, one person a line, plain amounts. */
export function bankFile(
  rows: readonly {
    readonly number: string
    readonly name: string
    readonly account: string
    readonly amount: string
  }[],
  purpose: string,
): string {
  const lines = [
    ['序号', '户名', '账号', '金额', '用途', '成员编号'],
    ...rows.map(({ number, name, account, amount }, i) => [
      String(i + 1),
      name,
      account,
      amount,
      purpose,
      number,
    ]),
  ]
  return `\uFEFF${lines.map((cells) => cells.map(quoted).join(',')).join('\r\n')}\r\n`
}
