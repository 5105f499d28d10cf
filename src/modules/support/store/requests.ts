import { sql } from 'kysely'
import { yearOf } from '../../../kernel/date.ts'
import type { AnyId } from '../../../kernel/id.ts'
import type { Role, UnitKind } from '../../../kernel/role.ts'
import { written } from '../../../platform/actor.ts'
import { takeNumbers } from '../../../platform/counter.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { insideScope } from '../../../platform/unit.ts'
import type { RequestKind } from '../model.ts'
import { type New, supportTables, type SupportTables } from '../store.ts'

export interface RequestRow extends Omit<SupportTables['support_request'], never> {
  readonly unit_kind: UnitKind
  readonly unit_name: string
  readonly ancestors: readonly AnyId[]
  readonly town: string | null
  readonly due_on: SupportTables['support_request']['ended_on']
  readonly waits_for: Role | null
}

/** Requests of units the actor reaches: open ones by their last day, then the latest. */
export async function requestRows(
  ctx: Ctx,
  filter: { readonly unitId?: AnyId | undefined; readonly kind?: RequestKind | undefined },
): Promise<RequestRow[]> {
  const { unitId = null, kind = null } = filter
  const { rows } = await sql<RequestRow>`
    SELECT r.*, u.kind AS unit_kind, u.name AS unit_name, u.ancestors, t.name AS town, k.due_on, k.role AS waits_for
    FROM support_request r
    JOIN org_unit u ON u.county_id = r.county_id AND u.id = r.unit_id
    LEFT JOIN org_unit t ON t.county_id = r.county_id AND t.kind = 'town' AND t.id = ANY (u.ancestors)
    LEFT JOIN LATERAL (SELECT x.due_on, x.role FROM case_task x WHERE x.county_id = r.county_id
      AND x.case_id = r.case_id ORDER BY x.due_on, x.seat LIMIT 1) k ON true
    WHERE r.county_id = ${ctx.county} AND ${insideScope(ctx, 'r.unit_id')}
      AND (${unitId}::uuid IS NULL OR u.ancestors @> ARRAY[${unitId}::uuid])
      AND (${kind}::text IS NULL OR r.kind = ${kind})
    ORDER BY r.ended_on IS NOT NULL, k.due_on NULLS LAST, r.asked_on DESC, r.number DESC
    LIMIT 5000`.execute(ctx.tx)
  return rows
}

const one = (ctx: Ctx, by: 'id' | 'case_id', id: AnyId) =>
  supportTables(ctx.tx)
    .selectFrom('support_request')
    .selectAll()
    .where('county_id', '=', ctx.county)
    .where(by, '=', id)
    .executeTakeFirst()

export const requestById = async (ctx: Ctx, id: AnyId) => (await one(ctx, 'id', id)) ?? null
export const requestOfCase = async (ctx: Ctx, id: AnyId) => (await one(ctx, 'case_id', id)) ?? null

export const nextRequest = (ctx: Ctx): Promise<bigint> =>
  takeNumbers(ctx, { unitId: '', kind: 'support-request', year: yearOf(ctx.today) })

export async function insertRequest(
  ctx: Ctx,
  row: Omit<
    New<'support_request'>,
    'year' | 'asked_on' | 'outcome' | 'granted_fen' | 'granted_area' | 'answer' | 'ended_on'
  >,
): Promise<void> {
  await supportTables(ctx.tx)
    .insertInto('support_request')
    .values({
      ...row,
      year: yearOf(ctx.today),
      asked_on: ctx.today,
      outcome: null,
      granted_fen: null,
      granted_area: null,
      answer: null,
      ended_on: null,
      ...written(ctx),
    })
    .execute()
}

export async function endRequest(
  ctx: Ctx,
  id: AnyId,
  end: Pick<
    SupportTables['support_request'],
    'outcome' | 'granted_fen' | 'granted_area' | 'answer' | 'ended_on'
  >,
): Promise<void> {
  await supportTables(ctx.tx)
    .updateTable('support_request')
    .set(end)
    .where('county_id', '=', ctx.county)
    .where('id', '=', id)
    .execute()
}
