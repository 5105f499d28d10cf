import { yearOf } from '../../../kernel/date.ts'
import type { AnyId } from '../../../kernel/id.ts'
import { takeNumbers } from '../../../platform/counter.ts'
import type { Ctx } from '../../../platform/ctx.ts'

/** The next number of a co-op's requests or contracts in this year: no gaps, whoever rolls back. */
export async function nextNumber(
  ctx: Ctx,
  coopId: AnyId,
  kind: 'spending' | 'contract',
): Promise<{ readonly year: number; readonly number: bigint }> {
  const year = yearOf(ctx.today)
  return { year, number: await takeNumbers(ctx, { unitId: coopId, kind, year }) }
}

/** As people write it: 支〔2020〕3号, 合〔2020〕1号. */
export const sayNumber = (
  word: '支' | '合',
  { year, number }: { readonly year: number; readonly number: bigint },
): string => `${word}〔${year}〕${number}号`
