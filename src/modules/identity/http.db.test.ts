import { afterAll, beforeAll, expect, test } from 'vitest'
import { buildServer, SESSION_COOKIE } from '../../platform/http.ts'
import { testDatabase } from '../../platform/postgres/testing.ts'
import type { identityContract } from './contract.ts'
import { identityModule, installCounty } from './index.ts'
import { openTestHouse } from './testing.ts'

/* Signing in as a browser does it: cookies, and pages of other sites. */

const db = await testDatabase()
const house = openTestHouse<typeof identityContract>(db, [identityModule])
const app = await buildServer(house.runtime, { secure: true })
afterAll(async () => {
  await app.close()
  await house.database.close()
})

const PASSWORD = 'tuo-la-ji 88'

beforeAll(async () => {
  await installCounty(house.runtime, db.ownerAddress, {
    code: '371323',
    name: '沂水县',
    demo: true,
    clockShiftMs: 0,
    secondFactor: false,
    administrators: (['tenant_admin', 'security_admin', 'audit_admin'] as const).map((role) => ({
      role,
      username: role.replace('_', '.'),
      displayName: role,
      password: PASSWORD,
    })),
  })
})

const post = (url: string, payload: object, headers: Record<string, string> = {}) =>
  app.inject({
    method: 'POST',
    url: `/api${url}`,
    payload,
    headers: { 'idempotency-key': String(Math.trunc(performance.now() * 1000)), ...headers },
  })

const signIn = (headers: Record<string, string> = {}) =>
  post('/sign-in', { username: 'tenant.admin', password: PASSWORD }, headers)

const cookieOf = (answer: Awaited<ReturnType<typeof signIn>>) =>
  answer.cookies.find((cookie) => cookie.name === SESSION_COOKIE)

test('the token travels in the cookie alone: HttpOnly, Secure, SameSite', async () => {
  const answer = await signIn()
  expect(answer.statusCode).toBe(200)
  const cookie = cookieOf(answer)
  expect(cookie).toMatchObject({ httpOnly: true, secure: true, sameSite: 'Strict', path: '/' })
  expect(cookie?.value).toMatch(/^[\w-]{43}$/)
  expect(answer.body).not.toContain(cookie?.value)
  expect(answer.json()).not.toHaveProperty('token')
  const me = await app.inject({
    url: '/api/me',
    cookies: { [SESSION_COOKIE]: cookie?.value ?? '' },
  })
  expect(me.json()).toMatchObject({ account: { username: 'tenant.admin' }, mustChange: true })
})

test('an old cookie neither hinders a new sign-in nor opens anything', async () => {
  const stale = { cookie: `${SESSION_COOKIE}=${'x'.repeat(43)}` }
  expect((await app.inject({ url: '/api/me', headers: stale })).statusCode).toBe(401)
  const answer = await signIn(stale)
  expect(answer.statusCode).toBe(200)
  expect(cookieOf(answer)?.value).not.toBe('x'.repeat(43))
})

test('signing out takes the cookie away, also when the session has gone already', async () => {
  const value = cookieOf(await signIn())?.value ?? ''
  const out = () => post('/sign-out', {}, { cookie: `${SESSION_COOKIE}=${value}` })
  const first = await out()
  expect(first.statusCode).toBe(200)
  expect(cookieOf(first)?.value).toBe('')
  const second = await out()
  expect(second.statusCode).toBe(401)
  expect(cookieOf(second)?.value).toBe('')
})

test('a page of another site cannot sign anybody in or out', async () => {
  const foreign = { origin: 'https://evil.example', host: 'miaoqi.example' }
  expect((await signIn(foreign)).statusCode).toBe(403)
  const value = cookieOf(await signIn())?.value ?? ''
  const out = await post('/sign-out', {}, { ...foreign, cookie: `${SESSION_COOKIE}=${value}` })
  expect(out.statusCode).toBe(403)
})

test('a refusal at the door is a 401 or 429 with a text, never a trace', async () => {
  const wrong = await post('/sign-in', { username: 'tenant.admin', password: 'x' })
  expect(wrong.statusCode).toBe(401)
  expect(wrong.json()).toMatchObject({ error: { code: 'unauthenticated', text: { zh: /密码/ } } })
  const odd = await post('/sign-in', { username: 'a\0b', password: 'x' })
  expect(odd.statusCode).toBe(400)
  const extra = await post('/sign-in', { username: 'a', password: 'x', county_id: 1 })
  expect(extra.statusCode).toBe(400)
})
