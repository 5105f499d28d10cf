import { sql } from 'kysely'
import type { LocalDate } from '../../../kernel/date.ts'
import type { AnyId } from '../../../kernel/id.ts'
import { actorName } from '../../../platform/actor.ts'
import { takeNumbers } from '../../../platform/counter.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { isOneOf } from '../../../platform/rows.ts'
import { insideScope } from '../../../platform/unit.ts'
import type { Decided, MatterKey } from '../model.ts'
import { governanceTables, type ResolutionRow } from '../store.ts'

/** "2020年第3号": how a resolution is cited. */
export const resolutionNumber = (row: Pick<ResolutionRow, 'year' | 'number'>): string =>
  `${row.year}年第${row.number}号`

export async function insertResolution(
  ctx: Ctx,
  fresh: Omit<
    ResolutionRow,
    'county_id' | 'year' | 'number' | 'candidates' | 'recorded_at' | 'recorded_by'
  > & {
    readonly candidates: readonly unknown[]
  },
): Promise<ResolutionRow> {
  const year = Number(fresh.decided_on.slice(0, 4))
  const number = await takeNumbers(ctx, { unitId: fresh.coop_id, kind: 'resolution', year })
  return governanceTables(ctx.tx)
    .insertInto('resolution')
    .values({
      ...fresh,
      candidates: JSON.stringify(fresh.candidates),
      county_id: ctx.county,
      year,
      number,
      recorded_at: ctx.now,
      recorded_by: actorName(ctx),
    })
    .returningAll()
    .executeTakeFirstOrThrow()
}

/** The latest resolution of a founding assembly that all founders carried; null when there is none. */
export async function foundingResolution(ctx: Ctx, coopId: AnyId): Promise<ResolutionRow | null> {
  const row = await governanceTables(ctx.tx)
    .selectFrom('resolution')
    .selectAll()
    .where('county_id', '=', ctx.county)
    .where('coop_id', '=', coopId)
    .where('majority', '=', 'founding')
    .where('carried', '=', true)
    .orderBy('decided_on', 'desc')
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row ?? null
}

export const resolutionsOfMeeting = (ctx: Ctx, meetingId: AnyId): Promise<ResolutionRow[]> =>
  governanceTables(ctx.tx)
    .selectFrom('resolution')
    .selectAll()
    .where('county_id', '=', ctx.county)
    .where('meeting_id', '=', meetingId)
    .orderBy('number')
    .execute()

export async function resolutionsByIds(
  ctx: Ctx,
  ids: readonly AnyId[],
): Promise<Map<AnyId, ResolutionRow>> {
  const rows = await governanceTables(ctx.tx)
    .selectFrom('resolution')
    .selectAll()
    .where('county_id', '=', ctx.county)
    .where(isOneOf('id', ids))
    .execute()
  return new Map(rows.map((row) => [row.id, row]))
}

/** What was decided on these matters, by matter; those without a result are absent. */
export async function resolutionsOfMatters(
  ctx: Ctx,
  matterIds: readonly AnyId[],
): Promise<Map<AnyId, ResolutionRow>> {
  const rows = await governanceTables(ctx.tx)
    .selectFrom('resolution')
    .selectAll()
    .where('county_id', '=', ctx.county)
    .where(isOneOf('matter_id', matterIds))
    .execute()
  return new Map(rows.map((row) => [row.matter_id, row]))
}

export interface ListedResolution extends ResolutionRow {
  readonly coop_name: string
}

export interface ResolutionFilter {
  readonly unitId?: AnyId | undefined
  readonly matter?: MatterKey | undefined
  readonly carried?: boolean | undefined
  readonly subjectId?: AnyId | undefined
  readonly from?: LocalDate | undefined
  readonly to?: LocalDate | undefined
  readonly body?: string | undefined
  readonly majority?: string | undefined
}

const conditions = (ctx: Ctx, filter: ResolutionFilter) => sql`
  r.county_id = ${ctx.county} AND ${insideScope(ctx, 'r.coop_id')}
  AND (${filter.unitId ?? null}::uuid IS NULL OR EXISTS (SELECT 1 FROM org_unit u
    WHERE u.county_id = r.county_id AND u.id = r.coop_id
    AND u.ancestors @> ARRAY[${filter.unitId ?? null}::uuid]))
  AND (${filter.matter ?? null}::text IS NULL OR r.matter = ${filter.matter ?? null})
  AND (${filter.carried ?? null}::boolean IS NULL OR r.carried = ${filter.carried ?? null})
  AND (${filter.subjectId ?? null}::uuid IS NULL OR r.subject_id = ${filter.subjectId ?? null})
  AND (${filter.from ?? null}::date IS NULL OR r.decided_on >= ${filter.from ?? null})
  AND (${filter.to ?? null}::date IS NULL OR r.decided_on <= ${filter.to ?? null})
  AND (${filter.body ?? null}::text IS NULL OR r.body = ${filter.body ?? null})
  AND (${filter.majority ?? null}::text IS NULL OR r.majority = ${filter.majority ?? null})`

/** Resolutions in the actor's scope, the latest first. */
export async function resolutionPage(
  ctx: Ctx,
  filter: ResolutionFilter,
  page: { readonly limit: number; readonly offset: number },
): Promise<{ readonly total: number; readonly rows: ListedResolution[] }> {
  const counted = await sql<{ n: number }>`SELECT count(*)::int AS n FROM resolution r
    WHERE ${conditions(ctx, filter)}`.execute(ctx.tx)
  const { rows } = await sql<ListedResolution>`SELECT r.*, (SELECT u.name FROM org_unit u
    WHERE u.county_id = r.county_id AND u.id = r.coop_id) AS coop_name FROM resolution r
    WHERE ${conditions(ctx, filter)} ORDER BY r.decided_on DESC, r.id DESC
    LIMIT ${page.limit} OFFSET ${page.offset}`.execute(ctx.tx)
  return { total: counted.rows[0]?.n ?? 0, rows }
}

export const decidedOf = (row: ResolutionRow): Decided => ({
  id: row.id,
  coopId: row.coop_id,
  meetingId: row.meeting_id,
  number: resolutionNumber(row),
  body: row.body,
  matter: row.matter,
  title: row.title,
  carried: row.carried,
  decidedOn: row.decided_on,
  entitled: row.entitled,
  present: row.present,
  allVotes: row.all_votes,
  inFavour: row.yes,
  papersFrom: row.papers_from,
  subjectKind: row.subject_kind,
  subjectId: row.subject_id,
})

/** Resolutions about a subject in a co-op, the latest first, carried or not. */
export async function resolutionsAbout(
  ctx: Ctx,
  about: { readonly coopId: AnyId; readonly subjectId: AnyId },
): Promise<Decided[]> {
  const rows = await governanceTables(ctx.tx)
    .selectFrom('resolution')
    .selectAll()
    .where('county_id', '=', ctx.county)
    .where('coop_id', '=', about.coopId)
    .where('subject_id', '=', about.subjectId)
    .orderBy('decided_on', 'desc')
    .orderBy('id', 'desc')
    .execute()
  return rows.map(decidedOf)
}

/** The latest resolution that carried the subject in a co-op, with its numbers; null: none has. */
export const resolutionCarried = async (
  ctx: Ctx,
  about: { readonly coopId: AnyId; readonly subjectId: AnyId },
): Promise<Decided | null> =>
  (await resolutionsAbout(ctx, about)).find(({ carried }) => carried) ?? null
