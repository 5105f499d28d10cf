import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { type FormEvent, type ReactElement, useState } from 'react'
import { download, type Out } from '../api.ts'
import { asWritten, comma, say } from '../locale/translate.ts'
import { useT } from '../locale/votes.ts'
import { readOptions, useAct, useRead } from '../query.ts'
import { Line } from '../ui/line.tsx'
import { To } from './link.tsx'
import { Refusal, Sub } from './parts.tsx'
import './votes.css'

type Meeting = Out<'readMyMeeting'>
type Matter = Meeting['agenda'][number]
type Seat = Meeting['seats'][number]

const STATES = {
  notified: 'v.state.notified',
  open: 'v.state.open',
  closed: 'v.state.closed',
  cancelled: 'v.state.cancelled',
} as const

const stateOf = (state: Meeting['state']) =>
  state === 'draft' || state === 'submitted' ? STATES.notified : STATES[state]

/** My meetings, those where a vote waits first. */
export function MeetingsPage(): ReactElement {
  const t = useT()
  const read = useRead('myMeetings', {}, { fresh: 5_000 })
  const meetings = (read.data?.meetings ?? []).toSorted((a, b) => b.votesOpen - a.votesOpen)
  return (
    <Sub title={t('v.title')}>
      {read.error === null ? null : (
        <Refusal error={read.error} retry={() => void read.refetch()} />
      )}
      {read.data !== undefined && meetings.length === 0 ? <p>{t('v.none')}</p> : null}
      {meetings.map((one) => (
        <To key={one.meetingId} to={`/meetings/${one.meetingId}`} className="card vote-card">
          <strong>{asWritten(one.title)}</strong>
          <span className="phone-muted">
            {asWritten(one.coopName)} · {t(`v.kind.${one.kind}`)} · {t(stateOf(one.state))}
          </span>
          <span>
            {t('v.when', { day: one.heldOn, time: one.startsAt, place: asWritten(one.place) })}
          </span>
          {one.votesOpen === 0 ? null : (
            <span className="vote-call">{t('v.waiting', { n: one.votesOpen })}</span>
          )}
        </To>
      ))}
    </Sub>
  )
}

const EVERY_MS = 4_000

/** One meeting: come, read, vote. */
export function MeetingPage(): ReactElement {
  const t = useT()
  const { meetingId = '' } = useParams({ strict: false }) as { meetingId?: string }
  const read = useQuery({
    ...readOptions('readMyMeeting', { meetingId }),
    refetchInterval: ({ state }) => (state.data?.state === 'open' ? EVERY_MS : false),
  })
  const { data } = read
  return (
    <>
      <p>
        <To to="/meetings" className="phone-back">
          <Line path="M15 6l-6 6 6 6" size={20} /> {t('v.title')}
        </To>
      </p>
      {read.error !== null && data === undefined ? (
        <Refusal error={read.error} retry={() => void read.refetch()} />
      ) : null}
      {data === undefined ? null : <Whole meeting={data} />}
    </>
  )
}

function Whole({ meeting }: { meeting: Meeting }): ReactElement {
  const t = useT()
  const voting = meeting.agenda.filter(({ state }) => state === 'voting')
  const rest = meeting.agenda.filter(({ state }) => state !== 'voting')
  const others = meeting.seats.filter(({ own }) => !own)
  return (
    <>
      <h1>{asWritten(meeting.title)}</h1>
      <p className="phone-muted">
        {asWritten(meeting.coopName)} · {t(`v.kind.${meeting.kind}`)} · {t(stateOf(meeting.state))}
        <br />
        {t('v.when', {
          day: meeting.heldOn,
          time: meeting.startsAt,
          place: asWritten(meeting.place),
        })}
      </p>
      {others.length === 0 ? null : (
        <p>{t('v.standIn', { names: others.map(({ name }) => asWritten(name)).join(comma()) })}</p>
      )}
      <Coming meeting={meeting} />
      {voting.map((matter) => (
        <Voting key={matter.matterId} meeting={meeting} matter={matter} />
      ))}
      {rest.length === 0 ? null : <h2>{t('v.matters')}</h2>}
      {rest.map((matter) => (
        <MatterCard key={matter.matterId} meeting={meeting} matter={matter} />
      ))}
      <Review meeting={meeting} />
      {meeting.additional.length === 0 ? null : (
        <p className="phone-muted">
          {t('v.additional', {
            list: meeting.additional.map((one) => t('v.additionalOne', one)).join(comma()),
          })}
        </p>
      )}
      <Proxy meeting={meeting} />
    </>
  )
}

