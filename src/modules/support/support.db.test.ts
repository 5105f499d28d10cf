import { expect, test } from 'vitest'
import { deliverFacts } from '../../platform/outbox.ts'
import { refusalOf } from '../policy/testing.ts'
import { supportWorld } from './testing.ts'

const world = await supportWorld()
const { as, run, ids, coopA, coopB, fund, allocate, receive, build, db, setDay } = world

interface Allocation {
  allocation: {
    number: string
    state: string
    asset: string
    broken: number
    money: Record<'given' | 'net' | 'arrived' | 'used' | 'left' | 'waiting', string>
  }
  links: { linkId: string; kind: string; broken: boolean; amount: string }[] | null
  candidates: { voucherId: string; line: number; kind: string; free: string }[] | null
  members: { heads: number } | null
}
const read = (by: string, allocationId: string, unitId = coopA) =>
  as<Allocation>(by, 'readSupportAllocation', { unitId, allocationId })
const link = (by: string, row: object, unitId = coopA) =>
  as<{ linkIds: string[] }>(by, 'linkSupport', { unitId, rows: [row] })

test('a fund is entered by who holds it; restricted money is never integrated; reductions keep what is given', async () => {
  const fundId = await fund('finance', ids.county)
  const bad = await refusalOf(fund('desk', ids.county, { restricted: true, integrated: true }))
  expect(bad.code).toBe('rule_blocked')
  expect((await refusalOf(fund('town', ids.county))).code).toBe('not_found')
  expect((await refusalOf(fund('desk', coopA))).code).toBe('bad_input')
  expect((await refusalOf(fund('secretary', ids.villageA))).code).toBe('forbidden')
  await allocate('finance', [{ fundId, receiverId: coopA, amount: '60000' }])
  const change = {
    unitId: ids.county,
    fundId,
    on: '2020-05-01',
    document: '调整通知',
    reason: '调减',
  }
  const refused = await refusalOf(
    as('finance', 'changeSupportFund', { ...change, change: '-40000.01' }),
  )
  expect(refused.code).toBe('not_allowed_now')
  expect(await as('finance', 'changeSupportFund', { ...change, change: '-40000' })).toEqual({
    amount: '60000.00',
    free: '0.00',
  })
  const shown = await as<{ changes: object[]; rows: object[] }>('desk', 'readSupportFund', {
    unitId: ids.county,
    fundId,
  })
  expect(shown.changes).toHaveLength(2)
  expect(shown.rows).toMatchObject([{ unit: { id: coopA }, number: '扶持〔2020〕1号' }])
})

test('more than a fund holds is refused, and two decisions at once cannot pass it together', async () => {
  const fundId = await fund('finance', ids.county, { amount: '1000' })
  const over = await refusalOf(
    allocate('finance', [
      { fundId, receiverId: coopA, amount: '600' },
      { fundId, receiverId: coopB, amount: '400.01' },
    ]),
  )
  expect(over.faults).toMatchObject([{ path: '$.rows[0].amount' }])
  const row = { fundId, receiverId: coopA, amount: '300' }
  const answers = await Promise.allSettled(
    Array.from({ length: 6 }, () => allocate('finance', [row])),
  )
  expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(3)
  const { rows } = await db.owner.query<{ allocated_fen: string }>(
    'SELECT allocated_fen::text FROM support_fund WHERE id = $1',
    [fundId],
  )
  expect(rows[0]?.allocated_fen).toBe('90000')
})

