import {
  compareFractions,
  displayPercent,
  type Fraction,
  fraction,
} from '../../../kernel/fraction.ts'
import { displayYuan } from '../../../kernel/money.ts'
import { type Text, text } from '../../../kernel/text.ts'
import { FACT_KINDS } from '../data/facts.ts'
import {
  type ClassProposal,
  type ClassTest,
  CLASSES,
  type CoopClass,
  type Facts,
  type Measure,
  type TestResult,
} from '../model.ts'

/** Whether a value stands as a test says; exact. */
export function stands(test: Pick<ClassTest, 'operator' | 'limit'>, value: Fraction): boolean {
  const order = compareFractions(value, test.limit)
  switch (test.operator) {
    case 'atLeast':
      return order >= 0
    case 'atMost':
      return order <= 0
    case 'above':
      return order > 0
    case 'below':
      return order < 0
    case 'yes':
      return value.num !== 0n
    case 'no':
      return value.num === 0n
  }
}

function resultOf(test: ClassTest, facts: Facts): TestResult {
  const { value, missing, notes } = facts[test.fact]
  return {
    test,
    measured: value,
    holds: value === null ? null : stands(test, value),
    missing,
    notes,
  }
}

type Known = boolean | null

const anyOf = (states: readonly Known[]): Known =>
  states.includes(true) ? true : states.includes(null) ? null : false

/** Of every group one suffices, all groups must hold. */
function allGroups(results: readonly TestResult[]): Known {
  const groups = Map.groupBy(results, ({ test }) => test.group)
  const states = [...groups.values()].map((own) => anyOf(own.map(({ holds }) => holds)))
  return states.includes(false) ? false : states.includes(null) ? null : true
}

/**
 * Lays the tests against the facts. The fourth class goes before the third, both are entered by any of their
 * tests; the first is entered by all of its groups; what is left is the second (practice.md E.7). What is not
 * known counts neither for nor against: `possible` names every class it could still make of the co-op.
 */
export function proposeClass(facts: Facts, tests: readonly ClassTest[]): ClassProposal {
  const results = tests.filter(({ on }) => on).map((test) => resultOf(test, facts))
  const of = (wanted: CoopClass) => results.filter(({ test }) => test.class === wanted)
  const possible: CoopClass[] = []
  let proposed: CoopClass | null = null
  const settle = (found: CoopClass, state: Known): boolean => {
    if (state !== false) possible.push(found)
    if (state === true) proposed ??= found
    return state === true
  }
  const worst = (['rebuild', 'transform'] as const).some((found) =>
    settle(found, anyOf(of(found).map(({ holds }) => holds))),
  )
  const model = of('model')
  const best = !worst && settle('model', model.length === 0 ? false : allGroups(model))
  if (!worst && !best) settle('improve', true)
  return { proposed: proposed ?? 'improve', possible, results }
}

/** Whether nothing that is unknown could change the proposal: only such are confirmed in bulk. */
export const isUnanimous = ({ possible }: ClassProposal): boolean => possible.length === 1

/** The class a co-op of this one works towards; null for the first. */
export function nextClass(current: CoopClass): CoopClass | null {
  const place = CLASSES.indexOf(current)
  return place === 0 ? null : place > 1 ? 'improve' : 'model'
}

/** What still stands between a co-op and a class, with how far it is from each limit. */
export interface ClassStep {
  readonly result: TestResult
  readonly said: Text
}

/**
 * The steps to a class: what puts the co-op into a lower one, and what the class asks and is not shown. Of a
 * group none of whose tests holds, each is a way; of one that holds, none is a step.
 */
export function stepsTo(
  { results }: Pick<ClassProposal, 'results'>,
  target: CoopClass,
): readonly ClassStep[] {
  const lower = CLASSES.slice(CLASSES.indexOf(target) + 1)
  const triggers = results.filter(
    ({ test, holds }) => lower.includes(test.class) && test.class !== 'improve' && holds === true,
  )
  const asked = results.filter(({ test }) => test.class === target)
  const groups = Map.groupBy(asked, ({ test }) => test.group)
  const missed = [...groups.values()].flatMap((own) =>
    own.some(({ holds }) => holds === true) ? [] : own,
  )
  return [...triggers, ...missed].map((result) => ({ result, said: gapOf(result) }))
}

