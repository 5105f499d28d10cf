import { must } from '../../kernel/assert.ts'
import { text } from '../../kernel/text.ts'
import type { Runtime } from '../../platform/runtime.ts'
import { type DemoAccount, showCoop } from '../accounts.ts'
import type { CoopPlan } from '../model.ts'
import { planBook, shareMoves, wishBooks } from '../plan/books.ts'
import type { VoucherPlan } from '../plan/books/book.ts'
import type { Batch, Work } from './batch.ts'
import { type Book, lineRow, tradeRowOf, voucherRow } from './book-rows.ts'
import { distribute, payOut, recordYearTrades } from './distributions.ts'
import { idOf } from './ids.ts'
import { handInPapers } from './papers.ts'
import { recallHolders } from './registers.ts'
import { withDesk } from './sessions.ts'
import { each, type Load, type Step } from './step.ts'

/*
 * The books, a few co-ops at a time: planned, loaded and forgotten. A batch runs through both years before the
 * next one begins; its calls are those of an account and carry a label, so a load that was cut off repeats them
 * without booking anything twice.
 */

const COOPS_AT_ONCE = 8

export function bookSteps(runtime: Runtime, accounts: readonly DemoAccount[]): readonly Step[] {
  const run = async (load: Load, batches: readonly Batch[]): Promise<void> => {
    if (load.resumed && batches.length > 0) await recallHolders(load)
    const wish = wishBooks(load.plan, showCoop(load.plan).key)
    const names = accounts.map(({ username }) => username).filter((name) => BOOKKEEPERS.test(name))
    await withDesk(runtime, { accounts, names }, async (desk) => {
      const keeper = must(desk.holding('county_agriculture'), 'an account that keeps books')
      const approver = must(desk.holding('finance_centre'), 'an account that approves')
      const work = { load, desk, wish, keeper, approver }
      await each(load, batches, (batch) => loadBatch(work, batch))
    })
  }
  return [
    {
      name: 'first books',
      title: text('首批账目', 'First books'),
      weight: 100,
      run: (load) => run(load, batchesOf(load).slice(0, FIRST_BATCHES)),
    },
    {
      name: 'books',
      title: text('账目', 'Books'),
      weight: 3_000,
      run: (load) => run(load, batchesOf(load).slice(FIRST_BATCHES)),
    },
  ]
}

/** After these the planner of the database learns what books look like, before the many come. */
const FIRST_BATCHES = 1

/** The accounts that prepare, approve and hand in. */
const BOOKKEEPERS = /-(county|bank|town|town2|village|accountant)$/

/** Co-ops of one town together; those whose trades are kept one by one go month by month. */
function batchesOf({ plan, ids }: Load): readonly Batch[] {
  const show = showCoop(plan).key
  const counted = plan.coops.filter((coop) => coop.counted)
  const byTrade = (coop: CoopPlan): boolean => coop.class === 'model' || coop.key === show
  const towns = Map.groupBy(
    counted,
    (coop) => `${coop.villageCode.slice(0, 9)}${byTrade(coop) ? ' trades' : ''}`,
  )
  return [...towns].flatMap(([town, coops]) => {
    const count = Math.ceil(coops.length / COOPS_AT_ONCE)
    return Array.from({ length: count }, (_, i) => ({
      name: `books ${town} ${i + 1}`,
      unitId: idOf(ids.towns, town.slice(0, 9)),
      coops: coops.slice(i * COOPS_AT_ONCE, (i + 1) * COOPS_AT_ONCE),
    }))
  })
}

async function loadBatch(work: Work, batch: Batch): Promise<void> {
  const books = await openBooks(work, batch)
  const first = books.filter(({ plan }) => plan.openedPeriod < 202001)
  await enter(work, batch, { books: first, year: 2019 })
  for (const book of first) await recordYearTrades(work, batch, book)
  await closeThrough(work, batch, { books: first, year: 2019, month: () => 12 })
  await endYear(work, batch, first)
  await enter(work, batch, { books, year: 2020 })
  await closeThrough(work, batch, {
    books,
    year: 2020,
    month: ({ plan }) => plan.closedThrough % 100,
  })
  for (const book of books) await handInPapers(work.load, work.desk, book)
}

