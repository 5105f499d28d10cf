import { sql } from 'kysely'
import type { AnyId } from '../../../kernel/id.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { insertRows, isOneOf } from '../../../platform/rows.ts'
import { insideScope } from '../../../platform/unit.ts'
import type { DraftContent } from '../model/draft.ts'
import { type DraftTable, ledgerTables } from '../store.ts'

export type DraftRow = Omit<DraftTable, 'county_id'>

export interface NewDraft {
  readonly id: AnyId
  readonly coopId: AnyId
  readonly status: 'draft' | 'submitted'
  readonly onDate: string
  readonly summary: string
  readonly amount: bigint
  readonly content: DraftContent
  readonly reversesId: AnyId | null
  readonly preparedBy: AnyId | null
  readonly preparedName: string
}

export async function insertDrafts(ctx: Ctx, drafts: readonly NewDraft[]): Promise<void> {
  await insertRows(
    ctx.tx,
    {
      table: 'voucher_draft',
      columns:
        'county_id int, id uuid, coop_id uuid, status text, on_date date, summary text, amount_fen bigint, content jsonb, reverses_id uuid, prepared_by uuid, prepared_name text, prepared_at timestamptz',
    },
    drafts.map((draft) => ({
      county_id: ctx.county,
      id: draft.id,
      coop_id: draft.coopId,
      status: draft.status,
      on_date: draft.onDate,
      summary: draft.summary,
      amount_fen: draft.amount.toString(),
      content: draft.content,
      reverses_id: draft.reversesId,
      prepared_by: draft.preparedBy,
      prepared_name: draft.preparedName,
      prepared_at: ctx.now,
    })),
  )
}

/** Replaces what a draft says; whoever did so is its preparer from now on. */
export async function replaceDraft(ctx: Ctx, draft: NewDraft): Promise<void> {
  await ledgerTables(ctx.tx)
    .updateTable('voucher_draft')
    .set({
      status: draft.status,
      on_date: sql`${draft.onDate}::date`,
      summary: draft.summary,
      amount_fen: draft.amount,
      content: JSON.stringify(draft.content) as unknown as DraftContent,
      return_reason: null,
      prepared_by: draft.preparedBy,
      prepared_name: draft.preparedName,
      prepared_at: ctx.now,
    })
    .where('county_id', '=', ctx.county)
    .where('id', '=', draft.id)
    .execute()
}

/** The drafts, locked in the order of their ids: two approvers of one draft come one after the other. */
export function lockDrafts(ctx: Ctx, ids: readonly AnyId[]): Promise<DraftRow[]> {
  return ledgerTables(ctx.tx)
    .selectFrom('voucher_draft')
    .selectAll()
    .where('county_id', '=', ctx.county)
    .where(isOneOf('id', ids))
    .orderBy('id')
    .forUpdate()
    .execute()
}

export async function setDraftStatus(
  ctx: Ctx,
  ids: readonly AnyId[],
  change: { readonly status: 'submitted' | 'returned' | 'discarded'; readonly reason?: string },
): Promise<void> {
  await ledgerTables(ctx.tx)
    .updateTable('voucher_draft')
    .set({ status: change.status, return_reason: change.reason ?? null })
    .where('county_id', '=', ctx.county)
    .where(isOneOf('id', ids))
    .execute()
}

/** Marks drafts as posted; each becomes the voucher of the same id. Their documents follow. */
export async function markPosted(ctx: Ctx, ids: readonly AnyId[]): Promise<void> {
  await sql`UPDATE voucher_draft SET status = 'posted', voucher_id = id
    WHERE county_id = ${ctx.county} AND ${isOneOf('id', ids)}`.execute(ctx.tx)
}

/** Ties documents to what they prove; while the draft waits, then when it is in the books. */
export async function tieDocuments(
  ctx: Ctx,
  ties: readonly {
    readonly documentId: AnyId
    readonly draftId: AnyId
    readonly posted: boolean
  }[],
): Promise<void> {
  if (ties.length === 0) return
  await sql`UPDATE ledger_document d SET status = 'booked', draft_id = x.draft,
      voucher_id = CASE WHEN x.posted THEN x.draft END
    FROM jsonb_to_recordset(${JSON.stringify(
      ties.map((tie) => ({ id: tie.documentId, draft: tie.draftId, posted: tie.posted })),
    )}::jsonb) AS x(id uuid, draft uuid, posted boolean)
    WHERE d.county_id = ${ctx.county} AND d.id = x.id`.execute(ctx.tx)
}

/** Documents of a discarded or changed draft go back into the inbox. */
export async function freeDocuments(ctx: Ctx, draftIds: readonly AnyId[]): Promise<void> {
  await sql`UPDATE ledger_document SET status = 'inbox', draft_id = NULL
    WHERE county_id = ${ctx.county} AND ${isOneOf('draft_id', draftIds)} AND voucher_id IS NULL`.execute(
    ctx.tx,
  )
}

/** Documents that are free to be tied to a draft of this co-op. */
export async function freeDocumentIds(
  ctx: Ctx,
  coopId: AnyId,
  ids: readonly AnyId[],
): Promise<Set<AnyId>> {
  if (ids.length === 0) return new Set()
  const rows = await ledgerTables(ctx.tx)
    .selectFrom('ledger_document')
    .select('id')
    .where('county_id', '=', ctx.county)
    .where('coop_id', '=', coopId)
    .where('status', '=', 'inbox')
    .where(isOneOf('id', ids))
    .execute()
  return new Set(rows.map((row) => row.id))
}

export async function draftRows(
  ctx: Ctx,
  filter: {
    readonly unitId: AnyId | undefined
    readonly status: DraftTable['status'] | undefined
    readonly limit: number
    readonly offset: number
  },
): Promise<{ total: number; rows: (DraftRow & { coop_name: string })[] }> {
  const picked = sql`FROM voucher_draft d
    JOIN org_unit u ON u.county_id = d.county_id AND u.id = d.coop_id
    WHERE d.county_id = ${ctx.county} AND ${insideScope(ctx, 'd.coop_id')}
      AND d.status IN ('draft', 'submitted', 'returned')
      AND (${filter.status ?? null}::text IS NULL OR d.status = ${filter.status ?? null})
      AND (${filter.unitId ?? null}::uuid IS NULL OR u.ancestors @> ARRAY[${filter.unitId ?? null}::uuid])`
  const total = await sql<{ n: number }>`SELECT count(*)::int AS n ${picked}`.execute(ctx.tx)
  const { rows } = await sql<DraftRow & { coop_name: string }>`
    SELECT d.*, u.name AS coop_name ${picked}
    ORDER BY u.name, d.on_date, d.id LIMIT ${filter.limit} OFFSET ${filter.offset}`.execute(ctx.tx)
  return { total: total.rows[0]?.n ?? 0, rows }
}

export async function draftById(ctx: Ctx, draftId: AnyId): Promise<DraftRow | null> {
  const row = await ledgerTables(ctx.tx)
    .selectFrom('voucher_draft')
    .selectAll()
    .where('county_id', '=', ctx.county)
    .where('id', '=', draftId)
    .executeTakeFirst()
  return row ?? null
}
