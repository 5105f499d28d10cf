import type { ReactElement } from 'react'
import type { Out } from '../../api.ts'
import { useT } from '../../locale/desk.ts'
import { comma, say } from '../../locale/translate.ts'
import { useRead } from '../../query.ts'
import { useMay } from '../../session.tsx'
import { Day } from '../../ui/figures.tsx'
import { Panel } from '../../ui/page.tsx'
import { Loaded } from '../../ui/state.tsx'
import { recorderName } from '../shares/words.ts'
import { EventList } from '../shares/event-list.tsx'
import { CLASS_WORDS, FACT_WORDS, STATUS_WORDS } from './words.ts'

/** What happened to the co-op: its shares, its status, its class, its facts. */
export function CoopHistory({ coopId }: { coopId: string }): ReactElement {
  const may = useMay()
  const history = useRead('cooperativeHistory', { coopId })
  return (
    <div className="stack">
      {may('listShareEvents') ? <EventList coopId={coopId} /> : null}
      <Loaded read={history}>{(data) => <Versions history={data} />}</Loaded>
    </div>
  )
}

function Versions({ history }: { history: Out<'cooperativeHistory'> }): ReactElement {
  const t = useT()
  return (
    <div className="columns-2">
      <Panel title={t('coop.historyStatus')}>
        <ol className="timeline">
          {history.statuses.map((row) => (
            <li key={`${row.validFrom}${row.status}`}>
              <Day value={row.validFrom} /> <strong>{say(STATUS_WORDS[row.status])}</strong>{' '}
              {row.reason}{' '}
              <span className="muted">
                {row.document} {recorderName(t, row.recordedBy)}
              </span>
            </li>
          ))}
        </ol>
      </Panel>
      <Panel title={t('coop.historyClass')}>
        <ol className="timeline">
          {history.classes.map((row) => (
            <li key={row.validFrom}>
              <Day value={row.validFrom} /> <strong>{say(CLASS_WORDS[row.class])}</strong>{' '}
              {row.reason}{' '}
              <span className="muted">
                {row.document} {recorderName(t, row.recordedBy)}
              </span>
            </li>
          ))}
        </ol>
      </Panel>
      <Panel title={t('coop.historyFacts')}>
        <ol className="timeline">
          {history.versions.map((row) => (
            <li key={row.validFrom}>
              <Day value={row.validFrom} /> <strong>{row.name}</strong>{' '}
              {row.changed
                .map((name) => (FACT_WORDS[name] === undefined ? name : say(FACT_WORDS[name])))
                .join(comma())}{' '}
              {row.reason}{' '}
              <span className="muted">
                {row.document} {recorderName(t, row.changedBy)}
              </span>
            </li>
          ))}
        </ol>
      </Panel>
    </div>
  )
}
