import { useParams } from '@tanstack/react-router'
import { type ReactElement, useState } from 'react'
import type { In, Out } from '../../api.ts'
import { useT } from '../../locale/indicator.ts'
import { asWritten, say } from '../../locale/translate.ts'
import { Go, useUrl } from '../../navigation.tsx'
import { paths } from '../../paths.ts'
import { useRead } from '../../query.ts'
import { barLength } from '../../ui/figures.tsx'
import { PageHead, Panel, Tag } from '../../ui/page.tsx'
import { Loaded } from '../../ui/state.tsx'
import { Scroll } from '../statements/parts.tsx'
import { TownChoice, useUnitId } from '../statements/unit.tsx'
import { FactRows } from './rows.tsx'
import { Trend } from './trend.tsx'
import { ChangeOf, Figure, FORM_OF } from './value.tsx'
import { OriginTag, useWhich, WhichPicker } from './which.tsx'
import { MARK_WORDS } from './words.ts'
import './indicator.css'

export type Indicator = Out<'readIndicator'>

/** One indicator: what it means, what it is made of, how it went, who has how much, and its rows. */
export default function FigurePage(): ReactElement {
  const t = useT()
  const { indicator } = useParams({ strict: false }) as { indicator: string }
  const [search] = useUrl()
  const input: In<'readIndicator'> = { unitId: useUnitId(), indicator, ...useWhich() }
  const read = useRead('readIndicator', input)
  const { data } = read
  const back = { unitId: search['unitId'], period: search['period'], live: search['live'] }
  return (
    <div className="page page-wide">
      <PageHead
        title={data === undefined ? t('fg.title') : say(data.indicator.title)}
        trail={[
          {
            key: 'figures',
            node: <Go to={paths.figures(back)}>{t('fg.title')}</Go>,
          },
          ...(data?.trail ?? []).map((unit) => ({
            key: unit.id,
            node: (
              <Go to={paths.figure(indicator, { ...back, unitId: unit.id })}>
                {asWritten(unit.name)}
              </Go>
            ),
          })),
        ]}
        marks={data === undefined ? null : <OriginTag origin={data.origin} />}
        sentence={data === undefined ? '…' : <Sentence data={data} />}
      />
      <div className="data-bar no-print">
        <div className="data-filters">
          <WhichPicker />
          <TownChoice />
        </div>
      </div>
      <Loaded read={read} lines={12}>
        {(figure) => <Content key={figure.unit.id} data={figure} />}
      </Loaded>
    </div>
  )
}

function Sentence({ data }: { data: Indicator }): ReactElement {
  const t = useT()
  const { indicator } = data
  return (
    <>
      {asWritten(data.unit.name)} {say(data.origin.title)}:{' '}
      <strong>
        <Figure value={data.value} why={data.why} form={indicator.form} unit={indicator.unit} />
      </strong>{' '}
      {t('fg.before')}{' '}
      <ChangeOf change={data.before} form={indicator.form} none={t('fg.noBefore')} />
    </>
  )
}

function Content({ data }: { data: Indicator }): ReactElement {
  const t = useT()
  const [fact, setFact] = useState(data.facts[0]?.id ?? '')
  return (
    <>
      <div className="figure-pair">
        <Panel title={t('fg.made')}>
          <p className="muted small">
            {t('fg.formula')}: {say(data.indicator.formula)} · {t('fg.by')}:{' '}
            {asWritten(data.indicator.source)}
          </p>
          <ul className="figure-facts">
            {data.facts.map((one) => (
              <li key={one.id}>
                <button
                  type="button"
                  className="button figure-fact"
                  aria-pressed={one.id === fact}
                  onClick={() => setFact(one.id)}
                >
                  <span>
                    {say(one.title)}{' '}
                    {one.mark === 'actual' ? null : (
                      <Tag tone="depends">{say(MARK_WORDS[one.mark])}</Tag>
                    )}
                  </span>
                  <Figure value={one.value} form={FORM_OF[one.measure]} />
                </button>
                <p className="muted small">
                  {t('fg.countsWord')}: {say(one.counts)}; {t('fg.leavesOut')}: {say(one.leavesOut)}
                </p>
              </li>
            ))}
          </ul>
        </Panel>
        <Panel title={t('fg.trend')}>
          <Trend data={data} />
        </Panel>
      </div>
      {data.parts.length === 0 ? null : <Parts data={data} />}
      {fact === '' ? null : <FactRows key={fact} fact={fact} unitId={data.unit.id} />}
    </>
  )
}

/** The units right below with a bar each, longest first; a click goes down. */
function Parts({ data }: { data: Indicator }): ReactElement {
  const t = useT()
  const [search] = useUrl()
  const { indicator } = data
  const length = (value: string | null) => (value === null ? 0 : Math.max(0, barLength(value)))
  const most = Math.max(...data.parts.map(({ value }) => length(value)), 0)
  const rows = data.parts.toSorted((a, b) => length(b.value) - length(a.value))
  return (
    <Panel title={t('fg.units')} hint={String(rows.length)}>
      <Scroll label={t('fg.units')}>
        <table className="table table-small sheet">
          <thead>
            <tr>
              <th scope="col">{t('fg.unit')}</th>
              <th scope="col" className="num">
                {t('fg.value')}
              </th>
              <td className="figure-bar-cell" />
              <th scope="col" className="num">
                {t('fg.before')}
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ unit, value, why, before }) => (
              <tr key={unit.id}>
                <th scope="row">
                  <Go
                    to={paths.figure(indicator.id, {
                      unitId: unit.id,
                      period: search['period'],
                      live: search['live'],
                    })}
                  >
                    {asWritten(unit.name)}
                  </Go>
                </th>
                <td className="num">
                  <Figure value={value} why={why} form={indicator.form} />
                </td>
                <td className="figure-bar-cell" aria-hidden="true">
                  <span
                    className="figure-bar"
                    style={{ width: `${most === 0 ? 0 : (length(value) / most) * 100}%` }}
                  />
                </td>
                <td className="num">
                  <ChangeOf change={before} form={indicator.form} none="—" />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
    </Panel>
  )
}
