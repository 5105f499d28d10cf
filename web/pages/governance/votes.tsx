import { type ReactElement, useState } from 'react'
import { useT } from '../../locale/governance.ts'
import { asWritten, comma, say } from '../../locale/translate.ts'
import { useAct, useRead } from '../../query.ts'
import { useMay, useMe } from '../../session.tsx'
import { ConfirmDialog } from '../../ui/dialog.tsx'
import { TextField } from '../../ui/field.tsx'
import { Notice, Panel, Tag } from '../../ui/page.tsx'
import { ReasonDialog } from '../../ui/reason-dialog.tsx'
import { Empty, Refused } from '../../ui/state.tsx'
import { WriteDialog } from '../registry/write-dialog.tsx'
import { CountForm } from './count-form.tsx'
import { PrintButtons } from './papers.tsx'
import { MAJORITIES, MATTER_STATES, type Matter, type Meeting } from './words.ts'

/** Every matter with its vote: begun, taken by hands, paper and phone, counted, declared. */
export function Votes({ meeting }: { meeting: Meeting }): ReactElement {
  const t = useT()
  if (meeting.agenda.length === 0) return <Empty title={t('v.none')} />
  return (
    <div className="stack">
      {meeting.agenda.map((matter) => (
        <MatterVote key={matter.matterId} meeting={meeting} matter={matter} />
      ))}
    </div>
  )
}

interface VoteProps {
  readonly meeting: Meeting
  readonly matter: Matter
}

function MatterVote({ meeting, matter }: VoteProps): ReactElement {
  const t = useT()
  const tone = matter.state === 'voting' || matter.state === 'counting' ? 'accent' : undefined
  return (
    <Panel
      title={`${matter.position}. ${asWritten(matter.title)}`}
      hint={say(MAJORITIES[matter.majority])}
      extra={
        <>
          {matter.secret ? <Tag>{t('m.secret')}</Tag> : null}{' '}
          <Tag {...(tone === undefined ? {} : { tone })}>{say(MATTER_STATES[matter.state])}</Tag>
        </>
      }
    >
      <div className="stack">
        {matter.resolution === null ? (
          <Standing matter={matter} />
        ) : (
          <Result matter={matter} meeting={meeting} />
        )}
        {meeting.state === 'open' || meeting.state === 'notified' ? (
          <VoteActs meeting={meeting} matter={matter} />
        ) : null}
      </div>
    </Panel>
  )
}

/** How it stands while votes come in: taken part, in favour, how many more are needed. */
function Standing({ matter }: { matter: Matter }): ReactElement | null {
  const t = useT()
  const { votes, ballots } = matter
  if (matter.state === 'waiting' || matter.state === 'withdrawn') return null
  return (
    <div className="stack-tight">
      <p>
        {t('v.cast', { cast: votes.cast, all: votes.allVotes })}
        {votes.stillNeeded === null
          ? matter.secret
            ? ` · ${t('v.secretNote')}`
            : ''
          : ` · ${votes.stillNeeded === 0 ? t('v.enough') : t('v.need', { n: votes.stillNeeded })}`}
      </p>
      {votes.yes === null ? null : (
        <meter
          className="gov-bar"
          aria-label={t('v.yes')}
          max={votes.allVotes}
          low={votes.needed}
          value={votes.yes}
        />
      )}
      {votes.yes === null ? null : (
        <p className="muted">
          {t('v.yes')} {votes.yes} · {t('v.no')} {votes.no} · {t('v.abstain')} {votes.abstain}
        </p>
      )}
      {ballots.printed === 0 ? null : (
        <p className="muted">
          {t('v.ballotsLine', { printed: ballots.printed, out: ballots.handedOut })}
        </p>
      )}
      {ballots.counters.length === 0 ? null : (
        <p className="muted">{t('v.counters', { names: ballots.counters.join(comma()) })}</p>
      )}
      {ballots.settled ? <Notice tone="pass">{t('v.settled')}</Notice> : null}
      {ballots.differences.length === 0 ? null : (
        <Notice tone="depends">
          <p>{t('v.differs', { n: ballots.differences.length })}</p>
          <ul className="notice-list">
            {ballots.differences.map(({ code, said }) => (
              <li key={code}>
                <span className="mono">{code}</span> {said.map((one) => one ?? '—').join(' / ')}
              </li>
            ))}
          </ul>
        </Notice>
      )}
    </div>
  )
}

