import type { AnyId, Id } from '../../../kernel/id.ts'
import { written } from '../../../platform/actor.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { isOneOf } from '../../../platform/rows.ts'
import { supportTables, type SupportTables } from '../store.ts'

type FileRow = SupportTables['support_file']

export async function insertFile(
  ctx: Ctx,
  file: Pick<FileRow, 'id' | 'request_id' | 'name' | 'media_type' | 'sha256'> & {
    readonly unitId: AnyId
  },
  content: Buffer,
): Promise<void> {
  const { unitId, ...row } = file
  await supportTables(ctx.tx)
    .insertInto('support_file')
    .values({ ...row, unit_id: unitId as Id<'unit'>, bytes: content.length, ...written(ctx) })
    .execute()
  await supportTables(ctx.tx)
    .insertInto('support_file_content')
    .values({ county_id: ctx.county, file_id: file.id, content })
    .execute()
}

export async function fileOf(
  ctx: Ctx,
  of: { readonly unitId: AnyId; readonly id: AnyId },
): Promise<(FileRow & { readonly content: Buffer }) | null> {
  const row = await supportTables(ctx.tx)
    .selectFrom('support_file')
    .innerJoin('support_file_content', (join) =>
      join
        .onRef('support_file_content.county_id', '=', 'support_file.county_id')
        .onRef('support_file_content.file_id', '=', 'support_file.id'),
    )
    .selectAll('support_file')
    .select('support_file_content.content')
    .where('support_file.county_id', '=', ctx.county)
    .where('support_file.id', '=', of.id)
    .where('support_file.unit_id', '=', of.unitId as Id<'unit'>)
    .executeTakeFirst()
  return row ?? null
}

/** Files without their content: of one fund's scan, or of requests. */
export const fileHeads = (
  ctx: Ctx,
  of: { readonly ids: readonly AnyId[] } | { readonly requestIds: readonly AnyId[] },
): Promise<FileRow[]> =>
  supportTables(ctx.tx)
    .selectFrom('support_file')
    .selectAll()
    .where('county_id', '=', ctx.county)
    .where('ids' in of ? isOneOf('id', of.ids) : isOneOf('request_id', of.requestIds))
    .orderBy('recorded_at')
    .orderBy('id')
    .execute()
