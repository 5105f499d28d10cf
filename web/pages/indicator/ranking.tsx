import { type ReactElement, useState } from 'react'
import { download, type In, type Out } from '../../api.ts'
import { useT } from '../../locale/indicator.ts'
import { asWritten, say } from '../../locale/translate.ts'
import { Go, useUrl } from '../../navigation.tsx'
import { paths } from '../../paths.ts'
import { useRead } from '../../query.ts'
import { useMay } from '../../session.tsx'
import { barLength } from '../../ui/figures.tsx'
import { FilterSelect } from '../../ui/filters.tsx'
import { Icon } from '../../ui/icon.tsx'
import { PageHead, Panel } from '../../ui/page.tsx'
import { Empty, Loaded } from '../../ui/state.tsx'
import { Scroll } from '../statements/parts.tsx'
import { useUnitId } from '../statements/unit.tsx'
import { SetEditor } from './set-editor.tsx'
import { Movement, showFigure, showScore } from './value.tsx'
import { OriginTag, useWhich, WhichPicker } from './which.tsx'
import './indicator.css'

type Ranking = Out<'readRanking'>
type Row = Ranking['rows'][number]

/** 位次: towns with score, what it is made of, movement, and what would lift each one place. */
export default function RankingPage(): ReactElement {
  const t = useT()
  const may = useMay()
  const [search] = useUrl()
  const [editing, setEditing] = useState(false)
  const sets = useRead('listRankingSets', {})
  const set = search['set'] ?? 'towns'
  const input: In<'readRanking'> = { unitId: useUnitId(), set, ...useWhich() }
  const read = useRead('readRanking', input)
  const { data } = read
  return (
    <div className="page page-wide">
      <PageHead
        title={t('rk.title')}
        marks={data === undefined ? null : <OriginTag origin={data.origin} />}
        sentence={data === undefined ? '…' : <Sentence data={data} />}
        actions={
          <>
            <button type="button" className="button" onClick={() => window.print()}>
              <Icon name="print" /> {t('rk.print')}
            </button>
            <button
              type="button"
              className="button"
              onClick={() => void download('rankingFile', { ...input })}
            >
              <Icon name="export" /> {t('fg.export')}
            </button>
            {may('saveRankingSet') ? (
              <button type="button" className="button" onClick={() => setEditing(true)}>
                <Icon name="edit" /> {t('rk.edit')}
              </button>
            ) : null}
          </>
        }
      />
      <div className="data-bar no-print">
        <div className="data-filters">
          <FilterSelect
            name="set"
            label={t('rk.set')}
            all={say(sets.data?.sets.find(({ id }) => id === 'towns')?.title ?? NAMELESS)}
            options={(sets.data?.sets ?? [])
              .filter(({ id }) => id !== 'towns')
              .map(({ id, title }) => ({ value: id, label: say(title) }))}
          />
          <WhichPicker />
        </div>
      </div>
      <Loaded read={read} lines={14}>
        {(ranking) => <Table data={ranking} />}
      </Loaded>
      {editing && data !== undefined ? (
        <SetEditor set={data.set} close={() => setEditing(false)} />
      ) : null}
    </div>
  )
}

const NAMELESS = { zh: '…', en: '…' }

function Sentence({ data }: { data: Ranking }): ReactElement {
  const t = useT()
  const own = data.rows.find(({ unit }) => unit?.id === data.unit.id)
  return (
    <>
      {t('rk.sentence', {
        set: say(data.set.title),
        period: say(data.origin.title),
        n: data.ranked,
      })}
      {own === undefined
        ? null
        : ` ${t('rk.sentenceOwn', { unit: asWritten(data.unit.name), n: data.ranked, rank: own.rank })}`}
    </>
  )
}

