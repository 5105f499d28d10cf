import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { formatYuan } from '../kernel/money.ts'
import type { Text } from '../kernel/text.ts'
import { MODULES } from '../modules.ts'
import { openDatabase } from '../platform/db.ts'
import { silentLog } from '../platform/log.ts'
import { createTestDatabase, testDatabase } from '../platform/postgres/testing.ts'
import { makeRuntime, type Runtime } from '../platform/runtime.ts'
import { makeSecrets, sha256 } from '../platform/secrets.ts'
import { DEMO_PASSWORD, showCoop } from './accounts.ts'
import { demoCounty, ensureDemo, loadDemo, smallCounty } from './index.ts'
import { type Door, doorFor, openDoor } from './load/door.ts'
import { planBook, plantedInBooks, plantedInDistributions, wishBooks } from './plan/books.ts'
import { PUBLISHED } from './plan/spread.ts'

const LOAD_PATIENCE_MS = 600_000
const YISHUI = 371323
const SECOND = 999902

function openRuntime(address: Parameters<typeof openDatabase>[0]) {
  const database = openDatabase(address)
  const clock = () => Date.parse('2026-11-23T01:00:00Z')
  const secrets = makeSecrets(randomBytes(32))
  return {
    database,
    runtime: makeRuntime({ database, modules: MODULES, secrets, log: silentLog, clock }),
  }
}

const db = await testDatabase()
const { database, runtime } = openRuntime(db.appAddress)
afterAll(() => database.close())

async function signIn(username: string): Promise<Door> {
  const outside = doorFor(runtime, { kind: 'anonymous', source: '10.0.0.1' })
  const { token, mustChange } = await outside.identity.signIn({ username, password: DEMO_PASSWORD })
  expect(mustChange).toBe(false)
  return doorFor(runtime, { kind: 'session', tokenHash: sha256(token ?? ''), source: '10.0.0.1' })
}

/** Steps in whose middle the first starts are cut off, one start each. */
const CUTS = ['Founding and closing', 'Share registers', 'Land, products and labour', 'Books']

