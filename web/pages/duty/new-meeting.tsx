import { type ReactElement, useState } from 'react'
import type { In } from '../../api.ts'
import { useT } from '../../locale/duty.ts'
import { say } from '../../locale/translate.ts'
import { useRead } from '../../query.ts'
import { ownUnit, useMe } from '../../session.tsx'
import { DayField, SelectField, TextArea, TextField } from '../../ui/field.tsx'
import type { FaultBook } from '../registry/use-trial.ts'
import { WriteDialog } from '../registry/write-dialog.tsx'
import { MEETING_WORDS, optionsOf } from './words.ts'

type Kind = In<'recordMeeting'>['kind']

interface TypedTask {
  readonly key: number
  readonly unitId: string
  readonly what: string
  readonly responsible: string
  readonly dueOn: string
}
interface TypedItem {
  readonly key: number
  readonly said: string
  readonly tasks: readonly TypedTask[]
}

const isFull = ({ what, responsible, dueOn, unitId }: TypedTask): boolean =>
  [what, responsible, dueOn, unitId].every((one) => one.trim() !== '')

/** Names as people type them: 王某、李某, 赵某. */
const namesOf = (typed: string): string[] => [
  ...new Set(
    typed
      .split(/[、,,;;\s]+/)
      .map((name) => name.trim())
      .filter((name) => name !== ''),
  ),
]

let keys = 0
const nextKey = (): number => (keys += 1)

interface Head {
  readonly kind: Kind
  readonly heldOn: string
  readonly chair: string
  readonly place: string
  readonly topic: string
  readonly attended: string
  readonly absent: string
  readonly contestId: string
}

function inputOf(unitId: string, head: Head, items: readonly TypedItem[]): In<'recordMeeting'> {
  return {
    unitId,
    kind: head.kind,
    heldOn: head.heldOn,
    chair: head.chair.trim(),
    place: head.place.trim(),
    topic: head.topic.trim(),
    attended: namesOf(head.attended),
    absent: namesOf(head.absent),
    contestId: head.kind === 'site' && head.contestId !== '' ? head.contestId : null,
    items: items.map(({ said, tasks }) => ({
      said: said.trim(),
      tasks: tasks.map(({ key: _key, ...task }) => task),
    })),
  }
}

/** A meeting with its items; an item becomes a task, a task for another unit an assignment. */
export function NewMeeting({ close }: { close: () => void }): ReactElement {
  const t = useT()
  const me = useMe()
  const own = ownUnit(me)
  const [head, setHead] = useState<Head>({
    kind: 'special',
    heldOn: me.clock.today,
    chair: '',
    place: '',
    topic: '',
    attended: '',
    absent: '',
    contestId: '',
  })
  const [items, setItems] = useState<readonly TypedItem[]>([{ key: 0, said: '', tasks: [] }])
  const full =
    [head.chair, head.place, head.topic, head.heldOn].every((one) => one.trim() !== '') &&
    items.every(({ said, tasks }) => said.trim() !== '' && tasks.every(isFull))
  return (
    <WriteDialog
      wide
      title={t('meet.add')}
      confirm={t('common.save')}
      verb="recordMeeting"
      input={own !== null && full ? inputOf(own.id, head, items) : null}
      close={close}
      onDone={() => undefined}
      preview={({ number, given }) => (
        <p className="muted">{t('meet.given', { number, n: given })}</p>
      )}
    >
      {(faults) => (
        <>
          <HeadFields
            head={head}
            set={(change) => setHead({ ...head, ...change })}
            faults={faults}
          />
          {items.map((item, i) => (
            <ItemFields
              key={item.key}
              item={item}
              place={i + 1}
              single={items.length === 1}
              set={(next) =>
                setItems(
                  next === null
                    ? items.filter(({ key }) => key !== item.key)
                    : items.map((one) => (one.key === item.key ? next : one)),
                )
              }
            />
          ))}
          <p>
            <button
              type="button"
              className="button button-small"
              onClick={() => setItems([...items, { key: nextKey(), said: '', tasks: [] }])}
            >
              {t('meet.addItem')}
            </button>
          </p>
        </>
      )}
    </WriteDialog>
  )
}

