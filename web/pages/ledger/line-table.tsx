import type { ReactElement } from 'react'
import { formatYuan } from '../../../src/kernel/money.ts'
import { useT } from '../../locale/ledger.ts'
import { asWritten, say } from '../../locale/translate.ts'
import { Money } from '../../ui/figures.tsx'
import { Tag } from '../../ui/page.tsx'
import { fenOf } from './entry.ts'
import { itemName, type VoucherRow } from './words.ts'

type Line = VoucherRow['lines'][number]

/** Whom and why a line names, in one run of words. */
export const nameOfLine = (line: Line): string =>
  [
    line.member === null ? null : `${line.member.number} ${line.member.name}`,
    line.party,
    line.item === null ? null : itemName(line.item),
  ]
    .filter((part) => part !== null)
    .join(' · ')

const sum = (lines: readonly Line[], side: 'debit' | 'credit'): string =>
  formatYuan(lines.reduce((total, line) => total + fenOf(line[side]), 0n))

const amount = (value: string): ReactElement | null =>
  fenOf(value) === 0n ? null : <Money value={value} />

/** The lines of a voucher or a draft, with both sums. */
export function LineTable(props: {
  lines: readonly Line[]
  summary: string
  label: string
}): ReactElement {
  const t = useT()
  const { lines } = props
  return (
    <div className="table-scroll" tabIndex={0} role="group" aria-label={props.label}>
      <table className="table table-small">
        <thead>
          <tr>
            <th scope="col">{t('entry.summary')}</th>
            <th scope="col">{t('entry.account')}</th>
            <th scope="col">{t('entry.who')}</th>
            <th scope="col" className="num">
              {t('entry.debit')}
            </th>
            <th scope="col" className="num">
              {t('entry.credit')}
            </th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line, i) => (
            <tr key={i}>
              <td>{asWritten(line.summary ?? (i === 0 ? props.summary : ''))}</td>
              <td>
                {line.account} {say(line.accountName)}
                {line.assisted ? <Tag>{t('entry.assisted')}</Tag> : null}
              </td>
              <td>{nameOfLine(line)}</td>
              <td className="num">{amount(line.debit)}</td>
              <td className="num">{amount(line.credit)}</td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row" colSpan={3}>
              {t('entry.total')}
            </th>
            <td className="num">
              <Money value={sum(lines, 'debit')} />
            </td>
            <td className="num">
              <Money value={sum(lines, 'credit')} />
            </td>
          </tr>
        </tfoot>
      </table>
    </div>
  )
}
