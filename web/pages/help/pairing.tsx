import { useParams } from '@tanstack/react-router'
import { type ReactElement, useState } from 'react'
import { addressOf, type Out } from '../../api.ts'
import { useT } from '../../locale/help.ts'
import { asWritten, say } from '../../locale/translate.ts'
import { Go } from '../../navigation.tsx'
import { paths } from '../../paths.ts'
import { useRead } from '../../query.ts'
import { useMay } from '../../session.tsx'
import { Maybe, Money, showYuan } from '../../ui/figures.tsx'
import { Facts, Notice, PageHead, Panel, Tag } from '../../ui/page.tsx'
import { ReasonDialog } from '../../ui/reason-dialog.tsx'
import { Empty, Loaded } from '../../ui/state.tsx'
import { UnitLink } from '../../ui/unit-link.tsx'
import { AddAgreement, AddDelivery } from './pairing-forms.tsx'
import { CONFLICT_WORDS, DELIVERY_WORDS } from './words.ts'
import './help.css'

type Pairing = Out<'readEnterpriseHelp'>
type Act = 'agreement' | 'delivery' | { readonly withdraw: string }

/** One enterprise and one co-op: what was agreed, what came, where interests meet. */
export default function PairingPage(): ReactElement {
  const { coopId = '', assignmentId = '' } = useParams({ strict: false })
  const read = useRead('readEnterpriseHelp', { coopId, assignmentId })
  return (
    <div className="page">
      <Loaded read={read}>{(pairing) => <Whole coopId={coopId} pairing={pairing} />}</Loaded>
    </div>
  )
}

function Whole({ coopId, pairing }: { coopId: string; pairing: Pairing }): ReactElement {
  const t = useT()
  const may = useMay()
  const [act, setAct] = useState<Act | null>(null)
  const close = (): void => setAct(null)
  const { assignment, enterprise } = pairing
  const at = { coopId, assignmentId: assignment.assignmentId }
  return (
    <>
      <PageHead
        trail={[
          { key: 'help', node: <Go to={paths.help({ tab: 'pairings' })}>{t('help.title')}</Go> },
        ]}
        title={asWritten(
          t('pair.title', { enterprise: enterprise.name, coop: assignment.unit.name }),
        )}
        sentence={t('pair.sentence', {
          from: assignment.from,
          delivered: showYuan(pairing.delivered) ?? '',
          claimed: showYuan(pairing.claimed) ?? '',
        })}
        actions={
          <>
            {may('saveHelpAgreement') ? (
              <button type="button" className="button" onClick={() => setAct('agreement')}>
                {t('pair.addAgreement')}
              </button>
            ) : null}
            {may('recordHelpDelivery') ? (
              <button
                type="button"
                className="button button-primary"
                onClick={() => setAct('delivery')}
              >
                {t('pair.addDelivery')}
              </button>
            ) : null}
          </>
        }
      />
      <Conflicts pairing={pairing} />
      <Agreements coopId={coopId} pairing={pairing} />
      <Deliveries pairing={pairing} withdraw={(withdraw) => setAct({ withdraw })} />
      <Enterprise pairing={pairing} />
      {act === 'agreement' ? <AddAgreement at={at} close={close} /> : null}
      {act === 'delivery' ? <AddDelivery at={at} close={close} /> : null}
      {act !== null && typeof act === 'object' ? (
        <ReasonDialog
          danger
          title={t('pair.withdraw')}
          confirm={t('pair.withdraw')}
          verb="withdrawHelpDelivery"
          input={(reason) => ({ coopId, deliveryId: act.withdraw, reason })}
          close={close}
        />
      ) : null}
    </>
  )
}

function Conflicts({ pairing: { conflicts } }: { pairing: Pairing }): ReactElement {
  const t = useT()
  return (
    <Panel title={t('pair.conflicts')} hint={t('pair.conflictsHint')}>
      {conflicts.length === 0 ? (
        <Notice tone="pass">{t('pair.noConflicts')}</Notice>
      ) : (
        <ul className="plain-list">
          {conflicts.map((one) => (
            <li key={`${one.kind}${one.text.zh}`}>
              <Tag tone="depends">{say(CONFLICT_WORDS[one.kind])}</Tag> {asWritten(say(one.text))}{' '}
              {one.certain ? null : <span className="muted small">{t('pair.uncertain')}</span>}
            </li>
          ))}
        </ul>
      )}
    </Panel>
  )
}

