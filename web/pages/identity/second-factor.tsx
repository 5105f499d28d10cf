import { useQueryClient } from '@tanstack/react-query'
import { type FormEvent, lazy, type ReactElement, Suspense, useState } from 'react'
import { useT } from '../../locale/desk.ts'
import { useAct } from '../../query.ts'
import { useMe } from '../../session.tsx'
import { TextField } from '../../ui/field.tsx'
import { Notice } from '../../ui/page.tsx'
import { Refused } from '../../ui/state.tsx'

const QrCode = lazy(() => import('../../ui/qr-code.tsx'))

/** How the second factor stands, and the three steps to set it up: prove, scan, confirm. */
export function SecondFactor(): ReactElement {
  const t = useT()
  const { secondFactor } = useMe()
  const [open, setOpen] = useState(false)
  const { enrolled, given, asked } = secondFactor
  const state = given ? 'Given' : enrolled ? 'Enrolled' : asked ? 'Asked' : 'Optional'
  return (
    <div className="stack">
      <Notice tone={given ? 'pass' : asked ? 'depends' : 'info'}>
        {t(`me.factor${state}`)}{' '}
        {enrolled ? t('me.recoveryLeft', { n: secondFactor.recoveryCodesLeft }) : null}
      </Notice>
      {open ? (
        <Enrol onDone={() => setOpen(false)} />
      ) : (
        <div>
          <button
            type="button"
            className={enrolled ? 'button' : 'button button-primary'}
            onClick={() => setOpen(true)}
          >
            {t(enrolled ? 'me.enrolAgain' : 'me.enrol')}
          </button>
        </div>
      )}
    </div>
  )
}

function Enrol({ onDone }: { onDone: () => void }): ReactElement {
  const t = useT()
  const { secondFactor } = useMe()
  const enrol = useAct('enrolSecondFactor')
  const [password, setPassword] = useState('')
  const [code, setCode] = useState('')
  if (enrol.data !== undefined) return <Scan secret={enrol.data} onDone={onDone} />
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    enrol.mutate({ input: secondFactor.enrolled ? { password, code } : { password } })
  }
  return (
    <form className="stack form-narrow" onSubmit={submit}>
      <p>{t(secondFactor.enrolled ? 'me.enrolStep1Again' : 'me.enrolStep1')}</p>
      <TextField
        label={t('signIn.password')}
        type="password"
        autoComplete="current-password"
        value={password}
        onChange={setPassword}
        required
      />
      {secondFactor.enrolled ? (
        <TextField label={t('signIn.code')} value={code} onChange={setCode} required />
      ) : null}
      {enrol.error === null ? null : <Refused error={enrol.error} />}
      <div>
        <button type="submit" className="button button-primary" disabled={enrol.isPending}>
          {t('me.continue')}
        </button>
      </div>
    </form>
  )
}

function Scan(props: {
  secret: { secret: string; uri: string }
  onDone: () => void
}): ReactElement {
  const t = useT()
  const client = useQueryClient()
  const confirm = useAct('confirmSecondFactor')
  const [code, setCode] = useState('')
  if (confirm.data !== undefined) {
    const finish = (): void => {
      props.onDone()
      void client.invalidateQueries()
    }
    return (
      <div className="stack">
        <h3>{t('me.recoveryTitle')}</h3>
        <p>{t('me.recoveryBody')}</p>
        <ul className="codes mono">
          {confirm.data.recoveryCodes.map((one) => (
            <li key={one}>{one}</li>
          ))}
        </ul>
        <div className="row">
          <button type="button" className="button" onClick={() => window.print()}>
            {t('common.print')}
          </button>
          <button type="button" className="button button-primary" onClick={finish}>
            {t('me.recoveryDone')}
          </button>
        </div>
      </div>
    )
  }
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    confirm.mutate({ input: { code } })
  }
  return (
    <form className="stack form-narrow" onSubmit={submit}>
      <p>{t('me.enrolStep2')}</p>
      <Suspense fallback={<div className="qr" />}>
        <QrCode value={props.secret.uri} label={t('me.enrolQr')} />
      </Suspense>
      <p>
        {t('me.enrolSecret')} <span className="mono">{props.secret.secret}</span>
      </p>
      <TextField
        label={t('signIn.code')}
        value={code}
        onChange={setCode}
        inputMode="numeric"
        autoComplete="one-time-code"
        required
      />
      {confirm.error === null ? null : <Refused error={confirm.error} />}
      <div>
        <button type="submit" className="button button-primary" disabled={confirm.isPending}>
          {t('me.enrolConfirm')}
        </button>
      </div>
    </form>
  )
}
