import { type ReactElement, useState } from 'react'
import { download } from '../../api.ts'
import { useT } from '../../locale/distribution.ts'
import { asWritten, comma, say } from '../../locale/translate.ts'
import { Go } from '../../navigation.tsx'
import { paths } from '../../paths.ts'
import { useRead } from '../../query.ts'
import { useMay } from '../../session.tsx'
import { Day, Money, showYuan } from '../../ui/figures.tsx'
import { Notice, Panel, Tag } from '../../ui/page.tsx'
import { Empty, Loaded } from '../../ui/state.tsx'
import {
  type Dues,
  type Fund,
  ListDialog,
  MarkDialog,
  type Payment,
  PayDialog,
  ReverseDialog,
} from './assistance-acts.tsx'

interface Of {
  readonly coopId: string
  readonly year: number
}

/** What the assistance shares of a co-op pay in a year: the approved list, the payments, who has confirmed. */
export function Assistance({ coopId, year }: Of): ReactElement {
  const t = useT()
  const read = useRead('readAssistanceDues', { coopId, year: String(year) })
  return (
    <Loaded read={read}>
      {(data) =>
        data.funds.length === 0 ? (
          <Empty
            title={t('aid.none')}
            hint={t('aid.noneHint')}
            action={<Go to={paths.coop(coopId, { tab: 'assistance' })}>{t('common.coop')}</Go>}
          />
        ) : (
          <div className="stack">
            {data.warnings.map((warning) => (
              <Notice key={warning.zh} tone="depends">
                {say(warning)}
              </Notice>
            ))}
            {data.funds.map((fund) => (
              <OneFund key={fund.fundId} fund={fund} coopId={coopId} year={year} />
            ))}
            <Payments data={data} coopId={coopId} />
          </div>
        )
      }
    </Loaded>
  )
}

function OneFund({ fund, coopId, year }: Of & { fund: Fund }): ReactElement {
  const t = useT()
  const may = useMay()
  const [act, setAct] = useState<'list' | 'pay' | null>(null)
  const [list] = fund.lists
  const close = (): void => setAct(null)
  const of = { coopId, year: String(year) }
  const money = (value: string): string => showYuan(value) ?? value
  return (
    <Panel
      title={asWritten(fund.name)}
      hint={t('aid.fund', {
        amount: money(fund.amount),
        guaranteed: money(fund.guaranteed),
        floating: money(fund.floating),
        pool: money(fund.pool),
      })}
    >
      <div className="stack">
        <Standing fund={fund} />
        <p className="row no-print">
          {may('approveAssistanceList') ? (
            <button
              type="button"
              className={list === undefined ? 'button button-primary' : 'button'}
              onClick={() => setAct('list')}
            >
              {t(list === undefined ? 'aid.act.list' : 'aid.act.relist')}
            </button>
          ) : null}
          {may('recordAssistancePayment') && fund.rows.some(({ open }) => open !== '0.00') ? (
            <button
              type="button"
              className={list === undefined ? 'button' : 'button button-primary'}
              onClick={() => setAct('pay')}
            >
              {t('aid.act.pay')}
            </button>
          ) : null}
          <button
            type="button"
            className="button"
            onClick={() => void download('printAssistanceSignList', of)}
          >
            {t('aid.act.sign')}
          </button>
          <button
            type="button"
            className="button"
            onClick={() =>
              void download('exportAssistanceBankFile', { ...of, fundId: fund.fundId })
            }
          >
            {t('aid.act.bank')}
          </button>
        </p>
        <Rows fund={fund} />
        <History fund={fund} />
      </div>
      {act === 'list' ? <ListDialog fund={fund} coopId={coopId} year={year} close={close} /> : null}
      {act === 'pay' ? <PayDialog fund={fund} coopId={coopId} year={year} close={close} /> : null}
    </Panel>
  )
}

/** Whether the surplus covers the fund, and by which list it is paid. */
function Standing({ fund }: { fund: Fund }): ReactElement {
  const t = useT()
  const [list] = fund.lists
  const money = (value: string): string => showYuan(value) ?? value
  return (
    <>
      {fund.short === '0.00' ? null : (
        <Notice tone="depends">{t('aid.short', { short: money(fund.short) })}</Notice>
      )}
      {list === undefined ? (
        <Notice tone="info">{t('aid.noList')}</Notice>
      ) : (
        <p role="status">
          {t('aid.list', {
            version: list.version,
            document: asWritten(list.document),
            on: list.decidedOn,
            people: list.people,
            total: money(list.total),
          })}
          {list.postedFrom === null || list.postedTo === null
            ? ''
            : `${comma()}${t('aid.posted', { from: list.postedFrom, to: list.postedTo })}`}
        </p>
      )}
    </>
  )
}