test('the database itself says no: past the pool, past the line, and sums that somebody writes', async () => {
  const fundId = await fund('finance', ids.county, { amount: '10' })
  const { allocationIds } = await allocate('finance', [{ fundId, receiverId: coopA, amount: '10' }])
  const [allocationId = ''] = allocationIds
  const client = await db.owner.connect()
  try {
    await client.query('BEGIN')
    await client.query('SELECT app_set_county(1)')
    await client.query('SAVEPOINT a')
    await expect(
      client.query(
        `INSERT INTO support_allocation SELECT county_id, gen_random_uuid(), fund_id, unit_id, 1999, 1, 1, '', '',
          decided_by, '', decided_on, NULL, NULL, NULL, NULL, NULL, NULL, 0, 0, 0, now(), ''
         FROM support_allocation WHERE id = $1`,
        [allocationId],
      ),
    ).rejects.toMatchObject({ code: '23514' })
    await client.query('ROLLBACK TO a')
    await expect(
      client.query(
        `INSERT INTO support_link VALUES (1, gen_random_uuid(), $1, $2, gen_random_uuid(), 202005, 1, 'arrival', 1,
          false, '', NULL, NULL, NULL, now(), '')`,
        [allocationId, coopA],
      ),
    ).rejects.toMatchObject({ code: 'MQ201' })
    await client.query('ROLLBACK')
  } finally {
    client.release()
  }
  const app = await world.database.pool.connect()
  try {
    await app.query('BEGIN')
    await app.query('SELECT app_set_county(1)')
    await expect(app.query('UPDATE support_fund SET amount_fen = 9')).rejects.toThrow(/permission/)
    await app.query('ROLLBACK')
  } finally {
    app.release()
  }
})

test('money is traced: linked once, never more than the line, used never more than arrived', async () => {
  const fundId = await fund('finance', ids.county)
  const { allocationIds } = await allocate('finance', [
    { fundId, receiverId: coopA, amount: '50000' },
    { fundId, receiverId: coopA, amount: '50000' },
  ])
  const [first = '', second = ''] = allocationIds
  const voucherId = await receive(coopA, '50000')
  const { candidates } = await read('accountant', first)
  const own = candidates?.find((one) => one.voucherId === voucherId)
  expect(own).toMatchObject({ kind: 'arrival', free: '50000.00' })
  const row = { voucherId, line: own?.line, amount: '30000' }
  await link('accountant', { ...row, allocationId: first })
  const over = await refusalOf(link('accountant', { ...row, allocationId: second }))
  expect(over.faults).toMatchObject([{ path: '$.rows[0].amount' }])
  // Eight at once want the 20,000 that are left.
  const answers = await Promise.allSettled(
    Array.from({ length: 8 }, () =>
      link('finance', { ...row, amount: '5000', allocationId: second }, ids.county),
    ),
  )
  expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(4)
  const { rows } = await db.owner.query<{ n: string }>(
    'SELECT sum(amount_fen)::text AS n FROM support_link WHERE voucher_id = $1',
    [voucherId],
  )
  expect(rows[0]?.n).toBe('5000000')
  const built = await build(coopA, '40000')
  const use = (await read('accountant', first)).candidates?.find((one) => one.voucherId === built)
  expect(use).toMatchObject({ kind: 'use', free: '40000.00' })
  const spent = { voucherId: built, line: use?.line, allocationId: first }
  const much = await refusalOf(link('accountant', { ...spent, amount: '30000.01' }))
  expect(much.faults).toMatchObject([{ path: '$.rows[0].amount' }])
  await link('accountant', { ...spent, amount: '25000' })
  const { allocation, links } = await read('desk', first)
  expect(allocation).toMatchObject({
    state: 'partly',
    asset: '25000.00',
    money: {
      given: '50000.00',
      arrived: '30000.00',
      used: '25000.00',
      left: '5000.00',
      waiting: '20000.00',
    },
  })
  const arrival = links?.find(({ kind }) => kind === 'arrival')?.linkId
  const back = { unitId: coopA, linkId: arrival, reason: '关联错了' }
  expect((await refusalOf(as('accountant', 'unlinkSupport', back))).code).toBe('not_allowed_now')
  await as('accountant', 'unlinkSupport', {
    ...back,
    linkId: links?.find(({ kind }) => kind === 'use')?.linkId,
  })
  await as('accountant', 'unlinkSupport', back)
  expect((await read('desk', first)).allocation).toMatchObject({ state: 'waiting' })
  expect((await refusalOf(as('accountant', 'unlinkSupport', back))).code).toBe('not_allowed_now')
})

