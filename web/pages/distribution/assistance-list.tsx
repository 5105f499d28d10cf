import type { ReactElement } from 'react'
import type { Out } from '../../api.ts'
import { useT } from '../../locale/distribution.ts'
import { asWritten } from '../../locale/translate.ts'
import { Go, useUrl } from '../../navigation.tsx'
import { paths } from '../../paths.ts'
import { useRead } from '../../query.ts'
import { useMay, useMe } from '../../session.tsx'
import { type Column, DataTable, usePage } from '../../ui/data-table.tsx'
import { Money, showYuan } from '../../ui/figures.tsx'
import { ClearFilters, FilterSelect } from '../../ui/filters.tsx'
import { PageHead, Tag } from '../../ui/page.tsx'
import { ScopeTag } from '../registry/scope-tag.tsx'
import { defaultYear, yearsTo } from './words.ts'

type Answer = Out<'listAssistancePayments'>
type Row = Answer['rows'][number]

/** Whether everybody whom assistance shares are for has the money: the county first, then co-op by co-op. */
export default function AssistancePayments(): ReactElement {
  const t = useT()
  const me = useMe()
  const [search] = useUrl()
  const { limit, offset } = usePage()
  const year = search['year'] ?? String(defaultYear(me.clock.today))
  const list = useRead('listAssistancePayments', {
    year,
    unitId: search['unitId'],
    open: search['open'] === 'true' ? 'true' : 'false',
    limit,
    offset,
  })
  const { data } = list
  return (
    <div className="page">
      <PageHead
        title={t('aid.title')}
        sentence={data === undefined ? '…' : <Sentence data={data} />}
      />
      <DataTable
        name="assistance-payments"
        label={t('aid.title')}
        columns={useColumns(year)}
        rows={data?.rows}
        rowKey={(row) => row.coopId}
        error={list.error}
        retry={() => void list.refetch()}
        busy={list.isPlaceholderData}
        {...(data === undefined ? {} : { total: data.total })}
        filters={
          <>
            <FilterSelect
              name="year"
              label={t('dist.year')}
              all={String(defaultYear(me.clock.today))}
              options={yearsTo(me.clock.today).map((one) => ({
                value: String(one),
                label: String(one),
              }))}
            />
            <FilterSelect
              name="open"
              label={t('aid.open')}
              options={[{ value: 'true', label: t('aid.onlyOpen') }]}
            />
            <ScopeTag />
            <ClearFilters names={['year', 'open', 'unitId']} />
          </>
        }
      />
    </div>
  )
}

function Sentence({ data }: { data: Answer }): ReactElement {
  const t = useT()
  const { sums, year, term } = data
  if (sums.cooperatives === 0) return <>{t('aid.sentenceNone', { year: String(year), term })}</>
  return (
    <>
      {t('aid.sentence', {
        year: String(year),
        term: asWritten(term),
        coops: sums.cooperatives,
        persons: sums.persons,
        households: sums.households,
        paid: sums.paidPersons,
        received: sums.receivedPersons,
        due: showYuan(sums.due) ?? '',
        paidYuan: showYuan(sums.paid) ?? '',
        open: showYuan(sums.open) ?? '',
      })}
    </>
  )
}

function useColumns(year: string): readonly Column<Row>[] {
  const t = useT()
  const may = useMay()
  const figure = (
    key: string,
    title: string,
    pick: (row: Row) => number | string,
  ): Column<Row> => ({
    key,
    title,
    right: true,
    cell: (row) => {
      const value = pick(row)
      return typeof value === 'number' ? value : <Money value={value} />
    },
    text: (row) => String(pick(row)),
  })
  return [
    {
      key: 'coop',
      title: t('common.coop'),
      cell: (row) => (
        <>
          {may('readAssistanceDues') ? (
            <Go to={paths.distribution(row.coopId, { year, tab: 'assistance' })}>
              {asWritten(row.coopName)}
            </Go>
          ) : (
            asWritten(row.coopName)
          )}
          {row.notEarned ? <Tag tone="depends">{t('aid.notEarned')}</Tag> : null}
        </>
      ),
      text: (row) => row.coopName,
    },
    {
      key: 'town',
      title: t('col.town'),
      cell: (row) => asWritten(`${row.townName}${row.villageName}`),
      text: (row) => `${row.townName}${row.villageName}`,
    },
    {
      key: 'listed',
      title: t('aid.listed'),
      cell: (row) => t('aid.listedOf', { n: row.listed, all: row.funds }),
      text: (row) => `${row.listed}/${row.funds}`,
    },
    figure('households', t('aid.households'), (row) => row.households),
    figure('persons', t('aid.persons'), (row) => row.persons),
    figure('paidPersons', t('aid.paidPersons'), (row) => row.paidPersons),
    figure('receivedPersons', t('aid.receivedPersons'), (row) => row.receivedPersons),
    figure('due', t('aid.due'), (row) => row.due),
    figure('paid', t('aid.paid'), (row) => row.paid),
    figure('open', t('aid.open'), (row) => row.open),
  ]
}
