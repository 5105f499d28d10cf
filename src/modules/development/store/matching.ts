import { sql } from 'kysely'
import type { LocalDate } from '../../../kernel/date.ts'
import type { AnyId, Id } from '../../../kernel/id.ts'
import { actorName, written } from '../../../platform/actor.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { insertRows, isOneOf } from '../../../platform/rows.ts'
import { developmentTables, type PairingTaskRow } from '../store.ts'

export interface Border {
  readonly town_id: AnyId
  readonly other_id: AnyId
  readonly town_name: string
  readonly other_name: string
  readonly source: string
}

/** Pairs of towns that border each other, by name. */
export async function borderRows(ctx: Ctx): Promise<Border[]> {
  const { rows } = await sql<Border>`
    SELECT b.town_id, b.other_id, t.name AS town_name, o.name AS other_name, b.source
    FROM town_border b
    JOIN org_unit t ON t.county_id = b.county_id AND t.id = b.town_id
    JOIN org_unit o ON o.county_id = b.county_id AND o.id = b.other_id
    WHERE b.county_id = ${ctx.county} ORDER BY t.name, o.name, b.town_id, b.other_id`.execute(
    ctx.tx,
  )
  return rows
}

/** Those of the ids that are towns of the county. */
export async function townsAmong(ctx: Ctx, ids: readonly AnyId[]): Promise<Set<AnyId>> {
  const { rows } = await sql<{ id: AnyId }>`
    SELECT id FROM org_unit WHERE county_id = ${ctx.county} AND kind = 'town'
      AND ${isOneOf('id', ids)}`.execute(ctx.tx)
  return new Set(rows.map(({ id }) => id))
}

/** Puts a new list of borders in the place of the old one. */
export async function replaceBorders(
  ctx: Ctx,
  source: string,
  pairs: readonly (readonly [AnyId, AnyId])[],
): Promise<void> {
  await developmentTables(ctx.tx)
    .deleteFrom('town_border')
    .where('county_id', '=', ctx.county)
    .execute()
  await insertRows(
    ctx.tx,
    {
      table: 'town_border',
      columns:
        'county_id int, town_id uuid, other_id uuid, source text, recorded_at timestamptz, recorded_by text',
    },
    pairs.map(([town, other]) => ({
      town_id: town,
      other_id: other,
      source,
      ...written(ctx),
    })),
  )
}

/** Pairs that were ruled out and still are, as '<lead> <follower>'. */
export async function vetoes(ctx: Ctx): Promise<Set<string>> {
  const rows = await developmentTables(ctx.tx)
    .selectFrom('pairing_veto')
    .select(['lead_id', 'coop_id'])
    .where('county_id', '=', ctx.county)
    .where('ended_on', 'is', null)
    .execute()
  return new Set(rows.map((row) => `${row.lead_id} ${row.coop_id}`))
}

export async function insertVeto(
  ctx: Ctx,
  veto: { readonly leadId: AnyId; readonly followerId: AnyId; readonly reason: string },
): Promise<void> {
  await developmentTables(ctx.tx)
    .insertInto('pairing_veto')
    .values({
      id: ctx.newId(),
      lead_id: veto.leadId as Id<'unit'>,
      coop_id: veto.followerId as Id<'unit'>,
      reason: veto.reason,
      ended_on: null,
      ...written(ctx),
    })
    .execute()
}

export async function insertOrigin(
  ctx: Ctx,
  of: { readonly pairingId: AnyId; readonly leadId: AnyId; readonly on: LocalDate },
  proposal: unknown,
): Promise<void> {
  await developmentTables(ctx.tx)
    .insertInto('pairing_origin')
    .values({
      pairing_id: of.pairingId,
      lead_id: of.leadId as Id<'unit'>,
      proposal: JSON.stringify(proposal),
      on_date: of.on,
      ...written(ctx),
    })
    .execute()
}

export async function insertPairingTasks(
  ctx: Ctx,
  of: { readonly pairingId: AnyId; readonly leadId: AnyId },
  tasks: readonly Pick<PairingTaskRow, 'id' | 'what' | 'responsible' | 'due_on'>[],
): Promise<void> {
  await insertRows(
    ctx.tx,
    {
      table: 'pairing_task',
      columns: `county_id int, id uuid, pairing_id uuid, lead_id uuid, what text, responsible text, due_on date,
        recorded_at timestamptz, recorded_by text`,
    },
    tasks.map((task) => ({
      ...task,
      pairing_id: of.pairingId,
      lead_id: of.leadId,
      ...written(ctx),
    })),
  )
}

export const pairingTasks = (ctx: Ctx, pairingIds: readonly AnyId[]): Promise<PairingTaskRow[]> =>
  developmentTables(ctx.tx)
    .selectFrom('pairing_task')
    .selectAll()
    .where('county_id', '=', ctx.county)
    .where(isOneOf('pairing_id', pairingIds))
    .orderBy('due_on')
    .orderBy('id')
    .execute()

/** Marks an open task as done. @returns whether there was one. */
export async function finishPairingTaskRow(
  ctx: Ctx,
  of: {
    readonly leadId: AnyId
    readonly taskId: AnyId
    readonly on: LocalDate
    readonly note: string
  },
): Promise<boolean> {
  const { numUpdatedRows } = await developmentTables(ctx.tx)
    .updateTable('pairing_task')
    .set({ done_on: of.on, done_note: of.note, done_by: actorName(ctx) })
    .where('county_id', '=', ctx.county)
    .where('lead_id', '=', of.leadId)
    .where('id', '=', of.taskId)
    .where('done_on', 'is', null)
    .executeTakeFirstOrThrow()
  return numUpdatedRows > 0n
}
