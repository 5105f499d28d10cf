import type { ReactElement, ReactNode } from 'react'
import { ApiRefusal } from '../api.ts'
import { useT } from '../locale/phone.ts'
import { say } from '../locale/translate.ts'
import { Line } from '../ui/line.tsx'
import { To } from './link.tsx'

/** A "no" in large type, with a button to try again where that helps. */
export function Refusal(props: { error: unknown; retry?: () => void }): ReactElement {
  const t = useT()
  return (
    <div className="phone-refusal" role="alert">
      <p>{props.error instanceof ApiRefusal ? say(props.error.text) : String(props.error)}</p>
      {props.error instanceof ApiRefusal
        ? props.error.faults.map((fault) => <p key={fault.path}>{say(fault.text)}</p>)
        : null}
      {props.retry === undefined ? null : (
        <button type="button" className="big-button" onClick={props.retry}>
          {t('retry')}
        </button>
      )}
    </div>
  )
}

/** A page below the first: where to go back to, and what it is. */
export function Sub(props: { title: string; children: ReactNode }): ReactElement {
  const t = useT()
  return (
    <>
      <p>
        <To to="/" className="phone-back">
          <Line path="M15 6l-6 6 6 6" size={20} /> {t('back')}
        </To>
      </p>
      <h1>{props.title}</h1>
      {props.children}
    </>
  )
}
