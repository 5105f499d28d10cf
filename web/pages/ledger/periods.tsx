import { type ReactElement, useState } from 'react'
import type { Out } from '../../api.ts'
import { useT } from '../../locale/ledger.ts'
import { say } from '../../locale/translate.ts'
import { Go, useUrl } from '../../navigation.tsx'
import { paths } from '../../paths.ts'
import { useAct, useRead } from '../../query.ts'
import { useMay } from '../../session.tsx'
import { showInstant } from '../../ui/figures.tsx'
import { Icon } from '../../ui/icon.tsx'
import { Notice, Panel, Tag } from '../../ui/page.tsx'
import { Empty, Loaded, Refused } from '../../ui/state.tsx'
import { BookFrame } from './book-frame.tsx'
import { LeftOpen } from './bulk-acts.tsx'
import { type BookRow, periodAfter, showPeriod } from './words.ts'

/** The months of one book: which are closed, what keeps the next one open, and the acts of the year's end. */
export default function Periods(): ReactElement {
  const t = useT()
  return (
    <BookFrame
      place="periods"
      title={t('periods.title')}
      sentence={(book) =>
        book.closedThrough === null
          ? t('periods.notConfirmed')
          : t('periods.sentence', {
              through: showPeriod(book.closedThrough),
              next: showPeriod(nextOf(book)),
            })
      }
    >
      {(book) => <Content book={book} />}
    </BookFrame>
  )
}

const nextOf = (book: BookRow): number =>
  book.closedThrough === null ? book.year * 100 : periodAfter(book.closedThrough)

function Content({ book }: { book: BookRow }): ReactElement {
  const [search, change] = useUrl()
  const period = Number(search['period'] ?? nextOf(book)) || nextOf(book)
  return (
    <>
      <Months book={book} period={period} onChoose={(one) => change({ period: String(one) })} />
      <Check key={period} book={book} period={period} />
      <Closings coopId={book.coopId} />
    </>
  )
}

/** The fourteen periods of the year as tiles. */
function Months(props: {
  book: BookRow
  period: number
  onChoose: (period: number) => void
}): ReactElement {
  const t = useT()
  const { book, period } = props
  const year = Math.floor(period / 100)
  const years = [...new Set([book.year - 1, book.year, year])]
    .filter((one) => one * 100 + 13 >= book.openedPeriod)
    .toSorted((a, b) => a - b)
  return (
    <Panel
      title={t('periods.year', { year: String(year) })}
      extra={
        <span className="row">
          {years
            .filter((one) => one !== year)
            .map((one) => (
              <button
                key={one}
                type="button"
                className="button"
                onClick={() => props.onChoose(one * 100 + 12)}
              >
                {one}
              </button>
            ))}
        </span>
      }
    >
      <ol className="months">
        {Array.from({ length: 14 }, (_, month) => year * 100 + month).map((one) => {
          const closed = (book.closedThrough ?? -1) >= one || year < book.year
          return (
            <li key={one}>
              <button
                type="button"
                aria-pressed={one === period}
                className={closed ? 'month month-closed' : 'month'}
                onClick={() => props.onChoose(one)}
              >
                <span>{monthName(one)}</span>
                <span className="small">
                  {closed ? <Icon name="lock" size={13} /> : null}
                  {t(
                    closed
                      ? 'periods.closed'
                      : one === nextOf(book)
                        ? 'periods.turn'
                        : 'periods.open',
                  )}
                </span>
              </button>
            </li>
          )
        })}
      </ol>
    </Panel>
  )
}

function monthName(period: number): string {
  const month = period % 100
  if (month === 0) return say({ zh: '期初', en: 'Opening' })
  if (month === 13) return say({ zh: '年末结转', en: 'Year end' })
  return say({ zh: `${month}月`, en: String(month).padStart(2, '0') })
}

