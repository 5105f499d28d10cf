import type { AnyId } from '../../../kernel/id.ts'
import { text } from '../../../kernel/text.ts'
import {
  type Assigned,
  type Change,
  type Channel,
  CHANNELS,
  type CoopPlace,
  type HelperState,
  type HelpRules,
  type Target,
} from '../model.ts'

/* One to one (seed R103): each place that a channel must reach has exactly one helper, and no helper has too many. */

export interface Ground {
  readonly rules: HelpRules
  readonly coops: readonly CoopPlace[]
  readonly helpers: readonly HelperState[]
  /** In force today, those of places outside `coops` included: a helper's load is all of it. */
  readonly assigned: readonly Assigned[]
}

/** Whether a channel must reach a co-op. */
export function mustReach(rules: HelpRules, channel: Channel, coop: CoopPlace): boolean {
  const reach = rules.reach[channel]
  if (reach === 'supported') return rules.supported.some((one) => one === (coop.class ?? 'none'))
  return reach === 'all'
}

/** The place at which a channel reaches a co-op: a leader's own point, or the town it lies in. */
export function placeOf(channel: Channel, coop: CoopPlace, at: ReadonlyMap<AnyId, unknown>): AnyId {
  if (channel === 'department') return coop.villageId
  if (channel === 'county_leader' && !at.has(coop.id)) return coop.townId
  return coop.id
}

/** Every place that must be reached, and every one with two of a channel, with who is there. */
export function targetsOf({ rules, coops, assigned }: Ground): Target[] {
  return CHANNELS.flatMap((channel) => {
    const own = assigned.filter((one) => one.channel === channel)
    const at = Map.groupBy(own, (one) => one.unitId)
    const isDouble = (coop: CoopPlace): boolean =>
      (at.get(placeOf(channel, coop, at)) ?? []).length > 1
    const reached = coops.filter((coop) => mustReach(rules, channel, coop) || isDouble(coop))
    const places = Map.groupBy(reached, (coop) => placeOf(channel, coop, at))
    return [...places].map(([unitId, inside]) => ({
      channel,
      unitId,
      townId: inside[0]?.townId ?? unitId,
      coopIds: inside.map(({ id }) => id),
      assigned: at.get(unitId) ?? [],
    }))
  })
}

/** How many places each helper has. */
export function loadsOf(assigned: readonly Assigned[]): Map<AnyId, number> {
  const loads = new Map<AnyId, number>()
  for (const { helperId } of assigned) loads.set(helperId, (loads.get(helperId) ?? 0) + 1)
  return loads
}

export interface Mending {
  readonly changes: readonly Change[]
  /** Places and surplus for which no helper of the channel has room. */
  readonly short: readonly { readonly channel: Channel; readonly places: number }[]
}

/**
 * The fewest acts after which every place has exactly one helper and nobody more than fits: one less at each
 * double, chosen so that it relieves whoever has too much; one replacement for each place still too many; one
 * assignment for each gap.
 */
export function mend(ground: Ground, targets: readonly Target[] = targetsOf(ground)): Mending {
  const helpers = new Map(ground.helpers.map((helper) => [helper.id, helper]))
  const loads = loadsOf(ground.assigned)
  const ended = endings(targets, { helpers, loads })
  const changes: Change[] = ended.map(({ assigned }) => {
    loads.set(assigned.helperId, (loads.get(assigned.helperId) ?? 1) - 1)
    return {
      kind: 'end',
      channel: assigned.channel,
      unitId: assigned.unitId,
      assignmentId: assigned.id,
      fromHelperId: assigned.helperId,
      toHelperId: null,
      why: text('同一渠道重复安排,保留一位', 'two of one channel: one is enough'),
    }
  })
  const gone = new Set(ended.map(({ assigned }) => assigned.id))
  const short = new Map<Channel, number>()
  const miss = (channel: Channel): unknown => short.set(channel, (short.get(channel) ?? 0) + 1)
  const room = { ground, loads, targets }
  // Gaps in towns first where only that town's own people fit; otherwise in the order of the places.
  for (const target of targets) {
    if (target.assigned.length > 0) continue
    const to = freeHelper(target, room)
    if (to === null) miss(target.channel)
    else changes.push(assign(target, to, room))
  }
  const places = new Map(targets.map((target) => [`${target.channel}${target.unitId}`, target]))
  for (const helper of ground.helpers) {
    const own = ground.assigned.filter((a) => a.helperId === helper.id && !gone.has(a.id))
    for (const one of own.toSorted((a, b) => (a.from < b.from ? 1 : -1))) {
      if ((loads.get(helper.id) ?? 0) <= helper.capacity) break
      const target = places.get(`${one.channel}${one.unitId}`)
      const to = target === undefined ? null : freeHelper(target, room)
      if (target === undefined || to === null) continue
      loads.set(helper.id, (loads.get(helper.id) ?? 1) - 1)
      changes.push(replace(target, { one, helper, to, room }))
    }
    // Of helpers whose places are none of these, nothing is said here.
    const surplus = own.some((one) => places.has(`${one.channel}${one.unitId}`))
      ? (loads.get(helper.id) ?? 0) - helper.capacity
      : 0
    for (let left = surplus; left > 0; left -= 1) miss(helper.channel)
  }
  return { changes, short: [...short].map(([channel, count]) => ({ channel, places: count })) }
}

