import { sql } from 'kysely'
import type { LocalDate } from '../../kernel/date.ts'
import type { AnyId, Id } from '../../kernel/id.ts'
import { actorAccount, type Written, written } from '../../platform/actor.ts'
import type { Ctx } from '../../platform/ctx.ts'
import { tables } from '../../platform/db.ts'
import { idArray } from '../../platform/rows.ts'
import { insideScope } from '../../platform/unit.ts'
import type { Act, Body, State } from './model.ts'

export interface ShowcaseTables {
  showcase_case: Written & {
    id: AnyId
    unit_id: Id<'unit'>
    state: State
    year: number | null
    number: bigint | null
    published: number | null
  }
  showcase_version: Written & {
    case_id: AnyId
    version: number
    body: unknown
    sha256: string
    reason: string
    account_id: AnyId | null
  }
  showcase_event: Written & {
    case_id: AnyId
    seq: number
    act: Act
    version: number
    on_date: LocalDate
    said: string
  }
  showcase_photo: Written & {
    id: AnyId
    case_id: AnyId
    name: string
    media_type: string
    sha256: string
    content: Buffer
  }
}

const db = (ctx: Ctx) => tables<ShowcaseTables>(ctx.tx)

export type CaseRow = ShowcaseTables['showcase_case']

/** A case of a unit; null where there is none. `lock`: until the transaction ends. */
export async function caseRow(
  ctx: Ctx,
  of: { readonly unitId: AnyId; readonly id: AnyId; readonly lock: boolean },
): Promise<CaseRow | null> {
  const query = db(ctx)
    .selectFrom('showcase_case')
    .selectAll()
    .where('county_id', '=', ctx.county)
    .where('unit_id', '=', of.unitId as Id<'unit'>)
    .where('id', '=', of.id)
  return (await (of.lock ? query.forUpdate() : query).executeTakeFirst()) ?? null
}

export interface VersionRow {
  readonly version: number
  readonly body: Body
  readonly sha256: string
  readonly reason: string
  readonly by: string
  readonly accountId: AnyId | null
}

/** A version of a case, the last one unless named; null where there is none. */
export async function versionOf(
  ctx: Ctx,
  caseId: AnyId,
  version?: number,
): Promise<VersionRow | null> {
  let query = db(ctx)
    .selectFrom('showcase_version')
    .selectAll()
    .where('county_id', '=', ctx.county)
    .where('case_id', '=', caseId)
  if (version !== undefined) query = query.where('version', '=', version)
  const row = await query.orderBy('version', 'desc').limit(1).executeTakeFirst()
  if (row === undefined) return null
  const { body, sha256, reason, recorded_by: by, account_id: accountId } = row
  return { version: row.version, body: body as Body, sha256, reason, by, accountId }
}

export async function insertCase(ctx: Ctx, of: { readonly id: AnyId; readonly unitId: AnyId }) {
  await db(ctx)
    .insertInto('showcase_case')
    .values({
      ...written(ctx),
      id: of.id,
      unit_id: of.unitId as Id<'unit'>,
      state: 'draft',
      year: null,
      number: null,
      published: null,
    })
    .execute()
}

export async function insertVersion(
  ctx: Ctx,
  of: {
    readonly caseId: AnyId
    readonly version: number
    readonly body: Body
    readonly sha256: string
    readonly reason: string
  },
): Promise<void> {
  await db(ctx)
    .insertInto('showcase_version')
    .values({
      ...written(ctx),
      case_id: of.caseId,
      version: of.version,
      body: JSON.stringify(of.body),
      sha256: of.sha256,
      reason: of.reason,
      account_id: actorAccount(ctx),
    })
    .execute()
}

/** Moves a case on; what is not named stays. */
export async function moveCase(
  ctx: Ctx,
  id: AnyId,
  to: Partial<Pick<CaseRow, 'state' | 'year' | 'number' | 'published'>>,
): Promise<void> {
  await db(ctx)
    .updateTable('showcase_case')
    .set(to)
    .where('county_id', '=', ctx.county)
    .where('id', '=', id)
    .execute()
}

export interface EventRow {
  readonly act: Act
  readonly version: number
  readonly on: LocalDate
  readonly by: string
  readonly said: string
}

/** What happened to a case, oldest first. */
export async function eventsOf(ctx: Ctx, caseId: AnyId): Promise<EventRow[]> {
  const rows = await db(ctx)
    .selectFrom('showcase_event')
    .selectAll()
    .where('county_id', '=', ctx.county)
    .where('case_id', '=', caseId)
    .orderBy('seq')
    .execute()
  return rows.map(({ act, version, on_date: on, recorded_by: by, said }) => ({
    act,
    version,
    on,
    by,
    said,
  }))
}

