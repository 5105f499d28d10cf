import { type ReactElement, useState } from 'react'
import { useT } from '../../locale/ledger.ts'
import { asWritten } from '../../locale/translate.ts'
import { Go, type Search, useGo, useUrl } from '../../navigation.tsx'
import { paths } from '../../paths.ts'
import { useRead } from '../../query.ts'
import { useMay, useMe } from '../../session.tsx'
import { Money } from '../../ui/figures.tsx'
import { ClearFilters, FilterSelect, FilterText } from '../../ui/filters.tsx'
import { Tag } from '../../ui/page.tsx'
import { Icon } from '../../ui/icon.tsx'
import { Empty, Loaded } from '../../ui/state.tsx'
import { BookFrame, useCoopId } from './book-frame.tsx'
import { readAmount } from './entry.ts'
import { type KeyColumn, KeyTable } from './key-table.tsx'
import { Pages } from './pages.tsx'
import { nameOfLine } from './line-table.tsx'
import { periodsAround, showPeriod, voucherLabel, type VoucherRow } from './words.ts'

const FILTERS = ['search', 'from', 'to', 'account', 'memberId', 'partyId', 'least', 'most']
const PAGE = 100

const filterOf = (search: Search) => ({
  search: search['search'],
  from: search['from'] === undefined ? undefined : Number(search['from']),
  to: search['to'] === undefined ? undefined : Number(search['to']),
  account: /^[1-5]\d{2}(\d{2}){0,3}$/.test(search['account'] ?? '') ? search['account'] : undefined,
  memberId: search['memberId'],
  partyId: search['partyId'],
  least: readAmount(search['least'] ?? '') ?? undefined,
  most: readAmount(search['most'] ?? '') ?? undefined,
})

/** The vouchers of one book. */
export default function Vouchers(): ReactElement {
  const t = useT()
  const may = useMay()
  const coopId = useCoopId()
  return (
    <BookFrame
      place="vouchers"
      title={t('vouchers.title')}
      sentence={(book) =>
        t('vouchers.sentence', {
          year: String(book.year),
          n: book.vouchers,
          closed:
            book.closedThrough === null ? t('books.notConfirmed') : showPeriod(book.closedThrough),
          drafts: book.drafts,
          waiting: book.waiting,
        })
      }
      actions={
        may('saveDraft') ? (
          <Go to={paths.bookPlace(coopId, 'entry')} className="button button-primary">
            <Icon name="add" /> {t('book.place.entry')}
          </Go>
        ) : undefined
      }
    >
      {() => <Listed coopId={coopId} />}
    </BookFrame>
  )
}

function Listed({ coopId }: { coopId: string }): ReactElement {
  const t = useT()
  const go = useGo()
  const [search] = useUrl()
  const [current, setCurrent] = useState<string | null>(null)
  const columns = useColumns(coopId)
  const page = Math.max(1, Number(search['page'] ?? '1') || 1)
  const read = useRead('listVouchers', {
    coopId,
    ...filterOf(search),
    limit: PAGE,
    offset: (page - 1) * PAGE,
  })
  return (
    <div className="data-table">
      <div className="data-bar no-print">
        <div className="data-filters">
          <VoucherFilters />
        </div>
      </div>
      <Loaded read={read} lines={8}>
        {(data) =>
          data.rows.length === 0 ? (
            <Empty title={t('vouchers.none')} hint={t('vouchers.noneHint')} />
          ) : (
            <>
              <KeyTable
                takesFocus
                label={t('vouchers.title')}
                columns={columns}
                rows={data.rows}
                rowKey={(row) => row.id}
                current={current}
                onCurrent={setCurrent}
                onOpen={(row) => go(paths.voucher(coopId, row.id))}
              />
              <Pages total={data.total} page={page} size={PAGE} />
            </>
          )
        }
      </Loaded>
    </div>
  )
}

function VoucherFilters(): ReactElement {
  const t = useT()
  const { clock } = useMe()
  const periods = periodsAround(clock.today)
    .toReversed()
    .map((one) => ({ value: String(one), label: showPeriod(one) }))
  return (
    <>
      <FilterText name="search" label={t('vouchers.find')} />
      <FilterSelect name="from" label={t('common.from')} options={periods} />
      <FilterSelect name="to" label={t('common.to')} options={periods} />
      <FilterText name="account" label={t('vouchers.account')} />
      <FilterText name="least" label={t('vouchers.least')} />
      <FilterText name="most" label={t('vouchers.most')} />
      <ClearFilters names={FILTERS} />
    </>
  )
}

function useColumns(coopId: string): readonly KeyColumn<VoucherRow>[] {
  const t = useT()
  return [
    {
      key: 'number',
      title: t('vouchers.number'),
      cell: (row) => (
        <Go to={paths.voucher(coopId, row.id)} className="nowrap">
          {voucherLabel(row)}
        </Go>
      ),
    },
    {
      key: 'day',
      title: t('common.day'),
      cell: (row) => <span className="nowrap">{row.onDate}</span>,
    },
    {
      key: 'summary',
      title: t('entry.summary'),
      cell: (row) => (
        <>
          {asWritten(row.summary)}
          {row.reversesId === null ? null : <Tag tone="fail">{t('voucher.red')}</Tag>}
          {row.reversedById === null ? null : <Tag>{t('voucher.reversed')}</Tag>}
        </>
      ),
    },
    {
      key: 'accounts',
      title: t('vouchers.accounts'),
      wide: true,
      cell: (row) => <span className="muted">{accountsOf(row)}</span>,
    },
    {
      key: 'amount',
      title: t('entry.amount'),
      right: true,
      cell: (row) => <Money value={row.amount} />,
    },
    {
      key: 'papers',
      title: t('entry.attachments'),
      right: true,
      wide: true,
      cell: (row) => row.attachments,
    },
    { key: 'by', title: t('voucher.preparedBy'), wide: true, cell: (row) => row.preparedBy },
  ]
}

/** Which accounts a voucher moves, and the first it names. */
function accountsOf(row: VoucherRow): string {
  const codes = [...new Set(row.lines.map((line) => line.account))]
  const named = row.lines.map(nameOfLine).find((name) => name !== '')
  const shown = codes.slice(0, 4).join(' / ') + (codes.length > 4 ? ' …' : '')
  return named === undefined ? shown : `${shown} · ${named}`
}
