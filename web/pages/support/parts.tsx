import type { ReactElement, ReactNode } from 'react'
import { useT } from '../../locale/support.ts'
import { asWritten, say } from '../../locale/translate.ts'
import { Go } from '../../navigation.tsx'
import { paths } from '../../paths.ts'
import type { Column } from '../../ui/data-table.tsx'
import { barLength, Money, showYuan } from '../../ui/figures.tsx'
import { Tag } from '../../ui/page.tsx'
import { type Allocation, LEVEL_WORDS, showPoints, STATE_TONES, STATE_WORDS } from './words.ts'

/** A tag whose tone may be none. */
export function Toned(props: {
  tone: 'fail' | 'depends' | 'pass' | 'accent' | undefined
  children: ReactNode
}): ReactElement {
  return <Tag {...(props.tone === undefined ? {} : { tone: props.tone })}>{props.children}</Tag>
}

export const StateTag = ({ state }: { state: Allocation['state'] }): ReactElement => (
  <Toned tone={STATE_TONES[state]}>{say(STATE_WORDS[state])}</Toned>
)

/** How much of a sum has come and gone: a bar beside the words, never instead of them. */
export function Way({ money }: { money: Allocation['money'] }): ReactElement {
  const t = useT()
  const whole = money.net.replace('.', '')
  const part = (yuan: string): string => {
    const den = whole === '' || Number(whole) === 0 ? '1' : whole
    return `${Math.min(100, Math.max(0, barLength(`${yuan.replace('.', '')}/${den}`)))}%`
  }
  const label = t('way.label', {
    arrived: showYuan(money.arrived) ?? '',
    used: showYuan(money.used) ?? '',
    waiting: showYuan(money.waiting) ?? '',
  })
  return (
    <div className="support-way" role="img" aria-label={label} title={label}>
      <span className="way-used" style={{ width: part(money.used) }} />
      <span className="way-left" style={{ width: part(money.left) }} />
    </div>
  )
}

/** Sums as cells in a row. */
export function Sums(props: {
  sums: readonly { readonly label: string; readonly value: string; readonly note?: string }[]
}): ReactElement {
  return (
    <div className="support-sums">
      {props.sums.map(({ label, value, note }) => (
        <div key={label} className="support-sum">
          <span className="muted small">{label}</span>
          <strong>
            <Money value={value} />
          </strong>
          {note === undefined ? null : <span className="muted small">{note}</span>}
        </div>
      ))}
    </div>
  )
}

/** The columns of every list of allocations. */
export function useAllocationColumns(hide: readonly string[] = []): readonly Column<Allocation>[] {
  return [...useWhatColumns(), ...useMoneyColumns()].filter(({ key }) => !hide.includes(key))
}

/** Who got what of which fund, and why. */
function useWhatColumns(): readonly Column<Allocation>[] {
  const t = useT()
  const two = (first: ReactNode, second: ReactNode): ReactElement => (
    <div className="support-cell">
      <span>{first}</span>
      <span className="muted small">{second}</span>
    </div>
  )
  return [
    {
      key: 'number',
      title: t('alloc.number'),
      text: (row) => row.number,
      cell: (row) =>
        two(
          <Go to={paths.supportAllocation(row.unit.id, row.allocationId)}>
            {asWritten(row.number)}
          </Go>,
          <span className="num">{row.decidedOn}</span>,
        ),
    },
    {
      key: 'unit',
      title: t('alloc.unit'),
      text: (row) => row.unit.name,
      cell: (row) =>
        two(
          row.unit.kind === 'coop' ? (
            <Go to={paths.coopSupport(row.unit.id)}>{asWritten(row.unit.name)}</Go>
          ) : (
            asWritten(row.unit.name)
          ),
          asWritten(row.town ?? ''),
        ),
    },
    {
      key: 'fund',
      title: t('alloc.fund'),
      text: (row) => row.fund.title,
      cell: (row) =>
        two(
          asWritten(row.fund.title),
          `${row.fund.year} · ${say(LEVEL_WORDS[row.fund.level])} · ${asWritten(row.purpose)}`,
        ),
    },
    {
      key: 'why',
      title: t('alloc.why'),
      text: (row) => row.basis,
      cell: (row) =>
        two(
          asWritten(row.basis),
          row.points === null
            ? null
            : t('alloc.points', {
                points: showPoints(row.points),
                place: row.place ?? 0,
                among: row.among ?? 0,
              }),
        ),
    },
  ]
}

/** How much, and how far it has come. */
function useMoneyColumns(): readonly Column<Allocation>[] {
  const t = useT()
  return [
    {
      key: 'net',
      title: t('alloc.net'),
      right: true,
      text: (row) => row.money.net,
      cell: (row) => <Money value={row.money.net} />,
    },
    {
      key: 'arrived',
      title: t('alloc.arrived'),
      right: true,
      text: (row) => row.money.arrived,
      cell: (row) => (
        <div>
          <Money value={row.money.arrived} />
          {row.waitingDays === null ? null : (
            <div className="muted small">{t('alloc.days', { n: row.waitingDays })}</div>
          )}
        </div>
      ),
    },
    {
      key: 'used',
      title: t('alloc.used'),
      right: true,
      text: (row) => row.money.used,
      cell: (row) => <Money value={row.money.used} />,
    },
    {
      key: 'state',
      title: t('alloc.state'),
      text: (row) => say(STATE_WORDS[row.state]),
      cell: (row) => (
        <span className="row">
          <StateTag state={row.state} />
          {row.broken === 0 ? null : <Tag tone="fail">{t('alloc.broken')}</Tag>}
        </span>
      ),
    },
  ]
}
