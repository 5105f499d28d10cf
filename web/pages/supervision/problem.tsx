import { useParams } from '@tanstack/react-router'
import { type ReactElement, useState } from 'react'
import { download, type Out } from '../../api.ts'
import { useT } from '../../locale/supervision.ts'
import { asWritten, say } from '../../locale/translate.ts'
import { Go } from '../../navigation.tsx'
import { paths } from '../../paths.ts'
import { useRead } from '../../query.ts'
import { useMay } from '../../session.tsx'
import { DayField, TextArea } from '../../ui/field.tsx'
import { Facts, Notice, PageHead, Panel } from '../../ui/page.tsx'
import { ReasonDialog } from '../../ui/reason-dialog.tsx'
import { Loaded } from '../../ui/state.tsx'
import { UnitLink } from '../../ui/unit-link.tsx'
import { WriteDialog } from '../registry/write-dialog.tsx'
import { Marks, Severity } from './marks.tsx'
import { Refs } from './sources.tsx'
import { CHANNEL_WORDS, EVENT_WORDS } from './words.ts'
import './supervision.css'

type Problem = Out<'readProblem'>
type Doing = 'extend' | 'pause' | 'resume' | 'reopen' | 'note' | 'propose'

/** One problem: what it is, where it stands, what the reader can do. */
export default function ProblemPage(): ReactElement {
  const { problemId = '' } = useParams({ strict: false }) as { problemId?: string }
  const read = useRead('readProblem', { problemId })
  return (
    <div className="page">
      <Loaded read={read}>{(data) => <Content data={data} />}</Loaded>
    </div>
  )
}

function Content({ data }: { data: Problem }): ReactElement {
  const t = useT()
  const [doing, setDoing] = useState<Doing | null>(null)
  const step = data.steps.find(({ key }) => key === data.mine)
  return (
    <>
      <PageHead
        title={asWritten(data.title)}
        trail={[
          { key: 'list', node: <Go to={paths.problems()}>{t('problem.title')}</Go> },
          { key: 'number', node: asWritten(data.number) },
        ]}
        marks={<Marks row={data} />}
        sentence={
          <>
            <UnitLink kind={data.unit.kind} unit={data.unit} /> · {t('problem.due')} {data.dueOn}
          </>
        }
        actions={
          step === undefined ? undefined : (
            <Go to={paths.case(data.caseId, { step: step.key })} className="button button-primary">
              {t('problem.go', { step: say(step.title) })}
            </Go>
          )
        }
      />
      {data.mendedOn === null || data.closedOn !== null ? null : (
        <Notice tone="info">{t('problem.mended', { day: data.mendedOn })}</Notice>
      )}
      <div className="problem-columns">
        <div className="problem-side">
          <About data={data} />
          <Story data={data} />
        </div>
        <div className="problem-side">
          <Steps data={data} />
          <Acts data={data} act={setDoing} />
        </div>
      </div>
      {doing === null ? null : <Do act={doing} data={data} close={() => setDoing(null)} />}
    </>
  )
}

function About({ data }: { data: Problem }): ReactElement {
  const t = useT()
  return (
    <Panel title={t('problem.description')}>
      <p>{asWritten(data.description)}</p>
      <Facts
        columns={2}
        facts={[
          { label: t('problem.clause'), value: asWritten(data.clause) },
          { label: t('problem.severity'), value: <Severity value={data.severity} /> },
          { label: t('problem.channel'), value: say(CHANNEL_WORDS[data.channel]) },
          { label: t('problem.foundOn'), value: data.foundOn },
          ...(data.amount === null ? [] : [{ label: t('problem.amount'), value: data.amount }]),
          { label: t('problem.responsible'), value: asWritten(data.responsible) },
          { label: t('problem.leader'), value: asWritten(data.leader) },
          {
            label: t('problem.issuer'),
            value: t(data.issuer === 'county' ? 'problem.byCounty' : 'problem.byTown'),
          },
          {
            label: t('problem.public'),
            value: t(data.public ? 'problem.isPublic' : 'problem.notPublic'),
          },
          { label: t('problem.recordedBy'), value: asWritten(data.recordedBy) },
        ]}
      />
      <h3>{t('problem.evidence')}</h3>
      <Refs refs={data.refs} />
    </Panel>
  )
}

const SIGNS = { done: '✓', open: '→', waiting: '·', skipped: '—' } as const

function Steps({ data }: { data: Problem }): ReactElement {
  const t = useT()
  return (
    <Panel
      title={t('problem.steps')}
      extra={<Go to={paths.case(data.caseId)}>{t('problem.openCase')}</Go>}
    >
      {data.steps.map((step) => (
        <div key={step.key} className="step-line" data-status={step.status}>
          <span aria-hidden="true">{SIGNS[step.status]}</span>
          <span>{say(step.title)}</span>
          <span className="small muted">
            {step.doneOn === null
              ? step.dueOn === null
                ? ''
                : t('problem.stepDue', { day: step.dueOn })
              : asWritten(t('problem.byWhom', { names: step.by.join('、'), day: step.doneOn }))}
          </span>
        </div>
      ))}
    </Panel>
  )
}

