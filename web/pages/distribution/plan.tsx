import { useParams } from '@tanstack/react-router'
import type { ReactElement } from 'react'
import { text } from '../../../src/kernel/text.ts'
import { useT } from '../../locale/distribution.ts'
import { asWritten, say } from '../../locale/translate.ts'
import { Go, useUrl } from '../../navigation.tsx'
import { paths } from '../../paths.ts'
import { useRead } from '../../query.ts'
import { useMay, useMe } from '../../session.tsx'
import { Day, showPercent, showYuan } from '../../ui/figures.tsx'
import { FindingList } from '../../ui/finding-list.tsx'
import { Notice, PageHead, Panel, TabPanel, Tabs, Tag } from '../../ui/page.tsx'
import { Empty, Loaded } from '../../ui/state.tsx'
import { useRuleNames } from '../shares/use-rules.ts'
import { Accounts } from './accounts.tsx'
import { Assistance } from './assistance.tsx'
import { AssemblyNotice } from './assembly.tsx'
import { Collective } from './collective.tsx'
import { MemberTable } from './member-table.tsx'
import { Payments } from './payments.tsx'
import { PlanActs } from './plan-acts.tsx'
import { Trial } from './trial.tsx'
import { Waterfall } from './waterfall.tsx'
import { type Computed, defaultYear, type Plan, stateTone } from './words.ts'
import './distribution.css'

const TABS = ['plan', 'members', 'payments', 'assistance', 'collective', 'accounts'] as const
const RULE_OF_COUNTY = text('规则与版本', 'The rule and its versions')

/** One co-op's distribution of a year: the plan as a waterfall, members, the resolution, posting, payments. */
export default function DistributionPlan(): ReactElement {
  const t = useT()
  const me = useMe()
  const may = useMay()
  const { coopId = '' } = useParams({ strict: false })
  const [search, change] = useUrl()
  const year = Number(search['year'] ?? defaultYear(me.clock.today))
  const read = useRead('readDistribution', { coopId, year })
  const tab = TABS.find((one) => one === search['tab']) ?? 'plan'
  const plan = read.data
  return (
    <div className="page">
      <PageHead
        title={
          plan === undefined
            ? t('plan.title', { year: String(year) })
            : `${asWritten(plan.coopName)} · ${t('plan.title', { year: String(year) })}`
        }
        trail={[
          {
            key: 'list',
            node: <Go to={paths.distributions({ year: String(year) })}>{t('back')}</Go>,
          },
          ...(plan === undefined
            ? []
            : [
                {
                  key: 'coop',
                  node: <Go to={paths.coop(coopId)}>{asWritten(plan.coopName)}</Go>,
                },
              ]),
        ]}
        marks={
          plan === undefined ? null : (
            <Tag {...stateTone(plan.state)}>{t(`state.${plan.state}`)}</Tag>
          )
        }
        sentence={plan === undefined ? '…' : <Sentence plan={plan} />}
        actions={plan === undefined ? null : <PlanActs plan={plan} />}
      />
      <Tabs
        label={t('plan.title', { year: String(year) })}
        tabs={TABS.filter((key) => key !== 'assistance' || may('readAssistanceDues')).map(
          (key) => ({
            key,
            label: t(`tab.${key}`),
          }),
        )}
        current={tab}
        onChange={(key) => change({ tab: key === 'plan' ? undefined : key })}
      />
      <TabPanel tab={tab}>
        <Loaded read={read} lines={10}>
          {(data) => <Chosen tab={tab} plan={data} />}
        </Loaded>
      </TabPanel>
    </div>
  )
}

function Chosen({ tab, plan: data }: { tab: (typeof TABS)[number]; plan: Plan }): ReactElement {
  const t = useT()
  const { coopId, year } = data
  return tab === 'payments' ? (
    <Payments plan={data} />
  ) : tab === 'assistance' ? (
    <Assistance coopId={coopId} year={year} />
  ) : tab === 'collective' ? (
    <Collective plan={data} />
  ) : tab === 'accounts' ? (
    <Accounts coopId={coopId} />
  ) : data.computed === null ? (
    <Empty title={t('plan.none')} hint={t('plan.noneHint')} />
  ) : tab === 'members' ? (
    <MemberTable plan={data} computed={data.computed} />
  ) : (
    <Whole plan={data} computed={data.computed} />
  )
}

