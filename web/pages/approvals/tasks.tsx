import { type ReactElement, useState } from 'react'
import { useT } from '../../locale/approvals.ts'
import { asWritten, say } from '../../locale/translate.ts'
import { Go, useUrl } from '../../navigation.tsx'
import { paths } from '../../paths.ts'
import { useAct, useRead } from '../../query.ts'
import { ownUnit, useMay, useMe } from '../../session.tsx'
import { SelectField, TextField } from '../../ui/field.tsx'
import { FilterSelect } from '../../ui/filters.tsx'
import { Icon } from '../../ui/icon.tsx'
import { PageHead } from '../../ui/page.tsx'
import { Empty, Loaded, Refused } from '../../ui/state.tsx'
import { Due } from './due.tsx'
import { BASIS_WORDS, type Basis, type Task } from './words.ts'
import './approvals.css'

const LIMIT = 200

/** What waits for the person: overdue and soonest due first; simple ones signed together. */
export default function Tasks(): ReactElement {
  const t = useT()
  const [search] = useUrl()
  const read = useRead('listTasks', { process: search['process'], limit: LIMIT })
  const may = useMay()
  const { data } = read
  return (
    <div className="page approvals">
      <PageHead
        title={t('tasks.title')}
        sentence={data === undefined ? '…' : <Sentence rows={data.rows} total={data.total} />}
        actions={
          may('openCase') ? (
            <Go to={paths.newCase()} className="button button-primary">
              <Icon name="add" size={16} /> {t('cases.new')}
            </Go>
          ) : null
        }
      />
      {data === undefined || data.processes.length < 2 ? null : (
        <div className="row no-print">
          <FilterSelect
            name="process"
            label={t('tasks.process')}
            options={data.processes.map((one) => ({
              value: one.process,
              label: `${say(one.title)} ${one.tasks}`,
            }))}
          />
        </div>
      )}
      <Loaded read={read} lines={8}>
        {({ rows }) =>
          rows.length === 0 ? (
            <Empty title={t('tasks.none')} hint={t('tasks.noneHint')} />
          ) : (
            <Lists rows={rows} />
          )
        }
      </Loaded>
    </div>
  )
}

const splitTasks = (rows: readonly Task[]) => ({
  ready: rows.filter((task) => !task.escalated && !task.waits),
  waits: rows.filter((task) => !task.escalated && task.waits),
  escalated: rows.filter((task) => task.escalated),
})

function Sentence({ rows, total }: { rows: readonly Task[]; total: number }): ReactElement {
  const t = useT()
  if (total === 0) return <>{t('tasks.none')}</>
  const { ready, waits, escalated } = splitTasks(rows)
  const overdue = ready.filter((task) => task.overdue).length
  return (
    <>
      {t('tasks.sentence', { ready: ready.length })}
      {overdue === 0 ? '' : t('tasks.overdue', { n: overdue })}
      {waits.length === 0 ? '' : t('tasks.waiting', { n: waits.length })}
      {escalated.length === 0 ? '' : t('tasks.escalated', { n: escalated.length })}。
    </>
  )
}

const keyOf = (task: Task): string => `${task.caseId} ${task.step} ${task.seat}`

function Lists({ rows }: { rows: readonly Task[] }): ReactElement {
  const t = useT()
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const { ready, waits, escalated } = splitTasks(rows)
  const bulk = ready.filter((task) => task.bulk)
  const marked = bulk.filter((task) => chosen.has(keyOf(task)))
  const toggle = (task: Task): void => {
    const next = new Set(chosen)
    if (!next.delete(keyOf(task))) next.add(keyOf(task))
    setChosen(next)
  }
  return (
    <>
      <List title={t('tasks.ready')} rows={ready} chosen={chosen} toggle={toggle} />
      {bulk.length < 2 ? null : (
        <Bulk all={bulk} marked={marked} choose={(tasks) => setChosen(new Set(tasks.map(keyOf)))} />
      )}
      <List title={t('tasks.waits')} rows={waits} />
      <List title={t('tasks.escalatedTitle')} rows={escalated} />
    </>
  )
}

interface ListProps {
  readonly title: string
  readonly rows: readonly Task[]
  /** Where rows can be marked to be signed together. */
  readonly chosen?: ReadonlySet<string>
  readonly toggle?: (task: Task) => void
}

function List({ title, rows, chosen, toggle }: ListProps): ReactElement | null {
  const t = useT()
  if (rows.length === 0) return null
  const marks = toggle !== undefined && rows.filter((task) => task.bulk).length > 1
  return (
    <section className="stack">
      <h2 className="list-title">
        {title} <span className="muted">{rows.length}</span>
      </h2>
      <ul className="task-list">
        {rows.map((task) => (
          <li key={keyOf(task)} className={task.overdue ? 'task task-overdue' : 'task'}>
            {marks && task.bulk ? (
              <label className="task-mark">
                <input
                  type="checkbox"
                  checked={chosen?.has(keyOf(task)) === true}
                  aria-label={t('tasks.choose', { title: task.title })}
                  onChange={() => toggle(task)}
                />
              </label>
            ) : null}
            <Go to={paths.case(task.caseId, { step: task.step })} className="task-link">
              <span className="task-step">{say(task.stepTitle)}</span>
              <span className="task-title">{asWritten(task.title)}</span>
              <span className="muted small">
                {say(task.processTitle)} {task.number} · {task.unitName}
                {task.instead === null ? '' : ` · ${t('tasks.instead', { name: task.instead })}`}
              </span>
              <span className="task-due">
                <Due clock={task} />
              </span>
              <Icon name="right" />
            </Go>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** Signs the marked ones together: records are done, opinions agreed to on one stated ground. */
function Bulk(props: {
  all: readonly Task[]
  marked: readonly Task[]
  choose: (tasks: readonly Task[]) => void
}): ReactElement {
  const t = useT()
  const me = useMe()
  const act = useAct('signSteps')
  const [basis, setBasis] = useState<Basis>('charter')
  const [basisText, setText] = useState('')
  const { all, marked } = props
  const asks = marked.some((task) => task.kind !== 'record')
  const mixed = asks && marked.some((task) => task.kind === 'record')
  const send = (): void =>
    act.mutate(
      {
        input: {
          unitId: ownUnit(me)?.id ?? '',
          items: marked.map(({ caseId, step, acts }) => ({ caseId, step, seen: acts })),
          ...(asks ? { basis, basisText } : {}),
        },
      },
      { onSuccess: () => props.choose([]) },
    )
  return (
    <div className="bulk no-print">
      <button type="button" className="button" onClick={() => props.choose(all)}>
        {t('tasks.chooseAll')}
      </button>
      {asks ? (
        <>
          <SelectField
            label={t('step.basis')}
            value={basis}
            onChange={(next) => setBasis(next as Basis)}
            options={Object.entries(BASIS_WORDS).map(([value, label]) => ({
              value,
              label: say(label),
            }))}
          />
          <TextField label={t('step.basisText')} value={basisText} onChange={setText} />
        </>
      ) : null}
      <button
        type="button"
        className="button button-primary"
        disabled={marked.length === 0 || mixed || act.isPending}
        onClick={send}
      >
        {t('tasks.bulk', { n: marked.length })}
      </button>
      <span className="muted small">{mixed ? t('tasks.onlyRecord') : t('tasks.bulkHint')}</span>
      <p role="status">
        {act.data === undefined ? '' : t('tasks.bulkDone', { n: act.data.signed })}
      </p>
      {act.error === null ? null : <Refused error={act.error} write />}
    </div>
  )
}
