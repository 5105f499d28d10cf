import { must } from '../../../kernel/assert.ts'
import type { AnyId } from '../../../kernel/id.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { FACT_BY_ID } from '../data/facts.ts'
import { type FactRow, rowsOf } from '../store/figures.ts'
import { askingOf, asOfNow, definitionsOn, periodNamed } from './tables.ts'

/**
 * The rows behind a fact for a unit and a period as the records stand now, all of them: for later modules, who check
 * the permission that the fact needs. Refuses a period that has not begun (`not_allowed_now`).
 */
export async function factRows(
  ctx: Ctx,
  of: { readonly fact: string; readonly unitId: AnyId; readonly period: string },
): Promise<FactRow[]> {
  const fact = must(FACT_BY_ID.get(of.fact), of.fact)
  const period = periodNamed(of.period)
  const asOf = asOfNow(ctx, period)
  const { parameters } = await definitionsOn(ctx, asOf)
  const ask = await askingOf(ctx, { period, asOf, parameters })
  const { rows } = await rowsOf(ctx, ask, { fact, unitId: of.unitId, limit: 1_000_000, offset: 0 })
  return rows
}
