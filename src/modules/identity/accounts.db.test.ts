import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ROLE_NAMES, type Role } from '../../kernel/role.ts'
import { inCounty } from '../../platform/db.ts'
import { asJob } from '../../platform/outbox.ts'
import { testDatabase } from '../../platform/postgres/testing.ts'
import { placeUnits } from '../../platform/unit.ts'
import type { identityContract } from './contract.ts'
import { identityModule, type InstalledCounty, installCounty } from './index.ts'
import { codeOf, openTestHouse } from './testing.ts'

const db = await testDatabase()
const house = openTestHouse<typeof identityContract>(db, [identityModule])
const { call, refusal, clock } = house
afterAll(() => house.database.close())

const ADMINISTRATORS = ['tenant_admin', 'security_admin', 'audit_admin'] as const
const PASSWORD = 'k7mq-x3hd-9pwt'
const TOWN = randomUUID()
let county: InstalledCounty
const tokens = new Map<string, string>()

const newCounty = (code: string, name: string, prefix: string) =>
  installCounty(house.runtime, db.ownerAddress, {
    code,
    name,
    demo: false,
    clockShiftMs: 0,
    administrators: ADMINISTRATORS.map((role) => ({
      role,
      username: `${prefix}.${role.replace('_', '.')}`,
      displayName: role,
    })),
  })

/** Signs in with a first password, changes it and sets up a second factor. */
async function settle(username: string, first: string): Promise<string> {
  const { token } = await call(null, 'signIn', { username, password: first })
  await call(token, 'changePassword', { password: first, newPassword: PASSWORD })
  const { secret } = await call(token, 'enrolSecondFactor', { password: PASSWORD })
  await call(token, 'confirmSecondFactor', { code: await codeOf(house, secret) })
  return token ?? ''
}

beforeAll(async () => {
  county = await newCounty('371323', '沂水县', 'ys')
  for (const { role, username, password } of county.administrators) {
    tokens.set(role, await settle(username, password))
  }
  await inCounty(house.database, county.county, (tx) =>
    asJob(house.runtime, { tx, county: county.county, name: 'test' }, (ctx) =>
      placeUnits(ctx, [{ id: TOWN, kind: 'town', name: '院东头镇', parentId: county.unitId }]),
    ),
  )
})

const as = (role: Role) => tokens.get(role) ?? ''
const reason = '依据任免通知'

async function newAccount(name = `u${randomUUID().slice(0, 8)}`) {
  const { accounts } = await call(as('tenant_admin'), 'createAccounts', {
    accounts: [{ username: name, displayName: '李娜' }],
  })
  const [made] = accounts
  return { id: made?.id ?? '', username: name, password: made?.password ?? '' }
}

describe('a new county', () => {
  test('has its three administrators and no default password', async () => {
    expect(county.administrators.map(({ role }) => role)).toEqual([...ADMINISTRATORS])
    const passwords = county.administrators.map(({ password }) => password)
    expect(new Set(passwords).size).toBe(3)
    for (const password of passwords) expect(password).toMatch(/^\w{4}-\w{4}-\w{4}$/)
  })

  test('is made once; one that was half made is completed', async () => {
    expect((await refusal(newCounty('371323', '沂水县', 'again'))).code).toBe('conflict')
    await db.owner.query(
      `INSERT INTO county (county_id, code, name) VALUES (371324, '371324', '兰陵县')`,
    )
    const made = await newCounty('371324', '兰陵县', 'll')
    expect(made.county).toBe(371_324)
  })

  test('is refused whole when a name is taken, in whichever county', async () => {
    const answer = await refusal(newCounty('371325', '费县', 'ys'))
    expect(answer.faults.map(({ path }) => path)).toEqual(
      [0, 1, 2].map((i) => `$.accounts[${i}].username`),
    )
    const left = await db.owner.query('SELECT 1 FROM org_unit WHERE county_id = 371325')
    expect(left.rowCount).toBe(0)
  })

  test('leaves a row in its trail that names no password', async () => {
    const found = await db.owner.query(
      `SELECT * FROM audit_event WHERE verb = 'installCounty' AND county_id = 371323`,
    )
    expect(found.rowCount).toBe(1)
    for (const { password } of county.administrators) {
      expect(JSON.stringify(found.rows)).not.toContain(password)
    }
  })
})

