import type { ReactElement } from 'react'
import type { Out } from '../../api.ts'
import { useT } from '../../locale/spending.ts'
import { asWritten, say } from '../../locale/translate.ts'
import { Go, useUrl } from '../../navigation.tsx'
import { paths } from '../../paths.ts'
import { useRead } from '../../query.ts'
import { useMay } from '../../session.tsx'
import { type Column, DataTable, usePage } from '../../ui/data-table.tsx'
import { Money } from '../../ui/figures.tsx'
import { ClearFilters, FilterSelect, FilterText } from '../../ui/filters.tsx'
import { PageHead, Panel, Tag } from '../../ui/page.tsx'
import { Empty } from '../../ui/state.tsx'
import { ScopeTag } from '../registry/scope-tag.tsx'
import { DuePanel } from './due.tsx'
import { CLASS_WORDS, keysOf, REQUEST_TONES, REQUEST_WORDS, type RequestState } from './words.ts'
import './spending.css'

type Answer = Out<'listSpending'>
export type RequestRow = Answer['rows'][number]

/** What co-ops ask to spend: what is due first, then the list. */
export default function Spending(): ReactElement {
  const t = useT()
  const may = useMay()
  const [search] = useUrl()
  const { limit, offset } = usePage()
  const list = useRead('listSpending', {
    unitId: search['unitId'],
    state: search['state'] as RequestState | undefined,
    search: search['q'],
    limit,
    offset,
  })
  const { data } = list
  const ask = may('requestSpending') ? (
    <Go to={paths.newSpending()} className="button button-primary">
      {t('spend.new')}
    </Go>
  ) : null
  return (
    <div className="page">
      <PageHead
        title={t('spend.title')}
        sentence={data === undefined ? '…' : sentenceOf(t, data)}
        actions={ask}
      />
      <DuePanel unitId={search['unitId']} />
      <Unapproved unitId={search['unitId']} />
      <DataTable
        name="spending"
        label={t('spend.title')}
        columns={useRequestColumns(true)}
        rows={data?.rows}
        rowKey={(row) => row.requestId}
        error={list.error}
        retry={() => void list.refetch()}
        busy={list.isPlaceholderData}
        empty={<Empty title={t('spend.none')} hint={t('spend.noneHint')} action={ask} />}
        {...(data === undefined ? {} : { total: data.total })}
        filters={
          <>
            <FilterText name="q" label={t('spend.search')} />
            <FilterSelect
              name="state"
              label={t('spend.state')}
              options={keysOf(REQUEST_WORDS).map((value) => ({
                value,
                label: say(REQUEST_WORDS[value]),
              }))}
            />
            <ScopeTag />
            <ClearFilters names={['q', 'state', 'unitId']} />
          </>
        }
      />
    </div>
  )
}

function sentenceOf(t: ReturnType<typeof useT>, { states }: Answer): string {
  const of = (state: RequestState): number =>
    states.find((one) => one.state === state)?.requests ?? 0
  const total = states.reduce((sum, { requests }) => sum + requests, 0)
  return total === 0
    ? t('spend.noneHint')
    : t('spend.sentence', { total, running: of('running'), approved: of('approved') })
}

/** The state of a request, with what is late about it. */
export function RequestTag({
  row,
}: {
  row: Pick<RequestRow, 'state' | 'overdue' | 'emergencyDue'>
}) {
  const t = useT()
  const tone = REQUEST_TONES[row.state]
  return (
    <>
      <Tag {...(tone === undefined ? {} : { tone })}>{say(REQUEST_WORDS[row.state])}</Tag>
      {row.emergencyDue === null ? null : (
        <Tag tone={row.overdue ? 'fail' : 'depends'}>
          {t(row.overdue ? 'spend.overdue' : 'spend.emergency')}
        </Tag>
      )}
    </>
  )
}

const yuanColumn = (key: 'amount' | 'paid', title: string): Column<RequestRow> => ({
  key,
  title,
  right: true,
  cell: (row) => <Money value={row[key]} />,
  text: (row) => row[key],
})

export function useRequestColumns(withCoop: boolean): readonly Column<RequestRow>[] {
  const t = useT()
  return [
    {
      key: 'number',
      title: t('spend.number'),
      cell: (row) => (
        <Go to={paths.spendingRequest(row.requestId, row.coopId)}>
          <span className="nowrap">{asWritten(row.number)}</span>
        </Go>
      ),
      text: (row) => row.number,
    },
    ...(withCoop
      ? [
          {
            key: 'coop',
            title: t('common.coop'),
            cell: (row: RequestRow) => asWritten(row.coopName),
            text: (row: RequestRow) => row.coopName,
          },
        ]
      : []),
    {
      key: 'payee',
      title: t('spend.payee'),
      cell: (row) => asWritten(row.payee),
      text: (row) => row.payee,
    },
    yuanColumn('amount', t('spend.amount')),
    yuanColumn('paid', t('spend.paid')),
    {
      key: 'purpose',
      title: t('spend.purpose'),
      cell: (row) => (
        <>
          {asWritten(row.purpose)}{' '}
          <span className="muted small">{say(CLASS_WORDS[row.class])}</span>
        </>
      ),
      text: (row) => row.purpose,
    },
    {
      key: 'state',
      title: t('spend.state'),
      cell: (row) => <RequestTag row={row} />,
      text: (row) => say(REQUEST_WORDS[row.state]),
    },
    {
      key: 'on',
      title: t('spend.on'),
      cell: (row) => <span className="nowrap">{row.requestedOn}</span>,
      text: (row) => row.requestedOn,
    },
    {
      key: 'by',
      title: t('spend.by'),
      cell: (row) => asWritten(row.requestedBy),
      text: (row) => row.requestedBy,
      hidden: true,
    },
  ]
}

/** Imported payments that had no approval; nothing is drawn where there are none. */
function Unapproved({ unitId }: { unitId: string | undefined }): ReactElement | null {
  const t = useT()
  const { data } = useRead('listUnapproved', { unitId, limit: 20 })
  if (data === undefined || data.total === 0) return null
  return (
    <Panel title={`${t('spend.unapproved')} ${data.total}`} hint={t('spend.unapprovedHint')}>
      <ul className="due-list">
        {data.rows.map((row) => (
          <li key={`${row.voucherId}${row.payee}`}>
            <span className="nowrap">{row.onDate}</span>
            <Money value={row.amount} />
            <span>
              {asWritten(row.coopName)} {asWritten(row.payee)}{' '}
              <span className="muted small">{asWritten(row.warning)}</span>
            </span>
            <Go to={paths.voucher(row.coopId, row.voucherId)}>{t('spend.voucher')}</Go>
          </li>
        ))}
      </ul>
    </Panel>
  )
}
