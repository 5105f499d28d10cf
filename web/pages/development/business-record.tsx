import { type ReactElement, useState } from 'react'
import type { In } from '../../api.ts'
import { useT } from '../../locale/development.ts'
import { useMe } from '../../session.tsx'
import { DayField, TextArea, TextField } from '../../ui/field.tsx'
import { readAmount } from '../ledger/entry.ts'
import { WriteDialog } from '../registry/write-dialog.tsx'
import type { One } from './business.tsx'
import type { Form } from './form-words.ts'

type Measures = In<'recordBusiness'>['measures']
type Key =
  | 'visitors'
  | 'bookings'
  | 'volume'
  | 'input'
  | 'output'
  | 'announced'
  | 'phase'
  | 'percent'

const KEYS: Readonly<Record<Form, readonly Key[]>> = {
  tourism: ['visitors', 'bookings'],
  logistics: ['volume'],
  stake: ['announced'],
  processing: ['input', 'output'],
  complex: ['phase', 'percent'],
}

/** The measures as the server takes them; null where a field is empty or no number. */
function measuresOf(form: Form, typed: Readonly<Partial<Record<Key, string>>>): Measures | null {
  const whole = (key: Key): number => (/^\d+$/.test(typed[key] ?? '') ? Number(typed[key]) : -1)
  const decimal = (key: Key): string =>
    /^\d{1,12}(\.\d{1,3})?$/.test(typed[key] ?? '') ? (typed[key] ?? '') : ''
  switch (form) {
    case 'tourism': {
      const measures = { form, visitors: whole('visitors'), bookings: whole('bookings') }
      return measures.visitors < 0 || measures.bookings < 0 ? null : measures
    }
    case 'logistics':
      return decimal('volume') === '' ? null : { form, volume: decimal('volume') }
    case 'stake': {
      const announced = readAmount(typed['announced'] ?? '')
      return announced === null ? null : { form, announced }
    }
    case 'processing': {
      const measures = { form, input: decimal('input'), output: decimal('output') }
      return measures.input === '' || measures.output === '' ? null : measures
    }
    case 'complex': {
      const measures = { form, phase: whole('phase'), percent: whole('percent') }
      return measures.phase < 1 || measures.percent < 0 ? null : measures
    }
  }
}

/** What happened in a stretch of days, in the measures of the form. */
export function RecordDialog({ one, close }: { one: One; close: () => void }): ReactElement {
  const t = useT()
  const me = useMe()
  const [from, setFrom] = useState('')
  const [to, setTo] = useState<string>(me.clock.today)
  const [note, setNote] = useState('')
  const [typed, setTyped] = useState<Partial<Record<Key, string>>>({})
  const measures = measuresOf(one.form, typed)
  return (
    <WriteDialog
      verb="recordBusiness"
      title={t('rec.new')}
      confirm={t('rec.new')}
      input={
        measures === null || from === '' || to === ''
          ? null
          : {
              coopId: one.coop.id,
              businessId: one.businessId,
              from,
              to,
              measures,
              note: note.trim(),
            }
      }
      close={close}
      onDone={() => undefined}
    >
      {() => (
        <>
          <div className="columns-2">
            <DayField label={t('rec.from')} value={from} max={me.clock.today} onChange={setFrom} />
            <DayField label={t('rec.to')} value={to} max={me.clock.today} onChange={setTo} />
          </div>
          <div className="columns-2">
            {KEYS[one.form].map((key) => (
              <TextField
                key={key}
                label={t(`rec.${key}`)}
                inputMode="decimal"
                className="input num"
                value={typed[key] ?? ''}
                onChange={(value) => setTyped({ ...typed, [key]: value })}
              />
            ))}
          </div>
          <TextArea label={t('rec.note')} rows={2} value={note} onChange={setNote} />
        </>
      )}
    </WriteDialog>
  )
}
