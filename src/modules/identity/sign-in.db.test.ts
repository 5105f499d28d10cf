import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { testDatabase } from '../../platform/postgres/testing.ts'
import { sha256 } from '../../platform/secrets.ts'
import type { identityContract } from './contract.ts'
import { identityModule, installCounty } from './index.ts'
import { codeOf, openTestHouse } from './testing.ts'

const db = await testDatabase()
const house = openTestHouse<typeof identityContract>(db, [identityModule])
const { call, refusal, clock } = house
afterAll(() => house.database.close())

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const JOB = { kind: 'job', county: 371_323, name: 'test' } as const
let unitId = ''

beforeAll(async () => {
  const made = await installCounty(house.runtime, db.ownerAddress, {
    code: '371323',
    name: '沂水县',
    demo: false,
    clockShiftMs: -6 * 365 * 24 * HOUR,
    administrators: (['tenant_admin', 'security_admin', 'audit_admin'] as const).map((role) => ({
      role,
      username: role.replace('_', '.'),
      displayName: role,
      password: 'tuo-la-ji 88',
    })),
  })
  unitId = made.unitId
})

let made = 0
const PASSWORD = 'k7mq-x3hd-9pwt'

/** An account whose first password is changed already; by default with no role. */
async function account(role?: string): Promise<{ id: string; username: string }> {
  const username = `clerk${++made}`
  const { accounts } = await call(JOB, 'createAccounts', {
    accounts: [{ username, displayName: '王芳', password: 'first-k7mq-x3hd' }],
  })
  const id = accounts[0]?.id ?? ''
  if (role !== undefined) {
    await call(JOB, 'grantRoles', { grants: [{ accountId: id, role, unitId }] })
  }
  const { token } = await call(null, 'signIn', { username, password: 'first-k7mq-x3hd' })
  await call(token, 'changePassword', { password: 'first-k7mq-x3hd', newPassword: PASSWORD })
  return { id, username }
}

const signIn = (username: string, password = PASSWORD, more: object = {}) =>
  call(null, 'signIn', { username, password, ...more })

const tokenOf = async (username: string) => (await signIn(username)).token ?? ''

/** From an address of its own, so that the failures of one test do not slow another. */
const failFrom = (address: string, username: string, password = 'wrong wrong wrong') =>
  refusal(call({ kind: 'anonymous', source: address }, 'signIn', { username, password }))

const same = (answer: { code: string; text: unknown; faults: unknown; data: unknown }) =>
  JSON.stringify([answer.code, answer.text, answer.faults, answer.data])

const rows = async (query: string, values: unknown[] = []) =>
  (await db.owner.query<Record<string, never>>(query, values)).rows

