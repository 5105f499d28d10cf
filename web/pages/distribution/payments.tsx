import { type ReactElement, useState } from 'react'
import { download, type Out } from '../../api.ts'
import { useT } from '../../locale/distribution.ts'
import { asWritten } from '../../locale/translate.ts'
import { Go } from '../../navigation.tsx'
import { paths } from '../../paths.ts'
import { useRead } from '../../query.ts'
import { useMay, useMe } from '../../session.tsx'
import { Day, Money, showYuan } from '../../ui/figures.tsx'
import { DayField, SelectField, TextField } from '../../ui/field.tsx'
import { Notice, Panel } from '../../ui/page.tsx'
import { ReasonDialog } from '../../ui/reason-dialog.tsx'
import { Empty, Loaded } from '../../ui/state.tsx'
import { WriteDialog } from '../registry/write-dialog.tsx'
import { ClearFile } from './clear-file.tsx'
import type { Plan } from './words.ts'

type List = Out<'readPayments'>

/** Who is to be paid what: the list, the file for the bank, the list to sign, and what has been paid. */
export function Payments({ plan }: { plan: Plan }): ReactElement {
  const t = useT()
  const of = { coopId: plan.coopId, year: String(plan.year) }
  const posted = plan.state === 'posted' || plan.state === 'paid'
  const read = useRead('readPayments', of, { enabled: posted })
  if (!posted) return <Empty title={t('pay.none')} />
  return <Loaded read={read}>{(list) => <Listed plan={plan} list={list} />}</Loaded>
}

function Listed({ plan, list }: { plan: Plan; list: List }): ReactElement {
  const t = useT()
  const may = useMay()
  const [paying, setPaying] = useState(false)
  const [clear, setClear] = useState(false)
  const of = { coopId: plan.coopId, year: String(plan.year) }
  return (
    <div className="stack">
      <p role="status">
        {t('pay.sentence', {
          due: showYuan(list.due) ?? '',
          paid: showYuan(list.paid) ?? '',
          unpaid: showYuan(list.unpaid) ?? '',
        })}
      </p>
      <p className="row no-print">
        {may('recordPayments') && list.unpaid !== '0.00' ? (
          <button type="button" className="button button-primary" onClick={() => setPaying(true)}>
            {t('act.pay')}
          </button>
        ) : null}
        <button type="button" className="button" onClick={() => void download('printSignList', of)}>
          {t('act.signList')}
        </button>
        <button
          type="button"
          className="button"
          onClick={() => void download('exportBankFile', of)}
        >
          {t('act.bank')}
        </button>
        {may('revealPerson') ? (
          <button type="button" className="button" onClick={() => setClear(true)}>
            {t('act.bank')} · {t('act.bankClear')}
          </button>
        ) : null}
      </p>
      <Payees list={list} />
      <Made plan={plan} list={list} />
      {paying ? <PayDialog plan={plan} close={() => setPaying(false)} /> : null}
      {clear ? <ClearFile plan={plan} close={() => setClear(false)} /> : null}
    </div>
  )
}

function Payees({ list }: { list: List }): ReactElement {
  const t = useT()
  return (
    <div className="table-scroll" tabIndex={0} role="group" aria-label={t('tab.payments')}>
      <table className="table">
        <caption className="visually-hidden">{t('tab.payments')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('member.number')}</th>
            <th scope="col">{t('member.name')}</th>
            <th scope="col">{t('pay.account')}</th>
            {[
              t('col.returned'),
              t('col.residual'),
              t('pay.due'),
              t('pay.paid'),
              t('pay.unpaid'),
            ].map((head) => (
              <th key={head} scope="col" className="num">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {list.rows.map((row) => (
            <tr key={row.holderId}>
              <td>{row.number}</td>
              <th scope="row">{asWritten(row.name)}</th>
              <td>{row.bankAccount ?? '—'}</td>
              {(['returned', 'residual', 'due', 'paid', 'unpaid'] as const).map((key) => (
                <td key={key} className="num">
                  <Money value={row[key]} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Made({ plan, list }: { plan: Plan; list: List }): ReactElement | null {
  const t = useT()
  const may = useMay()
  const { clock } = useMe()
  const [back, setBack] = useState<string | null>(null)
  if (list.payments.length === 0) return null
  return (
    <Panel title={t('pay.done')}>
      <ul className="plain">
        {list.payments.map((one) => (
          <li key={one.id} className="row">
            <Day value={one.on} />
            <Go to={paths.voucher(plan.coopId, one.voucherId)}>
              <Money value={one.amount} />
            </Go>
            <span>{one.reference === null ? '' : asWritten(one.reference)}</span>
            {one.reversedById === null ? null : <span className="muted">{t('pay.reversed')}</span>}
            {may('reversePayment') && one.reversesId === null && one.reversedById === null ? (
              <button type="button" className="button" onClick={() => setBack(one.id)}>
                {t('act.reverse')}
              </button>
            ) : null}
          </li>
        ))}
      </ul>
      {back === null ? null : (
        <ReasonDialog
          danger
          title={t('act.reverse')}
          confirm={t('act.reverse')}
          verb="reversePayment"
          input={(reason) => ({
            coopId: plan.coopId,
            paymentId: back,
            on: clock.today,
            reason,
          })}
          close={() => setBack(null)}
        />
      )}
    </Panel>
  )
}

function PayDialog({ plan, close }: { plan: Plan; close: () => void }): ReactElement {
  const t = useT()
  const { clock } = useMe()
  const [on, setOn] = useState(clock.today)
  const [account, setAccount] = useState('102')
  const [reference, setReference] = useState('')
  const { coopId, year } = plan
  return (
    <WriteDialog
      title={t('act.pay')}
      confirm={t('act.pay')}
      verb="recordPayments"
      input={{
        unitId: coopId,
        payments: [
          { coopId, year, on, account, reference: reference.trim() === '' ? null : reference },
        ],
      }}
      close={close}
      onDone={() => undefined}
      preview={(answer) => (
        <>
          {answer.payments.map((one) => (
            <Notice key={one.coopId} tone="info">
              {t('pay.preview', { people: one.people, amount: showYuan(one.amount) ?? '' })}
            </Notice>
          ))}
        </>
      )}
    >
      {() => (
        <div className="terms">
          <DayField label={t('pay.on')} value={on} onChange={setOn} max={clock.today} />
          <SelectField
            label={t('pay.from')}
            value={account}
            onChange={setAccount}
            options={[
              { value: '102', label: t('pay.bankAccount') },
              { value: '101', label: t('pay.cash') },
            ]}
          />
          <TextField label={t('pay.reference')} value={reference} onChange={setReference} />
        </div>
      )}
    </WriteDialog>
  )
}
