import type { ReactElement } from 'react'
import type { Out } from '../../api.ts'
import { useT } from '../../locale/approvals.ts'
import { asWritten, say } from '../../locale/translate.ts'
import { Go, useUrl } from '../../navigation.tsx'
import { paths } from '../../paths.ts'
import { useRead } from '../../query.ts'
import { useMay } from '../../session.tsx'
import { type Column, DataTable, usePage } from '../../ui/data-table.tsx'
import { ClearFilters, FilterSelect, FilterText } from '../../ui/filters.tsx'
import { PageHead, Tag } from '../../ui/page.tsx'
import { ScopeTag } from '../registry/scope-tag.tsx'
import { type Case, roleName, STATE_TONES, STATE_WORDS } from './words.ts'
import './approvals.css'

type Row = Out<'listCases'>['rows'][number]

const STATES = Object.keys(STATE_WORDS) as Case['state'][]

/** Every case within one's reach: running ones first, soonest due first. */
export default function Cases(): ReactElement {
  const t = useT()
  const may = useMay()
  const [search] = useUrl()
  const { limit, offset } = usePage()
  const list = useRead('listCases', {
    process: search['process'],
    unitId: search['unitId'],
    state: search['state'] as Case['state'] | undefined,
    overdue: search['overdue'] === 'true' ? 'true' : undefined,
    search: search['q'],
    limit,
    offset,
  })
  const { data } = list
  return (
    <div className="page approvals">
      <PageHead
        title={t('cases.title')}
        sentence={
          data === undefined
            ? '…'
            : t('cases.sentence', { total: data.total, overdue: data.overdue })
        }
        actions={
          may('openCase') ? (
            <Go to={paths.newCase()} className="button button-primary">
              {t('cases.new')}
            </Go>
          ) : null
        }
      />
      <DataTable
        name="cases"
        label={t('cases.title')}
        columns={useColumns()}
        rows={data?.rows}
        rowKey={(row) => row.caseId}
        error={list.error}
        retry={() => void list.refetch()}
        busy={list.isPlaceholderData}
        {...(data === undefined ? {} : { total: data.total })}
        filters={<Filters />}
      />
    </div>
  )
}

function Filters(): ReactElement {
  const t = useT()
  const processes = useRead('listProcesses', {})
  return (
    <>
      <FilterText name="q" label={t('cases.search')} />
      <FilterSelect
        name="process"
        label={t('tasks.process')}
        options={(processes.data?.rows ?? []).map((one) => ({
          value: one.process,
          label: say(one.title),
        }))}
      />
      <FilterSelect
        name="state"
        label={t('cases.state')}
        options={STATES.map((value) => ({ value, label: say(STATE_WORDS[value]) }))}
      />
      <FilterSelect
        name="overdue"
        label={t('cases.col.due')}
        options={[{ value: 'true', label: t('cases.overdueOnly') }]}
      />
      <ScopeTag />
      <ClearFilters names={['q', 'process', 'state', 'overdue', 'unitId']} />
    </>
  )
}

function useColumns(): readonly Column<Row>[] {
  const t = useT()
  return [
    {
      key: 'title',
      title: t('cases.col.case'),
      cell: (row) => (
        <>
          <Go to={paths.case(row.caseId)}>{asWritten(row.title)}</Go>
          <br />
          <span className="muted small">
            {say(row.processTitle)} {row.number}
          </span>
        </>
      ),
      text: (row) => `${row.title} ${say(row.processTitle)} ${row.number}`,
    },
    {
      key: 'unit',
      title: t('cases.col.unit'),
      cell: (row) => row.unitName,
      text: (row) => row.unitName,
    },
    {
      key: 'state',
      title: t('cases.state'),
      cell: (row) => <StateTag state={row.state} />,
      text: (row) => say(STATE_WORDS[row.state]),
    },
    {
      key: 'now',
      title: t('cases.col.now'),
      cell: (row) => nowOf(row),
      text: (row) => nowOf(row),
    },
    {
      key: 'due',
      title: t('cases.col.due'),
      cell: (row) =>
        row.dueOn === null ? '—' : row.overdue ? <Tag tone="fail">{row.dueOn}</Tag> : row.dueOn,
      text: (row) => row.dueOn ?? '',
    },
    {
      key: 'opened',
      title: t('cases.col.opened'),
      cell: (row) => row.openedOn,
      text: (row) => row.openedOn,
    },
  ]
}

/** The steps under way and who stands at them. */
const nowOf = (row: Row): string =>
  row.waiting.map(({ title, role }) => `${say(title)}（${roleName(role)}）`).join('、')

function StateTag({ state }: { state: Case['state'] }): ReactElement {
  const tone = STATE_TONES[state]
  return <Tag {...(tone === undefined ? {} : { tone })}>{say(STATE_WORDS[state])}</Tag>
}
