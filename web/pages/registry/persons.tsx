import type { ReactElement } from 'react'
import { download, type In, type Out } from '../../api.ts'
import { type Translate, useT } from '../../locale/division.ts'
import { language, say } from '../../locale/translate.ts'
import { paths } from '../../paths.ts'
import { useRead } from '../../query.ts'
import { useMay } from '../../session.tsx'
import { Go, useUrl } from '../../navigation.tsx'
import { type Column, DataTable, usePage } from '../../ui/data-table.tsx'
import { Maybe } from '../../ui/figures.tsx'
import { ClearFilters, FilterSelect, FilterText } from '../../ui/filters.tsx'
import { PageHead, Tag } from '../../ui/page.tsx'
import { ScopeTag } from './scope-tag.tsx'
import { SEX_WORDS } from './words.ts'

type Row = Out<'listPersons'>['rows'][number]

/** The people of one's scope, their numbers masked. */
export default function Persons(): ReactElement {
  const t = useT()
  const may = useMay()
  const [search] = useUrl()
  const { limit, offset, sort } = usePage()
  const farmer = search['farmer']
  const filter: Omit<In<'listPersons'>, 'limit' | 'offset'> = {
    unitId: search['unitId'],
    q: search['q'],
    ...(farmer === undefined ? {} : { farmer }),
    sort: sort as In<'listPersons'>['sort'],
  }
  const scope = useRead(
    'board',
    { unitId: search['unitId'] ?? '' },
    { enabled: search['unitId'] !== undefined },
  )
  const villageId = scope.data?.unit.kind === 'village' ? scope.data.unit.id : undefined
  const list = useRead('listPersons', { ...filter, limit, offset })
  return (
    <div className="page">
      <PageHead
        title={t('persons.title')}
        sentence={list.data === undefined ? '…' : t('persons.sentence', { n: list.data.total })}
        actions={
          may('addPersons') ? (
            <Go to={paths.newPerson({ villageId })} className="button button-primary">
              {t('newPerson.title')}
            </Go>
          ) : undefined
        }
      />
      <DataTable
        name="persons"
        label={t('persons.title')}
        columns={columnsOf(t)}
        rows={list.data?.rows}
        rowKey={(row) => row.id}
        error={list.error}
        retry={() => void list.refetch()}
        busy={list.isPlaceholderData}
        defaultSort="name"
        {...(list.data === undefined ? {} : { total: list.data.total })}
        serverExport={(format) =>
          download('exportPersons', { ...filter, format, language: language() })
        }
        filters={
          <>
            <FilterText name="q" label={t('persons.find')} />
            <ScopeTag />
            <FilterSelect
              name="farmer"
              label={t('persons.farmer')}
              options={[
                { value: 'true', label: t('common.yes') },
                { value: 'false', label: t('common.no') },
              ]}
            />
            <ClearFilters names={['q', 'unitId', 'farmer']} />
          </>
        }
      />
    </div>
  )
}

function columnsOf(t: Translate): readonly Column<Row>[] {
  const masked = (key: 'idNumber' | 'phone' | 'bankAccount', title: string, hidden = false) => ({
    key,
    title,
    hidden,
    cell: (row: Row) => <span className="mono">{row[key] ?? '—'}</span>,
    text: (row: Row) => row[key] ?? '',
  })
  return [
    {
      key: 'name',
      title: t('persons.name'),
      sort: 'name',
      cell: (row) => (
        <>
          <Go to={paths.person(row.id)}>{row.name}</Go>
          {row.party === null ? null : <Tag tone="accent">{t('persons.party')}</Tag>}
          {row.endedOn === null ? null : <Tag>{t('persons.ended')}</Tag>}
        </>
      ),
      text: (row) => row.name,
    },
    {
      key: 'village',
      title: t('persons.village'),
      cell: (row) => <Maybe value={row.village?.name} />,
      text: (row) => row.village?.name ?? '',
    },
    {
      key: 'household',
      title: t('persons.household'),
      cell: (row) => <Maybe value={row.household?.number} />,
      text: (row) => row.household?.number ?? '',
    },
    {
      key: 'sex',
      title: t('persons.sex'),
      cell: (row) => (row.sex === null ? '—' : say(SEX_WORDS[row.sex])),
      text: (row) => (row.sex === null ? '' : say(SEX_WORDS[row.sex])),
    },
    {
      key: 'birth',
      title: t('persons.birth'),
      cell: (row) => row.birthDate ?? '—',
      text: (row) => row.birthDate ?? '',
    },
    masked('idNumber', t('persons.idNumber')),
    masked('phone', t('persons.phone')),
    masked('bankAccount', t('persons.bank'), true),
    {
      key: 'farmer',
      title: t('persons.farmer'),
      cell: (row) => t(row.farmer ? 'common.yes' : 'common.no'),
      text: (row) => t(row.farmer ? 'common.yes' : 'common.no'),
    },
  ]
}