function Check({ book, period }: { book: BookRow; period: number }): ReactElement {
  const t = useT()
  const may = useMay()
  const { coopId } = book
  const read = useRead('checkPeriod', { coopId, period })
  const close = useAct('closePeriods')
  const yearEnd = useAct('draftYearEnd')
  const [left, setLeft] = useState<Out<'closePeriods'>['left']>([])
  const blocked = read.data?.checks.some((check) => check.severity === 'block') === true
  return (
    <Panel title={t('periods.check', { period: showPeriod(period) })}>
      <Loaded read={read} lines={3}>
        {(data) => (
          <div className="stack">
            <Found coopId={coopId} check={data} />
            <div className="row no-print">
              {may('closePeriods') && !data.closed ? (
                <button
                  type="button"
                  className="button button-primary"
                  disabled={blocked || close.isPending}
                  onClick={() =>
                    close.mutate(
                      { input: { unitId: coopId, period, coopIds: [coopId] } },
                      { onSuccess: (answer) => setLeft(answer.left) },
                    )
                  }
                >
                  {t(period % 100 === 0 ? 'periods.confirmOpening' : 'periods.close', {
                    period: showPeriod(period),
                  })}
                </button>
              ) : null}
              {may('draftYearEnd') && period % 100 === 13 && !data.closed ? (
                <button
                  type="button"
                  className="button"
                  disabled={yearEnd.isPending}
                  onClick={() =>
                    yearEnd.mutate({
                      input: { unitId: coopId, year: Math.floor(period / 100), coopIds: [coopId] },
                    })
                  }
                >
                  {t('books.yearEnd')}
                </button>
              ) : null}
            </div>
            <LeftOpen left={left} />
            {yearEnd.data === undefined ? null : (
              <Notice tone="pass">{t('yearEnd.done', { n: yearEnd.data.draftIds.length })}</Notice>
            )}
            {[close.error, yearEnd.error].map((error, i) =>
              error === null ? null : <Refused key={i} error={error} write />,
            )}
          </div>
        )}
      </Loaded>
    </Panel>
  )
}

function Found({
  coopId,
  check: data,
}: {
  coopId: string
  check: Out<'checkPeriod'>
}): ReactElement {
  const t = useT()
  return (
    <>
      {data.closed ? (
        <Notice tone="pass">{t('periods.isClosed')}</Notice>
      ) : data.checks.length === 0 ? (
        <Notice tone="pass">{t('periods.ready')}</Notice>
      ) : (
        <ul className="checks">
          {data.checks.map((check) => (
            <li key={`${check.code}${check.text.en}`}>
              <Tag tone={check.severity === 'block' ? 'fail' : 'depends'}>
                {t(check.severity === 'block' ? 'periods.block' : 'periods.warn')}
              </Tag>{' '}
              {say(check.text)} <CheckDoor coopId={coopId} check={check} />
            </li>
          ))}
        </ul>
      )}
    </>
  )
}

/** Where what a check names can be put right. */
const DOORS: Readonly<Record<string, 'drafts' | 'opening' | 'bank' | 'entry'>> = {
  drafts: 'drafts',
  bank: 'bank',
  no_depreciation: 'entry',
}

function CheckDoor(props: {
  coopId: string
  check: Out<'checkPeriod'>['checks'][number]
}): ReactElement | null {
  const t = useT()
  const { coopId, check } = props
  if (check.door?.verb === 'listTrades') {
    const { from, to } = check.door.input
    return <Go to={paths.trade(coopId, { from, to })}>{t('periods.putRight')}</Go>
  }
  const place = DOORS[check.code]
  if (place === undefined) return null
  return <Go to={paths.bookPlace(coopId, place)}>{t('periods.putRight')}</Go>
}

function Closings({ coopId }: { coopId: string }): ReactElement {
  const t = useT()
  const read = useRead('listClosures', { unitId: coopId, limit: 60 })
  return (
    <Panel title={t('periods.history')} hint={t('periods.historyHint')}>
      <Loaded read={read} lines={4}>
        {(data) =>
          data.rows.length === 0 ? (
            <Empty title={t('periods.noneClosed')} />
          ) : (
            <div
              className="table-scroll"
              tabIndex={0}
              role="group"
              aria-label={t('periods.history')}
            >
              <table className="table table-small">
                <thead>
                  <tr>
                    <th scope="col">{t('voucher.period')}</th>
                    <th scope="col">{t('periods.closedAt')}</th>
                    <th scope="col">{t('periods.closedBy')}</th>
                    <th scope="col" className="num">
                      {t('books.vouchers')}
                    </th>
                    <th scope="col">{t('periods.head')}</th>
                  </tr>
                </thead>
                <tbody>
                  {data.rows.map((row) => (
                    <tr key={row.period}>
                      <th scope="row">{showPeriod(row.period)}</th>
                      <td className="nowrap">{showInstant(row.closedAt)}</td>
                      <td>{row.closedBy}</td>
                      <td className="num">{row.vouchers}</td>
                      <td className="mono" title={`${row.head} / ${row.balanceHash}`}>
                        {row.head.slice(0, 16)}…
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
          )
        }
      </Loaded>
    </Panel>
  )
}