describe('both counties', () => {
  const steps: number[] = []
  const cut: string[] = []
  let fresh = false
  beforeAll(async () => {
    for (const where of CUTS) {
      let seen = 0
      const onProgress = (_done: number, _total: number, { en }: Text): void => {
        if (en === where && seen++ > 2) throw new Error(`cut off: ${where}`)
      }
      await ensureDemo(runtime, { owner: db.ownerAddress, onProgress }).catch((error: unknown) => {
        cut.push(String(error))
      })
    }
    const loaded = await ensureDemo(runtime, {
      owner: db.ownerAddress,
      onProgress: (done, total) => steps.push(done / total),
    })
    fresh = loaded.fresh
  }, LOAD_PATIENCE_MS)

  const door = openDoor(runtime, YISHUI)
  const { plan } = demoCounty()

  test('four starts are cut off and the fifth goes on to the end', () => {
    expect(cut).toEqual(CUTS.map((where) => `Error: cut off: ${where}`))
    expect(fresh).toBe(true)
    // The books were reached: what came before them is not loaded again.
    expect(steps[0]).toBeGreaterThan(0.4)
    expect(steps.at(-1)).toBe(1)
    expect(steps).toEqual(steps.toSorted((a, b) => a - b))
  })

  test('a second start finds everything there', async () => {
    const again = await ensureDemo(runtime, {
      owner: db.ownerAddress,
      onProgress: () => undefined,
    })
    expect(again.fresh).toBe(false)
  })

  test('the published totals come out of the product’s own lists', async () => {
    const coops = await door.registry.listCooperatives({ limit: 1 })
    const before = await door.registry.listCooperatives({ cohort: 'before', limit: 1 })
    const unions = await door.registry.listUnions({})
    const villages = await door.registry.listVillages({ limit: 1 })
    const registers = await Promise.all(
      [0, 500].map((offset) => door.shares.listRegisters({ limit: 500, offset })),
    )
    const assistance = await door.shares.countAssistance({})
    const persons = await database.pool.connect()
    await persons.query('BEGIN; SELECT app_set_county(371323)')
    const members = await persons.query<{ count: number }>(
      `SELECT count(*)::int AS count FROM share_holder WHERE kind = 'person' AND left_on IS NULL`,
    )
    await persons.query('COMMIT')
    persons.release()
    expect({
      villages: villages.villages,
      cooperatives: coops.total,
      members: members.rows[0]?.count,
      earlierYears: before.total,
      withAssistance: assistance.cooperatives,
      beneficiaries: assistance.persons,
      unions: unions.total,
      today: coops.asOf,
    }).toEqual(PUBLISHED)
    expect(registers.flatMap((page) => page.registers)).toHaveLength(PUBLISHED.cooperatives)
  })

  test('the product finds every planted breach, and no other co-op breaks a rule', async () => {
    const list = await door.registry.listCooperatives({ limit: 500 })
    const nameOf = new Map(list.rows.map(({ id, name }) => [id, name]))
    const found = new Set<string>()
    for (const bound of ['depends', 'fails', 'passes'] as const) {
      for (let offset = 0; ; offset += 500) {
        const { rows } = await door.shares.listCurrentChecks({ bound, limit: 500, offset })
        for (const { coopId, rule, outcome } of rows) {
          if (outcome !== 'passes') found.add(`${nameOf.get(coopId)}: ${rule} ${outcome}`)
        }
        if (rows.length < 500) break
      }
    }
    const coops = new Map(plan.coops.map((coop) => [coop.key, coop]))
    const planted = plan.planted.flatMap(({ coopKey, expect: wanted }) =>
      wanted === null ? [] : [`${coops.get(coopKey)?.name}: ${wanted.rule} ${wanted.outcome}`],
    )
    expect(planted.filter((line) => !found.has(line))).toEqual([])
    const breached = new Set(plan.planted.map(({ coopKey }) => coops.get(coopKey)?.name))
    const failing = [...found].filter((line) => line.endsWith('fails'))
    expect(failing.filter((line) => !breached.has(line.split(':')[0]))).toEqual([])
  })

  test('the breaches without a rule stand where they are looked for', async () => {
    const wrong = await door.registry.listCooperatives({
      creditCode: 'wrong_check_digit',
      limit: 9,
    })
    const names = (breach: string) =>
      plan.coops.filter(({ design }) => design === breach).map(({ name }) => name)
    expect(wrong.rows.map(({ name }) => name).toSorted()).toEqual(names('code_wrong').toSorted())
    const review = await door.shares.listAssistanceReview({ limit: 500 })
    const dead = review.beneficiaries.filter(({ due }) => due === 'deceased')
    expect(new Set(dead.map(({ personId }) => personId)).size).toBe(plan.deaths.length)
  })

  test('names in rare characters come back as they were written', async () => {
    for (const name of ['王𠮷祥', '李㐂凤', '张𪚥', '古丽娜尔·买买提']) {
      const { rows } = await door.registry.listPersons({ q: name, limit: 5 })
      expect(rows.map((row) => row.name)).toContain(name)
    }
  })

  test('everybody can sign in at once and sees their own', async () => {
    const county = await signIn('demo-county')
    expect((await county.registry.listCooperatives({ limit: 1 })).total).toBe(296)
    const town = await signIn('demo-town')
    expect((await town.registry.listCooperatives({ limit: 1 })).total).toBe(70)
    const village = await signIn('demo-village')
    expect((await village.registry.listCooperatives({ limit: 1 })).total).toBe(1)
    const member = await signIn('demo-member')
    const home = await member.shares.memberHome({})
    expect(home.memberships).toHaveLength(1)
    const me = await county.identity.whoAmI({})
    expect(me.county).toMatchObject({ code: '371323', demo: true })
    expect(me.clock.today).toBe('2020-11-30')
  })

  /** One number of the first county, as the database has it. */
  const count = async (query: string): Promise<number> => {
    const { rows } = await db.owner.query<{ n: string }>(query)
    return Number(rows[0]?.n)
  }

  test('the books tie: vouchers, balances, members and the register say the same', async () => {
    const off = `SELECT coalesce(max(abs(d)), 0) n FROM`
    expect(
      await count(`${off} (SELECT sum(debit_fen - credit_fen) d FROM voucher_line
      GROUP BY voucher_id) v`),
    ).toBe(0)
    expect(
      await count(`${off} (SELECT coalesce(b.net, 0) - coalesce(l.net, 0) d
      FROM (SELECT coop_id, account, sum(debit_fen - credit_fen) net FROM ledger_balance
        GROUP BY coop_id, account) b
      FULL JOIN (SELECT coop_id, account, sum(debit_fen - credit_fen) net FROM voucher_line
        GROUP BY coop_id, account) l USING (coop_id, account)) t`),
    ).toBe(0)
    expect(
      await count(`${off} (SELECT coalesce(r.paid, 0) + coalesce(l.net, 0) d
      FROM (SELECT holder_id, sum(paid_fen) paid FROM share_line GROUP BY holder_id) r
      FULL JOIN (SELECT member_id AS holder_id, sum(debit_fen - credit_fen) net FROM voucher_line
        WHERE account = '301' GROUP BY member_id) l USING (holder_id)) t`),
    ).toBe(0)
    expect(await count(`SELECT count(*) n FROM ledger_book`)).toBe(PUBLISHED.cooperatives + 3)
    expect(await count(`SELECT count(*) n FROM voucher`)).toBeGreaterThan(60_000)
  })

  test('2019 is closed with its distributions, 2020 is open in November', async () => {
    const books = await door.ledger.listBooks({ limit: 500 })
    expect(books.total).toBe(PUBLISHED.cooperatives)
    expect(books.rows.every(({ appliedEarly, year }) => appliedEarly && year === 2020)).toBe(true)
    const october = books.rows.filter(({ closedThrough }) => closedThrough === 202010)
    expect(october.length).toBeGreaterThan(250)
    const closed = await door.ledger.listClosures({ period: 201913, limit: 1 })
    const earlier = await count(`SELECT count(*) n FROM ledger_year
      WHERE county_id = ${YISHUI} AND year = 2019 AND closed_through = 13`)
    expect(closed.total).toBe(earlier)
    expect(earlier).toBeGreaterThan(PUBLISHED.earlierYears)
  })

  const wish = wishBooks(plan, showCoop(plan).key)

  /** The co-ops' ids by the plan's keys. */
  const coopIds = async (): Promise<ReadonlyMap<string, string>> => {
    const { rows } = await door.registry.listCooperatives({ limit: 500 })
    const ids = new Map(rows.map(({ id, name }) => [name, id]))
    return new Map(plan.coops.map(({ key, name }) => [key, ids.get(name) ?? '']))
  }

  test('2019 is distributed by plans, to the fen what the county planned, and mostly paid', async () => {
    const { rows, states, sums } = await door.distribution.listDistributions({
      year: 2019,
      limit: 500,
    })
    const byCoop = new Map(rows.map((row) => [row.coopId, row]))
    const ids = await coopIds()
    const planned = plan.coops.flatMap((coop) => {
      const { distribution } = coop.counted ? planBook(coop, wish) : { distribution: null }
      return distribution === null ? [] : [{ coop, distribution }]
    })
    expect(planned.length).toBeGreaterThan(100)
    expect(states.posted + states.paid).toBe(planned.length)
    for (const { coop, distribution } of planned) {
      const row = byCoop.get(ids.get(coop.key) ?? '')
      expect(row?.due, coop.name).toBe(formatYuan(distribution.payable))
      expect(row?.reserve, coop.name).toBe(formatYuan(distribution.reserve))
    }
    const { total, unpaid } = await door.distribution.listUnpaid({ year: 2019, limit: 1 })
    expect(total).toBeGreaterThan(5)
    expect(Number(unpaid)).toBe(Number((Number(sums.due) - Number(sums.paid)).toFixed(2)))
  })

  test('what members are owed by plans is what 221 and 222 hold in their names', async () => {
    const different = await count(`SELECT count(*) n FROM (
      SELECT holder_id AS id, sum(return_fen + residual_fen) AS owed FROM (
        SELECT d.holder_id, d.return_fen, d.residual_fen FROM distribution_due d
        UNION ALL SELECT l.holder_id, -l.return_fen, -l.residual_fen
          FROM distribution_payment_line l) x GROUP BY holder_id) p
      FULL JOIN (SELECT member_id AS id, sum(credit_fen - debit_fen) AS owed FROM voucher_line
        WHERE left(account, 3) IN ('221', '222') GROUP BY member_id) b USING (id)
      WHERE coalesce(p.owed, 0) <> coalesce(b.owed, 0)`)
    expect(different).toBe(0)
  })

  test('the statements of 2019 tie out, and say of the distribution what the plan says', async () => {
    const checks = await door.statements.listTieOuts({ period: '2019', limit: 500 })
    expect(checks.coops).toBeGreaterThan(PUBLISHED.earlierYears)
    expect(checks.blocked).toBe(0)
    const { rows } = await door.distribution.listDistributions({ year: 2019, limit: 500 })
    const posted = rows.filter(({ state }) => state === 'paid').slice(0, 5)
    for (const { coopId, coopName, reserve, returned, residual, netSurplus } of posted) {
      const form = { coopId, form: '02', period: '2019' } as const
      const { statement } = await door.statements.readStatement(form)
      const lines = statement.form === '02' ? statement.sheet.rows : []
      const at = (number: number) => lines.find(({ row }) => row === number)?.current
      expect([at(12), at(15), at(17), at(18)], coopName).toEqual([
        netSurplus,
        reserve,
        returned,
        residual,
      ])
    }
  })

  test('the member accounts hold what 301, 311 and 322 hold at the end of 2019', async () => {
    const { rows } = await door.distribution.listDistributions({ year: 2019, limit: 500 })
    for (const { coopId, coopName } of rows.filter((_, i) => i % 20 === 0)) {
      const { ties } = await door.distribution.readMemberAccounts({ coopId, asOf: '2019-12-31' })
      expect(
        ties.filter(({ same }) => !same),
        coopName,
      ).toEqual([])
    }
  })

  test('what was done wrong in distributions is said where it stands', async () => {
    const ids = await coopIds()
    for (const { coopKey, breach } of plantedInDistributions(wish)) {
      const read = await door.distribution.readDistribution({
        coopId: ids.get(coopKey) ?? '',
        year: 2019,
      })
      const failing = read.computed?.findings.filter(({ outcome }) => outcome === 'fails') ?? []
      if (breach === 'notice_short') {
        expect(read.resolution?.warnings.map(({ en }) => en).join(), coopKey).toContain('7 day')
      } else {
        expect(
          failing.map(({ rule }) => rule),
          coopKey,
        ).toEqual(['DIST-RESIDUAL'])
      }
    }
  })

  test('a member finds the paid dividend of 2019 on the own page', async () => {
    const member = await signIn('demo-member')
    const [row] = (await member.distribution.memberDividends({})).rows
    expect(row).toMatchObject({ year: 2019, unpaid: '0.00', resolution: '2020年第1号' })
    expect(Number(row?.total)).toBeGreaterThan(0)
    expect(row?.paid).toBe(row?.total)
  })

  test('a named check of the product finds each thing that was planted in the books', async () => {
    const ids = await coopIds()
    for (const { coopKey, sign, breach } of plantedInBooks(wish)) {
      const unitId = ids.get(coopKey) ?? ''
      const named =
        sign.by === 'audit'
          ? (await door.ledger.listAuditPoints({ unitId, from: 201912, to: 202011 })).rows.map(
              ({ rule }): string => rule,
            )
          : (await door.ledger.listDeskWarnings({ unitId })).kinds.map(({ kind }): string => kind)
      const check = sign.by === 'audit' ? sign.rule : sign.kind
      expect(named, `${coopKey}: ${breach}`).toContain(check)
    }
  })

  test('no check that speaks of a wrong speaks of sound books', async () => {
    const planted = new Set(
      plan.coops.filter(({ key }) => wish.breaches.has(key)).map(({ name }) => name),
    )
    const harmless = new Set(['JUST-UNDER', 'ROUND', 'REVERSED', 'OFF-HOURS'])
    for (let offset = 0; ; offset += 500) {
      const page = { from: 202001, to: 202011, limit: 500, offset }
      const { rows } = await door.ledger.listAuditPoints(page)
      const sound = rows.filter(
        ({ rule, coopName }) => !harmless.has(rule) && !planted.has(coopName),
      )
      expect(sound.map(({ rule, coopName }) => `${rule} ${coopName}`)).toEqual([])
      if (rows.length < 500) break
    }
  })

  test('drafts wait for another person, receipts in the inbox, the bank for its answer', async () => {
    const accountant = await signIn('demo-accountant')
    const own = await accountant.ledger.listDrafts({ limit: 50 })
    expect(own.rows.length).toBe(6)
    expect(own.rows.every(({ mine }) => mine)).toBe(true)
    const station = await signIn('demo-town')
    const sent = await station.ledger.listDrafts({ status: 'submitted', limit: 500 })
    expect(sent.rows.some(({ mine }) => mine)).toBe(true)
    const coopId = own.rows[0]?.coopId ?? ''
    const foreign = sent.rows.filter((draft) => draft.coopId === coopId && !draft.mine)
    expect(foreign.length).toBeGreaterThan(0)
    const inbox = await station.ledger.listSourceDocuments({ limit: 500 })
    expect(inbox.total).toBeGreaterThan(10)
    const [bank] = (await station.ledger.listBankAccounts({ coopId })).accounts
    expect(bank?.lines).toBeGreaterThan(10)
    expect(bank?.open).toBeGreaterThan(0)
    const october = { coopId, account: '102', on: '2020-10-31' }
    expect((await station.ledger.readBankReconciliation(october)).difference).toBe('0.00')
  })

  test('trades of the model co-ops are in the trade ledger and in the books', async () => {
    const { total } = await door.trade.listTrades({ limit: 1 })
    expect(total).toBeGreaterThan(2_000)
    expect((await door.trade.listTrades({ posted: 'open', limit: 1 })).total).toBe(0)
  })

  test('the second county sees itself and nothing of the first', async () => {
    const other = await signIn('demo2-county')
    const own = await other.registry.listCooperatives({ status: 'all', limit: 500 })
    expect(own.total).toBe(3)
    const [foreign] = (await door.registry.listCooperatives({ limit: 1 })).rows
    await expect(
      other.registry.readCooperative({ coopId: foreign?.id ?? '' }),
    ).rejects.toMatchObject({ code: 'not_found' })
    const [mine] = own.rows
    const county = await signIn('demo-county')
    await expect(county.registry.readCooperative({ coopId: mine?.id ?? '' })).rejects.toMatchObject(
      { code: 'not_found' },
    )
    expect((await openDoor(runtime, SECOND).registry.listVillages({ limit: 1 })).villages).toBe(5)
  })
})

