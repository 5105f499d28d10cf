import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, date, type LocalDate } from '../../kernel/date.ts'
import type { AnyId } from '../../kernel/id.ts'
import { Refusal } from '../../kernel/refusal.ts'
import type { RuleVersion } from './model.ts'
import { COUNTY_DOCUMENTS } from './data/county.ts'
import { LAWS } from './data/laws.ts'
import { RULE_CATALOGUE } from './rule-catalogue.ts'
import {
  checkExemptionRange,
  countsOn,
  exemptionCounts,
  nextVersion,
  placeVersion,
  proposalFaults,
  withdrawVersion,
} from './rules.ts'

const TODAY = date('2020-11-30')

const version = (
  number: number,
  validFrom: LocalDate,
  more: Partial<RuleVersion> = {},
): RuleVersion => ({
  id: `v${number}` as AnyId,
  rule: 'SEED-MAX20',
  version: String(number),
  severity: 'block',
  binding: 'person-registered',
  parameters: { max: '20/100' },
  clauseId: null,
  reason: 'r',
  validFrom,
  validTo: null,
  proposedBy: 'p',
  withdrawnBy: null,
  ...more,
})

const codeOf = (work: () => unknown): string => {
  try {
    work()
    return 'none'
  } catch (error) {
    if (error instanceof Refusal) return error.code
    throw error
  }
}

/** Applies proposals and withdrawals as the service does, keeping what was not refused. */
function play(steps: readonly { offset: number; today: number; withdraw: boolean }[]) {
  let versions: RuleVersion[] = [version(1, date('2020-01-01'))]
  let today = TODAY
  for (const step of steps) {
    today = addDays(today, step.today)
    const last = versions.at(-1)
    try {
      if (step.withdraw && last !== undefined) {
        const reopened = withdrawVersion(versions, last, today)
        versions = versions.map((v) =>
          v.id === last.id
            ? { ...v, withdrawnBy: 'x' }
            : v.id === reopened?.id
              ? { ...v, validTo: last.validTo }
              : v,
        )
      } else {
        const validFrom = addDays(today, step.offset)
        const replaced = placeVersion(versions, { validFrom, today })
        versions = [
          ...versions.map((v) => (v.id === replaced?.id ? { ...v, validTo: validFrom } : v)),
          version(Number(nextVersion(versions)), validFrom),
        ]
      }
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
    }
  }
  return versions
}

describe('versions of a rule', () => {
  test('start today or later, never in the past', () => {
    const one = [version(1, date('2020-01-01'))]
    expect(placeVersion(one, { validFrom: TODAY, today: TODAY })?.id).toBe('v1')
    const past = { validFrom: addDays(TODAY, -1), today: TODAY }
    expect(codeOf(() => placeVersion(one, past))).toBe('not_allowed_now')
  })

  test('do not overlap one that waits; withdrawn ones do not count', () => {
    const waiting = [
      version(1, date('2020-01-01'), { validTo: date('2021-01-01') }),
      version(2, date('2021-01-01')),
    ]
    const before = { validFrom: date('2020-12-15'), today: TODAY }
    expect(codeOf(() => placeVersion(waiting, before))).toBe('conflict')
    const same = { validFrom: date('2021-01-01'), today: TODAY }
    expect(codeOf(() => placeVersion(waiting, same))).toBe('conflict')
    expect(placeVersion(waiting, { validFrom: date('2021-02-01'), today: TODAY })?.id).toBe('v2')
    const withdrawn = waiting.map((v) => (v.version === '2' ? { ...v, withdrawnBy: 'x' } : v))
    expect(placeVersion(withdrawn, before)?.id).toBe('v1')
  })

  test('are withdrawn only before their day, and the one before opens again', () => {
    const versions = [
      version(1, date('2020-01-01'), { validTo: date('2021-01-01') }),
      version(2, date('2021-01-01')),
    ]
    const [first, second] = versions as [RuleVersion, RuleVersion]
    expect(withdrawVersion(versions, second, TODAY)?.id).toBe('v1')
    expect(codeOf(() => withdrawVersion(versions, second, date('2021-01-01')))).toBe(
      'not_allowed_now',
    )
    expect(codeOf(() => withdrawVersion(versions, first, TODAY))).toBe('not_allowed_now')
    const gone = { ...second, withdrawnBy: 'x' }
    expect(codeOf(() => withdrawVersion([first, gone], gone, TODAY))).toBe('not_allowed_now')
  })

  test('whatever is proposed and withdrawn, exactly one counts on every day from the first', () => {
    const step = fc.record({
      offset: fc.integer({ min: -3, max: 20 }),
      today: fc.integer({ min: 0, max: 10 }),
      withdraw: fc.boolean(),
    })
    fc.assert(
      fc.property(
        fc.array(step, { maxLength: 12 }),
        fc.integer({ min: 0, max: 400 }),
        (steps, n) => {
          const versions = play(steps)
          const day = addDays(date('2020-01-01'), n)
          const live = versions.filter((v) => v.withdrawnBy === null)
          expect(live.filter((v) => countsOn(v, day))).toHaveLength(1)
        },
      ),
    )
  })
})

