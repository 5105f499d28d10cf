import { expect, test } from 'vitest'
import type { AnyId } from '../../kernel/id.ts'
import { helpWorld } from './testing.ts'

const world = await helpWorld()
const { as, ids, run, coopA, coopB, helper, assign, account } = world
await account('accountant', 'coop_accountant', { unit: coopA as AnyId })
await account('station', 'town_station', { unit: ids.townA as AnyId })
await run('openBooks', {
  unitId: ids.county,
  books: [{ coopId: coopA, openedPeriod: 202001, appliedEarly: true }],
})

const firm = await helper('desk', ids.county, 'enterprise', {
  name: '沂水县绿源食品有限责任公司',
  legalRep: '周某',
  owners: ['周某', '吴某'],
  address: '许家湖镇工业园 1 号',
})
const [paired] = (await assign('desk', ids.county, firm, coopA)).assignmentIds
const assignmentId = paired ?? ''
interface Pairing {
  delivered: string
  claimed: string
  deliveries: {
    deliveryId: string
    amount: string | null
    proof: { kind: string; label: string } | null
    withdrawn: string | null
  }[]
  agreements: { version: number; number: string }[]
  conflicts: { kind: string; who: string; text: { zh: string }; certain: boolean }[]
}
const read = () => as<Pairing>('desk', 'readEnterpriseHelp', { coopId: coopA, assignmentId })
const at = { coopId: coopA, assignmentId }

test('an agreement is a version; a later one leaves the earlier', async () => {
  const terms = {
    ...at,
    number: '结对〔2020〕1 号',
    signedOn: '2020-11-02',
    until: '2021-11-01',
    jobs: 5,
    planned: '200000',
  }
  await as('desk', 'saveHelpAgreement', terms)
  expect(await as('desk', 'saveHelpAgreement', { ...terms, number: '结对〔2020〕2 号' })).toEqual({
    version: 2,
  })
  expect((await read()).agreements.map(({ number }) => number)).toEqual([
    '结对〔2020〕2 号',
    '结对〔2020〕1 号',
  ])
  await expect(
    as('desk', 'saveHelpAgreement', { ...terms, until: '2020-11-01' }),
  ).rejects.toMatchObject({ code: 'bad_input' })
  await expect(as('townB', 'saveHelpAgreement', terms)).rejects.toMatchObject({ code: 'not_found' })
})

/** A posted receipt of the co-op, in yuan. */
async function receipt(amount: string): Promise<string> {
  const { draftId } = await as<{ draftId: string }>('accountant', 'saveDraft', {
    coopId: coopA,
    submit: true,
    voucher: {
      kind: 'receipt',
      onDate: '2020-11-20',
      summary: '收到货款',
      lines: [
        { account: '102', debit: amount },
        { account: '501', credit: amount, item: 'sales' },
      ],
      attachments: 1,
    },
  })
  await as('station', 'approveDrafts', { unitId: coopA, draftIds: [draftId] })
  return draftId
}

test('what rests on a voucher is at most what it holds; a claim stands apart', async () => {
  const voucherId = await receipt('30000')
  const delivery = { ...at, kind: 'order', on: '2020-11-20', what: '收购大姜' }
  const first = await as('land', 'recordHelpDelivery', { ...delivery, voucherId, amount: '20000' })
  expect(first).toMatchObject({ claim: false })
  await expect(
    as('land', 'recordHelpDelivery', { ...delivery, voucherId, amount: '10000.01' }),
  ).rejects.toMatchObject({ code: 'bad_input' })
  await as('land', 'recordHelpDelivery', { ...delivery, voucherId, amount: '10000' })
  expect(
    await as('town', 'recordHelpDelivery', {
      ...delivery,
      kind: 'goods',
      what: '赠送农资',
      amount: '5000',
    }),
  ).toMatchObject({ claim: true })
  await expect(
    as('town', 'recordHelpDelivery', { ...delivery, on: '2020-10-01' }),
  ).rejects.toMatchObject({ code: 'bad_input' })
  const found = await read()
  expect(found).toMatchObject({ delivered: '30000.00', claimed: '5000.00' })
  expect(found.deliveries.filter(({ proof }) => proof !== null)).toHaveLength(2)
  const [claim] = found.deliveries.filter(({ proof }) => proof === null)
  await as('desk', 'withdrawHelpDelivery', {
    coopId: coopA,
    deliveryId: claim?.deliveryId,
    reason: '没有收到',
  })
  expect(await read()).toMatchObject({ delivered: '30000.00', claimed: '0.00' })
  const list = await as<{ rows: object[] }>('town', 'listEnterpriseHelp', {})
  expect(list.rows).toMatchObject([{ assignmentId, delivered: '30000.00', claimed: '0.00' }])
  expect((await as<{ rows: object[] }>('townB', 'listEnterpriseHelp', {})).rows).toEqual([])
})

test('an enterprise that is a holder is flagged with the reason, one that is nowhere is not', async () => {
  expect((await read()).conflicts).toEqual([])
  await world.db.owner.query(
    `INSERT INTO share_register (county_id, coop_id, opened_on) VALUES (1, $1, '2020-01-01')`,
    [coopA],
  )
  await world.db.owner.query(
    `INSERT INTO share_holder (county_id, id, coop_id, member_number, kind, class, name,
      name_pinyin, name_initials, farmer, joined_on, created_at)
     VALUES (1, gen_random_uuid(), $1, '001', 'enterprise', 'enterprise', '沂水县绿源食品有限公司',
      '', '', false, '2020-01-01', now())`,
    [coopA],
  )
  const { conflicts } = await read()
  expect(conflicts).toMatchObject([{ kind: 'holder', certain: true }])
  const other = await helper('desk', ids.county, 'enterprise', { name: '鲁中果蔬有限公司' })
  const { warnings } = await assign('desk', ids.county, other, coopB)
  expect(warnings).toEqual([])
})
