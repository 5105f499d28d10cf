import { type InputHTMLAttributes, type ReactElement, type ReactNode, useId } from 'react'
import { DateInput } from './date-input.tsx'

interface FieldProps {
  readonly label: string
  readonly hint?: ReactNode
  readonly error?: string | null | undefined
  readonly children: (attributes: {
    id: string
    'aria-describedby'?: string
    'aria-invalid'?: true
  }) => ReactNode
}

/** A labelled field: label above, hint and fault below, all tied together for readers. */
export function Field({ label, hint, error, children }: FieldProps): ReactElement {
  const id = useId()
  const note = `${id}-note`
  const noted = hint !== undefined || (error !== null && error !== undefined)
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {children({
        id,
        ...(noted ? { 'aria-describedby': note } : {}),
        ...(error === null || error === undefined ? {} : { 'aria-invalid': true as const }),
      })}
      {noted ? (
        <div id={note}>
          {error === null || error === undefined ? null : <p className="field-error">{error}</p>}
          {hint === undefined ? null : <p className="field-hint">{hint}</p>}
        </div>
      ) : null}
    </div>
  )
}

type TextFieldProps = Omit<InputHTMLAttributes<HTMLInputElement>, 'onChange' | 'value' | 'id'> & {
  readonly label: string
  readonly value: string
  readonly onChange: (value: string) => void
  readonly hint?: ReactNode
  readonly error?: string | null | undefined
}

export function TextField(props: TextFieldProps): ReactElement {
  const { label, hint, error, value, onChange, className = 'input', ...rest } = props
  return (
    <Field label={label} hint={hint} error={error}>
      {(attributes) => (
        <input
          {...rest}
          {...attributes}
          className={className}
          value={value}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  )
}

/** A labelled day. */
export function DayField(props: {
  label: string
  value: string
  onChange: (day: string) => void
  min?: string
  max?: string
  required?: boolean
}): ReactElement {
  return (
    <Field label={props.label}>
      {(attributes) => (
        <DateInput
          id={attributes.id}
          value={props.value}
          onChange={props.onChange}
          min={props.min}
          max={props.max}
          {...(props.required === undefined ? {} : { required: props.required })}
        />
      )}
    </Field>
  )
}

export function TextArea(props: {
  label: string
  value: string
  onChange: (value: string) => void
  hint?: ReactNode
  error?: string | null | undefined
  rows?: number
  required?: boolean
}): ReactElement {
  return (
    <Field label={props.label} hint={props.hint} error={props.error}>
      {(attributes) => (
        <textarea
          {...attributes}
          className="input"
          rows={props.rows ?? 3}
          required={props.required}
          value={props.value}
          onChange={(event) => props.onChange(event.target.value)}
        />
      )}
    </Field>
  )
}

export function SelectField(props: {
  label: string
  value: string
  onChange: (value: string) => void
  options: readonly { readonly value: string; readonly label: string }[]
  hint?: ReactNode
  /** Shown while nothing is chosen. */
  placeholder?: string
}): ReactElement {
  return (
    <Field label={props.label} hint={props.hint}>
      {(attributes) => (
        <select
          {...attributes}
          className="input"
          value={props.value}
          onChange={(event) => props.onChange(event.target.value)}
        >
          {props.placeholder === undefined ? null : <option value="">{props.placeholder}</option>}
          {props.options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
      )}
    </Field>
  )
}