/** A measure as people read it. */
export function sayMeasure(value: Fraction | null, measure: Measure): Text {
  if (value === null) return text('不清楚', 'not known')
  switch (measure) {
    case 'yes':
      return value.num === 0n ? text('否', 'no') : text('是', 'yes')
    case 'count':
      return text(`${value.num / value.den}`, `${value.num / value.den}`)
    case 'share':
      return text(displayPercent(value), displayPercent(value))
    case 'fen': {
      const yuan = displayYuan(value.num / value.den)
      return text(`${yuan} 元`, `${yuan} yuan`)
    }
  }
}

/** What a test asks, as people read it. */
export function sayLimit(test: ClassTest): Text {
  const said = sayMeasure(test.limit, FACT_KINDS[test.fact].measure)
  switch (test.operator) {
    case 'atLeast':
      return text(`不低于 ${said.zh}`, `at least ${said.en}`)
    case 'atMost':
      return text(`不超过 ${said.zh}`, `at most ${said.en}`)
    case 'above':
      return text(`高于 ${said.zh}`, `above ${said.en}`)
    case 'below':
      return text(`低于 ${said.zh}`, `below ${said.en}`)
    case 'yes':
      return text('是', 'yes')
    case 'no':
      return text('否', 'no')
  }
}

/** How far the measured value is from where it should be; for a trigger the way out of it. */
function gapOf(result: TestResult): Text {
  const { test, measured } = result
  const { title, measure } = FACT_KINDS[test.fact]
  if (measured === null) {
    return text(`${title.zh}:尚不清楚,先核实`, `${title.en}: not known yet, find out first`)
  }
  const now = sayMeasure(measured, measure)
  const asked = sayLimit(test)
  const size = differenceOf(measured, test.limit)
  const far =
    test.operator === 'yes' || test.operator === 'no' || size.num === 0n
      ? text('', '')
      : text(`,相差 ${sayMeasure(size, measure).zh}`, `, ${sayMeasure(size, measure).en} away`)
  return test.class === 'transform' || test.class === 'rebuild'
    ? text(
        `${title.zh}现为 ${now.zh}(${test.title.zh})${far.zh}`,
        `${title.en} is ${now.en} (${test.title.en})${far.en}`,
      )
    : text(
        `${title.zh}现为 ${now.zh},要求${asked.zh}${far.zh}`,
        `${title.en} is ${now.en}, asked: ${asked.en}${far.en}`,
      )
}

function differenceOf(a: Fraction, b: Fraction): Fraction {
  const signed = fraction(a.num * b.den - b.num * a.den, a.den * b.den)
  return signed.num < 0n ? { num: -signed.num, den: signed.den } : signed
}

/** What decided a proposal, in one sentence. */
export function sayProposal(proposal: ClassProposal): Text {
  const { proposed, results, possible } = proposal
  const own = results.filter(({ test }) => test.class === proposed)
  const unknown = results.filter(({ holds }) => holds === null)
  const join = (of: readonly TestResult[]) =>
    text(
      of.map(({ test }) => test.title.zh).join('、'),
      of.map(({ test }) => test.title.en).join(', '),
    )
  const open =
    possible.length > 1
      ? text(`;待核实:${join(unknown).zh}`, `; to be found out: ${join(unknown).en}`)
      : text('', '')
  if (proposed === 'transform' || proposed === 'rebuild') {
    const why = join(own.filter(({ holds }) => holds === true))
    return text(`触发:${why.zh}${open.zh}`, `Met: ${why.en}${open.en}`)
  }
  if (proposed === 'model') {
    return text(`示范标准全部达到${open.zh}`, `All tests of the first class met${open.en}`)
  }
  const missed = join(stepsTo(proposal, 'model').map(({ result }) => result))
  return text(
    `未触发改造、重组;距示范还差:${missed.zh}${open.zh}`,
    `No test of the lower classes met; short of the first by: ${missed.en}${open.en}`,
  )
}
