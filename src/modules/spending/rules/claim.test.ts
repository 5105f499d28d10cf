import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, date, type LocalDate } from '../../../kernel/date.ts'
import { fen } from '../../../kernel/money.ts'
import { SEED_LIMIT, shippedMatrix } from '../data/limits.ts'
import {
  type Booked,
  type Claim,
  type Ground,
  judgeClaim,
  type KnownContract,
  type KnownRequest,
  missingOrgans,
} from './claim.ts'
import { nameKey, NO_LINKS, samePayee } from './payee.ts'

const matrix = shippedMatrix(SEED_LIMIT)
const today = date('2020-12-31')
const ground = (more: Partial<Ground> = {}): Ground => ({
  today,
  matrixOn: () => matrix,
  booked: [],
  requests: new Map(),
  contracts: new Map(),
  links: NO_LINKS,
  ...more,
})
const claim = (amount: bigint, more: Partial<Claim> & { name?: string } = {}): Claim => ({
  voucherId: 'v',
  onDate: date('2020-12-10'),
  parts: [{ memberId: null, name: more.name ?? '甲厂', amount: fen(amount) }],
  projectId: null,
  requestId: null,
  contractId: null,
  class: null,
  ...more,
})
const request = (more: Partial<KnownRequest> = {}): KnownRequest => ({
  id: 'r',
  number: '支〔2020〕1号',
  payee: { memberId: null, name: '甲厂' },
  amount: fen(1_200_000),
  class: 'supplies',
  contractId: null,
  projectId: null,
  organs: ['council', 'town_station', 'town_party_committee'],
  state: 'approved',
  emergencyDue: null,
  ...more,
})
const withRequest = (more: Partial<KnownRequest> = {}, booked: readonly Booked[] = []) =>
  ground({ requests: new Map([['r', request(more)]]), booked })
const codes = (one: Claim, on: Ground) => judgeClaim(one, on).objections.map(({ code }) => code)

describe('a payment at the limit', () => {
  test('is refused without a request, one fen below it is not', () => {
    expect(codes(claim(999_999n), ground())).toEqual([])
    expect(codes(claim(1_000_000n), ground())).toEqual(['needs_approval'])
    const [why] = judgeClaim(claim(1_000_000n), ground()).objections
    expect(why?.text.zh).toContain('乡镇经管站、乡镇(街道)党(工)委审批')
  })

  test('is booked on a request that covers payee and amount, in parts, and never more', () => {
    const first = judgeClaim(claim(700_000n, { requestId: 'r' }), withRequest())
    expect(first).toMatchObject({ approval: 'r', objections: [] })
    const rest = withRequest({}, first.booked)
    expect(codes(claim(500_000n, { requestId: 'r' }), rest)).toEqual([])
    expect(codes(claim(500_001n, { requestId: 'r' }), rest)).toEqual(['over_approved'])
  })

  test('is refused on a request for another payee, one that is open or has too few organs', () => {
    const asked = claim(1_200_000n, { requestId: 'r' })
    expect(codes(asked, withRequest({ payee: { memberId: null, name: '乙厂' } }))).toContain(
      'other_payee',
    )
    for (const state of ['running', 'refused', 'withdrawn', 'cancelled'] as const) {
      expect(codes(asked, withRequest({ state }))).toEqual(['request_open'])
    }
    expect(codes(asked, withRequest({ organs: ['council'] }))).toEqual(['organs_missing'])
    expect(codes({ ...asked, requestId: 'x' }, withRequest())).toContain('request_missing')
  })

  test('is paid first in an emergency, until the day by which it must be approved', () => {
    const asked = claim(1_200_000n, { requestId: 'r' })
    expect(codes(asked, withRequest({ state: 'running', emergencyDue: today }))).toEqual([])
    const late = addDays(today, -1)
    expect(codes(asked, withRequest({ state: 'running', emergencyDue: late }))).toEqual([
      'request_open',
    ])
  })
})

describe('a contract', () => {
  const contract: KnownContract = {
    id: 'c',
    title: '大棚',
    party: { memberId: null, name: '甲厂' },
    amount: fen(5_000_000),
    lawful: true,
    ended: false,
  }
  const known = (more: Partial<KnownContract> = {}) =>
    ground({ contracts: new Map([['c', { ...contract, ...more }]]) })

  test('that is not approved pays nothing', () => {
    expect(codes(claim(100n, { contractId: 'c' }), known({ lawful: false }))).toEqual([
      'contract_open',
    ])
    expect(codes(claim(100n, { contractId: 'c' }), known())).toEqual([])
  })

  test('counts payments to its other side though they lie months apart and do not name it', () => {
    const first = judgeClaim(claim(999_999n, { onDate: date('2020-02-01') }), known())
    expect(first.booked[0]?.contractId).toBe('c')
    const later = { ...known(), booked: first.booked }
    expect(codes(claim(1n), later)).toEqual(['needs_approval'])
    expect(codes(claim(1n, { name: '别家' }), later)).toEqual([])
  })
})

