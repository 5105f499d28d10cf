import { chinaDate, type LocalDate } from '../../../kernel/date.ts'
import { displayYuan, fen } from '../../../kernel/money.ts'
import { type Text, text } from '../../../kernel/text.ts'
import type { Verbs } from '../../../kernel/verb.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import type { Paper, PaperRow } from '../../../kernel/paper.ts'
import { writePdf } from '../../../platform/document/write-pdf.ts'
import { coopFacts } from '../../registry/index.ts'
import type { bankVerbs as contract } from '../contract/bank.ts'
import { type Reconciled, reconcile } from '../rules/bank/reconcile.ts'
import { voucherLabel } from '../rules/voucher.ts'
import type { VoucherKind } from '../model.ts'
import {
  type BankAccount,
  bankBalanceAt,
  bookBalanceAt,
  type Entry,
  type OpenBankLine,
  openBankLines,
  openEntries,
} from '../store/bank.ts'
import { refuseNoAccount } from './bank-statements.ts'
import { chartOf } from './charts.ts'

type ReconciliationVerbs = Pick<
  Verbs<typeof contract, Ctx>,
  'readBankReconciliation' | 'printBankReconciliation'
>

export const reconciliationVerbs: ReconciliationVerbs = {
  readBankReconciliation: async (ctx, { coopId, account, on }) =>
    reconciliationOf(ctx, { coopId, account }, on),

  printBankReconciliation: async (ctx, { coopId, account, on }) => {
    const report = await reconciliationOf(ctx, { coopId, account }, on)
    const coop = await coopFacts(ctx, coopId)
    const bytes = await writePdf(
      paperOf(report, coop.name),
      { printed: `打印日期：${chinaDate(ctx.now)}`, proof: null },
      { at: ctx.now },
    )
    const name = `银行存款余额调节表 ${account} ${on}.pdf`
    return { name, mediaType: 'application/pdf', content: bytes.toString('base64') }
  },
}

type Report = Awaited<ReturnType<typeof reconciliationOf>>

async function reconciliationOf(ctx: Ctx, at: BankAccount, on: LocalDate) {
  await refuseNoAccount(ctx, at)
  const chart = await chartOf(ctx, at.coopId)
  const { balance } = await bankBalanceAt(ctx, at, on)
  const onlyBank = await openBankLines(ctx, at, on)
  const onlyBook = await openEntries(ctx, at, on)
  const ends = reconcile({
    book: fen(await bookBalanceAt(ctx, at, on)),
    bank: balance === null ? null : fen(balance),
    onlyBank: onlyBank.map(({ amount }) => amount),
    onlyBook: onlyBook.map(({ amount }) => amount),
  })
  return {
    account: at.account,
    name: chart.fullName(at.account),
    on,
    ...ends,
    text: saidOf(ends),
    onlyBank,
    onlyBook,
  }
}

function saidOf({ difference }: Reconciled): Text {
  if (difference === null) {
    return text(
      '还没有导入能看出余额的银行对账单,无法调节。',
      'No imported statement tells the balance yet.',
    )
  }
  return difference === 0n
    ? text('调节后双方余额相符。', 'Both adjusted balances are equal.')
    : text(
        `调节后相差 ${displayYuan(difference)} 元:请核对期初余额,或导入缺少的流水。`,
        `Still ${displayYuan(difference)} yuan apart: check the opening balance, or import what is missing.`,
      )
}

const row = (kind: PaperRow['kind'], cells: PaperRow['cells']): PaperRow => ({ kind, cells })

function paperOf(report: Report, coopName: string): Paper {
  const unknown = '——'
  return {
    title: '银行存款余额调节表',
    form: null,
    period: report.on,
    organisation: `${coopName}　${report.account} ${report.name.zh}`,
    unit: '单位：元',
    orientation: 'portrait',
    onePage: true,
    sections: [
      {
        heading: null,
        paragraphs: [],
        columns: [
          { title: '项目', width: 3, align: 'left' },
          { title: '金额', width: 2, align: 'right' },
          { title: '项目', width: 3, align: 'left' },
          { title: '金额', width: 2, align: 'right' },
        ],
        rows: [
          row('plain', [
            '银行存款日记账余额',
            report.book,
            '银行对账单余额',
            report.bank ?? unknown,
          ]),
          row('plain', [
            '加：银行已收、账上未收',
            report.bankIn,
            '加：账上已收、银行未收',
            report.bookIn,
          ]),
          row('plain', [
            '减：银行已付、账上未付',
            report.bankOut,
            '减：账上已付、银行未付',
            report.bookOut,
          ]),
          row('sum', [
            '调节后余额',
            report.adjustedBook,
            '调节后余额',
            report.adjustedBank ?? unknown,
          ]),
        ],
      },
      items('银行已记、账上未记', report.onlyBank.map(bankRow)),
      items('账上已记、银行未记', report.onlyBook.map(bookRow)),
    ],
    remarks: [report.text.zh],
    signatures: ['制表', '会计主管', '监事会'],
  }
}

const items = (heading: string, rows: readonly PaperRow[]) => ({
  heading: rows.length === 0 ? `${heading}：无` : heading,
  paragraphs: [],
  columns: [
    { title: '日期', width: 2, align: 'center' as const },
    { title: '摘要', width: 6, align: 'left' as const },
    { title: '凭证', width: 2, align: 'center' as const },
    { title: '收入', width: 2, align: 'right' as const },
    { title: '支出', width: 2, align: 'right' as const },
  ],
  rows,
})

const split = (amount: bigint): [bigint | null, bigint | null] =>
  amount > 0n ? [amount, null] : [null, -amount]

function bankRow(line: OpenBankLine): PaperRow {
  const said = [line.otherSide, line.memo, line.settledNote ?? ''].filter((part) => part !== '')
  return row('plain', [line.onDate, said.join('；'), '', ...split(line.amount)])
}

const bookRow = (entry: Entry): PaperRow =>
  row('plain', [
    entry.onDate,
    entry.summary,
    voucherLabel(entry.kind as VoucherKind, entry.number),
    ...split(entry.amount),
  ])
