import type { ReactElement } from 'react'
import { ApiRefusal } from '../api.ts'
import { say } from '../locale/translate.ts'

/** A "no" with the places that are wrong. */
export function ApiError({ error }: { error: unknown }): ReactElement {
  return (
    <div className="portal-error" role="alert">
      {error instanceof ApiRefusal ? (
        <>
          <p>{say(error.text)}</p>
          {error.faults.map((fault) => (
            <p key={fault.path}>
              {fault.path} {say(fault.text)}
            </p>
          ))}
        </>
      ) : (
        <p>{String(error)}</p>
      )}
    </div>
  )
}