function Agreements({ coopId, pairing }: { coopId: string; pairing: Pairing }): ReactElement {
  const t = useT()
  const [now, ...earlier] = pairing.agreements
  return (
    <Panel title={t('pair.agreement')}>
      {now === undefined ? (
        <Empty title={t('pair.noAgreement')} />
      ) : (
        <Facts
          columns={2}
          facts={[
            { label: t('pair.number'), value: asWritten(now.number) },
            { label: t('pair.signedOn'), value: `${now.signedOn} – ${now.until}` },
            { label: t('pair.planned'), value: <Money value={now.planned} /> },
            { label: t('pair.jobsPlanned'), value: now.jobs },
            { label: t('pair.orders'), value: <Maybe value={now.orders} /> },
            { label: t('pair.technology'), value: <Maybe value={now.technology} /> },
            ...(now.fileId === null
              ? []
              : [
                  {
                    label: t('pair.file'),
                    value: (
                      <a
                        href={addressOf('readHelpFile', { unitId: coopId, fileId: now.fileId }).url}
                        target="_blank"
                        rel="noreferrer"
                      >
                        {t('pair.openFile')}
                      </a>
                    ),
                  },
                ]),
          ]}
        />
      )}
      {earlier.length === 0 ? null : (
        <details>
          <summary>{t('assign.history')}</summary>
          <ul className="plain-list small">
            {earlier.map((one) => (
              <li key={one.version}>
                {asWritten(one.number)} · {one.signedOn} – {one.until}
              </li>
            ))}
          </ul>
        </details>
      )}
    </Panel>
  )
}

function Deliveries(props: {
  pairing: Pairing
  withdraw: (deliveryId: string) => void
}): ReactElement {
  const t = useT()
  const may = useMay()
  const { deliveries, assignment } = props.pairing
  return (
    <Panel title={t('pair.delivered')}>
      {deliveries.length === 0 ? <p className="muted">{t('pair.noDeliveries')}</p> : null}
      <ul className="plain-list delivery-list">
        {deliveries.map((one) => (
          <li key={one.deliveryId} className={one.withdrawn === null ? undefined : 'muted'}>
            <span className="num">{one.on}</span>
            <span>
              <Tag>{say(DELIVERY_WORDS[one.kind])}</Tag> {asWritten(one.what)}
              {one.withdrawn === null ? null : (
                <span className="small"> {t('pair.withdrawn', { reason: one.withdrawn })}</span>
              )}
              <br />
              {one.proof === null ? (
                <span className="muted small">{t('pair.proofNone')}</span>
              ) : one.proof.kind === 'voucher' ? (
                <Go to={paths.voucher(assignment.unit.id, one.proof.id)} className="small">
                  {t('pair.proofVoucher')} {one.proof.label}
                </Go>
              ) : (
                <Go to={paths.trade(assignment.unit.id)} className="small">
                  {t('pair.proofOrder')} {one.proof.label}
                </Go>
              )}
            </span>
            <span className="delivery-amount">
              {one.amount === null ? null : <Money value={one.amount} />}
              {one.withdrawn === null && may('withdrawHelpDelivery') ? (
                <button
                  type="button"
                  className="button-link"
                  onClick={() => props.withdraw(one.deliveryId)}
                >
                  {t('pair.withdraw')}
                </button>
              ) : null}
            </span>
          </li>
        ))}
      </ul>
    </Panel>
  )
}

function Enterprise({ pairing: { enterprise, assignment } }: { pairing: Pairing }): ReactElement {
  const t = useT()
  return (
    <Panel title={t('pair.facts')}>
      <Facts
        columns={2}
        facts={[
          { label: t('helper.name'), value: asWritten(enterprise.name) },
          { label: t('help.coop'), value: <UnitLink kind="coop" unit={assignment.unit} /> },
          { label: t('helper.creditCode'), value: <Maybe value={enterprise.creditCode} /> },
          { label: t('helper.legalRep'), value: <Maybe value={enterprise.legalRep} /> },
          { label: t('helper.owners'), value: <Maybe value={enterprise.owners.join('、')} /> },
          { label: t('helper.address'), value: <Maybe value={enterprise.address} /> },
          { label: t('assign.duties'), value: <Maybe value={assignment.duties} /> },
          { label: t('assign.document'), value: <Maybe value={assignment.document} /> },
        ]}
      />
    </Panel>
  )
}
