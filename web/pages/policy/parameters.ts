import { parseFraction } from '../../../src/kernel/fraction.ts'
import { showPercent } from '../../ui/figures.tsx'

/** One parameter of a rule as the form knows it, read from its JSON Schema. */
export interface Parameter {
  readonly name: string
  readonly kind: 'part' | 'count'
}

interface Schema {
  readonly properties?: Readonly<Record<string, { readonly type?: string }>>
}

/** The parameters of a rule in the order its schema lists them. */
export function parametersOf(schema: Readonly<Record<string, unknown>>): readonly Parameter[] {
  const { properties = {} } = schema as Schema
  return Object.entries(properties).map(([name, property]) => ({
    name,
    kind: property.type === 'integer' || property.type === 'number' ? 'count' : 'part',
  }))
}

/** A parameter as people read it: parts in percent, numbers as they are. */
export function showParameter(value: unknown): string {
  if (typeof value === 'number') return String(value)
  if (typeof value !== 'string') return '—'
  return parseFraction(value) === null ? value : showPercent(value, 2).replace(/\.00%$/, '%')
}

/** What was typed, as the rule takes it; null when it is not a value of this parameter. */
export function readParameter(parameter: Parameter, typed: string): string | number | null {
  const text = typed.trim()
  if (parameter.kind === 'count') return /^\d{1,4}$/.test(text) ? Number(text) : null
  const percent = /^(\d{1,3}(?:\.\d{1,2})?)%$/.exec(text)
  const value = percent === null ? parseFraction(text) : parseFraction(percent[1] ?? '')
  if (value === null) return null
  const exact = percent === null ? value : { num: value.num, den: value.den * 100n }
  return exact.num < 0n || exact.num > exact.den ? null : `${exact.num}/${exact.den}`
}
