import { type ReactElement, useEffect, useId, useState } from 'react'
import type { UnitKind } from '../../src/kernel/role.ts'
import { useT } from '../locale/desk.ts'
import { useRead } from '../query.ts'
import { useMay } from '../session.tsx'
import { Field, SelectField } from './field.tsx'

export interface Picked {
  readonly id: string
  readonly name: string
}

interface UnitPickerProps {
  readonly label: string
  readonly hint?: string
  readonly kind: UnitKind | 'person'
  readonly value: Picked | null
  readonly onChange: (picked: Picked | null) => void
}

/** Finds a town, village, co-op or person; who may not search the registry picks among units with accounts. */
export function UnitPicker(props: UnitPickerProps): ReactElement {
  const may = useMay()
  return may('searchRegistry') ? <SearchPicker {...props} /> : <KnownPicker {...props} />
}

/** The units at which somebody holds a role already. */
function KnownPicker(props: UnitPickerProps): ReactElement {
  const t = useT()
  const accounts = useRead('listAccounts', { limit: 500 })
  const units = new Map<string, string>()
  for (const account of accounts.data?.rows ?? []) {
    for (const { unit } of account.grants) {
      if (unit !== null && unit.kind === props.kind) units.set(unit.id, unit.name)
    }
  }
  return (
    <SelectField
      label={props.label}
      value={props.value?.id ?? ''}
      placeholder={t('change.choose')}
      options={Array.from(units, ([value, label]) => ({ value, label }))}
      onChange={(id) => {
        const name = units.get(id)
        props.onChange(name === undefined ? null : { id, name })
      }}
    />
  )
}

function SearchPicker(props: UnitPickerProps): ReactElement {
  const t = useT()
  const list = useId()
  const [typed, setTyped] = useState('')
  const [asked, setAsked] = useState('')
  useEffect(() => {
    const timer = setTimeout(() => setAsked(typed.trim()), 200)
    return () => clearTimeout(timer)
  }, [typed])
  const found = useRead('searchRegistry', { q: asked, limit: 20 }, { enabled: asked !== '' })
  const hits = (found.data?.hits ?? []).filter((hit) => hit.kind === props.kind)
  if (props.value !== null) {
    return (
      <div className="field">
        <span className="field-label">{props.label}</span>
        <p className="row">
          <strong>{props.value.name}</strong>
          <button type="button" className="button-link" onClick={() => props.onChange(null)}>
            {t('common.edit')}
          </button>
        </p>
      </div>
    )
  }
  return (
    <Field label={props.label} hint={props.hint}>
      {(attributes) => (
        <>
          <input
            {...attributes}
            className="input"
            type="search"
            autoComplete="off"
            aria-controls={list}
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
          />
          <ul className="picks" id={list}>
            {asked === '' ? null : hits.length === 0 && !found.isFetching ? (
              <li className="muted">{t('common.noRows')}</li>
            ) : (
              hits.map((hit) => (
                <li key={hit.id}>
                  <button
                    type="button"
                    onClick={() => {
                      props.onChange({ id: hit.id, name: hit.name })
                      setTyped('')
                    }}
                  >
                    {hit.name} <span className="muted small">{hit.place}</span>
                  </button>
                </li>
              ))
            )}
          </ul>
        </>
      )}
    </Field>
  )
}
