import type { Paper, PaperRow } from '../../../../kernel/paper.ts'
import { displayPercent } from '../../../../kernel/fraction.ts'
import { type Text, text } from '../../../../kernel/text.ts'
import type { MemberAccountFacts } from '../../model/facts.ts'
import { cumulativeName, periodName, type ReportPeriod } from '../../model/period.ts'
import type { IncomeBySource } from '../income.ts'
import type { BalanceSide, LedgerRow } from '../ledger-page.ts'
import { type MemberAccountRow, quantityText } from '../member-account.ts'
import type { NoteItem } from '../notes.ts'
import type { Sides, TrialBalance } from '../trial-balance.ts'
import { blankZero, center, left, money, type PaperHead, paperOf, tableOf } from './frame.ts'

/** The trial balance (科目余额表), sub-accounts indented below their account. */
export function trialBalancePaper(
  head: PaperHead,
  period: ReportPeriod,
  balance: TrialBalance,
): Paper {
  const { language } = head
  const word = (zh: string, en: string): string => text(zh, en)[language]
  const sides = (name: string) => [
    money(word('借方', 'Debit'), 3.4, name),
    money(word('贷方', 'Credit'), 3.4, name),
  ]
  const cells = ({ debit, credit }: Sides) => [blankZero(debit), blankZero(credit)]
  const { total } = balance
  return paperOf(head, {
    title: text('科目余额表', 'Trial balance'),
    form: null,
    period: periodName(period),
    orientation: 'landscape',
    sections: [
      tableOf(
        [
          left(word('科目编码', 'Code'), 2.6),
          left(word('科目名称', 'Account'), 5.4),
          ...sides(word('期初余额', 'Opening')),
          ...sides(word('本期发生额', 'Movement')),
          ...sides(word('本年累计', 'Year to date')),
          ...sides(word('期末余额', 'Closing')),
        ],
        [
          ...balance.rows.map((row): PaperRow => ({
            kind: 'plain',
            cells: [
              row.account,
              `${'　'.repeat(row.level)}${row.name[language]}`,
              ...cells(row.opening),
              ...cells(row.movement),
              ...cells(row.yearToDate),
              ...cells(row.closing),
            ],
          })),
          {
            kind: 'sum',
            cells: [
              null,
              word('合计', 'Total'),
              ...[total.opening, total.movement, total.yearToDate, total.closing].flatMap(
                ({ debit, credit }) => [debit, credit],
              ),
            ],
          },
        ],
      ),
    ],
  })
}

const SIDE_WORDS: Readonly<Record<BalanceSide, string>> = { debit: '借', credit: '贷', even: '平' }
const LEDGER_KINDS: Readonly<Record<LedgerRow['kind'], PaperRow['kind']>> = {
  opening: 'sum',
  entry: 'plain',
  day: 'sum',
  month: 'sum',
  year: 'sum',
  carried: 'sum',
}

/** The summary, with the name of whom it concerns where the summary itself does not say it. */
const summaryOf = ({ summary, who }: LedgerRow, language: keyof Text): string =>
  who === null || summary[language].includes(who)
    ? summary[language]
    : `${summary[language]}（${who}）`

/** A ledger page; `account` as printed: "102 银行存款" or "114 成员往来 — 张三". */
export function ledgerPaper(
  head: PaperHead,
  page: { readonly account: string; readonly period: Text; readonly daily: boolean },
  rows: readonly LedgerRow[],
): Paper {
  const { language } = head
  const word = (zh: string, en: string): string => text(zh, en)[language]
  return paperOf(head, {
    title: page.daily ? text('日记账', 'Journal') : text('明细账', 'Detail ledger'),
    form: null,
    period: page.period,
    organisation: text(
      `编制单位：${head.coopName}　　科目：${page.account}`,
      `${head.coopName}, account ${page.account}`,
    ),
    sections: [
      tableOf(
        [
          center(word('日期', 'Date'), 2.6),
          center(word('凭证号', 'Voucher'), 1.8),
          left(word('摘要', 'Summary'), 6),
          money(word('借方', 'Debit'), 3.2),
          money(word('贷方', 'Credit'), 3.2),
          center(word('方向', 'Side'), 1.1),
          money(word('余额', 'Balance'), 3.4),
        ],
        rows.map((row): PaperRow => ({
          kind: LEDGER_KINDS[row.kind],
          cells: [
            row.onDate,
            row.voucher,
            summaryOf(row, language),
            row.debit === null || row.debit === 0n ? null : row.debit,
            row.credit === null || row.credit === 0n ? null : row.credit,
            SIDE_WORDS[row.side],
            row.balance,
          ],
        })),
      ),
    ],
  })
}

