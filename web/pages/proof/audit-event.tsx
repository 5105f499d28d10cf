import type { ReactElement } from 'react'
import type { Out } from '../../api.ts'
import { useT } from '../../locale/desk.ts'
import { useRead } from '../../query.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { showInstant } from '../../ui/figures.tsx'
import { Facts, Notice } from '../../ui/page.tsx'
import { Loaded } from '../../ui/state.tsx'
import { actorName, OutcomeTag } from './audit-words.tsx'
import { verbTitle } from './verb-title.ts'

type Event = Out<'readAudit'>

/** One event: what was asked, what changed, and its place in the chain recomputed. */
export function AuditEvent(props: { eventId: string; close: () => void }): ReactElement {
  const t = useT()
  const event = useRead('readAudit', { eventId: props.eventId })
  return (
    <Dialog
      open
      wide
      onClose={props.close}
      title={event.data === undefined ? t('audit.title') : verbTitle(event.data.verb)}
    >
      <Loaded read={event}>{(data) => <Content event={data} />}</Loaded>
    </Dialog>
  )
}

function Content({ event }: { event: Event }): ReactElement {
  const t = useT()
  return (
    <>
      <Facts
        columns={2}
        facts={[
          { label: t('audit.who'), value: actorName(t, event.actor) },
          { label: t('audit.when'), value: showInstant(event.at, 19) },
          { label: t('audit.outcome'), value: <OutcomeTag outcome={event.outcome} /> },
          { label: t('audit.serverTime'), value: showInstant(event.recordedAt, 19) },
          { label: t('audit.source'), value: <span className="mono">{event.source}</span> },
          { label: t('audit.request'), value: <span className="mono">{event.requestId}</span> },
        ]}
      />
      <h3 className="panel-sub">{t('audit.input')}</h3>
      <Json value={event.input} />
      <h3 className="panel-sub">{t('audit.changes')}</h3>
      <Changes changes={event.changes} />
      <h3 className="panel-sub">{t('audit.sealTitle')}</h3>
      <Seal seal={event.seal} />
    </>
  )
}

function Json({ value }: { value: unknown }): ReactElement {
  return <pre className="json mono">{JSON.stringify(value, null, 2)}</pre>
}

interface Change {
  readonly entity?: string
  readonly id?: string
  readonly before?: unknown
  readonly after?: unknown
}

function Changes({ changes }: { changes: unknown }): ReactElement {
  const t = useT()
  const list = Array.isArray(changes) ? (changes as Change[]) : []
  if (list.length === 0) return <p className="muted">{t('audit.noChanges')}</p>
  return (
    <div className="stack">
      {list.map((change, index) => (
        <div key={index} className="columns-2">
          <div>
            <p className="muted">
              {t('audit.before')} · {change.entity}
            </p>
            <Json value={change.before ?? null} />
          </div>
          <div>
            <p className="muted">{t('audit.after')}</p>
            <Json value={change.after ?? null} />
          </div>
        </div>
      ))}
    </div>
  )
}

function Seal({ seal }: { seal: Event['seal'] }): ReactElement {
  const t = useT()
  if (seal === null) return <p className="muted">{t('audit.waiting')}</p>
  const hash = (value: string) => <span className="mono hash">{value === '' ? '—' : value}</span>
  const beside = (one: NonNullable<Event['seal']>['before']) =>
    one === null ? '—' : `${one.seq} · ${showInstant(one.at, 19)} · ${verbTitle(one.verb)}`
  return (
    <>
      <Notice tone={seal.holds ? 'pass' : 'fail'}>
        {t(seal.holds ? 'audit.sealHolds' : 'audit.sealBroken')}
      </Notice>
      <Facts
        facts={[
          { label: t('audit.seal'), value: seal.seq },
          { label: t('audit.hash'), value: hash(seal.hash) },
          { label: t('audit.previousHash'), value: hash(seal.previousHash) },
          { label: t('audit.algorithm'), value: seal.algorithm },
          { label: t('audit.sealedAt'), value: showInstant(seal.sealedAt, 19) },
          { label: t('audit.before.event'), value: beside(seal.before) },
          { label: t('audit.after.event'), value: beside(seal.after) },
        ]}
      />
    </>
  )
}
