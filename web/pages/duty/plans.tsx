import type { ReactElement } from 'react'
import type { Out } from '../../api.ts'
import { useT } from '../../locale/duty.ts'
import { asWritten, say } from '../../locale/translate.ts'
import { Go, useUrl } from '../../navigation.tsx'
import { paths } from '../../paths.ts'
import { useRead } from '../../query.ts'
import { showYuan } from '../../ui/figures.tsx'
import { PageHead, Tag } from '../../ui/page.tsx'
import { Empty, Loaded } from '../../ui/state.tsx'
import { Scroll } from '../statements/parts.tsx'
import {
  PLAN_STATE_TONES,
  PLAN_STATE_WORDS,
  PLAN_STATUS_TONES,
  PLAN_STATUS_WORDS,
} from './words.ts'
import './duty.css'

type Board = Out<'listTownPlans'>
type Row = Board['rows'][number]

/** Plans of the towns for a year: planned against what records say. */
export default function Plans(): ReactElement {
  const t = useT()
  const [search, change] = useUrl()
  const read = useRead('listTownPlans', { year: search['year'], limit: '500' })
  const { data } = read
  return (
    <div className="page">
      <PageHead
        title={t('plan.title')}
        sentence={
          data === undefined
            ? '…'
            : t('plan.sentence', {
                year: String(data.year),
                planned: data.sums.plannedCoops,
                actual: data.sums.actualCoops,
                milestones: data.sums.milestones,
                done: data.sums.milestonesDone,
                overdue: data.sums.milestonesOverdue,
              })
        }
      />
      <Loaded read={read} lines={10}>
        {(board) => (
          <>
            <div className="row duty-filters no-print">
              <label className="filter">
                <span>{t('plan.year')}</span>
                <select
                  value={String(board.year)}
                  onChange={(event) => change({ year: event.target.value })}
                >
                  {board.years.map((year) => (
                    <option key={year} value={String(year)}>
                      {t('plan.yearName', { year: String(year) })}
                    </option>
                  ))}
                </select>
              </label>
              {board.byStatus.map(({ status, towns }) => (
                <Tag key={status} tone={PLAN_STATUS_TONES[status]}>
                  {say(PLAN_STATUS_WORDS[status])} {towns}
                </Tag>
              ))}
            </div>
            {board.rows.length === 0 ? (
              <Empty title={t('plan.noTowns')} />
            ) : (
              <>
                <Table board={board} />
                <Cards board={board} />
                <p className="muted small">{t('plan.moneyHint')}</p>
              </>
            )}
          </>
        )}
      </Loaded>
    </div>
  )
}

const money = (row: Pick<Row, 'actual' | 'planned'>): string =>
  `${showYuan(row.actual) ?? ''} / ${showYuan(row.planned) ?? ''}`

const coops = (row: Pick<Row, 'actualCoops' | 'plannedCoops'>): string =>
  `${row.actualCoops}/${row.plannedCoops}`

function Next({ row }: { row: Row }): ReactElement {
  const { next } = row
  if (next === null) return <span className="muted">—</span>
  const tone = PLAN_STATE_TONES[next.state]
  return (
    <>
      {asWritten(next.title)} <span className="num muted small">{next.dueOn}</span>{' '}
      <Tag {...(tone === undefined ? {} : { tone })}>{say(PLAN_STATE_WORDS[next.state])}</Tag>
    </>
  )
}

function Table({ board }: { board: Board }): ReactElement {
  const t = useT()
  return (
    <div className="duty-wide">
      <Scroll label={t('plan.title')}>
        <table className="table plan-table">
          <thead>
            <tr>
              <th scope="col">{t('plan.town')}</th>
              <th scope="col">{t('plan.status')}</th>
              <th scope="col">{t('plan.coops')}</th>
              <th scope="col" className="cell-right">
                {t('plan.money')}
              </th>
              <th scope="col">{t('plan.milestones')}</th>
              <th scope="col">{t('plan.next')}</th>
              <th scope="col">{t('plan.gap')}</th>
            </tr>
          </thead>
          <tbody>
            {board.rows.map((row) => (
              <tr key={row.town.id}>
                <th scope="row">
                  <Go to={paths.townPlan(row.town.id, { year: String(board.year) })}>
                    {asWritten(row.town.name)}
                  </Go>
                </th>
                <td>
                  <Tag tone={PLAN_STATUS_TONES[row.status]}>
                    {say(PLAN_STATUS_WORDS[row.status])}
                  </Tag>
                </td>
                <td className="num">{coops(row)}</td>
                <td className="num cell-right">{money(row)}</td>
                <td>
                  <span className="num">
                    {t('plan.done', { done: row.milestonesDone, total: row.milestones })}
                  </span>{' '}
                  {row.milestonesOverdue === 0 ? null : (
                    <Tag tone="fail">{t('plan.overdue', { n: row.milestonesOverdue })}</Tag>
                  )}
                </td>
                <td>
                  <Next row={row} />
                </td>
                <td>
                  {row.unexplained === 0 ? null : (
                    <Tag tone="depends">{t('plan.unexplained', { n: row.unexplained })}</Tag>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
    </div>
  )
}

function Cards({ board }: { board: Board }): ReactElement {
  const t = useT()
  return (
    <ul className="plain-list duty-cards">
      {board.rows.map((row) => (
        <li key={row.town.id} className="panel">
          <h2>
            <Go to={paths.townPlan(row.town.id, { year: String(board.year) })}>
              {asWritten(row.town.name)}
            </Go>{' '}
            <Tag tone={PLAN_STATUS_TONES[row.status]}>{say(PLAN_STATUS_WORDS[row.status])}</Tag>
          </h2>
          <div className="duty-card-line">
            <span className="muted">{t('plan.coops')}</span>
            <span className="num">{coops(row)}</span>
          </div>
          <div className="duty-card-line">
            <span className="muted">{t('plan.money')}</span>
            <span className="num">{money(row)}</span>
          </div>
          <div className="duty-card-line">
            <span className="muted">{t('plan.milestones')}</span>
            <span>
              <span className="num">
                {t('plan.done', { done: row.milestonesDone, total: row.milestones })}
              </span>{' '}
              {row.milestonesOverdue === 0 ? null : (
                <Tag tone="fail">{t('plan.overdue', { n: row.milestonesOverdue })}</Tag>
              )}
            </span>
          </div>
          {row.next === null ? null : (
            <p>
              <span className="muted">{t('plan.next')}</span> <Next row={row} />
            </p>
          )}
        </li>
      ))}
    </ul>
  )
}
