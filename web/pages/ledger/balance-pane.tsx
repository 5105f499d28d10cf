import type { ReactElement } from 'react'
import { useT } from '../../locale/ledger.ts'
import { say } from '../../locale/translate.ts'
import { useRead } from '../../query.ts'
import { type Book, movedBy, showSide } from './book.ts'
import type { Entry } from './entry.ts'
import { namedLines, whoMoved } from './who-moved.ts'

const MONEY = ['101', '102', '109'] as const

/** What the voucher does to its accounts, before and after; money at hand always. */
export function BalancePane(props: { coopId: string; book: Book; entry: Entry }): ReactElement {
  const { coopId, book, entry } = props
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
      <WhoBalances coopId={coopId} book={book} entry={entry} />
      <h3>{t('entry.money')}</h3>
      <ul className="balance-list">
        {money.map((code) => (
          <li key={code}>
            <span className="balance-name">
              {say(book.account(code)?.name ?? { zh: code, en: code })}
            </span>
            <span className="num">{showSide(book.balanceOf(code))}</span>
          </li>
        ))}
      </ul>
      <p className="muted small">{t('entry.balancesNote')}</p>
    </aside>
  )
}

/** The members and parties on the lines: what stands with each, before and after the voucher. */
function WhoBalances(props: { coopId: string; book: Book; entry: Entry }): ReactElement | null {
  const t = useT()
  const { coopId, book, entry } = props
  const named = namedLines(book, entry.lines)
  const ids = (member: boolean): string | undefined => {
    const found = new Set(named.filter((one) => one.member === member).map(({ id }) => id))
    return found.size === 0 ? undefined : [...found].toSorted().slice(0, 200).join(',')
  }
  const read = useRead(
    'readWhoBalances',
    { coopId, memberIds: ids(true), partyIds: ids(false) },
    { enabled: named.length > 0 },
  )
  if (named.length === 0 || read.data === undefined) return null
  return (
    <>
      <h3>{t('entry.whoBalances')}</h3>
      <ul className="balance-list">
        {whoMoved(book, entry.lines, read.data.rows).map((one) => (
          <li key={one.key}>
            <span className="balance-name">
              {one.who}{' '}
              <span className="muted">{say(book.account(one.account)?.name ?? NO_NAME)}</span>
            </span>
            <span className="balance-move num">
              <span className="muted">{showSide(one.before)}</span>
              <span aria-hidden="true">→</span>
              <strong>{showSide(one.after)}</strong>
            </span>
          </li>
        ))}
      </ul>
    </>
  )
}

const NO_NAME = { zh: '', en: '' }

const isMoney = (code: string): boolean => MONEY.some((top) => code.startsWith(top))
