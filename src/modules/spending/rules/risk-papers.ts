import type { LocalDate } from '../../../kernel/date.ts'
import { displayYuan, type Fen, fen } from '../../../kernel/money.ts'
import { column, type Paper, paperDay } from '../../../kernel/paper.ts'
import { CONTRACT_NAMES, CONTRACT_STATE_NAMES, DIRECTION_NAMES } from './paper-words.ts'
import { OUTCOME_NAMES, RISK_STATUS_NAMES } from './paper-words.ts'
import { facts, pairs, plain, sheet, table } from '../../../kernel/paper-frame.ts'
import type { Heading, Opinion } from './papers.ts'
import { type Factor, FACTOR_WORDS, type Level, LEVEL_WORDS } from './risk.ts'

/* Papers of risks, and the two registers: of contracts (R45) and of risks (R47). */

export interface PrintedRisk {
  readonly title: string
  readonly level: Level
  readonly total: number
  readonly exposure: Fen
  readonly conclusion: string
  readonly reason: string
  readonly assessedOn: LocalDate
  readonly assessedBy: string
  readonly outcomeDue: LocalDate
  readonly outcome: keyof typeof OUTCOME_NAMES | null
  readonly outcomeNote: string | null
  readonly loss: Fen | null
  readonly factors: readonly {
    readonly factor: Factor
    readonly likelihood: number
    readonly impact: number
    readonly score: number
    readonly level: Level
    readonly note: string
    readonly mitigation: string
  }[]
  readonly opinions: readonly Opinion[]
}

/** 风险评估表: factor by factor with what is done about it, the opinions, and room for the outcome two years on. */
export function riskPaper(of: PrintedRisk, at: Heading): Paper {
  return sheet(
    { title: '项目风险评估表', organisation: at.coopName, period: of.title },
    {
      unit: `评估日期：${paperDay(of.assessedOn)}`,
      sections: [
        pairs([
          ['风险等级', `${LEVEL_WORDS[of.level].zh}（总分 ${of.total}）`],
          ['集体可能损失（元）', displayYuan(of.exposure)],
          ['评估人', of.assessedBy],
          ['结果回看日', paperDay(of.outcomeDue)],
        ]),
        table('逐项评估（得分 = 可能性 × 影响，各 1 至 5 分）', {
          columns: [
            column('因素', 2.2),
            column('可能性', 0.9, 'center'),
            column('影响', 0.9, 'center'),
            column('得分', 0.9, 'center'),
            column('等级', 0.9, 'center'),
            column('情况和防范措施', 5.2),
          ],
          rows: [
            ...of.factors.map(({ factor, likelihood, impact, score, level, note, mitigation }) =>
              plain(
                FACTOR_WORDS[factor].zh,
                String(likelihood),
                String(impact),
                String(score),
                LEVEL_WORDS[level].zh,
                [note, mitigation].filter((said) => said !== '').join('；'),
              ),
            ),
            {
              kind: 'sum',
              cells: ['合计', '', '', String(of.total), LEVEL_WORDS[of.level].zh, ''],
            },
          ],
        }),
        facts(null, [
          ['评估结论', of.conclusion],
          ...(of.reason === '' ? [] : ([['重新评估原因', of.reason]] as const)),
          ['两年后结果', outcomeSaid(of)],
        ]),
        table('意见', {
          columns: [
            column('环节', 2.4),
            column('意见', 4.2),
            column('依据', 1.8),
            column('签字', 1.4),
            column('日期', 1.8),
          ],
          rows: of.opinions.map(({ step, said, basis, by, on }) =>
            plain(step, by === '' ? '\n\n' : said, basis, by, on === null ? '' : paperDay(on)),
          ),
        }),
      ],
      remarks: [
        '依据：《一着妙棋活全盘》（沂水县农业农村局，2020-11-30）：确定增收项目前进行风险评估。',
        '签字盖章后扫右上角二维码，拍照传回。',
      ],
      signatures: ['评估人', '村党支部书记', '乡镇经管站', '日期'],
    },
  )
}

function outcomeSaid({ outcome, outcomeNote, loss }: PrintedRisk): string {
  if (outcome === null) return '\n\n'
  return `${OUTCOME_NAMES[outcome]}；实际损失 ${displayYuan(loss ?? fen(0))} 元；${outcomeNote ?? ''}`
}

