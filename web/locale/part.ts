import { useSyncExternalStore } from 'react'
import { type Args, type Catalogue, fill, useLanguage } from './translate.ts'
import { typeset } from './typeset.ts'

type Sentences = Readonly<Record<string, string>>
type Say<K extends string, C extends Sentences> = <Key extends K>(
  key: Key,
  ...args: Key extends keyof C ? Args<C[Key]> : never
) => string

/**
 * A catalogue that comes with the pages that need it, not with the first paint. `useT` knows its own
 * sentences and, through `useBase`, those of the door; English is fetched when it is asked for.
 */
export function makePart<const C extends Sentences, const B extends Sentences>(
  zh: C,
  loadEnglish: () => Promise<Catalogue<C>>,
  useBase: () => (key: never, ...args: never) => string,
) {
  let english: Catalogue<C> | null = null
  let asked = false
  const listeners = new Set<() => void>()
  const load = (): void => {
    if (asked) return
    asked = true
    void loadEnglish().then((catalogue) => {
      english = catalogue
      for (const listener of listeners) listener()
    })
  }
  const subscribe = (listener: () => void): (() => void) => {
    listeners.add(listener)
    return () => listeners.delete(listener)
  }
  return (): Say<keyof (B & C) & string, B & C> => {
    const base = useBase() as (key: string, values?: Record<string, string | number>) => string
    const language = useLanguage()
    const known = useSyncExternalStore(subscribe, () => english)
    if (language === 'en') load()
    return ((key: string, values?: Record<string, string | number>) => {
      const chinese = zh[key]
      if (chinese === undefined) return base(key, values)
      return language === 'en' && known !== null
        ? fill(known[key] ?? chinese, values ?? {})
        : typeset(fill(chinese, values ?? {}))
    }) as Say<keyof (B & C) & string, B & C>
  }
}
