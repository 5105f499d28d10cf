import type { Finding } from '../../../kernel/finding.ts'
import {
  addFractions,
  compareFractions,
  type Fraction,
  multiplyFractions,
  parseFraction,
} from '../../../kernel/fraction.ts'
import type { Condition, Demand, Value, Values } from '../model.ts'

/** What the names of a condition stand for: the step's own fields, those of other steps, the case's facts. */
export type Lookup = (name: string) => Value | undefined

/** Looks a name up: `field` in `own`, `step.field` in `steps`, `case.field` in the facts. */
export function lookupIn(what: {
  readonly own: Values
  readonly steps: ReadonlyMap<string, Values>
  readonly facts: Values
}): Lookup {
  return (name) => {
    const dot = name.indexOf('.')
    if (dot < 0) return what.own[name]
    const [owner, field] = [name.slice(0, dot), name.slice(dot + 1)]
    return owner === 'case' ? what.facts[field] : what.steps.get(owner)?.[field]
  }
}

/** A number as people write it: 7, 2/3. */
const say = ({ num, den }: Fraction): string => (den === 1n ? `${num}` : `${num}/${den}`)

const numberOf = (value: ReturnType<Lookup>): Fraction | null =>
  typeof value === 'number' || typeof value === 'string' ? parseFraction(String(value)) : null

/** Whether a condition holds; one on something that was not written down does not. */
export const conditionHolds = (test: Condition, look: Lookup): boolean => measure(test, look).holds

interface Measure {
  readonly holds: boolean
  readonly measured: string | null
  readonly limit: string
}

function measure(test: Condition, look: Lookup): Measure {
  const value = look(test.value)
  switch (test.kind) {
    case 'share': {
      const [have, of, share] = [
        numberOf(value),
        numberOf(look(test.of)),
        parseFraction(test.share),
      ]
      const sign = test.strictly ? '>' : '≥'
      if (have === null || of === null || share === null || of.num <= 0n) {
        return { holds: false, measured: null, limit: `${sign} ${test.share}` }
      }
      const need = multiplyFractions(of, share)
      const order = compareFractions(have, need)
      return {
        holds: test.strictly ? order > 0 : order >= 0,
        measured: say(have),
        limit: `${sign} ${test.share} × ${say(of)}`,
      }
    }
    case 'band': {
      const have = numberOf(value)
      const [from, below] = [test.from, test.below]
      const limit = [from === null ? '' : `≥ ${from}`, below === null ? '' : `< ${below}`]
        .filter((part) => part !== '')
        .join(', ')
      if (have === null) return { holds: false, measured: null, limit }
      const low = from === null ? null : parseFraction(from)
      const high = below === null ? null : parseFraction(below)
      const holds =
        (from === null || (low !== null && compareFractions(have, low) >= 0)) &&
        (below === null || (high !== null && compareFractions(have, high) < 0))
      return { holds, measured: say(have), limit }
    }
    case 'sum': {
      const parts = test.parts.map((name) => numberOf(look(name)))
      const [whole, limit] = [numberOf(value), `= ${test.parts.join(' + ')}`]
      if (whole === null || parts.some((part) => part === null)) {
        return { holds: false, measured: null, limit }
      }
      const sum = parts.reduce<Fraction>(
        (all, part) => (part === null ? all : addFractions(all, part)),
        {
          num: 0n,
          den: 1n,
        },
      )
      return {
        holds: compareFractions(whole, sum) === 0,
        measured: say(sum),
        limit: `= ${say(whole)}`,
      }
    }
    case 'is':
      return {
        holds: value === test.equals,
        measured: typeof value === 'object' || value === undefined ? null : String(value),
        limit: `= ${String(test.equals)}`,
      }
    case 'includes':
      return {
        holds: Array.isArray(value) && value.some((item) => item === test.item),
        measured: Array.isArray(value) ? value.map(String).join(', ') : null,
        limit: `∋ ${test.item}`,
      }
  }
}

/** A demand as a finding: what was measured, against what, by which clause; null where it is not asked. */
export function judgeDemand(demand: Demand, look: Lookup): Finding | null {
  if (demand.when !== undefined && !conditionHolds(demand.when, look)) return null
  const { holds, measured, limit } = measure(demand.test, look)
  const outcome = holds ? 'passes' : 'fails'
  return {
    rule: demand.rule,
    version: '1',
    severity: 'block',
    outcome,
    binding: 'written',
    readings: [{ id: 'written', outcome, measured, limit }],
    notComputed: [],
    rows: [],
    source: demand.clause,
    fix: null,
    text: demand.text,
  }
}
