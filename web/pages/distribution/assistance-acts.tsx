import { type ReactElement, useState } from 'react'
import type { In, Out } from '../../api.ts'
import { useT } from '../../locale/distribution.ts'
import { asWritten, say } from '../../locale/translate.ts'
import { useMe } from '../../session.tsx'
import { showYuan } from '../../ui/figures.tsx'
import { DayField, SelectField, TextField } from '../../ui/field.tsx'
import { Notice } from '../../ui/page.tsx'
import { ReasonDialog } from '../../ui/reason-dialog.tsx'
import type { FaultBook } from '../registry/use-trial.ts'
import { WriteDialog } from '../registry/write-dialog.tsx'

export type Dues = Out<'readAssistanceDues'>
export type Fund = Dues['funds'][number]
export type Payment = Dues['payments'][number]

interface Of {
  readonly coopId: string
  readonly year: number
  readonly fund: Fund
  readonly close: () => void
}

const orNull = (typed: string): string | null => (typed.trim() === '' ? null : typed.trim())

/** The approved list as people type it: an amount for each; the plan's figures are one button away. */
export function ListDialog({ coopId, year, fund, close }: Of): ReactElement {
  const t = useT()
  const { clock } = useMe()
  const [list] = fund.lists
  const [form, setForm] = useState<ListForm>({
    document: '',
    on: clock.today,
    reason: '',
    from: '',
    to: '',
  })
  const [amounts, setAmounts] = useState<Amounts>(() =>
    Object.fromEntries(fund.rows.map((row) => [row.beneficiaryId, row.approved ?? row.due])),
  )
  const lines = fund.rows.map(({ beneficiaryId }) => ({
    beneficiaryId,
    amount: (amounts[beneficiaryId] ?? '').trim(),
  }))
  const complete =
    form.document.trim() !== '' &&
    lines.every(({ amount }) => amount !== '') &&
    (list === undefined || form.reason.trim() !== '')
  const input: In<'approveAssistanceList'> = {
    coopId,
    year,
    fundId: fund.fundId,
    document: form.document.trim(),
    decidedOn: form.on,
    postedFrom: orNull(form.from),
    postedTo: orNull(form.to),
    reason: orNull(form.reason),
    lines,
  }
  return (
    <WriteDialog
      wide
      title={`${asWritten(fund.name)} · ${t(list === undefined ? 'aid.act.list' : 'aid.act.relist')}`}
      confirm={t(list === undefined ? 'aid.act.list' : 'aid.act.relist')}
      verb="approveAssistanceList"
      input={complete ? input : null}
      close={close}
      onDone={() => undefined}
      preview={(answer) => (
        <>
          <Notice tone="info">
            {t('aid.preview', { people: answer.people, total: showYuan(answer.total) ?? '' })}
          </Notice>
          {answer.warnings.map((warning) => (
            <Notice key={warning.zh} tone="depends">
              {say(warning)}
            </Notice>
          ))}
        </>
      )}
    >
      {(faults) => (
        <ListFields
          fund={fund}
          form={form}
          amounts={amounts}
          faults={faults}
          onForm={setForm}
          onAmounts={setAmounts}
        />
      )}
    </WriteDialog>
  )
}

interface ListForm {
  readonly document: string
  readonly on: string
  readonly reason: string
  readonly from: string
  readonly to: string
}

type Amounts = Readonly<Record<string, string>>

function ListFields(props: {
  fund: Fund
  form: ListForm
  amounts: Amounts
  faults: FaultBook
  onForm: (form: ListForm) => void
  onAmounts: (amounts: Amounts) => void
}): ReactElement {
  const t = useT()
  const { clock } = useMe()
  const { fund, form, amounts, faults, onAmounts } = props
  const [list] = fund.lists
  const set = (key: keyof ListForm) => (value: string) => props.onForm({ ...form, [key]: value })
  return (
    <div className="stack">
      <div className="terms">
        <TextField label={t('aid.document')} value={form.document} onChange={set('document')} />
        <DayField
          label={t('aid.decidedOn')}
          value={form.on}
          onChange={set('on')}
          max={clock.today}
        />
        <DayField label={t('aid.postedFrom')} value={form.from} onChange={set('from')} />
        <DayField label={t('aid.postedTo')} value={form.to} onChange={set('to')} />
        {list === undefined ? null : (
          <TextField
            label={t('aid.reason')}
            value={form.reason}
            onChange={set('reason')}
            error={faults.at('reason')}
          />
        )}
      </div>
      <p className="no-print">
        <button
          type="button"
          className="button"
          onClick={() =>
            onAmounts(Object.fromEntries(fund.rows.map((r) => [r.beneficiaryId, r.due])))
          }
        >
          {t('aid.fill')}
        </button>
      </p>
      <div className="terms">
        {fund.rows.map((row, i) => (
          <TextField
            key={row.beneficiaryId}
            label={`${asWritten(row.name)} · ${row.persons}${t('aid.persons')}`}
            hint={`${t('aid.byPlan')} ${showYuan(row.due) ?? ''}`}
            value={amounts[row.beneficiaryId] ?? ''}
            inputMode="decimal"
            error={faults.at(`lines[${i}].amount`)}
            onChange={(value) => onAmounts({ ...amounts, [row.beneficiaryId]: value })}
          />
        ))}
      </div>
    </div>
  )
}