/** The runtime, in which the call of a verb is cut off after so many went through. */
function cutAfter(whole: Runtime, calls: number): Runtime {
  let left = calls
  const verbs = whole.verbs.map((verb) => {
    const run = verb.run as unknown as (...args: unknown[]) => unknown
    const cut = (...args: unknown[]): unknown => {
      if (left-- <= 0) throw new Error('the power is gone')
      return run(...args)
    }
    return verb.spec.kind === 'write' ? { ...verb, run: cut as typeof verb.run } : verb
  })
  return { ...whole, verbs }
}

test(
  'a load that is cut off anywhere goes on at the next start and ends alike',
  async () => {
    const other = await createTestDatabase()
    const house = openRuntime(other.appAddress)
    const options = {
      owner: other.ownerAddress,
      county: smallCounty(),
      onProgress: () => undefined,
    }
    try {
      let starts = 0
      for (let calls = 1; ; calls += 1) {
        starts += 1
        const done = await loadDemo(cutAfter(house.runtime, calls), options).then(
          () => true,
          (error: unknown) => {
            expect(String(error)).toContain('the power is gone')
            return false
          },
        )
        if (done) break
        expect(starts).toBeLessThan(60)
      }
      expect(starts).toBeGreaterThan(8)
      const door = openDoor(house.runtime, SECOND)
      const { plan } = options.county
      expect((await door.registry.listCooperatives({ limit: 1 })).total).toBe(3)
      expect((await door.registry.listPersons({ limit: 1 })).total).toBe(plan.persons.length)
      expect((await door.registry.listHouseholds({ limit: 1 })).total).toBe(plan.households.length)
      expect((await door.shares.listRegisters({})).registers).toHaveLength(3)
      const wish = wishBooks(plan, showCoop(plan).key)
      for (const { id, name } of (await door.registry.listCooperatives({ limit: 9 })).rows) {
        const book = plan.coops.flatMap((coop) =>
          coop.name === name ? planBook(coop, wish) : [],
        )[0]
        const { rows } = await other.owner.query<{ n: string }>(
          `SELECT count(*) n FROM voucher WHERE origin LIKE 'import:%' AND coop_id = $1`,
          [id],
        )
        expect(Number(rows[0]?.n), name).toBe(book?.vouchers.length)
      }
    } finally {
      await house.database.close()
      await other.drop()
    }
  },
  LOAD_PATIENCE_MS,
)
