import { type ReactElement, useState } from 'react'
import type { Out } from '../../api.ts'
import { useT } from '../../locale/support.ts'
import { asWritten, say, semicolon } from '../../locale/translate.ts'
import { Go, useUrl } from '../../navigation.tsx'
import { paths } from '../../paths.ts'
import { useRead } from '../../query.ts'
import { useMay } from '../../session.tsx'
import { type Column, DataTable, usePage } from '../../ui/data-table.tsx'
import { PageHead, Panel, Tag } from '../../ui/page.tsx'
import { Empty, Loaded } from '../../ui/state.tsx'
import { Group } from './group.tsx'
import { type DepartmentRole, QUEUE_WORDS } from './words.ts'
import './support.css'

type Read = Out<'readQueue'>
type Row = Read['rows'][number]

/** 部门待办: what waits for each department of the leading group, and until when. */
export default function Queues(): ReactElement {
  const t = useT()
  const may = useMay()
  const [search] = useUrl()
  const { limit, offset } = usePage()
  const [editing, setEditing] = useState(false)
  const role = search['role'] as DepartmentRole | undefined
  const read = useRead('readQueue', { role, limit, offset })
  const all = read.data?.departments ?? []
  return (
    <div className="page">
      <PageHead
        title={t('queue.title')}
        sentence={
          read.data === undefined
            ? '…'
            : t('queue.sentence', {
                waiting: all.reduce((sum, one) => sum + one.waiting, 0),
                late: all.reduce((sum, one) => sum + one.late, 0),
              })
        }
        actions={
          may('saveLeadingGroup') ? (
            <button type="button" className="button" onClick={() => setEditing(true)}>
              {t('queue.group')}
            </button>
          ) : null
        }
      />
      <Loaded read={read}>
        {(data) => (
          <>
            <Departments data={data} />
            <Waiting data={data} busy={read.isPlaceholderData} />
          </>
        )}
      </Loaded>
      {editing ? <Group close={() => setEditing(false)} /> : null}
    </div>
  )
}

function Departments({ data }: { data: Read }): ReactElement {
  const t = useT()
  const [, change] = useUrl()
  return (
    <div className="support-sums">
      {data.departments.map((one) => (
        <button
          key={one.role}
          type="button"
          className="support-sum"
          aria-pressed={one.role === data.role}
          onClick={() => change({ role: one.role, page: undefined })}
        >
          <span>{asWritten(one.name)}</span>
          <strong>{one.waiting}</strong>
          <span className="muted small">
            {one.late === 0 ? t('queue.noLate') : t('queue.lateN', { n: one.late })}
          </span>
          <span className="muted small">
            {one.leader === ''
              ? t('queue.noLeader')
              : asWritten(t('queue.leader', { leader: one.leader, liaison: one.liaison }))}
          </span>
        </button>
      ))}
    </div>
  )
}

function Waiting({ data, busy }: { data: Read; busy: boolean }): ReactElement {
  const t = useT()
  const columns = useColumns()
  const department = data.departments.find(({ role }) => role === data.role)
  if (department === undefined) return <Empty title={t('queue.pick')} />
  return (
    <Panel title={asWritten(department.name)} hint={asWritten(department.duties.join(semicolon()))}>
      <DataTable
        name="support-queue"
        label={department.name}
        columns={columns}
        rows={data.rows}
        rowKey={(row) => `${row.refId}${say(row.step)}`}
        busy={busy}
        total={data.total}
        empty={<Empty title={t('queue.none')} hint={t('queue.noneHint')} />}
      />
    </Panel>
  )
}

/** Where a row is answered. */
function doorOf(row: Row): string {
  if (row.kind === 'issue') return paths.helpVisits({ tab: 'issues', state: 'open' })
  if (row.kind === 'call') return paths.assignments({ direction: 'up' })
  return paths.case(row.refId)
}

function useColumns(): readonly Column<Row>[] {
  const t = useT()
  return [
    {
      key: 'kind',
      title: t('queue.kind'),
      width: 110,
      text: (row) => say(QUEUE_WORDS[row.kind]),
      cell: (row) => <Tag>{say(QUEUE_WORDS[row.kind])}</Tag>,
    },
    {
      key: 'title',
      title: t('queue.what'),
      text: (row) => row.title,
      cell: (row) => (
        <div className="support-cell">
          <Go to={doorOf(row)}>{asWritten(row.title)}</Go>
          <span className="muted small">{say(row.step)}</span>
        </div>
      ),
    },
    {
      key: 'unit',
      title: t('alloc.unit'),
      text: (row) => row.unit.name,
      cell: (row) => asWritten(row.unit.name),
    },
    {
      key: 'since',
      title: t('queue.since'),
      text: (row) => row.since,
      cell: (row) => <span className="num">{row.since}</span>,
    },
    {
      key: 'due',
      title: t('queue.due'),
      text: (row) => row.dueOn ?? '',
      cell: (row) => (
        <span className="row">
          <span className="num">{row.dueOn ?? '—'}</span>
          {row.late ? <Tag tone="fail">{t('queue.late')}</Tag> : null}
        </span>
      ),
    },
  ]
}
