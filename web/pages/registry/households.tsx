import { type ReactElement, useState } from 'react'
import type { Out } from '../../api.ts'
import { type Translate, useT } from '../../locale/division.ts'
import { Go, useGo, useUrl } from '../../navigation.tsx'
import { paths } from '../../paths.ts'
import { useRead } from '../../query.ts'
import { ownUnit, useMay, useMe } from '../../session.tsx'
import { type Column, DataTable, usePage } from '../../ui/data-table.tsx'
import { ClearFilters, FilterSelect, FilterText } from '../../ui/filters.tsx'
import { PageHead, Tag } from '../../ui/page.tsx'
import { CountingNote } from './counting-note.tsx'
import { NewHousehold } from './household-form.tsx'
import { ScopeTag } from './scope-tag.tsx'

type Row = Out<'listHouseholds'>['rows'][number]

/** The households of one's scope. */
export default function Households(): ReactElement {
  const t = useT()
  const go = useGo()
  const may = useMay()
  const own = ownUnit(useMe())
  const [search] = useUrl()
  const { limit, offset } = usePage()
  const [adding, setAdding] = useState(false)
  const assisted = search['assisted']
  const unitId = search['unitId']
  const list = useRead('listHouseholds', {
    unitId,
    q: search['q'],
    ...(assisted === undefined ? {} : { assisted }),
    limit,
    offset,
  })
  const village = list.data?.rows[0]?.village
  const scoped = unitId !== undefined && village?.id === unitId ? village : null
  const mine = own?.kind === 'village' ? { id: own.id, name: own.name } : null
  return (
    <div className="page">
      <PageHead
        title={t('households.title')}
        sentence={
          list.data === undefined ? (
            '…'
          ) : (
            <>
              {t('households.sentence', { n: list.data.total, assisted: list.data.assisted })}{' '}
              <CountingNote rule={list.data.countingRule} />
            </>
          )
        }
        actions={
          may('registerHouseholds') && own?.kind !== 'coop' ? (
            <button type="button" className="button button-primary" onClick={() => setAdding(true)}>
              {t('household.new')}
            </button>
          ) : undefined
        }
      />
      <DataTable
        name="households"
        label={t('households.title')}
        columns={columnsOf(t)}
        rows={list.data?.rows}
        rowKey={(row) => row.id}
        error={list.error}
        retry={() => void list.refetch()}
        busy={list.isPlaceholderData}
        {...(list.data === undefined ? {} : { total: list.data.total })}
        filters={<Filters />}
      />
      {adding ? (
        <NewHousehold
          village={scoped ?? mine}
          close={() => setAdding(false)}
          onDone={(id) => go(paths.household(id))}
        />
      ) : null}
    </div>
  )
}

function Filters(): ReactElement {
  const t = useT()
  return (
    <>
      <FilterText name="q" label={t('households.find')} />
      <ScopeTag />
      <FilterSelect
        name="assisted"
        label={t('household.assisted')}
        options={[
          { value: 'true', label: t('common.yes') },
          { value: 'false', label: t('common.no') },
        ]}
      />
      <ClearFilters names={['q', 'unitId', 'assisted']} />
    </>
  )
}

function columnsOf(t: Translate): readonly Column<Row>[] {
  const mark = (key: 'resident' | 'collective') => ({
    key,
    title: t(`household.${key}`),
    cell: (row: Row) => t(row[key] ? 'common.yes' : 'common.no'),
    text: (row: Row) => t(row[key] ? 'common.yes' : 'common.no'),
  })
  return [
    {
      key: 'number',
      title: t('household.number'),
      cell: (row) => (
        <>
          <Go to={paths.household(row.id)}>{row.number}</Go>
          {row.assisted ? <Tag tone="depends">{t('household.assisted')}</Tag> : null}
        </>
      ),
      text: (row) => row.number,
    },
    {
      key: 'head',
      title: t('household.headName'),
      cell: (row) => row.headName,
      text: (row) => row.headName,
    },
    {
      key: 'village',
      title: t('persons.village'),
      cell: (row) => row.village.name,
      text: (row) => row.village.name,
    },
    {
      key: 'persons',
      title: t('household.persons'),
      right: true,
      cell: (row) => row.persons,
      text: (row) => String(row.persons),
    },
    mark('resident'),
    mark('collective'),
    {
      key: 'address',
      title: t('household.address'),
      cell: (row) => row.address ?? '—',
      text: (row) => row.address ?? '',
    },
  ]
}