function Story({ data }: { data: Problem }): ReactElement {
  const t = useT()
  return (
    <Panel title={t('problem.story')}>
      {data.events.toReversed().map((event, i) => (
        <div key={`${event.kind}${i}`} className="story-line">
          <strong>{say(EVENT_WORDS[event.kind] ?? { zh: event.kind, en: event.kind })}</strong>{' '}
          <span className="muted small">
            {event.on} {asWritten(event.by)}
            {event.dueOn === null ? '' : ` · ${t('problem.due')} ${event.dueOn}`}
          </span>
          {event.words === '' ? null : <p>{asWritten(event.words)}</p>}
        </div>
      ))}
    </Panel>
  )
}

function Acts({ data, act }: { data: Problem; act: (act: Doing) => void }): ReactElement {
  const t = useT()
  const may = useMay()
  const { may: can } = data
  const button = (shown: boolean, doing: Doing, label: string) =>
    shown ? (
      <button type="button" className="button" onClick={() => act(doing)}>
        {label}
      </button>
    ) : null
  const paper = (kind: 'notice' | 'reply', format: 'pdf' | 'docx', label: string) => (
    <button
      type="button"
      className="button button-small"
      onClick={() =>
        void download('printProblemPaper', { problemId: data.problemId, kind, format })
      }
    >
      {label} {format === 'pdf' ? 'PDF' : 'Word'}
    </button>
  )
  const done = (key: string) => data.steps.some((one) => one.key === key && one.status === 'done')
  return (
    <Panel title={t('problem.papers')}>
      <div className="errand-acts">
        {done('draft') ? paper('notice', 'pdf', t('problem.notice')) : null}
        {done('draft') ? paper('notice', 'docx', t('problem.notice')) : null}
        {done('reply') ? paper('reply', 'pdf', t('problem.reply')) : null}
        {done('reply') ? paper('reply', 'docx', t('problem.reply')) : null}
      </div>
      <div className="errand-acts">
        {button(data.closedOn === null && may('noteProblem'), 'note', t('problem.note'))}
        {button(can.extend, 'extend', t('problem.extend'))}
        {button(can.pause, 'pause', t('problem.pause'))}
        {button(can.resume, 'resume', t('problem.resume'))}
        {button(can.list, 'propose', t('problem.propose'))}
        {button(can.reopen, 'reopen', t('problem.reopen'))}
      </div>
    </Panel>
  )
}

interface DoProps {
  readonly act: Doing
  readonly data: Problem
  readonly close: () => void
}

function Do({ act, data, close }: DoProps): ReactElement {
  const t = useT()
  const { problemId } = data
  if (act === 'extend') return <Extend problemId={problemId} close={close} />
  if (act === 'reopen') return <Reopen problemId={problemId} close={close} />
  const of = {
    pause: { verb: 'pauseProblem', label: t('problem.pause') },
    resume: { verb: 'resumeProblem', label: t('problem.resume') },
    propose: { verb: 'proposeListing', label: t('problem.propose') },
  } as const
  if (act === 'note') {
    return (
      <ReasonDialog
        title={t('problem.note')}
        confirm={t('common.save')}
        verb="noteProblem"
        input={(words) => ({ problemId, words })}
        close={close}
      />
    )
  }
  const { verb, label } = of[act]
  return (
    <ReasonDialog
      title={label}
      confirm={label}
      verb={verb}
      input={(reason) => ({ problemId, reason })}
      close={close}
    />
  )
}

function Extend({ problemId, close }: { problemId: string; close: () => void }): ReactElement {
  const t = useT()
  const [until, setUntil] = useState('')
  const [reason, setReason] = useState('')
  const [done, setDone] = useState('')
  const ready = until !== '' && reason.trim() !== '' && done.trim() !== ''
  return (
    <WriteDialog
      title={t('problem.extend')}
      confirm={t('problem.extend')}
      verb="requestProblemExtension"
      input={ready ? { problemId, until, reason: reason.trim(), done: done.trim() } : null}
      close={close}
      onDone={() => undefined}
    >
      {() => (
        <>
          <DayField label={t('problem.extendTo')} value={until} onChange={setUntil} />
          <TextArea label={t('problem.extendWhy')} value={reason} onChange={setReason} />
          <TextArea label={t('problem.extendDone')} value={done} onChange={setDone} />
        </>
      )}
    </WriteDialog>
  )
}

function Reopen({ problemId, close }: { problemId: string; close: () => void }): ReactElement {
  const t = useT()
  const [dueOn, setDueOn] = useState('')
  const [reason, setReason] = useState('')
  return (
    <WriteDialog
      title={t('problem.reopen')}
      confirm={t('problem.reopen')}
      verb="reopenProblem"
      input={
        dueOn === '' || reason.trim() === '' ? null : { problemId, dueOn, reason: reason.trim() }
      }
      close={close}
      onDone={() => undefined}
    >
      {() => (
        <>
          <DayField label={t('problem.due')} value={dueOn} onChange={setDueOn} />
          <TextArea label={t('problem.reason')} value={reason} onChange={setReason} />
        </>
      )}
    </WriteDialog>
  )
}
