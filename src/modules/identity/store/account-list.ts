import { sql } from 'kysely'
import type { Instant } from '../../../kernel/date.ts'
import type { Id } from '../../../kernel/id.ts'
import type { Role } from '../../../kernel/role.ts'
import type { Ctx } from '../../../platform/ctx.ts'

export interface AccountFilter {
  readonly search?: string | undefined
  readonly role?: Role | undefined
  readonly unitId?: Id<'unit'> | undefined
  readonly state?: 'active' | 'disabled' | 'must_change' | 'without_role' | undefined
  readonly limit: number
  readonly offset: number
}

export interface ListedAccount {
  readonly id: Id<'account'>
  readonly username: string
  readonly display_name: string
  readonly person_id: Id<'person'> | null
  readonly created_at: Instant
  readonly must_change: boolean
  readonly disabled_at: Instant | null
  readonly second_factor: boolean
  readonly last_seen_at: Instant | null
  readonly total: number
}

const STATES = {
  active: sql`a.disabled_at IS NULL`,
  disabled: sql`a.disabled_at IS NOT NULL`,
  must_change: sql`a.must_change AND a.disabled_at IS NULL`,
  without_role: sql`NOT EXISTS (SELECT 1 FROM grant_today g WHERE g.account_id = a.id)`,
} as const

/** A part of a name for LIKE, with its own wildcards taken literally. */
const part = (search: string): string => `%${search.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`

/** A page of the county's accounts by user name, each with the number of all that match. */
export async function listAccountRows(ctx: Ctx, filter: AccountFilter): Promise<ListedAccount[]> {
  const { search, role, unitId, state } = filter
  const conditions = [
    sql`a.county_id = ${ctx.county}`,
    search === undefined
      ? null
      : sql`(a.username LIKE ${part(search.toLowerCase())} OR a.display_name LIKE ${part(search)})`,
    role === undefined
      ? null
      : sql`EXISTS (SELECT 1 FROM grant_today g WHERE g.account_id = a.id AND g.role = ${role})`,
    unitId === undefined
      ? null
      : sql`EXISTS (SELECT 1 FROM grant_today g JOIN org_unit u
          ON u.county_id = ${ctx.county} AND u.id = g.unit_id
          WHERE g.account_id = a.id AND u.ancestors @> ARRAY[${unitId}]::uuid[])`,
    state === undefined ? null : STATES[state],
  ].filter((condition) => condition !== null)
  const rows = await sql<ListedAccount>`
    WITH grant_today AS (
      SELECT account_id, role, unit_id FROM account_grant
      WHERE county_id = ${ctx.county} AND valid_from <= ${ctx.today}::date
        AND (valid_to IS NULL OR valid_to > ${ctx.today}::date)
    )
    SELECT a.id, a.username, a.display_name, a.person_id, a.created_at, a.must_change, a.disabled_at,
      a.totp_sealed IS NOT NULL AS second_factor,
      (SELECT max(s.last_seen_at) FROM session s
        WHERE s.county_id = a.county_id AND s.account_id = a.id) AS last_seen_at,
      (count(*) OVER ())::int AS total
    FROM account a
    WHERE ${sql.join(conditions, sql` AND `)}
    ORDER BY a.username COLLATE "C", a.id
    LIMIT ${filter.limit} OFFSET ${filter.offset}`.execute(ctx.tx)
  return rows.rows
}
