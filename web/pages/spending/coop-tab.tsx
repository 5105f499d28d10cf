import type { ReactElement, ReactNode } from 'react'
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

/** A line of a short list: day, state, what it is, and what stands at its end. */
interface Line {
  readonly key: string
  readonly day: string
  readonly tag: ReactNode
  readonly name: ReactNode
  readonly more: string
  readonly end: ReactNode
}

/** The newest of a register, with a way to all of it and, for who may, to a new one. */
function ShortList<Row>(props: {
  title: string
  none: string
  /** Where a new one is made; null for who may not. */
  make: ReactElement | null
  all: string
  read: Parameters<typeof Loaded<{ readonly rows: readonly Row[] }>>[0]['read']
  line: (row: Row) => Line
}): ReactElement {
  const t = useT()
  return (
    <Panel
      title={props.title}
      extra={
        <span className="row">
          {props.make}
          <Go to={props.all}>{t('tab.all')}</Go>
        </span>
      }
    >
      <Loaded read={props.read} lines={3}>
        {({ rows }) =>
          rows.length === 0 ? (
            <p className="muted">{props.none}</p>
          ) : (
            <ul className="due-list">
              {rows.map(props.line).map(({ key, day, tag, name, more, end }) => (
                <li key={key}>
                  <span className="nowrap">{day}</span>
                  <span>{tag}</span>
                  <span>
                    {name} <span className="muted small">{more}</span>
                  </span>
                  <span>{end}</span>
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
    </Panel>
  )
}

function Requests({ coopId }: { coopId: string }): ReactElement {
  const t = useT()
  const may = useMay()
  return (
    <ShortList
      title={t('tab.requests')}
      none={t('spend.none')}
      make={
        may('requestSpending') ? <Go to={paths.newSpending({ coopId })}>{t('spend.new')}</Go> : null
      }
      all={paths.spending({ unitId: coopId })}
      read={useRead('listSpending', { unitId: coopId, limit: SHOWN })}
      line={(row) => ({
        key: row.requestId,
        day: row.requestedOn,
        tag: <RequestTag row={row} />,
        name: <Go to={paths.spendingRequest(row.requestId, coopId)}>{asWritten(row.payee)}</Go>,
        more: asWritten(row.purpose),
        end: <Money value={row.amount} />,
      })}
    />
  )
}

function Contracts({ coopId }: { coopId: string }): ReactElement {
  const t = useT()
  const may = useMay()
  return (
    <ShortList
      title={t('tab.contracts')}
      none={t('contract.none')}
      make={
        may('saveContract') ? <Go to={paths.newContract({ coopId })}>{t('contract.new')}</Go> : null
      }
      all={paths.contracts({ unitId: coopId })}
      read={useRead('listContracts', { unitId: coopId, limit: SHOWN })}
      line={(row) => ({
        key: row.contractId,
        day: row.expiresOn,
        tag: <ContractTag row={row} />,
        name: <Go to={paths.contract(row.contractId, coopId)}>{asWritten(row.title)}</Go>,
        more: asWritten(row.partner),
        end: <Money value={row.amount} />,
      })}
    />
  )
}

function Risks({ coopId }: { coopId: string }): ReactElement {
  const t = useT()
  return (
    <ShortList
      title={t('tab.risks')}
      none={t('risk.none')}
      make={null}
      all={paths.risks({ unitId: coopId, coopId })}
      read={useRead('listRisks', { unitId: coopId, limit: SHOWN })}
      line={(row) => {
        const tone = RISK_TONES[row.status]
        return {
          key: row.itemId,
          day: row.dueOn,
          tag: (
            <Tag {...(tone === undefined ? {} : { tone })}>{say(RISK_STATUSES[row.status])}</Tag>
          ),
          name: asWritten(row.title),
          more: say(FACTORS[row.factor]),
          end: asWritten(row.owner),
        }
      }}
    />
  )
}
