import { chinaDate } from '../../../kernel/date.ts'
import type { AnyId } from '../../../kernel/id.ts'
import { notFound, Refusal } from '../../../kernel/refusal.ts'
import { text } from '../../../kernel/text.ts'
import type { Verbs } from '../../../kernel/verb.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { writeNotices } from '../../../platform/document/write-notices.ts'
import { writeCsv } from '../../../platform/sheet/write-csv.ts'
import { mailsOf } from '../../identity/index.ts'
import { phonesOf } from '../../registry/index.ts'
import type { messagesContract } from '../contract.ts'
import type { Channel } from '../model.ts'
import { mayFollow, smsText } from '../rules.ts'
import { type Listed, messageRows, messagesAt, namesOf, setState } from '../store.ts'

type DeliverVerbs = Pick<
  Verbs<typeof messagesContract, Ctx>,
  'listMessages' | 'exportMessages' | 'printMessages' | 'settleMessages'
>

const personsOf = (rows: readonly Listed[]): readonly AnyId[] => [
  ...new Set(rows.flatMap(({ person_id: person }) => (person === null ? [] : [person]))),
]

const accountsOf = (rows: readonly Listed[]): readonly AnyId[] => [
  ...new Set(rows.flatMap(({ account_id: account }) => (account === null ? [] : [account]))),
]

/** Messages of a unit that go out now: those that are named, or all of the channel that wait. */
async function outgoing(
  ctx: Ctx,
  unitId: AnyId,
  what: { readonly ids: readonly AnyId[] | undefined; readonly channel: Channel },
): Promise<readonly Listed[]> {
  const { ids, channel } = what
  const rows = await messagesAt(ctx, unitId, ids === undefined ? { channel } : { ids })
  if (ids !== undefined && rows.length < new Set(ids).size) throw notFound()
  if (rows.length === 0) {
    throw new Refusal('not_allowed_now', text('没有待送达的消息。', 'Nothing waits to go out.'))
  }
  return rows
}

export const deliverVerbs: DeliverVerbs = {
  listMessages: async (ctx, filter) => {
    const { rows, counts } = await messageRows(ctx, filter)
    const phones = await phonesOf(ctx, personsOf(rows), 'masked')
    const mails = await mailsOf(ctx, accountsOf(rows), 'masked')
    const { channel, state } = filter
    const shown = counts.filter(
      (one) => one.channel === (channel ?? one.channel) && one.state === (state ?? one.state),
    )
    return {
      total: shown.reduce((sum, one) => sum + one.messages, 0),
      counts: [...counts],
      rows: rows.map((row) => ({
        messageId: row.id,
        recipient: row.name,
        unitId: row.unit_id,
        unitName: row.unit_name,
        channel: row.channel,
        state: row.state,
        phone: row.person_id === null ? null : (phones.get(row.person_id) ?? null),
        mail: row.account_id === null ? null : (mails.get(row.account_id) ?? null),
        text: text(row.zh, row.en),
        dueOn: row.due_on,
        madeAt: row.made_at,
        stateAt: row.state_at,
        stateBy: row.state_by,
        note: row.note,
      })),
    }
  },

  exportMessages: async (ctx, { unitId, messageIds }) => {
    const rows = await outgoing(ctx, unitId, { ids: messageIds, channel: 'sms' })
    const phones = await phonesOf(ctx, personsOf(rows), 'clear')
    const phoneOf = (row: Listed): string | undefined =>
      row.person_id === null ? undefined : phones.get(row.person_id)
    const [reached, unreached] = [
      rows.filter((row) => phoneOf(row) !== undefined),
      rows.filter((row) => phoneOf(row) === undefined),
    ]
    const { county } = await namesOf(ctx, unitId)
    // Whose number is gone gets paper instead.
    await setState(
      ctx,
      unreached.map(({ id }) => id),
      { state: 'waiting', note: '', channel: 'print' },
    )
    await setState(
      ctx,
      reached.map(({ id }) => id),
      { state: 'sent', note: '' },
    )
    const content = writeCsv({
      name: '短信清单',
      columns: ['手机号', '姓名', '内容'].map((title) => ({ title, kind: 'text' as const })),
      rows: reached.map((row) => [
        phoneOf(row) ?? '',
        row.name,
        smsText(county, text(row.zh, row.en)),
      ]),
    })
    ctx.record({
      entity: 'message',
      id: unitId,
      after: { sent: reached.length, toPaper: unreached.length },
    })
    return {
      name: `短信清单-${chinaDate(ctx.now)}.csv`,
      mediaType: 'text/csv;charset=utf-8',
      content: content.toString('base64'),
      messages: reached.length,
    }
  },

  printMessages: async (ctx, { unitId, messageIds, size }) => {
    const rows = await outgoing(ctx, unitId, { ids: messageIds, channel: 'print' })
    const { unit } = await namesOf(ctx, unitId)
    const content = await writeNotices(
      rows.map((row) => ({
        title: '办理通知单',
        organisation: unit,
        to: `${row.unit_name}　${row.name}`,
        text: row.zh,
        due: row.due_on,
        address: row.link === null ? null : `${ctx.publicAddress}${row.link}`,
        made: chinaDate(row.made_at),
      })),
      { at: ctx.now, size },
    )
    const ids = rows.map(({ id }) => id)
    await setState(ctx, ids, { state: 'printed', note: '', channel: 'print' })
    ctx.record({ entity: 'message', id: unitId, after: { printed: ids.length, size } })
    return {
      name: `办理通知单-${chinaDate(ctx.now)}.pdf`,
      mediaType: 'application/pdf',
      content: content.toString('base64'),
      messages: ids.length,
    }
  },

  settleMessages: async (ctx, { unitId, messageIds, state, note }) => {
    const rows = await messagesAt(ctx, unitId, { ids: messageIds })
    if (rows.length < new Set(messageIds).size) throw notFound()
    const stuck = rows.find((row) => !mayFollow(row.state, state))
    if (stuck !== undefined) {
      throw new Refusal(
        'not_allowed_now',
        text(
          `给 ${stuck.name} 的消息现在不能这样登记,请刷新后再看。`,
          `The message to ${stuck.name} cannot be noted so now; look at the list again.`,
        ),
      )
    }
    const ids = rows.map(({ id }) => id)
    await setState(ctx, ids, { state, note })
    ctx.record({ entity: 'message', id: unitId, after: { state, messages: ids.length } })
    return { messages: ids.length }
  },
}
