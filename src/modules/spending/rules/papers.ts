import type { LocalDate } from '../../../kernel/date.ts'
import { displayYuan, type Fen } from '../../../kernel/money.ts'
import {
  column,
  type Paper,
  paperDay,
  type PaperRow,
  type PaperSection,
} from '../../../kernel/paper.ts'
import {
  CLASS_WORDS,
  type Matrix,
  type Needed,
  ORGAN_WORDS,
  READING_WORDS,
  type SpendingClass,
} from '../model.ts'
import { facts, pairs, plain, sheet, table, words } from '../../../kernel/paper-frame.ts'
import { organsOf } from './route.ts'
import {
  BASIS_NAMES,
  CONTRACT_NAMES,
  DIRECTION_NAMES,
  REQUEST_NAMES,
  TERM_NAMES,
} from './paper-words.ts'

/*
 * The printed papers of spending and contracts, as a county's approval file has them (practice.md R45, R46, R48): what
 * is asked, who offered what, each organ's opinion with its basis and signature; what is not signed yet is left open.
 */

/** One organ's opinion in the case of a paper; null where it is not given yet. */
export interface Opinion {
  readonly step: string
  readonly said: string
  readonly basis: string
  readonly by: string
  readonly on: LocalDate | null
}

export interface PrintedQuote {
  readonly way: 'quote' | 'tender'
  readonly supplier: string
  readonly amount: Fen
  readonly note: string
  readonly chosen: boolean
}

/** Where a paper belongs: the co-op, above it town and county, and the day of printing. */
export interface Heading {
  readonly coopName: string
  readonly today: LocalDate
}

export interface PrintedRequest {
  readonly number: string
  readonly payee: string
  readonly amount: Fen
  readonly class: SpendingClass
  readonly purpose: string
  readonly contract: string | null
  readonly project: string | null
  readonly plannedOn: LocalDate
  readonly requestedOn: LocalDate
  readonly requestedBy: string
  readonly emergency: string | null
  readonly emergencyDue: LocalDate | null
  readonly singleSource: string | null
  readonly state: keyof typeof REQUEST_NAMES
  readonly route: readonly Needed[]
  readonly quotes: readonly PrintedQuote[]
  readonly opinions: readonly Opinion[]
  readonly papers: readonly string[]
}

const FILE_RULE = '签字盖章后扫右上角二维码，拍照传回；原件随记账凭证归档。'

/** 支出审批单: what is asked for, by which reading, the quotes, every organ's opinion and signature. */
export function requestPaper(of: PrintedRequest, at: Heading): Paper {
  return sheet(
    { title: '支出审批单', organisation: at.coopName, period: of.number },
    {
      unit: `申请日期：${paperDay(of.requestedOn)}`,
      sections: [
        pairs([
          ['收款人', of.payee],
          ['金额（元）', displayYuan(of.amount)],
          ['支出类别', CLASS_WORDS[of.class].zh],
          ['计划付款日', paperDay(of.plannedOn)],
          ['所属合同', of.contract ?? '无'],
          ['所属项目', of.project ?? '无'],
          ['申请人', of.requestedBy],
          ['办理状态', REQUEST_NAMES[of.state]],
        ]),
        facts(null, [
          ['用途', of.purpose],
          ...optional('紧急支出', emergencyOf(of)),
          ...optional('询价不足原因', of.singleSource),
          ['所附材料', of.papers.length === 0 ? '无' : of.papers.join('、')],
        ]),
        routeTable(of.route),
        ...(of.quotes.length === 0 ? [] : [quoteTable('询价、招标记录', of.quotes)]),
        opinionTable(of.opinions),
      ],
      remarks: ['依据：县支出审批权限表；“以上”含本数（民法典第一千二百五十九条）。', FILE_RULE],
      signatures: ['经办人', '理事长', '会计', '日期'],
    },
  )
}

const optional = (label: string, value: string | null): (readonly [string, string])[] =>
  value === null || value === '' ? [] : [[label, value]]

const emergencyOf = ({ emergency, emergencyDue }: PrintedRequest): string | null =>
  emergency === null ? null : `${emergency}（须在${paperDay(emergencyDue)}前补办审批）`

const READING_COLUMNS = [
  column('审批机构', 2.6),
  column('口径', 2.8),
  column('计算金额（元）', 2, 'right'),
  column('起点（元）', 1.8, 'right'),
  column('依据', 2.2),
]

/** Which organs must decide, and the amount that asks for each. */
const routeTable = (route: readonly Needed[]): PaperSection =>
  route.length === 0
    ? words('应经审批', ['按现行支出审批权限表无须审批。'])
    : table('应经审批及触发口径', {
        columns: READING_COLUMNS,
        rows: organsOf(route).flatMap((organ) =>
          route
            .filter((one) => one.organ === organ)
            .map(({ reading, measured, limit, basis }, i) =>
              plain(
                i === 0 ? ORGAN_WORDS[organ].zh : '',
                READING_WORDS[reading].zh,
                measured,
                limit,
                BASIS_NAMES[basis],
              ),
            ),
        ),
      })

