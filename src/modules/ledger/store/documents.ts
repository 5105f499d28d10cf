import { sql } from 'kysely'
import type { AnyId } from '../../../kernel/id.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { insideScope } from '../../../platform/unit.ts'
import { ledgerTables } from '../store.ts'

export interface DocumentRow {
  readonly id: AnyId
  readonly coopId: AnyId
  readonly coopName: string
  readonly name: string
  readonly mediaType: string
  readonly bytes: number
  readonly sha256: string
  readonly note: string
  readonly status: 'inbox' | 'booked' | 'rejected'
  readonly reason: string | null
  readonly draftId: AnyId | null
  readonly voucherId: AnyId | null
  readonly addedAt: string
  readonly addedById: AnyId | null
  readonly addedBy: string
}

const columns = sql.raw(`d.id, d.coop_id AS "coopId", u.name AS "coopName", d.name,
  d.media_type AS "mediaType", d.bytes, d.sha256, d.note, d.status, d.reason, d.draft_id AS "draftId",
  d.voucher_id AS "voucherId", d.added_at AS "addedAt", d.added_by AS "addedById", d.added_name AS "addedBy"`)
const from = sql.raw(`ledger_document d
  JOIN org_unit u ON u.county_id = d.county_id AND u.id = d.coop_id`)

/** Documents of a co-op with one of these hashes. */
export async function documentsByHash(
  ctx: Ctx,
  coopId: AnyId,
  hashes: readonly string[],
): Promise<Map<string, DocumentRow>> {
  const { rows } = await sql<DocumentRow>`SELECT ${columns} FROM ${from}
    WHERE d.county_id = ${ctx.county} AND d.coop_id = ${coopId}
      AND d.sha256 = ANY (${hashes as string[]})`.execute(ctx.tx)
  return new Map(rows.map((row) => [row.sha256, row]))
}

export interface NewDocument {
  readonly id: AnyId
  readonly coopId: AnyId
  readonly name: string
  readonly mediaType: string
  readonly sha256: string
  readonly note: string
  readonly content: Buffer
  readonly addedBy: AnyId | null
  readonly addedName: string
}

export async function insertDocument(ctx: Ctx, document: NewDocument): Promise<void> {
  await sql`INSERT INTO ledger_document (county_id, id, coop_id, name, media_type, bytes, sha256, note, status,
      added_at, added_by, added_name)
    VALUES (${ctx.county}, ${document.id}, ${document.coopId}, ${document.name}, ${document.mediaType},
      ${document.content.length}, ${document.sha256}, ${document.note}, 'inbox', ${ctx.now},
      ${document.addedBy}, ${document.addedName})`.execute(ctx.tx)
  await sql`INSERT INTO ledger_document_content (county_id, document_id, content)
    VALUES (${ctx.county}, ${document.id}, ${document.content})`.execute(ctx.tx)
}

export async function documentRows(
  ctx: Ctx,
  filter: {
    readonly unitId: AnyId | undefined
    readonly status: DocumentRow['status']
    /** Added before this instant. */
    readonly before: string | null
    readonly limit: number
    readonly offset: number
  },
): Promise<{ total: number; rows: DocumentRow[] }> {
  const unit = filter.unitId ?? null
  const picked = sql`FROM ${from} WHERE d.county_id = ${ctx.county} AND ${insideScope(ctx, 'd.coop_id')}
    AND d.status = ${filter.status}
    AND (${filter.before}::timestamptz IS NULL OR d.added_at < ${filter.before}::timestamptz)
    AND (${unit}::uuid IS NULL OR u.ancestors @> ARRAY[${unit}::uuid])`
  const total = await sql<{ n: number }>`SELECT count(*)::int AS n ${picked}`.execute(ctx.tx)
  const { rows } = await sql<DocumentRow>`SELECT ${columns} ${picked}
    ORDER BY d.added_at, d.id LIMIT ${filter.limit} OFFSET ${filter.offset}`.execute(ctx.tx)
  return { total: total.rows[0]?.n ?? 0, rows }
}

/** A document of a co-op; locked when it is about to change. */
export async function documentById(
  ctx: Ctx,
  what: { readonly coopId: AnyId; readonly documentId: AnyId; readonly lock?: boolean },
): Promise<DocumentRow | null> {
  const lock = what.lock === true ? sql`FOR UPDATE OF d` : sql``
  const { rows } = await sql<DocumentRow>`SELECT ${columns} FROM ${from}
    WHERE d.county_id = ${ctx.county} AND d.coop_id = ${what.coopId} AND d.id = ${what.documentId}
    ${lock}`.execute(ctx.tx)
  return rows[0] ?? null
}

export async function documentContent(ctx: Ctx, documentId: AnyId): Promise<Buffer | null> {
  const { rows } = await sql<{ content: Buffer }>`SELECT content FROM ledger_document_content
    WHERE county_id = ${ctx.county} AND document_id = ${documentId}`.execute(ctx.tx)
  return rows[0]?.content ?? null
}

export async function markRejected(ctx: Ctx, documentId: AnyId, reason: string): Promise<void> {
  await ledgerTables(ctx.tx)
    .updateTable('ledger_document')
    .set({ status: 'rejected', reason })
    .where('county_id', '=', ctx.county)
    .where('id', '=', documentId)
    .execute()
}
