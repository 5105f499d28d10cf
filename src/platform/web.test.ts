import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Fastify from 'fastify'
import { afterAll, expect, test } from 'vitest'
import { serveWeb } from './web.ts'

const root = mkdtempSync(join(tmpdir(), 'miaoqi-web-'))
mkdirSync(join(root, 'assets'))
for (const name of ['index', 'm', 'public'])
  writeFileSync(join(root, `${name}.html`), `<p>${name}</p>`)
writeFileSync(join(root, 'assets', 'a-1.js'), 'export {}')
const app = Fastify()
await serveWeb(app, root, (_request, reply) => reply.code(404).send({ error: 'no such address' }))
afterAll(async () => {
  await app.close()
  rmSync(root, { recursive: true, force: true })
})

test.each([
  ['/', 'index'],
  ['/coops/1?tab=x', 'index'],
  ['/m', 'm'],
  ['/m/shares', 'm'],
  ['/public', 'public'],
  ['/members', 'index'],
])('%s opens its door, with and without compression', async (url, door) => {
  for (const headers of [{}, { 'accept-encoding': 'gzip, br' }]) {
    const answer = await app.inject({ url, headers })
    expect(answer.statusCode).toBe(200)
    expect(answer.body).toBe(`<p>${door}</p>`)
    expect(answer.headers['cache-control']).toBe('no-cache')
  }
})

test('assets live for a year; what is not there is said as such', async () => {
  const asset = await app.inject({ url: '/assets/a-1.js' })
  expect(asset.headers['cache-control']).toContain('immutable')
  for (const url of ['/api/nothing', '/assets/gone.js']) {
    const answer = await app.inject({ url, method: url.startsWith('/api') ? 'GET' : 'POST' })
    expect(answer.statusCode, url).toBe(404)
  }
  expect((await app.inject({ url: '/..%2f..%2fpackage.json' })).body).not.toContain('miaoqi')
})
