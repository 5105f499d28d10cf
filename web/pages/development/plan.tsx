import { type ReactElement, useState } from 'react'
import { download, type In, type Out } from '../../api.ts'
import { useT } from '../../locale/development.ts'
import { asWritten, say } from '../../locale/translate.ts'
import { useRead } from '../../query.ts'
import { useMay, useMe } from '../../session.tsx'
import { DayField, TextArea, TextField } from '../../ui/field.tsx'
import { Notice, Panel, Tag } from '../../ui/page.tsx'
import { ReasonDialog } from '../../ui/reason-dialog.tsx'
import { Loaded } from '../../ui/state.tsx'
import { WriteDialog } from '../registry/write-dialog.tsx'

type Plans = Out<'readClassPlans'>
type Plan = Plans['plans'][number]
type Task = Plan['tasks'][number]

/** 一社一策: the plan that runs, its tasks, and the plans before it. */
export function PlanPanel({ coopId }: { coopId: string }): ReactElement {
  const t = useT()
  const may = useMay()
  const read = useRead('readClassPlans', { coopId })
  const [making, setMaking] = useState(false)
  const running = read.data?.plans.find((plan) => plan.endedOn === null)
  const draft = read.data?.draft ?? null
  return (
    <Panel
      title={t('plan.title')}
      extra={
        running !== undefined ? (
          <PlanActs coopId={coopId} plan={running} />
        ) : draft !== null && may('makeClassPlan') ? (
          <button type="button" className="button button-primary" onClick={() => setMaking(true)}>
            {t('plan.make')}
          </button>
        ) : undefined
      }
    >
      <Loaded read={read} lines={4}>
        {(data) => <PlanBody coopId={coopId} plans={data} />}
      </Loaded>
      {making && draft !== null ? (
        <MakePlan coopId={coopId} draft={draft} close={() => setMaking(false)} />
      ) : null}
    </Panel>
  )
}

function PlanBody({ coopId, plans: { plans, draft } }: { coopId: string; plans: Plans }) {
  const t = useT()
  const running = plans.find((plan) => plan.endedOn === null)
  const earlier = plans.filter((plan) => plan.endedOn !== null)
  return (
    <div className="stack">
      {running === undefined ? (
        <p className="muted">{draft === null ? t('plan.needClass') : t('plan.none')}</p>
      ) : (
        <>
          <p>
            <strong>{asWritten(running.aim)}</strong>{' '}
            <span className="muted">
              {t('plan.span', {
                from: running.startsOn,
                to: running.dueOn,
                helper: asWritten(running.helper),
              })}
            </span>
          </p>
          <TaskTable coopId={coopId} tasks={running.tasks} open />
        </>
      )}
      {earlier.length === 0 ? null : (
        <details>
          <summary>{t('plan.earlier')}</summary>
          {earlier.map((plan) => (
            <div key={plan.planId} className="stack-tight">
              <p>
                {asWritten(plan.aim)}{' '}
                <span className="muted">
                  {t('plan.ended', { on: plan.endedOn ?? '', note: asWritten(plan.endNote ?? '') })}
                </span>
              </p>
              <TaskTable coopId={coopId} tasks={plan.tasks} />
            </div>
          ))}
        </details>
      )}
    </div>
  )
}

function PlanActs({ coopId, plan }: { coopId: string; plan: Plan }): ReactElement {
  const t = useT()
  const may = useMay()
  const [ending, setEnding] = useState(false)
  return (
    <span className="row">
      {may('printClassPlan')
        ? (['pdf', 'docx'] as const).map((format) => (
            <button
              key={format}
              type="button"
              className="button"
              onClick={() => void download('printClassPlan', { coopId, format })}
            >
              {t('plan.print')} {t(format === 'pdf' ? 'plan.pdf' : 'plan.word')}
            </button>
          ))
        : null}
      {may('endClassPlan') ? (
        <button type="button" className="button" onClick={() => setEnding(true)}>
          {t('plan.end')}
        </button>
      ) : null}
      {ending ? (
        <ReasonDialog
          title={t('plan.end')}
          confirm={t('plan.end')}
          verb="endClassPlan"
          input={(note) => ({ coopId, planId: plan.planId, note })}
          close={() => setEnding(false)}
        />
      ) : null}
    </span>
  )
}

