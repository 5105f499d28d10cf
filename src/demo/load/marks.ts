import { sql } from 'kysely'
import { inCounty } from '../../platform/db.ts'
import type { Runtime } from '../../platform/runtime.ts'

/*
 * How far the load of a county has come: one setting of the county with the names of the finished steps.
 * It is the loader's own note; everything of the county itself goes through the verbs.
 */

const SETTING = 'demo_load'

export async function finishedSteps(runtime: Runtime, county: number): Promise<Set<string>> {
  const rows = await inCounty(
    runtime.database,
    county,
    async (tx) =>
      sql<{ value: readonly string[] }>`
        SELECT value FROM county_setting
        WHERE county_id = ${county} AND name = ${SETTING}`.execute(tx),
    { readOnly: true },
  )
  return new Set(rows.rows[0]?.value ?? [])
}

export async function markFinished(
  runtime: Runtime,
  county: number,
  steps: ReadonlySet<string>,
): Promise<void> {
  const value = JSON.stringify([...steps])
  await inCounty(runtime.database, county, (tx) =>
    sql`
      INSERT INTO county_setting (county_id, name, value)
      VALUES (${county}, ${SETTING}, ${value}::jsonb)
      ON CONFLICT (county_id, name) DO UPDATE SET value = excluded.value`.execute(tx),
  )
}
