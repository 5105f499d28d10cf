import { column, type Paper, paperDay, type PaperRow } from '../../../kernel/paper.ts'
import { type Allocated, type Decider, DECIDER_WORDS, type Level, LEVEL_WORDS } from '../model.ts'
import { sayPoints } from './score.ts'
import { type Sum, sumOf, totalsOf } from './sums.ts'

/* 资金台账, 分配公示表, 资金下达通知, 扶持明白卡. */

const plain = (...cells: PaperRow['cells']): PaperRow => ({ kind: 'plain', cells })
const total = (...cells: PaperRow['cells']): PaperRow => ({ kind: 'sum', cells })
const dash = (said: string): string => (said === '' ? '—' : said)

export interface PaperFund {
  readonly title: string
  readonly level: Level
  readonly year: number
  readonly code: string
  readonly document: string
  readonly issuer: string
  readonly restricted: boolean
  readonly integrated: boolean
  readonly amount: bigint
  readonly allocated: bigint
}

export interface PaperAllocation extends Allocated {
  readonly number: string
  readonly unit: string
  readonly town: string
  readonly fund: string
  readonly purpose: string
  readonly basis: string
  readonly decidedBy: Decider
  readonly decision: string
  readonly decidedOn: string
  readonly points: number | null
  readonly place: number | null
  readonly among: number | null
}

const kindOf = ({ restricted, integrated }: PaperFund): string =>
  integrated ? '已整合' : restricted ? '限定用途' : '未整合'

const FUND_COLUMNS = [
  column('年度', 0.7, 'center'),
  column('级次', 0.8, 'center'),
  column('资金名称', 2.6),
  column('资金代码', 1.2),
  column('下达单位、文号', 2.6),
  column('性质', 1, 'center'),
  column('资金总额', 1.5, 'right'),
  column('已分配', 1.5, 'right'),
  column('未分配', 1.5, 'right'),
]

function fundSection(funds: readonly PaperFund[]): Paper['sections'][number] {
  const sums = (pick: (fund: PaperFund) => bigint): bigint =>
    funds.reduce((sum, fund) => sum + pick(fund), 0n)
  const free = ({ amount, allocated }: PaperFund): bigint => amount - allocated
  return {
    heading: '一、资金来源',
    paragraphs: [],
    columns: FUND_COLUMNS,
    rows: [
      ...funds.map((fund) =>
        plain(
          String(fund.year),
          LEVEL_WORDS[fund.level].zh,
          fund.title,
          fund.code,
          `${fund.issuer}\n${fund.document}`,
          kindOf(fund),
          fund.amount,
          fund.allocated,
          free(fund),
        ),
      ),
      total(
        '',
        '',
        '合计',
        '',
        '',
        '',
        sums(({ amount }) => amount),
        sums(({ allocated }) => allocated),
        sums(free),
      ),
    ],
  }
}

const TOTAL_COLUMNS = [
  column('年度', 0.8, 'center'),
  column('级次', 1, 'center'),
  column('笔数', 0.8, 'right'),
  column('分配净额', 1.6, 'right'),
  column('账上到账', 1.6, 'right'),
  column('已使用', 1.6, 'right'),
  column('未到账', 1.6, 'right'),
]

/** The pool by its documents, then what of it went where by year and source. */
export function ledgerPaper(
  head: { readonly unit: string; readonly day: string; readonly year: number | null },
  funds: readonly PaperFund[],
  allocations: readonly Allocated[],
): Paper {
  const money = (sum: Sum) => [sum.net, sum.arrived, sum.used, sum.waiting]
  return {
    title: '党支部领办合作社扶持资金台账',
    form: null,
    period: head.year === null ? paperDay(head.day) : `${head.year}年度　${paperDay(head.day)}`,
    organisation: head.unit,
    unit: '单位：元',
    orientation: 'landscape',
    onePage: false,
    sections: [
      ...(funds.length === 0 ? [] : [fundSection(funds)]),
      {
        heading: `${funds.length === 0 ? '' : '二、'}分配和到账（按年度、来源，由分配逐笔汇总）`,
        paragraphs: [],
        columns: TOTAL_COLUMNS,
        rows: [
          ...totalsOf(allocations).map(({ year, level, count, sum }) =>
            plain(String(year), LEVEL_WORDS[level].zh, String(count), ...money(sum)),
          ),
          total('合计', '', String(allocations.length), ...money(sumOf(allocations))),
        ],
      },
    ],
    remarks: [
      '1．分配净额为分配数减收回数；到账、使用以合作社账上已关联的凭证为准。',
      '2．依法限定用途的资金保留原资金代码，不整合使用。',
    ],
    signatures: ['财政局', '农业农村局', '制表'],
  }
}

const placed = ({ points, place, among }: PaperAllocation): string =>
  points === null ? '—' : `${sayPoints(points)} 分\n第 ${place ?? 0} 位/${among ?? 0}`