describe('proposals', () => {
  const spec = RULE_CATALOGUE.find(({ rule }) => rule === 'SEED-MAX20')

  test('parameters and reading are judged by the catalogue, with the place of each fault', () => {
    if (spec === undefined) throw new Error('SEED-MAX20 is missing')
    const { binding } = spec
    expect(proposalFaults(spec, { binding, parameters: { max: '1/5' } })).toEqual([])
    const faults = proposalFaults(spec, { binding: 'nonsense', parameters: { max: '3/2', x: 1 } })
    expect(faults.map(({ path }) => path).toSorted()).toEqual([
      '$.binding',
      '$.parameters.max',
      '$.parameters.x',
    ])
    for (const fault of faults) expect(fault.text.zh.length * fault.text.en.length).not.toBe(0)
  })
})

describe('exemptions', () => {
  test('range: not empty, not past, not longer than three years', () => {
    const range = (from: string, to: string) => () =>
      checkExemptionRange({ validFrom: date(from), validTo: date(to), today: TODAY })
    expect(codeOf(range('2020-12-01', '2023-12-01'))).toBe('none')
    expect(codeOf(range('2020-12-01', '2023-12-02'))).toBe('bad_input')
    expect(codeOf(range('2020-12-01', '2020-12-01'))).toBe('bad_input')
    expect(codeOf(range('2020-01-01', '2020-11-30'))).toBe('bad_input')
  })

  test('count from their first day until before the last, revocation included', () => {
    const exemption = {
      validFrom: date('2020-12-01'),
      validTo: date('2021-12-01'),
      revoked: null,
    }
    expect(exemptionCounts(exemption, date('2020-11-30'))).toBe(false)
    expect(exemptionCounts(exemption, date('2020-12-01'))).toBe(true)
    expect(exemptionCounts(exemption, date('2021-11-30'))).toBe(true)
    expect(exemptionCounts(exemption, date('2021-12-01'))).toBe(false)
    const revoked = { ...exemption, revoked: { from: date('2021-03-01'), by: 'b', reason: 'r' } }
    expect(exemptionCounts(revoked, date('2021-02-28'))).toBe(true)
    expect(exemptionCounts(revoked, date('2021-03-01'))).toBe(false)
  })
})

/** National texts that were not at hand when their gists were written. */
const NOT_READ: ReadonlySet<string> = new Set(['cash-regs', 'accounting-basics'])

describe('what is shipped', () => {
  test('every rule cites a clause of the library, and its defaults fit its own schema', () => {
    const clauses = new Set(
      [...LAWS, ...COUNTY_DOCUMENTS].flatMap(({ code, clauses: own }) =>
        own.map(({ number }) => `${code} ${number}`),
      ),
    )
    expect(RULE_CATALOGUE.length).toBeGreaterThanOrEqual(8)
    for (const spec of RULE_CATALOGUE) {
      expect(clauses).toContain(`${spec.clause.document} ${spec.clause.number}`)
      expect(proposalFaults(spec, { binding: spec.binding, parameters: spec.defaults })).toEqual([])
      expect(new Set(spec.readings.map(({ id }) => id)).size).toBe(spec.readings.length)
    }
  })

  test('clause numbers are unique within a document, and what was not read is second-hand', () => {
    for (const { code, kind, clauses, firstHand, sourceNote } of [...LAWS, ...COUNTY_DOCUMENTS]) {
      expect(new Set(clauses.map(({ number }) => number)).size, code).toBe(clauses.length)
      const told = kind === 'county_document' || NOT_READ.has(code)
      expect(firstHand, code).toBe(!told)
      expect(sourceNote, code).not.toBe('')
    }
  })
})
