import { sql } from 'kysely'
import type { Instant } from '../../kernel/date.ts'
import type { AnyId } from '../../kernel/id.ts'
import { type Fen, fen } from '../../kernel/money.ts'
import type { Ctx } from '../../platform/ctx.ts'
import { tables } from '../../platform/db.ts'
import { insertRows, isOneOf } from '../../platform/rows.ts'
import type { IncomeAbout, ReportedMark } from './model/facts.ts'

interface StatementTables {
  village_income: {
    county_id: number
    id: AnyId
    village_id: AnyId
    year: number
    about: IncomeAbout
    mark: ReportedMark
    amount_fen: bigint
    source: string
    recorded_at: Instant
    recorded_by: string
  }
  org_unit: { county_id: number; id: AnyId; kind: string; name: string; ancestors: AnyId[] }
}

const db = (ctx: Ctx) => tables<StatementTables>(ctx.tx)

export interface UnitName {
  readonly id: AnyId
  readonly kind: string
  readonly name: string
}

/** A unit as people call it; null when there is none. */
export async function unitById(ctx: Ctx, id: AnyId): Promise<UnitName | null> {
  const row = await db(ctx)
    .selectFrom('org_unit')
    .select(['id', 'kind', 'name'])
    .where('county_id', '=', ctx.county)
    .where('id', '=', id)
    .executeTakeFirst()
  return row ?? null
}

/** Those of the units that are villages inside another one. */
export async function villagesInside(
  ctx: Ctx,
  unitId: AnyId,
  ids: readonly AnyId[],
): Promise<Set<AnyId>> {
  const rows = await db(ctx)
    .selectFrom('org_unit')
    .select('id')
    .where('county_id', '=', ctx.county)
    .where('kind', '=', 'village')
    .where(isOneOf('id', ids))
    .where(sql<boolean>`ancestors @> ARRAY[${unitId}]::uuid[]`)
    .execute()
  return new Set(rows.map(({ id }) => id))
}

export interface ReportedIncome {
  readonly id: AnyId
  readonly villageId: AnyId
  readonly year: number
  readonly about: IncomeAbout
  readonly mark: ReportedMark
  readonly amount: Fen
  readonly source: string
  readonly recordedAt: Instant
  readonly recordedBy: string
}

/** Figures reported of these villages, latest first; of all years when none is named. */
export async function reportedIncomes(
  ctx: Ctx,
  filter: { readonly villageIds: readonly AnyId[]; readonly years?: readonly number[] },
): Promise<ReportedIncome[]> {
  let query = db(ctx)
    .selectFrom('village_income')
    .selectAll()
    .where('county_id', '=', ctx.county)
    .where(isOneOf('village_id', filter.villageIds))
  if (filter.years !== undefined) query = query.where('year', 'in', [...filter.years])
  const rows = await query.orderBy('year', 'desc').orderBy('id', 'desc').execute()
  return rows.map((row) => ({
    id: row.id,
    villageId: row.village_id,
    year: row.year,
    about: row.about,
    mark: row.mark,
    amount: fen(row.amount_fen),
    source: row.source,
    recordedAt: row.recorded_at,
    recordedBy: row.recorded_by,
  }))
}

export async function insertReported(ctx: Ctx, rows: readonly ReportedIncome[]): Promise<void> {
  await insertRows(
    ctx.tx,
    {
      table: 'village_income',
      columns:
        'county_id int, id uuid, village_id uuid, year int, about text, mark text, amount_fen bigint, source text, recorded_at timestamptz, recorded_by text',
    },
    rows.map((row) => ({
      county_id: ctx.county,
      id: row.id,
      village_id: row.villageId,
      year: row.year,
      about: row.about,
      mark: row.mark,
      amount_fen: row.amount.toString(),
      source: row.source,
      recorded_at: row.recordedAt,
      recorded_by: row.recordedBy,
    })),
  )
}
