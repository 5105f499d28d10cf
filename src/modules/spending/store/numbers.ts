import { sql } from 'kysely'
import { yearOf } from '../../../kernel/date.ts'
import type { AnyId } from '../../../kernel/id.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { spendingTables } from '../store.ts'

/** The next number of a co-op's requests or contracts in this year: no gaps, whoever rolls back. */
export async function nextNumber(
  ctx: Ctx,
  coopId: AnyId,
  kind: 'spending' | 'contract',
): Promise<{ readonly year: number; readonly number: bigint }> {
  const year = yearOf(ctx.today)
  const { value } = await spendingTables(ctx.tx)
    .insertInto('counter')
    .values({ county_id: ctx.county, unit_id: coopId, kind, year, value: 1n })
    .onConflict((conflict) =>
      conflict
        .columns(['county_id', 'unit_id', 'kind', 'year'])
        .doUpdateSet({ value: sql`counter.value + 1` }),
    )
    .returning('value')
    .executeTakeFirstOrThrow()
  return { year, number: value }
}

/** As people write it: 支〔2020〕3号, 合〔2020〕1号. */
export const sayNumber = (
  word: '支' | '合',
  { year, number }: { readonly year: number; readonly number: bigint },
): string => `${word}〔${year}〕${number}号`
