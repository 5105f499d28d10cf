import { useQueryClient } from '@tanstack/react-query'
import { type FormEvent, type ReactElement, useId, useState } from 'react'
import { call } from '../api.ts'
import { useT } from '../locale/phone.ts'
import { Refusal } from './parts.tsx'

interface EntryProps {
  readonly label: string
  readonly type: 'text' | 'password'
  readonly autoComplete: string
  readonly value: string
  readonly onChange: (value: string) => void
}

/** A large labelled field. */
export function Entry(props: EntryProps): ReactElement {
  const id = useId()
  return (
    <p className="entry">
      <label htmlFor={id}>{props.label}</label>
      <input
        id={id}
        required
        type={props.type}
        autoComplete={props.autoComplete}
        value={props.value}
        onChange={(event) => props.onChange(event.target.value)}
      />
    </p>
  )
}

export function SignIn(): ReactElement {
  const t = useT()
  const client = useQueryClient()
  const [username, setUsername] = useState('')
  const [password, setPassword] = useState('')
  const [code, setCode] = useState<string | null>(null)
  const [error, setError] = useState<unknown>(null)
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    setError(null)
    try {
      const input = code === null ? { username, password } : { username, password, code }
      const answer = await call('signIn', input)
      if (answer.state === 'code_needed') setCode('')
      else await client.resetQueries()
    } catch (refusal) {
      setError(refusal)
    }
  }
  return (
    <form onSubmit={(event) => void submit(event)}>
      <h1>{t('signIn')}</h1>
      <p>{code === null ? t('signInHint') : t('factor')}</p>
      {code === null ? (
        <>
          <Entry
            label={t('username')}
            type="text"
            autoComplete="username"
            value={username}
            onChange={setUsername}
          />
          <Entry
            label={t('password')}
            type="password"
            autoComplete="current-password"
            value={password}
            onChange={setPassword}
          />
        </>
      ) : (
        <Entry
          label={t('code')}
          type="text"
          autoComplete="one-time-code"
          value={code}
          onChange={setCode}
        />
      )}
      {error === null ? null : <Refusal error={error} />}
      <button type="submit" className="big-button big-button-primary">
        {t('signIn')}
      </button>
    </form>
  )
}

/** The first password is replaced before anything else; also used to change it later. */
export function FirstPassword(): ReactElement {
  const t = useT()
  return (
    <>
      <h1>{t('firstPassword')}</h1>
      <p>{t('firstPasswordHint')}</p>
      <NewPassword />
    </>
  )
}

export function NewPassword(): ReactElement {
  const t = useT()
  const client = useQueryClient()
  const [password, setPassword] = useState('')
  const [next, setNext] = useState('')
  const [again, setAgain] = useState('')
  const [error, setError] = useState<unknown>(null)
  const differs = again !== '' && again !== next
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    if (next !== again) return
    setError(null)
    try {
      await call('changePassword', { password, newPassword: next })
      await client.resetQueries()
    } catch (refusal) {
      setError(refusal)
    }
  }
  return (
    <form onSubmit={(event) => void submit(event)}>
      <Entry
        label={t('password')}
        type="password"
        autoComplete="current-password"
        value={password}
        onChange={setPassword}
      />
      <Entry
        label={t('newPassword')}
        type="password"
        autoComplete="new-password"
        value={next}
        onChange={setNext}
      />
      <Entry
        label={t('repeat')}
        type="password"
        autoComplete="new-password"
        value={again}
        onChange={setAgain}
      />
      {differs ? <p role="alert">{t('mismatch')}</p> : null}
      {error === null ? null : <Refusal error={error} />}
      <button type="submit" className="big-button big-button-primary" disabled={differs}>
        {t('save')}
      </button>
    </form>
  )
}