describe('signing in', () => {
  test('a first password opens the door to nothing but its own change', async () => {
    const { accounts } = await call(JOB, 'createAccounts', {
      accounts: [{ username: ' Ｚhang.San ', displayName: '张𠮷' }],
    })
    const first = { username: accounts[0]?.username, password: accounts[0]?.password ?? '' }
    expect(first).toMatchObject({ username: 'zhang.san' })
    const answer = await signIn('ZHANG.SAN', first.password)
    expect(answer).toMatchObject({ state: 'signed_in', mustChange: true })
    expect((await refusal(call(answer.token, 'listAccounts'))).code).toBe(
      'password_change_required',
    )
    const weak = { password: first.password, newPassword: '沂水123456789' }
    expect((await refusal(call(answer.token, 'changePassword', weak))).faults[0]?.path).toBe(
      '$.newPassword',
    )
    const again = { password: first.password, newPassword: first.password }
    expect((await refusal(call(answer.token, 'changePassword', again))).code).toBe('bad_input')
    await call(answer.token, 'changePassword', { ...again, newPassword: PASSWORD })
    expect(await signIn('zhang.san')).toMatchObject({ mustChange: false })
    expect((await failFrom('10.1.0.1', 'zhang.san', first.password)).code).toBe('unauthenticated')
  })

  test('unknown, wrong and disabled are told alike, and all cost one verification', async () => {
    const [right, off] = [await account(), await account()]
    await call(JOB, 'disableAccount', { accountId: off.id, reason: '离职' })
    const answers = [
      await failFrom('10.1.0.2', right.username),
      await failFrom('10.1.0.2', off.username, PASSWORD),
      await failFrom('10.1.0.2', 'nobody.at.all'),
      await failFrom('10.1.0.2', "x'; DROP TABLE account; --"),
      await failFrom('10.1.0.2', ''),
    ]
    expect(new Set(answers.map(same)).size).toBe(1)
    expect(answers[0]?.code).toBe('unauthenticated')
  })

  test('the trail keeps each attempt, without name, password or code', async () => {
    const { id, username } = await account()
    await failFrom('10.1.0.3', username, 'geheim-geheim')
    await failFrom('10.1.0.3', 'my.password.by.mistake')
    const found = await rows(
      `SELECT county_id, outcome, refusal, input, changes FROM audit_event WHERE source = $1
       ORDER BY county_id DESC`,
      ['10.1.0.3'],
    )
    expect(found.map((row) => [row['county_id'], row['outcome'], row['refusal']])).toEqual([
      [371_323, 'denied', 'unauthenticated'],
      [0, 'denied', 'unauthenticated'],
    ])
    const text = JSON.stringify(found)
    for (const secret of ['geheim', 'mistake', username]) expect(text).not.toContain(secret)
    expect(text).toContain('"failures":1')
    await signIn(username)
    expect(JSON.stringify(await rows('SELECT changes FROM audit_event'))).toContain(id)
  })

  test('a session is new each time, takes the old one’s place and is stored as a hash only', async () => {
    const { id, username } = await account()
    const first = await tokenOf(username)
    const caller = { kind: 'anonymous', source: '10.0.0.1', tokenHash: sha256(first) } as const
    const second = await call(caller, 'signIn', { username, password: PASSWORD })
    expect(second.token).not.toBe(first)
    expect((await refusal(call(first, 'whoAmI'))).code).toBe('unauthenticated')
    const hashes = await rows('SELECT token_hash FROM session WHERE account_id = $1', [id])
    expect(hashes.map((row) => row['token_hash'])).toEqual(
      [expect.stringMatching(/^[0-9a-f]{64}$/), sha256(second.token ?? '')].slice(-hashes.length),
    )
    expect(JSON.stringify(hashes)).not.toContain(second.token)
  })

  test('who I am: roles, county, clock', async () => {
    const { username } = await account('finance_bureau')
    const { token } = await signIn(username)
    expect(await call(token, 'whoAmI')).toMatchObject({
      account: { username, displayName: '王芳', personId: null },
      grants: [{ role: 'finance_bureau', active: true, unit: { kind: 'county', name: '沂水县' } }],
      permissions: expect.arrayContaining(['self', 'registry.read']),
      county: { code: '371323', name: '沂水县', demo: false },
      clock: { today: '2020-11-24', shiftMs: -6 * 365 * 24 * HOUR },
      secondFactor: { asked: false, enrolled: false, given: false },
      session: { current: true, address: '10.0.0.1', idleMinutes: 120 },
    })
  })
})

