import { type RawBuilder, sql } from 'kysely'
import { type LocalDate, yearOf } from '../../../kernel/date.ts'
import type { AnyId, Id } from '../../../kernel/id.ts'
import type { UnitKind } from '../../../kernel/role.ts'
import { written } from '../../../platform/actor.ts'
import { takeNumbers } from '../../../platform/counter.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { idArray, insertRows, isOneOf } from '../../../platform/rows.ts'
import { insideScope } from '../../../platform/unit.ts'
import type { Level } from '../model.ts'
import { type New, supportTables, type SupportTables } from '../store.ts'

export interface UnitHead {
  readonly id: AnyId
  readonly kind: UnitKind
  readonly name: string
  readonly ancestors: readonly AnyId[]
}

/** Units of the county by id, whoever asks. */
export async function unitHeads(ctx: Ctx, ids: readonly AnyId[]): Promise<Map<AnyId, UnitHead>> {
  if (ids.length === 0) return new Map()
  const { rows } = await sql<UnitHead>`SELECT id, kind, name, ancestors FROM org_unit
    WHERE county_id = ${ctx.county} AND ${isOneOf('id', [...new Set(ids)])}`.execute(ctx.tx)
  return new Map(rows.map((row) => [row.id, row]))
}

export interface FundRow extends Omit<SupportTables['support_fund'], never> {
  readonly unit_name: string
  readonly arrived: bigint
  readonly used: bigint
  readonly allocations: number
}

const selectFunds = (ctx: Ctx, where: RawBuilder<unknown>) => sql<FundRow>`
  SELECT f.*, u.name AS unit_name, coalesce(a.arrived, 0)::bigint AS arrived,
    coalesce(a.used, 0)::bigint AS used, coalesce(a.n, 0)::int AS allocations
  FROM support_fund f
  JOIN org_unit u ON u.county_id = f.county_id AND u.id = f.unit_id
  LEFT JOIN LATERAL (SELECT sum(x.arrived_fen) AS arrived, sum(x.used_fen) AS used, count(*) AS n
    FROM support_allocation x WHERE x.county_id = f.county_id AND x.fund_id = f.id) a ON true
  WHERE f.county_id = ${ctx.county} AND ${where}
  ORDER BY f.year DESC, f.document_on DESC, f.id`

/** Funds held by units the actor reaches. */
export async function fundRows(
  ctx: Ctx,
  filter: {
    readonly unitId?: AnyId | undefined
    readonly year?: number | undefined
    readonly level?: Level | undefined
  },
): Promise<FundRow[]> {
  const { unitId = null, year = null, level = null } = filter
  const { rows } = await selectFunds(
    ctx,
    sql`${insideScope(ctx, 'f.unit_id')}
      AND (${unitId}::uuid IS NULL OR u.ancestors @> ARRAY[${unitId}::uuid])
      AND (${year}::int IS NULL OR f.year = ${year}::int)
      AND (${level}::text IS NULL OR f.level = ${level})`,
  ).execute(ctx.tx)
  return rows
}

/** Funds by id, whoever asks. */
export async function fundsByIds(ctx: Ctx, ids: readonly AnyId[]): Promise<Map<AnyId, FundRow>> {
  const { rows } = await selectFunds(ctx, isOneOf('f.id', [...new Set(ids)])).execute(ctx.tx)
  return new Map(rows.map((row) => [row.id, row]))
}

/** Its sums are the database's: they begin at nothing. */
export async function insertFund(
  ctx: Ctx,
  row: Omit<New<'support_fund'>, 'amount_fen' | 'allocated_fen'>,
): Promise<void> {
  const sums = { amount_fen: 0n as never, allocated_fen: 0n as never }
  await supportTables(ctx.tx)
    .insertInto('support_fund')
    .values({ ...row, ...sums, ...written(ctx) })
    .execute()
}

export const changesOf = (ctx: Ctx, fundId: AnyId) =>
  supportTables(ctx.tx)
    .selectFrom('support_fund_change')
    .selectAll()
    .where('county_id', '=', ctx.county)
    .where('fund_id', '=', fundId)
    .orderBy('seq')
    .execute()

export async function insertChange(
  ctx: Ctx,
  row: Omit<New<'support_fund_change'>, 'seq'>,
): Promise<void> {
  const seq = (await changesOf(ctx, row.fund_id)).length + 1
  await supportTables(ctx.tx)
    .insertInto('support_fund_change')
    .values({ ...row, seq, ...written(ctx) })
    .execute()
}

export interface AllocationRow extends Omit<SupportTables['support_allocation'], never> {
  readonly unit_kind: UnitKind
  readonly unit_name: string
  readonly ancestors: readonly AnyId[]
  readonly town: string | null
  readonly fund_unit_id: AnyId
  readonly fund_title: string
  readonly fund_level: Level
  readonly fund_year: number
  readonly fund_code: string
  readonly fund_document: string
  /** Of links that count, whose voucher was not taken back. */
  readonly arrived: bigint
  readonly used: bigint
  readonly asset: bigint
  readonly broken: number
}

