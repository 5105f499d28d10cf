import { balancesAt, closedBalances } from '../../src/modules/ledger/index.ts'
import type { AnyId } from '../../src/kernel/id.ts'
import { balanceSheet } from '../../src/modules/statements/rules/balance-sheet.ts'
import { type Ground, within, YEARS } from './ground.ts'
import { spread } from './load.ts'
import { against, interleaved, milliseconds } from './rounds.ts'

/* P6 and P8: what reports cost beside the plainest statement over monthly sums, and as the years grow. */

const ROUNDS = 7
const END = YEARS.taken * 100 + 13
const OPENING = YEARS.taken * 100

/** The product's monthly sums in narrow columns: the same data without tenants, ids and texts. */
const NARROW = `
  CREATE TABLE anchor.monthly AS
    SELECT (dense_rank() OVER (ORDER BY coop_id) - 1)::integer AS coop, account::integer AS account,
      left(account, 3)::smallint AS top, period AS month, debit_fen AS debit, credit_fen AS credit
    FROM ledger_balance WHERE county_id = $COUNTY;
  ALTER TABLE anchor.monthly ADD PRIMARY KEY (coop, account, month)`

const ONE = `SELECT account, sum(debit) AS debit, sum(credit) AS credit FROM anchor.monthly
  WHERE coop = $1 AND month <= $2 GROUP BY account ORDER BY account`
const ALL = `SELECT coop, account, sum(debit) AS debit, sum(credit) AS credit FROM anchor.monthly
  WHERE month <= $1 GROUP BY coop, account ORDER BY coop, account`
const SHEETS = `SELECT coop, CASE WHEN top >= 500 THEN 331 ELSE top END AS row,
    sum(debit - credit) AS closing, sum(debit - credit) FILTER (WHERE month <= $2) AS opening
  FROM anchor.monthly WHERE month <= $1 GROUP BY 1, 2 ORDER BY 1, 2`

const times = (count: number, once: (i: number) => Promise<unknown>): Promise<number> =>
  milliseconds(async () => {
    for (let i = 0; i < count; i++) await once(i)
  })

/** P6: trial balance of one co-op and of all, balance sheet of all, from the books as they are now. */
export async function reports(ground: Ground): Promise<void> {
  const { owner, books, say } = ground
  await owner.query(NARROW.replace('$COUNTY', String(ground.county)))
  await owner.query('VACUUM ANALYZE anchor.monthly')
  // In the order of the narrow rows, so that both read the same book.
  const coopIds = books.map(({ coopId }) => coopId).toSorted()
  const one = (i: number): AnyId[] => coopIds.slice((i * 7) % coopIds.length).slice(0, 1)
  await within(ground, async (ctx) => {
    const single = await interleaved(ROUNDS, {
      product: () => times(40, (i) => balancesAt(ctx, one(i), END)),
      plain: () => times(40, (i) => owner.query(ONE, [(i * 7) % coopIds.length, END])),
    })
    say(
      `P6 trial balance of one co-op: ${against(single.product, single.plain)} × plain SQL over monthly sums [at most 3]; ${spread(single.product.map((ms) => ms / 40))} ms`,
    )
    const all = await interleaved(ROUNDS, {
      product: () => milliseconds(() => balancesAt(ctx, coopIds, END)),
      plain: () => milliseconds(() => owner.query(ALL, [END])),
    })
    say(
      `P6 trial balance of all ${coopIds.length}: ${against(all.product, all.plain)} × [at most 2]; ${spread(all.product, 1)} ms`,
    )
    const sheets = await interleaved(ROUNDS, {
      product: () =>
        milliseconds(async () => {
          const opening = await balancesAt(ctx, coopIds, OPENING)
          const closing = await balancesAt(ctx, coopIds, END)
          return coopIds.map((id) =>
            balanceSheet({ opening: opening.get(id) ?? [], closing: closing.get(id) ?? [] }),
          )
        }),
      plain: () => milliseconds(() => owner.query(SHEETS, [END, OPENING])),
    })
    say(
      `P6 balance sheet of all, both columns: ${against(sheets.product, sheets.plain)} × [at most 2]; ${spread(sheets.product, 1)} ms`,
    )
  })
}

