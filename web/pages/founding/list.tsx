import { type ReactElement, useState } from 'react'
import { ROLES } from '../../../src/kernel/role.ts'
import type { Out } from '../../api.ts'
import { useT } from '../../locale/founding.ts'
import { asWritten, comma, say } from '../../locale/translate.ts'
import { Go, useUrl } from '../../navigation.tsx'
import { paths } from '../../paths.ts'
import { useRead } from '../../query.ts'
import { ownUnit, useMay, useMe } from '../../session.tsx'
import { type Column, DataTable, usePage } from '../../ui/data-table.tsx'
import { ClearFilters, FilterSelect } from '../../ui/filters.tsx'
import { PageHead, Panel, Tag } from '../../ui/page.tsx'
import { Empty, Loaded } from '../../ui/state.tsx'
import { ScopeTag } from '../registry/scope-tag.tsx'
import { useNarrow } from '../trade/use-narrow.ts'
import { StartProject } from './start-project.tsx'
import './founding.css'

type Answer = Out<'listFoundings'>
type Row = Answer['rows'][number]

/** Every founding and where it stands: the village reads sentences, the offices above a table. */
export default function Foundings(): ReactElement {
  const t = useT()
  const may = useMay()
  const [search] = useUrl()
  const [starting, setStarting] = useState(false)
  const { limit, offset } = usePage()
  const list = useRead('listFoundings', {
    unitId: search['unitId'],
    state: (search['state'] ?? 'running') as 'running' | 'ended' | 'all',
    ...(search['overdue'] === 'true' ? { overdue: 'true' } : {}),
    limit,
    offset,
  })
  const village = ownUnit(useMe())?.kind === 'village'
  return (
    <div className="page">
      <PageHead
        title={t('list.title')}
        sentence={list.data === undefined ? '…' : <Sentence data={list.data} />}
        actions={
          may('startFounding') ? (
            <button
              type="button"
              className="button button-primary"
              onClick={() => setStarting(true)}
            >
              {t('list.start')}
            </button>
          ) : undefined
        }
      />
      {village ? (
        <Loaded read={list}>{(data) => <Cards rows={data.rows} />}</Loaded>
      ) : (
        <Standing list={list} />
      )}
      {starting ? <StartProject close={() => setStarting(false)} /> : null}
    </div>
  )
}

function Sentence({ data }: { data: Answer }): ReactElement {
  const t = useT()
  const { running, ended, overdue } = data
  if (running + ended === 0) return <>{t('list.sentenceNone')}</>
  return <>{t('list.sentence', { running, ended, overdue })}</>
}

/** On the phone of the village: what is missing, in one sentence. */
function Cards({ rows }: { rows: readonly Row[] }): ReactElement {
  const t = useT()
  if (rows.length === 0) {
    return <Empty title={t('list.sentenceNone')} hint={t('list.emptyHint')} />
  }
  return (
    <>
      {rows.map((row) => (
        <Panel
          key={row.projectId}
          title={row.name}
          hint={t('list.progress', { done: row.done, steps: row.steps })}
        >
          <p className="countdown">{say(row.sentence)}</p>
          <Waiting row={row} />
          <p>
            <Go to={paths.founding(row.projectId)} className="button button-wide">
              {t('project.steps')}
            </Go>
          </p>
        </Panel>
      ))}
    </>
  )
}

function Waiting({ row }: { row: Row }): ReactElement {
  const t = useT()
  return (
    <ul className="plain-list">
      {row.waiting.map((one) => (
        <li key={one.title.en}>
          {say(one.title)}{' '}
          <span className="muted small">
            {one.roles.map((role) => say(ROLES[role].title)).join(comma())}
          </span>{' '}
          {one.dueOn === null ? null : one.overdue ? (
            <Tag tone="fail">{t('list.late', { day: one.dueOn })}</Tag>
          ) : (
            <span className="small">{t('list.due', { day: one.dueOn })}</span>
          )}
        </li>
      ))}
    </ul>
  )
}

interface ListRead {
  readonly data: Answer | undefined
  readonly error: unknown
  readonly isPlaceholderData: boolean
  readonly refetch: () => unknown
}

function Standing({ list }: { list: ListRead }): ReactElement {
  const t = useT()
  const wide = useColumns()
  const columns = useNarrow() ? [cardColumn(t)] : wide
  return (
    <DataTable
      name="foundings"
      label={t('list.title')}
      columns={columns}
      rows={list.data?.rows}
      rowKey={(row) => row.projectId}
      error={list.error}
      retry={() => void list.refetch()}
      busy={list.isPlaceholderData}
      {...(list.data === undefined ? {} : { total: list.data.total })}
      empty={<Empty title={t('list.sentenceNone')} hint={t('list.emptyHint')} />}
      filters={
        <>
          <FilterSelect
            name="state"
            label={t('list.standing')}
            all={t('list.running')}
            options={[
              { value: 'ended', label: t('list.ended') },
              { value: 'all', label: t('list.all') },
            ]}
          />
          <FilterSelect
            name="overdue"
            label={t('list.overdueOnly')}
            options={[{ value: 'true', label: t('common.yes') }]}
          />
          <ScopeTag />
          <ClearFilters names={['state', 'overdue', 'unitId']} />
        </>
      }
    />
  )
}

/** On a phone a project is a card: nothing scrolls sideways. */
const cardColumn = (t: ReturnType<typeof useT>): Column<Row> => ({
  key: 'card',
  title: t('list.project'),
  cell: (row) => (
    <div className="project-card">
      <Go to={paths.founding(row.projectId)}>{asWritten(row.name)}</Go>{' '}
      <span className="muted small">
        {t('list.progress', { done: row.done, steps: row.steps })} ·{' '}
        {asWritten(`${row.town?.name ?? ''}${row.village.name}`)}
      </span>
      <div>{say(row.sentence)}</div>
      <Waiting row={row} />
    </div>
  ),
  text: (row) => row.name,
})

function useColumns(): readonly Column<Row>[] {
  const t = useT()
  return [
    {
      key: 'project',
      title: t('list.project'),
      cell: (row) => (
        <>
          <Go to={paths.founding(row.projectId)}>{asWritten(row.name)}</Go>
          <div className="muted small">{t('list.since', { day: row.startedOn })}</div>
        </>
      ),
      text: (row) => row.name,
    },
    {
      key: 'village',
      title: t('common.village'),
      cell: (row) => (
        <>
          <Go to={paths.village(row.village.id)}>{asWritten(row.village.name)}</Go>
          <div className="muted small">{asWritten(row.town?.name ?? '')}</div>
        </>
      ),
      text: (row) => `${row.town?.name ?? ''} ${row.village.name}`,
    },
    {
      key: 'done',
      title: t('list.standing'),
      cell: (row) => (
        <span className="progress-cell">
          <progress max={row.steps} value={row.done} aria-label={t('list.standing')} />
          <span className="num">{t('list.progress', { done: row.done, steps: row.steps })}</span>
        </span>
      ),
      text: (row) => `${row.done}/${row.steps}`,
    },
    {
      key: 'sentence',
      title: t('project.steps'),
      cell: (row) => <div className="sentence-cell">{say(row.sentence)}</div>,
      text: (row) => say(row.sentence),
    },
    {
      key: 'waiting',
      title: t('list.waiting'),
      cell: (row) => (
        <div className="waiting-cell">
          <Waiting row={row} />
        </div>
      ),
      text: (row) => row.waiting.map((one) => say(one.title)).join(' '),
    },
  ]
}
