import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { DEMO_PASSWORD } from '../src/demo/accounts.ts'
import { ensureDemo } from '../src/demo/index.ts'
import { doorFor } from '../src/demo/load/door.ts'
import { must } from '../src/kernel/assert.ts'
import { displayYuan, formatYuan } from '../src/kernel/money.ts'
import { balancesAt, booksOf } from '../src/modules/ledger/index.ts'
import { type House, openHouse } from '../src/house.ts'
import type { Ctx } from '../src/platform/ctx.ts'
import { inCounty } from '../src/platform/db.ts'
import { readConfig } from '../src/platform/config.ts'
import { invoke } from '../src/platform/invoke.ts'
import { deliverFacts } from '../src/platform/outbox.ts'
import { sha256 } from '../src/platform/secrets.ts'
import { judgePapers } from './peers/papers.ts'
import type { Ask } from './peers/samples.ts'

/*
 * What other people's programs say of our files: hledger checks every book of the demo county and must hold
 * the same balances; LibreOffice must open a workbook with every amount in its place, and every paper the product
 * prints must open in LibreOffice and poppler. Needs Debian programs that npm does not bring.
 */

const PROGRAMS = [
  { command: 'hledger', args: ['--version'], debian: 'hledger' },
  {
    command: 'soffice',
    args: ['--version'],
    debian: 'libreoffice-calc-nogui libreoffice-writer-nogui',
  },
  { command: 'pdftotext', args: ['-v'], debian: 'poppler-utils' },
] as const

const say = (line: string): void => void process.stdout.write(`${line}\n`)

const missing = PROGRAMS.filter(
  ({ command, args }) => spawnSync(command, [...args], { stdio: 'ignore' }).status !== 0,
)
if (missing.length > 0) {
  say(`missing: apt-get install --no-install-recommends ${missing.map((m) => m.debian).join(' ')}`)
  process.exit(1)
}

const folder = mkdtempSync(join(tmpdir(), 'miaoqi-peers-'))
const config = readConfig({ ...process.env, MIAOQI_DATA: join(folder, 'data'), PORT: '0' })
const house = await openHouse(config, { attach: false, onStep: () => undefined })
let [passed, failed] = [0, 0]
try {
  await ensureDemo(house.runtime, { owner: house.postgres.owner, onProgress: () => undefined })
  // What the running product does by itself: facts reach the modules that follow them.
  for (const county of await counties(house)) {
    while ((await deliverFacts(house.runtime, county)) > 0);
  }
  for (const county of await counties(house)) {
    for (const coopId of await bookIds(house, county)) {
      const wrong = await compare(house, county, coopId)
      if (wrong === null) passed += 1
      else {
        failed += 1
        say(`${county} ${coopId}: ${wrong}`)
      }
    }
    say(`county ${county}: ${passed} books agree with hledger so far`)
  }
  const sheet = await workbook(house)
  if (sheet === null) passed += 1
  else {
    failed += 1
    say(`workbook: ${sheet}`)
  }
  const [county = 0] = await counties(house)
  const pictures = mkdtempSync(join(tmpdir(), 'miaoqi-papers-'))
  const papers = await judgePapers(house.runtime.verbs, await asCounty(house, county), pictures)
  for (const failure of papers.failures) say(failure)
  passed += papers.passed
  failed += papers.failures.length
  say(`${papers.passed} papers opened; their pictures are in ${pictures}`)
} finally {
  await house.close()
  rmSync(folder, { recursive: true, force: true })
}
say(`${passed} passed, ${failed} failed`)
process.exit(failed === 0 && passed > 0 ? 0 : 1)

async function counties(from: House): Promise<number[]> {
  const { rows } = await from.database.pool.query<{ county_id: number }>(
    'SELECT county_id FROM county WHERE county_id > 0 ORDER BY county_id',
  )
  return rows.map((row) => row.county_id)
}

function inside<R>(from: House, county: number, work: (ctx: Ctx) => Promise<R>): Promise<R> {
  return inCounty(from.database, county, (tx) => work({ tx, county } as Ctx))
}

async function bookIds(from: House, county: number): Promise<string[]> {
  return inside(from, county, async (ctx) => {
    const { rows } = await sql<{ id: string }>`SELECT coop_id AS id FROM ledger_book
      WHERE county_id = ${county} ORDER BY coop_id`.execute(ctx.tx)
    return rows.map((row) => row.id)
  })
}

