import { sql } from 'kysely'
import type { LocalDate } from '../../../kernel/date.ts'
import type { AnyId } from '../../../kernel/id.ts'
import { written } from '../../../platform/actor.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { isOneOf } from '../../../platform/rows.ts'
import type { Kind } from '../model.ts'
import { assessmentTables, type AssessmentTables, type New } from '../store.ts'

export type SchemeRow = AssessmentTables['assessment_scheme']
export type RulesRow = AssessmentTables['assessment_rules']
export type FactRow = AssessmentTables['assessment_fact']

/** All versions of a kind's scheme, the latest first. */
export const schemeRows = (ctx: Ctx, kind: Kind): Promise<SchemeRow[]> =>
  assessmentTables(ctx.tx)
    .selectFrom('assessment_scheme')
    .selectAll()
    .where('county_id', '=', ctx.county)
    .where('kind', '=', kind)
    .orderBy('version', 'desc')
    .execute()

/** The version whose day has come on a day, the latest of them; null where the county has saved none. */
export async function schemeOn(ctx: Ctx, kind: Kind, day: LocalDate): Promise<SchemeRow | null> {
  return (await schemeRows(ctx, kind)).find((row) => row.valid_from <= day) ?? null
}

export async function insertScheme(ctx: Ctx, row: New<'assessment_scheme'>): Promise<void> {
  await assessmentTables(ctx.tx)
    .insertInto('assessment_scheme')
    .values({ ...row, body: JSON.stringify(row.body), ...written(ctx) })
    .execute()
}

/** All versions of the rules of proposals, the latest first. */
export const rulesRows = (ctx: Ctx): Promise<RulesRow[]> =>
  assessmentTables(ctx.tx)
    .selectFrom('assessment_rules')
    .selectAll()
    .where('county_id', '=', ctx.county)
    .orderBy('version', 'desc')
    .execute()

export async function insertRules(ctx: Ctx, row: New<'assessment_rules'>): Promise<void> {
  await assessmentTables(ctx.tx)
    .insertInto('assessment_rules')
    .values({ ...row, body: JSON.stringify(row.body), ...written(ctx) })
    .execute()
}

type NewFact = Omit<New<'assessment_fact'>, 'withdrawn_on' | 'withdrawn_why' | 'withdrawn_by'>

export async function insertFact(ctx: Ctx, fact: NewFact): Promise<void> {
  await assessmentTables(ctx.tx)
    .insertInto('assessment_fact')
    .values({
      ...fact,
      withdrawn_on: null,
      withdrawn_why: null,
      withdrawn_by: null,
      ...written(ctx),
    })
    .execute()
}

export async function withdrawFact(
  ctx: Ctx,
  of: { readonly id: AnyId; readonly unitId: AnyId; readonly why: string },
): Promise<boolean> {
  const done = await assessmentTables(ctx.tx)
    .updateTable('assessment_fact')
    .set({
      withdrawn_on: ctx.today,
      withdrawn_why: of.why,
      withdrawn_by: written(ctx).recorded_by,
    })
    .where('county_id', '=', ctx.county)
    .where('id', '=', of.id)
    .where('unit_id', '=', of.unitId)
    .where('withdrawn_on', 'is', null)
    .executeTakeFirst()
  return done.numUpdatedRows > 0n
}

/** Facts of units in a period that stand, in the order they were recorded. */
export async function factsOf(
  ctx: Ctx,
  of: { readonly units: readonly AnyId[]; readonly period: string },
): Promise<FactRow[]> {
  return assessmentTables(ctx.tx)
    .selectFrom('assessment_fact')
    .selectAll()
    .where('county_id', '=', ctx.county)
    .where('period', '=', of.period)
    .where('withdrawn_on', 'is', null)
    .where(isOneOf('unit_id', of.units))
    .orderBy('recorded_at')
    .orderBy('id')
    .execute()
}

/** Facts of units below a unit, of a period where one is named, the latest first; with those taken back. */
export async function factRows(
  ctx: Ctx,
  filter: { readonly unitId: AnyId; readonly period: string | undefined },
): Promise<(FactRow & { readonly unit_name: string; readonly unit_kind: string })[]> {
  const { unitId, period = null } = filter
  const { rows } = await sql<FactRow & { unit_name: string; unit_kind: string }>`
    SELECT f.*, u.name AS unit_name, u.kind AS unit_kind FROM assessment_fact f
    JOIN org_unit u ON u.county_id = f.county_id AND u.id = f.unit_id
    WHERE f.county_id = ${ctx.county} AND u.ancestors @> ARRAY[${unitId}::uuid]
      AND (${period}::text IS NULL OR f.period = ${period})
    ORDER BY f.on_date DESC, f.recorded_at DESC, f.id LIMIT 2000`.execute(ctx.tx)
  return rows
}
