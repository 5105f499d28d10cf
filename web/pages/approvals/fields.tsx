import type { ReactElement } from 'react'
import { useT } from '../../locale/approvals.ts'
import { say } from '../../locale/translate.ts'
import { useMe } from '../../session.tsx'
import { DateInput } from '../../ui/date-input.tsx'
import { Field as Labelled, SelectField, TextArea, TextField } from '../../ui/field.tsx'
import { Icon } from '../../ui/icon.tsx'
import { Segments } from '../../ui/segments.tsx'
import type { Typed } from './values.ts'
import type { Field } from './words.ts'

interface FieldsProps {
  readonly fields: readonly Field[]
  readonly typed: Typed
  readonly set: (change: Typed) => void
  /** What is wrong at a place below `path`; null where nothing is. */
  readonly fault: (path: string) => string | null
  readonly path: string
  /** Before every name, so that two rows do not share a group of radio buttons. */
  readonly prefix?: string
}

/** A form made of what a process asks: large fields in one column on a phone, two on a desk. */
export function Fields(props: FieldsProps): ReactElement {
  return (
    <div className="step-fields">
      {props.fields.map((field) => (
        <div key={field.key} className={isLong(field) ? 'step-field-long' : undefined}>
          <OneField {...props} field={field} />
        </div>
      ))}
    </div>
  )
}

const isLong = ({ kind }: Field): boolean => ['text', 'table', 'words', 'choice'].includes(kind)

type OneProps = FieldsProps & { readonly field: Field }

function OneField(props: OneProps): ReactElement {
  const t = useT()
  const { field, typed, set } = props
  const value = typed[field.key]
  const said = typeof value === 'string' ? value : ''
  const label = say(field.title)
  const change = (next: string): void => set({ ...typed, [field.key]: next })
  const error = props.fault(`${props.path}.${field.key}`)
  const input = { label, value: said, onChange: change, error }
  switch (field.kind) {
    case 'count':
      return <TextField {...input} inputMode="numeric" autoComplete="off" />
    case 'yuan':
      return <TextField {...input} inputMode="decimal" autoComplete="off" />
    case 'line':
      return <TextField {...input} maxLength={200} />
    case 'text':
      return <TextArea {...input} rows={4} />
    case 'words':
      return <TextArea {...input} rows={3} hint={t('step.wordsHint')} />
    case 'day':
      return <DayInput {...input} event={field.event} />
    case 'yes':
      return (
        <Segments
          titled
          legend={`${props.prefix ?? ''}${label}`}
          value={value === true ? 'yes' : value === false ? 'no' : ''}
          options={[
            { value: 'yes', label: t('step.yes') },
            { value: 'no', label: t('step.no') },
          ]}
          onChange={(next) => set({ ...typed, [field.key]: next === 'yes' })}
        />
      )
    case 'choice':
      return <Choice {...props} field={field} />
    case 'table':
      return <Rows {...props} field={field} />
  }
}

function DayInput(props: {
  label: string
  value: string
  onChange: (day: string) => void
  error: string | null
  event: boolean
}): ReactElement {
  const { today } = useMe().clock
  return (
    <Labelled label={props.label} error={props.error}>
      {({ id }) => (
        <DateInput
          id={id}
          value={props.value}
          onChange={props.onChange}
          {...(props.event ? { max: today } : {})}
        />
      )}
    </Labelled>
  )
}

function Choice(props: OneProps & { field: Extract<Field, { kind: 'choice' }> }): ReactElement {
  const { field, typed, set } = props
  const value = typed[field.key]
  const options = field.options.map(({ key, title }) => ({ value: key, label: say(title) }))
  const change = (next: string): void => set({ ...typed, [field.key]: next })
  const short = options.length <= 4 && options.every(({ label }) => label.length <= 12)
  const error = props.fault(`${props.path}.${field.key}`)
  return (
    <>
      {short ? (
        <Segments
          titled
          legend={`${props.prefix ?? ''}${say(field.title)}`}
          value={typeof value === 'string' ? value : ''}
          options={options}
          onChange={change}
        />
      ) : (
        <SelectField
          label={say(field.title)}
          value={typeof value === 'string' ? value : ''}
          options={options}
          onChange={change}
          placeholder="—"
        />
      )}
      {error === null ? null : <p className="field-error">{error}</p>}
    </>
  )
}

function Rows(props: OneProps & { field: Extract<Field, { kind: 'table' }> }): ReactElement {
  const t = useT()
  const { field, typed, set, path } = props
  const value = typed[field.key]
  const rows = Array.isArray(value) ? (value as readonly Typed[]) : []
  const change = (next: readonly Typed[]): void => set({ ...typed, [field.key]: next })
  const error = props.fault(`${path}.${field.key}`)
  return (
    <fieldset className="step-rows">
      <legend>{say(field.title)}</legend>
      {rows.map((row, i) => (
        <div key={i} className="step-row">
          <Fields
            fields={field.columns}
            typed={row}
            set={(next) => change(rows.with(i, next))}
            fault={props.fault}
            path={`${path}.${field.key}[${i}]`}
            prefix={`${i + 1} `}
          />
          <button
            type="button"
            className="button-plain"
            aria-label={t('step.removeRow', { n: i + 1 })}
            onClick={() => change(rows.toSpliced(i, 1))}
          >
            <Icon name="close" />
          </button>
        </div>
      ))}
      <button type="button" className="button" onClick={() => change([...rows, {}])}>
        <Icon name="add" size={16} /> {t('step.addRow')}
      </button>
      {error === null ? null : <p className="field-error">{error}</p>}
    </fieldset>
  )
}
