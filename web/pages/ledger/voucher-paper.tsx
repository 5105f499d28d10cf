import type { ReactElement } from 'react'
import { formatYuan } from '../../../src/kernel/money.ts'
import { useT } from '../../locale/ledger.ts'
import { asWritten, say, useLanguage } from '../../locale/translate.ts'
import { showDay, showYuan } from '../../ui/figures.tsx'
import { fenOf } from './entry.ts'
import { nameOfLine } from './line-table.tsx'
import { KIND_WORDS, voucherLabel, type VoucherRow } from './words.ts'
import './voucher-paper.css'

/** Rows of a printed voucher: a short one is filled up with empty rows, as the printed pad is. */
const ROWS = 6

/** The voucher as the paper 记账凭证: title, lines, sum, papers, signatures. */
export function VoucherPaper(props: { voucher: VoucherRow; coopName: string }): ReactElement {
  const t = useT()
  const zh = useLanguage() === 'zh'
  const { voucher, coopName } = props
  const blank = Math.max(0, ROWS - voucher.lines.length)
  return (
    <article className="voucher-paper" tabIndex={0} aria-label={voucherLabel(voucher)}>
      <header>
        <h2>{say(KIND_WORDS[voucher.kind])}</h2>
        <p className="voucher-day">{showDay(voucher.onDate, 'paper', zh)}</p>
        <p className="voucher-top">
          <span>{coopName}</span>
          <span>{t('voucher.numberOf', { label: voucherLabel(voucher) })}</span>
        </p>
      </header>
      <div className="voucher-sheet">
        <table>
          <thead>
            <tr>
              <th scope="col" className="v-summary">
                {t('entry.summary')}
              </th>
              <th scope="col">{t('entry.account')}</th>
              <th scope="col">{t('entry.who')}</th>
              <th scope="col" className="v-amount">
                {t('voucher.debit')}
              </th>
              <th scope="col" className="v-amount">
                {t('voucher.credit')}
              </th>
            </tr>
          </thead>
          <tbody>
            {voucher.lines.map((line, i) => (
              <tr key={i}>
                <td>{asWritten(line.summary ?? (i === 0 ? voucher.summary : ''))}</td>
                <td>
                  <span className="v-code">{line.account}</span> {say(line.accountName)}
                </td>
                <td>{nameOfLine(line)}</td>
                <Amount value={line.debit} />
                <Amount value={line.credit} />
              </tr>
            ))}
            <BlankRows count={blank} />
          </tbody>
          <tfoot>
            <tr>
              <th scope="row" colSpan={2}>
                {t('voucher.sum')}
              </th>
              <td />
              <Amount value={sumOf(voucher, 'debit')} />
              <Amount value={sumOf(voucher, 'credit')} />
            </tr>
          </tfoot>
        </table>
        <p className="voucher-papers">{t('voucher.papers', { n: voucher.attachments })}</p>
      </div>
      <Signatures voucher={voucher} />
      {voucher.clause === null ? null : (
        <p className="voucher-clause">{t('entry.clause', { clause: voucher.clause })}</p>
      )}
    </article>
  )
}

function BlankRows({ count }: { count: number }): ReactElement[] {
  return Array.from({ length: count }, (_, i) => (
    <tr key={i} aria-hidden="true">
      <td>&nbsp;</td>
      <td />
      <td />
      <td />
      <td />
    </tr>
  ))
}

function Signatures({ voucher }: { voucher: VoucherRow }): ReactElement {
  const t = useT()
  return (
    <footer className="voucher-sign">
      <span>{t('voucher.head')}</span>
      <span>
        {t('voucher.bookkeeper')} {voucher.approvedBy}
      </span>
      <span>
        {t('voucher.approved')} {voucher.approvedBy}
      </span>
      <span>
        {t('voucher.prepared')} {voucher.preparedBy}
      </span>
    </footer>
  )
}

const sumOf = (voucher: VoucherRow, side: 'debit' | 'credit'): string =>
  formatYuan(voucher.lines.reduce((sum, line) => sum + fenOf(line[side]), 0n))

/** Red ink: a negative amount stands in red without more words, on paper as on the screen. */
function Amount({ value }: { value: string }): ReactElement {
  const amount = fenOf(value)
  return (
    <td className={amount < 0n ? 'v-amount v-red' : 'v-amount'}>
      {amount === 0n ? '' : showYuan(value)}
    </td>
  )
}
