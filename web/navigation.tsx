import { useNavigate, useRouter, useSearch } from '@tanstack/react-router'
import type { MouseEvent, ReactElement, ReactNode } from 'react'

/** What stands after the question mark: plain text, as a person may type it. */
export type Search = Readonly<Record<string, string | undefined>>

const samePage = (event: MouseEvent): boolean =>
  event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey

interface GoProps {
  readonly to: string
  readonly children: ReactNode
  readonly className?: string
  readonly title?: string
  readonly current?: 'page' | undefined
  readonly onGo?: () => void
}

/** A link inside the desk by its plain address; its page is fetched as soon as the pointer rests on it. */
export function Go({ to, children, className, title, current, onGo }: GoProps): ReactElement {
  const router = useRouter()
  const warm = (): void => {
    void router.preloadRoute({ to: to.split('?')[0] ?? to }).catch(() => undefined)
  }
  return (
    <a
      href={to}
      className={className}
      title={title}
      aria-current={current}
      onMouseEnter={warm}
      onFocus={warm}
      onClick={(event) => {
        if (!samePage(event)) return
        event.preventDefault()
        onGo?.()
        router.history.push(to)
      }}
    >
      {children}
    </a>
  )
}

/** The address's search part and the way to change it; `undefined` takes a key out. */
export function useUrl(): [Search, (change: Search, replace?: boolean) => void] {
  const search = useSearch({ strict: false }) as Search
  const navigate = useNavigate()
  const change = (next: Search, replace = true): void => {
    void navigate({
      to: '.',
      search: ((before: Search) => ({ ...before, ...next })) as never,
      replace,
    })
  }
  return [search, change]
}

/** Goes to a plain address. */
export function useGo(): (to: string) => void {
  const router = useRouter()
  return (to) => router.history.push(to)
}