/** Before the meeting: confirm the notice. At the doors: sign in with the number on the screen. */
function Coming({ meeting }: { meeting: Meeting }): ReactElement | null {
  const t = useT()
  const confirm = useAct('confirmNotice')
  const { meetingId } = meeting
  const heads = (
    <p>
      {t('v.heads', {
        entitled: meeting.entitled,
        present: meeting.present,
        quorum: meeting.quorum,
      })}
    </p>
  )
  if (meeting.state === 'notified') {
    return meeting.confirmed ? (
      <p className="vote-done">{t('v.confirmed')}</p>
    ) : (
      <button
        type="button"
        className="big-button big-button-primary"
        disabled={confirm.isPending}
        onClick={() => confirm.mutate({ input: { meetingId } })}
      >
        {t('v.confirm')}
      </button>
    )
  }
  if (meeting.state !== 'open') return null
  if (meeting.signedIn) {
    return (
      <section className="card">
        <p className="vote-done">{t('v.signedIn')}</p>
        {heads}
      </section>
    )
  }
  return <SignIn meeting={meeting} heads={heads} />
}

/** The number on the screen in the room, or from elsewhere where the charter allows it. */
function SignIn({ meeting, heads }: { meeting: Meeting; heads: ReactElement }): ReactElement {
  const t = useT()
  const signIn = useAct('signInMyself')
  const [code, setCode] = useState(() => new URLSearchParams(location.search).get('code') ?? '')
  const { meetingId } = meeting
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    signIn.mutate({ input: { meetingId, entryCode: code.trim() } })
  }
  return (
    <section className="card">
      {heads}
      <form onSubmit={submit}>
        <div className="entry">
          <label htmlFor="entry-code">{t('v.code')}</label>
          <input
            id="entry-code"
            inputMode="numeric"
            autoComplete="off"
            value={code}
            onChange={(event) => setCode(event.target.value)}
          />
        </div>
        <button
          type="submit"
          className="big-button big-button-primary"
          disabled={code.trim() === '' || signIn.isPending}
        >
          {t('v.signIn')}
        </button>
      </form>
      {meeting.online ? (
        <button
          type="button"
          className="big-button"
          onClick={() => signIn.mutate({ input: { meetingId } })}
        >
          {t('v.online')}
        </button>
      ) : null}
      {signIn.error === null ? null : <Refusal error={signIn.error} />}
    </section>
  )
}

/** A matter that can be voted on now: for myself, then for those I stand in for. */
function Voting({ meeting, matter }: { meeting: Meeting; matter: Matter }): ReactElement {
  const t = useT()
  const free = meeting.seats.filter(
    (seat) => seat.present && !seat.took.includes(matter.matterId) && !(seat.own && seat.proxyName),
  )
  const next = free.toSorted((a, b) => Number(b.own) - Number(a.own))[0]
  return (
    <section className="card vote-now">
      <p className="phone-muted">
        {t('v.voting')} · {t(matter.secret ? 'v.secret' : 'v.open')}
      </p>
      <h2>{asWritten(matter.title)}</h2>
      {matter.content === '' ? null : <p>{asWritten(matter.content)}</p>}
      <PaperList meeting={meeting} matter={matter} />
      {next === undefined ? (
        <p className="vote-done">
          {matter.took === 'paper'
            ? t('v.donePaper')
            : matter.took === null
              ? t('v.notHere')
              : t('v.done')}
        </p>
      ) : (
        <Ballot key={next.holderId} meeting={meeting} matter={matter} seat={next} />
      )}
    </section>
  )
}

