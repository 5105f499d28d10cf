import { useParams } from '@tanstack/react-router'
import { type ReactElement, useState } from 'react'
import { download } from '../../api.ts'
import { useT } from '../../locale/assessment.ts'
import { asWritten, say } from '../../locale/translate.ts'
import { Go } from '../../navigation.tsx'
import { paths } from '../../paths.ts'
import { useAct, useAsk, useRead } from '../../query.ts'
import { type Column, DataTable } from '../../ui/data-table.tsx'
import { ConfirmDialog } from '../../ui/dialog.tsx'
import { Notice, PageHead, Panel, Tag } from '../../ui/page.tsx'
import { ReasonDialog } from '../../ui/reason-dialog.tsx'
import { Loaded, Refused } from '../../ui/state.tsx'
import { TownChoice, useUnitId } from '../statements/unit.tsx'
import { StateTag } from './assessments.tsx'
import { EVENT_WORDS, KIND_WORDS, type Run } from './words.ts'
import './assessment.css'

/** One assessment: results with their lines, what can be done now, what happened. */
export default function RunPage(): ReactElement {
  const { runId = '' } = useParams({ strict: false }) as { runId?: string }
  const read = useRead('readAssessment', { unitId: useUnitId(), runId })
  return (
    <div className="page page-wide">
      <Loaded read={read}>{(data) => <Content data={data} />}</Loaded>
    </div>
  )
}

function Content({ data }: { data: Run }): ReactElement {
  const t = useT()
  return (
    <>
      <PageHead
        title={`${data.periodText} ${say(KIND_WORDS[data.kind])}`}
        trail={[
          { key: 'list', node: <Go to={paths.assessments()}>{t('as.title')}</Go> },
          { key: 'number', node: asWritten(data.number) },
        ]}
        marks={<StateTag state={data.state} />}
        sentence={
          <>
            {asWritten(data.unit.name)} · {t('as.full', { total: data.totalText })}
            {data.replyUntil === null ? null : (
              <>
                {' '}
                · {t('as.replyUntil')} {data.replyUntil}
              </>
            )}{' '}
            ·{' '}
            {data.scheme.proposal
              ? t('as.proposalScheme')
              : t('as.schemeOf', { n: data.scheme.version })}
          </>
        }
      />
      <Acts data={data} />
      <ul className="as-bands">
        {data.bands.map((band) => (
          <li key={band.id}>
            <span className="muted">{asWritten(band.title)}</span> <strong>{band.count}</strong>
          </li>
        ))}
      </ul>
      <DataTable
        name={`assessment-${data.kind}`}
        label={t('as.list')}
        columns={useColumns(data)}
        rows={data.rows}
        rowKey={(row) => row.subjectId}
        filters={<TownChoice />}
      />
      {data.edition === null ? null : (
        <p className="muted small">
          {t('as.edition', { period: data.edition.period, hash: data.edition.hash.slice(0, 16) })} ·{' '}
          {t('as.rounding')}
        </p>
      )}
      <Panel title={t('as.story')}>
        <ul className="as-lines">
          {data.events.toReversed().map((event, i) => (
            <li key={`${event.kind}${i}`}>
              <span>
                <strong>
                  {say(EVENT_WORDS[event.kind] ?? { zh: event.kind, en: event.kind })}
                </strong>{' '}
                {asWritten(event.words)}
              </span>
              <span className="nowrap">
                {event.on} {asWritten(event.by)}
              </span>
            </li>
          ))}
        </ul>
      </Panel>
    </>
  )
}

type Row = Run['rows'][number]

function useColumns(data: Run): readonly Column<Row>[] {
  const t = useT()
  const bands = new Map(data.bands.map(({ id, title }) => [id, title]))
  const ofTown = data.kind === 'town'
  const total = Number(data.totalText) * 1000
  return [
    ...(ofTown ? [placeColumn(t('as.place'))] : []),
    {
      key: 'unit',
      title: ofTown ? t('as.town') : t('as.secretary'),
      cell: (row) => (
        <div className="as-cell">
          <Go to={paths.assessmentSheet(row.unit.id, row.subjectId)}>
            {asWritten(ofTown ? row.unit.name : row.name)}
          </Go>
          {ofTown ? null : (
            <span className="muted small">
              {asWritten(row.town.name)} {asWritten(row.unit.name)}
            </span>
          )}
        </div>
      ),
      text: (row) => (ofTown ? row.unit.name : `${row.name} ${row.town.name} ${row.unit.name}`),
    },
    {
      key: 'points',
      title: t('as.total'),
      right: true,
      cell: (row) => (
        <>
          <strong>{row.pointsText}</strong>
          <Bar share={row.points / total} />
        </>
      ),
      text: (row) => row.pointsText,
    },
    ...overallColumn(data, t('as.overall')),
    {
      key: 'band',
      title: t('as.band'),
      cell: (row) => (
        <>
          {row.graded ? asWritten(bands.get(row.band) ?? row.band) : t('as.ungraded')}{' '}
          {row.appealing ? <Tag tone="depends">{t('as.appealing')}</Tag> : null}{' '}
          {row.version > 1 ? <Tag>{t('as.version', { n: row.version })}</Tag> : null}
        </>
      ),
      text: (row) => (row.graded ? (bands.get(row.band) ?? row.band) : t('as.ungraded')),
    },
    ...itemColumns(data),
    {
      key: 'adjust',
      title: t('as.adjust'),
      right: true,
      cell: (row) => row.adjustText,
      text: (row) => row.adjustText,
    },
  ]
}

