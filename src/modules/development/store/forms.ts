import { written } from '../../../platform/actor.ts'
import { sql } from 'kysely'
import type { LocalDate } from '../../../kernel/date.ts'
import type { AnyId, Id } from '../../../kernel/id.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { insertRows, isOneOf } from '../../../platform/rows.ts'
import { insideScope } from '../../../platform/unit.ts'
import type { Form } from '../model.ts'
import {
  type BusinessLineRow,
  type BusinessRecordRow,
  type BusinessRow,
  type BusinessVersionRow,
  developmentTables,
} from '../store.ts'

export interface ListedBusiness extends BusinessRow {
  readonly coop_name: string
  readonly town_name: string
  readonly name: string
  readonly terms: unknown
  readonly version: number
}

/** Businesses the actor reaches, or those of one co-op, with their last version. */
export async function businessRows(
  ctx: Ctx,
  filter: {
    readonly form?: Form | undefined
    readonly unitId?: AnyId | undefined
    readonly ended?: boolean | undefined
    readonly coopId?: AnyId
    readonly businessId?: AnyId
  },
): Promise<ListedBusiness[]> {
  const unit = filter.unitId ?? null
  const ended =
    filter.ended === undefined
      ? sql`true`
      : filter.ended
        ? sql`b.ended_on IS NOT NULL`
        : sql`b.ended_on IS NULL`
  const { rows } = await sql<ListedBusiness>`
    SELECT b.*, u.name AS coop_name, coalesce(t.name, '') AS town_name, v.name, v.terms, v.version
    FROM coop_business b
    JOIN org_unit u ON u.county_id = b.county_id AND u.id = b.coop_id
    LEFT JOIN org_unit t ON t.county_id = u.county_id AND t.kind = 'town' AND t.id = ANY (u.ancestors)
    JOIN LATERAL (SELECT * FROM coop_business_version v WHERE v.county_id = b.county_id
      AND v.business_id = b.id ORDER BY v.version DESC LIMIT 1) v ON true
    WHERE b.county_id = ${ctx.county} AND ${insideScope(ctx, 'b.coop_id')} AND ${ended}
      AND (${filter.form ?? null}::text IS NULL OR b.form = ${filter.form ?? null}::text)
      AND (${unit}::uuid IS NULL OR u.ancestors @> ARRAY[${unit}::uuid])
      AND (${filter.coopId ?? null}::uuid IS NULL OR b.coop_id = ${filter.coopId ?? null}::uuid)
      AND (${filter.businessId ?? null}::uuid IS NULL OR b.id = ${filter.businessId ?? null}::uuid)
    ORDER BY b.form, t.name, u.name, v.name, b.id`.execute(ctx.tx)
  return rows
}

export const versionsOf = (ctx: Ctx, businessId: AnyId): Promise<BusinessVersionRow[]> =>
  developmentTables(ctx.tx)
    .selectFrom('coop_business_version')
    .selectAll()
    .where('county_id', '=', ctx.county)
    .where('business_id', '=', businessId)
    .orderBy('version', 'desc')
    .execute()

export async function insertBusiness(
  ctx: Ctx,
  row: Pick<BusinessRow, 'id' | 'coop_id' | 'form' | 'started_on' | 'assessment_id'>,
): Promise<void> {
  await developmentTables(ctx.tx)
    .insertInto('coop_business')
    .values({ ...row, ended_on: null, end_reason: null, ...written(ctx) })
    .execute()
}

export async function insertVersion(
  ctx: Ctx,
  row: Pick<BusinessVersionRow, 'business_id' | 'version' | 'name' | 'terms' | 'reason'>,
): Promise<void> {
  await developmentTables(ctx.tx)
    .insertInto('coop_business_version')
    .values({ ...row, terms: JSON.stringify(row.terms), ...written(ctx) })
    .execute()
}

export async function endBusinessRow(
  ctx: Ctx,
  of: { readonly id: AnyId; readonly on: LocalDate; readonly reason: string },
): Promise<void> {
  await developmentTables(ctx.tx)
    .updateTable('coop_business')
    .set({ ended_on: of.on, end_reason: of.reason })
    .where('county_id', '=', ctx.county)
    .where('id', '=', of.id)
    .execute()
}

export const recordsOf = (ctx: Ctx, businessIds: readonly AnyId[]): Promise<BusinessRecordRow[]> =>
  developmentTables(ctx.tx)
    .selectFrom('coop_business_record')
    .selectAll()
    .where('county_id', '=', ctx.county)
    .where(isOneOf('business_id', businessIds))
    .orderBy('from_date', 'desc')
    .orderBy('recorded_at', 'desc')
    .execute()

export async function insertRecord(
  ctx: Ctx,
  row: Pick<
    BusinessRecordRow,
    'id' | 'business_id' | 'coop_id' | 'from_date' | 'to_date' | 'measures' | 'note'
  >,
): Promise<void> {
  await developmentTables(ctx.tx)
    .insertInto('coop_business_record')
    .values({
      ...row,
      measures: JSON.stringify(row.measures),
      withdrawn_on: null,
      withdraw_reason: null,
      ...written(ctx),
    })
    .execute()
}

/** Takes a record back. @returns whether there was one that stood. */
export async function withdrawRecordRow(
  ctx: Ctx,
  of: { readonly coopId: AnyId; readonly recordId: AnyId; readonly reason: string },
): Promise<boolean> {
  const { numUpdatedRows } = await developmentTables(ctx.tx)
    .updateTable('coop_business_record')
    .set({ withdrawn_on: ctx.today, withdraw_reason: of.reason })
    .where('county_id', '=', ctx.county)
    .where('coop_id', '=', of.coopId)
    .where('id', '=', of.recordId)
    .where('withdrawn_on', 'is', null)
    .executeTakeFirstOrThrow()
  return numUpdatedRows > 0n
}

/** The links of these co-ops to lines of their books. */
export const linksOf = (ctx: Ctx, coopIds: readonly AnyId[]): Promise<BusinessLineRow[]> =>
  developmentTables(ctx.tx)
    .selectFrom('coop_business_line')
    .selectAll()
    .where('county_id', '=', ctx.county)
    .where(isOneOf('coop_id', coopIds))
    .orderBy('period')
    .orderBy('voucher_id')
    .orderBy('line')
    .execute()

type NewLink = Pick<BusinessLineRow, 'voucher_id' | 'line' | 'period' | 'role' | 'sector' | 'phase'>

export async function insertLinks(
  ctx: Ctx,
  of: { readonly coopId: AnyId; readonly businessId: AnyId },
  links: readonly NewLink[],
): Promise<void> {
  await insertRows(
    ctx.tx,
    {
      table: 'coop_business_line',
      columns: `county_id int, coop_id uuid, voucher_id uuid, line smallint, business_id uuid, period int, role text,
        sector smallint, phase smallint, recorded_at timestamptz, recorded_by text`,
    },
    links.map((link) => ({
      ...link,
      coop_id: of.coopId as Id<'unit'>,
      business_id: of.businessId,
      ...written(ctx),
    })),
  )
}

/** @returns whether the line was linked. */
export async function deleteLink(
  ctx: Ctx,
  of: { readonly coopId: AnyId; readonly voucherId: AnyId; readonly line: number },
): Promise<boolean> {
  const { numDeletedRows } = await developmentTables(ctx.tx)
    .deleteFrom('coop_business_line')
    .where('county_id', '=', ctx.county)
    .where('coop_id', '=', of.coopId)
    .where('voucher_id', '=', of.voucherId)
    .where('line', '=', of.line)
    .executeTakeFirstOrThrow()
  return numDeletedRows > 0n
}
