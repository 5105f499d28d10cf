import { type ReactElement, type ReactNode, useEffect } from 'react'
import { Icon, type IconName } from './icon.tsx'

export interface Crumb {
  readonly key: string
  readonly node: ReactNode
}

interface PageHeadProps {
  readonly title: string
  /** The state in one sentence: the first thing that is read. */
  readonly sentence?: ReactNode
  readonly trail?: readonly Crumb[]
  readonly actions?: ReactNode
  /** Small facts beside the title: class, kind, status. */
  readonly marks?: ReactNode
}

const PRODUCT = '妙棋'

/** Where am I, what is this, how does it stand, what can I do: in this order on every page. */
export function PageHead(props: PageHeadProps): ReactElement {
  const { title, sentence, trail, actions, marks } = props
  useEffect(() => {
    document.title = `${title} · ${PRODUCT}`
  }, [title])
  return (
    <header className="page-head">
      {trail === undefined || trail.length === 0 ? null : (
        <nav className="trail" aria-label="breadcrumb">
          <ol>
            {trail.map((crumb) => (
              <li key={crumb.key}>{crumb.node}</li>
            ))}
          </ol>
        </nav>
      )}
      <div className="page-title">
        <h1>{title}</h1>
        {marks}
        {actions === undefined ? null : <div className="page-actions no-print">{actions}</div>}
      </div>
      {sentence === undefined ? null : <div className="sentence">{sentence}</div>}
    </header>
  )
}

/** A titled block of a page. */
export function Panel(props: {
  title: string
  hint?: ReactNode
  extra?: ReactNode
  children: ReactNode
  className?: string
  id?: string
}): ReactElement {
  return (
    <section className={`panel ${props.className ?? ''}`} id={props.id}>
      <div className="panel-head">
        <h2>{props.title}</h2>
        {props.hint === undefined ? null : <span className="muted small">{props.hint}</span>}
        {props.extra === undefined ? null : <div className="panel-extra">{props.extra}</div>}
      </div>
      {props.children}
    </section>
  )
}

export interface Fact {
  readonly label: string
  readonly value: ReactNode
}

/** Facts as a list of terms: the left column of every object page. */
export function Facts({ facts, columns = 1 }: { facts: readonly Fact[]; columns?: 1 | 2 | 3 }) {
  return (
    <dl className={`facts facts-${columns}`}>
      {facts.map((fact) => (
        <div key={fact.label}>
          <dt>{fact.label}</dt>
          <dd>{fact.value}</dd>
        </div>
      ))}
    </dl>
  )
}

interface Tab {
  readonly key: string
  readonly label: string
  /** A number worth knowing before opening it. */
  readonly badge?: ReactNode
}

/** Tabs whose choice lives in the address, so that each can be linked to. */
export function Tabs(props: {
  label: string
  tabs: readonly Tab[]
  current: string
  onChange: (key: string) => void
}): ReactElement {
  const { tabs, current } = props
  const move = (step: number): void => {
    const index = tabs.findIndex((tab) => tab.key === current)
    const next = tabs[(index + step + tabs.length) % tabs.length]
    if (next === undefined) return
    props.onChange(next.key)
    document.getElementById(`tab-${next.key}`)?.focus()
  }
  return (
    <div
      className="tabs no-print"
      role="tablist"
      aria-label={props.label}
      onKeyDown={(event) => {
        if (event.key === 'ArrowRight') move(1)
        if (event.key === 'ArrowLeft') move(-1)
      }}
    >
      {tabs.map((tab) => (
        <button
          key={tab.key}
          id={`tab-${tab.key}`}
          type="button"
          role="tab"
          aria-selected={tab.key === current}
          aria-controls={`panel-${tab.key}`}
          tabIndex={tab.key === current ? 0 : -1}
          onClick={() => props.onChange(tab.key)}
        >
          {tab.label}
          {tab.badge === undefined ? null : <span className="tab-badge">{tab.badge}</span>}
        </button>
      ))}
    </div>
  )
}

export function TabPanel({ tab, children }: { tab: string; children: ReactNode }): ReactElement {
  return (
    <div role="tabpanel" id={`panel-${tab}`} aria-labelledby={`tab-${tab}`} tabIndex={-1}>
      {children}
    </div>
  )
}

/** A word in a quiet box: status, class, kind. */
export function Tag(props: { children: ReactNode; tone?: 'fail' | 'depends' | 'pass' | 'accent' }) {
  return (
    <span className={props.tone === undefined ? 'tag' : `tag tag-${props.tone}`}>
      {props.children}
    </span>
  )
}

export function Notice(props: {
  tone: 'info' | 'pass' | 'depends' | 'fail'
  children: ReactNode
}): ReactElement {
  const icons = { info: 'info', pass: 'passes', depends: 'depends', fail: 'fails' } as const
  const icon: IconName = icons[props.tone]
  return (
    <div
      className={`notice notice-${props.tone}`}
      role={props.tone === 'fail' ? 'alert' : 'status'}
    >
      <Icon name={icon} size={18} />
      <div>{props.children}</div>
    </div>
  )
}
