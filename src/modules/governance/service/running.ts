import type { AnyId } from '../../../kernel/id.ts'
import { badInput, notFound, Refusal } from '../../../kernel/refusal.ts'
import { text } from '../../../kernel/text.ts'
import type { Verbs } from '../../../kernel/verb.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import type { voteVerbs as contract } from '../contract/votes.ts'
import type { Voter } from '../model.ts'
import { finding } from '../rules/finding.ts'
import { codeNumber } from '../rules/codes.ts'
import type { MeetingRow, ProxyRow } from '../store.ts'
import { mattersOfMeetings, updateMeeting } from '../store/meetings.ts'
import {
  attendanceOf,
  endAttendance,
  endProxy,
  insertAttendance,
  insertProxy,
  insertVoters,
  proxiesOf,
  votersOf,
} from '../store/roll.ts'
import { allVotesOf, bodyOn } from './body.ts'
import {
  bodyOfMeeting,
  judge,
  meetingIn,
  refuse,
  refuseBlocked,
  requireNext,
  termsOfMeeting,
} from './loaded.ts'

type RunningVerbs = Pick<
  Verbs<typeof contract, Ctx>,
  | 'appointProxy'
  | 'withdrawProxy'
  | 'openMeeting'
  | 'signMembersIn'
  | 'signMembersOut'
  | 'writeMinutes'
  | 'closeMeeting'
>

/** What a proxy rests on. @throws Refusal `rule_blocked` where the charter does not allow it. */
export async function requireProxyAllowed(
  ctx: Ctx,
  row: MeetingRow,
  to: { readonly personId: AnyId | null; readonly standing: readonly ProxyRow[] },
): Promise<void> {
  const { proxies } = await termsOfMeeting(ctx, row)
  const held = to.standing.filter(
    ({ kind, person_id }) => kind === 'proxy' && person_id === to.personId,
  ).length
  if (held < proxies) return
  refuseBlocked([
    finding({
      rule: 'VOTE-PROXY',
      severity: 'block',
      outcome: 'fails',
      measured: String(held + 1),
      limit: String(proxies),
      source: '本社章程',
      text:
        proxies === 0
          ? text(
              '章程没有允许成员委托他人参加会议。',
              'The charter does not let members be represented by others.',
            )
          : text(
              `章程规定一人最多代理 ${proxies} 名成员。`,
              `By charter one member stands in for at most ${proxies}.`,
            ),
    }),
  ])
}

const voterIn = (voters: readonly Voter[], holderId: AnyId): Voter => {
  const found = voters.find((one) => one.holderId === holderId)
  if (found === undefined) throw notFound()
  return found
}

/** Writes down who came: the members themselves, or those who come for them. Those already here are refused. */
export async function arrive(
  ctx: Ctx,
  meetingId: AnyId,
  what: { readonly holderIds: readonly AnyId[]; readonly how: 'desk' | 'phone' },
): Promise<number> {
  const voters = await votersOf(ctx, meetingId)
  const here = new Set((await attendanceOf(ctx, meetingId)).map(({ holder_id }) => holder_id))
  const again = what.holderIds.find((id) => here.has(id))
  if (again !== undefined) {
    const { name } = voterIn(voters, again)
    throw new Refusal('conflict', text(`${name} 已经签到。`, `${name} has signed in already.`))
  }
  const proxies = new Map((await proxiesOf(ctx, meetingId)).map((one) => [one.holder_id, one]))
  await insertAttendance(
    ctx,
    meetingId,
    what.holderIds.map((holderId) => {
      const voter = voterIn(voters, holderId)
      const proxy = proxies.get(holderId)
      return proxy?.kind === 'proxy'
        ? { holder_id: holderId, how: 'proxy', name: proxy.name }
        : { holder_id: holderId, how: what.how, name: proxy?.name ?? voter.name }
    }),
  )
  return here.size + what.holderIds.length
}