function HeadFields(props: {
  head: Head
  set: (change: Partial<Head>) => void
  faults: FaultBook
}): ReactElement {
  const t = useT()
  const { clock } = useMe()
  const { head, set, faults } = props
  const site = head.kind === 'site'
  const tours = useRead('listContests', { kind: 'tour', limit: '100' }, { enabled: site })
  return (
    <>
      <TextField
        label={t('meet.topic')}
        value={head.topic}
        error={faults.at('topic')}
        onChange={(topic) => set({ topic })}
      />
      <div className="columns-2">
        <SelectField
          label={t('meet.kind')}
          value={head.kind}
          options={optionsOf(MEETING_WORDS, say)}
          onChange={(kind) => set({ kind: kind as Kind })}
        />
        <DayField
          label={t('meet.heldOn')}
          value={head.heldOn}
          max={clock.today}
          onChange={(heldOn) => set({ heldOn })}
        />
        <TextField
          label={t('meet.chair')}
          value={head.chair}
          onChange={(chair) => set({ chair })}
        />
        <TextField
          label={t('meet.place')}
          value={head.place}
          onChange={(place) => set({ place })}
        />
        <TextField
          label={t('meet.attended')}
          value={head.attended}
          error={faults.at('attended[0]')}
          onChange={(attended) => set({ attended })}
        />
        <TextField
          label={t('meet.absent')}
          value={head.absent}
          onChange={(absent) => set({ absent })}
        />
        {site ? (
          <SelectField
            label={t('meet.contest')}
            value={head.contestId}
            options={[
              { value: '', label: t('meet.noContest') },
              ...(tours.data?.rows ?? []).map(({ contestId, title }) => ({
                value: contestId,
                label: title,
              })),
            ]}
            onChange={(contestId) => set({ contestId })}
          />
        ) : null}
      </div>
    </>
  )
}

/** The own unit and those right below it. */
function useTargets(): { value: string; label: string }[] {
  const own = ownUnit(useMe())
  const county = own?.kind === 'county'
  const towns = useRead('listTaskForces', {}, { enabled: county })
  const villages = useRead(
    'listVillages',
    { townId: own?.id ?? '', limit: '500' },
    { enabled: own?.kind === 'town' },
  )
  const below = county
    ? (towns.data?.towns ?? []).map(({ town }) => town)
    : (villages.data?.rows ?? []).map(({ id, name }) => ({ id, name }))
  return [...below, ...(own === null ? [] : [own])].map(({ id, name }) => ({
    value: id,
    label: name,
  }))
}

function ItemFields(props: {
  item: TypedItem
  place: number
  single: boolean
  set: (item: TypedItem | null) => void
}): ReactElement {
  const t = useT()
  const targets = useTargets()
  const { item, set } = props
  const change = (key: number, more: Partial<TypedTask>): void =>
    set({
      ...item,
      tasks: item.tasks.map((task) => (task.key === key ? { ...task, ...more } : task)),
    })
  const add = (): void => {
    const task = { key: nextKey(), unitId: targets[0]?.value ?? '', responsible: '', dueOn: '' }
    set({ ...item, tasks: [...item.tasks, { ...task, what: item.said.trim() }] })
  }
  return (
    <fieldset className="choice stack-tight">
      <legend>{t('meet.item', { n: props.place })}</legend>
      <TextArea
        label={t('meet.items')}
        rows={2}
        value={item.said}
        onChange={(said) => set({ ...item, said })}
      />
      {item.tasks.map((task) => (
        <TaskFields
          key={task.key}
          task={task}
          targets={targets}
          change={(more) => change(task.key, more)}
          remove={() => set({ ...item, tasks: item.tasks.filter(({ key }) => key !== task.key) })}
        />
      ))}
      <p className="row">
        <button type="button" className="button button-small" onClick={add}>
          {t('meet.addTask')}
        </button>
        {props.single ? null : (
          <button type="button" className="button-link" onClick={() => set(null)}>
            {t('meet.remove')}
          </button>
        )}
      </p>
    </fieldset>
  )
}

function TaskFields(props: {
  task: TypedTask
  targets: readonly { readonly value: string; readonly label: string }[]
  change: (more: Partial<TypedTask>) => void
  remove: () => void
}): ReactElement {
  const t = useT()
  const { task, targets, change, remove } = props
  return (
    <div className="plan-line-fields">
      <TextField label={t('meet.what')} value={task.what} onChange={(what) => change({ what })} />
      <SelectField
        label={t('meet.unit')}
        value={task.unitId}
        options={targets}
        onChange={(unitId) => change({ unitId })}
      />
      <TextField
        label={t('meet.responsible')}
        value={task.responsible}
        onChange={(responsible) => change({ responsible })}
      />
      <DayField label={t('meet.due')} value={task.dueOn} onChange={(dueOn) => change({ dueOn })} />
      <button type="button" className="button-link" onClick={remove}>
        {t('meet.remove')}
      </button>
    </div>
  )
}
