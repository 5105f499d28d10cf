import { insertRows, isOneOf } from '../../../platform/rows.ts'
import { actorName } from '../../../platform/actor.ts'
import { sql } from 'kysely'
import type { LocalDate } from '../../../kernel/date.ts'
import type { AnyId } from '../../../kernel/id.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { insideScope } from '../../../platform/unit.ts'
import { type BeneficiaryTable, type FundTable, shareTables, type StatusTable } from '../store.ts'

const TERM = 'assistance_term'

/** What the county calls its assistance shares. The seed's word until the county says otherwise. */
export async function assistanceTerm(ctx: Ctx): Promise<string> {
  const row = await shareTables(ctx.tx)
    .selectFrom('county_setting')
    .select('value')
    .where('county_id', '=', ctx.county)
    .where('name', '=', TERM)
    .executeTakeFirst()
  return typeof row?.value === 'string' ? row.value : '扶贫股'
}

export async function saveTerm(ctx: Ctx, term: string): Promise<void> {
  const value = JSON.stringify(term)
  await shareTables(ctx.tx)
    .insertInto('county_setting')
    .values({ county_id: ctx.county, name: TERM, value })
    .onConflict((conflict) => conflict.columns(['county_id', 'name']).doUpdateSet({ value }))
    .execute()
}

export async function saveFunds(
  ctx: Ctx,
  funds: readonly Omit<FundTable, 'county_id' | 'created_at' | 'created_by'>[],
): Promise<void> {
  const by = actorName(ctx)
  await insertRows(
    ctx.tx,
    {
      table: 'assistance_fund',
      columns: `county_id int, id uuid, coop_id uuid, name text, fund_source text, fund_document text,
        title_holder_id uuid, amount_fen bigint, units_micro bigint, guaranteed_rate text,
        cap_fen bigint, floating boolean, conversion_rule text, valid_from date, valid_to date,
        created_at timestamptz, created_by text`,
    },
    funds.map((fund) => ({
      ...fund,
      amount_fen: fund.amount_fen.toString(),
      units_micro: fund.units_micro.toString(),
      cap_fen: fund.cap_fen?.toString() ?? null,
      county_id: ctx.county,
      created_at: ctx.now,
      created_by: by,
    })),
  )
}

export type NewBeneficiary = Omit<
  BeneficiaryTable,
  'county_id' | 'created_at' | 'valid_to' | 'replaced_by_id' | 'checked_on'
>

/** Adds beneficiaries with the first line of their history. */
export async function saveBeneficiaries(
  ctx: Ctx,
  rows: readonly NewBeneficiary[],
  note: string,
): Promise<void> {
  await insertRows(
    ctx.tx,
    {
      table: 'assistance_beneficiary',
      columns: `county_id int, id uuid, fund_id uuid, coop_id uuid, household_id uuid, person_id uuid,
        persons int, units_micro bigint, priority text, valid_from date, checked_on date,
        created_at timestamptz`,
    },
    rows.map((row) => ({
      ...row,
      units_micro: row.units_micro.toString(),
      county_id: ctx.county,
      checked_on: row.valid_from,
      created_at: ctx.now,
    })),
  )
  await saveStatuses(
    ctx,
    rows.map((row) => ({ beneficiaryId: row.id, on: row.valid_from, status: 'added', note })),
  )
}

export async function saveStatuses(
  ctx: Ctx,
  rows: readonly {
    readonly beneficiaryId: AnyId
    readonly on: LocalDate
    readonly status: string
    readonly note: string
  }[],
): Promise<void> {
  const by = actorName(ctx)
  await insertRows(
    ctx.tx,
    {
      table: 'assistance_status',
      columns: `county_id int, id uuid, beneficiary_id uuid, on_date date, status text, note text,
        recorded_at timestamptz, recorded_by text`,
    },
    rows.map((row) => ({
      county_id: ctx.county,
      id: ctx.newId(),
      beneficiary_id: row.beneficiaryId,
      on_date: row.on,
      status: row.status,
      note: row.note,
      recorded_at: ctx.now,
      recorded_by: by,
    })),
  )
}

export async function fundsOf(ctx: Ctx, coopIds: readonly AnyId[]): Promise<FundTable[]> {
  return shareTables(ctx.tx)
    .selectFrom('assistance_fund')
    .selectAll()
    .where('county_id', '=', ctx.county)
    .where(isOneOf('coop_id', coopIds))
    .orderBy('valid_from')
    .orderBy('id')
    .execute()
}

/** Locks a fund, so that its units are handed out by one at a time. */
export async function lockFund(ctx: Ctx, coopId: AnyId, fundId: AnyId): Promise<FundTable | null> {
  // The fund row is never changed; the advisory lock orders those who hand out its units.
  await sql`SELECT pg_advisory_xact_lock(hashtextextended(${`assistance:${fundId}`}, 0))`.execute(
    ctx.tx,
  )
  return (await fundsOf(ctx, [coopId])).find(({ id }) => id === fundId) ?? null
}

export async function beneficiariesOf(
  ctx: Ctx,
  fundIds: readonly AnyId[],
): Promise<BeneficiaryTable[]> {
  return shareTables(ctx.tx)
    .selectFrom('assistance_beneficiary')
    .selectAll()
    .where('county_id', '=', ctx.county)
    .where(isOneOf('fund_id', fundIds))
    .orderBy('valid_from')
    .orderBy('id')
    .execute()
}

