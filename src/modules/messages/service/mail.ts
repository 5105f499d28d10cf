import { text } from '../../../kernel/text.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import type { Mailer } from '../../../platform/mail.ts'
import { mailsOf } from '../../identity/index.ts'
import { phonesOf } from '../../registry/index.ts'
import type { Message } from '../model.ts'
import { channelOf, mailText } from '../rules.ts'
import { namesOf, setState, waitingMail } from '../store.ts'

const UNREACHED = '邮件服务器连不上'

/** Who was not reached by e-mail for a day is told another way. */
const PATIENCE_MS = 24 * 3_600_000

/** Right after something happened: its letters go out. */
export const mailEvent = (ctx: Ctx, { event }: Readonly<Record<string, unknown>>): Promise<void> =>
  mailOut(ctx, String(event))

/** Some times a day: what the server did not take, and what has waited too long. */
export const mailAll = (ctx: Ctx): Promise<void> => mailOut(ctx, null)

/**
 * Hands what waits to the mail server. A refused address goes by telephone or paper at once; when the server cannot
 * be reached everything stays for the next round, and goes another way after a day. Cut off in between, letters may
 * go twice, under the same message id.
 */
async function mailOut(ctx: Ctx, event: string | null): Promise<void> {
  const rows = await waitingMail(ctx, event)
  if (rows.length === 0) return
  const accounts = rows.flatMap(({ account_id: account }) => (account === null ? [] : [account]))
  const mails = await mailsOf(ctx, accounts, 'clear')
  const done = { sent: 0, otherwise: 0, waiting: 0 }
  let reachable = true
  for (const row of rows) {
    const to = row.account_id === null ? undefined : mails.get(row.account_id)
    const { mailer } = ctx
    if (to === undefined || mailer === null) {
      await otherWay(ctx, row, '')
      done.otherwise += 1
      continue
    }
    // One round does not knock at a closed door five hundred times.
    const end = reachable ? await post(ctx, mailer, row, to) : UNREACHED
    if (end === UNREACHED) reachable = false
    if (end === 'accepted') {
      await setState(ctx, [row.id], { state: 'sent', note: '' })
      done.sent += 1
    } else if (end === UNREACHED && !waitedLong(ctx, row)) {
      done.waiting += 1
    } else {
      await otherWay(ctx, row, end)
      done.otherwise += 1
    }
  }
  ctx.record({ entity: 'message', id: event ?? 'mail', after: done })
}

const waitedLong = (ctx: Ctx, row: Message): boolean =>
  Date.parse(ctx.now) - Date.parse(row.made_at) > PATIENCE_MS

/** `accepted`, `UNREACHED`, or the reply with which the server does not take it. */
async function post(ctx: Ctx, mailer: Mailer, row: Message, to: string): Promise<string> {
  const { county } = await namesOf(ctx, row.unit_id)
  const address = row.link === null ? null : `${ctx.publicAddress}${row.link}`
  try {
    const end = await mailer.send({
      id: row.id,
      to,
      subject: `【${county}】${row.zh.split(/[。;;]/)[0] ?? row.zh}`,
      text: mailText(text(row.zh, row.en), address),
    })
    return end === 'accepted' ? end : end.refused
  } catch {
    return UNREACHED
  }
}

/** By telephone or paper instead; the list says why. */
async function otherWay(ctx: Ctx, row: Message, reason: string): Promise<void> {
  const persons = row.person_id === null ? [] : [row.person_id]
  const phones = await phonesOf(ctx, persons, 'clear')
  const one = { accountId: row.account_id, personId: row.person_id }
  await setState(ctx, [row.id], {
    state: 'waiting',
    note: reason === '' ? '' : `邮件未送到(${reason})`,
    channel: channelOf(one, { mails: new Map(), phones }),
  })
}
