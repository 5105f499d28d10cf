import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import type { AnyId } from '../../../kernel/id.ts'
import { canonicalJson } from '../../../platform/audit.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { loadCase, sayCaseNumber } from '../../approvals/index.ts'
import { headOf, linksOfCase, unsealedOfCase } from '../store.ts'
import { hex } from './chain.ts'
import { linkText, signed } from './export.ts'

const FORMAT = 'miaoqi-case-1'
const PAGE = new URL('../data/case-verifier.html', import.meta.url)

/**
 * One case as a document that proves itself: its process as it was, its acts, the fingerprints of its papers, the
 * audit rows that recorded each act with the hash each hangs on, all under the county's signature. What lies
 * between those rows in the chain belongs to others and is not in it.
 */
export async function exportCase(
  ctx: Ctx,
  caseId: AnyId,
): Promise<{ readonly name: string; readonly mediaType: string; readonly content: string }> {
  const found = await loadCase(ctx, caseId, false)
  const { row, process, facts, acts, chain } = found
  const links = await linksOfCase(ctx, caseId, row.opened_at)
  const body = {
    id: caseId,
    number: sayCaseNumber(row),
    title: row.title,
    units: chain.map(({ name }) => name),
    version: row.version,
    state: row.state,
    openedOn: row.opened_on,
    endedOn: row.ended_on,
    facts,
    process,
    acts,
    papers: acts.flatMap((act) =>
      act.kind === 'paper'
        ? [{ id: act.paperId, step: act.step, name: act.name, sha256: act.sha256 }]
        : [],
    ),
  }
  const rows = links.map((link) => ({ ...linkText(link), previous: hex(link.previous) }))
  const head = await headOf(ctx)
  const header = {
    format: FORMAT,
    county: ctx.county,
    exportedAt: ctx.door.at,
    caseId,
    body: createHash('sha256')
      .update(canonicalJson({ case: body, links: rows.map(({ seq, hash }) => ({ seq, hash })) }))
      .digest('hex'),
    links: rows.length,
    unsealed: await unsealedOfCase(ctx, caseId, row.opened_at),
    head: head === null ? null : { seq: String(head.seq), hash: hex(head.hash) },
  }
  const content = JSON.stringify(
    { header, signature: signed(ctx.secrets, header), case: body, chain: rows },
    null,
    1,
  )
  const number = body.number.replaceAll(/[〔〕]/g, '-')
  return {
    name: `办件核验包${number}.json`,
    mediaType: 'application/json',
    content: Buffer.from(content).toString('base64'),
  }
}

/** The page that checks such a document without the product and without a network. */
export async function caseVerifier() {
  const content = await readFile(PAGE)
  return {
    name: '办件核验页.html',
    mediaType: 'text/html; charset=utf-8',
    content: content.toString('base64'),
  }
}