/** Towns have places; secretaries are listed by their points and not numbered. */
const placeColumn = (title: string): Column<Row> => ({
  key: 'place',
  title,
  right: true,
  width: 64,
  cell: (row) => row.place,
  text: (row) => String(row.place),
})

/** Of towns the points in the county's overall assessment. */
const overallColumn = (data: Run, title: string): Column<Row>[] =>
  data.overallText === null
    ? []
    : [
        {
          key: 'overall',
          title: `${title} (${data.overallText})`,
          right: true,
          cell: (row) => row.overallText ?? '—',
          text: (row) => row.overallText ?? '',
        },
      ]

/** The points of each item, with what it is worth in the head. */
function itemColumns({ items }: Run): Column<Row>[] {
  const lineOf = (row: Row, item: string): string =>
    row.lines.find((line) => line.item === item)?.pointsText ?? '—'
  return items.map((item) => ({
    key: `item-${item.id}`,
    title: `${item.title} (${item.fullText})`,
    right: true,
    cell: (row: Row) => lineOf(row, item.id),
    text: (row: Row) => lineOf(row, item.id),
  }))
}

/** How much of the points was reached; the figure itself stands beside it. */
export function Bar({ share, low }: { share: number; low?: boolean }): ReactElement {
  const width = `${Math.max(0, Math.min(100, share * 100))}%`
  return (
    <span className="as-bar" aria-hidden="true">
      <span className={low === true ? 'as-low' : undefined} style={{ width }} />
    </span>
  )
}

type Sure = 'notifyAssessment' | 'submitAssessment'

function Acts({ data }: { data: Run }): ReactElement {
  const t = useT()
  const [sure, setSure] = useState<Sure | null>(null)
  const [cancelling, setCancelling] = useState(false)
  const verify = useAsk('verifyAssessment')
  const propose = useAct('proposeFromYear')
  const { runId, may } = data
  const unitId = data.unit.id
  const words = {
    notifyAssessment: { label: t('as.notify'), said: t('as.notifySure') },
    submitAssessment: { label: t('as.submit'), said: t('as.submitSure') },
  }
  const step: Sure | null = may.notify ? 'notifyAssessment' : may.submit ? 'submitAssessment' : null
  return (
    <>
      <div className="as-acts no-print">
        {step === null ? null : (
          <button type="button" className="button button-primary" onClick={() => setSure(step)}>
            {words[step].label}
          </button>
        )}
        {may.propose ? (
          <button
            type="button"
            className="button button-primary"
            disabled={propose.isPending}
            onClick={() => propose.mutate({ input: { runId } })}
          >
            {t('as.propose')}
          </button>
        ) : null}
        {data.caseId === null ? null : (
          <Go to={paths.case(data.caseId)} className="button">
            {t('as.case')}
          </Go>
        )}
        <button
          type="button"
          className="button"
          disabled={verify.isPending}
          onClick={() => verify.mutate({ unitId, runId })}
        >
          {t('as.verify')}
        </button>
        <ListPapers unitId={unitId} runId={runId} />
        {may.cancel ? (
          <button type="button" className="button" onClick={() => setCancelling(true)}>
            {t('as.cancel')}
          </button>
        ) : null}
      </div>
      <Said verify={verify} propose={propose} />
      {sure === null ? null : (
        <Confirm verb={sure} runId={runId} {...words[sure]} close={() => setSure(null)} />
      )}
      {cancelling ? (
        <ReasonDialog
          title={t('as.cancel')}
          confirm={t('as.cancel')}
          danger
          verb="cancelAssessment"
          input={(reason) => ({ runId, reason })}
          close={() => setCancelling(false)}
        />
      ) : null}
    </>
  )
}

function ListPapers({ unitId, runId }: { unitId: string; runId: string }): ReactElement {
  const t = useT()
  return (
    <>
      {(['pdf', 'docx', 'xlsx'] as const).map((format) => (
        <button
          key={format}
          type="button"
          className="button"
          onClick={() => void download('printAssessmentList', { unitId, runId, format })}
        >
          {t('as.list')} {{ pdf: 'PDF', docx: 'Word', xlsx: 'Excel' }[format]}
        </button>
      ))}
    </>
  )
}

function Said(props: {
  verify: ReturnType<typeof useAsk<'verifyAssessment'>>
  propose: ReturnType<typeof useAct<'proposeFromYear'>>
}): ReactElement {
  const t = useT()
  const { verify, propose } = props
  return (
    <>
      {verify.data === undefined ? null : verify.data.wrong.length === 0 ? (
        <Notice tone="pass">
          {t('as.verified', { n: verify.data.subjects, hash: verify.data.hash.slice(0, 16) })}
        </Notice>
      ) : (
        <Notice tone="fail">
          {t('as.verifyWrong', { names: verify.data.wrong.map(({ name }) => name).join('、') })}
        </Notice>
      )}
      {verify.error === null ? null : <Refused error={verify.error} />}
      {propose.data === undefined ? null : (
        <Notice tone="pass">
          {t('as.proposed', { ...propose.data })}{' '}
          <Go to={paths.assessments({ tab: 'measures' })}>{t('as.tab.measures')}</Go>
        </Notice>
      )}
      {propose.error === null ? null : <Refused error={propose.error} write />}
    </>
  )
}

function Confirm(props: {
  verb: Sure
  runId: string
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
      onConfirm={() => act.mutate({ input: { runId: props.runId } }, { onSuccess: props.close })}
    >
      <p>{props.said}</p>
      {act.error === null ? null : <Refused error={act.error} write />}
    </ConfirmDialog>
  )
}
