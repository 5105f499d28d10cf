import { spawn } from 'node:child_process'
import type { House } from '../../src/house.ts'
import { bookYear, type YearVoucher } from './book-year.ts'
import type { Book, Ground } from './ground.ts'
import { invoke } from '../../src/platform/invoke.ts'
import { take } from './taking.ts'
import { YEARS } from './ground.ts'

/*
 * P12: what a job ten times as large adds to the memory of the process. Each job runs in a process of its own
 * on the same database, after a small one of its kind, and tells where it began and how far it went.
 */

const SMALL = 2_000
const TIMES = 10
const WARM = 400

interface Job {
  readonly what: 'import' | 'export'
  readonly county: number
  readonly unitId: string
  readonly vouchers: number
  readonly book: Book
  /** A book of a few vouchers, for warming up. */
  readonly warm: Book
}

/** The same month again and again until there are enough vouchers. */
function* many(book: Book, count: number): Generator<YearVoucher> {
  let left = count
  while (left > 0) {
    for (const voucher of bookYear([book], 1, 0.1)) {
      if (left-- <= 0) return
      yield voucher
    }
  }
}

/** The job itself, in its own process: prints its size before the job and its peak, in megabytes. */
export async function memoryJob(house: House, job: Job): Promise<void> {
  const caller = { kind: 'job', county: job.county, name: 'bench' } as const
  const call = (name: string, input: unknown): Promise<unknown> => {
    const verb = house.runtime.verbs.find((one) => one.name === name)
    if (verb === undefined) throw new Error(`no verb ${name}`)
    return invoke(house.runtime, { verb, caller, input, requestId: 'bench' })
  }
  const work = async (book: Book, count: number): Promise<void> => {
    if (job.what === 'import') {
      return take({ call, unitId: job.unitId }, many(book, count), {
        year: YEARS.long,
        atOnce: 500,
      })
    }
    let after: string | null = null
    do {
      const page = (await call('exportBooks', {
        coop: book.coopId,
        format: 'hledger',
        ...(after === null ? {} : { after }),
      })) as { next: string | null }
      after = page.next
    } while (after !== null)
  }
  await work(job.warm, WARM)
  const before = process.memoryUsage().rss / 1024 / 1024
  await work(job.book, job.vouchers)
  process.stdout.write(
    `${JSON.stringify({ before, peak: process.resourceUsage().maxRSS / 1024 })}\n`,
  )
}

interface Size {
  readonly before: number
  readonly peak: number
}

function sizeIn(script: string, job: Job): Promise<Size> {
  const { promise, resolve, reject } = Promise.withResolvers<Size>()
  const child = spawn(process.execPath, [script, 'memory', JSON.stringify(job)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let said = ''
  child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()))
  child.on('error', reject)
  child.on('close', (code) =>
    code === 0
      ? resolve(JSON.parse(said.trim().split('\n').at(-1) ?? '') as Size)
      : reject(new Error(`a memory job ended with ${code}`)),
  )
  return promise
}

/** P12: import and streamed export, once and ten times. `script` is run again as `<script> memory <job>`. */
export async function memory(ground: Ground, script: string): Promise<void> {
  const [warm, small, large] = ground.books.filter(({ members }) => members.length > 0)
  if (warm === undefined || small === undefined || large === undefined) {
    throw new Error('three books with members are needed')
  }
  const job = { county: ground.county, unitId: ground.unitId, warm }
  for (const what of ['import', 'export'] as const) {
    const once = await sizeIn(script, { ...job, what, book: small, vouchers: SMALL })
    const ten = await sizeIn(script, { ...job, what, book: large, vouchers: SMALL * TIMES })
    const added = ({ peak, before }: Size): string => `+${(peak - before).toFixed(0)} MB`
    ground.say(
      `P12 peak of a process at ${what === 'import' ? 'an import' : 'a streamed export'} of ${SMALL * TIMES} ` +
        `vouchers: ${(ten.peak / once.peak).toFixed(2)} × that at ${SMALL} [at most 1.3]; ` +
        `${ten.peak.toFixed(0)} MB (${added(ten)}) and ${once.peak.toFixed(0)} MB (${added(once)})`,
    )
  }
}