const selectAllocations = (ctx: Ctx, where: RawBuilder<unknown>) => sql<AllocationRow>`
  SELECT a.*, u.kind AS unit_kind, u.name AS unit_name, u.ancestors, t.name AS town,
    f.unit_id AS fund_unit_id, f.title AS fund_title, f.level AS fund_level, f.year AS fund_year,
    f.code AS fund_code, f.document AS fund_document,
    coalesce(k.arrived, 0)::bigint AS arrived, coalesce(k.used, 0)::bigint AS used,
    coalesce(k.asset, 0)::bigint AS asset, coalesce(k.broken, 0)::int AS broken
  FROM support_allocation a
  JOIN support_fund f ON f.county_id = a.county_id AND f.id = a.fund_id
  JOIN org_unit u ON u.county_id = a.county_id AND u.id = a.unit_id
  LEFT JOIN org_unit t ON t.county_id = a.county_id AND t.kind = 'town' AND t.id = ANY (u.ancestors)
  LEFT JOIN LATERAL (
    SELECT sum(CASE l.kind WHEN 'arrival' THEN l.amount_fen WHEN 'refund' THEN -l.amount_fen ELSE 0 END)
        FILTER (WHERE NOT r.red) AS arrived,
      sum(l.amount_fen) FILTER (WHERE NOT r.red
        AND (l.kind = 'use' OR (l.kind = 'arrival' AND l.asset))) AS used,
      sum(l.amount_fen) FILTER (WHERE l.asset AND NOT r.red) AS asset,
      count(*) FILTER (WHERE r.red) AS broken
    FROM support_link l
    CROSS JOIN LATERAL (SELECT EXISTS (SELECT FROM voucher v WHERE v.county_id = l.county_id
      AND v.reverses_id = l.voucher_id) AS red) r
    WHERE l.county_id = a.county_id AND l.allocation_id = a.id AND l.withdrawn_on IS NULL) k ON true
  WHERE a.county_id = ${ctx.county} AND ${where}
  ORDER BY a.decided_on DESC, a.year DESC, a.number DESC`

export interface AllocationFilter {
  readonly unitId?: AnyId | undefined
  readonly fundId?: AnyId | undefined
  readonly year?: number | undefined
  readonly level?: Level | undefined
  readonly q?: string | undefined
}

/** Allocations to units the actor reaches. `year` is that of the fund. */
export async function allocationRows(ctx: Ctx, filter: AllocationFilter): Promise<AllocationRow[]> {
  const { unitId = null, fundId = null, year = null, level = null } = filter
  const q = filter.q === undefined || filter.q === '' ? null : filter.q
  const { rows } = await selectAllocations(
    ctx,
    sql`${insideScope(ctx, 'a.unit_id')}
      AND (${unitId}::uuid IS NULL OR u.ancestors @> ARRAY[${unitId}::uuid])
      AND (${fundId}::uuid IS NULL OR a.fund_id = ${fundId}::uuid)
      AND (${year}::int IS NULL OR f.year = ${year}::int)
      AND (${level}::text IS NULL OR f.level = ${level})
      AND (${q}::text IS NULL OR strpos(u.name, ${q}) > 0 OR strpos(f.title, ${q}) > 0
        OR strpos(a.purpose, ${q}) > 0)`,
  ).execute(ctx.tx)
  return rows
}

/** Allocations by id, whoever asks. */
export async function allocationsByIds(
  ctx: Ctx,
  ids: readonly AnyId[],
): Promise<Map<AnyId, AllocationRow>> {
  const { rows } = await selectAllocations(ctx, isOneOf('a.id', [...new Set(ids)])).execute(ctx.tx)
  return new Map(rows.map((row) => [row.id, row]))
}

/** Allocations of a fund, or to these units or what lies below them, whoever asks. */
export async function allocationsOf(
  ctx: Ctx,
  of: { readonly fundId: AnyId } | { readonly unitIds: readonly AnyId[] },
): Promise<AllocationRow[]> {
  const where =
    'fundId' in of
      ? sql`a.fund_id = ${of.fundId}::uuid`
      : sql`u.ancestors && ${idArray(of.unitIds)}`
  return (await selectAllocations(ctx, where).execute(ctx.tx)).rows
}

type FreshAllocation = Omit<
  New<'support_allocation'>,
  'year' | 'number' | 'returned_fen' | 'arrived_fen' | 'used_fen'
>

/** Takes a gapless number of the decision's year for each. */
export async function insertAllocations(
  ctx: Ctx,
  on: LocalDate,
  rows: readonly FreshAllocation[],
): Promise<void> {
  const year = yearOf(on)
  const first = await takeNumbers(ctx, { unitId: '', kind: 'support', year }, rows.length)
  await insertRows(
    ctx.tx,
    {
      table: 'support_allocation',
      columns: `county_id int, id uuid, fund_id uuid, unit_id uuid, year int, number bigint, amount_fen bigint,
        purpose text, basis text, decided_by text, decision text, decided_on date, request_id uuid,
        criteria_version int, points int, place int, among int, score jsonb, returned_fen bigint,
        arrived_fen bigint, used_fen bigint, recorded_at timestamptz, recorded_by text`,
    },
    rows.map((row, i) => ({
      ...row,
      amount_fen: row.amount_fen.toString(),
      year,
      number: (first + BigInt(i)).toString(),
      returned_fen: '0',
      arrived_fen: '0',
      used_fen: '0',
      ...written(ctx),
    })),
  )
}

export const returnsOf = (ctx: Ctx, allocationId: AnyId) =>
  supportTables(ctx.tx)
    .selectFrom('support_return')
    .selectAll()
    .where('county_id', '=', ctx.county)
    .where('allocation_id', '=', allocationId)
    .orderBy('on_date')
    .orderBy('id')
    .execute()

export async function insertReturn(ctx: Ctx, row: New<'support_return'>): Promise<void> {
  await supportTables(ctx.tx)
    .insertInto('support_return')
    .values({ ...row, ...written(ctx) })
    .execute()
}

/** A unit id as the tables hold it. */
export const unitId = (id: AnyId): Id<'unit'> => id as Id<'unit'>
