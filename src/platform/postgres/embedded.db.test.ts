import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { withClient, type DatabaseAddress } from './connection.ts'
import { readRunning, startEmbedded, type EmbeddedServer } from './embedded.ts'
import { openDatabase } from './open.ts'
import { FolderInUse } from './problem.ts'
import { processRun } from './process-state.ts'
import { checkServer } from './server.ts'

const SECRET = 'a secret that only tests use, 32+'
let dataDir = ''
const running: EmbeddedServer[] = []
const children: ChildProcess[] = []

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'miaoqi-embedded-'))
})
afterEach(async () => {
  children.splice(0).forEach((child) => child.kill('SIGKILL'))
  await Promise.all(running.splice(0).map((server) => server.stop()))
  rmSync(dataDir, { recursive: true, force: true })
})

async function start(folder = dataDir, durable = false): Promise<EmbeddedServer> {
  const server = await startEmbedded({ dataDir: folder, masterSecret: SECRET, durable })
  running.push(server)
  return server
}

const run = (address: DatabaseAddress, sql: string): Promise<Record<string, unknown>[]> =>
  withClient(address, async (client) => (await client.query<Record<string, unknown>>(sql)).rows)

/** Starts the server in a process of its own; resolves to the server's process number. */
async function startElsewhere(after: string): Promise<{ child: ChildProcess; serverPid: number }> {
  const module = new URL('./embedded.ts', import.meta.url).href
  const script = `
    import { startEmbedded } from ${JSON.stringify(module)}
    const options = { dataDir: ${JSON.stringify(dataDir)}, masterSecret: ${JSON.stringify(SECRET)} }
    const server = await startEmbedded(options)
    process.stdout.write(server.pid() + '\\n')
    ${after}`
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  children.push(child)
  const [line] = (await once(createInterface({ input: child.stdout }), 'line')) as [string]
  return { child, serverPid: Number(line) }
}

async function untilGone(pid: number): Promise<void> {
  while (processRun(pid) !== null) await sleep(20)
}

function pidOf(server: EmbeddedServer): number {
  const pid = server.pid()
  if (pid === null) throw new Error('the server runs')
  return pid
}

const STAY = 'setInterval(() => undefined, 1000)'

