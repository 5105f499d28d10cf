import { sql } from 'kysely'
import type { LocalDate } from '../../../kernel/date.ts'
import type { AnyId } from '../../../kernel/id.ts'
import { actorName } from '../../../platform/actor.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { isOneOf } from '../../../platform/rows.ts'
import { insideScope } from '../../../platform/unit.ts'
import type { Post } from '../model.ts'
import { type DeclarationRow, governanceTables, type PostRow } from '../store.ts'

/** Posts of a co-op that are held on a day. */
export const postsOn = (
  ctx: Ctx,
  of: { readonly coopId: AnyId; readonly posts?: readonly Post[] },
  day: LocalDate,
): Promise<PostRow[]> =>
  governanceTables(ctx.tx)
    .selectFrom('coop_post')
    .selectAll()
    .where('county_id', '=', ctx.county)
    .where('coop_id', '=', of.coopId)
    .where(
      sql<boolean>`(${of.posts ?? null}::text[] IS NULL OR post = ANY (${of.posts ?? null}::text[]))`,
    )
    .where('from_day', '<=', day)
    .where((where) => where.or([where('ended_on', 'is', null), where('ended_on', '>', day)]))
    .orderBy('from_day')
    .orderBy('id')
    .execute()

/** Every term that was ever recorded of a co-op, the latest first. */
export const postHistory = (ctx: Ctx, coopId: AnyId): Promise<PostRow[]> =>
  governanceTables(ctx.tx)
    .selectFrom('coop_post')
    .selectAll()
    .where('county_id', '=', ctx.county)
    .where('coop_id', '=', coopId)
    .orderBy('from_day', 'desc')
    .orderBy('id', 'desc')
    .execute()

export interface HeldElsewhere extends PostRow {
  readonly coop_name: string
}

/** Posts that persons hold on a day, in whatever co-op: for the bans of Art. 33 and 37. */
export async function postsOfPersons(
  ctx: Ctx,
  personIds: readonly AnyId[],
  day: LocalDate,
): Promise<HeldElsewhere[]> {
  const { rows } = await sql<HeldElsewhere>`
    SELECT p.*, u.name AS coop_name FROM coop_post p
    JOIN org_unit u ON u.county_id = p.county_id AND u.id = p.coop_id
    WHERE p.county_id = ${ctx.county} AND ${isOneOf('p.person_id', personIds)}
    AND p.from_day <= ${day}::date AND (p.ended_on IS NULL OR p.ended_on > ${day}::date)
    ORDER BY p.from_day, p.id`.execute(ctx.tx)
  return rows
}

export interface PostFilter {
  readonly unitId?: AnyId | undefined
  readonly post?: Post | undefined
  readonly personId?: AnyId | undefined
  /** Only terms that end by this day, or have ended. */
  readonly endingBy?: LocalDate | undefined
}

/** Posts held today in the actor's scope. */
export async function postPage(
  ctx: Ctx,
  filter: PostFilter,
  page: { readonly limit: number; readonly offset: number },
): Promise<{ readonly total: number; readonly rows: HeldElsewhere[] }> {
  const where = sql`p.county_id = ${ctx.county} AND ${insideScope(ctx, 'p.coop_id')}
    AND p.from_day <= ${ctx.today}::date AND (p.ended_on IS NULL OR p.ended_on > ${ctx.today}::date)
    AND (${filter.unitId ?? null}::uuid IS NULL OR u.ancestors @> ARRAY[${filter.unitId ?? null}::uuid])
    AND (${filter.post ?? null}::text IS NULL OR p.post = ${filter.post ?? null})
    AND (${filter.personId ?? null}::uuid IS NULL OR p.person_id = ${filter.personId ?? null})
    AND (${filter.endingBy ?? null}::date IS NULL OR p.term_ends <= ${filter.endingBy ?? null})`
  const from = sql`FROM coop_post p
    JOIN org_unit u ON u.county_id = p.county_id AND u.id = p.coop_id WHERE ${where}`
  const counted = await sql<{ n: number }>`SELECT count(*)::int AS n ${from}`.execute(ctx.tx)
  const { rows } = await sql<HeldElsewhere>`SELECT p.*, u.name AS coop_name ${from}
    ORDER BY u.name, p.from_day, p.id LIMIT ${page.limit} OFFSET ${page.offset}`.execute(ctx.tx)
  return { total: counted.rows[0]?.n ?? 0, rows }
}

export async function insertPosts(
  ctx: Ctx,
  rows: readonly Omit<
    PostRow,
    'county_id' | 'recorded_at' | 'recorded_by' | 'ended_on' | 'end_reason'
  >[],
): Promise<void> {
  if (rows.length === 0) return
  await governanceTables(ctx.tx)
    .insertInto('coop_post')
    .values(
      rows.map((row) => ({
        ...row,
        county_id: ctx.county,
        recorded_at: ctx.now,
        recorded_by: actorName(ctx),
        ended_on: null,
        end_reason: null,
      })),
    )
    .execute()
}

export async function endPosts(
  ctx: Ctx,
  ids: readonly AnyId[],
  end: { readonly on: LocalDate; readonly reason: string },
): Promise<void> {
  await governanceTables(ctx.tx)
    .updateTable('coop_post')
    .set({ ended_on: end.on, end_reason: end.reason })
    .where('county_id', '=', ctx.county)
    .where(isOneOf('id', ids))
    .execute()
}

/** The latest declaration of each person on public duties; who never declared is absent. */
export async function declarationsOf(
  ctx: Ctx,
  personIds: readonly AnyId[],
): Promise<Map<AnyId, DeclarationRow>> {
  const rows = await governanceTables(ctx.tx)
    .selectFrom('duty_declaration')
    .selectAll()
    .where('county_id', '=', ctx.county)
    .where(isOneOf('person_id', personIds))
    .orderBy('declared_on')
    .orderBy('id')
    .execute()
  return new Map(rows.map((row) => [row.person_id, row]))
}

export async function insertDeclaration(
  ctx: Ctx,
  row: Omit<DeclarationRow, 'county_id' | 'recorded_at' | 'recorded_by'>,
): Promise<void> {
  await governanceTables(ctx.tx)
    .insertInto('duty_declaration')
    .values({ ...row, county_id: ctx.county, recorded_at: ctx.now, recorded_by: actorName(ctx) })
    .execute()
}
