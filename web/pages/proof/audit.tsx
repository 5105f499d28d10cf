import { type ReactElement, useState } from 'react'
import { download, type In, type Out } from '../../api.ts'
import { type DeskTranslate, useT } from '../../locale/desk.ts'
import { useRead } from '../../query.ts'
import { useUrl } from '../../navigation.tsx'
import { useMay } from '../../session.tsx'
import { type Column, DataTable, usePage } from '../../ui/data-table.tsx'
import { showInstant } from '../../ui/figures.tsx'
import { ClearFilters, FilterDay, FilterSelect, FilterText } from '../../ui/filters.tsx'
import { PageHead } from '../../ui/page.tsx'
import { Refused } from '../../ui/state.tsx'
import { AuditEvent } from './audit-event.tsx'
import { actorName, type AuditOutcome, OutcomeTag } from './audit-words.tsx'
import { verbTitle } from './verb-title.ts'
import { VerifyPanel } from './verify-panel.tsx'

type EventRow = Out<'listAudit'>['rows'][number]

const OUTCOMES: readonly AuditOutcome[] = ['done', 'refused', 'denied', 'failed']

/** The start of a day of China's clock, as an instant. */
const startOf = (day: string | undefined): string | undefined =>
  day === undefined ? undefined : `${day}T00:00:00+08:00`

/** Everything that was done or tried, and the proof that the list is whole. */
export default function Audit(): ReactElement {
  const t = useT()
  const [search, change] = useUrl()
  const { limit, offset } = usePage()
  const [verifying, setVerifying] = useState(false)
  const [error, setError] = useState<unknown>(null)
  const list = useRead('listAudit', {
    since: startOf(search['since']),
    until: startOf(search['until']),
    verb: search['verb'],
    outcome: search['outcome'] as In<'listAudit'>['outcome'],
    target: search['target'],
    limit,
    offset,
  })
  const open = search['event']
  return (
    <div className="page">
      <PageHead
        title={t('audit.title')}
        sentence={
          list.data === undefined
            ? '…'
            : t('audit.sentence', {
                n: list.data.total,
                more: list.data.more ? t('audit.more') : '',
              })
        }
        actions={<Actions onVerify={() => setVerifying(true)} onError={setError} />}
      />
      {error === null ? null : <Refused error={error} />}
      {verifying ? <VerifyPanel /> : null}
      <DataTable
        name="audit"
        label={t('audit.title')}
        columns={columnsOf(t, (id) => change({ event: id }, false))}
        rows={list.data?.rows}
        rowKey={(row) => row.id}
        error={list.error}
        retry={() => void list.refetch()}
        busy={list.isPlaceholderData}
        {...(list.data === undefined ? {} : { total: list.data.total })}
        filters={
          <>
            <FilterDay name="since" label={t('audit.since')} />
            <FilterDay name="until" label={t('audit.until')} />
            <FilterText name="verb" label={t('audit.verb')} />
            <FilterSelect
              name="outcome"
              label={t('audit.outcome')}
              options={OUTCOMES.map((value) => ({ value, label: t(`audit.outcome.${value}`) }))}
            />
            <ClearFilters names={['since', 'until', 'verb', 'outcome', 'target']} />
          </>
        }
      />
      {open === undefined ? null : (
        <AuditEvent eventId={open} close={() => change({ event: undefined }, false)} />
      )}
    </div>
  )
}

function Actions(props: { onVerify: () => void; onError: (error: unknown) => void }): ReactElement {
  const t = useT()
  const may = useMay()
  return (
    <>
      <button type="button" className="button button-primary" onClick={props.onVerify}>
        {t('verify.button')}
      </button>
      {may('exportAudit') ? (
        <button
          type="button"
          className="button"
          onClick={() => {
            props.onError(null)
            download('exportAudit', {}).catch(props.onError)
          }}
        >
          {t('audit.export')}
        </button>
      ) : null}
    </>
  )
}

function columnsOf(t: DeskTranslate, onOpen: (id: string) => void): readonly Column<EventRow>[] {
  return [
    {
      key: 'at',
      title: t('audit.when'),
      cell: (row) => (
        <button type="button" className="button-link" onClick={() => onOpen(row.id)}>
          {showInstant(row.at, 19)}
        </button>
      ),
      text: (row) => row.at,
    },
    {
      key: 'actor',
      title: t('audit.who'),
      cell: (row) => actorName(t, row.actor),
      text: (row) => actorName(t, row.actor),
    },
    {
      key: 'verb',
      title: t('audit.what'),
      cell: (row) => verbTitle(row.verb),
      text: (row) => verbTitle(row.verb),
    },
    {
      key: 'outcome',
      title: t('audit.outcome'),
      cell: (row) => <OutcomeTag outcome={row.outcome} />,
      text: (row) => t(`audit.outcome.${row.outcome}`),
    },
    {
      key: 'target',
      title: t('audit.target'),
      hidden: true,
      cell: (row) => <span className="mono">{row.target ?? '—'}</span>,
      text: (row) => row.target ?? '',
    },
    {
      key: 'source',
      title: t('audit.source'),
      cell: (row) => <span className="mono">{row.source}</span>,
      text: (row) => row.source,
    },
    {
      key: 'seq',
      title: t('audit.seal'),
      right: true,
      cell: (row) => row.seq ?? <span className="muted">{t('audit.waiting')}</span>,
      text: (row) => row.seq ?? '',
    },
  ]
}
