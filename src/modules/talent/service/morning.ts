import { z } from 'zod'
import type { Id } from '../../../kernel/id.ts'
import type { Role } from '../../../kernel/role.ts'
import { day, id } from '../../../kernel/schema.ts'
import { text } from '../../../kernel/text.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { ancestorsOf } from '../../../platform/unit.ts'
import { colleaguesAt } from '../../identity/index.ts'
import { tell } from '../../messages/index.ts'
import { promiseState } from '../rules/promises.ts'
import { standingOf } from '../rules/postings.ts'
import { lateTasks, postingRows } from '../store/postings.ts'
import { pastPromises } from '../store/promises.ts'
import { rulesOn } from './ground.ts'
import { factsOf, sayPromise } from './present.ts'

/*
 * What waits reaches the people who have to see to it. Messages may go out on paper and by short message: none says
 * who is a Party member.
 */

/** Who holds one of these roles at the unit or above it. */
async function holding(ctx: Ctx, unitId: string, roles: readonly Role[]) {
  const units = (await ancestorsOf(ctx.tx, unitId as Id<'unit'>)) ?? []
  return (await colleaguesAt(ctx, units)).filter(({ role }) => roles.includes(role))
}

async function tellLatePromises(ctx: Ctx): Promise<void> {
  for (const row of await pastPromises(ctx)) {
    if (promiseState(factsOf(row), ctx.today) !== 'late') continue
    const number = sayPromise(row)
    await tell(ctx, {
      event: `promise.late:${row.id}:${row.due_on}`,
      topic: 'promise.late',
      thread: `promise:${row.id}`,
      to: await holding(ctx, row.village_id, ['village_secretary']),
      text: text(
        `承诺${number}已于 ${row.due_on} 到期，请登记践诺情况并组织评议。`,
        `Promise ${number} was due on ${row.due_on}: say how it was kept and have it assessed.`,
      ),
      link: `/promises?state=late`,
      dueOn: row.due_on,
    })
  }
}

async function tellPostings(ctx: Ctx): Promise<void> {
  const { endingDays } = (await rulesOn(ctx)).rules.posting
  for (const row of await postingRows(ctx, {})) {
    const of = { kind: row.kind, from: row.valid_from, to: row.ended_on, until: row.until_on }
    const standing = standingOf(of, { today: ctx.today, endingDays })
    if (standing !== 'ending' && standing !== 'over') continue
    await tell(ctx, {
      event: `posting.${standing}:${row.id}:${row.until_on}`,
      topic: `posting.${standing}`,
      thread: `posting-term:${row.id}`,
      to: await holding(ctx, row.village_id, ['county_organisation', 'town_secretary']),
      text: text(
        `${row.village_name}驻村干部${row.name}任期到 ${row.until_on}，请办理延期、接任或离任。`,
        `The term of ${row.name} in ${row.village_name} ends on ${row.until_on}: see to it.`,
      ),
      link: `/talent/postings/${row.village_id}/${row.id}`,
      dueOn: row.until_on,
    })
  }
}

async function tellLateTasks(ctx: Ctx): Promise<void> {
  for (const task of await lateTasks(ctx)) {
    await tell(ctx, {
      event: `posting.task:${task.id}:${task.due_on}`,
      topic: 'posting.task',
      thread: `posting-task:${task.id}`,
      to: await holding(ctx, task.village_id, ['town_secretary', 'village_secretary']),
      text: text(
        `${task.village_name}驻村任务“${task.what}”已于 ${task.due_on} 到期，请登记办理结果。`,
        `Task “${task.what}” in ${task.village_name} was due on ${task.due_on}.`,
      ),
      link: `/talent/postings/${task.village_id}/${task.posting_id}`,
      dueOn: task.due_on,
    })
  }
}

/** Every morning: promises whose day is over, terms that end, tasks that are late; each once. */
export async function everyMorning(ctx: Ctx): Promise<void> {
  await tellLatePromises(ctx)
  await tellPostings(ctx)
  await tellLateTasks(ctx)
}

const appealFact = z.looseObject({ appealId: id, villageId: id, dueOn: day.nullable() })

/** Somebody objects to points: the town has to decide. */
export async function tellAppeal(ctx: Ctx, payload: unknown): Promise<void> {
  const fact = appealFact.parse(payload)
  const until = fact.dueOn === null ? '' : `，最迟 ${fact.dueOn}`
  await tell(ctx, {
    event: `point.appealed:${fact.appealId}`,
    topic: 'point.appealed',
    thread: `point-appeal:${fact.appealId}`,
    to: await holding(ctx, fact.villageId, ['town_secretary']),
    text: text(
      `有一件积分申诉请您答复${until}。`,
      `An appeal about points waits for your decision${fact.dueOn === null ? '' : ` by ${fact.dueOn}`}.`,
    ),
    link: '/points?tab=appeals',
    dueOn: fact.dueOn,
  })
}
