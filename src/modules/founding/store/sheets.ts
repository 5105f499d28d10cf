import { sql } from 'kysely'
import type { LocalDate } from '../../../kernel/date.ts'
import type { AnyId } from '../../../kernel/id.ts'
import { actorName } from '../../../platform/actor.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import type { HouseholdWish } from '../model.ts'
import { foundingTables } from '../store.ts'

/*
 * Signed sheets. The photograph stands sealed in a row of its own beside what was said: lists read the light rows
 * and never the pictures.
 */

export interface Scan {
  readonly name: string
  readonly mediaType: string
  readonly sha256: string
  /** In base64. */
  readonly content: string
}

/** What was said once more, as of the day of the signature: first with the picture, then naming that row. */
export async function insertSignedWish(
  ctx: Ctx,
  of: {
    readonly projectId: AnyId
    readonly householdId: AnyId
    readonly on: LocalDate
    readonly wish: HouseholdWish
    readonly scan: Scan
  },
): Promise<void> {
  // Of two rows of one moment the one with the greater id counts.
  const [picture = '', word = ''] = [ctx.newId(), ctx.newId()].toSorted()
  const said = { ...of.wish, cash: of.wish.cash.toString() }
  const row = (id: AnyId, body: object) => ({
    county_id: ctx.county,
    id,
    project_id: of.projectId,
    household_id: of.householdId,
    wish_sealed: ctx.secrets.seal(`household_wish:${id}`, JSON.stringify(body)),
    on_date: of.on,
    recorded_at: ctx.now,
    recorded_by: actorName(ctx),
  })
  await foundingTables(ctx.tx)
    .insertInto('household_wish')
    .values([row(picture, { ...said, scan: of.scan }), row(word, { ...said, paper: picture })])
    .execute()
}

/** The account once more with the picture of its signed paper; it counts as signed. */
export async function insertSignedAccount(
  ctx: Ctx,
  of: {
    readonly projectId: AnyId
    readonly householdId: AnyId
    readonly reckonedOn: LocalDate
    readonly on: LocalDate
    readonly copyOf: AnyId
    readonly given: unknown
    readonly scan: Scan
  },
): Promise<void> {
  const id = ctx.newId()
  const body = JSON.stringify({ copyOf: of.copyOf, given: of.given, scan: of.scan })
  await foundingTables(ctx.tx)
    .insertInto('three_account')
    .values({
      county_id: ctx.county,
      id,
      project_id: of.projectId,
      household_id: of.householdId,
      body_sealed: ctx.secrets.seal(`three_account:${id}`, body),
      reckoned_on: of.reckonedOn,
      signed_on: of.on,
      recorded_at: ctx.now,
      recorded_by: actorName(ctx),
    })
    .execute()
}

/** Every account of a project by id, without its words. */
export async function accountHeads(
  ctx: Ctx,
  projectId: AnyId,
): Promise<{ readonly id: AnyId; readonly household_id: AnyId }[]> {
  const { rows } = await sql<{ id: AnyId; household_id: AnyId }>`
    SELECT id, household_id FROM three_account
    WHERE county_id = ${ctx.county} AND project_id = ${projectId}::uuid`.execute(ctx.tx)
  return rows
}

/** The picture in a row; null when there is no such row or it has none. */
export async function scanOf(
  ctx: Ctx,
  of: { readonly projectId: AnyId; readonly kind: 'wish' | 'account'; readonly id: AnyId },
): Promise<Scan | null> {
  const [table, column] =
    of.kind === 'wish'
      ? (['household_wish', 'wish_sealed'] as const)
      : (['three_account', 'body_sealed'] as const)
  const { rows } = await sql<{ sealed: Buffer }>`
    SELECT ${sql.ref(column)} AS sealed FROM ${sql.table(table)}
    WHERE county_id = ${ctx.county} AND project_id = ${of.projectId}::uuid
      AND id = ${of.id}::uuid`.execute(ctx.tx)
  const [row] = rows
  if (row === undefined) return null
  const body = JSON.parse(ctx.secrets.open(`${table}:${of.id}`, row.sealed)) as { scan?: Scan }
  return body.scan ?? null
}
