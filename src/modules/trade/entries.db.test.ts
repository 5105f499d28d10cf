import { beforeAll, describe, expect, test } from 'vitest'
import { refusalOf } from '../policy/testing.ts'
import { tradeWorld } from './testing.ts'

const world = await tradeWorld()
const { a, b, ids, parties, of, record, list, run, as, count, db } = world

beforeAll(async () => {
  await world.account('accountant-a', 'coop_accountant', { unit: a.coopId })
  await world.account('accountant-b', 'coop_accountant', { unit: b.coopId })
  await world.account('secretary-a', 'village_secretary', { unit: ids.villageA })
  await world.account('station-a', 'town_station', { unit: ids.townA })
  await world.account('auditor', 'auditor', { unit: ids.county })
  const { rows } = await db.owner.query<{ person_id: string }>(
    'SELECT person_id FROM share_holder WHERE id = $1',
    [a.members[1]],
  )
  await world.account('member-a', 'member', { person: rows[0]?.person_id ?? '' })
})

const delivery = (more: object = {}) => ({
  kind: 'delivery',
  on: '2020-11-05',
  product: '大姜',
  memberNumber: '001',
  quantity: '100',
  ...more,
})

const faultsOf = async (answer: Promise<unknown>): Promise<string[]> =>
  (await refusalOf(answer)).faults.map(({ path }) => path)

describe('entries', () => {
  test('names and numbers as people write them; members and others apart', async () => {
    const answer = await record([
      delivery({ document: '过磅单 17' }),
      delivery({ memberNumber: undefined, memberId: a.members[1], price: '3.333333' }),
      delivery({ memberNumber: undefined, partyId: parties.buyer }),
    ])
    expect(answer).toMatchObject({ recorded: 3, repeated: 0, amount: '973.33' })
    const found = await list({ coopId: a.coopId, productId: of.a.ginger })
    expect(found.members).toEqual({ entries: 2, amount: '653.33' })
    expect(found.others).toEqual({ entries: 1, amount: '320.00' })
    const outsiders = await list({ coopId: a.coopId, with: 'others' })
    expect(outsiders.rows.map(({ party }) => party?.name)).toEqual(['收购商'])
  })

  test('faults name the row and the field, and nothing is kept', async () => {
    const before = await count('trade_entry')
    const paths = await faultsOf(
      record([
        delivery(),
        delivery({ memberNumber: '999' }),
        delivery({ amount: '1.00' }),
        delivery({ memberNumber: undefined, memberId: b.members[0] }),
        delivery({ productId: of.b.ginger }),
        delivery({ memberNumber: undefined, partyId: parties.other }),
      ]),
    )
    expect(paths).toEqual([
      '$.rows[1].memberNumber',
      '$.rows[2].amount',
      '$.rows[3].memberId',
      '$.rows[4].productId',
      '$.rows[5].partyId',
    ])
    expect(await count('trade_entry')).toBe(before)
  })

  test('the same row sent twice is one entry; another row under its mark is a fault', async () => {
    const rows = [delivery({ reference: 'phone-1' }), delivery({ reference: 'phone-2' })]
    const first = await record(rows)
    const again = await record([...rows, delivery({ reference: 'phone-3' })])
    expect(again).toMatchObject({ recorded: 1, repeated: 2 })
    expect(again.ids.slice(0, 2)).toEqual(first.ids)
    expect(await faultsOf(record([delivery({ reference: 'phone-1', quantity: '101' })]))).toEqual([
      '$.rows[0].reference',
    ])
    expect(await faultsOf(record([rows[0], rows[0]]))).toEqual(['$.rows[1].reference'])
  })

  test('a row sent again says the same though price and day have moved on', async () => {
    const plain = {
      kind: 'delivery',
      productId: of.a.ginger,
      memberId: a.members[0],
      quantity: '3',
    }
    const { ids: made } = await record([{ ...plain, reference: 'again' }])
    await run('setProductTerms', {
      coopId: a.coopId,
      terms: [{ productId: of.a.ginger, validFrom: '2020-11-30', price: '5' }],
    })
    await world.setDay('2020-12-01')
    const again = await record([{ ...plain, reference: 'again' }])
    expect(again).toMatchObject({ recorded: 0, repeated: 1, ids: made })
    expect((await record([plain])).amount).toBe('15.00')
    await world.setDay('2020-11-30')
  })

  test('five thousand rows in one call, and the same call twice at once', async () => {
    const rows = Array.from({ length: 5_000 }, (_, i) =>
      delivery({
        memberNumber: `00${(i % 3) + 1}`,
        quantity: `${i + 1}.5`,
        reference: `sheet-${i}`,
      }),
    )
    const answers = await Promise.all([record(rows, a.coopId), record(rows, a.coopId)])
    expect(answers.map(({ recorded }) => recorded).toSorted((x, y) => x - y)).toEqual([0, 5_000])
    expect(answers[0].ids).toEqual(answers[1].ids)
    expect(await count('trade_entry', `reference LIKE 'sheet-%'`)).toBe(5_000)
    const { rows: sums } = await db.owner.query<{ q: string; f: string }>(
      `SELECT sum(quantity_micro)::text AS q, sum(amount_fen)::text AS f FROM trade_entry
       WHERE reference LIKE 'sheet-%'`,
    )
    expect(sums[0]).toEqual({ q: '12505000000000', f: '4001600000' })
  })

  test('a mistake is undone once, by an entry that names it', async () => {
    const { ids: made } = await record([delivery({ quantity: '7' })])
    const [entryId = ''] = made
    const reverse = () =>
      run<{ ids: string[] }>('reverseTrades', {
        coopId: a.coopId,
        entryIds: [entryId],
        reason: '重复登记',
        on: '2020-11-06',
      })
    const { ids: undone } = await reverse()
    expect((await refusalOf(reverse())).code).toBe('conflict')
    const again = run('reverseTrades', { coopId: a.coopId, entryIds: undone, reason: '再冲' })
    expect(await faultsOf(again)).toEqual(['$.entryIds[0]'])
    const { rows } = await db.owner.query(
      'SELECT sum(quantity_micro)::int AS q, sum(amount_fen)::int AS f FROM trade_entry WHERE id = ANY ($1)',
      [[entryId, ...undone]],
    )
    expect(rows[0]).toEqual({ q: 0, f: 0 })
    await expect(db.owner.query('UPDATE trade_entry SET amount_fen = 1')).rejects.toThrow(
      'append-only',
    )
  })
})

