import { useParams } from '@tanstack/react-router'
import { type ReactElement, useState } from 'react'
import { download } from '../../api.ts'
import { useT } from '../../locale/contest.ts'
import { asWritten, say } from '../../locale/translate.ts'
import { Go, useUrl } from '../../navigation.tsx'
import { paths } from '../../paths.ts'
import { useAct, useRead } from '../../query.ts'
import { ConfirmDialog } from '../../ui/dialog.tsx'
import { Notice, PageHead, Panel, TabPanel, Tabs } from '../../ui/page.tsx'
import { ReasonDialog } from '../../ui/reason-dialog.tsx'
import { Loaded, Refused } from '../../ui/state.tsx'
import { StateTag } from './contests.tsx'
import { Judges } from './judges.tsx'
import { Result } from './result.tsx'
import { SetupPanel } from './setup.tsx'
import { Tasks } from './tasks.tsx'
import { type Contest, EVENT_WORDS, KIND_WORDS } from './words.ts'
import './contest.css'

/** One tour or contest: set-up, judges, result, follow-up, story. */
export default function ContestPage(): ReactElement {
  const { contestId = '' } = useParams({ strict: false }) as { contestId?: string }
  const read = useRead('readContest', { contestId })
  return (
    <div className="page">
      <Loaded read={read}>{(data) => <Content data={data} />}</Loaded>
    </div>
  )
}

const TABS = ['setup', 'judges', 'result', 'tasks', 'story'] as const

function Content({ data }: { data: Contest }): ReactElement {
  const t = useT()
  const [search, change] = useUrl()
  const first = data.result === null ? 'setup' : 'result'
  const tab = TABS.find((one) => one === search['tab']) ?? first
  const labels = {
    setup: t('contest.tabSetup'),
    judges: t('contest.tabJudges'),
    result: t('contest.tabResult'),
    tasks: t('contest.tabTasks'),
    story: t('contest.tabStory'),
  }
  return (
    <>
      <PageHead
        title={asWritten(data.setup.title)}
        trail={[
          { key: 'list', node: <Go to={paths.contests()}>{t('contest.title')}</Go> },
          { key: 'number', node: asWritten(data.number) },
        ]}
        marks={<StateTag state={data.state} />}
        sentence={
          <>
            {say(KIND_WORDS[data.kind])} · {data.setup.from}
            {data.setup.place === '' ? '' : ` · ${asWritten(data.setup.place)}`} ·{' '}
            {t('contest.entriesOf', {
              n: data.entries.filter(({ withdrawnWhy }) => withdrawnWhy === null).length,
            })}
          </>
        }
        actions={
          data.may.judge ? (
            <Go to={paths.scoreSheet(data.contestId)} className="button button-primary">
              {t('contest.score')}
            </Go>
          ) : undefined
        }
      />
      <Acts data={data} />
      {data.appealUntil === null ? null : (
        <Notice tone="info">{t('contest.appealUntil', { day: data.appealUntil })}</Notice>
      )}
      {data.apart.length === 0 ? null : (
        <Notice tone="depends">
          {t('contest.apart', {
            names: [...new Set(data.apart.map(({ unit }) => unit.name))].join('、'),
          })}
        </Notice>
      )}
      <Tabs
        label={t('contest.tabs')}
        current={tab}
        onChange={(key) => change({ tab: key })}
        tabs={TABS.map((key) => ({ key, label: labels[key] }))}
      />
      <TabPanel tab={tab}>
        {tab === 'setup' ? <SetupPanel data={data} /> : null}
        {tab === 'judges' ? <Judges data={data} /> : null}
        {tab === 'result' ? <Result data={data} /> : null}
        {tab === 'tasks' ? <Tasks data={data} /> : null}
        {tab === 'story' ? <Story data={data} /> : null}
      </TabPanel>
    </>
  )
}

type Sure = 'openContest' | 'endScoring' | 'closeContest' | 'submitContest'