describe('three administrators', () => {
  test('each has their own work and none the work of another', async () => {
    const { id } = await newAccount()
    const acts = [
      ['createAccounts', { accounts: [{ username: 'x', displayName: 'x' }] }, 'tenant_admin'],
      ['disableAccount', { accountId: id, reason }, 'tenant_admin'],
      ['enableAccount', { accountId: id, reason }, 'tenant_admin'],
      ['resetPassword', { accountId: id, reason }, 'tenant_admin'],
      ['grantRoles', { grants: [] }, 'security_admin'],
      ['unlockAccount', { accountId: id, reason }, 'security_admin'],
      ['resetSecondFactor', { accountId: id, reason }, 'security_admin'],
      ['endSessions', { accountId: id }, 'security_admin'],
      ['changeSecuritySettings', { reason }, 'security_admin'],
    ] as const
    for (const [verb, input, whose] of acts) {
      for (const role of ADMINISTRATORS) {
        const answer = await refusal(
          call(as(role), verb, input).then(() => {
            throw new Error('done')
          }),
        ).catch(() => null)
        expect(answer?.code === 'forbidden', `${verb} by ${role}`).toBe(role !== whose)
      }
    }
  })

  test('nobody serves themselves', async () => {
    const id = (role: Role) => county.administrators.find((each) => each.role === role)?.id
    const own = [
      ['tenant_admin', 'disableAccount', { accountId: id('tenant_admin'), reason }],
      ['tenant_admin', 'resetPassword', { accountId: id('tenant_admin'), reason }],
      ['security_admin', 'unlockAccount', { accountId: id('security_admin'), reason }],
      ['security_admin', 'resetSecondFactor', { accountId: id('security_admin'), reason }],
      ['security_admin', 'endSessions', { accountId: id('security_admin') }],
    ] as const
    for (const [role, verb, input] of own) {
      expect((await refusal(call(as(role), verb, input))).code, verb).toBe('not_allowed_now')
    }
    const grant = { accountId: id('security_admin'), role: 'auditor', unitId: county.unitId }
    const answer = await refusal(call(as('security_admin'), 'grantRoles', { grants: [grant] }))
    expect(answer.faults.map(({ path }) => path)).toEqual(['$.grants[0].accountId'])
  })

  test('the last of a kind stays', async () => {
    const target = county.administrators.find(({ role }) => role === 'audit_admin')
    const accountId = target?.id
    expect(
      (await refusal(call(as('tenant_admin'), 'disableAccount', { accountId, reason }))).code,
    ).toBe('not_allowed_now')
    const { rows } = await call(as('audit_admin'), 'listAccounts', { role: 'audit_admin' })
    const grantId = rows[0]?.grants[0]?.id
    const end = { accountId, grantId, reason }
    expect((await refusal(call(as('security_admin'), 'endGrant', end))).code).toBe(
      'not_allowed_now',
    )
    const next = await newAccount()
    const grant = { accountId: next.id, role: 'audit_admin', unitId: county.unitId }
    await call(as('security_admin'), 'grantRoles', { grants: [grant] })
    await call(as('security_admin'), 'endGrant', end)
    expect((await refusal(call(as('audit_admin'), 'listAccounts'))).code).toBe('forbidden')
    await call(as('security_admin'), 'grantRoles', { grants: [{ ...grant, accountId }] })
    expect(await call(as('audit_admin'), 'listAccounts')).toBeDefined()
  })

  test('the password of an administrator without a second factor is not reset from inside', async () => {
    const fresh = await newAccount()
    const grant = { accountId: fresh.id, role: 'security_admin', unitId: county.unitId }
    await call(as('security_admin'), 'grantRoles', { grants: [grant] })
    const reset = { accountId: fresh.id, reason }
    expect((await refusal(call(as('tenant_admin'), 'resetPassword', reset))).code).toBe(
      'not_allowed_now',
    )
    await settle(fresh.username, fresh.password)
    expect((await call(as('tenant_admin'), 'resetPassword', reset)).password).toMatch(/^\w{4}-/)
  })
})

