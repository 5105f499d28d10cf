import { type ReactElement, useState } from 'react'
import type { Out } from '../../api.ts'
import { useT } from '../../locale/founding.ts'
import { asWritten, say } from '../../locale/translate.ts'
import { useRead } from '../../query.ts'
import { useMay, useMe } from '../../session.tsx'
import { DayField, TextArea } from '../../ui/field.tsx'
import { PageHead, Panel, Tag } from '../../ui/page.tsx'
import { Empty, Loaded } from '../../ui/state.tsx'
import { WriteDialog } from '../registry/write-dialog.tsx'
import { NewMeeting } from './new-meeting.tsx'
import { MEETING_WORDS } from './words.ts'
import './founding.css'

type Answer = Out<'listPromotionMeetings'>
type Task = Answer['ordered'][number]

/** Meetings about the work, with what they ordered and whether it was done. */
export default function Meetings(): ReactElement {
  const t = useT()
  const may = useMay()
  const read = useRead('listPromotionMeetings', { limit: 100 })
  const [adding, setAdding] = useState(false)
  const [finishing, setFinishing] = useState<Task | null>(null)
  const { data } = read
  return (
    <div className="page">
      <PageHead
        title={t('meet.title')}
        sentence={
          data === undefined
            ? '…'
            : t('meet.sentence', {
                total: data.total,
                tasks: data.tasks,
                done: data.done,
                overdue: data.overdue,
              })
        }
        actions={
          may('recordPromotionMeeting') ? (
            <button type="button" className="button button-primary" onClick={() => setAdding(true)}>
              {t('meet.add')}
            </button>
          ) : undefined
        }
      />
      <Loaded read={read}>{(answer) => <Content data={answer} finish={setFinishing} />}</Loaded>
      {adding ? <NewMeeting close={() => setAdding(false)} /> : null}
      {finishing === null ? null : <Finish task={finishing} close={() => setFinishing(null)} />}
    </div>
  )
}

function Content(props: { data: Answer; finish: (task: Task) => void }): ReactElement {
  const t = useT()
  const { data, finish } = props
  if (data.rows.length === 0 && data.ordered.length === 0) {
    return <Empty title={t('meet.none')} />
  }
  return (
    <>
      {data.ordered.length === 0 ? null : (
        <Panel title={t('meet.ordered')}>
          <Tasks tasks={data.ordered} finish={finish} />
        </Panel>
      )}
      {data.rows.map((meeting) => (
        <Panel
          key={meeting.meetingId}
          title={meeting.topic}
          hint={`${meeting.heldOn} · ${say(MEETING_WORDS[meeting.kind])} · ${meeting.unit.name}`}
        >
          <p className="muted small">
            {t('meet.chair')} {asWritten(meeting.chair)} · {asWritten(meeting.place)}
          </p>
          <p>{asWritten(meeting.resolutions)}</p>
          <Tasks tasks={meeting.tasks} finish={finish} />
        </Panel>
      ))}
    </>
  )
}

function Tasks(props: { tasks: readonly Task[]; finish: (task: Task) => void }): ReactElement {
  const t = useT()
  const may = useMay()
  return (
    <ul className="plain-list paper-list">
      {props.tasks.map((task) => (
        <li key={task.taskId}>
          <span>
            {asWritten(task.what)}{' '}
            <span className="muted small">
              {asWritten(`${task.unit.name} · ${task.responsible}`)} · {task.dueOn}
            </span>{' '}
            {task.overdue ? <Tag tone="fail">{t('meet.late')}</Tag> : null}
            {task.doneOn === null ? null : (
              <Tag tone="pass">
                {t('meet.finished', { day: task.doneOn, note: task.doneNote ?? '' })}
              </Tag>
            )}
          </span>
          {task.doneOn === null && may('finishPromotionTask') ? (
            <button
              type="button"
              className="button button-small"
              onClick={() => props.finish(task)}
            >
              {t('meet.finish')}
            </button>
          ) : null}
        </li>
      ))}
    </ul>
  )
}

function Finish({ task, close }: { task: Task; close: () => void }): ReactElement {
  const t = useT()
  const { clock } = useMe()
  const [on, setOn] = useState<string>(clock.today)
  const [note, setNote] = useState('')
  return (
    <WriteDialog
      title={t('meet.finish')}
      confirm={t('meet.finish')}
      verb="finishPromotionTask"
      input={
        note.trim() === '' || on === ''
          ? null
          : { unitId: task.unit.id, taskId: task.taskId, on, note: note.trim() }
      }
      close={close}
      onDone={() => undefined}
    >
      {(faults) => (
        <>
          <p>
            <strong>{asWritten(task.what)}</strong>
          </p>
          <DayField label={t('common.day')} value={on} max={clock.today} onChange={setOn} />
          <TextArea
            label={t('meet.note')}
            value={note}
            error={faults.at('note')}
            onChange={setNote}
          />
        </>
      )}
    </WriteDialog>
  )
}
