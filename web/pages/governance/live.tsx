import { useParams } from '@tanstack/react-router'
import { lazy, type ReactElement, Suspense } from 'react'
import { createPortal } from 'react-dom'
import { useQuery } from '@tanstack/react-query'
import { useT } from '../../locale/governance.ts'
import { asWritten, comma, say } from '../../locale/translate.ts'
import { Go } from '../../navigation.tsx'
import { paths } from '../../paths.ts'
import { readOptions } from '../../query.ts'
import { Loaded } from '../../ui/state.tsx'
import { KINDS, MAJORITIES, type Matter, type Meeting } from './words.ts'
import './governance.css'

const CodePicture = lazy(() => import('./code-picture.tsx'))
const EVERY_MS = 2_000

/** The screen in the room: who has come, what is being decided, how many votes it still takes. */
export default function Live(): ReactElement {
  const t = useT()
  const { meetingId = '' } = useParams({ strict: false })
  const read = useQuery({
    ...readOptions('readMeeting', { meetingId }),
    refetchInterval: EVERY_MS,
    refetchIntervalInBackground: true,
  })
  // Over the whole desk, its bars included: the wall shows the meeting and nothing else.
  return createPortal(
    <section className="live" aria-label={t('m.live')}>
      <Loaded read={read}>{(meeting) => <Screen meeting={meeting} />}</Loaded>
    </section>,
    document.body,
  )
}

function Screen({ meeting }: { meeting: Meeting }): ReactElement {
  const t = useT()
  const now =
    meeting.agenda.find(({ state }) => state === 'voting') ??
    meeting.agenda.find(({ state }) => state === 'counting') ??
    meeting.agenda.findLast(({ state }) => state === 'decided')
  return (
    <>
      <div className="live-head">
        <div>
          <h1>{asWritten(meeting.coopName)}</h1>
          <p>
            {asWritten(meeting.title)} · {say(KINDS[meeting.kind])} · {meeting.heldOn}
          </p>
        </div>
        <Go to={paths.meeting(meeting.meetingId)} className="button no-print">
          {t('l.leave')}
        </Go>
      </div>
      <div className="live-body">
        <Heads meeting={meeting} />
        <section className="live-matter">
          {now === undefined ? <p className="live-wait">{t('l.waiting')}</p> : <Now matter={now} />}
        </section>
      </div>
      <div className="live-foot">
        {meeting.additional.length === 0
          ? t('m.additionalNone')
          : t('l.additional', {
              list: meeting.additional.map((one) => t('m.additionalOne', one)).join(comma()),
            })}
      </div>
    </>
  )
}

/** Heads against the quorum, and the way in for phones. */
function Heads({ meeting }: { meeting: Meeting }): ReactElement {
  const t = useT()
  const { present, entitled, quorum } = meeting
  const reached = present >= quorum
  const address = `${location.origin}/m/meetings/${meeting.meetingId}?code=${meeting.entryCode ?? ''}`
  return (
    <div className="live-heads">
      <p className="live-come" aria-live="polite">
        {t('l.come', { present })}
      </p>
      <p>{t('l.ofEntitled', { entitled, quorum })}</p>
      <Bar
        value={present}
        of={entitled}
        mark={quorum}
        tone={reached ? 'pass' : 'depends'}
        label={t('l.ofEntitled', { entitled, quorum })}
      />
      <p className={reached ? 'live-ok' : 'live-short'}>
        {reached ? t('l.quorum') : t('l.noQuorum', { n: quorum - present })}
      </p>
      {meeting.entryCode === null ? null : (
        <div className="live-code">
          <p>{t('l.signIn')}</p>
          <Suspense fallback={<div className="live-qr" />}>
            <CodePicture value={address} label={t('l.signIn')} />
          </Suspense>
          <p className="muted">{t('l.signInHint')}</p>
          <p className="live-digits">{meeting.entryCode}</p>
        </div>
      )}
    </div>
  )
}

