import { type ReactElement, useState } from 'react'
import type { In, Out } from '../../api.ts'
import { useT } from '../../locale/assessment.ts'
import { asWritten, say } from '../../locale/translate.ts'
import { Go } from '../../navigation.tsx'
import { paths } from '../../paths.ts'
import { TextArea } from '../../ui/field.tsx'
import { Panel, Tag } from '../../ui/page.tsx'
import { Segments } from '../../ui/segments.tsx'
import { WriteDialog } from '../registry/write-dialog.tsx'
import { Bar } from './run.tsx'
import type { Sheet } from './words.ts'

type Line = Sheet['lines'][number]

/** Every line with its figure, arithmetic, rule and points; each figure opens to its rows. */
export function Lines({ sheet, open }: { sheet: Sheet; open: boolean }): ReactElement {
  const t = useT()
  return (
    <div className="table-scroll">
      <table className="table">
        <thead>
          <tr>
            <th>{t('as.item')}</th>
            <th className="as-num">{t('as.worth')}</th>
            <th className="as-num">{t('as.figure')}</th>
            <th>{t('as.rule')}</th>
            <th className="as-num">{t('as.points')}</th>
          </tr>
        </thead>
        <tbody>
          {sheet.months === null ? null : (
            <tr>
              <td>{t('as.months')}</td>
              <td className="as-num">{sheet.months.fullText}</td>
              <td className="as-num">
                {sheet.months.rows.map((month) => (
                  <div key={month.period}>
                    {month.periodText} {month.pointsText}
                  </div>
                ))}
              </td>
              <td>
                {t('as.monthsSaid', { count: sheet.months.count, least: sheet.months.least })}
              </td>
              <td className="as-num">
                <strong>{sheet.months.pointsText}</strong>
              </td>
            </tr>
          )}
          {sheet.lines.map((line) => (
            <tr key={line.item}>
              <td>{asWritten(line.title)}</td>
              <td className="as-num">{line.fullText}</td>
              <td className="as-num">
                <FigureOf sheet={sheet} line={line} open={open} />
              </td>
              <td className="as-rule">{say(line.ruleText)}</td>
              <td className="as-num">
                <strong>{line.pointsText}</strong>
                <Bar share={line.points / line.full} low={line.points * 2 < line.full} />
              </td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <td colSpan={4}>
              {t('as.bonus')} {sheet.bonusText} · {t('as.deduction')} {sheet.deductionText}
            </td>
            <td className="as-num">{sheet.pointsText}</td>
          </tr>
        </tfoot>
      </table>
    </div>
  )
}

function FigureOf({
  sheet,
  line,
  open,
}: {
  sheet: Sheet
  line: Line
  open: boolean
}): ReactElement {
  const t = useT()
  return (
    <>
      {line.missing ? <Tag tone="depends">{t('as.missing')}</Tag> : line.valueText}
      {line.parts.map((part) => (
        <div key={part.indicator} className="muted small">
          {part.numerator === null || part.denominator === null
            ? null
            : t('as.over', { num: part.numerator, den: part.denominator })}{' '}
          {part.before === null ? null : t('as.before', { value: part.before })}{' '}
          {open ? (
            <Go
              to={paths.figure(part.indicator, {
                unitId: sheet.unit.id,
                period: sheet.edition.period,
              })}
              title={say(part.title)}
            >
              {t('as.rows')}
            </Go>
          ) : null}
        </div>
      ))}
    </>
  )
}

/** Bonus points and deductions with what proves them. */
export function FactLines({ sheet }: { sheet: Sheet }): ReactElement {
  const t = useT()
  return (
    <Panel title={t('as.facts')}>
      {sheet.facts.length === 0 ? <p className="muted">{t('as.noFacts')}</p> : null}
      <ul className="as-lines">
        {sheet.facts.map((fact) => (
          <li key={fact.id}>
            <span>
              <strong>{asWritten(fact.title)}</strong> {asWritten(fact.what)}
            </span>
            <strong className="as-num">
              {fact.kind === 'bonus' ? '+' : '−'}
              {fact.pointsText}
            </strong>
            <span className="muted small">
              {fact.on} · {t('as.evidence', { evidence: fact.evidence })}
            </span>
          </li>
        ))}
      </ul>
    </Panel>
  )
}

/** What was said about a score, and what became of it. */
export function Replies({
  sheet,
  extra,
}: {
  sheet: Sheet
  extra?: ReactElement | null
}): ReactElement {
  const t = useT()
  return (
    <Panel title={t('as.replies')} extra={extra ?? null}>
      {sheet.replies.length === 0 ? <p className="muted">{t('as.noReplies')}</p> : null}
      {sheet.replies.map((reply) => (
        <div key={reply.replyId} className="as-reply">
          <Tag>{t(reply.kind === 'appeal' ? 'as.appeal' : 'as.reply')}</Tag> {reply.on}{' '}
          {reply.kind === 'reply' ? null : reply.outcome === null ? (
            <Tag tone="depends">
              {t('as.waiting')} · {t('as.due', { day: reply.dueOn ?? '—' })}
            </Tag>
          ) : (
            <Tag tone={reply.outcome === 'upheld' ? 'pass' : 'accent'}>
              {t(reply.outcome === 'upheld' ? 'as.upheld' : 'as.rejected')}
            </Tag>
          )}
          <p>{asWritten(reply.said)}</p>
          {reply.outcome === null ? null : (
            <p className="muted">
              {asWritten(reply.reasons)} {reply.decidedOn} {asWritten(reply.decidedBy)}
            </p>
          )}
        </div>
      ))}
    </Panel>
  )
}

/** Versions, roundings and fingerprints: what a score can be checked by. */
export function Proofs({ sheet }: { sheet: Sheet }): ReactElement {
  const t = useT()
  return (
    <div className="muted small">
      {sheet.predecessors.map((one) => (
        <p key={`${one.name}${one.to}`}>{t('as.predecessor', { name: one.name, day: one.to })}</p>
      ))}
      <p>{t('as.rounding')}</p>
      {sheet.versions.length < 2
        ? null
        : sheet.versions.map((one) => (
            <p key={one.version}>
              {t('as.versionLine', {
                n: one.version,
                points: one.pointsText,
                on: one.on,
                reason: one.reason,
              })}
            </p>
          ))}
      <p>
        {t('as.fingerprint', {
          edition: sheet.edition.hash.slice(0, 16),
          hash: sheet.sha256.slice(0, 16),
        })}
      </p>
    </div>
  )
}

type ReplyVerb = 'replyOwnAssessment' | 'replyAssessment'

/** A reply or an appeal: of a secretary's own score, or for the town. */
export function ReplyDialog<V extends ReplyVerb>(props: {
  verb: V
  about: Omit<In<V>, 'kind' | 'said'>
  close: () => void
}): ReactElement {
  const t = useT()
  const [kind, setKind] = useState<'reply' | 'appeal'>('appeal')
  const [said, setSaid] = useState('')
  const input =
    said.trim() === '' ? null : ({ ...props.about, kind, said: said.trim() } as unknown as In<V>)
  return (
    <WriteDialog<V>
      title={t('as.replyTitle')}
      confirm={t(kind === 'appeal' ? 'as.appeal' : 'as.reply')}
      verb={props.verb}
      input={input}
      close={props.close}
      onDone={() => undefined}
      preview={(answer) => {
        const { dueOn } = answer as Out<ReplyVerb>
        return dueOn === null ? null : <p>{t('as.due', { day: dueOn })}</p>
      }}
    >
      {(faults) => (
        <>
          <Segments
            legend={t('as.replyKind')}
            value={kind}
            onChange={setKind}
            options={[
              { value: 'appeal', label: t('as.appeal') },
              { value: 'reply', label: t('as.reply') },
            ]}
          />
          <TextArea
            label={t('as.replySaid')}
            value={said}
            onChange={setSaid}
            rows={5}
            hint={t('as.replyHint')}
            error={faults.at('said')}
            required
          />
        </>
      )}
    </WriteDialog>
  )
}
