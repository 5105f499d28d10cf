import { type ReactElement, useEffect, useId, useState } from 'react'
import type { UnitKind } from '../../src/kernel/role.ts'
import { useT } from '../locale/desk.ts'
import { useRead } from '../query.ts'
import { useMay } from '../session.tsx'
import { Field } from './field.tsx'

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

interface Hit {
  readonly id: string
  readonly name: string
  readonly place: string
}

/** What the typed words find: by the registry, or by names alone for who may not read it. */
function useHits(
  kind: UnitPickerProps['kind'],
  q: string,
): { hits: readonly Hit[]; busy: boolean } {
  const may = useMay()
  const searching = may('searchRegistry')
  const byRegistry = useRead('searchRegistry', { q, limit: 20 }, { enabled: searching && q !== '' })
  const byName = useRead(
    'findUnits',
    { kind: kind as UnitKind, q },
    { enabled: !searching && q !== '' && kind !== 'person' },
  )
  const busy = byRegistry.isFetching || byName.isFetching
  if (!searching) {
    const rows = byName.data?.rows ?? []
    return { busy, hits: rows.map(({ id, name, inside }) => ({ id, name, place: inside ?? '' })) }
  }
  const found = (byRegistry.data?.hits ?? []).filter((hit) => hit.kind === kind)
  return { busy, hits: found.map(({ id, name, place }) => ({ id, name, place: place ?? '' })) }
}

/** Finds a town, village, co-op or person by typing part of its name. */
export function UnitPicker(props: UnitPickerProps): ReactElement {
  const t = useT()
  const list = useId()
  const [typed, setTyped] = useState('')
  const [asked, setAsked] = useState('')
  useEffect(() => {
    const timer = setTimeout(() => setAsked(typed.trim()), 200)
    return () => clearTimeout(timer)
  }, [typed])
  const { hits, busy } = useHits(props.kind, asked)
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
            {asked === '' ? null : hits.length === 0 && !busy ? (
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