describe('failures', () => {
  test('the fifth locks, for names that exist and names that do not, and the right password waits too', async () => {
    const { username } = await account()
    for (const name of [username, 'not.there']) {
      const codes: string[] = []
      for (let i = 0; i < 6; i++) codes.push((await failFrom(`10.2.0.${i}`, name)).code)
      expect(codes).toEqual([...Array<string>(4).fill('unauthenticated'), 'locked', 'locked'])
    }
    const [there, not] = [await refusal(signIn(username)), await failFrom('10.2.0.9', 'not.there')]
    expect(there.code).toBe('locked')
    expect(same(there)).toBe(same(not))
    const listed = await call(JOB, 'listAccounts', { search: username })
    expect(listed.rows).toMatchObject([{ lockedUntil: expect.stringMatching(/^2026-11-23T/) }])
    clock.now += 15 * MINUTE
    expect(await signIn(username)).toMatchObject({ state: 'signed_in' })
    expect((await failFrom('10.2.0.9', username)).code).toBe('unauthenticated')
  })

  test('the lock stays in the trail; the security administrator lifts it', async () => {
    const { id, username } = await account()
    for (let i = 0; i < 5; i++) await failFrom('10.3.0.1', username)
    const trail = JSON.stringify(
      await rows(`SELECT changes FROM audit_event WHERE source = '10.3.0.1'`),
    )
    expect(trail).toMatch(/"failures":5,"lockedUntil":"2026|"lockedUntil":"2026[^}]*"failures":5/)
    await call(JOB, 'unlockAccount', { accountId: id, reason: '本人到场' })
    expect(await signIn(username)).toMatchObject({ state: 'signed_in' })
  })

  test('one address cannot lock all clerks out: after 30 failures it waits, others sign in', async () => {
    const clerks = await Promise.all(Array.from({ length: 12 }, () => account()))
    const codes: string[] = []
    for (const { username } of clerks) {
      for (let i = 0; i < 4; i++) codes.push((await failFrom('10.4.0.1', username)).code)
    }
    expect(codes.filter((code) => code === 'unauthenticated')).toHaveLength(30)
    expect(codes.slice(30)).toEqual(Array(18).fill('locked'))
    for (const { username } of clerks) {
      expect(await signIn(username)).toMatchObject({ state: 'signed_in' })
    }
  })

  test('parallel guesses get no more answers than guesses one by one', async () => {
    const { username } = await account()
    const guesses = await Promise.all(
      Array.from({ length: 60 }, (_, i) => failFrom(`10.5.${i}.1`, username)),
    )
    const weighed = guesses.filter((answer) => answer.code === 'unauthenticated').length
    expect(weighed).toBe(4)
    expect((await refusal(signIn(username))).code).toBe('locked')
  })

  test('a dry run counts as well: nobody guesses with it', async () => {
    const { username } = await account()
    const guess = { username, password: 'wrong wrong wrong' }
    const codes: string[] = []
    for (let i = 0; i < 6; i++) {
      const caller = { kind: 'anonymous', source: '10.6.0.1' } as const
      codes.push((await refusal(call(caller, 'signIn', guess, { dryRun: true }))).code)
    }
    expect(codes.slice(4)).toEqual(['locked', 'locked'])
  })

  test('a wrong present password at its change counts like one at the door', async () => {
    const { username } = await account()
    const { token } = await signIn(username)
    const wrong = { password: 'wrong wrong wrong', newPassword: 'another-x3hd-9pwt' }
    const codes: string[] = []
    for (let i = 0; i < 5; i++)
      codes.push((await refusal(call(token, 'changePassword', wrong))).code)
    expect(codes).toEqual([...Array<string>(4).fill('bad_input'), 'locked'])
    expect((await refusal(signIn(username))).code).toBe('locked')
    expect(await call(token, 'whoAmI')).toMatchObject({ account: { username } })
  })
})

