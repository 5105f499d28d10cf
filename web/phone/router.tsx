import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
} from '@tanstack/react-router'
import type { ReactElement } from 'react'
import { AccountPage } from './account.tsx'
import { CertificatesPage } from './certificates.tsx'
import { DividendsPage } from './dividends.tsx'
import { Frame } from './frame.tsx'
import { HistoryPage } from './history.tsx'
import { HomePage } from './home.tsx'
import { RulesPage } from './rules.tsx'
import { SharesPage } from './shares.tsx'

const root = createRootRoute({ component: Frame, notFoundComponent: HomePage })

const page = (path: string, component: () => ReactElement) =>
  createRoute({ getParentRoute: () => root, path, component })

/** Meetings come when they are opened: most visits are for shares and dividends. */
const votes = (path: string, name: 'MeetingsPage' | 'MeetingPage') =>
  createRoute({
    getParentRoute: () => root,
    path,
    component: lazyRouteComponent(() => import('./votes.tsx'), name),
  })

/** Points and promises, too. */
const party = (path: string, name: 'PointsPage' | 'PromisesPage') =>
  createRoute({
    getParentRoute: () => root,
    path,
    component: lazyRouteComponent(() => import('./party.tsx'), name),
  })

/** The member's own pages: few, flat, each one tap from the first. */
export const makePhoneRouter = () =>
  createRouter({
    basepath: '/m',
    routeTree: root.addChildren([
      page('/', HomePage),
      page('/shares', SharesPage),
      page('/dividends', DividendsPage),
      page('/history', HistoryPage),
      page('/certificates', CertificatesPage),
      page('/rules', RulesPage),
      votes('/meetings', 'MeetingsPage'),
      votes('/meetings/$meetingId', 'MeetingPage'),
      party('/points', 'PointsPage'),
      party('/promises', 'PromisesPage'),
      page('/account', AccountPage),
    ]),
    scrollRestoration: true,
  })
