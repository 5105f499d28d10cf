import type { ReactElement } from 'react'
import { formatYuan, parseYuan } from '../../src/kernel/money.ts'
import { type PhoneLabel, useT } from '../locale/phone.ts'
import { useRead } from '../query.ts'
import { showYuan } from '../ui/figures.tsx'
import { Line, OUTCOME_PATHS } from '../ui/line.tsx'
import { useHome } from './member.ts'
import { To } from './link.tsx'

const MONEY = 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18M8.5 8l3.5 4.5L15.5 8M12 12.5V17M9 13h6M9 15.5h6'
const HAND =
  'M4 15l3-3 4 2h4a1.500 1.500 0 0 1 0 3h-4M4 20l3-1h7l6-5a1.500 1.500 0 0 0-2-2l-3 2.500M12 3v6M9.500 5h5'
const HAND_UP =
  'M5 13V8a1.500 1.500 0 0 1 3 0M8 12V5a1.500 1.500 0 0 1 3 0v6M11 11V4a1.500 1.500 0 0 1 3 0v8M14 12V6a1.500 1.500 0 0 1 3 0v9a6 6 0 0 1-6 6c-3 0-5-2-6-5'
const CLOCK = 'M4 12a8 8 0 1 0 2.6-5.900M4 4v4h4M12 8v4.500l3 2'
const PEOPLE =
  'M9 11a3.500 3.500 0 1 0 0-.1M2.500 20c.5-3.500 3-5.500 6.500-5.500s6 2 6.500 5.500M16 4.500a3.500 3.500 0 0 1 0 6.800M17.500 14.800c2.200.6 3.600 2.400 4 5.200'
const STAR =
  'M12 4l2.500 5 5.500.800-4 3.900.900 5.500-4.900-2.600-4.900 2.600.900-5.500-4-3.900 5.500-.800z'
const PAPER = 'M6 3h9l4 4v14H6zM14 3v5h5M9 12h7M9 16h7'

const BUTTONS: readonly { to: string; path: string; label: PhoneLabel }[] = [
  { to: '/shares', path: MONEY, label: 'shares' },
  { to: '/dividends', path: HAND, label: 'dividends' },
  { to: '/meetings', path: PEOPLE, label: 'meetings' },
  { to: '/history', path: CLOCK, label: 'history' },
  { to: '/certificates', path: PAPER, label: 'certificates' },
  { to: '/rules', path: OUTCOME_PATHS.passes, label: 'rules' },
  { to: '/promises', path: HAND_UP, label: 'promises' },
]

const POINTS = { to: '/points', path: STAR, label: 'points' } as const

/** The first page: how it stands in one sentence, then large buttons. */
export function HomePage(): ReactElement {
  const t = useT()
  const home = useHome()
  // Points are drawn for Party members alone.
  const points = useRead('readOwnPoints', {}, { fresh: 5 * 60_000 })
  const buttons = points.data?.member === true ? [...BUTTONS, POINTS] : BUTTONS
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
        {buttons.map((button) => (
          <To key={button.to} to={button.to} className="big-button">
            <Line path={button.path} size={26} />
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
