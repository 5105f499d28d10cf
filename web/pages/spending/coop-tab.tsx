import type { ReactElement } from 'react'
import { useT } from '../../locale/spending.ts'
import { asWritten, say } from '../../locale/translate.ts'
import { Go } from '../../navigation.tsx'
import { paths } from '../../paths.ts'
import { useRead } from '../../query.ts'
import { useMay } from '../../session.tsx'
import { Money } from '../../ui/figures.tsx'
import { Panel, Tag } from '../../ui/page.tsx'
import { Loaded } from '../../ui/state.tsx'
import { ContractTag } from './contracts.tsx'
import { DuePanel } from './due.tsx'
import { RequestTag } from './list.tsx'
import { FACTORS, RISK_STATUSES, RISK_TONES } from './words.ts'
import './spending.css'

const SHOWN = 10

/** What one co-op spends, has signed and risks: what is due, then the newest of each with a way to all. */
export function SpendingTab({ coopId }: { coopId: string }): ReactElement {
  return (
    <div className="stack">
      <DuePanel unitId={coopId} />
      <Requests coopId={coopId} />
      <Contracts coopId={coopId} />
      <Risks coopId={coopId} />
    </div>
  )
}

function Requests({ coopId }: { coopId: string }): ReactElement {
  const t = useT()
  const may = useMay()
  const read = useRead('listSpending', { unitId: coopId, limit: SHOWN })
  return (
    <Panel
      title={t('tab.requests')}
      extra={
        <span className="row">
          {may('requestSpending') ? (
            <Go to={paths.newSpending({ coopId })}>{t('spend.new')}</Go>
          ) : null}
          <Go to={paths.spending({ unitId: coopId })}>{t('tab.all')}</Go>
        </span>
      }
    >
      <Loaded read={read} lines={3}>
        {({ rows }) =>
          rows.length === 0 ? (
            <p className="muted">{t('spend.none')}</p>
          ) : (
            <ul className="due-list">
              {rows.map((row) => (
                <li key={row.requestId}>
                  <span className="nowrap">{row.requestedOn}</span>
                  <span>
                    <RequestTag row={row} />
                  </span>
                  <span>
                    <Go to={paths.spendingRequest(row.requestId, coopId)}>
                      {asWritten(row.payee)}
                    </Go>{' '}
                    <span className="muted small">{asWritten(row.purpose)}</span>
                  </span>
                  <Money value={row.amount} />
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
    </Panel>
  )
}

function Contracts({ coopId }: { coopId: string }): ReactElement {
  const t = useT()
  const may = useMay()
  const read = useRead('listContracts', { unitId: coopId, limit: SHOWN })
  return (
    <Panel
      title={t('tab.contracts')}
      extra={
        <span className="row">
          {may('saveContract') ? (
            <Go to={paths.newContract({ coopId })}>{t('contract.new')}</Go>
          ) : null}
          <Go to={paths.contracts({ unitId: coopId })}>{t('tab.all')}</Go>
        </span>
      }
    >
      <Loaded read={read} lines={3}>
        {({ rows }) =>
          rows.length === 0 ? (
            <p className="muted">{t('contract.none')}</p>
          ) : (
            <ul className="due-list">
              {rows.map((row) => (
                <li key={row.contractId}>
                  <span className="nowrap">{row.expiresOn}</span>
                  <span>
                    <ContractTag row={row} />
                  </span>
                  <span>
                    <Go to={paths.contract(row.contractId, coopId)}>{asWritten(row.title)}</Go>{' '}
                    <span className="muted small">{asWritten(row.partner)}</span>
                  </span>
                  <Money value={row.amount} />
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
    </Panel>
  )
}

function Risks({ coopId }: { coopId: string }): ReactElement {
  const t = useT()
  const read = useRead('listRisks', { unitId: coopId, limit: SHOWN })
  return (
    <Panel
      title={t('tab.risks')}
      extra={<Go to={paths.risks({ unitId: coopId, coopId })}>{t('tab.all')}</Go>}
    >
      <Loaded read={read} lines={3}>
        {({ rows }) =>
          rows.length === 0 ? (
            <p className="muted">{t('risk.none')}</p>
          ) : (
            <ul className="due-list">
              {rows.map((row) => {
                const tone = RISK_TONES[row.status]
                return (
                  <li key={row.itemId}>
                    <span className="nowrap">{row.dueOn}</span>
                    <span>
                      <Tag {...(tone === undefined ? {} : { tone })}>
                        {say(RISK_STATUSES[row.status])}
                      </Tag>
                    </span>
                    <span>
                      {asWritten(row.title)}{' '}
                      <span className="muted small">{say(FACTORS[row.factor])}</span>
                    </span>
                    <span>{asWritten(row.owner)}</span>
                  </li>
                )
              })}
            </ul>
          )
        }
      </Loaded>
    </Panel>
  )
}