export async function beneficiariesByIds(
  ctx: Ctx,
  coopId: AnyId,
  ids: readonly AnyId[],
): Promise<BeneficiaryTable[]> {
  return shareTables(ctx.tx)
    .selectFrom('assistance_beneficiary')
    .selectAll()
    .where('county_id', '=', ctx.county)
    .where('coop_id', '=', coopId)
    .where(isOneOf('id', ids))
    .forUpdate()
    .execute()
}

/** Benefits of a person, named or through the whole household. */
export async function benefitsOfPerson(
  ctx: Ctx,
  who: { readonly personId: AnyId; readonly householdId: AnyId | null },
) {
  return shareTables(ctx.tx)
    .selectFrom('assistance_beneficiary as b')
    .innerJoin('assistance_fund as f', (join) =>
      join.onRef('f.county_id', '=', 'b.county_id').onRef('f.id', '=', 'b.fund_id'),
    )
    .select([
      'b.id',
      'b.fund_id',
      'b.person_id',
      'b.coop_id',
      'f.name',
      'b.units_micro',
      'b.valid_from',
      'b.valid_to',
    ])
    .where('b.county_id', '=', ctx.county)
    .where((eb) =>
      eb.or([
        eb('b.person_id', '=', who.personId),
        eb.and([eb('b.person_id', 'is', null), eb('b.household_id', '=', who.householdId ?? null)]),
      ]),
    )
    .orderBy('b.valid_from')
    .execute()
}

export async function statusesOf(
  ctx: Ctx,
  beneficiaryIds: readonly AnyId[],
): Promise<StatusTable[]> {
  return shareTables(ctx.tx)
    .selectFrom('assistance_status')
    .selectAll()
    .where('county_id', '=', ctx.county)
    .where(isOneOf('beneficiary_id', beneficiaryIds))
    .orderBy('on_date')
    .orderBy('id')
    .execute()
}

export async function endBeneficiaryRow(
  ctx: Ctx,
  id: AnyId,
  end: { readonly on: LocalDate; readonly replacedBy: AnyId | null },
): Promise<void> {
  await shareTables(ctx.tx)
    .updateTable('assistance_beneficiary')
    .set({ valid_to: end.on, replaced_by_id: end.replacedBy })
    .where('county_id', '=', ctx.county)
    .where('id', '=', id)
    .execute()
}

export async function markChecked(ctx: Ctx, ids: readonly AnyId[]): Promise<void> {
  await shareTables(ctx.tx)
    .updateTable('assistance_beneficiary')
    .set({ checked_on: ctx.today })
    .where('county_id', '=', ctx.county)
    .where(isOneOf('id', ids))
    .execute()
}

/** Where to look: the co-ops below a unit, or some co-ops; all of the caller's scope when neither is said. */
interface Within {
  readonly asOf: LocalDate
  readonly unitId?: AnyId | undefined
  readonly coopIds?: readonly AnyId[]
}

function within(ctx: Ctx, { unitId, coopIds }: Within, column: string) {
  const below =
    unitId === undefined
      ? sql<boolean>`true`
      : sql<boolean>`EXISTS (SELECT 1 FROM org_unit AS place WHERE place.county_id = ${ctx.county}
          AND place.id = ${sql.ref(column)} AND place.ancestors @> ARRAY[${unitId}::uuid])`
  const some = coopIds === undefined ? sql<boolean>`true` : isOneOf(column, coopIds)
  return sql<boolean>`${insideScope(ctx, column)} AND ${below} AND ${some}`
}

/**
 * Benefits in force on a day inside the caller's scope, one row each: what the counts are made of,
 * and what the annual re-check looks at.
 */
export async function benefitsInForce(ctx: Ctx, where: Within) {
  const { asOf } = where
  return shareTables(ctx.tx)
    .selectFrom('assistance_beneficiary as b')
    .selectAll('b')
    .where('b.county_id', '=', ctx.county)
    .where(within(ctx, where, 'b.coop_id'))
    .where('b.valid_from', '<=', asOf)
    .where((eb) => eb.or([eb('b.valid_to', 'is', null), eb('b.valid_to', '>', asOf)]))
    .orderBy('b.coop_id')
    .orderBy('b.id')
    .execute()
}

/** Ends a fund before its own day. */
export async function endFundRow(ctx: Ctx, id: AnyId, on: LocalDate): Promise<void> {
  await shareTables(ctx.tx)
    .updateTable('assistance_fund')
    .set({ valid_to: on })
    .where('county_id', '=', ctx.county)
    .where('id', '=', id)
    .execute()
}

export async function fundsInForce(ctx: Ctx, where: Within) {
  const { asOf } = where
  return shareTables(ctx.tx)
    .selectFrom('assistance_fund as f')
    .select(['f.id', 'f.coop_id', 'f.amount_fen'])
    .where('f.county_id', '=', ctx.county)
    .where(within(ctx, where, 'f.coop_id'))
    .where('f.valid_from', '<=', asOf)
    .where((eb) => eb.or([eb('f.valid_to', 'is', null), eb('f.valid_to', '>', asOf)]))
    .execute()
}
