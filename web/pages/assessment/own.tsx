import { type ReactElement, useState } from 'react'
import { download, type Out } from '../../api.ts'
import { useT } from '../../locale/assessment.ts'
import { asWritten, say } from '../../locale/translate.ts'
import { Go, useUrl } from '../../navigation.tsx'
import { paths } from '../../paths.ts'
import { useRead } from '../../query.ts'
import { PageHead, Panel } from '../../ui/page.tsx'
import { Empty, Loaded } from '../../ui/state.tsx'
import { StateTag } from './assessments.tsx'
import { Bar } from './run.tsx'
import { bandText } from './sheet.tsx'
import { FactLines, Proofs, Replies, ReplyDialog } from './sheet-parts.tsx'
import { KIND_WORDS, type Sheet } from './words.ts'
import './assessment.css'

type Own = Out<'readOwnAssessment'>

/** A village secretary's own page: where I stand, what to do, what was before; nobody else's name or score. */
export default function OwnPage(): ReactElement {
  const t = useT()
  const [{ subjectId }] = useUrl()
  const read = useRead('readOwnAssessment', { subjectId })
  return (
    <div className="page as-own">
      <PageHead title={t('as.mine')} sentence={t('as.mineOnly')} />
      <Loaded read={read}>
        {(data) =>
          data.sheet === null ? (
            <Empty
              title={t(data.known ? 'as.mineNone' : 'as.mineUnknown')}
              hint={t(data.known ? 'as.mineNoneHint' : 'as.mineUnknownHint')}
            />
          ) : (
            <Content data={data} sheet={data.sheet} />
          )
        }
      </Loaded>
    </div>
  )
}

function Content({ data, sheet }: { data: Own; sheet: Sheet }): ReactElement {
  const t = useT()
  const [replying, setReplying] = useState(false)
  return (
    <div className="as-stack">
      <Hero data={data} sheet={sheet} />
      <Panel title={t('as.mineSteps')}>
        {data.steps.length === 0 ? <p className="muted">{t('as.mineNoSteps')}</p> : null}
        <ol className="as-steps">
          {data.steps.slice(0, 4).map((step) => (
            <li key={step.item}>
              <span className="as-gain">{t('as.gain', { gain: step.gainText })}</span>
              <span>{say(step.text)}</span>
            </li>
          ))}
        </ol>
      </Panel>
      <Replies
        sheet={sheet}
        extra={
          data.mayReply ? (
            <button
              type="button"
              className="button button-primary"
              onClick={() => setReplying(true)}
            >
              {t('as.replyTitle')}
            </button>
          ) : null
        }
      />
      <Panel title={t('as.mineLines')} hint={t('as.full', { total: sheet.totalText })}>
        <OwnLines sheet={sheet} />
      </Panel>
      {sheet.facts.length === 0 ? null : <FactLines sheet={sheet} />}
      <History data={data} now={sheet.subjectId} />
      <Papers subjectId={sheet.subjectId} />
      <Proofs sheet={sheet} />
      {replying ? (
        <ReplyDialog
          verb="replyOwnAssessment"
          about={{ subjectId: sheet.subjectId }}
          close={() => setReplying(false)}
        />
      ) : null}
    </div>
  )
}

function Hero({ data, sheet }: { data: Own; sheet: Sheet }): ReactElement {
  const t = useT()
  return (
    <section className="panel as-hero">
      <div className="as-score">
        <strong>{sheet.pointsText}</strong>
        <span className="muted">{t('as.full', { total: sheet.totalText })}</span>
      </div>
      <div>
        <p className="as-said">
          <strong>
            {sheet.periodText} {say(KIND_WORDS[sheet.kind])}
          </strong>{' '}
          <StateTag state={sheet.state} />
        </p>
        <p className="as-said">
          {t('as.band')} <strong>{bandText(sheet, t('as.ungraded'))}</strong>
          {' · '}
          {data.next === null
            ? t('as.mineTop')
            : t('as.mineNext', { gap: data.next.gapText, band: data.next.band })}
        </p>
        {data.place === null ? null : (
          <p className="as-said">{t('as.minePlace', { ...data.place })}</p>
        )}
        {data.mayReply && sheet.replyUntil !== null ? (
          <p className="as-said muted">{t('as.mineReplyUntil', { day: sheet.replyUntil })}</p>
        ) : null}
      </div>
    </section>
  )
}

/** The lines as a list that a phone can show: figure and rule below, nothing to scroll sideways. */
function OwnLines({ sheet }: { sheet: Sheet }): ReactElement {
  const t = useT()
  return (
    <ul className="as-lines">
      {sheet.months === null ? null : (
        <li>
          <strong>{t('as.months')}</strong>
          <span className="as-num">
            <strong>{sheet.months.pointsText}</strong> / {sheet.months.fullText}
          </span>
          <span className="muted small">
            {t('as.monthsSaid', { count: sheet.months.count, least: sheet.months.least })}{' '}
            {sheet.months.rows
              .map(({ periodText, pointsText }) => `${periodText} ${pointsText}`)
              .join('、')}
          </span>
        </li>
      )}
      {sheet.lines.map((line) => (
        <li key={line.item}>
          <strong>{asWritten(line.title)}</strong>
          <span className="as-num">
            <strong>{line.pointsText}</strong> / {line.fullText}
          </span>
          <Bar share={line.points / line.full} low={line.points * 2 < line.full} />
          <span className="muted small">
            {line.missing ? t('as.missing') : line.valueText}
            {line.parts.map((part) =>
              part.numerator === null || part.denominator === null
                ? ''
                : ` (${t('as.over', { num: part.numerator, den: part.denominator })})`,
            )}
            {' · '}
            {say(line.ruleText)}{' '}
            {line.parts.map((part) => (
              <Go
                key={part.indicator}
                to={paths.figure(part.indicator, {
                  unitId: sheet.unit.id,
                  period: sheet.edition.period,
                })}
                title={say(part.title)}
              >
                {t('as.rows')}
              </Go>
            ))}
          </span>
        </li>
      ))}
    </ul>
  )
}

function History({ data, now }: { data: Own; now: string }): ReactElement {
  const t = useT()
  return (
    <Panel title={t('as.mineHistory')}>
      <ul className="as-lines">
        {data.history.map((one) => (
          <li key={one.subjectId}>
            <Go
              to={paths.ownAssessment({ subjectId: one.subjectId })}
              className="as-line"
              current={one.subjectId === now ? 'page' : undefined}
            >
              {one.periodText} {say(KIND_WORDS[one.kind])}
            </Go>
            <span className="as-num">
              <strong>{one.pointsText}</strong> {asWritten(one.band)}{' '}
              <span className="muted">{t('as.placeOf', { place: one.place, of: one.of })}</span>
            </span>
            <Bar share={one.points / one.total} />
          </li>
        ))}
      </ul>
    </Panel>
  )
}

function Papers({ subjectId }: { subjectId: string }): ReactElement {
  const t = useT()
  return (
    <div className="as-acts no-print">
      {(['sheet', 'notice'] as const).flatMap((paper) =>
        (['pdf', 'docx'] as const).map((format) => (
          <button
            key={`${paper}${format}`}
            type="button"
            className="button"
            onClick={() => void download('printOwnAssessment', { subjectId, paper, format })}
          >
            {t(paper === 'sheet' ? 'as.sheet' : 'as.notice')} {format === 'pdf' ? 'PDF' : 'Word'}
          </button>
        )),
      )}
    </div>
  )
}
