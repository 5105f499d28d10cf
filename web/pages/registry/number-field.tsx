import type { ReactElement, ReactNode } from 'react'
import { TextField } from '../../ui/field.tsx'

/** A field for a whole number. */
export function NumberField(props: {
  label: string
  value: string
  hint?: ReactNode
  error?: string | null | undefined
  required?: boolean
  onChange: (value: string) => void
}): ReactElement {
  return <TextField {...props} inputMode="numeric" className="input num-input" autoComplete="off" />
}
