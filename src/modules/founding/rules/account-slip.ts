import { displayPercent } from '../../../kernel/fraction.ts'
import { displayYuan } from '../../../kernel/money.ts'
import { column, type Paper } from '../../../kernel/paper.ts'
import type { Slip, SlipLine } from '../../../kernel/slip.ts'
import {
  type Case,
  CASES,
  DISCLAIMER,
  type Household3,
  type Reckoned,
  type ThreeAccounts,
} from './three-accounts.ts'
import { sayHundredths } from './wishes.ts'

export const CASE_NAMES: Readonly<Record<Case, string>> = {
  low: '偏低情形',
  middle: '中等情形',
  high: '偏高情形',
}

const yuan = (amount: bigint): string => `${displayYuan(amount)} 元`
const plain = ({ title, amount, words }: Reckoned): SlipLine => ({
  title: title.zh,
  amount: yuan(amount),
  words: words.zh,
  article: null,
})
const sum = (title: string, amount: bigint, words: string): SlipLine => ({
  title,
  amount: yuan(amount),
  words,
  article: null,
})

/** The three accounts on paper in large type: past, present, the co-op in three cases, assumptions, signatures. */
export function accountSlip(
  of: {
    readonly village: string
    readonly project: string
    readonly household: string
    readonly day: string
    readonly serial: string
  },
  given: Household3,
  result: ThreeAccounts,
): Slip {
  const { past, present, cases } = result
  return {
    title: '三笔账(过去、当前、长远)',
    organisation: of.village,
    facts: [
      ['农户', of.household],
      ['拟入合作社', of.project],
      ['测算日期', of.day],
    ],
    headline: {
      label: `入社后有盈余的年份(${CASE_NAMES.middle})每年`,
      value: yuan(cases.middle.year),
    },
    lines: [
      ...past.lines.map(plain),
      sum(`一、过去账(${given.past.year} 年)合计`, past.total, '以上各项相加,成本为减'),
      ...present.lines.map(plain),
      sum(`二、当前账(${given.present.year} 年)合计`, present.total, '以上各项相加,成本为减'),
      ...CASES.flatMap((one) => caseLines(one, given, result)),
    ],
    notes: [...assumptions(given), DISCLAIMER.zh],
    signatures: ['户主', '测算人', '日期'],
    serial: of.serial,
  }
}

function caseLines(one: Case, given: Household3, result: ThreeAccounts): SlipLine[] {
  const { lines, year, before, total, gain, breakEven } = result.cases[one]
  const { from } = given.cases[one]
  const said =
    breakEven === null
      ? '本户不持股、不交易,盈余多少都不影响本户收入'
      : breakEven === 0n
        ? '即使没有盈余,本户也不低于当前收入'
        : `合作社全年盈余达到 ${yuan(breakEven)},本户才不低于当前收入`
  return [
    ...lines.map(plain),
    sum(
      `三、长远账·${CASE_NAMES[one]}每年`,
      year,
      `第 ${from} 年起有盈余;此前每年 ${yuan(before)}`,
    ),
    sum(
      `${CASE_NAMES[one]} ${given.years} 年合计`,
      total,
      `比当前 ${given.years} 年${gain < 0n ? '少' : '多'} ${yuan(gain < 0n ? 0n - gain : gain)};${said}`,
    ),
  ]
}

/** What the figures stand on, one line each. */
function assumptions({ brings, terms, cases }: Household3): string[] {
  return [
    `假设:入股土地 ${sayHundredths(brings.landMu)} 亩,出资 ${yuan(brings.contribution)};全社出资 ${yuan(
      terms.contributions,
    )},全社交易额 ${yuan(terms.allTrade)};提取公积金 ${displayPercent(terms.reserve)},按交易返还 ${displayPercent(
      terms.returned,
    )}。`,
    ...CASES.map((one) => {
      const { surplus, from, guaranteed, workdays, wage, trade, tradeCost } = cases[one]
      return `${CASE_NAMES[one]}:全社年盈余 ${yuan(surplus)}(第 ${from} 年起),每亩保底 ${yuan(
        guaranteed,
      )},务工 ${workdays} 天、每天 ${yuan(wage)},交售 ${yuan(trade)}、成本 ${yuan(tradeCost)}。`
    }),
  ]
}

/** The very same sheet as a paper, for Word: nothing is reckoned a second time. */
export const accountPaper = (slip: Slip): Paper => ({
  title: slip.title,
  form: null,
  period: slip.facts.map(([label, value]) => `${label}:${value}`).join('　'),
  organisation: slip.organisation,
  unit: `编号:${slip.serial}`,
  orientation: 'portrait',
  onePage: false,
  sections: [
    {
      heading: `${slip.headline.label}:${slip.headline.value}`,
      paragraphs: [],
      columns: [column('项目', 30), column('金额', 22, 'right'), column('怎么算的', 48)],
      rows: slip.lines.map(({ title, amount, words }) => ({
        kind: SUM.test(title) ? ('sum' as const) : ('plain' as const),
        cells: [title, amount, words],
      })),
    },
  ],
  remarks: slip.notes,
  signatures: slip.signatures,
})

/** The lines that add up those above them. */
const SUM = /合计$|每年$/u
