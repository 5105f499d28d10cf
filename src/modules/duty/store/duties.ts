import { sql } from 'kysely'
import type { LocalDate } from '../../../kernel/date.ts'
import type { AnyId, Id } from '../../../kernel/id.ts'
import type { UnitKind } from '../../../kernel/role.ts'
import { written } from '../../../platform/actor.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { insideScope } from '../../../platform/unit.ts'
import type { Level, Post } from '../model.ts'
import { dutyTables, type DutyTables, type New } from '../store.ts'

export interface UnitRow {
  readonly id: Id<'unit'>
  readonly kind: UnitKind
  readonly name: string
  /** The unit itself and all above it, nearest first. */
  readonly ancestors: Id<'unit'>[]
  readonly above: string
}

const UNITS = sql`SELECT u.id, u.kind, u.name, u.ancestors, coalesce(p.name, '') AS above
  FROM org_unit u LEFT JOIN org_unit p ON p.county_id = u.county_id AND p.id = u.parent_id`

/** Units of a level that the actor reaches, by place and name; inside one unit where it is given. */
export async function unitsOfLevel(
  ctx: Ctx,
  of: { readonly level: Level; readonly unitId?: AnyId | undefined },
): Promise<UnitRow[]> {
  const within = of.unitId ?? null
  const { rows } = await sql<UnitRow>`${UNITS}
    WHERE u.county_id = ${ctx.county} AND u.kind = ${of.level} AND ${insideScope(ctx, 'u.id')}
      AND (${within}::uuid IS NULL OR u.ancestors @> ARRAY[${within}::uuid])
    ORDER BY p.name, u.name, u.id`.execute(ctx.tx)
  return rows
}

/** All units below one (with it), whoever asks: to know below which town or village a row lies. */
export async function unitsBelow(ctx: Ctx, unitId: AnyId): Promise<UnitRow[]> {
  const { rows } = await sql<UnitRow>`${UNITS}
    WHERE u.county_id = ${ctx.county} AND u.ancestors @> ARRAY[${unitId}::uuid]`.execute(ctx.tx)
  return rows
}

/** A unit, whoever asks; null when there is none. */
export async function unitRow(ctx: Ctx, unitId: AnyId): Promise<UnitRow | null> {
  const { rows } = await sql<UnitRow>`${UNITS}
    WHERE u.county_id = ${ctx.county} AND u.id = ${unitId}::uuid`.execute(ctx.tx)
  return rows[0] ?? null
}

/** The county itself. */
export async function countyRow(ctx: Ctx): Promise<UnitRow | null> {
  const { rows } = await sql<UnitRow>`${UNITS}
    WHERE u.county_id = ${ctx.county} AND u.kind = 'county'`.execute(ctx.tx)
  return rows[0] ?? null
}

/** Every version the county wrote of a duty, the latest first. */
export const dutyVersions = (ctx: Ctx): Promise<DutyTables['duty_version'][]> =>
  dutyTables(ctx.tx)
    .selectFrom('duty_version')
    .selectAll()
    .where('county_id', '=', ctx.county)
    .orderBy('valid_from', 'desc')
    .orderBy('recorded_at', 'desc')
    .orderBy('version', 'desc')
    .execute()

/** Writes a version of a duty; `spec` null strikes it out. @returns its number. */
export async function insertDuty(
  ctx: Ctx,
  of: {
    readonly duty: string
    readonly validFrom: LocalDate
    readonly spec: unknown
    readonly reason: string
  },
): Promise<number> {
  const { last } = await dutyTables(ctx.tx)
    .selectFrom('duty_version')
    .select((eb) => eb.fn.max('version').as('last'))
    .where('county_id', '=', ctx.county)
    .where('duty', '=', of.duty)
    .executeTakeFirstOrThrow()
  const version = ((last as number | null) ?? 0) + 1
  await dutyTables(ctx.tx)
    .insertInto('duty_version')
    .values({
      duty: of.duty,
      version,
      valid_from: of.validFrom,
      spec: of.spec === null ? null : JSON.stringify(of.spec),
      reason: of.reason,
      ...written(ctx),
    })
    .execute()
  return version
}

export type HolderRow = DutyTables['duty_holder'] & { readonly unit_name: string }

