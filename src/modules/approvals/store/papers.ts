import type { AnyId } from '../../../kernel/id.ts'
import { actorName } from '../../../platform/actor.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { approvalTables, type PaperRow } from '../store.ts'

export async function insertPaper(
  ctx: Ctx,
  paper: Omit<PaperRow, 'county_id' | 'added_at' | 'added_by'>,
  content: Buffer,
): Promise<void> {
  await approvalTables(ctx.tx)
    .insertInto('case_paper')
    .values({ ...paper, county_id: ctx.county, added_at: ctx.now, added_by: actorName(ctx) })
    .execute()
  await approvalTables(ctx.tx)
    .insertInto('case_paper_content')
    .values({ county_id: ctx.county, paper_id: paper.id, content })
    .execute()
}

export const paperRows = (ctx: Ctx, caseId: AnyId): Promise<PaperRow[]> =>
  approvalTables(ctx.tx)
    .selectFrom('case_paper')
    .selectAll()
    .where('county_id', '=', ctx.county)
    .where('case_id', '=', caseId)
    .orderBy('added_at')
    .orderBy('id')
    .execute()

export async function paperContent(ctx: Ctx, paperId: AnyId): Promise<Buffer | null> {
  const row = await approvalTables(ctx.tx)
    .selectFrom('case_paper_content')
    .select('content')
    .where('county_id', '=', ctx.county)
    .where('paper_id', '=', paperId)
    .executeTakeFirst()
  return row?.content ?? null
}
