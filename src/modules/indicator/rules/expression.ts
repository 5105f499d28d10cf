import {
  addFractions,
  type Fraction,
  fraction,
  multiplyFractions,
  parseFraction,
} from '../../../kernel/fraction.ts'
import { type Text, text } from '../../../kernel/text.ts'
import type { Expression, FactSpec, FigureValue, Mark, Measure } from '../model.ts'

/** How many of a measure's units make one of what people read: fen in a yuan, millionths in a mu. */
const SCALE: Readonly<Record<Measure, bigint>> = { count: 1n, days: 1n, fen: 100n, mu: 1_000_000n }

/** A fact's amount in heads, days, yuan or mu, exact. */
export const inUnits = (amount: bigint, measure: Measure): Fraction =>
  fraction(amount, SCALE[measure])

const negative = (f: Fraction): Fraction => ({ num: -f.num, den: f.den })

/**
 * Computes a formula exactly. `read` gives a fact's value, or null where the unit has none (then so has the
 * formula: `not_for_level`). A denominator of zero gives `zero_denominator`. A fact the formula names must be known
 * to `read`; `faultOf` has checked that.
 */
export function evaluate(
  expression: Expression,
  read: (fact: string) => Fraction | null,
): FigureValue {
  if ('fact' in expression) {
    const value = read(expression.fact)
    return value === null ? none('not_for_level') : { value, why: null }
  }
  if ('times' in expression) {
    const factor = parseFraction(expression.times) ?? fraction(0)
    return each([expression.of], read, ([value]) => multiplyFractions(factor, value ?? ZERO))
  }
  if ('sum' in expression) {
    return each(expression.sum, read, (values) => values.reduce(addFractions, ZERO))
  }
  if ('minus' in expression) {
    return each(expression.minus, read, ([a = ZERO, b = ZERO]) => addFractions(a, negative(b)))
  }
  return each(expression.over, read, ([a = ZERO, b = ZERO]) =>
    b.num === 0n ? null : fraction(a.num * b.den, a.den * b.num),
  )
}

const ZERO = fraction(0)
const none = (why: FigureValue['why']): FigureValue => ({ value: null, why })

function each(
  parts: readonly Expression[],
  read: (fact: string) => Fraction | null,
  join: (values: readonly Fraction[]) => Fraction | null,
): FigureValue {
  const values: Fraction[] = []
  for (const part of parts) {
    const found = evaluate(part, read)
    if (found.value === null) return found
    values.push(found.value)
  }
  const value = join(values)
  return value === null ? none('zero_denominator') : { value, why: null }
}

/** The facts a formula reads, each once, in the order they appear. */
export function factsOf(expression: Expression): string[] {
  const found = new Set<string>()
  const walk = (part: Expression): void => {
    if ('fact' in part) found.add(part.fact)
    else if ('sum' in part) part.sum.forEach(walk)
    else if ('minus' in part) part.minus.forEach(walk)
    else if ('over' in part) part.over.forEach(walk)
    else walk(part.of)
  }
  walk(expression)
  return [...found]
}

const DEPTH_MAX = 8

/** What is wrong with a formula that somebody wrote, with its place below `path`; null when it can be computed. */
export function faultOf(
  expression: Expression,
  facts: ReadonlyMap<string, FactSpec>,
  path = '$.formula',
): { readonly path: string; readonly text: Text } | null {
  if ((path.match(/\./g)?.length ?? 0) > DEPTH_MAX) {
    return { path, text: text('公式层次太多', 'the formula is nested too deeply') }
  }
  const inner = (parts: readonly Expression[], name: string) =>
    parts
      .map((part, i) => faultOf(part, facts, `${path}.${name}[${i}]`))
      .find((fault) => fault !== null) ?? null
  if ('fact' in expression) {
    return facts.has(expression.fact)
      ? null
      : { path: `${path}.fact`, text: text('没有这个事实', 'there is no such fact') }
  }
  if ('times' in expression) {
    return parseFraction(expression.times) === null
      ? { path: `${path}.times`, text: text('应为小数或分数', 'is a decimal or a fraction') }
      : faultOf(expression.of, facts, `${path}.of`)
  }
  if ('sum' in expression) return inner(expression.sum, 'sum')
  if ('minus' in expression) return inner(expression.minus, 'minus')
  return inner(expression.over, 'over')
}

/** An indicator is no surer than the weakest of its facts: a claim never passes for an actual figure. */
export function markOf(expression: Expression, facts: ReadonlyMap<string, FactSpec>): Mark {
  const marks = factsOf(expression).map((id) => facts.get(id)?.mark ?? 'claim')
  return (['claim', 'estimate'] as const).find((mark) => marks.includes(mark)) ?? 'actual'
}

/** The formula in words: （甲 + 乙）÷ 丙. */
export function formulaText(
  expression: Expression,
  facts: ReadonlyMap<string, FactSpec>,
  inside = false,
): Text {
  const join = (parts: readonly Expression[], sign: string): Text => {
    const said = parts.map((part) => formulaText(part, facts, true))
    const [zh, en] = [
      said.map((one) => one.zh).join(` ${sign} `),
      said.map((one) => one.en).join(` ${sign} `),
    ]
    return inside && parts.length > 1 ? text(`（${zh}）`, `(${en})`) : text(zh, en)
  }
  if ('fact' in expression) {
    return facts.get(expression.fact)?.title ?? text(expression.fact, expression.fact)
  }
  if ('sum' in expression) return join(expression.sum, '+')
  if ('minus' in expression) return join(expression.minus, '−')
  if ('over' in expression) return join(expression.over, '÷')
  const of = formulaText(expression.of, facts, true)
  return text(`${expression.times} × ${of.zh}`, `${expression.times} × ${of.en}`)
}
