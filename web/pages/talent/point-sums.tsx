import type { ReactElement } from 'react'
import type { Out } from '../../api.ts'
import { useT } from '../../locale/talent.ts'
import { asWritten } from '../../locale/translate.ts'
import { useUrl } from '../../navigation.tsx'
import { useRead } from '../../query.ts'
import { useMe } from '../../session.tsx'
import { type Column, DataTable, usePage } from '../../ui/data-table.tsx'
import { ClearFilters, FilterSelect } from '../../ui/filters.tsx'
import { Tag } from '../../ui/page.tsx'
import { Empty } from '../../ui/state.tsx'
import { ScopeTag } from '../registry/scope-tag.tsx'

type Row = Out<'listPointSums'>['rows'][number]

/** Years to choose from: this one and the three before. */
export function YearFilter(): ReactElement {
  const t = useT()
  const { clock } = useMe()
  const now = Number(clock.today.slice(0, 4))
  return (
    <FilterSelect
      name="year"
      label={t('points.year')}
      all={String(now)}
      options={[1, 2, 3].map((back) => ({ value: String(now - back), label: String(now - back) }))}
    />
  )
}

/** Sums of branches in the order of towns and villages: no person stands here. */
export function PointSums({ year }: { year: number }): ReactElement {
  const t = useT()
  const [search] = useUrl()
  const { limit, offset } = usePage()
  const read = useRead('listPointSums', { unitId: search['unitId'], year, limit, offset })
  const { total = 0, points = 0, entries = 0, closed = 0 } = read.data ?? {}
  return (
    <>
      <p className="muted talent-gap">
        {t('points.sumSentence', { year: String(year), branches: total, entries, points, closed })}
      </p>
      <DataTable
        name="point-sums"
        label={t('points.tabSums')}
        columns={useColumns()}
        rows={read.data?.rows}
        rowKey={(row) => row.branch.id}
        error={read.error}
        retry={() => void read.refetch()}
        busy={read.isPlaceholderData}
        empty={<Empty title={t('points.noSums')} hint={t('points.noSumsHint')} />}
        {...(read.data === undefined ? {} : { total })}
        filters={
          <>
            <YearFilter />
            <ScopeTag />
            <ClearFilters names={['year', 'unitId']} />
          </>
        }
      />
    </>
  )
}

function useColumns(): readonly Column<Row>[] {
  const t = useT()
  const figure = (key: 'active' | 'entries' | 'points', title: string): Column<Row> => ({
    key,
    title,
    right: true,
    text: (row) => String(row[key]),
    cell: (row) => <span className="num">{row[key]}</span>,
  })
  return [
    {
      key: 'branch',
      title: t('points.branch'),
      text: (row) => `${row.town.name} ${row.branch.name}`,
      cell: (row) => (
        <div className="talent-cell">
          <strong>{asWritten(row.branch.name)}</strong>
          <span className="muted small">
            {asWritten(row.town.name)} {asWritten(row.village.name)}
          </span>
        </div>
      ),
    },
    figure('active', t('points.active')),
    figure('entries', t('points.entries')),
    figure('points', t('points.sum')),
    {
      key: 'appeals',
      title: t('points.appealsOpen'),
      right: true,
      text: (row) => String(row.appeals),
      cell: (row) => (row.appeals === 0 ? '—' : <Tag tone="depends">{row.appeals}</Tag>),
    },
    {
      key: 'closed',
      title: t('points.state'),
      text: (row) => row.closedOn ?? '',
      cell: (row) =>
        row.closedOn === null ? (
          <span className="muted">{t('points.open')}</span>
        ) : (
          <span className="num">{row.closedOn}</span>
        ),
    },
  ]
}