describe('startEmbedded', () => {
  test('keeps the data over a stop, on loopback only, behind a password', async () => {
    const first = await start()
    await run(first.owner, 'CREATE TABLE kept AS SELECT 42 AS answer')
    expect(await run(first.owner, 'SHOW listen_addresses')).toEqual([
      { listen_addresses: '127.0.0.1' },
    ])
    expect(await run(first.owner, 'SHOW unix_socket_directories')).toEqual([
      { unix_socket_directories: '' },
    ])
    expect(statSync(join(dataDir, 'postgres.password')).mode & 0o777).toBe(0o600)
    await expect(run({ ...first.owner, password: 'guess' }, 'SELECT 1')).rejects.toMatchObject({
      code: '28P01',
    })
    const pid = pidOf(first)
    await first.stop()
    await first.stop()
    expect(processRun(pid)).toBe(null)
    const second = await start()
    expect(await run(second.owner, 'SELECT answer FROM kept')).toEqual([{ answer: 42 }])
  })

  test('finds Chinese by trigrams and sorts by code point', async () => {
    const { owner } = await start()
    await run(owner, 'CREATE EXTENSION pg_trgm')
    const [found] = await run(owner, `SELECT similarity('股份经济', '股份经济合作社')::float8 AS s`)
    expect(found?.['s']).toBeGreaterThan(0.3)
    const sorted = await run(
      owner,
      `SELECT v FROM unnest(ARRAY['一','b','B','a']) AS t(v) ORDER BY v`,
    )
    expect(sorted.map(({ v }) => v)).toEqual(['B', 'a', 'b', '一'])
  })

  test('with its real settings nothing is to be warned of', async () => {
    const { owner } = await start(dataDir, true)
    expect(await withClient(owner, checkServer)).toMatchObject({ warnings: [] })
  })

  test('the settings of tests are noticed', async () => {
    const { owner } = await start()
    const { warnings } = await withClient(owner, checkServer)
    expect(warnings.map(({ id }) => id)).toEqual([
      'fsync',
      'full_page_writes',
      'synchronous_commit',
    ])
  })

  test('a second start is refused, here and in another process; the first goes on', async () => {
    const server = await start()
    await expect(start()).rejects.toBeInstanceOf(FolderInUse)
    await expect(start()).rejects.toMatchObject({ pid: process.pid, port: server.port })
    expect(await run(server.owner, 'SELECT 1 AS one')).toEqual([{ one: 1 }])
  })

  test('another process’s folder can be used by a command beside it', async () => {
    expect(await readRunning(dataDir, SECRET)).toBe(null)
    const { child, serverPid } = await startElsewhere(STAY)
    await expect(start()).rejects.toMatchObject({ pid: child.pid })
    const found = await readRunning(dataDir, SECRET)
    expect(found?.pid).toBe(child.pid)
    const options = { dataDir, masterSecret: SECRET, attach: true }
    const opened = await openDatabase(options)
    expect(opened.kind).toBe('attached')
    expect(await run(opened.app, 'SELECT current_user AS me')).toEqual([{ me: 'miaoqi_app' }])
    await opened.close()
    expect(processRun(serverPid)).not.toBe(null)
  })

  test('after kill -9 of its process the orphan server is stopped and nothing is lost', async () => {
    const { child, serverPid } = await startElsewhere(STAY)
    const found = await readRunning(dataDir, SECRET)
    if (found === null) throw new Error('the other process serves the folder')
    await run(found.owner, 'CREATE TABLE kept AS SELECT 42 AS answer')
    child.kill('SIGKILL')
    await once(child, 'exit')
    expect(processRun(serverPid)).not.toBe(null)
    const server = await start()
    expect(processRun(serverPid)).toBe(null)
    expect(await run(server.owner, 'SELECT answer FROM kept')).toEqual([{ answer: 42 }])
  })

  test('after kill -9 of its process and of the server together it starts again', async () => {
    const { child, serverPid } = await startElsewhere(STAY)
    const found = await readRunning(dataDir, SECRET)
    if (found === null) throw new Error('the other process serves the folder')
    await run(found.owner, 'CREATE TABLE kept AS SELECT 42 AS answer')
    child.kill('SIGKILL')
    process.kill(serverPid, 'SIGKILL')
    await once(child, 'exit')
    const server = await start()
    expect(await run(server.owner, 'SELECT answer FROM kept')).toEqual([{ answer: 42 }])
  })

  test('a process that ends without stop leaves no server behind', async () => {
    const { serverPid } = await startElsewhere('process.exit(3)')
    await untilGone(serverPid)
    const server = await start()
    expect(await run(server.owner, 'SELECT 1 AS one')).toEqual([{ one: 1 }])
  })

  test('a server that dies comes back on its port and the pool recovers', async () => {
    // Without real durability the role's password would be lost with the server.
    const server = await start(dataDir, true)
    const pool = new pg.Pool({ ...server.app, max: 2 })
    pool.on('error', () => undefined)
    try {
      await pool.query('SELECT 1')
      const before = pidOf(server)
      process.kill(before, 'SIGKILL')
      while (server.pid() === null || server.pid() === before) await sleep(20)
      let answer: pg.QueryResult<{ one: number }> | null = null
      while (answer === null) {
        answer = await pool.query<{ one: number }>('SELECT 1 AS one').catch(() => null)
        if (answer === null) await sleep(20)
      }
      expect(answer.rows).toEqual([{ one: 1 }])
      expect(pidOf(server)).not.toBe(before)
    } finally {
      await pool.end()
    }
  })

  test('a creation that was interrupted is begun again', async () => {
    mkdirSync(join(dataDir, 'pg.new'))
    writeFileSync(join(dataDir, 'pg.new', 'PG_VERSION'), '18\n')
    const server = await start()
    expect(await run(server.owner, 'SELECT 1 AS one')).toEqual([{ one: 1 }])
  })

  test('a cluster of another version is refused with the way out', async () => {
    mkdirSync(join(dataDir, 'pg'))
    writeFileSync(join(dataDir, 'pg', 'PG_VERSION'), '13\n')
    await expect(start()).rejects.toMatchObject({
      code: 'start_failed',
      text: { en: expect.stringMatching(/created by PostgreSQL 13.*backup.*restore/s) },
    })
    // The folder is free again.
    await expect(start()).rejects.toMatchObject({ code: 'start_failed' })
  })

  test('works below a folder that the server’s user may not enter', async () => {
    const closed = join(dataDir, 'closed')
    mkdirSync(closed, { mode: 0o700 })
    const folder = join(closed, 'data')
    const first = await start(folder)
    await run(first.owner, 'CREATE TABLE kept AS SELECT 42 AS answer')
    await first.stop()
    chmodSync(closed, 0o700)
    const second = await start(folder)
    expect(await run(second.owner, 'SELECT answer FROM kept')).toEqual([{ answer: 42 }])
  })
})
