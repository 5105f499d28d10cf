import { type ReactElement, useState } from 'react'
import type { In } from '../../api.ts'
import { useT } from '../../locale/duty.ts'
import { asWritten, say } from '../../locale/translate.ts'
import { Go, useUrl } from '../../navigation.tsx'
import { paths } from '../../paths.ts'
import { useRead } from '../../query.ts'
import { useMay } from '../../session.tsx'
import { usePage } from '../../ui/data-table.tsx'
import { ClearFilters, FilterDay, FilterSelect } from '../../ui/filters.tsx'
import { PageHead, Panel, Tag } from '../../ui/page.tsx'
import { Empty, Loaded } from '../../ui/state.tsx'
import { NewMeeting } from './new-meeting.tsx'
import { TaskLines } from './task-lines.tsx'
import { type Meeting, MEETING_WORDS, optionsOf } from './words.ts'
import './duty.css'

const PAGE = 50

/** 会议台账: every meeting about the work, the county's, the towns', the weekly dispatches; tasks and their end. */
export default function Meetings(): ReactElement {
  const t = useT()
  const may = useMay()
  const [search] = useUrl()
  const { limit, offset } = usePage(PAGE)
  const [adding, setAdding] = useState(false)
  const read = useRead('listMeetingRegister', {
    kind: search['kind'] as In<'listMeetingRegister'>['kind'],
    open: search['open'] === 'true' ? 'true' : undefined,
    from: search['from'],
    to: search['to'],
    unitId: search['unitId'],
    limit,
    offset,
  })
  const { data } = read
  return (
    <div className="page">
      <PageHead
        title={t('meet.title')}
        sentence={data === undefined ? '…' : t('meet.sentence', data)}
        actions={
          may('recordMeeting') ? (
            <button type="button" className="button button-primary" onClick={() => setAdding(true)}>
              {t('meet.add')}
            </button>
          ) : undefined
        }
      />
      <div className="row duty-filters no-print">
        <FilterSelect name="kind" label={t('meet.kind')} options={optionsOf(MEETING_WORDS, say)} />
        <FilterSelect
          name="open"
          label={t('meet.open')}
          options={[{ value: 'true', label: t('meet.onlyOpen') }]}
        />
        <FilterDay name="from" label={t('common.from')} />
        <FilterDay name="to" label={t('common.to')} />
        <ClearFilters names={['kind', 'open', 'from', 'to', 'unitId']} />
      </div>
      <Loaded read={read} lines={8}>
        {({ rows, total, ordered }) => (
          <>
            {ordered.length === 0 ? null : (
              <Panel title={t('meet.ordered')}>
                <TaskLines tasks={ordered} />
              </Panel>
            )}
            {rows.length === 0 ? (
              <Empty title={t('meet.none')} hint={t('meet.noneHint')} />
            ) : (
              <Panel title={t('meet.title')}>
                <ul className="plain-list meet-list">
                  {rows.map((row) => (
                    <MeetingLine key={row.id} row={row} />
                  ))}
                </ul>
                <More total={total} limit={limit} offset={offset} />
              </Panel>
            )}
          </>
        )}
      </Loaded>
      {adding ? <NewMeeting close={() => setAdding(false)} /> : null}
    </div>
  )
}

function More(props: { total: number; limit: number; offset: number }): ReactElement | null {
  const t = useT()
  const [, change] = useUrl()
  const { total, limit, offset } = props
  if (total <= limit) return null
  const go = (page: number): void => change({ page: String(page) }, false)
  const here = offset / limit + 1
  return (
    <p className="row no-print">
      {offset === 0 ? null : (
        <button type="button" className="button" onClick={() => go(here - 1)}>
          {t('common.previous')}
        </button>
      )}
      {offset + limit >= total ? null : (
        <button type="button" className="button" onClick={() => go(here + 1)}>
          {t('common.next')}
        </button>
      )}
    </p>
  )
}

function MeetingLine({ row }: { row: Meeting }): ReactElement {
  const t = useT()
  const to =
    row.source === 'report' ? paths.report(row.id) : paths.registerMeeting(row.unit.id, row.id)
  return (
    <li>
      <p className="meet-line">
        <span className="num">{row.heldOn}</span>
        <Tag>{say(MEETING_WORDS[row.kind])}</Tag>
        <strong>
          <Go to={to}>{asWritten(row.topic)}</Go>
        </strong>
        {row.contest === null ? null : (
          <Go to={paths.contest(row.contest.id)}>{asWritten(row.contest.name)}</Go>
        )}
      </p>
      <p className="meet-line muted small">
        <span>
          {row.number ?? (row.source === 'report' ? t('meet.dispatch') : t('meet.noNumber'))}
        </span>
        <span>{asWritten(row.unit.name)}</span>
        <span>
          {t('meet.chair')} {asWritten(row.chair)}
        </span>
        <span>{asWritten(row.place)}</span>
      </p>
      {row.tasks === 0 ? null : (
        <p className="meet-line small">
          <span>
            {t('meet.tasks')}{' '}
            <span className="num">{t('meet.taskCount', { done: row.done, tasks: row.tasks })}</span>
          </span>
          {row.overdue === 0 ? null : <Tag tone="fail">{t('meet.late', { n: row.overdue })}</Tag>}
        </p>
      )}
    </li>
  )
}