/** Who got what and why (R28): hangs in town and village. */
export function listPaper(
  head: { readonly unit: string; readonly day: string; readonly year: number },
  rows: readonly PaperAllocation[],
): Paper {
  const whole = sumOf(rows)
  return {
    title: '扶持资金分配公示表',
    form: null,
    period: `${head.year}年度资金　公示日期：${paperDay(head.day)}`,
    organisation: head.unit,
    unit: '单位：元',
    orientation: 'landscape',
    onePage: false,
    sections: [
      {
        heading: null,
        paragraphs: [],
        columns: [
          column('序号', 0.5, 'center'),
          column('乡镇', 1),
          column('单位', 2.4),
          column('资金名称', 2),
          column('金额', 1.3, 'right'),
          column('用途', 1.9),
          column('理由', 2.4),
          column('得分位次', 1.1, 'center'),
          column('决定', 2.4),
        ],
        rows: [
          ...rows.map((row, i) =>
            plain(
              String(i + 1),
              dash(row.town),
              row.unit,
              row.fund,
              row.given - row.returned,
              row.purpose,
              row.basis,
              placed(row),
              `${DECIDER_WORDS[row.decidedBy].zh}\n${row.decision}`,
            ),
          ),
          total('', '', '合计', '', whole.net, '', '', '', ''),
        ],
      },
    ],
    remarks: [
      '1．得分是优先顺序的参考，不是应得的资格；按决定分配的理由见本表。',
      '2．对分配有异议的，公示期内可向县财政局、农业农村局反映。',
    ],
    signatures: ['公示单位（盖章）', '监督电话'],
  }
}

/** The notice to who receives it. */
export function noticePaper(
  row: PaperAllocation,
  of: {
    readonly issuer: string
    readonly fund: PaperFund
    readonly restrictions: string
    readonly money: string
  },
): Paper {
  return {
    title: '关于下达扶持资金的通知',
    form: row.number,
    period: paperDay(row.decidedOn),
    organisation: of.issuer,
    unit: '',
    orientation: 'portrait',
    onePage: false,
    sections: [
      {
        heading: null,
        paragraphs: [
          `${row.unit}：`,
          `根据${of.fund.issuer}文件（${of.fund.document}）和${DECIDER_WORDS[row.decidedBy].zh}决定（${row.decision}），现下达你单位扶持资金人民币 ${of.money} 元，用于${row.purpose}。`,
          `一、资金名称：${of.fund.title}；资金代码：${of.fund.code}；级次：${LEVEL_WORDS[of.fund.level].zh}；年度：${of.fund.year}。`,
          `二、分配理由：${row.basis}`,
          `三、资金到账后记入“专项应付款”，专款专用；形成的资产转入“专项基金”，平均量化到成员（农民专业合作社法第四十四条），不得分配给个人，解散、破产清算时不得作为可分配剩余资产分配给成员（同法第五十三条）。`,
          `四、使用限制：${of.restrictions === '' ? '按资金管理办法执行。' : of.restrictions}`,
        ],
        columns: [],
        rows: [],
      },
    ],
    remarks: [],
    signatures: ['下达单位（盖章）', '签收人', '签收日期'],
  }
}

export interface Card {
  readonly coop: string
  readonly place: string
  readonly day: string
  readonly funds: readonly PaperAllocation[]
  readonly people: readonly (readonly [string, string])[]
  readonly management: readonly (readonly [string, string])[]
  readonly figures: readonly (readonly [string, string])[]
}

const pairs = (
  heading: string,
  heads: readonly [string, string],
  rows: Card['people'],
): Paper['sections'][number] => ({
  heading,
  paragraphs: rows.length === 0 ? ['暂无。'] : [],
  columns: rows.length === 0 ? [] : [column(heads[0], 1.4), column(heads[1], 4)],
  rows: rows.map(([what, said]) => plain(what, said)),
})

/** Three supports of a co-op on one paper (R26). */
export function cardPaper(card: Card): Paper {
  const whole = sumOf(card.funds)
  return {
    title: '合作社扶持明白卡',
    form: null,
    period: paperDay(card.day),
    organisation: `${card.coop}　${card.place}`,
    unit: '单位：元',
    orientation: 'portrait',
    onePage: false,
    sections: [
      {
        heading: '一、资金扶持',
        paragraphs: card.funds.length === 0 ? ['暂无。'] : [],
        columns:
          card.funds.length === 0
            ? []
            : [
                column('资金', 2.4),
                column('用途', 2),
                column('下达日期', 1.1, 'center'),
                column('金额', 1.3, 'right'),
                column('到账', 1.3, 'right'),
                column('已用', 1.3, 'right'),
              ],
        rows:
          card.funds.length === 0
            ? []
            : [
                ...card.funds.map((row) =>
                  plain(
                    row.fund,
                    row.purpose,
                    row.decidedOn,
                    row.given - row.returned,
                    row.arrived,
                    row.used,
                  ),
                ),
                total('合计', '', '', whole.net, whole.arrived, whole.used),
              ],
      },
      pairs('二、人才帮扶', ['渠道', '谁来帮'], card.people),
      pairs('三、管理推动', ['事项', '情况'], card.management),
      pairs('四、发展与风险', ['指标', '本月（上月）'], card.figures),
    ],
    remarks: ['到账、已用以合作社账上已关联的凭证为准。'],
    signatures: ['合作社', '乡镇经管站'],
  }
}
