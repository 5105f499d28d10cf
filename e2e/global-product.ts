import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { TestProject } from 'vitest/node'

declare module 'vitest' {
  interface ProvidedContext {
    address: string
  }
}

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..')
const START_PATIENCE_MS = 240_000
const STOP_PATIENCE_MS = 30_000

/**
 * Starts the product as its users do, on a fresh data folder with the demo county, once for all role
 * tests; MIAOQI_ADDRESS names one that runs already.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const running = process.env['MIAOQI_ADDRESS']
  if (running !== undefined) {
    project.provide('address', running)
    return () => Promise.resolve()
  }
  const folder = mkdtempSync(join(tmpdir(), 'miaoqi-e2e-'))
  const child = spawn(process.execPath, ['src/main.ts', 'start'], {
    cwd: root,
    env: { ...process.env, MIAOQI_DATA: join(folder, 'data'), PORT: '0', HOST: '127.0.0.1' },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  project.provide('address', await addressOf(child))
  return async () => {
    const ended = new Promise((done) => child.once('exit', done))
    child.kill('SIGTERM')
    const patience = setTimeout(() => child.kill('SIGKILL'), STOP_PATIENCE_MS)
    await ended
    clearTimeout(patience)
    rmSync(folder, { recursive: true, force: true })
  }
}

function addressOf(child: ChildProcess): Promise<string> {
  return new Promise((found, failed) => {
    let seen = ''
    const patience = setTimeout(() => {
      child.kill('SIGKILL')
      failed(new Error(`the product did not start:\n${seen}`))
    }, START_PATIENCE_MS)
    const read = (chunk: Buffer) => {
      seen += chunk.toString()
      const address = /(http:\/\/127\.0\.0\.1:\d+)/.exec(seen)?.[1]
      if (address === undefined) return
      clearTimeout(patience)
      found(address)
    }
    child.stdout?.on('data', read)
    child.stderr?.on('data', (chunk: Buffer) => (seen += chunk.toString()))
    child.once('exit', (code) => failed(new Error(`the product ended with ${code}:\n${seen}`)))
  })
}
