import { Logger, run } from 'graphile-worker'
import pg from 'pg'
import { instant } from '../kernel/date.ts'
import { type HashAlgorithm, sealAudit } from './audit.ts'
import { inCounty } from './db.ts'
import type { DatabaseAddress } from './postgres/connection.ts'
import { asJob, deliverFacts } from './outbox.ts'
import type { Runtime } from './runtime.ts'

export interface JobOptions {
  /** The queue's own tables belong to the schema owner. */
  readonly owner: DatabaseAddress
  readonly algorithm: HashAlgorithm
  /** Told the new head of a county's chain, to write it down outside the database. */
  readonly onSealed: (head: SealedHead) => void
}

export interface SealedHead {
  readonly county: number
  readonly seq: bigint
  readonly hash: string
  readonly algorithm: HashAlgorithm
  readonly at: string
}

export async function countiesOf(runtime: Runtime): Promise<number[]> {
  const answer = await runtime.database.pool.query<{ county_id: number }>(
    'SELECT county_id FROM county ORDER BY county_id',
  )
  return answer.rows.map((row) => row.county_id)
}

/** County 0 holds what belongs to no county yet: sign-in attempts under unknown names. */
export const NO_COUNTY = 0

/** Seals the whole tail of a county's audit trail. */
export async function sealCounty(
  runtime: Runtime,
  county: number,
  options: JobOptions & { readonly near?: boolean },
): Promise<void> {
  const near = options.near ?? false
  for (let more = true; more;) {
    const at = instant(runtime.clock())
    const sealed = await inCounty(runtime.database, county, (tx) =>
      sealAudit(tx, county, { algorithm: options.algorithm, now: at, near }),
    )
    more = sealed.more
    if (sealed.sealed > 0 && !more) {
      const { seq, hash } = sealed
      options.onSealed({
        county,
        seq,
        hash: hash.toString('hex'),
        algorithm: options.algorithm,
        at,
      })
    }
  }
}

/**
 * Hands on what is waiting and seals the trail. Within a second after each write (`near`: looking back seconds),
 * and once a minute whole.
 */
export async function settleCounty(
  runtime: Runtime,
  county: number,
  options: JobOptions & { readonly near?: boolean },
): Promise<void> {
  while ((await deliverFacts(runtime, county)) > 0) {
    // each round may have left new facts behind
  }
  await sealCounty(runtime, county, options)
}

/** The daily work of one module in one county, in a transaction of its own. */
async function runDaily(runtime: Runtime, name: string): Promise<void> {
  const job = runtime.modules.flatMap((module) => module.daily).find((daily) => daily.name === name)
  if (job === undefined) return
  for (const county of await countiesOf(runtime)) {
    await inCounty(runtime.database, county, (tx) => asJob(runtime, { tx, county, name }, job.run))
  }
}

/** Starts the queue: a minute's sweep for each county and the modules' daily work by China's clock. */
export async function startJobs(
  runtime: Runtime,
  options: JobOptions,
): Promise<{ stop: () => Promise<void> }> {
  const daily = runtime.modules.flatMap((module) => module.daily)
  const crontab = [
    '* * * * * settle',
    ...daily.map((job) => `${cronTime(job.at)} ${task(job.name)}`),
  ]
  const pool = new pg.Pool({ ...options.owner, max: 3 })
  // A connection that breaks is replaced; without listeners it would end the process.
  pool.on('error', () => undefined)
  pool.on('connect', (client) => client.on('error', () => undefined))
  const runner = await run({
    pgPool: pool,
    concurrency: 1,
    // Each round's success is no news; what goes wrong is.
    logger: new Logger(() => (level, message, meta) => {
      if (level === 'error') runtime.log.error(message, { ...meta })
      if (level === 'warning') runtime.log.warn(message, { ...meta })
    }),
    noHandleSignals: true,
    pollInterval: 60_000,
    crontab: crontab.join('\n'),
    taskList: {
      settle: async () => {
        for (const county of [NO_COUNTY, ...(await countiesOf(runtime))]) {
          await settleCounty(runtime, county, options)
        }
      },
      ...Object.fromEntries(
        daily.map((job) => [task(job.name), () => runDaily(runtime, job.name)]),
      ),
    },
  })
  return {
    stop: async () => {
      await runner.stop()
      await pool.end()
    },
  }
}

const task = (name: string): string => `daily_${name.replaceAll(/\W/g, '_')}`

/** 'HH:MM' in China as the minutes and hours of a cron line in UTC. */
function cronTime(at: string): string {
  const [hours = 0, minutes = 0] = at.split(':').map(Number)
  return `${minutes} ${(hours + 16) % 24} * * *`
}
