import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Instant, LocalDate } from '../../../kernel/date.ts'
import type { AnyId, Id } from '../../../kernel/id.ts'
import { actorName } from '../../../platform/actor.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import type { Tx } from '../../../platform/db.ts'
import { idArray } from '../../../platform/rows.ts'
import { insideScope } from '../../../platform/unit.ts'
import {
  type MeetingRow,
  type ObjectionRow,
  type ReportRow,
  type ReportVersionRow,
  supervisionTables,
} from '../store.ts'

export type ReportKind = ReportRow['kind']

/** A report's unit with those above it, and the towns it was sent to, for the platform's scope check. */
export async function unitsOfReport(tx: Tx, id: AnyId): Promise<readonly Id<'unit'>[] | null> {
  const { rows } = await sql<{ ancestors: Id<'unit'>[]; sent: Id<'unit'>[] }>`
    SELECT u.ancestors, ARRAY(SELECT r.unit_id FROM report_receipt r WHERE r.county_id = p.county_id
      AND r.report_id = p.id) AS sent
    FROM report p JOIN org_unit u ON u.county_id = p.county_id AND u.id = p.unit_id
    WHERE p.county_id = app_county() AND p.id = ${id}::uuid`.execute(tx)
  const [row] = rows
  return row === undefined ? null : [...row.ancestors, ...row.sent]
}

export type ListedReport = ReportRow & {
  readonly version: number
  readonly made_at: Instant
  readonly title: string
  readonly sent: number
  readonly seen: number
  readonly mine_seen: LocalDate | null
  readonly mine_sent: boolean
  readonly disputed: number
}

/** Reports of units the caller reaches, and those sent to them; the latest period first. */
export async function reportRows(
  ctx: Ctx,
  filter: { readonly kind?: ReportKind | undefined; readonly id?: AnyId },
): Promise<ListedReport[]> {
  const mine = sql`SELECT r.* FROM report_receipt r WHERE r.county_id = p.county_id AND r.report_id = p.id
    AND ${insideScope(ctx, 'r.unit_id')}`
  const { rows } =
    await sql<ListedReport>`SELECT p.*, v.version, v.made_at, v.body ->> 'title' AS title,
      (SELECT count(*)::int FROM report_receipt r WHERE r.county_id = p.county_id AND r.report_id = p.id) AS sent,
      (SELECT count(*)::int FROM report_receipt r WHERE r.county_id = p.county_id AND r.report_id = p.id
        AND r.seen_on IS NOT NULL) AS seen,
      (SELECT max(m.seen_on) FROM (${mine}) m) AS mine_seen,
      EXISTS (SELECT 1 FROM (${mine}) m WHERE m.seen_on IS NULL) AS mine_sent,
      (SELECT count(*)::int FROM report_objection o WHERE o.county_id = p.county_id AND o.report_id = p.id
        AND o.answer IS NULL) AS disputed
    FROM report p
    JOIN LATERAL (SELECT * FROM report_version v WHERE v.county_id = p.county_id AND v.report_id = p.id
      ORDER BY v.version DESC LIMIT 1) v ON true
    WHERE p.county_id = ${ctx.county} AND (${insideScope(ctx, 'p.unit_id')} OR EXISTS (${mine}))
      AND (${filter.kind ?? null}::text IS NULL OR p.kind = ${filter.kind ?? null})
      AND (${filter.id ?? null}::uuid IS NULL OR p.id = ${filter.id ?? null}::uuid)
    ORDER BY p.period DESC, p.id LIMIT 500`.execute(ctx.tx)
  return rows
}

/** A report; locked where it is about to change. */
export async function reportRow(ctx: Ctx, id: AnyId, lock: boolean): Promise<ReportRow | null> {
  const query = supervisionTables(ctx.tx)
    .selectFrom('report')
    .selectAll()
    .where('county_id', '=', ctx.county)
    .where('id', '=', id)
  return (await (lock ? query.forUpdate() : query).executeTakeFirst()) ?? null
}

/** The report of a kind for a period, locked; null when there is none yet. */
export async function reportOf(
  ctx: Ctx,
  of: { readonly unitId: AnyId; readonly kind: ReportKind; readonly period: string },
): Promise<ReportRow | null> {
  const row = await supervisionTables(ctx.tx)
    .selectFrom('report')
    .selectAll()
    .where('county_id', '=', ctx.county)
    .where('unit_id', '=', of.unitId as Id<'unit'>)
    .where('kind', '=', of.kind)
    .where('period', '=', of.period)
    .forUpdate()
    .executeTakeFirst()
  return row ?? null
}

/** The last report of a kind before a period that has been issued (or made, of kinds that are not issued). */
export async function lastReport(
  ctx: Ctx,
  of: { readonly kind: ReportKind; readonly before: string; readonly issued: boolean },
): Promise<ReportRow | null> {
  let query = supervisionTables(ctx.tx)
    .selectFrom('report')
    .selectAll()
    .where('county_id', '=', ctx.county)
    .where('kind', '=', of.kind)
    .where('period', '<', of.before)
  if (of.issued) query = query.where('state', '=', 'issued')
  return (await query.orderBy('period', 'desc').limit(1).executeTakeFirst()) ?? null
}

