import { type ReactElement, useSyncExternalStore } from 'react'
import { useT } from '../locale/desk.ts'
import { Notice } from '../ui/page.tsx'

function subscribe(listener: () => void): () => void {
  window.addEventListener('online', listener)
  window.addEventListener('offline', listener)
  return () => {
    window.removeEventListener('online', listener)
    window.removeEventListener('offline', listener)
  }
}

/** Said while the network is down: what stands on the screen is what was read last. */
export function OfflineNotice(): ReactElement | null {
  const t = useT()
  const online = useSyncExternalStore(subscribe, () => navigator.onLine)
  return online ? null : <Notice tone="depends">{t('shell.offline')}</Notice>
}
