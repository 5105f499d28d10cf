import { randomBytes } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Refusal } from './kernel/refusal.ts'
import type { Text } from './kernel/text.ts'
import { MODULES } from './modules.ts'
import { appendAnchor, readAnchors } from './modules/proof/index.ts'
import { backupTo, type BackupSummary, restoreFrom } from './platform/backup/index.ts'
import { type Config, ConfigError } from './platform/config.ts'
import type { Operations } from './platform/ctx.ts'
import { type Database, openDatabase } from './platform/db.ts'
import { type JobOptions, settleCounty } from './platform/jobs.ts'
import { lineLog } from './platform/log.ts'
import { openMailer } from './platform/mail.ts'
import { migrate } from './platform/migrate.ts'
import { openDatabase as openPostgres, type OpenedDatabase } from './platform/postgres/open.ts'
import { DatabaseProblem } from './platform/postgres/problem.ts'
import { useRareFont } from './platform/document/font.ts'
import { makeRuntime, type Runtime } from './platform/runtime.ts'
import { makeSecrets } from './platform/secrets.ts'

/** The folder of the checkout: migrations, pages, dictionaries. */
export const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '..')

/** Everything a served or commanded product needs, opened in order; `close` goes back the same way. */
export interface House {
  readonly postgres: OpenedDatabase
  readonly database: Database
  readonly runtime: Runtime
  readonly jobs: JobOptions
  /** Resolves when the embedded database is lost for good: the process can only stop. */
  readonly lost: Promise<Error>
  close(): Promise<void>
}

export interface HouseOptions {
  /** Use the server of a running product on the same folder: for commands beside a service. */
  readonly attach: boolean
  readonly onStep: (step: Text) => void
}

/** Waits this long after a write before sealing and handing on, so that a burst is settled once. */
const SETTLE_DELAY_MS = 300

export const anchorFile = (config: Config): string => join(config.dataDir, 'anchors.jsonl')

/** Configuration → database → migrations → runtime. Throws DatabaseProblem. */
export async function openHouse(config: Config, options: HouseOptions): Promise<House> {
  const log = lineLog((line) => process.stderr.write(line))
  const mailer = config.mail === null ? null : openMailer(config.mail.server, config.mail.from)
  const { promise: lost, resolve: lose } = Promise.withResolvers<Error>()
  const postgres = await openPostgres({
    dataDir: config.dataDir,
    masterSecret: config.master,
    databaseUrl: config.databaseUrl,
    appDatabaseUrl: config.appDatabaseUrl,
    attach: options.attach,
    log,
    onProgress: options.onStep,
    onFailure: lose,
  })
  try {
    await migrate(postgres.owner, { onProgress: options.onStep })
  } catch (error) {
    await postgres.close()
    throw error
  }
  const database = openDatabase(postgres.app)
  useRareFont(config.rareFont)
  const waiting = new Map<number, NodeJS.Timeout>()
  const running = new Set<Promise<void>>()
  const runtime = makeRuntime({
    database,
    modules: MODULES,
    secrets: makeSecrets(config.master),
    log,
    operations: operationsOf(config, postgres),
    publicAddress: config.publicAddress,
    mailer,
    anchors: (county) =>
      readAnchors(anchorFile(config)).filter((anchor) => anchor.county === county),
    afterWrite: (county) => {
      if (waiting.has(county)) return
      const timer = setTimeout(() => {
        waiting.delete(county)
        const work = settleCounty(runtime, county, { ...jobs, near: true })
          .catch((error: unknown) =>
            log.error('settling failed', { county, reason: String(error) }),
          )
          .finally(() => running.delete(work))
        running.add(work)
      }, SETTLE_DELAY_MS)
      waiting.set(county, timer)
    },
  })
  const jobs: JobOptions = {
    owner: postgres.owner,
    algorithm: 'sha256',
    onSealed: (head) => appendAnchor(anchorFile(config), head),
  }
  return {
    postgres,
    database,
    runtime,
    jobs,
    lost,
    close: async () => {
      for (const timer of waiting.values()) clearTimeout(timer)
      await Promise.all(running)
      for (const county of waiting.keys()) await settleCounty(runtime, county, jobs)
      mailer?.close()
      await database.close()
      await postgres.close()
    },
  }
}

/** Backup and restore for the verbs: files by name in the data folder, problems as refusals. */
function operationsOf(config: Config, postgres: OpenedDatabase): Operations {
  const folder = join(config.dataDir, 'backups')
  const run = async (work: () => Promise<BackupSummary>): Promise<BackupSummary> => {
    try {
      mkdirSync(folder, { recursive: true, mode: 0o700 })
      return await work()
    } catch (error) {
      if (error instanceof DatabaseProblem) throw new Refusal('conflict', error.text)
      throw error
    }
  }
  return {
    backup: (name) => run(() => backupTo(postgres.owner, join(folder, name))),
    restore: (name) => run(() => restoreFrom(postgres.owner, join(folder, name))),
  }
}

/** What a person at the terminal reads when the process cannot go on. */
export function explain(error: unknown): string {
  if (error instanceof DatabaseProblem) return `${error.text.zh}\n${error.text.en}\n`
  if (error instanceof ConfigError) return `${error.message}\n`
  const number = randomBytes(3).toString('hex')
  const reason = error instanceof Error ? (error.stack ?? error.message) : String(error)
  return `程序出错(编号 ${number}),未作更改。\nUnexpected error ${number}; nothing was changed.\n${reason}\n`
}
