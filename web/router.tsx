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
  page('/divisions', () => import('./pages/registry/divisions.tsx')),
  page('/chains', () => import('./pages/registry/chains.tsx')),
  page('/counting', () => import('./pages/registry/counting.tsx')),
  page('/households', () => import('./pages/registry/households.tsx')),
  page('/households/$householdId', () => import('./pages/registry/household.tsx')),
  page('/persons/new', () => import('./pages/registry/new-person.tsx')),
  page('/persons', () => import('./pages/registry/persons.tsx')),
  page('/persons/$personId', () => import('./pages/registry/person.tsx')),
  page('/candidates', () => import('./pages/registry/candidates.tsx')),
  page('/coops/$coopId/change', () => import('./pages/shares/change.tsx')),
  page('/coops/$coopId/print', () => import('./pages/shares/register-print.tsx')),
  page('/coops/$coopId/certificates/print', () => import('./pages/shares/certificate-print.tsx')),
  page('/checks', () => import('./pages/shares/checks.tsx')),
  page('/members', () => import('./pages/shares/members.tsx')),
  page('/linked-groups', () => import('./pages/shares/linked-groups.tsx')),
  page('/assistance', () => import('./pages/shares/assistance.tsx')),
  page('/assistance/payments', () => import('./pages/distribution/assistance-list.tsx')),
  page('/books', () => import('./pages/ledger/books.tsx')),
  page('/books/$coopId', () => import('./pages/ledger/vouchers.tsx')),
  page('/books/$coopId/entry', () => import('./pages/ledger/voucher-desk.tsx')),
  page('/books/$coopId/drafts', () => import('./pages/ledger/drafts.tsx')),
  page('/books/$coopId/accounts', () => import('./pages/ledger/accounts.tsx')),
  page('/books/$coopId/parties', () => import('./pages/ledger/parties.tsx')),
  page('/books/$coopId/opening', () => import('./pages/ledger/opening.tsx')),
  page('/books/$coopId/periods', () => import('./pages/ledger/periods.tsx')),
  page('/books/$coopId/bank', () => import('./pages/ledger/bank.tsx')),
  page('/books/$coopId/budget', () => import('./pages/ledger/budget.tsx')),
  page('/books/$coopId/files', () => import('./pages/ledger/files.tsx')),
  page('/books/$coopId/trade', () => import('./pages/trade/trade.tsx')),
  page('/books/$coopId/trade/print', () => import('./pages/trade/slips.tsx')),
  page('/book-warnings', () => import('./pages/ledger/desk-warnings.tsx')),
  page('/audit-points', () => import('./pages/ledger/audit-points.tsx')),
  page('/books/$coopId/statements', () => import('./pages/statements/statement.tsx')),
  page('/books/$coopId/ledger', () => import('./pages/statements/ledger-page.tsx')),
  page('/distributions', () => import('./pages/distribution/list.tsx')),
  page('/distributions/$coopId', () => import('./pages/distribution/plan.tsx')),
  page('/roll-up', () => import('./pages/statements/roll-up.tsx')),
  page('/income', () => import('./pages/statements/income.tsx')),
  page('/village-income', () => import('./pages/statements/village-income.tsx')),
  page('/tie-outs', () => import('./pages/statements/tie-outs.tsx')),
  page('/books/$coopId/vouchers/$voucherId', () => import('./pages/ledger/voucher.tsx')),
  page(
    '/books/$coopId/vouchers/$voucherId/print',
    () => import('./pages/ledger/voucher-print.tsx'),
  ),
  page('/meetings', () => import('./pages/governance/meetings.tsx')),
  page('/meetings/$meetingId', () => import('./pages/governance/meeting.tsx')),
  page('/meetings/$meetingId/live', () => import('./pages/governance/live.tsx')),
  page('/charter/$coopId', () => import('./pages/governance/charter.tsx')),
  page('/notices', () => import('./pages/messages/notices.tsx')),
  page('/messages', () => import('./pages/messages/messages.tsx')),
  page('/tasks', () => import('./pages/approvals/tasks.tsx')),
  page('/cases', () => import('./pages/approvals/cases.tsx')),
  page('/cases/new', () => import('./pages/approvals/new-case.tsx')),
  page('/cases/$caseId', () => import('./pages/approvals/case.tsx')),
  page('/processes', () => import('./pages/approvals/processes.tsx')),
  page('/processes/$process', () => import('./pages/approvals/process.tsx')),
  page('/working-calendar', () => import('./pages/approvals/working-calendar.tsx')),
  page('/approvals', () => import('./pages/ledger/approvals.tsx')),
  page('/spending', () => import('./pages/spending/list.tsx')),
  page('/spending/new', () => import('./pages/spending/new.tsx')),
  page('/spending/$requestId', () => import('./pages/spending/request.tsx')),
  page('/contracts', () => import('./pages/spending/contracts.tsx')),
  page('/contracts/new', () => import('./pages/spending/contract-form.tsx')),
  page('/contracts/$contractId', () => import('./pages/spending/contract.tsx')),
  page('/risks', () => import('./pages/spending/risks.tsx')),
  page('/risks/$assessmentId', () => import('./pages/spending/risk.tsx')),
  page('/limits', () => import('./pages/spending/limits.tsx')),
  page('/receipts', () => import('./pages/ledger/receipts.tsx')),
  page('/foundings', () => import('./pages/founding/list.tsx')),
  page('/foundings/$projectId', () => import('./pages/founding/project.tsx')),
  page('/foundings/$projectId/plan', () => import('./pages/founding/plan.tsx')),
  page('/foundings/$projectId/mobilisation', () => import('./pages/founding/mobilisation.tsx')),
  page(
    '/foundings/$projectId/accounts/$householdId',
    () => import('./pages/founding/accounts.tsx'),
  ),
  page('/assets', () => import('./pages/founding/assets.tsx')),
  page('/task-forces', () => import('./pages/founding/task-forces.tsx')),
  page('/promotion-meetings', () => import('./pages/founding/meetings.tsx')),
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
