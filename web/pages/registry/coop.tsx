import { useParams } from '@tanstack/react-router'
import { lazy, type ReactElement, Suspense } from 'react'
import type { Out } from '../../api.ts'
import { type DeskTranslate, useT } from '../../locale/desk.ts'
import { say, useLanguage } from '../../locale/translate.ts'
import { useRead } from '../../query.ts'
import { useUrl } from '../../navigation.tsx'
import { useMay } from '../../session.tsx'
import { AsOfPicker, useAsOf } from '../../ui/as-of.tsx'
import { showDay, showPercent, showYuan } from '../../ui/figures.tsx'
import { Notice, PageHead, Panel, TabPanel, Tabs, Tag } from '../../ui/page.tsx'
import { Loaded, Skeleton } from '../../ui/state.tsx'
import { UnitLink } from '../../ui/unit-link.tsx'
import { AssistanceTab } from '../shares/assistance-tab.tsx'
import { CertificatesTab } from '../shares/certificates-tab.tsx'
import { FindingsTab } from '../shares/findings-tab.tsx'
import { NatureTab } from '../shares/nature-tab.tsx'
import { RegisterTab } from '../shares/register-tab.tsx'
import { structureOf } from '../shares/structure.ts'
import { StructureChart } from '../shares/structure-chart.tsx'
import { useRuleNames } from '../shares/use-rules.ts'
import { VerdictStrip } from '../shares/verdict-strip.tsx'
import { CoopActs } from './coop-acts.tsx'
import { CoopFacts } from './coop-facts.tsx'
import { CoopHistory } from './coop-history.tsx'
import { SpendingTab } from '../spending/coop-tab.tsx'
import { ProductionTab } from './production-tab.tsx'
import { CLASS_WORDS, STATUS_TONES, STATUS_WORDS, UNCLASSED } from './words.ts'
import './coop.css'

// Comes when the tab is opened: meetings are a world of their own.
const GovernanceTab = lazy(() => import('../governance/coop-tab.tsx'))
const UnitAwards = lazy(() => import('../contest/unit-awards.tsx'))
const ClassTab = lazy(() => import('../development/class-tab.tsx'))

export type Coop = Out<'readCooperative'>['cooperative']
type Register = Out<'readRegister'>
type Check = Out<'checkCooperative'>

const TABS = [
  'overview',
  'register',
  'findings',
  'people',
  'production',
  'assistance',
  'certificates',
  'spending',
  'development',
  'history',
] as const
type TabKey = (typeof TABS)[number]

/** One co-op, whole: identity, verdicts, structure, branch beside business, and everything below. */
export default function CoopPage(): ReactElement {
  const { coopId = '' } = useParams({ strict: false }) as { coopId?: string }
  const asOf = useAsOf()
  const coop = useRead('readCooperative', { coopId, asOf })
  return (
    <div className="page">
      <Loaded read={coop} lines={10}>
        {(data) => <Content coop={data.cooperative} coopId={coopId} warnings={data.warnings} />}
      </Loaded>
    </div>
  )
}

function Content(props: {
  coop: Coop
  coopId: string
  warnings: Out<'readCooperative'>['warnings']
}): ReactElement {
  const { coop, coopId, warnings } = props
  const t = useT()
  const may = useMay()
  const asOf = useAsOf()
  const [search, change] = useUrl()
  const register = useRead('readRegister', { coopId, asOf }, { enabled: may('readRegister') })
  const check = useRead('checkCooperative', { coopId, asOf }, { enabled: may('checkCooperative') })
  useRuleNames()
  const tabs = tabsFor(may)
  const asked = search['tab'] as TabKey | undefined
  const current = asked !== undefined && tabs.includes(asked) ? asked : (tabs[0] ?? 'history')
  const openFinding = (rule: string): void => {
    change({ tab: 'findings', rule })
  }
  const failing = check.data?.findings.filter((one) => one.outcome !== 'passes').length ?? 0
  return (
    <>
      <CoopHead coop={coop} register={register.data} check={check.data} />
      {check.data === undefined ? null : (
        <VerdictStrip findings={check.data.findings} onOpen={openFinding} />
      )}
      {warnings.map((warning) => (
        <Notice key={warning.rule} tone="depends">
          {say(warning.text)}
        </Notice>
      ))}
      <Tabs
        label={t('coop.tabs')}
        current={current}
        onChange={(tab) => change({ tab, rule: undefined })}
        tabs={tabs.map((tab) => ({
          key: tab,
          label: t(`coop.tab.${tab}`),
          ...(tab === 'findings' && failing > 0 ? { badge: failing } : {}),
        }))}
      />
      <TabPanel tab={current}>
        <CoopTab tab={current} coop={coop} register={register} check={check} />
      </TabPanel>
    </>
  )
}

