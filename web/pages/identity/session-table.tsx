import type { ReactElement } from 'react'
import type { Out } from '../../api.ts'
import { useT } from '../../locale/desk.ts'
import { showInstant } from '../../ui/figures.tsx'
import { Tag } from '../../ui/page.tsx'

type Session = Out<'listSessions'>['rows'][number]

/** The browser's name out of its long description. */
function agentName(agent: string): string {
  const known = /(Edg|Firefox|Chrome|Safari|MicroMessenger)\/(\d+)/.exec(agent)
  const system = /(Windows|Mac OS|Android|iPhone|Linux)/.exec(agent)?.[1] ?? ''
  const name = known?.[1] === 'Edg' ? 'Edge' : (known?.[1] ?? agent.slice(0, 40))
  return `${name} ${known?.[2] ?? ''} ${system}`.trim()
}

/** Sessions with where they come from; `onEnd` draws a button for each. */
export function SessionTable(props: {
  rows: readonly Session[]
  onEnd?: (sessionId: string) => void
}): ReactElement {
  const t = useT()
  return (
    <div className="table-scroll">
      <table className="table">
        <thead>
          <tr>
            <th scope="col">{t('me.sessionAgent')}</th>
            <th scope="col">{t('me.sessionAddress')}</th>
            <th scope="col">{t('me.sessionSince')}</th>
            <th scope="col">{t('me.sessionSeen')}</th>
            <th scope="col">
              <span className="visually-hidden">{t('common.actions')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {props.rows.map((row) => (
            <tr key={row.id}>
              <th scope="row" title={row.agent}>
                {agentName(row.agent)}
                {row.current ? <Tag tone="accent">{t('me.sessionHere')}</Tag> : null}
                {row.secondFactor ? <Tag tone="pass">{t('me.sessionFactor')}</Tag> : null}
              </th>
              <td className="mono">{row.address}</td>
              <td>{showInstant(row.createdAt)}</td>
              <td>{showInstant(row.lastSeenAt)}</td>
              <td className="num">
                {props.onEnd === undefined || row.current ? null : (
                  <button
                    type="button"
                    className="button-link"
                    onClick={() => props.onEnd?.(row.id)}
                  >
                    {t('me.end')}
                  </button>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
