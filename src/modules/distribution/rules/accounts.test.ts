import { z } from 'zod'
import { describe, expect, test } from 'vitest'
import { faultsOf } from '../../../kernel/fault.ts'
import { exitFails, settleExit, settleExitInput, settleExitOutput } from './exit.ts'
import { quantify, quantifyInput, quantifyOutput } from './quantify.ts'

const quantified = (document: z.input<typeof quantifyInput>) =>
  z.encode(quantifyOutput, quantify(quantifyInput.parse(document)))
const saidOf = (schema: z.ZodType, document: unknown) => {
  const parsed = schema.safeParse(document, { reportInput: true })
  return parsed.success ? [] : faultsOf(parsed.error).map((f) => `${f.path} ${f.text.en}`)
}

describe('quantification', () => {
  test('account of member 甲: capital and surplus reserve by contribution, grants and donations by head', () => {
    const members = Array.from({ length: 50 }, (_, i) => ({
      id: i === 0 ? '甲' : `m${i}`,
      contribution: i === 2 ? '155000' : '5000',
    }))
    const sum = members.reduce((all, one) => all + Number(one.contribution), 0)
    expect(sum).toBe(400_000)
    const answer = quantified({
      pools: [
        { id: '321', kind: 'capital-reserve', amount: '21000', by: 'contribution' },
        { id: '322', kind: 'reserve', amount: '10000', by: 'contribution' },
        { id: '311-1', kind: 'grant', amount: '128000' },
        { id: '311-2', kind: 'donation', amount: '12000' },
      ],
      members,
    })
    expect(answer.members.find(({ id }) => id === '甲')).toMatchObject({
      reserveShare: '387.50',
      grantShare: '2560.00',
      donationShare: '240.00',
      parts: [
        { pool: '321', amount: '262.50' },
        { pool: '322', amount: '125.00' },
        { pool: '311-1', amount: '2560.00' },
        { pool: '311-2', amount: '240.00' },
      ],
    })
  })

  test('grants over those who were members then; what leavers held, over all who remain', () => {
    const document = {
      pools: [
        { id: 'g1', kind: 'grant' as const, amount: '90', heads: ['a', 'b', 'x'] },
        { id: 'g2', kind: 'grant' as const, amount: '60' },
      ],
      members: ['a', 'b', 'c'].map((id) => ({ id, contribution: '1' })),
    }
    const shares = (heads: 'snapshot' | 'present') =>
      quantified({ ...document, heads }).members.map(({ grantShare }) => grantShare)
    expect(shares('snapshot')).toEqual(['60.00', '60.00', '30.00'])
    expect(shares('present')).toEqual(['50.00', '50.00', '50.00'])
  })

  test('by patronage, and the fault of a basis that is zero', () => {
    const pool = (by: 'patronage' | 'contribution') => ({
      id: 'r',
      kind: 'reserve' as const,
      amount: '10',
      by,
    })
    const members = [
      { id: 'a', contribution: '0', patronage: '1' },
      { id: 'b', contribution: '0', patronage: '2.000000' },
    ]
    const answer = quantified({ pools: [pool('patronage')], members })
    expect(answer.members.map(({ reserveShare }) => reserveShare)).toEqual(['3.33', '6.67'])
    expect(answer.totals[0]).toEqual({ kind: 'reserve', amount: '10.00' })
    expect(saidOf(quantifyInput, { pools: [pool('contribution')], members })).toEqual([
      '$.pools[0].by the basis is zero for everybody: nothing to quantify by',
    ])
  })
})

/** The eight members of the full chain at the end of the year, the new reserve quantified. */
const CHAIN = [
  ['M1', '300000', '22800'],
  ['M2', '100000', '7600'],
  ['M3', '80000', '6080'],
  ['M4', '60000', '4560'],
  ['M5', '120000', '9120'],
  ['M6', '140000', '10640'],
  ['M7', '120000', '9120'],
  ['M8', '80000', '6080'],
].map(([id = '', contribution = '', reserveShare = '']) => ({
  id,
  contribution,
  reserveShare,
  grantShare: '10000',
  donationShare: '2000',
}))

