import { useParams } from '@tanstack/react-router'
import type { ReactElement } from 'react'
import { download, type Out } from '../../api.ts'
import { useT } from '../../locale/support.ts'
import { asWritten, say } from '../../locale/translate.ts'
import { Go } from '../../navigation.tsx'
import { paths } from '../../paths.ts'
import { useRead } from '../../query.ts'
import { useMay } from '../../session.tsx'
import { Money, showYuan } from '../../ui/figures.tsx'
import { PageHead, Panel, Tag } from '../../ui/page.tsx'
import { ruleName } from '../../ui/readings.ts'
import { Empty, Loaded } from '../../ui/state.tsx'
import { UnitLink } from '../../ui/unit-link.tsx'
import { showFigure } from '../indicator/value.tsx'
import { StateTag, Way } from './parts.tsx'
import { CHANNEL_WORDS, CLASS_WORDS } from './words.ts'
import './support.css'

type Read = Out<'readCoopSupport'>

/** Funds, people and management of a co-op side by side, growth beside risk. */
export default function CoopSupport(): ReactElement {
  const { coopId = '' } = useParams({ strict: false })
  const read = useRead('readCoopSupport', { coopId })
  return (
    <div className="page">
      <Loaded read={read}>{(data) => <Whole data={data} />}</Loaded>
    </div>
  )
}

function Whole({ data }: { data: Read }): ReactElement {
  const t = useT()
  const may = useMay()
  const { coop, funds } = data
  const card = (format: 'pdf' | 'docx') => (): void =>
    void download('printSupportCard', { coopId: coop.id, format })
  return (
    <>
      <PageHead
        trail={[{ key: 'support', node: <Go to={paths.support()}>{t('support.title')}</Go> }]}
        title={asWritten(t('three.title', { name: coop.name }))}
        sentence={
          <>
            {asWritten(`${coop.town} ${coop.village}`)} · <UnitLink kind="coop" unit={coop} />
          </>
        }
        actions={
          <>
            <button type="button" className="button" onClick={card('pdf')}>
              {t('three.card')}
            </button>
            <button type="button" className="button" onClick={card('docx')}>
              {t('support.word')}
            </button>
            {may('askSupport') ? (
              <Go className="button button-primary" to={paths.supportRequests({ ask: coop.id })}>
                {t('request.ask')}
              </Go>
            ) : null}
          </>
        }
      />
      <div className="support-three">
        <Panel
          title={t('three.funds')}
          hint={t('three.fundsHint', { net: showYuan(funds.money.net) ?? '' })}
        >
          <Funds data={data} />
        </Panel>
        <Panel title={t('three.people')}>
          <People data={data} />
        </Panel>
        <Panel title={t('three.management')}>
          <Management data={data} />
        </Panel>
      </div>
      {data.growth.length + data.risk.length === 0 ? null : (
        <div className="columns-2">
          <Panel title={t('three.growth')} hint={t('three.figuresHint')}>
            <Figures rows={data.growth} />
          </Panel>
          <Panel title={t('three.risk')} hint={t('three.figuresHint')}>
            <Figures rows={data.risk} />
          </Panel>
        </div>
      )}
    </>
  )
}

function Funds({ data }: { data: Read }): ReactElement {
  const t = useT()
  const { rows, money } = data.funds
  if (rows.length === 0) return <Empty title={t('alloc.none')} />
  return (
    <>
      <Way money={money} />
      <ul className="support-list">
        {rows.map((row) => (
          <li key={row.allocationId} className="support-line">
            <div>
              <Go to={paths.supportAllocation(row.unit.id, row.allocationId)}>
                {asWritten(row.fund.title)}
              </Go>{' '}
              <StateTag state={row.state} />
              <p className="muted small">
                <span className="num">{row.decidedOn}</span> {asWritten(row.purpose)}
              </p>
            </div>
            <Money value={row.money.net} />
          </li>
        ))}
      </ul>
    </>
  )
}

