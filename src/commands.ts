import { randomBytes } from 'node:crypto'
import { chinaDate, instant } from './kernel/date.ts'
import { badInput, notFound, Refusal } from './kernel/refusal.ts'
import { ROLES } from './kernel/role.ts'
import { text } from './kernel/text.ts'
import { type House, openHouse } from './house.ts'
import { MODULES } from './modules.ts'
import { installCounty } from './modules/identity/index.ts'
import { verifyExport } from './modules/proof/index.ts'
import { shippedLists } from './modules/registry/index.ts'
import { backupTo, restoreFrom } from './platform/backup/index.ts'
import type { Caller } from './platform/caller.ts'
import {
  EXIT,
  findCommand,
  helpText,
  type Output,
  printAnswer,
  readDocument,
  runCommand,
  sayRefusal,
} from './platform/cli.ts'
import { type Config, readConfig } from './platform/config.ts'
import { countiesOf, NO_COUNTY } from './platform/jobs.ts'
import { computeVerb, invoke } from './platform/invoke.ts'
import { type Verb, verbsOf } from './platform/module.ts'
import { DatabaseProblem } from './platform/postgres/problem.ts'
import { normalizeUsername } from './platform/auth/username.ts'
import { sha256 } from './platform/secrets.ts'

interface Surroundings {
  readonly env: Readonly<Record<string, string | undefined>>
  readonly output: Output
}

/** Runs one command of the command line and gives its exit code: 0 passes, 1 fails or depends, 2 bad input. */
export async function runCommandLine(
  args: readonly string[],
  { env, output }: Surroundings,
): Promise<number> {
  const [name = 'help', ...rest] = args
  const verbs = verbsOf(MODULES)
  try {
    if (name === 'help' || name === '--help') {
      output.out(helpText(verbs))
      return EXIT.passes
    }
    if (name === 'verify') return await verify(rest, { env, output })
    if (name === 'install-county') return await install(rest, { env, output })
    if (name === 'backup' || name === 'restore') return await carry(name, rest[0], { env, output })
    if (name === 'statements' || name === 'export-books') {
      return await ofCoop(name, rest, { env, output })
    }
    const verb = findCommand(verbs, name)
    if (verb === undefined) {
      throw badInput([
        { path: name, text: text('没有这个命令,见 help', 'no such command, see help') },
      ])
    }
    if (verb.spec.kind === 'compute') {
      const plain = rest[0] === undefined && verb.spec.input.safeParse({}).success
      return printAnswer(verb, computeVerb(verb, plain ? {} : readDocument(rest[0])), output)
    }
    return await runAs(verb, rest, { env, output })
  } catch (error) {
    if (error instanceof Refusal) return sayRefusal(error, output)
    if (error instanceof DatabaseProblem) {
      output.err(`${error.code}: ${error.text.zh} / ${error.text.en}\n`)
      return EXIT.badInput
    }
    throw error
  }
}

async function withHouse<R>(
  env: Surroundings['env'],
  work: (house: House, config: Config) => Promise<R>,
): Promise<R> {
  const config = readConfig(env)
  const house = await openHouse(config, { attach: true, onStep: () => undefined })
  try {
    return await work(house, config)
  } finally {
    await house.close()
  }
}

const SESSION_MS = 10 * 60_000

/** Any other verb, by an operator of this machine in the name of an account: scoped and audited as ever. */
async function runAs(
  verb: Verb,
  rest: readonly string[],
  { env, output }: Surroundings,
): Promise<number> {
  const at = rest.indexOf('--as')
  const username = at >= 0 ? rest[at + 1] : undefined
  const source = rest.find((word, i) => !word.startsWith('--') && i !== at + 1)
  return withHouse(env, async (house) => {
    const caller = await operatorCaller(house, username)
    return runCommand(house.runtime, { verb, source, caller }, output)
  })
}

async function operatorCaller(house: House, username: string | undefined): Promise<Caller> {
  if (username === undefined) return { kind: 'anonymous', source: 'cli' }
  const tokenHash = sha256(randomBytes(32))
  const now = house.runtime.clock()
  const made = await house.database.pool.query(
    `INSERT INTO session (token_hash, county_id, account_id, created_at, last_seen_at, expires_at,
       second_factor_at, address, agent)
     SELECT $1, county_id, account_id, $2, $2, $3, $2, 'cli', 'cli' FROM login_name WHERE username = $4`,
    [tokenHash, instant(now), instant(now + SESSION_MS), normalizeUsername(username)],
  )
  if (made.rowCount === 0) {
    throw badInput([{ path: '--as', text: text(`没有账号 ${username}`, `no account ${username}`) }])
  }
  return { kind: 'session', tokenHash, source: 'cli' }
}

/** `verify [--export FILE]`: an export needs no database; without one, every county of this installation. */
async function verify(rest: readonly string[], { env, output }: Surroundings): Promise<number> {
  const at = rest.indexOf('--export')
  if (at >= 0) {
    const report = verifyExport(readDocument(rest[at + 1]))
    output.out(`${JSON.stringify(report, null, 2)}\n`)
    return report.ok ? EXIT.passes : EXIT.fails
  }
  return withHouse(env, async (house) => {
    const counties: { ok: boolean }[] = []
    for (const county of [NO_COUNTY, ...(await countiesOf(house.runtime))]) {
      const call = { command: 'verify', verb: 'verify', input: {} }
      counties.push((await asOperator(house, county, call)) as { ok: boolean })
    }
    const ok = counties.every((county) => county.ok)
    output.out(`${JSON.stringify({ ok, counties }, null, 2)}\n`)
    return ok ? EXIT.passes : EXIT.fails
  })
}

