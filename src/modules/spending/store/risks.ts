import { sql } from 'kysely'
import type { AnyId } from '../../../kernel/id.ts'
import { actorName } from '../../../platform/actor.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { insideScope } from '../../../platform/unit.ts'
import { type AssessmentRow, type ItemRow, type OutcomeRow, spendingTables } from '../store.ts'

export async function insertAssessment(
  ctx: Ctx,
  row: Omit<AssessmentRow, 'county_id' | 'recorded_at'>,
): Promise<void> {
  await spendingTables(ctx.tx)
    .insertInto('risk_assessment')
    .values({
      ...row,
      county_id: ctx.county,
      factors: JSON.stringify(row.factors),
      recorded_at: ctx.now,
    })
    .execute()
}

export interface ListedAssessment extends AssessmentRow {
  readonly coop_name: string
  readonly replaced: boolean
  readonly outcome: OutcomeRow['outcome'] | null
  readonly outcome_note: string | null
  readonly loss_fen: bigint | null
}

interface Filter {
  readonly unitId?: AnyId | undefined
  readonly assessmentId?: AnyId | undefined
}

/** Assessments of the co-ops the actor reaches, newest first. */
export async function assessmentRows(ctx: Ctx, filter: Filter): Promise<ListedAssessment[]> {
  const [unit, one] = [filter.unitId ?? null, filter.assessmentId ?? null]
  const { rows } = await sql<ListedAssessment>`
    SELECT a.*, u.name AS coop_name, o.outcome, o.note AS outcome_note, o.loss_fen,
      EXISTS (SELECT FROM risk_assessment n WHERE n.county_id = a.county_id AND n.previous_id = a.id) AS replaced
    FROM risk_assessment a
    JOIN org_unit u ON u.county_id = a.county_id AND u.id = a.coop_id
    LEFT JOIN risk_outcome o ON o.county_id = a.county_id AND o.assessment_id = a.id
    WHERE a.county_id = ${ctx.county} AND ${insideScope(ctx, 'a.coop_id')}
      AND (${unit}::uuid IS NULL OR u.ancestors @> ARRAY[${unit}::uuid])
      AND (${one}::uuid IS NULL OR a.id = ${one}::uuid)
    ORDER BY a.assessed_on DESC, a.id DESC`.execute(ctx.tx)
  return rows
}

/** Adds the outcome of an assessment; false when it has one already. */
export async function insertOutcome(
  ctx: Ctx,
  row: Omit<OutcomeRow, 'county_id' | 'recorded_at' | 'recorded_by'>,
): Promise<boolean> {
  const made = await spendingTables(ctx.tx)
    .insertInto('risk_outcome')
    .values({ ...row, county_id: ctx.county, recorded_at: ctx.now, recorded_by: actorName(ctx) })
    .onConflict((conflict) => conflict.columns(['county_id', 'assessment_id']).doNothing())
    .returning('assessment_id')
    .executeTakeFirst()
  return made !== undefined
}

type ItemFacts = Omit<ItemRow, 'county_id' | 'changed_at' | 'changed_by'>

export async function insertItem(ctx: Ctx, row: ItemFacts): Promise<void> {
  await spendingTables(ctx.tx)
    .insertInto('risk_item')
    .values({ ...row, county_id: ctx.county, changed_at: ctx.now, changed_by: actorName(ctx) })
    .execute()
}

export async function updateItem(
  ctx: Ctx,
  id: AnyId,
  now: Pick<ItemFacts, 'status' | 'note' | 'mitigation' | 'owner' | 'due_on'>,
): Promise<void> {
  await spendingTables(ctx.tx)
    .updateTable('risk_item')
    .set({ ...now, changed_at: ctx.now, changed_by: actorName(ctx) })
    .where('county_id', '=', ctx.county)
    .where('id', '=', id)
    .execute()
}

/** A risk of a co-op, held until the transaction ends. */
export async function itemRow(ctx: Ctx, coopId: AnyId, id: AnyId): Promise<ItemRow | null> {
  const row = await spendingTables(ctx.tx)
    .selectFrom('risk_item')
    .selectAll()
    .where('county_id', '=', ctx.county)
    .where('coop_id', '=', coopId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  return row ?? null
}

/** Risks of the co-ops the actor reaches, the next due first, closed ones last. */
export async function itemRows(
  ctx: Ctx,
  filter: {
    readonly unitId?: AnyId | undefined
    readonly status?: string | undefined
    readonly factor?: string | undefined
  },
): Promise<(ItemRow & { readonly coop_name: string })[]> {
  const [unit, status, factor] = [
    filter.unitId ?? null,
    filter.status ?? null,
    filter.factor ?? null,
  ]
  const { rows } = await sql<ItemRow & { coop_name: string }>`
    SELECT i.*, u.name AS coop_name FROM risk_item i
    JOIN org_unit u ON u.county_id = i.county_id AND u.id = i.coop_id
    WHERE i.county_id = ${ctx.county} AND ${insideScope(ctx, 'i.coop_id')}
      AND (${unit}::uuid IS NULL OR u.ancestors @> ARRAY[${unit}::uuid])
      AND (${status}::text IS NULL OR i.status = ${status})
      AND (${factor}::text IS NULL OR i.factor = ${factor})
    ORDER BY i.status IN ('closed', 'happened'), i.due_on, i.id`.execute(ctx.tx)
  return rows
}
