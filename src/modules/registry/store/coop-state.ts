import { sql } from 'kysely'
import type { LocalDate } from '../../../kernel/date.ts'
import type { AnyId } from '../../../kernel/id.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import type { CodeCheck, CoopClass, CoopStatus } from '../model.ts'
import { on } from './batch.ts'

/** A co-op on a day, with the names a list shows. */
export interface CoopState {
  readonly id: AnyId
  readonly valid_from: LocalDate
  readonly name: string
  readonly village_id: AnyId
  readonly village_name: string
  readonly town_id: AnyId
  readonly town_name: string
  readonly branch_id: AnyId | null
  readonly collective_id: AnyId | null
  readonly main_kind: string
  readonly secondary_kinds: readonly string[]
  readonly industry_id: AnyId | null
  readonly industry_name: string | null
  readonly business_forms: readonly string[]
  readonly business_scope: string | null
  readonly credit_code: string | null
  readonly credit_code_check: CodeCheck
  readonly registered_on: LocalDate | null
  readonly registrar: string | null
  readonly registered_address: string | null
  readonly address: string | null
  readonly registered_capital_fen: bigint | null
  readonly chair_id: AnyId | null
  readonly chair_name: string | null
  readonly area_mu: string | null
  readonly status: CoopStatus
  readonly status_since: LocalDate
  readonly class: CoopClass | null
  readonly class_reason: string | null
}

/**
 * The state of every co-op of the county on a day, as a sub-select. Village and town are named as they were
 * called then; one that a later list made known is named as first known.
 */
export const coopState = (ctx: Ctx, asOf: LocalDate) => sql`(
  SELECT c.county_id, c.id, v.valid_from, v.name, v.name_pinyin, v.name_initials, v.village_id,
    village.short_name AS village_name, town.division_id AS town_id, town.short_name AS town_name,
    town.code AS town_code, village.code AS village_code,
    v.branch_id, v.collective_id, v.main_kind, v.secondary_kinds, v.industry_id,
    i.name_zh AS industry_name, i.path AS industry_path, v.business_forms, v.business_scope,
    v.credit_code, v.credit_code_check, v.registered_on, v.registrar, v.registered_address, v.address,
    v.registered_capital_fen, v.chair_id, v.chair_name, v.area_mu,
    s.status, s.valid_from AS status_since, k.class, k.reason AS class_reason
  FROM cooperative c
  JOIN cooperative_version v ON v.county_id = c.county_id AND v.coop_id = c.id AND ${on('v', asOf)}
  JOIN cooperative_status s ON s.county_id = c.county_id AND s.coop_id = c.id AND ${on('s', asOf)}
  LEFT JOIN cooperative_class k ON k.county_id = c.county_id AND k.coop_id = c.id AND ${on('k', asOf)}
  LEFT JOIN industry i ON i.county_id = v.county_id AND i.id = v.industry_id
  CROSS JOIN LATERAL (${knownAs} AND d.division_id = v.village_id ${newestFirst(asOf)}) village
  CROSS JOIN LATERAL (${knownAs} AND d.division_id = village.parent_id ${newestFirst(asOf)}) town
  WHERE c.county_id = ${ctx.county}
)`

const knownAs = sql`SELECT d.division_id, d.short_name, d.code, d.parent_id FROM division_version d
    WHERE d.county_id = c.county_id`

const newestFirst = (asOf: LocalDate) =>
  sql`ORDER BY (d.valid_from <= ${asOf}::date) DESC,
    CASE WHEN d.valid_from <= ${asOf}::date THEN d.valid_from END DESC, d.valid_from LIMIT 1`