function Result({ matter, meeting }: VoteProps): ReactElement | null {
  const t = useT()
  const { resolution } = matter
  if (resolution === null) return null
  const elected = resolution.candidates.filter((one) => one.elected)
  return (
    <div className="stack-tight">
      <p className="gov-result">
        <Tag tone={resolution.carried ? 'pass' : 'fail'}>
          {t(resolution.carried ? 'res.carried' : 'res.lost')}
        </Tag>{' '}
        <strong>{t('v.resolution', { number: asWritten(resolution.number) })}</strong>
      </p>
      {resolution.candidates.length === 0 ? (
        <p>
          {t('v.yes')} {resolution.yes} ({t('l.needed', { n: resolution.needed })}) · {t('v.no')}{' '}
          {resolution.no} · {t('v.abstain')} {resolution.abstain} · {t('v.void')} {resolution.void}{' '}
          · {t('gov.presentOf', resolution)}
        </p>
      ) : (
        <p>
          {resolution.candidates.map(({ name, votes }) => `${name} ${votes}`).join(comma())}
          {' · '}
          {elected.length === 0
            ? t('res.noneElected')
            : t('res.elected', { names: elected.map(({ name }) => name).join(comma()) })}
        </p>
      )}
      <div className="row">
        <PrintButtons
          meetingId={meeting.meetingId}
          matterId={matter.matterId}
          paper="resolution"
          label={t('v.printResolution')}
        />
        {elected.length > 0 ? <SeatElected matter={matter} meeting={meeting} /> : null}
      </div>
    </div>
  )
}

type Act = 'hands' | 'ballots' | 'count' | 'declare' | 'withdraw'

function VoteActs({ meeting, matter }: VoteProps): ReactElement {
  const t = useT()
  const may = useMay()
  const [act, setAct] = useState<Act | null>(null)
  const start = useAct('openVoting')
  const stop = useAct('closeVoting')
  const { state, ballots } = matter
  const at = { meetingId: meeting.meetingId, matterId: matter.matterId }
  const open = meeting.state === 'open'
  const desk = may('openVoting')
  const error = start.error ?? stop.error
  const button = (to: Act, label: string, primary = false) => (
    <button
      type="button"
      className={primary ? 'button button-primary' : 'button'}
      onClick={() => setAct(to)}
    >
      {label}
    </button>
  )
  const counted = ballots.handedOut === 0 || ballots.settled
  const before = state === 'waiting' || state === 'voting'
  return (
    <div className="stack-tight">
      <div className="row">
        {desk && open && state === 'waiting' ? (
          <button
            type="button"
            className="button button-primary"
            disabled={start.isPending}
            onClick={() => start.mutate({ input: at })}
          >
            {t('v.start')}
          </button>
        ) : null}
        {desk && open && state === 'voting' && !matter.secret
          ? button('hands', t('v.hands'))
          : null}
        {desk && before ? button('ballots', t('v.ballots')) : null}
        {before && ballots.printed > 0 ? (
          <PrintButtons {...at} paper="ballots" label={t('v.print')} word={false} />
        ) : null}
        {desk && open && state === 'voting' ? (
          <button
            type="button"
            className="button button-primary"
            disabled={stop.isPending}
            onClick={() => stop.mutate({ input: at })}
          >
            {t('v.stop')}
          </button>
        ) : null}
        {open && state === 'counting' && ballots.handedOut > 0 ? (
          <>
            {may('recordCount') && !ballots.settled ? button('count', t('v.count'), true) : null}
            <PrintButtons {...at} paper="counting" label={t('v.countSheet')} word={false} />
          </>
        ) : null}
        {desk && open && state === 'counting' && counted
          ? button('declare', t('v.declare'), true)
          : null}
        {desk && open && (before || state === 'counting')
          ? button('withdraw', t('v.withdraw'))
          : null}
      </div>
      {error === null ? null : <Refused error={error} write />}
      <VoteDialog act={act} meeting={meeting} matter={matter} close={() => setAct(null)} />
    </div>
  )
}

interface DialogProps extends VoteProps {
  readonly close: () => void
}

function VoteDialog(props: DialogProps & { act: Act | null }): ReactElement | null {
  const t = useT()
  const { act, meeting, matter, close } = props
  const at = { meetingId: meeting.meetingId, matterId: matter.matterId }
  return (
    <>
      {act === 'hands' ? <HandsDialog meeting={meeting} matter={matter} close={close} /> : null}
      {act === 'ballots' ? <BallotsDialog meeting={meeting} matter={matter} close={close} /> : null}
      {act === 'count' ? <CountForm meeting={meeting} matter={matter} close={close} /> : null}
      {act === 'declare' ? <DeclareDialog {...at} close={close} /> : null}
      {act === 'withdraw' ? (
        <ReasonDialog
          danger
          title={t('v.withdraw')}
          confirm={t('v.withdraw')}
          verb="withdrawMatter"
          input={(reason) => ({ ...at, reason })}
          close={close}
        />
      ) : null}
    </>
  )
}

