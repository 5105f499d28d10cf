import { sql } from 'kysely'
import type { Ctx } from './ctx.ts'
import { tables } from './db.ts'

interface CounterTables {
  counter: { county_id: number; unit_id: string; kind: string; year: number; value: bigint }
}

/** What is counted: a kind of paper of a unit (or of a process, or '' for the county's own) in a year. */
export interface Counted {
  readonly unitId: string
  readonly kind: string
  readonly year: number
}

/**
 * Takes the next number of a kind, or the next `count` of them. The counter row stays locked until the
 * transaction ends, so numbers have no gaps even when others wait or roll back.
 * @returns the first of them.
 */
export async function takeNumbers(ctx: Ctx, of: Counted, count = 1): Promise<bigint> {
  const { value } = await tables<CounterTables>(ctx.tx)
    .insertInto('counter')
    .values({
      county_id: ctx.county,
      unit_id: of.unitId,
      kind: of.kind,
      year: of.year,
      value: BigInt(count),
    })
    .onConflict((conflict) =>
      conflict
        .columns(['county_id', 'unit_id', 'kind', 'year'])
        .doUpdateSet({ value: sql`counter.value + ${count}` }),
    )
    .returning('value')
    .executeTakeFirstOrThrow()
  return value - BigInt(count) + 1n
}
