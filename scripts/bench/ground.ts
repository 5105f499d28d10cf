import { readFileSync } from 'node:fs'
import pg from 'pg'
import { fileURLToPath } from 'node:url'
import type { House } from '../../src/house.ts'
import { type Chart, chartsOf } from '../../src/modules/ledger/index.ts'
import type { AnyId } from '../../src/kernel/id.ts'
import type { Ctx } from '../../src/platform/ctx.ts'
import { inCounty } from '../../src/platform/db.ts'
import { settleCounty } from '../../src/platform/jobs.ts'
import { invoke } from '../../src/platform/invoke.ts'
import { asJob } from '../../src/platform/outbox.ts'

/* The ground all measures of the books stand on: every co-op's book open in years far ahead. */

/** Years no demonstration reaches; each measure that must count its own vouchers has one to itself. */
export const YEARS = { posting: 2061, hot: 2062, bare: 2063, single: 2064, taken: 2091, long: 2092 }

/** Accounts the vouchers of the bench stand on; a book may have sub-accounts below them. */
const ACCOUNTS = ['101', '102', '114', '121', '211', '212', '235', '501', '521', '522'] as const
export type AccountName = (typeof ACCOUNTS)[number]

export interface Book {
  readonly coopId: AnyId
  /** Its place among the books, for the anchor's tables. */
  readonly place: number
  readonly members: readonly string[]
  /** The lowest account under each national one. */
  readonly leaf: Readonly<Record<AccountName, string>>
  readonly supplier: string
  readonly project: string
}

export interface Ground {
  readonly house: House
  readonly county: number
  readonly unitId: string
  readonly books: readonly Book[]
  /** The schema's owner with the county set, for the anchor and for counting. */
  readonly owner: pg.Client
  readonly call: (verb: string, input: unknown) => Promise<unknown>
  readonly say: (line: string) => void
}

/** A connection with the county set for good, as the application role or as the owner. */
export async function connect(
  ground: Pick<Ground, 'house' | 'county'>,
  as: 'app' | 'owner',
): Promise<pg.Client> {
  const client = new pg.Client(ground.house.postgres[as])
  // A server that stops takes idle connections with it: the statement that runs says so, not the event.
  client.on('error', () => undefined)
  await client.connect()
  await client.query(`SELECT set_config('app.county_id', $1, false)`, [String(ground.county)])
  return client
}

/** Runs as a job of the county: the product's own context over one transaction. */
export async function within<R>(ground: Ground, work: (ctx: Ctx) => Promise<R>): Promise<R> {
  const found: R[] = []
  await inCounty(ground.house.database, ground.county, (tx) =>
    asJob(ground.house.runtime, { tx, county: ground.county, name: 'bench' }, async (ctx) => {
      found.push(await work(ctx))
    }),
  )
  return found[0] as R
}

/** Waits until nothing of what was written waits to be sealed, so that it does not run beside a measure. */
export const settled = ({ house, county }: Ground): Promise<void> =>
  settleCounty(house.runtime, county, house.jobs)

interface County {
  readonly id: number
  readonly unitId: string
}

/** Opens what is not open: books, years, a supplier and a grant project in each. */
export async function openGround(
  house: House,
  county: County,
  say: (line: string) => void,
): Promise<Ground> {
  const caller = { kind: 'job', county: county.id, name: 'bench' } as const
  const call = (name: string, input: unknown): Promise<unknown> => {
    const verb = house.runtime.verbs.find((one) => one.name === name)
    if (verb === undefined) throw new Error(`no verb ${name}`)
    return invoke(house.runtime, { verb, caller, input, requestId: 'bench' })
  }
  const owner = await connect({ house, county: county.id }, 'owner')
  const ground = { house, county: county.id, unitId: county.unitId, books: [], owner, call, say }
  const kept = await ids(
    owner,
    'SELECT coop_id AS id FROM ledger_book WHERE county_id = $1',
    county,
  )
  const coops = await ids(owner, 'SELECT id FROM cooperative WHERE county_id = $1', county)
  const missing = coops.filter((id) => !kept.includes(id))
  if (missing.length > 0) {
    const books = missing.map((coopId) => ({ coopId, openedPeriod: 202_001, appliedEarly: true }))
    await call('openBooks', { unitId: county.unitId, books })
  }
  for (const year of Object.values(YEARS)) await call('openYear', { unitId: county.unitId, year })
  // By name: ids differ from load to load, and the generated year goes by the place of a book.
  const coopIds = await ids(
    owner,
    `SELECT b.coop_id AS id FROM ledger_book b JOIN org_unit u ON u.county_id = b.county_id AND u.id = b.coop_id
     WHERE b.county_id = $1 ORDER BY u.name COLLATE "C", b.coop_id`,
    county,
  )
  const made = await parties(ground, coopIds)
  const { rows } = await owner.query<{ coop_id: string; members: string[] }>(
    `SELECT coop_id, array_agg(id ORDER BY member_number) AS members FROM share_holder
     WHERE county_id = $1 GROUP BY coop_id`,
    [county.id],
  )
  const members = new Map(rows.map((row) => [row.coop_id, row.members]))
  const charts = await within(ground, (ctx) => chartsOf(ctx, coopIds as AnyId[]))
  await owner.query('DROP SCHEMA IF EXISTS anchor CASCADE')
  await owner.query(readFileSync(fileURLToPath(new URL('anchor.sql', import.meta.url)), 'utf8'))
  return {
    ...ground,
    books: coopIds.map((coopId, place) => ({
      coopId: coopId as AnyId,
      place,
      members: members.get(coopId) ?? [],
      leaf: leaves(charts.get(coopId as AnyId)),
      supplier: made.get(`${coopId} counterparty`) ?? '',
      project: made.get(`${coopId} project`) ?? '',
    })),
  }
}

async function ids(owner: pg.Client, query: string, county: County): Promise<string[]> {
  const { rows } = await owner.query<{ id: string }>(query, [county.id])
  return rows.map((row) => row.id)
}

async function parties(
  { call, unitId }: Pick<Ground, 'call' | 'unitId'>,
  coopIds: readonly string[],
): Promise<Map<string, string>> {
  const wanted = coopIds.flatMap((coopId) => [
    { coopId, kind: 'counterparty', name: '测速往来单位' },
    { coopId, kind: 'project', name: '测速补助项目' },
  ])
  const answer = (await call('addParties', { unitId, parties: wanted })) as { ids: string[] }
  return new Map(wanted.map(({ coopId, kind }, i) => [`${coopId} ${kind}`, answer.ids[i] ?? '']))
}

function leaves(chart: Chart | undefined): Record<AccountName, string> {
  const leaf = (code: string): string =>
    chart?.accounts.find(
      (one) =>
        one.code.startsWith(code) && !chart.hasChildren(one.code) && !chart.isRetired(one.code),
    )?.code ?? code
  return Object.fromEntries(ACCOUNTS.map((code) => [code, leaf(code)])) as Record<
    AccountName,
    string
  >
}
