import type { ReactElement } from 'react'
import type { Out } from '../../api.ts'
import { useT } from '../../locale/division.ts'
import { comma, say } from '../../locale/translate.ts'
import { Go } from '../../navigation.tsx'
import { paths } from '../../paths.ts'
import { useRead } from '../../query.ts'
import { useMay } from '../../session.tsx'
import { Day } from '../../ui/figures.tsx'
import { Panel, Tag } from '../../ui/page.tsx'
import { Loaded } from '../../ui/state.tsx'
import { EVENT_WORDS, LEVEL_WORDS } from './words.ts'
import './division.css'

/** Names, codes and mergers of a division through the years. */
export function DivisionHistory({ divisionId }: { divisionId: string }): ReactElement {
  const t = useT()
  const may = useMay()
  const division = useRead('readDivision', { divisionId })
  return (
    <Panel
      title={t('village.history')}
      extra={
        may('recordDivisionEvents') ? (
          <Go to={paths.divisions({ tab: 'events' })}>{t('event.new')}</Go>
        ) : undefined
      }
    >
      <Loaded read={division} lines={3}>
        {(data) => <Story division={data} />}
      </Loaded>
    </Panel>
  )
}

function Story({ division }: { division: Out<'readDivision'> }): ReactElement {
  const t = useT()
  return (
    <ol className="timeline">
      {division.events.map((event) => (
        <li key={event.id}>
          <Day value={event.date} />{' '}
          <strong className={event.withdrawn === null ? undefined : 'withdrawn'}>
            {say(EVENT_WORDS[event.kind])}
          </strong>{' '}
          {event.from.map((one) => one.name).join(comma())}
          {event.to.length === 0 ? '' : ` → ${event.to.map((one) => one.name).join(comma())}`}{' '}
          <span className="muted">{event.document}</span>{' '}
          {event.withdrawn === null ? null : (
            <>
              <Tag tone="fail">{t('withdraw.mark')}</Tag>{' '}
              <span className="muted">{event.withdrawn.reason}</span>
            </>
          )}
        </li>
      ))}
      {division.versions.map((version) => (
        <li key={version.validFrom}>
          <Day value={version.validFrom} />
          {version.validTo === null ? null : (
            <>
              –<Day value={version.validTo} />
            </>
          )}{' '}
          <strong>{version.name}</strong> {say(LEVEL_WORDS[version.level])}{' '}
          <span className="mono">{version.code ?? ''}</span>{' '}
          <span className="muted">
            {version.vintage === null ? '' : `${t('village.vintage')} ${version.vintage}`}
          </span>
        </li>
      ))}
    </ol>
  )
}
