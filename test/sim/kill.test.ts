import { spawn } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'

/*
 * The server, the database, or both are killed while eight clients post a thousand vouchers. Whatever was
 * acknowledged is there once, nothing is there in part, and the numbers have no gap.
 */

const POSTINGS = 1_000
const KILL_AFTER = 300
const folder = mkdtempSync(join(tmpdir(), 'miaoqi-kill-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const env = { ...process.env, MIAOQI_DATA: join(folder, 'data'), PORT: '0' }

/** Runs the poster; `onDone` is told how many vouchers were acknowledged so far. */
function poster(args: string[], onDone: (count: number, pid: number) => void = () => undefined) {
  const child = spawn(process.execPath, ['test/sim/poster.ts', ...args], { env })
  let [out, err, seen] = ['', '', 0]
  child.stdout.on('data', (chunk: Buffer) => {
    out += chunk.toString()
    const count = out.split('done ').length - 1
    if (count > seen) onDone((seen = count), child.pid ?? 0)
  })
  child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()))
  return new Promise<{ code: number | null; out: string; err: string }>((ended) => {
    child.on('close', (code) => ended({ code, out, err }))
  })
}

/** The process number of the database server, as its own lock file says. */
function databasePid(): number {
  const places = readdirSync(env.MIAOQI_DATA, { recursive: true }).map(String)
  const file = places.find((place) => place.endsWith('postmaster.pid'))
  return Number(readFileSync(join(env.MIAOQI_DATA, file ?? ''), 'utf8').split('\n')[0])
}

const acknowledged = (out: string): number[] =>
  [...out.matchAll(/^done (\d+)$/gm)].map((match) => Number(match[1]))

test(
  'what was acknowledged survives kill -9 of server and database',
  { timeout: 240_000 },
  async () => {
    const prepared = await poster(['prepare'])
    expect(prepared.out, prepared.err).toContain('ready')
    const done = new Set<number>()
    const victims = { server: true, database: true }
    const rounds: (keyof typeof victims)[][] = [['server'], ['database'], ['server', 'database']]
    for (const [round, killed] of rounds.entries()) {
      let struck = false
      const run = await poster(
        ['post', String(POSTINGS), String(round * POSTINGS)],
        (count, pid) => {
          if (struck || count < KILL_AFTER) return
          struck = true
          const database = databasePid()
          if (killed.includes('server')) process.kill(pid, 'SIGKILL')
          if (killed.includes('database')) process.kill(database, 'SIGKILL')
        },
      )
      expect(run.code, `round ${round} was to be killed`).not.toBe(0)
      for (const i of acknowledged(run.out)) done.add(i)
      const counted = await poster(['count'])
      expect(counted.code, counted.err).toBe(0)
      const books = JSON.parse(counted.out.trim().split('\n').at(-1) ?? '{}') as {
        summaries: string[]
        highest: number
        drift: number
        lost: number
        broken: number | null
      }
      const present = books.summaries.map((summary) => Number(/第(\d+)张/.exec(summary)?.[1]))
      expect(new Set(present).size).toBe(present.length)
      expect([...done].filter((i) => !present.includes(i))).toEqual([])
      expect(books.highest).toBe(present.length)
      expect({ drift: books.drift, lost: books.lost, broken: books.broken }).toEqual({
        drift: 0,
        lost: 0,
        broken: null,
      })
    }
    expect(done.size).toBeGreaterThanOrEqual(KILL_AFTER * rounds.length)
  },
)
