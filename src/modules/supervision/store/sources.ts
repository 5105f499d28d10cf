import { sql } from 'kysely'
import type { Severity } from '../../../kernel/finding.ts'
import type { AnyId } from '../../../kernel/id.ts'
import type { UnitKind } from '../../../kernel/role.ts'
import { actorName } from '../../../platform/actor.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { idArray, insertRows } from '../../../platform/rows.ts'
import { insideScope } from '../../../platform/unit.ts'
import type { Channel, SourceChannel, SourceFact } from '../model.ts'
import { type SourceRow, supervisionTables } from '../store.ts'

export type SourceState = 'open' | 'taken' | 'dismissed' | 'mended'

/** A row with the names of its unit and town. */
export type NamedSource = SourceRow & {
  readonly unit_name: string
  readonly unit_kind: UnitKind
  readonly town_name: string | null
}

const STATE = sql`CASE WHEN s.problem_id IS NOT NULL THEN 'taken' WHEN s.dismissed_on IS NOT NULL THEN 'dismissed'
  WHEN s.mended_on IS NOT NULL THEN 'mended' ELSE 'open' END`

const NAMED = sql`s.*, u.name AS unit_name, u.kind AS unit_kind,
  (SELECT t.name FROM org_unit t WHERE t.county_id = s.county_id AND t.id = ANY (u.ancestors) AND t.kind = 'town')
    AS town_name`

export interface SourceFilter {
  readonly unitId: AnyId | undefined
  readonly channel: Channel | undefined
  readonly severity: Severity | undefined
}

const wanted = (ctx: Ctx, filter: SourceFilter) => sql`s.county_id = ${ctx.county}
  AND ${insideScope(ctx, 's.unit_id')}
  AND (${filter.unitId ?? null}::uuid IS NULL OR u.ancestors @> ARRAY[${filter.unitId ?? null}::uuid])
  AND (${filter.channel ?? null}::text IS NULL OR s.channel = ${filter.channel ?? null})
  AND (${filter.severity ?? null}::text IS NULL OR s.severity = ${filter.severity ?? null})`

const FROM = sql`FROM problem_source s JOIN org_unit u ON u.county_id = s.county_id AND u.id = s.unit_id`

/** The facts inside the caller's reach by what became of them; the gravest and oldest first. */
export async function sourcePage(
  ctx: Ctx,
  filter: SourceFilter & { readonly state: SourceState; limit: number; offset: number },
): Promise<{ counts: Record<SourceState, number>; rows: NamedSource[] }> {
  const { rows: counted } = await sql<{ state: SourceState; n: number }>`
    SELECT ${STATE} AS state, count(*)::int AS n ${FROM} WHERE ${wanted(ctx, filter)} GROUP BY 1`.execute(
    ctx.tx,
  )
  const counts = { open: 0, taken: 0, dismissed: 0, mended: 0 }
  for (const { state, n } of counted) counts[state] = n
  const { rows } = await sql<NamedSource>`SELECT ${NAMED} ${FROM}
    WHERE ${wanted(ctx, filter)} AND ${STATE} = ${filter.state}
    ORDER BY array_position(ARRAY['block', 'warn', 'info'], s.severity), s.first_seen, s.id
    LIMIT ${filter.limit} OFFSET ${filter.offset}`.execute(ctx.tx)
  return { counts, rows }
}

/** Facts by id, locked, that lie in or below a unit. */
export async function lockSources(
  ctx: Ctx,
  ids: readonly AnyId[],
  unitId: AnyId,
): Promise<SourceRow[]> {
  const { rows } = await sql<SourceRow>`SELECT s.* ${FROM}
    WHERE s.county_id = ${ctx.county} AND s.id = ANY (${idArray(ids)})
      AND u.ancestors @> ARRAY[${unitId}::uuid] ORDER BY s.id FOR UPDATE OF s`.execute(ctx.tx)
  return rows
}

