import { createPrivateKey, createPublicKey, type KeyObject, sign, verify } from 'node:crypto'
import { z } from 'zod'
import type { AnyId } from '../../../kernel/id.ts'
import type { Instant } from '../../../kernel/date.ts'
import { faultsOf } from '../../../kernel/fault.ts'
import { badInput, Refusal } from '../../../kernel/refusal.ts'
import { text } from '../../../kernel/text.ts'
import { canonicalJson } from '../../../platform/audit.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import type { Secrets } from '../../../platform/secrets.ts'
import { AUDIT_OUTCOMES } from '../contract.ts'
import type { Break, Link } from '../model.ts'
import { countTrail, headOf, linksFrom } from '../store.ts'
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
import { shownAnchors, shownBreak, type Verification } from './verify.ts'

/*
 * An export is one JSON document that proves itself: the links with their events, and a head signed with
 * Ed25519 (RFC 8032) by a key that the database does not hold.
 */

const FORMAT = 'miaoqi-audit-1'
/** More links than this are exported in parts: a file that a reader can still open. */
const LINKS_MAX = 200_000
const BATCH = 2_000

/** DER of an Ed25519 private key (RFC 8410) up to its 32 bytes. */
const PKCS8_ED25519 = Buffer.from('302e020100300506032b657004220420', 'hex')

function signingKey(secrets: Secrets): KeyObject {
  const der = Buffer.concat([PKCS8_ED25519, secrets.derive('audit-sign')])
  return createPrivateKey({ key: der, format: 'der', type: 'pkcs8' })
}

const publicText = (key: KeyObject): string =>
  createPublicKey(key).export({ format: 'der', type: 'spki' }).toString('base64')

/** A link as a document carries it. */
export const linkText = (link: Link) => ({
  seq: String(link.seq),
  eventId: link.eventId,
  algorithm: link.algorithm,
  sealedAt: link.sealedAt,
  hash: hex(link.hash),
  event: link.event,
})

/** The county's signature under a header, with the public key it is checked by. */
export function signed(secrets: Secrets, header: unknown) {
  const key = signingKey(secrets)
  return {
    algorithm: 'Ed25519',
    publicKey: publicText(key),
    value: sign(null, Buffer.from(canonicalJson(header)), key).toString('base64'),
  }
}

/** The document of links `from` to `to`; refuses with `too_large` beyond 200,000 links. */
export async function exportTrail(
  ctx: Ctx,
  range: { readonly from: bigint; readonly to: bigint | null },
): Promise<string> {
  const head = await headOf(ctx)
  const end = range.to ?? head?.seq ?? 0n
  if (end - range.from >= BigInt(LINKS_MAX)) {
    throw new Refusal(
      'too_large',
      text(
        `一次最多导出 ${LINKS_MAX} 条,请给出起止序号分段导出。`,
        `At most ${LINKS_MAX} events at once: export in parts, by number.`,
      ),
    )
  }
  const before = range.from > 1n ? (await linksFrom(ctx, range.from - 1n, 1))[0] : undefined
  const links: Link[] = []
  for (let next = range.from; next <= end;) {
    const part = (await linksFrom(ctx, next, BATCH)).filter((link) => link.seq <= end)
    links.push(...part)
    ctx.progress(links.length, Number(end - range.from + 1n))
    const last = part.at(-1)
    if (last === undefined) break
    next = last.seq + 1n
  }
  const last = links.at(-1)
  const { unsealed } = await countTrail(ctx)
  const header = {
    format: FORMAT,
    county: ctx.county,
    exportedAt: ctx.door.at,
    from: String(range.from),
    previous: before === undefined ? '' : hex(before.hash),
    algorithm: last?.algorithm ?? null,
    head: last === undefined ? null : { seq: String(last.seq), hash: hex(last.hash) },
    links: links.length,
    unsealed,
  }
  const signature = signed(ctx.secrets, header)
  // A link a line, so that people can look into the file as well.
  const lines = links.map((link) => JSON.stringify(linkText(link))).join(',\n')
  const top = JSON.stringify({ header, signature }).slice(0, -1)
  return `${top},"chain":[\n${lines}\n]}\n`
}

const seqText = z.string().regex(/^\d{1,18}$/)

const headerSchema = z.strictObject({
  format: z.literal(FORMAT),
  county: z.number().int(),
  exportedAt: z.string(),
  from: seqText,
  previous: z.string(),
  algorithm: z.string().nullable(),
  head: z.strictObject({ seq: seqText, hash: z.string() }).nullable(),
  links: z.number().int(),
  unsealed: z.number().int(),
})

