import type { ReactElement, ReactNode } from 'react'
import { parseYuan } from '../../../src/kernel/money.ts'
import { download, type In, type VerbName } from '../../api.ts'
import { useT } from '../../locale/statements.ts'
import { say } from '../../locale/translate.ts'
import { Go, useUrl } from '../../navigation.tsx'
import { useMe } from '../../session.tsx'
import { Money, showYuan } from '../../ui/figures.tsx'
import { Icon } from '../../ui/icon.tsx'
import { joinPeriod, lastMonth, partName, PARTS, splitPeriod } from './words.ts'
import './statements.css'

/** The period in the address; without one the last month that is over. */
export function usePeriod(): string {
  const [search] = useUrl()
  const me = useMe()
  return search['period'] ?? lastMonth(me.clock.today)
}

const YEARS_BACK = 6

/** Year and part of the year, two plain choices. */
export function PeriodPicker({ parts = PARTS }: { parts?: readonly string[] }): ReactElement {
  const t = useT()
  const me = useMe()
  const [, change] = useUrl()
  const { year, part } = splitPeriod(usePeriod())
  const now = Number(me.clock.today.slice(0, 4))
  const years = Array.from({ length: YEARS_BACK }, (_, i) => now - i)
  return (
    <>
      <label className="filter">
        <span>{t('st.year')}</span>
        <select
          value={year}
          onChange={(event) =>
            change({ period: joinPeriod(Number(event.target.value), part), page: undefined })
          }
        >
          {(years.includes(year) ? years : [...years, year]).map((each) => (
            <option key={each} value={each}>
              {each}
            </option>
          ))}
        </select>
      </label>
      <label className="filter">
        <span>{t('st.part')}</span>
        <select
          value={part}
          onChange={(event) =>
            change({ period: joinPeriod(year, event.target.value), page: undefined })
          }
        >
          {parts.map((each) => (
            <option key={each} value={each}>
              {say(partName(each))}
            </option>
          ))}
        </select>
      </label>
    </>
  )
}

/** A figure that leads to what it is made of. Nothing is written for a zero that is no sum. */
export function Door(props: {
  value: string
  to?: string | undefined
  sum?: boolean
  label?: string
}): ReactElement | null {
  if (parseYuan(props.value) === 0n && props.sum !== true) return <span className="muted">—</span>
  if (props.to === undefined) return <Money value={props.value} />
  return (
    <Go
      to={props.to}
      className="door"
      {...(props.label === undefined ? {} : { title: props.label })}
    >
      <Money value={props.value} />
    </Go>
  )
}

/** A table that is wider than the screen moves sideways, by keyboard too. */
export function Scroll(props: { label: string; children: ReactNode }): ReactElement {
  return (
    <div className="table-scroll" tabIndex={0} role="group" aria-label={props.label}>
      {props.children}
    </div>
  )
}

/** What changed between two amounts, with its sign. */
export function Change({ now, before }: { now: string; before: string | null }): ReactElement {
  const [a, b] = [parseYuan(now), parseYuan(before ?? '')]
  if (a === null || b === null) return <span className="muted">—</span>
  const difference = a - b
  if (difference === 0n) return <span className="muted">—</span>
  const size = difference < 0n ? -difference : difference
  const written = `${size / 100n}.${String(size % 100n).padStart(2, '0')}`
  return (
    <span className={difference < 0n ? 'num negative' : 'num'}>
      {difference < 0n ? '-' : '+'}
      {showYuan(written)}
    </span>
  )
}

type FileVerb = 'statementFile' | 'ledgerPageFile' | 'rollUpFile'

/** Print what stands on the screen, or take the paper as PDF or workbook. */
export function Papers<V extends FileVerb & VerbName>(props: {
  verb: V
  input: In<V>
}): ReactElement {
  const t = useT()
  const get = (file: 'pdf' | 'xlsx'): void =>
    void download<VerbName>(props.verb, { ...props.input, file } as In<VerbName>)
  return (
    <>
      <button type="button" className="button" onClick={() => window.print()}>
        <Icon name="print" /> {t('st.print')}
      </button>
      <button type="button" className="button" onClick={() => get('pdf')}>
        <Icon name="export" /> {t('st.pdf')}
      </button>
      <button type="button" className="button" onClick={() => get('xlsx')}>
        <Icon name="export" /> {t('st.xlsx')}
      </button>
    </>
  )
}

export interface BarRow {
  readonly key: string
  readonly label: string
  readonly amount: string
  /** Said after the amount: a share, a verdict. */
  readonly note?: ReactNode
  readonly to?: string
}

/** Sorted bars of amounts: the number at the end of each, readable without the bar. */
export function MoneyBars({ rows }: { rows: readonly BarRow[] }): ReactElement {
  const sizes = rows.map(({ amount }) => parseYuan(amount) ?? 0n)
  const most = sizes.reduce((max, each) => (each > max ? each : max), 1n)
  return (
    <ul className="bars money-bars">
      {rows.map((row, i) => {
        const size = sizes[i] ?? 0n
        const content = (
          <>
            <span className="bars-label">{row.label}</span>
            <span className="bars-track" aria-hidden="true">
              <span
                className="bars-fill"
                style={{ width: `${size <= 0n ? 0 : Number((size * 1000n) / most) / 10}%` }}
              />
            </span>
            <span className="bars-amount">
              <Money value={row.amount} />
              {row.note === undefined ? null : <span className="muted small"> {row.note}</span>}
            </span>
          </>
        )
        return (
          <li key={row.key}>
            {row.to === undefined ? <div>{content}</div> : <Go to={row.to}>{content}</Go>}
          </li>
        )
      })}
    </ul>
  )
}
