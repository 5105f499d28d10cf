import { beforeAll, expect, test } from 'vitest'
import type { AnyId } from '../../kernel/id.ts'
import { helpWorld } from './testing.ts'

/* Where a paired enterprise meets the co-op in another part, and what it delivered by orders of the co-op. */

const world = await helpWorld()
const { as, ids, run, coopA, villageA, helper, assign, account, db } = world
await account('accountant', 'coop_accountant', { unit: coopA as AnyId })
await account('station', 'town_station', { unit: ids.townA as AnyId })
await run('openBooks', {
  unitId: ids.county,
  books: [{ coopId: coopA, openedPeriod: 202001, appliedEarly: true }],
})

interface Conflict {
  kind: string
  who: string
  certain: boolean
  text: { zh: string }
}
/** A paired enterprise and how it is seen today. */
async function paired(more: object) {
  const firm = await helper('desk', ids.county, 'enterprise', more)
  const { assignmentIds, warnings } = await assign('desk', ids.county, firm, coopA)
  const assignmentId = assignmentIds[0] ?? ''
  const read = () =>
    as<{
      delivered: string
      claimed: string
      deliveries: { deliveryId: string; amount: string; proof: { kind: string; label: string } }[]
      conflicts: Conflict[]
    }>('desk', 'readEnterpriseHelp', { coopId: coopA, assignmentId })
  return { assignmentId, warnings, read }
}

const party = async (name: string): Promise<string> =>
  (
    await run<{ ids: string[] }>('addParties', {
      unitId: ids.county,
      parties: [{ coopId: coopA, kind: 'counterparty', name }],
    })
  ).ids[0] ?? ''

/** A posted voucher of the co-op with a named other side, in yuan. */
async function voucher(lines: object[], summary: string): Promise<void> {
  const { draftId } = await as<{ draftId: string }>('accountant', 'saveDraft', {
    coopId: coopA,
    submit: true,
    voucher: { kind: 'transfer', onDate: '2020-11-20', summary, lines, attachments: 1 },
  })
  await as('station', 'approveDrafts', { unitId: coopA, draftIds: [draftId] })
}

let buyerId = ''
let productId = ''
const order = (number: string, more: object = {}) => ({
  number,
  buyerId,
  productId,
  quality: '统货',
  formula: { kind: 'fixed', price: '3' },
  quantity: '1000',
  signedOn: '2020-10-01',
  dueOn: '2020-12-31',
  ...more,
})

beforeAll(async () => {
  buyerId = await party('沂水县鲁姜食品有限公司')
  await db.owner.query(
    `INSERT INTO share_register (county_id, coop_id, opened_on) VALUES (1, $1, '2020-01-01')`,
    [coopA],
  )
  await db.owner.query(
    `INSERT INTO share_holder (county_id, id, coop_id, member_number, kind, class, person_id, name,
      name_pinyin, name_initials, farmer, joined_on, created_at)
     VALUES (1, gen_random_uuid(), $1, '001', 'person', 'villager', $2, '社员', '', '', true,
      '2020-01-01', now())`,
    [coopA, villageA.personIds[3]],
  )
  const answer = await run<{ ids: string[] }>('addProducts', {
    coopId: coopA,
    products: [{ name: '大姜', unit: 'kg', validFrom: '2020-01-01', price: '3', weight: '1' }],
  })
  productId = answer.ids[0] ?? ''
})

