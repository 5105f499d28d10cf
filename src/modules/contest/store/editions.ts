import { written } from '../../../platform/actor.ts'
import { sql } from 'kysely'
import { yearOf } from '../../../kernel/date.ts'
import type { AnyId, Id } from '../../../kernel/id.ts'
import type { UnitKind } from '../../../kernel/role.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import type { Tx } from '../../../platform/db.ts'
import { takeNumbers } from '../../../platform/counter.ts'
import { idArray } from '../../../platform/rows.ts'
import { insideScope } from '../../../platform/unit.ts'
import type { EventKind, Kind, Setup, State } from '../model.ts'
import { contestTables, type ContestTables, type New } from '../store.ts'

export type ContestRow = ContestTables['contest']

/** Where a contest may be read: at who holds it and at all that take part. */
export async function unitsOfContest(tx: Tx, id: AnyId): Promise<readonly Id<'unit'>[] | null> {
  const { rows } = await sql<{ ids: Id<'unit'>[] | null }>`
    SELECT (SELECT array_agg(DISTINCT above) FROM org_unit u, unnest(u.ancestors) AS above
      WHERE u.county_id = c.county_id AND (u.id = c.unit_id OR u.id IN (
        SELECT e.unit_id FROM contest_entry e
        WHERE e.county_id = c.county_id AND e.contest_id = c.id))) AS ids
    FROM contest c WHERE c.county_id = app_county() AND c.id = ${id}::uuid`.execute(tx)
  return rows[0]?.ids ?? null
}

export async function insertContest(
  ctx: Ctx,
  fresh: { readonly id: AnyId; readonly unitId: AnyId; readonly kind: Kind },
): Promise<{ year: number; number: bigint }> {
  const year = yearOf(ctx.today)
  const number = await takeNumbers(ctx, { unitId: '', kind: 'contest', year })
  await contestTables(ctx.tx)
    .insertInto('contest')
    .values({
      id: fresh.id,
      unit_id: fresh.unitId as Id<'unit'>,
      kind: fresh.kind,
      year,
      number,
      state: 'draft',
      case_id: null,
      figures_id: null,
      ...written(ctx),
    })
    .execute()
  return { year, number }
}

/** A contest; `lock` holds it until the transaction ends. */
export async function contestRow(ctx: Ctx, id: AnyId, lock: boolean): Promise<ContestRow | null> {
  const query = contestTables(ctx.tx)
    .selectFrom('contest')
    .selectAll()
    .where('county_id', '=', ctx.county)
    .where('id', '=', id)
  const row = await (lock ? query.forUpdate() : query).executeTakeFirst()
  return row ?? null
}

export async function contestOfCase(ctx: Ctx, caseId: AnyId): Promise<ContestRow | null> {
  const row = await contestTables(ctx.tx)
    .selectFrom('contest')
    .selectAll()
    .where('county_id', '=', ctx.county)
    .where('case_id', '=', caseId)
    .forUpdate()
    .executeTakeFirst()
  return row ?? null
}

export async function setContest(
  ctx: Ctx,
  id: AnyId,
  change: Partial<Pick<ContestRow, 'state' | 'case_id' | 'figures_id'>>,
): Promise<void> {
  await contestTables(ctx.tx)
    .updateTable('contest')
    .set(change)
    .where('county_id', '=', ctx.county)
    .where('id', '=', id)
    .execute()
}

export async function addEvent(
  ctx: Ctx,
  contestId: AnyId,
  event: { readonly kind: EventKind; readonly words?: string },
): Promise<void> {
  const { last } = await contestTables(ctx.tx)
    .selectFrom('contest_event')
    .select((of) => of.fn.max('seq').as('last'))
    .where('county_id', '=', ctx.county)
    .where('contest_id', '=', contestId)
    .executeTakeFirstOrThrow()
  await contestTables(ctx.tx)
    .insertInto('contest_event')
    .values({
      contest_id: contestId,
      seq: Number(last ?? 0) + 1,
      kind: event.kind,
      on_date: ctx.today,
      words: event.words ?? '',
      ...written(ctx),
    })
    .execute()
}

export const eventsOf = (ctx: Ctx, contestId: AnyId) =>
  contestTables(ctx.tx)
    .selectFrom('contest_event')
    .selectAll()
    .where('county_id', '=', ctx.county)
    .where('contest_id', '=', contestId)
    .orderBy('seq')
    .execute()