export interface ContractLine {
  readonly number: string
  readonly coopName: string
  readonly title: string
  readonly kind: keyof typeof CONTRACT_NAMES
  readonly direction: 'pays' | 'receives'
  readonly partner: string
  readonly amount: Fen
  readonly startsOn: LocalDate
  readonly expiresOn: LocalDate
  readonly state: keyof typeof CONTRACT_STATE_NAMES
  readonly expiresIn: number | null
  readonly related: number
}

/** A register of a unit on the day of printing. */
export interface RegisterHead {
  readonly unitName: string
  readonly today: LocalDate
}

/** 合同台账: every contract with term, amount and how it stands; what is paid and received stay apart. */
export function contractRegister(rows: readonly ContractLine[], at: RegisterHead): Paper {
  const sum = (direction: ContractLine['direction']): bigint =>
    rows
      .filter((row) => row.direction === direction)
      .reduce((total, { amount }) => total + amount, 0n)
  const total = (label: string, amount: bigint) =>
    ({ kind: 'sum', cells: ['', '', label, '', '', amount, '', '', ''] }) as const
  return sheet(
    { title: '经济合同台账', organisation: at.unitName, period: `截至${paperDay(at.today)}` },
    {
      unit: `共 ${rows.length} 份　金额单位：元`,
      orientation: 'landscape',
      sections: [
        table(null, {
          columns: [
            column('编号', 1.7),
            column('合作社', 2.2),
            column('合同名称', 2.6),
            column('种类', 1.4, 'center'),
            column('对方', 2.2),
            column('金额', 1.6, 'right'),
            column('开始日期', 1.3, 'center'),
            column('到期日期', 1.3, 'center'),
            column('状态', 1.7, 'center'),
          ],
          rows: [
            ...rows.map((row) =>
              plain(
                row.number,
                row.coopName,
                row.title,
                `${CONTRACT_NAMES[row.kind]} ${row.direction === 'pays' ? '付' : '收'}`,
                row.partner,
                row.amount,
                row.startsOn,
                row.expiresOn,
                stateSaid(row),
              ),
            ),
            total(`${DIRECTION_NAMES.pays}合计`, sum('pays')),
            total(`${DIRECTION_NAMES.receives}合计`, sum('receives')),
          ],
        }),
      ],
      remarks: ['依据：合作社经济合同审批后签订、登记并报乡镇（街道）备案。'],
      signatures: ['制表', '审核', '日期'],
    },
  )
}

const stateSaid = ({ state, expiresIn, related }: ContractLine): string =>
  [
    CONTRACT_STATE_NAMES[state],
    ...(expiresIn === null ? [] : [`${expiresIn} 天后到期`]),
    ...(related === 0 ? [] : [`关联 ${related} 项`]),
  ].join('，')

export interface RiskLine {
  readonly coopName: string
  readonly factor: Factor
  readonly title: string
  readonly mitigation: string
  readonly owner: string
  readonly dueOn: LocalDate
  readonly status: keyof typeof RISK_STATUS_NAMES
  readonly note: string
  readonly overdue: boolean
}

/** 风险台账: each risk with its owner, day, status and what was done. */
export function riskRegister(rows: readonly RiskLine[], at: RegisterHead): Paper {
  const overdue = rows.filter((row) => row.overdue).length
  return sheet(
    { title: '项目风险台账', organisation: at.unitName, period: `截至${paperDay(at.today)}` },
    {
      unit: `共 ${rows.length} 项，逾期 ${overdue} 项`,
      orientation: 'landscape',
      sections: [
        table(null, {
          columns: [
            column('序号', 0.6, 'center'),
            column('合作社', 2.2),
            column('风险因素', 1.5),
            column('风险描述', 2.6),
            column('防范措施', 3.2),
            column('责任人', 1.2),
            column('期限', 1.3, 'center'),
            column('状态', 1.3, 'center'),
            column('处理情况', 2.2),
          ],
          rows: rows.map((row, i) =>
            plain(
              String(i + 1),
              row.coopName,
              FACTOR_WORDS[row.factor].zh,
              row.title,
              row.mitigation,
              row.owner,
              row.dueOn,
              row.overdue
                ? `${RISK_STATUS_NAMES[row.status]}，逾期`
                : RISK_STATUS_NAMES[row.status],
              row.note,
            ),
          ),
        }),
      ],
      remarks: ['依据：对确定的增收项目逐项评估风险，登记责任人和期限，逐项销号。'],
      signatures: ['制表', '审核', '日期'],
    },
  )
}
