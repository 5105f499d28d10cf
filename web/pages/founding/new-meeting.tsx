import { type ReactElement, useState } from 'react'
import type { In } from '../../api.ts'
import { useT } from '../../locale/founding.ts'
import { say } from '../../locale/translate.ts'
import { useRead } from '../../query.ts'
import { ownUnit, useMe } from '../../session.tsx'
import { DayField, SelectField, TextArea, TextField } from '../../ui/field.tsx'
import { WriteDialog } from '../registry/write-dialog.tsx'
import { MEETING_WORDS, optionsOf } from './words.ts'

interface TypedTask {
  readonly key: number
  readonly unitId: string
  readonly what: string
  readonly responsible: string
  readonly dueOn: string
}

const isFull = ({ what, responsible, dueOn, unitId }: TypedTask): boolean =>
  [what, responsible, dueOn, unitId].every((one) => one.trim() !== '')

/** A meeting with its resolutions; what it orders goes to the units named. */
export function NewMeeting({ close }: { close: () => void }): ReactElement {
  const t = useT()
  const me = useMe()
  const own = ownUnit(me)
  const [kind, setKind] = useState<In<'recordPromotionMeeting'>['kind']>('special')
  const [heldOn, setHeldOn] = useState<string>(me.clock.today)
  const [chair, setChair] = useState('')
  const [place, setPlace] = useState('')
  const [topic, setTopic] = useState('')
  const [resolutions, setResolutions] = useState('')
  const [tasks, setTasks] = useState<readonly TypedTask[]>([])
  const ready =
    own !== null && [chair, place, topic, resolutions, heldOn].every((one) => one.trim() !== '')
  const full = tasks.every(isFull)
  return (
    <WriteDialog
      wide
      title={t('meet.add')}
      confirm={t('common.save')}
      verb="recordPromotionMeeting"
      input={
        ready && full
          ? {
              unitId: own.id,
              kind,
              heldOn,
              chair: chair.trim(),
              place: place.trim(),
              topic: topic.trim(),
              resolutions: resolutions.trim(),
              tasks: tasks.map(({ key: _key, ...task }) => task),
            }
          : null
      }
      close={close}
      onDone={() => undefined}
    >
      {(faults) => (
        <>
          <TextField
            label={t('meet.topic')}
            value={topic}
            error={faults.at('topic')}
            onChange={setTopic}
          />
          <div className="columns-2">
            <KindField kind={kind} onChange={setKind} />
            <DayField
              label={t('meet.heldOn')}
              value={heldOn}
              max={me.clock.today}
              onChange={setHeldOn}
            />
            <TextField label={t('meet.chair')} value={chair} onChange={setChair} />
            <TextField label={t('meet.place')} value={place} onChange={setPlace} />
          </div>
          <TextArea
            label={t('meet.resolutions')}
            rows={4}
            value={resolutions}
            error={faults.at('resolutions')}
            onChange={setResolutions}
          />
          <TaskRows tasks={tasks} onChange={setTasks} />
        </>
      )}
    </WriteDialog>
  )
}

type Kind = In<'recordPromotionMeeting'>['kind']

function KindField(props: { kind: Kind; onChange: (kind: Kind) => void }): ReactElement {
  const t = useT()
  return (
    <SelectField
      label={t('meet.kind')}
      value={props.kind}
      options={optionsOf(MEETING_WORDS, say)}
      onChange={(value) => props.onChange(value as Kind)}
    />
  )
}

function TaskRows(props: {
  tasks: readonly TypedTask[]
  onChange: (tasks: readonly TypedTask[]) => void
}): ReactElement {
  const t = useT()
  const own = ownUnit(useMe())
  const { tasks, onChange } = props
  const towns = useRead('listTaskForces', {})
  const units = [
    ...(own === null ? [] : [{ value: own.id, label: own.name }]),
    ...(towns.data?.towns ?? [])
      .filter(({ town }) => town.id !== own?.id)
      .map(({ town }) => ({ value: town.id, label: town.name })),
  ]
  const set = (key: number, change: Partial<TypedTask>): void =>
    onChange(tasks.map((task) => (task.key === key ? { ...task, ...change } : task)))
  const add = (): void => {
    const key = tasks.reduce((most, task) => Math.max(most, task.key), 0) + 1
    onChange([
      ...tasks,
      { key, unitId: units[0]?.value ?? '', what: '', responsible: '', dueOn: '' },
    ])
  }
  return (
    <fieldset className="choice stack-tight">
      <legend>{t('meet.tasks')}</legend>
      {tasks.map((task) => (
        <div key={task.key} className="columns-2">
          <TextField
            label={t('meet.what')}
            value={task.what}
            onChange={(what) => set(task.key, { what })}
          />
          <SelectField
            label={t('meet.unit')}
            value={task.unitId}
            options={units}
            onChange={(unitId) => set(task.key, { unitId })}
          />
          <TextField
            label={t('meet.responsible')}
            value={task.responsible}
            onChange={(responsible) => set(task.key, { responsible })}
          />
          <DayField
            label={t('meet.due')}
            value={task.dueOn}
            onChange={(dueOn) => set(task.key, { dueOn })}
          />
        </div>
      ))}
      <p>
        <button type="button" className="button button-small" onClick={add}>
          {t('meet.addTask')}
        </button>
      </p>
    </fieldset>
  )
}