const SOURCES = ['surplus', 'reserve', 'cost', 'subsidy', 'loan', 'advance'] as const

/** Pays what is open: everybody at once; from the surplus the voucher comes by itself. */
export function PayDialog({ coopId, year, fund, close }: Of): ReactElement {
  const t = useT()
  const { clock } = useMe()
  const [on, setOn] = useState(clock.today)
  const [source, setSource] = useState<(typeof SOURCES)[number]>('surplus')
  const [account, setAccount] = useState('102')
  const [reference, setReference] = useState('')
  return (
    <WriteDialog
      title={`${asWritten(fund.name)} · ${t('aid.act.pay')}`}
      confirm={t('aid.act.pay')}
      verb="recordAssistancePayment"
      input={{
        coopId,
        year,
        fundId: fund.fundId,
        on,
        source,
        account,
        reference: orNull(reference),
      }}
      close={close}
      onDone={() => undefined}
      preview={(answer) => (
        <>
          <Notice tone="info">
            {t('aid.payPreview', { people: answer.people, amount: showYuan(answer.amount) ?? '' })}
          </Notice>
          {answer.warnings.map((warning) => (
            <Notice key={warning.zh} tone="depends">
              {say(warning)}
            </Notice>
          ))}
        </>
      )}
    >
      {() => (
        <div className="terms">
          <DayField label={t('aid.on')} value={on} onChange={setOn} max={clock.today} />
          <SelectField
            label={t('aid.source')}
            value={source}
            onChange={(value) => setSource(SOURCES.find((one) => one === value) ?? 'surplus')}
            options={SOURCES.map((value) => ({ value, label: t(`aid.source.${value}`) }))}
          />
          <SelectField
            label={t('pay.from')}
            value={account}
            onChange={setAccount}
            options={[
              { value: '102', label: t('pay.bankAccount') },
              { value: '101', label: t('pay.cash') },
            ]}
          />
          <TextField label={t('aid.reference')} value={reference} onChange={setReference} />
        </div>
      )}
    </WriteDialog>
  )
}

const HOW = ['bank', 'signed', 'proxy', 'withdrawn'] as const

interface OfPayment {
  readonly coopId: string
  readonly payment: Payment
  readonly close: () => void
}

/** Confirms a payment for all who have no mark yet, or takes every mark of it back. */
export function MarkDialog({ coopId, payment, close }: OfPayment): ReactElement {
  const t = useT()
  const { clock } = useMe()
  const [on, setOn] = useState(clock.today)
  const [how, setHow] = useState<(typeof HOW)[number]>('signed')
  const [note, setNote] = useState('')
  const noted = how === 'bank' || how === 'signed' || note.trim() !== ''
  return (
    <WriteDialog
      title={t('aid.act.mark')}
      confirm={t('aid.act.mark')}
      verb="markAssistanceReceived"
      input={noted ? { coopId, paymentId: payment.id, on, how, note: orNull(note) } : null}
      close={close}
      onDone={() => undefined}
      preview={(answer) => (
        <Notice tone="info">{t('aid.markPreview', { n: answer.marked })}</Notice>
      )}
    >
      {(faults) => (
        <div className="terms">
          <DayField label={t('aid.markOn')} value={on} onChange={setOn} max={clock.today} />
          <SelectField
            label={t('aid.markHow')}
            value={how}
            onChange={(value) => setHow(HOW.find((one) => one === value) ?? 'signed')}
            options={HOW.map((value) => ({ value, label: t(`aid.how.${value}`) }))}
          />
          <TextField
            label={t('aid.markNote')}
            value={note}
            onChange={setNote}
            error={faults.at('note')}
          />
        </div>
      )}
    </WriteDialog>
  )
}

export function ReverseDialog({ coopId, payment, close }: OfPayment): ReactElement {
  const t = useT()
  const { clock } = useMe()
  return (
    <ReasonDialog
      danger
      title={t('aid.act.reverse')}
      confirm={t('aid.act.reverse')}
      verb="reverseAssistancePayment"
      input={(reason) => ({ coopId, paymentId: payment.id, on: clock.today, reason })}
      close={close}
    />
  )
}