export async function insertReport(
  ctx: Ctx,
  fresh: Pick<ReportRow, 'id' | 'unit_id' | 'kind' | 'period'>,
): Promise<void> {
  await supervisionTables(ctx.tx)
    .insertInto('report')
    .values({
      ...fresh,
      county_id: ctx.county,
      state: 'draft',
      case_id: null,
      year: null,
      number: null,
      issued_on: null,
    })
    .execute()
}

export async function setReport(
  ctx: Ctx,
  id: AnyId,
  now: Partial<Pick<ReportRow, 'state' | 'case_id' | 'year' | 'number' | 'issued_on'>>,
): Promise<void> {
  await supervisionTables(ctx.tx)
    .updateTable('report')
    .set(now)
    .where('county_id', '=', ctx.county)
    .where('id', '=', id)
    .execute()
}

/** Keeps a draft whole: canonical JSON. @returns its number and fingerprint. */
export async function insertVersion(
  ctx: Ctx,
  of: { readonly reportId: AnyId; readonly body: string; readonly editionId: AnyId | null },
): Promise<{ version: number; hash: string }> {
  const hash = createHash('sha256').update(of.body).digest('hex')
  const { rows } = await sql<{ version: number }>`
    INSERT INTO report_version (county_id, report_id, version, body, body_hash, edition_id, made_at, made_by)
    SELECT ${ctx.county}, ${of.reportId}::uuid, coalesce(max(version), 0) + 1, ${of.body}::jsonb, ${hash},
      ${of.editionId}::uuid, ${ctx.now}::timestamptz, ${actorName(ctx)}
    FROM report_version WHERE county_id = ${ctx.county} AND report_id = ${of.reportId}::uuid
    RETURNING version`.execute(ctx.tx)
  return { version: rows[0]?.version ?? 1, hash }
}

/** The last draft of a report; what is issued has none after it. */
export async function lastVersion(ctx: Ctx, reportId: AnyId): Promise<ReportVersionRow | null> {
  const row = await supervisionTables(ctx.tx)
    .selectFrom('report_version')
    .selectAll()
    .where('county_id', '=', ctx.county)
    .where('report_id', '=', reportId)
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row ?? null
}

/** Every town of the county, by name. */
export async function towns(
  ctx: Ctx,
): Promise<readonly { readonly id: AnyId; readonly name: string }[]> {
  const { rows } = await sql<{ id: AnyId; name: string }>`SELECT id, name FROM org_unit
    WHERE county_id = ${ctx.county} AND kind = 'town' ORDER BY name, id`.execute(ctx.tx)
  return rows
}

/** The county itself. */
export async function countyUnit(
  ctx: Ctx,
): Promise<{ readonly id: Id<'unit'>; readonly name: string }> {
  const { rows } = await sql<{ id: Id<'unit'>; name: string }>`SELECT u.id, c.name FROM org_unit u
    JOIN county c ON c.county_id = u.county_id
    WHERE u.county_id = ${ctx.county} AND u.kind = 'county'`.execute(ctx.tx)
  const [row] = rows
  if (row === undefined) throw new Error('the county has a unit')
  return row
}

/** Sends a report to these units; who has it already keeps what they answered. */
export async function sendTo(ctx: Ctx, reportId: AnyId, unitIds: readonly AnyId[]): Promise<void> {
  await sql`INSERT INTO report_receipt (county_id, report_id, unit_id, sent_on)
    SELECT ${ctx.county}, ${reportId}::uuid, x.id, ${ctx.today}::date FROM unnest(${idArray(unitIds)}) AS x (id)
    ON CONFLICT DO NOTHING`.execute(ctx.tx)
}

export interface Receipt {
  readonly unit_id: AnyId
  readonly name: string
  readonly sent_on: LocalDate
  readonly seen_on: LocalDate | null
  readonly seen_by: string | null
}

/** To whom a report went that the caller reaches. */
export async function receiptRows(ctx: Ctx, reportId: AnyId): Promise<Receipt[]> {
  const { rows } = await sql<Receipt>`SELECT r.unit_id, u.name, r.sent_on, r.seen_on, r.seen_by
    FROM report_receipt r JOIN org_unit u ON u.county_id = r.county_id AND u.id = r.unit_id
    WHERE r.county_id = ${ctx.county} AND r.report_id = ${reportId}::uuid AND ${insideScope(ctx, 'r.unit_id')}
    ORDER BY u.name, u.id`.execute(ctx.tx)
  return rows
}

