import type { LocalDate } from '../../../kernel/date.ts'
import type { AnyId } from '../../../kernel/id.ts'
import type { Fault } from '../../../kernel/refusal.ts'
import { type Text, text } from '../../../kernel/text.ts'
import type { DivisionEventKind, DivisionLevel } from '../model.ts'
import { readDivisionName } from './division-names.ts'

/** The open version of a division, as events find and leave it. */
export interface OpenDivision {
  readonly id: AnyId
  readonly level: DivisionLevel
  readonly code: string | null
  readonly vintage: string | null
  readonly name: string
  readonly shortName: string
  readonly matchKey: string
  readonly parentId: AnyId | null
  readonly validFrom: LocalDate
  /** The first day it is known to have existed, under whatever name. */
  readonly firstFrom: LocalDate
  /** It began with a list and has no earlier version: an event may show that it began earlier. */
  readonly firstByList: boolean
}

interface NewDivision {
  readonly name: string
  readonly level: 'town' | 'village' | 'community'
  readonly parentId: AnyId
  readonly code?: string | undefined
}

export interface DivisionEvent {
  readonly kind: DivisionEventKind
  readonly date: LocalDate
  readonly from: readonly AnyId[]
  readonly to: readonly ({ readonly id: AnyId } | NewDivision)[]
  readonly continues: boolean
  readonly name?: string | undefined
  readonly code?: string | undefined
  readonly parentId?: AnyId | undefined
}

/** A version that an event began. */
interface OpenedDivision extends OpenDivision {
  readonly eventId: AnyId
  readonly validTo: LocalDate | null
}

/** The units an event tells of. */
interface EventPlan {
  readonly id: AnyId
  readonly from: readonly AnyId[]
  readonly to: readonly AnyId[]
}

export interface EventsPlan {
  readonly faults: readonly Fault[]
  readonly events: readonly EventPlan[]
  /** Open versions that end, with their last day (exclusive). */
  readonly closed: readonly { readonly id: AnyId; readonly on: LocalDate }[]
  /** New versions; all but the last of a division have ended again within the batch. */
  readonly opened: readonly OpenedDivision[]
  /** First versions that began earlier than the list said. */
  readonly backdated: readonly { readonly id: AnyId; readonly from: LocalDate }[]
  /** Identities that an event made, parents first. */
  readonly made: readonly { readonly id: AnyId; readonly kind: 'town' | 'village' }[]
  /** Units that hang elsewhere now: merged ones under their survivor, transferred ones under the new town. */
  readonly moved: readonly { readonly id: AnyId; readonly parentId: AnyId }[]
}

interface Work {
  readonly today: LocalDate
  readonly open: Map<AnyId, OpenDivision>
  readonly newId: () => AnyId
  readonly faults: Fault[]
  readonly events: EventPlan[]
  readonly closed: Map<AnyId, LocalDate>
  readonly opened: Map<AnyId, OpenedDivision[]>
  readonly backdated: Map<AnyId, LocalDate>
  readonly made: { readonly id: AnyId; readonly kind: 'town' | 'village' }[]
  readonly moved: { readonly id: AnyId; readonly parentId: AnyId }[]
}

interface One {
  readonly event: DivisionEvent
  readonly id: AnyId
  readonly say: (place: string, said: Text) => void
}

/**
 * Decides a batch of events, each on the state that the ones before it leave. A division changes once a
 * day at most and never before its present form began: its history is told in order of time.
 */
export function planEvents(
  known: readonly OpenDivision[],
  events: readonly DivisionEvent[],
  make: { readonly today: LocalDate; readonly newId: () => AnyId },
): EventsPlan {
  const work: Work = {
    ...make,
    open: new Map(known.map((division) => [division.id, division])),
    faults: [],
    events: [],
    closed: new Map(),
    opened: new Map(),
    backdated: new Map(),
    made: [],
    moved: [],
  }
  events.forEach((event, i) => {
    const say = (place: string, said: Text) =>
      work.faults.push({ path: `$.events[${i}]${place}`, text: said })
    decide(work, { event, id: make.newId(), say })
  })
  return {
    faults: work.faults,
    events: work.events,
    closed: [...work.closed].map(([id, on]) => ({ id, on })),
    opened: [...work.opened.values()].flat(),
    backdated: [...work.backdated].map(([id, from]) => ({ id, from })),
    made: work.made,
    moved: work.moved,
  }
}

