import { sql } from 'kysely'
import { must } from '../kernel/assert.ts'
import type { Id } from '../kernel/id.ts'
import type { UnitKind } from '../kernel/role.ts'
import type { Ctx } from './ctx.ts'
import { type Tx, tables } from './db.ts'

interface UnitTables {
  org_unit: {
    county_id: number
    id: Id<'unit'>
    kind: UnitKind
    name: string
    parent_id: Id<'unit'> | null
    ancestors: Id<'unit'>[]
  }
}

/** The unit and everything above it, nearest first; null when there is no such unit in the county. */
export async function ancestorsOf(tx: Tx, id: Id<'unit'>): Promise<readonly Id<'unit'>[] | null> {
  const row = await tables<UnitTables>(tx)
    .selectFrom('org_unit')
    .select('ancestors')
    .where('county_id', '=', sql<number>`app_county()`)
    .where('id', '=', id)
    .executeTakeFirst()
  return row?.ancestors ?? null
}

export interface NewUnit {
  readonly id: Id<'unit'>
  readonly kind: UnitKind
  /** What people call it, for lists of grants; `nameUnit` keeps it up to date. */
  readonly name?: string
  readonly parentId: Id<'unit'> | null
}

/** Hangs units into the permission tree; parents come before their children in the list. */
export async function placeUnits(ctx: Ctx, units: readonly NewUnit[]): Promise<void> {
  if (units.length === 0) return
  const outside = new Set(units.map((unit) => unit.parentId).filter((id) => id !== null))
  for (const unit of units) outside.delete(unit.id)
  const rows =
    outside.size === 0
      ? []
      : await tables<UnitTables>(ctx.tx)
          .selectFrom('org_unit')
          .select(['id', 'ancestors'])
          .where('county_id', '=', ctx.county)
          .where('id', 'in', [...outside])
          .execute()
  const known = new Map<string, readonly Id<'unit'>[]>(rows.map((row) => [row.id, row.ancestors]))
  const placed = units.map((unit) => {
    const above = unit.parentId === null ? [] : must(known.get(unit.parentId), 'the parent unit')
    const ancestors = [unit.id, ...above]
    known.set(unit.id, ancestors)
    return {
      county_id: ctx.county,
      id: unit.id,
      kind: unit.kind,
      name: unit.name ?? '',
      parent_id: unit.parentId,
      ancestors: sql<Id<'unit'>[]>`${`{${ancestors.join(',')}}`}::uuid[]`,
    }
  })
  for (let i = 0; i < placed.length; i += 1000) {
    await tables<UnitTables>(ctx.tx)
      .insertInto('org_unit')
      .values(placed.slice(i, i + 1000))
      .execute()
  }
}

/** Tells the permission tree what people call a unit from now on. */
export async function nameUnit(ctx: Ctx, id: Id<'unit'>, name: string): Promise<void> {
  await tables<UnitTables>(ctx.tx)
    .updateTable('org_unit')
    .set({ name })
    .where('county_id', '=', ctx.county)
    .where('id', '=', id)
    .execute()
}

/** Moves a unit, with all below it, under another parent (a village merged into another town). */
export async function moveUnit(ctx: Ctx, id: Id<'unit'>, parentId: Id<'unit'>): Promise<void> {
  const above = must(await ancestorsOf(ctx.tx, parentId), 'the new parent unit')
  const suffix = `{${above.join(',')}}`
  await sql`
    UPDATE org_unit SET
      parent_id = CASE WHEN id = ${id}::uuid THEN ${parentId}::uuid ELSE parent_id END,
      ancestors = ancestors[1:array_position(ancestors, ${id}::uuid)] || ${suffix}::uuid[]
    WHERE county_id = ${ctx.county} AND ancestors @> ARRAY[${id}::uuid]`.execute(ctx.tx)
}

/**
 * The filter of every list verb: rows whose unit lies inside what the actor reaches. Jobs see the county.
 * `column` is the SQL reference of the row's own unit id.
 */
export function insideScope(ctx: Ctx, column: string) {
  if (ctx.actor.kind === 'job') return sql<boolean>`true`
  return sql<boolean>`EXISTS (SELECT 1 FROM org_unit AS scope_unit
    WHERE scope_unit.county_id = ${ctx.county} AND scope_unit.id = ${sql.ref(column)}
    AND scope_unit.ancestors && ${`{${ctx.scope.join(',')}}`}::uuid[])`
}
