import { randomBytes } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { Refusal } from '../kernel/refusal.ts'
import { yuan } from '../kernel/schema.ts'
import { text } from '../kernel/text.ts'
import { defineVerbs, NO_SCOPE } from '../kernel/verb.ts'
import type { Database } from './db.ts'
import { buildServer } from './http.ts'
import { silentLog } from './log.ts'
import { defineModule } from './module.ts'
import { makeRuntime } from './runtime.ts'
import { makeSecrets } from './secrets.ts'

const contract = defineVerbs({
  doubleIt: {
    title: text('加倍', 'Double'),
    kind: 'compute',
    path: '/double',
    access: 'public',
    scope: NO_SCOPE,
    bodyLimit: 1000,
    input: z.strictObject({ amount: yuan, note: z.string().optional() }),
    output: z.object({ amount: yuan }),
  },
  breakIt: {
    title: text('出错', 'Break'),
    kind: 'compute',
    path: '/break',
    access: 'public',
    scope: NO_SCOPE,
    input: z.strictObject({ how: z.enum(['bug', 'refusal']) }),
    output: z.object({}),
  },
  writeIt: {
    title: text('写', 'Write'),
    kind: 'write',
    path: '/write',
    access: 'self',
    scope: NO_SCOPE,
    input: z.strictObject({}),
    output: z.object({}),
  },
})

const refusing = {
  pool: {
    connect: () => Promise.reject(Object.assign(new Error('down'), { code: 'ECONNREFUSED' })),
  },
} as unknown as Database

const runtime = makeRuntime({
  database: refusing,
  modules: [
    defineModule({
      name: 'toy',
      contract,
      verbs: {
        doubleIt: ({ amount }) => ({ amount: (amount * 2n) as typeof amount }),
        breakIt: ({ how }) => {
          if (how === 'refusal') throw new Refusal('conflict', text('撞上了', 'conflict'))
          throw new Error('SELECT secret FROM table')
        },
        writeIt: () => Promise.resolve({}),
      },
    }),
  ],
  secrets: makeSecrets(randomBytes(32)),
  log: silentLog,
})
const app = await buildServer(runtime)

const post = (url: string, payload: unknown, headers: Record<string, string> = {}) =>
  app.inject({ method: 'POST', url, payload: payload as object, headers })

describe('the HTTP door', () => {
  test('exact amounts in and out', async () => {
    const answer = await post('/api/double', { amount: '90071992547409.93' })
    expect(answer.json()).toEqual({ amount: '180143985094819.86' })
  })

  test('faults name their place in both languages; unknown fields are faults', async () => {
    const answer = await post('/api/double', { amount: '1.234', county_id: 2 })
    expect(answer.statusCode).toBe(400)
    const { error } = answer.json<{ error: { code: string; faults: { path: string }[] } }>()
    expect(error.code).toBe('bad_input')
    expect(error.faults.map((fault) => fault.path)).toEqual(['$.amount', '$.county_id'])
  })

  test.each([
    ['{"amount":"1","__proto__":{"x":1}}'],
    ['{"amount":"1","constructor":{"prototype":{}}}'],
    ['{"amount":'],
  ])('malformed or poisoned JSON is refused: %s', async (payload) => {
    const headers = { 'content-type': 'application/json' }
    const answer = await app.inject({ method: 'POST', url: '/api/double', payload, headers })
    expect(answer.statusCode).toBe(400)
  })

  test('too large a body is refused before it is read', async () => {
    const answer = await post('/api/double', { amount: '1', note: 'x'.repeat(2000) })
    expect(answer.statusCode).toBe(413)
    expect(answer.json()).toMatchObject({ error: { code: 'too_large' } })
  })

  test('a refusal keeps its code, a bug shows nothing of itself', async () => {
    expect((await post('/api/break', { how: 'refusal' })).statusCode).toBe(409)
    const bug = await post('/api/break', { how: 'bug' })
    expect(bug.statusCode).toBe(500)
    expect(bug.body).not.toContain('SELECT')
    expect(bug.body).not.toContain('.ts')
  })

  test('a write needs its key and our own origin; a lost database is said as such', async () => {
    expect((await post('/api/write', {})).statusCode).toBe(400)
    const key = { 'idempotency-key': 'k1' }
    expect(
      (await post('/api/write', {}, { ...key, origin: 'https://elsewhere.example' })).statusCode,
    ).toBe(403)
    const down = await post('/api/write', {}, key)
    expect(down.statusCode).toBe(503)
    expect(down.json()).toMatchObject({ error: { code: 'unavailable' } })
  })

  test('every answer carries the security headers, errors too', async () => {
    for (const url of ['/openapi.json', '/api/nothing', '/etc/passwd']) {
      const answer = await app.inject({ url })
      expect(answer.headers['content-security-policy'], url).toContain("default-src 'self'")
      expect(answer.headers['x-content-type-options'], url).toBe('nosniff')
      expect(answer.headers['x-powered-by'], url).toBeUndefined()
    }
    expect((await app.inject({ url: '/api/nothing' })).statusCode).toBe(404)
  })

  test('the interface describes itself from the contracts', async () => {
    const document = (await app.inject({ url: '/openapi.json' })).json<{
      paths: Record<string, Record<string, { operationId: string }>>
    }>()
    expect(Object.keys(document.paths)).toEqual(['/api/double', '/api/break', '/api/write'])
    expect(document.paths['/api/double']?.['post']?.operationId).toBe('doubleIt')
  })
})
