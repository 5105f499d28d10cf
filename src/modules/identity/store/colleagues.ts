import { sql } from 'kysely'
import type { Id } from '../../../kernel/id.ts'
import type { Role } from '../../../kernel/role.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { idArray } from '../../../platform/rows.ts'

/** A role an account holds today at a unit. */
export interface Colleague {
  readonly accountId: Id<'account'>
  readonly personId: Id<'person'> | null
  readonly name: string
  readonly role: Role
  readonly unitId: Id<'unit'>
}

/** Who holds which role today at these units, by name; accounts that are shut are left out. */
export async function colleaguesAt(
  ctx: Ctx,
  unitIds: readonly Id<'unit'>[],
): Promise<readonly Colleague[]> {
  const { rows } = await sql<Colleague>`
    SELECT a.id AS "accountId", a.person_id AS "personId", a.display_name AS name, g.role,
      g.unit_id AS "unitId"
    FROM account_grant g
    JOIN account a ON a.county_id = g.county_id AND a.id = g.account_id
    WHERE g.county_id = ${ctx.county} AND g.unit_id = ANY (${idArray(unitIds)})
      AND g.valid_from <= ${ctx.today}::date
      AND (g.valid_to IS NULL OR g.valid_to > ${ctx.today}::date) AND a.disabled_at IS NULL
    ORDER BY a.display_name COLLATE "C", a.id, g.role`.execute(ctx.tx)
  return rows
}
