import { sql } from 'kysely'
import type { AnyId, Id } from '../../../kernel/id.ts'
import { written } from '../../../platform/actor.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { isOneOf } from '../../../platform/rows.ts'
import { insideScope } from '../../../platform/unit.ts'
import { dutyTables, type DutyTables, type New } from '../store.ts'

export type PlanRow = DutyTables['town_plan']
export type VersionRow = DutyTables['town_plan_version']
export type ProofRow = DutyTables['town_plan_proof']
export type GapRow = DutyTables['town_plan_gap']

/** Plans of towns the actor reaches; of one year where it is given. */
export async function planRows(ctx: Ctx, year?: number): Promise<PlanRow[]> {
  const { rows } = await sql<PlanRow>`SELECT p.* FROM town_plan p
    WHERE p.county_id = ${ctx.county} AND ${insideScope(ctx, 'p.town_id')}
      AND (${year ?? null}::integer IS NULL OR p.year = ${year ?? null}::integer)
    ORDER BY p.year DESC, p.id`.execute(ctx.tx)
  return rows
}

/** The plan of a town for a year, whoever asks; locked where it is about to change. */
export async function planRow(
  ctx: Ctx,
  of: { readonly townId: AnyId; readonly year: number; readonly lock?: boolean },
): Promise<PlanRow | null> {
  const query = dutyTables(ctx.tx)
    .selectFrom('town_plan')
    .selectAll()
    .where('county_id', '=', ctx.county)
    .where('town_id', '=', of.townId as Id<'unit'>)
    .where('year', '=', of.year)
  return (await (of.lock === true ? query.forUpdate() : query).executeTakeFirst()) ?? null
}

/** The plan that a case is about, locked. */
export async function planOfCase(ctx: Ctx, caseId: AnyId): Promise<PlanRow | null> {
  const row = await dutyTables(ctx.tx)
    .selectFrom('town_plan')
    .selectAll()
    .where('county_id', '=', ctx.county)
    .where('case_id', '=', caseId)
    .forUpdate()
    .executeTakeFirst()
  return row ?? null
}

export async function insertPlan(
  ctx: Ctx,
  plan: Pick<PlanRow, 'id' | 'town_id' | 'year'>,
): Promise<void> {
  const none = { case_id: null, submitted: null, confirmed: null, confirmed_on: null }
  await dutyTables(ctx.tx)
    .insertInto('town_plan')
    .values({ ...plan, ...none, ...written(ctx) })
    .execute()
}

export async function setPlan(
  ctx: Ctx,
  id: AnyId,
  now: Partial<Pick<PlanRow, 'case_id' | 'submitted' | 'confirmed' | 'confirmed_on'>>,
): Promise<void> {
  await dutyTables(ctx.tx)
    .updateTable('town_plan')
    .set(now)
    .where('county_id', '=', ctx.county)
    .where('id', '=', id)
    .execute()
}

export async function insertVersion(
  ctx: Ctx,
  version: Pick<VersionRow, 'plan_id' | 'version' | 'body' | 'reason'>,
): Promise<void> {
  await dutyTables(ctx.tx)
    .insertInto('town_plan_version')
    .values({ ...version, body: JSON.stringify(version.body), ...written(ctx) })
    .execute()
}

/** Every version of these plans, the latest first. */
export const versionsOf = (ctx: Ctx, ids: readonly AnyId[]): Promise<VersionRow[]> =>
  ids.length === 0
    ? Promise.resolve([])
    : dutyTables(ctx.tx)
        .selectFrom('town_plan_version')
        .selectAll()
        .where('county_id', '=', ctx.county)
        .where(isOneOf('plan_id', ids))
        .orderBy('version', 'desc')
        .execute()

