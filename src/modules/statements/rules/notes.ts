import { displayPercent, fraction } from '../../../kernel/fraction.ts'
import { displayYuan, fen } from '../../../kernel/money.ts'
import type { NoteFacts, NoteLine } from '../model/facts.ts'
import type { PaperSection } from '../../../kernel/paper.ts'
import type { Statements } from '../model.ts'
import { rowAmount } from './sums.ts'

/** One of the nine items of the notes (附注), in the order 37号 Art. 58 prescribes. */
export interface NoteItem {
  readonly number: number
  readonly title: string
  readonly sections: readonly PaperSection[]
  /** What only a person can supply and nobody has: shown before issuing. */
  readonly missing: readonly string[]
}

const NONE = '无。'

/**
 * The notes to the statements (37号 Art. 58 and 附录四) from the facts given, Chinese only: they are part of
 * the issued report. A fact that is null is printed as 未提供 and listed in `missing`; an empty list is 无.
 */
export function notes(facts: NoteFacts, statements: Statements): NoteItem[] {
  return [
    note(1, '遵循农民专业合作社会计制度的声明', [
      paragraphs([
        `${facts.coopName}编制的财务报表符合《农民专业合作社会计制度》（财会〔2021〕37号）的要求，真实、完整地反映了本社的财务状况、经营成果等有关信息。`,
      ]),
    ]),
    note(2, '合作社的基本情况', [paragraphs(basics(facts))], {
      主要服务对象: facts.servedMembers,
      主要经营项目: facts.mainBusiness,
    }),
    note(3, '成员权益结构', structure(facts, statements), {
      '理事长、理事、执行监事、监事会名单及变动情况': facts.officers,
    }),
    note(4, '会计报表重要项目的进一步说明', [
      keyRows(statements),
      ...(facts.keyItems === null ? [] : [paragraphs(facts.keyItems.split('\n'))]),
    ]),
    note(5, '已发生损失但尚未批准核销的相关资产名称、金额等情况及说明', [
      list(facts.lossesNotWrittenOff, '资产名称'),
    ]),
    note(
      6,
      '以名义金额计量的资产名称、数量等情况，以及以名义金额计量理由的说明',
      [list(facts.nominalAssets, '资产名称、数量')],
      { 以名义金额计量的资产: facts.nominalAssets },
    ),
    note(7, '其他重要事项', others(facts), {
      '重大财产处理、大额举债、对外投资和担保': facts.majorMatters,
      变更主要生产经营项目: facts.mainBusinessChange,
      从事的进出口贸易: facts.foreignTrade,
      与成员的交易额: facts.tradeWithMembers,
      与非成员的交易额: facts.tradeWithOthers,
      提取盈余公积的比例: facts.reserveRate,
      '盈余分配方案、亏损处理方案': facts.distributionPlan,
      '未决诉讼、仲裁': facts.litigation,
    }),
    note(
      8,
      '对已在资产负债表、盈余及盈余分配表中列示项目与企业所得税法规定存在差异的纳税调整过程',
      [list(facts.taxAdjustments, '项目')],
      { 纳税调整: facts.taxAdjustments },
    ),
    note(
      9,
      '根据国家有关法律法规等规定，需要在附注中说明的其他事项',
      [list(facts.others, '事项')],
      {
        其他事项: facts.others,
      },
    ),
  ]
}

function note(
  number: number,
  title: string,
  sections: readonly PaperSection[],
  wanted: Readonly<Record<string, unknown>> = {},
): NoteItem {
  const missing = Object.keys(wanted).filter((name) => wanted[name] === null)
  return { number, title, sections, missing }
}

const paragraphs = (lines: readonly string[], heading: string | null = null): PaperSection => ({
  heading,
  paragraphs: lines,
  columns: [],
  rows: [],
})

const said = (value: string | null): string => value ?? '未提供。'

const share = (part: number, whole: number): string =>
  whole === 0 ? '—' : displayPercent(fraction(part, whole))

function basics(facts: NoteFacts): string[] {
  return [
    `股金总额 ${displayYuan(facts.contributions)} 元；成员总数 ${facts.members} 名，其中农民成员 ${facts.farmers} 名，占 ${share(facts.farmers, facts.members)}。`,
    `主要服务对象：${said(facts.servedMembers)}`,
    `主要经营项目：${said(facts.mainBusiness)}`,
  ]
}

