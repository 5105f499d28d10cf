import { sql } from 'kysely'
import type { LocalDate } from '../../../kernel/date.ts'
import type { AnyId } from '../../../kernel/id.ts'
import { written } from '../../../platform/actor.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { contestTables, type New } from '../store.ts'

/** A photograph without its bytes. */
export interface PhotoRow {
  readonly id: AnyId
  readonly stop: number | null
  readonly unit_id: AnyId | null
  readonly unit_name: string | null
  readonly name: string
  readonly media_type: string
  readonly caption: string
  readonly taken_on: LocalDate | null
  readonly recorded_by: string
}

/** Photographs that stand, in the order of the route; those of no stop last. */
export async function photosOf(ctx: Ctx, contestId: AnyId): Promise<PhotoRow[]> {
  const { rows } = await sql<PhotoRow>`
    SELECT f.id, f.stop, f.unit_id, u.name AS unit_name, f.name, f.media_type, f.caption,
      f.taken_on, f.recorded_by
    FROM contest_file f
    LEFT JOIN org_unit u ON u.county_id = f.county_id AND u.id = f.unit_id
    WHERE f.county_id = ${ctx.county} AND f.contest_id = ${contestId}::uuid
      AND NOT EXISTS (SELECT 1 FROM contest_file_withdrawn w
        WHERE w.county_id = f.county_id AND w.file_id = f.id)
    ORDER BY f.stop NULLS LAST, f.taken_on, f.id`.execute(ctx.tx)
  return rows
}

/** The bytes of one that stands; null when there is none of that id in this contest. */
export async function photoOf(
  ctx: Ctx,
  of: { readonly contestId: AnyId; readonly fileId: AnyId },
): Promise<{
  readonly name: string
  readonly media_type: string
  readonly content: Buffer
} | null> {
  const { rows } = await sql<{ name: string; media_type: string; content: Buffer }>`
    SELECT f.name, f.media_type, f.content FROM contest_file f
    WHERE f.county_id = ${ctx.county} AND f.contest_id = ${of.contestId}::uuid
      AND f.id = ${of.fileId}::uuid
      AND NOT EXISTS (SELECT 1 FROM contest_file_withdrawn w
        WHERE w.county_id = f.county_id AND w.file_id = f.id)`.execute(ctx.tx)
  return rows[0] ?? null
}

export async function insertPhoto(ctx: Ctx, photo: New<'contest_file'>): Promise<void> {
  await contestTables(ctx.tx)
    .insertInto('contest_file')
    .values({ ...photo, ...written(ctx) })
    .execute()
}

export async function withdrawPhoto(ctx: Ctx, fileId: AnyId, why: string): Promise<void> {
  await contestTables(ctx.tx)
    .insertInto('contest_file_withdrawn')
    .values({ file_id: fileId, why, ...written(ctx) })
    .execute()
}
