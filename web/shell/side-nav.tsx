import { useLocation } from '@tanstack/react-router'
import type { ReactElement } from 'react'
import { type Label, useT } from '../locale/desk.ts'
import { paths } from '../paths.ts'
import { Go } from '../navigation.tsx'
import { type Me, mayCall, ownUnit, useMe } from '../session.tsx'
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
    label: 'nav.group.registry',
    entries: [
      { to: paths.coops(), label: 'nav.coops', icon: 'coop', verb: 'listCooperatives' },
      { to: paths.villages(), label: 'nav.villages', icon: 'village', verb: 'listVillages' },
      { to: paths.candidates(), label: 'nav.candidates', icon: 'candidate', verb: 'listVillages' },
      { to: paths.towns, label: 'nav.towns', icon: 'town', verb: 'board', countyOnly: true },
      { to: paths.unions, label: 'nav.unions', icon: 'union', verb: 'listUnions' },
      { to: paths.persons(), label: 'nav.persons', icon: 'people', verb: 'listPersons' },
    ],
  },
  {
    label: 'nav.group.shares',
    entries: [
      { to: paths.assistance, label: 'nav.assistance', icon: 'person', verb: 'countAssistance' },
      { to: paths.imports, label: 'nav.imports', icon: 'import', verb: 'listImports' },
    ],
  },
  {
    label: 'nav.group.policy',
    entries: [
      { to: paths.rules, label: 'nav.rules', icon: 'rule', verb: 'listRules' },
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
        mayCall(me, entry.verb) && (entry.countyOnly !== true || ownUnit(me)?.kind === 'county'),
    ),
  })).filter((group) => group.entries.length > 0)
}

const isHere = (to: string, place: string): boolean => {
  if (to === '/') return place === '/' || place.startsWith('/boards/')
  return place === to || place.startsWith(`${to}/`)
}

export function SideNav({ onGo }: { onGo: () => void }): ReactElement {
  const t = useT()
  const me = useMe()
  const { pathname } = useLocation()
  return (
    <nav className="side no-print" aria-label={t('shell.nav')} id="side-nav">
      {menuFor(me).map((group) => (
        <section key={group.label}>
          <h2>{t(group.label)}</h2>
          <ul>
            {group.entries.map((entry) => (
              <li key={entry.to}>
                <Go
                  to={entry.to}
                  current={isHere(entry.to, pathname) ? 'page' : undefined}
                  onGo={onGo}
                >
                  <Icon name={entry.icon} size={17} />
                  {t(entry.label)}
                </Go>
              </li>
            ))}
          </ul>
        </section>
      ))}
      <p className="side-foot small">
        <Go to={paths.api} onGo={onGo}>
          {t('nav.api')}
        </Go>
      </p>
    </nav>
  )
}
