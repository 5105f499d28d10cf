import { sql } from 'kysely'
import type { AnyId, Id } from '../../../kernel/id.ts'
import { actorName } from '../../../platform/actor.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import type { Tx } from '../../../platform/db.ts'
import { ancestorsOf, insideScope } from '../../../platform/unit.ts'
import { foundingTables, type PlanRow, type ProjectRow } from '../store.ts'

/** The units of a project, for the platform's scope check; once there is a co-op, it is the nearest. */
export async function unitsOfProject(tx: Tx, id: AnyId): Promise<readonly Id<'unit'>[] | null> {
  const row = await foundingTables(tx)
    .selectFrom('founding_project')
    .select(['village_id', 'coop_id'])
    .where('county_id', '=', sql<number>`app_county()`)
    .where('id', '=', id)
    .executeTakeFirst()
  return row === undefined ? null : ancestorsOf(tx, row.coop_id ?? row.village_id)
}

/** A project; `lock` holds it until the transaction ends. */
export async function projectRow(ctx: Ctx, id: AnyId, lock = false): Promise<ProjectRow | null> {
  const query = foundingTables(ctx.tx)
    .selectFrom('founding_project')
    .selectAll()
    .where('county_id', '=', ctx.county)
    .where('id', '=', id)
  return (await (lock ? query.forUpdate() : query).executeTakeFirst()) ?? null
}

/** The project whose founding a case is. */
export async function projectOfCase(ctx: Ctx, caseId: AnyId): Promise<ProjectRow | null> {
  const row = await foundingTables(ctx.tx)
    .selectFrom('founding_project')
    .selectAll()
    .where('county_id', '=', ctx.county)
    .where('case_id', '=', caseId)
    .forUpdate()
    .executeTakeFirst()
  return row ?? null
}

export interface ListedProject extends ProjectRow {
  readonly village_name: string
  readonly town_id: AnyId | null
  readonly town_name: string | null
}

/** The projects the actor reaches, the newest first. */
export async function projectsInside(
  ctx: Ctx,
  filter: { readonly unitId?: AnyId | undefined },
): Promise<ListedProject[]> {
  const unit = filter.unitId ?? null
  const { rows } = await sql<ListedProject>`
    SELECT p.*, v.name AS village_name, t.id AS town_id, t.name AS town_name
    FROM founding_project p
    JOIN org_unit v ON v.county_id = p.county_id AND v.id = p.village_id
    LEFT JOIN org_unit t ON t.county_id = p.county_id AND t.id = v.parent_id
    WHERE p.county_id = ${ctx.county} AND ${insideScope(ctx, 'p.village_id')}
      AND (${unit}::uuid IS NULL OR v.ancestors @> ARRAY[${unit}::uuid])
    ORDER BY p.started_on DESC, p.id DESC LIMIT 2000`.execute(ctx.tx)
  return rows
}

export async function insertProject(
  ctx: Ctx,
  fresh: Pick<ProjectRow, 'id' | 'village_id' | 'name' | 'main_kind' | 'industry_id' | 'case_id'>,
): Promise<void> {
  await foundingTables(ctx.tx)
    .insertInto('founding_project')
    .values({
      ...fresh,
      county_id: ctx.county,
      discussion_case_id: null,
      coop_id: null,
      feasibility: '{}',
      started_on: ctx.today,
      started_at: ctx.now,
      started_by: actorName(ctx),
    })
    .execute()
}

export async function updateProject(
  ctx: Ctx,
  id: AnyId,
  change: Partial<
    Pick<
      ProjectRow,
      'name' | 'main_kind' | 'industry_id' | 'discussion_case_id' | 'coop_id' | 'feasibility'
    >
  >,
): Promise<void> {
  await foundingTables(ctx.tx)
    .updateTable('founding_project')
    .set(change)
    .where('county_id', '=', ctx.county)
    .where('id', '=', id)
    .execute()
}

/** The last version of a project's share plan. */
export async function lastPlan(ctx: Ctx, projectId: AnyId): Promise<PlanRow | null> {
  const row = await foundingTables(ctx.tx)
    .selectFrom('founding_plan')
    .selectAll()
    .where('county_id', '=', ctx.county)
    .where('project_id', '=', projectId)
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row ?? null
}

export async function insertPlan(
  ctx: Ctx,
  plan: { readonly projectId: AnyId; readonly version: number; readonly body: string },
): Promise<void> {
  await foundingTables(ctx.tx)
    .insertInto('founding_plan')
    .values({
      county_id: ctx.county,
      project_id: plan.projectId,
      version: plan.version,
      body: plan.body,
      recorded_at: ctx.now,
      recorded_by: actorName(ctx),
    })
    .execute()
}

/** Name, kind and the unit above of a unit; null when there is none. */
export async function unitHead(
  ctx: Ctx,
  id: AnyId,
): Promise<{ readonly name: string; readonly kind: string; readonly above: string } | null> {
  const { rows } = await sql<{ name: string; kind: string; above: string }>`
    SELECT u.name, u.kind, coalesce(p.name, '') AS above FROM org_unit u
    LEFT JOIN org_unit p ON p.county_id = u.county_id AND p.id = u.parent_id
    WHERE u.county_id = ${ctx.county} AND u.id = ${id}::uuid`.execute(ctx.tx)
  return rows[0] ?? null
}
