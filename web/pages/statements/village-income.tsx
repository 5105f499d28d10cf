import { type ReactElement, useState } from 'react'
import type { In, Out } from '../../api.ts'
import { useT } from '../../locale/statements.ts'
import { asWritten, say } from '../../locale/translate.ts'
import { Go, useUrl } from '../../navigation.tsx'
import { paths } from '../../paths.ts'
import { useRead } from '../../query.ts'
import { useMay, useMe } from '../../session.tsx'
import { Money, showPercent, showYuan } from '../../ui/figures.tsx'
import { FilterSelect } from '../../ui/filters.tsx'
import { PageHead, Panel, Tag } from '../../ui/page.tsx'
import { Empty, Loaded } from '../../ui/state.tsx'
import { parseFraction } from '../../../src/kernel/fraction.ts'
import { displayYuan } from '../../../src/kernel/money.ts'
import { ReportDialog } from './report-income.tsx'
import { Scroll } from './parts.tsx'
import { TownChoice, useUnitId } from './unit.tsx'
import { MARK_WORDS, STATE_TONES, STATE_WORDS, STATES } from './words.ts'
import './statements.css'

type Income = Out<'readVillageIncome'>
export type Village = Income['villages'][number]

/** 清零倍增: which villages left zero, which doubled, by what the books prove. */
export default function VillageIncomePage(): ReactElement {
  const t = useT()
  const me = useMe()
  const [search] = useUrl()
  const unitId = useUnitId()
  const now = Number(me.clock.today.slice(0, 4))
  const year = Number(search['year'] ?? now)
  const input: In<'readVillageIncome'> = {
    unitId,
    year,
    baseYear: Number(search['baseYear'] ?? year - 1),
    zeroLine: search['zeroLine'] ?? '0',
    over: search['over'] === 'all' ? 'all' : 'led',
  }
  const read = useRead('readVillageIncome', input)
  return (
    <div className="page page-wide">
      <PageHead
        title={t('vi.title')}
        marks={read.data === undefined ? null : <Tag>{asWritten(read.data.unit.name)}</Tag>}
        sentence={read.data === undefined ? '…' : say(read.data.sentence)}
      />
      <div className="data-bar no-print">
        <div className="data-filters">
          <YearFilter name="year" label={t('vi.year')} standing={String(now)} last={now} />
          <YearFilter
            name="baseYear"
            label={t('vi.base')}
            standing={String(year - 1)}
            last={year - 1}
          />
          <FilterSelect
            name="zeroLine"
            label={t('vi.zeroLine')}
            all="0"
            options={['10000', '30000', '50000', '100000'].map((value) => ({
              value,
              label: showYuan(value) ?? value,
            }))}
          />
          <FilterSelect
            name="over"
            label={t('vi.over')}
            all={t('vi.over.led')}
            options={[{ value: 'all', label: t('vi.over.all') }]}
          />
          <FilterSelect
            name="state"
            label={t('vi.state')}
            options={STATES.map((value) => ({ value, label: say(STATE_WORDS[value]) }))}
          />
          <TownChoice />
        </div>
      </div>
      <Loaded read={read} lines={12}>
        {(data) => <Content data={data} />}
      </Loaded>
    </div>
  )
}

function YearFilter(props: {
  name: string
  label: string
  standing: string
  last: number
}): ReactElement {
  const years = Array.from({ length: 6 }, (_, i) => String(props.last - i))
  return (
    <FilterSelect
      name={props.name}
      label={props.label}
      all={props.standing}
      options={years
        .filter((value) => value !== props.standing)
        .map((value) => ({ value, label: value }))}
    />
  )
}

