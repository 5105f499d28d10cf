import { written } from '../../../platform/actor.ts'
import { type RawBuilder, sql } from 'kysely'
import type { LocalDate } from '../../../kernel/date.ts'
import type { AnyId, Id } from '../../../kernel/id.ts'
import type { UnitKind } from '../../../kernel/role.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { idArray, isOneOf } from '../../../platform/rows.ts'
import { insideScope } from '../../../platform/unit.ts'
import type { Channel } from '../model.ts'
import { helpTables, type HelpTables, type New } from '../store.ts'

export interface UnitHead {
  readonly id: AnyId
  readonly kind: UnitKind
  readonly name: string
  readonly ancestors: readonly AnyId[]
}

/** Units of the county by id, whoever asks. */
export async function unitHeads(ctx: Ctx, ids: readonly AnyId[]): Promise<Map<AnyId, UnitHead>> {
  if (ids.length === 0) return new Map()
  const { rows } = await sql<UnitHead>`SELECT id, kind, name, ancestors FROM org_unit
    WHERE county_id = ${ctx.county} AND ${isOneOf('id', ids)}`.execute(ctx.tx)
  return new Map(rows.map((row) => [row.id, row]))
}

export interface HelperRow extends Omit<HelpTables['helper_version'], 'county_id'> {
  readonly id: AnyId
  readonly channel: Channel
  readonly unit_id: AnyId
  readonly unit_kind: UnitKind
  readonly unit_name: string
  /** Places it has today, in the whole county. */
  readonly load: number
}

const selectHelpers = (ctx: Ctx, where: RawBuilder<unknown>) => sql<HelperRow>`
  SELECT v.*, h.id, h.channel, h.unit_id, u.kind AS unit_kind, u.name AS unit_name,
    (SELECT count(*)::int FROM help_assignment a WHERE a.county_id = h.county_id AND a.helper_id = h.id
      AND (a.valid_to IS NULL OR a.valid_to > ${ctx.today}::date)) AS load
  FROM helper h
  JOIN org_unit u ON u.county_id = h.county_id AND u.id = h.unit_id
  JOIN LATERAL (SELECT * FROM helper_version w WHERE w.county_id = h.county_id AND w.helper_id = h.id
    ORDER BY w.version DESC LIMIT 1) v ON true
  WHERE h.county_id = ${ctx.county} AND ${where}
  ORDER BY h.channel, u.name, v.name, v.post, h.id`

/** Helpers the actor reaches, or who help somewhere the actor reaches. */
export async function helperRows(ctx: Ctx): Promise<HelperRow[]> {
  const { rows } = await selectHelpers(
    ctx,
    sql`(${insideScope(ctx, 'h.unit_id')} OR EXISTS (SELECT 1 FROM help_assignment s
      WHERE s.county_id = h.county_id AND s.helper_id = h.id AND ${insideScope(ctx, 's.unit_id')}))`,
  ).execute(ctx.tx)
  return rows
}

/** Every helper of the county, whoever asks; those of given ids alone. */
export async function helpersOf(ctx: Ctx, ids?: readonly AnyId[]): Promise<HelperRow[]> {
  const where = ids === undefined ? sql`true` : sql`h.id = ANY (${idArray(ids)})`
  return (await selectHelpers(ctx, where).execute(ctx.tx)).rows
}

export async function insertHelper(
  ctx: Ctx,
  helper: { readonly id: AnyId; readonly channel: Channel; readonly unit_id: AnyId },
): Promise<void> {
  await helpTables(ctx.tx)
    .insertInto('helper')
    .values({ ...helper, unit_id: helper.unit_id as Id<'unit'>, ...written(ctx) })
    .execute()
}

export async function insertVersion(ctx: Ctx, row: New<'helper_version'>): Promise<void> {
  await helpTables(ctx.tx)
    .insertInto('helper_version')
    .values({ ...row, ...written(ctx) })
    .execute()
}

export interface AssignmentRow extends Omit<HelpTables['help_assignment'], 'county_id'> {
  readonly unit_name: string
  readonly unit_kind: UnitKind
  readonly helper_name: string
  readonly post: string
}

const selectAssignments = (ctx: Ctx, where: RawBuilder<unknown>) => sql<AssignmentRow>`
  SELECT a.*, u.name AS unit_name, u.kind AS unit_kind, v.name AS helper_name, v.post
  FROM help_assignment a
  JOIN org_unit u ON u.county_id = a.county_id AND u.id = a.unit_id
  JOIN LATERAL (SELECT name, post FROM helper_version w WHERE w.county_id = a.county_id
    AND w.helper_id = a.helper_id ORDER BY w.version DESC LIMIT 1) v ON true
  WHERE a.county_id = ${ctx.county} AND ${where}
  ORDER BY a.valid_to IS NOT NULL, a.channel, u.name, a.valid_from DESC, a.id`

