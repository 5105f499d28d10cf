import { sql } from 'kysely'
import type { LocalDate } from '../../../kernel/date.ts'
import type { AnyId } from '../../../kernel/id.ts'
import { actorName } from '../../../platform/actor.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { isOneOf } from '../../../platform/rows.ts'
import { governanceTables, type InternalRuleRow, type RuleKind } from '../store.ts'

/** Every version of every internal rule of a co-op, the latest of a kind first. */
export const internalRulesOf = (ctx: Ctx, coopId: AnyId): Promise<InternalRuleRow[]> =>
  governanceTables(ctx.tx)
    .selectFrom('internal_rule')
    .selectAll()
    .where('county_id', '=', ctx.county)
    .where('coop_id', '=', coopId)
    .orderBy('kind')
    .orderBy('version', 'desc')
    .execute()

export async function insertInternalRule(
  ctx: Ctx,
  row: Omit<InternalRuleRow, 'county_id' | 'recorded_at' | 'recorded_by'>,
  content: Buffer | null,
): Promise<void> {
  await governanceTables(ctx.tx)
    .insertInto('internal_rule')
    .values({ ...row, county_id: ctx.county, recorded_at: ctx.now, recorded_by: actorName(ctx) })
    .execute()
  if (content === null) return
  await governanceTables(ctx.tx)
    .insertInto('internal_rule_content')
    .values({ county_id: ctx.county, rule_id: row.id, content })
    .execute()
}

export async function ruleContent(ctx: Ctx, ruleId: AnyId): Promise<Buffer | null> {
  const row = await governanceTables(ctx.tx)
    .selectFrom('internal_rule_content')
    .select('content')
    .where('county_id', '=', ctx.county)
    .where('rule_id', '=', ruleId)
    .executeTakeFirst()
  return row?.content ?? null
}

/** Which kinds each co-op has adopted, and since when its charter is in force. */
export async function adoptedBy(
  ctx: Ctx,
  coopIds: readonly AnyId[],
): Promise<{
  readonly kinds: Map<AnyId, Set<RuleKind>>
  readonly charters: Map<AnyId, LocalDate>
}> {
  const rules = await governanceTables(ctx.tx)
    .selectFrom('internal_rule')
    .select(['coop_id', 'kind'])
    .distinct()
    .where('county_id', '=', ctx.county)
    .where(isOneOf('coop_id', coopIds))
    .execute()
  const charters = await governanceTables(ctx.tx)
    .selectFrom('charter_version')
    .select(['coop_id', sql<LocalDate>`max(adopted_on)`.as('adopted_on')])
    .where('county_id', '=', ctx.county)
    .where(isOneOf('coop_id', coopIds))
    .where('state', '=', 'adopted')
    .groupBy('coop_id')
    .execute()
  const kinds = new Map<AnyId, Set<RuleKind>>()
  for (const { coop_id, kind } of rules) {
    kinds.set(coop_id, (kinds.get(coop_id) ?? new Set<RuleKind>()).add(kind))
  }
  return { kinds, charters: new Map(charters.map((row) => [row.coop_id, row.adopted_on])) }
}
