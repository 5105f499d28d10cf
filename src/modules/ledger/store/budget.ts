import { sql } from 'kysely'
import type { LocalDate } from '../../../kernel/date.ts'
import type { AnyId } from '../../../kernel/id.ts'
import type { Fen } from '../../../kernel/money.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { insertRows } from '../../../platform/rows.ts'

export interface Adoption {
  readonly coopId: AnyId
  readonly year: number
  readonly adoptedOn: LocalDate
  readonly basis: string
  readonly rows: readonly { readonly account: string; readonly amount: Fen }[]
}

/** The budget of a year as last adopted; null when there is none. */
export async function budgetOf(
  ctx: Ctx,
  coopId: AnyId,
  year: number,
): Promise<Omit<Adoption, 'coopId' | 'year'> | null> {
  const { rows } = await sql<{
    account: string
    amount: Fen
    adoptedOn: LocalDate
    basis: string
  }>`SELECT account, amount_fen AS amount, adopted_on AS "adoptedOn", basis FROM ledger_budget b
    WHERE county_id = ${ctx.county} AND coop_id = ${coopId} AND year = ${year}
      AND adopted_on = (SELECT max(adopted_on) FROM ledger_budget l
        WHERE l.county_id = b.county_id AND l.coop_id = b.coop_id AND l.year = b.year)
    ORDER BY account`.execute(ctx.tx)
  const [first] = rows
  return first === undefined ? null : { adoptedOn: first.adoptedOn, basis: first.basis, rows }
}

export async function insertBudget(ctx: Ctx, by: string, budget: Adoption): Promise<void> {
  await insertRows(
    ctx.tx,
    {
      table: 'ledger_budget',
      columns:
        'county_id int, coop_id uuid, year int, account text, adopted_on date, amount_fen bigint, basis text, recorded_at timestamptz, recorded_by text',
    },
    budget.rows.map(({ account, amount }) => ({
      county_id: ctx.county,
      coop_id: budget.coopId,
      year: budget.year,
      account,
      adopted_on: budget.adoptedOn,
      amount_fen: amount.toString(),
      basis: budget.basis,
      recorded_at: ctx.now,
      recorded_by: by,
    })),
  )
}