/** Assignments at units the actor reaches. */
export async function assignmentRows(
  ctx: Ctx,
  filter: {
    readonly unitId: AnyId | undefined
    readonly helperId: AnyId | undefined
    readonly channel: Channel | undefined
    readonly inForce: boolean | undefined
  },
): Promise<AssignmentRow[]> {
  const { unitId = null, helperId = null, channel = null } = filter
  const { rows } = await selectAssignments(
    ctx,
    sql`${insideScope(ctx, 'a.unit_id')}
      AND (${unitId}::uuid IS NULL OR u.ancestors @> ARRAY[${unitId}::uuid])
      AND (${helperId}::uuid IS NULL OR a.helper_id = ${helperId}::uuid)
      AND (${channel}::text IS NULL OR a.channel = ${channel})
      AND (${filter.inForce !== true} OR a.valid_to IS NULL OR a.valid_to > ${ctx.today}::date)`,
  ).execute(ctx.tx)
  return rows
}

/** Assignments that count today, at these units or at all of the county. */
export async function inForce(ctx: Ctx, unitIds?: readonly AnyId[]): Promise<AssignmentRow[]> {
  const where = unitIds === undefined ? sql`true` : sql`a.unit_id = ANY (${idArray(unitIds)})`
  const { rows } = await selectAssignments(
    ctx,
    sql`${where} AND a.valid_from <= ${ctx.today}::date
      AND (a.valid_to IS NULL OR a.valid_to > ${ctx.today}::date)`,
  ).execute(ctx.tx)
  return rows
}

/** Assignments that count today, at the unit or anywhere below it. */
export async function inForceBelow(ctx: Ctx, unitId: AnyId): Promise<AssignmentRow[]> {
  const { rows } = await selectAssignments(
    ctx,
    sql`u.ancestors @> ARRAY[${unitId}::uuid] AND a.valid_from <= ${ctx.today}::date
      AND (a.valid_to IS NULL OR a.valid_to > ${ctx.today}::date)`,
  ).execute(ctx.tx)
  return rows
}

/** All that there ever was at these units. */
export async function assignmentsAt(ctx: Ctx, ids: readonly AnyId[]): Promise<AssignmentRow[]> {
  return (await selectAssignments(ctx, sql`a.unit_id = ANY (${idArray(ids)})`).execute(ctx.tx)).rows
}

export async function assignmentById(
  ctx: Ctx,
  of: { readonly unitId: AnyId; readonly id: AnyId },
): Promise<AssignmentRow | null> {
  const { rows } = await selectAssignments(
    ctx,
    sql`a.id = ${of.id}::uuid AND a.unit_id = ${of.unitId}::uuid`,
  ).execute(ctx.tx)
  return rows[0] ?? null
}

export async function insertAssignments(
  ctx: Ctx,
  rows: readonly New<'help_assignment'>[],
): Promise<void> {
  for (let i = 0; i < rows.length; i += 1_000) {
    await helpTables(ctx.tx)
      .insertInto('help_assignment')
      .values(rows.slice(i, i + 1_000).map((row) => ({ ...row, ...written(ctx) })))
      .execute()
  }
}

/** `on`: the first day on which it no longer counts. */
export async function endAssignment(
  ctx: Ctx,
  of: {
    readonly id: AnyId
    readonly on: LocalDate
    readonly why: string
    readonly handover: string
  },
): Promise<void> {
  await helpTables(ctx.tx)
    .updateTable('help_assignment')
    .set({ valid_to: of.on, ended_why: of.why, handover: of.handover })
    .where('county_id', '=', ctx.county)
    .where('id', '=', of.id)
    .execute()
}

/** The version of the rules that counts on a day; null while none was saved. */
export async function rulesRow(ctx: Ctx, on: LocalDate): Promise<HelpTables['help_rules'] | null> {
  const row = await helpTables(ctx.tx)
    .selectFrom('help_rules')
    .selectAll()
    .where('county_id', '=', ctx.county)
    .where('valid_from', '<=', on)
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row ?? null
}

/** @returns the version's number. */
export async function insertRules(
  ctx: Ctx,
  row: Pick<HelpTables['help_rules'], 'valid_from' | 'reason'> & { readonly rules: object },
): Promise<number> {
  const last = await helpTables(ctx.tx)
    .selectFrom('help_rules')
    .select(({ fn }) => fn.max('version').as('version'))
    .where('county_id', '=', ctx.county)
    .executeTakeFirst()
  const version = (last?.version ?? 0) + 1
  const rules = JSON.stringify(row.rules)
  await helpTables(ctx.tx)
    .insertInto('help_rules')
    .values({ ...row, rules, version, ...written(ctx) })
    .execute()
  return version
}

/** The last visit of each helper at each unit. */
export async function lastVisits(
  ctx: Ctx,
): Promise<{ helper_id: AnyId; ancestors: AnyId[]; on_date: LocalDate }[]> {
  const { rows } = await sql<{ helper_id: AnyId; ancestors: AnyId[]; on_date: LocalDate }>`
    SELECT v.helper_id, u.ancestors, max(v.on_date) AS on_date
    FROM help_visit v JOIN org_unit u ON u.county_id = v.county_id AND u.id = v.unit_id
    WHERE v.county_id = ${ctx.county} AND v.helper_id IS NOT NULL AND v.withdrawn_on IS NULL
    GROUP BY v.helper_id, u.ancestors`.execute(ctx.tx)
  return rows
}
