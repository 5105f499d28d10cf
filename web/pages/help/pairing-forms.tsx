import { type ReactElement, useState } from 'react'
import type { In } from '../../api.ts'
import { useT } from '../../locale/help.ts'
import { say } from '../../locale/translate.ts'
import { useRead } from '../../query.ts'
import { useMe } from '../../session.tsx'
import { DayField, Field, SelectField, TextArea, TextField } from '../../ui/field.tsx'
import { showYuan } from '../../ui/figures.tsx'
import { Segments } from '../../ui/segments.tsx'
import { base64Of, picturesOf } from '../ledger/photo.ts'
import { WriteDialog } from '../registry/write-dialog.tsx'
import { DELIVERY_WORDS, optionsOf } from './words.ts'

interface At {
  readonly coopId: string
  readonly assignmentId: string
}

const done = (): void => undefined

/** What is typed of an agreement, and the input it makes. */
function useAgreement(at: At) {
  const { clock } = useMe()
  const [number, setNumber] = useState('')
  const [signedOn, setSigned] = useState<string>(clock.today)
  const [until, setUntil] = useState('')
  const [orders, setOrders] = useState('')
  const [technology, setTechnology] = useState('')
  const [jobs, setJobs] = useState('0')
  const [planned, setPlanned] = useState('0')
  const [file, setFile] = useState<In<'saveHelpAgreement'>['file']>(null)
  const take = async (files: FileList | null): Promise<void> => {
    const [one] = files === null ? [] : await picturesOf(files)
    if (one !== undefined) setFile({ name: one.name, content: await base64Of(one.blob) })
  }
  const ready = number.trim() !== '' && until !== '' && /^\d{1,5}$/.test(jobs)
  const input: In<'saveHelpAgreement'> | null = ready
    ? {
        ...at,
        number: number.trim(),
        signedOn,
        until,
        orders,
        technology,
        jobs: Number(jobs),
        planned: planned.trim(),
        file: file ?? null,
      }
    : null
  const fields = { number, signedOn, until, orders, technology, jobs, planned }
  const set = { setNumber, setSigned, setUntil, setOrders, setTechnology, setJobs, setPlanned }
  return { ...fields, ...set, take, input, today: clock.today }
}

export function AddAgreement({ at, close }: { at: At; close: () => void }): ReactElement {
  const t = useT()
  const form = useAgreement(at)
  return (
    <WriteDialog
      wide
      title={t('pair.addAgreement')}
      confirm={t('common.save')}
      verb="saveHelpAgreement"
      input={form.input}
      close={close}
      onDone={done}
    >
      {(faults) => (
        <div className="columns-2">
          <TextField
            label={t('pair.number')}
            value={form.number}
            error={faults.at('number')}
            onChange={form.setNumber}
          />
          <TextField
            label={t('pair.planned')}
            inputMode="decimal"
            value={form.planned}
            error={faults.at('planned')}
            onChange={form.setPlanned}
          />
          <DayField
            label={t('pair.signedOn')}
            value={form.signedOn}
            max={form.today}
            onChange={form.setSigned}
          />
          <DayField
            label={t('pair.untilOn')}
            value={form.until}
            min={form.signedOn}
            onChange={form.setUntil}
          />
          <TextArea
            label={t('pair.orders')}
            rows={2}
            value={form.orders}
            onChange={form.setOrders}
          />
          <TextArea
            label={t('pair.technology')}
            rows={2}
            value={form.technology}
            onChange={form.setTechnology}
          />
          <TextField
            label={t('pair.jobsPlanned')}
            inputMode="numeric"
            value={form.jobs}
            error={faults.at('jobs')}
            onChange={form.setJobs}
          />
          <FileField error={faults.at('content')} take={form.take} />
        </div>
      )}
    </WriteDialog>
  )
}

function FileField(props: {
  error: string | null
  take: (files: FileList | null) => Promise<void>
}): ReactElement {
  const t = useT()
  return (
    <Field label={t('pair.file')} error={props.error}>
      {(attributes) => (
        <input
          {...attributes}
          type="file"
          accept="image/*,application/pdf,.ofd"
          onChange={(event) => void props.take(event.target.files)}
        />
      )}
    </Field>
  )
}

type Proof = 'none' | 'voucher' | 'order'

