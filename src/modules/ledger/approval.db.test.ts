import { describe, expect, test } from 'vitest'
import { approvalsModule } from '../approvals/index.ts'
import { refusalOf } from '../policy/testing.ts'
import { spendingModule } from '../spending/index.ts'
import { quotes, signThrough } from '../spending/testing.ts'
import { credit, debit, ledgerWorld } from './testing.ts'

const world = await ledgerWorld([approvalsModule, spendingModule])
const { run, as, ids, a, account } = world
const coopId = a.coopId

await account('会计', 'coop_accountant', { unit: coopId })
await account('书记', 'village_secretary', { unit: ids.villageA })
await account('站长', 'town_station', { unit: ids.townA })
await account('党委', 'town_secretary', { unit: ids.townA })
await run('addParties', {
  unitId: coopId,
  parties: [
    { coopId, kind: 'counterparty', name: '甲店' },
    { coopId, kind: 'counterparty', name: '甲店(总店)' },
  ],
})

const payment = (amount: string, payee: string | null, more: object = {}) => ({
  kind: 'payment',
  onDate: '2020-11-30',
  summary: '付款',
  lines: [debit('523', amount), credit('101', amount)],
  attachments: 1,
  payment: { payee, ...more },
})
const draft = async (voucher: object) =>
  (await as<{ draftId: string }>('会计', 'saveDraft', { coopId, submit: true, voucher })).draftId
const post = async (...vouchers: object[]) => {
  const draftIds: string[] = []
  for (const voucher of vouchers) draftIds.push(await draft(voucher))
  return as<{ posted: { id: string }[] }>('站长', 'approveDrafts', { unitId: coopId, draftIds })
}
const approvalOf = async (voucherId: string) =>
  (await run<{ approval: string | null }>('readVoucher', { coopId, voucherId })).approval
const requested = async (amount: string, payee: string, more: object = {}) => {
  const asked = await as<{ requestId: string; caseId: string }>('会计', 'requestSpending', {
    coopId,
    payee,
    amount,
    class: 'supplies',
    purpose: '化肥',
    quotes: quotes(amount),
    ...more,
  })
  return asked
}