function People({ data }: { data: Read }): ReactElement {
  const t = useT()
  const { people } = data
  if (people === null) return <p className="muted">{t('three.hidden')}</p>
  return (
    <>
      <p className="muted small">
        {people.lastVisit === null
          ? t('three.noVisits')
          : t('three.visits', { n: people.visits, on: people.lastVisit })}
        {people.issuesOpen === 0 ? '' : ` · ${t('three.issues', { n: people.issuesOpen })}`}{' '}
        <Go to={paths.helpVisits({ unitId: data.coop.id })}>{t('three.visitsGo')}</Go>
      </p>
      {people.helpers.length + people.posted.length === 0 ? (
        <Empty title={t('three.noHelpers')} />
      ) : (
        <ul className="support-list">
          {people.helpers.map((one) => (
            <li key={`${one.channel}${one.name}${one.at}`}>
              <Tag>{say(CHANNEL_WORDS[one.channel] ?? { zh: one.channel, en: one.channel })}</Tag>{' '}
              <strong>{asWritten(one.name)}</strong> {asWritten(one.post)}
              <p className="muted small">
                {asWritten(t('three.helps', { at: one.at, from: one.from }))}
              </p>
            </li>
          ))}
          {people.posted.map((one) => (
            <li key={`${one.name}${one.from}`}>
              <Tag tone="accent">{t('three.posted')}</Tag> <strong>{asWritten(one.name)}</strong>{' '}
              {say(one.post)}
              <p className="muted small num">
                {one.from} — {one.to ?? ''}
              </p>
            </li>
          ))}
        </ul>
      )}
      {people.trainings.map((one) => (
        <p key={`${one.period}${one.heads}`} className="muted small">
          {asWritten(
            t('three.training', { period: one.period, heads: one.heads, evidence: one.evidence }),
          )}
        </p>
      ))}
    </>
  )
}

function Management({ data }: { data: Read }): ReactElement {
  const t = useT()
  const { class: kind, classSince, cases, problems, findings } = data.management
  const word = kind !== null && kind in CLASS_WORDS ? (kind as keyof typeof CLASS_WORDS) : 'none'
  return (
    <ul className="support-list">
      <li>
        {t('three.class')} <strong>{say(CLASS_WORDS[word])}</strong>{' '}
        <span className="muted small num">{classSince ?? ''}</span>
      </li>
      {cases === null ? null : (
        <li>
          <Go to={paths.cases({ unitId: data.coop.id })}>
            {t('three.cases', { running: cases.running, done: cases.done })}
          </Go>{' '}
          {cases.late === 0 ? null : <Tag tone="fail">{t('three.late', { n: cases.late })}</Tag>}
        </li>
      )}
      {problems === null ? null : problems.length === 0 ? (
        <li className="muted">{t('three.noProblems')}</li>
      ) : (
        problems.map((one) => (
          <li key={one.problemId}>
            <Go to={paths.problem(one.problemId)}>{asWritten(one.number)}</Go>{' '}
            {asWritten(one.title)}{' '}
            {one.closedOn === null ? (
              <Tag tone="depends">{t('three.mending')}</Tag>
            ) : (
              <Tag tone="pass">{t('three.closed', { on: one.closedOn })}</Tag>
            )}{' '}
            {one.listed ? <Tag tone="fail">{t('three.plate')}</Tag> : null}
          </li>
        ))
      )}
      {findings === null ? null : findings.length === 0 ? (
        <li className="muted">{t('three.noFindings')}</li>
      ) : (
        findings.map((one) => (
          <li key={one.rule}>
            <Tag tone={one.severity === 'block' ? 'fail' : 'depends'}>{t('three.breaks')}</Tag>{' '}
            {ruleName(one.rule)}{' '}
            <span className="muted small">{t('three.since', { on: one.since })}</span>
          </li>
        ))
      )}
    </ul>
  )
}

function Figures({ rows }: { rows: Read['growth'] }): ReactElement {
  const t = useT()
  const show = (value: string | null, form: string): string =>
    value === null ? '—' : showFigure(value, form as 'count')
  return (
    <dl className="support-figures">
      {rows.map((row) => (
        <FigureLine
          key={row.indicator}
          label={`${say(row.title)}${row.form === 'share' || say(row.unit) === '' ? '' : ` (${say(row.unit)})`}`}
          now={show(row.value, row.form)}
          before={t('three.before', { value: show(row.before, row.form) })}
        />
      ))}
    </dl>
  )
}

function FigureLine(props: { label: string; now: string; before: string }): ReactElement {
  return (
    <>
      <dt>{props.label}</dt>
      <dd className="num">
        <strong>{props.now}</strong>
      </dd>
      <dd className="muted small">{props.before}</dd>
    </>
  )
}