describe('exit', () => {
  type Document = z.input<typeof settleExitInput>
  const m8 = { id: 'M8', kind: 'person' as const, notice: '2026-09-30', payable: '4217.77' }
  const document: Document = { yearEnd: '2026-12-31', members: CHAIN, leaving: [m8] }
  const settle = (more: Partial<Document> = {}) =>
    z.encode(settleExitOutput, settleExit(settleExitInput.parse({ ...document, ...more })))

  test('M8: contribution and reserve share come back, the grant share is quantified anew over seven', () => {
    const answer = settle()
    expect(answer.leaving[0]).toMatchObject({
      refund: '86080.00',
      payable: '4217.77',
      total: '90297.77',
      lossShare: '0.00',
      grantShareLapsed: '10000.00',
      donationShareLapsed: '2000.00',
      latestNotice: '2026-09-30',
    })
    expect(answer.leaving[0]?.arithmetic[0]?.formula.zh).toBe(
      '出资 80000.00 + 公积金份额 6080.00 − 分摊亏损 0.00',
    )
    expect(answer.remaining.map(({ grantShare }) => grantShare)).toEqual([
      '11428.58',
      ...Array.from({ length: 6 }, () => '11428.57'),
    ])
    expect(answer.remaining[0]).toMatchObject({
      grantChange: '1428.58',
      donationShare: '2285.72',
      donationChange: '285.72',
    })
    expect(answer.findings.map(({ outcome }) => outcome)).toEqual(['passes', 'passes'])
    expect(exitFails(settleExit(settleExitInput.parse(document)))).toBe(false)
  })

  test('losses come off, never beyond what the account holds', () => {
    const one = settle({ loss: '100000' })
    expect(one.leaving[0]).toMatchObject({ lossShare: '8000.00', refund: '78080.00' })
    const all = settle({ loss: '2000000', lossBy: 'equal' })
    expect(all.leaving[0]).toMatchObject({ lossShare: '86080.00', refund: '0.00' })
    expect(all.lossUnborne).toBe('163920.00')
  })

  test('a charter may pay donations out; grants never', () => {
    const answer = settle({ donations: 'refund' })
    expect(answer.leaving[0]).toMatchObject({ refund: '88080.00', donationShareLapsed: '0.00' })
    expect(answer.remaining[0]).toMatchObject({ donationShare: '2000.00', donationChange: '0.00' })
  })

  test.each([
    ['person', 'cooperative', '2026-09-30', 'passes'],
    ['person', 'cooperative', '2026-10-01', 'fails'],
    ['unit', 'cooperative', '2026-06-30', 'passes'],
    ['unit', 'cooperative', '2026-07-01', 'fails'],
    ['person', 'union', '2026-07-01', 'fails'],
    ['person', 'cooperative', null, 'depends'],
  ] as const)('notice of a %s of a %s on %s: %s', (kind, body, notice, outcome) => {
    const answer = settle({ body, leaving: [{ ...m8, kind, notice }] })
    expect(answer.findings[0]?.outcome).toBe(outcome)
  })

  test('an agreed refund that pays the grant share out fails', () => {
    const answer = settle({ leaving: [{ ...m8, agreed: '96080' }] })
    expect(answer.findings[1]).toMatchObject({
      rule: 'EXIT-REFUND',
      outcome: 'fails',
      rows: ['M8'],
      readings: [{ measured: '96080.00', limit: '86080.00' }],
    })
  })

  test('faults: strangers, and everybody at once', () => {
    expect(saidOf(settleExitInput, { ...document, leaving: [{ ...m8, id: 'M9' }] })).toEqual([
      '$.leaving[0].id no member has this id',
    ])
    const all = CHAIN.map(({ id }) => ({ ...m8, id }))
    expect(saidOf(settleExitInput, { ...document, leaving: all })).toEqual([
      '$.leaving if everybody leaves, that is dissolution and liquidation, not exit',
    ])
  })
})
