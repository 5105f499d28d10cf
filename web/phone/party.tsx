import { type FormEvent, type ReactElement, useState } from 'react'
import type { Out } from '../api.ts'
import { useT } from '../locale/party.ts'
import { asWritten, comma, say } from '../locale/translate.ts'
import { useAct, useRead } from '../query.ts'
import { Refusal, Sub } from './parts.tsx'
import './party.css'

type Points = Out<'readOwnPoints'>
type Entry = Points['entries'][number]
type Promises = Out<'readOwnPromises'>
type Own = Promises['own'][number]
type Shown = Promises['shown'][number]

/** My own points: what was recorded, how it adds up, and where to object. Nobody else stands here. */
export function PointsPage(): ReactElement {
  const t = useT()
  const [year, setYear] = useState<number | null>(null)
  const read = useRead('readOwnPoints', year === null ? {} : { year })
  const { data } = read
  return (
    <Sub title={t('p.points')}>
      {read.error === null ? null : (
        <Refusal error={read.error} retry={() => void read.refetch()} />
      )}
      {data === undefined ? null : data.member ? (
        <>
          <section className="card">
            <h2>{t('p.total', { year: String(data.year) })}</h2>
            <p className="card-figure">
              {data.total} <small>{t('p.unit')}</small>
            </p>
            <p className="phone-muted">
              {asWritten(data.branch ?? '')}
              {data.closedOn === null ? '' : ` · ${t('p.closed', { day: data.closedOn })}`}
            </p>
            {data.years.length < 2 ? null : (
              <div className="party-years">
                {data.years.map((one) => (
                  <button
                    key={one}
                    type="button"
                    aria-pressed={one === data.year}
                    onClick={() => setYear(one)}
                  >
                    {one}
                  </button>
                ))}
              </div>
            )}
          </section>
          <Entries data={data} />
          <HowItCounts data={data} />
        </>
      ) : (
        <p>{t('p.noMember')}</p>
      )}
    </Sub>
  )
}

function Entries({ data }: { data: Points }): ReactElement {
  const t = useT()
  return (
    <section className="card">
      <h2>{t('p.entries')}</h2>
      {data.entries.length === 0 ? <p>{t('p.none')}</p> : null}
      {data.entries.map((entry) => (
        <OneEntry key={entry.eventId} entry={entry} open={data.closedOn === null} />
      ))}
    </section>
  )
}

function OneEntry({ entry, open }: { entry: Entry; open: boolean }): ReactElement {
  const t = useT()
  const [asking, setAsking] = useState(false)
  const { appeal } = entry
  return (
    <div className="party-entry">
      <p className={entry.counts ? 'party-line' : 'party-line party-out'}>
        <span>
          {say(entry.title)}
          {entry.times === 1 ? '' : ` × ${entry.times}`}
        </span>
        <strong>{t('p.plus', { n: entry.points })}</strong>
      </p>
      <p className="phone-muted">
        {entry.on} · {asWritten(entry.evidence)}
      </p>
      {entry.withdrawn === null ? null : (
        <p>{t('p.withdrawn', { reason: asWritten(entry.withdrawn) })}</p>
      )}
      {appeal === null ? (
        open ? (
          asking ? (
            <Appeal eventId={entry.eventId} close={() => setAsking(false)} />
          ) : (
            <button type="button" className="party-link" onClick={() => setAsking(true)}>
              {t('p.appeal')}
            </button>
          )
        ) : null
      ) : (
        <p className="phone-muted">
          {t('p.appealed', { what: asWritten(appeal.what) })}{' '}
          {appeal.decision === null
            ? t('p.waiting')
            : t(appeal.decision === 'upheld' ? 'p.upheld' : 'p.rejected', {
                reason: asWritten(appeal.reason ?? ''),
              })}
        </p>
      )}
    </div>
  )
}

function Appeal({ eventId, close }: { eventId: string; close: () => void }): ReactElement {
  const t = useT()
  const act = useAct('appealPoints')
  const [what, setWhat] = useState('')
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    act.mutate({ input: { eventId, what: what.trim() } }, { onSuccess: close })
  }
  return (
    <form onSubmit={submit}>
      <div className="entry">
        <label htmlFor={`appeal-${eventId}`}>{t('p.appealWhat')}</label>
        <textarea
          id={`appeal-${eventId}`}
          rows={3}
          value={what}
          onChange={(event) => setWhat(event.target.value)}
        />
      </div>
      <p className="phone-muted">{t('p.appealHint')}</p>
      {act.error === null ? null : <Refusal error={act.error} />}
      <button
        type="submit"
        className="big-button big-button-primary"
        disabled={what.trim() === '' || act.isPending}
      >
        {t('p.appealSend')}
      </button>
      <button type="button" className="big-button" onClick={close}>
        {t('p.cancel')}
      </button>
    </form>
  )
}

