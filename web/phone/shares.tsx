import type { ReactElement } from 'react'
import { parseFraction } from '../../src/kernel/fraction.ts'
import { formatYuan, parseYuan } from '../../src/kernel/money.ts'
import { useT } from '../locale/phone.ts'
import { showPercent, showYuan } from '../ui/figures.tsx'
import { type MemberHome, useHome } from './member.ts'
import { Sub } from './parts.tsx'

type Membership = MemberHome['memberships'][number]

/** All registered contributions, worked back from the own amount and its exact part. */
function wholeOf(membership: Membership): string | null {
  const own = parseYuan(membership.registered)
  const share = membership.share === null ? null : parseFraction(membership.share)
  if (own === null || share === null || share.num === 0n) return null
  return formatYuan((own * share.den) / share.num)
}

/** What I hold, and how the part is reckoned, in words. */
export function SharesPage(): ReactElement {
  const t = useT()
  const home = useHome()
  return (
    <Sub title={t('shares')}>
      {home.memberships.length === 0 ? <p>{t('sentenceNone')}</p> : null}
      {home.memberships.map((one) => (
        <Holding key={one.holderId} membership={one} />
      ))}
      {home.household === null ? null : (
        <p className="phone-muted">
          {t('household', {
            number: home.household.number,
            head: home.household.headName,
          })}
        </p>
      )}
    </Sub>
  )
}

function Holding({ membership }: { membership: Membership }): ReactElement {
  const t = useT()
  const whole = wholeOf(membership)
  const share = membership.share === null ? null : showPercent(membership.share)
  return (
    <section className="card">
      <h2>{membership.coopName}</h2>
      <p className="card-figure">
        {showYuan(membership.paid)} <small>{t('yuan')}</small>
      </p>
      <p className="phone-muted">
        {t('joined', { day: membership.joinedOn, number: membership.memberNumber })}
        {membership.leftOn === null ? '' : ` · ${t('left', { day: membership.leftOn })}`}
      </p>
      <dl>
        <div>
          <dt>{t('paid')}</dt>
          <dd>{showYuan(membership.paid)}</dd>
        </div>
        <div>
          <dt>{t('promised')}</dt>
          <dd>{showYuan(membership.promised)}</dd>
        </div>
        <div>
          <dt>{t('share')}</dt>
          <dd>{share ?? '—'}</dd>
        </div>
        {membership.contributions.map((one) => (
          <div key={one.form}>
            <dt>{t(`form.${one.form}`)}</dt>
            <dd>{showYuan(one.paid)}</dd>
          </div>
        ))}
      </dl>
      {whole === null || share === null ? null : (
        <details>
          <summary>{t('how')}</summary>
          <p>
            {t('howShare', {
              own: showYuan(membership.registered) ?? membership.registered,
              whole: showYuan(whole) ?? whole,
              share,
            })}
          </p>
          {membership.units === '0' ? null : (
            <p>{t('units', { units: membership.units, dividend: membership.dividendUnits })}</p>
          )}
        </details>
      )}
      {membership.assistance.map((one) => (
        <p key={`${one.fund}${one.from}`}>
          <strong>{t('assistance')}</strong>{' '}
          {t('assistanceLine', { fund: one.fund, units: one.units, day: one.from })}
        </p>
      ))}
    </section>
  )
}
