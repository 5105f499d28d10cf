import { type ReactElement, useState } from 'react'
import type { In, Out } from '../../api.ts'
import { type Label, type Translate, useT } from '../../locale/division.ts'
import { comma, say } from '../../locale/translate.ts'
import { useUrl } from '../../navigation.tsx'
import { useRead } from '../../query.ts'
import { useMay } from '../../session.tsx'
import { type Column, DataTable, usePage } from '../../ui/data-table.tsx'
import { showInstant } from '../../ui/figures.tsx'
import { ClearFilters, FilterSelect } from '../../ui/filters.tsx'
import { Icon } from '../../ui/icon.tsx'
import { Notice, Tag } from '../../ui/page.tsx'
import { Empty } from '../../ui/state.tsx'
import { NewEvent } from './new-event.tsx'
import { WithdrawEvent } from './withdraw-event.tsx'
import { EVENT_WORDS } from './words.ts'

type Row = Out<'listDivisionEvents'>['events'][number]

/** Mergers, splits, renamings as they were recorded, and the door to record another. */
export function DivisionEvents(): ReactElement {
  const t = useT()
  const may = useMay()
  const [search] = useUrl()
  const { limit, offset } = usePage()
  const [adding, setAdding] = useState(false)
  const [done, setDone] = useState<Label | null>(null)
  const [withdrawing, setWithdrawing] = useState<Row | null>(null)
  const kind = search['kind'] as In<'listDivisionEvents'>['kind']
  const list = useRead('listDivisionEvents', {
    ...(kind === undefined ? {} : { kind }),
    limit,
    offset,
  })
  const add = may('recordDivisionEvents') ? (
    <button type="button" className="button button-primary" onClick={() => setAdding(true)}>
      <Icon name="add" /> {t('event.new')}
    </button>
  ) : null
  return (
    <div className="stack">
      {done === null ? null : <Notice tone="pass">{t(done)}</Notice>}
      <DataTable
        name="division-events"
        label={t('divisions.tab.events')}
        columns={columnsOf(t, may('withdrawDivisionEvent') ? setWithdrawing : null)}
        rows={list.data?.events}
        rowKey={(row) => row.id}
        error={list.error}
        retry={() => void list.refetch()}
        busy={list.isPlaceholderData}
        {...(list.data === undefined ? {} : { total: list.data.total })}
        filters={
          <>
            <FilterSelect
              name="kind"
              label={t('event.kind')}
              options={(Object.keys(EVENT_WORDS) as Row['kind'][]).map((value) => ({
                value,
                label: say(EVENT_WORDS[value]),
              }))}
            />
            <ClearFilters names={['kind']} />
            {add}
          </>
        }
        empty={<Empty title={t('event.none')} hint={t('event.noneHint')} />}
      />
      {adding ? (
        <NewEvent close={() => setAdding(false)} onDone={() => setDone('event.done')} />
      ) : null}
      {withdrawing === null ? null : (
        <WithdrawEvent
          event={withdrawing}
          close={() => setWithdrawing(null)}
          onDone={() => setDone('withdraw.done')}
        />
      )}
    </div>
  )
}

/** The event's kind; a withdrawn one is struck through, with why, by whom and when. */
function KindCell(props: { row: Row; withdraw: ((row: Row) => void) | null }): ReactElement {
  const t = useT()
  const { row, withdraw } = props
  const { withdrawn } = row
  const kind = say(EVENT_WORDS[row.kind])
  if (withdrawn === null) {
    return (
      <span className="row nowrap">
        {kind}
        {withdraw === null ? null : (
          <button type="button" className="button-link" onClick={() => withdraw(row)}>
            {t('withdraw.act')}
          </button>
        )}
      </span>
    )
  }
  const { reason, by, at } = withdrawn
  return (
    <>
      <span className="withdrawn nowrap">{kind}</span> <Tag tone="fail">{t('withdraw.mark')}</Tag>
      <div className="withdrawn-why muted small">
        {t('withdraw.why', { reason, by, at: showInstant(at) })}
      </div>
    </>
  )
}

function columnsOf(t: Translate, withdraw: ((row: Row) => void) | null): readonly Column<Row>[] {
  const names = (units: Row['from']): string => units.map((unit) => unit.name).join(comma())
  return [
    {
      key: 'date',
      title: t('common.day'),
      cell: (row) => <span className="nowrap">{row.date}</span>,
      text: (row) => row.date,
    },
    {
      key: 'kind',
      title: t('event.kind'),
      cell: (row) => <KindCell row={row} withdraw={withdraw} />,
      text: (row) =>
        `${say(EVENT_WORDS[row.kind])}${row.withdrawn === null ? '' : ` ${t('withdraw.mark')}`}`,
    },
    {
      key: 'from',
      title: t('event.from'),
      cell: (row) => <div className="wrap">{names(row.from)}</div>,
      text: (row) => names(row.from),
    },
    {
      key: 'to',
      title: t('event.to'),
      cell: (row) => <div className="wrap">{names(row.to) || '—'}</div>,
      text: (row) => names(row.to),
    },
    {
      key: 'document',
      title: t('settle.document'),
      cell: (row) => <div className="wrap">{row.document}</div>,
      text: (row) => row.document,
    },
    {
      key: 'note',
      title: t('common.note'),
      hidden: true,
      cell: (row) => row.note,
      text: (row) => row.note,
    },
    {
      key: 'recorded',
      title: t('event.recorded'),
      cell: (row) => (
        <span className="muted nowrap">
          {row.recordedBy} {showInstant(row.recordedAt)}
        </span>
      ),
      text: (row) => `${row.recordedBy} ${showInstant(row.recordedAt)}`,
    },
  ]
}
