import { useQueryClient } from '@tanstack/react-query'
import { Outlet, useLocation } from '@tanstack/react-router'
import { lazy, type ReactElement, Suspense, useEffect, useState } from 'react'
import { isRefusal } from '../api.ts'
import { useT } from '../locale/desk.ts'
import { onSessionRefusal, useRead } from '../query.ts'
import { type Me, SessionProvider } from '../session.tsx'
import { Mark } from '../ui/line.tsx'
import { Boundary, ReadError, Skeleton } from '../ui/state.tsx'
import { FactorNotice } from './factor-notice.tsx'
import { OfflineNotice } from './offline-notice.tsx'
import { SideNav } from './side-nav.tsx'
import { TopBar } from './top-bar.tsx'

const SignIn = lazy(() => import('../pages/identity/sign-in.tsx'))
const FirstPassword = lazy(() => import('../pages/identity/first-password.tsx'))

/** The frame of the desk: who is there decides what is drawn; the address never changes for a sign-in. */
export function Shell(): ReactElement {
  const me = useRead('whoAmI', {}, { fresh: 5 * 60_000, keep: false })
  const client = useQueryClient()
  useEffect(
    () =>
      onSessionRefusal((refusal) => {
        if (refusal.code === 'unauthenticated') {
          client.removeQueries({ predicate: (query) => query.queryKey[0] !== 'whoAmI' })
        }
        if (refusal.code !== 'second_factor_required') {
          void client.resetQueries({ queryKey: ['whoAmI'] })
        }
      }),
    [client],
  )
  const signedOut = isRefusal(me.error, 'unauthenticated')
  if (signedOut) {
    return (
      <Suspense fallback={<Opening />}>
        <SignIn />
      </Suspense>
    )
  }
  if (me.data === undefined) {
    return me.error === null ? (
      <Opening />
    ) : (
      <main className="opening">
        <ReadError error={me.error} retry={() => void me.refetch()} />
      </main>
    )
  }
  if (isOnlyMember(me.data)) {
    window.location.replace('/m')
    return <Opening />
  }
  return (
    <SessionProvider me={me.data}>
      {me.data.mustChange ? (
        <Suspense fallback={<Opening />}>
          <FirstPassword />
        </Suspense>
      ) : (
        <Frame />
      )}
    </SessionProvider>
  )
}

const isOnlyMember = (me: Me): boolean =>
  !me.mustChange && me.grants.length > 0 && me.grants.every((grant) => grant.role === 'member')

/** What stands before anything is known: the mark, no spinner. */
function Opening(): ReactElement {
  return (
    <main className="opening" aria-busy="true">
      <Mark size={48} />
      <Skeleton lines={2} />
    </main>
  )
}

function Frame(): ReactElement {
  const t = useT()
  const location = useLocation()
  const [navOpen, setNavOpen] = useState(false)
  const bare = location.pathname.endsWith('/print')
  if (bare) {
    return (
      <Boundary place={location.pathname}>
        <Outlet />
      </Boundary>
    )
  }
  return (
    <div className={navOpen ? 'shell shell-nav-open' : 'shell'}>
      <a className="skip" href="#main">
        {t('shell.skip')}
      </a>
      <TopBar onMenu={() => setNavOpen((open) => !open)} navOpen={navOpen} />
      <SideNav onGo={() => setNavOpen(false)} />
      <main id="main" tabIndex={-1}>
        <OfflineNotice />
        <FactorNotice />
        <Boundary place={location.pathname}>
          <Suspense fallback={<Skeleton lines={8} />}>
            <Outlet />
          </Suspense>
        </Boundary>
      </main>
    </div>
  )
}