async function openBooks(work: Work, { name, unitId, coops }: Batch): Promise<readonly Book[]> {
  const { load, desk, keeper, wish } = work
  const { ledger } = desk.as(keeper, name)
  const plans = coops.map((coop) => planBook(coop, wish))
  const coopIds = plans.map(({ coopKey }) => idOf(load.ids.coops, coopKey))
  // The told one's were opened by its founding.
  const fresh = plans.flatMap(({ coopKey, openedPeriod }, i) =>
    coopKey === load.plan.told
      ? []
      : [{ coopId: coopIds[i] ?? '', openedPeriod, appliedEarly: true }],
  )
  if (fresh.length > 0) await ledger.openBooks({ unitId, books: fresh })
  await ledger.openYear({ unitId, year: 2020, coopIds })
  const parties = plans.flatMap((plan, i) =>
    plan.parties.map(({ kind, name: called, note }) => ({
      coopId: coopIds[i] ?? '',
      kind,
      name: called,
      note,
    })),
  )
  const { ids } = parties.length === 0 ? { ids: [] } : await ledger.addParties({ unitId, parties })
  const partyIds = ids.values()
  const books = plans.map((plan, i): Book => ({
    plan,
    coopId: coopIds[i] ?? '',
    parties: new Map(plan.parties.map(({ key }) => [key, must(partyIds.next().value, key)])),
  }))
  const opened = books.filter(({ plan }) => plan.opening.length > 0)
  if (opened.length > 0) {
    await ledger.enterOpeningBalances({
      unitId,
      books: opened.map((book) => ({
        coopId: book.coopId,
        lines: book.plan.opening.map(lineRow(load, book)),
      })),
    })
  }
  // A call for each co-op: batches of one town must not book one event twice.
  for (const [i, { coopId, plan }] of books.entries()) {
    const coop = must(coops[i], plan.coopKey)
    if (!shareMoves(coop).some(({ on }) => periodOf(on) >= plan.openedPeriod)) continue
    await desk.as(keeper, `${name} ${coopId}`).shares.bookShareEvents({ unitId: coopId })
  }
  return books
}

interface Year {
  readonly books: readonly Book[]
  readonly year: number
}

const SOURCE = '演示账(程序生成)'
const SIGNED = { preparedBy: '演示·记账员', approvedBy: '演示·审核员' } as const

/** The vouchers of a year at once; month by month where trades are posted between them. */
async function enter(work: Work, batch: Batch, { books, year }: Year): Promise<void> {
  const trading = books.some(({ plan }) => plan.trades.length > 0)
  if (!trading) {
    await enterSpan(work, batch, { books, from: `${year}-01-01`, to: `${year}-12-31` })
    return
  }
  if (year === firstYear(books)) await recordTrades(work, batch, books)
  for (let month = 1; month <= (year === 2020 ? 11 : 12); month++) {
    const name = `${year}-${String(month).padStart(2, '0')}`
    await enterSpan(work, batch, { books, from: `${name}-01`, to: `${name}-31` })
    await postTrades(work, batch, { books, period: year * 100 + month })
  }
}

interface Span {
  readonly books: readonly Book[]
  readonly from: string
  readonly to: string
}

/** In the order of the days: the vouchers before the surplus was paid out, its payment, the others. */
async function enterSpan(work: Work, batch: Batch, { books, from, to }: Span): Promise<void> {
  const paidIn = ({ plan }: Book): string | null => {
    const on = plan.distribution?.paidOn ?? null
    return on !== null && on >= from && on <= to ? on : null
  }
  const paying = books.filter((book) => paidIn(book) !== null)
  await importAll(work, batch, {
    books,
    inside: ({ on }, book) => on >= from && on <= (paidIn(book) ?? to),
    label: from,
  })
  if (paying.length === 0) return
  await payOut(work, batch, { books: paying, label: from })
  await importAll(work, batch, {
    books: paying,
    inside: ({ on }, book) => on > (paidIn(book) ?? to) && on <= to,
    label: `${from} paid`,
  })
}