function Bar(props: {
  value: number
  of: number
  mark: number
  tone: 'pass' | 'depends' | 'fail'
  label: string
}): ReactElement {
  const part = (n: number): string => `${props.of === 0 ? 0 : Math.min(100, (n * 100) / props.of)}%`
  return (
    <div
      className="live-bar"
      role="meter"
      aria-label={props.label}
      aria-valuemin={0}
      aria-valuemax={props.of}
      aria-valuenow={props.value}
    >
      <div className={`live-fill live-${props.tone}`} style={{ inlineSize: part(props.value) }} />
      <div className="live-mark" style={{ insetInlineStart: part(props.mark) }} />
    </div>
  )
}

function Now({ matter }: { matter: Matter }): ReactElement {
  const t = useT()
  const { votes, state } = matter
  return (
    <>
      <p className="live-state">
        {state === 'voting' ? t('l.voting') : state === 'counting' ? t('l.counting') : ''}{' '}
        <span>{t(matter.secret ? 'm.secret' : 'm.openVote')}</span>
      </p>
      <h2>
        {matter.position}. {asWritten(matter.title)}
      </h2>
      <p className="live-rule">
        {say(MAJORITIES[matter.majority])} · {t('l.needed', { n: votes.needed })}
      </p>
      {matter.resolution === null ? <Running matter={matter} /> : <Decided matter={matter} />}
    </>
  )
}

/** Votes by rights, and the sentence that everybody waits for. */
function Running({ matter }: { matter: Matter }): ReactElement {
  const t = useT()
  const { votes } = matter
  const counting = t('l.part', { n: votes.voters, cast: votes.cast, all: votes.allVotes })
  if (votes.yes === null || votes.stillNeeded === null) {
    return (
      <>
        <p className="live-big">{counting}</p>
        <Bar value={votes.cast} of={votes.allVotes} mark={0} tone="depends" label={counting} />
        <p className="live-note">{matter.secret ? t('v.secretNote') : ''}</p>
      </>
    )
  }
  const enough = votes.stillNeeded === 0
  return (
    <>
      <p className={enough ? 'live-big live-ok' : 'live-big'} aria-live="polite">
        {enough ? t('v.enough') : t('v.need', { n: votes.stillNeeded })}
      </p>
      <Bar
        value={votes.yes}
        of={votes.allVotes}
        mark={votes.needed}
        tone={enough ? 'pass' : 'depends'}
        label={t('l.needed', { n: votes.needed })}
      />
      <p className="live-sums">
        {t('v.yes')} {votes.yes}　{t('v.no')} {votes.no}　{t('v.abstain')} {votes.abstain}
      </p>
      <p className="live-note">{counting}</p>
    </>
  )
}

function Decided({ matter }: { matter: Matter }): ReactElement | null {
  const t = useT()
  const { resolution, votes } = matter
  if (resolution === null) return null
  const elected = resolution.candidates.filter((one) => one.elected)
  const election = resolution.candidates.length > 0
  return (
    <>
      <p className={resolution.carried ? 'live-big live-ok' : 'live-big live-short'}>
        {election
          ? elected.length === 0
            ? t('res.noneElected')
            : t('res.elected', { names: elected.map(({ name }) => name).join(comma()) })
          : t(resolution.carried ? 'res.carried' : 'res.lost')}
      </p>
      {election ? (
        <ul className="live-names">
          {resolution.candidates.map(({ candidateId, name, votes: n }) => (
            <li key={candidateId}>
              <span>{asWritten(name)}</span> <strong>{n}</strong>
            </li>
          ))}
        </ul>
      ) : (
        <>
          <Bar
            value={resolution.yes}
            of={votes.allVotes}
            mark={resolution.needed}
            tone={resolution.carried ? 'pass' : 'fail'}
            label={t('l.needed', { n: resolution.needed })}
          />
          <p className="live-sums">
            {t('v.yes')} {resolution.yes}　{t('v.no')} {resolution.no}　{t('v.abstain')}{' '}
            {resolution.abstain}
          </p>
        </>
      )}
      <p className="live-note">{t('v.resolution', { number: asWritten(resolution.number) })}</p>
    </>
  )
}
