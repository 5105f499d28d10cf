import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { LocalDate } from '../../../kernel/date.ts'
import { actorName } from '../../../platform/actor.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import type { Process } from '../model.ts'
import { approvalTables, type VersionRow } from '../store.ts'

// The body was checked against the contract's shape when it was written.
export const processOf = (row: Pick<VersionRow, 'body'>): Process => row.body as Process

/** Every version of a process, or of all, oldest first. */
export function versionRows(ctx: Ctx, process?: string): Promise<VersionRow[]> {
  const query = approvalTables(ctx.tx)
    .selectFrom('process_version')
    .selectAll()
    .where('county_id', '=', ctx.county)
  return (process === undefined ? query : query.where('process', '=', process))
    .orderBy('process')
    .orderBy('version')
    .execute()
}

export async function versionRow(
  ctx: Ctx,
  process: string,
  version: number,
): Promise<VersionRow | null> {
  const row = await approvalTables(ctx.tx)
    .selectFrom('process_version')
    .selectAll()
    .where('county_id', '=', ctx.county)
    .where('process', '=', process)
    .where('version', '=', version)
    .executeTakeFirst()
  return row ?? null
}

/** The processes of many cases, each version read once, under `versionKey`. */
export async function processesOf(
  ctx: Ctx,
  cases: readonly { readonly process: string; readonly version: number }[],
): Promise<ReadonlyMap<string, Process>> {
  const wanted = [...new Map(cases.map((one) => [versionKey(one), one])).values()]
  if (wanted.length === 0) return new Map()
  const { rows } = await sql<Pick<VersionRow, 'process' | 'version' | 'body'>>`
    SELECT v.process, v.version, v.body FROM process_version v
    JOIN unnest(${wanted.map((one) => one.process)}::text[],
      ${wanted.map((one) => one.version)}::int[]) AS w (process, version)
      ON w.process = v.process AND w.version = v.version
    WHERE v.county_id = ${ctx.county}`.execute(ctx.tx)
  return new Map(rows.map((row) => [versionKey(row), processOf(row)]))
}

export const versionKey = (of: { readonly process: string; readonly version: number }): string =>
  `${of.process} ${of.version}`

/** The fingerprint of a process, whatever the order of its keys. */
export const hashOf = (process: Process): string =>
  createHash('sha256')
    .update(JSON.stringify(sorted(process)))
    .digest('hex')

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, sorted(inner)]),
  )
}

/** Adds the next version of a process. Two who add at once: the second waits for the county's row lock. */
export async function insertVersion(
  ctx: Ctx,
  version: {
    readonly process: Process
    readonly origin: 'shipped' | 'county'
    readonly source: string
    readonly validFrom: LocalDate
  },
): Promise<number> {
  await sql`SELECT pg_advisory_xact_lock(${ctx.county}, hashtext(${version.process.id}))`.execute(
    ctx.tx,
  )
  const last = await approvalTables(ctx.tx)
    .selectFrom('process_version')
    .select((eb) => eb.fn.max('version').as('last'))
    .where('county_id', '=', ctx.county)
    .where('process', '=', version.process.id)
    .executeTakeFirstOrThrow()
  const number = ((last.last as number | null) ?? 0) + 1
  await approvalTables(ctx.tx)
    .insertInto('process_version')
    .values({
      county_id: ctx.county,
      process: version.process.id,
      version: number,
      body: JSON.stringify(version.process),
      body_hash: hashOf(version.process),
      origin: version.origin,
      source: version.source,
      valid_from: version.validFrom,
      recorded_at: ctx.now,
      recorded_by: actorName(ctx),
    })
    .execute()
  return number
}