/** What the county's desk sees and prints: cases are shown to people, the rest to a job as well. */
async function asCounty(from: House, county: number): Promise<Ask> {
  const outside = doorFor(from.runtime, { kind: 'anonymous', source: 'peers' })
  const { token } = await outside.identity.signIn({
    username: 'demo-county',
    password: DEMO_PASSWORD,
  })
  const tokenHash = sha256(must(token, 'a session'))
  const person = { kind: 'session', tokenHash, source: 'peers' } as const
  const job = { kind: 'job', county, name: 'peers' } as const
  return <R>(name: string, input: unknown) => {
    const verb = must(
      from.runtime.verbs.find((one) => one.name === name),
      name,
    )
    const caller = /Case/.test(name) ? person : job
    return invoke(from.runtime, { verb, caller, input, requestId: 'peers' }) as Promise<R>
  }
}

function call<R>(from: House, county: number, name: string, input: unknown): Promise<R> {
  const verb = from.runtime.verbs.find((one) => one.name === name)
  if (verb === undefined) throw new Error(`no verb ${name}`)
  const caller = { kind: 'job', county, name: 'peers' } as const
  return invoke(from.runtime, { verb, caller, input, requestId: 'peers' }) as Promise<R>
}

/** The whole book as an hledger journal. */
async function journalOf(from: House, county: number, coop: string): Promise<string> {
  let [text, after]: [string, string | null] = ['', null]
  do {
    const page: { text: string; next: string | null } = await call(from, county, 'exportBooks', {
      coop,
      format: 'hledger',
      ...(after === null ? {} : { after }),
    })
    text += page.text
    after = page.next
  } while (after !== null)
  return text
}

/** Null when hledger accepts the book and holds what we hold on every account; else what differs. */
async function compare(from: House, county: number, coopId: string): Promise<string | null> {
  const file = join(folder, 'book.journal')
  writeFileSync(file, await journalOf(from, county, coopId))
  const check = spawnSync('hledger', ['-f', file, 'check', '--strict'], { encoding: 'utf8' })
  if (check.status !== 0) return check.stderr.slice(0, 400)
  const asked = spawnSync('hledger', ['-f', file, 'bal', '--flat', '-E', '-N', '-O', 'csv'], {
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  })
  const theirs = new Map<string, string>()
  for (const line of asked.stdout.split('\n').slice(1)) {
    const [, name, amount] = /^"(.*)","(.*)"$/.exec(line) ?? []
    const code = name?.split(':').at(-1)?.split(' ')[0]
    if (code === undefined || amount === undefined || !/^\d{3,}$/.test(code)) continue
    theirs.set(code, formatYuan(BigInt(amount.replaceAll(/[^\d-]/g, ''))))
  }
  const ours = await inside(from, county, async (ctx) => {
    const book = (await booksOf(ctx, [coopId])).get(coopId)
    return book === undefined ? [] : ((await balancesAt(ctx, [coopId], 999_913)).get(coopId) ?? [])
  })
  const different = ours.filter(
    ({ account, net }) => (theirs.get(account) ?? '0.00') !== formatYuan(net),
  )
  return different.length === 0
    ? null
    : different
        .map(({ account, net }) => `${account}: ${formatYuan(net)} ≠ ${theirs.get(account) ?? '–'}`)
        .join('; ')
}

interface Row {
  readonly row: number
  readonly label: { readonly zh: string }
  readonly closing: string
}

/** A balance sheet's workbook through LibreOffice and back: every row and every amount is in the sheet. */
async function workbook(from: House): Promise<string | null> {
  const county = (await counties(from))[0] ?? 0
  const coop = (await bookIds(from, county))[0] ?? ''
  const asked = { coopId: coop, form: '01', period: '2020-09' }
  const { statement } = await call<{ statement: { sheet: { rows: Row[] } } }>(
    from,
    county,
    'readStatement',
    asked,
  )
  const file = await call<{ name: string; content: string }>(from, county, 'statementFile', {
    ...asked,
    file: 'xlsx',
  })
  const source = join(folder, 'statement.xlsx')
  writeFileSync(source, Buffer.from(file.content, 'base64'))
  const run = spawnSync(
    'soffice',
    [
      '--headless',
      '--convert-to',
      'csv:Text - txt - csv (StarCalc):44,34,76',
      '--outdir',
      folder,
      source,
    ],
    { encoding: 'utf8', env: { ...process.env, HOME: folder } },
  )
  if (run.status !== 0) return run.stderr
  const text = readFileSync(join(folder, 'statement.csv'), 'utf8')
  const lost = statement.sheet.rows.filter(
    ({ label, closing }) =>
      !text.includes(label.zh) ||
      ![closing, displayYuan(BigInt(closing.replace('.', '')))].some((amount) =>
        Number(closing) === 0 ? true : text.includes(amount),
      ),
  )
  return statement.sheet.rows.length === 42 && lost.length === 0
    ? null
    : `LibreOffice does not show ${lost.map(({ row }) => row).join(', ')}`
}