function Table({ data }: { data: Ranking }): ReactElement {
  const t = useT()
  const names = new Map(data.indicators.map((head) => [head.id, head]))
  if (data.rows.length === 0 && data.unranked.length === 0) return <Empty title={t('rk.none')} />
  return (
    <>
      <ul className="rank-legend">
        {data.set.groups.map((group, i) => (
          <li key={group.id}>
            <i className={`rank-group-${i % 4}`} />
            {say(group.title)}
          </li>
        ))}
      </ul>
      <Scroll label={t('rk.title')}>
        <table className="table table-small sheet rank-table">
          <thead>
            <tr>
              <th scope="col" className="num">
                {t('rk.place')}
              </th>
              <th scope="col">{t('fg.unit')}</th>
              <th scope="col" className="num">
                {t('rk.score')}
              </th>
              <th scope="col">{t('rk.parts')}</th>
              <th scope="col">{t('rk.movement')}</th>
              <th scope="col">{t('rk.lift')}</th>
            </tr>
          </thead>
          <tbody>
            {data.rows.map((row, i) => (
              <RankRow key={row.unit?.id ?? `hidden-${i}`} row={row} data={data} names={names} />
            ))}
          </tbody>
        </table>
      </Scroll>
      {data.unranked.length === 0 ? null : (
        <Panel title={t('rk.unranked')} hint={String(data.unranked.length)}>
          <ul>
            {data.unranked.map(({ unit, indicator }) => (
              <li key={unit.id}>
                {t('rk.unrankedWhy', {
                  unit: asWritten(unit.name),
                  indicator: say(names.get(indicator)?.title ?? NAMELESS),
                })}
              </li>
            ))}
          </ul>
        </Panel>
      )}
    </>
  )
}

type Names = ReadonlyMap<string, Ranking['indicators'][number]>

function RankRow(props: { row: Row; data: Ranking; names: Names }): ReactElement {
  const t = useT()
  const { row, data, names } = props
  return (
    <tr className={row.unit !== null && row.unit.id === data.unit.id ? 'row-here' : undefined}>
      <td className="num rank-place">{row.rank}</td>
      <th scope="row">
        {row.unit === null ? (
          <span className="muted">{t('rk.hiddenUnit')}</span>
        ) : (
          <details>
            <summary>{asWritten(row.unit.name)}</summary>
            <Lines row={row} names={names} />
            <div className="rank-phone small">
              {t('rk.lift')}: <Lift row={row} names={names} />
            </div>
          </details>
        )}
      </th>
      <td className="num" title={row.score}>
        {showScore(row.score)}
      </td>
      <td>
        <span
          className="rank-bar"
          role="img"
          aria-label={groupsSaid(row, data)}
          title={groupsSaid(row, data)}
        >
          {row.groups.map((group, i) => (
            <span
              key={group.id}
              className={`rank-group-${i % 4}`}
              style={{ width: `${Math.max(0, barLength(group.component))}%` }}
            />
          ))}
        </span>
      </td>
      <td>
        {data.before === null ? (
          <span className="muted small">{t('rk.noMovement')}</span>
        ) : (
          <Movement places={row.movement} />
        )}
      </td>
      <td className="small">{row.unit === null ? null : <Lift row={row} names={names} />}</td>
    </tr>
  )
}

const groupsSaid = (row: Row, data: Ranking): string =>
  row.groups
    .map(({ id, component }) => {
      const group = data.set.groups.find((each) => each.id === id)
      return `${group === undefined ? id : say(group.title)} ${showScore(component)}`
    })
    .join(' · ')

/** The two values that would do it soonest. */
function Lift({ row, names }: { row: Row; names: Names }): ReactElement {
  const t = useT()
  if (row.rank === 1) return <span className="muted">{t('rk.top')}</span>
  if (row.lifts.length === 0) return <span className="muted">{t('rk.liftNone')}</span>
  return (
    <>
      {row.lifts.slice(0, 2).map(({ indicator, to }, i) => {
        const head = names.get(indicator)
        const values = {
          indicator: say(head?.title ?? NAMELESS),
          to: head === undefined ? to : showFigure(to, head.form),
        }
        return (
          <div key={indicator}>{i === 0 ? t('rk.liftTo', values) : t('rk.liftOr', values)}</div>
        )
      })}
    </>
  )
}

function Lines({ row, names }: { row: Row; names: Names }): ReactElement {
  const [search] = useUrl()
  return (
    <ul className="rank-lines small">
      {row.lines.map(({ indicator, value, component }) => {
        const head = names.get(indicator)
        return (
          <li key={indicator}>
            <Go
              to={paths.figure(indicator, {
                unitId: row.unit?.id,
                period: search['period'],
                live: search['live'],
              })}
            >
              {say(head?.title ?? NAMELESS)}
            </Go>{' '}
            <span className="num">
              {value === null || head === undefined ? '—' : showFigure(value, head.form)}
            </span>{' '}
            <span className="muted num">+{showScore(component)}</span>
          </li>
        )
      })}
    </ul>
  )
}
