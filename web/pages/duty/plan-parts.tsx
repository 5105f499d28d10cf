import type { ReactElement } from 'react'
import { addressOf } from '../../api.ts'
import { useT } from '../../locale/duty.ts'
import { asWritten, say } from '../../locale/translate.ts'
import { Go } from '../../navigation.tsx'
import { paths } from '../../paths.ts'
import { Money } from '../../ui/figures.tsx'
import { Panel, Tag } from '../../ui/page.tsx'
import { Scroll } from '../statements/parts.tsx'
import type { PlanAct } from './plan-acts.tsx'
import { type Plan, PLAN_STATE_TONES, PLAN_STATE_WORDS, type PlanState } from './words.ts'

type Line = Plan['lines'][number]
type Milestone = Plan['milestones'][number]
/** Null: the caller may only read. */
type Act = ((act: PlanAct) => void) | null

function StateTag({ state }: { state: PlanState }): ReactElement {
  const tone = PLAN_STATE_TONES[state]
  return <Tag {...(tone === undefined ? {} : { tone })}>{say(PLAN_STATE_WORDS[state])}</Tag>
}

/** Why something is behind, the latest reason first; the town says it. */
function Gaps(props: {
  about: string
  name: string
  state: PlanState
  gaps: Line['gaps']
  act: Act
}): ReactElement {
  const t = useT()
  const { about, name, state, gaps, act } = props
  return (
    <>
      {gaps.map((gap, i) => (
        <p key={i} className={i === 0 ? 'small' : 'muted small'}>
          {asWritten(gap.reason)}{' '}
          <span className="muted">
            {asWritten(gap.by)} {gap.on}
          </span>
        </p>
      ))}
      {act !== null && (state === 'overdue' || state === 'late') ? (
        <button
          type="button"
          className="button-link no-print"
          onClick={() => act({ of: 'explain', about, name })}
        >
          {t('plan.explain')}
        </button>
      ) : null}
    </>
  )
}

/** What was planned in each village, and what is there. */
export function PlanLines({ plan, act }: { plan: Plan; act: Act }): ReactElement {
  const t = useT()
  return (
    <Panel title={t('plan.lines')} hint={t('plan.moneyHint')}>
      <Scroll label={t('plan.lines')}>
        <table className="table plan-table">
          <thead>
            <tr>
              <th scope="col">{t('plan.village')}</th>
              <th scope="col">{t('plan.name')}</th>
              <th scope="col">{t('plan.coops')}</th>
              <th scope="col" className="num-head">
                {t('plan.planned')}
              </th>
              <th scope="col" className="num-head">
                {t('plan.arrived')}
              </th>
              <th scope="col">{t('plan.dueOn')}</th>
              <th scope="col">{t('plan.state')}</th>
              <th scope="col">{t('plan.gap')}</th>
            </tr>
          </thead>
          <tbody>
            {plan.lines.map((line) => (
              <LineRow key={line.key} line={line} act={act} />
            ))}
          </tbody>
        </table>
      </Scroll>
    </Panel>
  )
}

function LineRow({ line, act }: { line: Line; act: Act }): ReactElement {
  const t = useT()
  return (
    <tr>
      <th scope="row">
        <Go to={paths.village(line.village.id)}>{asWritten(line.village.name)}</Go>
      </th>
      <td>
        {asWritten(line.name)}
        {line.industry === null ? null : (
          <>
            {' '}
            <Tag>{say(line.industry.name)}</Tag>
          </>
        )}
        <p className="muted small">{asWritten(line.responsible)}</p>
        {line.done.length === 0 ? null : (
          <p className="small">
            {t('plan.registered')}
            {line.done.map((coop) => (
              <span key={coop.id}>
                <Go to={paths.coop(coop.id)}>{asWritten(coop.name)}</Go>{' '}
                <span className="num muted">{coop.on}</span>{' '}
              </span>
            ))}
          </p>
        )}
        {line.running.length === 0 ? null : (
          <p className="small">
            {t('plan.running')}
            {line.running.map((one) => (
              <Go key={one.id} to={paths.founding(one.id)}>
                {asWritten(one.name)}
              </Go>
            ))}
          </p>
        )}
      </td>
      <td className="num">{`${line.coopsDone}/${line.coops}`}</td>
      <td className="num">
        <Money value={line.investment} />
      </td>
      <td className="num">
        <Money value={line.invested} />
      </td>
      <td className="num nowrap">{line.dueOn}</td>
      <td>
        <StateTag state={line.state} />
      </td>
      <td>
        <Gaps about={line.key} name={line.name} state={line.state} gaps={line.gaps} act={act} />
      </td>
    </tr>
  )
}

/** The milestones in the order of their days, with what proves them. */
export function PlanMilestones({ plan, act }: { plan: Plan; act: Act }): ReactElement {
  const t = useT()
  const ordered = plan.milestones.toSorted((a, b) => (a.dueOn < b.dueOn ? -1 : 1))
  return (
    <Panel title={t('plan.milestones')}>
      <ul className="plain-list plan-list">
        {ordered.map((one) => (
          <MilestoneRow key={one.key} plan={plan} milestone={one} act={act} />
        ))}
      </ul>
    </Panel>
  )
}

function MilestoneRow(props: { plan: Plan; milestone: Milestone; act: Act }): ReactElement {
  const t = useT()
  const { plan, milestone, act } = props
  return (
    <li>
      <p className="meet-line">
        <span className="num">{milestone.dueOn}</span>
        <strong>{asWritten(milestone.title)}</strong>
        <StateTag state={milestone.state} />
        {milestone.reached === '' ? null : (
          <span className="num">{t('plan.reached', { reached: milestone.reached })}</span>
        )}
        {milestone.doneOn === null ? null : (
          <span className="muted small">{t('plan.doneOn', { day: milestone.doneOn })}</span>
        )}
        <span className="muted small">{asWritten(milestone.responsible)}</span>
        {act !== null && milestone.proof.kind === 'record' ? (
          <button
            type="button"
            className="button button-small no-print"
            onClick={() => act({ of: 'show', milestone })}
          >
            {t('plan.show')}
          </button>
        ) : null}
      </p>
      {milestone.shown.map((proof) => (
        <p key={proof.proofId} className={proof.withdrawn === null ? 'small' : 'muted small'}>
          <span className="num">{proof.on}</span> {asWritten(proof.said)}{' '}
          {proof.file === null ? null : (
            <a
              href={addressOf('readPlanFile', { townId: plan.town.id, proofId: proof.proofId }).url}
            >
              {asWritten(proof.file)}
            </a>
          )}{' '}
          <span className="muted">{asWritten(proof.by)}</span>{' '}
          {proof.withdrawn === null ? (
            act === null ? null : (
              <button
                type="button"
                className="button-link no-print"
                onClick={() => act({ of: 'withdraw', proofId: proof.proofId })}
              >
                {t('plan.withdraw')}
              </button>
            )
          ) : (
            <Tag>{t('plan.withdrawn', { reason: proof.withdrawn })}</Tag>
          )}
        </p>
      ))}
      <Gaps
        about={milestone.key}
        name={milestone.title}
        state={milestone.state}
        gaps={milestone.gaps}
        act={act}
      />
    </li>
  )
}
