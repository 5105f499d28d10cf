import { type ReactElement, useState } from 'react'
import type { Out } from '../../api.ts'
import { useT } from '../../locale/desk.ts'
import { paths } from '../../paths.ts'
import { useAct, useRead } from '../../query.ts'
import { Go } from '../../navigation.tsx'
import { useMay } from '../../session.tsx'
import { ConfirmDialog } from '../../ui/dialog.tsx'
import { Money } from '../../ui/figures.tsx'
import { Notice, Tag } from '../../ui/page.tsx'
import { ReasonDialog } from '../../ui/reason-dialog.tsx'
import { Empty, Loaded, Refused } from '../../ui/state.tsx'

type Certificate = Out<'listCertificates'>['certificates'][number]

const TONES = { valid: 'pass', replaced: undefined, void: 'fail' } as const

/** Share certificates: issue, print, replace, void. */
export function CertificatesTab({ coopId }: { coopId: string }): ReactElement {
  const t = useT()
  const may = useMay()
  const list = useRead('listCertificates', { coopId, limit: 500 })
  const issue = useAct('issueCertificates')
  const [asking, setAsking] = useState(false)
  return (
    <div className="stack">
      <div className="row">
        {may('issueCertificates') ? (
          <button type="button" className="button button-primary" onClick={() => setAsking(true)}>
            {t('certs.issue')}
          </button>
        ) : null}
        {(list.data?.certificates.length ?? 0) > 0 ? (
          <Go className="button" to={paths.certificatePrint(coopId)}>
            {t('certs.print')}
          </Go>
        ) : null}
      </div>
      {issue.error === null ? null : <Refused error={issue.error} write />}
      {issue.data === undefined ? null : (
        <Notice tone="pass">{t('certs.issued.done', { n: issue.data.certificates.length })}</Notice>
      )}
      <Loaded read={list}>
        {(data) =>
          data.certificates.length === 0 ? (
            <Empty title={t('certs.none')} />
          ) : (
            <Certificates coopId={coopId} rows={data.certificates} total={data.total} />
          )
        }
      </Loaded>
      <ConfirmDialog
        open={asking}
        title={t('certs.issue')}
        confirm={t('certs.issue')}
        onClose={() => setAsking(false)}
        onConfirm={() => {
          setAsking(false)
          issue.mutate({ input: { coopId } })
        }}
      >
        <p>{t('certs.issueBody')}</p>
      </ConfirmDialog>
    </div>
  )
}

function Certificates(props: {
  coopId: string
  rows: readonly Certificate[]
  total: number
}): ReactElement {
  const t = useT()
  const valid = props.rows.filter((row) => row.status === 'valid').length
  return (
    <>
      <p className="sentence">{t('certs.sentence', { n: props.total, valid })}</p>
      <div className="panel table-scroll">
        <table className="table">
          <thead>
            <tr>
              <th scope="col">{t('certs.number')}</th>
              <th scope="col">{t('certs.holder')}</th>
              <th scope="col" className="num">
                {t('register.paid')}
              </th>
              <th scope="col">{t('certs.issued')}</th>
              <th scope="col">{t('certs.status')}</th>
              <th scope="col">
                <span className="visually-hidden">{t('common.actions')}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {props.rows.map((row) => (
              <CertificateRow key={row.id} coopId={props.coopId} row={row} />
            ))}
          </tbody>
        </table>
      </div>
    </>
  )
}

function CertificateRow(props: { coopId: string; row: Certificate }): ReactElement {
  const t = useT()
  const may = useMay()
  const { row } = props
  const [asked, setAsked] = useState<'replaceCertificate' | 'voidCertificate' | null>(null)
  const tone = TONES[row.status]
  const word = t(asked === 'voidCertificate' ? 'certs.void' : 'certs.replace')
  return (
    <tr>
      <th scope="row">
        <Go to={paths.certificatePrint(props.coopId, { id: row.id })}>{row.number}</Go>
      </th>
      <td>
        {row.holderName} <span className="muted mono">{row.memberNumber}</span>
      </td>
      <td className="num">
        <Money value={row.paid} />
      </td>
      <td>{row.issuedOn}</td>
      <td>
        <Tag {...(tone === undefined ? {} : { tone })}>{t(`certs.status.${row.status}`)}</Tag>
        {row.status === 'valid' && row.outdated ? (
          <Tag tone="depends">{t('certs.outdated')}</Tag>
        ) : null}
      </td>
      <td className="num">
        {row.status === 'valid' && may('replaceCertificate') ? (
          <>
            <button
              type="button"
              className="button-link"
              onClick={() => setAsked('replaceCertificate')}
            >
              {t('certs.replace')}
            </button>{' '}
            <button
              type="button"
              className="button-link"
              onClick={() => setAsked('voidCertificate')}
            >
              {t('certs.void')}
            </button>
          </>
        ) : null}
        {asked === null ? null : (
          <ReasonDialog
            title={t('common.with', { name: `${word} ${row.number}`, note: row.holderName })}
            confirm={word}
            danger={asked === 'voidCertificate'}
            verb={asked}
            input={(reason) => ({ certificateId: row.id, reason })}
            close={() => setAsked(null)}
          />
        )}
      </td>
    </tr>
  )
}
