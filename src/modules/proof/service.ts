import { notFound } from '../../kernel/refusal.ts'
import type { Input, Output, Verbs } from '../../kernel/verb.ts'
import type { Anchor } from '../../platform/audit.ts'
import type { Ctx } from '../../platform/ctx.ts'
import type { proofContract } from './contract.ts'
import type { Link } from './model.ts'
import { caseVerifier, exportCase } from './service/case-file.ts'
import { beginWalk, hex, walkOn } from './service/chain.ts'
import { exportTrail } from './service/export.ts'
import { verifyTrail } from './service/verify.ts'
import {
  COUNTED_MAX,
  countEvents,
  eventById,
  type EventRow,
  linksFrom,
  listEvents,
} from './store.ts'

type Contract = typeof proofContract

const shown = (row: EventRow) => ({
  id: row.id,
  at: row.at,
  recordedAt: row.recorded_at,
  actor: row.actor,
  requestId: row.request_id,
  source: row.source,
  verb: row.verb,
  target: row.target,
  outcome: row.outcome,
  refusal: row.refusal,
  seq: row.seq === null ? null : String(row.seq),
})

async function listAudit(
  ctx: Ctx,
  input: Input<Contract['listAudit']>,
): Promise<Output<Contract['listAudit']>> {
  const counted = await countEvents(ctx, input)
  const rows = await listEvents(ctx, input)
  return {
    total: Math.min(counted, COUNTED_MAX),
    more: counted > COUNTED_MAX,
    rows: rows.map(shown),
  }
}

async function readAudit(
  ctx: Ctx,
  { eventId }: Input<Contract['readAudit']>,
): Promise<Output<Contract['readAudit']>> {
  const row = await eventById(ctx, eventId)
  if (row === null) throw notFound()
  const event = { ...shown(row), input: row.input, changes: row.changes }
  return { ...event, seal: row.seq === null ? null : await sealOf(ctx, row.seq) }
}

async function sealOf(ctx: Ctx, seq: bigint) {
  const around = await linksFrom(ctx, seq > 1n ? seq - 1n : seq, 3)
  const link = around.find((each) => each.seq === seq)
  if (link === undefined) throw notFound()
  const before = around.find((each) => each.seq === seq - 1n) ?? null
  const previous = before?.hash ?? new Uint8Array()
  const walk = beginWalk(ctx.county, [], { seq, previous })
  walkOn(walk, [link])
  const neighbour = (each: Link | null | undefined) =>
    each === null || each === undefined || each.event === null
      ? null
      : {
          seq: String(each.seq),
          id: each.event.id,
          at: each.event.at,
          verb: each.event.verb,
        }
  return {
    seq: String(seq),
    algorithm: link.algorithm,
    hash: hex(link.hash),
    previousHash: hex(previous),
    sealedAt: link.sealedAt,
    holds: !walk.broken,
    before: neighbour(before),
    after: neighbour(around.find((each) => each.seq === seq + 1n)),
  }
}

function verify(ctx: Ctx, input: Input<Contract['verify']>): Promise<Output<Contract['verify']>> {
  const { anchors = [], anchorSeq, anchorHash } = input
  const printed: Anchor[] =
    anchorSeq === undefined || anchorHash === undefined
      ? []
      : [{ county: ctx.county, seq: anchorSeq, hash: anchorHash, algorithm: '', at: ctx.door.at }]
  return verifyTrail(ctx, [...ctx.anchors(), ...anchors, ...printed])
}

async function exportAudit(
  ctx: Ctx,
  { from, to }: Input<Contract['exportAudit']>,
): Promise<Output<Contract['exportAudit']>> {
  const document = await exportTrail(ctx, {
    from: BigInt(from ?? 1),
    to: to === undefined ? null : BigInt(to),
  })
  return {
    name: `审计链-${ctx.county}-${ctx.today}.json`,
    mediaType: 'application/json',
    content: Buffer.from(document, 'utf8').toString('base64'),
  }
}

/** Names the file by the server's clock, so that a second backup of the same second is refused. */
async function backup(ctx: Ctx): Promise<Output<Contract['backup']>> {
  const file = `miaoqi-${ctx.door.at.replaceAll(/[^0-9]/g, '').slice(0, 14)}.backup`
  const summary = await ctx.operations.backup(file)
  ctx.record({ entity: 'backup', id: file, after: { rows: summary.rows } })
  return { ...summary, file, tables: summary.tables.length }
}

async function restore(
  ctx: Ctx,
  { file }: Input<Contract['restore']>,
): Promise<Output<Contract['restore']>> {
  const summary = await ctx.operations.restore(file)
  return { ...summary, file, tables: summary.tables.length }
}

export const proofVerbs: Verbs<Contract, Ctx> = {
  listAudit,
  readAudit,
  verify,
  exportCase: (ctx, { caseId }) => exportCase(ctx, caseId),
  readCaseVerifier: caseVerifier,
  exportAudit,
  backup,
  restore,
}