/** `backup FILE` beside a running service or alone; `restore FILE` into an empty database only. */
async function carry(
  name: 'backup' | 'restore',
  file: string | undefined,
  { env, output }: Surroundings,
): Promise<number> {
  if (file === undefined) {
    throw badInput([{ path: '$', text: text('请给出文件名', 'name a file') }])
  }
  return withHouse(env, async (house) => {
    const run = name === 'backup' ? backupTo : restoreFrom
    const report = await run(house.postgres.owner, file, {})
    output.out(`${JSON.stringify(report, null, 2)}\n`)
    return EXIT.passes
  })
}

/**
 * `statements --coop ID --period 2020[-Q1|-06]` prints the three statements with their findings,
 * `export-books --coop ID --format hledger|beancount|csv` the whole book, page by page: both by the operator
 * of this machine, or in the name of an account.
 */
async function ofCoop(
  name: 'statements' | 'export-books',
  rest: readonly string[],
  { env, output }: Surroundings,
): Promise<number> {
  const [field, values] =
    name === 'statements' ? ['period', '2020[-Q1|-06]'] : ['format', 'hledger|beancount|csv']
  const [coop, value] = [optionOf(rest, 'coop'), optionOf(rest, field)]
  const missing = [
    { path: '--coop', value: coop, text: text('请给出合作社编号', 'name the co-op by its id') },
    { path: `--${field}`, value, text: text(`请给出${values}`, `give ${values}`) },
  ].filter((option) => option.value === undefined)
  if (missing.length > 0)
    throw badInput(missing.map(({ path, text: said }) => ({ path, text: said })))
  return withHouse(env, async (house) => {
    const verb = verbNamed(house, name === 'statements' ? 'statements' : 'exportBooks')
    const username = optionOf(rest, 'as')
    const caller = username === undefined ? null : await operatorCaller(house, username)
    const call = (input: unknown): Promise<unknown> =>
      caller === null
        ? whereFound(house, (county) =>
            asOperator(house, county, { command: name, verb: verb.name, input }),
          )
        : invoke(house.runtime, { verb, caller, input, requestId: name })
    if (name === 'statements') return printAnswer(verb, await call({ coop, period: value }), output)
    for (let after: string | null | undefined; after !== null && output.closed?.() !== true;) {
      const input = { coop, format: value, ...(after === undefined ? {} : { after }) }
      const page = (await call(input)) as { readonly text: string; readonly next: string | null }
      output.out(page.text)
      await output.drained?.()
      after = page.next
    }
    return EXIT.passes
  })
}

/** The answer of the county that has what is asked for; a co-op's id says no county. */
async function whereFound(
  house: House,
  ask: (county: number) => Promise<unknown>,
): Promise<unknown> {
  for (const county of await countiesOf(house.runtime)) {
    try {
      return await ask(county)
    } catch (error) {
      if (!(error instanceof Refusal && error.code === 'not_found')) throw error
    }
  }
  throw notFound()
}

const optionOf = (rest: readonly string[], name: string): string | undefined => {
  const at = rest.indexOf(`--${name}`)
  return at >= 0 ? rest[at + 1] : undefined
}

/** What the command prints of an imported list; the rows are in the product. */
interface Imported {
  readonly vintage: string
  readonly effectiveFrom: string
  readonly counts: unknown
}

/**
 * `install-county --code 371323 --name 沂水县`: a real county with its three administrators, the document library
 * and the catalogues; for Yishui the published lists of villages as well. Prints the first passwords once.
 */
async function install(rest: readonly string[], { env, output }: Surroundings): Promise<number> {
  const [code, name] = [optionOf(rest, 'code'), optionOf(rest, 'name')]
  if (code === undefined || !/^[1-9]\d{5}$/.test(code)) {
    throw badInput([
      { path: '--code', text: text('请给出六位县级代码', 'name the six-digit county code') },
    ])
  }
  if (name === undefined) {
    throw badInput([{ path: '--name', text: text('请给出县名', 'name the county') }])
  }
  return withHouse(env, async (house) => {
    const administrators = (['tenant_admin', 'security_admin', 'audit_admin'] as const).map(
      (role) => ({
        role,
        username: `${code}-${role.replace('_admin', '')}`,
        displayName: `${name}${ROLES[role].title.zh}`,
      }),
    )
    const made = await installCounty(house.runtime, house.postgres.owner, {
      code,
      name,
      demo: false,
      clockShiftMs: 0,
      administrators,
    })
    const call = (verb: string, input: unknown) =>
      asOperator(house, made.county, { command: 'install-county', verb, input })
    await call('installPolicy', { countyRulesFrom: chinaDate(instant(house.runtime.clock())) })
    await call('installCatalogues', {})
    const divisions: unknown[] = []
    for (const list of shippedLists(code)) {
      const { vintage, effectiveFrom, counts } = (await call('importDivisions', list)) as Imported
      divisions.push({ vintage, effectiveFrom, counts })
    }
    output.out(`${JSON.stringify({ ...made, divisions }, null, 2)}\n`)
    return EXIT.passes
  })
}

/** A verb called by a command of this machine, as a job that carries the command's name. */
function asOperator(
  house: House,
  county: number,
  call: { readonly command: string; readonly verb: string; readonly input: unknown },
): Promise<unknown> {
  const verb = verbNamed(house, call.verb)
  const caller: Caller = { kind: 'job', county, name: call.command }
  return invoke(house.runtime, { verb, caller, input: call.input, requestId: call.command })
}

function verbNamed(house: House, name: string): Verb {
  const verb = house.runtime.verbs.find((one) => one.name === name)
  if (verb === undefined) throw new Error(`the verb ${name} is missing`)
  return verb
}
