import { Component, type ErrorInfo, type ReactElement, type ReactNode } from 'react'
import { text } from '../../src/kernel/text.ts'
import { ApiRefusal } from '../api.ts'
import { say, useLanguage } from '../locale/translate.ts'
import { Icon } from './icon.tsx'
import { WORDS } from './words.ts'

const BROKEN = {
  title: text('这一页出了问题', 'Something is wrong with this page'),
  body: text(
    '数据没有改动。请重试;仍不行请刷新页面或告诉管理员。',
    'No data was changed. Try again; if it persists, reload the page or tell the administrator.',
  ),
  failed: text('没有读到数据', 'The data could not be read'),
  done: text('未作任何更改。', 'Nothing was changed.'),
}

/** Grey bars in the shape of what is coming: no spinner. */
export function Skeleton({ lines = 4, height }: { lines?: number; height?: number }): ReactElement {
  return (
    <div className="skeleton" role="status" aria-label={say(WORDS.loading)}>
      {Array.from({ length: lines }, (_, index) => (
        <div
          key={index}
          className="skeleton-line"
          style={{ width: `${[100, 86, 94, 62, 78][index % 5] ?? 80}%`, height }}
        />
      ))}
    </div>
  )
}

/** Nothing to show: says why, and what to do next. */
export function Empty(props: { title: string; hint?: string; action?: ReactNode }): ReactElement {
  return (
    <div className="empty">
      <p className="empty-title">{props.title}</p>
      {props.hint === undefined ? null : <p className="muted">{props.hint}</p>}
      {props.action}
    </div>
  )
}

/** The sentence of a refusal with its faults and its number. */
export function Refused({ error, write }: { error: unknown; write?: boolean }): ReactElement {
  useLanguage()
  const refusal = error instanceof ApiRefusal ? error : null
  return (
    <div className="notice notice-fail" role="alert">
      <Icon name="fails" size={18} />
      <div>
        <p>
          {refusal === null ? say(BROKEN.title) : say(refusal.text)}
          {write === true && refusal !== null ? ` ${say(BROKEN.done)}` : null}
        </p>
        {refusal !== null && refusal.faults.length > 0 ? (
          <ul className="notice-list">
            {refusal.faults.slice(0, 20).map((fault) => (
              <li key={`${fault.path}${fault.text.en}`}>
                <span className="mono">{fault.path.replace(/^\$\.?/, '')}</span> {say(fault.text)}
              </li>
            ))}
          </ul>
        ) : null}
        {refusal?.requestId === null || refusal === null ? null : (
          <p className="muted small">
            {say(WORDS.requestId)} <span className="mono">{refusal.requestId}</span>
          </p>
        )}
      </div>
    </div>
  )
}

/** A read that failed: the reason, and a button to try again. */
export function ReadError({ error, retry }: { error: unknown; retry: () => void }): ReactElement {
  useLanguage()
  return (
    <div className="stack">
      <Refused error={error} />
      <div>
        <button type="button" className="button" onClick={retry}>
          {say(WORDS.retry)}
        </button>
      </div>
    </div>
  )
}

interface ReadLike<T> {
  readonly data: T | undefined
  readonly error: unknown
  readonly isPending: boolean
  readonly refetch: () => unknown
}

/** The three states of a read: skeleton, error, the thing itself. */
export function Loaded<T>(props: {
  read: ReadLike<T>
  lines?: number
  children: (data: T) => ReactNode
}): ReactElement {
  const { read } = props
  if (read.data !== undefined) return <>{props.children(read.data)}</>
  if (read.error !== null && read.error !== undefined) {
    return <ReadError error={read.error} retry={() => void read.refetch()} />
  }
  return <Skeleton lines={props.lines ?? 6} />
}

interface BoundaryState {
  readonly error: unknown
}

class Barrier extends Component<{ children: ReactNode }, BoundaryState> {
  override state: BoundaryState = { error: null }

  static getDerivedStateFromError(error: unknown): BoundaryState {
    return { error }
  }

  override componentDidCatch(error: Error, info: ErrorInfo): void {
    globalThis.reportError?.(new Error(`${error.message} ${info.componentStack ?? ''}`))
  }

  override render(): ReactNode {
    if (this.state.error === null) return this.props.children
    return (
      <div className="page">
        <h1>{say(BROKEN.title)}</h1>
        <p>{say(BROKEN.body)}</p>
        <p>
          <button type="button" className="button" onClick={() => this.setState({ error: null })}>
            {say(WORDS.retry)}
          </button>
        </p>
      </div>
    )
  }
}

/** Keeps one broken page from taking the whole desk with it; another place begins anew. */
export const Boundary = (props: { children: ReactNode; place: string }): ReactElement => (
  <Barrier key={props.place}>{props.children}</Barrier>
)
