import { sql } from 'kysely'
import type { Id } from '../../../kernel/id.ts'
import type { UnitKind } from '../../../kernel/role.ts'
import type { Ctx } from '../../../platform/ctx.ts'

const FOUND_MAX = 20

export interface FoundUnit {
  readonly id: Id<'unit'>
  readonly kind: UnitKind
  readonly name: string
  /** The unit it lies in; two villages of one name are told apart by it. */
  readonly inside: string | null
}

/** Units of a kind whose name holds the text, shorter names first. */
export async function unitsByName(
  ctx: Ctx,
  wanted: { readonly kind: UnitKind; readonly q: string },
): Promise<FoundUnit[]> {
  const pattern = `%${wanted.q.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`
  const found = await sql<FoundUnit>`
    SELECT u.id, u.kind, u.name, above.name AS inside
    FROM org_unit u
    LEFT JOIN org_unit above ON above.county_id = u.county_id AND above.id = u.parent_id
    WHERE u.county_id = ${ctx.county} AND u.kind = ${wanted.kind} AND u.name LIKE ${pattern}
    ORDER BY length(u.name), u.name, u.id
    LIMIT ${FOUND_MAX}`.execute(ctx.tx)
  return found.rows
}
