import { type ReactElement, useState } from 'react'
import { useT } from '../../locale/contest.ts'
import { asWritten } from '../../locale/translate.ts'
import { DayField, TextArea, TextField } from '../../ui/field.tsx'
import { Panel, Tag } from '../../ui/page.tsx'
import { ReasonDialog } from '../../ui/reason-dialog.tsx'
import { WriteDialog } from '../registry/write-dialog.tsx'
import { UnitField } from './judges.tsx'
import type { Contest } from './words.ts'

/** What units were told to do after a tour or contest. */
export function Tasks({ data }: { data: Contest }): ReactElement {
  const t = useT()
  const [adding, setAdding] = useState(false)
  const [done, setDone] = useState<Contest['tasks'][number] | null>(null)
  const gives = data.may.write && !['draft', 'cancelled'].includes(data.state)
  return (
    <Panel
      title={t('contest.tasks')}
      extra={
        gives ? (
          <button type="button" className="button" onClick={() => setAdding(true)}>
            {t('contest.giveTask')}
          </button>
        ) : null
      }
    >
      {data.tasks.length === 0 ? <p className="muted">{t('contest.noTasks')}</p> : null}
      <div className="contest-wide">
        <table className="contest-table">
          <tbody>
            {data.tasks.map((task) => (
              <tr key={task.taskId}>
                <td>{asWritten(task.unit.name)}</td>
                <td>{asWritten(task.what)}</td>
                <td>{asWritten(task.responsible)}</td>
                <td className="nowrap">
                  {task.dueOn} {task.overdue ? <Tag tone="fail">{t('contest.late')}</Tag> : null}
                </td>
                <td>
                  {task.doneOn !== null ? (
                    asWritten(t('contest.doneOn', { day: task.doneOn, said: task.doneSaid ?? '' }))
                  ) : task.mine ? (
                    <button type="button" className="button" onClick={() => setDone(task)}>
                      {t('contest.done')}
                    </button>
                  ) : null}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {adding ? <GiveTask data={data} close={() => setAdding(false)} /> : null}
      {done === null ? null : (
        <ReasonDialog
          title={t('contest.done')}
          confirm={t('contest.done')}
          verb="finishContestTask"
          input={(said) => ({ unitId: done.unit.id, taskId: done.taskId, said })}
          close={() => setDone(null)}
        />
      )}
    </Panel>
  )
}

function GiveTask({ data, close }: { data: Contest; close: () => void }): ReactElement {
  const t = useT()
  const [unitId, setUnitId] = useState('')
  const [what, setWhat] = useState('')
  const [responsible, setResponsible] = useState('')
  const [dueOn, setDueOn] = useState('')
  const ready = unitId !== '' && what.trim() !== '' && responsible.trim() !== '' && dueOn !== ''
  const { contestId } = data
  return (
    <WriteDialog
      title={t('contest.giveTask')}
      confirm={t('contest.giveTask')}
      verb="giveContestTask"
      input={
        ready
          ? { contestId, unitId, what: what.trim(), responsible: responsible.trim(), dueOn }
          : null
      }
      close={close}
      onDone={() => undefined}
    >
      {() => (
        <>
          <UnitField data={data} value={unitId} onChange={setUnitId} />
          <TextArea label={t('contest.what')} value={what} rows={3} onChange={setWhat} />
          <TextField
            label={t('contest.responsible')}
            value={responsible}
            onChange={setResponsible}
          />
          <DayField label={t('contest.due')} value={dueOn} onChange={setDueOn} />
        </>
      )}
    </WriteDialog>
  )
}