function HowItCounts({ data }: { data: Points }): ReactElement {
  const t = useT()
  return (
    <section className="card">
      <details>
        <summary>{t('p.how')}</summary>
        <dl>
          {data.items.map((item) => (
            <div key={item.key}>
              <dt>{say(item.title)}</dt>
              <dd>{t('p.item', { points: item.points, got: item.got, cap: item.yearCap })}</dd>
            </div>
          ))}
        </dl>
        <p className="phone-muted">
          {t('p.excluded', { list: data.excluded.map(say).join(comma()) })}
        </p>
      </details>
    </section>
  )
}

/** What I promised, and what Party members promised in the co-ops and villages I belong to. */
export function PromisesPage(): ReactElement {
  const t = useT()
  const read = useRead('readOwnPromises', {})
  const { data } = read
  const shown = (data?.shown ?? []).toSorted(
    (a, b) => Number(isAsked(b)) - Number(isAsked(a)) || (a.dueOn < b.dueOn ? -1 : 1),
  )
  return (
    <Sub title={t('p.promises')}>
      {read.error === null ? null : (
        <Refusal error={read.error} retry={() => void read.refetch()} />
      )}
      {data === undefined ? null : (
        <>
          {data.own.length === 0 ? null : <h2>{t('p.mine')}</h2>}
          {data.own.map((one) => (
            <OwnPromise key={one.promiseId} promise={one} />
          ))}
          <h2>{t('p.shown')}</h2>
          {shown.length === 0 ? <p>{t('p.shownNone')}</p> : null}
          {shown.map((one) => (
            <ShownPromise key={one.promiseId} promise={one} />
          ))}
        </>
      )}
    </Sub>
  )
}

const isAsked = ({ rateUntil, rated }: Shown): boolean => rateUntil !== null && !rated

function OwnPromise({ promise }: { promise: Own }): ReactElement {
  const t = useT()
  const ballots = promise.assessment?.ballots ?? null
  return (
    <section className="card">
      <h3>{asWritten(promise.what)}</h3>
      <p className="phone-muted">
        {promise.coop === null ? '' : `${asWritten(promise.coop.name)} · `}
        {t('p.due', { day: promise.dueOn })} · {t(`p.state.${promise.state}`)}
      </p>
      <Kept evidence={promise.evidence} />
      {ballots === null ? null : <p className="phone-muted">{t('p.ballots', ballots)}</p>}
    </section>
  )
}

function Kept({
  evidence,
}: {
  evidence: readonly { readonly on: string; readonly said: string }[]
}): ReactElement {
  return (
    <>
      {evidence.map((one) => (
        <p key={`${one.on}${one.said}`}>
          <span className="phone-muted">{one.on}</span> {asWritten(one.said)}
        </p>
      ))}
    </>
  )
}

const VERDICTS = ['kept', 'partly', 'unkept'] as const

function ShownPromise({ promise }: { promise: Shown }): ReactElement {
  const t = useT()
  return (
    <section className="card">
      <p className="phone-muted">
        {asWritten(promise.name)} · {asWritten(promise.coop ?? promise.village)}
      </p>
      <h3>{asWritten(promise.what)}</h3>
      <p className="phone-muted">
        {t('p.due', { day: promise.dueOn })} · {t(`p.state.${promise.state}`)}
      </p>
      <Kept evidence={promise.evidence} />
      {promise.rateUntil === null ? null : promise.rated ? (
        <p className="party-done">{t('p.rated')}</p>
      ) : (
        <Rate promiseId={promise.promiseId} until={promise.rateUntil} />
      )}
    </section>
  )
}

/** First tap chooses, second tap says it: it is said once. */
function Rate({ promiseId, until }: { promiseId: string; until: string }): ReactElement {
  const t = useT()
  const act = useAct('ratePromise')
  const [verdict, setVerdict] = useState<(typeof VERDICTS)[number] | null>(null)
  return (
    <div className="party-rate">
      <p>
        <strong>{t('p.ask')}</strong> {t('p.askUntil', { day: until })}
      </p>
      {VERDICTS.map((one) => (
        <button
          key={one}
          type="button"
          className="big-button"
          aria-pressed={verdict === one}
          onClick={() => setVerdict(one)}
        >
          {t(`p.verdict.${one}`)}
        </button>
      ))}
      {verdict === null ? null : (
        <button
          type="button"
          className="big-button big-button-primary"
          disabled={act.isPending}
          onClick={() => act.mutate({ input: { promiseId, verdict } })}
        >
          {t('p.send', { verdict: t(`p.verdict.${verdict}`) })}
        </button>
      )}
      <p className="phone-muted">{t('p.secret')}</p>
      {act.error === null ? null : <Refusal error={act.error} />}
    </div>
  )
}
