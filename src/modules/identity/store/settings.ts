import type { Ctx } from '../../../platform/ctx.ts'
import { tables } from '../../../platform/db.ts'
import type { IdentityTables } from './tables.ts'

export type CountyRow = IdentityTables['county']

export async function countyRow(ctx: Ctx): Promise<CountyRow | null> {
  const row = await tables<IdentityTables>(ctx.tx)
    .selectFrom('county')
    .select(['county_id', 'code', 'name', 'demo', 'clock_shift_ms'])
    .where('county_id', '=', ctx.county)
    .executeTakeFirst()
  return row ?? null
}

export async function storedSettings(ctx: Ctx): Promise<Map<string, unknown>> {
  const rows = await tables<IdentityTables>(ctx.tx)
    .selectFrom('county_setting')
    .select(['name', 'value'])
    .where('county_id', '=', ctx.county)
    .execute()
  return new Map(rows.map((row) => [row.name, row.value]))
}

export async function saveSettings(
  ctx: Ctx,
  settings: Readonly<Record<string, boolean | number | string>>,
): Promise<void> {
  const rows = Object.entries(settings).map(([name, value]) => ({
    county_id: ctx.county,
    name,
    value: JSON.stringify(value),
  }))
  if (rows.length === 0) return
  await tables<IdentityTables>(ctx.tx)
    .insertInto('county_setting')
    .values(rows)
    .onConflict((conflict) =>
      conflict
        .columns(['county_id', 'name'])
        .doUpdateSet((e) => ({ value: e.ref('excluded.value') })),
    )
    .execute()
}
