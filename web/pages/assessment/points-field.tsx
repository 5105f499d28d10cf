import { type ReactElement, useState } from 'react'
import { TextField } from '../../ui/field.tsx'
import { sayPoints, toPoints } from './words.ts'

/** Points as they are typed: the text stays as it is while it means the same number, so that 87. can become 87.5. */
export function PointsField(props: {
  label: string
  points: number
  error?: string | null
  onChange: (points: number) => void
}): ReactElement {
  const { label, points, error = null, onChange } = props
  const [typed, setTyped] = useState(sayPoints(points))
  const value = toPoints(typed) === points ? typed : sayPoints(points)
  return (
    <TextField
      label={label}
      inputMode="decimal"
      value={value}
      error={error}
      onChange={(text) => {
        setTyped(text)
        onChange(toPoints(text))
      }}
    />
  )
}
