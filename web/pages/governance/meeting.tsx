import { useParams } from '@tanstack/react-router'
import { type ReactElement, useState } from 'react'
import { useT } from '../../locale/governance.ts'
import { asWritten, comma, say } from '../../locale/translate.ts'
import { Go, useUrl } from '../../navigation.tsx'
import { paths } from '../../paths.ts'
import { useRead } from '../../query.ts'
import { useMay, useMe } from '../../session.tsx'
import { showDay } from '../../ui/figures.tsx'
import { DayField, TextArea, TextField } from '../../ui/field.tsx'
import { Facts, Notice, PageHead, Panel, TabPanel, Tabs, Tag } from '../../ui/page.tsx'
import { ReasonDialog } from '../../ui/reason-dialog.tsx'
import { Empty, Loaded } from '../../ui/state.tsx'
import { WriteDialog } from '../registry/write-dialog.tsx'
import { AgendaForm } from './agenda-form.tsx'
import { CheckList } from './check-list.tsx'
import { AddPaper, PaperLinks, Papers } from './papers.tsx'
import { RollTab } from './roll.tsx'
import { Votes } from './votes.tsx'
import {
  CALLS,
  KINDS,
  MAJORITIES,
  MATTER_STATES,
  type Matter,
  type Meeting,
  POSTS,
  STATES,
  stateTone,
} from './words.ts'
import './governance.css'

const TABS = ['agenda', 'roll', 'votes', 'papers'] as const
const LIVE_MS = 3_000

/** One meeting from its draft to its resolutions. */
export default function MeetingPage(): ReactElement {
  const t = useT()
  const { meetingId = '' } = useParams({ strict: false })
  const [search, change] = useUrl()
  const read = useRead('readMeeting', { meetingId }, { fresh: LIVE_MS })
  const meeting = read.data
  const running = meeting?.state === 'open'
  const tab = TABS.find((one) => one === search['tab']) ?? (running ? 'votes' : 'agenda')
  return (
    <div className="page">
      <PageHead
        title={meeting === undefined ? t('gov.title') : asWritten(meeting.title)}
        trail={[
          { key: 'list', node: <Go to={paths.meetings()}>{t('gov.back')}</Go> },
          ...(meeting === undefined
            ? []
            : [
                {
                  key: 'coop',
                  node: (
                    <Go to={paths.coop(meeting.coopId, { tab: 'people' })}>
                      {asWritten(meeting.coopName)}
                    </Go>
                  ),
                },
              ]),
        ]}
        marks={
          meeting === undefined ? null : (
            <>
              <Tag>{say(KINDS[meeting.kind])}</Tag>
              <Tag {...stateTone(meeting.state)}>{say(STATES[meeting.state])}</Tag>
            </>
          )
        }
        sentence={meeting === undefined ? '…' : <Sentence meeting={meeting} />}
        actions={meeting === undefined ? null : <Acts meeting={meeting} />}
      />
      <Tabs
        label={t('gov.title')}
        tabs={TABS.map((key) => ({ key, label: t(`m.tab.${key}`) }))}
        current={tab}
        onChange={(key) => change({ tab: key })}
      />
      <TabPanel tab={tab}>
        <Loaded read={read} lines={10}>
          {(data) =>
            tab === 'roll' ? (
              <RollTab meeting={data} />
            ) : tab === 'votes' ? (
              <Votes meeting={data} />
            ) : tab === 'papers' ? (
              <Papers meeting={data} />
            ) : (
              <Agenda meeting={data} />
            )
          }
        </Loaded>
      </TabPanel>
    </div>
  )
}

