import type { AnyId } from '../../../kernel/id.ts'
import { notFound } from '../../../kernel/refusal.ts'
import type { UnitKind } from '../../../kernel/role.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { unitsInside, unitsReached } from '../store/batch.ts'

/**
 * Every unit of a batch lies inside the unit that the call was allowed for, and is of the wanted kind.
 * One that is elsewhere, missing or of another kind gets the one answer: not found.
 */
export async function requireInside(
  ctx: Ctx,
  unitId: AnyId,
  want: { readonly ids: readonly AnyId[]; readonly kind: UnitKind },
): Promise<void> {
  const ids = [...new Set(want.ids)]
  if (ids.length === 0) return
  const inside = await unitsInside(ctx, unitId, ids)
  if (ids.some((id) => inside.get(id) !== want.kind)) throw notFound()
}

/** A village that something moves to must be one that the actor reaches too. */
export async function requireReach(ctx: Ctx, villageId: AnyId | undefined): Promise<void> {
  if (villageId === undefined) return
  if ((await unitsReached(ctx, [villageId])).get(villageId) !== 'village') throw notFound()
}

/** Who wrote a row, as people read it. */
export function writerOf(ctx: Ctx): string {
  switch (ctx.actor.kind) {
    case 'account':
      return ctx.actor.name
    case 'job':
      return ctx.actor.name
    case 'anonymous':
      return ''
  }
}