test('an enterprise that supplies on credit is flagged as supplier, one that lends as lender', async () => {
  const supplier = await paired({ name: '沂水县丰田农资有限公司', legalRep: '赵某' })
  expect(await supplier.read()).toMatchObject({ conflicts: [] })
  expect(supplier.warnings).toEqual([])
  const [seller, lender] = [await party('沂水县丰田农资有限公司'), await party('钱某')]
  await voucher(
    [
      { account: '121', debit: '8000' },
      { account: '211', credit: '8000', partyId: seller },
    ],
    '赊购化肥',
  )
  expect((await supplier.read()).conflicts).toMatchObject([
    { kind: 'supplier', who: '沂水县丰田农资有限公司', certain: true },
  ])
  // An owner who lent to the co-op is seen through the enterprise.
  await voucher(
    [
      { account: '102', debit: '20000' },
      { account: '201', credit: '20000', partyId: lender },
    ],
    '借入款项',
  )
  const owned = await paired({ name: '沂水县钱氏商贸有限公司', legalRep: '孙某', owners: ['钱某'] })
  expect((await owned.read()).conflicts).toMatchObject([{ kind: 'lender', who: '钱某' }])
  expect(owned.warnings.length).toBeGreaterThan(0)
})

test('a buyer under an order is flagged: an order is what pairing is for, and is seen all the same', async () => {
  const buyer = await paired({ name: '沂水县鲁姜食品有限公司', legalRep: '李某' })
  expect((await buyer.read()).conflicts).toEqual([])
  await run('addOrders', { coopId: coopA, orders: [order('DD-1')] })
  expect((await buyer.read()).conflicts).toMatchObject([
    { kind: 'buyer', who: '沂水县鲁姜食品有限公司' },
  ])
})

test('an enterprise run by a cadre of the village is flagged as related, with whom', async () => {
  const [cadre = ''] = villageA.personIds
  const { rows } = await db.owner.query<{ name: string }>(`SELECT name FROM person WHERE id = $1`, [
    cadre,
  ])
  const name = rows[0]?.name ?? ''
  await db.owner.query(`UPDATE person SET public_office = true WHERE id = $1`, [cadre])
  const related = await paired({ name: '沂水县某食品有限公司', legalRep: name })
  const { conflicts } = await related.read()
  expect(conflicts.map(({ kind }) => kind)).toEqual(['related'])
  expect(conflicts[0]?.text.zh).toContain(name)
  const free = await paired({ name: '沂水县另一食品有限公司', legalRep: '周某' })
  expect((await free.read()).conflicts).toEqual([])
})

test('a delivery by order has the amount of the order, once, and follows it', async () => {
  const { assignmentId, read } = await paired({ name: '沂水县姜丰食品有限公司' })
  const [orderId = ''] = (
    await run<{ ids: string[] }>('addOrders', { coopId: coopA, orders: [order('DD-2')] })
  ).ids
  const delivery = {
    coopId: coopA,
    assignmentId,
    kind: 'order',
    on: '2020-11-25',
    what: '按订单收购大姜',
  }
  const add = (more: object) => as('desk', 'recordHelpDelivery', { ...delivery, ...more })
  // The amount of an order is the order's own; an order of nobody is none.
  await expect(add({ orderId, amount: '5000' })).rejects.toMatchObject({ code: 'bad_input' })
  await expect(add({ orderId: assignmentId })).rejects.toMatchObject({ code: 'bad_input' })
  expect(await add({ orderId })).toMatchObject({ claim: false })
  await expect(add({ orderId })).rejects.toMatchObject({ code: 'conflict' })
  // Nothing was delivered under the order yet.
  expect(await read()).toMatchObject({ delivered: '0.00', claimed: '0.00' })
  await run('recordTrades', {
    coopId: coopA,
    rows: [
      {
        kind: 'delivery',
        on: '2020-11-26',
        product: '大姜',
        memberNumber: '001',
        quantity: '400',
        orderId,
      },
    ],
  })
  const found = await read()
  expect(found).toMatchObject({ delivered: '1200.00', claimed: '0.00' })
  expect(found.deliveries).toMatchObject([
    { amount: '1200.00', proof: { kind: 'order', label: 'DD-2' } },
  ])
  // Taken back, the order may be put down again.
  await as('desk', 'withdrawHelpDelivery', {
    coopId: coopA,
    deliveryId: found.deliveries[0]?.deliveryId,
    reason: '登记错了企业',
  })
  expect(await read()).toMatchObject({ delivered: '0.00' })
  expect(await add({ orderId })).toMatchObject({ claim: false })
})
