import { type RawBuilder, sql } from 'kysely'
import type { LocalDate } from '../../../kernel/date.ts'
import type { AnyId } from '../../../kernel/id.ts'
import { written } from '../../../platform/actor.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { idArray, isOneOf } from '../../../platform/rows.ts'
import { insideScope } from '../../../platform/unit.ts'
import { talentTables, type New, type TalentTables } from '../store.ts'

export interface PromiseRow extends Omit<TalentTables['promise'], 'county_id'> {
  readonly village_name: string
  readonly town_id: AnyId
  readonly coop_name: string | null
  readonly published: boolean
  readonly on_phone: boolean
  /** Of the last assessment; null while there was none. Of one on phones the counts are those of the ratings. */
  readonly assessment_seq: number | null
  readonly how: 'paper' | 'phone' | null
  readonly assessed_on: LocalDate | null
  readonly until_on: LocalDate | null
  readonly counters: readonly string[] | null
  readonly tally_id: AnyId | null
  readonly kept: number | null
  readonly partly: number | null
  readonly unkept: number | null
}

const selectPromises = (ctx: Ctx, where: RawBuilder<unknown>) => sql<PromiseRow>`
  SELECT p.*, u.name AS village_name, u.parent_id AS town_id, c.name AS coop_name,
    EXISTS (SELECT 1 FROM promise_notice n WHERE n.county_id = p.county_id
      AND n.promise_id = p.id) AS published,
    EXISTS (SELECT 1 FROM promise_notice n WHERE n.county_id = p.county_id
      AND n.promise_id = p.id AND n.place = 'phone') AS on_phone,
    a.seq AS assessment_seq, a.how, a.on_date AS assessed_on, a.until_on, a.counters,
    a.file_id AS tally_id,
    CASE a.how WHEN 'paper' THEN a.kept ELSE r.kept END AS kept,
    CASE a.how WHEN 'paper' THEN a.partly ELSE r.partly END AS partly,
    CASE a.how WHEN 'paper' THEN a.unkept ELSE r.unkept END AS unkept
  FROM promise p
  JOIN org_unit u ON u.county_id = p.county_id AND u.id = p.village_id
  LEFT JOIN org_unit c ON c.county_id = p.county_id AND c.id = p.coop_id
  LEFT JOIN LATERAL (SELECT * FROM promise_assessment x WHERE x.county_id = p.county_id
    AND x.promise_id = p.id ORDER BY x.seq DESC LIMIT 1) a ON true
  LEFT JOIN LATERAL (SELECT (count(*) FILTER (WHERE y.verdict = 'kept'))::int AS kept,
      (count(*) FILTER (WHERE y.verdict = 'partly'))::int AS partly,
      (count(*) FILTER (WHERE y.verdict = 'unkept'))::int AS unkept
    FROM promise_rating y WHERE y.county_id = p.county_id AND y.promise_id = p.id
      AND y.seq = a.seq) r ON true
  WHERE p.county_id = ${ctx.county} AND ${where}
  ORDER BY p.withdrawn_on IS NOT NULL, p.due_on, p.id`

/** Promises of villages the actor reaches. */
export async function promiseRows(ctx: Ctx, unitId?: AnyId): Promise<PromiseRow[]> {
  const where = sql`${insideScope(ctx, 'p.village_id')}
    AND (${unitId ?? null}::uuid IS NULL OR u.ancestors @> ARRAY[${unitId ?? null}::uuid])`
  return (await selectPromises(ctx, where).execute(ctx.tx)).rows
}

/** All promises of the county whose day is over. */
export const pastPromises = async (ctx: Ctx): Promise<PromiseRow[]> =>
  (
    await selectPromises(
      ctx,
      sql`p.due_on < ${ctx.today}::date AND p.withdrawn_on IS NULL`,
    ).execute(ctx.tx)
  ).rows

export const promisesOfPerson = async (ctx: Ctx, personId: AnyId): Promise<PromiseRow[]> =>
  (await selectPromises(ctx, sql`p.person_id = ${personId}::uuid`).execute(ctx.tx)).rows

