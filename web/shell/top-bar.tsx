import { useQueryClient } from '@tanstack/react-query'
import { type ReactElement, useState } from 'react'
import { setLanguage, useT } from '../locale/desk.ts'
import { say, useLanguage } from '../locale/translate.ts'
import { paths } from '../paths.ts'
import { useAct, useRead } from '../query.ts'
import { Go } from '../navigation.tsx'
import { useMe } from '../session.tsx'
import { changeSettings, useSettings } from '../settings.ts'
import { Icon } from '../ui/icon.tsx'
import { Mark } from '../ui/line.tsx'
import { Popover } from '../ui/popover.tsx'
import { Segments } from '../ui/segments.tsx'
import { WORDS } from '../ui/words.ts'
import { Palette } from './palette.tsx'

export function TopBar(props: { onMenu: () => void; navOpen: boolean }): ReactElement {
  const t = useT()
  const me = useMe()
  const [searching, setSearching] = useState(false)
  return (
    <header className="top no-print">
      <button
        type="button"
        className="button-plain top-menu"
        aria-label={t(props.navOpen ? 'shell.closeNav' : 'shell.openNav')}
        aria-expanded={props.navOpen}
        aria-controls="side-nav"
        onClick={props.onMenu}
      >
        <Icon name="menu" size={20} />
      </button>
      <Go to={paths.home} className="top-brand">
        <Mark />
        <span className="top-name">{t('app.name')}</span>
        <span className="top-county">{me.county.name}</span>
      </Go>
      {me.county.demo ? (
        <span className="demo" title={t('shell.demoHint')}>
          {t('shell.demo', { day: me.clock.today })}
        </span>
      ) : null}
      <button type="button" className="top-search" onClick={() => setSearching(true)}>
        <Icon name="search" />
        <span>{t('shell.search')}</span>
        <span className="muted top-search-hint">{t('shell.searchHint')}</span>
        <kbd>Ctrl K</kbd>
      </button>
      <Bell />
      <LanguageSwitch />
      <DisplayMenu />
      <UserMenu />
      <Palette open={searching} setOpen={setSearching} />
    </header>
  )
}

/** How many notices the person has not read; a click opens them. */
function Bell(): ReactElement {
  const t = useT()
  const { data } = useRead('listNotices', { unread: 'true', limit: 1 })
  const unread = data?.unread ?? 0
  const label = unread === 0 ? t('shell.notices') : t('shell.noticesUnread', { n: unread })
  return (
    <Go to={paths.notices()} className="button-plain top-bell" title={label}>
      <Icon name="alert" size={18} />
      <span className="visually-hidden">{label}</span>
      {unread === 0 ? null : (
        <span className="nav-count" aria-hidden="true">
          {unread > 99 ? '99+' : unread}
        </span>
      )}
    </Go>
  )
}

function LanguageSwitch(): ReactElement {
  const language = useLanguage()
  const other = language === 'zh' ? 'en' : 'zh'
  return (
    <button
      type="button"
      className="button-plain top-language"
      lang={other === 'en' ? 'en' : 'zh-CN'}
      onClick={() => void setLanguage(other)}
    >
      {other === 'en' ? 'English' : '中文'}
    </button>
  )
}

function DisplayMenu(): ReactElement {
  const t = useT()
  const settings = useSettings()
  return (
    <Popover
      button={<Icon name={settings.theme === 'dark' ? 'moon' : 'sun'} size={18} />}
      label={t('shell.settings')}
      align="end"
    >
      <div className="menu-body stack">
        <Segments
          titled
          legend={t('shell.theme')}
          value={settings.theme}
          options={[
            { value: 'light', label: t('shell.themeLight') },
            { value: 'dark', label: t('shell.themeDark') },
          ]}
          onChange={(theme) => changeSettings({ theme })}
        />
        <Segments
          titled
          legend={t('shell.density')}
          value={settings.density}
          options={[
            { value: 'comfortable', label: t('shell.comfortable') },
            { value: 'compact', label: t('shell.compact') },
          ]}
          onChange={(density) => changeSettings({ density })}
        />
        <Segments
          titled
          legend={t('shell.boardUnit')}
          value={settings.boardUnit}
          options={[
            { value: 'wan', label: say(WORDS.wan) },
            { value: 'yuan', label: say(WORDS.yuan) },
          ]}
          onChange={(boardUnit) => changeSettings({ boardUnit })}
        />
      </div>
    </Popover>
  )
}

function UserMenu(): ReactElement {
  const t = useT()
  const me = useMe()
  const client = useQueryClient()
  const signOut = useAct('signOut')
  const leave = (): void => {
    signOut.mutate({ input: {} }, { onSettled: () => void client.resetQueries() })
  }
  return (
    <Popover
      button={
        <>
          <span
            className="avatar"
            aria-hidden="true"
            data-initial={Array.from(me.account.displayName)[0]}
          />
          <span className="top-user">{me.account.displayName}</span>
          <Icon name="down" size={14} />
        </>
      }
      label={t('shell.userMenu', { name: me.account.displayName })}
      align="end"
    >
      {(close) => (
        <div className="menu-body">
          <p className="menu-name">{me.account.displayName}</p>
          <ul className="menu-roles muted small">
            {me.grants.map((grant) => (
              <li key={grant.id}>
                {say(grant.title)}
                {grant.unit === null ? '' : ` · ${grant.unit.name}`}
              </li>
            ))}
          </ul>
          <ul className="menu-list">
            <li>
              <Go to={paths.me} onGo={close}>
                <Icon name="person" /> {t('shell.account')}
              </Go>
            </li>
            <li>
              <button type="button" onClick={leave}>
                <Icon name="out" /> {t('shell.signOut')}
              </button>
            </li>
          </ul>
        </div>
      )}
    </Popover>
  )
}
