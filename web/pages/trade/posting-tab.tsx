import { type ReactElement, useState } from 'react'
import type { Out } from '../../api.ts'
import { useT } from '../../locale/trade.ts'
import { asWritten, say } from '../../locale/translate.ts'
import { Go, useUrl } from '../../navigation.tsx'
import { paths } from '../../paths.ts'
import { useAct, useRead } from '../../query.ts'
import { useMay, useMe } from '../../session.tsx'
import { Money, showInstant, showYuan } from '../../ui/figures.tsx'
import { Notice, Panel } from '../../ui/page.tsx'
import { Empty, Loaded, Refused, Skeleton } from '../../ui/state.tsx'
import { type BookRow, monthBefore, periodOfDay, showPeriod } from '../ledger/words.ts'
import { useTrial } from '../registry/use-trial.ts'

type Posted = Out<'postTrades'>

/** A month's trades into the books in one act: what would be booked first, then the act. */
export function PostingTab({ book }: { book: BookRow }): ReactElement {
  const may = useMay()
  const { coopId } = book
  return (
    <div className="stack">
      {may('postTrades') ? <PostMonth book={book} /> : null}
      <Postings coopId={coopId} />
    </div>
  )
}

/** The months that may be posted: this one and those before it. */
function monthsTo(today: string): readonly number[] {
  const months = [periodOfDay(today)]
  while (months.length < 14) {
    const last = months.at(-1) ?? 0
    months.push(monthBefore(`${Math.floor(last / 100)}-${String(last % 100).padStart(2, '0')}-01`))
  }
  return months
}

/** The first month of the book that is still open. */
function firstOpen({ closedThrough, openedPeriod }: BookRow): number {
  if (closedThrough === null) return openedPeriod
  const [year, month] = [Math.floor(closedThrough / 100), closedThrough % 100]
  return month >= 12 ? (year + 1) * 100 + 1 : Math.max(openedPeriod, closedThrough + 1)
}

function PostMonth({ book }: { book: BookRow }): ReactElement {
  const t = useT()
  const { coopId } = book
  const { clock } = useMe()
  const [search, change] = useUrl()
  const [wanted, setLate] = useState<boolean | null>(null)
  const act = useAct('postTrades')
  const oldest = useOldestOpen(coopId)
  const months = monthsTo(clock.today)
  const open = firstOpen(book)
  const usual = Math.max(oldest ?? months[0] ?? 0, open)
  const period = months.find((one) => String(one) === search['period']) ?? usual
  // What was left over in a closed month is booked late: asked for where there is something.
  const late = wanted ?? (oldest !== undefined && oldest !== null && oldest < open)
  const input = { coopId, period, late }
  const trial = useTrial('postTrades', oldest === undefined || act.isPending ? null : input)
  const done = act.data !== undefined && act.variables?.input.period === period ? act.data : null
  return (
    <Panel title={t('post.title')} hint={t('post.hint')}>
      <div className="stack">
        <MonthBar
          period={period}
          months={months}
          late={late}
          onMonth={(month) => {
            act.reset()
            change({ period: month })
          }}
          onLate={setLate}
        />
        {act.error === null ? null : <Refused error={act.error} write />}
        {done !== null && done.postingId !== null ? (
          <Notice tone="pass">
            {t('post.done', {
              n: done.entries,
              vouchers: done.vouchers.length,
              amount: showYuan(done.amount) ?? '',
            })}
          </Notice>
        ) : null}
        {done !== null && done.postingId !== null ? (
          <Vouchers coopId={coopId} posted={done} linked />
        ) : trial.error !== null ? (
          <Refused error={trial.error} />
        ) : trial.data === undefined ? (
          <Skeleton lines={5} />
        ) : trial.data.vouchers.length === 0 ? (
          <Empty title={t('post.none', { month: showPeriod(period) })} hint={t('post.noneHint')} />
        ) : (
          <>
            <Vouchers coopId={coopId} posted={trial.data} />
            <div className="row">
              <button
                type="button"
                className="button button-primary"
                disabled={act.isPending}
                onClick={() => act.mutate({ input })}
              >
                {t('post.do', { n: trial.data.vouchers.length })}
              </button>
              <span className="muted small">{t('post.final')}</span>
            </div>
          </>
        )}
      </div>
    </Panel>
  )
}

function MonthBar(props: {
  period: number
  months: readonly number[]
  late: boolean
  onMonth: (month: string) => void
  onLate: (late: boolean) => void
}): ReactElement {
  const t = useT()
  return (
    <div className="row">
      <label className="filter">
        <span>{t('post.month')}</span>
        <select value={props.period} onChange={(event) => props.onMonth(event.target.value)}>
          {props.months.map((one) => (
            <option key={one} value={one}>
              {showPeriod(one)}
            </option>
          ))}
        </select>
      </label>
      <label className="check">
        <input
          type="checkbox"
          checked={props.late}
          onChange={(event) => props.onLate(event.target.checked)}
        />
        {t('post.late')}
      </label>
    </div>
  )
}

