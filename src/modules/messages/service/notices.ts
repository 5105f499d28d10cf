import type { AnyId } from '../../../kernel/id.ts'
import { text } from '../../../kernel/text.ts'
import type { Verbs } from '../../../kernel/verb.ts'
import { actorAccount } from '../../../platform/actor.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import type { messagesContract } from '../contract.ts'
import { markRead, noticeRows } from '../store.ts'

type NoticeVerbs = Pick<Verbs<typeof messagesContract, Ctx>, 'listNotices' | 'readNotices'>

const NONE = { rows: [], total: 0, unread: 0 } as const
const mine = (ctx: Ctx, what: Parameters<typeof noticeRows>[2]) => {
  const account: AnyId | null = actorAccount(ctx)
  return account === null ? Promise.resolve(NONE) : noticeRows(ctx, account, what)
}

export const noticeVerbs: NoticeVerbs = {
  listNotices: async (ctx, { unread, limit, offset }) => {
    const found = await mine(ctx, { unread: unread === true, limit, offset })
    return {
      total: found.total,
      unread: found.unread,
      rows: found.rows.map((row) => ({
        noticeId: row.id,
        topic: row.topic,
        text: text(row.zh, row.en),
        link: row.link,
        dueOn: row.due_on,
        madeAt: row.made_at,
        read: row.read_at !== null,
      })),
    }
  },

  readNotices: async (ctx, { noticeIds }) => {
    const account = actorAccount(ctx)
    if (account !== null) await markRead(ctx, account, noticeIds ?? null)
    const { unread } = await mine(ctx, { unread: true, limit: 1, offset: 0 })
    return { unread }
  },
}