describe('one payee', () => {
  test('is known by whatever way the name is written', () => {
    for (const other of ['甲 厂', '甲厂 ', '甲厂', '(甲厂)']) {
      expect(samePayee({ memberId: null, name: '甲厂' }, { memberId: null, name: other })).toBe(
        true,
      )
    }
    expect(nameKey('ABC有限责任公司')).toBe(nameKey('abc有限公司'))
    expect(samePayee({ memberId: null, name: '甲厂' }, { memberId: null, name: '乙厂' })).toBe(
      false,
    )
  })

  test('is a member or whoever bears the name; two members of one name are two', () => {
    const [one, two] = ['1', '2'].map((memberId) => ({ memberId, name: '王伟' }))
    if (one === undefined || two === undefined) throw new Error('two members')
    expect(samePayee(one, two)).toBe(false)
    expect(samePayee(one, { memberId: null, name: '王伟' })).toBe(true)
  })

  test('is one behind two names that share an account', () => {
    const links = new Map([[nameKey('乙厂'), nameKey('甲厂')]])
    const booked = judgeClaim(claim(600_000n, { name: '甲厂' }), ground({ links })).booked
    expect(codes(claim(400_000n, { name: '乙厂' }), ground({ links, booked }))).toEqual([
      'needs_approval',
    ])
    expect(codes(claim(400_000n, { name: '乙厂' }), ground({ booked }))).toEqual([])
  })

  test('nobody named is one payee as well', () => {
    const booked = judgeClaim(claim(600_000n, { name: '' }), ground()).booked
    expect(codes(claim(400_000n, { name: '' }), ground({ booked }))).toEqual(['needs_approval'])
  })
})

describe('wages under a contract', () => {
  const contract: KnownContract = {
    id: 'c',
    title: '劳务合同',
    party: { memberId: null, name: '甲厂' },
    amount: fen(2_000_000),
    lawful: true,
    ended: false,
  }
  const under = (more: Partial<KnownContract> = {}, booked: readonly Booked[] = []) =>
    ground({ contracts: new Map([['c', { ...contract, ...more }]]), booked })
  const wages = (amount: bigint, more: Partial<Claim> = {}) =>
    claim(amount, { contractId: 'c', class: 'labour', ...more })

  test('need no request up to its amount; one fen above it they do', () => {
    const first = judgeClaim(wages(1_500_000n), under())
    expect(first).toMatchObject({ objections: [], approval: 'contract:c' })
    expect(codes(wages(500_000n), under({}, first.booked))).toEqual([])
    expect(codes(wages(500_001n), under({}, first.booked))).toEqual(['needs_approval'])
  })

  test('nothing else does: another class, another payee, no contract named, one not approved', () => {
    expect(codes(wages(1_500_000n, { class: 'supplies' }), under())).toEqual(['needs_approval'])
    expect(codes(wages(1_500_000n, { class: null }), under())).toEqual(['needs_approval'])
    expect(codes(wages(1_500_000n, { contractId: null }), under())).toEqual(['needs_approval'])
    const other = { parts: [{ memberId: null, name: '乙厂', amount: fen(1_500_000) }] }
    expect(codes(wages(1_500_000n, other), under())).toEqual(['needs_approval'])
    expect(codes(wages(1_500_000n), under({ lawful: false }))).toEqual(['contract_open'])
  })
})

/** The largest sum that some stretch of thirty days holds. */
function worst(paid: readonly { readonly on: LocalDate; readonly amount: bigint }[]): bigint {
  const sums = paid.map(({ on }) =>
    paid
      .filter((one) => one.on <= on && one.on >= addDays(on, -29))
      .reduce((sum, { amount }) => sum + amount, 0n),
  )
  return sums.reduce((a, b) => (a > b ? a : b), 0n)
}

const NAMES = ['甲厂', ' 甲厂', '甲厂', '甲-厂']
const posting = fc.record({
  name: fc.constantFrom(...NAMES),
  on: fc.integer({ min: 0, max: 70 }).map((n) => addDays(date('2020-10-01'), n)),
  amount: fc.bigInt({ min: 1n, max: 999_999n }),
})

test('no sequence of postings to one payee escapes, in whatever order the days are booked', () => {
  fc.assert(
    fc.property(fc.array(posting, { minLength: 1, maxLength: 14 }), (postings) => {
      let booked: readonly Booked[] = []
      const paid: { on: LocalDate; amount: bigint }[] = []
      for (const { name, on, amount } of postings) {
        const judged = judgeClaim(claim(amount, { name, onDate: on }), ground({ booked }))
        if (judged.objections.length > 0) {
          // What is refused would have reached the limit.
          expect(worst([...paid, { on, amount }])).toBeGreaterThanOrEqual(SEED_LIMIT)
          continue
        }
        booked = [...booked, ...judged.booked]
        paid.push({ on, amount })
      }
      expect(worst(paid)).toBeLessThan(SEED_LIMIT)
    }),
    { numRuns: 300 },
  )
})

test('on a request never more is paid than was approved, however it is divided', () => {
  fc.assert(
    fc.property(
      fc.array(fc.bigInt({ min: 1n, max: 900_000n }), { minLength: 1, maxLength: 8 }),
      (parts) => {
        let booked: readonly Booked[] = []
        for (const amount of parts) {
          const judged = judgeClaim(claim(amount, { requestId: 'r' }), withRequest({}, booked))
          if (judged.objections.length === 0) booked = [...booked, ...judged.booked]
        }
        expect(booked.reduce((sum, one) => sum + one.amount, 0n)).toBeLessThanOrEqual(1_200_000n)
      },
    ),
  )
})

test('a higher one of the co-op’s own organs stands for a lower one, nothing for those above', () => {
  expect(missingOrgans(['assembly'], ['council', 'county'])).toEqual(['county'])
  expect(missingOrgans(['chair'], ['council'])).toEqual(['council'])
})
