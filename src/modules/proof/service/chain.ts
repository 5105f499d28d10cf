import type { AnyId } from '../../../kernel/id.ts'
import {
  type Anchor,
  chainHash,
  eventText,
  HASH_ALGORITHMS,
  type HashAlgorithm,
} from '../../../platform/audit.ts'
import type { Break, Link } from '../model.ts'

/*
 * Proving a chain: each link's hash is computed again from the stored hash before it, so a break is found
 * at the first link that does not follow, and the links behind it tell what was done. Nothing here reads
 * a database: the same code judges the trail itself and a file that was exported from it.
 */

const isKnown = (algorithm: string): algorithm is HashAlgorithm =>
  (HASH_ALGORITHMS as readonly string[]).includes(algorithm)

/** How far from a break the links around it are looked at, to tell an insertion from a loss. */
export const WINDOW = 64

/** A place in a chain: its number and the hash it hangs on. */
export interface Place {
  readonly seq: bigint
  readonly previous: Uint8Array
}

/** Where a proof stands: everything before `next` holds. */
export interface Walk {
  readonly county: number
  readonly start: Place
  next: bigint
  previous: Uint8Array
  broken: boolean
  lastAgreeing: bigint | null
  /** The first head kept outside that does not agree. */
  disagreeing: { readonly seq: bigint; readonly event: string } | null
  readonly anchors: ReadonlyMap<bigint, readonly string[]>
}

/** Begins at a link whose predecessor has the hash `previous`; by default at the first of all. */
export function beginWalk(
  county: number,
  anchors: readonly Anchor[],
  start: Place = { seq: 1n, previous: new Uint8Array() },
): Walk {
  const bySeq = new Map<bigint, string[]>()
  for (const { county: of, seq, hash } of anchors) {
    if (of !== county) continue
    bySeq.set(BigInt(seq), [...(bySeq.get(BigInt(seq)) ?? []), hash])
  }
  return {
    county,
    start,
    next: start.seq,
    previous: start.previous,
    broken: false,
    lastAgreeing: null,
    disagreeing: null,
    anchors: bySeq,
  }
}

/** Walks on over links in order of their numbers; stops for good at the first that does not follow. */
export function walkOn(walk: Walk, links: readonly Link[]): void {
  for (const link of links) {
    if (walk.broken) return
    if (!follows(walk.county, link, { seq: walk.next, previous: walk.previous })) {
      walk.broken = true
      return
    }
    const kept = walk.anchors.get(link.seq)
    if (kept !== undefined) {
      if (kept.every((hash) => hash === hex(link.hash))) walk.lastAgreeing = link.seq
      else walk.disagreeing ??= { seq: link.seq, event: link.eventId }
    }
    walk.next += 1n
    walk.previous = link.hash
  }
}

export const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex')

/** Whether the link, as it is, stands rightly at this place. */
const follows = (county: number, link: Link, place: Place): boolean =>
  link.seq === place.seq && fits(county, link, place)

/** Whether the link's hash is that of its event at this place, whatever number it carries now. */
function fits(county: number, link: Link, place: Place, event = link.event): boolean {
  if (event === null || !isKnown(link.algorithm)) return false
  const made = chainHash(link.algorithm, place.previous, {
    seq: place.seq,
    sealedAt: link.sealedAt,
    text: eventText(county, { ...event, id: event.id as AnyId }),
  })
  return Buffer.compare(made, link.hash) === 0
}

/**
 * What happened at the place where the walk broke, as far as the links around it tell: `around` holds up
 * to WINDOW links before and after it. Null when only a look at all later links can tell
 * a reordering from an alteration (`belongsAt`).
 */
export function breakNear(walk: Walk, around: readonly Link[]): Break | null {
  const { county, next: seq } = walk
  const here = around.filter((link) => link.seq >= seq)
  const [first, second] = here
  if (first === undefined || first.seq > seq) {
    const later = here.find((link) => link.seq === seq)
    return {
      seq,
      kind: later === undefined ? 'missing' : 'reordered',
      event: later?.eventId ?? null,
    }
  }
  if (first.event === null) return { seq, kind: 'missing', event: first.eventId }
  const inserted = insertedAt(walk, around, here)
  if (inserted !== null) return inserted
  if (second === undefined || fits(county, second, after(first, seq))) return null
  for (let lost = 1n; lost <= BigInt(WINDOW); lost++) {
    // The rows behind were renumbered: they still hang together, some numbers further on.
    if (fits(county, second, { seq: seq + 1n + lost, previous: first.hash })) {
      return { seq, kind: 'missing', event: null }
    }
  }
  return null
}

const after = (link: Link, seq: bigint): Place => ({ seq: seq + 1n, previous: link.hash })

/** Rows put in between, the rows behind them renumbered: leaving them out, the chain goes on. */
function insertedAt(walk: Walk, around: readonly Link[], here: readonly Link[]): Break | null {
  const { county, next: seq, previous } = walk
  const [first] = here
  if (first === undefined) return null
  const before = around.filter((link) => link.seq < seq)
  // A row whose own hash was computed rightly breaks only the row behind it.
  for (let extra = 1; extra <= before.length; extra++) {
    const [fake, real] = [before.at(-extra), before.at(-extra - 1)]
    if (fake === undefined) break
    if (real === undefined && fake.seq !== walk.start.seq) break
    if (fits(county, first, real === undefined ? walk.start : after(real, real.seq))) {
      return { seq: fake.seq, kind: 'inserted', event: fake.eventId }
    }
  }
  for (let extra = 1; extra < here.length; extra++) {
    const [link, following] = [here[extra], here[extra + 1]]
    if (link === undefined || !fits(county, link, { seq, previous })) continue
    const goesOn =
      following === undefined
        ? !here.slice(0, extra).some((other) => fits(county, other, after(link, seq)))
        : fits(county, following, after(link, seq))
    return goesOn ? { seq, kind: 'inserted', event: first.eventId } : null
  }
  return null
}

/**
 * Whether this later link, or its event, belongs at the place where the walk broke: then rows were put
 * into another order. `broken` is the link that stands there now.
 */
export function belongsAt(walk: Walk, broken: Link, link: Link): boolean {
  const place = { seq: walk.next, previous: walk.previous }
  if (link.seq <= broken.seq) return false
  return fits(walk.county, link, place) || fits(walk.county, broken, place, link.event)
}

/** The earlier of several breaks; null when there is none. */
export const firstBreak = (breaks: readonly (Break | null)[]): Break | null =>
  breaks.reduce(
    (first, next) => (next !== null && (first === null || next.seq < first.seq) ? next : first),
    null,
  )

/** What the heads kept outside say: a chain that was rewritten as a whole, or cut off at its end. */
export function anchorBreak(walk: Walk, head: bigint): Break | null {
  const last = Array.from(walk.anchors.keys()).reduce((max, seq) => (seq > max ? seq : max), 0n)
  const rewritten: Break | null =
    walk.disagreeing === null ? null : { ...walk.disagreeing, kind: 'altered' }
  const cut: Break | null = last > head ? { seq: head + 1n, kind: 'truncated', event: null } : null
  return firstBreak([rewritten, cut])
}