function Content({ data }: { data: Income }): ReactElement {
  const t = useT()
  const may = useMay()
  const [search, change] = useUrl()
  const [chosen, setChosen] = useState<Village | null>(null)
  const rows = data.villages.filter(
    ({ state }) => search['state'] === undefined || state === search['state'],
  )
  return (
    <>
      <ul className="state-counts">
        {STATES.map((state) => {
          const tone = STATE_TONES[state]
          return (
            <li key={state}>
              <button
                type="button"
                className="button"
                aria-pressed={search['state'] === state}
                onClick={() => change({ state: search['state'] === state ? undefined : state })}
              >
                <Tag {...(tone === undefined ? {} : { tone })}>{say(STATE_WORDS[state])}</Tag>{' '}
                <span className="num">{data.counts[state]}</span>
              </button>
            </li>
          )
        })}
      </ul>
      <Panel title={t('vi.average')}>
        <div className="averages">
          {[data.collective, data.households].map((increase) => (
            <div key={increase.sentence.zh}>
              <p className="finding-text">{say(increase.sentence)}</p>
              <p className="muted small">
                {t('vi.formula')} {say(increase.formula)}
              </p>
            </div>
          ))}
        </div>
      </Panel>
      {rows.length === 0 ? (
        <Empty title={t('vi.none')} />
      ) : (
        <VillageTable
          data={data}
          rows={rows}
          onRecord={may('recordVillageIncomes') ? setChosen : null}
        />
      )}
      {chosen === null ? null : (
        <ReportDialog
          village={chosen}
          year={data.year}
          baseYear={data.baseYear}
          close={() => setChosen(null)}
        />
      )}
    </>
  )
}

function VillageTable(props: {
  data: Income
  rows: readonly Village[]
  onRecord: ((village: Village) => void) | null
}): ReactElement {
  const t = useT()
  const { data, rows, onRecord } = props
  return (
    <Scroll label={t('vi.title')}>
      <table className="table table-small sheet">
        <thead>
          <tr>
            <th scope="col">{t('vi.village')}</th>
            <th scope="col">{t('vi.state')}</th>
            <th scope="col" className="num">
              {t('vi.baseFigure', { year: String(data.baseYear) })}
            </th>
            <th scope="col" className="num">
              {t('vi.currentFigure', { year: String(data.year) })}
            </th>
            <th scope="col" className="num">
              {t('vi.target')}
            </th>
            <th scope="col" className="num">
              {t('vi.evidence')}
            </th>
            <th scope="col" className="num">
              {t('vi.household')}
            </th>
            {onRecord === null ? null : <td className="no-print" />}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <VillageRow key={row.villageId} row={row} data={data} onRecord={onRecord} />
          ))}
        </tbody>
      </table>
    </Scroll>
  )
}

function VillageRow(props: {
  row: Village
  data: Income
  onRecord: ((village: Village) => void) | null
}): ReactElement {
  const t = useT()
  const { row, onRecord } = props
  const tone = STATE_TONES[row.state]
  const [coop] = row.coops
  const proof = t('vi.evidenceHint', {
    dividend: showYuan(row.evidence.dividend) ?? '',
    lease: showYuan(row.evidence.lease) ?? '',
  })
  return (
    <tr>
      <th scope="row">
        <Go to={paths.village(row.villageId)}>{asWritten(row.name)}</Go>{' '}
        <span className="muted small">{asWritten(row.townName)}</span>
      </th>
      <td>
        <Tag {...(tone === undefined ? {} : { tone })}>{say(STATE_WORDS[row.state])}</Tag>
      </td>
      <td className="num">
        <Marked value={row.base} mark={row.baseMark} />
      </td>
      <td className="num">
        <Marked value={row.current} mark={row.mark} />
      </td>
      <td className="num">
        {row.target === null ? '—' : <Money value={row.target} />}
        {row.progress === null ? null : (
          <div className="muted small">{showPercent(row.progress, 0)}</div>
        )}
      </td>
      <td className="num" title={proof}>
        {coop === undefined || row.evidence.total === '0.00' ? (
          '—'
        ) : (
          <Go to={paths.statements(coop.id, { form: '02', period: String(props.data.year) })}>
            <Money value={row.evidence.total} />
          </Go>
        )}
      </td>
      <td className="num">{perHousehold(row.households.perHousehold)}</td>
      {onRecord === null ? null : (
        <td className="no-print">
          <button type="button" className="button-link" onClick={() => onRecord(row)}>
            {t('vi.record')}
            <span className="visually-hidden"> {asWritten(row.name)}</span>
          </button>
        </td>
      )}
    </tr>
  )
}

function Marked(props: {
  value: string | null
  mark: 'actual' | 'claim' | 'estimate' | null
}): ReactElement {
  if (props.value === null) return <span className="muted">—</span>
  return (
    <>
      <Money value={props.value} />
      {props.mark === null ? null : (
        <div className="muted small">{say(MARK_WORDS[props.mark])}</div>
      )}
    </>
  )
}

/** An exact average in fen, cut to the fen. */
function perHousehold(value: string | null): string {
  const exact = value === null ? null : parseFraction(value)
  return exact === null ? '—' : displayYuan(exact.num / exact.den)
}
