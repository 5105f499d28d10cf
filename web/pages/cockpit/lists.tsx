import type { ReactElement } from 'react'
import { useT } from '../../locale/showcase.ts'
import { asWritten, say } from '../../locale/translate.ts'
import { Go } from '../../navigation.tsx'
import { paths } from '../../paths.ts'
import { barLength } from '../../ui/figures.tsx'
import { Movement, showScore } from '../indicator/value.tsx'
import { useWatched } from './use-watched.ts'

const SHOWN = 5

/** Positions of the towns with what they moved. */
export function Towns(props: { unitId: string; which: { period?: string } }): ReactElement {
  const t = useT()
  const { data } = useWatched('readRanking', {
    unitId: props.unitId,
    set: 'towns',
    ...props.which,
  })
  return (
    <ol className="cockpit-towns-list">
      {(data?.rows ?? []).map((row, i) => (
        <li key={row.unit?.id ?? i}>
          <span className="cockpit-place">{row.rank}</span>
          <Go to={paths.ranking(props.which)} className="cockpit-town">
            {row.unit === null ? '—' : asWritten(row.unit.name)}
          </Go>
          <span className="cockpit-bar" aria-hidden="true">
            <i style={{ width: `${Math.max(0, barLength(row.score))}%` }} />
          </span>
          <span className="num" title={t('ck.score')}>
            {showScore(row.score)}
          </span>
          <span className="cockpit-move">
            <Movement places={row.movement} />
          </span>
        </li>
      ))}
    </ol>
  )
}

/** What is open, overdue, on a plate; the gravest first. */
export function Problems({ unitId }: { unitId: string }): ReactElement {
  const t = useT()
  const { data } = useWatched('listProblems', { unitId, state: 'open', limit: '50' })
  const rows = (data?.rows ?? [])
    .toSorted((a, b) => b.daysLate - a.daysLate || (a.dueOn < b.dueOn ? -1 : 1))
    .slice(0, SHOWN)
  return (
    <div>
      <h2>
        <Go to={paths.problems()}>{t('ck.problems')}</Go>{' '}
        <small>
          {data === undefined
            ? '…'
            : t('ck.problemsSaid', {
                open: data.open,
                overdue: data.overdue,
                listed: data.listed,
              })}
        </small>
      </h2>
      {data !== undefined && rows.length === 0 ? (
        <p className="cockpit-quiet">{t('ck.problemsNone')}</p>
      ) : (
        <ul className="cockpit-rows">
          {rows.map((row) => (
            <li key={row.problemId}>
              <Go to={paths.problem(row.problemId)}>{asWritten(row.title)}</Go>
              <span className="cockpit-quiet">{asWritten(row.unit.name)}</span>
              <Due on={row.dueOn} late={row.overdue} />
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}

/** What waits for the reader's own hand. */
export function Tasks(): ReactElement {
  const t = useT()
  const { data } = useWatched('listTasks', { limit: '50' })
  const own = (data?.rows ?? []).filter(({ escalated }) => !escalated).slice(0, SHOWN)
  return (
    <div>
      <h2>
        <Go to={paths.tasks()}>{t('ck.tasks')}</Go>{' '}
        <small>{data === undefined ? '…' : data.ready}</small>
      </h2>
      {data !== undefined && own.length === 0 ? (
        <p className="cockpit-quiet">{t('ck.tasksNone')}</p>
      ) : (
        <ul className="cockpit-rows">
          {own.map((row) => (
            <li key={`${row.caseId} ${row.step} ${row.seat}`}>
              <Go to={paths.case(row.caseId)}>{asWritten(row.title)}</Go>
              <span className="cockpit-quiet">{say(row.stepTitle)}</span>
              <Due on={row.dueOn} late={row.overdue} />
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}

function Due({ on, late }: { on: string | null; late: boolean }): ReactElement | null {
  const t = useT()
  if (on === null) return null
  return (
    <span className={late ? 'cockpit-late nowrap' : 'cockpit-quiet nowrap'}>
      {late ? t('ck.overdue') : t('ck.due', { day: on.slice(5) })}
    </span>
  )
}
