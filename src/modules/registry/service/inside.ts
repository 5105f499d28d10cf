import type { LocalDate } from '../../../kernel/date.ts'
import type { AnyId } from '../../../kernel/id.ts'
import { badInput, notFound, Refusal } from '../../../kernel/refusal.ts'
import type { UnitKind } from '../../../kernel/role.ts'
import { text } from '../../../kernel/text.ts'
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

/** Facts that count from a day are entered in order of time, none of them in the future. */
export function requireInOrder(ctx: Ctx, at: { from: LocalDate; since: LocalDate }): void {
  if (at.from > ctx.today) {
    throw badInput([
      { path: '$.from', text: text('日期不能在今天之后', 'the date lies in the future') },
    ])
  }
  if (at.from >= at.since) return
  throw new Refusal(
    'conflict',
    text(
      `现登记事项自 ${at.since} 起有效,变更须按时间先后登记。`,
      `The present facts count since ${at.since}; changes are entered in order of time.`,
    ),
  )
}