/** What is set up now, with the number of its version. */
export async function setupOf(
  ctx: Ctx,
  contestId: AnyId,
): Promise<{ readonly version: number; readonly setup: Setup }> {
  const row = await contestTables(ctx.tx)
    .selectFrom('contest_setup')
    .select(['version', 'body'])
    .where('county_id', '=', ctx.county)
    .where('contest_id', '=', contestId)
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirstOrThrow()
  return { version: row.version, setup: row.body as Setup }
}

export async function insertSetup(
  ctx: Ctx,
  fresh: Omit<New<'contest_setup'>, 'body'> & { readonly body: Setup },
): Promise<void> {
  await contestTables(ctx.tx)
    .insertInto('contest_setup')
    .values({ ...fresh, body: JSON.stringify(fresh.body), ...written(ctx) })
    .execute()
}

export interface EntryRow {
  readonly unit_id: AnyId
  readonly name: string
  readonly kind: UnitKind
  /** Of a co-op the town it lies in. */
  readonly town: string | null
  readonly withdrawn_why: string | null
}

/** Who takes part, in order of names; withdrawn ones as well. */
export async function entriesOf(ctx: Ctx, contestId: AnyId): Promise<EntryRow[]> {
  const { rows } = await sql<EntryRow>`
    SELECT e.unit_id, u.name, u.kind, t.name AS town, e.withdrawn_why FROM contest_entry e
    JOIN org_unit u ON u.county_id = e.county_id AND u.id = e.unit_id
    LEFT JOIN org_unit t ON u.kind <> 'town' AND t.county_id = u.county_id AND t.kind = 'town'
      AND t.id = ANY (u.ancestors)
    WHERE e.county_id = ${ctx.county} AND e.contest_id = ${contestId}::uuid
    ORDER BY t.name COLLATE "C", u.name COLLATE "C", u.id`.execute(ctx.tx)
  return rows
}

export async function insertEntries(
  ctx: Ctx,
  contestId: AnyId,
  unitIds: readonly AnyId[],
): Promise<void> {
  if (unitIds.length === 0) return
  await contestTables(ctx.tx)
    .insertInto('contest_entry')
    .values(
      unitIds.map((unit_id) => ({
        contest_id: contestId,
        unit_id,
        withdrawn_on: null,
        withdrawn_why: null,
        ...written(ctx),
      })),
    )
    .execute()
}

export async function withdrawEntry(
  ctx: Ctx,
  of: { readonly contestId: AnyId; readonly unitId: AnyId; readonly why: string },
): Promise<boolean> {
  const done = await contestTables(ctx.tx)
    .updateTable('contest_entry')
    .set({ withdrawn_on: ctx.today, withdrawn_why: of.why })
    .where('county_id', '=', ctx.county)
    .where('contest_id', '=', of.contestId)
    .where('unit_id', '=', of.unitId)
    .where('withdrawn_on', 'is', null)
    .executeTakeFirst()
  return done.numUpdatedRows > 0n
}

/** Units of a kind below a holder among these, by id: who may take part. */
export async function unitsBelow(
  ctx: Ctx,
  of: { readonly holder: AnyId; readonly ids: readonly AnyId[]; readonly kind: UnitKind },
): Promise<AnyId[]> {
  const { rows } = await sql<{ id: AnyId }>`
    SELECT id FROM org_unit WHERE county_id = ${ctx.county} AND kind = ${of.kind}
      AND id = ANY (${idArray(of.ids)}) AND ancestors @> ARRAY[${of.holder}::uuid]`.execute(ctx.tx)
  return rows.map(({ id }) => id)
}

/** The names of units. */
export async function unitNames(ctx: Ctx, ids: readonly AnyId[]): Promise<Map<AnyId, string>> {
  if (ids.length === 0) return new Map()
  const { rows } = await sql<{ id: AnyId; name: string }>`
    SELECT id, name FROM org_unit
    WHERE county_id = ${ctx.county} AND id = ANY (${idArray(ids)})`.execute(ctx.tx)
  return new Map(rows.map(({ id, name }) => [id, name]))
}

/** A unit with everything above it, nearest first. */
export async function chainOf(ctx: Ctx, unitId: AnyId) {
  const { rows } = await sql<{ id: Id<'unit'>; kind: UnitKind; name: string }>`
    SELECT above.id, above.kind, above.name FROM org_unit u
    CROSS JOIN LATERAL unnest(u.ancestors) WITH ORDINALITY AS a (id, place)
    JOIN org_unit above ON above.county_id = u.county_id AND above.id = a.id
    WHERE u.county_id = ${ctx.county} AND u.id = ${unitId}::uuid ORDER BY a.place`.execute(ctx.tx)
  return rows
}

