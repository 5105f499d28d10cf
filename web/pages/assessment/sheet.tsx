import { useParams } from '@tanstack/react-router'
import { type ReactElement, useState } from 'react'
import { download, type Out } from '../../api.ts'
import { useT } from '../../locale/assessment.ts'
import { asWritten, say } from '../../locale/translate.ts'
import { Go } from '../../navigation.tsx'
import { paths } from '../../paths.ts'
import { useRead } from '../../query.ts'
import { SelectField, TextArea } from '../../ui/field.tsx'
import { PageHead, Panel } from '../../ui/page.tsx'
import { ReasonDialog } from '../../ui/reason-dialog.tsx'
import { Loaded } from '../../ui/state.tsx'
import { WriteDialog } from '../registry/write-dialog.tsx'
import { StateTag } from './assessments.tsx'
import { FactLines, Lines, Proofs, Replies, ReplyDialog } from './sheet-parts.tsx'
import { KIND_WORDS, type Sheet } from './words.ts'
import './assessment.css'

type Answer = Out<'readAssessmentSheet'>

/** The sheet of one town or secretary, as the desks see it. */
export default function SheetPage(): ReactElement {
  const { unitId = '', subjectId = '' } = useParams({ strict: false }) as {
    unitId?: string
    subjectId?: string
  }
  const read = useRead('readAssessmentSheet', { unitId, subjectId })
  return (
    <div className="page">
      <Loaded read={read}>{(data) => <Content data={data} />}</Loaded>
    </div>
  )
}

export const bandText = (sheet: Sheet, ungraded: string): string =>
  sheet.graded ? asWritten(sheet.band.title) : ungraded

function Content({ data }: { data: Answer }): ReactElement {
  const t = useT()
  const { sheet } = data
  const ofTown = sheet.kind === 'town'
  return (
    <>
      <PageHead
        title={asWritten(ofTown ? sheet.unit.name : sheet.name)}
        trail={[
          { key: 'list', node: <Go to={paths.assessments()}>{t('as.title')}</Go> },
          {
            key: 'run',
            node: (
              <Go to={paths.assessmentRun(sheet.runId)}>
                {sheet.periodText} {say(KIND_WORDS[sheet.kind])}
              </Go>
            ),
          },
          { key: 'unit', node: asWritten(sheet.unit.name) },
        ]}
        marks={<StateTag state={sheet.state} />}
        sentence={
          <>
            <strong>{sheet.pointsText}</strong> / {sheet.totalText} · {t('as.band')}{' '}
            {bandText(sheet, t('as.ungraded'))}
            {sheet.overallText === null ? null : (
              <> · {t('as.overallSaid', { points: sheet.overallText })}</>
            )}
            {sheet.postSince === null ? null : (
              <> · {t('as.post', { name: sheet.name, day: sheet.postSince })}</>
            )}
          </>
        }
      />
      <Acts data={data} />
      <div className="as-stack">
        <Panel title={t('as.mineLines')}>
          <Lines sheet={sheet} open />
        </Panel>
        <FactLines sheet={sheet} />
        <Replies sheet={sheet} />
        <Proofs sheet={sheet} />
      </div>
    </>
  )
}

function Acts({ data }: { data: Answer }): ReactElement {
  const t = useT()
  const [doing, setDoing] = useState<'reply' | 'decide' | 'rescore' | null>(null)
  const { sheet, may } = data
  const about = { unitId: sheet.unit.id, subjectId: sheet.subjectId }
  const papers = sheet.state === 'draft' ? (['sheet'] as const) : (['sheet', 'notice'] as const)
  const close = (): void => setDoing(null)
  return (
    <div className="as-acts no-print">
      {may.decide ? (
        <button type="button" className="button button-primary" onClick={() => setDoing('decide')}>
          {t('as.decide')}
        </button>
      ) : null}
      {may.rescore ? (
        <button type="button" className="button button-primary" onClick={() => setDoing('rescore')}>
          {t('as.rescore')}
        </button>
      ) : null}
      {may.reply ? (
        <button type="button" className="button button-primary" onClick={() => setDoing('reply')}>
          {t('as.replyTitle')}
        </button>
      ) : null}
      {papers.flatMap((paper) =>
        (['pdf', 'docx'] as const).map((format) => (
          <button
            key={`${paper}${format}`}
            type="button"
            className="button"
            onClick={() => void download('printAssessmentSheet', { ...about, paper, format })}
          >
            {t(paper === 'sheet' ? 'as.sheet' : 'as.notice')} {format === 'pdf' ? 'PDF' : 'Word'}
          </button>
        )),
      )}
      {doing === 'reply' ? (
        <ReplyDialog verb="replyAssessment" about={about} close={close} />
      ) : null}
      {doing === 'decide' ? <Decide about={about} close={close} /> : null}
      {doing === 'rescore' ? (
        <ReasonDialog
          title={t('as.rescore')}
          confirm={t('as.rescore')}
          verb="rescoreSubject"
          input={(reason) => ({ ...about, reason })}
          close={close}
        >
          <p>{t('as.rescoreSure')}</p>
        </ReasonDialog>
      ) : null}
    </div>
  )
}

function Decide(props: {
  about: { unitId: string; subjectId: string }
  close: () => void
}): ReactElement {
  const t = useT()
  const [outcome, setOutcome] = useState('')
  const [reasons, setReasons] = useState('')
  return (
    <WriteDialog
      title={t('as.decide')}
      confirm={t('as.decide')}
      verb="decideAssessmentAppeal"
      input={
        outcome === '' || reasons.trim() === ''
          ? null
          : {
              ...props.about,
              outcome: outcome as 'upheld' | 'rejected',
              reasons: reasons.trim(),
            }
      }
      close={props.close}
      onDone={() => undefined}
    >
      {() => (
        <>
          <SelectField
            label={t('as.outcome')}
            value={outcome}
            onChange={setOutcome}
            placeholder="—"
            options={[
              { value: 'upheld', label: t('as.upheld') },
              { value: 'rejected', label: t('as.rejected') },
            ]}
          />
          <TextArea label={t('as.reasons')} value={reasons} onChange={setReasons} required />
        </>
      )}
    </WriteDialog>
  )
}