function TaskTable(props: {
  coopId: string
  tasks: readonly Task[]
  open?: boolean
}): ReactElement {
  const t = useT()
  const may = useMay()
  const [done, setDone] = useState<Task | null>(null)
  const finish = props.open === true && may('finishClassTask')
  return (
    <div className="table-scroll" tabIndex={0} role="group" aria-label={t('plan.what')}>
      <table className="table">
        <thead>
          <tr>
            <th scope="col">{t('plan.when')}</th>
            <th scope="col">{t('plan.what')}</th>
            <th scope="col">{t('plan.who')}</th>
            <th scope="col">{t('plan.state')}</th>
          </tr>
        </thead>
        <tbody>
          {props.tasks.map((task) => (
            <tr key={task.taskId}>
              <td className="nowrap">
                {task.dueOn} {task.overdue ? <Tag tone="fail">{t('plan.late')}</Tag> : null}
              </td>
              <td>{asWritten(task.what)}</td>
              <td>{asWritten(task.responsible)}</td>
              <td>
                {task.doneOn !== null ? (
                  <span className="small">
                    {task.doneOn} {asWritten(task.doneNote ?? '')}
                  </span>
                ) : finish ? (
                  <button type="button" className="button-link" onClick={() => setDone(task)}>
                    {t('plan.done')}
                  </button>
                ) : null}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {done === null ? null : (
        <FinishTask coopId={props.coopId} task={done} close={() => setDone(null)} />
      )}
    </div>
  )
}

/** A task is done: on which day, and what came of it. */
export function FinishTask(props: {
  coopId: string
  task: { readonly taskId: string; readonly what: string }
  close: () => void
}): ReactElement {
  const t = useT()
  const me = useMe()
  const { coopId, task } = props
  const [on, setOn] = useState<string>(me.clock.today)
  const [note, setNote] = useState('')
  return (
    <WriteDialog
      verb="finishClassTask"
      title={t('plan.doneOf')}
      confirm={t('plan.done')}
      input={
        note.trim() === '' || on === ''
          ? null
          : { coopId, taskId: task.taskId, on, note: note.trim() }
      }
      close={props.close}
      onDone={() => undefined}
    >
      {(faults) => (
        <>
          <p>
            <strong>{asWritten(task.what)}</strong>
          </p>
          <DayField label={t('plan.doneOn')} value={on} max={me.clock.today} onChange={setOn} />
          <TextArea
            label={t('plan.doneNote')}
            required
            value={note}
            error={faults.at('note')}
            onChange={setNote}
          />
        </>
      )}
    </WriteDialog>
  )
}

type TaskDraft = Omit<NonNullable<Plans['draft']>['tasks'][number], 'dueOn'> & { dueOn: string }

interface PlanTyped {
  readonly aim: string
  readonly helper: string
  readonly dueOn: string
  readonly tasks: readonly TaskDraft[]
}

/** What the server is asked; null while something it cannot do without is missing. */
function planOf(
  coopId: string,
  startsOn: string,
  { aim, helper, dueOn, tasks }: PlanTyped,
): In<'makeClassPlan'> | null {
  const needed = [aim, helper, dueOn, ...tasks.flatMap((one) => [one.what, one.responsible])]
  if (tasks.length === 0 || needed.some((value) => value.trim() === '')) return null
  return {
    coopId,
    aim: aim.trim(),
    helper: helper.trim(),
    startsOn,
    dueOn,
    tasks: tasks.map((task) => ({ ...task, what: task.what.trim() })),
  }
}

function MakePlan(props: {
  coopId: string
  draft: NonNullable<Plans['draft']>
  close: () => void
}): ReactElement {
  const t = useT()
  const { coopId, draft } = props
  const [typed, setTyped] = useState<PlanTyped>({ ...draft, helper: '' })
  const set = (change: Partial<PlanTyped>): void => setTyped({ ...typed, ...change })
  return (
    <WriteDialog
      wide
      verb="makeClassPlan"
      title={t('plan.make')}
      confirm={t('plan.save')}
      input={planOf(coopId, draft.startsOn, typed)}
      close={props.close}
      onDone={() => undefined}
    >
      {(faults) => (
        <>
          <p className="muted small">{t('plan.makeHint')}</p>
          {draft.notes.map((note) => (
            <Notice key={note.en} tone="depends">
              {say(note)}
            </Notice>
          ))}
          <TextField
            label={t('plan.aim')}
            value={typed.aim}
            required
            onChange={(aim) => set({ aim })}
          />
          <div className="columns-2">
            <TextField
              label={t('plan.helper')}
              value={typed.helper}
              required
              error={faults.at('helper')}
              onChange={(helper) => set({ helper })}
            />
            <DayField
              label={t('plan.due')}
              value={typed.dueOn}
              min={draft.startsOn}
              onChange={(dueOn) => set({ dueOn })}
            />
          </div>
          <TaskList typed={typed} set={set} fault={(i) => faults.at(`tasks[${i}].dueOn`)} />
        </>
      )}
    </WriteDialog>
  )
}

function TaskList(props: {
  typed: PlanTyped
  set: (change: Partial<PlanTyped>) => void
  fault: (at: number) => string | null | undefined
}): ReactElement {
  const t = useT()
  const { tasks, dueOn } = props.typed
  const change = (at: number, part: Partial<TaskDraft>): void =>
    props.set({ tasks: tasks.map((task, i) => (i === at ? { ...task, ...part } : task)) })
  return (
    <>
      <ol className="plan-tasks">
        {tasks.map((task, i) => (
          // The order of the list is the identity of a row that has no id yet.
          <li key={i}>
            <TaskFields
              task={task}
              error={props.fault(i)}
              set={(part) => change(i, part)}
              remove={() => props.set({ tasks: tasks.filter((_, at) => at !== i) })}
            />
          </li>
        ))}
      </ol>
      <button
        type="button"
        className="button"
        onClick={() =>
          props.set({ tasks: [...tasks, { what: '', responsible: '', dueOn, test: null }] })
        }
      >
        {t('plan.add')}
      </button>
    </>
  )
}

function TaskFields(props: {
  task: TaskDraft
  error: string | null | undefined
  set: (change: Partial<TaskDraft>) => void
  remove: () => void
}): ReactElement {
  const t = useT()
  const { task, set } = props
  return (
    <div className="plan-task">
      <TextField
        label={t('plan.what')}
        value={task.what}
        required
        onChange={(what) => set({ what })}
      />
      <TextField
        label={t('plan.who')}
        value={task.responsible}
        required
        onChange={(responsible) => set({ responsible })}
      />
      <DayField label={t('plan.when')} value={task.dueOn} onChange={(due) => set({ dueOn: due })} />
      <button type="button" className="button-link" onClick={props.remove}>
        {t('plan.remove')}
      </button>
      {props.error === null || props.error === undefined ? null : (
        <p className="field-error">{props.error}</p>
      )}
    </div>
  )
}
