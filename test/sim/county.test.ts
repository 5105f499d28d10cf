import { randomBytes } from 'node:crypto'
import { afterAll, expect, test } from 'vitest'
import { loadDemo, smallCounty } from '../../src/demo/index.ts'
import { Refusal } from '../../src/kernel/refusal.ts'
import { MODULES } from '../../src/modules.ts'
import { openDatabase } from '../../src/platform/db.ts'
import { invoke } from '../../src/platform/invoke.ts'
import { settleCounty } from '../../src/platform/jobs.ts'
import { silentLog } from '../../src/platform/log.ts'
import { testDatabase } from '../../src/platform/postgres/testing.ts'
import { makeRuntime } from '../../src/platform/runtime.ts'
import { makeSecrets } from '../../src/platform/secrets.ts'

/*
 * A whole county driven through a year: shares move at random, rules change, nights recheck, and after each
 * month everything that must agree is compared. A failure prints the seed that brings it back.
 */

const SEED = Number(process.env['SEED'] ?? Math.trunc(performance.timeOrigin) % 1_000_000)
const MONTHS = Number(process.env['MONTHS'] ?? 12)
const MOVES = 12

function chances(seed: number) {
  let state = seed
  return (below: number): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
}

const db = await testDatabase()
const database = openDatabase(db.appAddress)
afterAll(() => database.close())
let clock = Date.parse('2026-01-05T02:00:00Z')
const runtime = makeRuntime({
  database,
  modules: MODULES,
  secrets: makeSecrets(randomBytes(32)),
  log: silentLog,
  clock: () => clock,
})
let county = 0
const jobs = { owner: db.ownerAddress, algorithm: 'sha256', onSealed: () => undefined } as const

async function call<R>(name: string, input: unknown): Promise<R> {
  const verb = runtime.verbs.find((one) => one.name === name)
  if (verb === undefined) throw new Error(`no verb ${name}`)
  const caller = { kind: 'job', county, name: 'simulation' } as const
  return (await invoke(runtime, { verb, caller, input, requestId: `sim-${clock}` })) as R
}

interface Register {
  readonly asOf: string
  readonly rows: readonly { holderId: string; paid: string; promised: string }[]
  readonly totals: { readonly members: number; readonly paid: string; readonly promised: string }
}
const fenOf = (yuan: string): bigint => BigInt(yuan.replace('.', ''))

test(`a year of a county keeps everything in agreement (SEED=${SEED})`, async () => {
  const chance = chances(SEED)
  await loadDemo(runtime, {
    owner: db.ownerAddress,
    county: smallCounty(),
    onProgress: () => undefined,
  })
  const made = await db.owner.query<{ county_id: number }>('SELECT county_id FROM county')
  county = made.rows[0]?.county_id ?? 0
  const { rows: coops } = await call<{ rows: { id: string }[] }>('listCooperatives', {})
  expect(coops.length).toBe(3)
  const seen = { done: 0, refused: 0 }

  for (let month = 0; month < MONTHS; month++) {
    for (let move = 0; move < MOVES; move++) {
      clock += 1 + chance(3 * 86_400_000)
      const coopId = coops[chance(coops.length)]?.id ?? ''
      const { rows, asOf } = await call<Register>('readRegister', { coopId })
      const [from, to] = [rows[chance(rows.length)], rows[chance(rows.length)]]
      const amount = `${10 * (1 + chance(40))}.00`
      const change =
        chance(2) === 0
          ? { kind: 'contribution', holder: to?.holderId, form: 'cash', paid: amount }
          : { kind: 'transfer', from: from?.holderId, to: to?.holderId, form: 'cash', amount }
      try {
        await call('recordChanges', { coopId, on: asOf, changes: [change], reason: '模拟' })
        seen.done += 1
      } catch (error) {
        if (!(error instanceof Refusal)) throw error
        seen.refused += 1
      }
    }
    await settleCounty(runtime, county, jobs)
    await agree(coops.map((coop) => coop.id))
  }
  expect(seen.done).toBeGreaterThan(MONTHS)
})

/** What must agree at any moment, however the month went. */
async function agree(coopIds: readonly string[]): Promise<void> {
  for (const coopId of coopIds) {
    const { totals, rows } = await call<Register>('readRegister', { coopId })
    const sums = await db.owner.query<{ paid: string; promised: string }>(
      `SELECT coalesce(sum(paid_fen), 0) AS paid, coalesce(sum(promised_fen), 0) AS promised
       FROM share_line WHERE coop_id = $1`,
      [coopId],
    )
    expect(fenOf(totals.paid)).toBe(BigInt(sums.rows[0]?.paid ?? 0))
    expect(fenOf(totals.promised)).toBe(BigInt(sums.rows[0]?.promised ?? 0))
    expect(rows.every((row) => fenOf(row.paid) >= 0n && fenOf(row.promised) >= 0n)).toBe(true)

    const fresh = await call<{ outcome: string; findings: { rule: string; bound: string }[] }>(
      'checkCooperative',
      { coopId },
    )
    const stored = await db.owner.query<{ rule: string; bound: string }>(
      `SELECT rule, bound FROM share_check_rule WHERE coop_id = $1`,
      [coopId],
    )
    const kept = Object.fromEntries(stored.rows.map((row) => [row.rule, row.bound]))
    for (const { rule, bound } of fresh.findings) expect(kept[rule], rule).toBe(bound)
  }
  const top = await db.owner.query<{ id: string }>(`SELECT id FROM org_unit WHERE kind = 'county'`)
  const board = await call<{ figures: { id: string; value: string }[] }>('board', {
    unitId: top.rows[0]?.id,
  })
  expect(board.figures.find((figure) => figure.id === 'coops')?.value).toBe(String(coopIds.length))
  const proof = await call<{ ok: boolean; unsealed: number; broken: unknown }>('verify', {})
  expect(proof).toMatchObject({ ok: true, unsealed: 0, broken: null })
}
