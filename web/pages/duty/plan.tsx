import { useParams } from '@tanstack/react-router'
import { type ReactElement, useState } from 'react'
import { download } from '../../api.ts'
import { useT } from '../../locale/duty.ts'
import { asWritten, say } from '../../locale/translate.ts'
import { Go, useUrl } from '../../navigation.tsx'
import { paths } from '../../paths.ts'
import { useRead } from '../../query.ts'
import { useMay, useMe } from '../../session.tsx'
import { showYuan } from '../../ui/figures.tsx'
import { Facts, Notice, PageHead, Panel, Tag } from '../../ui/page.tsx'
import { ReasonDialog } from '../../ui/reason-dialog.tsx'
import { Empty, Loaded } from '../../ui/state.tsx'
import { WriteDialog } from '../registry/write-dialog.tsx'
import { Explain, type PlanAct, Show } from './plan-acts.tsx'
import { PlanLines, PlanMilestones } from './plan-parts.tsx'
import { type Plan, PLAN_STATUS_TONES, PLAN_STATUS_WORDS } from './words.ts'
import './duty.css'

/** The plan of a town for a year, line by line and milestone by milestone, against what records say. */
export default function PlanPage(): ReactElement {
  const { townId = '' } = useParams({ strict: false }) as { townId?: string }
  const [search] = useUrl()
  const { clock } = useMe()
  const year = search['year'] ?? clock.today.slice(0, 4)
  const which = search['which'] === 'latest' ? 'latest' : 'counts'
  const read = useRead('readTownPlan', { townId, year, which })
  return (
    <div className="page">
      <Loaded read={read} lines={10}>
        {(plan) => <Content plan={plan} which={which} />}
      </Loaded>
    </div>
  )
}

function Content({ plan, which }: { plan: Plan; which: 'counts' | 'latest' }): ReactElement {
  const t = useT()
  const may = useMay()
  const [act, setAct] = useState<PlanAct | null>(null)
  const [submitting, setSubmitting] = useState(false)
  const { sums, town, year } = plan
  const close = (): void => setAct(null)
  const draft = which === 'latest' && plan.version !== plan.confirmed
  return (
    <>
      <PageHead
        title={t('plan.one', { town: town.name, year: String(year) })}
        trail={[
          {
            key: 'list',
            node: <Go to={paths.townPlans({ year: String(year) })}>{t('plan.title')}</Go>,
          },
        ]}
        marks={
          <Tag tone={PLAN_STATUS_TONES[plan.status]}>{say(PLAN_STATUS_WORDS[plan.status])}</Tag>
        }
        sentence={
          plan.version === 0
            ? t('plan.noneYet')
            : t('plan.oneSentence', {
                planned: sums.plannedCoops,
                actual: sums.actualCoops,
                money: showYuan(sums.planned) ?? '',
                arrived: showYuan(sums.actual) ?? '',
              })
        }
        actions={<Actions plan={plan} submit={() => setSubmitting(true)} />}
      />
      {draft ? <Notice tone="depends">{t('plan.latestNote', { n: plan.version })}</Notice> : null}
      {plan.version === 0 ? (
        <Empty title={t('plan.noneYet')} hint={t('plan.noneYetHint')} />
      ) : (
        <>
          <Panel title={t('plan.head')} hint={asWritten(plan.responsible)}>
            <Facts facts={[{ label: t('plan.aims'), value: asWritten(plan.aims || '—') }]} />
            <p className="row no-print">
              {may('listChains') ? (
                <Go to={paths.chains({ townId: town.id })}>{t('plan.chains')}</Go>
              ) : null}
              <Versions plan={plan} which={which} />
            </p>
          </Panel>
          <PlanLines plan={plan} act={plan.may.show ? setAct : null} />
          <PlanMilestones plan={plan} act={plan.may.show ? setAct : null} />
        </>
      )}
      <Unplanned plan={plan} />
      {act?.of === 'explain' ? <Explain plan={plan} act={act} close={close} /> : null}
      {act?.of === 'show' ? <Show plan={plan} milestone={act.milestone} close={close} /> : null}
      {act?.of === 'withdraw' ? (
        <ReasonDialog
          danger
          title={t('plan.withdraw')}
          confirm={t('plan.withdraw')}
          verb="withdrawMilestone"
          input={(reason) => ({ townId: town.id, proofId: act.proofId, reason })}
          close={close}
        />
      ) : null}
      {submitting ? <Submit plan={plan} close={() => setSubmitting(false)} /> : null}
    </>
  )
}

