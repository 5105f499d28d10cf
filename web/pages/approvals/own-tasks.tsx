import type { ReactElement } from 'react'
import type { Out } from '../../api.ts'
import { useT } from '../../locale/desk.ts'
import { asWritten, say } from '../../locale/translate.ts'
import { Go } from '../../navigation.tsx'
import { paths } from '../../paths.ts'
import { useRead } from '../../query.ts'
import { useMay, useMe } from '../../session.tsx'
import { Icon } from '../../ui/icon.tsx'
import { Panel, Tag } from '../../ui/page.tsx'
import { TASKS_SHOWN } from './tasks-shown.ts'
import { daysBetween } from './words.ts'

/** The top of one's own board: how much waits for the person, and the most urgent of it. Nothing waits: nothing. */
export function OwnTasks(): ReactElement | null {
  const t = useT()
  const may = useMay()
  const { data } = useRead('listTasks', { limit: TASKS_SHOWN }, { enabled: may('listTasks') })
  if (data === undefined || data.rows.length === 0) return null
  return (
    <Panel
      title={t('board.own', { n: data.ready })}
      hint={data.overdue === 0 ? t('board.ownHint') : t('board.ownOverdue', { n: data.overdue })}
      className="board-own"
      extra={<Go to={paths.tasks()}>{t('board.ownAll', { n: data.total })}</Go>}
    >
      <ul className="own-tasks">
        {data.rows.map((task) => (
          <li key={`${task.caseId} ${task.step} ${task.seat}`}>
            <Go to={paths.case(task.caseId, { step: task.step })}>
              <strong>{say(task.stepTitle)}</strong>
              <span>
                {asWritten(task.title)}{' '}
                <span className="muted small">
                  {say(task.processTitle)} {task.number} · {asWritten(task.unitName)}
                </span>
              </span>
              <DueTag task={task} />
              <Icon name="right" />
            </Go>
          </li>
        ))}
      </ul>
    </Panel>
  )
}

/** Overdue, due, or not before: one tag. What is somebody else's says so. */
function DueTag({ task }: { task: Out<'listTasks'>['rows'][number] }): ReactElement {
  const t = useT()
  const { today } = useMe().clock
  const { dueOn, earliestOn, escalated, waits } = task
  const left = dueOn === null ? null : daysBetween(today, dueOn)
  return (
    <span className="own-due">
      {escalated ? <Tag>{t('board.ownEscalated')}</Tag> : null}
      {waits && earliestOn !== null ? <Tag>{t('board.ownFrom', { day: earliestOn })}</Tag> : null}
      {left === null ? null : left < 0 ? (
        <Tag tone="fail">{t('board.ownLate', { n: -left })}</Tag>
      ) : (
        <Tag {...(left <= 3 ? { tone: 'depends' as const } : {})}>
          {left === 0 ? t('board.ownToday') : t('board.ownLeft', { n: left })}
        </Tag>
      )}
    </span>
  )
}
