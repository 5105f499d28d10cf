import { sql } from 'kysely'
import type { AnyId } from '../../../kernel/id.ts'
import type { Ctx } from '../../../platform/ctx.ts'

/** Numbers that may leave the village: how much was done, never with whom or with what answer. */
export interface MobilisationCounts {
  readonly visits: number
  readonly meetings: number
  readonly questionsOpen: number
  readonly questionsAnswered: number
}

export async function mobilisationCounts(ctx: Ctx, projectId: AnyId): Promise<MobilisationCounts> {
  const { rows } = await sql<MobilisationCounts>`
    SELECT
      (SELECT count(*)::int FROM mobilisation_visit v WHERE v.county_id = ${ctx.county}
        AND v.project_id = ${projectId}::uuid AND v.kind = 'visit') AS visits,
      (SELECT count(*)::int FROM mobilisation_visit v WHERE v.county_id = ${ctx.county}
        AND v.project_id = ${projectId}::uuid AND v.kind <> 'visit') AS meetings,
      (SELECT count(*)::int FROM mobilisation_question q WHERE q.county_id = ${ctx.county}
        AND q.project_id = ${projectId}::uuid AND q.answered_on IS NULL) AS "questionsOpen",
      (SELECT count(*)::int FROM mobilisation_question q WHERE q.county_id = ${ctx.county}
        AND q.project_id = ${projectId}::uuid AND q.answered_on IS NOT NULL) AS "questionsAnswered"
  `.execute(ctx.tx)
  const [counts] = rows
  return counts ?? { visits: 0, meetings: 0, questionsOpen: 0, questionsAnswered: 0 }
}