function Rows({ fund }: { fund: Fund }): ReactElement {
  const t = useT()
  const heads = ['aid.byPlan', 'aid.approved', 'aid.paid', 'aid.open'] as const
  return (
    <div className="table-scroll" tabIndex={0} role="group" aria-label={asWritten(fund.name)}>
      <table className="table">
        <caption className="visually-hidden">{asWritten(fund.name)}</caption>
        <thead>
          <tr>
            <th scope="col">{t('aid.name')}</th>
            <th scope="col" className="num">
              {t('aid.persons')}
            </th>
            <th scope="col" className="num">
              {t('aid.units')}
            </th>
            <th scope="col">{t('aid.account')}</th>
            {heads.map((head) => (
              <th key={head} scope="col" className="num">
                {t(head)}
              </th>
            ))}
            <th scope="col">{t('aid.received')}</th>
          </tr>
        </thead>
        <tbody>
          {fund.rows.map((row) => (
            <tr key={row.beneficiaryId}>
              <th scope="row">{asWritten(row.name)}</th>
              <td className="num">{row.persons}</td>
              <td className="num">{row.units}</td>
              <td>{row.bankAccount ?? '—'}</td>
              <td className="num">
                <Money value={row.due} />
              </td>
              <td className="num">
                {row.approved === null ? '—' : <Money value={row.approved} />}
              </td>
              <td className="num">
                <Money value={row.paid} />
              </td>
              <td className="num">
                <Money value={row.open} />
              </td>
              <td>
                {row.received === null ? (
                  '—'
                ) : (
                  <>
                    {t(`aid.how.${row.received.how}`)} <Day value={row.received.on} />
                    {row.received.note === null ? null : (
                      <span className="muted small"> {asWritten(row.received.note)}</span>
                    )}
                  </>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

/** Every version of the list after the first, with its reason and what it changed. */
function History({ fund }: { fund: Fund }): ReactElement | null {
  const t = useT()
  const later = fund.lists.filter(({ version }) => version > 1)
  if (later.length === 0) return null
  const amount = (value: string | null): string =>
    value === null ? t('aid.notListed') : (showYuan(value) ?? value)
  return (
    <details>
      <summary>{t('aid.history')}</summary>
      {later.map((list) => (
        <div key={list.id}>
          <p>
            <strong>
              {list.version} · <Day value={list.decidedOn} /> {asWritten(list.document)}
            </strong>{' '}
            {t('aid.reasonWas', { reason: asWritten(list.reason ?? '') })}
          </p>
          <ul className="plain">
            {list.changes.map((one) => (
              <li key={one.beneficiaryId}>
                {t('aid.change', {
                  name: asWritten(one.name),
                  before: amount(one.before),
                  after: amount(one.after),
                })}
              </li>
            ))}
          </ul>
        </div>
      ))}
    </details>
  )
}

function Payments({ data, coopId }: { data: Dues; coopId: string }): ReactElement | null {
  const t = useT()
  const may = useMay()
  const [mark, setMark] = useState<Payment | null>(null)
  const [back, setBack] = useState<Payment | null>(null)
  if (data.payments.length === 0) return null
  return (
    <Panel title={t('aid.payments')}>
      <ul className="plain">
        {data.payments.map((one) => (
          <li key={one.id} className="row">
            <Day value={one.on} />
            <Money value={one.amount} />
            <span>{t(`aid.source.${one.source}`)}</span>
            <span>{t('aid.paymentLine', { people: one.people, received: one.received })}</span>
            <span>{one.reference === null ? '' : asWritten(one.reference)}</span>
            {one.notEarned ? <Tag tone="depends">{t('aid.notEarned')}</Tag> : null}
            {one.voucherId === null ? null : (
              <Go to={paths.voucher(coopId, one.voucherId)}>{t('aid.voucher')}</Go>
            )}
            {one.reversed === null ? (
              <PaymentActs
                onMark={may('markAssistanceReceived') ? () => setMark(one) : null}
                onBack={may('reverseAssistancePayment') ? () => setBack(one) : null}
              />
            ) : (
              <span className="muted">
                {t('aid.reversed', {
                  on: one.reversed.on,
                  reason: asWritten(one.reversed.reason),
                })}
              </span>
            )}
          </li>
        ))}
      </ul>
      {mark === null ? null : (
        <MarkDialog payment={mark} coopId={coopId} close={() => setMark(null)} />
      )}
      {back === null ? null : (
        <ReverseDialog payment={back} coopId={coopId} close={() => setBack(null)} />
      )}
    </Panel>
  )
}

function PaymentActs(props: {
  onMark: (() => void) | null
  onBack: (() => void) | null
}): ReactElement {
  const t = useT()
  return (
    <>
      {props.onMark === null ? null : (
        <button type="button" className="button" onClick={props.onMark}>
          {t('aid.act.mark')}
        </button>
      )}
      {props.onBack === null ? null : (
        <button type="button" className="button" onClick={props.onBack}>
          {t('aid.act.reverse')}
        </button>
      )}
    </>
  )
}
