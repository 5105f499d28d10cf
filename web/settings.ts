import { useSyncExternalStore } from 'react'

/*
 * What a person sets for their own screen. Kept in the browser: it is nobody else's business, and it
 * must be known before the first paint.
 */

export type Theme = 'light' | 'dark'
export type Density = 'comfortable' | 'compact'
export type Unit = 'yuan' | 'wan'

interface Settings {
  readonly theme: Theme
  readonly density: Density
  /** Boards may speak in 万元; books never do. */
  readonly boardUnit: Unit
  /** The groups of the menu that stand open; null until the person folds or unfolds one. */
  readonly openGroups: readonly string[] | null
}

const STORED = 'miaoqi.settings'
const DEFAULTS: Settings = {
  theme: 'light',
  density: 'comfortable',
  boardUnit: 'wan',
  openGroups: null,
}
const listeners = new Set<() => void>()
let current = stored()

function stored(): Settings {
  try {
    const saved = JSON.parse(localStorage.getItem(STORED) ?? '{}') as Partial<Settings>
    return {
      theme: saved.theme === 'dark' ? 'dark' : DEFAULTS.theme,
      density: saved.density === 'compact' ? 'compact' : DEFAULTS.density,
      boardUnit: saved.boardUnit === 'yuan' ? 'yuan' : DEFAULTS.boardUnit,
      openGroups: Array.isArray(saved.openGroups) ? saved.openGroups : DEFAULTS.openGroups,
    }
  } catch {
    return DEFAULTS
  }
}

function apply(): void {
  document.documentElement.dataset['theme'] = current.theme
  document.documentElement.dataset['density'] = current.density
}

export function changeSettings(change: Partial<Settings>): void {
  current = { ...current, ...change }
  localStorage.setItem(STORED, JSON.stringify(current))
  apply()
  for (const listener of listeners) listener()
}

/** Puts the stored theme on the page; called once by each door before it draws. */
export const startSettings = apply

export const useSettings = (): Settings =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => current,
  )
