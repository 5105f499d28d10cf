import type { ReactElement } from 'react'
import type { In, Out } from '../../api.ts'
import { useT } from '../../locale/statements.ts'
import { asWritten, say } from '../../locale/translate.ts'
import { Go, useUrl } from '../../navigation.tsx'
import { paths } from '../../paths.ts'
import { useRead } from '../../query.ts'
import { useMe } from '../../session.tsx'
import { Money, showYuan } from '../../ui/figures.tsx'
import { Empty, Loaded } from '../../ui/state.tsx'
import { BookFrame, useCoopId } from '../ledger/book-frame.tsx'
import { showPeriod } from '../ledger/words.ts'
import { Papers, Scroll } from './parts.tsx'

type Ledger = Out<'readLedgerPage'>
type Page = Ledger['pages'][number]
type Row = Page['rows'][number]

/** A page of the ledger: of an account, of a member or of a party; each entry opens its voucher. */
export default function LedgerPage(): ReactElement {
  const t = useT()
  const me = useMe()
  const coopId = useCoopId()
  const [search] = useUrl()
  const year = me.clock.today.slice(0, 4)
  const input: In<'readLedgerPage'> = {
    coopId,
    account: search['account'],
    memberId: search['memberId'],
    partyId: search['partyId'],
    from: search['from'] ?? `${year}01`,
    to: search['to'] ?? `${year}12`,
  }
  const asked =
    input.account !== undefined || input.memberId !== undefined || input.partyId !== undefined
  const read = useRead('readLedgerPage', input, { enabled: asked })
  const { account } = input
  return (
    <BookFrame
      place="ledger"
      wide
      title={t('lp.title')}
      sentence={() =>
        asked ? (
          read.data === undefined ? (
            '…'
          ) : (
            <Sentence data={read.data} from={Number(input.from)} to={Number(input.to)} />
          )
        ) : (
          t('lp.choose')
        )
      }
      actions={
        account === undefined ? undefined : (
          <Papers verb="ledgerPageFile" input={{ ...input, account }} />
        )
      }
    >
      {() => (
        <>
          <Choices coopId={coopId} from={String(input.from)} to={String(input.to)} />
          {asked ? (
            <Loaded read={read} lines={12}>
              {(data) => <Pages coopId={coopId} data={data} />}
            </Loaded>
          ) : (
            <Empty title={t('lp.choose')} />
          )}
        </>
      )}
    </BookFrame>
  )
}

function Sentence(props: { data: Ledger; from: number; to: number }): ReactElement {
  const t = useT()
  const { data, from, to } = props
  const [page] = data.pages
  const last = page?.rows.at(-1)
  if (page === undefined || last === undefined) return <>{t('lp.none')}</>
  if (data.pages.length > 1) {
    return <>{t('lp.many', { name: asWritten(data.about ?? ''), n: data.pages.length })}</>
  }
  const sides = { debit: t('lp.debitSide'), credit: t('lp.creditSide'), even: t('lp.evenSide') }
  return (
    <>
      {t('lp.sentence', {
        account: `${page.account} ${asWritten(say(page.name))}${data.about === null ? '' : ` — ${asWritten(data.about)}`}`,
        span: from === to ? showPeriod(from) : `${showPeriod(from)}—${showPeriod(to)}`,
        side: sides[last.side],
        amount: showYuan(last.balance) ?? '',
      })}
    </>
  )
}

