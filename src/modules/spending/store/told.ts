import { sql } from 'kysely'
import type { AnyId } from '../../../kernel/id.ts'
import type { Ctx } from '../../../platform/ctx.ts'

/** Of which contracts it was told before that they end, and at which stages: as `contractId stage expiresOn`. */
export async function toldExpiries(ctx: Ctx, topic: string): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ contract: AnyId; stage: string; day: string }>`
    SELECT payload ->> 'contractId' AS contract, payload ->> 'stage' AS stage, payload ->> 'expiresOn' AS day
    FROM outbox WHERE county_id = ${ctx.county} AND topic = ${topic}`.execute(ctx.tx)
  return new Set(rows.map(({ contract, stage, day }) => `${contract} ${stage} ${day}`))
}