function Sentence({ plan }: { plan: Plan }): ReactElement {
  const t = useT()
  const { computed, state } = plan
  const share = computed?.returnShare
  if (state === 'computed' && computed !== null) {
    return (
      <>
        {t('plan.sentence.computed', {
          distributable: showYuan(computed.distributable) ?? '',
          returned: showYuan(computed.returned) ?? '',
          residual: showYuan(computed.residual) ?? '',
          share: share === null || share === undefined ? '—' : showPercent(share),
        })}
      </>
    )
  }
  if (state === 'posted' && computed !== null) {
    const due = computed.members.reduce((all, one) => all + BigInt(one.cash.replace('.', '')), 0n)
    const cents = due.toString().padStart(3, '0')
    const yuan = `${cents.slice(0, -2)}.${cents.slice(-2)}`
    return <>{t('plan.sentence.posted', { due: showYuan(yuan) ?? '' })}</>
  }
  if (state === 'draft' || state === 'resolved' || state === 'paid') {
    return <>{t(`plan.sentence.${state}`)}</>
  }
  return <>{t('plan.sentence.none')}</>
}

function Whole({ plan, computed }: { plan: Plan; computed: Computed }): ReactElement {
  const t = useT()
  const may = useMay()
  useRuleNames()
  const rules = useRead('listRules', {}, { enabled: may('listRules'), fresh: 10 * 60_000 })
  const titles = new Map((rules.data?.rules ?? []).map(({ rule, title }) => [rule, title]))
  const names = new Map(computed.members.map(({ number, name }) => [number, name]))
  return (
    <div className="stack">
      <AssemblyNotice plan={plan} />
      {plan.outdated ? <Notice tone="depends">{t('plan.outdated')}</Notice> : null}
      {plan.waits.map((wait) => (
        <Notice key={wait.zh} tone="info">
          {say(wait)}
        </Notice>
      ))}
      <Panel title={t('plan.waterfall')} hint={t('plan.waterfallHint')}>
        <Waterfall bars={computed.waterfall} label={t('plan.waterfall')} />
        {computed.returnShare === null ? null : (
          <p>
            {t('plan.legalTotal', {
              share: showPercent(computed.returnShare),
              floor: showPercent(computed.leastShare, 2).replace(/\.00%$/, '%'),
              least: showYuan(computed.leastReturn) ?? '',
            })}
          </p>
        )}
      </Panel>
      {plan.state === 'computed' || plan.state === 'draft' ? <Trial plan={plan} /> : null}
      <Panel title={t('plan.findings')}>
        <FindingList
          findings={computed.findings.map((finding) => {
            const title = titles.get(finding.rule)
            return title === undefined ? finding : { ...finding, title }
          })}
          ruleLink={(finding) => <Go to={paths.rule(finding.rule)}>{say(RULE_OF_COUNTY)}</Go>}
          nameOf={(id) => names.get(id.replace(/^0+/, '')) ?? names.get(id) ?? id}
        />
      </Panel>
      <Panel title={t('plan.resolution')}>
        {plan.resolution === null ? (
          <p className="muted">{t('plan.noResolution')}</p>
        ) : (
          <>
            <p>
              <strong>{asWritten(plan.resolution.number)}</strong>{' '}
              <Day value={plan.resolution.decidedOn} />
            </p>
            <p>{t('plan.vote', plan.resolution)}</p>
            <p className="muted">{asWritten(plan.resolution.document)}</p>
            {plan.resolution.warnings.map((warning) => (
              <Notice key={warning.zh} tone="depends">
                {say(warning)}
              </Notice>
            ))}
          </>
        )}
      </Panel>
    </div>
  )
}
