import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

/** A product of its own for one test file, on a fresh folder with the demo county, whose clock can be moved on. */
export interface MovedProduct {
  readonly address: string
  /** Fifteen days go by at once; sessions of before have ended then. */
  readonly fifteenDaysLater: () => void
  readonly stop: () => Promise<void>
}

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..')

/** Starts it; one that runs already is named by MIAOQI_<NAME> and MIAOQI_<NAME>_PID. */
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
  const child = spawn(process.execPath, ['--import', './e2e/clock.ts', 'src/main.ts', 'start'], {
    cwd: root,
    env: { ...process.env, MIAOQI_DATA: join(folder, 'data'), PORT: '0', HOST: '127.0.0.1' },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const address = await new Promise<string>((found, failed) => {
    let seen = ''
    const read = (chunk: Buffer): void => {
      seen += chunk.toString()
      const said = /(http:\/\/127\.0\.0\.1:\d+)/.exec(seen)?.[1]
      if (said !== undefined) found(said)
    }
    child.stdout.on('data', read)
    child.stderr.on('data', (chunk: Buffer) => (seen += chunk.toString()))
    child.once('exit', (code) => failed(new Error(`the product ended with ${code}:\n${seen}`)))
  })
  return {
    address,
    fifteenDaysLater: () => child.kill('SIGUSR2'),
    stop: async () => {
      const ended = new Promise((done) => child.once('exit', done))
      child.kill('SIGTERM')
      await ended
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
