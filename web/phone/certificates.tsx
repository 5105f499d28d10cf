import type { ReactElement } from 'react'
import { type PhoneLabel, useT } from '../locale/phone.ts'
import { useHome } from './member.ts'
import { Sub } from './parts.tsx'

const STATUS: Readonly<Record<string, PhoneLabel>> = {
  valid: 'status.valid',
  replaced: 'status.replaced',
  void: 'status.void',
}

/** My share certificates, and whether the paper still says what I hold. */
export function CertificatesPage(): ReactElement {
  const t = useT()
  const home = useHome()
  return (
    <Sub title={t('certificates')}>
      {home.memberships.map((one) => (
        <section key={one.holderId} className="card">
          <h2>{one.coopName}</h2>
          {one.certificates.length === 0 ? <p>{t('certificateNone')}</p> : null}
          {one.certificates.map((certificate) => {
            const status = STATUS[certificate.status]
            return (
              <div key={certificate.id}>
                <p>
                  {t('certificate', { number: certificate.number, day: certificate.issuedOn })}
                  {status === undefined ? '' : ` · ${t(status)}`}
                </p>
                {certificate.outdated && certificate.status === 'valid' ? (
                  <p className="phone-refusal">{t('certificateOld')}</p>
                ) : null}
              </div>
            )
          })}
        </section>
      ))}
    </Sub>
  )
}
