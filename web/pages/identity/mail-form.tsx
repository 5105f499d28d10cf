import { type FormEvent, type ReactElement, useState } from 'react'
import { useT } from '../../locale/desk.ts'
import { useAct } from '../../query.ts'
import { useMe } from '../../session.tsx'
import { TextField } from '../../ui/field.tsx'
import { Notice } from '../../ui/page.tsx'
import { Refused } from '../../ui/state.tsx'

/** Where one's messages go by e-mail; without an address they come by telephone or on paper. */
export function MailForm(): ReactElement {
  const t = useT()
  const { mail } = useMe().account
  const act = useAct('changeOwnMail')
  const [address, setAddress] = useState('')
  const save = (to: string | null): void =>
    act.mutate({ input: { mail: to } }, { onSuccess: () => setAddress('') })
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    save(address.trim())
  }
  return (
    <form className="stack form-narrow" onSubmit={submit}>
      <p>{mail === null ? t('me.mailNone') : t('me.mailNow', { mail })}</p>
      <TextField
        label={t('me.mailAddress')}
        type="email"
        autoComplete="email"
        value={address}
        onChange={setAddress}
        required
      />
      {act.error === null ? null : <Refused error={act.error} />}
      {act.isSuccess ? <Notice tone="pass">{t('me.mailSaved')}</Notice> : null}
      <div className="row">
        <button type="submit" className="button button-primary" disabled={act.isPending}>
          {t('common.save')}
        </button>
        {mail === null ? null : (
          <button
            type="button"
            className="button"
            disabled={act.isPending}
            onClick={() => save(null)}
          >
            {t('me.mailOff')}
          </button>
        )}
      </div>
    </form>
  )
}
