import { useLocation } from '@tanstack/react-router'
import type { ReactElement } from 'react'
import { type Label, useT } from '../locale/desk.ts'
import { paths } from '../paths.ts'
import { Go } from '../navigation.tsx'
import { type Me, mayCall, ownUnit, useMe } from '../session.tsx'
import { TASKS_SHOWN } from '../pages/approvals/tasks-shown.ts'
import { useRead } from '../query.ts'
import { changeSettings, useSettings } from '../settings.ts'
import { Icon, type IconName } from '../ui/icon.tsx'
import type { VerbName } from '../api.ts'

interface Entry {
  readonly to: string
  readonly label: Label
  readonly icon: IconName
  /** The verb the page cannot be without. */
  readonly verb: VerbName
  /** Only where there is more than one: the towns of a county. */
  readonly countyOnly?: true
  /** What the county sends to its towns: a village or co-op has nothing there. */
  readonly townUp?: true
}

interface Group {
  readonly label: Label
  readonly entries: readonly Entry[]
}

const GROUPS: readonly Group[] = [
  {
    label: 'nav.group.view',
    entries: [
      { to: paths.home, label: 'nav.board', icon: 'board', verb: 'board' },
      { to: paths.checks(), label: 'nav.checks', icon: 'passes', verb: 'listCurrentChecks' },
    ],
  },
  {
    label: 'nav.group.cases',
    entries: [
      { to: paths.tasks(), label: 'nav.tasks', icon: 'check', verb: 'listTasks' },
      { to: paths.cases(), label: 'nav.cases', icon: 'document', verb: 'listCases' },
      { to: paths.meetings(), label: 'nav.meetings', icon: 'people', verb: 'listMeetings' },
      { to: paths.messages(), label: 'nav.messages', icon: 'alert', verb: 'listMessages' },
      { to: paths.processes, label: 'nav.processes', icon: 'branch', verb: 'listCases' },
    ],
  },
  {
    label: 'nav.group.registry',
    entries: [
      { to: paths.coops(), label: 'nav.coops', icon: 'coop', verb: 'listCooperatives' },
      { to: paths.villages(), label: 'nav.villages', icon: 'village', verb: 'listVillages' },
      { to: paths.candidates(), label: 'nav.candidates', icon: 'candidate', verb: 'listVillages' },
      { to: paths.towns, label: 'nav.towns', icon: 'town', verb: 'board', countyOnly: true },
      { to: paths.unions, label: 'nav.unions', icon: 'union', verb: 'listUnions' },
      { to: paths.chains(), label: 'nav.chains', icon: 'chain', verb: 'listChains' },
      { to: paths.persons(), label: 'nav.persons', icon: 'person', verb: 'listPersons' },
      { to: paths.households(), label: 'nav.households', icon: 'home', verb: 'listHouseholds' },
      {
        to: paths.divisions(),
        label: 'nav.divisions',
        icon: 'branch',
        verb: 'divisionTree',
        countyOnly: true,
      },
    ],
  },
  {
    label: 'nav.group.founding',
    entries: [
      { to: paths.foundings(), label: 'nav.foundings', icon: 'add', verb: 'listFoundings' },
      { to: paths.classes(), label: 'nav.classes', icon: 'columns', verb: 'listClassProposals' },
      { to: paths.pairings(), label: 'nav.pairings', icon: 'link', verb: 'proposePairings' },
      { to: paths.forms(), label: 'nav.forms', icon: 'chain', verb: 'listBusinesses' },
      { to: paths.assets(), label: 'nav.assets', icon: 'home', verb: 'listAssets' },
      { to: paths.taskForces(), label: 'nav.taskForces', icon: 'people', verb: 'listTaskForces' },
      {
        to: paths.meetingsRegister(),
        label: 'nav.promotionMeetings',
        icon: 'calendar',
        verb: 'listMeetingRegister',
      },
      {
        to: paths.townPlans(),
        label: 'nav.townPlans',
        icon: 'town',
        verb: 'listTownPlans',
        townUp: true,
      },
    ],
  },
  {
    label: 'nav.group.supervision',
    entries: [
      { to: paths.figures(), label: 'nav.figures', icon: 'columns', verb: 'readFigures' },
      { to: paths.ranking(), label: 'nav.ranking', icon: 'board', verb: 'readRanking' },
      { to: paths.scorecard(), label: 'nav.scorecard', icon: 'check', verb: 'readScorecard' },
      { to: paths.cockpit(), label: 'nav.cockpit', icon: 'board', verb: 'readFigures' },
      { to: paths.showcases(), label: 'nav.showcase', icon: 'document', verb: 'listShowcases' },
      { to: paths.problems(), label: 'nav.problems', icon: 'alert', verb: 'listProblems' },
      {
        to: paths.assignments(),
        label: 'nav.assignments',
        icon: 'check',
        verb: 'listAssignments',
      },
      { to: paths.duties(), label: 'nav.duties', icon: 'rule', verb: 'readDutyMatrix' },
      {
        to: paths.dispatches,
        label: 'nav.dispatches',
        icon: 'calendar',
        verb: 'listReports',
        townUp: true,
      },
      {
        to: paths.bulletins,
        label: 'nav.bulletins',
        icon: 'document',
        verb: 'listReports',
        townUp: true,
      },
      { to: paths.analyses, label: 'nav.analyses', icon: 'search', verb: 'makeReport' },
      { to: paths.contests(), label: 'nav.contests', icon: 'check', verb: 'listContests' },
      { to: paths.awards(), label: 'nav.awards', icon: 'add', verb: 'listAwards' },
      { to: paths.help(), label: 'nav.help', icon: 'link', verb: 'readHelpMatrix' },
      { to: paths.helpVisits(), label: 'nav.helpVisits', icon: 'camera', verb: 'listHelpVisits' },
      { to: paths.resources(), label: 'nav.resources', icon: 'chain', verb: 'listResources' },
      { to: paths.talent(), label: 'nav.talent', icon: 'person', verb: 'listPostings' },
      { to: paths.points(), label: 'nav.points', icon: 'add', verb: 'listPointSums' },
      { to: paths.promises(), label: 'nav.promises', icon: 'document', verb: 'listPromises' },
      {
        to: paths.support(),
        label: 'nav.support',
        icon: 'money',
        verb: 'listSupportAllocations',
      },
      {
        to: paths.supportRequests(),
        label: 'nav.supportRequests',
        icon: 'document',
        verb: 'listSupportRequests',
      },
      { to: paths.queues(), label: 'nav.queues', icon: 'check', verb: 'readQueue' },
      {
        to: paths.assessments(),
        label: 'nav.assessments',
        icon: 'passes',
        verb: 'listAssessments',
      },
      {
        to: paths.ownAssessment(),
        label: 'nav.ownAssessment',
        icon: 'person',
        verb: 'readOwnAssessment',
      },
    ],
  },
  {
    label: 'nav.group.shares',
    entries: [
      { to: paths.members(), label: 'nav.members', icon: 'people', verb: 'listMembers' },
      { to: paths.groups(), label: 'nav.groups', icon: 'link', verb: 'listLinkedGroups' },
      { to: paths.assistance, label: 'nav.assistance', icon: 'money', verb: 'countAssistance' },
      { to: paths.imports, label: 'nav.imports', icon: 'import', verb: 'listImports' },
    ],
  },
  {
    label: 'nav.group.ledger',
    entries: [
      { to: paths.books(), label: 'nav.books', icon: 'book', verb: 'listBooks' },
      { to: paths.approvals(), label: 'nav.approvals', icon: 'check', verb: 'approveDrafts' },
      { to: paths.spending(), label: 'nav.spending', icon: 'money', verb: 'listSpending' },
      { to: paths.contracts(), label: 'nav.contracts', icon: 'document', verb: 'listContracts' },
      { to: paths.risks(), label: 'nav.risks', icon: 'alert', verb: 'listRisks' },
      {
        to: paths.deskWarnings(),
        label: 'nav.deskWarnings',
        icon: 'alert',
        verb: 'listDeskWarnings',
      },
      {
        to: paths.auditPoints(),
        label: 'nav.auditPoints',
        icon: 'search',
        verb: 'listAuditPoints',
      },
      {
        to: paths.distributions(),
        label: 'nav.distributions',
        icon: 'money',
        verb: 'listDistributions',
      },
      { to: paths.rollUp(), label: 'nav.rollUp', icon: 'columns', verb: 'readRollUp' },
      { to: paths.income(), label: 'nav.income', icon: 'money', verb: 'readIncome' },
      {
        to: paths.villageIncome(),
        label: 'nav.villageIncome',
        icon: 'village',
        verb: 'readVillageIncome',
      },
      { to: paths.tieOuts(), label: 'nav.tieOuts', icon: 'passes', verb: 'listTieOuts' },
      { to: paths.receipts(), label: 'nav.receipts', icon: 'camera', verb: 'addSourceDocuments' },
    ],
  },
  {
    label: 'nav.group.policy',
    entries: [
      { to: paths.rules, label: 'nav.rules', icon: 'rule', verb: 'listRules' },
      { to: paths.limits, label: 'nav.limits', icon: 'columns', verb: 'readLimits' },
      { to: paths.documents, label: 'nav.documents', icon: 'document', verb: 'listDocuments' },
      {
        to: paths.exemptions(),
        label: 'nav.exemptions',
        icon: 'exemption',
        verb: 'listExemptions',
      },
    ],
  },
  {
    label: 'nav.group.security',
    entries: [
      { to: paths.audit(), label: 'nav.audit', icon: 'audit', verb: 'listAudit' },
      { to: paths.accounts(), label: 'nav.accounts', icon: 'key', verb: 'listAccounts' },
      {
        to: paths.permissions,
        label: 'nav.permissions',
        icon: 'columns',
        verb: 'permissionMatrix',
      },
      { to: paths.security, label: 'nav.security', icon: 'lock', verb: 'readSecuritySettings' },
    ],
  },
]

