import { type ReactElement, useState } from 'react'
import { useT } from '../../locale/ledger.ts'
import { comma } from '../../locale/translate.ts'
import { Go, useGo, useUrl } from '../../navigation.tsx'
import { paths } from '../../paths.ts'
import { useRead } from '../../query.ts'
import { ownUnit, useMay, useMe } from '../../session.tsx'
import { ClearFilters, FilterSelect, FilterText } from '../../ui/filters.tsx'
import { Notice, PageHead, Tag } from '../../ui/page.tsx'
import { Empty, Loaded } from '../../ui/state.tsx'
import { BulkActs } from './bulk-acts.tsx'
import { type KeyColumn, KeyTable } from './key-table.tsx'
import { OpenBooks } from './open-books.tsx'
import { type BookRow, monthBefore, periodsAround, showPeriod } from './words.ts'
import './ledger.css'

const FILTERS = ['unitId', 'search', 'period', 'standing', 'work']

/** The standings a book can be filtered by, and what each means at a period. */
const STANDINGS = ['open', 'closed'] as const
const WORKS = ['waiting', 'drafts', 'inbox'] as const

const closedAt = (book: BookRow, period: number): boolean => (book.closedThrough ?? 0) >= period

const STANDING_TESTS: Readonly<Record<string, (book: BookRow, period: number) => boolean>> = {
  open: (book, period) => !closedAt(book, period),
  closed: closedAt,
}

/** Every book of one's desk: which are closed, where something waits, and the acts for many at once. */
export default function Books(): ReactElement {
  const t = useT()
  const me = useMe()
  const [search] = useUrl()
  const period = Number(search['period'] ?? monthBefore(me.clock.today))
  const read = useRead('listBooks', {
    unitId: search['unitId'],
    search: search['search'],
    limit: 500,
  })
  return (
    <div className="page">
      <PageHead
        title={t('books.title')}
        sentence={
          read.data === undefined ? '…' : <Sentence rows={read.data.rows} period={period} />
        }
      />
      <Loaded read={read} lines={10}>
        {(data) => <Listed rows={data.rows} total={data.total} period={period} />}
      </Loaded>
    </div>
  )
}

function Sentence({ rows, period }: { rows: readonly BookRow[]; period: number }): ReactElement {
  const t = useT()
  if (rows.length === 0) return <>{t('books.noneSentence')}</>
  const closed = rows.filter((book) => closedAt(book, period)).length
  const count = (of: (book: BookRow) => number): number => rows.filter((b) => of(b) > 0).length
  const waiting = count((book) => book.waiting)
  const inbox = count((book) => book.inbox)
  const parts = [
    ...(waiting > 0 ? [t('books.waitingIn', { n: waiting })] : []),
    ...(inbox > 0 ? [t('books.inboxIn', { n: inbox })] : []),
  ]
  return (
    <>
      {t('books.sentence', { total: rows.length, closed, period: showPeriod(period) })}
      {parts.length === 0
        ? t('books.nothingWaits')
        : t('books.waits', { parts: parts.join(comma()) })}
    </>
  )
}

