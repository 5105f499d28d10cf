import type { AnyId } from '../../../kernel/id.ts'
import { badInput, notFound, Refusal } from '../../../kernel/refusal.ts'
import { text } from '../../../kernel/text.ts'
import type { Verbs } from '../../../kernel/verb.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import type { ownVerbs as contract } from '../contract/own.ts'
import type { Voter } from '../model.ts'
import { quorumBy } from '../rules/terms.ts'
import type { MeetingRow, ProxyRow } from '../store.ts'
import { listedMeeting, mattersOfMeetings, meetingRow } from '../store/meetings.ts'
import {
  attendanceOf,
  deliver,
  insertProxy,
  meetingIdsOfPerson,
  noticesOf,
  partsOf,
  proxiesOf,
} from '../store/roll.ts'
import { allVotesOf } from './body.ts'
import { bodyOfMeeting, judge, refuse, termsOfMeeting } from './loaded.ts'
import { paperOf } from './meetings.ts'
import { additionalOut, agendaOut, reviewOf } from './present.ts'
import { arrive, requireProxyAllowed, takeBackProxy } from './running.ts'
import { matterIn, voteByPhone, votesOn } from './voting.ts'

type OwnVerbs = Verbs<typeof contract, Ctx>

/** The person behind the account; a stranger and a missing meeting get one answer. */
function ownPerson(ctx: Ctx): AnyId {
  const { actor } = ctx
  if (actor.kind === 'account' && actor.personId !== null) return actor.personId
  throw notFound()
}

interface Mine {
  readonly row: MeetingRow
  readonly personId: AnyId
  readonly voters: readonly Voter[]
  readonly proxies: readonly ProxyRow[]
  /** My own seat, and those of whom I stand in for. */
  readonly seats: readonly { readonly voter: Voter; readonly own: boolean }[]
}

/** A meeting that concerns the caller. @throws Refusal `not_found` for every other. */
async function mine(ctx: Ctx, meetingId: AnyId, lock = false): Promise<Mine> {
  const personId = ownPerson(ctx)
  const ids = await meetingIdsOfPerson(ctx, personId)
  const row = ids.includes(meetingId) ? await meetingRow(ctx, meetingId, lock) : null
  if (row === null) throw notFound()
  const { voters } = await bodyOfMeeting(ctx, row)
  const proxies = await proxiesOf(ctx, meetingId)
  const standingIn = new Set(
    proxies.filter(({ person_id }) => person_id === personId).map(({ holder_id }) => holder_id),
  )
  const seats = voters.flatMap((voter) =>
    voter.personId === personId
      ? [{ voter, own: true }]
      : standingIn.has(voter.holderId)
        ? [{ voter, own: false }]
        : [],
  )
  return { row, personId, voters, proxies, seats }
}

async function summaryOf(ctx: Ctx, found: Mine) {
  const { row, seats } = found
  const listed = await listedMeeting(ctx, row.id)
  const matters = await mattersOfMeetings(ctx, [row.id])
  const here = new Set((await attendanceOf(ctx, row.id)).map(({ holder_id }) => holder_id))
  const parts = await partsOf(
    ctx,
    matters.map(({ id }) => id),
  )
  const ids = new Set(seats.map(({ voter }) => voter.holderId))
  const took = parts.filter(({ holder_id }) => ids.has(holder_id))
  const notices = await noticesOf(ctx, row.id)
  const voting = matters.filter(({ state }) => state === 'voting')
  const votesOpen = seats
    .filter(({ voter }) => here.has(voter.holderId))
    .flatMap(({ voter }) =>
      voting.filter(
        (matter) =>
          !took.some((one) => one.matter_id === matter.id && one.holder_id === voter.holderId),
      ),
    ).length
  return {
    head: {
      meetingId: row.id,
      coopName: listed?.coop_name ?? '',
      kind: row.kind,
      title: row.title,
      state: row.state,
      heldOn: row.held_on,
      startsAt: row.starts_at,
      place: row.place,
      votesOpen,
      signedIn: seats.some(({ voter, own }) => own && here.has(voter.holderId)),
      confirmed: notices.some(({ person_id, how }) => person_id === found.personId && how !== null),
    },
    here,
    took,
    present: here.size,
    coopName: listed?.coop_name ?? '',
  }
}

