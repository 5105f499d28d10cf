import { useParams } from '@tanstack/react-router'
import { type ReactElement, useState } from 'react'
import { formatYuan, parseYuan } from '../../../src/kernel/money.ts'
import type { Out } from '../../api.ts'
import { useT } from '../../locale/spending.ts'
import { asWritten, say } from '../../locale/translate.ts'
import { Go } from '../../navigation.tsx'
import { paths } from '../../paths.ts'
import { useRead } from '../../query.ts'
import { useMay } from '../../session.tsx'
import { Money, showYuan } from '../../ui/figures.tsx'
import { Facts, Notice, PageHead, Panel, Tag } from '../../ui/page.tsx'
import { ReasonDialog } from '../../ui/reason-dialog.tsx'
import { Loaded } from '../../ui/state.tsx'
import { RequestTag } from './list.tsx'
import { Paperwork } from './paperwork.tsx'
import { RouteView, useCoop } from './parts.tsx'
import { CLASS_WORDS, QUOTE_WAYS } from './words.ts'

type Request = Out<'readSpending'>

/** One request: what was asked, the way it takes, what was paid on it. */
export default function SpendingRequest(): ReactElement {
  const { requestId = '' } = useParams({ strict: false }) as { requestId?: string }
  const { coopId } = useCoop()
  const read = useRead('readSpending', { coopId, requestId }, { enabled: coopId !== '' })
  return (
    <div className="page">
      <Loaded read={read} lines={8}>
        {(data) => <Content data={data} />}
      </Loaded>
    </div>
  )
}

export const leftOf = ({ amount, paid }: Pick<Request, 'amount' | 'paid'>): string =>
  formatYuan((parseYuan(amount) ?? 0n) - (parseYuan(paid) ?? 0n))

function Content({ data }: { data: Request }): ReactElement {
  const t = useT()
  const [cancelling, setCancelling] = useState(false)
  return (
    <>
      <PageHead
        title={`${data.payee} ${showYuan(data.amount) ?? ''} 元`}
        marks={<RequestTag row={data} />}
        trail={[
          { key: 'list', node: <Go to={paths.spending()}>{t('spend.title')}</Go> },
          { key: 'coop', node: asWritten(data.coopName) },
          { key: 'number', node: asWritten(data.number) },
        ]}
        sentence={
          data.closed === null
            ? t('spend.open', { left: showYuan(leftOf(data)) ?? '' })
            : say(data.closed)
        }
        actions={<Acts data={data} cancel={() => setCancelling(true)} />}
      />
      {data.emergency === null ? null : (
        <Notice tone={data.overdue ? 'fail' : 'depends'}>
          {t('spend.emergency')}:{asWritten(data.emergency)}{' '}
          {t('spend.emergencyDue', { day: data.emergencyDue ?? '' })}
        </Notice>
      )}
      <div className="spend-form">
        <div className="stack">
          <RequestFacts data={data} />
          <Payments data={data} />
        </div>
        <div className="stack">
          <Panel title={t('spend.route')}>
            <RouteView route={data.route} />
          </Panel>
          <Paperwork
            subject={{ coopId: data.coopId, about: 'request', subjectId: data.requestId }}
            papers={data.quotes.length === 0 ? ['request'] : ['request', 'quotes']}
            came={data.papers}
          />
        </div>
      </div>
      {cancelling ? (
        <ReasonDialog
          title={t('spend.cancel')}
          confirm={t('spend.cancel')}
          verb="cancelSpending"
          input={(reason) => ({ coopId: data.coopId, requestId: data.requestId, reason })}
          close={() => setCancelling(false)}
        >
          <p>{t('spend.cancelBody', { what: data.number })}</p>
        </ReasonDialog>
      ) : null}
    </>
  )
}

function Acts({ data, cancel }: { data: Request; cancel: () => void }): ReactElement {
  const t = useT()
  const may = useMay()
  const open = ['running', 'approved', 'free'].includes(data.state)
  return (
    <>
      {data.caseId === null ? null : (
        <Go to={`/cases/${data.caseId}`} className="button button-primary">
          {t('spend.openCase')}
        </Go>
      )}
      {open && may('cancelSpending') ? (
        <button type="button" className="button" onClick={cancel}>
          {t('spend.cancel')}
        </button>
      ) : null}
    </>
  )
}

function RequestFacts({ data }: { data: Request }): ReactElement {
  const t = useT()
  return (
    <Panel title={t('spend.facts')}>
      <Facts
        columns={2}
        facts={[
          { label: t('spend.class'), value: say(CLASS_WORDS[data.class]) },
          { label: t('spend.purpose'), value: asWritten(data.purpose) },
          { label: t('spend.planned'), value: data.plannedOn },
          { label: t('spend.by'), value: `${data.requestedBy} ${data.requestedOn}` },
          ...(data.contractId === null
            ? []
            : [
                {
                  label: t('spend.contract'),
                  value: (
                    <Go to={paths.contract(data.contractId, data.coopId)}>{t('spend.contract')}</Go>
                  ),
                },
              ]),
          ...(data.project === null
            ? []
            : [{ label: t('spend.project'), value: asWritten(data.project) }]),
          ...(data.singleSource === null
            ? []
            : [{ label: t('spend.singleSource'), value: asWritten(data.singleSource) }]),
          ...(data.cancelReason === null
            ? []
            : [{ label: t('spend.cancel'), value: asWritten(data.cancelReason) }]),
        ]}
      />
      <Quotes quotes={data.quotes} />
    </Panel>
  )
}

/** Who offered what; the chosen one is marked. */
export function Quotes({ quotes }: { quotes: Request['quotes'] }): ReactElement | null {
  const t = useT()
  if (quotes.length === 0) return null
  return (
    <div className="table-scroll">
      <table className="table table-small">
        <caption className="visually-hidden">{t('spend.quotes')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('spend.supplier')}</th>
            <th scope="col" className="num">
              {t('spend.offer')}
            </th>
            <th scope="col">{t('spend.note')}</th>
          </tr>
        </thead>
        <tbody>
          {quotes.map((quote) => (
            <tr key={`${quote.supplier}${quote.amount}`}>
              <th scope="row">
                {asWritten(quote.supplier)}{' '}
                {quote.chosen ? <Tag tone="pass">{t('spend.chosen')}</Tag> : null}
              </th>
              <td className="num">
                <Money value={quote.amount} />
              </td>
              <td>
                {say(QUOTE_WAYS[quote.way])} {asWritten(quote.note)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Payments({ data }: { data: Request }): ReactElement {
  const t = useT()
  return (
    <Panel title={t('spend.payments')}>
      <PaymentList coopId={data.coopId} payments={data.payments} />
    </Panel>
  )
}

export function PaymentList(props: {
  coopId: string
  payments: Request['payments']
}): ReactElement {
  const t = useT()
  if (props.payments.length === 0) return <p className="muted">{t('spend.noPayments')}</p>
  return (
    <ul className="due-list">
      {props.payments.map((one) => (
        <li key={one.voucherId}>
          <span className="nowrap">{one.onDate}</span>
          <Money value={one.amount} />
          <span>{asWritten(one.payee)}</span>
          <Go to={paths.voucher(props.coopId, one.voucherId)}>{t('spend.voucher')}</Go>
        </li>
      ))}
    </ul>
  )
}
