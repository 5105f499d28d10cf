import { useParams } from '@tanstack/react-router'
import { type ReactElement, useState } from 'react'
import { download, type Out } from '../../api.ts'
import { useT } from '../../locale/supervision.ts'
import { asWritten } from '../../locale/translate.ts'
import { Go } from '../../navigation.tsx'
import { paths } from '../../paths.ts'
import { useAct, useRead } from '../../query.ts'
import { ownUnit, useMe } from '../../session.tsx'
import { Notice, PageHead, Panel } from '../../ui/page.tsx'
import { ReasonDialog } from '../../ui/reason-dialog.tsx'
import { Loaded, Refused } from '../../ui/state.tsx'
import { DispatchMeeting } from './dispatch-meeting.tsx'
import { ReportBlocks } from './report-blocks.tsx'
import { ReportTags } from './reports.tsx'
import './supervision.css'

type Report = Out<'readReport'>
type Doing = 'object' | 'meet' | { readonly answer: string; readonly upheld: boolean }

/** One report: as it reads, every number a door; who has it; what the reader can do. */
export default function ReportPage(): ReactElement {
  const { reportId = '' } = useParams({ strict: false }) as { reportId?: string }
  const read = useRead('readReport', { reportId })
  return (
    <div className="page">
      <Loaded read={read}>{(data) => <Content data={data} />}</Loaded>
    </div>
  )
}

const LISTS = {
  dispatch: ['report.dispatches', paths.dispatches],
  bulletin: ['report.bulletins', paths.bulletins],
  analysis: ['report.analyses', paths.analyses],
} as const

function Content({ data }: { data: Report }): ReactElement {
  const t = useT()
  const [doing, setDoing] = useState<Doing | null>(null)
  const [label, list] = LISTS[data.kind]
  return (
    <>
      <PageHead
        title={asWritten(data.title)}
        trail={[{ key: 'list', node: <Go to={list}>{t(label)}</Go> }]}
        marks={<ReportTags row={data} />}
        sentence={
          data.issuedOn === null
            ? t('report.draft', { n: data.version })
            : `${asWritten(data.number ?? '')} · ${t('report.issuedOn', { day: data.issuedOn })}`
        }
        actions={<Acts data={data} act={setDoing} />}
      />
      <Sound reportId={data.reportId} />
      <article className="panel report-paper">
        {data.to === '' ? null : <p>{asWritten(data.to)}：</p>}
        <ReportBlocks blocks={data.blocks} />
      </article>
      <Objections data={data} act={setDoing} />
      {data.receipts.length === 0 || data.kind !== 'bulletin' ? null : <Receipts data={data} />}
      {doing === null ? null : <Do data={data} doing={doing} close={() => setDoing(null)} />}
    </>
  )
}

function Acts({ data, act }: { data: Report; act: (doing: Doing) => void }): ReactElement {
  const t = useT()
  const own = ownUnit(useMe())
  const submit = useAct('submitBulletin')
  const remake = useAct('makeReport')
  const acknowledge = useAct('acknowledgeReport')
  const { reportId, kind, period, may } = data
  const busy = submit.isPending || remake.isPending || acknowledge.isPending
  const error = submit.error ?? remake.error ?? acknowledge.error
  return (
    <>
      <FileButton reportId={reportId} format="pdf" />
      <FileButton reportId={reportId} format="docx" />
      {may.remake ? (
        <button
          type="button"
          className="button"
          disabled={busy}
          onClick={() => remake.mutate({ input: { kind, period } })}
        >
          {t('report.remake')}
        </button>
      ) : null}
      {may.meet ? (
        <button type="button" className="button button-primary" onClick={() => act('meet')}>
          {t('report.meet')}
        </button>
      ) : null}
      {may.object && own?.kind === 'town' ? (
        <button type="button" className="button" onClick={() => act('object')}>
          {t('report.object')}
        </button>
      ) : null}
      {may.submit ? (
        <button
          type="button"
          className="button button-primary"
          disabled={busy}
          onClick={() => submit.mutate({ input: { reportId } })}
        >
          {t('report.submit')}
        </button>
      ) : null}
      {data.toAcknowledge && own?.kind === 'town' ? (
        <button
          type="button"
          className="button button-primary"
          disabled={busy}
          onClick={() => acknowledge.mutate({ input: { reportId, unitId: own.id } })}
        >
          {t('report.acknowledge')}
        </button>
      ) : null}
      {data.caseId === null ? null : (
        <Go to={paths.case(data.caseId)} className="button">
          {t('problem.openCase')}
        </Go>
      )}
      {error === null ? null : <Refused error={error} write />}
    </>
  )
}

