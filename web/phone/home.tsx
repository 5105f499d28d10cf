import type { ReactElement } from 'react'
import { formatYuan, parseYuan } from '../../src/kernel/money.ts'
import { type PhoneLabel, useT } from '../locale/phone.ts'
import { showYuan } from '../ui/figures.tsx'
import { Icon, type IconName } from '../ui/icon.tsx'
import { useHome } from './frame.tsx'
import { To } from './router.tsx'

const BUTTONS: readonly { to: string; icon: IconName; label: PhoneLabel }[] = [
  { to: '/shares', icon: 'money', label: 'shares' },
  { to: '/history', icon: 'history', label: 'history' },
  { to: '/certificates', icon: 'document', label: 'certificates' },
  { to: '/rules', icon: 'passes', label: 'rules' },
]

/** The first page: how it stands in one sentence, then four large buttons. */
export function HomePage(): ReactElement {
  const t = useT()
  const home = useHome()
  const here = home.memberships.filter((one) => one.leftOn === null)
  const paid = here.reduce((sum, one) => sum + (parseYuan(one.paid) ?? 0n), 0n)
  return (
    <>
      <h1>{t('hello', { name: home.name })}</h1>
      <p className="phone-sentence">
        {here.length === 0
          ? t('sentenceNone')
          : t('sentence', { n: here.length, paid: showYuan(formatYuan(paid)) ?? '' })}
      </p>
      <nav className="buttons" aria-label={t('title')}>
        {BUTTONS.map((button) => (
          <To key={button.to} to={button.to} className="big-button">
            <Icon name={button.icon} size={26} />
            {t(button.label)}
          </To>
        ))}
      </nav>
      <p>
        <To to="/account">{t('account')}</To>
      </p>
    </>
  )
}