describe('a payment at or above the limit', () => {
  test('is not posted without approval: the finding, the readings, and what to ask for', async () => {
    const refusal = await refusalOf(post(payment('12000', '甲店')))
    expect(refusal.code).toBe('rule_blocked')
    expect(refusal.text.zh).toContain('党(工)委审批')
    expect(refusal.data).toMatchObject({
      findings: [{ rule: 'SEED-10K', readings: [{ id: 'payment', measured: '12000.00' }, {}] }],
      needsApproval: { code: 'needs_approval', payee: '甲店', amount: '12000.00', coopId },
    })
    expect(await world.count('spending_payment')).toBe(0)
  })

  test('is warned about while it is typed', async () => {
    const { warnings } = await as<{ warnings: { code: string }[] }>('会计', 'saveDraft', {
      coopId,
      voucher: payment('12000', '甲店'),
    })
    expect(warnings.map(({ code }) => code)).toContain('needs_approval')
  })

  test('is posted once station and committee have approved, in parts, never above', async () => {
    const { requestId, caseId } = await requested('12000', '甲店')
    const early = await refusalOf(post(payment('12000', '甲店', { requestId })))
    expect(early.text.zh).toContain('还在审批中')
    await signThrough(as, caseId)
    const { posted } = await post(payment('7000', '甲店', { requestId }))
    expect(await approvalOf(posted[0]?.id ?? '')).toBe(requestId)
    const over = await refusalOf(post(payment('5000.01', '甲店', { requestId })))
    expect(over.text.zh).toContain('不能再付')
    await post(payment('5000', '甲店', { requestId }))
    expect(await as('会计', 'readSpending', { coopId, requestId })).toMatchObject({
      paid: '12000.00',
    })
  })

  test('does not pay another payee on that approval', async () => {
    const { requestId, caseId } = await requested('11000', '丙店')
    await signThrough(as, caseId)
    const other = await refusalOf(post(payment('11000', '丁店', { requestId })))
    expect(other.text.zh).toContain('与凭证不符')
    const { posted } = await post(payment('11000', '丙店', { requestId }))
    // Undone by red ink, the approval can be paid on again.
    const { draftId } = await as<{ draftId: string }>('会计', 'draftReversal', {
      coopId,
      voucherId: posted[0]?.id,
      onDate: '2020-11-30',
      reason: '付错',
    })
    await as('站长', 'approveDrafts', { unitId: coopId, draftIds: [draftId] })
    expect(await as('会计', 'readSpending', { coopId, requestId })).toMatchObject({ paid: '0.00' })
    await post(payment('11000', '丙店', { requestId }))
  })

  test('is not split: 9,999 and then 2 to one payee, in one batch or one after the other', async () => {
    await post(payment('9999', '戊店'))
    expect((await refusalOf(post(payment('2', '戊 店')))).code).toBe('rule_blocked')
    await post(payment('0.99', '戊店'))
    const batch = refusalOf(post(payment('9999', '己店'), payment('2', '己店')))
    expect((await batch).code).toBe('rule_blocked')
    expect(await world.count('spending_payment', `payee_name = '己店'`)).toBe(0)
  })

  test('does not escape by naming nobody, nor by money that came in with it', async () => {
    expect((await refusalOf(post(payment('10000', null)))).text.zh).toContain('未写明收款人')
    const mixed = {
      ...payment('10000', '庚店'),
      lines: [
        debit('101', '10000'),
        credit('501', '10000', { item: 'sales' }),
        debit('523', '10000'),
        credit('101', '10000'),
      ],
    }
    expect((await refusalOf(post(mixed))).code).toBe('rule_blocked')
  })

  test('of two that would reach the limit together one is posted, though both come at once', async () => {
    const drafts = [await draft(payment('6000', '辛店')), await draft(payment('6000', '辛店'))]
    const answers = await Promise.allSettled(
      drafts.map((draftId) => as('站长', 'approveDrafts', { unitId: coopId, draftIds: [draftId] })),
    )
    expect(answers.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
  })

  test('in an emergency is paid first and flagged until it is approved', async () => {
    const { requestId } = await requested('20000', '抢修队', { class: 'labour', emergency: '受灾' })
    const { posted } = await post(payment('20000', '抢修队', { requestId }))
    expect(await approvalOf(posted[0]?.id ?? '')).toBe(requestId)
    const cancel = as('会计', 'cancelSpending', { coopId, requestId, reason: '不批了' })
    expect((await refusalOf(cancel)).code).toBe('not_allowed_now')
  })

  test('under a contract that is not approved is not posted, whatever its amount', async () => {
    const { contractId } = await as<{ contractId: string }>('会计', 'saveContract', {
      coopId,
      title: '运输合同',
      kind: 'service',
      direction: 'pays',
      partner: { name: '壬店', creditCode: '91371323MA3C000001' },
      amount: '3000',
      priceBasis: '市场价',
      startsOn: '2020-11-30',
      expiresOn: '2021-11-30',
    })
    const refusal = await refusalOf(post(payment('100', '壬店', { contractId })))
    expect(refusal.text.zh).toContain('还没有审批')
  })
})

describe('what is not held against approvals', () => {
  test('payments of days before approvals were in use stay marked as such', async () => {
    const { posted } = await post({ ...payment('50000', '旧店'), onDate: '2020-11-29' })
    expect(await approvalOf(posted[0]?.id ?? '')).toBe('before_approvals')
    expect(await world.count('spending_payment', `payee_name = '旧店'`)).toBe(0)
  })

  test('small payments, transfers and receipts carry nothing', async () => {
    const { posted } = await post(payment('12', '小店'), {
      ...payment('0', null),
      kind: 'general',
      lines: [debit('101', '50000'), credit('102', '50000')],
    })
    for (const { id } of posted) expect(await approvalOf(id)).toBeNull()
  })

  test('imported vouchers are taken, marked and listed', async () => {
    const { documentIds: _none, ...voucher } = { ...payment('15000', '外店'), documentIds: [] }
    await run('importVouchers', {
      unitId: coopId,
      source: '旧系统',
      vouchers: [{ ...voucher, coopId, preparedBy: '甲', approvedBy: '乙' }],
    })
    const { rows } = await as<{ rows: { payee: string; warning: string; voucherId: string }[] }>(
      '站长',
      'listUnapproved',
      {},
    )
    expect(rows).toMatchObject([{ payee: '外店', amount: '15000.00' }])
    expect(rows[0]?.warning).toContain('须先经')
    expect(await approvalOf(rows[0]?.voucherId ?? '')).toBe('unapproved')
  })
})
