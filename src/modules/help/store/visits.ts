import { written } from '../../../platform/actor.ts'
import { sql } from 'kysely'
import type { LocalDate } from '../../../kernel/date.ts'
import type { AnyId } from '../../../kernel/id.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { isOneOf } from '../../../platform/rows.ts'
import { insideScope } from '../../../platform/unit.ts'
import type { Channel } from '../model.ts'
import { helpTables, type HelpTables, type New } from '../store.ts'

export async function insertVisit(
  ctx: Ctx,
  visit: Omit<New<'help_visit'>, 'withdrawn_on' | 'withdraw_reason'>,
  fileIds: readonly AnyId[],
): Promise<void> {
  await helpTables(ctx.tx)
    .insertInto('help_visit')
    .values({ ...visit, withdrawn_on: null, withdraw_reason: null, ...written(ctx) })
    .execute()
  if (fileIds.length === 0) return
  await helpTables(ctx.tx)
    .insertInto('help_visit_file')
    .values(fileIds.map((file_id) => ({ county_id: ctx.county, visit_id: visit.id, file_id })))
    .execute()
}

/** A visit at this unit that counts, locked; null when there is none of that id. */
export async function visitRow(
  ctx: Ctx,
  of: { readonly unitId: AnyId; readonly id: AnyId },
): Promise<HelpTables['help_visit'] | null> {
  const row = await helpTables(ctx.tx)
    .selectFrom('help_visit')
    .selectAll()
    .where('county_id', '=', ctx.county)
    .where('unit_id', '=', of.unitId as never)
    .where('id', '=', of.id)
    .where('withdrawn_on', 'is', null)
    .forUpdate()
    .executeTakeFirst()
  return row ?? null
}

export async function withdrawVisit(ctx: Ctx, id: AnyId, reason: string): Promise<void> {
  await helpTables(ctx.tx)
    .updateTable('help_visit')
    .set({ withdrawn_on: ctx.today, withdraw_reason: reason })
    .where('county_id', '=', ctx.county)
    .where('id', '=', id)
    .execute()
}

export interface VisitFilter {
  readonly unitId?: AnyId | undefined
  readonly helperId?: AnyId | undefined
  readonly channel?: Channel | undefined
  readonly from?: LocalDate | undefined
  readonly to?: LocalDate | undefined
}

export interface VisitRow extends Omit<HelpTables['help_visit'], 'county_id'> {
  readonly unit_name: string
  readonly helper_name: string | null
  readonly channel: Channel | null
}

/** Visits at units the actor reaches, the latest first. */
export async function visitRows(ctx: Ctx, filter: VisitFilter): Promise<VisitRow[]> {
  const { unitId = null, helperId = null, channel = null, from = null, to = null } = filter
  const { rows } = await sql<VisitRow>`
    SELECT v.*, u.name AS unit_name, w.name AS helper_name, h.channel
    FROM help_visit v
    JOIN org_unit u ON u.county_id = v.county_id AND u.id = v.unit_id
    LEFT JOIN helper h ON h.county_id = v.county_id AND h.id = v.helper_id
    LEFT JOIN LATERAL (SELECT name FROM helper_version x WHERE x.county_id = v.county_id
      AND x.helper_id = v.helper_id ORDER BY x.version DESC LIMIT 1) w ON true
    WHERE v.county_id = ${ctx.county} AND ${insideScope(ctx, 'v.unit_id')}
      AND (${unitId}::uuid IS NULL OR u.ancestors @> ARRAY[${unitId}::uuid])
      AND (${helperId}::uuid IS NULL OR v.helper_id = ${helperId}::uuid)
      AND (${channel}::text IS NULL OR h.channel = ${channel})
      AND (${from}::date IS NULL OR v.on_date >= ${from}::date)
      AND (${to}::date IS NULL OR v.on_date <= ${to}::date)
    ORDER BY v.on_date DESC, v.recorded_at DESC, v.id DESC`.execute(ctx.tx)
  return rows
}

