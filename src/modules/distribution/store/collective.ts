import { sql } from 'kysely'
import type { AnyId } from '../../../kernel/id.ts'
import { actorName } from '../../../platform/actor.ts'
import type { Ctx } from '../../../platform/ctx.ts'

export interface CollectivePlanRow {
  readonly id: AnyId
  readonly planId: AnyId
  readonly holderId: AnyId
  readonly amount: bigint
  readonly document: unknown
  readonly inputs: unknown
  readonly resolution: string
  readonly recordedAt: string
  readonly recordedBy: string
}

export async function insertCollectivePlan(
  ctx: Ctx,
  one: Omit<CollectivePlanRow, 'document' | 'inputs' | 'recordedAt' | 'recordedBy'> & {
    readonly coopId: AnyId
    readonly document: string
    readonly inputs: string
  },
): Promise<void> {
  await sql`INSERT INTO collective_plan (county_id, id, coop_id, plan_id, holder_id, amount_fen, document, inputs,
      resolution, recorded_at, recorded_by)
    VALUES (${ctx.county}, ${one.id}, ${one.coopId}, ${one.planId}, ${one.holderId}, ${one.amount},
      ${one.document}::jsonb, ${one.inputs}::jsonb, ${one.resolution}, ${ctx.now}, ${actorName(ctx)})`.execute(
    ctx.tx,
  )
}

/** The last that was recorded for a plan. */
export async function collectivePlanOf(ctx: Ctx, planId: AnyId): Promise<CollectivePlanRow | null> {
  const { rows } =
    await sql<CollectivePlanRow>`SELECT id, plan_id AS "planId", holder_id AS "holderId",
      amount_fen AS amount, document, inputs, resolution, recorded_at AS "recordedAt", recorded_by AS "recordedBy"
    FROM collective_plan WHERE county_id = ${ctx.county} AND plan_id = ${planId}
    ORDER BY recorded_at DESC, id DESC LIMIT 1`.execute(ctx.tx)
  return rows[0] ?? null
}
