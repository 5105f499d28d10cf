import type { ReactElement } from 'react'
import type { In, Out } from '../../api.ts'
import { type DeskTranslate, useT } from '../../locale/desk.ts'
import { paths } from '../../paths.ts'
import { useRead } from '../../query.ts'
import { Go, type Search, useUrl } from '../../navigation.tsx'
import { ownUnit, useMay, useMe } from '../../session.tsx'
import { AsOfPicker, useAsOf } from '../../ui/as-of.tsx'
import { type Column, DataTable, usePage } from '../../ui/data-table.tsx'
import { Maybe, Money } from '../../ui/figures.tsx'
import { ClearFilters, FilterSelect, FilterText } from '../../ui/filters.tsx'
import { PageHead } from '../../ui/page.tsx'
import { UnitLink } from '../../ui/unit-link.tsx'
import { ScopeTag } from '../registry/scope-tag.tsx'
import { classLabel, HOLDER_CLASSES } from './words.ts'

type Row = Out<'listMembers'>['rows'][number]
type Filter = In<'listMembers'>
type Each = NonNullable<Filter['each']>

const FILTERS = ['q', 'unitId', 'townId', 'class', 'householdId', 'coopId']

/** The address as the verb's input; an unknown word is the server's to refuse. */
function filterOf(search: Search, asOf: string | undefined): Filter {
  return {
    asOf,
    unitId: search['unitId'],
    townId: search['townId'],
    villageId: search['villageId'],
    coopId: search['coopId'],
    householdId: search['householdId'],
    q: search['q'],
    class: search['class'] as Filter['class'],
    each: search['each'] as Filter['each'],
    sort: search['sort'] as Filter['sort'],
  }
}

/** Who is a member, in which co-op, since when and with how much: the rows behind the boards' figures. */
export default function Members(): ReactElement {
  const t = useT()
  const asOf = useAsOf()
  const may = useMay()
  const [search] = useUrl()
  const { limit, offset } = usePage()
  const each = (search['each'] ?? 'membership') as Each
  const list = useRead('listMembers', { ...filterOf(search, asOf), limit, offset })
  const { data } = list
  const counts = data ?? { cooperatives: 0, persons: 0, households: 0, memberships: 0 }
  return (
    <div className="page">
      <PageHead
        title={t('members.title')}
        sentence={
          data === undefined
            ? '…'
            : data.memberships === 0
              ? t('members.sentenceNone')
              : t('members.sentence', {
                  coops: counts.cooperatives,
                  persons: counts.persons,
                  households: counts.households,
                  memberships: counts.memberships,
                })
        }
        actions={<AsOfPicker />}
      />
      <DataTable
        name={`members-${each}`}
        label={t('members.title')}
        columns={columnsOf(t, each, { persons: may('readPerson'), numbers: may('listPersons') })}
        rows={data?.rows}
        rowKey={(row) => row.key}
        error={list.error}
        retry={() => void list.refetch()}
        busy={list.isPlaceholderData}
        defaultSort="coop"
        {...(data === undefined ? {} : { total: data.total })}
        filters={<Filters />}
      />
    </div>
  )
}

function Filters(): ReactElement {
  const t = useT()
  const unit = ownUnit(useMe())
  const towns = useRead(
    'divisionTree',
    { parentId: unit?.id ?? '' },
    { enabled: unit?.kind === 'county', fresh: 5 * 60_000 },
  )
  return (
    <>
      <FilterText name="q" label={t('members.find')} />
      <FilterSelect
        name="each"
        label={t('members.each')}
        all={t('members.each.membership')}
        options={(['person', 'household'] as const).map((value) => ({
          value,
          label: t(`members.each.${value}`),
        }))}
      />
      <ScopeTag />
      {towns.data === undefined ? null : (
        <FilterSelect
          name="townId"
          label={t('members.town')}
          options={towns.data.nodes.map(({ id, name }) => ({ value: id, label: name }))}
        />
      )}
      <FilterSelect
        name="class"
        label={t('register.class')}
        options={HOLDER_CLASSES.map((value) => ({ value, label: t(classLabel(value)) }))}
      />
      <ClearFilters names={FILTERS} />
    </>
  )
}

interface Rights {
  readonly persons: boolean
  readonly numbers: boolean
}

function columnsOf(t: DeskTranslate, each: Each, may: Rights): readonly Column<Row>[] {
  const household = each === 'household'
  return [
    ...(household ? householdColumns(t) : personColumns(t, may)),
    {
      key: 'coop',
      title: t('members.coops'),
      sort: 'coop',
      cell: (row) => (
        <>
          <Go to={paths.coop(row.cooperative.id, { tab: 'register' })}>{row.cooperative.name}</Go>
          {each === 'membership' || row.memberships < 2 || (household && row.persons > 1) ? null : (
            <span className="muted"> {t('members.more', { n: row.memberships })}</span>
          )}
        </>
      ),
      text: (row) => row.cooperative.name,
    },
    {
      key: 'village',
      title: t('common.village'),
      cell: (row) => <UnitLink kind="village" unit={row.village} />,
      text: (row) => row.village.name,
    },
    {
      key: 'town',
      title: t('common.town'),
      cell: (row) => <Maybe value={row.town?.name} />,
      text: (row) => row.town?.name ?? '',
    },
    {
      key: 'registered',
      title: t('register.registered'),
      right: true,
      cell: (row) => <Money value={row.registered} />,
      text: (row) => row.registered,
    },
    {
      key: 'joined',
      title: t('register.joined'),
      sort: 'joined',
      cell: (row) => row.joinedOn,
      text: (row) => row.joinedOn,
    },
  ]
}

function householdColumns(t: DeskTranslate): readonly Column<Row>[] {
  return [
    {
      key: 'household',
      title: t('persons.household'),
      cell: (row) => (
        <>
          <Maybe value={row.household?.headName} />{' '}
          <span className="muted mono">{row.household?.number ?? ''}</span>
        </>
      ),
      text: (row) => `${row.household?.headName ?? ''} ${row.household?.number ?? ''}`,
    },
    {
      key: 'persons',
      title: t('members.inHousehold'),
      right: true,
      cell: (row) => row.persons,
      text: (row) => String(row.persons),
    },
  ]
}

function personColumns(t: DeskTranslate, may: Rights): readonly Column<Row>[] {
  const masked = (key: 'idNumber' | 'phone', title: string, hidden: boolean): Column<Row> => ({
    key,
    title,
    hidden,
    cell: (row) => <span className="mono">{row[key] ?? '—'}</span>,
    text: (row) => row[key] ?? '',
  })
  return [
    {
      key: 'name',
      title: t('register.name'),
      sort: 'name',
      cell: (row) =>
        row.personId === null || !may.persons ? (
          row.name
        ) : (
          <Go to={paths.person(row.personId)}>{row.name}</Go>
        ),
      text: (row) => row.name,
    },
    {
      key: 'number',
      title: t('register.number'),
      cell: (row) => <span className="mono">{row.memberNumber}</span>,
      text: (row) => row.memberNumber,
    },
    {
      key: 'class',
      title: t('register.class'),
      cell: (row) => t(classLabel(row.class)),
      text: (row) => t(classLabel(row.class)),
    },
    {
      key: 'household',
      title: t('persons.household'),
      cell: (row) => <Maybe value={row.household?.number} />,
      text: (row) => row.household?.number ?? '',
    },
    ...(may.numbers
      ? [
          masked('idNumber', t('persons.idNumber'), false),
          masked('phone', t('persons.phone'), true),
        ]
      : []),
  ]
}