function Sentence({ meeting }: { meeting: Meeting }): ReactElement {
  const t = useT()
  const { state } = meeting
  if (state === 'draft') {
    return <>{t('m.sentence.draft', { n: meeting.matters, day: meeting.earliestOn })}</>
  }
  if (state === 'submitted') return <>{t('m.sentence.submitted')}</>
  if (state === 'notified') {
    return (
      <>
        {t('m.sentence.notified', {
          on: meeting.noticeOn ?? '',
          n: meeting.notified,
          delivered: meeting.delivered,
          day: meeting.heldOn,
          time: meeting.startsAt,
        })}
      </>
    )
  }
  if (state === 'open') {
    return (
      <>
        {t('m.sentence.open', {
          entitled: meeting.entitled,
          present: meeting.present,
          quorum: meeting.quorum,
          votes: meeting.allVotes,
        })}
      </>
    )
  }
  return (
    <>
      {state === 'cancelled'
        ? t('m.sentence.cancelled', { reason: meeting.cancelReason ?? '' })
        : meeting.matters === 0
          ? t('m.sentence.short', meeting)
          : t('m.sentence.closed', meeting)}
    </>
  )
}

type Act = 'submit' | 'notice' | 'open' | 'close' | 'cancel' | 'edit' | 'agenda'

/** The next step first; what cannot be done now is not drawn. */
function Acts({ meeting }: { meeting: Meeting }): ReactElement | null {
  const t = useT()
  const may = useMay()
  const { clock } = useMe()
  const [act, setAct] = useState<Act | null>(null)
  const { meetingId, state } = meeting
  const close = (): void => setAct(null)
  if (!may('draftMeeting')) return null
  const button = (to: Act, label: string, primary = false) => (
    <button
      type="button"
      className={primary ? 'button button-primary' : 'button'}
      onClick={() => setAct(to)}
    >
      {label}
    </button>
  )
  const early = state === 'draft' || state === 'submitted'
  const major = meeting.agenda.some((matter) => matter.major)
  const done = meeting.agenda.every(({ state: one }) => one === 'decided' || one === 'withdrawn')
  return (
    <>
      {state === 'draft' ? button('agenda', t('m.editAgenda'), meeting.matters === 0) : null}
      {state === 'draft' && meeting.matters > 0 && major
        ? button('submit', t('m.submit'), true)
        : null}
      {early && meeting.matters > 0
        ? button('notice', t('m.notice'), state === 'submitted' || !major)
        : null}
      {early ? button('edit', t('m.edit')) : null}
      {state === 'notified' && meeting.heldOn === clock.today
        ? button('open', t('m.open'), true)
        : null}
      {state === 'open' ? (
        <Go to={paths.meetingLive(meetingId)} className="button">
          {t('m.live')}
        </Go>
      ) : null}
      {state === 'open' && done ? button('close', t('m.close'), true) : null}
      {state === 'closed' || state === 'cancelled' ? null : button('cancel', t('m.cancel'))}
      {act === 'agenda' ? <AgendaForm meeting={meeting} close={close} /> : null}
      {act === 'notice' ? <NoticeDialog meeting={meeting} close={close} /> : null}
      {act === 'edit' ? <EditDialog meeting={meeting} close={close} /> : null}
      {act === 'submit' || act === 'open' || act === 'close' ? (
        <StepDialog act={act} meetingId={meetingId} close={close} />
      ) : null}
      {act === 'cancel' ? (
        <ReasonDialog
          danger
          title={t('m.cancel')}
          confirm={t('m.cancel')}
          verb="cancelMeeting"
          input={(reason) => ({ meetingId, reason })}
          close={close}
        />
      ) : null}
    </>
  )
}

const STEPS = {
  submit: { verb: 'submitMeeting', title: 'm.submit', text: 'm.submitText' },
  open: { verb: 'openMeeting', title: 'm.open', text: 'm.openText' },
  close: { verb: 'closeMeeting', title: 'm.close', text: 'm.closeText' },
} as const

