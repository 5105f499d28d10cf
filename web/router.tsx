import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
} from '@tanstack/react-router'
import type { ComponentType } from 'react'
import type { Search } from './navigation.tsx'
import { Shell } from './shell/shell.tsx'
import { NotFound } from './shell/not-found.tsx'
import { Skeleton } from './ui/state.tsx'

const parseSearch = (text: string): Search => Object.fromEntries(new URLSearchParams(text))

function stringifySearch(search: Record<string, unknown>): string {
  const entries = Object.entries(search).filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string' && entry[1] !== '',
  )
  const text = new URLSearchParams(entries).toString()
  return text === '' ? '' : `?${text}`
}

const root = createRootRoute({ component: Shell, notFoundComponent: NotFound })

type Page = { readonly default: ComponentType }

const page = (path: string, load: () => Promise<Page>) =>
  createRoute({
    getParentRoute: () => root,
    path,
    component: lazyRouteComponent(load),
    validateSearch: (search: Record<string, unknown>): Search => search as Search,
  })

const ROUTES = [
  page('/', () => import('./pages/insight/home.tsx')),
  page('/boards/$unitId', () => import('./pages/insight/board.tsx')),
  page('/towns', () => import('./pages/registry/towns.tsx')),
  page('/villages', () => import('./pages/registry/villages.tsx')),
  page('/villages/$villageId', () => import('./pages/registry/village.tsx')),
  page('/coops', () => import('./pages/registry/coops.tsx')),
  page('/coops/$coopId', () => import('./pages/registry/coop.tsx')),
  page('/unions', () => import('./pages/registry/unions.tsx')),
  page('/unions/$unionId', () => import('./pages/registry/union.tsx')),
  page('/persons', () => import('./pages/registry/persons.tsx')),
  page('/persons/$personId', () => import('./pages/registry/person.tsx')),
  page('/candidates', () => import('./pages/registry/candidates.tsx')),
  page('/coops/$coopId/change', () => import('./pages/shares/change.tsx')),
  page('/coops/$coopId/print', () => import('./pages/shares/register-print.tsx')),
  page('/coops/$coopId/certificates/print', () => import('./pages/shares/certificate-print.tsx')),
  page('/checks', () => import('./pages/shares/checks.tsx')),
  page('/assistance', () => import('./pages/shares/assistance.tsx')),
  page('/imports', () => import('./pages/exchange/imports.tsx')),
  page('/imports/$importId', () => import('./pages/exchange/import.tsx')),
  page('/rules', () => import('./pages/policy/rules.tsx')),
  page('/rules/$rule', () => import('./pages/policy/rule.tsx')),
  page('/documents', () => import('./pages/policy/documents.tsx')),
  page('/documents/$documentId', () => import('./pages/policy/document.tsx')),
  page('/exemptions', () => import('./pages/policy/exemptions.tsx')),
  page('/audit', () => import('./pages/proof/audit.tsx')),
  page('/accounts', () => import('./pages/identity/accounts.tsx')),
  page('/accounts/$username', () => import('./pages/identity/account.tsx')),
  page('/permissions', () => import('./pages/identity/permissions.tsx')),
  page('/security', () => import('./pages/identity/security.tsx')),
  page('/me', () => import('./pages/identity/me.tsx')),
  page('/api-docs', () => import('./pages/platform/api-docs.tsx')),
]

export const makeRouter = () =>
  createRouter({
    routeTree: root.addChildren(ROUTES),
    parseSearch,
    stringifySearch,
    defaultPreload: 'intent',
    scrollRestoration: true,
    defaultPendingMs: 150,
    defaultPendingMinMs: 0,
    defaultPendingComponent: () => <Skeleton lines={8} />,
  })
