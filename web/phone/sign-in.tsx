import { useQueryClient } from '@tanstack/react-query'
import { type FormEvent, type ReactElement, type ReactNode, useId, useState } from 'react'
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

/** Large fields, what was refused, one large button; afterwards everything is asked for again. */
function Form(props: {
  button: string
  blocked?: boolean
  /** False: it goes on in this form, nothing new is to be read yet. */
  send: () => Promise<boolean>
  children: ReactNode
}): ReactElement {
  const client = useQueryClient()
  const [error, setError] = useState<unknown>(null)
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    if (props.blocked === true) return
    setError(null)
    try {
      if (await props.send()) await client.resetQueries()
    } catch (refusal) {
      setError(refusal)
    }
  }
  return (
    <form onSubmit={(event) => void submit(event)}>
      {props.children}
      {error === null ? null : <Refusal error={error} />}
      <button type="submit" className="big-button big-button-primary" disabled={props.blocked}>
        {props.button}
      </button>
    </form>
  )
}

export function SignIn(): ReactElement {
  const t = useT()
  const [username, setUsername] = useState('')
  const [password, setPassword] = useState('')
  const [code, setCode] = useState<string | null>(null)
  const send = async (): Promise<boolean> => {
    const input = code === null ? { username, password } : { username, password, code }
    const answer = await call('signIn', input)
    if (answer.state !== 'code_needed') return true
    setCode('')
    return false
  }
  return (
    <Form button={t('signIn')} send={send}>
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
    </Form>
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
  const [password, setPassword] = useState('')
  const [next, setNext] = useState('')
  const [again, setAgain] = useState('')
  const differs = again !== '' && again !== next
  const send = async (): Promise<boolean> => {
    await call('changePassword', { password, newPassword: next })
    return true
  }
  return (
    <Form button={t('save')} blocked={differs} send={send}>
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
    </Form>
  )
}