export const runningVerbs: RunningVerbs = {
  appointProxy: async (ctx, input) => {
    const { meetingId, holderId, kind } = input
    const row = await meetingIn(ctx, meetingId, ['notified', 'open'])
    const { voters } = await bodyOfMeeting(ctx, row)
    const principal = voterIn(voters, holderId)
    const standing = await proxiesOf(ctx, meetingId)
    if (standing.some(({ holder_id }) => holder_id === holderId)) {
      const { name } = principal
      throw new Refusal(
        'conflict',
        text(
          `${name} 已有代理人或代表,请先撤销。`,
          `${name} is represented already; withdraw that first.`,
        ),
      )
    }
    const to =
      kind === 'proxy' && input.toHolderId !== undefined ? voterIn(voters, input.toHolderId) : null
    if (kind === 'proxy' && (to === null || to.personId === null || to.holderId === holderId)) {
      throw badInput([
        {
          path: '$.toHolderId',
          text: text('代理人须为另一名成员', 'a proxy is another member'),
        },
      ])
    }
    if (kind === 'representative' && principal.personId !== null) {
      throw badInput([
        {
          path: '$.kind',
          text: text('只有单位成员派代表', 'only units send a representative'),
        },
      ])
    }
    const name = to?.name ?? input.name ?? ''
    if (name === '') {
      throw badInput([{ path: '$.name', text: text('请写明代表姓名', 'name the representative') }])
    }
    const personId = to?.personId ?? personOfName(voters, input.personId)
    if (kind === 'proxy') await requireProxyAllowed(ctx, row, { personId, standing })
    const id = ctx.newId()
    const { document } = input
    await insertProxy(ctx, {
      id,
      meeting_id: meetingId,
      holder_id: holderId,
      kind,
      person_id: personId,
      name,
      document,
    })
    ctx.record({
      entity: 'meeting_proxy',
      id,
      after: { meetingId, holderId, kind, name, document },
    })
    return { proxyId: id }
  },

  withdrawProxy: async (ctx, { meetingId, holderId }) => {
    await meetingIn(ctx, meetingId, ['notified', 'open'])
    await takeBackProxy(ctx, meetingId, holderId)
    return { holderId }
  },

  openMeeting: async (ctx, { meetingId }) => {
    const row = await meetingIn(ctx, meetingId, ['notified'])
    requireNext(row, 'open')
    if (row.held_on !== ctx.today) {
      throw refuse(
        `会议定于 ${row.held_on} 召开,今天是 ${ctx.today}。改期须重新通知。`,
        `The meeting is set for ${row.held_on}, today is ${ctx.today}; another day needs a new notice.`,
      )
    }
    const { terms, findings } = await judge(ctx, row)
    refuseBlocked(findings)
    const body = await bodyOn(ctx, { coopId: row.coop_id, kind: row.kind }, row.record_on)
    await insertVoters(ctx, meetingId, body.voters)
    const entryCode = codeNumber(ctx.newId())
    await updateMeeting(ctx, meetingId, {
      state: 'open',
      opened_on: ctx.today,
      entry_code: entryCode,
    })
    const allVotes = allVotesOf(body.voters, terms.additionalCap !== '0/1')
    ctx.record({
      entity: 'meeting',
      id: meetingId,
      after: { opened: ctx.today, recordOn: row.record_on, entitled: body.voters.length, allVotes },
    })
    return { entryCode, entitled: body.voters.length, allVotes }
  },

  signMembersIn: async (ctx, { meetingId, holderIds }) => {
    await meetingIn(ctx, meetingId, ['open'])
    const present = await arrive(ctx, meetingId, { holderIds: unique(holderIds), how: 'desk' })
    ctx.record({ entity: 'meeting', id: meetingId, after: { signedIn: holderIds.length, present } })
    return { present }
  },

  signMembersOut: async (ctx, { meetingId, holderIds }) => {
    await meetingIn(ctx, meetingId, ['open'])
    const voting = (await mattersOfMeetings(ctx, [meetingId])).find(
      ({ state }) => state === 'voting',
    )
    if (voting !== undefined) {
      throw refuse(
        `“${voting.title}”正在表决,结束后再登记离场。`,
        `“${voting.title}” is being voted on; note who leaves afterwards.`,
      )
    }
    await endAttendance(ctx, meetingId, holderIds)
    const present = (await attendanceOf(ctx, meetingId)).length
    ctx.record({ entity: 'meeting', id: meetingId, after: { left: holderIds.length, present } })
    return { present }
  },

  writeMinutes: async (ctx, { meetingId, minutes, chairName, recorderName }) => {
    await meetingIn(ctx, meetingId, ['open'])
    await updateMeeting(ctx, meetingId, {
      minutes,
      chair_name: chairName,
      recorder_name: recorderName,
    })
    ctx.record({ entity: 'meeting', id: meetingId, after: { minutes, chairName, recorderName } })
    return { meetingId }
  },

  closeMeeting: async (ctx, { meetingId }) => {
    const row = await meetingIn(ctx, meetingId, ['open'])
    requireNext(row, 'closed')
    const open = (await mattersOfMeetings(ctx, [meetingId])).find(
      ({ state }) => state !== 'decided' && state !== 'withdrawn',
    )
    if (open !== undefined) {
      throw refuse(
        `“${open.title}”还没有结果;请宣布结果或撤回该议题。`,
        `“${open.title}” has no result yet; declare it or withdraw the matter.`,
      )
    }
    await updateMeeting(ctx, meetingId, { state: 'closed', closed_on: ctx.today, entry_code: null })
    ctx.record({ entity: 'meeting', id: meetingId, after: { closed: ctx.today } })
    ctx.emit('meeting.closed', { meetingId, coopId: row.coop_id, kind: row.kind })
    return { meetingId }
  },
}

const unique = (ids: readonly AnyId[]): AnyId[] => [...new Set(ids)]

/** A representative votes on the phone only as a person who is on the roll. */
function personOfName(voters: readonly Voter[], personId: AnyId | undefined): AnyId | null {
  if (personId === undefined) return null
  if (voters.some((one) => one.personId === personId)) return personId
  throw notFound()
}

/** Ends a standing proxy. @throws Refusal `not_allowed_now` once the proxy has signed in for the member. */
export async function takeBackProxy(ctx: Ctx, meetingId: AnyId, holderId: AnyId): Promise<void> {
  const proxy = (await proxiesOf(ctx, meetingId)).find(({ holder_id }) => holder_id === holderId)
  if (proxy === undefined) throw notFound()
  const here = await attendanceOf(ctx, meetingId)
  if (here.some(({ holder_id }) => holder_id === holderId)) {
    throw refuse(
      '代理人已签到,须先登记其离场。',
      'The proxy has signed in; note that they have left first.',
    )
  }
  await endProxy(ctx, proxy.id)
  ctx.record({ entity: 'meeting_proxy', id: proxy.id, after: { withdrawn: ctx.today } })
}
