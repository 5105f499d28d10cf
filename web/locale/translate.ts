import { useSyncExternalStore } from 'react'
import type { Language, Text } from '../../src/kernel/text.ts'
import { typeset } from './typeset.ts'

/*
 * Sentences live in catalogues: Chinese is the pattern, English must have the same keys (the compiler
 * says which is missing). `{n}` is filled in; `{n|village|villages}` picks the word by the number n.
 * i18next was measured at 15 kB, which alone breaks the phone door's budget.
 */

type Names<S extends string> = S extends `${string}{${infer Name}}${infer Rest}`
  ? (Name extends `${infer Word}|${string}` ? Word : Name) | Names<Rest>
  : never

type Values<S extends string> = { readonly [K in Names<S>]: string | number }
export type Args<S extends string> = [Names<S>] extends [never] ? [] : [values: Values<S>]

export type Catalogue<C extends Readonly<Record<string, string>>> = {
  readonly [K in keyof C]: string
}

export type Translate<C extends Readonly<Record<string, string>>> = <K extends keyof C & string>(
  key: K,
  ...args: Args<C[K]>
) => string

/** The keys whose sentence needs no values: labels, titles, headings. */
export type PlainKeys<C extends Readonly<Record<string, string>>> = {
  [K in keyof C & string]: [Names<C[K]>] extends [never] ? K : never
}[keyof C & string]

const STORED = 'miaoqi.language'
const listeners = new Set<() => void>()
let current: Language = firstLanguage()

function firstLanguage(): Language {
  const asked = new URLSearchParams(globalThis.location?.search ?? '').get('lang')
  const stored = asked ?? globalThis.localStorage?.getItem(STORED)
  return stored === 'en' ? 'en' : 'zh'
}

const numberFormat = new Intl.NumberFormat('en-US', { maximumFractionDigits: 20 })

export const showNumber = (value: number): string => numberFormat.format(value)

/** Fills a pattern; numbers get thousands separators, text stays as it is. */
export function fill(pattern: string, values: Readonly<Record<string, string | number>>): string {
  return pattern.replaceAll(
    /\{(\w+)(?:\|([^|}]*)\|([^}]*))?\}/g,
    (all, name: string, one?: string, many?: string) => {
      const value = values[name]
      if (value === undefined) return all
      if (one !== undefined && many !== undefined) {
        return value === 1 || value === '1' ? one : many
      }
      return typeof value === 'number' ? showNumber(value) : value
    },
  )
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export const language = (): Language => current

/** The language of the screen; the component is drawn again when it changes. */
export const useLanguage = (): Language => useSyncExternalStore(subscribe, language, () => 'zh')

/** A text that carries both languages (rules, refusals, roles), in the language of the screen. */
export const say = (text: Text): string => (current === 'zh' ? typeset(text.zh) : text.en)

/** A text that is stored in one language only, set as that language is set. */
export const asWritten = (text: string): string => (current === 'zh' ? typeset(text) : text)

/** What stands between the words of a list, and between its sentences. */
export const comma = (): string => (current === 'zh' ? '、' : ', ')
export const semicolon = (): string => (current === 'zh' ? '；' : '; ')

function show(next: Language): void {
  current = next
  globalThis.localStorage?.setItem(STORED, next)
  document.documentElement.lang = next === 'zh' ? 'zh-CN' : 'en'
  for (const listener of listeners) listener()
}

/** A door's catalogues: Chinese comes with the door, English when it is asked for. */
export function makeLocale<const C extends Readonly<Record<string, string>>>(
  zh: C,
  loadEnglish: () => Promise<Catalogue<C>>,
) {
  let english: Catalogue<C> | null = null
  type Fill = (key: keyof C & string, values?: Record<string, string | number>) => string
  const inChinese: Fill = (key, values) => typeset(fill(zh[key] ?? key, values ?? {}))
  const inEnglish: Fill = (key, values) => fill((english ?? zh)[key] ?? key, values ?? {})
  const t = ((key, values) =>
    (current === 'en' ? inEnglish : inChinese)(
      key,
      values as Record<string, string | number>,
    )) as Translate<C>
  const setLanguage = async (next: Language): Promise<void> => {
    if (next === 'en') english ??= await loadEnglish()
    show(next)
  }
  /** One function a language, so that what was computed with it is computed anew after a switch. */
  const useT = (): Translate<C> => (useLanguage() === 'en' ? inEnglish : inChinese) as Translate<C>
  return { t, useT, setLanguage, start: () => setLanguage(current) }
}
