import type { DistributionPlan } from '../plan/books.ts'
import type { Batch, Work } from './batch.ts'
import { type Book, yearTradeRow } from './book-rows.ts'
import { idOf } from './ids.ts'

/*
 * The surplus of 2019 on its way to the members: what counts as transaction, quantified shares, the plan, the
 * assembly, the vouchers of month 13 and the payments of 2020. All by the verbs of a real county.
 */

const YEAR = 2019

/** What the distribution counts and the trade ledger does not have trade by trade: before December is closed. */
export async function recordYearTrades(
  { load, desk, keeper }: Work,
  { name }: Batch,
  book: Book,
): Promise<void> {
  const { plan, coopId } = book
  if (plan.yearTrades.length === 0) return
  const { trade } = desk.as(keeper, `${name} ${coopId} year trades`)
  const units = new Map(plan.yearTrades.map(({ product, unit }) => [product, unit]))
  await trade.addProducts({
    coopId,
    products: Array.from(units, ([called, unit]) => ({
      name: called,
      unit,
      validFrom: '2019-01-01',
      // The vouchers of the year hold it already: it counts, and is not booked a second time.
      postedAs: 'none' as const,
    })),
  })
  await trade.recordTrades({ coopId, rows: plan.yearTrades.map(yearTradeRow(load, book)) })
}

interface Divided {
  readonly book: Book
  readonly distribution: DistributionPlan
}

const dividedOf = (books: readonly Book[]): readonly Divided[] =>
  books.flatMap((book) =>
    book.plan.distribution === null ? [] : [{ book, distribution: book.plan.distribution }],
  )

/** From the transfers of the year's end to the distribution in the books; month 13 stays open. */
export async function distribute(
  { desk, keeper, approver }: Work,
  { name, unitId }: Batch,
  books: readonly Book[],
): Promise<void> {
  const label = `${name} distribution`
  const { distribution } = desk.as(keeper, label)
  await distribution.quantifyShares({
    unitId,
    through: `${YEAR}-12-31`,
    coopIds: books.map(({ coopId }) => coopId),
  })
  const divided = dividedOf(books)
  if (divided.length === 0) return
  const coopIds = divided.map(({ book }) => book.coopId)
  await distribution.draftPlans({
    unitId,
    plans: divided.map(({ book: { coopId }, distribution: plan }) => ({
      coopId,
      year: YEAR,
      ...(plan.breach === 'residual_by_contribution'
        ? { document: byContribution(plan) }
        : { terms: termsOf(plan) }),
    })),
  })
  await distribution.computePlans({ unitId, year: YEAR, coopIds })
  await distribution.recordResolutions({ unitId, resolutions: divided.map(resolutionOf) })
  const post = desk.as(approver, label).distribution
  await post.postPlans({ unitId, year: YEAR, coopIds })
}

const termsOf = ({ reserveRate, returnRate, retainRate, basis }: DistributionPlan) => ({
  reserveRate,
  returnRate,
  retainRate,
  basis: { by: basis },
  // The guaranteed return of assistance shares was paid in October, as a cost.
  assistance: false,
})

const title = (zh: string, en: string) => ({ zh, en })

/** The usual plan written out, but for its last step: it leaves the shares of reserve and grants out. */
const byContribution = ({ reserveRate, returnRate, retainRate }: DistributionPlan) => ({
  plan: {
    body: 'cooperative' as const,
    measures: [
      {
        id: 'traded',
        title: title('交易额', 'Trade value'),
        unit: title('元', 'yuan'),
        nature: 'trade' as const,
      },
    ],
    transaction: [{ measure: 'traded', weight: '1/1' }],
    steps: [
      { kind: 'make-up-loss' as const, id: 'loss', title: title('弥补亏损', 'After losses') },
      {
        kind: 'reserve' as const,
        id: 'reserve',
        title: title('提取盈余公积', 'Reserve'),
        amount: { by: 'rate' as const, rate: reserveRate, of: 'after-loss' as const },
        quantifyBy: 'contribution' as const,
      },
      {
        kind: 'allocate' as const,
        id: 'return',
        title: title('按交易额返还', 'Return by trade'),
        class: 'patronage' as const,
        amount: { by: 'rate' as const, rate: returnRate, of: 'distributable' as const },
        to: { kind: 'people' as const, by: { by: 'transaction' as const } },
      },
      ...(retainRate === '0/1'
        ? []
        : [
            {
              kind: 'retain' as const,
              id: 'retain',
              title: title('留存未分配', 'Retained'),
              amount: { by: 'rate' as const, rate: retainRate, of: 'distributable' as const },
            },
          ]),
      {
        kind: 'allocate' as const,
        id: 'residual',
        title: title('剩余盈余按出资额分配', 'The rest by contribution'),
        class: 'capital' as const,
        amount: { by: 'rest' as const },
        to: {
          kind: 'people' as const,
          by: { by: 'account' as const, parts: ['contribution' as const] },
        },
      },
    ],
  },
  sources: { traded: { by: 'value' as const } },
})

const resolutionOf = ({ book: { coopId }, distribution }: Divided) => ({
  coopId,
  year: YEAR,
  // Before the county held its meetings in the product: from the minutes.
  paper: {
    number: '2020年第1号',
    decidedOn: distribution.resolvedOn,
    heads: distribution.heads,
    present: distribution.present,
    votes: distribution.heads,
    inFavour: distribution.present,
    availableFrom: distribution.availableFrom,
    document: '2020年第一次成员大会会议记录',
  },
  ...(distribution.basis === 'value'
    ? {}
    : { review: '章程约定以入社土地面积(出工日)为交易量,成员大会已表决通过该定义' }),
})

/** Pays what a distribution owes, but for those who could not be reached: one call for a batch. */
export async function payOut(
  { load, desk, keeper }: Work,
  { name, unitId }: Batch,
  { books, label }: { readonly books: readonly Book[]; readonly label: string },
): Promise<void> {
  const { distribution } = desk.as(keeper, `${name} ${label}`)
  const payments = []
  for (const { book, distribution: plan } of dividedOf(books)) {
    if (plan.paidOn === null) continue
    const { coopId } = book
    const without = new Set(
      plan.unpaid.map((key) => idOf(load.ids.holders, `${book.plan.coopKey} ${key}`)),
    )
    const common = {
      coopId,
      year: YEAR,
      on: plan.paidOn,
      reference: `银行代发${plan.paidOn.replaceAll('-', '')}`,
    }
    if (without.size === 0) {
      payments.push(common)
      continue
    }
    const { rows } = await distribution.readPayments({ coopId, year: YEAR })
    // By what is due, not by what is open: the same call again when a load goes on.
    const lines = rows.flatMap(({ holderId, due }) =>
      without.has(holderId) ? [] : [{ holderId, amount: due }],
    )
    payments.push({ ...common, lines })
  }
  await distribution.recordPayments({ unitId, payments })
}
