import { sql } from 'kysely'
import type { AnyId } from '../../../kernel/id.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import type { CaseState } from '../model.ts'

export interface StateOfCase {
  readonly state: CaseState
  /** Something that waits for somebody is past its last day. */
  readonly late: boolean
}

/** Where many cases stand, by id, without their acts: for lists that count what runs and what is late. */
export async function statesOf(
  ctx: Ctx,
  ids: readonly AnyId[],
): Promise<ReadonlyMap<AnyId, StateOfCase>> {
  const { rows } = await sql<StateOfCase & { id: AnyId }>`
    SELECT c.id, c.state, c.state = 'running' AND EXISTS (SELECT FROM case_task t
      WHERE t.county_id = c.county_id AND t.case_id = c.id AND t.due_on < ${ctx.today}) AS late
    FROM process_case c WHERE c.county_id = ${ctx.county}
      AND c.id = ANY (${`{${ids.join(',')}}`}::uuid[])`.execute(ctx.tx)
  return new Map(rows.map(({ id, ...row }) => [id, row]))
}
