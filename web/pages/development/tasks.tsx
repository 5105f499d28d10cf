import { type ReactElement, useState } from 'react'
import type { Out } from '../../api.ts'
import { useT } from '../../locale/development.ts'
import { asWritten, say } from '../../locale/translate.ts'
import { Go, useUrl } from '../../navigation.tsx'
import { paths } from '../../paths.ts'
import { useRead } from '../../query.ts'
import { useMay } from '../../session.tsx'
import { type Column, DataTable, usePage } from '../../ui/data-table.tsx'
import { ClearFilters, FilterSelect } from '../../ui/filters.tsx'
import { Tag } from '../../ui/page.tsx'
import { Empty } from '../../ui/state.tsx'
import { ScopeTag } from '../registry/scope-tag.tsx'
import { FinishTask } from './plan.tsx'
import { CLASS_WORDS } from './words.ts'

type Row = Out<'listClassTasks'>['rows'][number]

/** The tasks of all plans that run: what is due first stands first. */
export function ClassTasks(): ReactElement {
  const t = useT()
  const may = useMay()
  const [search] = useUrl()
  const { limit, offset } = usePage()
  const [task, setTask] = useState<Row | null>(null)
  const state = search['state'] as 'open' | 'overdue' | 'done' | undefined
  const list = useRead('listClassTasks', {
    unitId: search['unitId'],
    ...(state === undefined ? {} : { state }),
    limit,
    offset,
  })
  const { data } = list
  return (
    <>
      {data === undefined || data.overdue === 0 ? null : (
        <p>{t('task.sentence', { n: data.overdue })}</p>
      )}
      <DataTable
        name="class-tasks"
        label={t('class.tab.tasks')}
        columns={useColumns(may('finishClassTask') ? setTask : null)}
        rows={data?.rows}
        rowKey={(row) => row.taskId}
        error={list.error}
        retry={() => void list.refetch()}
        busy={list.isPlaceholderData}
        empty={<Empty title={t('task.none')} hint={t('task.noneHint')} />}
        {...(data === undefined ? {} : { total: data.total })}
        filters={
          <>
            <FilterSelect
              name="state"
              label={t('task.state')}
              options={[
                { value: 'open', label: t('task.open') },
                { value: 'overdue', label: t('task.overdue') },
                { value: 'done', label: t('task.doneState') },
              ]}
            />
            <ScopeTag />
            <ClearFilters names={['state', 'unitId']} />
          </>
        }
      />
      {task === null ? null : (
        <FinishTask coopId={task.coop.id} task={task} close={() => setTask(null)} />
      )}
    </>
  )
}

function useColumns(onDone: ((row: Row) => void) | null): readonly Column<Row>[] {
  const t = useT()
  return [
    {
      key: 'due',
      title: t('plan.when'),
      cell: (row) => (
        <span className="nowrap">
          {row.dueOn} {row.overdue ? <Tag tone="fail">{t('plan.late')}</Tag> : null}
        </span>
      ),
      text: (row) => row.dueOn,
    },
    {
      key: 'what',
      title: t('plan.what'),
      cell: (row) => asWritten(row.what),
      text: (row) => row.what,
    },
    {
      key: 'coop',
      title: t('common.coop'),
      cell: (row) => (
        <>
          <Go to={paths.coop(row.coop.id, { tab: 'development' })}>{row.coop.name}</Go>{' '}
          <span className="muted small">{say(CLASS_WORDS[row.class])}</span>
        </>
      ),
      text: (row) => row.coop.name,
    },
    {
      key: 'who',
      title: t('plan.who'),
      cell: (row) => asWritten(row.responsible),
      text: (row) => row.responsible,
    },
    {
      key: 'done',
      title: t('plan.state'),
      cell: (row) =>
        row.doneOn === null ? (
          onDone === null ? null : (
            <button type="button" className="button-link" onClick={() => onDone(row)}>
              {t('plan.done')}
            </button>
          )
        ) : (
          <span className="small">
            {row.doneOn} {asWritten(row.doneNote ?? '')}
          </span>
        ),
      text: (row) => row.doneOn ?? '',
    },
  ]
}