describe('accounts', () => {
  test('a batch is made whole or not at all, and every fault has its place', async () => {
    const person = randomUUID()
    const faults = await refusal(
      call(as('tenant_admin'), 'createAccounts', {
        accounts: [
          { username: 'batch.one', displayName: '一' },
          { username: 'BATCH.ONE ', displayName: '二' },
          { username: 'a b', displayName: '三' },
          { username: 'batch.four', displayName: '四', password: 'yishui123456' },
          { username: 'batch.five', displayName: '五', personId: person },
          { username: 'batch.six', displayName: '六', personId: person },
          { username: 'ys.audit.admin', displayName: '七' },
        ],
      }),
    )
    expect(faults.faults.map(({ path }) => path)).toEqual([
      '$.accounts[1].username',
      '$.accounts[2].username',
      '$.accounts[3].password',
      '$.accounts[4].personId',
      '$.accounts[5].personId',
      '$.accounts[6].username',
    ])
    const found = await db.owner.query(`SELECT 1 FROM login_name WHERE username LIKE 'batch.%'`)
    expect(found.rowCount).toBe(0)
  })

  test('one person, one account', async () => {
    const personId = randomUUID()
    const make = (username: string) =>
      call(as('tenant_admin'), 'createAccounts', {
        accounts: [{ username, displayName: '赵𠮷', personId }],
      })
    await make('person.one')
    expect((await refusal(make('person.two'))).faults[0]?.path).toBe('$.accounts[0].personId')
  })

  test('a repeated call gives the same first passwords, which the database keeps sealed', async () => {
    const input = { accounts: [{ username: 'twice.made', displayName: '孙丽' }] }
    const key = { idempotencyKey: randomUUID() }
    const first = await call(as('tenant_admin'), 'createAccounts', input, key)
    expect(await call(as('tenant_admin'), 'createAccounts', input, key)).toEqual(first)
    const password = first.accounts[0]?.password ?? 'missing'
    const kept = await db.owner.query(
      `SELECT encode(answer, 'escape') AS answer FROM idempotency_key WHERE key = $1`,
      [key.idempotencyKey],
    )
    expect(kept.rowCount).toBe(1)
    expect(JSON.stringify(kept.rows)).not.toContain(password)
    const dump = JSON.stringify((await db.owner.query('SELECT * FROM audit_event')).rows)
    expect(dump).toContain('twice.made')
    expect(dump).not.toContain(password)
  })

  test('are found by name, role, unit and state', async () => {
    const clerk = await newAccount('station.clerk')
    const grant = { accountId: clerk.id, role: 'town_station', unitId: TOWN }
    await call(as('security_admin'), 'grantRoles', { grants: [grant] })
    const names = async (filter: object) =>
      (await call(as('tenant_admin'), 'listAccounts', { limit: 500, ...filter })).rows.map(
        (row) => row.username,
      )
    expect(await names({ search: 'STATION' })).toEqual(['station.clerk'])
    expect(await names({ search: '%' })).toEqual([])
    expect(await names({ role: 'town_station' })).toEqual(['station.clerk'])
    expect(await names({ unitId: TOWN })).toEqual(['station.clerk'])
    expect(await names({ unitId: county.unitId })).toContain('station.clerk')
    expect(await names({ state: 'must_change' })).toContain('station.clerk')
    expect(await names({ state: 'without_role' })).not.toContain('station.clerk')
    await call(as('tenant_admin'), 'disableAccount', { accountId: clerk.id, reason })
    expect(await names({ state: 'disabled' })).toEqual(['station.clerk'])
    expect(await names({ state: 'active' })).not.toContain('station.clerk')
    const page = await call(as('tenant_admin'), 'listAccounts', { limit: 2, offset: 1 })
    expect(page.rows).toHaveLength(2)
    expect(page.total).toBeGreaterThan(4)
  })

  test('of another county are not found, whatever is asked', async () => {
    const other = await newCounty('371327', '莒南县', 'jn')
    const accountId = other.administrators[0]?.id
    for (const [role, verb] of [
      ['tenant_admin', 'disableAccount'],
      ['security_admin', 'unlockAccount'],
      ['audit_admin', 'listSessions'],
    ] as const) {
      const foreign = await refusal(call(as(role), verb, { accountId, reason }))
      const missing = await refusal(call(as(role), verb, { accountId: randomUUID(), reason }))
      expect([foreign.code, foreign.text]).toEqual([missing.code, missing.text])
      expect(foreign.code).toBe('not_found')
    }
    const grant = { accountId, role: 'auditor', unitId: county.unitId }
    const answer = await refusal(call(as('security_admin'), 'grantRoles', { grants: [grant] }))
    expect(answer.faults.map(({ path }) => path)).toEqual(['$.grants[0].accountId'])
  })
})

