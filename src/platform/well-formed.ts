import { jsonPath } from '../kernel/fault.ts'
import type { Fault } from '../kernel/refusal.ts'
import { text } from '../kernel/text.ts'

const SAID = text('含有无法保存的字符', 'contains a character that cannot be stored')
const FAULTS_MAX = 20

/**
 * The places of an input that PostgreSQL could not store: NUL, or half of a surrogate pair. Checked
 * for every verb, so that no field has to think of it.
 */
export function illFormed(input: unknown): Fault[] {
  const faults: Fault[] = []
  const walk = (value: unknown, path: readonly PropertyKey[]): void => {
    if (faults.length >= FAULTS_MAX) return
    if (typeof value === 'string') {
      if (value.includes('\0') || !value.isWellFormed()) {
        faults.push({ path: jsonPath(path), text: SAID })
      }
    } else if (Array.isArray(value)) {
      value.forEach((item, i) => walk(item, [...path, i]))
    } else if (typeof value === 'object' && value !== null) {
      for (const [key, item] of Object.entries(value)) {
        walk(key, path)
        walk(item, [...path, key])
      }
    }
  }
  walk(input, [])
  return faults
}
