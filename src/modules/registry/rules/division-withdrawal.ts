import type { LocalDate } from '../../../kernel/date.ts'
import type { AnyId } from '../../../kernel/id.ts'
import { type Text, text } from '../../../kernel/text.ts'
import type { KnownVersion, LiveEvent } from '../model.ts'

export interface WithdrawalGround {
  readonly versions: readonly KnownVersion[]
  /** The other live events. */
  readonly events: readonly LiveEvent[]
  /** Label of a list that was imported after the event was recorded: it was matched with the tree as it is. */
  readonly laterList: string | null
}

/** What undoes an event; nothing of it is written while `fault` is not null. */
export interface WithdrawalPlan {
  readonly fault: Text | null
  /** Divisions whose version of this event never was. */
  readonly removed: readonly AnyId[]
  /** Versions that go on as if nothing had ended them, with the name and parent they had. */
  readonly reopened: readonly KnownVersion[]
  /** First versions that begin again when a list, or another event, says so. */
  readonly moved: readonly {
    readonly id: AnyId
    readonly from: LocalDate
    readonly to: LocalDate
  }[]
  /** Identities that only this event had made: they have no version left. */
  readonly unmade: readonly AnyId[]
}

const REFUSED = { removed: [], reopened: [], moved: [], unmade: [] } as const

const refused = (fault: Text): WithdrawalPlan => ({ ...REFUSED, fault })

const touches = (event: LiveEvent, id: AnyId): boolean =>
  event.from.includes(id) || event.to.includes(id)

/**
 * Undoes one event on the tree as it is known now. What came later on the same units is withdrawn first,
 * the last one first; otherwise a unit would go on from a state that never was.
 */
export function planWithdrawal(event: LiveEvent, ground: WithdrawalGround): WithdrawalPlan {
  const history = Map.groupBy(ground.versions, (version) => version.id)
  const removed = ground.versions.filter((version) => version.eventId === event.id)
  const unmade = event.to.filter((id) =>
    (history.get(id) ?? []).every((version) => version.eventId === event.id),
  )
  const fault = blocked(event, { ...ground, removed, unmade })
  if (fault !== null) return refused(fault)
  const ids = new Set([...event.from, ...removed.map((version) => version.id)])
  const reopened = [...ids].flatMap((id) => endedBy(event, history.get(id) ?? []))
  const kept = ground.versions.filter((version) => version.eventId !== event.id)
  const orphan = reopened.find((version) => !hasParent(version, { kept, reopened }))
  if (orphan !== undefined) {
    return refused(
      text(
        `“${orphan.shortName}”的上级单位在此后已撤并,须先撤回上级单位的变更。`,
        `The unit above "${orphan.shortName}" has come to its end since; withdraw that event first.`,
      ),
    )
  }
  const moved = event.to
    .filter((id) => !unmade.includes(id))
    .flatMap((id) => beginsAgain(event, { first: history.get(id)?.[0], events: ground.events }))
  const early = moved.find(({ id, to }) => isNeeded(id, to, kept))
  if (early !== undefined) return refused(laterChange(nameOf(history, early.id), early.to))
  return { fault: null, removed: removed.map((v) => v.id), reopened, moved, unmade }
}

const nameOf = (history: ReadonlyMap<AnyId, readonly KnownVersion[]>, id: AnyId): string =>
  history.get(id)?.at(-1)?.shortName ?? ''

const laterChange = (name: string, day: LocalDate): Text =>
  text(
    `“${name}”在此后另有变更(${day}),须先撤回后面的变更。`,
    `"${name}" changed again later (${day}); withdraw the later event first.`,
  )

interface Blocking extends WithdrawalGround {
  readonly removed: readonly KnownVersion[]
  readonly unmade: readonly AnyId[]
}

/** What stands on the event and must go first. */
function blocked(event: LiveEvent, ground: Blocking): Text | null {
  const { removed, unmade, events, versions, laterList } = ground
  if (laterList !== null) {
    return text(
      `${laterList} 版名录是登记此变更以后导入的,已按变更后的单位对照,此变更不能再撤回,请登记新的变更更正。`,
      `The list ${laterList} was imported after this event and matched with its outcome: it can no longer be withdrawn; correct it by a new event.`,
    )
  }
  const names = Map.groupBy(versions, (version) => version.id)
  const ended = removed.find((version) => version.validTo !== null)
  if (ended?.validTo) return laterChange(ended.shortName, ended.validTo)
  for (const id of unmade) {
    const other = events.find((one) => touches(one, id))
    if (other !== undefined) return laterChange(nameOf(names, id), other.date)
    const below = versions.find((one) => one.parentId === id && one.eventId !== event.id)
    if (below !== undefined) return laterChange(below.shortName, below.validFrom)
  }
  // Two events of one day about one unit: which of them ended it is not written down.
  for (const id of event.from) {
    const other = events.find((one) => one.date === event.date && one.from.includes(id))
    if (other !== undefined && event.kind === 'split' && other.id > event.id)
      return laterChange(nameOf(names, id), other.date)
  }
  return null
}

/** The version of a unit that this event ended: nothing follows it, or what follows is of the event itself. */
function endedBy(event: LiveEvent, versions: readonly KnownVersion[]): KnownVersion[] {
  const ended = versions.find((version) => version.validTo === event.date)
  const next = versions.find((version) => version.validFrom === event.date)
  if (ended === undefined || (next !== undefined && next.eventId !== event.id)) return []
  return [ended]
}

function hasParent(
  version: KnownVersion,
  left: { readonly kept: readonly KnownVersion[]; readonly reopened: readonly KnownVersion[] },
): boolean {
  const open = left.kept.some((one) => one.id === version.parentId && one.validTo === null)
  return open || left.reopened.some((one) => one.id === version.parentId)
}

/** A unit of a newer list that the event had shown to be older: its list, or another event, counts again. */
function beginsAgain(
  event: LiveEvent,
  at: { readonly first: KnownVersion | undefined; readonly events: readonly LiveEvent[] },
): { id: AnyId; from: LocalDate; to: LocalDate }[] {
  const { first } = at
  if (first === undefined || first.listFrom === null || first.validFrom !== event.date) return []
  const others = at.events.filter((one) => one.to.includes(first.id)).map((one) => one.date)
  const to = [first.listFrom, ...others].toSorted((a, b) => (a < b ? -1 : 1))[0]
  return to === undefined || to <= first.validFrom
    ? []
    : [{ id: first.id, from: first.validFrom, to }]
}

/** Whether something already counts on a unit before the day on which it would begin again. */
const isNeeded = (id: AnyId, day: LocalDate, kept: readonly KnownVersion[]): boolean =>
  kept.some(
    (version) =>
      (version.parentId === id && version.validFrom < day) ||
      (version.id === id && version.validTo !== null && version.validTo <= day),
  )
