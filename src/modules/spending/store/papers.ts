import type { AnyId, Id } from '../../../kernel/id.ts'
import { actorName } from '../../../platform/actor.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { isOneOf } from '../../../platform/rows.ts'
import { type PaperRow, type QuoteRow, spendingTables } from '../store.ts'

export async function insertPaper(
  ctx: Ctx,
  row: Omit<PaperRow, 'county_id' | 'added_at' | 'added_by'>,
  content: Buffer,
): Promise<void> {
  await spendingTables(ctx.tx)
    .insertInto('spending_paper')
    .values({ ...row, county_id: ctx.county, added_at: ctx.now, added_by: actorName(ctx) })
    .execute()
  await spendingTables(ctx.tx)
    .insertInto('spending_paper_content')
    .values({ county_id: ctx.county, paper_id: row.id, content })
    .execute()
}

/** Papers of requests or contracts, in the order in which they came. */
export const paperRows = (ctx: Ctx, subjectIds: readonly AnyId[]): Promise<PaperRow[]> =>
  spendingTables(ctx.tx)
    .selectFrom('spending_paper')
    .selectAll()
    .where('county_id', '=', ctx.county)
    .where(isOneOf('subject_id', subjectIds))
    .orderBy('added_at')
    .orderBy('id')
    .execute()

/** A paper of a co-op with its content; null when there is none. */
export async function paperContent(
  ctx: Ctx,
  coopId: AnyId,
  paperId: AnyId,
): Promise<{ name: string; mediaType: string; content: Buffer } | null> {
  const row = await spendingTables(ctx.tx)
    .selectFrom('spending_paper as p')
    .innerJoin('spending_paper_content as c', (join) =>
      join.onRef('c.county_id', '=', 'p.county_id').onRef('c.paper_id', '=', 'p.id'),
    )
    .select(['p.name', 'p.media_type', 'c.content'])
    .where('p.county_id', '=', ctx.county)
    .where('p.coop_id', '=', coopId)
    .where('p.id', '=', paperId)
    .executeTakeFirst()
  return row === undefined
    ? null
    : { name: row.name, mediaType: row.media_type, content: row.content }
}

/** Quotes of a subject take the place of those before. */
export async function replaceQuotes(
  ctx: Ctx,
  about: { readonly coopId: Id<'unit'>; readonly subjectId: AnyId },
  quotes: readonly Omit<QuoteRow, 'county_id' | 'id' | 'coop_id' | 'subject_id'>[],
): Promise<void> {
  await spendingTables(ctx.tx)
    .deleteFrom('spending_quote')
    .where('county_id', '=', ctx.county)
    .where('subject_id', '=', about.subjectId)
    .execute()
  if (quotes.length === 0) return
  await spendingTables(ctx.tx)
    .insertInto('spending_quote')
    .values(
      quotes.map((quote) => ({
        ...quote,
        county_id: ctx.county,
        id: ctx.newId(),
        coop_id: about.coopId,
        subject_id: about.subjectId,
      })),
    )
    .execute()
}

export const quoteRows = (ctx: Ctx, subjectId: AnyId): Promise<QuoteRow[]> =>
  spendingTables(ctx.tx)
    .selectFrom('spending_quote')
    .selectAll()
    .where('county_id', '=', ctx.county)
    .where('subject_id', '=', subjectId)
    .orderBy('amount_fen')
    .orderBy('id')
    .execute()