export async function insertEvent(
  ctx: Ctx,
  of: {
    readonly caseId: AnyId
    readonly act: Act
    readonly version: number
    readonly said: string
  },
): Promise<void> {
  const { length } = await eventsOf(ctx, of.caseId)
  await db(ctx)
    .insertInto('showcase_event')
    .values({
      ...written(ctx),
      case_id: of.caseId,
      seq: length + 1,
      act: of.act,
      version: of.version,
      on_date: ctx.today,
      said: of.said,
    })
    .execute()
}

export interface Listed extends CaseRow {
  readonly unit_name: string
  readonly version: number
  readonly body: Body
  readonly changed_on: LocalDate
}

/** Cases inside the actor's scope with their last version, newest change first. */
export async function listedCases(
  ctx: Ctx,
  filter: { readonly state?: State | undefined; readonly q?: string | undefined },
): Promise<Listed[]> {
  const { rows } = await sql<Listed>`
    SELECT c.*, u.name AS unit_name, v.version, v.body,
      coalesce(e.on_date, (v.recorded_at AT TIME ZONE 'Asia/Shanghai')::date) AS changed_on
    FROM showcase_case c
    JOIN org_unit u ON u.county_id = c.county_id AND u.id = c.unit_id
    JOIN LATERAL (SELECT version, body, recorded_at FROM showcase_version
      WHERE county_id = c.county_id AND case_id = c.id ORDER BY version DESC LIMIT 1) v ON true
    LEFT JOIN LATERAL (SELECT on_date, seq FROM showcase_event
      WHERE county_id = c.county_id AND case_id = c.id ORDER BY seq DESC LIMIT 1) e ON true
    WHERE c.county_id = ${ctx.county} AND ${insideScope(ctx, 'c.unit_id')}
      AND (${filter.state ?? null}::text IS NULL OR c.state = ${filter.state ?? null}::text)
      AND (${filter.q ?? null}::text IS NULL OR strpos(v.body ->> 'title', ${filter.q ?? ''}::text) > 0
        OR strpos(u.name, ${filter.q ?? ''}::text) > 0)
    ORDER BY changed_on DESC, c.id DESC`.execute(ctx.tx)
  return rows
}

/** The first and last day of a version's being out are events; a published case with the version that is out. */
export async function publishedCases(
  ctx: Ctx,
  id: AnyId | null,
): Promise<(CaseRow & { readonly published_on: LocalDate })[]> {
  const { rows } = await sql<CaseRow & { readonly published_on: LocalDate }>`
    SELECT c.*, (SELECT max(e.on_date) FROM showcase_event e WHERE e.county_id = c.county_id
      AND e.case_id = c.id AND e.act = 'publish' AND e.version = c.published) AS published_on
    FROM showcase_case c
    WHERE c.county_id = ${ctx.county} AND c.published IS NOT NULL
      AND (${id}::uuid IS NULL OR c.id = ${id}::uuid)
    ORDER BY c.year DESC, c.number DESC`.execute(ctx.tx)
  return rows
}

/** Units with their names and everything above them. */
export async function unitsBy(ctx: Ctx, ids: readonly AnyId[]) {
  const { rows } = await sql<{ id: AnyId; name: string; ancestors: AnyId[] }>`
    SELECT id, name, ancestors FROM org_unit
    WHERE county_id = ${ctx.county} AND id = ANY (${idArray(ids)})`.execute(ctx.tx)
  return new Map(rows.map((row) => [row.id, row]))
}

export async function countyOf(ctx: Ctx): Promise<{ code: string; name: string }> {
  const { rows } = await sql<{ code: string; name: string }>`SELECT code, name FROM county
    WHERE county_id = ${ctx.county}`.execute(ctx.tx)
  return rows[0] ?? { code: '', name: '' }
}

export async function insertPhoto(
  ctx: Ctx,
  of: Omit<ShowcaseTables['showcase_photo'], 'county_id' | 'recorded_at' | 'recorded_by'>,
): Promise<void> {
  await db(ctx)
    .insertInto('showcase_photo')
    .values({ ...written(ctx), ...of })
    .execute()
}

/** A photograph of a case with its bytes; null where there is none. */
export async function photoOf(ctx: Ctx, of: { readonly caseId: AnyId; readonly fileId: AnyId }) {
  const row = await db(ctx)
    .selectFrom('showcase_photo')
    .selectAll()
    .where('county_id', '=', ctx.county)
    .where('case_id', '=', of.caseId)
    .where('id', '=', of.fileId)
    .executeTakeFirst()
  return row ?? null
}
