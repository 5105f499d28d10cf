import { useQueryClient } from '@tanstack/react-query'
import { Outlet } from '@tanstack/react-router'
import { type ReactElement, type ReactNode, useEffect } from 'react'
import { isRefusal } from '../api.ts'
import { setLanguage, useT } from '../locale/phone.ts'
import { useLanguage } from '../locale/translate.ts'
import { onSessionRefusal, useRead } from '../query.ts'
import { Mark } from '../ui/line.tsx'
import { HomeContext } from './member.ts'
import { Refusal } from './parts.tsx'
import { FirstPassword, SignIn } from './sign-in.tsx'

/** The frame of the phone door: sign-in first, then everything of one member, read once. */
export function Frame(): ReactElement {
  const t = useT()
  const client = useQueryClient()
  const me = useRead('whoAmI', {}, { fresh: 5 * 60_000, keep: false })
  useEffect(
    () => onSessionRefusal(() => void client.resetQueries({ queryKey: ['whoAmI'] })),
    [client],
  )
  if (isRefusal(me.error, 'unauthenticated'))
    return (
      <Page>
        <SignIn />
      </Page>
    )
  if (me.error !== null) {
    return (
      <Page>
        <Refusal error={me.error} retry={() => void me.refetch()} />
      </Page>
    )
  }
  if (me.data === undefined) return <Page>{t('loading')}</Page>
  if (me.data.mustChange)
    return (
      <Page>
        <FirstPassword />
      </Page>
    )
  if (!me.data.permissions.includes('member.own')) {
    return (
      <Page>
        <p>{t('notMember')}</p>
        <p>
          <a className="big-button" href="/">
            {t('openDesk')}
          </a>
        </p>
      </Page>
    )
  }
  return (
    <Page demo={me.data.county.demo ? me.data.clock.today : null}>
      <Member />
    </Page>
  )
}

function Member(): ReactElement {
  const t = useT()
  const home = useRead('memberHome', {}, { fresh: 60_000 })
  if (home.data === undefined) {
    return home.error === null ? (
      <p role="status">{t('loading')}</p>
    ) : (
      <Refusal error={home.error} retry={() => void home.refetch()} />
    )
  }
  return (
    <HomeContext value={home.data}>
      <Outlet />
    </HomeContext>
  )
}

function Page(props: { demo?: string | null; children: ReactNode }): ReactElement {
  const t = useT()
  const other = useLanguage() === 'zh' ? 'en' : 'zh'
  useEffect(() => {
    document.title = t('title')
  }, [t])
  return (
    <>
      <a className="skip" href="#main">
        {t('skip')}
      </a>
      <header className="phone-top">
        <Mark size={30} />
        <strong>{t('title')}</strong>
        <button
          type="button"
          lang={other === 'en' ? 'en' : 'zh-CN'}
          onClick={() => void setLanguage(other)}
        >
          {t('language')}
        </button>
        {props.demo === null || props.demo === undefined ? null : (
          <p className="phone-demo">{t('demo', { day: props.demo })}</p>
        )}
      </header>
      <main id="main" className="phone-main" tabIndex={-1}>
        {props.children}
      </main>
    </>
  )
}
