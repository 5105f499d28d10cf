import { type FormEvent, type ReactElement, useId, useState } from 'react'
import { call, type Out } from '../api.ts'
import { useT } from '../locale/portal.ts'
import { say } from '../locale/translate.ts'
import { ApiError } from './api-error.tsx'

/** The product says reasons in both languages on one line. */
function reasonIn(reason: string): string {
  const [zh = reason, en = reason] = reason.split(' / ')
  return say({ zh, en })
}

/** Checks credit codes and ID numbers; nothing is kept. */
export function CheckCodes(): ReactElement {
  const t = useT()
  const id = useId()
  const [text, setText] = useState('')
  const [answer, setAnswer] = useState<Out<'checkId'> | null>(null)
  const [error, setError] = useState<unknown>(null)
  const codes = text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    setError(null)
    try {
      setAnswer(await call('checkId', { codes }))
    } catch (refusal) {
      setError(refusal)
    }
  }
  return (
    <section className="tool" aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>{t('checkId.title')}</h2>
      <form onSubmit={(event) => void submit(event)}>
        <label htmlFor={id}>{t('checkId.hint')}</label>
        <textarea id={id} rows={4} value={text} onChange={(event) => setText(event.target.value)} />
        <button type="submit" disabled={codes.length === 0}>
          {t('checkId.submit')}
        </button>
      </form>
      {error === null ? null : <ApiError error={error} />}
      {answer === null ? null : (
        <table>
          <thead>
            <tr>
              <th scope="col">{t('checkId.code')}</th>
              <th scope="col">{t('checkId.kind')}</th>
              <th scope="col">{t('checkId.result')}</th>
            </tr>
          </thead>
          <tbody>
            {answer.results.map((result) => (
              <tr key={result.code}>
                <th scope="row">{result.code}</th>
                <td>{t(`checkId.kind.${result.kind}`)}</td>
                <td>
                  {t(result.valid ? 'checkId.valid' : 'checkId.invalid')}
                  {result.reason === null ? '' : ` · ${reasonIn(result.reason)}`}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  )
}