/** 成员账户 in the columns of the official form. */
export function memberAccountPaper(
  head: PaperHead,
  facts: MemberAccountFacts,
  rows: readonly MemberAccountRow[],
): Paper {
  const { member, products, year } = facts
  const contribution = '成员出资'
  const volume = '交易量'
  const value = '交易额'
  const columns = [
    center('编号', 1.2),
    center('日期', 2.7),
    left('摘要', 3.8),
    money('来源于到户类扶贫项目资产的出资额', 2.9, contribution),
    money('其他来源的出资额', 3.1, contribution),
    money('公积金份额', 2.9),
    money('接受国家财政直接补助形成财产量化份额', 3),
    money('接受他人捐赠形成财产量化份额', 3),
    ...products.map(({ name, unit }) => money(`${name}（${unit}）`, 2.4, volume)),
    ...products.map(({ name }) => money(name, 2.9, value)),
    money('盈余返还金额', 2.9),
    money('剩余盈余分配金额', 2.9),
  ]
  return paperOf(head, {
    title: text('成员账户', 'Member account'),
    form: null,
    period: text(`${year}年度`, `Year ${year}`),
    orientation: 'landscape',
    organisation: text(
      `合作社：${head.coopName}　　成员编号：${member.number}　　成员姓名（名称）：${member.name}　　联系地址：${member.address}`,
      `${head.coopName}, member ${member.number} ${member.name}, ${member.address}`,
    ),
    sections: [
      tableOf(
        columns,
        rows.map((row): PaperRow => {
          const { holding } = row
          const sum = row.kind !== 'entry'
          const amount = (each: bigint | null) => (!sum && each === 0n ? null : each)
          return {
            kind: sum ? 'sum' : 'plain',
            cells: [
              row.number === null ? null : String(row.number),
              row.onDate,
              row.summary.zh,
              amount(holding.assistedContribution),
              amount(holding.otherContribution),
              amount(holding.reserveShare),
              amount(holding.grantShare),
              amount(holding.donationShare),
              ...row.volumes.map((each) => (each === null ? null : quantityText(each))),
              ...row.values.map(amount),
              amount(row.surplusReturn),
              amount(row.residual),
            ],
          }
        }),
      ),
    ],
    remarks: [
      text(
        '注：年末一行，出资和各项份额为余额，交易量（额）、盈余返还和剩余盈余分配为本年总额。',
        'Note: the last row shows balances of holdings and totals of deliveries and distributions.',
      ),
    ],
  })
}

const NUMERALS = ['一', '二', '三', '四', '五', '六', '七', '八', '九']

/** 附注: nine items, each with its text and tables. */
export function notesPaper(
  head: PaperHead,
  period: ReportPeriod,
  items: readonly NoteItem[],
): Paper {
  return {
    ...paperOf(head, {
      title: text('财务报表附注', 'Notes to the statements'),
      form: null,
      period: periodName(period),
      sections: items.flatMap(({ number, title, sections }) => [
        {
          heading: `${NUMERALS[number - 1]}、${title}`,
          paragraphs: [],
          columns: [],
          rows: [],
        },
        ...sections,
      ]),
    }),
  }
}

/** Income by source with the sentence on what the growth is made of. */
export function incomePaper(head: PaperHead, period: ReportPeriod, income: IncomeBySource): Paper {
  const { language } = head
  // Without books of the year before its columns stay blank.
  const compared = <T>(value: T): T | null => (income.verdict === 'unknown' ? null : value)
  const word = (zh: string, en: string): string => text(zh, en)[language]
  return paperOf(head, {
    title: text('收入来源分析表', 'Income by source'),
    form: null,
    period: cumulativeName(period),
    sections: [
      tableOf(
        [
          left(word('来源', 'Source'), 4),
          money(word('本年金额', 'This year'), 4),
          money(word('占比', 'Share'), 2),
          money(word('上年金额', 'Last year'), 4),
          money(word('增减额', 'Change'), 4),
        ],
        [
          ...income.lines.map((line): PaperRow => ({
            kind: 'plain',
            cells: [
              line.label[language],
              line.current,
              line.share === null ? null : displayPercent(line.share),
              compared(line.prior),
              compared(line.growth),
            ],
          })),
          {
            kind: 'sum',
            cells: [
              word('合计', 'Total'),
              income.current,
              null,
              compared(income.prior),
              compared(income.growth),
            ],
          },
        ],
      ),
    ],
    remarks: [income.sentence],
  })
}