/** The facts a problem was made of. */
export async function sourcesOfProblems(
  ctx: Ctx,
  problemIds: readonly AnyId[],
): Promise<NamedSource[]> {
  const { rows } = await sql<NamedSource>`SELECT ${NAMED} ${FROM}
    WHERE s.county_id = ${ctx.county} AND s.problem_id = ANY (${idArray(problemIds)})
    ORDER BY s.first_seen, s.id`.execute(ctx.tx)
  return rows
}

/** Every fact that was ever seen through these channels, as the next look compares it. */
export const knownSources = (
  ctx: Ctx,
  channels: readonly SourceChannel[],
): Promise<Pick<SourceRow, 'id' | 'fact' | 'mended_on' | 'problem_id'>[]> =>
  supervisionTables(ctx.tx)
    .selectFrom('problem_source')
    .select(['id', 'fact', 'mended_on', 'problem_id'])
    .where('county_id', '=', ctx.county)
    .where('channel', 'in', [...channels])
    .execute()

/** Writes down what is found today: new facts, and what known ones say now. */
export async function saveFacts(ctx: Ctx, facts: readonly SourceFact[]): Promise<void> {
  const columns = `county_id int, id uuid, unit_id uuid, channel text, fact text, severity text, said jsonb,
    clause text, amount_fen bigint, refs jsonb, first_seen date, last_seen date`
  const rows = facts.map((one) => ({
    county_id: ctx.county,
    id: ctx.newId(),
    unit_id: one.unitId,
    channel: one.channel,
    fact: one.fact,
    severity: one.severity,
    said: one.text,
    clause: one.clause,
    amount_fen: one.amount === null ? null : one.amount.toString(),
    refs: one.refs,
    first_seen: ctx.today,
    last_seen: ctx.today,
  }))
  const known = new Set(
    (
      await supervisionTables(ctx.tx)
        .selectFrom('problem_source')
        .select('fact')
        .where('county_id', '=', ctx.county)
        .execute()
    ).map(({ fact }) => fact),
  )
  await insertRows(
    ctx.tx,
    { table: 'problem_source', columns },
    rows.filter(({ fact }) => !known.has(fact)),
  )
  const seen = rows.filter(({ fact }) => known.has(fact))
  await sql`UPDATE problem_source s SET severity = x.severity, said = x.said, clause = x.clause,
      amount_fen = x.amount_fen, refs = x.refs, last_seen = x.last_seen, mended_on = NULL
    FROM jsonb_to_recordset(${JSON.stringify(seen)}::jsonb) AS x(fact text, severity text, said jsonb, clause text,
      amount_fen bigint, refs jsonb, last_seen date)
    WHERE s.county_id = ${ctx.county} AND s.fact = x.fact`.execute(ctx.tx)
}

/** These facts are no longer found. */
export async function markMended(ctx: Ctx, ids: readonly AnyId[]): Promise<void> {
  if (ids.length === 0) return
  await sql`UPDATE problem_source SET mended_on = ${ctx.today}::date
    WHERE county_id = ${ctx.county} AND id = ANY (${idArray(ids)})`.execute(ctx.tx)
}

/** The problem that is made of these facts. */
export async function takeSources(
  ctx: Ctx,
  ids: readonly AnyId[],
  problemId: AnyId,
): Promise<void> {
  if (ids.length === 0) return
  await sql`UPDATE problem_source SET problem_id = ${problemId}::uuid
    WHERE county_id = ${ctx.county} AND id = ANY (${idArray(ids)})`.execute(ctx.tx)
}

export async function dismissSource(ctx: Ctx, id: AnyId, why: string): Promise<void> {
  await supervisionTables(ctx.tx)
    .updateTable('problem_source')
    .set({ dismissed_on: ctx.today, dismissed_by: actorName(ctx), dismissed_why: why })
    .where('county_id', '=', ctx.county)
    .where('id', '=', id)
    .execute()
}

/** Overdue cases that were told and still stand as such. */
export const openCaseFacts = (ctx: Ctx): Promise<Pick<SourceRow, 'id' | 'fact'>[]> =>
  supervisionTables(ctx.tx)
    .selectFrom('problem_source')
    .select(['id', 'fact'])
    .where('county_id', '=', ctx.county)
    .where('channel', '=', 'decision')
    .where('mended_on', 'is', null)
    .execute()