const eventSchema = z.strictObject({
  id: z.string(),
  at: z.string(),
  recorded_at: z.string(),
  actor: z.unknown(),
  request_id: z.string(),
  source: z.string(),
  verb: z.string(),
  target: z.string().nullable(),
  outcome: z.enum(AUDIT_OUTCOMES),
  refusal: z.string().nullable(),
  input: z.unknown(),
  changes: z.unknown(),
})

/** A link that cannot be read is a broken link, not a broken file: the chain says where it is. */
const linkSchema = z
  .object({
    seq: seqText.catch('0'),
    eventId: z.string().catch(''),
    algorithm: z.string().catch(''),
    sealedAt: z.string().catch(''),
    hash: z.string().catch(''),
    event: eventSchema.nullable().catch(null),
  })
  .catch({ seq: '0', eventId: '', algorithm: '', sealedAt: '', hash: '', event: null })

const documentSchema = z.strictObject({
  header: headerSchema,
  signature: z.strictObject({ algorithm: z.string(), publicKey: z.string(), value: z.string() }),
  chain: z.array(linkSchema),
})

type Document = z.infer<typeof documentSchema>

const linkFrom = (row: z.infer<typeof linkSchema>): Link => ({
  seq: BigInt(row.seq),
  eventId: row.eventId,
  algorithm: row.algorithm,
  sealedAt: row.sealedAt,
  // Only lower case, as it was written: another spelling of the same bytes is another text.
  hash: /^[0-9a-f]*$/.test(row.hash) ? Buffer.from(row.hash, 'hex') : Buffer.alloc(0),
  event:
    row.event === null || row.event.id !== row.eventId
      ? null
      : {
          ...row.event,
          id: row.event.id as AnyId,
          at: row.event.at as Instant,
          recorded_at: row.event.recorded_at as Instant,
        },
})

/**
 * Proves an exported document without a database: every link, the head and its signature. Whose key it
 * is, the reader compares with the public key that the county has published. Throws `bad_input` when
 * the file is no export at all.
 */
export function verifyExport(document: unknown): Verification {
  const parsed = documentSchema.safeParse(document, { reportInput: true })
  if (!parsed.success) throw badInput(faultsOf(parsed.error))
  const { header, signature } = parsed.data
  const links = parsed.data.chain.map(linkFrom)
  const kept =
    header.head === null
      ? []
      : [{ county: header.county, ...header.head, algorithm: '', at: header.exportedAt }]
  const start = { seq: BigInt(header.from), previous: Buffer.from(header.previous, 'hex') }
  const walk = beginWalk(header.county, kept, start)
  walkOn(walk, links)
  const end = links.at(-1)?.seq ?? start.seq - 1n
  const promised = header.head === null ? start.seq - 1n : BigInt(header.head.seq)
  const extra = links.find((link) => link.seq > promised)
  const surplus: Break | null =
    extra === undefined ? null : { seq: extra.seq, kind: 'inserted', event: extra.eventId }
  const broken = firstBreak([
    walk.broken ? explain(walk, links) : null,
    anchorBreak(walk, end),
    surplus,
  ])
  const valid = isSigned(parsed.data)
  return {
    ok: broken === null && valid && links.length === header.links,
    county: header.county,
    events: links.length,
    sealed: links.length,
    unsealed: header.unsealed,
    algorithm: header.algorithm,
    head: header.head,
    broken: shownBreak(broken),
    anchors: shownAnchors(walk),
    books: null,
    signature: { valid, publicKey: signature.publicKey },
  }
}

function explain(walk: Walk, links: readonly Link[]): Break {
  const at = Number(walk.next - walk.start.seq)
  const near = breakNear(walk, links.slice(Math.max(0, at - WINDOW), at + WINDOW))
  if (near !== null) return near
  const broken = links[at]
  if (broken === undefined) return { seq: walk.next, kind: 'missing', event: null }
  const moved = links.some((link) => belongsAt(walk, broken, link))
  return { seq: walk.next, kind: moved ? 'reordered' : 'altered', event: broken.eventId }
}

function isSigned({ header, signature }: Document): boolean {
  if (signature.algorithm !== 'Ed25519') return false
  try {
    const der = Buffer.from(signature.publicKey, 'base64')
    const value = Buffer.from(signature.value, 'base64')
    const spelled =
      der.toString('base64') === signature.publicKey && value.toString('base64') === signature.value
    const key = createPublicKey({ key: der, format: 'der', type: 'spki' })
    return spelled && verify(null, Buffer.from(canonicalJson(header)), key, value)
  } catch {
    // Not a key: then nobody signed.
    return false
  }
}
