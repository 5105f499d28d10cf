import { type ReactElement, useState } from 'react'
import { useT } from '../../locale/talent.ts'
import { asWritten, say } from '../../locale/translate.ts'
import { Go, useUrl } from '../../navigation.tsx'
import { paths } from '../../paths.ts'
import { useRead } from '../../query.ts'
import { type Column, DataTable, usePage } from '../../ui/data-table.tsx'
import { ClearFilters, FilterSelect } from '../../ui/filters.tsx'
import { Tag } from '../../ui/page.tsx'
import { Empty } from '../../ui/state.tsx'
import { optionsOf } from '../help/words.ts'
import { ScopeTag } from '../registry/scope-tag.tsx'
import { Nominate, StateTag } from './nominations.tsx'
import { type Reserve, RESERVE_FILTERS, STEP_WORDS } from './words.ts'

/** 雏雁储备: the organisation department's own list; each look at it is in the audit trail. */
export function ReserveList(): ReactElement {
  const t = useT()
  const [search] = useUrl()
  const { limit, offset } = usePage()
  const [adding, setAdding] = useState(false)
  const read = useRead('listReserve', {
    unitId: search['unitId'],
    state: search['state'] as Reserve['state'] | undefined,
    step: (search['step'] ?? undefined) as NonNullable<Reserve['step']> | undefined,
    limit,
    offset,
  })
  const { confirmed = 0, waiting = 0, review = 0, ready = 0 } = read.data ?? {}
  return (
    <>
      <p className="muted talent-gap">
        {t('reserve.sentence', { confirmed, waiting, review, ready })}
      </p>
      <DataTable
        name="reserve"
        label={t('talent.tabReserve')}
        columns={useColumns()}
        rows={read.data?.rows}
        rowKey={(row) => row.reserveId}
        error={read.error}
        retry={() => void read.refetch()}
        busy={read.isPlaceholderData}
        empty={<Empty title={t('reserve.none')} hint={t('reserve.noneHint')} />}
        {...(read.data === undefined ? {} : { total: read.data.total })}
        filters={
          <>
            <FilterSelect
              name="state"
              label={t('reserve.state')}
              options={optionsOf(RESERVE_FILTERS, say)}
            />
            <FilterSelect
              name="step"
              label={t('reserve.step')}
              options={optionsOf(STEP_WORDS, say)}
            />
            <ScopeTag />
            <ClearFilters names={['state', 'step', 'unitId']} />
            <button type="button" className="button" onClick={() => setAdding(true)}>
              {t('reserve.nominate')}
            </button>
          </>
        }
      />
      {adding ? <Nominate close={() => setAdding(false)} /> : null}
    </>
  )
}

function useColumns(): readonly Column<Reserve>[] {
  const t = useT()
  return [
    {
      key: 'person',
      title: t('reserve.person'),
      cell: (row) => (
        <div className="talent-cell">
          <Go to={paths.reserve(row.village.id, row.reserveId)}>
            <strong>{asWritten(row.person.name)}</strong>
          </Go>
          <span className="muted small">
            {asWritten(row.town.name)} {asWritten(row.village.name)}
          </span>
        </div>
      ),
    },
    {
      key: 'source',
      title: t('reserve.source'),
      cell: (row) => (
        <div className="talent-cell">
          <span>{say(row.source)}</span>
          <span className="muted small">{asWritten(row.direction)}</span>
        </div>
      ),
    },
    { key: 'state', title: t('reserve.state'), cell: (row) => <StateTag state={row.state} /> },
    {
      key: 'step',
      title: t('reserve.step'),
      cell: (row) => (row.step === null ? '—' : say(STEP_WORDS[row.step])),
    },
    {
      key: 'mentor',
      title: t('reserve.mentor'),
      cell: (row) => (
        <span>
          {row.mentor === null ? (
            <span className="muted">{t('reserve.noMentor')}</span>
          ) : (
            asWritten(row.mentor)
          )}{' '}
          {row.kin ? <Tag tone="depends">{t('reserve.kin')}</Tag> : null}
        </span>
      ),
    },
    {
      key: 'hours',
      title: t('reserve.hours'),
      right: true,
      cell: (row) => <span className="num">{row.hours}</span>,
    },
    {
      key: 'review',
      title: t('reserve.reviewOn'),
      cell: (row) => (
        <span>
          <span className="num">{row.reviewOn ?? '—'}</span>{' '}
          {row.reviewDue ? <Tag tone="depends">{t('reserve.reviewDue')}</Tag> : null}
        </span>
      ),
    },
  ]
}