const CHOICES = ['yes', 'no', 'abstain'] as const

/** First tap chooses, second tap casts. Nothing of the choice is kept on the phone. */
function Ballot(props: { meeting: Meeting; matter: Matter; seat: Seat }): ReactElement {
  const t = useT()
  const { meeting, matter, seat } = props
  const [choice, setChoice] = useState<readonly string[] | null>(matter.seats === null ? null : [])
  const cast = useAct('castVote')
  const names = new Map(matter.candidates.map(({ candidateId, name }) => [candidateId, name]))
  const vote = (): void =>
    cast.mutate({
      input: {
        meetingId: meeting.meetingId,
        matterId: matter.matterId,
        holderId: seat.holderId,
        choice: [...(choice ?? [])],
        nonce: nonce(),
      },
    })
  const said = (keys: readonly string[]): string =>
    keys.length === 0
      ? t('v.abstain')
      : keys
          .map((key) =>
            key === 'yes' || key === 'no' || key === 'abstain'
              ? t(`v.${key}`)
              : asWritten(names.get(key) ?? ''),
          )
          .join(comma())
  const election = matter.seats !== null
  return (
    <>
      {seat.votes > 1 ? <p>{t('v.votes', { n: seat.votes })}</p> : null}
      {election ? (
        <Candidates matter={matter} chosen={choice ?? []} onChange={setChoice} />
      ) : choice === null ? (
        <div className="vote-choices">
          {CHOICES.map((key) => (
            <button key={key} type="button" className="big-button" onClick={() => setChoice([key])}>
              {t(`v.${key}`)}
            </button>
          ))}
        </div>
      ) : null}
      {choice === null ? null : (
        <>
          <p>{t('v.chosen', { what: said(choice) })}</p>
          <button
            type="button"
            className="big-button big-button-primary"
            disabled={cast.isPending}
            onClick={vote}
          >
            {seat.own ? t('v.cast') : t('v.castFor', { name: asWritten(seat.name) })}
          </button>
          {election ? null : (
            <button type="button" className="big-button" onClick={() => setChoice(null)}>
              {t('v.again')}
            </button>
          )}
        </>
      )}
      {matter.secret ? <p className="phone-muted">{t('v.secretNote')}</p> : null}
      {cast.error === null ? null : <Refusal error={cast.error} />}
    </>
  )
}

function Candidates(props: {
  matter: Matter
  chosen: readonly string[]
  onChange: (chosen: readonly string[]) => void
}): ReactElement {
  const t = useT()
  const { matter, chosen, onChange } = props
  return (
    <>
      <p>{t('v.choose', { n: matter.seats ?? 1 })}</p>
      {matter.candidates.map(({ candidateId, name }) => (
        <label key={candidateId} className="vote-candidate">
          <input
            type="checkbox"
            checked={chosen.includes(candidateId)}
            onChange={(event) =>
              onChange(
                event.target.checked
                  ? [...chosen, candidateId]
                  : chosen.filter((id) => id !== candidateId),
              )
            }
          />
          {asWritten(name)}
        </label>
      ))}
    </>
  )
}

/** A random value of one's own: without it the kept hash of the call could be tried out. */
function nonce(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(20))
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}

