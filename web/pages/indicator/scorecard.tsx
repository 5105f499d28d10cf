import type { ReactElement } from 'react'
import type { Out } from '../../api.ts'
import { useT } from '../../locale/indicator.ts'
import { asWritten, say } from '../../locale/translate.ts'
import { Go, useUrl } from '../../navigation.tsx'
import { paths } from '../../paths.ts'
import { useRead } from '../../query.ts'
import { ownUnit, useMe } from '../../session.tsx'
import { barLength } from '../../ui/figures.tsx'
import { Icon } from '../../ui/icon.tsx'
import { PageHead, Panel } from '../../ui/page.tsx'
import { Empty, Loaded } from '../../ui/state.tsx'
import { UnitPicker } from '../../ui/unit-picker.tsx'
import { Scroll } from '../statements/parts.tsx'
import { TownChoice, useUnitId } from '../statements/unit.tsx'
import { Movement, showFigure, showScore } from './value.tsx'
import { OriginTag, useWhich, WhichPicker } from './which.tsx'
import './indicator.css'

type Card = Out<'readScorecard'>
type Row = NonNullable<Card['row']>

/** 四个成效 (R4): a town's or co-op's score in four groups; for the county its towns side by side. */
export default function ScorecardPage(): ReactElement {
  const own = ownUnit(useMe())
  const unitId = useUnitId()
  const county = own?.kind === 'county' && unitId === own.id
  return (
    <div className="page">
      {county ? <Several unitId={unitId} set="four-results" /> : <One unitId={unitId} />}
    </div>
  )
}

/** Whose card, and of when. */
function Choices(): ReactElement {
  const t = useT()
  const [, change] = useUrl()
  return (
    <div className="data-bar no-print">
      <div className="data-filters">
        <TownChoice />
        <WhichPicker />
        <UnitPicker
          label={t('card.pick')}
          kind="coop"
          value={null}
          onChange={(picked) => picked !== null && change({ unitId: picked.id })}
        />
      </div>
    </div>
  )
}

/** Units by the same set, each with its four groups as numbers and its card behind the name. */
function Several({ unitId, set }: { unitId: string; set: string }): ReactElement {
  const t = useT()
  const which = useWhich()
  const read = useRead('readRanking', { unitId, set, ...which })
  const { data } = read
  return (
    <>
      <PageHead
        title={t('card.title')}
        marks={data === undefined ? null : <OriginTag origin={data.origin} />}
        sentence={
          data === undefined
            ? '…'
            : t('card.sentence', {
                unit: asWritten(data.unit.name),
                period: say(data.origin.title),
              })
        }
        actions={<Print />}
      />
      <Choices />
      <Loaded read={read} lines={10}>
        {(ranking) => <Rows ranking={ranking} />}
      </Loaded>
    </>
  )
}

function Rows({ ranking }: { ranking: Out<'readRanking'> }): ReactElement {
  const t = useT()
  const which = useWhich()
  const rows = ranking.rows.filter(({ unit }) => unit !== null)
  if (rows.length === 0) return <Empty title={t('rk.none')} />
  return (
    <Scroll label={t('card.title')}>
      <table className="table table-small sheet">
        <thead>
          <tr>
            <th scope="col" className="num">
              {t('rk.place')}
            </th>
            <th scope="col">{t('fg.unit')}</th>
            <th scope="col" className="num">
              {t('card.total')}
            </th>
            {ranking.set.groups.map((group) => (
              <th key={group.id} scope="col" className="num">
                {say(group.title)}
              </th>
            ))}
            <th scope="col">{t('rk.movement')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.unit?.id ?? row.rank}>
              <td className="num rank-place">{row.rank}</td>
              <th scope="row">
                <Go to={paths.scorecard({ unitId: row.unit?.id, ...which })}>
                  {asWritten(row.unit?.name ?? '')}
                </Go>
              </th>
              <td className="num" title={row.score}>
                {showScore(row.score)}
              </td>
              {ranking.set.groups.map((group) => (
                <td key={group.id} className="num">
                  {showScore(row.groups.find(({ id }) => id === group.id)?.component ?? '0/1')}
                </td>
              ))}
              <td>
                <Movement places={row.movement} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  )
}

