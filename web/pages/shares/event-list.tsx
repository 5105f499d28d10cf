import { type ReactElement, useState } from 'react'
import { parseYuan } from '../../../src/kernel/money.ts'
import type { Out } from '../../api.ts'
import { useT } from '../../locale/desk.ts'
import { useRead } from '../../query.ts'
import { useMay } from '../../session.tsx'
import { Money, showInstant } from '../../ui/figures.tsx'
import { Panel, Tag } from '../../ui/page.tsx'
import { ReasonDialog } from '../../ui/reason-dialog.tsx'
import { Loaded } from '../../ui/state.tsx'
import { eventLabel, recorderName } from './words.ts'

type Event = Out<'listShareEvents'>['events'][number]

/** Every event of the register, newest first; a wrong one is reversed, never deleted. */
export function EventList({ coopId }: { coopId: string }): ReactElement {
  const t = useT()
  const events = useRead('listShareEvents', { coopId, limit: 500 })
  const [reversing, setReversing] = useState<Event | null>(null)
  return (
    <Panel title={t('events.title')}>
      <Loaded read={events} lines={4}>
        {(data) => (
          <div
            className="table-scroll table-tall"
            tabIndex={0}
            role="region"
            aria-label={t('events.title')}
          >
            <table className="table table-small">
              <thead>
                <tr>
                  <th scope="col">{t('events.seq')}</th>
                  <th scope="col">{t('common.day')}</th>
                  <th scope="col">{t('events.kind')}</th>
                  <th scope="col">{t('events.who')}</th>
                  <th scope="col">{t('events.by')}</th>
                  <th scope="col">
                    <span className="visually-hidden">{t('common.actions')}</span>
                  </th>
                </tr>
              </thead>
              <tbody>
                {data.events.map((event) => (
                  <EventRow key={event.id} event={event} onReverse={() => setReversing(event)} />
                ))}
              </tbody>
            </table>
          </div>
        )}
      </Loaded>
      {reversing === null ? null : (
        <ReasonDialog
          title={t('events.reverseTitle', { n: reversing.seq })}
          confirm={t('events.reverse')}
          danger
          verb="reverseEvent"
          input={(note) => ({ coopId, eventId: reversing.id, note })}
          close={() => setReversing(null)}
        >
          <p>{t('events.reverseBody')}</p>
        </ReasonDialog>
      )}
    </Panel>
  )
}

function EventRow({ event, onReverse }: { event: Event; onReverse: () => void }): ReactElement {
  const t = useT()
  const may = useMay()
  const lines = event.lines.slice(0, 6)
  const mayReverse = event.reversedBy === null && event.kind !== 'reversal' && may('reverseEvent')
  return (
    <tr>
      <td className="num">{event.seq}</td>
      <td>{event.on}</td>
      <td>
        {t(eventLabel(event.kind))}
        {event.reversedBy === null ? null : <Tag>{t('events.reversed')}</Tag>}
        {event.reverses === null ? null : <Tag>{t('events.reverses')}</Tag>}
      </td>
      <td>
        {lines.map((line, index) => (
          <div key={`${line.holderId}${index}`}>
            {line.holderName} <LineAmount line={line} />
          </div>
        ))}
        {event.lines.length > lines.length ? `… ${event.lines.length}` : null}
        {event.reason === null ? null : <div className="muted small">{event.reason}</div>}
      </td>
      <td>
        {recorderName(t, event.recordedBy)}{' '}
        <span className="muted small">{showInstant(event.recordedAt)}</span>
      </td>
      <td className="num">
        {mayReverse ? (
          <button type="button" className="button-link" onClick={onReverse}>
            {t('events.reverse')}
          </button>
        ) : null}
      </td>
    </tr>
  )
}

function LineAmount({ line }: { line: Event['lines'][number] }): ReactElement {
  const amount = parseYuan(line.paid) === 0n ? line.promised : line.paid
  if (parseYuan(amount) !== 0n) return <Money value={amount} />
  return <span className="num">{line.units}</span>
}