function MatterCard({ meeting, matter }: { meeting: Meeting; matter: Matter }): ReactElement {
  const t = useT()
  const { resolution } = matter
  const elected = resolution?.candidates.filter((one) => one.elected) ?? []
  return (
    <section className="card">
      <h2>
        {matter.position}. {asWritten(matter.title)}
      </h2>
      {matter.content === '' ? null : <p>{asWritten(matter.content)}</p>}
      <PaperList meeting={meeting} matter={matter} />
      {resolution === null ? (
        <p className="phone-muted">
          {matter.state === 'counting' ? t('v.counting') : t(matter.secret ? 'v.secret' : 'v.open')}
        </p>
      ) : resolution.candidates.length > 0 ? (
        <p className="vote-done">
          {elected.length === 0
            ? t('v.noneElected')
            : t('v.elected', { names: elected.map(({ name }) => name).join(comma()) })}
        </p>
      ) : (
        <p className={resolution.carried ? 'vote-done' : 'vote-lost'}>
          {t(resolution.carried ? 'v.carried' : 'v.lost')} ·{' '}
          {t('v.result', { yes: resolution.yes, needed: resolution.needed })}
        </p>
      )}
    </section>
  )
}

function PaperList({ meeting, matter }: { meeting: Meeting; matter: Matter }): ReactElement | null {
  const t = useT()
  if (matter.papers.length === 0) return null
  return (
    <p>
      {t('v.papers')}
      {matter.papers.map(({ paperId, name }) => (
        <button
          key={paperId}
          type="button"
          className="vote-paper"
          onClick={() =>
            void download('readMyMeetingPaper', { meetingId: meeting.meetingId, paperId })
          }
        >
          {asWritten(name)}
        </button>
      ))}
    </p>
  )
}

function Review({ meeting }: { meeting: Meeting }): ReactElement | null {
  const t = useT()
  const opinions = meeting.review?.opinions ?? []
  if (opinions.length === 0) return null
  return (
    <section className="card">
      <h2>{t('v.review')}</h2>
      {opinions.map((one) => (
        <p key={`${one.step.zh}${one.on}`}>
          <strong>{t(one.outcome === 'agreed' ? 'v.agreed' : 'v.opposed')}</strong>{' '}
          {asWritten(one.reason)}
          <br />
          <span className="phone-muted">
            {say(one.step)} {one.on}
          </span>
        </p>
      ))}
    </section>
  )
}

/** Who comes for me, where the charter allows it. */
function Proxy({ meeting }: { meeting: Meeting }): ReactElement | null {
  const t = useT()
  const act = useAct('appointMyProxy')
  const [form, setForm] = useState({ memberNumber: '', name: '' })
  const own = meeting.seats.find((seat) => seat.own)
  const over = meeting.state === 'closed' || meeting.state === 'cancelled'
  if (own === undefined || over || own.present || meeting.proxies === 0) return null
  const { meetingId } = meeting
  const field = (key: keyof typeof form, label: string) => (
    <div className="entry">
      <label htmlFor={`proxy-${key}`}>{label}</label>
      <input
        id={`proxy-${key}`}
        value={form[key]}
        onChange={(event) => setForm({ ...form, [key]: event.target.value })}
      />
    </div>
  )
  return (
    <section className="card">
      <h2>{t('v.proxy')}</h2>
      {own.proxyName === null ? (
        <form
          onSubmit={(event) => {
            event.preventDefault()
            act.mutate({ input: { meetingId, to: form } })
          }}
        >
          <p>{t('v.proxyHint', { n: meeting.proxies })}</p>
          {field('memberNumber', t('v.proxyNumber'))}
          {field('name', t('v.proxyName'))}
          <button
            type="submit"
            className="big-button"
            disabled={form.memberNumber === '' || form.name === '' || act.isPending}
          >
            {t('v.proxyGive')}
          </button>
        </form>
      ) : (
        <>
          <p className="vote-done">{t('v.proxyNow', { name: asWritten(own.proxyName) })}</p>
          <button
            type="button"
            className="big-button"
            onClick={() => act.mutate({ input: { meetingId, to: null } })}
          >
            {t('v.proxyBack')}
          </button>
        </>
      )}
      {act.error === null ? null : <Refusal error={act.error} />}
    </section>
  )
}