test('another co-op’s money, a voucher older than the decision, another village: nothing is linked', async () => {
  const fundId = await fund('finance', ids.county)
  const { allocationIds } = await allocate('finance', [
    { fundId, receiverId: coopB, amount: '50000' },
    { fundId, receiverId: coopA, amount: '40000' },
  ])
  const [ofB = '', ofA = ''] = allocationIds
  const mine = await receive(coopA, '7000', '2020-03-20')
  const row = { voucherId: mine, line: 2, amount: '7000' }
  expect((await refusalOf(link('accountant', { ...row, allocationId: ofB }))).code).toBe(
    'not_found',
  )
  expect((await refusalOf(link('finance', { ...row, allocationId: ofB }, ids.county))).code).toBe(
    'not_found',
  )
  const { candidates } = await read('accountant', ofA)
  const other = await receive(coopA, '7000', '2020-07-20')
  const line = (await read('accountant', ofA)).candidates?.find(
    (one) => one.voucherId === other,
  )?.line
  expect(candidates?.some(({ voucherId }) => voucherId === mine)).toBe(false)
  const early = await refusalOf(link('accountant', { ...row, line, allocationId: ofA }))
  expect(early.code).toBe('bad_input')
  expect((await refusalOf(read('townB', ofA))).code).toBe('not_found')
  expect(await read('townB', ofB, coopB)).toMatchObject({ allocation: { state: 'waiting' } })
  const seen = await as<{ rows: { unit: { id: string } }[] }>('townB', 'listSupportAllocations', {})
  expect(new Set(seen.rows.map(({ unit }) => unit.id))).toEqual(new Set([coopB]))
  // Without the books a department sees sums, not lines.
  expect(await read('land', ofA)).toMatchObject({ links: null, candidates: null, quantified: null })
})

test('an arrival without an allocation is listed with its age and the allocation it fits', async () => {
  const fundId = await fund('finance', ids.county, { title: '姜窖改造补助', amount: '12345' })
  const { allocationIds } = await allocate('finance', [
    { fundId, receiverId: coopA, amount: '12345', purpose: '姜窖改造' },
  ])
  const voucherId = await receive(coopA, '12345', '2020-08-31', '收到姜窖改造补助款')
  const list = await as<{
    rows: {
      voucherId: string
      days: number
      suggestions: { allocationId: string; reasons: { zh: string }[] }[]
    }[]
  }>('finance', 'listSupportArrivals', {})
  const row = list.rows.find((one) => one.voucherId === voucherId)
  expect(row).toMatchObject({ days: 91 })
  expect(row?.suggestions[0]?.allocationId).toBe(allocationIds[0])
  expect(row?.suggestions[0]?.reasons.map(({ zh }) => zh)).toContain('金额相同')
})

test('a voucher taken back with red ink no longer counts, and its link says so', async () => {
  const fundId = await fund('finance', ids.county)
  const { allocationIds } = await allocate('finance', [
    { fundId, receiverId: coopB, amount: '900' },
  ])
  const [allocationId = ''] = allocationIds
  const voucherId = await receive(coopB, '900', '2020-10-02')
  const { candidates } = await read('finance', allocationId, coopB)
  const line = candidates?.find((one) => one.voucherId === voucherId)?.line
  await link('finance', { allocationId, voucherId, line, amount: '900' }, coopB)
  expect((await read('desk', allocationId, coopB)).allocation.money.arrived).toBe('900.00')
  await db.owner.query(
    `INSERT INTO voucher SELECT county_id, gen_random_uuid(), coop_id, period, kind, number + 900, on_date, summary,
      amount_fen, attachments, template, clause, origin, approval, id, prepared_by, prepared_name, approved_by,
      approved_name, posted_at, hash, seq + 900 FROM voucher WHERE id = $1`,
    [voucherId],
  )
  const { allocation, links } = await read('desk', allocationId, coopB)
  expect(allocation).toMatchObject({ broken: 1, state: 'waiting', money: { arrived: '0.00' } })
  expect(links).toMatchObject([{ broken: true }])
})

test('taken back: only what has not arrived, with its document', async () => {
  const fundId = await fund('finance', ids.county, { amount: '100' })
  const { allocationIds } = await allocate('finance', [
    { fundId, receiverId: coopA, amount: '100' },
  ])
  const back = {
    unitId: ids.county,
    allocationId: allocationIds[0],
    on: '2020-11-01',
    document: '收回通知',
    reason: '项目取消',
  }
  const much = await refusalOf(as('finance', 'takeBackSupport', { ...back, amount: '100.01' }))
  expect(much.faults).toMatchObject([{ path: '$.amount' }])
  expect(await as('finance', 'takeBackSupport', { ...back, amount: '100' })).toEqual({
    net: '0.00',
  })
  expect((await read('desk', allocationIds[0] ?? '')).allocation.state).toBe('taken_back')
  const { rows } = await as<{ rows: { fundId: string; free: string }[] }>(
    'desk',
    'listSupportFunds',
    {},
  )
  expect(rows.find((one) => one.fundId === fundId)?.free).toBe('100.00')
})

