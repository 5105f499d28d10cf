import { sql } from 'kysely'
import type { Instant } from '../../../kernel/date.ts'
import type { AnyId } from '../../../kernel/id.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { insertRows } from '../../../platform/rows.ts'
import type { TypedNotes } from '../model/facts.ts'

export type NoteField = keyof TypedNotes

/** A version of a field; its content as JSON has it, amounts as fen in text. */
export interface NoteRow {
  readonly id: AnyId
  readonly year: number
  readonly field: NoteField
  readonly content: unknown
  readonly recordedAt: Instant
  readonly recordedBy: string
}

/** Every version of what a co-op put into the notes of these years, the latest of each field first. */
export async function noteRows(
  ctx: Ctx,
  coopId: AnyId,
  years: { readonly from: number; readonly to: number },
): Promise<NoteRow[]> {
  const { rows } = await sql<NoteRow>`SELECT id, year, field, content, recorded_at AS "recordedAt",
      recorded_by AS "recordedBy" FROM statement_note
    WHERE county_id = ${ctx.county} AND coop_id = ${coopId} AND year BETWEEN ${years.from} AND ${years.to}
    ORDER BY year DESC, field, id DESC`.execute(ctx.tx)
  return rows
}

export async function insertNotes(
  ctx: Ctx,
  coopId: AnyId,
  rows: readonly NoteRow[],
): Promise<void> {
  await insertRows(
    ctx.tx,
    {
      table: 'statement_note',
      columns:
        'county_id int, id uuid, coop_id uuid, year int, field text, content jsonb, recorded_at timestamptz, recorded_by text',
    },
    rows.map((row) => ({
      county_id: ctx.county,
      id: row.id,
      coop_id: coopId,
      year: row.year,
      field: row.field,
      content: row.content,
      recorded_at: row.recordedAt,
      recorded_by: row.recordedBy,
    })),
  )
}