function StepDialog(props: {
  act: keyof typeof STEPS
  meetingId: string
  close: () => void
}): ReactElement {
  const t = useT()
  const { verb, title, text } = STEPS[props.act]
  return (
    <WriteDialog
      title={t(title)}
      confirm={t(title)}
      verb={verb}
      input={{ meetingId: props.meetingId }}
      close={props.close}
      onDone={() => undefined}
    >
      {() => <p>{t(text)}</p>}
    </WriteDialog>
  )
}

function NoticeDialog({ meeting, close }: { meeting: Meeting; close: () => void }): ReactElement {
  const t = useT()
  const [reason, setReason] = useState('')
  const warned = meeting.findings.some(({ outcome }) => outcome !== 'passes')
  return (
    <WriteDialog
      wide
      title={t('m.notice')}
      confirm={t('m.notice')}
      verb="giveNotice"
      input={{
        meetingId: meeting.meetingId,
        ...(reason.trim() === '' ? {} : { reason }),
      }}
      close={close}
      onDone={() => undefined}
      preview={(answer) => <Notice tone="info">{t('m.noticeDone', { n: answer.notified })}</Notice>}
    >
      {() => (
        <>
          <p>{t('m.noticeText')}</p>
          {warned ? (
            <TextArea label={t('m.noticeReason')} value={reason} onChange={setReason} rows={2} />
          ) : null}
        </>
      )}
    </WriteDialog>
  )
}

function EditDialog({ meeting, close }: { meeting: Meeting; close: () => void }): ReactElement {
  const t = useT()
  const { clock } = useMe()
  const [form, setForm] = useState({
    title: meeting.title,
    startsAt: meeting.startsAt,
    place: meeting.place,
    chairName: meeting.chairName,
    recorderName: meeting.recorderName,
  })
  const [heldOn, setHeldOn] = useState(meeting.heldOn)
  const [recordOn, setRecordOn] = useState(meeting.recordOn)
  const field = (key: keyof typeof form, label: string, more: object = {}) => (
    <TextField
      {...more}
      label={label}
      value={form[key]}
      onChange={(value) => setForm({ ...form, [key]: value })}
    />
  )
  return (
    <WriteDialog
      wide
      title={t('m.edit')}
      confirm={t('m.edit')}
      verb="changeMeeting"
      input={
        form.title.trim() === '' || form.place.trim() === ''
          ? null
          : { meetingId: meeting.meetingId, ...form, heldOn, recordOn }
      }
      close={close}
      onDone={() => undefined}
    >
      {() => (
        <div className="gov-form">
          {field('title', t('gov.name'))}
          <DayField label={t('gov.heldOn')} value={heldOn} onChange={setHeldOn} min={clock.today} />
          {field('startsAt', t('gov.startsAt'), { type: 'time' })}
          {field('place', t('gov.place'))}
          <DayField
            label={t('gov.recordOn')}
            value={recordOn}
            onChange={setRecordOn}
            max={heldOn}
          />
          {field('chairName', t('gov.chair'))}
          {field('recorderName', t('gov.recorder'))}
        </div>
      )}
    </WriteDialog>
  )
}

function Agenda({ meeting }: { meeting: Meeting }): ReactElement {
  const t = useT()
  const open = meeting.findings.filter(({ outcome }) => outcome !== 'passes')
  return (
    <div className="stack">
      {meeting.noticeReason === null ? null : (
        <Notice tone="depends">{asWritten(meeting.noticeReason)}</Notice>
      )}
      <Panel title={t('m.tab.agenda')}>
        {meeting.agenda.length === 0 ? (
          <Empty title={t('v.none')} />
        ) : (
          <ol className="gov-agenda">
            {meeting.agenda.map((matter) => (
              <MatterLine key={matter.matterId} matter={matter} meeting={meeting} />
            ))}
          </ol>
        )}
      </Panel>
      {meeting.findings.length === 0 ? null : (
        <Panel title={t('m.checks')} hint={open.length === 0 ? undefined : String(open.length)}>
          <CheckList findings={meeting.findings} />
        </Panel>
      )}
      <Review meeting={meeting} />
      <Arrangements meeting={meeting} />
    </div>
  )
}

