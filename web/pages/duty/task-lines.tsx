import { type ReactElement, useState } from 'react'
import { useT } from '../../locale/duty.ts'
import { asWritten, say } from '../../locale/translate.ts'
import { Go } from '../../navigation.tsx'
import { paths } from '../../paths.ts'
import { useMay, useMe } from '../../session.tsx'
import { DayField, TextArea } from '../../ui/field.tsx'
import { Tag } from '../../ui/page.tsx'
import { WriteDialog } from '../registry/write-dialog.tsx'
import { ASSIGNMENT_WORDS, type Task } from './words.ts'

/** Tasks of a meeting: whose, until when, where the assignment stands. */
export function TaskLines({ tasks }: { tasks: readonly Task[] }): ReactElement {
  const t = useT()
  const may = useMay()
  const [finishing, setFinishing] = useState<Task | null>(null)
  return (
    <>
      <ul className="plain-list duty-list">
        {tasks.map((task) => (
          <li key={task.taskId}>
            <div>
              <p>{asWritten(task.what)}</p>
              <p className="muted small">
                {asWritten(`${task.unit.name} · ${task.responsible}`)} ·{' '}
                {t('duty.due', { day: task.dueOn })}
              </p>
            </div>
            <Standing
              task={task}
              {...(may('finishPromotionTask') && task.assignment === null
                ? { finish: () => setFinishing(task) }
                : {})}
            />
          </li>
        ))}
      </ul>
      {finishing === null ? null : <Finish task={finishing} close={() => setFinishing(null)} />}
    </>
  )
}

function Standing({ task, finish }: { task: Task; finish?: () => void }): ReactElement {
  const t = useT()
  const { assignment } = task
  if (task.doneOn !== null) {
    return <Tag tone="pass">{t('meet.finished', { day: task.doneOn })}</Tag>
  }
  return (
    <span className="row">
      {task.overdue ? <Tag tone="fail">{t('meet.late', { n: 1 })}</Tag> : null}
      {assignment === null ? null : (
        <Go to={paths.assignments({ state: 'all', unitId: task.unit.id })}>
          {say(ASSIGNMENT_WORDS[assignment.state])}
        </Go>
      )}
      {finish === undefined ? null : (
        <button type="button" className="button button-small" onClick={finish}>
          {t('meet.finish')}
        </button>
      )}
    </span>
  )
}

/** A task of the own unit, which nobody was given as an assignment, is ended here. */
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
          <DayField label={t('meet.finishOn')} value={on} max={clock.today} onChange={setOn} />
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