/** The county and its towns: where judges come from. */
export async function seatUnits(ctx: Ctx) {
  const { rows } = await sql<{ id: Id<'unit'>; name: string }>`
    SELECT id, name FROM org_unit WHERE county_id = ${ctx.county}
      AND kind IN ('county', 'town')`.execute(ctx.tx)
  return rows
}

export interface ContestFilter {
  readonly kind?: Kind | undefined
  readonly state?: State | undefined
  readonly unitId?: AnyId | undefined
  readonly account: AnyId | null
}

export interface ListedContest extends ContestRow {
  readonly holder_name: string
  readonly setup: Setup
  readonly units: number
  readonly judges: number
  readonly filed: number
  readonly expected: number
  readonly mine: number
}

/**
 * Contests held by or joined by a unit the actor reaches, or judged by the actor, the latest first. Only how many
 * sheets are filed is told, never what stands on them.
 */
export async function contestRows(ctx: Ctx, filter: ContestFilter): Promise<ListedContest[]> {
  const { kind = null, state = null, unitId = null, account } = filter
  const { rows } = await sql<ListedContest>`
    WITH seen AS (
      SELECT c.* FROM contest c WHERE c.county_id = ${ctx.county}
        AND (${insideScope(ctx, 'c.unit_id')} OR EXISTS (SELECT 1 FROM contest_entry e
          WHERE e.county_id = c.county_id AND e.contest_id = c.id
            AND ${insideScope(ctx, 'e.unit_id')}))
        AND (${kind}::text IS NULL OR c.kind = ${kind})
        AND (${state}::text IS NULL OR c.state = ${state})
        AND (${unitId}::uuid IS NULL OR c.unit_id = ${unitId}::uuid OR EXISTS (
          SELECT 1 FROM contest_entry e WHERE e.county_id = c.county_id AND e.contest_id = c.id
            AND e.unit_id = ${unitId}::uuid))
    ), pair AS (
      SELECT j.contest_id, j.account_id, j.part, e.unit_id,
        EXISTS (SELECT 1 FROM contest_sheet s WHERE s.county_id = j.county_id
          AND s.contest_id = j.contest_id AND s.account_id = j.account_id
          AND s.unit_id = e.unit_id) AS filed
      FROM seen JOIN contest_judge j ON j.county_id = seen.county_id AND j.contest_id = seen.id
      JOIN contest_entry e ON e.county_id = j.county_id AND e.contest_id = j.contest_id
      WHERE j.withdrawn_on IS NULL AND e.withdrawn_on IS NULL AND NOT EXISTS (
        SELECT 1 FROM contest_conflict x WHERE x.county_id = j.county_id
          AND x.contest_id = j.contest_id AND x.account_id = j.account_id
          AND x.unit_id = e.unit_id)
    )
    SELECT seen.*, u.name AS holder_name, s.body AS setup,
      (SELECT count(*)::int FROM contest_entry e WHERE e.county_id = seen.county_id
        AND e.contest_id = seen.id AND e.withdrawn_on IS NULL) AS units,
      (SELECT count(*)::int FROM contest_judge j WHERE j.county_id = seen.county_id
        AND j.contest_id = seen.id AND j.withdrawn_on IS NULL) AS judges,
      (SELECT count(*)::int FROM pair WHERE pair.contest_id = seen.id AND filed) AS filed,
      (SELECT count(*)::int FROM pair WHERE pair.contest_id = seen.id
        AND (part <> 'extra' OR filed)) AS expected,
      (SELECT count(*)::int FROM pair WHERE pair.contest_id = seen.id AND NOT filed
        AND seen.state = 'open' AND part <> 'extra' AND pair.account_id = ${account}::uuid) AS mine
    FROM seen JOIN org_unit u ON u.county_id = seen.county_id AND u.id = seen.unit_id
    CROSS JOIN LATERAL (SELECT body FROM contest_setup s WHERE s.county_id = seen.county_id
      AND s.contest_id = seen.id ORDER BY s.version DESC LIMIT 1) s
    ORDER BY seen.year DESC, seen.number DESC`.execute(ctx.tx)
  return rows
}