describe('sessions', () => {
  test('end two hours after the last call and twelve hours after the first', async () => {
    const { username } = await account()
    const { token } = await signIn(username)
    for (let hours = 0; hours < 11.5; hours += 1.5) {
      clock.now += 1.5 * HOUR
      if (hours + 1.5 < 12) expect(await call(token, 'whoAmI')).toBeDefined()
    }
    expect((await refusal(call(token, 'whoAmI'))).code).toBe('unauthenticated')
    const other = await tokenOf(username)
    clock.now += 2 * HOUR + 1
    expect((await refusal(call(other, 'whoAmI'))).code).toBe('unauthenticated')
  })

  test('are marked as seen at most once a minute', async () => {
    const { id, username } = await account()
    const { token } = await signIn(username)
    const seen = async () =>
      (
        await rows('SELECT last_seen_at FROM session WHERE token_hash = $1', [sha256(token ?? '')])
      )[0]
    const before = await seen()
    clock.now += 59_000
    await call(token, 'whoAmI')
    expect(await seen()).toEqual(before)
    clock.now += 1_000
    await call(token, 'whoAmI')
    expect(await seen()).not.toEqual(before)
    expect(id).not.toBe('')
  })

  test('all others end with a change of password; all with a reset or a disabling', async () => {
    const { id, username } = await account()
    const [a, b] = [await tokenOf(username), await tokenOf(username)]
    const change = { password: PASSWORD, newPassword: 'another-x3hd-9pwt' }
    expect(await call(a, 'changePassword', change)).toMatchObject({ sessionsEnded: 2 })
    expect((await refusal(call(b, 'whoAmI'))).code).toBe('unauthenticated')
    expect(await call(a, 'whoAmI')).toBeDefined()
    const { password } = await call(JOB, 'resetPassword', { accountId: id, reason: '忘记' })
    expect((await refusal(call(a, 'whoAmI'))).code).toBe('unauthenticated')
    const c = await signIn(username, password)
    expect(c).toMatchObject({ mustChange: true })
    await call(JOB, 'disableAccount', { accountId: id, reason: '离职' })
    expect((await refusal(call(c.token, 'whoAmI'))).code).toBe('unauthenticated')
  })

  test('are listed and ended by their owner and by the security administrator', async () => {
    const { id, username } = await account()
    const [a, b] = [await tokenOf(username), await tokenOf(username)]
    const own = (await call(a, 'listOwnSessions')).rows
    expect(own.filter((session) => session.current)).toHaveLength(1)
    const other = own.find((session) => session.id === sha256(b).slice(0, 16))
    expect(await call(a, 'endOwnSessions', { sessionId: other?.id })).toEqual({ ended: 1 })
    expect((await refusal(call(b, 'whoAmI'))).code).toBe('unauthenticated')
    const { ended } = await call(JOB, 'endSessions', { accountId: id })
    expect(ended).toBe(own.length - 1)
    expect((await call(JOB, 'listSessions', { accountId: id })).rows).toEqual([])
  })

  test('signing out ends the session', async () => {
    const { username } = await account()
    const { token } = await signIn(username)
    await call(token, 'signOut')
    expect((await refusal(call(token, 'whoAmI'))).code).toBe('unauthenticated')
  })

  test('a role that is taken is gone with the next call', async () => {
    const { id, username } = await account('auditor')
    const { token } = await signIn(username)
    expect(await call(token, 'listAccounts')).toBeDefined()
    const { grants } = await call(token, 'whoAmI')
    const grantId = grants[0]?.id
    await call(JOB, 'endGrant', { accountId: id, grantId, reason: '调离' })
    expect((await refusal(call(token, 'listAccounts'))).code).toBe('forbidden')
  })
})

