import { parseDate } from '../../../src/kernel/date.ts'
import { parseFraction } from '../../../src/kernel/fraction.ts'
import { formatYuan, parseYuan } from '../../../src/kernel/money.ts'
import { type Text, text } from '../../../src/kernel/text.ts'
import { say } from '../../locale/translate.ts'
import { showPercent, showYuan } from '../../ui/figures.tsx'

/** One parameter of a rule as the form knows it, read from its JSON Schema. */
export interface Parameter {
  readonly name: string
  readonly kind: 'part' | 'count' | 'yuan' | 'day' | 'flag' | 'choice'
  /** What a choice may be; empty for the others. */
  readonly options: readonly string[]
}

export type ParameterValue = string | number | boolean

interface Property {
  readonly type?: string
  readonly as?: string
  readonly enum?: readonly string[]
}

const KINDS: readonly Parameter['kind'][] = ['part', 'count', 'yuan', 'day', 'flag', 'choice']

/** The parameters of a rule in the order its schema lists them. */
export function parametersOf(schema: Readonly<Record<string, unknown>>): readonly Parameter[] {
  const properties = (schema['properties'] ?? {}) as Readonly<Record<string, Property>>
  return Object.entries(properties).map(([name, property]) => ({
    name,
    kind: KINDS.find((kind) => kind === property.as) ?? kindOf(property),
    options: property.enum ?? [],
  }))
}

const kindOf = ({ type }: Property): Parameter['kind'] =>
  type === 'integer' || type === 'number' ? 'count' : type === 'boolean' ? 'flag' : 'part'

const CHOICES: Readonly<Record<string, Text>> = {
  'after-loss': text('补亏后的盈余', 'the surplus after losses'),
  surplus: text('本年盈余', 'the surplus of the year'),
  contribution: text('按出资', 'by contribution'),
  patronage: text('按交易量(额)', 'by transactions'),
  equal: text('按人平均', 'equally by head'),
  full: text('按全年算', 'count in full'),
  months: text('按月份折算', 'by months'),
  none: text('不参加', 'do not take part'),
  'like-grants': text('同补助,不退', 'like grants, not refunded'),
  refund: text('退还', 'refunded'),
  true: text('是', 'yes'),
  false: text('否', 'no'),
}

/** A choice or a yes and no in words. */
export const choiceName = (value: string): string => {
  const known = CHOICES[value]
  return known === undefined ? value : say(known)
}

/** A parameter as people read it: parts in percent, amounts in yuan, choices in words. */
export function showParameter({ kind }: Pick<Parameter, 'kind'>, value: unknown): string {
  if (typeof value === 'number') return String(value)
  if (typeof value === 'boolean') return choiceName(String(value))
  if (typeof value !== 'string') return '—'
  if (kind === 'choice' || kind === 'flag') return choiceName(value)
  if (kind === 'yuan') return showYuan(value) ?? value
  if (kind === 'day') return value
  return parseFraction(value) === null ? value : showPercent(value, 2).replace(/\.00%$/, '%')
}

/** A parameter as the form's field holds it: what was shown for figures, the value itself for choices. */
export function typedParameter(parameter: Parameter, value: unknown): string {
  if (typeof value === 'boolean') return String(value)
  const asIs = parameter.kind === 'choice' || parameter.kind === 'yuan'
  return asIs && typeof value === 'string' ? value : showParameter(parameter, value)
}

/** What was typed, as the rule takes it; null when it is not a value of this parameter. */
export function readParameter(parameter: Parameter, typed: string): ParameterValue | null {
  const written = typed.trim()
  switch (parameter.kind) {
    case 'count':
      return /^\d{1,4}$/.test(written) ? Number(written) : null
    case 'flag':
      return written === 'true' ? true : written === 'false' ? false : null
    case 'choice':
      return parameter.options.includes(written) ? written : null
    case 'yuan': {
      const amount = parseYuan(written.replaceAll(',', ''))
      return amount === null || amount < 0n ? null : formatYuan(amount)
    }
    case 'day':
      return parseDate(written)
    case 'part':
      return readPart(written)
  }
}

function readPart(written: string): string | null {
  const percent = /^(\d{1,3}(?:\.\d{1,2})?)%$/.exec(written)
  const value = percent === null ? parseFraction(written) : parseFraction(percent[1] ?? '')
  if (value === null) return null
  const exact = percent === null ? value : { num: value.num, den: value.den * 100n }
  return exact.num < 0n || exact.num > exact.den ? null : `${exact.num}/${exact.den}`
}
