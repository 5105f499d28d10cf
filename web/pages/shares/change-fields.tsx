import type { ReactElement } from 'react'
import { useT } from '../../locale/desk.ts'
import { SelectField, TextField } from '../../ui/field.tsx'
import { type Change, DRAFT_KINDS, type DraftKind, emptyChange } from './draft.ts'
import { eventLabel, formLabel } from './words.ts'

const FORMS = ['cash', 'land_right', 'forest_right', 'kind', 'ip'] as const

interface Option {
  readonly value: string
  readonly label: string
}

interface ChangeFieldsProps {
  readonly change: Change
  readonly holders: readonly Option[]
  readonly onChange: (change: Change) => void
  readonly onRemove: () => void
}

/** One change of the draft: its kind, whom it concerns, and how much. */
export function ChangeFields(props: ChangeFieldsProps): ReactElement {
  const t = useT()
  const { change, onChange } = props
  const known = DRAFT_KINDS.find((kind) => kind === change.kind)
  return (
    <fieldset className="change-card">
      <legend className="visually-hidden">{t(eventLabel(change.kind))}</legend>
      <div className="row">
        {known === undefined ? (
          <strong>{t(eventLabel(change.kind))}</strong>
        ) : (
          <SelectField
            label={t('change.kind')}
            value={known}
            onChange={(kind) => onChange(emptyChange(kind as DraftKind))}
            options={DRAFT_KINDS.map((kind) => ({ value: kind, label: t(eventLabel(kind)) }))}
          />
        )}
        <button type="button" className="button-link change-remove" onClick={props.onRemove}>
          {t('change.remove')}
        </button>
      </div>
      <Parties {...props} />
      <Amounts change={change} onChange={onChange} />
    </fieldset>
  )
}

function Parties({ change, holders, onChange }: ChangeFieldsProps): ReactElement | null {
  const t = useT()
  const pick = (label: string, value: string, set: (id: string) => void) => (
    <SelectField
      label={label}
      value={value}
      placeholder={t('change.choose')}
      options={holders}
      onChange={set}
    />
  )
  if (change.kind === 'transfer') {
    return (
      <div className="columns-2">
        {pick(t('change.from'), change.from, (from) => onChange({ ...change, from }))}
        {pick(t('change.to'), change.to, (to) => onChange({ ...change, to }))}
      </div>
    )
  }
  if (change.kind === 'inheritance') return null
  return pick(t('change.holder'), change.holder, (holder) => onChange({ ...change, holder }))
}

function Amounts(props: {
  change: Change
  onChange: (change: Change) => void
}): ReactElement | null {
  const t = useT()
  const { change, onChange } = props
  const form = (value: (typeof FORMS)[number], set: (form: (typeof FORMS)[number]) => void) => (
    <SelectField
      label={t('change.form')}
      value={value}
      onChange={(next) => set(next as (typeof FORMS)[number])}
      options={FORMS.map((one) => ({ value: one, label: t(formLabel(one)) }))}
    />
  )
  const money = (label: string, value: string | undefined, set: (text: string) => void) => (
    <TextField
      label={label}
      inputMode="decimal"
      className="input num"
      value={value ?? ''}
      onChange={(text) => set(text.trim())}
    />
  )
  switch (change.kind) {
    case 'contribution':
      return (
        <div className="columns-3">
          {form(change.form, (next) => onChange({ ...change, form: next }))}
          {money(t('change.paid'), change.paid, (paid) => onChange({ ...change, paid }))}
          {money(t('change.promised'), change.promised, (promised) =>
            onChange({ ...change, promised }),
          )}
        </div>
      )
    case 'payment':
    case 'transfer':
      return (
        <div className="columns-2">
          {form(change.form, (next) => onChange({ ...change, form: next }))}
          {money(t('change.amount'), change.amount, (amount) => onChange({ ...change, amount }))}
        </div>
      )
    case 'exit':
    case 'inheritance':
    case 'conversion':
    case 'unit_grant':
    case 'unit_withdrawal':
      return null
  }
}
