import { sql } from 'kysely'
import type { AnyId } from '../../../kernel/id.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { amountOf, type DraftVoucher } from '../model/draft.ts'

/** Which of these are in the book, or waiting for it, with the same day, amount and summary; by index. */
export async function similarVouchers(
  ctx: Ctx,
  coopId: AnyId,
  vouchers: readonly DraftVoucher[],
): Promise<Set<number>> {
  const asked = vouchers.map(({ onDate, summary, lines }, i) => ({
    i,
    on: onDate,
    summary,
    amount: amountOf(lines).toString(),
  }))
  const { rows } = await sql<{ i: number }>`
    SELECT DISTINCT x.i FROM jsonb_to_recordset(${JSON.stringify(asked)}::jsonb)
      AS x(i int, "on" date, summary text, amount bigint)
    WHERE EXISTS (SELECT FROM voucher v WHERE v.county_id = ${ctx.county} AND v.coop_id = ${coopId}
        AND v.on_date = x.on AND v.amount_fen = x.amount AND v.summary = x.summary)
      OR EXISTS (SELECT FROM voucher_draft d WHERE d.county_id = ${ctx.county} AND d.coop_id = ${coopId}
        AND d.status IN ('draft', 'submitted', 'returned') AND d.on_date = x.on
        AND d.amount_fen = x.amount AND d.summary = x.summary)`.execute(ctx.tx)
  return new Set(rows.map(({ i }) => i))
}
