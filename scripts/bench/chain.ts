import { createHash } from 'node:crypto'
import { verifyBooks } from '../../src/modules/ledger/index.ts'
import { type Ground, within } from './ground.ts'
import { spread } from './load.ts'
import { against, interleaved, milliseconds } from './rounds.ts'

const ROUNDS = 3

/** What the bare loop reads: each voucher of the plain tables with its lines as one text, by book. */
const READ = `SELECT e.coop, concat_ws('|', e.month, e.number, e.day, e.note, l.said) AS said
  FROM anchor.got_entry e JOIN (SELECT coop, month, number,
    string_agg(concat_ws(' ', account, member, amount), ',' ORDER BY place) AS said
    FROM anchor.got_line GROUP BY coop, month, number) l USING (coop, month, number)
  ORDER BY e.coop, e.month, e.number`

/** P11, verification: the chains of every book against a bare SHA-256 loop, reading included, per voucher. */
export async function verification(ground: Ground): Promise<void> {
  const { owner, say, county } = ground
  const { rows } = await owner.query<{ vouchers: number; bare: number }>(
    `SELECT (SELECT count(*)::int FROM voucher WHERE county_id = $1) AS vouchers,
      (SELECT count(*)::int FROM anchor.got_entry) AS bare`,
    [county],
  )
  const [{ vouchers, bare }] = rows as [{ vouchers: number; bare: number }]
  let broken = 0
  const made = await interleaved(ROUNDS, {
    product: () =>
      milliseconds(async () => {
        ;({ length: broken } = (await within(ground, verifyBooks)).broken)
      }),
    bare: () =>
      milliseconds(async () => {
        const read = await owner.query<{ coop: number; said: string }>(READ)
        let [coop, head] = [-1, Buffer.alloc(0)]
        for (const row of read.rows) {
          if (row.coop !== coop) [coop, head] = [row.coop, Buffer.alloc(0)]
          head = createHash('sha256').update(head).update(row.said).digest()
        }
      }),
  })
  const each = (ms: readonly number[], count: number) => ms.map((one) => (one * 1000) / count)
  say(
    `P11 verification of the books' chains (${vouchers} vouchers, ${broken} books broken): ` +
      `${against(each(made.product, vouchers), each(made.bare, bare), 1)} × a bare SHA-256 loop with reading, a ` +
      `voucher [at most 10]; ${spread(each(made.product, vouchers), 0)} µs a voucher`,
  )
}
