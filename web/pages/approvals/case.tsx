import { useParams } from '@tanstack/react-router'
import { type ReactElement, useState } from 'react'
import { useT } from '../../locale/approvals.ts'
import { asWritten, say } from '../../locale/translate.ts'
import { Go, useUrl } from '../../navigation.tsx'
import { paths } from '../../paths.ts'
import { useRead } from '../../query.ts'
import { useMay } from '../../session.tsx'
import { Icon } from '../../ui/icon.tsx'
import { Facts, PageHead, Panel, Tag } from '../../ui/page.tsx'
import { ReasonDialog } from '../../ui/reason-dialog.tsx'
import { Loaded } from '../../ui/state.tsx'
import { UnitLink } from '../../ui/unit-link.tsx'
import { Diagram, type DiagramNode } from './diagram.tsx'
import { Due } from './due.tsx'
import { ExportCase } from './export-case.tsx'
import { StepPanel } from './step-panel.tsx'
import { StepPapers } from './step-papers.tsx'
import { Story } from './story.tsx'
import { SubjectLink } from './subject-link.tsx'
import {
  type Case,
  roleName,
  STATE_TONES,
  STATE_WORDS,
  STATUS_WORDS,
  stepOf,
  type StepNow,
  titleOf,
} from './words.ts'
import { Written } from './written.tsx'
import './approvals.css'

/** One case: what it is, where it stands, who must do what by when; then doing it. */
export default function CasePage(): ReactElement {
  const { caseId } = useParams({ strict: false }) as { caseId: string }
  const read = useRead('readCase', { caseId })
  return (
    <div className="page case-page">
      <Loaded read={read} lines={12}>
        {(data) => <Content key={data.caseId} data={data} />}
      </Loaded>
    </div>
  )
}

function Content({ data }: { data: Case }): ReactElement {
  const t = useT()
  const open = data.state === 'running' ? data.steps.filter(({ status }) => status === 'open') : []
  const [search] = useUrl()
  // What a task or a printed code led to comes first, then what can be signed, then what can be prepared.
  const ordered = open.toSorted((a, b) => rankOf(b, search['step']) - rankOf(a, search['step']))
  return (
    <>
      <Head data={data} open={open} />
      <div className="case-columns">
        <div className="case-main">
          {ordered.map((now) => {
            const step = stepOf(data.process, now.key)
            return step === undefined ? null : (
              <StepPanel key={now.key} data={data} step={step} now={now} />
            )
          })}
          <Panel title={t('case.story')}>
            <Story data={data} />
          </Panel>
        </div>
        <div className="case-side">
          <Panel title={t('case.diagram')}>
            <Diagram label={t('case.diagram')} nodes={nodesOf(data, t)} />
          </Panel>
          <Panel title={t('case.facts')}>
            <CaseFacts data={data} />
          </Panel>
        </div>
      </div>
      <DoneSteps data={data} />
    </>
  )
}

const rankOf = ({ key, mine }: StepNow, called: string | undefined): number =>
  (key === called ? 4 : 0) + (mine.seat === null ? 0 : 2) + (mine.prepares ? 1 : 0)

type T = ReturnType<typeof useT>

function whoOf(now: StepNow): string {
  const waiting = now.seats.filter(({ signed }) => signed === null)
  return [...new Set(waiting.map((seat) => seat.appointed ?? roleName(seat.role)))].join('、')
}

function nodesOf(data: Case, t: T): DiagramNode[] {
  return data.process.steps.map((step) => {
    const now = data.steps.find(({ key }) => key === step.key)
    const status = now?.status ?? 'waiting'
    const day =
      status === 'done'
        ? (now?.doneOn ?? '')
        : status === 'open' && typeof now?.dueOn === 'string'
          ? t('due.by', { day: now.dueOn })
          : ''
    return {
      key: step.key,
      after: step.after,
      title: say(step.title),
      note: `${say(STATUS_WORDS[status])} ${day}`.trim(),
      status,
      overdue: now?.overdue ?? false,
      href: status === 'open' || status === 'done' ? `#step-${step.key}` : null,
    }
  })
}

function Head({ data, open }: { data: Case; open: readonly StepNow[] }): ReactElement {
  const t = useT()
  const tone = STATE_TONES[data.state]
  return (
    <PageHead
      title={asWritten(data.title)}
      trail={[
        { key: 'cases', node: <Go to={paths.cases()}>{t('cases.title')}</Go> },
        {
          key: 'process',
          node: <Go to={paths.process(data.process.id)}>{say(data.process.title)}</Go>,
        },
      ]}
      marks={<Tag {...(tone === undefined ? {} : { tone })}>{say(STATE_WORDS[data.state])}</Tag>}
      sentence={<Sentence data={data} open={open} />}
      actions={<Actions data={data} />}
    />
  )
}

