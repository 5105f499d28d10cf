import type { ReactElement } from 'react'
import { barLength, showPercent, showYuan } from './figures.tsx'

export interface SharePart {
  readonly key: string
  readonly label: string
  /** Yuan. */
  readonly amount: string
  /** Exact part of the whole. */
  readonly share: string
  readonly tone: 'collective' | 'branch' | 'person' | 'poverty' | 'enterprise' | 'unit'
}

/** Who holds how much, as one bar with its legend: amounts and parts are readable without the colours. */
export function StackedShareBar(props: {
  label: string
  parts: readonly SharePart[]
}): ReactElement {
  const parts = props.parts.filter((part) => part.amount !== '0.00')
  return (
    <figure className="sharebar">
      <div className="sharebar-bar" role="img" aria-label={barText(props.label, parts)}>
        {parts.map((part) => (
          <span
            key={part.key}
            className={`sharebar-part tone-${part.tone}`}
            style={{ flexGrow: Math.max(barLength(part.share), 0.4) }}
            title={`${part.label} ${showPercent(part.share)}`}
          />
        ))}
      </div>
      <figcaption>
        <ul className="sharebar-legend">
          {parts.map((part) => (
            <li key={part.key}>
              <span className={`swatch tone-${part.tone}`} aria-hidden="true" />
              <span>{part.label}</span>
              <span className="num">{showPercent(part.share)}</span>
              <span className="num muted">{showYuan(part.amount)}</span>
            </li>
          ))}
        </ul>
      </figcaption>
    </figure>
  )
}

const barText = (label: string, parts: readonly SharePart[]): string =>
  `${label}: ${parts.map((part) => `${part.label} ${showPercent(part.share)}`).join(', ')}`

export interface Split {
  readonly key: string
  readonly label: string
  readonly count: number
  readonly tone?: string
}

/** Sorted bars of counts: the longest first, the number at its end. */
export function CountBars(props: {
  rows: readonly Split[]
  whole: number
  link: (row: Split, content: ReactElement) => ReactElement
}): ReactElement {
  const most = Math.max(1, ...props.rows.map((row) => row.count))
  return (
    <ul className="bars">
      {props.rows.map((row) => (
        <li key={row.key}>
          {props.link(
            row,
            <>
              <span className="bars-label">{row.label}</span>
              <span className="bars-track" aria-hidden="true">
                <span
                  className={`bars-fill ${row.tone ?? ''}`}
                  style={{ width: `${(row.count / most) * 100}%` }}
                />
              </span>
              <span className="num bars-count">{row.count}</span>
            </>,
          )}
        </li>
      ))}
    </ul>
  )
}

/** Passes, depends and fails of one rule over many co-ops, as one bar. */
export function OutcomeBar(props: {
  passes: number
  depends: number
  fails: number
  label: string
}): ReactElement {
  const { passes, depends, fails } = props
  return (
    <span className="outcome-bar" role="img" aria-label={props.label}>
      {fails > 0 ? <span className="tone-fails" style={{ flexGrow: fails }} /> : null}
      {depends > 0 ? <span className="tone-depends" style={{ flexGrow: depends }} /> : null}
      {passes > 0 ? <span className="tone-passes" style={{ flexGrow: passes }} /> : null}
    </span>
  )
}