function Print(): ReactElement {
  const t = useT()
  return (
    <button type="button" className="button" onClick={() => window.print()}>
      <Icon name="print" /> {t('rk.print')}
    </button>
  )
}

function One({ unitId }: { unitId: string }): ReactElement {
  const t = useT()
  const which = useWhich()
  const read = useRead('readScorecard', { unitId, ...which })
  const { data } = read
  return (
    <>
      <PageHead
        title={
          data === undefined ? t('card.title') : `${asWritten(data.unit.name)} · ${t('card.title')}`
        }
        marks={data === undefined ? null : <OriginTag origin={data.origin} />}
        sentence={
          data === undefined ? (
            '…'
          ) : (
            <>
              {t('card.sentence', {
                unit: asWritten(data.unit.name),
                period: say(data.origin.title),
              })}
            </>
          )
        }
        actions={<Print />}
      />
      <Choices />
      <Loaded read={read} lines={12}>
        {(card) => <Cards card={card} />}
      </Loaded>
      {data?.unit.kind === 'town' ? (
        <Panel title={t('card.coops')}>
          <Below unitId={unitId} />
        </Panel>
      ) : null}
    </>
  )
}

function Below({ unitId }: { unitId: string }): ReactElement {
  const read = useRead('readRanking', { unitId, set: 'four-results-coops', ...useWhich() })
  return (
    <Loaded read={read} lines={6}>
      {(ranking) => <Rows ranking={ranking} />}
    </Loaded>
  )
}

function Cards({ card }: { card: Card }): ReactElement {
  const t = useT()
  const { row } = card
  if (row === null) return <Empty title={t('card.noRow')} />
  return (
    <>
      <p className="score-total">
        <strong title={row.score}>{showScore(row.score)}</strong>{' '}
        {t('card.place', { rank: row.rank, n: card.ranked })} <Movement places={row.movement} />
      </p>
      <div className="score-cards">
        {card.set.groups.map((group) => (
          <GroupCard key={group.id} group={group} card={card} row={row} />
        ))}
      </div>
      <Panel title={t('card.lift')}>
        <Lifts card={card} row={row} />
      </Panel>
    </>
  )
}

function GroupCard(props: {
  group: Card['set']['groups'][number]
  card: Card
  row: Row
}): ReactElement {
  const t = useT()
  const { group, card, row } = props
  const which = useWhich()
  const component = row.groups.find(({ id }) => id === group.id)?.component ?? '0/1'
  const lines = card.set.lines.filter((line) => line.group === group.id)
  const heads = new Map(card.indicators.map((head) => [head.id, head]))
  const parts = new Map(row.lines.map((line) => [line.indicator, line]))
  return (
    <section className="score-card">
      <h2>
        {say(group.title)} <span className="num">{showScore(component)}</span>
      </h2>
      <ul>
        {lines.map(({ indicator, weight }) => {
          const [head, part] = [heads.get(indicator), parts.get(indicator)]
          if (head === undefined) return null
          return (
            <li key={indicator}>
              <Go to={paths.figure(indicator, { unitId: card.unit.id, ...which })}>
                {say(head.title)}
              </Go>
              <span className="num">
                {part === undefined || part.value === null
                  ? '—'
                  : `${showFigure(part.value, head.form)}${head.form === 'share' ? '' : say(head.unit)}`}
              </span>
              <span className="score-line" title={`${t('card.weight')} ${weight}`}>
                <i
                  style={{ width: `${Math.min(100, barLength(part?.component ?? '0/1') * 4)}%` }}
                />
              </span>
              <span className="num muted">
                {part === undefined ? '—' : showScore(part.component)}
              </span>
            </li>
          )
        })}
      </ul>
    </section>
  )
}

function Lifts({ card, row }: { card: Card; row: Row }): ReactElement {
  const t = useT()
  if (row.rank === 1) return <p className="muted">{t('rk.top')}</p>
  if (row.lifts.length === 0) return <p className="muted">{t('rk.liftNone')}</p>
  return (
    <ul>
      {row.lifts.slice(0, 3).map(({ indicator, to }) => {
        const head = card.indicators.find(({ id }) => id === indicator)
        return head === undefined ? null : (
          <li key={indicator}>
            {t('rk.liftTo', { indicator: say(head.title), to: showFigure(to, head.form) })}
          </li>
        )
      })}
    </ul>
  )
}
