import type { ReactElement } from 'react'
import { parseYuan } from '../../src/kernel/money.ts'
import { useT } from '../locale/phone.ts'
import { showYuan } from '../ui/figures.tsx'
import { type MemberHome, useHome } from './member.ts'
import { Sub } from './parts.tsx'

type Event = MemberHome['memberships'][number]['history'][number]

/** How my shares became what they are, newest first. */
export function HistoryPage(): ReactElement {
  const t = useT()
  const home = useHome()
  return (
    <Sub title={t('history')}>
      {home.memberships.map((one) => (
        <section key={one.holderId} className="card">
          <h2>{one.coopName}</h2>
          {one.history.length === 0 ? (
            <p>{t('noHistory')}</p>
          ) : (
            <ul className="events">
              {one.history.map((event) => (
                <EventLine key={event.id} event={event} />
              ))}
            </ul>
          )}
        </section>
      ))}
    </Sub>
  )
}

function EventLine({ event }: { event: Event }): ReactElement {
  const t = useT()
  const money = parseYuan(event.paid) === 0n ? event.promised : event.paid
  const shown = parseYuan(money) === 0n ? event.units : `${showYuan(money) ?? money} ${t('yuan')}`
  return (
    <li className={event.reversed ? 'event-reversed' : ''}>
      <span className="phone-muted">{event.on}</span>
      <span>
        {t(`event.${event.kind}`)}
        {event.reversed ? ` · ${t('reversed')}` : ''}
      </span>
      <strong>{shown}</strong>
    </li>
  )
}
