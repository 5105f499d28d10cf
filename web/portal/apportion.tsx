import { type FormEvent, type ReactElement, useId, useState } from 'react'
import { call, type Out } from '../api.ts'
import { useT } from '../locale/portal.ts'
import { showYuan } from '../ui/figures.tsx'
import { ApiError } from './api-error.tsx'
import { readWeights } from './weights.ts'

/** Splits an amount by weights to the cent, by the largest remainder. */
export function Apportion(): ReactElement {
  const t = useT()
  const id = useId()
  const [total, setTotal] = useState('')
  const [text, setText] = useState('')
  const [answer, setAnswer] = useState<Out<'apportion'> | null>(null)
  const [error, setError] = useState<unknown>(null)
  const { weights, bad } = readWeights(text)
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    setError(null)
    try {
      setAnswer(await call('apportion', { total, weights }))
    } catch (refusal) {
      setError(refusal)
    }
  }
  return (
    <section className="tool" aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>{t('apportion.title')}</h2>
      <p>{t('apportion.hint')}</p>
      <form onSubmit={(event) => void submit(event)}>
        <label htmlFor={`${id}-total`}>{t('apportion.total')}</label>
        <input
          id={`${id}-total`}
          inputMode="decimal"
          value={total}
          onChange={(event) => setTotal(event.target.value.trim())}
        />
        <label htmlFor={`${id}-weights`}>{t('apportion.weights')}</label>
        <textarea
          id={`${id}-weights`}
          rows={5}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
        {bad === null ? null : <p role="alert">{t('badLine', { line: bad })}</p>}
        <button type="submit" disabled={bad !== null || weights.length === 0 || total === ''}>
          {t('apportion.submit')}
        </button>
      </form>
      {error === null ? null : <ApiError error={error} />}
      {answer === null ? null : (
        <table>
          <thead>
            <tr>
              <th scope="col">{t('apportion.key')}</th>
              <th scope="col" className="num">
                {t('apportion.amount')}
              </th>
            </tr>
          </thead>
          <tbody>
            {answer.amounts.map((row) => (
              <tr key={row.key}>
                <th scope="row">{row.key}</th>
                <td className="num">{showYuan(row.amount)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  )
}
