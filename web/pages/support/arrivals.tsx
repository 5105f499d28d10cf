import { type ReactElement, useState } from 'react'
import { useT } from '../../locale/support.ts'
import { asWritten, comma, say } from '../../locale/translate.ts'
import { Go, useUrl } from '../../navigation.tsx'
import { paths } from '../../paths.ts'
import { useRead } from '../../query.ts'
import { useMay } from '../../session.tsx'
import { type Column, DataTable, usePage } from '../../ui/data-table.tsx'
import { Money, showYuan } from '../../ui/figures.tsx'
import { ClearFilters, FilterSelect } from '../../ui/filters.tsx'
import { Panel } from '../../ui/page.tsx'
import { Empty } from '../../ui/state.tsx'
import { ScopeTag } from '../registry/scope-tag.tsx'
import { LinkDialog } from './link.tsx'
import type { Arrival } from './words.ts'

interface Picked {
  readonly line: Arrival
  readonly allocationId: string
  readonly number: string
  readonly amount: string
}

/** Money of the books that stands in no allocation, with what it may be of. */
export function Arrivals(): ReactElement {
  const t = useT()
  const [search] = useUrl()
  const { limit, offset } = usePage()
  const [link, setLink] = useState<Picked | null>(null)
  const read = useRead('listSupportArrivals', {
    unitId: search['unitId'],
    linked: search['linked'] === undefined ? 'no' : (search['linked'] as 'all'),
    limit,
    offset,
  })
  const { booked = '0', linked = '0', free = '0' } = read.data ?? {}
  return (
    <Panel
      title={t('arrival.title')}
      hint={t('sum.books', {
        booked: showYuan(booked) ?? '',
        linked: showYuan(linked) ?? '',
        free: showYuan(free) ?? '',
      })}
    >
      <DataTable
        name="support-arrivals"
        label={t('arrival.title')}
        columns={useColumns(setLink)}
        rows={read.data?.rows}
        rowKey={(row) => `${row.voucherId}/${row.line}`}
        error={read.error}
        retry={() => void read.refetch()}
        busy={read.isPlaceholderData}
        empty={<Empty title={t('arrival.none')} hint={t('arrival.noneHint')} />}
        {...(read.data === undefined ? {} : { total: read.data.total })}
        filters={
          <>
            <FilterSelect
              name="linked"
              label={t('arrival.show')}
              all={t('arrival.free')}
              options={[
                { value: 'all', label: t('arrival.all') },
                { value: 'opening', label: t('arrival.opening') },
              ]}
            />
            <ScopeTag />
            <ClearFilters names={['linked', 'unitId']} />
          </>
        }
      />
      {link === null ? null : (
        <LinkDialog
          allocationId={link.allocationId}
          number={link.number}
          unitId={link.line.coop.id}
          line={link.line}
          amount={link.amount}
          close={() => setLink(null)}
        />
      )}
    </Panel>
  )
}

function useColumns(link: (picked: Picked) => void): readonly Column<Arrival>[] {
  const t = useT()
  return [
    {
      key: 'coop',
      title: t('alloc.unit'),
      text: (row) => row.coop.name,
      cell: (row) => <Go to={paths.coopSupport(row.coop.id)}>{asWritten(row.coop.name)}</Go>,
    },
    {
      key: 'voucher',
      title: t('arrival.voucher'),
      text: (row) => `${row.on} ${row.voucher}`,
      cell: (row) => (
        <div className="support-cell">
          <Go to={paths.voucher(row.coop.id, row.voucherId)}>
            <span className="num">{row.on}</span> {asWritten(row.voucher)}
          </Go>
          <span className="muted small">{asWritten(row.summary)}</span>
        </div>
      ),
    },
    {
      key: 'account',
      title: t('arrival.account'),
      text: (row) => row.account,
      cell: (row) => (
        <div className="support-cell">
          <span className="num">{row.account}</span>
          <span className="muted small">{asWritten(row.party ?? '')}</span>
        </div>
      ),
    },
    {
      key: 'free',
      title: t('arrival.freeAmount'),
      right: true,
      text: (row) => row.free,
      cell: (row) => (
        <div>
          <Money value={row.free} />
          <div className="muted small">{t('arrival.age', { n: row.days })}</div>
        </div>
      ),
    },
    {
      key: 'fits',
      title: t('arrival.fits'),
      cell: (row) => <Fits row={row} link={link} />,
    },
  ]
}

/** Allocations that the money may be of; a click links it. */
function Fits({ row, link }: { row: Arrival; link: (picked: Picked) => void }): ReactElement {
  const t = useT()
  const may = useMay()
  if (row.suggestions.length === 0) return <span className="muted">{t('arrival.noFit')}</span>
  return (
    <ul className="plain-list">
      {row.suggestions.map((one) => {
        const words = asWritten(`${one.number} ${one.fund}`)
        return (
          <li key={one.allocationId} className="support-cell">
            {may('linkSupport') ? (
              <button
                type="button"
                className="button-link"
                onClick={() => link({ line: row, ...one })}
              >
                {words}
              </button>
            ) : (
              <span>{words}</span>
            )}
            <span className="muted small">
              {showYuan(one.amount)} · {one.reasons.map(say).join(comma())}
            </span>
          </li>
        )
      })}
    </ul>
  )
}
