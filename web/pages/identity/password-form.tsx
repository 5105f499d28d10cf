import { type FormEvent, type ReactElement, useState } from 'react'
import { useT } from '../../locale/desk.ts'
import { useAct } from '../../query.ts'
import { TextField } from '../../ui/field.tsx'
import { Notice } from '../../ui/page.tsx'
import { Refused } from '../../ui/state.tsx'

/** Old password, new password twice. Shared by the first sign-in and the account page. */
export function PasswordForm({ onDone }: { onDone?: () => void }): ReactElement {
  const t = useT()
  const act = useAct('changePassword')
  const [password, setPassword] = useState('')
  const [next, setNext] = useState('')
  const [again, setAgain] = useState('')
  const differs = again !== '' && again !== next
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    if (next !== again) return
    act.mutate(
      { input: { password, newPassword: next } },
      {
        onSuccess: () => {
          setPassword('')
          setNext('')
          setAgain('')
          onDone?.()
        },
      },
    )
  }
  return (
    <form className="stack form-narrow" onSubmit={submit}>
      <TextField
        label={t('password.current')}
        type="password"
        autoComplete="current-password"
        value={password}
        onChange={setPassword}
        required
      />
      <TextField
        label={t('password.new')}
        type="password"
        autoComplete="new-password"
        value={next}
        onChange={setNext}
        hint={t('password.hint')}
        required
      />
      <TextField
        label={t('password.repeat')}
        type="password"
        autoComplete="new-password"
        value={again}
        onChange={setAgain}
        error={differs ? t('password.mismatch') : null}
        required
      />
      {act.error === null ? null : <Refused error={act.error} />}
      {act.data === undefined ? null : (
        <Notice tone="pass">{t('password.done', { n: act.data.sessionsEnded })}</Notice>
      )}
      <div>
        <button type="submit" className="button button-primary" disabled={act.isPending || differs}>
          {t('password.change')}
        </button>
      </div>
    </form>
  )
}
