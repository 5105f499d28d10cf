import { randomUUID } from 'node:crypto'
import { approvalsModule } from '../approvals/index.ts'
import { identityModule } from '../identity/index.ts'
import { sharesWorld } from '../shares/testing.ts'
import { governanceModule } from './index.ts'

/* Co-ops whose members meet and vote, for the tests of governance. */

/** The day on which meetings of the tests are called, and the first on which they may be held. */
export const CALLED = '2020-11-30'
export const HELD = '2020-12-15'

export const nonce = (): string => randomUUID().replaceAll('-', '')

/** A PNG of one dot: the smallest paper there is. */
export const PHOTO =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='

export interface Agenda {
  readonly matter: string
  readonly title: string
  readonly secret?: boolean
  readonly post?: string
  readonly seats?: number
  readonly candidates?: readonly string[]
  readonly subject?: { readonly kind: string; readonly id: string }
}

export async function governanceWorld() {
  const world = await sharesWorld([identityModule, approvalsModule, governanceModule])
  const { run, ids, account } = world
  await account('county', 'county_agriculture', { unit: ids.county })
  await account('town', 'town_station', { unit: ids.townA })
  await account('secretary', 'town_secretary', { unit: ids.townA })
  await account('other', 'town_station', { unit: ids.townB })

  /** A lawful co-op with a collective and `members` people, each with an account `m0`, `m1` … of the prefix. */
  const meetingCoop = async (members = 10, prefix = 'm') => {
    const coop = await world.lawful(ids.villageA, members)
    for (const [i, person] of coop.people.personIds.slice(0, members).entries()) {
      await account(`${prefix}${i}`, 'member', { person })
    }
    await account(`${prefix}-accountant`, 'coop_accountant', { unit: coop.coopId })
    await account(`${prefix}-board`, 'supervisory_board', { unit: coop.coopId })
    const holder = (i: number): string => coop.holders.get(`p${i}`) ?? ''
    return { ...coop, holder, collective: coop.holders.get('c') ?? '' }
  }

  /** A meeting drafted on the day of the call and held on the first day that is lawful. */
  const draft = async (coopId: string, matters: readonly Agenda[], more: object = {}) => {
    const { meetingId } = await run<{ meetingId: string }>('draftMeeting', {
      coopId,
      kind: 'assembly',
      title: '临时成员大会',
      heldOn: HELD,
      startsAt: '09:00',
      place: '村委会议室',
      matters,
      ...more,
    })
    return meetingId
  }

  const matterIds = async (meetingId: string): Promise<string[]> =>
    (await read(meetingId)).agenda.map(({ matterId }) => matterId)

  const read = (meetingId: string) => run<Meeting>('readMeeting', { meetingId })

  /** Drafted, told, and opened on its day. */
  const opened = async (coopId: string, matters: readonly Agenda[], more: object = {}) => {
    await world.setDay(CALLED)
    const meetingId = await draft(coopId, matters, more)
    await run('giveNotice', { meetingId, reason: '测试' })
    await world.setDay(HELD)
    await run('openMeeting', { meetingId })
    return { meetingId, matters: await matterIds(meetingId) }
  }

  return { ...world, meetingCoop, draft, read, matterIds, opened }
}

export interface Meeting {
  readonly state: string
  readonly entitled: number
  readonly present: number
  readonly quorum: number
  readonly allVotes: number
  readonly entryCode: string | null
  readonly earliestOn: string
  readonly review: {
    readonly caseId: string
    readonly state: string
    readonly opinions: readonly { readonly reason: string; readonly outcome: string }[]
  } | null
  readonly findings: readonly { readonly rule: string; readonly outcome: string }[]
  readonly agenda: readonly {
    readonly matterId: string
    readonly state: string
    readonly papersFrom: string | null
    readonly candidates: readonly { readonly candidateId: string; readonly personId: string }[]
    readonly votes: {
      readonly voters: number
      readonly cast: number
      readonly needed: number
      readonly yes: number | null
      readonly stillNeeded: number | null
    }
    readonly ballots: {
      readonly printed: number
      readonly handedOut: number
      readonly counters: readonly string[]
      readonly differences: readonly { readonly code: string; readonly said: readonly unknown[] }[]
      readonly settled: boolean
    }
    readonly resolution: {
      readonly carried: boolean
      readonly yes: number
      readonly number: string
      readonly candidates: readonly { readonly name: string; readonly elected: boolean }[]
    } | null
  }[]
}