/** No preview here: the numbers of a secret vote come with its declaration and not before. */
function DeclareDialog(props: {
  meetingId: string
  matterId: string
  close: () => void
}): ReactElement {
  const t = useT()
  const { close, ...input } = props
  const act = useAct('declareResult')
  return (
    <ConfirmDialog
      open
      title={t('v.declare')}
      confirm={t('v.declare')}
      busy={act.isPending}
      onClose={close}
      onConfirm={() => act.mutate({ input }, { onSuccess: close })}
    >
      <p>{t('v.declareText')}</p>
      {act.error === null ? null : <Refused error={act.error} write />}
    </ConfirmDialog>
  )
}

function BallotsDialog({ meeting, matter, close }: DialogProps): ReactElement {
  const t = useT()
  const [number, setNumber] = useState(String(matter.votes.allVotes))
  const n = /^\d{1,4}$/.test(number.trim()) ? Number(number) : 0
  return (
    <WriteDialog
      title={t('v.ballots')}
      confirm={t('v.ballots')}
      verb="issueBallots"
      input={
        n === 0 ? null : { meetingId: meeting.meetingId, matterId: matter.matterId, number: n }
      }
      close={close}
      onDone={() => undefined}
    >
      {() => (
        <TextField
          label={t('v.ballotsNumber')}
          inputMode="numeric"
          value={number}
          onChange={setNumber}
        />
      )}
    </WriteDialog>
  )
}

type Hand = 'yes' | 'no' | 'abstain'
const HANDS: readonly Hand[] = ['yes', 'no', 'abstain']

/** Everybody in the room in favour, then the exceptions. */
function HandsDialog({ meeting, matter, close }: DialogProps): ReactElement {
  const t = useT()
  const { meetingId } = meeting
  const { matterId } = matter
  const roll = useRead('readMeetingRoll', { meetingId })
  const [said, setSaid] = useState<Readonly<Record<string, Hand>>>({})
  const free = (roll.data?.rows ?? []).filter(
    ({ present, parts }) =>
      present !== null &&
      !parts.some((one) => one.matterId === matterId && one.channel !== 'hands'),
  )
  const rows = free.map(({ holderId }) => ({ holderId, choice: [said[holderId] ?? 'yes'] }))
  return (
    <WriteDialog
      wide
      title={t('v.hands')}
      confirm={t('v.handsSave')}
      verb="recordHands"
      input={rows.length === 0 || matter.seats !== null ? null : { meetingId, matterId, rows }}
      close={close}
      onDone={() => undefined}
    >
      {() => (
        <>
          <p className="muted">{t('v.handsHint')}</p>
          <div className="gov-hands">
            {free.map(({ holderId, name, memberNumber }) => (
              <fieldset key={holderId} className="choice">
                <legend>
                  {memberNumber} {asWritten(name)}
                </legend>
                <div className="segments">
                  {HANDS.map((hand) => (
                    <label key={hand}>
                      <input
                        type="radio"
                        name={holderId}
                        checked={(said[holderId] ?? 'yes') === hand}
                        onChange={() => setSaid({ ...said, [holderId]: hand })}
                      />
                      <span>{t(`v.${hand}`)}</span>
                    </label>
                  ))}
                </div>
              </fieldset>
            ))}
          </div>
        </>
      )}
    </WriteDialog>
  )
}

/** Puts those elected into their posts, by the resolution. */
function SeatElected({ meeting, matter }: VoteProps): ReactElement | null {
  const t = useT()
  const may = useMay()
  const { clock } = useMe()
  const [open, setOpen] = useState(false)
  const [until, setUntil] = useState('')
  const [reason, setReason] = useState('')
  const { resolution } = matter
  if (resolution === null || !may('recordPosts')) return null
  const rows = resolution.candidates
    .filter(({ elected }) => elected)
    .map(({ personId, post }) => ({
      post,
      personId,
      from: resolution.decidedOn,
      termEnds: until === '' ? null : until,
    }))
  return (
    <>
      <button type="button" className="button" onClick={() => setOpen(true)}>
        {t('v.seat')}
      </button>
      {open ? (
        <WriteDialog
          title={t('v.seat')}
          confirm={t('v.seat')}
          verb="recordPosts"
          input={{
            coopId: meeting.coopId,
            resolutionId: resolution.resolutionId,
            rows,
            ...(reason.trim() === '' ? {} : { reason }),
          }}
          close={() => setOpen(false)}
          onDone={() => undefined}
        >
          {() => (
            <>
              <TextField
                label={t('post.until')}
                type="date"
                min={clock.today}
                value={until}
                onChange={setUntil}
              />
              <TextField label={t('post.reason')} value={reason} onChange={setReason} />
            </>
          )}
        </WriteDialog>
      ) : null}
    </>
  )
}
