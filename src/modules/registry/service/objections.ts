import { must } from '../../../kernel/assert.ts'
import type { AnyId } from '../../../kernel/id.ts'
import { badInput, notFound, Refusal } from '../../../kernel/refusal.ts'
import { text } from '../../../kernel/text.ts'
import type { Verbs } from '../../../kernel/verb.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import type { peopleContract } from '../contract/people.ts'
import { insertMany } from '../store/batch.ts'
import * as store from '../store/party.ts'
import { groupOf, groupsOut } from './party.ts'

type People = Verbs<typeof peopleContract, Ctx>

/** Somebody says that the persons of a group are not linked. */
export const objectToLinkedGroup: People['objectToLinkedGroup'] = async (ctx, input) => {
  const group = await groupOf(ctx, input)
  if (group.valid_to !== null) throw ended()
  if (input.raisedOn > ctx.today || input.raisedOn < group.valid_from) {
    throw badInput([
      {
        path: '$.raisedOn',
        text: text(
          '异议日期须在登记之后、今天之前',
          'must lie after the group began and not in the future',
        ),
      },
    ])
  }
  const id = ctx.newId()
  await insertMany(ctx, 'linked_group_objection', [
    {
      id,
      group_id: group.id,
      raised_by: input.raisedBy,
      raised_on: input.raisedOn,
      grounds: input.grounds,
      decided_on: null,
      decision: null,
      reason: null,
      recorded_at: ctx.now,
    },
  ])
  ctx.record({ entity: 'linked_group', id: group.id, after: { objection: id, ...input } })
  return { id }
}

/** The persons are linked no longer: a marriage, an agreement or an employment ended. */
export const endLinkedGroup: People['endLinkedGroup'] = async (ctx, input) => {
  const group = await groupOf(ctx, input)
  if (group.valid_to !== null) throw ended()
  if (input.on > ctx.today || input.on < group.valid_from) {
    throw badInput([
      {
        path: '$.on',
        text: text('终止日须在登记之后、今天之前', 'must lie after the group began and not ahead'),
      },
    ])
  }
  await store.endGroup(ctx, group.id, input.on)
  ctx.record({
    entity: 'linked_group',
    id: group.id,
    before: { validTo: null },
    after: { validTo: input.on, reason: input.reason },
  })
  return { group: await changedGroup(ctx, group.id) }
}

const ended = () =>
  new Refusal('not_allowed_now', text('该关联人组已失效。', 'The group has ended.'))

/** A group as it is after the change, which later modules are told of. */
async function changedGroup(ctx: Ctx, groupId: AnyId) {
  const group = must(await store.groupById(ctx, groupId), 'the group')
  const [out] = await groupsOut(ctx, [group])
  const shown = must(out, 'the group')
  ctx.emit('linked_groups.changed', { personIds: shown.members.map(({ id }) => id) })
  return shown
}

/** The county decides; an upheld objection ends the group on the day of the decision. */
export const decideObjection: People['decideObjection'] = async (ctx, input) => {
  const objection = await store.objectionById(ctx, input.objectionId)
  if (objection === null) throw notFound()
  if (objection.decision !== null)
    throw new Refusal('not_allowed_now', text('该异议已处理。', 'The objection was decided.'))
  if (input.decidedOn < objection.raised_on || input.decidedOn > ctx.today) {
    throw badInput([
      {
        path: '$.decidedOn',
        text: text(
          '处理日期须在提出之后、今天之前',
          'must lie after the objection and not in the future',
        ),
      },
    ])
  }
  await store.saveDecision(ctx, objection.id, {
    decision: input.decision,
    decided_on: input.decidedOn,
    reason: input.reason,
  })
  if (input.decision === 'upheld') await store.endGroup(ctx, objection.group_id, input.decidedOn)
  ctx.record({
    entity: 'linked_group',
    id: objection.group_id,
    before: { objection: objection.id, decision: null },
    after: { decision: input.decision, on: input.decidedOn, reason: input.reason },
  })
  return { group: await changedGroup(ctx, objection.group_id) }
}
