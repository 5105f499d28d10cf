import { describe, expect, test } from 'vitest'
import { credit, debit } from '../ledger/testing.ts'
import { refusalOf } from '../policy/testing.ts'
import { spendingModule } from '../spending/index.ts'
import { signThrough } from '../spending/testing.ts'
import { distributionWorld, TERMS } from './service/testing.ts'

/* What the product pays by its own acts, and what people type beside it, against the matrix of limits. */

const world = await distributionWorld([spendingModule])
const { run, as, ids, account, net } = world
const a = await world.onTheEve(ids.villageA, '甲社')
const { coopId } = a
const [, first = '', , fourth = ''] = a.holders
await account('会计', 'coop_accountant', { unit: coopId })
await account('书记', 'village_secretary', { unit: ids.villageA })
await account('站长', 'town_station', { unit: ids.townA })
await account('党委', 'town_secretary', { unit: ids.townA })
const {
  ids: [worker = ''],
} = await run<{ ids: string[] }>('addParties', {
  unitId: coopId,
  parties: [{ coopId, kind: 'worker', name: '劳务队' }],
})
const DAY = '2021-03-15'
const THIS_YEAR = await run('openYear', { unitId: coopId, year: 2021, coopIds: [coopId] })

interface Voucher {
  readonly approval: string | null
  readonly origin: string | null
  readonly basis: { readonly kind: string; readonly source: string | null } | null
}
const vouchersOf = async (origin: string): Promise<Voucher[]> => {
  const { rows } = await world.db.owner.query<{ id: string }>(
    `SELECT id FROM voucher WHERE coop_id = $1 AND origin LIKE $2 AND on_date = $3
       AND EXISTS (SELECT FROM voucher_line l WHERE l.voucher_id = voucher.id AND l.account = '102' AND l.credit_fen > 0)`,
    [coopId, `${origin}:%`, DAY],
  )
  return Promise.all(
    rows.map(({ id: voucherId }) => run<Voucher>('readVoucher', { coopId, voucherId })),
  )
}
const held = () => world.count('spending_payment', `coop_id = '${coopId}'`)
const post = async (voucher: object) => {
  const { draftId } = await as<{ draftId: string }>('会计', 'saveDraft', {
    coopId,
    submit: true,
    voucher: { kind: 'payment', onDate: DAY, summary: '付款', attachments: 1, ...voucher },
  })
  return as<{ posted: { id: string }[] }>('站长', 'approveDrafts', {
    unitId: coopId,
    draftIds: [draftId],
  })
}

describe('what the assembly has decided', () => {
  test('a distribution far above the limit is paid on its resolution, without a request', async () => {
    expect(THIS_YEAR).toBeDefined()
    await world.draft(coopId, TERMS)
    await world.compute(coopId)
    await world.resolve(coopId)
    await world.post(coopId)
    const { payments } = await run<{ payments: { amount: string }[] }>('recordPayments', {
      unitId: coopId,
      payments: [{ coopId, year: 2020, on: DAY, reference: '代发001' }],
    })
    expect(payments).toMatchObject([{ amount: '144000.00' }])
    const paid = await vouchersOf('distribution')
    expect(paid).toHaveLength(1)
    expect(paid[0]?.approval).toBeNull()
    expect(paid[0]?.basis).toMatchObject({
      kind: 'act',
      source: expect.stringContaining('第四十四条'),
    })
    // It counts in no window: the limit is free for whatever else is paid to these people.
    expect(await held()).toBe(0)
  })

  test('so is an exit that gives 60,000 yuan back, on the change of the register', async () => {
    await run('recordChanges', {
      coopId,
      on: DAY,
      changes: [{ kind: 'exit', holder: fourth, refund: { contribution: '60000', paidOn: DAY } }],
      reason: '自愿退社',
    })
    const paid = await vouchersOf('share_event')
    expect(paid).toHaveLength(1)
    expect(paid[0]?.approval).toMatch(/^share_event:/)
    expect(paid[0]?.basis).toMatchObject({
      kind: 'act',
      source: expect.stringContaining('第二十八条'),
    })
    expect(await held()).toBe(0)
  })

  test('the same money typed by hand under another name is held against the matrix', async () => {
    const typed = { lines: [debit('523', '60000'), credit('102', '60000')] }
    const refused = await refusalOf(post({ ...typed, payment: { payee: '退社成员' } }))
    expect(refused.code).toBe('rule_blocked')
    expect(refused.data).toMatchObject({ findings: [{ rule: 'SEED-10K' }] })
    // Naming the member in place of the act that pays them changes nothing.
    const member = [debit('114', '20000', { memberId: first }), credit('102', '20000')]
    const without = await refusalOf(post({ lines: member }))
    expect(without.data).toMatchObject({
      findings: [{ rule: 'SEED-10K', readings: [{ measured: '20000.00' }, {}] }],
    })
    expect(await held()).toBe(0)
  })
})

describe('wages', () => {
  const wages = (amount: string, more: object = {}) => ({
    lines: [debit('213', amount, { partyId: worker }), credit('102', amount)],
    payment: { payee: '劳务队', ...more },
  })

  test('at the limit are not posted without a request', async () => {
    const refused = await refusalOf(post(wages('10000')))
    expect(refused.data).toMatchObject({
      findings: [{ rule: 'SEED-10K' }],
      needsApproval: { payee: '劳务队', amount: '10000.00' },
    })
  })

  test('are posted under an approved contract up to its amount, and no fen beyond', async () => {
    const before = await net(coopId, '102')
    const { contractId } = await as<{ contractId: string }>('会计', 'saveContract', {
      coopId,
      title: '采收劳务合同',
      kind: 'service',
      direction: 'pays',
      partner: { name: '劳务队', creditCode: '91371323MA3C000001' },
      amount: '15000',
      priceBasis: '市场价',
      quotes: ['劳务队', '乙队', '丙队'].map((supplier, i) => ({
        supplier,
        amount: '15000',
        chosen: i === 0,
      })),
      startsOn: DAY,
      expiresOn: '2021-12-31',
    })
    expect((await refusalOf(post(wages('12000', { contractId })))).text.zh).toContain('还没有审批')
    const { caseId } = await as<{ caseId: string }>('会计', 'submitContract', {
      coopId,
      contractId,
    })
    await signThrough(as, caseId)
    const { posted } = await post(wages('12000', { contractId }))
    const voucher = await run<Voucher>('readVoucher', { coopId, voucherId: posted[0]?.id })
    expect(voucher).toMatchObject({
      approval: `contract:${contractId}`,
      basis: { kind: 'contract' },
    })
    expect((await refusalOf(post(wages('3000.01', { contractId })))).code).toBe('rule_blocked')
    await post(wages('3000', { contractId }))
    expect((await net(coopId, '102')) - before).toBe(1_500_000n)
  })
})
