import { sql } from 'kysely'
import type { Instant, LocalDate } from '../../../kernel/date.ts'
import type { AnyId } from '../../../kernel/id.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { tables } from '../../../platform/db.ts'

export type DefinitionKind = 'indicator' | 'ranking_set' | 'parameters'

interface DefinitionTables {
  figure_definition: {
    county_id: number
    id: AnyId
    kind: DefinitionKind
    name: string
    body: unknown
    source: string
    valid_from: LocalDate
    recorded_at: Instant
    recorded_by: string
  }
}

export interface SavedDefinition {
  readonly kind: DefinitionKind
  readonly name: string
  readonly body: unknown
  readonly source: string
  readonly validFrom: LocalDate
  readonly recordedBy: string
}

/** The county's own versions that count on a day: of each name the latest, of one day the last recorded. */
export async function savedOn(ctx: Ctx, day: LocalDate): Promise<SavedDefinition[]> {
  const { rows } = await sql<SavedDefinition>`
    SELECT DISTINCT ON (kind, name) kind, name, body, source, valid_from AS "validFrom",
      recorded_by AS "recordedBy"
    FROM figure_definition WHERE county_id = ${ctx.county} AND valid_from <= ${day}::date
    ORDER BY kind, name, valid_from DESC, id DESC`.execute(ctx.tx)
  return rows
}

/** Every version the county saved of a definition, the one that counts last first. */
export async function versionsOf(
  ctx: Ctx,
  of: { readonly kind: DefinitionKind; readonly name: string },
): Promise<SavedDefinition[]> {
  const { rows } = await sql<SavedDefinition>`
    SELECT kind, name, body, source, valid_from AS "validFrom", recorded_by AS "recordedBy"
    FROM figure_definition
    WHERE county_id = ${ctx.county} AND kind = ${of.kind} AND name = ${of.name}
    ORDER BY valid_from DESC, id DESC`.execute(ctx.tx)
  return rows
}

/** Keeps a version; earlier ones stay. */
export async function insertDefinition(
  ctx: Ctx,
  row: Omit<SavedDefinition, 'recordedBy'> & { readonly id: AnyId; readonly recordedBy: string },
): Promise<void> {
  await tables<DefinitionTables>(ctx.tx)
    .insertInto('figure_definition')
    .values({
      county_id: ctx.county,
      id: row.id,
      kind: row.kind,
      name: row.name,
      body: row.body === null ? null : JSON.stringify(row.body),
      source: row.source,
      valid_from: row.validFrom,
      recorded_at: ctx.now,
      recorded_by: row.recordedBy,
    })
    .execute()
}