/** Closings of a year from its sums, in the order of the periods as month ends write them. */
const CLOSE = `INSERT INTO ledger_closing
  SELECT county_id, p, coop_id, account, greatest(net, 0), greatest(-net, 0), debit, credit FROM (
    SELECT b.county_id, p, b.coop_id, b.account, sum(b.debit_fen - b.credit_fen)::bigint AS net,
      sum(b.debit_fen)::bigint AS debit, sum(b.credit_fen)::bigint AS credit
    FROM generate_series($2::int, $2::int + 13) p JOIN ledger_balance b
      ON b.county_id = $1 AND b.period BETWEEN $2 AND p GROUP BY 1, 2, 3, 4) x
  WHERE p % 100 > 0 ORDER BY p, coop_id, account`
const COPY_CLOSING = `INSERT INTO ledger_closing
  SELECT county_id, period + $2::int, coop_id, account, debit_side_fen, credit_side_fen, year_debit_fen,
    year_credit_fen FROM ledger_closing
  WHERE county_id = $1 AND period BETWEEN $3::int AND $3::int + 13 ORDER BY period, coop_id, account`
const COPY_SUMS = `INSERT INTO ledger_balance
  SELECT county_id, coop_id, account, period + $2::int, debit_fen, credit_fen FROM ledger_balance
  WHERE county_id = $1 AND period BETWEEN $3::int AND $3::int + 13`

/**
 * P8: the county's roll-up of the same year, with nothing behind it but what it compares with, and with ten years. The history is written directly as the owner, closings and sums only: the year itself
 * stays as it is, and no measure after this one reads balances.
 */
export async function history(ground: Ground): Promise<void> {
  const { owner, county, books, say, call, unitId } = ground
  const first = YEARS.taken * 100
  const coopIds = books.map(({ coopId }) => coopId)
  const rollUp = (): Promise<unknown> =>
    call('readRollUp', { unitId, form: '01', period: String(YEARS.taken), basis: 'closed' })
  const measure = () =>
    within(ground, (ctx) =>
      interleaved(ROUNDS, {
        snapshot: () =>
          milliseconds(async () => {
            const found = await closedBalances(ctx, coopIds, END)
            const county_ = new Map<string, bigint>()
            for (const { balances } of found.values()) {
              for (const { account, net } of balances) {
                county_.set(account, (county_.get(account) ?? 0n) + net)
              }
            }
            return county_
          }),
        statement: () => milliseconds(rollUp),
        sums: () => milliseconds(() => balancesAt(ctx, coopIds, END)),
      }),
    )
  await owner.query(CLOSE, [county, first])
  // The statement compares with the year before, and that one opens with the end of its own.
  for (const back of [1, 2]) await owner.query(COPY_CLOSING, [county, -100 * back, first])
  await owner.query(
    `UPDATE ledger_year SET closed_through = 13 WHERE county_id = $1 AND year = $2`,
    [county, YEARS.taken],
  )
  await owner.query('VACUUM ANALYZE ledger_closing, ledger_balance')
  const short = await measure()
  for (let back = 3; back <= 9; back++)
    await owner.query(COPY_CLOSING, [county, -100 * back, first])
  for (let back = 1; back <= 8; back++) await owner.query(COPY_SUMS, [county, -100 * back, first])
  await owner.query('VACUUM ANALYZE ledger_closing, ledger_balance')
  const long = await measure()
  say(
    `P8 county roll-up, ten years of closings against one: ${against(long.snapshot, short.snapshot)} × from the closings [at most 1.3]; ${spread(long.snapshot, 1)} ms`,
  )
  say(
    `  the roll-up of 会农社01表 as a verb: ${against(long.statement, short.statement)} × ; ${spread(long.statement, 0)} ms; from the sums, for comparison: ${against(long.sums, short.sums)} ×`,
  )
}