/** Who holds posts of units the actor reaches; with `past` also who held them. */
export async function holderRows(
  ctx: Ctx,
  of: { readonly unitId?: AnyId | undefined; readonly past: boolean },
): Promise<HolderRow[]> {
  const within = of.unitId ?? null
  const { rows } = await sql<HolderRow>`
    SELECT h.*, u.name AS unit_name FROM duty_holder h
    JOIN org_unit u ON u.county_id = h.county_id AND u.id = h.unit_id
    WHERE h.county_id = ${ctx.county} AND ${insideScope(ctx, 'h.unit_id')}
      AND (${within}::uuid IS NULL OR u.ancestors @> ARRAY[${within}::uuid])
      AND (${of.past} OR h.valid_to IS NULL)
    ORDER BY array_position(ARRAY['county', 'town', 'village'], u.kind), u.name, u.id,
      array_position(ARRAY['county_secretary', 'leading_group', 'department', 'town_committee',
        'town_secretary', 'village_secretary', 'branch'], h.post), h.department,
      h.valid_to DESC NULLS FIRST, h.id`.execute(ctx.tx)
  return rows
}

/** Who holds a post of a unit now, locked; null where nobody does. */
export async function holderNow(
  ctx: Ctx,
  of: { readonly unitId: AnyId; readonly post: Post; readonly department: string },
): Promise<DutyTables['duty_holder'] | null> {
  const row = await dutyTables(ctx.tx)
    .selectFrom('duty_holder')
    .selectAll()
    .where('county_id', '=', ctx.county)
    .where('unit_id', '=', of.unitId as Id<'unit'>)
    .where('post', '=', of.post)
    .where('department', '=', of.department)
    .where('valid_to', 'is', null)
    .forUpdate()
    .executeTakeFirst()
  return row ?? null
}

/** A holder of a unit who still is, locked. */
export async function holderRow(
  ctx: Ctx,
  of: { readonly unitId: AnyId; readonly id: AnyId },
): Promise<DutyTables['duty_holder'] | null> {
  const row = await dutyTables(ctx.tx)
    .selectFrom('duty_holder')
    .selectAll()
    .where('county_id', '=', ctx.county)
    .where('unit_id', '=', of.unitId as Id<'unit'>)
    .where('id', '=', of.id)
    .where('valid_to', 'is', null)
    .forUpdate()
    .executeTakeFirst()
  return row ?? null
}

export async function insertHolder(
  ctx: Ctx,
  holder: Omit<New<'duty_holder'>, 'valid_to' | 'ended_why'>,
): Promise<void> {
  await dutyTables(ctx.tx)
    .insertInto('duty_holder')
    .values({ ...holder, valid_to: null, ended_why: null, ...written(ctx) })
    .execute()
}

/** The last day of holding the post is the one before `on`. */
export async function endHolder(
  ctx: Ctx,
  of: { readonly id: AnyId; readonly on: LocalDate; readonly why: string },
): Promise<void> {
  await dutyTables(ctx.tx)
    .updateTable('duty_holder')
    .set({ valid_to: of.on, ended_why: of.why })
    .where('county_id', '=', ctx.county)
    .where('id', '=', of.id)
    .execute()
}

/** The mechanism that counts on a day: of those that began, the one written last; null before the first. */
export async function mechanismRow(
  ctx: Ctx,
  on: LocalDate,
): Promise<DutyTables['duty_mechanism'] | null> {
  const row = await dutyTables(ctx.tx)
    .selectFrom('duty_mechanism')
    .selectAll()
    .where('county_id', '=', ctx.county)
    .where('valid_from', '<=', on)
    .orderBy('valid_from', 'desc')
    .orderBy('version', 'desc')
    .executeTakeFirst()
  return row ?? null
}

/** Writes a version of the mechanism. @returns its number. */
export async function insertMechanism(
  ctx: Ctx,
  of: Pick<New<'duty_mechanism'>, 'valid_from' | 'body' | 'reason'>,
): Promise<number> {
  const { last } = await dutyTables(ctx.tx)
    .selectFrom('duty_mechanism')
    .select((eb) => eb.fn.max('version').as('last'))
    .where('county_id', '=', ctx.county)
    .executeTakeFirstOrThrow()
  const version = ((last as number | null) ?? 0) + 1
  await dutyTables(ctx.tx)
    .insertInto('duty_mechanism')
    .values({ ...of, body: JSON.stringify(of.body), version, ...written(ctx) })
    .execute()
  return version
}