function Listed(props: { rows: readonly BookRow[]; total: number; period: number }): ReactElement {
  const t = useT()
  const me = useMe()
  const may = useMay()
  const go = useGo()
  const [search] = useUrl()
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const [current, setCurrent] = useState<string | null>(null)
  const columns = useColumns(props.period)
  const unitId = search['unitId'] ?? ownUnit(me)?.id ?? ''
  const fits = STANDING_TESTS[search['standing'] ?? '']
  const work = WORKS.find((one) => one === search['work'])
  const rows = props.rows.filter(
    (book) => fits?.(book, props.period) !== false && (work === undefined || book[work] > 0),
  )
  const bulk = may('closePeriods') || may('draftYearEnd')
  return (
    <div className="data-table">
      <div className="data-bar no-print">
        <div className="data-filters">
          <BookFilters />
        </div>
        <div className="row">
          {bulk ? (
            <BulkActs unitId={unitId} chosen={chosen} period={props.period} rows={rows} />
          ) : null}
          {may('openBooks') ? <OpenBooks unitId={unitId} /> : null}
        </div>
      </div>
      {props.total > props.rows.length ? (
        <Notice tone="info">
          {t('books.tooMany', { shown: props.rows.length, total: props.total })}
        </Notice>
      ) : null}
      {rows.length === 0 ? (
        <Empty title={t('books.empty')} hint={t('books.emptyHint')} />
      ) : (
        <>
          <KeyTable
            takesFocus
            label={t('books.title')}
            columns={columns}
            rows={rows}
            rowKey={(book) => book.coopId}
            current={current}
            onCurrent={setCurrent}
            onOpen={(book) => go(paths.book(book.coopId))}
            {...(bulk
              ? {
                  chosen,
                  onChoose: setChosen,
                  chooseLabel: (book: BookRow) => t('books.choose', { name: book.name }),
                  allLabel: t('books.chooseAll'),
                }
              : {})}
          />
          <p className="muted small no-print">{t(bulk ? 'books.keysBulk' : 'books.keys')}</p>
        </>
      )}
    </div>
  )
}

function BookFilters(): ReactElement {
  const t = useT()
  const me = useMe()
  const isCounty = ownUnit(me)?.kind === 'county'
  const own = ownUnit(me)
  const towns = useRead('board', { unitId: own?.id ?? '' }, { enabled: isCounty })
  const periods = periodsAround(me.clock.today).toReversed()
  return (
    <>
      <FilterText name="search" label={t('books.find')} />
      {isCounty && towns.data !== undefined ? (
        <FilterSelect
          name="unitId"
          label={t('common.town')}
          options={towns.data.tiles.map((town) => ({ value: town.unitId, label: town.name }))}
        />
      ) : null}
      <FilterSelect
        name="period"
        label={t('books.period')}
        all={showPeriod(monthBefore(me.clock.today))}
        options={periods
          .filter((one) => one !== monthBefore(me.clock.today))
          .map((one) => ({ value: String(one), label: showPeriod(one) }))}
      />
      <FilterSelect
        name="standing"
        label={t('books.standing')}
        options={STANDINGS.map((value) => ({ value, label: t(`books.standing.${value}`) }))}
      />
      <FilterSelect
        name="work"
        label={t('books.work')}
        options={WORKS.map((value) => ({ value, label: t(`books.work.${value}`) }))}
      />
      <ClearFilters names={FILTERS} />
    </>
  )
}

function useColumns(period: number): readonly KeyColumn<BookRow>[] {
  const t = useT()
  const count = (n: number): ReactElement | string => (n === 0 ? '' : <Tag tone="depends">{n}</Tag>)
  return [
    {
      key: 'name',
      title: t('common.coop'),
      cell: (book) => <Go to={paths.book(book.coopId)}>{book.name}</Go>,
    },
    {
      key: 'closed',
      title: t('books.closedThrough'),
      cell: (book) =>
        book.closedThrough === null ? (
          <span className="muted">{t('books.notConfirmed')}</span>
        ) : (
          <>
            {showPeriod(book.closedThrough)}
            {closedAt(book, period) ? (
              <>
                {' '}
                <Tag tone="pass">{t('books.closedTag')}</Tag>
              </>
            ) : null}
          </>
        ),
    },
    {
      key: 'last',
      title: t('books.lastVoucher'),
      wide: true,
      cell: (book) => book.lastVoucherOn ?? <span className="muted">{t('common.none')}</span>,
    },
    {
      key: 'vouchers',
      title: t('books.vouchers'),
      right: true,
      wide: true,
      cell: (book) => (book.vouchers === 0 ? '' : book.vouchers),
    },
    { key: 'drafts', title: t('books.drafts'), right: true, cell: (book) => count(book.drafts) },
    { key: 'waiting', title: t('books.waiting'), right: true, cell: (book) => count(book.waiting) },
    { key: 'inbox', title: t('books.inbox'), right: true, cell: (book) => count(book.inbox) },
  ]
}