function decide(work: Work, one: One): void {
  const { event, say } = one
  if (event.date > work.today) {
    say('.date', text('变更日期不能在今天之后', 'the date lies in the future'))
    return
  }
  const from = event.from.map((id, i) => changeable(work, one, { id, place: `.from[${i}]` }))
  if (from.includes(null)) return
  const units = from.filter((unit) => unit !== null)
  const several = event.kind !== 'merge' && units.length > 1
  if (several) say('.from', text('这种变更只针对一个单位', 'this event is about one unit'))
  if (new Set(event.from).size !== event.from.length)
    say('.from', text('同一单位出现两次', 'a unit occurs twice'))
  if (several || units[0] === undefined) return
  switch (event.kind) {
    case 'merge':
      return merge(work, one, units)
    case 'split':
      return split(work, one, units[0])
    case 'dissolve':
      return dissolve(work, one, units[0])
    case 'rename':
    case 'recode':
    case 'transfer':
    case 'upgrade':
      return alter(work, one, units[0])
  }
}

/** The open version of a unit, if the event may change it on its day. */
function changeable(
  work: Work,
  { event, say }: One,
  at: { id: AnyId; place: string },
): OpenDivision | null {
  const unit = work.open.get(at.id)
  if (unit === undefined || unit.level === 'county') {
    say(at.place, text('没有这个现存的乡镇或村', 'is no existing town or village'))
    return null
  }
  if (unit.validFrom >= event.date) {
    say(
      at.place,
      text(
        `“${unit.shortName}”自 ${unit.validFrom} 起才是现在的样子,变更日期须在其后`,
        `"${unit.shortName}" has its present form since ${unit.validFrom}; the event must be later`,
      ),
    )
    return null
  }
  return unit
}

const isTown = (unit: { level: DivisionLevel }): boolean => unit.level === 'town'

/** Ends the open version, be it of the database or of this batch. */
function close(work: Work, id: AnyId, on: LocalDate): void {
  const versions = work.opened.get(id)
  const last = versions?.pop()
  if (versions === undefined || last === undefined) work.closed.set(id, on)
  else versions.push({ ...last, validTo: on })
}

function begin(work: Work, version: OpenedDivision): void {
  work.opened.set(version.id, [...(work.opened.get(version.id) ?? []), version])
  work.open.set(version.id, version)
}

/** Closes the open version and begins another that differs in `change`. */
function replace(
  work: Work,
  one: One,
  to: { unit: OpenDivision; change: Partial<OpenDivision> },
): void {
  const { date: validFrom } = one.event
  close(work, to.unit.id, validFrom)
  const next = { ...to.unit, ...to.change, validFrom, validTo: null, firstByList: false }
  begin(work, { ...next, eventId: one.id })
}

function end(work: Work, on: LocalDate, unit: OpenDivision): void {
  close(work, unit.id, on)
  work.open.delete(unit.id)
}

/** A target of a merge or split: a known unit (backdated when a list named it later) or a new one. */
function target(
  work: Work,
  one: One,
  at: { to: DivisionEvent['to'][number]; place: string; like: OpenDivision },
): OpenDivision | null {
  const { event, say } = one
  if (!('id' in at.to)) return makeDivision(work, one, { fresh: at.to, place: at.place })
  const unit = work.open.get(at.to.id)
  if (unit === undefined || isTown(unit) !== isTown(at.like) || unit.level === 'county') {
    say(at.place, text('没有这个现存的同级单位', 'is no existing unit of the same level'))
    return null
  }
  if (unit.firstFrom <= event.date) return unit
  if (!unit.firstByList) {
    say(
      at.place,
      text(`该单位自 ${unit.firstFrom} 起才存在`, `the unit exists since ${unit.firstFrom} only`),
    )
    return null
  }
  const earlier = { ...unit, validFrom: event.date, firstFrom: event.date }
  work.open.set(unit.id, earlier)
  work.backdated.set(unit.id, event.date)
  return earlier
}

function makeDivision(
  work: Work,
  { event, id, say }: One,
  at: { fresh: NewDivision; place: string },
): OpenDivision | null {
  const { fresh } = at
  const parent = work.open.get(fresh.parentId)
  const wanted = fresh.level === 'town' ? 'county' : 'town'
  if (parent?.level !== wanted) {
    say(`${at.place}.parentId`, text('上级单位不对', 'the parent is of the wrong level'))
    return null
  }
  const unit = {
    ...spelled(fresh.name, fresh.level),
    id: work.newId(),
    level: fresh.level,
    code: fresh.code ?? null,
    vintage: null,
    parentId: fresh.parentId,
    validFrom: event.date,
    firstFrom: event.date,
    validTo: null,
    firstByList: false,
    eventId: id,
  }
  work.made.push({ id: unit.id, kind: fresh.level === 'town' ? 'town' : 'village' })
  begin(work, unit)
  return unit
}

function spelled(published: string, level: DivisionLevel) {
  const { name, shortName, key } = readDivisionName(published, level)
  return { name, shortName, matchKey: key }
}

