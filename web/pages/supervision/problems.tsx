import { type ReactElement, useState } from 'react'
import { download } from '../../api.ts'
import { useT } from '../../locale/supervision.ts'
import { asWritten, say } from '../../locale/translate.ts'
import { Go, useUrl } from '../../navigation.tsx'
import { paths } from '../../paths.ts'
import { useRead } from '../../query.ts'
import { ownUnit, useMay, useMe } from '../../session.tsx'
import { type Column, DataTable, usePage } from '../../ui/data-table.tsx'
import { ClearFilters, FilterSelect } from '../../ui/filters.tsx'
import { PageHead, TabPanel, Tabs } from '../../ui/page.tsx'
import { Empty } from '../../ui/state.tsx'
import { ScopeTag } from '../registry/scope-tag.tsx'
import { AddProblem } from './add-problem.tsx'
import { Listings } from './listings.tsx'
import { Marks, Severity } from './marks.tsx'
import { Sources } from './sources.tsx'
import {
  CHANNEL_WORDS,
  optionsOf,
  type ProblemRow,
  SEVERITY_WORDS,
  STAGE_WORDS,
  STATE_WORDS,
} from './words.ts'
import './supervision.css'

type State = keyof typeof STATE_WORDS

/** Problems: the list, what may become one, and what stands under a plate. */
export default function Problems(): ReactElement {
  const t = useT()
  const may = useMay()
  const own = ownUnit(useMe())
  const [search, change] = useUrl()
  const [adding, setAdding] = useState(false)
  const tab = search['tab'] ?? 'list'
  const counts = useRead('listProblems', { limit: 1 })
  const sources = useRead('listProblemSources', { limit: 1 })
  return (
    <div className="page">
      <PageHead
        title={t('problem.title')}
        sentence={counts.data === undefined ? '…' : t('problem.sentence', pick(counts.data))}
        actions={
          <>
            {own === null ? null : (
              <button
                type="button"
                className="button"
                onClick={() => void download('printProblemList', { unitId: own.id, format: 'pdf' })}
              >
                {t('problem.print')}
              </button>
            )}
            {may('addProblem') ? (
              <button
                type="button"
                className="button button-primary"
                onClick={() => setAdding(true)}
              >
                {t('problem.add')}
              </button>
            ) : null}
          </>
        }
      />
      <Tabs
        label={t('problem.tabs')}
        current={tab}
        onChange={(key) => change({ tab: key === 'list' ? undefined : key, page: undefined })}
        tabs={[
          { key: 'list', label: t('problem.tabList') },
          {
            key: 'sources',
            label: t('problem.tabSources'),
            badge: sources.data?.counts.open,
          },
          { key: 'listings', label: t('problem.tabListings') },
        ]}
      />
      <TabPanel tab={tab}>
        {tab === 'sources' ? <Sources /> : tab === 'listings' ? <Listings /> : <List />}
      </TabPanel>
      {adding ? <AddProblem from={null} close={() => setAdding(false)} /> : null}
    </div>
  )
}

const pick = ({
  open,
  overdue,
  listed,
  closed,
}: Record<'open' | 'overdue' | 'listed' | 'closed', number>) => ({
  open,
  overdue,
  listed,
  closed,
})

function List(): ReactElement {
  const t = useT()
  const [search] = useUrl()
  const { limit, offset } = usePage()
  const list = useRead('listProblems', {
    unitId: search['unitId'],
    state: (search['state'] as State | undefined) ?? 'open',
    channel: search['channel'] as ProblemRow['channel'] | undefined,
    severity: search['severity'] as ProblemRow['severity'] | undefined,
    limit,
    offset,
  })
  return (
    <DataTable
      name="problems"
      label={t('problem.title')}
      columns={useColumns()}
      rows={list.data?.rows}
      rowKey={(row) => row.problemId}
      error={list.error}
      retry={() => void list.refetch()}
      busy={list.isPlaceholderData}
      empty={<Empty title={t('problem.none')} hint={t('problem.noneHint')} />}
      {...(list.data === undefined ? {} : { total: list.data.total })}
      filters={
        <>
          <FilterSelect
            name="state"
            label={t('problem.state')}
            all={say(STATE_WORDS.open)}
            options={optionsOf(STATE_WORDS, say).filter(({ value }) => value !== 'open')}
          />
          <FilterSelect
            name="channel"
            label={t('problem.channel')}
            options={optionsOf(CHANNEL_WORDS, say)}
          />
          <FilterSelect
            name="severity"
            label={t('problem.severity')}
            options={optionsOf(SEVERITY_WORDS, say)}
          />
          <ScopeTag />
          <ClearFilters names={['state', 'channel', 'severity', 'unitId']} />
        </>
      }
    />
  )
}

function useColumns(): readonly Column<ProblemRow>[] {
  const t = useT()
  return [
    {
      key: 'title',
      title: t('problem.what'),
      cell: (row) => (
        <div className="problem-cell">
          <Go to={paths.problem(row.problemId)}>{asWritten(row.title)}</Go>
          <span className="muted small">{asWritten(row.number)}</span>
        </div>
      ),
      text: (row) => `${row.number} ${row.title}`,
    },
    {
      key: 'unit',
      title: t('problem.unit'),
      cell: (row) => (
        <div className="problem-cell">
          <span>{asWritten(row.unit.name)}</span>
          {row.unit.kind === 'town' ? null : (
            <span className="muted small">{asWritten(row.townName ?? '')}</span>
          )}
        </div>
      ),
      text: (row) => row.unit.name,
    },
    {
      key: 'severity',
      title: t('problem.severity'),
      cell: (row) => <Severity value={row.severity} />,
      text: (row) => say(SEVERITY_WORDS[row.severity]),
    },
    {
      key: 'channel',
      title: t('problem.channel'),
      cell: (row) => say(CHANNEL_WORDS[row.channel]),
      text: (row) => say(CHANNEL_WORDS[row.channel]),
    },
    {
      key: 'responsible',
      title: t('problem.responsible'),
      cell: (row) => asWritten(row.responsible),
      text: (row) => row.responsible,
    },
    {
      key: 'due',
      title: t('problem.due'),
      cell: (row) => <span className="nowrap">{row.dueOn}</span>,
      text: (row) => row.dueOn,
    },
    {
      key: 'stage',
      title: t('problem.stage'),
      cell: (row) => <Marks row={row} />,
      text: (row) => say(STAGE_WORDS[row.stage]),
    },
  ]
}