/** Who leads and who holds, then the branch's side beside the business side. */
function Overview(props: { coop: Coop; register: Register | undefined }): ReactElement {
  const t = useT()
  const { coop, register } = props
  return (
    <div className="stack">
      {register === undefined || register.rows.length === 0 ? null : (
        <Panel title={t('coop.structure')} hint={t('coop.structureHint')}>
          <StructureChart coop={coop} register={register} />
        </Panel>
      )}
      <CoopFacts coop={coop} />
      <Suspense fallback={null}>
        <UnitAwards unitId={coop.id} />
      </Suspense>
    </div>
  )
}

function tabsFor(may: ReturnType<typeof useMay>): readonly TabKey[] {
  const needed = {
    overview: 'readCooperative',
    register: 'readRegister',
    findings: 'checkCooperative',
    people: 'readPublicNature',
    production: 'listProduction',
    assistance: 'readAssistance',
    certificates: 'listCertificates',
    spending: 'listSpending',
    development: 'readClassProposal',
    history: 'cooperativeHistory',
  } as const
  return TABS.filter((tab) => may(needed[tab]))
}

interface TabProps {
  readonly tab: TabKey
  readonly coop: Coop
  readonly register: ReturnType<typeof useRead<'readRegister'>>
  readonly check: ReturnType<typeof useRead<'checkCooperative'>>
}

function CoopTab({ tab, coop, register, check }: TabProps): ReactElement {
  switch (tab) {
    case 'overview':
      return <Overview coop={coop} register={register.data} />
    case 'register':
      return (
        <Loaded read={register}>
          {(data) => <RegisterTab coopId={coop.id} register={data} />}
        </Loaded>
      )
    case 'findings':
      return (
        <Loaded read={check}>
          {(data) => <FindingsTab coop={coop} check={data} register={register.data} />}
        </Loaded>
      )
    case 'people':
      return (
        <div className="stack">
          <Suspense fallback={<Skeleton lines={8} />}>
            <GovernanceTab coopId={coop.id} coopName={coop.name} />
          </Suspense>
          <NatureTab coopId={coop.id} />
        </div>
      )
    case 'production':
      return <ProductionTab coopId={coop.id} />
    case 'assistance':
      return <AssistanceTab coopId={coop.id} />
    case 'certificates':
      return <CertificatesTab coopId={coop.id} />
    case 'spending':
      return <SpendingTab coopId={coop.id} />
    case 'development':
      return (
        <Suspense fallback={<Skeleton lines={8} />}>
          <ClassTab coopId={coop.id} />
        </Suspense>
      )
    case 'history':
      return <CoopHistory coopId={coop.id} />
  }
}

function CoopHead(props: {
  coop: Coop
  register: Register | undefined
  check: Check | undefined
}): ReactElement {
  const t = useT()
  const zh = useLanguage() === 'zh'
  const { coop, register, check } = props
  const tone = STATUS_TONES[coop.status]
  return (
    <PageHead
      title={coop.name}
      trail={[
        { key: 'town', node: <UnitLink kind="town" unit={coop.town} /> },
        { key: 'village', node: <UnitLink kind="village" unit={coop.village} /> },
      ]}
      marks={
        <>
          <Tag tone="accent">{say(coop.class === null ? UNCLASSED : CLASS_WORDS[coop.class])}</Tag>
          <Tag {...(tone === undefined ? {} : { tone })}>{say(STATUS_WORDS[coop.status])}</Tag>
        </>
      }
      sentence={
        <>
          {register === undefined ? null : registerSentence(t, register, zh)}{' '}
          {check === undefined ? null : t('coop.sentenceRules', outcomes(check))}
        </>
      }
      actions={
        <>
          <AsOfPicker />
          <CoopActs coop={coop} />
        </>
      }
    />
  )
}

function registerSentence(t: DeskTranslate, register: Register, zh: boolean): string {
  if (register.rows.length === 0) return t('coop.noRegister')
  const collective = structureOf(register.rows).find((part) => part.bucket === 'collective')
  return t('coop.sentence', {
    day: showDay(register.asOf, 'paper', zh),
    members: register.totals.members,
    households: register.totals.households,
    capital: showYuan(register.totals.registered) ?? register.totals.registered,
    share: collective === undefined ? '0%' : showPercent(collective.share),
  })
}

const outcomes = (check: Check) => ({
  passes: check.findings.filter((one) => one.outcome === 'passes').length,
  depends: check.findings.filter((one) => one.outcome === 'depends').length,
  fails: check.findings.filter((one) => one.outcome === 'fails').length,
})