function merge(work: Work, one: One, units: readonly OpenDivision[]): void {
  const { event, say } = one
  const [to] = event.to
  const [first] = units
  if (to === undefined || event.to.length !== 1 || first === undefined) {
    say('.to', text('合并须恰好有一个并入单位', 'a merger has exactly one survivor'))
    return
  }
  if ('id' in to && event.from.includes(to.id)) {
    say('.to[0]', text('并入单位不能同时被合并', 'the survivor cannot be among those that end'))
    return
  }
  if (units.some((unit) => isTown(unit) !== isTown(first))) {
    say('.from', text('乡镇与村不能合并', 'towns and villages do not merge'))
    return
  }
  const survivor = target(work, one, { to, place: '.to[0]', like: first })
  if (survivor === null) return
  for (const unit of units) {
    if (isTown(unit)) handOver(work, one, { from: unit, to: survivor })
    else work.moved.push({ id: unit.id, parentId: survivor.id })
    end(work, event.date, unit)
  }
  work.events.push({ id: one.id, from: event.from, to: [survivor.id] })
}

/** The villages of a merged town go to the town it merged into. */
function handOver(work: Work, one: One, towns: { from: OpenDivision; to: OpenDivision }): void {
  const villages = Array.from(work.open.values()).filter((v) => v.parentId === towns.from.id)
  for (const village of villages) {
    if (village.validFrom >= one.event.date) {
      one.say(
        '.date',
        text(`“${village.shortName}”在此日期之后另有变更`, `"${village.shortName}" changed later`),
      )
      continue
    }
    replace(work, one, { unit: village, change: { parentId: towns.to.id } })
    work.moved.push({ id: village.id, parentId: towns.to.id })
  }
}

function split(work: Work, one: One, unit: OpenDivision): void {
  const { event, say } = one
  if (event.to.length < (event.continues ? 1 : 2)) {
    say('.to', text('拆分后须至少有两个单位', 'after a split there are at least two units'))
    return
  }
  const to = event.to.map((t, i) => target(work, one, { to: t, place: `.to[${i}]`, like: unit }))
  if (to.includes(null)) return
  if (!event.continues) {
    const left = [...work.open.values()].filter((village) => village.parentId === unit.id)
    if (left.length > 0) {
      say(
        '.from[0]',
        text(`其下还有 ${left.length} 个村`, `${left.length} villages are still below`),
      )
      return
    }
    end(work, event.date, unit)
  }
  const ids = to.filter((t) => t !== null).map((t) => t.id)
  work.events.push({ id: one.id, from: [unit.id], to: ids })
}

function dissolve(work: Work, one: One, unit: OpenDivision): void {
  const left = [...work.open.values()].filter((village) => village.parentId === unit.id)
  if (left.length > 0) {
    one.say(
      '.from[0]',
      text(`其下还有 ${left.length} 个村,须先调出`, `${left.length} villages are still below`),
    )
    return
  }
  end(work, one.event.date, unit)
  work.events.push({ id: one.id, from: [unit.id], to: [] })
}

function alter(work: Work, one: One, unit: OpenDivision): void {
  const change = alteration(work, one, unit)
  if (change === null) return
  replace(work, one, { unit, change })
  if (change.parentId !== undefined && change.parentId !== null)
    work.moved.push({ id: unit.id, parentId: change.parentId })
  work.events.push({ id: one.id, from: [unit.id], to: [unit.id] })
}

const missing = (what: Text): Text => text(`须填写${what.zh}`, `${what.en} is needed`)

/** What a rename, recode, transfer or upgrade changes; null when a fault was said. */
function alteration(work: Work, one: One, unit: OpenDivision): Partial<OpenDivision> | null {
  const { event, say } = one
  const coded = event.code === undefined ? {} : { code: event.code, vintage: null }
  if (event.kind === 'rename') {
    if (event.name !== undefined) return { ...spelled(event.name, unit.level), ...coded }
    say('.name', missing(text('新名称', 'the new name')))
    return null
  }
  if (event.kind === 'recode') {
    if (event.code !== undefined) return coded
    say('.code', missing(text('新代码', 'the new code')))
    return null
  }
  if (event.kind === 'transfer') {
    const town = event.parentId === undefined ? undefined : work.open.get(event.parentId)
    if (!isTown(unit) && town?.level === 'town' && town.id !== unit.parentId)
      return { parentId: town.id, ...coded }
    say('.parentId', text('须是村的另一个乡镇(街道)', 'must be another town, for a village'))
    return null
  }
  if (isTown(unit) && event.name !== undefined) return { ...spelled(event.name, 'town'), ...coded }
  if (unit.level === 'village') {
    const name = event.name ?? `${unit.shortName.replace(/村$/u, '')}社区居民委员会`
    return { level: 'community', ...spelled(name, 'community'), ...coded }
  }
  say(
    '.from[0]',
    text(
      '只有村可改社区,乡镇改街道须填新名称',
      'a village becomes a community; a town needs its new name',
    ),
  )
  return null
}