/** The groups of the menu that the signed-in roles may open; empty groups are left out. */
export function menuFor(me: Me): readonly Group[] {
  return GROUPS.map((group) => ({
    ...group,
    entries: group.entries.filter(
      (entry) =>
        mayCall(me, entry.verb) &&
        (entry.countyOnly !== true || ownUnit(me)?.kind === 'county') &&
        (entry.townUp !== true || ['county', 'town'].includes(ownUnit(me)?.kind ?? '')),
    ),
  })).filter((group) => group.entries.length > 0)
}

const isHere = (to: string, place: string): boolean => {
  if (to === '/') return place === '/' || place.startsWith('/boards/')
  return place === to || place.startsWith(`${to}/`)
}

/** How many cases wait for the person now. */
function TaskCount(): ReactElement | null {
  const { data } = useRead('listTasks', { limit: TASKS_SHOWN })
  return data === undefined || data.ready === 0 ? null : (
    <span className="nav-count">{data.ready}</span>
  )
}

/** A menu of so many lines stands open as a whole; a longer one folds into its groups. */
const SHORT = 14

/** The groups every long menu begins with open. */
const AT_HAND: readonly Label[] = ['nav.group.view', 'nav.group.cases']

function Section({
  group,
  folds,
  onGo,
}: {
  group: Group
  folds: boolean
  onGo: () => void
}): ReactElement {
  const t = useT()
  const { pathname } = useLocation()
  const { openGroups } = useSettings()
  const here = group.entries.some((entry) => isHere(entry.to, pathname))
  const open = !folds || here || (openGroups ?? AT_HAND).includes(group.label)
  const fold = (): void => {
    const others = (openGroups ?? AT_HAND).filter((label) => label !== group.label)
    changeSettings({ openGroups: open ? others : [...others, group.label] })
  }
  return (
    <section>
      <h2>
        {folds ? (
          <button type="button" aria-expanded={open} disabled={here} onClick={fold}>
            {t(group.label)}
            <Icon name={open ? 'down' : 'right'} size={14} />
          </button>
        ) : (
          t(group.label)
        )}
      </h2>
      <ul hidden={!open}>
        {group.entries.map((entry) => (
          <li key={entry.to}>
            <Go to={entry.to} current={isHere(entry.to, pathname) ? 'page' : undefined} onGo={onGo}>
              <Icon name={entry.icon} size={17} />
              {t(entry.label)}
              {entry.verb === 'listTasks' ? <TaskCount /> : null}
            </Go>
          </li>
        ))}
      </ul>
    </section>
  )
}

export function SideNav({ onGo }: { onGo: () => void }): ReactElement {
  const t = useT()
  const groups = menuFor(useMe())
  const folds = groups.reduce((lines, group) => lines + group.entries.length, 0) > SHORT
  return (
    <nav className="side no-print" aria-label={t('shell.nav')} id="side-nav">
      {groups.map((group) => (
        <Section key={group.label} group={group} folds={folds} onGo={onGo} />
      ))}
      <p className="side-foot small">
        <Go to={paths.api} onGo={onGo}>
          {t('nav.api')}
        </Go>
      </p>
    </nav>
  )
}