describe('roles', () => {
  test('begin and end on their days by the county’s clock', async () => {
    const { id, username, password } = await newAccount()
    const grant = { accountId: id, role: 'town_station', unitId: TOWN }
    const grants = [{ ...grant, validFrom: '2026-12-01', validTo: '2026-12-03' }]
    await call(as('security_admin'), 'grantRoles', { grants })
    const start = clock.now
    const roles: string[] = []
    await call(null, 'signIn', { username, password })
    for (const day of ['2026-11-30', '2026-12-01', '2026-12-02', '2026-12-03']) {
      clock.now = Date.parse(`${day}T09:00:00+08:00`)
      const { token } = await call(null, 'signIn', { username, password })
      roles.push((await call(token, 'whoAmI')).grants.map(({ role }) => role).join())
    }
    clock.now = start
    expect(roles).toEqual(['', 'town_station', 'town_station', ''])
  })

  test('a role that has not begun can be called off; one that has ended cannot end again', async () => {
    const { id } = await newAccount()
    const grant = { accountId: id, role: 'town_station', unitId: TOWN, validFrom: '2027-01-01' }
    const { grants } = await call(as('security_admin'), 'grantRoles', { grants: [grant] })
    const end = { accountId: id, grantId: grants[0]?.id, reason }
    await call(as('security_admin'), 'endGrant', end)
    const left = await db.owner.query(
      'SELECT valid_from = valid_to AS never FROM account_grant WHERE id = $1',
      [end.grantId],
    )
    expect(left.rows).toEqual([{ never: true }])
    const other = await newAccount()
    const foreign = { ...end, accountId: other.id }
    expect((await refusal(call(as('security_admin'), 'endGrant', foreign))).code).toBe('not_found')
  })

  test('the matrix is the kernel’s own', async () => {
    const matrix = await call(as('audit_admin'), 'permissionMatrix')
    expect(matrix.roles.map(({ role }) => role)).toEqual(ROLE_NAMES)
    const holders = (name: string) =>
      matrix.permissions.find(({ permission }) => permission === name)?.roles ?? []
    // Nobody both administers accounts and gives roles, and no administrator does business.
    expect(
      holders('account.write').filter((role) => holders('security.write').includes(role)),
    ).toEqual([])
    const business = matrix.permissions.filter(({ permission }) =>
      /^(registry|shares|person|party)\./.test(permission),
    )
    expect(business.length).toBeGreaterThan(5)
    for (const { permission, roles } of business) {
      expect(
        roles.filter((role) => (ADMINISTRATORS as readonly string[]).includes(role)),
        permission,
      ).toEqual([])
    }
  })
})

describe('finding a unit to grant at', () => {
  test('by part of its name, with the unit it lies in; percent signs are plain text', async () => {
    const found = await call(as('security_admin'), 'findUnits', { kind: 'town', q: '东头' })
    expect(found.rows).toEqual([{ id: TOWN, kind: 'town', name: '院东头镇', inside: '沂水县' }])
    for (const q of ['%', '_', '\\', '西头']) {
      const none = await call(as('security_admin'), 'findUnits', { kind: 'town', q })
      expect(none.rows, q).toEqual([])
    }
  })
})
