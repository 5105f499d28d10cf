import { randomUUID } from 'node:crypto'
import { smallCounty, loadDemo } from '../../src/demo/index.ts'
import { openHouse } from '../../src/house.ts'
import { inCounty } from '../../src/platform/db.ts'
import { readConfig } from '../../src/platform/config.ts'
import { invoke } from '../../src/platform/invoke.ts'
import { sql } from 'kysely'

/*
 * A process that posts vouchers as fast as it can and says which ones were acknowledged, to be killed by
 * the test. `prepare` makes a county with a book, `post N FROM` posts N vouchers by eight clients at once,
 * `count` prints what is in the books.
 */

const [command = '', many = '0', from = '0'] = process.argv.slice(2)
const YEAR = 2022
const CLIENTS = 8
const house = await openHouse(readConfig(process.env), { attach: false, onStep: () => undefined })
const { runtime, database } = house
if (command === 'prepare') {
  const county = smallCounty()
  const quiet = () => undefined
  await loadDemo(runtime, { owner: house.postgres.owner, county, onProgress: quiet })
}
const { rows: counties } = await database.pool.query<{ county_id: number }>(
  'SELECT county_id FROM county WHERE county_id > 0 LIMIT 1',
)
const county = counties[0]?.county_id ?? 0

const call = async (name: string, input: unknown): Promise<unknown> => {
  const verb = runtime.verbs.find((one) => one.name === name)
  if (verb === undefined) throw new Error(`no verb ${name}`)
  const caller = { kind: 'job', county, name: 'poster' } as const
  return invoke(runtime, { verb, caller, input, requestId: randomUUID() })
}
const one = <T>(text: ReturnType<typeof sql<T>>) =>
  inCounty(database, county, async (tx) => (await text.execute(tx)).rows[0] as T)
const { id: coopId } = await one(
  sql<{ id: string }>`SELECT id FROM cooperative WHERE county_id = ${county} ORDER BY id LIMIT 1`,
)

if (command === 'prepare') {
  const { open } = await one(
    sql<{
      open: boolean
    }>`SELECT EXISTS (SELECT FROM ledger_book WHERE coop_id = ${coopId}) AS open`,
  )
  if (!open) {
    await call('openBooks', {
      unitId: coopId,
      books: [{ coopId, openedPeriod: YEAR * 100 + 1, appliedEarly: true }],
    })
  }
  await call('openYear', { unitId: coopId, year: YEAR, coopIds: [coopId] })
  process.stdout.write('ready\n')
} else if (command === 'post') {
  let next = Number(from)
  const end = next + Number(many)
  const client = async (): Promise<void> => {
    for (let i = next++; i < end; i = next++) {
      await call('importVouchers', {
        unitId: coopId,
        source: 'poster',
        vouchers: [
          {
            coopId,
            onDate: `${YEAR}-05-05`,
            summary: `第${i}张`,
            lines: [
              { account: '102', debit: `${i + 1}` },
              { account: '502', credit: `${i + 1}`, item: 'other' },
            ],
            preparedBy: '甲',
            approvedBy: '乙',
          },
        ],
      })
      process.stdout.write(`done ${i}\n`)
    }
  }
  await Promise.all(Array.from({ length: CLIENTS }, client))
} else {
  const found = await one(sql<{
    summaries: string[]
    highest: number
    drift: number
    lost: number
  }>`
    SELECT coalesce(array_agg(summary ORDER BY number), '{}') AS summaries,
      coalesce(max(number), 0)::int AS highest,
      (SELECT count(*)::int FROM (
        SELECT account, period, sum(debit_fen) d, sum(credit_fen) c FROM voucher_line
          WHERE coop_id = ${coopId} GROUP BY 1, 2
        EXCEPT SELECT account, period, debit_fen, credit_fen FROM ledger_balance WHERE coop_id = ${coopId}) x)
        AS drift,
      (SELECT count(*)::int FROM voucher v WHERE v.coop_id = ${coopId} AND (SELECT sum(debit_fen - credit_fen)
        FROM voucher_line l WHERE l.voucher_id = v.id) IS DISTINCT FROM 0) AS lost
    FROM voucher WHERE coop_id = ${coopId} AND period = ${YEAR * 100 + 5} AND kind = 'general'`)
  const { broken } = await one(
    sql<{ broken: number | null }>`SELECT ledger_broken_at(${coopId}, ${YEAR}) AS broken`,
  )
  process.stdout.write(`${JSON.stringify({ ...found, broken })}\n`)
}
await house.close()