test('priority follows the county’s criteria of the day and is kept with the allocation', async () => {
  const criteria = [
    {
      id: 'rest',
      title: { zh: '已得', en: 'got' },
      points: 10_000,
      kind: 'indicator',
      indicator: 'support-total',
      zero: '100000',
      full: '0',
    },
  ]
  const saved = { criteria, validFrom: '2020-11-01', source: '县办法', reason: '试行' }
  expect((await refusalOf(as('finance', 'saveSupportCriteria', saved))).code).toBe('forbidden')
  const twice = { ...saved, criteria: [...criteria, ...criteria] }
  expect((await refusalOf(as('desk', 'saveSupportCriteria', twice))).faults).toMatchObject([
    { path: '$.criteria[1].id' },
  ])
  await as('desk', 'saveSupportCriteria', saved)
  const order = await as<{
    version: number
    rows: { coop: { id: string }; place: number; points: number }[]
  }>('finance', 'rankSupport', { unitId: ids.county })
  expect(order.version).toBe(1)
  // coop A's books received far more than coop B's.
  expect(order.rows.map(({ coop, place }) => [coop.id, place])).toEqual([
    [coopB, 1],
    [coopA, 2],
  ])
  const fundId = await fund('finance', ids.county, { amount: '5' })
  const { places } = await allocate('finance', [{ fundId, receiverId: coopB, amount: '5' }], {
    decidedOn: '2020-11-30',
    scored: true,
  })
  expect(places).toMatchObject([{ place: 1, among: 2, points: order.rows[0]?.points }])
})

test('totals by year and source are those of the rows; the export and papers hold them', async () => {
  const list = await as<{
    money: { given: string }
    totals: { money: { given: string } }[]
    rows: { money: { given: string } }[]
  }>('desk', 'listSupportAllocations', { limit: 500 })
  const cents = (yuan: string) => BigInt(yuan.replace('.', ''))
  const sum = (rows: readonly { money: { given: string } }[]) =>
    rows.reduce((total, { money }) => total + cents(money.given), 0n)
  expect(sum(list.rows)).toBe(cents(list.money.given))
  expect(sum(list.totals)).toBe(cents(list.money.given))
  for (const [verb, input] of [
    ['printSupportLedger', { unitId: ids.county }],
    ['printSupportList', { unitId: ids.county, year: 2020 }],
    ['printSupportCard', { coopId: coopA }],
  ] as const) {
    for (const format of ['pdf', 'docx']) {
      const file = await run<{ content: string }>(verb, { ...input, format })
      expect(file.content.length, verb).toBeGreaterThan(2_000)
    }
  }
  const csv = await as<{ content: string }>('townB', 'exportSupport', { format: 'csv' })
  const content = Buffer.from(csv.content, 'base64').toString('utf8')
  expect(content).toContain('乙村桃')
  expect(content).not.toContain('甲村大姜')
})