/** Photographs of these visits, in their order. */
export async function filesOfVisits(ctx: Ctx, ids: readonly AnyId[]) {
  if (ids.length === 0) return []
  return helpTables(ctx.tx)
    .selectFrom('help_visit_file')
    .innerJoin('help_file', (join) =>
      join
        .onRef('help_file.county_id', '=', 'help_visit_file.county_id')
        .onRef('help_file.id', '=', 'help_visit_file.file_id'),
    )
    .select(['help_visit_file.visit_id', 'help_file.id', 'help_file.name', 'help_file.media_type'])
    .where('help_visit_file.county_id', '=', ctx.county)
    .where(isOneOf('help_visit_file.visit_id', ids))
    .orderBy('help_file.id')
    .execute()
}

export async function insertIssue(
  ctx: Ctx,
  issue: New<'help_issue'>,
  first: Omit<New<'help_issue_act'>, 'issue_id' | 'seq'>,
): Promise<void> {
  await helpTables(ctx.tx)
    .insertInto('help_issue')
    .values({ ...issue, ...written(ctx) })
    .execute()
  await insertAct(ctx, { ...first, issue_id: issue.id, seq: 1 })
}

export async function insertAct(ctx: Ctx, act: New<'help_issue_act'>): Promise<void> {
  await helpTables(ctx.tx)
    .insertInto('help_issue_act')
    .values({ ...act, ...written(ctx) })
    .execute()
}

export interface IssueRow extends Omit<HelpTables['help_issue'], 'county_id'> {
  readonly unit_name: string
}

/** Issues of units the actor reaches, the latest first. */
export async function issueRows(
  ctx: Ctx,
  filter: { readonly unitId?: AnyId | undefined; readonly visitId?: AnyId | undefined },
): Promise<IssueRow[]> {
  const { unitId = null, visitId = null } = filter
  const { rows } = await sql<IssueRow>`
    SELECT i.*, u.name AS unit_name FROM help_issue i
    JOIN org_unit u ON u.county_id = i.county_id AND u.id = i.unit_id
    WHERE i.county_id = ${ctx.county} AND ${insideScope(ctx, 'i.unit_id')}
      AND (${unitId}::uuid IS NULL OR u.ancestors @> ARRAY[${unitId}::uuid])
      AND (${visitId}::uuid IS NULL OR i.visit_id = ${visitId}::uuid)
    ORDER BY i.raised_on DESC, i.recorded_at DESC, i.id DESC`.execute(ctx.tx)
  return rows
}

export interface PlacedIssue extends IssueRow {
  readonly unit_kind: string
}

/** Issues in and below a unit, or one issue, whoever asks: for what the product does by itself. */
export async function issuesBelow(
  ctx: Ctx,
  of: { readonly unitId?: AnyId | undefined; readonly issueId?: AnyId | undefined },
): Promise<PlacedIssue[]> {
  const { unitId = null, issueId = null } = of
  const { rows } = await sql<PlacedIssue>`
    SELECT i.*, u.name AS unit_name, u.kind AS unit_kind FROM help_issue i
    JOIN org_unit u ON u.county_id = i.county_id AND u.id = i.unit_id
    WHERE i.county_id = ${ctx.county}
      AND (${unitId}::uuid IS NULL OR u.ancestors @> ARRAY[${unitId}::uuid])
      AND (${issueId}::uuid IS NULL OR i.id = ${issueId}::uuid)
    ORDER BY i.raised_on, i.id`.execute(ctx.tx)
  return rows
}

/** An issue of this unit, locked; null when there is none of that id. */
export async function issueRow(
  ctx: Ctx,
  of: { readonly unitId: AnyId; readonly id: AnyId },
): Promise<HelpTables['help_issue'] | null> {
  const { rows } = await sql<HelpTables['help_issue']>`SELECT * FROM help_issue
    WHERE county_id = ${ctx.county} AND unit_id = ${of.unitId}::uuid AND id = ${of.id}::uuid`.execute(
    ctx.tx,
  )
  return rows[0] ?? null
}

/** The stories of these issues, each in its order. */
export async function actsOf(
  ctx: Ctx,
  ids: readonly AnyId[],
): Promise<Map<AnyId, HelpTables['help_issue_act'][]>> {
  if (ids.length === 0) return new Map()
  const rows = await helpTables(ctx.tx)
    .selectFrom('help_issue_act')
    .selectAll()
    .where('county_id', '=', ctx.county)
    .where(isOneOf('issue_id', ids))
    .orderBy('issue_id')
    .orderBy('seq')
    .execute()
  return Map.groupBy(rows, (row) => row.issue_id)
}
