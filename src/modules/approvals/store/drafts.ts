import { yearOf } from '../../../kernel/date.ts'
import type { AnyId } from '../../../kernel/id.ts'
import { actorName } from '../../../platform/actor.ts'
import { takeNumbers } from '../../../platform/counter.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import type { Values } from '../model.ts'
import { approvalTables, type DraftRow, type PrintRow } from '../store.ts'

/** What was written at the steps of a case and is not signed yet. */
export const draftRows = (ctx: Ctx, caseId: AnyId): Promise<DraftRow[]> =>
  approvalTables(ctx.tx)
    .selectFrom('case_draft')
    .selectAll()
    .where('county_id', '=', ctx.county)
    .where('case_id', '=', caseId)
    .execute()

export async function saveDraft(
  ctx: Ctx,
  draft: {
    readonly caseId: AnyId
    readonly step: string
    readonly round: number
    readonly values: Values
  },
): Promise<void> {
  const kept = {
    round: draft.round,
    values: JSON.stringify(draft.values),
    saved_at: ctx.now,
    saved_by: actorName(ctx),
  }
  await approvalTables(ctx.tx)
    .insertInto('case_draft')
    .values({ county_id: ctx.county, case_id: draft.caseId, step: draft.step, ...kept })
    .onConflict((conflict) => conflict.columns(['county_id', 'case_id', 'step']).doUpdateSet(kept))
    .execute()
}

export async function dropDraft(ctx: Ctx, caseId: AnyId, step: string): Promise<void> {
  await approvalTables(ctx.tx)
    .deleteFrom('case_draft')
    .where('county_id', '=', ctx.county)
    .where('case_id', '=', caseId)
    .where('step', '=', step)
    .execute()
}

/** Takes the next number of the county's printed sheets of this year. */
export async function nextPrint(ctx: Ctx): Promise<Pick<PrintRow, 'year' | 'number'>> {
  const year = yearOf(ctx.today)
  const number = await takeNumbers(ctx, { unitId: '', kind: 'case-print', year })
  return { year, number }
}

export async function insertPrint(
  ctx: Ctx,
  print: Omit<PrintRow, 'county_id' | 'printed_at' | 'printed_by'>,
): Promise<void> {
  await approvalTables(ctx.tx)
    .insertInto('case_print')
    .values({ ...print, county_id: ctx.county, printed_at: ctx.now, printed_by: actorName(ctx) })
    .execute()
}

/** Sheets of a case that were printed, oldest first. */
export const printRows = (ctx: Ctx, caseId: AnyId): Promise<PrintRow[]> =>
  approvalTables(ctx.tx)
    .selectFrom('case_print')
    .selectAll()
    .where('county_id', '=', ctx.county)
    .where('case_id', '=', caseId)
    .orderBy('year')
    .orderBy('number')
    .execute()