test('a request goes to its town and its department with a clock; the answer is its outcome', async () => {
  await setDay('2020-11-30')
  const asked = {
    unitId: coopA,
    kind: 'land',
    title: '保鲜库用地',
    reason: '大姜集中上市无处存放',
    landUse: '保鲜库',
    area: '3.25',
    planYear: 2021,
  }
  const short = await refusalOf(as('accountant', 'askSupport', { ...asked, area: null }))
  expect(short.faults).toMatchObject([{ path: '$.area' }])
  expect((await refusalOf(as('town', 'askSupport', asked))).code).toBe('forbidden')
  const { requestId, caseId } = await as<{ requestId: string; caseId: string }>(
    'accountant',
    'askSupport',
    asked,
  )
  const rowOf = async (by: string) =>
    (await as<{ rows: { requestId: string }[] }>(by, 'listSupportRequests', {})).rows.find(
      (one) => one.requestId === requestId,
    )
  expect(await rowOf('station')).toMatchObject({
    waitsFor: expect.stringContaining('town_') as string,
    late: false,
  })
  expect(await rowOf('townB')).toBeUndefined()
  await as('station', 'signStep', {
    caseId,
    step: 'town',
    values: { opinion: '情况属实,同意上报' },
  })
  const queue = () =>
    as<{
      role: string
      rows: { kind: string; refId: string; dueOn: string; late: boolean }[]
      departments: { role: string; waiting: number; late: number }[]
    }>('land', 'readQueue', {})
  expect(await queue()).toMatchObject({
    role: 'natural_resources',
    rows: [{ kind: 'request', refId: caseId, dueOn: '2020-12-14', late: false }],
  })
  await setDay('2020-12-15')
  expect(
    (await queue()).departments.find(({ role }) => role === 'natural_resources'),
  ).toMatchObject({
    waiting: 1,
    late: 1,
  })
  await as('land', 'signStep', {
    caseId,
    step: 'land',
    values: { decision: 'partly', grantedArea: '2.5', answer: '纳入2021年设施农业用地计划' },
  })
  while ((await deliverFacts(world.runtime, 1)) > 0);
  expect(await rowOf('secretary')).toMatchObject({
    outcome: 'partly',
    grantedArea: '2.5',
    answer: '纳入2021年设施农业用地计划',
  })
})

test('arrivals and queues show what the caller reaches', async () => {
  interface Lines {
    rows: { coop: { id: string } }[]
  }
  const coopsOf = async (by: string) => {
    const { rows } = await as<Lines>(by, 'listSupportArrivals', { linked: 'all', limit: 500 })
    return [...new Set(rows.map(({ coop }) => coop.id))].toSorted()
  }
  expect(await coopsOf('townB')).toEqual([])
  expect(await coopsOf('station')).toEqual([coopA])
  expect(await coopsOf('finance')).toEqual([coopA])
  await as('accountant', 'askSupport', {
    unitId: coopA,
    kind: 'loan',
    title: '周转贷款',
    reason: '收购',
    amount: '1000',
    months: 6,
  }).then((asked) =>
    as('station', 'signStep', {
      caseId: (asked as { caseId: string }).caseId,
      step: 'town',
      values: { opinion: '同意' },
    }),
  )
  const waiting = async (by: string) =>
    (await as<{ total: number }>(by, 'readQueue', { role: 'finance_centre' })).total
  expect([await waiting('centre'), await waiting('town'), await waiting('townB')]).toEqual([
    1, 1, 0,
  ])
})

test('the leading group keeps its versions; a department twice is refused', async () => {
  const { departments, version } = await as<{ version: number; departments: { role: string }[] }>(
    'land',
    'readLeadingGroup',
    {},
  )
  expect(version).toBe(0)
  const named = departments.map((one) => ({ ...one, leader: '张某' }))
  const saved = {
    departments: named,
    validFrom: '2020-12-01',
    document: '演示〔2020〕1号',
    reason: '明确分工',
  }
  const twice = { ...saved, departments: [named[0], named[0], ...named.slice(2)] }
  expect((await refusalOf(as('desk', 'saveLeadingGroup', twice))).code).toBe('bad_input')
  expect((await refusalOf(as('land', 'saveLeadingGroup', saved))).code).toBe('forbidden')
  await as('desk', 'saveLeadingGroup', saved)
  await as('desk', 'saveLeadingGroup', { ...saved, validFrom: '2021-01-01' })
  expect(await as('land', 'readLeadingGroup', {})).toMatchObject({
    version: 1,
    departments: [{ leader: '张某' }, {}, {}, {}, {}],
    versions: [{ version: 2 }, { version: 1 }],
  })
})

test('three supports of a co-op side by side, each as far as the caller may see', async () => {
  const shown = await as<{
    funds: { rows: object[]; money: { net: string } }
    people: object | null
    management: { cases: { done: number } | null }
  }>('station', 'readCoopSupport', { coopId: coopA })
  expect(shown.funds.rows.length).toBeGreaterThan(3)
  expect(shown.management.cases).toMatchObject({ done: 1 })
  expect(shown.people).not.toBeNull()
  expect((await refusalOf(as('townB', 'readCoopSupport', { coopId: coopA }))).code).toBe(
    'not_found',
  )
})
