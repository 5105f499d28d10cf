import { type ReactElement, useState } from 'react'
import { useT } from '../../locale/desk.ts'
import { useMe } from '../../session.tsx'
import { DayField, TextArea, TextField } from '../../ui/field.tsx'
import { Notice } from '../../ui/page.tsx'
import type { FaultBook } from '../registry/use-trial.ts'
import { WriteDialog } from '../registry/write-dialog.tsx'
import { partOfPercent } from './percent.ts'

interface Fields {
  readonly name: string
  readonly fundSource: string
  readonly fundDocument: string
  readonly amount: string
  readonly units: string
  readonly guaranteed: string
  readonly cap: string
  readonly conversionRule: string
}
const NOTHING: Fields = {
  name: '',
  fundSource: '',
  fundDocument: '',
  amount: '',
  units: '',
  guaranteed: '',
  cap: '',
  conversionRule: '',
}
const NEEDED = [
  'name',
  'fundSource',
  'fundDocument',
  'amount',
  'units',
  'conversionRule',
] as const satisfies readonly (keyof Fields)[]

/** Sets up assistance shares of a co-op: the money, the paper it came by, and its terms. */
export function AddFund(props: { coopId: string; term: string; close: () => void }): ReactElement {
  const t = useT()
  const { clock } = useMe()
  const [fields, setFields] = useState<Fields>({ ...NOTHING, name: props.term })
  const [floating, setFloating] = useState(true)
  const [from, setFrom] = useState(clock.today)
  const [to, setTo] = useState('')
  const rate = fields.guaranteed === '' ? null : partOfPercent(fields.guaranteed)
  const ready =
    NEEDED.every((name) => fields[name].trim() !== '') &&
    from !== '' &&
    (fields.guaranteed === '' || rate !== null)
  const { guaranteed: _typed, cap, ...plain } = fields
  return (
    <WriteDialog
      wide
      title={t('assist.add', { term: props.term })}
      confirm={t('assist.addSubmit')}
      verb="addAssistance"
      input={
        ready
          ? {
              coopId: props.coopId,
              ...plain,
              guaranteedRate: rate,
              cap: cap === '' ? null : cap,
              floating,
              from,
              to: to === '' ? null : to,
            }
          : null
      }
      onDone={() => undefined}
      close={props.close}
      preview={() => <Notice tone="pass">{t('assist.addOk')}</Notice>}
    >
      {(faults) => (
        <>
          <p className="muted">{t('assist.addHint')}</p>
          <FundFields fields={fields} faults={faults} onChange={setFields} />
          <label className="check">
            <input
              type="checkbox"
              checked={floating}
              onChange={(event) => setFloating(event.target.checked)}
            />
            {t('assist.floatingOf')}
          </label>
          <div className="columns-2">
            <DayField label={t('assist.from')} value={from} max={clock.today} onChange={setFrom} />
            <DayField label={t('assist.to')} value={to} min={from} onChange={setTo} />
          </div>
        </>
      )}
    </WriteDialog>
  )
}

function FundFields(props: {
  fields: Fields
  faults: FaultBook
  onChange: (fields: Fields) => void
}): ReactElement {
  const t = useT()
  const { fields, faults, onChange } = props
  const words = (name: 'name' | 'fundSource' | 'fundDocument', label: string) => (
    <TextField
      label={label}
      value={fields[name]}
      error={faults.at(name)}
      onChange={(value) => onChange({ ...fields, [name]: value })}
    />
  )
  const number = (name: 'amount' | 'units' | 'guaranteed' | 'cap', label: string) => (
    <TextField
      label={label}
      inputMode="decimal"
      className="input num"
      value={fields[name]}
      error={faults.at(name === 'guaranteed' ? 'guaranteedRate' : name)}
      onChange={(value) => onChange({ ...fields, [name]: value.trim() })}
    />
  )
  return (
    <>
      <div className="columns-2">
        {words('name', t('assist.name'))}
        {words('fundSource', t('assist.source'))}
        {words('fundDocument', t('assist.document'))}
        {number('amount', t('assist.amountOf'))}
        {number('units', t('assist.unitsOf'))}
        {number('guaranteed', t('assist.guaranteedOf'))}
        {number('cap', t('assist.capOf'))}
      </div>
      <TextArea
        label={t('assist.conversion')}
        rows={2}
        value={fields.conversionRule}
        error={faults.at('conversionRule')}
        onChange={(conversionRule) => onChange({ ...fields, conversionRule })}
      />
    </>
  )
}

/** Ends a fund, and with it every benefit it still lends. */
export function EndFund(props: {
  coopId: string
  fund: { readonly id: string; readonly name: string }
  close: () => void
}): ReactElement {
  const t = useT()
  const { clock } = useMe()
  const [on, setOn] = useState(clock.today)
  const [note, setNote] = useState('')
  const { coopId, fund } = props
  return (
    <WriteDialog
      title={t('assist.endFundTitle', { name: fund.name })}
      confirm={t('assist.endOne')}
      danger
      verb="endAssistance"
      input={
        note.trim() === '' || on === '' ? null : { coopId, fundId: fund.id, on, note: note.trim() }
      }
      onDone={() => undefined}
      close={props.close}
      preview={({ ended }) => <Notice tone="depends">{t('assist.endFundOk', { n: ended })}</Notice>}
    >
      {(faults) => (
        <>
          <DayField label={t('assist.endOn')} value={on} max={clock.today} onChange={setOn} />
          <TextField
            label={t('assist.endFundNote')}
            value={note}
            error={faults.at('note')}
            onChange={setNote}
          />
        </>
      )}
    </WriteDialog>
  )
}
