import { asInput, bookYear, fingerprint, two, type YearVoucher } from './book-year.ts'
import { copyIn } from './copy.ts'
import { type Ground, settled, YEARS } from './ground.ts'
import { spread } from './load.ts'
import { against, interleaved, milliseconds } from './rounds.ts'
import { BOOK_TABLES, sizeOf, TRAIL_TABLES } from './size.ts'

/* P5: a county-year of vouchers through the door for books kept elsewhere, against plain COPY. */

const ROUNDS = 3
/** Vouchers a call. */
const CALL = 5_000

/** The vouchers in calls of `importVouchers`, each made when the one before is in. */
export async function take(
  { call, unitId }: Pick<Ground, 'call' | 'unitId'>,
  vouchers: Iterable<YearVoucher>,
  { year, atOnce = CALL }: { readonly year: number; readonly atOnce?: number },
): Promise<void> {
  let waiting: ReturnType<typeof asInput>[] = []
  const send = (): Promise<unknown> =>
    call('importVouchers', { unitId, source: 'bench', vouchers: waiting })
  for (const voucher of vouchers) {
    waiting.push(asInput(voucher, year))
    if (waiting.length < atOnce) continue
    await send()
    waiting = []
  }
  if (waiting.length > 0) await send()
}

/** The same vouchers as two tables of text, numbered by month. */
function asCopy(vouchers: Iterable<YearVoucher>, year: number): { entries: Buffer; lines: Buffer } {
  const [entries, lines]: [string[], string[]] = [[], []]
  const last = new Map<string, number>()
  for (const { book, month, day, summary, lines: own } of vouchers) {
    const head = `${book.place}\t${year * 100 + month}`
    const number = (last.get(head) ?? 0) + 1
    last.set(head, number)
    entries.push(`${head}\t${number}\t${year}-${two(month)}-${two(day)}\t${summary}\t\\\\x\n`)
    own.forEach(({ account, amount, member }, i) =>
      lines.push(`${head}\t${number}\t${i + 1}\t${account}\t${member ?? 0}\t${amount}\n`),
    )
  }
  return { entries: Buffer.from(entries.join('')), lines: Buffer.from(lines.join('')) }
}

/** Plain tables, then their keys, the monthly sums and the heads: what a load without any rule costs. */
async function copyAll({ owner }: Ground, files: ReturnType<typeof asCopy>): Promise<void> {
  await owner.query(
    ['entry', 'line', 'sums', 'head']
      .map(
        (name) => `DROP TABLE IF EXISTS anchor.got_${name};
        CREATE TABLE anchor.got_${name} (LIKE anchor.${name})`,
      )
      .join(';'),
  )
  await copyIn(owner, 'COPY anchor.got_entry FROM STDIN', files.entries)
  await copyIn(owner, 'COPY anchor.got_line FROM STDIN', files.lines)
  await owner.query(`
    ALTER TABLE anchor.got_entry ADD PRIMARY KEY (coop, month, number);
    ALTER TABLE anchor.got_line ADD PRIMARY KEY (coop, month, number, place);
    INSERT INTO anchor.got_sums SELECT coop, account, month, sum(greatest(amount, 0)), sum(greatest(-amount, 0))
      FROM anchor.got_line GROUP BY coop, account, month;
    ALTER TABLE anchor.got_sums ADD PRIMARY KEY (coop, account, month);
    INSERT INTO anchor.got_head SELECT coop, month, max(number), '' FROM anchor.got_entry GROUP BY coop, month;
    ALTER TABLE anchor.got_head ADD PRIMARY KEY (coop, month)`)
}

/** P5, and the part of P14 that vouchers taken in batches take. */
export async function takeCountyYear(ground: Ground): Promise<void> {
  const { books, say, owner } = ground
  const year = YEARS.taken
  const part = (round: number): Iterable<YearVoucher> =>
    bookYear(
      books.filter(({ place }) => place % ROUNDS === round),
      books.length,
    )
  const print = fingerprint(bookYear(books, books.length))
  const tables = [...BOOK_TABLES, ...TRAIL_TABLES]
  await settled(ground)
  const before = await sizeOf(ground, tables)
  const made = await interleaved(ROUNDS, {
    product: (round) => milliseconds(() => take(ground, part(round), { year })),
    anchor: (round) => {
      const files = asCopy(part(round), year)
      return milliseconds(() => copyAll(ground, files))
    },
  })
  await settled(ground)
  const after = await sizeOf(ground, tables)
  const bytes = (of: readonly string[]): number =>
    of.reduce((sum, name) => sum + (after.get(name) ?? 0) - (before.get(name) ?? 0), 0) /
    print.count
  const whole = made.product.reduce((sum, ms) => sum + ms, 0) / 1000
  say(
    `P5 import of a county-year, ${print.count} vouchers, ${print.lines} lines (${print.hash}): ` +
      `${against(made.product, made.anchor, 1)} × COPY with keys and sums [at most 4]; ` +
      `${whole.toFixed(1)} s in all, anchor ${spread(made.anchor, 0)} ms a third`,
  )
  say(
    `P14 bytes a voucher taken in batches (${print.count}): ${bytes(BOOK_TABLES).toFixed(0)} in the books ` +
      `+ ${bytes(TRAIL_TABLES).toFixed(0)} in the audit trail [both at most 1560: 4 × 390]`,
  )
  // What the server's own daemon would do within a minute.
  await owner.query('VACUUM ANALYZE voucher, voucher_line, ledger_balance')
}
