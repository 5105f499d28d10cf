import type { Anchor } from '../../../platform/audit.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { verifyBooks } from '../../ledger/index.ts'
import type { Break } from '../model.ts'
import { countTrail, headOf, linksFrom, strayEvent } from '../store.ts'
import {
  anchorBreak,
  beginWalk,
  belongsAt,
  breakNear,
  firstBreak,
  hex,
  type Walk,
  walkOn,
  WINDOW,
} from './chain.ts'

/** Links read at once: enough to be quick, few enough that other calls come in between. */
const BATCH = 1_000

/** The answer of `verify`, in the names of the contract. */
export interface Verification {
  readonly ok: boolean
  readonly county: number
  readonly events: number
  readonly sealed: number
  readonly unsealed: number
  readonly algorithm: string | null
  readonly head: { readonly seq: string; readonly hash: string } | null
  readonly broken: {
    readonly seq: string
    readonly kind: Break['kind']
    readonly event: string | null
  } | null
  readonly anchors: { readonly compared: number; readonly lastAgreeing: string | null }
  readonly books: Awaited<ReturnType<typeof verifyBooks>> | null
  readonly signature: { readonly valid: boolean; readonly publicKey: string } | null
}

/** Proves a county's whole chain, the events outside it, and the heads that were kept elsewhere. */
export async function verifyTrail(ctx: Ctx, anchors: readonly Anchor[]): Promise<Verification> {
  const walk = beginWalk(ctx.county, anchors)
  const total = Number((await headOf(ctx))?.seq ?? 0n)
  for (let more = true; more && !walk.broken;) {
    const links = await linksFrom(ctx, walk.next, BATCH)
    walkOn(walk, links)
    more = links.length === BATCH
    ctx.progress(Math.min(Number(walk.next), total), total)
  }
  const [counts, head, stray] = [await countTrail(ctx), await headOf(ctx), await strayEvent(ctx)]
  const broken = firstBreak([
    walk.broken ? await explain(ctx, walk) : null,
    anchorBreak(walk, head?.seq ?? 0n),
    stray === null ? null : { seq: stray.seq, kind: 'inserted', event: stray.id },
  ])
  const books = await verifyBooks(ctx)
  return {
    ...counts,
    ok: broken === null && books.broken.length === 0,
    county: ctx.county,
    algorithm: head?.algorithm ?? null,
    head: head === null ? null : { seq: String(head.seq), hash: hex(head.hash) },
    broken: shownBreak(broken),
    anchors: shownAnchors(walk),
    books,
    signature: null,
  }
}

export const shownBreak = (broken: Break | null) =>
  broken === null ? null : { ...broken, seq: String(broken.seq) }

export const shownAnchors = (walk: Walk) => ({
  compared: walk.anchors.size,
  lastAgreeing: walk.lastAgreeing === null ? null : String(walk.lastAgreeing),
})

/** What was done at the first break: from the rows around it, else from a look at all that follow. */
async function explain(ctx: Ctx, walk: Walk): Promise<Break> {
  const from = walk.next > BigInt(WINDOW) ? walk.next - BigInt(WINDOW) : 1n
  const around = await linksFrom(ctx, from, 2 * WINDOW)
  const near = breakNear(walk, around)
  if (near !== null) return near
  const broken = around.find((link) => link.seq >= walk.next)
  if (broken === undefined) return { seq: walk.next, kind: 'missing', event: null }
  for (let next = broken.seq + 1n; ;) {
    const links = await linksFrom(ctx, next, BATCH)
    const found = links.some((link) => belongsAt(walk, broken, link))
    if (found) return { seq: walk.next, kind: 'reordered', event: broken.eventId }
    if (links.length < BATCH) break
    next = (links.at(-1)?.seq ?? next) + 1n
  }
  return { seq: walk.next, kind: 'altered', event: broken.eventId }
}
