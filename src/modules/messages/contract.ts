import { z } from 'zod'
import { textSchema } from '../../kernel/finding.ts'
import { day, id, paragraph, page } from '../../kernel/schema.ts'
import { text } from '../../kernel/text.ts'
import { defineVerbs, LIST_SCOPE, NO_SCOPE, unitScope } from '../../kernel/verb.ts'

const channel = z.enum(['mail', 'sms', 'print'])
const state = z.enum(['waiting', 'read', 'settled', 'sent', 'printed', 'handed', 'failed'])
/** Which messages of the unit; without them all that wait. */
const chosen = z.array(id).min(1).max(1_000).optional()
const file = z.object({
  name: z.string(),
  mediaType: z.string(),
  content: z.string(),
  messages: z.number().int(),
})

export const messagesContract = defineVerbs({
  listNotices: {
    title: text('我的消息', 'My notices'),
    kind: 'read',
    path: '/notices',
    access: 'self',
    scope: NO_SCOPE,
    input: z.strictObject({ unread: z.stringbool().optional(), ...page }),
    output: z.object({
      total: z.number().int(),
      unread: z.number().int(),
      rows: z.array(
        z.object({
          noticeId: id,
          topic: z.string(),
          text: textSchema,
          link: z.string().nullable(),
          dueOn: day.nullable(),
          madeAt: z.string(),
          read: z.boolean(),
        }),
      ),
    }),
  },
  readNotices: {
    title: text('标为已读', 'Mark notices as read'),
    kind: 'write',
    path: '/notices/read',
    access: 'self',
    scope: NO_SCOPE,
    /** Without ids: all of the caller's. */
    input: z.strictObject({ noticeIds: z.array(id).min(1).max(500).optional() }),
    output: z.object({ unread: z.number().int() }),
  },
  listMessages: {
    title: text('消息送达', 'Messages to deliver'),
    kind: 'read',
    path: '/messages',
    access: 'message.send',
    scope: LIST_SCOPE,
    input: z.strictObject({
      unitId: id.optional(),
      channel: channel.optional(),
      state: state.optional(),
      ...page,
    }),
    output: z.object({
      total: z.number().int(),
      /** Of all channels and states, whatever the filter. */
      counts: z.array(z.object({ channel, state, messages: z.number().int() })),
      rows: z.array(
        z.object({
          messageId: id,
          recipient: z.string(),
          unitId: id,
          unitName: z.string(),
          channel,
          state,
          /** Masked; null without a telephone on record. */
          phone: z.string().nullable(),
          /** Masked; null where the recipient gave no address. */
          mail: z.string().nullable(),
          text: textSchema,
          dueOn: day.nullable(),
          madeAt: z.string(),
          stateAt: z.string(),
          stateBy: z.string(),
          note: z.string(),
        }),
      ),
    }),
  },
  exportMessages: {
    title: text('导出短信清单', 'List for the message gateway'),
    kind: 'write',
    path: '/units/:unitId/messages/export',
    access: 'message.send',
    scope: unitScope('unitId'),
    /** Telephone numbers in clear, with the text of each; those on it count as sent. */
    input: z.strictObject({ unitId: id, messageIds: chosen }),
    output: file,
    refusals: ['not_allowed_now'],
  },
  printMessages: {
    title: text('打印通知单', 'Print notices'),
    kind: 'write',
    path: '/units/:unitId/messages/print',
    access: 'message.send',
    scope: unitScope('unitId'),
    /** A5 notices, one to a page, or two to a sheet of A4 with a line to cut along. */
    input: z.strictObject({
      unitId: id,
      messageIds: chosen,
      size: z.enum(['a4', 'a5']).default('a4'),
    }),
    output: file,
    refusals: ['not_allowed_now'],
  },
  settleMessages: {
    title: text('登记送达情况', 'Note how messages arrived'),
    kind: 'write',
    path: '/units/:unitId/messages/settle',
    access: 'message.send',
    scope: unitScope('unitId'),
    input: z.strictObject({
      unitId: id,
      messageIds: z.array(id).min(1).max(1_000),
      state: z.enum(['handed', 'failed', 'waiting']),
      /** Of a failure: why. */
      note: paragraph(200).default(''),
    }),
    output: z.object({ messages: z.number().int() }),
    refusals: ['not_allowed_now'],
  },
})