async function readMine(ctx: Ctx, meetingId: AnyId) {
  const found = await mine(ctx, meetingId)
  const { row, seats, proxies } = found
  const summary = await summaryOf(ctx, found)
  const judged = await judge(ctx, row)
  const agenda = await agendaOut(ctx, judged, { row, ...summary })
  const own = seats.find((seat) => seat.own)?.voter.holderId
  return {
    ...summary.head,
    noticeOn: row.notice_on,
    review: await reviewOf(ctx, row),
    quorum: quorumBy(judged.terms, judged.body.voters.length),
    entitled: judged.body.voters.length,
    present: summary.present,
    allVotes: allVotesOf(judged.body.voters, judged.terms.additionalCap !== '0/1'),
    online: judged.terms.online,
    proxies: judged.terms.proxies,
    additional: additionalOut(judged),
    agenda: agenda
      .filter(({ state }) => state !== 'withdrawn')
      .map(({ votes: _votes, ballots: _ballots, major: _major, ...matter }) => ({
        ...matter,
        papers: matter.papers.filter(({ kind }) => kind === 'document'),
        took:
          summary.took.find((one) => one.matter_id === matter.matterId && one.holder_id === own)
            ?.channel ?? null,
      })),
    seats: seats.map(({ voter, own: isOwn }) => ({
      holderId: voter.holderId,
      memberNumber: voter.memberNumber,
      name: voter.name,
      own: isOwn,
      votes: 1 + voter.additional,
      present: summary.here.has(voter.holderId),
      proxyName:
        proxies.find(({ holder_id, kind }) => holder_id === voter.holderId && kind === 'proxy')
          ?.name ?? null,
      took: summary.took
        .filter(({ holder_id }) => holder_id === voter.holderId)
        .map(({ matter_id }) => matter_id),
    })),
  }
}

