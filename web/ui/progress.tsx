import { type ReactElement, useEffect, useState } from 'react'
import { useT } from '../locale/desk.ts'

interface Seen {
  readonly done: number
  readonly total: number
  readonly seconds: number
}

const EVERY_MS = 700

/** How far a running call is, asked for by the name it was given; with the time that is left. */
export function Progress({ requestId }: { requestId: string | null }): ReactElement | null {
  const t = useT()
  const [seen, setSeen] = useState<Seen | null>(null)
  useEffect(() => {
    if (requestId === null) return
    let seconds = 0
    const timer = setInterval(() => {
      seconds += EVERY_MS / 1000
      const at = seconds
      void fetch(`/api/progress/${requestId}`)
        .then(async (response) => (await response.json()) as { done: number; total: number })
        .then((answer) => setSeen({ ...answer, seconds: at }))
        .catch(() => undefined)
    }, EVERY_MS)
    return () => clearInterval(timer)
  }, [requestId])
  if (requestId === null || seen === null || seen.total === 0) return null
  const left = seen.done === 0 ? null : (seen.seconds / seen.done) * (seen.total - seen.done)
  return (
    <p role="status" className="progress">
      <progress value={seen.done} max={seen.total} />
      {t('common.progress', { done: seen.done, total: seen.total })}{' '}
      {left === null ? null : t('common.timeLeft', { n: Math.ceil(left) })}
    </p>
  )
}
