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
  const facts = (changed: readonly string[]): string =>
    changed
      .map((name) => (FACT_WORDS[name] === undefined ? name : say(FACT_WORDS[name])))
      .join(comma())
  return (
    <div className="columns-2">
      <Timeline
        title={t('coop.historyStatus')}
        rows={history.statuses.map((row) => ({ ...row, what: say(STATUS_WORDS[row.status]) }))}
      />
      <Timeline
        title={t('coop.historyClass')}
        rows={history.classes.map((row) => ({ ...row, what: say(CLASS_WORDS[row.class]) }))}
      />
      <Timeline
        title={t('coop.historyFacts')}
        rows={history.versions.map((row) => ({
          ...row,
          what: row.name,
          more: facts(row.changed),
          recordedBy: row.changedBy,
        }))}
      />
    </div>
  )
}

interface Moment {
  readonly validFrom: string
  readonly what: string
  readonly more?: string
  readonly reason: string | null
  readonly document: string | null
  readonly recordedBy: string
}

/** What held from which day, why, by which document and by whom. */
function Timeline(props: { title: string; rows: readonly Moment[] }): ReactElement {
  const t = useT()
  return (
    <Panel title={props.title}>
      <ol className="timeline">
        {props.rows.map((row) => (
          <li key={`${row.validFrom}${row.what}`}>
            <Day value={row.validFrom} /> <strong>{row.what}</strong> {row.more} {row.reason}{' '}
            <span className="muted">
              {row.document} {recorderName(t, row.recordedBy)}
            </span>
          </li>
        ))}
      </ol>
    </Panel>
  )
}
