import type { In, Out } from '../../api.ts'

export type Given = In<'keepAccount'>['given']
type Kept = Out<'readAccounts'>

/** A line as it is typed. */
export interface TypedLine {
  readonly key: number
  readonly title: string
  readonly kind: 'income' | 'cost'
  readonly quantity: string
  readonly measure: string
  readonly price: string
}

export const CASES = ['low', 'middle', 'high'] as const
export type Case = (typeof CASES)[number]
export const CASE_FIELDS = [
  'guaranteed',
  'surplus',
  'from',
  'workdays',
  'wage',
  'trade',
  'tradeCost',
] as const
export type CaseField = (typeof CASE_FIELDS)[number]

/** Everything of the form, as text. */
export interface Typed {
  readonly pastYear: string
  readonly past: readonly TypedLine[]
  readonly presentYear: string
  readonly present: readonly TypedLine[]
  readonly years: string
  readonly landMu: string
  readonly contribution: string
  readonly outside: readonly TypedLine[]
  readonly contributions: string
  readonly allTrade: string
  readonly reserve: string
  readonly returned: string
  readonly cases: Readonly<Record<Case, Readonly<Record<CaseField, string>>>>
}

let made = 0
export const emptyLine = (): TypedLine => ({
  key: (made += 1),
  title: '',
  kind: 'income',
  quantity: '',
  measure: '',
  price: '',
})

const lineFrom = (line: Given['past']['lines'][number]): TypedLine => ({
  ...emptyLine(),
  title: line.title,
  kind: line.kind,
  quantity: line.quantity ?? '',
  measure: line.measure ?? '',
  price: line.price,
})

/** "1/10" as "10": rates are typed in percent with at most two decimals. */
const percentOf = (rate: string): string => {
  const [num = '0', den = '1'] = rate.split('/')
  const hundredths = (BigInt(num) * 10_000n) / BigInt(den)
  const places = String(hundredths % 100n)
    .padStart(2, '0')
    .replace(/0+$/, '')
  return `${hundredths / 100n}${places === '' ? '' : `.${places}`}`
}

/** "10" as "1000/10000"; null for what is no percentage. */
const rateOf = (typed: string): string | null => {
  const match = /^(\d{1,3})(?:\.(\d{1,2}))?$/.exec(typed.trim())
  return match === null ? null : `${match[1]}${(match[2] ?? '').padEnd(2, '0')}/10000`
}

/** Half of an amount of yuan, to the fen: a beginning for the low case, to be changed. */
const scaled = (value: string | null, num: bigint, den: bigint): string => {
  if (value === null) return ''
  const fen = (BigInt(value.replace('.', '')) * num) / den
  return `${fen / 100n}.${String(fen % 100n).padStart(2, '0')}`
}

const emptyCase = (surplus: string, workdays: number): Record<CaseField, string> => ({
  guaranteed: '0',
  surplus,
  from: '2',
  workdays: String(workdays),
  wage: '0',
  trade: '0',
  tradeCost: '0',
})

/** The form as it opens: the last kept account, or what plan, feasibility and wish already say. */
export function typedOf(read: Kept, year: number): Typed {
  const [last] = read.kept
  if (last !== undefined) return typedFrom(last.given)
  const { suggested } = read
  const one = (num: bigint, den: bigint) =>
    emptyCase(scaled(suggested.surplus, num, den), suggested.workdays)
  return {
    pastYear: String(year - 2),
    past: [emptyLine()],
    presentYear: String(year),
    present: [emptyLine()],
    years: '5',
    landMu: suggested.landMu,
    contribution: suggested.cash,
    outside: [],
    contributions: suggested.contributions ?? '',
    allTrade: '',
    reserve: '10',
    returned: '60',
    cases: { low: one(1n, 2n), middle: one(1n, 1n), high: one(3n, 2n) },
  }
}

function typedFrom(given: Given): Typed {
  const one = (name: Case): Record<CaseField, string> => {
    const { from, workdays, ...money } = given.cases[name]
    return { ...money, from: String(from), workdays: String(workdays) }
  }
  return {
    pastYear: String(given.past.year),
    past: given.past.lines.map(lineFrom),
    presentYear: String(given.present.year),
    present: given.present.lines.map(lineFrom),
    years: String(given.years),
    landMu: given.brings.landMu,
    contribution: given.brings.contribution,
    outside: given.brings.outside.map(lineFrom),
    contributions: given.terms.contributions,
    allTrade: given.terms.allTrade,
    reserve: percentOf(given.terms.reserve),
    returned: percentOf(given.terms.returned),
    cases: { low: one('low'), middle: one('middle'), high: one('high') },
  }
}

const whole = (typed: string): number | null =>
  /^\d{1,6}$/.test(typed.trim()) ? Number(typed.trim()) : null

const linesFrom = (lines: readonly TypedLine[]) =>
  lines
    .filter(({ title, price }) => title.trim() !== '' && price.trim() !== '')
    .map(({ title, kind, quantity, measure, price }) => ({
      title: title.trim(),
      kind,
      quantity: quantity.trim() === '' ? null : quantity.trim(),
      measure: measure.trim(),
      price: price.trim(),
    }))

/** The form as the server takes it; null while a number is missing or wrong. */
export function givenOf(typed: Typed): Given | null {
  const [past, present] = [whole(typed.pastYear), whole(typed.presentYear)]
  const years = whole(typed.years)
  const [reserve, returned] = [rateOf(typed.reserve), rateOf(typed.returned)]
  if (past === null || present === null || years === null) return null
  if (reserve === null || returned === null) return null
  if (typed.contributions.trim() === '' || typed.allTrade.trim() === '') return null
  const cases: Partial<Record<Case, Given['cases']['low']>> = {}
  for (const name of CASES) {
    const one = typed.cases[name]
    const [from, workdays] = [whole(one.from), whole(one.workdays)]
    if (from === null || workdays === null) return null
    if (CASE_FIELDS.some((key) => one[key].trim() === '')) return null
    cases[name] = {
      guaranteed: one.guaranteed.trim(),
      surplus: one.surplus.trim(),
      from,
      workdays,
      wage: one.wage.trim(),
      trade: one.trade.trim(),
      tradeCost: one.tradeCost.trim(),
    }
  }
  const { low, middle, high } = cases
  if (low === undefined || middle === undefined || high === undefined) return null
  return {
    past: { year: past, lines: linesFrom(typed.past) },
    present: { year: present, lines: linesFrom(typed.present) },
    years,
    brings: {
      landMu: typed.landMu.trim(),
      contribution: typed.contribution.trim(),
      outside: linesFrom(typed.outside),
    },
    terms: {
      contributions: typed.contributions.trim(),
      allTrade: typed.allTrade.trim(),
      reserve,
      returned,
    },
    cases: { low, middle, high },
  }
}
