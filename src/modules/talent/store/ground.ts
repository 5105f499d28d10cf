import { sql } from 'kysely'
import type { LocalDate } from '../../../kernel/date.ts'
import type { AnyId, Id } from '../../../kernel/id.ts'
import type { UnitKind } from '../../../kernel/role.ts'
import { written } from '../../../platform/actor.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { talentTables, type TalentTables } from '../store.ts'

/** A unit with the one above it, as lists show places. */
export interface Place {
  readonly id: Id<'unit'>
  readonly kind: UnitKind
  readonly name: string
  readonly town_id: Id<'unit'>
  readonly town_name: string
}

/** A unit of the county, whoever asks; null when there is none of that id. */
export async function placeOf(ctx: Ctx, id: AnyId): Promise<Place | null> {
  const { rows } = await sql<Place>`
    SELECT u.id, u.kind, u.name, coalesce(t.id, u.id) AS town_id, coalesce(t.name, '') AS town_name
    FROM org_unit u LEFT JOIN org_unit t ON t.county_id = u.county_id AND t.id = u.parent_id
    WHERE u.county_id = ${ctx.county} AND u.id = ${id}::uuid`.execute(ctx.tx)
  return rows[0] ?? null
}

/** The version of the rules that counts on a day; null while none was saved by then. */
export async function rulesRow(
  ctx: Ctx,
  on: LocalDate,
): Promise<TalentTables['talent_rules'] | null> {
  const row = await talentTables(ctx.tx)
    .selectFrom('talent_rules')
    .selectAll()
    .where('county_id', '=', ctx.county)
    .where('valid_from', '<=', on)
    .orderBy('valid_from', 'desc')
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row ?? null
}

/** @returns the version's number. */
export async function insertRules(
  ctx: Ctx,
  row: { readonly valid_from: LocalDate; readonly reason: string; readonly body: object },
): Promise<number> {
  const last = await talentTables(ctx.tx)
    .selectFrom('talent_rules')
    .select(({ fn }) => fn.max('version').as('version'))
    .where('county_id', '=', ctx.county)
    .executeTakeFirst()
  const version = (last?.version ?? 0) + 1
  await talentTables(ctx.tx)
    .insertInto('talent_rules')
    .values({ ...row, body: JSON.stringify(row.body), version, ...written(ctx) })
    .execute()
  return version
}

type FileRow = TalentTables['talent_file']

export async function insertFile(
  ctx: Ctx,
  file: Pick<FileRow, 'id' | 'village_id' | 'name' | 'media_type' | 'sha256'>,
  content: Buffer,
): Promise<void> {
  await talentTables(ctx.tx)
    .insertInto('talent_file')
    .values({ ...file, bytes: content.length, ...written(ctx) })
    .execute()
  await talentTables(ctx.tx)
    .insertInto('talent_file_content')
    .values({ county_id: ctx.county, file_id: file.id, content })
    .execute()
}

/** A file of a village with whether it proves points, which fewer may open. */
export async function fileOf(
  ctx: Ctx,
  of: { readonly villageId: AnyId; readonly id: AnyId },
): Promise<(FileRow & { readonly content: Buffer; readonly of_points: boolean }) | null> {
  const { rows } = await sql<FileRow & { content: Buffer; of_points: boolean }>`
    SELECT f.*, c.content, EXISTS (SELECT 1 FROM point_event e
      WHERE e.county_id = f.county_id AND e.file_id = f.id) AS of_points
    FROM talent_file f
    JOIN talent_file_content c ON c.county_id = f.county_id AND c.file_id = f.id
    WHERE f.county_id = ${ctx.county} AND f.id = ${of.id}::uuid
      AND f.village_id = ${of.villageId}::uuid`.execute(ctx.tx)
  return rows[0] ?? null
}