function Acts({ data }: { data: Contest }): ReactElement {
  const t = useT()
  const [sure, setSure] = useState<Sure | null>(null)
  const [reason, setReason] = useState<'cancelContest' | 'recomputeContest' | null>(null)
  const { contestId, state, may } = data
  const closed = state === 'closed' || state === 'published'
  const words = {
    openContest: { label: t('contest.open'), said: t('contest.openSure') },
    endScoring: { label: t('contest.end'), said: t('contest.endSure') },
    closeContest: { label: t('contest.close'), said: t('contest.closeSure') },
    submitContest: { label: t('contest.submit'), said: t('contest.submitSure') },
  }
  const next: Partial<Record<Contest['state'], Sure>> = {
    draft: 'openContest',
    open: 'endScoring',
    scored: 'closeContest',
    ...(data.caseId === null ? { closed: 'submitContest' } : {}),
  }
  const step = may.write ? next[state] : undefined
  const paper = (verb: 'printScoreSheet' | 'printContestResult', format: 'pdf' | 'docx') => (
    <button
      type="button"
      className="button"
      onClick={() => void download(verb, { contestId, format })}
    >
      {t(verb === 'printScoreSheet' ? 'contest.printSheet' : 'contest.printResult')}{' '}
      {format === 'pdf' ? 'PDF' : 'Word'}
    </button>
  )
  return (
    <div className="contest-acts">
      {step === undefined ? null : (
        <button type="button" className="button button-primary" onClick={() => setSure(step)}>
          {words[step].label}
        </button>
      )}
      {data.caseId === null ? null : (
        <Go to={paths.case(data.caseId)} className="button">
          {t('contest.openCase')}
        </Go>
      )}
      {may.write && state === 'closed' ? (
        <button type="button" className="button" onClick={() => setReason('recomputeContest')}>
          {t('contest.recompute')}
        </button>
      ) : null}
      {paper('printScoreSheet', 'pdf')}
      {paper('printScoreSheet', 'docx')}
      {closed ? paper('printContestResult', 'pdf') : null}
      {closed ? paper('printContestResult', 'docx') : null}
      {may.write && ['draft', 'open', 'scored'].includes(state) ? (
        <button type="button" className="button" onClick={() => setReason('cancelContest')}>
          {t('contest.cancel')}
        </button>
      ) : null}
      {sure === null ? null : (
        <Confirm verb={sure} contestId={contestId} {...words[sure]} close={() => setSure(null)} />
      )}
      {reason === null ? null : (
        <ReasonDialog
          title={t(reason === 'cancelContest' ? 'contest.cancel' : 'contest.recompute')}
          confirm={t(reason === 'cancelContest' ? 'contest.cancel' : 'contest.recompute')}
          verb={reason}
          input={(why) => ({ contestId, reason: why })}
          close={() => setReason(null)}
        />
      )}
    </div>
  )
}

function Confirm(props: {
  verb: Sure
  contestId: string
  label: string
  said: string
  close: () => void
}): ReactElement {
  const act = useAct(props.verb)
  return (
    <ConfirmDialog
      title={props.label}
      confirm={props.label}
      open
      busy={act.isPending}
      onClose={props.close}
      onConfirm={() =>
        act.mutate({ input: { contestId: props.contestId } }, { onSuccess: props.close })
      }
    >
      <p>{props.said}</p>
      {act.error === null ? null : <Refused error={act.error} write />}
    </ConfirmDialog>
  )
}

function Story({ data }: { data: Contest }): ReactElement {
  const t = useT()
  return (
    <Panel title={t('contest.tabStory')}>
      <table className="contest-table">
        <tbody>
          {data.events.toReversed().map((event, i) => (
            <tr key={`${event.kind}${i}`}>
              <td className="nowrap">{event.on}</td>
              <td>
                <strong>
                  {say(EVENT_WORDS[event.kind] ?? { zh: event.kind, en: event.kind })}
                </strong>{' '}
                {asWritten(event.words)}
              </td>
              <td>{asWritten(event.by)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {data.editions.map((one) => (
        <p key={one.edition} className="muted small">
          {t('contest.editionNote', { day: one.on, n: one.edition, hash: one.sha256.slice(0, 16) })}{' '}
          {asWritten(one.reason)}
        </p>
      ))}
    </Panel>
  )
}
