import { mkdtempSync, rmSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import Fastify from 'fastify'
import pg from 'pg'
import { DEMO_PASSWORD } from '../src/demo/accounts.ts'
import { demoCounty, ensureDemo } from '../src/demo/index.ts'
import { type House, openHouse, ROOT } from '../src/house.ts'
import { readConfig } from '../src/platform/config.ts'
import { buildServer } from '../src/platform/http.ts'
import { invoke } from '../src/platform/invoke.ts'
import { ensurePages } from '../src/platform/pages.ts'
import { books } from './bench/books.ts'
import { figures } from './bench/figures.ts'
import { load, spread } from './bench/load.ts'
import { memoryJob } from './bench/memory.ts'
import { doorSizes } from './bench/pages.ts'
import { registerSheet } from './bench/sheet.ts'

/*
 * Speed as ratios in one run: a figure means something beside its anchor on the same machine in the same
 * minutes, never alone. Rounds are interleaved; medians with their spread are printed.
 */

const ROUNDS = 5
const SECONDS = 2
const CONNECTIONS = 16

const say = (line: string): void => void process.stdout.write(`${line}\n`)
const seconds = async <R>(work: () => Promise<R>): Promise<[number, R]> => {
  const from = performance.now()
  const result = await work()
  return [(performance.now() - from) / 1000, result]
}

const tasks: (() => Promise<void>)[] = []
/** `figures` measures figures alone, `books` leaves out what is not about the books, `books P9` all but one measure; `memory` is its own call. */
const [part, job = ''] = process.argv.slice(2)
if (part === 'memory') await memoryPart()
else await everything()

/** Run by the bench itself, in a process of its own beside the one that holds the database. */
async function memoryPart(): Promise<void> {
  const house = await openHouse(readConfig(process.env), { attach: true, onStep: () => undefined })
  try {
    await memoryJob(house, JSON.parse(job) as Parameters<typeof memoryJob>[1])
  } finally {
    await house.close()
  }
}

async function everything(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'miaoqi-bench-'))
  // The memory jobs find the database by the same folder.
  process.env['MIAOQI_DATA'] = join(folder, 'data')
  const config = readConfig({ ...process.env, PORT: '0' })
  const house = await openHouse(config, { attach: false, onStep: () => undefined })
  try {
    say(`${cpus().length} processors, ${cpus()[0]?.model ?? ''}, Node ${process.version}`)
    const [loading] = await seconds(() =>
      ensureDemo(house.runtime, { owner: house.postgres.owner, onProgress: () => undefined }),
    )
    say(`demo load: ${loading.toFixed(1)} s (goal: under 90 with its books)`)
    const county = await countyOf(house)
    if (part !== 'books') {
      if (part !== 'figures') await foundation(house, county)
      const call = (verb: string, input: unknown) => callVerb(house, county, verb, input)
      await figures({ house, county, call, say })
    }
    if (part === 'figures') return
    const script = fileURLToPath(import.meta.url)
    await books(house, { county, say, script, only: part === 'books' ? job : '' })
  } finally {
    for (const task of tasks) await task()
    await house.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

async function foundation(house: House, county: County): Promise<void> {
  await checks(house, county)
  await registers(house, county)
  await boards(house, county)
  await imports(house, county)
  const pages = await ensurePages(ROOT, () => undefined)
  for (const { door, kilobytes } of doorSizes(pages)) say(`door ${door}: ${kilobytes} kB gzip`)
}

interface County {
  readonly id: number
  readonly unitId: string
  readonly coopIds: readonly string[]
}

async function countyOf(house: House): Promise<County> {
  const { rows } = await house.database.pool.query<{ county_id: number }>(
    `SELECT county_id FROM county WHERE code = '371323'`,
  )
  const id = rows[0]?.county_id ?? 0
  const owner = new pg.Client(house.postgres.owner)
  await owner.connect()
  await owner.query(`SELECT set_config('app.county_id', $1, false)`, [String(id)])
  const units = await owner.query<{ id: string; kind: string }>(
    'SELECT id, kind FROM org_unit WHERE county_id = $1',
    [id],
  )
  await owner.end()
  const of = (kind: string) => units.rows.filter((row) => row.kind === kind).map((row) => row.id)
  return { id, unitId: of('county')[0] ?? '', coopIds: of('coop') }
}

function callVerb(house: House, county: County, name: string, input: unknown): Promise<unknown> {
  const verb = house.runtime.verbs.find((v) => v.name === name)
  if (verb === undefined) throw new Error(`no verb ${name}`)
  const caller = { kind: 'job', county: county.id, name: 'bench' } as const
  return invoke(house.runtime, { verb, caller, input, requestId: 'bench' })
}

async function checks(house: House, county: County): Promise<void> {
  const times: number[] = []
  for (let round = 0; round < ROUNDS; round++) {
    const [time] = await seconds(() =>
      callVerb(house, county, 'recheckCooperatives', { unitId: county.unitId }),
    )
    times.push(time)
  }
  say(
    `check of all registers, reading to saving: ${spread(times)} s for ${county.coopIds.length} co-ops`,
  )
}

async function registers(house: House, county: County): Promise<void> {
  const one: number[] = []
  const all: number[] = []
  const coopId = await largestCoop(house, county)
  for (let round = 0; round < ROUNDS; round++) {
    const asOf = `2020-0${round + 5}-15`
    one.push(
      (await seconds(() => callVerb(house, county, 'readRegister', { coopId, asOf })))[0] * 1000,
    )
    all.push(
      (await seconds(() => callVerb(house, county, 'listRegisters', { asOf, limit: 500 })))[0] *
        1000,
    )
  }
  say(
    `register as of a day, the largest co-op: ${spread(one, 0)} ms; the county: ${spread(all, 0)} ms`,
  )
}

async function largestCoop(house: House, county: County): Promise<string> {
  const answer = (await callVerb(house, county, 'listRegisters', { limit: 500 })) as {
    registers: { coopId: string; totals: { members: number } }[]
  }
  const sorted = answer.registers.toSorted((a, b) => b.totals.members - a.totals.members)
  return sorted[0]?.coopId ?? ''
}

interface Recorded {
  readonly text: string
  readonly values: readonly unknown[]
}

/** The statements of one board between BEGIN and COMMIT, to be run again without the product around them. */
async function boardStatements(house: House, county: County): Promise<Recorded[]> {
  const recorded: Recorded[] = []
  const { prototype } = pg.Client as unknown as {
    prototype: { query: (this: pg.Client, ...args: unknown[]) => unknown }
  }
  const { query } = prototype
  prototype.query = function record(...args) {
    if (typeof args[0] === 'string' && Array.isArray(args[1]) && args[1].length > 0) {
      recorded.push({ text: args[0], values: args[1] })
    }
    return query.apply(this, args)
  }
  await callVerb(house, county, 'board', { unitId: county.unitId })
  prototype.query = query
  return recorded
}

async function boards(house: House, county: County): Promise<void> {
  const app = await buildServer(house.runtime)
  const address = await app.listen({ host: '127.0.0.1', port: 0 })
  tasks.push(async () => app.close())
  const answer = await fetch(`${address}/api/sign-in`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': 'bench' },
    body: JSON.stringify({ username: 'demo-county', password: DEMO_PASSWORD }),
  })
  const cookie = answer.headers.get('set-cookie')?.split(';')[0] ?? ''
  const statements = await boardStatements(house, county)
  const bare = Fastify()
  const pool = new pg.Pool({ ...house.postgres.owner, max: 10 })
  bare.get('/board', async () => {
    const client = await pool.connect()
    try {
      await client.query(`BEGIN READ ONLY; SELECT app_set_county(${county.id})`)
      const rows: unknown[] = []
      for (const { text, values } of statements)
        rows.push((await client.query(text, [...values])).rows)
      await client.query('COMMIT')
      return { rows: rows.length }
    } finally {
      client.release()
    }
  })
  const bareAddress = await bare.listen({ host: '127.0.0.1', port: 0 })
  tasks.push(async () => {
    await bare.close()
    await pool.end()
  })
  const product = { url: `${address}/api/boards/${county.unitId}`, headers: { cookie } }
  const trivial = { url: `${bareAddress}/board` }
  const [rates, p95s, absolute]: [number[], number[], number[]] = [[], [], []]
  for (let round = 0; round < ROUNDS; round++) {
    const a = await load(product, { connections: CONNECTIONS, seconds: SECONDS })
    const b = await load(trivial, { connections: CONNECTIONS, seconds: SECONDS })
    rates.push(a.perSecond / b.perSecond)
    p95s.push(a.p95Ms / b.p95Ms)
    absolute.push(a.perSecond)
  }
  say(`county board: ${spread(absolute, 0)} answers/s at ${CONNECTIONS} connections;`)
  say(
    `  rate ${spread(rates)} × a trivial endpoint with the same ${statements.length} queries (goal: at least 0.4)`,
  )
  say(`  p95 ${spread(p95s)} × the same (goal: at most 3)`)
}

/** A register of 14,000 rows through upload, preview and confirmation, with the peak of memory. */
async function imports(house: House, county: County): Promise<void> {
  let peak = 0
  const before = process.memoryUsage().rss
  const watch = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage().rss)
  }, 20)
  const result = await registerSheet(demoCounty(), (name, input) =>
    callVerb(house, county, name, input),
  )
  clearInterval(watch)
  const grown = (Math.max(peak, before) - before) / 1024 / 1024
  say(
    `import of ${result.rows} rows: ${result.seconds.map((s) => s.toFixed(1)).join(' + ')} s ` +
      `(upload and preview + confirm), peak memory +${grown.toFixed(0)} MB over ${(before / 1024 / 1024).toFixed(0)} MB`,
  )
}