function Sentence({ data, open }: { data: Case; open: readonly StepNow[] }): ReactElement {
  const t = useT()
  const about = t('case.of', { process: say(data.process.title), number: data.number })
  const day = data.endedOn ?? ''
  if (data.state === 'done') return <>{`${about}。${t('case.done', { day })}`}</>
  if (data.state === 'refused') return <>{`${about}。${t('case.refused', { day })}`}</>
  if (data.state === 'withdrawn') return <>{`${about}。${t('case.withdrawn', { day })}`}</>
  const steps = open.map((now) =>
    t('case.nowStep', { step: titleOf(data.process, now.key), who: whoOf(now) }),
  )
  return (
    <>
      {about}。{t('case.now', { steps: steps.join(';') })}
      {open.map((now) => (
        <Due key={now.key} clock={now} />
      ))}
    </>
  )
}

function Actions({ data }: { data: Case }): ReactElement {
  const t = useT()
  const may = useMay()
  const [act, setAct] = useState<'comment' | 'withdraw' | null>(null)
  const close = (): void => setAct(null)
  return (
    <>
      {may('commentCase') ? (
        <button type="button" className="button" onClick={() => setAct('comment')}>
          {t('case.comment')}
        </button>
      ) : null}
      {data.withdrawable ? (
        <button type="button" className="button" onClick={() => setAct('withdraw')}>
          {t('case.withdraw')}
        </button>
      ) : null}
      <ExportCase caseId={data.caseId} />
      <button type="button" className="button" onClick={() => globalThis.print()}>
        <Icon name="print" size={16} /> {t('case.print')}
      </button>
      {act === 'comment' ? (
        <ReasonDialog
          title={t('case.commentTitle')}
          confirm={t('case.comment')}
          verb="commentCase"
          input={(text) => ({ caseId: data.caseId, text })}
          close={close}
        >
          {null}
        </ReasonDialog>
      ) : null}
      {act === 'withdraw' ? (
        <ReasonDialog
          danger
          title={t('case.withdraw')}
          confirm={t('case.withdraw')}
          verb="withdrawCase"
          input={(reason) => ({ caseId: data.caseId, reason })}
          close={close}
        >
          <p>{t('case.withdrawBody')}</p>
        </ReasonDialog>
      ) : null}
    </>
  )
}

function CaseFacts({ data }: { data: Case }): ReactElement {
  const t = useT()
  return (
    <div className="stack">
      <Facts
        facts={[
          {
            label: t('case.unit'),
            value: (
              <UnitLink kind={data.unitKind} unit={{ id: data.unitId, name: data.unitName }} />
            ),
          },
          { label: t('case.opened'), value: `${asWritten(data.openedBy)} ${data.openedOn}` },
          {
            label: t('case.version'),
            value: (
              <Go
                to={paths.process(data.process.id)}
              >{`${say(data.process.title)} v${data.version}`}</Go>
            ),
          },
        ]}
      />
      <SubjectLink data={data} />
      <Written fields={data.process.facts} values={data.facts} />
    </div>
  )
}

/** Steps that are done: what was written, who signed, the papers. */
function DoneSteps({ data }: { data: Case }): ReactElement | null {
  const t = useT()
  const done = data.steps.filter(({ status }) => status === 'done')
  if (done.length === 0) return null
  return (
    <Panel title={t('case.steps')}>
      <div className="done-steps">
        {done.map((now) => {
          const step = stepOf(data.process, now.key)
          if (step === undefined) return null
          return (
            <details key={now.key} id={`step-${now.key}`} className="done-step">
              <summary>
                <Icon name={now.opposed ? 'fails' : 'passes'} size={18} />
                <strong>{say(step.title)}</strong>
                <span className="muted small">
                  {t('step.doneOn', { day: now.doneOn ?? '' })} ·{' '}
                  {now.seats.flatMap(({ signed }) => signed?.by.name ?? []).join('、')}
                </span>
              </summary>
              <div className="stack">
                <Written fields={step.form} values={now.values} />
                <StepPapers data={data} step={step} open={false} keep={() => Promise.resolve()} />
              </div>
            </details>
          )
        })}
      </div>
    </Panel>
  )
}
