import { type ReactElement, useState } from 'react'
import type { Out } from '../../api.ts'
import { useT } from '../../locale/founding.ts'
import { asWritten, comma, say } from '../../locale/translate.ts'
import { Go, useUrl } from '../../navigation.tsx'
import { paths } from '../../paths.ts'
import { useRead } from '../../query.ts'
import { ownUnit, useMay, useMe } from '../../session.tsx'
import { type Column, DataTable, usePage } from '../../ui/data-table.tsx'
import { Percent, showPercent } from '../../ui/figures.tsx'
import { ClearFilters, FilterSelect } from '../../ui/filters.tsx'
import { PageHead, Panel, TabPanel, Tabs, Tag } from '../../ui/page.tsx'
import { Empty, Loaded } from '../../ui/state.tsx'
import { ScopeTag } from '../registry/scope-tag.tsx'
import { useNarrow } from '../trade/use-narrow.ts'
import { ChangeAsset, EndAsset, NewAsset } from './asset-forms.tsx'
import { ASSET_WORDS, optionsOf, OWNER_WORDS } from './words.ts'
import './founding.css'

type Answer = Out<'listAssets'>
type Row = Answer['rows'][number]
type Sum = Answer['sums'][number]
type Kind = Row['kind']

const TABS = ['list', 'towns', 'villages', 'candidates'] as const

/** What villages have and how much of it lies idle: rows, sums by town and village, candidates. */
export default function Assets(): ReactElement {
  const t = useT()
  const may = useMay()
  const own = ownUnit(useMe())
  const [search, change] = useUrl()
  const [adding, setAdding] = useState(false)
  const { limit, offset } = usePage()
  const kind = search['kind'] as Kind | undefined
  const list = useRead('listAssets', {
    unitId: search['unitId'],
    kind,
    measure: search['measure'],
    ...(search['idle'] === 'true' ? { idle: 'true' } : {}),
    limit,
    offset,
  })
  const tab = TABS.find((one) => one === search['tab']) ?? 'list'
  const tabs = own?.kind === 'village' ? TABS.slice(0, 1) : TABS
  return (
    <div className="page">
      <PageHead
        title={t('assets.title')}
        sentence={list.data === undefined ? '…' : <Sentence data={list.data} />}
        actions={
          may('recordAssets') ? (
            <button type="button" className="button button-primary" onClick={() => setAdding(true)}>
              {t('assets.add')}
            </button>
          ) : undefined
        }
      />
      {tabs.length === 1 ? null : (
        <Tabs
          label={t('assets.title')}
          current={tab}
          tabs={tabs.map((key) => ({ key, label: t(`assets.${key}`) }))}
          onChange={(key) => change({ tab: key === 'list' ? undefined : key, page: undefined })}
        />
      )}
      <TabPanel tab={tab}>
        {tab === 'list' ? <List list={list} /> : null}
        {tab === 'towns' ? <RollUp by="town" /> : null}
        {tab === 'villages' ? <RollUp by="village" /> : null}
        {tab === 'candidates' ? <Candidates /> : null}
      </TabPanel>
      {adding ? <NewAsset close={() => setAdding(false)} /> : null}
    </div>
  )
}

function Sentence({ data }: { data: Answer }): ReactElement {
  const t = useT()
  if (data.total === 0) return <>{t('assets.sentenceNone')}</>
  const land = data.sums.find(({ kind, measure }) => kind === 'land' && measure === '亩')
  return land === undefined ? (
    <>{t('assets.sentencePlain', { total: data.total })}</>
  ) : (
    <>{t('assets.sentence', { total: data.total, land: showPercent(land.utilisation) })}</>
  )
}

/** Used part with what it is a part of: nobody should guess the denominator. */
function Rate({ of }: { of: Pick<Sum, 'quantity' | 'measure' | 'utilisation' | 'idle'> }) {
  const t = useT()
  return (
    <span>
      <Percent value={of.utilisation} />
      <div className="muted small">
        {t('assets.idle')} {of.idle} / {of.quantity} {of.measure}
      </div>
    </span>
  )
}

interface ListRead {
  readonly data: Answer | undefined
  readonly error: unknown
  readonly isPlaceholderData: boolean
  readonly refetch: () => unknown
}