function MatterLine({ matter, meeting }: { matter: Matter; meeting: Meeting }): ReactElement {
  const t = useT()
  return (
    <li>
      <p className="gov-matter-title">
        <strong>{asWritten(matter.title)}</strong>{' '}
        {matter.major ? <Tag tone="accent">{t('m.major')}</Tag> : null}{' '}
        <Tag>{t(matter.secret ? 'm.secret' : 'm.openVote')}</Tag>{' '}
        {matter.state === 'withdrawn' ? (
          <Tag tone="depends">{say(MATTER_STATES.withdrawn)}</Tag>
        ) : null}
      </p>
      {matter.content === '' ? null : <p>{asWritten(matter.content)}</p>}
      <p className="muted small">
        {say(MAJORITIES[matter.majority])}
        {matter.post === null
          ? ''
          : ` · ${say(POSTS[matter.post])} ${matter.seats ?? 1}: ${matter.candidates
              .map(({ name }) => name)
              .join(comma())}`}
        {matter.papersFrom === null ? '' : ` · ${t('m.papersFrom', { day: matter.papersFrom })}`}
      </p>
      <PaperLinks meetingId={meeting.meetingId} papers={matter.papers} />
      {meeting.state === 'closed' || meeting.state === 'cancelled' ? null : (
        <AddPaper
          meetingId={meeting.meetingId}
          matterId={matter.matterId}
          kind="document"
          label={t('m.addPaper')}
        />
      )}
    </li>
  )
}

function Review({ meeting }: { meeting: Meeting }): ReactElement | null {
  const t = useT()
  const { review } = meeting
  if (review === null && !meeting.agenda.some(({ major }) => major)) return null
  return (
    <Panel title={t('m.review')} hint={review === null ? undefined : review.number}>
      {review === null ? (
        <p className="muted">{t('m.reviewNone')}</p>
      ) : review.opinions.length === 0 ? (
        <p className="muted">
          <Go to={`/cases/${review.caseId}`}>{t('m.reviewRunning')}</Go>
        </p>
      ) : (
        <ul className="plain-list">
          {review.opinions.map((one) => (
            <li key={`${one.step.zh}${one.on}`}>
              <Tag tone={one.outcome === 'agreed' ? 'pass' : 'depends'}>
                {t(one.outcome === 'agreed' ? 'm.agreed' : 'm.opposed')}
              </Tag>{' '}
              {asWritten(one.reason)}{' '}
              <span className="muted small">
                {say(one.step)} {one.by} {one.on}
              </span>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  )
}

function Arrangements({ meeting }: { meeting: Meeting }): ReactElement {
  const t = useT()
  const { terms } = meeting
  const additional =
    meeting.additional.length === 0
      ? t('m.additionalNone')
      : meeting.additional.map((one) => t('m.additionalOne', one)).join(comma())
  return (
    <Panel title={t('m.facts')}>
      <Facts
        columns={2}
        facts={[
          { label: t('gov.number'), value: asWritten(meeting.number) },
          { label: t('m.call'), value: say(CALLS[meeting.call]) },
          {
            label: t('gov.heldOn'),
            value: `${showDay(meeting.heldOn)} ${meeting.startsAt} ${asWritten(meeting.place)}`,
          },
          { label: t('gov.recordOn'), value: meeting.recordOn },
          { label: t('gov.chair'), value: meeting.chairName === '' ? '—' : meeting.chairName },
          {
            label: t('gov.recorder'),
            value: meeting.recorderName === '' ? '—' : meeting.recorderName,
          },
          {
            label: t('m.terms'),
            value: `${t('m.termsLine', terms)} (${t(terms.byCharter ? 'm.termsCharter' : 'm.termsLaw')})`,
          },
          { label: t('m.additional'), value: asWritten(additional) },
        ]}
      />
    </Panel>
  )
}