/** Writes down who has seen it. @returns whether the unit had it and had not answered. */
export async function markSeen(
  ctx: Ctx,
  of: { readonly reportId: AnyId; readonly unitId: AnyId },
): Promise<boolean> {
  const { rows } =
    await sql`UPDATE report_receipt SET seen_on = ${ctx.today}::date, seen_by = ${actorName(ctx)}
    WHERE county_id = ${ctx.county} AND report_id = ${of.reportId}::uuid AND unit_id = ${of.unitId}::uuid
      AND seen_on IS NULL RETURNING 1`.execute(ctx.tx)
  return rows.length > 0
}

export type NamedObjection = ObjectionRow & { readonly unit_name: string }

/** What towns dispute in a report, inside the caller's reach. */
export async function objectionRows(ctx: Ctx, reportId: AnyId): Promise<NamedObjection[]> {
  const { rows } = await sql<NamedObjection>`SELECT o.*, u.name AS unit_name FROM report_objection o
    JOIN org_unit u ON u.county_id = o.county_id AND u.id = o.unit_id
    WHERE o.county_id = ${ctx.county} AND o.report_id = ${reportId}::uuid AND ${insideScope(ctx, 'o.unit_id')}
    ORDER BY o.raised_on, o.id`.execute(ctx.tx)
  return rows
}

/** How many objections to a report wait for an answer. */
export async function openObjections(ctx: Ctx, reportId: AnyId): Promise<number> {
  const { rows } = await sql<{ n: number }>`SELECT count(*)::int AS n FROM report_objection
    WHERE county_id = ${ctx.county} AND report_id = ${reportId}::uuid AND answer IS NULL`.execute(
    ctx.tx,
  )
  return rows[0]?.n ?? 0
}

export async function insertObjection(
  ctx: Ctx,
  of: Pick<ObjectionRow, 'id' | 'report_id' | 'unit_id' | 'version' | 'words'>,
): Promise<void> {
  await supervisionTables(ctx.tx)
    .insertInto('report_objection')
    .values({
      ...of,
      county_id: ctx.county,
      raised_on: ctx.today,
      raised_by: actorName(ctx),
      answer: null,
      upheld: null,
      answered_on: null,
      answered_by: null,
    })
    .execute()
}

/** Answers an objection that waits. @returns whether there was one. */
export async function answerObjection(
  ctx: Ctx,
  of: {
    readonly reportId: AnyId
    readonly id: AnyId
    readonly answer: string
    readonly upheld: boolean
  },
): Promise<boolean> {
  const { rows } =
    await sql`UPDATE report_objection SET answer = ${of.answer}, upheld = ${of.upheld},
      answered_on = ${ctx.today}::date, answered_by = ${actorName(ctx)}
    WHERE county_id = ${ctx.county} AND report_id = ${of.reportId}::uuid AND id = ${of.id}::uuid
      AND answer IS NULL RETURNING 1`.execute(ctx.tx)
  return rows.length > 0
}

export const meetingRows = (ctx: Ctx, reportId: AnyId): Promise<MeetingRow[]> =>
  supervisionTables(ctx.tx)
    .selectFrom('dispatch_meeting')
    .selectAll()
    .where('county_id', '=', ctx.county)
    .where('report_id', '=', reportId)
    .orderBy('version', 'desc')
    .execute()

/** Writes the meeting of a week down, beside what was written before. */
export async function insertMeeting(
  ctx: Ctx,
  of: {
    readonly reportId: AnyId
    readonly heldOn: LocalDate
    readonly chair: string
    readonly place: string
    readonly attended: readonly string[]
    readonly absent: readonly string[]
    readonly minutes: string
  },
): Promise<void> {
  await sql`INSERT INTO dispatch_meeting (county_id, report_id, version, held_on, chair, place, attended, absent,
      minutes, recorded_at, recorded_by)
    SELECT ${ctx.county}, ${of.reportId}::uuid, coalesce(max(version), 0) + 1, ${of.heldOn}::date, ${of.chair},
      ${of.place}, ${JSON.stringify(of.attended)}::jsonb, ${JSON.stringify(of.absent)}::jsonb, ${of.minutes},
      ${ctx.now}::timestamptz, ${actorName(ctx)}
    FROM dispatch_meeting WHERE county_id = ${ctx.county} AND report_id = ${of.reportId}::uuid`.execute(
    ctx.tx,
  )
}

const ROW_TABLES = {
  problem: 'problem',
  listing: 'problem_listing',
  assignment: 'assignment',
  source: 'problem_source',
} as const

/** How many of these rows there are. */
export async function existing(
  ctx: Ctx,
  of: keyof typeof ROW_TABLES,
  ids: readonly AnyId[],
): Promise<number> {
  const { rows } = await sql<{
    n: number
  }>`SELECT count(*)::int AS n FROM ${sql.table(ROW_TABLES[of])}
    WHERE county_id = ${ctx.county} AND id = ANY (${idArray(ids)})`.execute(ctx.tx)
  return rows[0]?.n ?? 0
}
