import { type ReactElement, useState } from 'react'
import type { Out } from '../../api.ts'
import { useT } from '../../locale/supervision.ts'
import { asWritten } from '../../locale/translate.ts'
import { Go, useGo } from '../../navigation.tsx'
import { paths } from '../../paths.ts'
import { useAct, useRead } from '../../query.ts'
import { useMay, useMe } from '../../session.tsx'
import { TextField } from '../../ui/field.tsx'
import { PageHead, Panel, Tag } from '../../ui/page.tsx'
import { Empty, Loaded, Refused } from '../../ui/state.tsx'
import { currentPeriod } from './period.ts'
import './supervision.css'

export type Kind = Out<'listReports'>['rows'][number]['kind']
type Row = Out<'listReports'>['rows'][number]

const STATE = {
  draft: 'report.drafting',
  review: 'report.review',
  issued: 'report.issued',
} as const
const WORDS = {
  dispatch: ['report.dispatches', 'report.dispatchHint', 'report.dispatchPeriod'],
  bulletin: ['report.bulletins', 'report.bulletinHint', 'report.bulletinPeriod'],
  analysis: ['report.analyses', 'report.analysisHint', 'report.analysisPeriod'],
} as const

/** The reports of one kind, the latest first, and the way to draw up the next. */
export function Reports({ kind }: { kind: Kind }): ReactElement {
  const t = useT()
  const may = useMay()
  const [title, hint] = WORDS[kind]
  const read = useRead('listReports', { kind })
  return (
    <div className="page">
      <PageHead title={t(title)} sentence={t(hint)} />
      {may('makeReport') ? <Make kind={kind} /> : null}
      <Loaded read={read}>
        {({ rows }) =>
          rows.length === 0 ? (
            <Empty title={t('report.none')} hint={t(hint)} />
          ) : (
            <ul className="errands">
              {rows.map((row) => (
                <Line key={row.reportId} row={row} />
              ))}
            </ul>
          )
        }
      </Loaded>
    </div>
  )
}

function Line({ row }: { row: Row }): ReactElement {
  const t = useT()
  return (
    <li className="errand">
      <div className="errand-head">
        <Go to={paths.report(row.reportId)}>
          <strong>{asWritten(row.title)}</strong>
        </Go>
        <ReportTags row={row} />
      </div>
      <p className="muted small">
        {row.number === null ? '' : `${asWritten(row.number)} · `}
        {row.issuedOn === null
          ? t('report.draft', { n: row.version })
          : t('report.issuedOn', { day: row.issuedOn })}
        {row.state === 'issued' && row.sent > 0
          ? ` · ${t('report.seen', { seen: row.seen, sent: row.sent })}`
          : ''}
      </p>
    </li>
  )
}

/** How a report stands. */
export function ReportTags({ row }: { row: Row }): ReactElement {
  const t = useT()
  return (
    <>
      {row.kind === 'bulletin' ? (
        <Tag {...(row.state === 'issued' ? { tone: 'pass' as const } : {})}>
          {t(STATE[row.state])}
        </Tag>
      ) : null}
      {row.toAcknowledge ? <Tag tone="accent">{t('report.toAcknowledge')}</Tag> : null}
      {row.disputed > 0 ? (
        <Tag tone="depends">{t('report.disputed', { n: row.disputed })}</Tag>
      ) : null}
    </>
  )
}

/** Draws up the report of a period from frozen figures. */
function Make({ kind }: { kind: Kind }): ReactElement {
  const t = useT()
  const go = useGo()
  const { clock } = useMe()
  const [period, setPeriod] = useState(currentPeriod(clock.today, kind))
  const make = useAct('makeReport')
  return (
    <Panel title={t('report.make')} hint={t('report.makeHint')}>
      <form
        className="row"
        onSubmit={(event) => {
          event.preventDefault()
          make.mutate(
            { input: { kind, period: period.trim() } },
            { onSuccess: ({ reportId }) => go(paths.report(reportId)) },
          )
        }}
      >
        <TextField label={t(WORDS[kind][2])} value={period} onChange={setPeriod} />
        <button type="submit" className="button button-primary" disabled={make.isPending}>
          {t(make.isPending ? 'report.making' : 'report.make')}
        </button>
      </form>
      {make.error === null ? null : <Refused error={make.error} write />}
    </Panel>
  )
}