function Unplanned({ plan }: { plan: Plan }): ReactElement | null {
  const t = useT()
  if (plan.unplanned.length === 0) return null
  return (
    <Panel title={t('plan.unplanned')}>
      <ul className="plain-list">
        {plan.unplanned.map((coop) => (
          <li key={coop.id}>
            <span className="num">{coop.on}</span>{' '}
            <Go to={paths.coop(coop.id)}>{asWritten(coop.name)}</Go>{' '}
            <span className="muted small">{asWritten(coop.village.name)}</span>
          </li>
        ))}
      </ul>
    </Panel>
  )
}

function Actions({ plan, submit }: { plan: Plan; submit: () => void }): ReactElement {
  const t = useT()
  const at = { townId: plan.town.id, year: String(plan.year) }
  const print = (format: 'pdf' | 'docx') => (): void => {
    void download('printTownPlan', { ...at, format })
  }
  return (
    <>
      {plan.caseId === null ? null : (
        <Go to={paths.case(plan.caseId)} className="button">
          {t('plan.case')}
        </Go>
      )}
      {plan.version === 0 ? null : (
        <>
          <button type="button" className="button" onClick={print('pdf')}>
            {t('plan.print')}
          </button>
          <button type="button" className="button" onClick={print('docx')}>
            {t('duty.word')}
          </button>
        </>
      )}
      {plan.may.save ? (
        <Go
          to={paths.editTownPlan(plan.town.id, { year: String(plan.year) })}
          className={plan.may.submit ? 'button' : 'button button-primary'}
        >
          {t(plan.version === 0 ? 'plan.write' : 'plan.change')}
        </Go>
      ) : null}
      {plan.may.submit ? (
        <button type="button" className="button button-primary" onClick={submit}>
          {t('plan.submit')}
        </button>
      ) : null}
    </>
  )
}

function Submit({ plan, close }: { plan: Plan; close: () => void }): ReactElement {
  const t = useT()
  return (
    <WriteDialog
      title={t('plan.submit')}
      confirm={t('plan.submit')}
      verb="submitTownPlan"
      input={{ townId: plan.town.id, year: String(plan.year) }}
      close={close}
      onDone={() => undefined}
    >
      {() => <p>{t('plan.submitBody')}</p>}
    </WriteDialog>
  )
}

/** The versions, and the way between the confirmed and the latest. */
function Versions({ plan, which }: { plan: Plan; which: 'counts' | 'latest' }): ReactElement {
  const t = useT()
  const [, change] = useUrl()
  const [last] = plan.versions
  const differs = plan.confirmed !== null && last !== undefined && last.version !== plan.confirmed
  return (
    <>
      {differs ? (
        <button
          type="button"
          className="button-link"
          onClick={() => change({ which: which === 'latest' ? undefined : 'latest' })}
        >
          {t(which === 'latest' ? 'plan.counting' : 'plan.latest')}
        </button>
      ) : null}
      <details>
        <summary>{t('plan.versions')}</summary>
        <ul className="plain-list">
          {plan.versions.map((one) => (
            <li key={one.version}>
              {t('plan.versionRow', { n: one.version, day: one.on, by: one.by })}{' '}
              {one.version === plan.confirmed ? (
                <Tag tone="pass">{t('plan.confirmedMark')}</Tag>
              ) : null}{' '}
              <span className="muted small">{asWritten(one.reason)}</span>
            </li>
          ))}
        </ul>
      </details>
    </>
  )
}
