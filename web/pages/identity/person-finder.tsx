import { type FormEvent, type ReactElement, useState } from 'react'
import { call, type Out } from '../../api.ts'
import { useT } from '../../locale/desk.ts'
import { Field } from '../../ui/field.tsx'
import { Refused } from '../../ui/state.tsx'

export type FoundPerson = Out<'findPersons'>['rows'][number]

/**
 * Finds the person an account is opened for. Asked by the button, never while typing: each look into the
 * register of people stands in the audit trail.
 */
export function PersonFinder(props: { onPick: (person: FoundPerson) => void }): ReactElement {
  const t = useT()
  const [typed, setTyped] = useState('')
  const [found, setFound] = useState<Out<'findPersons'> | null>(null)
  const [error, setError] = useState<unknown>(null)
  const q = typed.trim()
  const find = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    if (q.length < 2) return
    setError(null)
    try {
      setFound(await call('findPersons', { q }))
    } catch (refusal) {
      setError(refusal)
    }
  }
  return (
    <form onSubmit={(event) => void find(event)}>
      <Field label={t('accounts.findPerson')} hint={t('accounts.findPersonHint')}>
        {(attributes) => (
          <div className="row">
            <input
              {...attributes}
              className="input finder-input"
              type="search"
              autoComplete="off"
              value={typed}
              onChange={(event) => setTyped(event.target.value)}
            />
            <button type="submit" className="button" disabled={q.length < 2}>
              {t('accounts.findPersonSubmit')}
            </button>
          </div>
        )}
      </Field>
      {error === null ? null : <Refused error={error} />}
      {found === null ? null : (
        <Hits
          found={found}
          onPick={(person) => {
            props.onPick(person)
            setFound(null)
            setTyped('')
          }}
        />
      )}
    </form>
  )
}

function Hits(props: {
  found: Out<'findPersons'>
  onPick: (person: FoundPerson) => void
}): ReactElement {
  const t = useT()
  const { rows, more } = props.found
  if (rows.length === 0) return <p className="muted">{t('accounts.findPersonNone')}</p>
  return (
    <>
      <ul className="picks">
        {rows.map((person) => (
          <li key={person.id}>
            <button type="button" onClick={() => props.onPick(person)}>
              {person.name}{' '}
              <span className="muted small">
                {person.village ?? '—'} <span className="mono">{person.idNumber ?? '—'}</span>
              </span>
            </button>
          </li>
        ))}
      </ul>
      {more ? <p className="muted small">{t('accounts.findPersonMore')}</p> : null}
    </>
  )
}
