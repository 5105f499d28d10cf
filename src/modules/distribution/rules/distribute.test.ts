import { readdirSync, readFileSync } from 'node:fs'
import { z } from 'zod'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { faultsOf } from '../../../kernel/fault.ts'
import { formatYuan } from '../../../kernel/money.ts'
import { Refusal } from '../../../kernel/refusal.ts'
import { distribute, distributeInput, distributeOutput, notAllPass } from './distribute.ts'

const GOLDEN = new URL('../../../../test/golden/distribute/', import.meta.url)

interface Golden {
  readonly why: string
  readonly input: unknown
  readonly exit: 0 | 1 | 2
  readonly expect?: object
  readonly findings?: Readonly<Record<string, ExpectedFinding>>
  readonly faults?: readonly string[]
}

interface ExpectedFinding {
  readonly outcome: string
  readonly readings?: Readonly<Record<string, string>>
  readonly measured?: Readonly<Record<string, string | null>>
  readonly notComputed?: readonly string[]
  readonly rows?: readonly string[]
}

type Document = z.input<typeof distributeInput>
const run = (document: unknown): z.input<typeof distributeOutput> =>
  z.encode(distributeOutput, distribute(distributeInput.parse(document)))

/** Where the faults are, from the schema or from the computation. */
function faults(document: unknown): string[] {
  const parsed = distributeInput.safeParse(document, { reportInput: true })
  if (!parsed.success) return faultsOf(parsed.error).map(({ path }) => path)
  try {
    distribute(parsed.data)
    return []
  } catch (error) {
    if (error instanceof Refusal && error.code === 'bad_input') {
      return error.faults.map(({ path }) => path)
    }
    throw error
  }
}

const files = readdirSync(GOLDEN).filter((file) => file.endsWith('.json'))

describe('golden distributions', () => {
  test('there are some', () => expect(files.length).toBeGreaterThan(40))

  test.each(files)('%s', (file) => {
    const golden = JSON.parse(readFileSync(new URL(file, GOLDEN), 'utf8')) as Golden
    if (golden.exit === 2) {
      expect(faults(golden.input)).toEqual(golden.faults)
      return
    }
    const output = run(golden.input)
    const found = distribute(distributeInput.parse(golden.input))
    expect(output).toMatchObject(golden.expect ?? {})
    expect(output.findings.map(({ rule }) => rule)).toEqual([
      'DIST-60',
      'DIST-ORDER',
      'DIST-EQUALGRANT',
    ])
    expect(notAllPass(found)).toBe(golden.exit === 1)
    for (const [rule, expected] of Object.entries(golden.findings ?? {})) {
      const finding = output.findings.find((one) => one.rule === rule)
      expect(finding?.outcome, rule).toBe(expected.outcome)
      const reading = (id: string) => finding?.readings.find((one) => one.id === id)
      for (const [id, outcome] of Object.entries(expected.readings ?? {})) {
        expect(reading(id)?.outcome, id).toBe(outcome)
      }
      for (const [id, measured] of Object.entries(expected.measured ?? {})) {
        expect(reading(id)?.measured, id).toBe(measured)
      }
      if (expected.notComputed !== undefined) {
        expect(finding?.notComputed.map(({ id }) => id)).toEqual(expected.notComputed)
      }
      if (expected.rows !== undefined) expect(finding?.rows).toEqual(expected.rows)
    }
  })
})

test('every amount is explained, with its article and its figures', () => {
  const file = files.find((name) => name.includes('full-chain.json')) ?? ''
  const golden = JSON.parse(readFileSync(new URL(file, GOLDEN), 'utf8')) as Golden
  const { explanation } = run(golden.input)
  expect(explanation.map(({ step, amount }) => [step, amount])).toEqual([
    ['after-loss', '160000.00'],
    ['reserve', '16000.00'],
    ['distributable', '144000.00'],
    ['row16', '144000.00'],
    ['patronage-return', '93600.00'],
    ['retain', '0.00'],
    ['residual', '50400.00'],
  ])
  expect(explanation[4]).toEqual({
    step: 'patronage-return',
    article: '农民专业合作社法第四十四条第二款',
    formula: '144000.00 × 13/20(向上取到分) / 144000.00 × 13/20 (rounded up to the fen)',
    amount: '93600.00',
  })
  expect(explanation[6]?.formula).toBe(
    '其余全部:144000.00 − 93600.00 / all that remains: 144000.00 − 93600.00',
  )
})

