import type { ReactElement } from 'react'
import type { UnitKind } from '../../../src/kernel/role.ts'
import { useT } from '../../locale/division.ts'
import { Icon } from '../../ui/icon.tsx'
import { type Picked, UnitPicker } from '../../ui/unit-picker.tsx'
import './division.css'

/** Finds several units one after the other; each can be taken out again. */
export function UnitPickers(props: {
  label: string
  hint?: string
  kind: UnitKind | 'person'
  several: boolean
  value: readonly Picked[]
  onChange: (units: readonly Picked[]) => void
}): ReactElement {
  const t = useT()
  const { value, onChange } = props
  const full = !props.several && value.length > 0
  return (
    <div className="stack-tight">
      {full ? <span className="field-label">{props.label}</span> : null}
      {value.length === 0 ? null : (
        <ul className="picked">
          {value.map((unit) => (
            <li key={unit.id}>
              <button
                type="button"
                className="filter filter-on"
                aria-label={t('picked.remove', { name: unit.name })}
                onClick={() => onChange(value.filter((one) => one.id !== unit.id))}
              >
                {unit.name} <Icon name="close" size={14} />
              </button>
            </li>
          ))}
        </ul>
      )}
      {full ? null : (
        <UnitPicker
          label={props.label}
          {...(props.hint === undefined ? {} : { hint: props.hint })}
          kind={props.kind}
          value={null}
          onChange={(unit) => {
            if (unit === null || value.some((one) => one.id === unit.id)) return
            onChange([...value, unit])
          }}
        />
      )}
    </div>
  )
}