function List({ list }: { list: ListRead }): ReactElement {
  const t = useT()
  const may = useMay()
  const [act, setAct] = useState<{ row: Row; of: 'change' | 'end' } | null>(null)
  const change = may('changeAsset') ? (row: Row, of: 'change' | 'end') => setAct({ row, of }) : null
  const wide = useColumns(change)
  const columns = useNarrow() ? [cardColumn(t, change)] : wide
  return (
    <>
      <DataTable
        name="assets"
        label={t('assets.title')}
        columns={columns}
        rows={list.data?.rows}
        rowKey={(row) => row.assetId}
        error={list.error}
        retry={() => void list.refetch()}
        busy={list.isPlaceholderData}
        {...(list.data === undefined ? {} : { total: list.data.total })}
        empty={<Empty title={t('assets.sentenceNone')} />}
        filters={
          <>
            <FilterSelect
              name="kind"
              label={t('assets.kind')}
              options={optionsOf(ASSET_WORDS, say)}
            />
            <FilterSelect
              name="idle"
              label={t('assets.idleOnly')}
              options={[{ value: 'true', label: t('common.yes') }]}
            />
            <ScopeTag />
            <ClearFilters names={['kind', 'idle', 'measure', 'unitId']} />
          </>
        }
      />
      {act?.of === 'change' ? <ChangeAsset row={act.row} close={() => setAct(null)} /> : null}
      {act?.of === 'end' ? <EndAsset row={act.row} close={() => setAct(null)} /> : null}
    </>
  )
}

/** On a phone an asset is a card: nothing scrolls sideways. */
const cardColumn = (
  t: ReturnType<typeof useT>,
  act: ((row: Row, of: 'change' | 'end') => void) | null,
): Column<Row> => ({
  key: 'card',
  title: t('assets.title'),
  cell: (row) => <AssetCard row={row} act={act} />,
  text: (row) => row.name,
})

function AssetCard(props: {
  row: Row
  act: ((row: Row, of: 'change' | 'end') => void) | null
}): ReactElement {
  const t = useT()
  const { row, act } = props
  const said = [row.place, row.note].filter((one) => one !== '')
  return (
    <div className="asset-card">
      <div className="asset-card-head">
        <strong>{asWritten(row.name)}</strong> <Tag>{say(ASSET_WORDS[row.kind])}</Tag>
        <span className="asset-card-rate">
          <Percent value={row.utilisation} />
        </span>
      </div>
      <div className="small">
        {t('assets.idle')} {row.idle} / {row.quantity} {row.measure}
        {row.usedFor === '' ? '' : ` · ${asWritten(row.usedFor)}`}
      </div>
      <div className="muted small">
        <Go to={paths.village(row.village.id)}>{asWritten(row.village.name)}</Go>
        {' · '}
        {asWritten(
          [say(OWNER_WORDS[row.owner]), row.ownerName, ...said].filter(Boolean).join(' · '),
        )}
      </div>
      {row.projects.map((one) => (
        <div key={one.projectId} className="small">
          <Go to={paths.founding(one.projectId)}>{asWritten(one.name)}</Go> {one.quantity}{' '}
          {row.measure}
        </div>
      ))}
      {act === null ? null : (
        <div className="row asset-card-acts">
          <button type="button" className="button" onClick={() => act(row, 'change')}>
            {t('assets.update')}
          </button>
          <button type="button" className="button" onClick={() => act(row, 'end')}>
            {t('assets.end')}
          </button>
        </div>
      )}
    </div>
  )
}