describe('the second factor', () => {
  async function enrolled() {
    const person = await account('county_organisation')
    const { token, enrolSecondFactor } = await signIn(person.username)
    expect(enrolSecondFactor).toBe(true)
    const { secret } = await call(token, 'enrolSecondFactor', { password: PASSWORD })
    const code = await codeOf(house, secret)
    const { recoveryCodes } = await call(token, 'confirmSecondFactor', { code })
    return {
      ...person,
      token,
      secret,
      recoveryCodes,
    }
  }

  test('a role that needs it waits until it is set up, then counts at once', async () => {
    const { id, username } = await account('security_admin')
    const { token } = await signIn(username)
    expect((await refusal(call(token, 'listAccounts'))).code).toBe('second_factor_required')
    expect(await call(token, 'whoAmI')).toMatchObject({
      grants: [{ active: false }],
      secondFactor: { asked: true, enrolled: false },
    })
    const { secret, uri } = await call(token, 'enrolSecondFactor', { password: PASSWORD })
    expect(uri).toContain(`secret=${secret}`)
    expect((await refusal(call(token, 'confirmSecondFactor', { code: '000000' }))).code).toBe(
      'bad_input',
    )
    await call(token, 'confirmSecondFactor', { code: await codeOf(house, secret) })
    expect(await call(token, 'listAccounts')).toBeDefined()
    const stored = await rows('SELECT totp_sealed, recovery_hashes FROM account WHERE id = $1', [
      id,
    ])
    expect(JSON.stringify(stored)).not.toContain(secret)
  })

  test('is asked for at the door; each code opens once, also when tried twice at the same moment', async () => {
    const { username, secret } = await enrolled()
    clock.now += MINUTE
    expect(await signIn(username)).toMatchObject({ state: 'code_needed', token: null })
    const code = await codeOf(house, secret)
    const tries = await Promise.allSettled([
      signIn(username, PASSWORD, { code }),
      signIn(username, PASSWORD, { code }),
      signIn(username, PASSWORD, { code }),
    ])
    expect(tries.filter((each) => each.status === 'fulfilled')).toHaveLength(1)
    clock.now += 15_000
    expect((await refusal(signIn(username, PASSWORD, { code }))).code).toBe('unauthenticated')
    clock.now += 30_000
    const next = await signIn(username, PASSWORD, { code: await codeOf(house, secret) })
    expect(next).toMatchObject({ state: 'signed_in', recoveryCodesLeft: null })
    expect(await call(next.token, 'whoAmI')).toMatchObject({ secondFactor: { given: true } })
  })

  test('a recovery code works once, however it is typed', async () => {
    const { username, recoveryCodes } = await enrolled()
    expect(recoveryCodes).toHaveLength(10)
    const code = (recoveryCodes[3] ?? '').toUpperCase().replace('-', ' ')
    expect(await signIn(username, PASSWORD, { code })).toMatchObject({ recoveryCodesLeft: 9 })
    expect((await refusal(signIn(username, PASSWORD, { code }))).code).toBe('unauthenticated')
  })

  test('guessing codes with the right password locks; asking for the code in between forgives nothing', async () => {
    const { username } = await enrolled()
    const codes: string[] = []
    for (let i = 0; i < 5; i++) {
      const answer = signIn(username, PASSWORD, { code: `00000${i}` })
      codes.push((await refusal(answer)).code)
      if (i < 4) expect(await signIn(username)).toMatchObject({ state: 'code_needed' })
    }
    expect(codes.at(-1)).toBe('locked')
  })

  test('is changed only by who has it, and reset only by another administrator', async () => {
    const { id, username, token, secret } = await enrolled()
    clock.now += MINUTE
    const again = { password: PASSWORD }
    expect((await refusal(call(token, 'enrolSecondFactor', again))).code).toBe(
      'second_factor_required',
    )
    const code = await codeOf(house, secret)
    const { secret: other } = await call(token, 'enrolSecondFactor', { ...again, code })
    expect(other).not.toBe(secret)
    // Until the new one is proved, the old one counts.
    clock.now += MINUTE
    const old = await codeOf(house, secret)
    expect(await signIn(username, PASSWORD, { code: old })).toMatchObject({ state: 'signed_in' })
    await call(JOB, 'resetSecondFactor', { accountId: id, reason: '手机遗失' })
    expect((await refusal(call(token, 'whoAmI'))).code).toBe('unauthenticated')
    expect(await signIn(username)).toMatchObject({ state: 'signed_in', enrolSecondFactor: true })
  })

  test('where the county does not ask for it, the roles count without', async () => {
    const { username } = await account('county_agriculture')
    const { token } = await signIn(username)
    expect(await call(token, 'whoAmI')).toMatchObject({ grants: [{ active: false }] })
    await call(JOB, 'changeSecuritySettings', { secondFactor: false, reason: '演练' })
    expect(await call(token, 'whoAmI')).toMatchObject({ grants: [{ active: true }] })
    await call(JOB, 'changeSecuritySettings', { secondFactor: true, reason: '演练结束' })
  })
})

describe('age of passwords', () => {
  test('a password older than the county allows must be changed at the door', async () => {
    const { username } = await account()
    await call(JOB, 'changeSecuritySettings', { passwordMaxDays: 90, reason: '等保' })
    clock.now += 91 * 24 * HOUR
    const { token, mustChange } = await signIn(username)
    expect(mustChange).toBe(true)
    await call(token, 'changePassword', { password: PASSWORD, newPassword: 'another-x3hd-9pwt' })
    expect(await signIn(username, 'another-x3hd-9pwt')).toMatchObject({ mustChange: false })
    await call(JOB, 'changeSecuritySettings', { passwordMaxDays: 0, reason: '恢复' })
  })
})

test('what time has ended is cleared away', async () => {
  const { id, username } = await account()
  await signIn(username)
  clock.now += 13 * HOUR
  const job = identityModule.daily[0]
  const { inCounty } = await import('../../platform/db.ts')
  const { asJob } = await import('../../platform/outbox.ts')
  await inCounty(house.database, JOB.county, (tx) =>
    asJob(house.runtime, { tx, county: JOB.county, name: 'clear' }, async (ctx) => job?.run(ctx)),
  )
  expect(await rows('SELECT 1 FROM session WHERE account_id = $1', [id])).toEqual([])
})
