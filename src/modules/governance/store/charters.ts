import type { LocalDate } from '../../../kernel/date.ts'
import type { AnyId } from '../../../kernel/id.ts'
import { actorName } from '../../../platform/actor.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { isOneOf } from '../../../platform/rows.ts'
import { type CharterRow, governanceTables } from '../store.ts'

/** The charter that was in force on a day: the last one adopted by then. */
export async function adoptedCharter(
  ctx: Ctx,
  coopId: AnyId,
  day: LocalDate,
): Promise<CharterRow | null> {
  const row = await governanceTables(ctx.tx)
    .selectFrom('charter_version')
    .selectAll()
    .where('county_id', '=', ctx.county)
    .where('coop_id', '=', coopId)
    .where('state', '=', 'adopted')
    .where('adopted_on', '<=', day)
    .orderBy('adopted_on', 'desc')
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row ?? null
}

/** The adopted charters of these co-ops, all that ever were. */
export const adoptedCharters = (ctx: Ctx, coopIds: readonly AnyId[]): Promise<CharterRow[]> =>
  governanceTables(ctx.tx)
    .selectFrom('charter_version')
    .selectAll()
    .where('county_id', '=', ctx.county)
    .where(isOneOf('coop_id', coopIds))
    .where('state', '=', 'adopted')
    .orderBy('adopted_on')
    .orderBy('version')
    .execute()

/** Every version, the latest first. */
export const charterVersions = (ctx: Ctx, coopId: AnyId): Promise<CharterRow[]> =>
  governanceTables(ctx.tx)
    .selectFrom('charter_version')
    .selectAll()
    .where('county_id', '=', ctx.county)
    .where('coop_id', '=', coopId)
    .orderBy('version', 'desc')
    .execute()

export async function insertCharter(
  ctx: Ctx,
  row: Pick<CharterRow, 'id' | 'coop_id' | 'version' | 'origin' | 'hash' | 'note'> & {
    readonly parameters: string
    readonly own_clauses: string
  },
): Promise<void> {
  await governanceTables(ctx.tx)
    .insertInto('charter_version')
    .values({
      ...row,
      county_id: ctx.county,
      state: 'draft',
      drafted_at: ctx.now,
      drafted_by: actorName(ctx),
      adopted_on: null,
      resolution_id: null,
      document: '',
    })
    .execute()
}

export async function setCharter(
  ctx: Ctx,
  id: AnyId,
  change: Pick<CharterRow, 'state' | 'adopted_on' | 'resolution_id' | 'document'>,
): Promise<void> {
  await governanceTables(ctx.tx)
    .updateTable('charter_version')
    .set(change)
    .where('county_id', '=', ctx.county)
    .where('id', '=', id)
    .execute()
}
