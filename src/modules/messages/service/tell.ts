import type { AnyId } from '../../../kernel/id.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { mailsOf } from '../../identity/index.ts'
import { phonesOf } from '../../registry/index.ts'
import type { Told } from '../model.ts'
import { channelOf } from '../rules.ts'
import { insertMessages, settleThreads, toldOf } from '../store.ts'

/**
 * Tells people that something happened: one message for each recipient, in the product and, unless they read it
 * there first, by e-mail, short message or on paper. Repeatable: who was told of the event is not told again.
 * @returns how many were told now.
 */
export async function tell(ctx: Ctx, told: Told): Promise<number> {
  const to = new Map<AnyId, Told['to'][number]>()
  for (const one of told.to) {
    const recipient = one.accountId ?? one.personId
    if (recipient !== null && !to.has(recipient)) to.set(recipient, one)
  }
  if (to.size === 0) return 0
  const known = await toldOf(ctx, told.event, [...to.keys()])
  const fresh = [...to].filter(([recipient]) => !known.has(recipient))
  if (fresh.length === 0) return 0
  const persons = fresh.flatMap(([, { personId }]) => (personId === null ? [] : [personId]))
  const accounts = fresh.flatMap(([, { accountId }]) => (accountId === null ? [] : [accountId]))
  const reach = {
    mails: ctx.mailer === null ? new Map<string, string>() : await mailsOf(ctx, accounts, 'clear'),
    phones: await phonesOf(ctx, [...new Set(persons)], 'clear'),
  }
  const rows = fresh.map(([recipient, one]) => ({
    ...one,
    recipient,
    channel: channelOf(one, reach),
  }))
  await insertMessages(ctx, told, rows)
  if (rows.some(({ channel }) => channel === 'mail'))
    ctx.emit('message.mail', { event: told.event })
  return fresh.length
}

/** What these threads were about is done: messages that have not gone out stay where they are. */
export async function retire(ctx: Ctx, threads: readonly string[]): Promise<void> {
  if (threads.length > 0) await settleThreads(ctx, threads)
}