export const ownVerbs: OwnVerbs = {
  myMeetings: async (ctx) => {
    const ids = await meetingIdsOfPerson(ctx, ownPerson(ctx))
    const meetings = []
    for (const id of ids) meetings.push((await summaryOf(ctx, await mine(ctx, id))).head)
    return { meetings }
  },

  readMyMeeting: async (ctx, { meetingId }) => readMine(ctx, meetingId),

  confirmNotice: async (ctx, { meetingId }) => {
    const { row, seats } = await mine(ctx, meetingId)
    if (row.state !== 'notified' && row.state !== 'open') {
      throw refuse('会议已结束。', 'The meeting is over.')
    }
    const holderIds = seats.filter(({ own }) => own).map(({ voter }) => voter.holderId)
    await deliver(ctx, meetingId, { holderIds, how: 'phone' })
    ctx.record({ entity: 'meeting', id: meetingId, after: { noticeConfirmed: holderIds } })
    return { meetingId }
  },

  signInMyself: async (ctx, { meetingId, entryCode }) => {
    const { row, seats, proxies } = await mine(ctx, meetingId, true)
    if (row.state !== 'open') throw refuse('现在不能签到。', 'The doors are not open.')
    const { online } = await termsOfMeeting(ctx, row)
    if (entryCode === undefined ? !online : entryCode !== row.entry_code) {
      const why = text('签到码不对,请看会场屏幕', 'is not the number on the screen in the room')
      throw badInput([{ path: '$.entryCode', text: why }])
    }
    const represented = new Set(
      proxies.filter(({ kind }) => kind === 'proxy').map(({ holder_id }) => holder_id),
    )
    const here = new Set((await attendanceOf(ctx, meetingId)).map(({ holder_id }) => holder_id))
    const coming = seats
      // Who has sent a proxy comes through the proxy, or takes the proxy back first.
      .filter(({ voter, own }) => !(own && represented.has(voter.holderId)))
      .map(({ voter }) => voter.holderId)
      .filter((id) => !here.has(id))
    if (coming.length === 0) {
      throw new Refusal('conflict', text('您已签到。', 'You have signed in already.'))
    }
    const present = await arrive(ctx, meetingId, { holderIds: coming, how: 'phone' })
    ctx.record({ entity: 'meeting', id: meetingId, after: { signedIn: coming.length, present } })
    return { meetingId, present }
  },

  castVote: async (ctx, { meetingId, matterId, holderId, choice }) => {
    const found = await mine(ctx, meetingId)
    const seat = found.seats.find(({ voter }) => voter.holderId === holderId)
    if (seat === undefined) throw notFound()
    const held = await matterIn(ctx, { meetingId, matterId }, ['voting'])
    const here = (await attendanceOf(ctx, meetingId)).find(
      ({ holder_id }) => holder_id === holderId,
    )
    if (here === undefined) throw refuse('请先签到。', 'Sign in first.')
    if (seat.own && here.how === 'proxy') {
      throw refuse(`已由 ${here.name} 代理。`, `${here.name} stands in for you.`)
    }
    await voteByPhone(ctx, held, { voter: seat.voter, choice })
    ctx.record({
      entity: 'vote',
      id: matterId,
      after: { holderId, channel: 'phone', votes: (await votesOn(ctx, held))(seat.voter) },
    })
    return { matterId, took: 'phone' as const }
  },

  appointMyProxy: async (ctx, { meetingId, to }) => {
    const found = await mine(ctx, meetingId, true)
    const { row, voters, proxies, seats } = found
    if (row.state !== 'notified' && row.state !== 'open') {
      throw refuse('现在不能委托。', 'A proxy cannot be appointed now.')
    }
    const own = seats.find((seat) => seat.own)
    if (own === undefined) throw notFound()
    const { holderId } = own.voter
    if (to === null) {
      await takeBackProxy(ctx, meetingId, holderId)
      return { meetingId, proxyName: null }
    }
    const proxy = voters.find(
      ({ memberNumber, name }) => memberNumber === to.memberNumber && name === to.name,
    )
    if (proxy === undefined || proxy.personId === null || proxy.holderId === holderId) {
      const why = text('没有这个编号和姓名的成员', 'no other member has this number and name')
      throw badInput([{ path: '$.to', text: why }])
    }
    if (proxies.some(({ holder_id }) => holder_id === holderId)) {
      throw new Refusal(
        'conflict',
        text('您已委托他人,请先撤销。', 'You have a proxy; take it back first.'),
      )
    }
    if ((await attendanceOf(ctx, meetingId)).some(({ holder_id }) => holder_id === holderId)) {
      throw refuse('您已签到,不能再委托。', 'You have signed in; no proxy is needed.')
    }
    await requireProxyAllowed(ctx, row, { personId: proxy.personId, standing: proxies })
    const id = ctx.newId()
    await insertProxy(ctx, {
      id,
      meeting_id: meetingId,
      holder_id: holderId,
      kind: 'proxy',
      person_id: proxy.personId,
      name: proxy.name,
      document: '本人在手机上委托',
    })
    ctx.record({ entity: 'meeting_proxy', id, after: { meetingId, holderId, to: proxy.name } })
    return { meetingId, proxyName: proxy.name }
  },

  readMyMeetingPaper: async (ctx, { meetingId, paperId }) => {
    const { row } = await mine(ctx, meetingId)
    const { papers } = await judge(ctx, row)
    if (!papers.some(({ id, kind }) => id === paperId && kind === 'document')) throw notFound()
    return paperOf(ctx, meetingId, paperId)
  },
}