const money = (max: bigint) => fc.bigInt({ min: 0n, max }).map((v) => formatYuan(v))
const member = fc.record({
  patronage: fc.oneof(fc.constant('0'), money(10n ** 9n)),
  contribution: money(10n ** 9n),
  reserveShare: money(10n ** 7n),
})
const loss = fc.oneof(fc.constant('0'), money(10n ** 8n))

/** A year with at least one trade and one contribution, grants equal by head. */
const documents = fc
  .record({
    netSurplus: fc.bigInt({ min: -(10n ** 9n), max: 10n ** 10n }).map((v) => formatYuan(v)),
    priorLoss: loss,
    opening: loss,
    reserve: fc.record({
      rate: fc.nat(100).map((n) => `${n}/100`),
      base: fc.constantFrom('after-loss' as const, 'surplus' as const),
      includeNewReserve: fc.boolean(),
      quantifyBy: fc.constantFrom('contribution' as const, 'patronage' as const, 'equal' as const),
    }),
    lawful: fc.nat(400).map((n) => `${600 + n}/1000`),
    grant: money(10n ** 6n),
    members: fc.array(member, { minLength: 1, maxLength: 20 }),
  })
  .map(({ opening, lawful, grant, members, ...year }): Document => ({
    ...year,
    otherTransfersIn: '0',
    openingUndistributed: Number(year.priorLoss) > 0 ? '0' : opening,
    patronageRate: lawful,
    retain: '0',
    members: [{ patronage: '0.01', contribution: '0.01', reserveShare: '0' }, ...members].map(
      (one, i) => ({
        ...one,
        id: `m${String(i).padStart(3, '0')}`,
        grantShare: grant,
        donationShare: '0',
      }),
    ),
  }))

const fenOf = (yuan: string): bigint => BigInt(yuan.replace('.', ''))
const total = (amounts: readonly string[]): bigint =>
  amounts.reduce((all, one) => all + fenOf(one), 0n)

describe('any lawful year', () => {
  test('every pool is divided to the fen, nobody gets less than nothing, 60 % holds', () => {
    fc.assert(
      fc.property(documents, (document) => {
        const output = run(document)
        const { members } = output
        expect(total(members.map((m) => m.patronageReturn))).toBe(fenOf(output.patronageReturn))
        expect(total(members.map((m) => m.residual))).toBe(fenOf(output.residual))
        expect(total(members.map((m) => m.newReserveShare))).toBe(fenOf(output.reserve))
        expect(total(members.map((m) => m.total))).toBe(fenOf(output.distributable))
        expect(fenOf(output.distributable)).toBe(fenOf(output.afterLoss) - fenOf(output.reserve))
        for (const one of members) expect(fenOf(one.total) >= 0n).toBe(true)
        expect(output.findings.map(({ outcome }) => outcome)).toEqual([
          'passes',
          'passes',
          'passes',
        ])
      }),
      { numRuns: 300 },
    )
  })

  test('the same bytes again, and whatever the order of members', () => {
    fc.assert(
      fc.property(documents, fc.func(fc.nat()), (document, mix) => {
        const mixed = document.members.toSorted((a, b) => mix(a.id) - mix(b.id))
        const answer = JSON.stringify(run(document))
        expect(JSON.stringify(run(document))).toBe(answer)
        expect(JSON.stringify(run({ ...document, members: mixed }))).toBe(answer)
      }),
    )
  })

  test('scaling all transactions, or all accounts, changes nobody’s money', () => {
    fc.assert(
      fc.property(documents, fc.integer({ min: 2, max: 50 }), (document, factor) => {
        const times = (yuan: string): string => formatYuan(fenOf(yuan) * BigInt(factor))
        const plain = { ...document, reserve: { ...document.reserve, includeNewReserve: false } }
        const scaled = {
          ...plain,
          members: plain.members.map((m) => ({
            id: m.id,
            patronage: times(Number(m.patronage) === 0 ? '0.00' : m.patronage),
            contribution: times(m.contribution),
            reserveShare: times(m.reserveShare === '0' ? '0.00' : m.reserveShare),
            grantShare: times(m.grantShare),
            donationShare: '0',
          })),
        }
        expect(run(scaled).members).toEqual(run(plain).members)
      }),
    )
  })

  test('an unlawful rate fails exactly when the return is below 60 % of the distributable surplus', () => {
    fc.assert(
      fc.property(documents, fc.nat(599), (document, perMille) => {
        const output = run({ ...document, patronageRate: `${perMille}/1000` })
        const [sixty] = output.findings
        const holds = fenOf(output.patronageReturn) * 100n >= 60n * fenOf(output.distributable)
        expect(sixty?.outcome).toBe(holds ? 'passes' : 'fails')
      }),
    )
  })
})