interface Room {
  readonly ground: Ground
  readonly loads: Map<AnyId, number>
  readonly targets: readonly Target[]
}

const take = ({ loads }: Room, id: AnyId): unknown => loads.set(id, (loads.get(id) ?? 0) + 1)

function assign(target: Target, to: HelperState, room: Room): Change {
  take(room, to.id)
  const load = room.loads.get(to.id) ?? 0
  return {
    kind: 'assign',
    channel: target.channel,
    unitId: target.unitId,
    assignmentId: null,
    fromHelperId: null,
    toHelperId: to.id,
    why: text(`还有余力(安排后 ${load}/${to.capacity})`, `has room (then ${load}/${to.capacity})`),
  }
}

function replace(
  target: Target,
  of: {
    readonly one: Assigned
    readonly helper: HelperState
    readonly to: HelperState
    readonly room: Room
  },
): Change {
  take(of.room, of.to.id)
  return {
    kind: 'replace',
    channel: target.channel,
    unitId: target.unitId,
    assignmentId: of.one.id,
    fromHelperId: of.helper.id,
    toHelperId: of.to.id,
    why: text(
      `原帮扶力量超过可承担数(${of.helper.capacity})`,
      `the present one has more than ${of.helper.capacity}`,
    ),
  }
}

/** Who of the channel has room and may go there: people of the town first, then who has most room. */
function freeHelper(target: Target, { ground, loads, targets }: Room): HelperState | null {
  const near = new Set(
    targets
      .filter((one) => one.channel === target.channel && one.townId === target.townId)
      .flatMap((one) => one.assigned.map(({ helperId }) => helperId)),
  )
  const here = new Set(target.assigned.map(({ helperId }) => helperId))
  const rank = (helper: HelperState): readonly number[] => [
    helper.homeTownId === null ? 1 : 0,
    near.has(helper.id) ? 0 : 1,
    (loads.get(helper.id) ?? 0) - helper.capacity,
  ]
  const free = ground.helpers.filter(
    (helper) =>
      helper.channel === target.channel &&
      !helper.retired &&
      !here.has(helper.id) &&
      (helper.homeTownId === null || helper.homeTownId === target.townId) &&
      (loads.get(helper.id) ?? 0) < helper.capacity,
  )
  const [best] = free.toSorted((a, b) => {
    const [x, y] = [rank(a), rank(b)]
    const at = x.findIndex((value, i) => value !== y[i])
    // Alike: in the order in which they were given.
    return at < 0 ? 0 : (x[at] ?? 0) - (y[at] ?? 0)
  })
  return best ?? null
}

interface Ending {
  readonly assigned: Assigned
}

/**
 * Which assignments end at the doubles: one place in a double can relieve one place of an overload, as many as
 * possible (augmenting paths); what is left, the latest.
 */
function endings(
  targets: readonly Target[],
  { helpers, loads }: { helpers: Map<AnyId, HelperState>; loads: Map<AnyId, number> },
): Ending[] {
  const doubles = targets.filter(({ assigned }) => assigned.length > 1)
  const chosen = new Map<Target, Set<Assigned>>(doubles.map((target) => [target, new Set()]))
  const relieve = (helperId: AnyId, seen: Set<Target>): boolean => {
    for (const target of doubles) {
      const own = target.assigned.find((one) => one.helperId === helperId)
      const picked = chosen.get(target)
      if (own === undefined || picked === undefined) continue
      if (picked.has(own) || seen.has(target)) continue
      seen.add(target)
      if (picked.size < target.assigned.length - 1) {
        picked.add(own)
        return true
      }
      for (const other of picked) {
        if (!relieve(other.helperId, seen)) continue
        picked.delete(other)
        picked.add(own)
        return true
      }
    }
    return false
  }
  for (const [id, helper] of helpers) {
    for (let left = (loads.get(id) ?? 0) - helper.capacity; left > 0; left -= 1) {
      if (!relieve(id, new Set())) break
    }
  }
  return doubles.flatMap((target) => {
    const picked = chosen.get(target) ?? new Set()
    const rest = target.assigned
      .filter((one) => !picked.has(one))
      .toSorted((a, b) => (a.from < b.from ? 1 : -1))
    return [...picked, ...rest.slice(0, target.assigned.length - 1 - picked.size)].map(
      (assigned) => ({ assigned }),
    )
  })
}
