import { type ReactElement, useState } from 'react'
import { download, type In, type Out } from '../../api.ts'
import { useT } from '../../locale/indicator.ts'
import { asWritten, say } from '../../locale/translate.ts'
import { Go, useUrl } from '../../navigation.tsx'
import { paths } from '../../paths.ts'
import { useRead } from '../../query.ts'
import { useMay } from '../../session.tsx'
import { FilterSelect } from '../../ui/filters.tsx'
import { Icon } from '../../ui/icon.tsx'
import { PageHead, Panel, Tag } from '../../ui/page.tsx'
import { Empty, Loaded } from '../../ui/state.tsx'
import { TownChoice, useUnitId } from '../statements/unit.tsx'
import { Editions } from './editions.tsx'
import { FreezeDialog } from './freeze.tsx'
import { ChangeOf, Figure } from './value.tsx'
import { OriginTag, useWhich, WhichPicker } from './which.tsx'
import { GROUP_WORDS, MARK_WORDS } from './words.ts'
import './indicator.css'

type Figures = Out<'readFigures'>
type Head = Figures['indicators'][number]
type Value = Figures['figures'][number]

/** 指标: every number of a unit with its change, its meaning and the door to its rows. */
export default function FiguresPage(): ReactElement {
  const t = useT()
  const may = useMay()
  const unitId = useUnitId()
  const input: In<'readFigures'> = { unitId, ...useWhich() }
  const read = useRead('readFigures', input)
  const [freezing, setFreezing] = useState(false)
  const { data } = read
  return (
    <div className="page page-wide">
      <PageHead
        title={t('fg.title')}
        marks={data === undefined ? null : <OriginTag origin={data.origin} />}
        sentence={
          data === undefined
            ? '…'
            : t('fg.sentence', {
                unit: asWritten(data.unit.name),
                period: say(data.origin.title),
                n: data.figures.length,
                day: data.origin.asOf,
              })
        }
        actions={
          <>
            <button
              type="button"
              className="button"
              onClick={() => void download('figuresFile', { ...input })}
            >
              <Icon name="export" /> {t('fg.export')}
            </button>
            <Go to={paths.indicators()} className="button">
              <Icon name="info" /> {t('def.title')}
            </Go>
            <Go to={paths.claims({ unitId })} className="button">
              <Icon name="edit" /> {t('cl.title')}
            </Go>
            {may('freezeFigures') ? (
              <button
                type="button"
                className="button button-primary"
                onClick={() => setFreezing(true)}
              >
                <Icon name="lock" /> {t('fg.freeze')}
              </button>
            ) : null}
          </>
        }
      />
      <div className="data-bar no-print">
        <div className="data-filters">
          <WhichPicker />
          <FilterSelect
            name="show"
            label={t('fg.show')}
            all={t('fg.headline')}
            options={[{ value: 'all', label: t('fg.all') }]}
          />
          <TownChoice />
        </div>
      </div>
      <Loaded read={read} lines={14}>
        {(figures) => <Groups figures={figures} />}
      </Loaded>
      <Editions />
      {freezing ? <FreezeDialog close={() => setFreezing(false)} /> : null}
    </div>
  )
}

function Groups({ figures }: { figures: Figures }): ReactElement {
  const t = useT()
  const [search] = useUrl()
  const values = new Map(figures.figures.map((one) => [one.indicator, one]))
  const shown = figures.indicators.filter((one) => search['show'] === 'all' || one.headline)
  const groups = Object.entries(GROUP_WORDS).flatMap(([group, title]) => {
    const own = shown.filter((one) => one.group === group)
    return own.length === 0 ? [] : [{ group, title, own }]
  })
  if (groups.length === 0) return <Empty title={t('fg.empty')} />
  return (
    <div className="figure-groups">
      {groups.map(({ group, title, own }) => (
        <Panel key={group} title={say(title)}>
          <table className="table table-small sheet figure-table">
            <thead>
              <tr>
                <th scope="col">{t('fg.indicator')}</th>
                <th scope="col" className="num">
                  {t('fg.value')}
                </th>
                <th scope="col" className="num">
                  {t('fg.before')}
                </th>
                <th scope="col" className="num figure-year">
                  {t('fg.yearBefore')}
                </th>
              </tr>
            </thead>
            <tbody>
              {own.map((head) => (
                <Row key={head.id} head={head} value={values.get(head.id)} figures={figures} />
              ))}
            </tbody>
          </table>
        </Panel>
      ))}
    </div>
  )
}

function Row(props: { head: Head; value: Value | undefined; figures: Figures }): ReactElement {
  const t = useT()
  const [search] = useUrl()
  const { head, value, figures } = props
  const { period, live } = search
  return (
    <tr>
      <th scope="row">
        <Go
          to={paths.figure(head.id, { unitId: figures.unit.id, period, live })}
          className="figure-name"
          title={t('fg.rows')}
        >
          {say(head.title)}
        </Go>{' '}
        {head.mark === 'actual' ? null : <Tag tone="depends">{say(MARK_WORDS[head.mark])}</Tag>}
        {value === undefined || value.claims === 0 ? null : (
          <Tag tone="depends">{t('fg.claims', { n: value.claims })}</Tag>
        )}
      </th>
      <td className="num">
        <Figure
          value={value?.value ?? null}
          why={value?.why ?? null}
          form={head.form}
          unit={head.unit}
        />
      </td>
      <td className="num">
        {value === undefined ? null : (
          <ChangeOf change={value.before} form={head.form} none={t('fg.noBefore')} />
        )}
      </td>
      <td className="num figure-year">
        {value === undefined ? null : (
          <ChangeOf change={value.yearBefore} form={head.form} none="—" />
        )}
      </td>
    </tr>
  )
}