describe('scope', () => {
  test('each sees and writes only inside its grant', async () => {
    await record([delivery()], b.coopId)
    const own = await as<{ rows: { coopId: string }[] }>('accountant-b', 'listTrades', {
      limit: 500,
    })
    expect(new Set(own.rows.map(({ coopId }) => coopId))).toEqual(new Set([b.coopId]))
    const asked = await as<{ total: number }>('accountant-b', 'listTrades', { coopId: a.coopId })
    expect(asked.total).toBe(0)
    const write = as('accountant-b', 'recordTrades', { coopId: a.coopId, rows: [delivery()] })
    expect((await refusalOf(write)).code).toBe('not_found')
    const read = as('accountant-b', 'readPatronage', { coopId: a.coopId, year: 2020, by: 'value' })
    expect((await refusalOf(read)).code).toBe('not_found')
    const audit = as('auditor', 'recordTrades', { coopId: a.coopId, rows: [delivery()] })
    expect((await refusalOf(audit)).code).toBe('forbidden')
    const whole = await as<{ rows: { coopId: string }[] }>('auditor', 'summariseTrades', {})
    expect(new Set(whole.rows.map(({ coopId }) => coopId))).toEqual(new Set([a.coopId, b.coopId]))
    const town = await as<{ rows: { coopId: string }[] }>('station-a', 'summariseTrades', {})
    expect(new Set(town.rows.map(({ coopId }) => coopId))).toEqual(new Set([a.coopId]))
  })

  test('the village secretary takes in goods on the phone and nothing else', async () => {
    const taken = await as<{ ids: string[] }>('secretary-a', 'recordTrades', {
      coopId: a.coopId,
      rows: [delivery({ quantity: '12' })],
    })
    const sold = as('secretary-a', 'recordTrades', {
      coopId: a.coopId,
      rows: [delivery({ kind: 'supply', product: '化肥' })],
    })
    expect(await faultsOf(sold)).toEqual(['$.rows[0].kind'])
    const posting = as('secretary-a', 'postTrades', { coopId: a.coopId, period: 202011 })
    expect((await refusalOf(posting)).code).toBe('forbidden')
    await as('secretary-a', 'reverseTrades', {
      coopId: a.coopId,
      entryIds: taken.ids,
      reason: '看错秤',
    })
  })

  test('a member sees the own trades and sums, by year', async () => {
    await record([delivery({ memberNumber: '002', on: '2020-06-01', quantity: '10' })])
    const page = await as<{
      memberships: { memberNumber: string; amount: string; products: unknown[] }[]
      total: number
      rows: { member: { number: string } }[]
    }>('member-a', 'memberTrades', { year: 2020, limit: 500 })
    expect(page.memberships).toHaveLength(1)
    expect(page.memberships[0]?.memberNumber).toBe('002')
    expect(page.rows.every(({ member }) => member.number === '002')).toBe(true)
    const { rows } = await db.owner.query<{ n: number; f: string }>(
      `SELECT count(*)::int AS n, sum(amount_fen)::text AS f FROM trade_entry WHERE member_id = $1`,
      [a.members[1]],
    )
    expect(page.total).toBe(rows[0]?.n)
    expect(BigInt((page.memberships[0]?.amount ?? '').replace('.', ''))).toBe(
      BigInt(rows[0]?.f ?? 0),
    )
    const empty = await as<{ total: number }>('member-a', 'memberTrades', { year: 2019 })
    expect(empty.total).toBe(0)
  })
})