/** The month of the oldest entry that is not in the books; undefined while it is not known. */
function useOldestOpen(coopId: string): number | null | undefined {
  const open = useRead('listTrades', { coopId, posted: 'open', limit: 1 })
  const total = open.data?.total ?? 0
  // Latest first: the oldest stands last.
  const oldest = useRead(
    'listTrades',
    { coopId, posted: 'open', limit: 1, offset: Math.max(0, total - 1) },
    { enabled: total > 0, keep: false },
  )
  if (open.data === undefined) return undefined
  if (total === 0) return null
  const [last] = oldest.data?.rows ?? []
  return last === undefined ? undefined : periodOfDay(last.on)
}

/** Vouchers as they would be booked, or as they were. */
function Vouchers(props: { coopId: string; posted: Posted; linked?: boolean }): ReactElement {
  const t = useT()
  const { posted, coopId } = props
  return (
    <>
      {props.linked === true ? null : (
        <p>
          {t('post.preview', {
            n: posted.entries,
            vouchers: posted.vouchers.length,
            amount: showYuan(posted.amount) ?? '',
          })}
        </p>
      )}
      <div
        className="table-scroll table-tall"
        tabIndex={0}
        role="group"
        aria-label={t('post.vouchers')}
      >
        <table className="table table-small">
          <thead>
            <tr>
              <th scope="col">{t('common.day')}</th>
              <th scope="col">{t('post.summary')}</th>
              <th scope="col">{t('post.account')}</th>
              <th scope="col" className="num">
                {t('post.debit')}
              </th>
              <th scope="col" className="num">
                {t('post.credit')}
              </th>
            </tr>
          </thead>
          {posted.vouchers.map((voucher) => (
            <tbody key={voucher.id} className="voucher-group">
              {voucher.lines.map((line, i) => (
                <tr key={`${line.account}${i}`}>
                  <td className="nowrap">{i === 0 ? voucher.onDate : ''}</td>
                  {i > 0 ? (
                    <td />
                  ) : (
                    <th scope="row">
                      {props.linked === true ? (
                        <Go to={paths.voucher(coopId, voucher.id)}>{asWritten(voucher.summary)}</Go>
                      ) : (
                        asWritten(voucher.summary)
                      )}
                    </th>
                  )}
                  <td>
                    <span className="choice-code">{line.account}</span> {say(line.name)}
                    {line.people === 0 ? null : (
                      <span className="muted small"> {t('post.people', { n: line.people })}</span>
                    )}
                  </td>
                  <Amount value={line.debit} />
                  <Amount value={line.credit} />
                </tr>
              ))}
            </tbody>
          ))}
        </table>
      </div>
    </>
  )
}

const Amount = ({ value }: { value: string }): ReactElement => (
  <td className="num">{value === '0.00' ? '' : <Money value={value} />}</td>
)

/** What was posted before, by month. */
function Postings({ coopId }: { coopId: string }): ReactElement {
  const t = useT()
  const read = useRead('listTradePostings', { coopId, limit: 50 })
  return (
    <Panel title={t('post.history')}>
      <Loaded read={read} lines={4}>
        {(data) =>
          data.rows.length === 0 ? (
            <Empty title={t('post.noHistory')} />
          ) : (
            <div className="table-scroll" tabIndex={0} role="group" aria-label={t('post.history')}>
              <table className="table table-small">
                <thead>
                  <tr>
                    <th scope="col">{t('post.month')}</th>
                    <th scope="col" className="num">
                      {t('post.entries')}
                    </th>
                    <th scope="col" className="num">
                      {t('post.voucherCount')}
                    </th>
                    <th scope="col" className="num">
                      {t('grid.amount')}
                    </th>
                    <th scope="col">{t('post.at')}</th>
                    <th scope="col">{t('post.by')}</th>
                  </tr>
                </thead>
                <tbody>
                  {data.rows.map((row) => (
                    <tr key={row.id}>
                      <th scope="row">
                        <Go
                          to={paths.book(coopId, { from: row.period, to: row.period })}
                          className="nowrap"
                        >
                          {showPeriod(row.period)}
                        </Go>
                      </th>
                      <td className="num">{row.entries}</td>
                      <td className="num">{row.vouchers}</td>
                      <td className="num">
                        <Money value={row.amount} />
                      </td>
                      <td className="nowrap">{showInstant(row.postedAt)}</td>
                      <td>{row.postedBy}</td>
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