const quoteTable = (heading: string, quotes: readonly PrintedQuote[]): PaperSection =>
  table(heading, {
    columns: [
      column('序号', 0.8, 'center'),
      column('供应方', 3.4),
      column('方式', 1, 'center'),
      column('报价（元）', 1.8, 'right'),
      column('选用', 0.9, 'center'),
      column('说明', 3.1),
    ],
    rows: quotes.map(({ supplier, way, amount, chosen, note }, i) =>
      plain(String(i + 1), supplier, WAYS[way], amount, chosen ? '√' : '', note),
    ),
  })

const WAYS = { quote: '询价', tender: '招标' } as const

/** The opinions in the order of the route; an open line has room for a stamp. */
const opinionTable = (opinions: readonly Opinion[]): PaperSection =>
  opinions.length === 0
    ? words('审批意见', ['本事项未启动审批。'])
    : table('审批意见', {
        columns: [
          column('环节', 2.2),
          column('意见', 4),
          column('依据', 2),
          column('签字', 1.5),
          column('日期', 1.9),
        ],
        rows: opinions.map(({ step, said, basis, by, on }) =>
          plain(step, by === '' ? '\n\n' : said, basis, by, on === null ? '' : paperDay(on)),
        ),
      })

export interface PrintedContract {
  readonly number: string
  readonly title: string
  readonly kind: keyof typeof CONTRACT_NAMES
  readonly direction: 'pays' | 'receives'
  readonly partner: string
  readonly creditCode: string | null
  readonly legalRep: string | null
  readonly phone: string | null
  readonly account: string | null
  readonly address: string | null
  readonly amount: Fen
  readonly priceBasis: string
  readonly startsOn: LocalDate
  readonly expiresOn: LocalDate
  readonly version: number
  readonly singleSource: string | null
  readonly schedule: readonly {
    readonly kind: keyof typeof TERM_NAMES
    readonly dueOn: LocalDate
    readonly amount: Fen | null
    readonly text: string
  }[]
  readonly quotes: readonly PrintedQuote[]
  readonly ties: readonly { readonly certain: boolean; readonly text: { readonly zh: string } }[]
  readonly route: readonly Needed[]
  readonly opinions: readonly Opinion[]
}

/** 合同审批表: the sides, the price and its basis, the schedule, what ties the sides, every opinion. */
export function contractPaper(of: PrintedContract, at: Heading): Paper {
  return sheet(
    { title: '经济合同审批表', organisation: at.coopName, period: of.number },
    {
      unit: `第 ${of.version} 版　打印：${paperDay(at.today)}`,
      sections: [
        pairs([
          ['合同名称', of.title],
          ['合同种类', `${CONTRACT_NAMES[of.kind]}（${DIRECTION_NAMES[of.direction]}）`],
          ['对方', of.partner],
          ['统一社会信用代码', of.creditCode ?? ''],
          ['法定代表人', of.legalRep ?? ''],
          ['电话', of.phone ?? ''],
          ['银行账户', of.account ?? ''],
          ['地址', of.address ?? ''],
          ['金额（元）', displayYuan(of.amount)],
          ['期限', `${paperDay(of.startsOn)}至${paperDay(of.expiresOn)}`],
        ]),
        facts(null, [
          ['定价依据', of.priceBasis],
          ...optional('询价不足原因', of.singleSource),
          ['关联核对', tiesSaid(of.ties)],
        ]),
        ...(of.schedule.length === 0 ? [] : [scheduleTable(of.schedule)]),
        routeTable(of.route),
        ...(of.quotes.length === 0 ? [] : [quoteTable('询价、招标记录', of.quotes)]),
        opinionTable(of.opinions),
      ],
      remarks: [
        '依据：《一着妙棋活全盘》（沂水县农业农村局，2020-11-30）经济合同审核审批；农民专业合作社法第三十六条。',
        FILE_RULE,
      ],
      signatures: ['经办人', '理事长', '监事', '日期'],
    },
  )
}

const tiesSaid = (ties: PrintedContract['ties']): string =>
  ties.length === 0
    ? '未发现与理事长、理事、监事、村干部或其他往来方的关联。'
    : ties.map(({ certain, text }) => `${certain ? '关联' : '待核实'}：${text.zh}`).join('；')

const scheduleTable = (schedule: PrintedContract['schedule']): PaperSection =>
  table('履行和收付计划', {
    columns: [
      column('日期', 2.2),
      column('事项', 1.2, 'center'),
      column('内容', 4.6),
      column('金额（元）', 2, 'right'),
    ],
    rows: schedule.map(({ dueOn, kind, text, amount }) =>
      plain(paperDay(dueOn), TERM_NAMES[kind], text, amount),
    ),
  })