/** What is typed of a delivery, and the input it makes. */
function useDelivery(at: At) {
  const { clock } = useMe()
  const [kind, setKind] = useState<In<'recordHelpDelivery'>['kind']>('order')
  const [on, setOn] = useState<string>(clock.today)
  const [what, setWhat] = useState('')
  const [proof, setProof] = useState<Proof>('voucher')
  const [proofId, setProofId] = useState('')
  const [amount, setAmount] = useState('')
  const [jobs, setJobs] = useState('')
  const needed = proof === 'none' || proofId !== ''
  const ready = what.trim() !== '' && on !== '' && needed && (proof !== 'voucher' || amount !== '')
  const input: In<'recordHelpDelivery'> | null = ready
    ? {
        ...at,
        kind,
        on,
        what: what.trim(),
        amount: proof === 'order' || amount === '' ? null : amount.trim(),
        jobs: /^[1-9]\d*$/.test(jobs) ? Number(jobs) : null,
        voucherId: proof === 'voucher' ? proofId : null,
        orderId: proof === 'order' ? proofId : null,
      }
    : null
  const fields = { kind, on, what, proof, proofId, amount, jobs }
  const set = { setKind, setOn, setWhat, setProof, setProofId, setAmount, setJobs }
  return { ...fields, ...set, input, today: clock.today }
}

export function AddDelivery({ at, close }: { at: At; close: () => void }): ReactElement {
  const t = useT()
  const form = useDelivery(at)
  return (
    <WriteDialog
      wide
      title={t('pair.addDelivery')}
      confirm={t('common.save')}
      verb="recordHelpDelivery"
      input={form.input}
      close={close}
      onDone={done}
    >
      {(faults) => (
        <div className="columns-2">
          <SelectField
            label={t('pair.kind')}
            value={form.kind}
            options={optionsOf(DELIVERY_WORDS, say)}
            onChange={(value) => form.setKind(value as typeof form.kind)}
          />
          <DayField label={t('pair.on')} value={form.on} max={form.today} onChange={form.setOn} />
          <TextArea
            label={t('pair.what')}
            rows={2}
            value={form.what}
            error={faults.at('what')}
            onChange={form.setWhat}
          />
          <Segments
            titled
            legend={t('pair.proof')}
            value={form.proof}
            onChange={(next) => {
              form.setProof(next)
              form.setProofId('')
            }}
            options={[
              { value: 'voucher', label: t('pair.proofVoucher') },
              { value: 'order', label: t('pair.proofOrder') },
              { value: 'none', label: t('pair.proofNone') },
            ]}
          />
          {form.proof === 'voucher' ? (
            <VoucherField coopId={at.coopId} value={form.proofId} onChange={form.setProofId} />
          ) : form.proof === 'order' ? (
            <OrderField coopId={at.coopId} value={form.proofId} onChange={form.setProofId} />
          ) : null}
          {form.proof === 'order' ? null : (
            <TextField
              label={t('pair.amount')}
              inputMode="decimal"
              value={form.amount}
              error={faults.at('amount')}
              onChange={form.setAmount}
            />
          )}
          <TextField
            label={t('pair.jobs')}
            inputMode="numeric"
            value={form.jobs}
            onChange={form.setJobs}
          />
        </div>
      )}
    </WriteDialog>
  )
}

interface ProofField {
  readonly coopId: string
  readonly value: string
  readonly onChange: (id: string) => void
}

function VoucherField({ coopId, value, onChange }: ProofField): ReactElement {
  const t = useT()
  const read = useRead('listVouchers', { coopId, limit: 100 })
  return (
    <SelectField
      label={t('pair.voucher')}
      value={value}
      placeholder={t('pair.pickVoucher')}
      onChange={onChange}
      options={(read.data?.rows ?? []).map((row) => ({
        value: row.id,
        label: `${row.onDate} ${row.summary} ${showYuan(row.amount) ?? ''}`,
      }))}
    />
  )
}

function OrderField({ coopId, value, onChange }: ProofField): ReactElement {
  const t = useT()
  const read = useRead('listOrders', { coopId, limit: 100 })
  return (
    <SelectField
      label={t('pair.order')}
      value={value}
      placeholder={t('pair.pickOrder')}
      onChange={onChange}
      options={(read.data?.rows ?? []).map((row) => ({
        value: row.id,
        label: `${row.number} ${row.buyer.name} ${row.product.name}`,
      }))}
    />
  )
}