export async function insertProof(
  ctx: Ctx,
  proof: Omit<New<'town_plan_proof'>, 'withdrawn_on' | 'withdraw_reason'>,
  content: Buffer | null,
): Promise<void> {
  await dutyTables(ctx.tx)
    .insertInto('town_plan_proof')
    .values({ ...proof, withdrawn_on: null, withdraw_reason: null, ...written(ctx) })
    .execute()
  if (content === null) return
  await dutyTables(ctx.tx)
    .insertInto('town_plan_file')
    .values({ county_id: ctx.county, proof_id: proof.id, content })
    .execute()
}

/** What was shown for these plans, the latest first, withdrawn ones included. */
export const proofsOf = (ctx: Ctx, ids: readonly AnyId[]): Promise<ProofRow[]> =>
  ids.length === 0
    ? Promise.resolve([])
    : dutyTables(ctx.tx)
        .selectFrom('town_plan_proof')
        .selectAll()
        .where('county_id', '=', ctx.county)
        .where(isOneOf('plan_id', ids))
        .orderBy('on_date', 'desc')
        .orderBy('id', 'desc')
        .execute()

/** A proof of a plan of this town, locked; null when there is none of that id. */
export async function proofRow(
  ctx: Ctx,
  of: { readonly townId: AnyId; readonly id: AnyId },
): Promise<ProofRow | null> {
  const { rows } = await sql<ProofRow>`SELECT x.* FROM town_plan_proof x
    JOIN town_plan p ON p.county_id = x.county_id AND p.id = x.plan_id
    WHERE x.county_id = ${ctx.county} AND x.id = ${of.id}::uuid AND p.town_id = ${of.townId}::uuid
    FOR UPDATE OF x`.execute(ctx.tx)
  return rows[0] ?? null
}

export async function withdrawProof(ctx: Ctx, id: AnyId, reason: string): Promise<void> {
  await dutyTables(ctx.tx)
    .updateTable('town_plan_proof')
    .set({ withdrawn_on: ctx.today, withdraw_reason: reason })
    .where('county_id', '=', ctx.county)
    .where('id', '=', id)
    .execute()
}

/** The file of a proof of a plan of this town. */
export async function proofFile(
  ctx: Ctx,
  of: { readonly townId: AnyId; readonly id: AnyId },
): Promise<{ file_name: string; media_type: string; content: Buffer } | null> {
  const { rows } = await sql<{ file_name: string; media_type: string; content: Buffer }>`
    SELECT x.file_name, x.media_type, f.content FROM town_plan_proof x
    JOIN town_plan p ON p.county_id = x.county_id AND p.id = x.plan_id
    JOIN town_plan_file f ON f.county_id = x.county_id AND f.proof_id = x.id
    WHERE x.county_id = ${ctx.county} AND x.id = ${of.id}::uuid AND p.town_id = ${of.townId}::uuid
  `.execute(ctx.tx)
  return rows[0] ?? null
}

/** Adds a reason beside the earlier ones. */
export async function insertGap(
  ctx: Ctx,
  of: { readonly planId: AnyId; readonly about: string; readonly reason: string },
): Promise<void> {
  const { last } = await dutyTables(ctx.tx)
    .selectFrom('town_plan_gap')
    .select((eb) => eb.fn.max('seq').as('last'))
    .where('county_id', '=', ctx.county)
    .where('plan_id', '=', of.planId)
    .where('about', '=', of.about)
    .executeTakeFirstOrThrow()
  await dutyTables(ctx.tx)
    .insertInto('town_plan_gap')
    .values({
      plan_id: of.planId,
      about: of.about,
      seq: ((last as number | null) ?? 0) + 1,
      reason: of.reason,
      ...written(ctx),
    })
    .execute()
}

/** Reasons for what is behind, the latest first. */
export const gapsOf = (ctx: Ctx, ids: readonly AnyId[]): Promise<GapRow[]> =>
  ids.length === 0
    ? Promise.resolve([])
    : dutyTables(ctx.tx)
        .selectFrom('town_plan_gap')
        .selectAll()
        .where('county_id', '=', ctx.county)
        .where(isOneOf('plan_id', ids))
        .orderBy('seq', 'desc')
        .execute()