function useColumns(
  act: ((row: Row, of: 'change' | 'end') => void) | null,
): readonly Column<Row>[] {
  const t = useT()
  return [
    {
      key: 'name',
      title: t('assets.name'),
      cell: (row) => (
        <>
          {asWritten(row.name)}
          <div className="muted small">
            {asWritten([row.place, row.note].filter((one) => one !== '').join(' · '))}
          </div>
        </>
      ),
      text: (row) => row.name,
    },
    {
      key: 'kind',
      title: t('assets.kind'),
      cell: (row) => say(ASSET_WORDS[row.kind]),
      text: (row) => say(ASSET_WORDS[row.kind]),
    },
    {
      key: 'village',
      title: t('common.village'),
      cell: (row) => <Go to={paths.village(row.village.id)}>{asWritten(row.village.name)}</Go>,
      text: (row) => row.village.name,
    },
    {
      key: 'owner',
      title: t('assets.owner'),
      cell: (row) => asWritten(`${say(OWNER_WORDS[row.owner])} ${row.ownerName}`.trim()),
      text: (row) => `${say(OWNER_WORDS[row.owner])} ${row.ownerName}`,
    },
    {
      key: 'rate',
      title: t('assets.rate'),
      right: true,
      cell: (row) => <Rate of={row} />,
      text: (row) => `${row.idle}/${row.quantity} ${row.measure}`,
    },
    {
      key: 'use',
      title: t('assets.use'),
      cell: (row) => asWritten(row.usedFor),
      text: (row) => row.usedFor,
    },
    {
      key: 'projects',
      title: t('assets.projects'),
      cell: (row) =>
        row.projects.map((one) => (
          <div key={one.projectId}>
            <Go to={paths.founding(one.projectId)}>{asWritten(one.name)}</Go> {one.quantity}
          </div>
        )),
      text: (row) => row.projects.map(({ name }) => name).join(comma()),
    },
    ...(act === null ? [] : [actsColumn(t, act)]),
  ]
}

/** What may be done with a row. */
const actsColumn = (
  t: ReturnType<typeof useT>,
  act: (row: Row, of: 'change' | 'end') => void,
): Column<Row> => ({
  key: 'acts',
  title: t('common.actions'),
  cell: (row) => (
    <span className="row">
      <button type="button" className="button-link" onClick={() => act(row, 'change')}>
        {t('assets.update')}
      </button>
      <button type="button" className="button-link" onClick={() => act(row, 'end')}>
        {t('assets.end')}
      </button>
    </span>
  ),
})

/** Every sum is a door to its rows. */
function RollUp({ by }: { by: 'town' | 'village' }): ReactElement {
  const t = useT()
  const roll = useRead('assetRollUp', { by })
  return (
    <Panel title={t(by === 'town' ? 'assets.towns' : 'assets.villages')}>
      <Loaded read={roll}>
        {({ rows }) =>
          rows.length === 0 ? (
            <Empty title={t('assets.sentenceNone')} />
          ) : (
            <div className="table-scroll">
              <table className="table asset-roll">
                <thead>
                  <tr>
                    <th>{t(by === 'town' ? 'common.town' : 'common.village')}</th>
                    <th>{t('assets.kind')}</th>
                    <th className="num">{t('assets.count')}</th>
                    <th className="num">{t('assets.rate')}</th>
                  </tr>
                </thead>
                <tbody>
                  {rows.map((row) => (
                    <tr key={`${row.unit.id} ${row.kind} ${row.measure}`}>
                      <th scope="row">{asWritten(row.unit.name)}</th>
                      <td>{say(ASSET_WORDS[row.kind])}</td>
                      <td className="num">
                        <Go
                          to={paths.assets({
                            unitId: row.unit.id,
                            kind: row.kind,
                            measure: row.measure,
                          })}
                        >
                          {String(row.assets)}
                        </Go>
                      </td>
                      <td className="num">
                        <Rate of={row} />
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
          )
        }
      </Loaded>
    </Panel>
  )
}

function Candidates(): ReactElement {
  const t = useT()
  const [search] = useUrl()
  const industries = useRead('listIndustries', {})
  const industry = search['industry']
  const found = useRead('assetCandidates', {
    ...(industry === undefined ? {} : { industry }),
    limit: 200,
  })
  return (
    <Panel title={t('assets.candidates')} hint={t('assets.candidatesHint')}>
      <FilterSelect
        name="industry"
        label={t('project.industry')}
        options={(industries.data?.industries ?? []).map((one) => ({
          value: one.code,
          label: say(one.name),
        }))}
      />
      <Loaded read={found}>
        {({ rows }) =>
          rows.length === 0 ? (
            <Empty title={t('common.noRows')} />
          ) : (
            <ul className="plain-list paper-list">
              {rows.map((row) => (
                <li key={row.village.id}>
                  <Go to={paths.village(row.village.id)}>{asWritten(row.village.name)}</Go>
                  <Go to={paths.assets({ unitId: row.village.id, idle: 'true' })}>
                    {row.idle
                      .map((one) => `${say(ASSET_WORDS[one.kind])} ${one.quantity} ${one.measure}`)
                      .join(comma())}
                  </Go>
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
    </Panel>
  )
}
