import type { LocalDate } from '../../../kernel/date.ts'
import { written } from '../../../platform/actor.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { supportTables, type SupportTables } from '../store.ts'

/* Versions by date: the criteria, and the departments of the leading group. The latest that has begun counts. */

export type CriteriaRow = SupportTables['support_criteria']
export type GroupRow = SupportTables['leading_group']

export async function criteriaOn(ctx: Ctx, on: LocalDate): Promise<CriteriaRow | null> {
  const row = await supportTables(ctx.tx)
    .selectFrom('support_criteria')
    .selectAll()
    .where('county_id', '=', ctx.county)
    .where('valid_from', '<=', on)
    .orderBy('valid_from', 'desc')
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row ?? null
}

export async function insertCriteria(
  ctx: Ctx,
  row: Pick<CriteriaRow, 'valid_from' | 'source' | 'reason'> & { readonly body: object },
): Promise<number> {
  const { last } = await supportTables(ctx.tx)
    .selectFrom('support_criteria')
    .select(({ fn }) => fn.max<number | null>('version').as('last'))
    .where('county_id', '=', ctx.county)
    .executeTakeFirstOrThrow()
  const version = (last ?? 0) + 1
  await supportTables(ctx.tx)
    .insertInto('support_criteria')
    .values({ ...row, body: JSON.stringify(row.body), version, ...written(ctx) })
    .execute()
  return version
}

/** All versions, the latest to count first. */
export const groupRows = (ctx: Ctx): Promise<GroupRow[]> =>
  supportTables(ctx.tx)
    .selectFrom('leading_group')
    .selectAll()
    .where('county_id', '=', ctx.county)
    .orderBy('valid_from', 'desc')
    .orderBy('version', 'desc')
    .execute()

export async function insertGroup(
  ctx: Ctx,
  row: Pick<GroupRow, 'valid_from' | 'document' | 'reason'> & { readonly body: object },
): Promise<number> {
  const rows = await groupRows(ctx)
  const version = Math.max(0, ...rows.map((one) => one.version)) + 1
  await supportTables(ctx.tx)
    .insertInto('leading_group')
    .values({ ...row, body: JSON.stringify(row.body), version, ...written(ctx) })
    .execute()
  return version
}
