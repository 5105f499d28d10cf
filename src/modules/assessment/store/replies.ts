import { sql } from 'kysely'
import type { AnyId } from '../../../kernel/id.ts'
import { written } from '../../../platform/actor.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { assessmentTables, type AssessmentTables, type New } from '../store.ts'

export type ReplyRow = AssessmentTables['assessment_reply']
export type MeasureRow = AssessmentTables['assessment_measure']

/** What a subject said, the first first. */
export const repliesOf = (ctx: Ctx, subjectId: AnyId): Promise<ReplyRow[]> =>
  assessmentTables(ctx.tx)
    .selectFrom('assessment_reply')
    .selectAll()
    .where('county_id', '=', ctx.county)
    .where('subject_id', '=', subjectId)
    .orderBy('recorded_at')
    .execute()

/** Appeals of a run. */
export async function appealsOf(ctx: Ctx, runId: AnyId): Promise<ReplyRow[]> {
  const { rows } = await sql<ReplyRow>`SELECT r.* FROM assessment_reply r
    JOIN assessment_subject s ON s.county_id = r.county_id AND s.id = r.subject_id
    WHERE r.county_id = ${ctx.county} AND s.run_id = ${runId}::uuid AND r.kind = 'appeal'
    ORDER BY r.recorded_at`.execute(ctx.tx)
  return rows
}

type Decided = 'outcome' | 'reasons' | 'decided_on' | 'decided_by'

export async function insertReply(
  ctx: Ctx,
  reply: Omit<New<'assessment_reply'>, Decided>,
): Promise<void> {
  await assessmentTables(ctx.tx)
    .insertInto('assessment_reply')
    .values({
      ...reply,
      outcome: null,
      reasons: null,
      decided_on: null,
      decided_by: null,
      ...written(ctx),
    })
    .execute()
}

export async function decideReply(
  ctx: Ctx,
  id: AnyId,
  decided: { readonly outcome: 'upheld' | 'rejected'; readonly reasons: string },
): Promise<void> {
  await assessmentTables(ctx.tx)
    .updateTable('assessment_reply')
    .set({ ...decided, decided_on: ctx.today, decided_by: written(ctx).recorded_by })
    .where('county_id', '=', ctx.county)
    .where('id', '=', id)
    .execute()
}

type Open = 'decision' | 'decided_what' | 'reason' | 'decided_on' | 'decided_by'

/** Keeps proposals that are not there yet. @returns how many were new. */
export async function insertMeasures(
  ctx: Ctx,
  rows: readonly Omit<New<'assessment_measure'>, Open>[],
): Promise<number> {
  if (rows.length === 0) return 0
  const made = await assessmentTables(ctx.tx)
    .insertInto('assessment_measure')
    .values(
      rows.map((row) => ({
        ...row,
        grounds: JSON.stringify(row.grounds),
        decision: null,
        decided_what: null,
        reason: null,
        decided_on: null,
        decided_by: null,
        ...written(ctx),
      })),
    )
    .onConflict((conflict) => conflict.columns(['county_id', 'key']).doNothing())
    .returning('id')
    .execute()
  return made.length
}

/** Proposals below a unit, those without a decision first. */
export async function measureRows(
  ctx: Ctx,
  filter: { readonly unitId: AnyId; readonly open: boolean },
): Promise<(MeasureRow & { readonly unit_name: string })[]> {
  const { rows } = await sql<MeasureRow & { unit_name: string }>`
    SELECT m.*, u.name AS unit_name FROM assessment_measure m
    JOIN org_unit u ON u.county_id = m.county_id AND u.id = m.unit_id
    WHERE m.county_id = ${ctx.county} AND u.ancestors @> ARRAY[${filter.unitId}::uuid]
      AND (NOT ${filter.open}::boolean OR m.decision IS NULL)
    ORDER BY m.decision IS NOT NULL, m.period DESC, m.kind, u.name COLLATE "C", m.id
    LIMIT 2000`.execute(ctx.tx)
  return rows
}

/** A proposal of a unit, locked; null when there is none. */
export async function measureRow(
  ctx: Ctx,
  of: { readonly id: AnyId; readonly unitId: AnyId },
): Promise<MeasureRow | null> {
  const row = await assessmentTables(ctx.tx)
    .selectFrom('assessment_measure')
    .selectAll()
    .where('county_id', '=', ctx.county)
    .where('id', '=', of.id)
    .where('unit_id', '=', of.unitId)
    .forUpdate()
    .executeTakeFirst()
  return row ?? null
}

export async function decideMeasure(
  ctx: Ctx,
  id: AnyId,
  decided: {
    readonly decision: 'accepted' | 'changed' | 'dropped'
    readonly decided_what: string | null
    readonly reason: string
  },
): Promise<void> {
  await assessmentTables(ctx.tx)
    .updateTable('assessment_measure')
    .set({ ...decided, decided_on: ctx.today, decided_by: written(ctx).recorded_by })
    .where('county_id', '=', ctx.county)
    .where('id', '=', id)
    .execute()
}
