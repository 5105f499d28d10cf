import type { ReactElement } from 'react'
import { download, type In, type Out } from '../../api.ts'
import { type DeskTranslate, useT } from '../../locale/desk.ts'
import { comma, language, say, semicolon } from '../../locale/translate.ts'
import { paths } from '../../paths.ts'
import { useRead } from '../../query.ts'
import { Go, useUrl } from '../../navigation.tsx'
import { AsOfPicker, useAsOf } from '../../ui/as-of.tsx'
import { type Column, DataTable, usePage } from '../../ui/data-table.tsx'
import { Maybe } from '../../ui/figures.tsx'
import { ClearFilters, FilterSelect, FilterText } from '../../ui/filters.tsx'
import { PageHead, Tag } from '../../ui/page.tsx'
import { UnitLink } from '../../ui/unit-link.tsx'
import { CountingNote } from './counting-note.tsx'
import { ScopeTag } from './scope-tag.tsx'
import { LEVEL_WORDS } from './words.ts'

type List = Out<'listVillages'>
type Row = List['rows'][number]

/** The list of villages, of all or of the candidates alone. */
export function VillageList(props: {
  title: string
  sentence: (data: List) => string
  candidates?: boolean
}): ReactElement {
  const t = useT()
  const asOf = useAsOf()
  const [search] = useUrl()
  const { limit, offset, sort } = usePage()
  const has = search['hasCooperative']
  const filter: Omit<In<'listVillages'>, 'limit' | 'offset'> = {
    asOf,
    townId: search['unitId'],
    q: search['q'],
    level: search['level'] as In<'listVillages'>['level'],
    ...(props.candidates === true ? { candidate: 'true' } : {}),
    ...(has === undefined ? {} : { hasCooperative: has }),
    sort: sort as In<'listVillages'>['sort'],
  }
  const list = useRead('listVillages', { ...filter, limit, offset })
  return (
    <div className="page">
      <PageHead
        title={props.title}
        sentence={
          list.data === undefined ? (
            '…'
          ) : (
            <>
              {props.sentence(list.data)} <CountingNote rule={list.data.countingRule} door />
            </>
          )
        }
        actions={<AsOfPicker />}
      />
      <DataTable
        name={props.candidates === true ? 'candidates' : 'villages'}
        label={props.title}
        columns={columnsOf(t, props.candidates === true)}
        rows={list.data?.rows}
        rowKey={(row) => row.id}
        error={list.error}
        retry={() => void list.refetch()}
        busy={list.isPlaceholderData}
        defaultSort="code"
        {...(list.data === undefined ? {} : { total: list.data.total })}
        serverExport={(format) =>
          download('exportVillages', { ...filter, format, language: language() })
        }
        filters={<Filters candidates={props.candidates === true} />}
      />
    </div>
  )
}

function Filters(props: { candidates: boolean }): ReactElement {
  const t = useT()
  return (
    <>
      <FilterText name="q" label={t('villages.find')} />
      <ScopeTag />
      <FilterSelect
        name="level"
        label={t('villages.level')}
        options={(['village', 'community'] as const).map((value) => ({
          value,
          label: say(LEVEL_WORDS[value]),
        }))}
      />
      {props.candidates ? null : (
        <FilterSelect
          name="hasCooperative"
          label={t('villages.has')}
          options={[
            { value: 'true', label: t('villages.with') },
            { value: 'false', label: t('villages.without') },
          ]}
        />
      )}
      <ClearFilters names={['q', 'unitId', 'level', 'hasCooperative']} />
    </>
  )
}

function columnsOf(t: DeskTranslate, candidates: boolean): readonly Column<Row>[] {
  return [
    {
      key: 'name',
      title: t('villages.name'),
      sort: 'name',
      cell: (row) => (
        <>
          <Go to={paths.village(row.id)}>{row.shortName}</Go>
          {row.level === 'community' ? <Tag>{say(LEVEL_WORDS.community)}</Tag> : null}
        </>
      ),
      text: (row) => row.shortName,
    },
    {
      key: 'town',
      title: t('common.town'),
      cell: (row) => <UnitLink kind="town" unit={row.town} />,
      text: (row) => row.town.name,
    },
    {
      key: 'industries',
      title: t('villages.industries'),
      cell: (row) => row.industries.map((one) => one.name).join(comma()) || '—',
      text: (row) => row.industries.map((one) => one.name).join(comma()),
    },
    {
      key: 'households',
      title: t('villages.households'),
      sort: 'households',
      right: true,
      cell: (row) => <Maybe value={row.registeredHouseholds} />,
      text: (row) => String(row.registeredHouseholds ?? ''),
    },
    {
      key: 'coops',
      title: t('villages.coops'),
      right: true,
      hidden: candidates,
      cell: (row) => row.cooperatives,
      text: (row) => String(row.cooperatives),
    },
    {
      key: 'preparing',
      title: t('villages.preparing'),
      right: true,
      cell: (row) => row.inPreparation,
      text: (row) => String(row.inPreparation),
    },
    {
      key: 'reasons',
      title: t('villages.reasons'),
      hidden: !candidates,
      cell: (row) => (
        <div className="wrap">
          {row.reasons.map((reason) => say(reason)).join(semicolon()) || '—'}
        </div>
      ),
      text: (row) => row.reasons.map((reason) => say(reason)).join(semicolon()),
    },
    {
      key: 'code',
      title: t('villages.code'),
      sort: 'code',
      hidden: candidates,
      cell: (row) => <span className="mono">{row.code ?? '—'}</span>,
      text: (row) => row.code ?? '',
    },
  ]
}