function FileButton(props: { reportId: string; format: 'pdf' | 'docx' }): ReactElement {
  return (
    <button type="button" className="button" onClick={() => void download('printReport', props)}>
      {props.format === 'pdf' ? 'PDF' : 'Word'}
    </button>
  )
}

/** Whether every number still resolves to the frozen figures and rows it names. */
function Sound({ reportId }: { reportId: string }): ReactElement | null {
  const t = useT()
  const { data } = useRead('checkReport', { reportId })
  if (data === undefined) return null
  return data.wrong.length === 0 ? (
    <Notice tone="pass">{t('report.sound', { n: data.numbers })}</Notice>
  ) : (
    <Notice tone="fail">
      {t('report.unsound', { n: data.wrong.length })}{' '}
      {data.wrong.map(({ n, reckoned }) => `${n} → ${reckoned}`).join('; ')}
    </Notice>
  )
}

function Objections({ data, act }: { data: Report; act: (doing: Doing) => void }) {
  const t = useT()
  if (data.objections.length === 0) return null
  return (
    <Panel title={t('report.objections')}>
      {data.objections.map((one) => (
        <div key={one.objectionId} className="story-line">
          <strong>{asWritten(one.unitName)}</strong>{' '}
          <span className="muted small">
            {one.raisedOn} {asWritten(one.raisedBy)}
          </span>
          <p>{asWritten(one.words)}</p>
          {one.answer === null ? null : (
            <p>
              {t(one.upheld === true ? 'report.upheld' : 'report.rejected')} {asWritten(one.answer)}
            </p>
          )}
          {one.answer === null && data.may.answer ? (
            <p className="errand-acts">
              {[true, false].map((upheld) => (
                <button
                  key={String(upheld)}
                  type="button"
                  className="button button-small"
                  onClick={() => act({ answer: one.objectionId, upheld })}
                >
                  {t(upheld ? 'report.uphold' : 'report.reject')}
                </button>
              ))}
            </p>
          ) : null}
        </div>
      ))}
    </Panel>
  )
}

function Receipts({ data }: { data: Report }): ReactElement {
  const t = useT()
  return (
    <Panel title={t('report.receipts')}>
      <ul className="report-receipts">
        {data.receipts.map((one) => (
          <li key={one.unitId}>
            {asWritten(one.name)}{' '}
            <span className="muted small">
              {one.seenOn === null
                ? t('report.unseen')
                : `${one.seenOn} ${asWritten(one.seenBy ?? '')}`}
            </span>
          </li>
        ))}
      </ul>
    </Panel>
  )
}

function Do(props: { data: Report; doing: Doing; close: () => void }): ReactElement | null {
  const t = useT()
  const own = ownUnit(useMe())
  const { data, doing, close } = props
  const { reportId } = data
  if (doing === 'meet') return <DispatchMeeting report={data} close={close} />
  if (doing === 'object') {
    return own === null ? null : (
      <ReasonDialog
        title={t('report.object')}
        confirm={t('report.object')}
        verb="objectToReport"
        input={(words) => ({ reportId, unitId: own.id, words })}
        close={close}
      />
    )
  }
  const label = t(doing.upheld ? 'report.uphold' : 'report.reject')
  return (
    <ReasonDialog
      title={label}
      confirm={label}
      verb="answerReportObjection"
      input={(answer) => ({ reportId, objectionId: doing.answer, answer, upheld: doing.upheld })}
      close={close}
    />
  )
}
