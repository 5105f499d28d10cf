import { execFileSync, spawn } from 'node:child_process'
import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { inject } from 'vitest'

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..')
const START_PATIENCE_MS = 240_000
const STOP_PATIENCE_MS = 30_000

/** The product as its users start it, on a folder of its own. */
export interface Product {
  readonly address: string
  /** The process, for a clock that a signal moves on. */
  readonly pid: number
  readonly stop: () => Promise<void>
}

/** Starts the product on `data`; `before` are modules loaded ahead of it (`node --import`). */
export async function startProduct(data: string, before: readonly string[] = []): Promise<Product> {
  const ahead = before.flatMap((file) => ['--import', file])
  const child = spawn(process.execPath, [...ahead, 'src/main.ts', 'start'], {
    cwd: root,
    env: { ...process.env, MIAOQI_DATA: data, PORT: '0', HOST: '127.0.0.1' },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const address = await new Promise<string>((found, failed) => {
    let seen = ''
    const patience = setTimeout(() => {
      child.kill('SIGKILL')
      failed(new Error(`the product did not start:\n${seen}`))
    }, START_PATIENCE_MS)
    const read = (chunk: Buffer): void => {
      seen += chunk.toString()
      const said = /(http:\/\/127\.0\.0\.1:\d+)/.exec(seen)?.[1]
      if (said === undefined) return
      clearTimeout(patience)
      found(said)
    }
    child.stdout.on('data', read)
    child.stderr.on('data', (chunk: Buffer) => (seen += chunk.toString()))
    child.once('exit', (code) => failed(new Error(`the product ended with ${code}:\n${seen}`)))
  })
  return {
    address,
    pid: child.pid ?? 0,
    stop: async () => {
      const ended = new Promise((done) => child.once('exit', done))
      child.kill('SIGTERM')
      const patience = setTimeout(() => child.kill('SIGKILL'), STOP_PATIENCE_MS)
      await ended
      clearTimeout(patience)
    },
  }
}

/** Copies a data folder at rest; the database's files keep their owner, which is another when root runs the tests. */
export function copyCounty(from: string, to: string): void {
  if (process.platform === 'win32') cpSync(from, to, { recursive: true })
  else execFileSync('cp', ['-a', from, to])
}

/** Where the product that role tests share answers: one for each worker, so that two files run side by side. */
export function sharedAddress(): string {
  const all = inject('addresses')
  return all[(Number(process.env['VITEST_POOL_ID'] ?? '1') - 1) % all.length] ?? ''
}

/** A product of its own for one test file, with the demo county, whose clock can be moved on. */
export interface MovedProduct {
  readonly address: string
  /** Fifteen days go by at once; sessions of before have ended then. */
  readonly fifteenDaysLater: () => void
  readonly stop: () => Promise<void>
}

/** Starts it on a copy of the county loaded once for all; one that runs already is named by MIAOQI_<NAME> and _PID. */
export async function startMoved(name: string): Promise<MovedProduct> {
  const key = `MIAOQI_${name.toUpperCase()}`
  const running = process.env[key]
  if (running !== undefined) {
    return {
      address: running,
      fifteenDaysLater: () => process.kill(Number(process.env[`${key}_PID`]), 'SIGUSR2'),
      stop: () => Promise.resolve(),
    }
  }
  const folder = mkdtempSync(join(tmpdir(), `miaoqi-${name}-`))
  const loaded = inject('county')
  if (loaded !== '') copyCounty(loaded, join(folder, 'data'))
  const product = await startProduct(join(folder, 'data'), ['./e2e/clock.ts'])
  return {
    address: product.address,
    fifteenDaysLater: () => process.kill(product.pid, 'SIGUSR2'),
    stop: async () => {
      await product.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
