import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { faultsOf } from '../../../kernel/fault.ts'
import type { Finding } from '../../../kernel/finding.ts'
import {
  checkRegister,
  checkRegisterInput,
  checkRegisterOutput,
  notAllPass,
} from './check-register.ts'
import { RULE_IDS } from './policy.ts'

const GOLDEN = new URL('../../../../test/golden/check-register/', import.meta.url)

/** What a golden case says of one rule: only what the case is about. */
interface Expected {
  readonly outcome?: string
  readonly severity?: string
  readonly binding?: string
  readonly version?: string
  readonly rows?: readonly string[]
  readonly measured?: Readonly<Record<string, string | null>>
  readonly notComputed?: readonly string[]
  readonly fix?: Partial<NonNullable<Finding['fix']>> | null
  readonly zh?: string
}

interface Golden {
  readonly why: string
  readonly input: unknown
  readonly outcome: string
  readonly expect: Readonly<Record<string, Expected>>
}

const files = readdirSync(GOLDEN).filter((file) => file.endsWith('.json'))

describe('golden registers', () => {
  test('there are some', () => expect(files.length).toBeGreaterThan(15))

  test.each(files)('%s', (file) => {
    const golden = JSON.parse(readFileSync(new URL(file, GOLDEN), 'utf8')) as Golden
    const output = checkRegister(checkRegisterInput.parse(golden.input))
    expect(checkRegisterOutput.parse(output)).toEqual(output)
    expect(output.findings.map(({ rule }) => rule)).toEqual(RULE_IDS)
    expect(output.outcome).toBe(golden.outcome)
    expect(notAllPass(output)).toBe(golden.outcome !== 'passes')
    for (const [rule, expected] of Object.entries(golden.expect)) {
      const finding = output.findings.find((one) => one.rule === rule)
      const { measured, notComputed, zh, fix, ...plain } = expected
      expect(finding).toMatchObject(plain)
      for (const [id, value] of Object.entries(measured ?? {})) {
        expect(finding?.readings.find((reading) => reading.id === id)?.measured, id).toBe(value)
      }
      if (notComputed !== undefined) {
        expect(finding?.notComputed.map(({ id }) => id)).toEqual(notComputed)
      }
      if (fix === null) expect(finding?.fix).toBe(null)
      else if (fix !== undefined) expect(finding?.fix).toMatchObject(fix)
      if (zh !== undefined) expect(finding?.text.zh).toBe(zh)
    }
  })
})

describe('the document', () => {
  const person = {
    id: 'a',
    name: '张三',
    class: 'person',
    farmer: true,
    household: null,
    contributions: [{ form: 'cash', paid: '1', promised: '0' }],
  }
  const document = {
    asOf: '2026-01-01',
    village: { households: 10 },
    branch: { committee: ['a'], partyMembers: ['a', 'b'] },
    holders: [person],
  }
  const faults = (input: unknown): string[] => {
    const parsed = checkRegisterInput.safeParse(input, { reportInput: true })
    return parsed.success
      ? []
      : faultsOf(parsed.error).map(({ path, text }) => `${path} ${text.en}`)
  }
  const changed = (change: object) => ({ ...document, holders: [{ ...person, ...change }] })

  test('is read as the contract says', () => {
    expect(faults(document)).toEqual([])
    expect(faults({ ...document, stage: 'founding', policy: {} })).toEqual([])
  })

  test.each([
    [{ ...document, more: 1 }, '$.more unknown field'],
    [changed({ share: 1 }), '$.holders[0].share unknown field'],
    [
      changed({ contributions: [{ form: 'cash', paid: '1.005', promised: '0' }] }),
      '$.holders[0].contributions[0].paid must be yuan with at most two decimals, like 1234.50',
    ],
    [
      changed({ contributions: [{ form: 'cash', paid: '-1', promised: '0' }] }),
      '$.holders[0].contributions[0].paid the amount must not be negative',
    ],
    [
      changed({ contributions: [{ form: 'cash', paid: '1' }] }),
      '$.holders[0].contributions[0].promised is missing',
    ],
    [
      changed({ internalUnits: '1.1234567' }),
      '$.holders[0].internalUnits must be a quantity of at most six decimals, not negative',
    ],
    [
      changed({ class: 'branch' }),
      '$.holders[0].class must be one of: collective, person, enterprise, unit',
    ],
    [changed({ household: undefined }), '$.holders[0].household is missing'],
    [{ ...document, holders: [person, person] }, '$.holders[1].id the id occurs twice'],
    [
      { ...document, branch: { committee: ['a', 'a'], partyMembers: [] } },
      '$.branch.committee[1] the id occurs twice',
    ],
    [{ ...document, asOf: '2026-02-30' }, '$.asOf must be a date YYYY-MM-DD'],
    [{ ...document, village: { households: -1 } }, '$.village.households too small, at least 0'],
    [{ ...document, policy: { 'SEED-MAX21': {} } }, '$.policy["SEED-MAX21"] unknown field'],
    [
      { ...document, policy: { 'SEED-MAX20': { parameters: { limit: '1/5' } } } },
      '$.policy["SEED-MAX20"].parameters.limit unknown field',
    ],
    [
      { ...document, policy: { 'SEED-MAX20': { parameters: { max: '6/5' } } } },
      '$.policy["SEED-MAX20"].parameters.max must be between 0 and 1',
    ],
    [
      { ...document, policy: { 'SEED-MAX20': { binding: 'paid' } } },
      '$.policy["SEED-MAX20"].binding the rule has no such reading',
    ],
    [
      { ...document, policy: { 'SEED-COLL': { parameters: { min: '1/2' } } } },
      '$.policy["SEED-COLL"].parameters.min the lower bound must not exceed the upper',
    ],
  ])('a fault is named with its place: %#', (input, said) => {
    expect(faults(input)).toEqual([said])
  })

  test('an override changes only what it names', () => {
    const policy = { 'SEED-MAX20': { severity: 'info', parameters: { max: '1' }, version: '7' } }
    const output = checkRegister(checkRegisterInput.parse({ ...document, policy }))
    const finding = output.findings.find(({ rule }) => rule === 'SEED-MAX20')
    expect(finding).toMatchObject({ severity: 'info', version: '7', outcome: 'passes' })
    expect(finding?.readings[0]).toMatchObject({ measured: '1/1', limit: '1/1' })
    expect(output.findings[0]?.version).toBe('1')
  })
})