const firstYear = (books: readonly Book[]): number =>
  books.some(({ plan }) => plan.openedPeriod < 202001) ? 2019 : 2020
const periodOf = (day: string): number => Number(day.slice(0, 4)) * 100 + Number(day.slice(5, 7))

async function importAll(
  { load, desk, keeper }: Work,
  { name, unitId }: Batch,
  what: {
    readonly books: readonly Book[]
    readonly inside: (voucher: VoucherPlan, book: Book) => boolean
    readonly label: string
  },
): Promise<void> {
  const vouchers = what.books.flatMap((book) =>
    book.plan.vouchers
      .filter((voucher) => what.inside(voucher, book))
      .map(voucherRow(load, book))
      .map((voucher) => ({ ...voucher, ...SIGNED })),
  )
  if (vouchers.length === 0) return
  const { ledger } = desk.as(keeper, `${name} ${what.label}`)
  await ledger.importVouchers({ unitId, source: SOURCE, vouchers })
}

async function recordTrades(
  { load, desk, keeper }: Work,
  { name }: Batch,
  books: readonly Book[],
): Promise<void> {
  for (const book of books) {
    const { plan, coopId } = book
    if (plan.trades.length === 0) continue
    const { trade } = desk.as(keeper, `${name} ${coopId}`)
    await trade.addProducts({
      coopId,
      products: plan.products.map(({ name: called, unit, cost }) => ({
        name: called,
        unit,
        validFrom: '2019-01-01',
        ...(cost === 0n ? {} : { cost: yuanOf(cost) }),
      })),
    })
    await trade.recordTrades({ coopId, rows: plan.trades.map(tradeRowOf(load, book)) })
  }
}

const yuanOf = (amount: bigint): string =>
  `${amount / 100n}.${String(amount % 100n).padStart(2, '0')}`

async function postTrades(
  { desk, keeper }: Work,
  { name }: Batch,
  { books, period }: { readonly books: readonly Book[]; readonly period: number },
): Promise<void> {
  for (const { plan, coopId } of books) {
    if (!plan.trades.some(({ on }) => periodOf(on) === period)) continue
    const { trade } = desk.as(keeper, `${name} ${coopId} ${period}`)
    await trade.postTrades({ coopId, period })
  }
}

/** Closes month after month, each for the books whose turn it is. */
async function closeThrough(
  { load, desk, keeper }: Work,
  { name, unitId }: Batch,
  { books, year, month }: Year & { readonly month: (book: Book) => number },
): Promise<void> {
  const last = Math.max(-1, ...books.map(month))
  // A book's first year begins with its opening balances; a later one carries the earlier on. The told one's
  // opening was confirmed by its founding.
  const begins = ({ plan }: Book): boolean =>
    Math.floor(plan.openedPeriod / 100) === year && plan.coopKey !== load.plan.told
  for (let i = 0; i <= last; i++) {
    const due = books.filter((book) => month(book) >= i && (i > 0 || begins(book)))
    if (due.length === 0) continue
    const coopIds = due.map(({ coopId }) => coopId)
    const { ledger } = desk.as(keeper, `${name} ${year} ${i}`)
    await ledger.closePeriods({ unitId, period: year * 100 + i, coopIds })
  }
}

/** The transfers of 2019, its distributions and the closing of the year. */
async function endYear(work: Work, batch: Batch, books: readonly Book[]): Promise<void> {
  if (books.length === 0) return
  const { desk, keeper, approver } = work
  const { name, unitId } = batch
  const coopIds = books.map(({ coopId }) => coopId)
  // One account prepares the transfers of the year's end, another approves them.
  const label = `${name} year-end`
  const own = desk.as(keeper, label)
  const { draftIds } = await own.ledger.draftYearEnd({ unitId, year: 2019, coopIds })
  if (draftIds.length > 0) {
    await desk.as(approver, label).ledger.approveDrafts({ unitId, draftIds })
  }
  await distribute(work, batch, books)
  await own.ledger.closePeriods({ unitId, period: 201913, coopIds })
}
