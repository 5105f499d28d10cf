import { z } from 'zod'
import { day, id } from '../../../kernel/schema.ts'
import type { AnyId, Id } from '../../../kernel/id.ts'
import { type Text, text } from '../../../kernel/text.ts'
import { ROLE_NAMES } from '../../../kernel/role.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { colleaguesAt } from '../../identity/index.ts'
import { type Recipient, tell } from '../../messages/index.ts'
import { stepOf } from '../rules/standing.ts'
import { caseRow, chainOf, seatsWaitingAt } from '../store/cases.ts'
import { processOf, versionRow } from '../store/processes.ts'
import { substitutesOf } from '../store/substitutes.ts'
import type { CaseRow, TaskRow } from '../store.ts'
import { threadOf } from './acts.ts'
import { sayNumber } from './present.ts'

/* What waits, and what is overdue, reaches the people of the step. */

const shared = { caseId: id, step: z.string(), round: z.number().int() }
const taskFact = z.object({
  ...shared,
  seat: z.string(),
  dueOn: day.nullable(),
  /** Who caused it: nobody is told what they did a moment ago. */
  by: id.nullable(),
})
const overdueFact = z.object({
  ...shared,
  dueOn: day,
  role: z.enum(ROLE_NAMES).nullable(),
  unitId: id.nullable(),
})

/** Told of a task: those who may do it. Done meanwhile, nobody is. */
export async function tellTask(ctx: Ctx, payload: unknown): Promise<void> {
  const fact = taskFact.parse(payload)
  const row = await caseRow(ctx, fact.caseId, false)
  if (row === null) return
  const waiting = await seatsWaitingAt(ctx, fact)
  const [task] = waiting.filter(({ seat }) => seat === fact.seat)
  if (task === undefined) return
  const said = await aboutStep(ctx, row, fact.step)
  const until =
    fact.dueOn === null ? text('', '') : text(`，最迟 ${fact.dueOn}`, ` by ${fact.dueOn}`)
  const to = (await holdersOf(ctx, row, task)).filter(({ accountId }) => accountId !== fact.by)
  await tell(ctx, {
    event: `case.task:${fact.caseId}:${fact.step}:${fact.round}:${fact.seat}:${task.account_id ?? ''}`,
    topic: 'case.task',
    thread: threadOf(fact.caseId, fact),
    to,
    text: text(`${said.zh}请您办理${until.zh}。`, `${said.en} waits for you${until.en}.`),
    link: `/cases/${fact.caseId}`,
    dueOn: fact.dueOn,
  })
}

/** Told of what is overdue: those who should have done it, and who stands above. */
export async function tellLate(ctx: Ctx, payload: unknown): Promise<void> {
  const fact = overdueFact.parse(payload)
  const row = await caseRow(ctx, fact.caseId, false)
  if (row === null) return
  const waiting = await seatsWaitingAt(ctx, fact)
  if (waiting.length === 0) return
  const said = await aboutStep(ctx, row, fact.step)
  const link = `/cases/${fact.caseId}`
  const event = `case.overdue:${fact.caseId}:${fact.step}:${fact.round}:${fact.dueOn}`
  const own: Recipient[] = []
  for (const task of waiting) own.push(...(await holdersOf(ctx, row, task)))
  const thread = threadOf(fact.caseId, fact)
  const shown = { topic: 'case.overdue', thread, link, dueOn: fact.dueOn }
  await tell(ctx, {
    ...shown,
    event,
    to: own,
    text: text(
      `${said.zh}应于 ${fact.dueOn} 前办理，已经逾期，请尽快办理。`,
      `${said.en} was due on ${fact.dueOn} and waits for you.`,
    ),
  })
  const { role, unitId } = fact
  if (role === null || unitId === null) return
  const above = (await colleaguesAt(ctx, [unitId as Id<'unit'>])).filter((one) => one.role === role)
  await tell(ctx, {
    ...shown,
    event,
    to: above,
    text: text(
      `${said.zh}应于 ${fact.dueOn} 前办理，尚未办理，请督促。`,
      `${said.en} was due on ${fact.dueOn} and has not been done: please see to it.`,
    ),
  })
}

/** The case and its step in words: 沂水县〔2020〕12号“集体入社”的“决议公开”。 */
async function aboutStep(ctx: Ctx, row: CaseRow, key: string): Promise<Text> {
  const version = await versionRow(ctx, row.process, row.version)
  const step = version === null ? undefined : stepOf(processOf(version), key)
  const number = sayNumber(row)
  return text(
    `${number}“${row.title}”的“${step?.title.zh ?? key}”，`,
    `${number} “${row.title}”: “${step?.title.en ?? key}”`,
  )
}

/** Who may do a task: the appointed account, or whoever holds the role there, with those who stand in. */
async function holdersOf(ctx: Ctx, row: CaseRow, task: TaskRow): Promise<readonly Recipient[]> {
  const appointed = task.account_id
  const units = appointed === null ? [task.unit_id] : await unitsAbove(ctx, row.unit_id)
  const people = (await colleaguesAt(ctx, units)).filter((one) =>
    appointed === null ? one.role === task.role : one.accountId === appointed,
  )
  if (appointed === null || people.length === 0) return people
  const standing = new Set(await substitutesOf(ctx, appointed))
  const others = (await colleaguesAt(ctx, units)).filter(({ accountId }) => standing.has(accountId))
  return [...people, ...others]
}

const unitsAbove = async (ctx: Ctx, unitId: AnyId): Promise<readonly Id<'unit'>[]> =>
  (await chainOf(ctx, unitId)).map((unit) => unit.id)