/** What a comparison of prices is for. */
export interface Compared {
  readonly title: string
  readonly number: string
  readonly quotes: readonly PrintedQuote[]
  readonly least: number
  readonly singleSource: string | null
}

/** 比价表: the offers from the lowest up, how far each lies above it, who was chosen and why. */
export function quotesPaper(of: Compared, at: Heading): Paper {
  const lowest = of.quotes.reduce<bigint | null>(
    (min, { amount }) => (min === null || amount < min ? amount : min),
    null,
  )
  const rows: PaperRow[] = of.quotes.map(({ supplier, way, amount, chosen, note }, i) =>
    plain(
      String(i + 1),
      supplier,
      WAYS[way],
      amount,
      lowest === null ? null : amount - lowest,
      chosen ? '√' : '',
      note,
    ),
  )
  const chosen = of.quotes.find((quote) => quote.chosen)
  return sheet(
    { title: '询价（招标）比价表', organisation: at.coopName, period: `${of.number} ${of.title}` },
    {
      unit: '金额单位：元',
      sections: [
        table(null, {
          columns: [
            column('序号', 0.8, 'center'),
            column('供应方', 3),
            column('方式', 1, 'center'),
            column('报价', 1.8, 'right'),
            column('高出最低价', 1.8, 'right'),
            column('选用', 0.9, 'center'),
            column('说明', 2.6),
          ],
          rows: rows,
        }),
        facts(null, [
          ['应有家数', of.least === 0 ? '未规定' : `${of.least} 家，实有 ${of.quotes.length} 家`],
          ['选用意见', chosenSaid(chosen, lowest)],
          ...optional('家数不足原因', of.singleSource),
        ]),
      ],
      remarks: ['报价单原件附后。选用的不是最低价的，须在选用意见中写明原因。', FILE_RULE],
      signatures: ['询价人', '理事长', '监事', '日期'],
    },
  )
}

function chosenSaid(chosen: PrintedQuote | undefined, lowest: bigint | null): string {
  if (chosen === undefined) return '\n\n'
  const price = `选用${chosen.supplier}，报价 ${displayYuan(chosen.amount)} 元`
  if (lowest === null || chosen.amount === lowest) return `${price}，为最低价。`
  const above = displayYuan(chosen.amount - lowest)
  return `${price}，高出最低价 ${above} 元；原因：${chosen.note === '' ? '＿＿＿＿＿＿＿＿' : chosen.note}`
}

const KIND_NAMES = { expense: '支出', contract: '合同' } as const

/** 支出审批权限表: organ × kind × class × band × readings, with its basis and what locks the books. */
export function limitsPaper(
  { rows, terms }: Matrix,
  at: {
    readonly county: string
    readonly on: LocalDate
    readonly source: string
    readonly inUseFrom: LocalDate
  },
): Paper {
  return sheet(
    { title: '支出审批权限表', organisation: at.county, period: `${paperDay(at.on)}起执行的权限` },
    {
      unit: '金额单位：元',
      orientation: 'landscape',
      sections: [
        table(null, {
          columns: [
            column('审批机构', 2.4),
            column('事项', 0.9, 'center'),
            column('支出类别', 2.6),
            column('起点（含）', 1.6, 'right'),
            column('上限（不含）', 1.6, 'right'),
            column('口径', 3.6),
            column('依据', 1.9),
            column('锁定过账', 1, 'center'),
          ],
          rows: rows.map((row) =>
            plain(
              ORGAN_WORDS[row.organ].zh,
              KIND_NAMES[row.kind],
              row.classes.length === 0
                ? '全部'
                : row.classes.map((one) => CLASS_WORDS[one].zh).join('、'),
              row.from,
              row.below ?? '不限',
              row.readings.map((one) => readingSaid(one, row.windowDays)).join('、'),
              BASIS_NAMES[row.basis],
              row.lock ? '是' : '',
            ),
          ),
        }),
        words('其他设定', [
          `${displayYuan(terms.quotesFrom)} 元以上的采购须有至少 ${terms.quotesLeast} 家报价；紧急支出先付款的，${terms.emergencyDays} 个工作日内补办审批；合同到期前 ${terms.expiryDays} 天提醒。`,
          `风险评估：单项 ${terms.risk.factorMedium} 分以上为中、${terms.risk.factorHigh} 分以上为高；总分 ${terms.risk.totalMedium} 分以上为中、${terms.risk.totalHigh} 分以上为高。`,
        ]),
      ],
      remarks: [
        `来源：${at.source}。自${paperDay(at.inUseFrom)}起的付款按本表执行；“以上”含本数，上限不含本数。`,
        '锁定过账：没有该机构审批的付款凭证不能过账。',
      ],
      signatures: ['制表', '审核', '批准（公章）', '日期'],
    },
  )
}

const readingSaid = (reading: keyof typeof READING_WORDS, days: number): string =>
  reading === 'payee' ? `同一收款人 ${days} 天内合计` : READING_WORDS[reading].zh
