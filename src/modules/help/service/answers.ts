import type { AnyId } from '../../../kernel/id.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { inForceBelow } from '../store/helpers.ts'

/** What earlier modules ask under this name: who helps a unit or what lies below it. */
export const HELPERS = 'help.helpers'

interface Helping {
  readonly name: string
  readonly post: string
}

/** Who helps these units today, for whoever must not be judged by their helper (R93, R99-R102). */
export async function helpersAnswer(
  ctx: Ctx,
  unitIds: readonly AnyId[],
): Promise<ReadonlyMap<AnyId, readonly Helping[]>> {
  const answers = new Map<AnyId, readonly Helping[]>()
  for (const unitId of unitIds) {
    const rows = await inForceBelow(ctx, unitId)
    const byHelper = new Map(
      rows.map((row) => [row.helper_id, { name: row.helper_name, post: row.post }]),
    )
    answers.set(unitId, [...byHelper.values()])
  }
  return answers
}
