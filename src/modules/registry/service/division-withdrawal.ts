import type { AnyId } from '../../../kernel/id.ts'
import { notFound, Refusal } from '../../../kernel/refusal.ts'
import { text } from '../../../kernel/text.ts'
import type { Verbs } from '../../../kernel/verb.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { lockFor } from '../../../platform/db.ts'
import { moveUnit, nameUnit } from '../../../platform/unit.ts'
import type { divisionContract } from '../contract/divisions.ts'
import { planWithdrawal, type WithdrawalPlan } from '../rules/division-withdrawal.ts'
import { insertMany } from '../store/batch.ts'
import { namesOf } from '../store/division-reads.ts'
import * as store from '../store/division-withdrawal.ts'
import { writerOf } from './inside.ts'

type DivisionVerbs = Verbs<typeof divisionContract, Ctx>

/**
 * Withdraws an event that was recorded wrongly. The event stays on record with the reason; every tree that
 * is drawn from now on, of whatever day, is without it. Refused with `not_allowed_now` while something
 * later stands on it.
 */
export const withdrawDivisionEvent: DivisionVerbs['withdrawDivisionEvent'] = async (ctx, input) => {
  await lockFor(ctx.tx, `divisions:${ctx.county}`)
  const recorded = await store.recordedEvents(ctx)
  const event = recorded.find((one) => one.id === input.eventId)
  if (event === undefined) throw notFound()
  if (event.withdrawn) throw now('该变更已经撤回。', 'The event has been withdrawn already.')
  const plan = planWithdrawal(event, {
    versions: await store.knownVersions(ctx),
    events: recorded.filter((one) => one.id !== event.id && !one.withdrawn),
    laterList: await store.listSince(ctx, event.recordedAt),
  })
  if (plan.fault !== null) throw new Refusal('not_allowed_now', plan.fault)
  const names = await namesOf(ctx, [...plan.unmade, ...plan.removed])
  const named = (id: AnyId) => ({ id, name: names.get(id) ?? '' })
  await insertMany(ctx, 'division_withdrawal', [
    {
      event_id: event.id,
      reason: input.reason,
      document: input.document ?? '',
      recorded_at: ctx.now,
      recorded_by: writerOf(ctx),
    },
  ])
  await undo(ctx, event, plan)
  const occupied = [...(await store.occupiedUnits(ctx, plan.unmade))][0]
  if (occupied !== undefined) {
    const name = named(occupied).name
    throw now(
      `“${name}”下已登记了人员、户数或合作社等,撤回后它就不存在了,须先把这些改归别的村。`,
      `"${name}" holds people, household counts or co-ops by now; move them elsewhere before it ceases to have been.`,
    )
  }
  ctx.record({
    entity: 'division_event',
    id: event.id,
    before: { kind: event.kind, date: event.date, from: event.from, to: event.to },
    after: { withdrawn: true, reason: input.reason, document: input.document ?? '' },
  })
  ctx.emit('divisions.changed', { withdrawn: event.id })
  return {
    eventId: event.id,
    restored: plan.reopened.map(({ id, shortName }) => ({ id, name: shortName })),
    unmade: plan.unmade.map(named),
  }
}

const now = (zh: string, en: string): Refusal => new Refusal('not_allowed_now', text(zh, en))

/** Takes out what the event began, lets what it ended go on, and hangs the units where they were. */
async function undo(ctx: Ctx, event: store.RecordedEvent, plan: WithdrawalPlan): Promise<void> {
  await store.withdrawVersions(ctx, event.id)
  const ids = plan.reopened.map((version) => version.id)
  await store.reopenVersions(ctx, ids, event.date)
  for (const { id, ...day } of plan.moved) await store.moveStart(ctx, id, day)
  for (const { id, parentId, shortName } of plan.reopened) {
    if (parentId !== null) await moveUnit(ctx, id, parentId)
    await nameUnit(ctx, id, shortName)
  }
}