function Choices(props: { coopId: string; from: string; to: string }): ReactElement {
  const t = useT()
  const me = useMe()
  const [search, change] = useUrl()
  const chart = useRead('readChart', { coopId: props.coopId })
  const year = props.from.slice(0, 4)
  const now = Number(me.clock.today.slice(0, 4))
  const month = (period: string): string =>
    period.slice(4) === '13'
      ? t('lp.yearEnd')
      : t('lp.monthName', { month: Number(period.slice(4)) })
  const months = Array.from({ length: 13 }, (_, i) => `${year}${String(i + 1).padStart(2, '0')}`)
  return (
    <div className="data-bar no-print">
      <div className="data-filters">
        <label className="filter">
          <span>{t('lp.account')}</span>
          <select
            value={search['account'] ?? ''}
            onChange={(event) => change({ account: event.target.value || undefined })}
          >
            <option value="">—</option>
            {chart.data?.accounts.map((account) => (
              <option key={account.code} value={account.code}>
                {account.code} {asWritten(say(account.name))}
              </option>
            ))}
          </select>
        </label>
        <label className="filter">
          <span>{t('st.year')}</span>
          <select
            value={year}
            onChange={(event) =>
              change({
                from: `${event.target.value}${props.from.slice(4)}`,
                to: `${event.target.value}${props.to.slice(4)}`,
              })
            }
          >
            {Array.from({ length: 6 }, (_, i) => now - i).map((each) => (
              <option key={each} value={each}>
                {each}
              </option>
            ))}
          </select>
        </label>
        {(['from', 'to'] as const).map((end) => (
          <label key={end} className="filter">
            <span>{t(end === 'from' ? 'lp.from' : 'lp.to')}</span>
            <select value={props[end]} onChange={(event) => change({ [end]: event.target.value })}>
              {months
                .filter((each) => (end === 'from' ? each <= props.to : each >= props.from))
                .map((each) => (
                  <option key={each} value={each}>
                    {month(each)}
                  </option>
                ))}
            </select>
          </label>
        ))}
      </div>
    </div>
  )
}

function Pages({ coopId, data }: { coopId: string; data: Ledger }): ReactElement {
  const t = useT()
  if (data.pages.length === 0) return <Empty title={t('lp.none')} />
  return (
    <div className="stack">
      {data.pages.map((page) => (
        <PageTable key={page.account} coopId={coopId} page={page} single={data.about !== null} />
      ))}
    </div>
  )
}

function PageTable(props: { coopId: string; page: Page; single: boolean }): ReactElement {
  const t = useT()
  const { page, single } = props
  const entries = page.rows.filter(({ kind }) => kind === 'entry').length
  return (
    <Scroll label={page.account}>
      <table className="table table-small ledger-table">
        <caption>
          {t('lp.caption', { account: `${page.account} ${asWritten(say(page.name))}`, n: entries })}
        </caption>
        <thead>
          <tr>
            <th scope="col">{t('st.date')}</th>
            <th scope="col">{t('lp.voucher')}</th>
            <th scope="col">{t('st.summary')}</th>
            {single ? null : <th scope="col">{t('lp.who')}</th>}
            <th scope="col" className="num">
              {t('st.debit')}
            </th>
            <th scope="col" className="num">
              {t('st.credit')}
            </th>
            <th scope="col">{t('lp.side')}</th>
            <th scope="col" className="num">
              {t('lp.balance')}
            </th>
          </tr>
        </thead>
        <tbody>
          {page.rows.map((row, i) => (
            <LedgerRow key={i} coopId={props.coopId} row={row} single={single} />
          ))}
        </tbody>
      </table>
    </Scroll>
  )
}

const SIDES = {
  debit: { zh: '借', en: 'Dr' },
  credit: { zh: '贷', en: 'Cr' },
  even: { zh: '平', en: '—' },
}

function LedgerRow(props: { coopId: string; row: Row; single: boolean }): ReactElement {
  const { row } = props
  return (
    <tr className={row.kind === 'entry' ? undefined : 'row-total'}>
      <td>{row.onDate}</td>
      <td>
        {row.voucherId === null ? null : (
          <Go to={paths.voucher(props.coopId, row.voucherId)}>{row.voucher}</Go>
        )}
      </td>
      <td className="ledger-summary">{asWritten(say(row.summary))}</td>
      {props.single ? null : <td>{row.who === null ? null : asWritten(row.who)}</td>}
      <td className="num">{amount(row.debit)}</td>
      <td className="num">{amount(row.credit)}</td>
      <td>{say(SIDES[row.side])}</td>
      <td className="num">
        <Money value={row.balance} />
      </td>
    </tr>
  )
}

const amount = (value: string | null): ReactElement | null =>
  value === null || value === '0.00' ? null : <Money value={value} />