/** Promises shown on phones: about these co-ops, or about none in these villages. */
export async function shownPromises(
  ctx: Ctx,
  at: { readonly coopIds: readonly AnyId[]; readonly villageIds: readonly AnyId[] },
): Promise<PromiseRow[]> {
  const where = sql`p.withdrawn_on IS NULL
    AND EXISTS (SELECT 1 FROM promise_notice n WHERE n.county_id = p.county_id
      AND n.promise_id = p.id AND n.place = 'phone')
    AND (p.coop_id = ANY (${idArray(at.coopIds)})
      OR (p.coop_id IS NULL AND p.village_id = ANY (${idArray(at.villageIds)})))`
  return (await selectPromises(ctx, where).execute(ctx.tx)).rows
}

export async function promiseById(ctx: Ctx, id: AnyId): Promise<PromiseRow | null> {
  return (await selectPromises(ctx, sql`p.id = ${id}::uuid`).execute(ctx.tx)).rows[0] ?? null
}

export async function insertPromise(
  ctx: Ctx,
  row: Omit<New<'promise'>, 'withdrawn_on' | 'withdraw_reason'>,
): Promise<void> {
  await talentTables(ctx.tx)
    .insertInto('promise')
    .values({ ...row, withdrawn_on: null, withdraw_reason: null, ...written(ctx) })
    .execute()
}

export async function withdrawPromise(ctx: Ctx, id: AnyId, reason: string): Promise<void> {
  await talentTables(ctx.tx)
    .updateTable('promise')
    .set({ withdrawn_on: ctx.today, withdraw_reason: reason })
    .where('county_id', '=', ctx.county)
    .where('id', '=', id)
    .execute()
}

export async function noticesOf(
  ctx: Ctx,
  ids: readonly AnyId[],
): Promise<Map<AnyId, TalentTables['promise_notice'][]>> {
  if (ids.length === 0) return new Map()
  const rows = await talentTables(ctx.tx)
    .selectFrom('promise_notice')
    .selectAll()
    .where('county_id', '=', ctx.county)
    .where(isOneOf('promise_id', ids))
    .orderBy('on_date')
    .execute()
  return Map.groupBy(rows, (row) => row.promise_id)
}

export async function insertNotice(ctx: Ctx, row: New<'promise_notice'>): Promise<void> {
  await talentTables(ctx.tx)
    .insertInto('promise_notice')
    .values({ ...row, ...written(ctx) })
    .execute()
}

export async function evidenceOf(
  ctx: Ctx,
  ids: readonly AnyId[],
): Promise<Map<AnyId, TalentTables['promise_evidence'][]>> {
  if (ids.length === 0) return new Map()
  const rows = await talentTables(ctx.tx)
    .selectFrom('promise_evidence')
    .selectAll()
    .where('county_id', '=', ctx.county)
    .where(isOneOf('promise_id', ids))
    .orderBy('on_date')
    .orderBy('recorded_at')
    .execute()
  return Map.groupBy(rows, (row) => row.promise_id)
}

export async function insertEvidence(ctx: Ctx, row: New<'promise_evidence'>): Promise<void> {
  await talentTables(ctx.tx)
    .insertInto('promise_evidence')
    .values({ ...row, ...written(ctx) })
    .execute()
}

export async function insertAssessment(ctx: Ctx, row: New<'promise_assessment'>): Promise<void> {
  await talentTables(ctx.tx)
    .insertInto('promise_assessment')
    .values({ ...row, ...written(ctx) })
    .execute()
}

/** Which of these promises the person has said something of, in their last assessment. */
export async function ratedBy(
  ctx: Ctx,
  personId: AnyId,
  ids: readonly AnyId[],
): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ promise_id: AnyId; seq: number }>`
    SELECT promise_id, seq FROM promise_rating WHERE county_id = ${ctx.county}
      AND person_id = ${personId}::uuid AND promise_id = ANY (${idArray(ids)})`.execute(ctx.tx)
  return new Set(rows.map((row) => `${row.promise_id} ${row.seq}`))
}

/** @returns false where the person had said something already. */
export async function insertRating(
  ctx: Ctx,
  row: Pick<TalentTables['promise_rating'], 'promise_id' | 'seq' | 'person_id' | 'verdict'>,
): Promise<boolean> {
  const made = await talentTables(ctx.tx)
    .insertInto('promise_rating')
    .values({ ...row, county_id: ctx.county, recorded_at: ctx.now })
    .onConflict((conflict) => conflict.doNothing())
    .returning('seq')
    .executeTakeFirst()
  return made !== undefined
}
