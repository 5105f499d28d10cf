import type { z } from 'zod'
import type { AnyId } from '../../../kernel/id.ts'
import { type Fen, fen, sumFen } from '../../../kernel/money.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { balancesAt, type BookLine, bookLines } from '../../ledger/index.ts'
import { measuresSchema, termsSchema } from '../contract/forms.ts'
import {
  amountOf,
  capOf,
  type LinkedLine,
  ROLE_ACCOUNTS,
  sayThousandths,
  sumRole,
  thousandths,
  yieldOf,
} from '../rules/forms.ts'
import { type ListedBusiness, linksOf, recordsOf } from '../store/forms.ts'
import type { BusinessLineRow, BusinessRecordRow } from '../store.ts'
import { sumsOf } from './candidates.ts'
import { rulesInForce } from './rules.ts'

/* Businesses with what the books and the records say of them. */

export type Terms = z.output<typeof termsSchema>
export type Measures = z.output<typeof measuresSchema>

/** A link to a line of the books, with what stands there. */
export interface Linked extends LinkedLine {
  readonly row: BusinessLineRow
  readonly booked: BookLine
}

export interface LoadedBusiness {
  readonly row: ListedBusiness
  readonly terms: Terms
  readonly records: readonly BusinessRecordRow[]
  readonly lines: readonly Linked[]
}

export const lineKey = (voucherId: AnyId, line: number): string => `${voucherId} ${line}`
export const accountsOfRoles = [...new Set(Object.values(ROLE_ACCOUNTS).flat())]
const EVER = { from: 0, to: 999_913 } as const

/** Businesses with their records and the lines of the books that are theirs. */
export async function loadBusinesses(
  ctx: Ctx,
  rows: readonly ListedBusiness[],
): Promise<LoadedBusiness[]> {
  const records = Map.groupBy(
    await recordsOf(
      ctx,
      rows.map(({ id }) => id),
    ),
    (row) => row.business_id,
  )
  const links = await linksOf(ctx, [...new Set(rows.map(({ coop_id: coop }) => coop))])
  const coopIds = [...new Set(links.map(({ coop_id: coop }) => coop))]
  const booked = new Map<string, BookLine>()
  if (coopIds.length > 0) {
    for (const line of await bookLines(ctx, { coopIds, accounts: accountsOfRoles, ...EVER })) {
      booked.set(lineKey(line.voucherId, line.line), line)
    }
  }
  return rows.map((row) => ({
    row,
    terms: termsSchema.parse(row.terms),
    records: records.get(row.id) ?? [],
    lines: links.flatMap((link): Linked[] => {
      const line = booked.get(lineKey(link.voucher_id, link.line))
      if (link.business_id !== row.id || line === undefined) return []
      const { role, sector, phase } = link
      return [
        { role, sector, phase, debit: line.debit, credit: line.credit, row: link, booked: line },
      ]
    }),
  }))
}

/** Records that were not taken back, in the measures of their form. */
const standing = (of: LoadedBusiness): Measures[] =>
  of.records
    .filter(({ withdrawn_on: withdrawn }) => withdrawn === null)
    .map(({ measures }) => measuresSchema.parse(measures))

export function totalsOf(of: LoadedBusiness) {
  let [visitors, bookings] = [0, 0]
  let [volume, input, output, announced] = [0n, 0n, 0n, 0n]
  for (const measures of standing(of)) {
    if (measures.form === 'tourism') {
      visitors += measures.visitors
      bookings += measures.bookings
    } else if (measures.form === 'logistics') {
      volume += thousandths(measures.volume)
    } else if (measures.form === 'processing') {
      input += thousandths(measures.input)
      output += thousandths(measures.output)
    } else if (measures.form === 'stake') {
      announced += measures.announced
    }
  }
  return {
    visitors,
    bookings,
    volume: sayThousandths(volume),
    announced: fen(announced),
    input: sayThousandths(input),
    output: sayThousandths(output),
    yield: yieldOf(input, output),
  }
}

export const sumsOfLines = (lines: readonly LinkedLine[]) => ({
  income: sumRole(lines, 'income'),
  cost: sumRole(lines, 'cost'),
  investment: sumRole(lines, 'investment'),
  dividend: sumRole(lines, 'dividend'),
})

export const businessOut = (of: LoadedBusiness) => {
  const sums = sumsOfLines(of.lines)
  return {
    businessId: of.row.id,
    coop: { id: of.row.coop_id, name: of.row.coop_name },
    town: of.row.town_name,
    form: of.row.form,
    name: of.row.name,
    startedOn: of.row.started_on,
    endedOn: of.row.ended_on,
    terms: of.terms,
    sums,
    totals: totalsOf(of),
    added: fen(sums.income - sums.cost),
  }
}

export const lineOut = ({ row, booked, ...linked }: Linked) => ({
  voucherId: row.voucher_id,
  line: row.line,
  period: booked.period,
  on: booked.onDate as never,
  account: booked.account,
  summary: booked.summary ?? '',
  role: row.role,
  sector: row.sector,
  phase: row.phase,
  amount: amountOf(linked),
})

/**
 * What all stakes of a co-op come to: what was resolved, or what the books hold on 对外投资 (131) where that is more;
 * beside it the county's cap.
 */
export async function stakesOf(
  ctx: Ctx,
  coopId: AnyId,
  planned: readonly bigint[],
): Promise<{ readonly used: Fen; readonly limit: Fen }> {
  const { used, paid } = await stakeBasis(ctx, coopId, planned)
  const { rules } = await rulesInForce(ctx)
  return { used, limit: capOf(paid, rules.stakeCap) }
}

/** What the cap is laid against: the stakes of a co-op, and what was paid in. */
export async function stakeBasis(
  ctx: Ctx,
  coopId: AnyId,
  planned: readonly bigint[],
): Promise<{ readonly used: Fen; readonly paid: bigint }> {
  const paid = (await sumsOf(ctx, [coopId])).get(coopId)?.paid ?? 0n
  const balances = (await balancesAt(ctx, [coopId], EVER.to)).get(coopId) ?? []
  const held = sumFen(
    balances.filter(({ account }) => account.startsWith('131')).map(({ net }) => net),
  )
  const resolved = sumFen(planned)
  return { used: held > resolved ? held : resolved, paid }
}
