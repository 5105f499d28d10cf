import { useQueryClient } from '@tanstack/react-query'
import { type FormEvent, type ReactElement, useEffect, useState } from 'react'
import { call } from '../../api.ts'
import { setLanguage, useT } from '../../locale/desk.ts'
import { useLanguage } from '../../locale/translate.ts'
import { TextField } from '../../ui/field.tsx'
import { Mark } from '../../ui/line.tsx'
import { Refused } from '../../ui/state.tsx'
import './sign-in.css'

/** The first page: who are you. The address stays, so that a deep link opens after it. */
export default function SignIn(): ReactElement {
  const t = useT()
  useEffect(() => {
    document.title = `${t('signIn.title')} · ${t('app.name')}`
  }, [t])
  return (
    <div className="signin">
      <section className="signin-about" aria-label={t('app.name')}>
        <div className="signin-brand">
          <Mark size={52} />
          <div>
            <p className="signin-name">{t('app.name')}</p>
            <p>{t('app.subtitle')}</p>
          </div>
        </div>
        <dl>
          {([1, 2, 3] as const).map((n) => (
            <div key={n}>
              <dt>{t(`signIn.line${n}`)}</dt>
              <dd>{t(`signIn.line${n}Body`)}</dd>
            </div>
          ))}
        </dl>
      </section>
      <main className="signin-main">
        <SignInForm />
        <Switch />
      </main>
    </div>
  )
}

function Switch(): ReactElement {
  const t = useT()
  const other = useLanguage() === 'zh' ? 'en' : 'zh'
  return (
    <p className="signin-foot">
      <a href="/public">{t('signIn.public')}</a>
      <button
        type="button"
        className="button-link"
        lang={other === 'en' ? 'en' : 'zh-CN'}
        onClick={() => void setLanguage(other)}
      >
        {other === 'en' ? 'English' : '中文'}
      </button>
    </p>
  )
}

function SignInForm(): ReactElement {
  const t = useT()
  const client = useQueryClient()
  const [username, setUsername] = useState('')
  const [password, setPassword] = useState('')
  const [code, setCode] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>(null)
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    setBusy(true)
    setError(null)
    try {
      const input = code === null ? { username, password } : { username, password, code }
      const answer = await call('signIn', input)
      if (answer.state === 'code_needed') setCode('')
      else await client.resetQueries()
    } catch (refusal) {
      setError(refusal)
    } finally {
      setBusy(false)
    }
  }
  return (
    <form className="signin-form" onSubmit={(event) => void submit(event)}>
      <h1>{t('signIn.title')}</h1>
      <p className="muted">{code === null ? t('signIn.sentence') : t('signIn.codeHint')}</p>
      {code === null ? (
        <>
          <TextField
            label={t('signIn.username')}
            value={username}
            onChange={setUsername}
            autoComplete="username"
            autoFocus
            required
          />
          <TextField
            label={t('signIn.password')}
            type="password"
            value={password}
            onChange={setPassword}
            autoComplete="current-password"
            required
          />
        </>
      ) : (
        <TextField
          key="code"
          label={t('signIn.code')}
          value={code}
          onChange={setCode}
          autoComplete="one-time-code"
          inputMode="numeric"
          autoFocus
          required
        />
      )}
      {error === null ? null : <Refused error={error} />}
      <button type="submit" className="button button-primary signin-submit" disabled={busy}>
        {t(code === null ? 'signIn.submit' : 'signIn.next')}
      </button>
      {code === null ? null : (
        <button type="button" className="button-link" onClick={() => setCode(null)}>
          {t('signIn.other')}
        </button>
      )}
    </form>
  )
}
