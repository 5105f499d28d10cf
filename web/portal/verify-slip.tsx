import { type FormEvent, type ReactElement, useEffect, useId, useState } from 'react'
import { call, type Out } from '../api.ts'
import { useT } from '../locale/portal.ts'
import { asWritten } from '../locale/translate.ts'
import { showYuan } from '../ui/figures.tsx'
import { ApiError } from './api-error.tsx'

type Answer = Out<'verifySlip'>
interface Asked {
  readonly county: string
  readonly serial: string
  readonly check: string
}

/** What the QR code of a slip brings along; empty when somebody comes without one. */
function fromAddress(): Asked {
  const query = new URLSearchParams(window.location.search)
  return {
    county: query.get('county') ?? '',
    serial: query.get('slip') ?? '',
    check: query.get('check') ?? '',
  }
}

const complete = ({ county, serial, check }: Asked): boolean =>
  county !== '' && serial !== '' && check !== ''

/** Proves a slip: by the code on it at once, or by what stands on it in print. */
export function VerifySlip(): ReactElement {
  const t = useT()
  const id = useId()
  const [asked, setAsked] = useState(fromAddress)
  const [answer, setAnswer] = useState<Answer | null>(null)
  const [error, setError] = useState<unknown>(null)
  useEffect(() => {
    const scanned = fromAddress()
    if (complete(scanned)) call('verifySlip', scanned).then(setAnswer, setError)
  }, [])
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    setError(null)
    setAnswer(null)
    call('verifySlip', asked).then(setAnswer, setError)
  }
  const field = (key: keyof Asked, label: string, numeric = false): ReactElement => (
    <div>
      <label htmlFor={`${id}-${key}`}>{label}</label>
      <input
        id={`${id}-${key}`}
        value={asked[key]}
        autoComplete="off"
        {...(numeric ? { inputMode: 'numeric' as const } : {})}
        onChange={(event) => setAsked({ ...asked, [key]: event.target.value })}
      />
    </div>
  )
  return (
    <section className="tool" aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>{t('slip.title')}</h2>
      <p>{t('slip.hint')}</p>
      <div role="status">{answer === null ? null : <Verdict answer={answer} />}</div>
      {error === null ? null : <ApiError error={error} />}
      <form onSubmit={submit}>
        {field('county', t('slip.county'), true)}
        {field('serial', t('slip.serial'))}
        {field('check', t('slip.check'))}
        <button type="submit" disabled={!complete(asked)}>
          {t('slip.submit')}
        </button>
      </form>
    </section>
  )
}

function Verdict({ answer }: { answer: Answer }): ReactElement {
  const t = useT()
  const { verdict, facts } = answer
  return (
    <>
      <p className={`slip-verdict slip-${verdict}`}>{t(`slip.${verdict}`)}</p>
      {facts === null ? null : (
        <table>
          <tbody>
            {(
              [
                [t('slip.coop'), `${asWritten(facts.county)} ${asWritten(facts.coopName)}`],
                [t('slip.year'), String(facts.year)],
                [t('slip.member'), asWritten(facts.name)],
                [t('slip.cash'), showYuan(facts.cash) ?? facts.cash],
                [
                  t('slip.resolution'),
                  facts.resolution === null
                    ? '—'
                    : `${asWritten(facts.resolution)} ${facts.decidedOn ?? ''}`,
                ],
              ] as const
            ).map(([label, value]) => (
              <tr key={label}>
                <th scope="row">{label}</th>
                <td>{value}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </>
  )
}
