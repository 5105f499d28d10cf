import type { ReactElement } from 'react'
import { useT } from '../../locale/ledger.ts'
import { type Book, movedBy, showSide } from './book.ts'
import type { Entry } from './entry.ts'

const MONEY = ['101', '102', '109'] as const

/** What the voucher does to its accounts, before and after; money at hand always. */
export function BalancePane({ book, entry }: { book: Book; entry: Entry }): ReactElement {
  const t = useT()
  const moved = movedBy(book, entry.lines)
  const money = MONEY.filter(
    (code) => book.balanceOf(code) !== 0n || moved.some((one) => one.code.startsWith(code)),
  )
  return (
    <aside className="panel balance-pane" aria-label={t('entry.balances')}>
      <h2>{t('entry.balances')}</h2>
      {moved.length === 0 ? <p className="muted small">{t('entry.balancesHint')}</p> : null}
      <ul className="balance-list">
        {moved.map((one) => (
          <li key={one.code} className={one.after < 0n && isMoney(one.code) ? 'balance-bad' : ''}>
            <span className="balance-name">
              <span className="choice-code">{one.code}</span> {one.name}
            </span>
            <span className="balance-move num">
              <span className="muted">{showSide(one.before)}</span>
              <span aria-hidden="true">→</span>
              <strong>{showSide(one.after)}</strong>
            </span>
          </li>
        ))}
      </ul>
      <h3>{t('entry.money')}</h3>
      <ul className="balance-list">
        {money.map((code) => (
          <li key={code}>
            <span className="balance-name">{book.account(code)?.name.zh ?? code}</span>
            <span className="num">{showSide(book.balanceOf(code))}</span>
          </li>
        ))}
      </ul>
      <p className="muted small">{t('entry.balancesNote')}</p>
    </aside>
  )
}

const isMoney = (code: string): boolean => MONEY.some((top) => code.startsWith(top))