function structure(facts: NoteFacts, statements: Statements): PaperSection[] {
  const officers = facts.officers ?? []
  return [
    {
      heading: '（1）理事长、理事、执行监事、监事会名单及变动情况',
      paragraphs: officers.length > 0 ? [] : [facts.officers === null ? said(null) : NONE],
      columns: [
        { title: '职务', width: 3, align: 'left' },
        { title: '姓名', width: 3, align: 'left' },
        { title: '变动情况', width: 6, align: 'left' },
      ],
      rows: officers.map((officer) => ({
        kind: 'plain',
        cells: [officer.post, officer.name, officer.change],
      })),
    },
    {
      heading: '（2）各成员的出资额、量化到各成员的公积金份额，以及成员入社和退社情况',
      paragraphs: [],
      columns: [
        { title: '编号', width: 2, align: 'center' },
        { title: '成员', width: 4, align: 'left' },
        { title: '出资额', width: 3, align: 'right' },
        { title: '公积金份额', width: 3, align: 'right' },
        { title: '入社、退社', width: 4, align: 'left' },
      ],
      rows: [
        ...facts.holdings.map((each) => ({
          kind: 'plain' as const,
          cells: [each.number, each.name, each.contribution, each.reserveShare, each.change],
        })),
        {
          kind: 'sum',
          cells: [
            null,
            '合计',
            fen(facts.holdings.reduce((sum, each) => sum + each.contribution, 0n)),
            fen(facts.holdings.reduce((sum, each) => sum + each.reserveShare, 0n)),
            null,
          ],
        },
      ],
    },
    paragraphs(
      [`${facts.unitMembers} 个，占成员总数的 ${share(facts.unitMembers, facts.members)}。`],
      '（3）企业、事业单位或者社会组织成员个数及所占的比例',
    ),
    paragraphs(equityChanges(statements), '（4）成员权益变动情况'),
  ]
}

const equityChanges = ({ equity }: Statements): string[] => [
  ...equity.columns.map(
    ({ label, opening, increase, decrease, closing }) =>
      `${label.zh}：年初 ${displayYuan(opening)} 元，本年增加 ${displayYuan(increase.total)} 元，本年减少 ${displayYuan(decrease.total)} 元，年末 ${displayYuan(closing)} 元。`,
  ),
  ...equity.remarks.map(({ zh }) => zh),
]

/** The rows of the balance sheet that hold or held something, with what changed. */
function keyRows({ balanceSheet }: Statements): PaperSection {
  const rows = balanceSheet.rows.filter(
    ({ kind, closing, opening }) => kind !== 'sum' && (closing !== 0n || opening !== 0n),
  )
  const total = rowAmount(balanceSheet.rows, 22, 'closing')
  return {
    heading: null,
    paragraphs: [`期末资产总计 ${displayYuan(total)} 元。主要项目及增减变动如下：`],
    columns: [
      { title: '项目', width: 5, align: 'left' },
      { title: '年初余额', width: 3, align: 'right' },
      { title: '期末余额', width: 3, align: 'right' },
      { title: '增减额', width: 3, align: 'right' },
    ],
    rows: rows.map(({ label, opening, closing }) => ({
      kind: 'plain',
      cells: [label.zh, opening, closing, fen(closing - opening)],
    })),
  }
}

function list(lines: readonly NoteLine[] | null, first: string): PaperSection {
  if (lines === null) return paragraphs([said(null)])
  if (lines.length === 0) return paragraphs([NONE])
  return {
    heading: null,
    paragraphs: [],
    columns: [
      { title: first, width: 4, align: 'left' },
      { title: '金额', width: 3, align: 'right' },
      { title: '说明', width: 6, align: 'left' },
    ],
    rows: lines.map(({ name, amount, remark }) => ({
      kind: 'plain',
      cells: [name, amount, remark],
    })),
  }
}

function others(facts: NoteFacts): PaperSection[] {
  const trade = (name: string, amount: bigint | null): string =>
    amount === null ? `${name}：未提供。` : `${name} ${displayYuan(amount)} 元。`
  const listed = (heading: string, lines: readonly NoteLine[] | null): PaperSection => ({
    ...list(lines, '事项'),
    heading,
  })
  return [
    paragraphs([said(facts.mainBusinessChange)], '（1）变更主要生产经营项目'),
    paragraphs([said(facts.foreignTrade)], '（2）从事的进出口贸易'),
    listed('（3）重大财产处理、大额举债、对外投资和担保', facts.majorMatters),
    listed('（4）接受捐赠', facts.donations),
    listed('（5）国家财政支持和税收优惠', facts.support),
    paragraphs(
      [
        trade('与成员的交易额', facts.tradeWithMembers),
        trade('与非成员的交易额', facts.tradeWithOthers),
      ],
      '（6）与成员的交易量（额）和与利用其提供的服务的非成员的交易量（额）',
    ),
    paragraphs(
      [facts.reserveRate === null ? '未提供。' : `${displayPercent(facts.reserveRate)}。`],
      '（7）提取盈余公积的比例',
    ),
    paragraphs([said(facts.distributionPlan)], '（8）盈余分配方案、亏损处理方案'),
    paragraphs([said(facts.litigation)], '（9）未决诉讼、仲裁等'),
  ]
}