describe('products', () => {
  test('are found by characters, pinyin and initials; their terms are dated', async () => {
    const names = async (search: string) =>
      (
        await run<{ rows: { name: string }[] }>('listProducts', { coopId: a.coopId, search })
      ).rows.map(({ name }) => name)
    expect(await names('姜')).toEqual(['大姜'])
    expect(await names('DJ')).toEqual(['大姜'])
    expect(await names('pingg')).toEqual(['苹果'])
    await run('setProductTerms', {
      coopId: b.coopId,
      terms: [{ productId: of.b.apple, validFrom: '2020-11-10', price: '3', weight: '2/3' }],
    })
    const apples = (on: string) => delivery({ product: '苹果', on, quantity: '9' })
    await record([apples('2020-11-09'), apples('2020-11-10')], b.coopId)
    const patronage = await run<{ total: string }>('readPatronage', {
      coopId: b.coopId,
      year: 2020,
      by: 'weighted',
      productIds: of.b.apple,
    })
    expect(patronage.total).toBe('21/2')
    const found = await list({ coopId: b.coopId, productId: of.b.apple })
    expect(found.rows.map(({ amount }) => amount)).toEqual(['27.00', '19.40'])
  })

  test('an account that takes no postings is refused', async () => {
    await run('addAccounts', {
      coopId: b.coopId,
      accounts: [
        { code: '12101', name: '农产品' },
        { code: '12102', name: '农资' },
      ],
    })
    const set = (accounts: string[]) =>
      run('setProductTerms', {
        coopId: b.coopId,
        terms: [{ productId: of.b.ginger, validFrom: '2020-01-01', price: '3.2', accounts }],
      })
    expect(await faultsOf(set(['121']))).toEqual(['$.terms[0].accounts[0]'])
    expect(await faultsOf(set(['12101', '12102']))).toEqual(['$.terms[0].accounts'])
    await set(['12101'])
  })
})

test('patronage of units that do not add up is refused with the way out', async () => {
  await record([
    delivery({ kind: 'land', product: '入社土地', quantity: '2.5' }),
    delivery({ kind: 'work', product: '用工', quantity: '3', memberNumber: '003' }),
    delivery({ kind: 'service', product: '机耕', quantity: '4' }),
  ])
  const read = (by: string, more: object = {}) =>
    run<{ unit: { zh: string }; members: { number: string; amount: string }[] }>('readPatronage', {
      coopId: a.coopId,
      year: 2020,
      by,
      ...more,
    })
  expect(await faultsOf(read('quantity'))).toEqual(['$.by'])
  expect(await read('mu')).toMatchObject({
    unit: { zh: '亩' },
    members: [{ number: '001', amount: '5/2' }],
  })
  expect((await read('days')).members).toMatchObject([{ number: '003', amount: '3/1' }])
  const service = await read('value', { kinds: 'service' })
  expect(service.members).toMatchObject([{ number: '001', amount: '240/1' }])
})
