import { written } from '../../../platform/actor.ts'
import type { AnyId, Id } from '../../../kernel/id.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { helpTables, type HelpTables } from '../store.ts'

type FileRow = HelpTables['help_file']

export async function insertFile(
  ctx: Ctx,
  file: Pick<FileRow, 'id' | 'name' | 'media_type' | 'sha256'> & { readonly unitId: AnyId },
  content: Buffer,
): Promise<void> {
  const { unitId, ...row } = file
  await helpTables(ctx.tx)
    .insertInto('help_file')
    .values({ ...row, unit_id: unitId as Id<'unit'>, bytes: content.length, ...written(ctx) })
    .execute()
  await helpTables(ctx.tx)
    .insertInto('help_file_content')
    .values({ county_id: ctx.county, file_id: file.id, content })
    .execute()
}

export async function fileOf(
  ctx: Ctx,
  of: { readonly unitId: AnyId; readonly id: AnyId },
): Promise<(FileRow & { readonly content: Buffer }) | null> {
  const row = await helpTables(ctx.tx)
    .selectFrom('help_file')
    .innerJoin('help_file_content', (join) =>
      join
        .onRef('help_file_content.county_id', '=', 'help_file.county_id')
        .onRef('help_file_content.file_id', '=', 'help_file.id'),
    )
    .selectAll('help_file')
    .select('help_file_content.content')
    .where('help_file.county_id', '=', ctx.county)
    .where('help_file.id', '=', of.id)
    .where('help_file.unit_id', '=', of.unitId as Id<'unit'>)
    .executeTakeFirst()
  return row ?? null
}
