import { useQueries } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { lazy, type ReactElement, Suspense } from 'react'
import type { Out } from '../../api.ts'
import { useT } from '../../locale/desk.ts'
import { useLanguage } from '../../locale/translate.ts'
import { paths } from '../../paths.ts'
import { readOptions, useRead } from '../../query.ts'
import { useUrl } from '../../navigation.tsx'
import { useMe } from '../../session.tsx'
import { Money, Percent, showDay } from '../../ui/figures.tsx'
import { Mark } from '../../ui/line.tsx'
import { Empty, Skeleton } from '../../ui/state.tsx'
import { Paper } from './register-print.tsx'
import { formLabel, holderLabel } from './words.ts'
import './certificate.css'

const QrCode = lazy(() => import('../../ui/qr-code.tsx'))

type Certificate = Out<'readCertificate'>

/** Share certificates on paper, one a page: one named in the address, or all valid ones. */
export default function CertificatePrint(): ReactElement {
  const t = useT()
  const { coopId = '' } = useParams({ strict: false }) as { coopId?: string }
  const [search] = useUrl()
  const one = search['id']
  const coop = useRead('readCooperative', { coopId })
  const list = useRead(
    'listCertificates',
    { coopId, status: 'valid', limit: 500 },
    { enabled: one === undefined },
  )
  const ids = one === undefined ? (list.data?.certificates.map((row) => row.id) ?? []) : [one]
  const read = useQueries({
    queries: ids.map((certificateId) => readOptions('readCertificate', { certificateId })),
  })
  const certificates = read.flatMap((query) => (query.data === undefined ? [] : [query.data]))
  const waiting = read.some((query) => query.isPending) || (one === undefined && list.isPending)
  return (
    <Paper back={paths.coop(coopId, { tab: 'certificates' })}>
      {waiting ? <Skeleton lines={10} /> : null}
      {!waiting && certificates.length === 0 ? <Empty title={t('paper.none')} /> : null}
      {certificates.map((certificate) => (
        <Sheet
          key={certificate.id}
          certificate={certificate}
          coopName={coop.data?.cooperative.name ?? ''}
        />
      ))}
    </Paper>
  )
}

function Sheet(props: { certificate: Certificate; coopName: string }): ReactElement {
  const t = useT()
  const zh = useLanguage() === 'zh'
  const { certificate, coopName } = props
  const { printed } = certificate
  return (
    <article className="certificate">
      <header>
        <Mark size={36} />
        <p>{coopName}</p>
        <h1>{t('paper.certificate')}</h1>
        <p className="certificate-number">
          {t('paper.certificateNo')} {certificate.number}
        </p>
      </header>
      <p>{t('paper.certificateBody')}</p>
      <table>
        <tbody>
          <tr>
            <th scope="row">{t('register.name')}</th>
            <td>{printed.holderName}</td>
            <th scope="row">{t('register.number')}</th>
            <td>{printed.memberNumber}</td>
          </tr>
          <tr>
            <th scope="row">{t('register.kind')}</th>
            <td>{t(holderLabel(printed.holderKind))}</td>
            <th scope="row">{t('register.joined')}</th>
            <td>{showDay(printed.joinedOn, 'paper', zh)}</td>
          </tr>
          {printed.contributions.map((one) => (
            <tr key={one.form}>
              <th scope="row">{t(formLabel(one.form))}</th>
              <td className="num">
                <Money value={one.paid} /> {t('common.yuan')}
              </td>
              <th scope="row">{t('register.promised')}</th>
              <td className="num">
                <Money value={one.promised} />
              </td>
            </tr>
          ))}
          <tr>
            <th scope="row">{t('register.total')}</th>
            <td className="num">
              <Money value={printed.paid} /> {t('common.yuan')}
            </td>
            <th scope="row">{t('register.share')}</th>
            <td className="num">
              {printed.share === null ? '—' : <Percent value={printed.share} places={4} />}
            </td>
          </tr>
        </tbody>
      </table>
      <p className="small">{t('paper.transferNote')}</p>
      <Proof certificate={certificate} />
    </article>
  )
}

/** The QR code back to the desk, the head of the audit chain, the place for the seal. */
function Proof({ certificate }: { certificate: Certificate }): ReactElement {
  const t = useT()
  const zh = useLanguage() === 'zh'
  const { county } = useMe()
  const { printed } = certificate
  const address = `${window.location.origin}${paths.coop(certificate.coopId, { tab: 'certificates' })}`
  return (
    <footer>
      <Suspense fallback={<div className="qr" />}>
        <QrCode value={address} label={certificate.number} size={96} />
      </Suspense>
      <div className="certificate-proof small">
        {printed.auditHead === null ? null : (
          <>
            <p>{t('paper.chain', { seq: printed.auditHead.seq })}</p>
            <p className="mono">
              {t('paper.chainHash')} {printed.auditHead.hash.slice(0, 32)}
            </p>
          </>
        )}
        <p>{county.name}</p>
      </div>
      <div className="certificate-seal">
        <p>{t('paper.seal')}</p>
        <p>
          {t('paper.issuedBy')} {certificate.issuedBy}
        </p>
        <p>{showDay(certificate.issuedOn, 'paper', zh)}</p>
      </div>
    </footer>
  )
}
